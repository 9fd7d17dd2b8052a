import pytest

from benchmarks.train import bounds_of
from enrichment.relevance import BEYOND, FEATURES, features, mentioned, read_relevance, score_of
from enrichment.texts import Text
from kb.catalogue import load_catalogue
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.claims import Relevance

CONCEPTS = load_catalogue().concepts
MATCHER = ConceptMatcher(CONCEPTS.values())


def text_of(content: str, language: str = "en") -> Text:
    return Text(content, language, tuple(MATCHER.find(content, language)), CONCEPTS)


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("en", "Burglaries fell with street lighting"),
        ("sv", "Inbrotten minskade med gatubelysning"),
        ("nb", "Innbruddene gikk ned med gatelys"),
        ("da", "Indbruddene faldt med gadebelysning"),
        ("sv", "Insatser mot våld i nära relationer\n\nSex kommuner har prövat samtal med männen."),
        ("en", "Talks in class\n\nPupils who met a mentor bullied others less. Bullying fell in both schools."),
    ],
)
def test_a_text_of_the_field_is_relevant_in_each_language(language: str, content: str) -> None:
    assert read_relevance(text_of(content, language)).value == Relevance.RELEVANT


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("en", "Cod in deep water\n\nTrawls were towed at night along the shelf."),
        ("sv", "Nya regler för skog\n\nRegeringen föreslår ändringar. Marken ska vårdas bättre. Skogen växer."),
        ("sv", "Tidig belastning efter brott på lårbenshalsen\n\nPatienterna gick längre efter fyra månader."),
        ("nb", "Torsk på dypt vann\n\nTrålen ble slept om natten."),
        ("da", "Torsk på dybt vand\n\nTrawlet blev slæbt om natten."),
    ],
)
def test_a_text_outside_the_field_is_not_relevant(language: str, content: str) -> None:
    assert read_relevance(text_of(content, language)).value == Relevance.NOT_RELEVANT


def test_the_words_shown_are_those_that_say_it_most_and_the_titles_go_first() -> None:
    text = text_of("Burglary after dark\n\nWe counted crime before and after.")
    claim = read_relevance(text)
    assert text.content[claim.start : claim.end] == "Burglary"


def test_a_text_that_names_nothing_of_the_field_shows_no_words() -> None:
    claim = read_relevance(text_of("Cod in deep water"))
    assert (claim.start, claim.end) == (None, None)


def test_where_only_people_of_the_field_are_named_they_are_the_words_shown() -> None:
    text = text_of("Parents behind bars\n\nPrisoners read to their children.")
    claim = read_relevance(text)
    assert text.content[claim.start : claim.end] == "Prisoners"


def test_an_authority_named_in_a_list_does_not_bring_a_long_text_into_the_field() -> None:
    other = "Kommunerna ska bygga fler vägar och sköta dem bättre än förut. " * 12
    listed = "Svar lämnas av Boverket, Trafikverket, Polismyndigheten och Lantmäteriet."
    claim = read_relevance(text_of(f"Remiss om vägar\n\n{other}{listed}", "sv"))
    assert claim.value == Relevance.NOT_RELEVANT


def test_a_setting_or_a_target_group_says_nothing_by_itself() -> None:
    content = "Pupils at school and their parents"
    assert features(text_of(content)) == (0.0,) * len(FEATURES)


def test_naming_a_thing_more_often_in_one_sentence_adds_nothing() -> None:
    once = features(text_of("Streets\n\nRobbery is on everybody's mind in the whole of the town."))
    often = features(text_of("Streets\n\nRobbery robbery robbery is on everybody's mind in the town."))
    assert once == pytest.approx(often)


def test_more_evidence_never_lowers_the_score() -> None:
    for place in range(len(FEATURES)):
        little, much = [0.2] * len(FEATURES), [0.2] * len(FEATURES)
        much[place] = 0.9
        assert score_of(tuple(much)) > score_of(tuple(little))


def test_the_confidence_is_that_of_what_is_said() -> None:
    assert read_relevance(text_of("Cod in deep water")).confidence > 0.85
    assert read_relevance(text_of("Violence and robbery\n\nPolice count crime.")).confidence > 0.9


def test_no_learnt_weight_speaks_against_what_the_field_is_or_for_what_it_is_not() -> None:
    for concept, weights in BEYOND.items():
        bounds = bounds_of(concept, CONCEPTS)
        assert bounds is not None, concept
        low, high = bounds
        assert all((low is None or weight >= low) and (high is None or weight <= high) for weight in weights), concept


@pytest.mark.parametrize(
    "concept", ["hate_crime", "labour_crime", "criminal_economy", "ac_bra", "tg_released_prisoners"]
)
def test_what_the_field_is_can_only_speak_for_it(concept: str) -> None:
    assert bounds_of(concept, CONCEPTS) == (0.0, None)


@pytest.mark.parametrize("concept", ["ac_municipality", "ac_sports_clubs", "st_school", "tg_women", "tg_refugees"])
def test_who_shares_the_work_and_whom_a_text_is_about_speak_neither_for_nor_against(concept: str) -> None:
    assert bounds_of(concept, CONCEPTS) is None


def test_a_body_of_another_field_takes_weight_from_a_crime_named_in_passing_but_not_from_much_of_it() -> None:
    passing = text_of("A session of the United Nations\n\nDelegates spoke of oceans, seeds and crime. Rain fell.")
    much = text_of("Robbery and burglary\n\nThe United Nations count robbery, burglary and assault in cities.")
    assert score_of(features(passing), mentioned(passing)) < score_of(features(passing))
    assert read_relevance(much).value == Relevance.RELEVANT


def test_what_only_sounds_like_a_word_of_the_field_is_outside_it() -> None:
    block = "Stellate ganglion block in hot flashes\n\n" + (
        "A stellate ganglion block was given to women with hot flashes. The ganglion was found by ultrasound, and the"
        " needle placed beside it. Women kept a diary of their nights for six months and came back to the clinic twice."
        " Sleep was better after the block than after salt water, and no harm was seen in any of the women."
    )
    assert read_relevance(text_of(block)).value == Relevance.NOT_RELEVANT


@pytest.mark.parametrize("title", ["Parents", "Municipal data", "Service data for parents", "Interview data"])
def test_a_few_words_by_themselves_are_no_sign_of_the_field(title: str) -> None:
    assert read_relevance(text_of(title)).value == Relevance.NOT_RELEVANT


def test_where_all_the_words_together_tell_it_a_sentence_is_shown() -> None:
    text = text_of(
        "Doors that hold\n\nThe company changed the doors of forty stairwells, and cut the hedges by the entrances so"
        " that nobody can hide behind them. In the others it changed nothing. Tenants told what they had lost from the"
        " cellars in the year before and the year after, and whom they had seen there at night with tools and bags."
        " It is calmer, they say, and half as many doors were forced as before."
    )
    claim = read_relevance(text)
    assert claim.value == Relevance.RELEVANT
    assert (claim.start, claim.end) in text.sentences
