import pytest

from kb.catalogue.lemmas import readings
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

FORMS = ConceptMatcher(
    [
        Concept(
            "gangs", "crime_types", {"sv": ("kriminellt gäng", "gängkrimin-"), "nb": ("gjeng-",), "da": ("bande-",)}
        ),
        Concept("shootings", "crime_types", {"sv": ("skjutning", "skjutvapen-")}),
        Concept("leavers", "target_groups", {"sv": ("avhoppare", "avhopp-", "hbtqi-person")}),
        Concept("violence", "crime_types", {"sv": ("våld", "våldsbrott-", "-våld"), "nb": ("vold", "-vold")}),
        Concept("school", "settings", {"sv": ("skola",)}, exceptions=("ska", "skulle")),
        Concept("prisoners", "target_groups", {"sv": ("intagen",)}),
        Concept("council", "actors", {"sv": ("trygghetsråd",)}, co_words={"trygghetsråd": ("lokalt råd", "kommun")}),
    ]
)


def _found(text: str, language: str = "sv") -> list[tuple[str, str]]:
    return [(m.concept, text[m.start : m.end]) for m in MATCHER.find(text, language)]


def _formed(text: str, language: str = "sv") -> list[tuple[str, str]]:
    return [(m.concept, text[m.start : m.end]) for m in FORMS.find(text, language)]


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


def test_what_is_kept_of_new_words_is_bounded() -> None:
    MATCHER.find("warm", "sv")
    table = MATCHER._tables["sv"]
    held = len(table._beginnings), len(table._labels)
    MATCHER.find(" ".join(f"ord{n}" for n in range(2_000)), "sv")
    assert (len(table._beginnings), len(table._labels)) == held
    assert table._read.cache_info().maxsize is not None


@pytest.mark.parametrize(
    ("concept", "words"),
    [
        ("gangs", "gängkriminell gängkriminella gängkriminellas gängkriminaliteten gängkriminalitetens"),
        ("shootings", "skjutning skjutningen skjutningens skjutningar skjutningarna skjutningarnas skjutvapenvåldets"),
        (
            "violence",
            "våldet våldets våldsbrott våldsbrotten våldsbrottens relationsvåld relationsvåldet hedersvåldets",
        ),
        ("leavers", "avhoppare avhopparen avhopparna avhopparnas avhopparverksamheten avhoppet avhoppens"),
        ("leavers", "hbtqi-person hbtqi-personer hbtqi-personernas HBTQI-personers"),
        ("prisoners", "intagen intagne intagna intagnas"),
    ],
)
def test_swedish_definite_plural_and_genitive_forms_and_compounds_are_found_by_rule(concept: str, words: str) -> None:
    for word in words.split():
        assert (concept, word) in _formed(f"Om {word} talas det."), word


def test_a_form_that_the_dictionary_knows_as_another_word_is_found_all_the_same() -> None:
    """To the dictionary "gängen" is "gänge"; the ending of the definite form comes off instead."""
    assert "gäng" in readings("gängens", "sv")
    assert _formed("de kriminella gängen") == [("gangs", "kriminella gängen")]


def test_norwegian_and_danish_compounds_are_found_by_rule() -> None:
    assert _formed("gjengkriminaliteten og partnervolden", "nb") == [
        ("gangs", "gjengkriminaliteten"),
        ("violence", "partnervolden"),
    ]
    assert _formed("bandemedlemmernes", "da") == [("gangs", "bandemedlemmernes")]


def test_a_compound_with_a_hyphen_is_found_as_without_it() -> None:
    assert _formed("gäng-kriminaliteten") == [("gangs", "gäng-kriminaliteten")]
    assert _formed("krog-våldet") == [("violence", "krog-våldet")]


def test_a_short_stem_is_not_cut_out_of_another_word() -> None:
    assert readings("faren", "sv") == ("fara",)


def test_an_exception_holds_for_a_whole_label_too() -> None:
    """To the dictionary "ska" and "skulle" are forms of "skola"."""
    assert _formed("de ska till skolan och skulle gå") == [("school", "skolan")]


def test_company_may_be_several_words_and_is_the_beginning_of_the_first() -> None:
    assert _formed("ett trygghetsråd i kommunen") == [("council", "trygghetsråd")]
    assert _formed("ett lokalt rådslag om trygghetsråd") == [("council", "trygghetsråd")]
    assert _formed("ett trygghetsråd på glokalt råd") == []


def test_of_several_beginnings_the_first_in_the_thesaurus_names_the_label() -> None:
    concept = Concept("c", "settings", {"sv": ("skol-", "skolgård-", "-gård")})
    assert [m.label for m in ConceptMatcher([concept]).find("skolgården", "sv")] == ["skol-"]


def test_words_of_any_length_are_read_and_not_kept() -> None:
    matcher = ConceptMatcher(CONCEPTS)
    assert [m.concept for m in matcher.find("skjutvapen" + "x" * 100_000, "sv")] == ["guns"]
    assert matcher._tables["sv"]._read.cache_info().currsize == 0
