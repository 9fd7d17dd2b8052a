from kb.catalogue.matcher import ConceptMatcher
from kb.domain.facts import Concept

CONCEPTS = [
    Concept("guns", "challenges", {"sv": ("skjutning", "skjutvapen-"), "en": ("gun violence", "shooting")}),
    Concept(
        "bullying", "challenges", {"sv": ("mobbning", "-mobbning"), "en": ("bullying",)}, exceptions=("sjömobbning",)
    ),
    Concept("sig", "measures", {"sv": ("SIG",)}, co_words={"SIG": ("insatsgrupp", "unga")}),
    Concept("gvi", "measures", {"sv": ("gruppvåldsintervention",), "en": ("focused deterrence", "gang")}),
]
MATCHER = ConceptMatcher(CONCEPTS)


def _found(text: str, language: str = "sv") -> list[tuple[str, str]]:
    return [(m.concept, text[m.start : m.end]) for m in MATCHER.find(text, language)]


def test_inflected_words_are_found() -> None:
    assert _found("Flera skjutningar i staden") == [("guns", "skjutningar")]


def test_a_compound_is_found_by_its_beginning_or_its_end() -> None:
    assert _found("skjutvapenvåldet ökar") == [("guns", "skjutvapenvåldet")]
    assert _found("insatser mot nätmobbning") == [("bullying", "nätmobbning")]


def test_an_exception_is_never_found() -> None:
    assert _found("sjömobbning") == []


def test_an_acronym_needs_its_capitals_and_its_company() -> None:
    assert _found("SIG för unga i riskzon") == [("sig", "SIG")]
    assert _found("de samlar sig för unga") == []
    assert _found("SIG tillverkar saker") == []
    assert _found("SIG och bjungarna") == [], "company is the beginning of a word"


def test_in_a_question_an_acronym_needs_no_company() -> None:
    assert [m.concept for m in MATCHER.find("SIG", "sv", question=True)] == ["sig"]


def test_english_names_of_two_words_are_found_in_swedish_texts_and_short_ones_are_not() -> None:
    assert _found("modellen focused deterrence prövas") == [("gvi", "focused deterrence")]
    assert _found("for første gang", "da") == []


def test_spans_hold_the_very_words_in_any_language() -> None:
    assert _found("The bullying and Gun Violence fell.", "en") == [
        ("bullying", "bullying"),
        ("guns", "Gun Violence"),
    ]


def test_an_empty_text_names_nothing() -> None:
    assert _found("") == []
    assert _found("   \n\n ", "fi") == []


def test_runs_of_punctuation_cost_no_more_than_words() -> None:
    """spaCy's tokenizer took 17 s for 16,000 exclamation marks; a hostile page could have stopped all reading."""
    for letter in "(!_-'":
        assert _found(letter * 100_000 + " skjutningar", "sv") == [("guns", "skjutningar")]


def test_a_phrase_does_not_reach_over_a_full_stop_or_a_paragraph() -> None:
    assert _found("He had a gun. Violence fell.", "en") == []
    assert _found("Gun\n\nViolence", "en") == []


def test_new_words_leave_nothing_behind_in_memory() -> None:
    MATCHER.find("warm", "sv")
    table = MATCHER._tables["sv"]
    before = len(table._vocabulary.strings)
    MATCHER.find(" ".join(f"ord{n}" for n in range(2_000)), "sv")
    assert len(table._vocabulary.strings) == before
