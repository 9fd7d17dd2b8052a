"""How a question is read across languages."""

import threading

import pytest

from kb.catalogue import load_catalogue
from kb.catalogue.matcher import ConceptMatcher
from kb.index.port import Sparse
from kb.index.terms import passage_terms, query_terms
from kb.search.questions import SEARCHED, QuestionReader
from kb.search.syntax import parse

CATALOGUE = load_catalogue()
MATCHER = ConceptMatcher(c for c in CATALOGUE.concepts.values() if c.scheme in SEARCHED)
READER = QuestionReader(CATALOGUE, MATCHER, multilingual=False)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("vad hjälper mot skjutningar i förorten", "sv"),
        ("what works against domestic violence", "en"),
        ("hva virker mot vold i nære relasjoner", "nb"),
        ("hvad virker mod indbrud og hærværk", "da"),
    ],
)
def test_the_language_is_the_one_whose_words_it_has(text: str, language: str) -> None:
    assert READER.read(text).language == language


def test_a_swedish_question_is_embedded_as_it_reads_in_english() -> None:
    question = READER.read("trötthet bland poliser på landsbygden")

    assert question.meaning == {"english": "fatigue among police officers on rural area"}
    assert question.english == question.meaning["english"]


def test_an_english_question_is_embedded_as_written() -> None:
    question = READER.read("Repeat victimisation among older people")

    assert question.meaning == {"english": "Repeat victimisation among older people"}
    assert question.english is None


def test_words_without_a_concept_are_sought_in_english_too() -> None:
    question = READER.read("trötthet bland poliser")

    assert {"fatigue", "police"} <= set(question.searched["english"])


def test_names_are_sought_as_they_are_in_every_language() -> None:
    question = READER.read("erfarenheter från Rosengård")

    assert all("rosengård" in found for found in question.searched.values())


def test_an_english_question_finds_nordic_words() -> None:
    question = READER.read("preventing burglary in residential areas")

    assert {"inbrott", "innbrudd", "indbrud"} <= set(question.searched["nordic"])


def test_what_the_thesaurus_adds_is_told_apart_from_the_askers_words() -> None:
    question = READER.read("skjutningar")

    assert question.concepts
    assert question.searched["nordic"][0] == "skjutningar"
    assert question.added["nordic"]
    assert "skjutningar" not in question.added["nordic"]
    assert set(question.added["nordic"]) < set(question.searched["nordic"])


def test_without_expansion_there_are_the_askers_own_words_and_meaning_alone() -> None:
    question = READER.read("skjutningar i förorten", expand=False)

    assert question.concepts == {}
    assert question.searched["nordic"] == question.searched["english"] == ("skjutningar", "förorten")
    assert not any(question.added.values())
    assert question.meaning["english"] == "shooting in suburb"


def test_a_multilingual_model_gets_the_question_as_written() -> None:
    reader = QuestionReader(CATALOGUE, MATCHER, multilingual=True)

    assert set(reader.read("skjutningar").meaning.values()) == {"skjutningar"}


def test_conditions_hold_in_every_language() -> None:
    across = READER.across(parse('skjutning OCH "unga män"').conditions, "sv")

    assert "shooting" in across.must[0][0].also
    assert across.must[1][0].also == ()


def test_a_compound_is_found_by_its_parts() -> None:
    passage = passage_terms("Gängvåldet ökade.", "sv")
    question = query_terms({"våld": 1.0}, "sv")

    assert set(question.indices) & set(passage.indices)


def test_both_spellings_and_forms_of_an_english_word_are_one_term() -> None:
    assert passage_terms("behaviours", "en").indices == passage_terms("behavior", "en").indices
    assert passage_terms("victimisation", "en").indices == passage_terms("victimization", "en").indices


def test_soft_hyphens_do_not_hide_a_word() -> None:
    assert passage_terms("brotts\u00adförebyggande", "sv").indices == passage_terms("brottsförebyggande", "sv").indices


def test_threads_that_stem_at_the_same_time_get_their_own_stems() -> None:
    found: list[Sparse] = []

    def read() -> None:
        found.append(passage_terms(" ".join(f"policing{n} burglaries{n} relational{n}" for n in range(800)), "en"))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [found[0]] * 4


def test_words_that_only_frame_a_question_are_not_searched_for() -> None:
    searched = READER.read("what works to prevent burglary").searched

    assert searched["english"][0] == "burglary"
    assert not {"works", "prevent"} & set(searched["english"])
    assert not {"arbeta", "arbete", "förebygga"} & set(searched["nordic"])


def test_pieces_of_labels_are_not_marked_by_themselves() -> None:
    lemmas = READER.read("inbrott").lemmas["english"]

    assert "burglary" in lemmas
    assert not {"incl", "mobile", "groups", "goods"} & lemmas


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("trygghet i Malmö", True),
        ("trygghet i malmö", True),
        ("Trygghet i skolan", False),
        ("Effects of Tenacious Zebra Programmes", False),
    ],
)
def test_a_name_is_a_municipality_or_an_unknown_word_with_a_capital(text: str, named: bool) -> None:
    assert bool(READER.read(text).names) is named


def test_a_question_of_which_no_word_is_known_is_strange_and_has_no_meaning_here() -> None:
    assert READER.read("hur odlar man tomater").strange
    assert READER.read("hur odlar man tomater").meaning == {}
    assert not READER.read("trygghet i Malmö").strange


def test_a_compound_is_told_by_its_last_part_and_letters_tell_nothing() -> None:
    wanted = set(READER.read("brottsvinster").whole["nordic"].indices)

    assert wanted & set(passage_terms("vinster", "sv").indices)
    assert not wanted & set(passage_terms("brott", "sv").indices)
    assert not wanted & set(passage_terms("brottsvindlande", "sv").indices)


@pytest.mark.parametrize("text", ["hatbrott", "hatkriminalitet", "it-brott", "rattfylleri", "hatbrott skola"])
@pytest.mark.parametrize("expand", [True, False])
def test_what_all_texts_here_are_about_tells_nothing_of_one_of_its_kinds(text: str, expand: bool) -> None:
    wanted = set(READER.read(text, expand=expand).whole["nordic"].indices)

    assert all(wanted.isdisjoint(_own_term(wide)) for wide in ("brott", "kriminalitet", "lagöverträdare"))


def test_what_belongs_to_the_field_at_large_adds_no_words() -> None:
    assert READER.read("rattfylleri").added["nordic"] == ()


def test_words_that_name_a_measure_name_no_challenge_beside_it() -> None:
    assert set(READER.read("hot spot policing").concepts) == {"hot_spots_policing"}
    assert {"gun_violence", "mentoring"} <= set(READER.read("mentoring against shootings").concepts)


def test_a_phrase_is_not_sought_abroad_word_by_word() -> None:
    wanted = set(READER.read("restorative justice and housing").whole["nordic"].indices)

    assert wanted.isdisjoint(_own_term("rättvisa"))
    assert READER.read("justice and housing").whole["nordic"].indices


def test_what_is_named_is_known_also_where_it_is_not_searched_with() -> None:
    question = READER.read("kamerabevakning", expand=False)

    assert question.concepts == {}
    assert question.named == {"cctv"}


def test_the_askers_words_are_told_apart_from_labels_that_match() -> None:
    question = READER.read("sexuella trakasserier på krogen")

    assert "sexualbrott" in question.lemmas["nordic"]
    assert "sexualbrott" not in question.own_lemmas["nordic"]
    assert question.own_lemmas["nordic"] < question.lemmas["nordic"]


def _own_term(word: str) -> set[int]:
    """Return the term of a Swedish word itself, without those of its letters."""
    return set(query_terms({word: 1.0}, "sv", grams=False).indices)
