"""Texts as rows of numbers, as `enrichment.weighed` adds them up."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
Record = dict[str, Any]


def rows_of(held: Sequence[Collection[str]], least: int) -> tuple[dict[str, int], Floats]:
    """Return the features that stand in at least so many texts, numbered in order, and the rarity of each.

    Rarity is log((1 + texts) / (1 + texts with it)) + 1, as smoothed inverse document frequencies are.
    """
    counts = Counter(feature for one in held for feature in one)
    rows = {feature: row for row, feature in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    return rows, np.array([np.log((1 + len(held)) / (1 + counts[feature])) + 1 for feature in rows])


def matrix_of(held: Sequence[Collection[str]], rows: Mapping[str, int], rarities: Floats) -> csr_matrix:
    """Return one row a text, of length 1: the rarities of the features it has."""
    places: list[int] = []
    ends, values = [0], [np.zeros(0)]
    for text in held:
        own = sorted(rows[feature] for feature in text if feature in rows)
        weights = rarities[own]
        places += own
        values.append(weights / max(float(np.linalg.norm(weights)), 1e-9))
        ends.append(len(places))
    return csr_matrix((np.concatenate(values), places, ends), shape=(len(held), len(rows)))


def parts_of(sets: Iterable[str], parts: int) -> dict[str, int]:
    """Return in which of so many parts each set is left out: dealt out in the order of their names."""
    return {name: number % parts for number, name in enumerate(sorted(set(sets)))}


def every_second(
    records: Iterable[Record], sources: Collection[str], most: int, source_of: Callable[[Record], str]
) -> Iterator[Record]:
    """Give every second record of these sources, at most so many of each: the others are left to judge by."""
    counts: Counter[str] = Counter()
    for number, record in enumerate(records):
        source = source_of(record)
        if number % 2 == 0 and source in sources and counts[source] < most:
            counts[source] += 1
            yield record
