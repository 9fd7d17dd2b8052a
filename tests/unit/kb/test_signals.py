"""How the signals of a question are asked of the index."""

import threading
from collections.abc import Sequence

import numpy as np
import pytest

from kb.domain.vectors import Vectors
from kb.index.port import Ask, Found, Index, Selection, Signal, Sparse
from kb.search.signals import GROUPS, candidates_of

ANY = Selection({})
TERMS = Sparse((7,), (1.0,))
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
    candidates_of(asked, TERMS, dict.fromkeys(GROUPS, TERMS), meaning, ANY, 10)
    assert met == [True]
    assert index.asked == [[Signal.CONCEPTS, Signal.WORDS] * 3, [Signal.MEANING]]


def test_what_goes_wrong_in_the_model_is_not_lost_in_its_thread() -> None:
    def meaning() -> dict[str, Vectors]:
        raise RuntimeError("out of memory")

    asked: Index = NotedIndex()  # type: ignore[assignment]
    with pytest.raises(RuntimeError, match="out of memory"):
        candidates_of(asked, TERMS, dict.fromkeys(GROUPS, TERMS), meaning, ANY, 10)


def test_a_signal_without_anything_to_ask_is_not_asked() -> None:
    index = NotedIndex()
    asked: Index = index  # type: ignore[assignment]
    found = candidates_of(asked, Sparse((), ()), dict.fromkeys(GROUPS, TERMS), dict, ANY, 10)
    assert index.asked == [[Signal.WORDS] * 3]
    assert {candidate.owner for candidate in found} == {"words"}
