"""Did you mean, and labels as one types."""

import pytest

from kb.catalogue import load_catalogue
from kb.catalogue.lexicon import Lexicon, load_rows
from kb.search.spelling import Spelling, TypeAhead

CONCEPTS = tuple(load_catalogue().concepts.values())
SPELLING = Spelling(CONCEPTS, Lexicon(load_rows(), CONCEPTS), ["Kalle Ankarsson om tryghed i Gråbo"])
TYPE_AHEAD = TypeAhead(CONCEPTS)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("skjutnignar i förort", "skjutningar i förort"),
        ("mobning i skolan", "mobbning i skolan"),
        ("bostadsinbrottt", "bostadsinbrott"),
        ("Gängkriminaltet och unga", "gängkriminalitet och unga"),
    ],
)
def test_a_misspelt_word_gets_the_nearest_known_one(written: str, meant: str) -> None:
    assert SPELLING.suggestion(written, "sv") == meant


@pytest.mark.parametrize("right", ["återfallsrisken hos intagna", "städernas parker", "domestic violence", "xqzzkw"])
def test_known_words_inflected_words_compounds_and_far_words_get_none(right: str) -> None:
    assert SPELLING.suggestion(right, "sv") is None


def test_names_in_titles_are_never_corrected() -> None:
    assert SPELLING.suggestion("Ankarsson Gråbo tryghed", "sv") is None


def test_one_word_is_changed_at_the_most() -> None:
    assert SPELLING.suggestion("skjutnignar och mobning", "sv") == "skjutningar och mobning"


def test_labels_are_suggested_by_their_beginning_preferred_ones_first() -> None:
    found = TYPE_AHEAD.suggest("mobb")

    assert found.concepts[0].label.startswith("Mobbning")
    assert any("mobbning" in one.label for one in found.measures)


def test_a_concept_is_suggested_once() -> None:
    found = TYPE_AHEAD.suggest("våld", limit=50)
    ids = [one.concept for one in (*found.challenges, *found.measures, *found.concepts)]

    assert len(ids) == len(set(ids))


def test_nothing_is_suggested_for_nothing() -> None:
    assert TYPE_AHEAD.suggest(" -") == TYPE_AHEAD.suggest("")
    assert TYPE_AHEAD.suggest("").challenges == ()
