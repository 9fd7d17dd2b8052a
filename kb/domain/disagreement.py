"""Why studies of one measure may disagree: what those that found an effect have in common and the others have not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from kb.domain.findings import Sign, Study

_YEARS_APART = 10
_TIMES_LARGER = 5


class Difference(StrEnum):
    """In what two groups of studies differ."""

    POPULATION = "population"
    OUTCOME = "outcome"
    COUNTRY = "country"
    YEAR = "year"
    SCALE = "scale"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Studies that found the wished-for effect against those that did not, and in what they differ.

    `reasons` are likely, not proven: each tells what the one side has and what the other has (concept ids, country
    codes, a median year, a median number of participants). None where nothing held tells the sides apart.
    """

    good: int
    other: int
    reasons: tuple[tuple[Difference, tuple[str, ...], tuple[str, ...]], ...]


def disagreement(studies: Sequence[Study]) -> Disagreement | None:
    """Return how the studies disagree, None where they do not."""
    good = [study for study in studies if study.sign is Sign.GOOD]
    other = [study for study in studies if study.sign in (Sign.NONE, Sign.HARMFUL)]
    if not good or not other:
        return None
    reasons = []
    sets: tuple[tuple[Difference, Callable[[Study], frozenset[str]]], ...] = (
        (Difference.POPULATION, lambda study: study.target_groups),
        (Difference.OUTCOME, lambda study: frozenset(f.outcome for f in study.findings if f.outcome)),
        (Difference.COUNTRY, lambda study: study.countries),
    )
    for difference, of in sets:
        mine, theirs = (frozenset().union(*map(of, side)) for side in (good, other))
        if mine and theirs and not mine & theirs:
            reasons.append((difference, tuple(sorted(mine)), tuple(sorted(theirs))))
    numbers: tuple[tuple[Difference, Callable[[Study], int | None], Callable[[float, float], bool]], ...] = (
        (Difference.YEAR, lambda study: study.year, lambda one, two: abs(one - two) >= _YEARS_APART),
        (Difference.SCALE, lambda study: study.sample, lambda one, two: max(one, two) >= _TIMES_LARGER * min(one, two)),
    )
    for difference, number, apart in numbers:
        sides = [[n for n in map(number, side) if n is not None] for side in (good, other)]
        if all(sides):
            one, two = (median(side) for side in sides)
            if apart(one, two):
                reasons.append((difference, (str(round(one)),), (str(round(two)),)))
    return Disagreement(len(good), len(other), tuple(reasons))
