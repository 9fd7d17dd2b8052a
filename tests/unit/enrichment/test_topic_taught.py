import numpy as np
import pytest

from enrichment import people, topic_taught, topics
from enrichment.people import read_people
from enrichment.reading import Reader
from enrichment.texts import Text
from enrichment.topic_taught import Judged, candidates, chance_of, features, judge_topics, weights_of
from enrichment.topics import read_challenges, read_measures
from enrichment.weighed import Found
from kb.catalogue import load_catalogue
from kb.domain.claims import SURE, TAUGHT, ClaimKind

NOTHING = Found(np.zeros(1, np.float32), np.zeros((0, 1), np.float32), ())
DOUBTED, TOLD = topics.LIMITS.doubted, topics.LIMITS.told
READER = Reader.for_catalogue(load_catalogue())

# What was done is told without its name: lamps along paths, against break-ins.
UNNAMED = {
    "sv": (
        "Ljusare gårdar i två stadsdelar\n\nHösten 2020 satte bostadsbolaget upp stolpar med starka lampor längs"
        " gångvägarna och vid cykelställen i den ena stadsdelen. I den andra ändrades inget. De boende fick svara på"
        " frågor om hur de upplever kvällarna. Fler vågar gå ut efter mörkrets inbrott, och färre drar sig för att"
        " passera tunneln vid torget. Bolaget tänker sätta upp lika många stolpar till nästa höst."
    ),
    "en": (
        "Brighter yards in two districts\n\nIn the autumn of 2020 the housing company put up posts with strong lamps"
        " along the footpaths and by the bicycle racks of one district. In the other nothing was changed. Residents"
        " were asked how they feel about the evenings. More of them dare to go out after dark, and fewer avoid the"
        " underpass by the square. The company means to put up as many lamps again next autumn."
    ),
    "nb": (
        "Lysere gårdsrom i to bydeler\n\nHøsten 2020 satte boligselskapet opp stolper med sterke lamper langs"
        " gangveiene og ved sykkelstativene i den ene bydelen. I den andre ble ingenting endret. Beboerne svarte på"
        " spørsmål om hvordan de opplever kveldene. Flere tør å gå ut etter mørkets frembrudd, og færre unngår"
        " undergangen ved torget. Selskapet vil sette opp like mange lamper til neste høst."
    ),
    "da": (
        "Lysere gårde i to bydele\n\nI efteråret 2020 satte boligselskabet master med stærke lamper op langs"
        " gangstierne og ved cykelstativerne i den ene bydel. I den anden blev intet ændret. Beboerne svarede på"
        " spørgsmål om, hvordan de oplever aftenerne. Flere tør gå ud efter mørkets frembrud, og færre undgår"
        " tunnelen ved torvet. Selskabet vil sætte lige så mange lamper op til næste efterår."
    ),
}


def text_of(content: str) -> Text:
    return READER.prepare(content)[0]


@pytest.mark.parametrize("language", sorted(UNNAMED))
def test_what_no_label_names_is_told_by_all_the_words(language: str) -> None:
    text = text_of(UNNAMED[language])
    assert text.language == language
    measures = {claim.value: claim for claim in read_measures(text, by_words=True)}
    assert "street_lighting" in measures
    assert measures["street_lighting"].confidence == SURE
    challenges = {claim.value for claim in read_challenges(text, by_words=True) if claim.confidence >= SURE}
    assert "public_place_insecurity" in challenges


def test_what_nothing_names_shows_a_sentence_and_says_that_it_was_taught() -> None:
    text = text_of(UNNAMED["en"])
    assert all(claim.value is None for claim in read_measures(text))
    (claim,) = read_measures(text, by_words=True)
    assert claim.detail == (TAUGHT,)
    assert claim.start is not None
    assert claim.end is not None
    assert (claim.start, claim.end) in text.sentences
    assert "lamps" in text.content[claim.start : claim.end]


@pytest.mark.parametrize(
    ("title", "chance", "before", "after"),
    [
        ("A night in two towns", DOUBTED - 0.01, 0.8, 0.5),
        ("A night in two towns", DOUBTED, 0.8, 0.8),
        ("A night in two towns", TOLD, 0.8, 0.8),
        ("Burglaries in two towns", DOUBTED - 0.01, 0.9, 0.9),  # a title is believed
    ],
)
def test_what_all_the_words_make_unlikely_is_in_passing_but_for_what_the_title_names(
    title: str, chance: float, before: float, after: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = text_of(f"{title}\n\nBurglaries were reported there. " + "Nobody counted them. " * 3)
    (by_rule,) = [claim for claim in read_challenges(text) if claim.value == "property_crime"]
    monkeypatch.setattr(topic_taught, "judge_topics", lambda *_: {"property_crime": Judged(chance, NOTHING, 0)})
    (weighed,) = read_challenges(text, by_words=True)
    assert (by_rule.confidence, weighed.confidence) == (before, after)
    assert (weighed.value, weighed.start, weighed.end, weighed.detail) == (
        by_rule.value,
        by_rule.start,
        by_rule.end,
        by_rule.detail,
    )


def test_a_short_text_and_one_in_another_language_is_left_to_the_rules() -> None:
    for content in (
        "Lamps along the paths of two yards",
        "Nuoret ja valot\n\n" + "Lamput asennettiin polun varrelle. " * 30,
    ):
        text = text_of(content)
        assert judge_topics(text, ClaimKind.MEASURE, {}) == {}
        assert read_measures(text, by_words=True) == read_measures(text)


def test_a_topic_that_nothing_was_learnt_of_stays_as_the_rules_read_it() -> None:
    text = text_of(UNNAMED["en"])
    judged = judge_topics(text, ClaimKind.MEASURE, {"measure_of_our_own": 0.8})
    assert "measure_of_our_own" not in judged
    assert "street_lighting" in judged


def test_a_text_outside_the_field_is_given_no_topic_that_nothing_names() -> None:
    cod = (
        "Lamps on trawls\n\nStrong lamps were put up along the trawl at night. "
        + "Cod came nearer the light than before. " * 12
    )
    claims = READER.read(cod)
    assert not [claim for claim in claims if claim.kind in (ClaimKind.CHALLENGE, ClaimKind.MEASURE) and claim.detail]


@pytest.mark.parametrize("language", sorted(UNNAMED))
def test_whom_a_text_is_about_and_who_did_it_is_told_by_all_the_words(language: str) -> None:
    text = text_of(UNNAMED[language])
    found = {c.value: c for c in read_people(text, by_words=True) if c.confidence >= SURE}
    assert "tg_residents" in found
    assert "ac_housing_companies" in found
    assert "ac_housing_companies" not in {c.value for c in read_people(text) if c.confidence >= SURE}


def test_a_group_that_is_named_but_unlikely_is_in_passing_also_in_a_title(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of("Pupils and lamps\n\nLamps were put up in two yards. " + "Nobody counted them. " * 10)
    (by_rule,) = [claim for claim in read_people(text) if claim.value == "tg_pupils"]
    unlikely = {"tg_pupils": Judged(people.LIMITS.doubted - 0.01, NOTHING, 0)}
    monkeypatch.setattr(topic_taught, "judge_topics", lambda *_: unlikely)
    (weighed,) = [claim for claim in read_people(text, by_words=True) if claim.value == "tg_pupils"]
    assert (by_rule.confidence, weighed.confidence) == (0.9, 0.5)


def test_every_challenge_and_measure_of_the_catalogue_has_been_learnt() -> None:
    catalogue = load_catalogue()
    assert {str(measure) for measure in catalogue.measures} <= set(weights_of(ClaimKind.MEASURE).classes)
    challenges = {key for key, concept in catalogue.concepts.items() if concept.scheme == "challenges"}
    assert challenges <= set(weights_of(ClaimKind.CHALLENGE).classes)


def test_a_chance_is_higher_the_more_the_words_speak_for_a_topic() -> None:
    text, weights = text_of(UNNAMED["en"]), weights_of(ClaimKind.MEASURE)
    found = weights.find(features(text))
    assert found is not None
    told = dict(candidates(weights, found, {"cctv": 0.5}))
    assert told["street_lighting"]["ahead"] > 0 == told["cctv"]["ahead"]
    assert told["cctv"]["behind"] < 0
    assert (told["cctv"]["named 0.5"], told["street_lighting"]["named 0"]) == (1.0, 1.0)
    assert chance_of({"score": 1.0}, {"score": 2.0}) > chance_of({"score": 0.5}, {"score": 2.0}) > 0.5


def test_a_huge_text_is_judged_by_its_beginning() -> None:
    text = text_of(UNNAMED["en"] + " A burglar came." * 20_000)
    assert "street_lighting" in judge_topics(text, ClaimKind.MEASURE, {})
    assert len(text.in_english) < 500
