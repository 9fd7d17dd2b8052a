"""The Maryland rule: what works, what does not, what is promising, with its working."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.domain.findings import Sign, Study

_TELLING_LEVEL = 3
ENOUGH = 2


class Verdict(StrEnum):
    """Sherman et al. (1997), Preventing Crime: What Works, What Doesn't, What's Promising, chapter 2."""

    WORKS = "works"
    DOES_NOT_WORK = "does_not_work"
    PROMISING = "promising"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Studies of one level that found the same: how many, on which outcomes, and for how many it was significant."""

    level: int
    sign: Sign
    studies: int
    significant: int
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict and what it rests on, strongest level first.

    `reckoned` is what the studies come to where a person said otherwise; None where `verdict` is just that.
    `left_out` studies stand on the scale but state no finding that can be called good or bad; `reviews` and what else
    has no level (qualitative studies) are counted beside.
    """

    verdict: Verdict
    working: tuple[Reckoned, ...]
    left_out: int
    reviews: int
    beside: int
    reckoned: Verdict | None = None


def maryland_verdict(studies: Sequence[Study]) -> Judged:
    """Return the verdict on a measure from the studies of it, each counted once.

    *Works*: at least two studies at level 3 or higher with significant wished-for effects, and the preponderance of
    the rest shows them too; the rest is all but two. *Does not work*: the same for no or significantly harmful effects
    (a finding of no difference is its own test). *Promising*: one study at level 3 or higher with a significant
    wished-for effect, and the preponderance of the rest. Else *unknown*. A study whose effect is not said to be
    significant, wished for or harmful, counts among the rest, not among the two.
    """
    on_scale = [study for study in studies if study.level is not None]
    told = [study for study in on_scale if study.sign is not None]
    strong_for = [s for s in told if _telling(s) and s.sign is Sign.GOOD and s.significant]
    strong_against = [s for s in told if _telling(s) and (s.sign is Sign.NONE or _harms(s))]
    verdict = Verdict.UNKNOWN
    if len(strong_for) >= ENOUGH and _most(told, ENOUGH, {Sign.GOOD}):
        verdict = Verdict.WORKS
    elif len(strong_against) >= ENOUGH and _most(told, ENOUGH, {Sign.NONE, Sign.HARMFUL}):
        verdict = Verdict.DOES_NOT_WORK
    elif len(strong_for) == 1 and _most(told, 1, {Sign.GOOD}):
        verdict = Verdict.PROMISING
    reviews = sum(study.review for study in studies)
    beside = len(studies) - len(on_scale) - reviews
    return Judged(verdict, _working(told), len(on_scale) - len(told), reviews, beside)


def harming(judged: Judged) -> int:
    """Return how many of the studies that can carry a verdict found significant harm."""
    lines = (line for line in judged.working if line.level >= _TELLING_LEVEL and line.sign is Sign.HARMFUL)
    return sum(line.significant for line in lines)


def _telling(study: Study) -> bool:
    return study.level is not None and study.level >= _TELLING_LEVEL


def _harms(study: Study) -> bool:
    return study.sign is Sign.HARMFUL and study.significant


def _most(told: Sequence[Study], needed: int, wanted: set[Sign]) -> bool:
    """Return whether most of the studies beyond the `needed` ones found what is wanted, or there are no others."""
    rest = len(told) - needed
    return rest == 0 or 2 * (sum(study.sign in wanted for study in told) - needed) > rest


def _working(told: Sequence[Study]) -> tuple[Reckoned, ...]:
    groups: dict[tuple[int, Sign], list[Study]] = {}
    for study in told:
        if study.level is not None and study.sign is not None:
            groups.setdefault((study.level, study.sign), []).append(study)
    order = list(Sign)
    return tuple(
        Reckoned(
            level=level,
            sign=sign,
            studies=len(found),
            significant=sum(study.significant for study in found),
            outcomes=tuple(
                dict.fromkeys(f.outcome for s in found for f in s.findings if f.outcome is not None and f.sign is sign)
            ),
        )
        for (level, sign), found in sorted(groups.items(), key=lambda item: (-item[0][0], order.index(item[0][1])))
    )
