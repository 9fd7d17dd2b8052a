"""What an index can do. `kb.index.edge` does it in this process, `kb.index.server` through a Qdrant server."""

import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

import numpy as np

from kb.domain.vectors import Vectors

# Raised when the payload, the vectors or the way terms are weighted change: older indexes are then rebuilt.
SCHEMA = "5"


class Signal(StrEnum):
    """The named vectors of a point."""

    MEANING = "meaning"
    WORDS = "words"
    CONCEPTS = "concepts"


class Field(StrEnum):
    """The payload that can be filtered on and counted; all keywords but YEAR.

    Those that readers narrow by have the names and values of `kb.search.facets.Facet`. FIRST is YES on the first
    passage of a document, so that points counted with it are documents counted.
    """

    HOLDS = "holds"
    OWNER = "owner"
    GROUP = "group"
    LANGUAGE = "language"
    CHALLENGE = "challenge"
    MEASURE = "measure"
    DESIGN = "design"
    RELEVANCE = "relevance"
    SOURCE = "source"
    YEAR = "year"
    FIRST = "first"
    KIND = "kind"
    FOCUS = "focus"
    COUNTRY = "country"
    REGION = "region"
    TARGET_GROUP = "target_group"
    SETTING = "setting"
    MEASURE_TYPE = "measure_type"
    LEVEL = "level"
    EFFECT = "effect"


YES = "yes"
FETCHED = [Field.OWNER.value, "number", Field.DESIGN.value, Field.YEAR.value, Field.MEASURE.value, Field.REGION.value]
Payload = Mapping[Field, str | int | tuple[str, ...] | None]


@dataclass(frozen=True, slots=True)
class Sparse:
    """A sparse vector: distinct indices below 2³² and as many positive values."""

    indices: tuple[int, ...]
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.indices) != len(self.values) or len(set(self.indices)) != len(self.indices):
            raise ValueError("a sparse vector has as many values as distinct indices")


@dataclass(frozen=True, slots=True)
class Point:
    """A passage of a document or the card of a measure. `meaning` is float32 (dim,), None until it is embedded."""

    owner: str
    number: int
    payload: Payload
    words: Sparse
    concepts: Sparse
    meaning: Vectors | None = None

    @property
    def id(self) -> int:
        """The same id for the same passage in every build: 63 bits, of which a million passages share none.

        (The chance that two do is 1 in 18 million.) A number is handed to and from Edge at a fifth of a UUID's cost.
        """
        digest = hashlib.blake2b(f"{self.owner}/{self.number}".encode(), digest_size=8).digest()
        return int.from_bytes(digest) >> 1


@dataclass(frozen=True, slots=True)
class Selection:
    """Which points: for each field any of the values; years inclusive, unknown years excluded when one is given."""

    any_of: Mapping[Field, tuple[str, ...]] = field(default_factory=dict)
    first_year: int | None = None
    last_year: int | None = None

    def also(self, wanted: Field, *values: str) -> "Selection":
        """Return this selection with one more condition."""
        return Selection({**self.any_of, wanted: values}, self.first_year, self.last_year)


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to one signal: at most `limit` points of `selection`, nearest first."""

    signal: Signal
    vector: Vectors | Sparse
    selection: Selection
    limit: int


class Found(NamedTuple):
    """A point that answers, with the signal's own score (cosine, or sum of products) and what ranking needs.

    A search makes a thousand; a tuple is made four times as fast as a frozen dataclass.
    """

    owner: str
    number: int
    score: float
    design: str | None = None
    year: int | None = None
    measures: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


def stored_payload(point: Point, stamp: int) -> dict[str, Any]:
    """Return what is kept beside a point's vectors; raise TypeError for a flag, which a match silently never finds."""
    kept: dict[str, Any] = {Field.OWNER.value: point.owner, "number": point.number, "stamp": stamp}
    for key, value in point.payload.items():
        if isinstance(value, bool):
            raise TypeError(f"payload {key} is a flag: keep flags as keywords")
        if value is not None:
            kept[key.value] = list(value) if isinstance(value, tuple) else value
    return kept


def stored_vectors(point: Point, sparse: Callable[[Sparse], Any]) -> dict[str, Any]:
    """Return the point's vectors by name, sparse ones as `sparse` renders them; empty ones are left out.

    Raises ValueError for one that is not finite: it would be taken and then answer nonsense.
    """
    vectors: dict[str, Any] = {}
    for signal, terms in ((Signal.WORDS, point.words), (Signal.CONCEPTS, point.concepts)):
        if not math.isfinite(sum(terms.values)):
            raise ValueError(f"the {signal} of {point.owner}/{point.number} are not finite")
        if terms.indices:
            vectors[signal.value] = sparse(terms)
    if point.meaning is not None:
        if not np.isfinite(point.meaning).all():
            raise ValueError(f"the vector of {point.owner}/{point.number} is not finite")
        vectors[Signal.MEANING.value] = point.meaning.astype(float).tolist()
    return vectors


def found_from(payload: Mapping[str, Any], score: float) -> Found:
    """Return the answer from the payload that FETCHED asks for."""
    return Found(
        owner=str(payload["owner"]),
        number=int(payload["number"]),
        score=float(score),
        design=payload.get(Field.DESIGN),
        year=payload.get(Field.YEAR),
        measures=tuple(payload.get(Field.MEASURE) or ()),
        regions=tuple(payload.get(Field.REGION) or ()),
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an index has followed the records: everything up to `revision`, and in it up to id `after`."""

    revision: int = 0
    after: str = ""


class Index(Protocol):
    """A collection of points. Writing belongs to one thread; asking may go on meanwhile."""

    @property
    def name(self) -> str:
        """The identity the index was built for: model, catalogue and schema."""
        ...

    def upsert(self, points: Sequence[Point], stamp: int) -> None:
        """Put points in, replacing those of the same owner and number; they carry `stamp`."""
        ...

    def prune(self, owners: Sequence[str], stamp: int) -> None:
        """Remove the points of these owners whose stamp is lower than `stamp`."""
        ...

    def ask(self, questions: Sequence[Ask]) -> list[list[Found]]:
        """Return the answers to each question, best first."""
        ...

    def count(self, selection: Selection) -> int:
        """Return how many points there are."""
        ...

    def facet(self, wanted: Field, selection: Selection) -> dict[str, int]:
        """Return for each value of a keyword field how many points have it."""
        ...

    def progress(self) -> Progress:
        """Return how far the index has followed the records."""
        ...

    def save_progress(self, progress: Progress) -> None:
        """Note how far it has followed; after a kill or a power cut it never claims more than it holds."""
        ...


class IndexHome(Protocol):
    """Where indexes live: one that answers, and perhaps one that is being built beside it."""

    def current(self, name: str) -> Index | None:
        """Return the index that answers, opened, or None when there is none of this identity."""
        ...

    def create(self, name: str, dimension: int) -> Index:
        """Return a new, empty index beside the current one."""
        ...

    def promote(self, index: Index) -> None:
        """Make `index` the one that answers, and remove the one that did; others may be being built and stay.

        Whoever is asking the one that answered until now still gets an answer.
        """
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...
