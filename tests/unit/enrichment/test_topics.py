from enrichment.texts import Text
from enrichment.topics import read_challenges, read_measures
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.claims import SURE, Claim
from kb.domain.facts import Concept

CONCEPTS = {
    c.id: c
    for c in (
        Concept("theft", "challenges", {"en": ("theft", "burglary")}),
        Concept("hacking", "challenges", {"en": ("identity theft",)}),
        Concept("young", "challenges", {"en": ("youth crime",)}),
        Concept("streets", "challenges", {"en": ("unsafe street",)}),
        Concept("pickpocketing", "crime_types", {"en": ("pickpocketing",)}, broader=("theft", "all_crime")),
        Concept("all_crime", "crime_types", {"en": ("every crime",)}),
        Concept("light", "measures", {"en": ("street lighting",)}, related=("streets",)),
        Concept("talk", "measures", {"en": ("talking",)}, related=("theft", "young", "streets")),
    )
}
MATCHER = ConceptMatcher(CONCEPTS.values())
FILLER = "Nothing else is said here at all. " * 40


def text_of(content: str) -> Text:
    return Text(content, "en", tuple(MATCHER.find(content, "en")), CONCEPTS)


def told(claims: list[Claim]) -> dict[str | None, float]:
    return {claim.value: claim.confidence for claim in claims}


def test_what_the_title_names_is_surest() -> None:
    claims = read_challenges(text_of(f"Burglary in towns\n\n{FILLER}"))
    assert told(claims) == {"theft": 0.9}


def test_what_a_long_text_names_once_is_a_side_topic() -> None:
    claims = read_challenges(text_of(f"Towns\n\n{FILLER}One burglary was seen. {FILLER}"))
    assert told(claims) == {"theft": 0.5}
    assert claims[0].confidence < SURE


def test_what_a_short_text_names_it_is_about() -> None:
    claims = read_challenges(text_of("Towns\n\nIt rained. It snowed. Then a burglary was seen."))
    assert told(claims) == {"theft": 0.7}


def test_a_word_inside_a_longer_one_is_not_named_by_itself() -> None:
    claims = read_challenges(text_of("Identity theft among the old"))
    assert told(claims) == {"hacking": 0.9}


def test_a_type_of_crime_names_the_challenge_it_belongs_to() -> None:
    claims = read_challenges(text_of("Pickpocketing at stations"))
    assert told(claims) == {"theft": 0.9}


def test_a_type_of_crime_that_belongs_to_no_challenge_hides_none() -> None:
    assert told(read_challenges(text_of("Every crime"))) == {None: 1.0}


def test_a_main_measure_tells_the_challenge_where_no_word_does() -> None:
    (claim,) = read_challenges(text_of("Street lighting in two towns"))
    assert (claim.value, claim.confidence, claim.told("through")) == ("streets", SURE, "light")


def test_a_measure_tells_nothing_where_the_text_names_its_challenge() -> None:
    assert told(read_challenges(text_of("Street lighting against burglary"))) == {"theft": 0.9}


def test_a_measure_meant_for_many_challenges_tells_none() -> None:
    assert told(read_challenges(text_of("Talking helps"))) == {None: 1.0}


def test_what_is_not_named_is_an_answer() -> None:
    assert told(read_measures(text_of("Cod in deep water"))) == {None: 1.0}


def test_each_claim_shows_the_words_it_rests_on() -> None:
    text = text_of("Street lighting in two towns")
    (claim,) = read_measures(text)
    assert text.content[claim.start : claim.end] == "Street lighting"
