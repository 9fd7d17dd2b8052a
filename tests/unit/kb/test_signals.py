"""How the signals of a question are asked of the index."""

import threading
from collections.abc import Sequence

import numpy as np
import pytest

from kb.domain.vectors import Vectors
from kb.index.port import Ask, Found, Index, Selection, Signal, Sparse
from kb.search.documents import clear
from kb.search.fusion import Candidate, best_by_measure
from kb.search.ranking import RANKING
from kb.search.signals import GROUPS, candidates_of

ANY = Selection({})
TERMS = Sparse((7,), (1.0,))
WHOLE = dict.fromkeys(GROUPS, TERMS)
VECTOR: Vectors = np.ones(4, dtype=np.float32)


class NotedIndex:
    """Notes what it is asked; each signal finds one document of its own name."""

    def __init__(self) -> None:
        self.asked: list[list[Signal]] = []
        self.began = threading.Event()

    def ask(self, questions: Sequence[Ask]) -> list[list[Found]]:
        self.asked.append([question.signal for question in questions])
        self.began.set()
        return [[Found(question.signal.value, 0, 0.9, None, None, (), ())] for question in questions]


def test_words_and_concepts_are_looked_up_while_the_model_reads_the_question() -> None:
    index = NotedIndex()
    met = []

    def meaning() -> dict[str, Vectors]:
        met.append(index.began.wait(timeout=10))
        return {"english": VECTOR}

    asked: Index = index  # type: ignore[assignment]
    candidates_of(asked, TERMS, dict.fromkeys(GROUPS, TERMS), meaning, ANY, 10, whole=WHOLE)
    assert met == [True]
    assert index.asked == [[Signal.CONCEPTS, Signal.WORDS] * 3, [Signal.MEANING]]


def test_what_goes_wrong_in_the_model_is_not_lost_in_its_thread() -> None:
    def meaning() -> dict[str, Vectors]:
        raise RuntimeError("out of memory")

    asked: Index = NotedIndex()  # type: ignore[assignment]
    with pytest.raises(RuntimeError, match="out of memory"):
        candidates_of(asked, TERMS, dict.fromkeys(GROUPS, TERMS), meaning, ANY, 10, whole=WHOLE)


def test_a_signal_without_anything_to_ask_is_not_asked() -> None:
    index = NotedIndex()
    asked: Index = index  # type: ignore[assignment]
    found = candidates_of(asked, Sparse((), ()), dict.fromkeys(GROUPS, TERMS), dict, ANY, 10, whole=WHOLE)
    assert index.asked == [[Signal.WORDS] * 3]
    assert {candidate.owner for candidate in found} == {"words"}


class LetteredIndex:
    """Two documents share letters with the question, one of them a word of it too; a third has its name."""

    def ask(self, questions: Sequence[Ask]) -> list[list[Found]]:
        return [[_found(owner) for owner in self._owners(question.vector)] for question in questions]

    def _owners(self, terms: object) -> list[str]:
        return {LETTERS: ["letters", "word", "name"], WORD: ["word", "name"], NAME: ["name"]}[terms]  # type: ignore[index]


LETTERS, WORD, NAME = Sparse((1, 2, 3), (0.2, 0.2, 1.0)), Sparse((3,), (1.0,)), Sparse((4,), (2.0,))


def _found(owner: str) -> Found:
    return Found(owner, 0, 0.9 if owner == "letters" else 0.8, None, None, ("m",), ())


def test_letters_in_common_rank_and_answer_nothing_themselves() -> None:
    index: Index = LetteredIndex()  # type: ignore[assignment]
    words, nothing = {"nordic": LETTERS}, Sparse((), ())
    of_all = {group: words.get(group, nothing) for group in GROUPS}
    found = candidates_of(index, nothing, of_all, dict, ANY, 10, whole={"nordic": WORD})
    assert {candidate.owner: candidate.ranks for candidate in found} == {"word": {"words": 2}, "name": {"words": 2}}


def test_what_has_the_name_that_is_asked_for_comes_first() -> None:
    index: Index = LetteredIndex()  # type: ignore[assignment]
    nothing = Sparse((), ())
    of_all = {"nordic": LETTERS, "english": nothing, "other": nothing}
    found = candidates_of(index, nothing, of_all, dict, ANY, 10, whole={"nordic": WORD}, names={"nordic": NAME})
    assert [candidate.owner for candidate in found] == ["name", "word"]
    assert found[1].relevance < RANKING.without_name
    assert not found[1].clear


def test_what_is_found_by_a_word_nobody_knows_says_nothing_of_measures() -> None:
    index: Index = LetteredIndex()  # type: ignore[assignment]
    nothing = Sparse((), ())
    of_all = {"nordic": LETTERS, "english": nothing, "other": nothing}
    found = candidates_of(index, nothing, of_all, dict, ANY, 10, whole={"nordic": WORD}, strange=True)
    assert found
    assert best_by_measure(found, {("m", candidate.owner): "s1" for candidate in found}) == {}


def test_a_document_speaks_for_the_measures_that_it_is_a_study_of_and_each_study_once() -> None:
    report, again, naming = (Candidate(owner, "english") for owner in ("report", "again", "naming"))
    for candidate in (report, again, naming):
        candidate.best = {Signal.WORDS: Found(candidate.owner, 0, 0.9, None, None, ("m", "named"), ())}
    studies = {("m", "report"): "s1", ("m", "again"): "s1", ("other", "naming"): "s2"}
    assert best_by_measure([report, again, naming], studies) == {"m": [report]}


def test_lists_by_date_and_feeds_hold_what_answers_clearly_and_all_where_nothing_does() -> None:
    much, little = Candidate("much", "nordic"), Candidate("little", "nordic")
    much.shares, little.shares = {Signal.WORDS: 0.6}, {Signal.WORDS: 0.3, Signal.CONCEPTS: 0.4}
    near, far = Candidate("near", "english"), Candidate("far", "english")
    near.best = {Signal.MEANING: Found("near", 0, 0.55)}
    far.best = {Signal.MEANING: Found("far", 0, 0.45)}
    assert clear([much, little, near, far]) == [much, near]
    assert clear([little, far]) == [little, far]


def test_a_name_is_looked_up_where_it_is_all_that_is_asked() -> None:
    index = NotedIndex()
    asked: Index = index  # type: ignore[assignment]
    words = dict.fromkeys(GROUPS, TERMS)
    found = candidates_of(asked, Sparse((), ()), words, dict, ANY, 10, whole=words, names=words)
    assert found
    assert all(candidate.named for candidate in found)


def test_words_of_which_none_is_whole_find_nothing_by_themselves() -> None:
    asked: Index = NotedIndex()  # type: ignore[assignment]
    nothing = dict.fromkeys(GROUPS, Sparse((), ()))
    assert not candidates_of(asked, Sparse((), ()), dict.fromkeys(GROUPS, TERMS), dict, ANY, 10, whole=nothing)
