"""Made-up passages of the shape of real ones, and questions to them, for measuring an index.

The shape is that of 14,723 passages of English and Swedish abstracts: how many passages a document has, how many terms
a passage (Swedish ones with the 4-grams of their words), how many values each facet. Terms follow Zipf's law, vectors
lie in clusters of like topics. Nothing in them means anything: they serve to measure time, size and what is missed.
"""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from kb.domain.vectors import Vectors
from kb.index.port import YES, Field, Payload, Point, Selection, Sparse
from kb.search.signals import GROUPS

DIMENSION = 384
# What the search embeds of a question: how it reads in English (`kb.search.questions`). Those of benchmarks/questions
# have 9 to 19 tokens, half of them 11 or fewer; this has 14.
TEXT = "what work against home burglary and how safe is the"
_SHARES = (0.6, 0.36, 0.04)
_TOPICS = 400
_NOISE = 1.1  # of a vector beside its topic's centre: two passages of one topic are alike by about 0.45
# As counted: a Swedish passage has some 126 terms, 4-grams of its words among them, an English one some 55; half of the
# questions in benchmarks/questions have, with what the thesaurus adds, 101 and 47 terms or fewer. The hundredth
# commonest term stands in 6 % of the Swedish passages, the thousandth in 3 %.
_WORDS = {"english": (15_000, 60), "nordic": (20_000, 300), "other": (15_000, 60)}
_TERMS = {"english": (20, 90), "nordic": (64, 206), "other": (20, 90)}
_ASKED_TERMS = {"english": 47, "nordic": 101, "other": 47}
_IDS = 1 << 31
# For each facet: how many values there are, and in how many of a hundred documents none, one, two, three of them.
_FACETS: dict[Field, tuple[int, tuple[float, ...]]] = {
    Field.CHALLENGE: (25, (0.3, 0.4, 0.2, 0.1)),
    Field.MEASURE: (164, (0.6, 0.3, 0.1)),
    Field.MEASURE_TYPE: (98, (0.6, 0.2, 0.2)),
    Field.EFFECT: (4, (0.7, 0.25, 0.05)),
    Field.DESIGN: (9, (0.6, 0.4)),
    Field.KIND: (11, (0.3, 0.7)),
    Field.FOCUS: (5, (0.5, 0.5)),
    Field.COUNTRY: (129, (0.4, 0.5, 0.1)),
    Field.REGION: (3, (0.4, 0.5, 0.1)),
    Field.TARGET_GROUP: (139, (0.5, 0.3, 0.2)),
    Field.SETTING: (79, (0.5, 0.3, 0.2)),
    Field.LEVEL: (3, (0.6, 0.3, 0.1)),
    Field.SOURCE: (60, (0.0, 1.0)),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of each language group: the nearest to a vector, to terms and to concepts."""

    meaning: Vectors
    words: dict[str, Sparse]
    concepts: Sparse


class Passages:
    """The same passages and questions for the same seed."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self.count = count
        self._seed = seed
        self._topics = _unit(np.random.default_rng(seed).normal(size=(_TOPICS, DIMENSION)))

    def points(self) -> Iterator[Point]:
        """Give the passages document by document."""
        chance = np.random.default_rng(self._seed + 1)
        made = document = 0
        while made < self.count:
            together = min((1, 2, 3, 4, 8)[_drawn(chance, (0.4, 0.3, 0.15, 0.1, 0.05))], self.count - made)
            owner, topic = f"made-up:{document}", _zipf(chance, _TOPICS)
            group = GROUPS[_drawn(chance, _SHARES)]
            payload, concepts = _payload(chance, owner, group), _concepts(chance, topic)
            for number in range(together):
                yield Point(
                    owner=owner,
                    number=number,
                    payload=payload if number else {**payload, Field.FIRST: YES},
                    words=_terms(chance, group, topic, int(chance.integers(*_TERMS[group]))),
                    concepts=concepts if number == 0 else Sparse((), ()),
                    meaning=self._vector(chance, topic),
                )
            made, document = made + together, document + 1

    def questions(self, count: int) -> list[Question]:
        """Return questions about the topics."""
        chance = np.random.default_rng(self._seed + 2)
        found = []
        for _ in range(count):
            topic = _zipf(chance, _TOPICS)
            words = {group: _terms(chance, group, topic, _ASKED_TERMS[group]) for group in GROUPS}
            found.append(Question(self._vector(chance, topic), words, _concepts(chance, topic)))
        return found

    def _vector(self, chance: np.random.Generator, topic: int) -> Vectors:
        return _unit(self._topics[topic] + chance.normal(size=DIMENSION) * _NOISE / np.sqrt(DIMENSION))


def narrowed(number: int) -> Selection:
    """Return the selection of the question with this number: two facets and a span of years, some 4 % of all."""
    challenges = tuple(f"challenge-{(number + n) % 12}" for n in range(2))
    kinds = tuple(f"kind-{(number + n) % 6}" for n in range(3))
    wanted = {Field.HOLDS: ("document",), Field.RELEVANCE: ("relevant",)}
    return Selection({**wanted, Field.CHALLENGE: challenges, Field.KIND: kinds}, 2008, 2022)


def everything() -> Selection:
    """Return what is searched when nothing is narrowed."""
    return Selection({Field.HOLDS: ("document",), Field.RELEVANCE: ("relevant",)})


def _payload(chance: np.random.Generator, owner: str, group: str) -> Payload:
    payload: dict[Field, str | int | tuple[str, ...] | None] = {
        Field.HOLDS: "document",
        Field.OWNER: owner,
        Field.GROUP: group,
        Field.LANGUAGE: {"english": "en", "nordic": "sv", "other": "de"}[group],
        Field.RELEVANCE: "relevant" if chance.random() < 0.9 else "not_relevant",
        Field.YEAR: int(chance.integers(1990, 2026)) if chance.random() < 0.97 else None,
    }
    for wanted, (values, shares) in _FACETS.items():
        many = _drawn(chance, shares)
        payload[wanted] = tuple(dict.fromkeys(f"{wanted}-{_zipf(chance, values)}" for _ in range(many)))
    return payload


def _drawn(chance: np.random.Generator, shares: tuple[float, ...]) -> int:
    """Return a place in `shares`, each as often as its share says."""
    return min(bisect(list(accumulate(shares)), chance.random()), len(shares) - 1)


def _zipf(chance: np.random.Generator, values: int) -> int:
    """Return a number below `values`, small ones more often: by Zipf's law, drawn from its continuous counterpart."""
    return int(min(values - 1, (values + 1) ** chance.random() - 1))


def _terms(chance: np.random.Generator, group: str, topic: int, count: int) -> Sparse:
    """Return terms: most of them everybody's, a fifth those of the topic."""
    words, head = _WORDS[group]
    own = count // 5
    everybodys = head * ((1 + words / head) ** chance.random(count - own) - 1)
    topical = words + topic * 200 + (201 ** chance.random(own) - 1)
    numbers = np.concatenate([everybodys, topical]).astype(np.int64) + GROUPS.index(group) * 200_000
    indices = np.unique(numbers * 2_654_435_761 % _IDS)
    weights = chance.gamma(2.0, 0.5, size=len(indices)) + 0.05
    return Sparse(tuple(indices.tolist()), tuple(weights.tolist()))


def _concepts(chance: np.random.Generator, topic: int) -> Sparse:
    found = dict.fromkeys((topic % 189, *(_zipf(chance, 189) for _ in range(int(chance.integers(0, 4))))))
    return Sparse(tuple(found), tuple(0.5 + 0.5 * chance.random() for _ in found))


def _unit(vectors: NDArray[np.float64]) -> Vectors:
    found: Vectors = (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)
    return found
