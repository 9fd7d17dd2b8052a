"""When a topic takes a larger share of what is published than it used to: counts, tests and what to call a burst."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtrc

LEVEL = 0.05  # share of false bursts, at most, among those called so
FEWEST = 5  # documents; fewer are no burst, however rare the topic was
EARLIER = 5  # periods before, that a period is set against


@dataclass(frozen=True, slots=True)
class Tested:
    """One topic in one period set against the periods before: `count` of `all` documents, `before` of `all_before`.

    `p` is the chance of so many or more were the share unchanged, `adjusted` the same corrected for all tests made.
    """

    topic: str
    period: str
    count: int
    all: int
    before: int
    all_before: int
    p: float
    adjusted: float

    @property
    def burst(self) -> bool:
        """Whether the topic's share has risen more than chance brings about, on enough documents to matter."""
        return self.count >= FEWEST and self.adjusted <= LEVEL


def share_tests(
    counts: Mapping[str, Sequence[int]],
    all_documents: Sequence[int],
    periods: Sequence[str],
    *,
    first: int = 0,
    earlier: int = EARLIER,
) -> list[Tested]:
    """Return the tests made, by topic and then by period; topics and periods with nothing to set against have none.

    `counts` holds for each topic its documents by period, `all_documents` all documents whatever their topic, both
    in the order of `periods`; tests are made from the period at place `first` on.

    The exact conditional test of two rates (Przyborowski & Wilenski 1940, Homogeneity of results in testing samples
    from Poisson series, Biometrika 31): given the sum of the counts now and in the `earlier` periods before, the count
    now is binomial with the share that now has of all documents. So growth of the whole base is no burst. One-sided;
    p is corrected over all tests made (Benjamini & Hochberg 1995, Controlling the false discovery rate, JRSS B 57).
    """
    made = [
        (topic, place, own[place], all_documents[place], sum(own[start:place]), sum(all_documents[start:place]))
        for topic, own in counts.items()
        for place in range(max(first, 1), len(periods))
        for start in (max(0, place - earlier),)
        if all_documents[place] and any(all_documents[start:place]) and any(own[start : place + 1])
    ]
    if not made:
        return []
    now, everything, before, all_before = np.array([one[2:] for one in made]).T
    # bdtrc(k, n, q) is the chance of more than k of n; k must not be negative.
    p = np.where(now > 0, bdtrc(np.maximum(now - 1, 0), now + before, everything / (everything + all_before)), 1.0)
    return [
        Tested(topic, periods[place], count, every, earlier_count, earlier_every, float(own), float(corrected))
        for (topic, place, count, every, earlier_count, earlier_every), own, corrected in zip(
            made, p, adjusted(p), strict=True
        )
    ]


def adjusted(chances: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the chances corrected for their number, in the same order (Benjamini & Hochberg 1995, step up)."""
    found = np.asarray(chances, float)
    order = np.argsort(found)[::-1]
    ranks = np.arange(len(found), 0, -1)
    corrected = np.empty_like(found)
    corrected[order] = np.minimum.accumulate(np.minimum(found[order] * len(found) / ranks, 1.0))
    return corrected
