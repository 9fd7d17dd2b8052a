"""The judged questions and the known items (`benchmarks/questions`), and the measures that are reckoned from them."""

import csv
import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Final

import numpy as np

FOLDER: Final = Path(__file__).parent / "questions"
RELEVANT: Final = 2  # from this grade on a hit answers; 1 is a related problem
_DRAWS: Final = 2_000

Judgements = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as an analyst asks it, and what a hit must tell to be relevant.

    `english` is the same question in English, the text itself where it was asked in English. `answered` False:
    written so that nothing here answers it.
    """

    id: str
    language: str
    challenge: str
    text: str
    english: str
    need: str
    answered: bool = True


@dataclass(frozen=True, slots=True)
class KnownItem:
    """What one record tells, asked in Swedish and in English in other words than its own; `record` is the answer."""

    record: str
    sv: str
    en: str


def read_questions(folder: Path = FOLDER) -> list[Question]:
    """Return the questions in their order."""
    entries = tomllib.loads((folder / "questions.toml").read_text(encoding="utf-8"))["question"]
    return [Question(**{"english": entry["text"], **entry}) for entry in entries]


def read_known_items(folder: Path = FOLDER) -> list[KnownItem]:
    """Return the known items in their order."""
    entries = tomllib.loads((folder / "known_items.toml").read_text(encoding="utf-8"))["item"]
    return [KnownItem(**entry) for entry in entries]


def record_key(external_id: str) -> str:
    """Return by what the record with this id of its source is named here: ids of some sources are their titles."""
    return f"r:{hashlib.sha256(external_id.encode()).hexdigest()[:12]}"


def read_judgements(folder: Path = FOLDER) -> dict[str, dict[str, float]]:
    """Return for each question the grades, 0 to 3, by key of a record or id of a measure.

    Where two have read a pair, it is the mean of both.
    """
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for question, key, grades in _readings(folder):
        found[question][key] = sum(grades) / len(grades)
    return dict(found)


def read_twice(folder: Path = FOLDER) -> list[tuple[int, int]]:
    """Return both grades of each pair that two have read."""
    return [(grades[0], grades[1]) for _, _, grades in _readings(folder) if len(grades) > 1]


def _readings(folder: Path) -> Iterator[tuple[str, str, list[int]]]:
    with (folder / "judgements.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            yield row["question"], row["id"], [int(row[c]) for c in ("grade", "second") if row[c] != ""]


def ndcg(ranked: Sequence[str], grades: Mapping[str, float], depth: int = 10) -> float | None:
    """Return nDCG at `depth` with gain 2^grade - 1 (Burges et al. 2005); None when nothing relevant was judged.

    What was not judged gains nothing.
    """
    best = sum(_gains(sorted(grades.values(), reverse=True)[:depth]))
    return sum(_gains([grades.get(key, 0) for key in ranked[:depth]])) / best if best else None


def recall(ranked: Sequence[str], grades: Mapping[str, float], depth: int) -> float | None:
    """Return the share of the relevant that is among the first `depth`; None when none was judged relevant."""
    relevant = {key for key, grade in grades.items() if grade >= RELEVANT}
    return len(relevant.intersection(ranked[:depth])) / len(relevant) if relevant else None


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a mean."""
    found = np.asarray(values)
    return _between(found[_drawn(len(found))].mean(axis=1))


def ratio(above: Sequence[float], below: Sequence[float]) -> tuple[float, float, float]:
    """Return the ratio of two means over the same questions, with its 95 % interval: questions are drawn in pairs."""
    upper, lower = np.asarray(above), np.asarray(below)
    drawn = _drawn(len(upper))
    below_drawn = lower[drawn].mean(axis=1)
    kept = below_drawn > 0
    if not lower.any():
        return float("inf"), float("inf"), float("inf")
    return float(upper.mean() / lower.mean()), *_between(upper[drawn].mean(axis=1)[kept] / below_drawn[kept])


def kappa(first: Sequence[int], second: Sequence[int], same: Callable[[int, int], float]) -> float:
    """Return how much two readings agree beyond chance (Cohen 1968), `same` giving the credit for two grades."""
    seen = sum(same(a, b) for a, b in zip(first, second, strict=True)) / len(first)
    chance = sum(same(a, b) for a in first for b in second) / len(first) ** 2
    return (seen - chance) / (1 - chance) if chance < 1 else 1.0


def _gains(grades: Sequence[float]) -> list[float]:
    return [(2**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, start=1)]


def _drawn(n: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.random.default_rng(0).integers(0, n, size=(_DRAWS, n))


def _between(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> tuple[float, float]:
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
