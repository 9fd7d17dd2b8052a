"""Why studies of one measure may disagree with one another, or with what portals say of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from kb.domain.facts import Direction, PortalRating
from kb.domain.findings import Sign, Study

_YEARS_APART = 10
_TIMES_LARGER = 5
_ENOUGH, _TELLING_LEVEL = 2, 3  # what carries a verdict; Sherman et al. (1997), chapter 2
_FOR, _AGAINST = frozenset({Direction.BENEFICIAL}), frozenset({Direction.NONE, Direction.HARMFUL})


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


class Likely(StrEnum):
    """Why the studies in the records may point another way than a portal."""

    FEW = "few"  # portals mostly weigh reviews of many studies
    NO_COMPARISON = "no_comparison"
    NOT_SIGNIFICANT = "not_significant"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class AgainstRatings:
    """Portals that point one way, where the studies in the records point the other; `good`: the studies speak for it.

    `reasons` are likely, not proven, each with what it tells: the number of studies that decide, or the outcomes that
    they measured (concept ids). Empty where nothing held explains it.
    """

    good: bool
    portals: tuple[str, ...]
    reasons: tuple[tuple[Likely, tuple[str, ...]], ...]


def against_ratings(
    ratings: Sequence[PortalRating], good: bool | None, deciding: Sequence[Study]
) -> AgainstRatings | None:
    """Return which portals point another way than the studies that decide; None where none does, or no study tells.

    `good` tells whether the studies speak for the measure, None where they speak neither for nor against it.
    """
    opposed = _AGAINST if good else _FOR
    portals = tuple(dict.fromkeys(rating.portal for rating in ratings if rating.direction in opposed))
    if good is None or not portals or not deciding:
        return None
    reasons = list[tuple[Likely, tuple[str, ...]]]()
    if len(deciding) < _ENOUGH:
        reasons.append((Likely.FEW, (str(len(deciding)),)))
    if not any(study.review or (study.level or 0) >= _TELLING_LEVEL for study in deciding):
        reasons.append((Likely.NO_COMPARISON, ()))
    if not any(study.significant or study.sign is Sign.NONE for study in deciding):
        reasons.append((Likely.NOT_SIGNIFICANT, ()))
    outcomes = dict.fromkeys(found.outcome for study in deciding for found in study.findings if found.outcome)
    if outcomes:
        reasons.append((Likely.OUTCOME, tuple(outcomes)))
    return AgainstRatings(good, portals, tuple(reasons))


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
