"""Words that match are told apart by language on a page in English."""

from collections.abc import Iterator

import pytest

from kb.catalogue import load_catalogue
from search_api.language import Language, speak
from search_api.matched import MatchedWords

CATALOGUE = load_catalogue()
MATCHED = MatchedWords.of(CATALOGUE)


@pytest.fixture(autouse=True)
def _swedish_again() -> Iterator[None]:
    yield
    speak(Language.SWEDISH)


def test_a_page_in_english_says_what_a_swedish_word_stands_for() -> None:
    speak(Language.ENGLISH)
    own, others = MATCHED.apart(["policing", "punktmarkering"], ["hot_spots_policing"], CATALOGUE)
    assert own == ["“policing”"]
    assert others == ["“punktmarkering” (Hot spots policing)"]


def test_a_swedish_word_of_several_concepts_or_of_none_is_set_apart_without_a_guess() -> None:
    speak(Language.ENGLISH)
    assert MATCHED.apart(["platsens", "öppettid"], [], CATALOGUE) == ([], ["“platsens”", "“öppettid”"])


def test_a_page_in_swedish_shows_all_words_alike() -> None:
    speak(Language.SWEDISH)
    assert MATCHED.apart(["policing", "punktmarkering"], ["hot_spots_policing"], CATALOGUE) == (
        ["”policing”", "”punktmarkering”"],
        [],
    )
