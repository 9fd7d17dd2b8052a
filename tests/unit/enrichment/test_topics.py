import pytest

from enrichment.texts import Text
from enrichment.topics import read_challenges, read_measures
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.claims import STUDIED, SURE, Claim
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
        Concept("court", "measures", {"en": ("drug court",), "sv": ("drogdomstol",)}),
        Concept("therapy", "measures", {"en": ("talking cure",), "sv": ("samtalsterapi",)}),
        Concept("sold", "challenges", {"en": ("sex trafficking", "labour trafficking")}),
        Concept("worked", "challenges", {"en": ("labour trafficking",)}),
        Concept("drunkenness", "challenges", {"en": ("drunk",)}),
        Concept("ct_driving", "crime_types", {"en": ("drunk driving",)}),
    )
}
MATCHER = ConceptMatcher(CONCEPTS.values())
FILLER = "Nothing else is said here at all. " * 40


def text_of(content: str, language: str = "en") -> Text:
    return Text(content, language, tuple(MATCHER.find(content, language)), CONCEPTS)


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


def studied(content: str, language: str = "en") -> set[str | None]:
    return {claim.value for claim in read_measures(text_of(content, language)) if claim.confidence >= STUDIED}


@pytest.mark.parametrize(
    "sentence",
    [
        "The purpose of this study was to evaluate a drug court.",
        "Offenders were randomly assigned to a drug court or to probation.",
        "This study compared offenders who participated in a drug court with others.",
        "One group received a talking cure and a place in a drug court.",
    ],
)
def test_a_text_is_of_what_its_aim_names_or_what_it_tried(sentence: str) -> None:
    assert "court" in studied(f"Two towns\n\n{FILLER}{sentence} {FILLER}")


@pytest.mark.parametrize(
    "sentence",
    [
        "The aim of this study was to test new counselling against a drug court.",
        "The trial compared new counselling with a standard drug court.",
        "The study examined the impact of a screening tool in three drug courts.",
        "This project was designed to integrate an instrument into the work of a drug court.",
        "The study evaluated grief counselling for women in a drug court.",
        "The evaluation examined services, such as housing and a drug court.",
        "This study examined whether the resident was not in a drug court.",
        "The study was designed to describe cases. Part 7 (Drug Court Data) holds dates.",
        "The project evaluated drug court staff training.",
    ],
)
def test_a_text_is_not_of_what_it_only_meets(sentence: str) -> None:
    assert "court" not in studied(f"Two towns\n\n{FILLER}{sentence} {FILLER}")


def test_what_a_title_names_as_the_place_of_something_else_is_not_what_is_studied() -> None:
    assert studied(f"A trial of a screening tool in three drug courts\n\n{FILLER}") == set()
    assert studied(f"Outcomes of drug courts in three towns\n\n{FILLER}") == {"court"}


def test_what_is_first_told_of_as_the_comparison_is_it_throughout() -> None:
    first = "The goal was to test a new way against a standard talking cure."
    then = "Men were randomly assigned to the new way or to the talking cure."
    assert "therapy" not in studied(f"Two ways\n\n{first} {then} {FILLER}")


def test_what_a_text_begins_with_is_the_problem_it_is_about_and_the_measure_often_not() -> None:
    text = text_of(f"Two towns\n\nAs burglary grew, the town opened a drug court. {FILLER}")
    assert told(read_challenges(text)) == {"theft": 0.8}
    assert told(read_measures(text)) == {"court": 0.75}


def test_what_an_archive_sets_before_an_abstract_is_no_lead() -> None:
    archive = "These data are part of NACJD's Fast Track Release. The files have been zipped by NACJD for release."
    claims = read_challenges(text_of(f"Two towns\n\n{archive} A burglary was seen. {FILLER}"))
    assert told(claims) == {"theft": 0.8}


def test_what_is_named_only_to_say_who_was_asked_is_in_passing() -> None:
    claims = read_challenges(text_of(f"Two towns\n\n{FILLER}Interviews with burglary suspects were held. {FILLER}"))
    assert told(claims) == {"theft": 0.5}


def test_a_longer_word_hides_the_shorter_though_it_belongs_to_no_challenge() -> None:
    assert told(read_challenges(text_of("Drunk driving in two towns"))) == {None: 1.0}


def test_words_that_name_two_challenges_count_for_the_one_that_is_told_of_elsewhere() -> None:
    both = "Sex trafficking in two towns\n\nVictims of labour trafficking were helped."
    assert told(read_challenges(text_of(both))) == {"sold": 0.9}
    assert set(told(read_challenges(text_of("Labour trafficking in two towns")))) == {"sold", "worked"}
    titled = "Labour trafficking and sex trafficking in two towns"
    assert told(read_challenges(text_of(titled))) == {"sold": 0.9, "worked": 0.9}


def test_swedish_aims_and_comparisons_are_read_too() -> None:
    tried = "Syftet med studien var att utvärdera en samtalsterapi."
    against = "Syftet med studien var att pröva ett nytt stöd jämfört med en samtalsterapi."
    assert studied(f"Två städer\n\n{tried}", "sv") == {"therapy"}
    assert studied(f"Två städer\n\n{against}", "sv") == set()
