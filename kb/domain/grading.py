"""Grading the evidence for a measure: two readers, each by herself, and an editor where they disagree.

How far two readers agree over many gradings is told by weighted kappa with linear weights: Cohen (1968), "Weighted
kappa: Nominal scale agreement with provision for scaled disagreement or partial credit", Psychological Bulletin 70.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from kb.domain.accounts import Account, AccountId
from kb.domain.evidence import Axis, Effect, Strength
from kb.domain.facts import ChallengeId, MeasureId

GradingId = NewType("GradingId", int)
READERS = 2
AXES: dict[Axis, type[StrEnum]] = {Axis.EFFECT: Effect, Axis.STRENGTH: Strength}


@dataclass(frozen=True, slots=True)
class Grading:
    """What one reader says of a measure on both axes, kept for ever. `context`: for this challenge only, None: for all.

    `settles`: it is an editor's word on two readers who disagreed.
    """

    measure: MeasureId
    context: ChallengeId | None
    account: AccountId
    name: str
    effect: Effect
    effect_reason: str
    strength: Strength
    strength_reason: str
    made_at: datetime
    settles: bool = False
    id: GradingId | None = None

    def steps(self) -> dict[Axis, str]:
        """Return the step on each axis."""
        return {Axis.EFFECT: self.effect, Axis.STRENGTH: self.strength}


class State(StrEnum):
    """How far a round has come."""

    WAITING = "waiting"  # for the second reader
    DISAGREED = "disagreed"  # for an editor
    AGREED = "agreed"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Round:
    """Two readers' gradings of one measure, or the first of them, and what an editor said of them."""

    measure: MeasureId
    context: ChallengeId | None
    gradings: tuple[Grading, ...]
    settled: Grading | None = None

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.settled is not None:
            return State.SETTLED
        if len(self.gradings) < READERS:
            return State.WAITING
        one, other = self.gradings
        return State.AGREED if one.steps() == other.steps() else State.DISAGREED

    @property
    def open(self) -> bool:
        """Whether somebody is still waited for."""
        return self.state in (State.WAITING, State.DISAGREED)

    @property
    def newest(self) -> datetime:
        """When something was last said."""
        return (self.settled or self.gradings[-1]).made_at

    @property
    def closed_by(self) -> GradingId | None:
        """The grading that closed it, None while somebody is still waited for."""
        return None if self.open else (self.settled or self.gradings[-1]).id

    def of(self, account: AccountId) -> Grading | None:
        """Return what this reader said, None where she has said nothing."""
        return next((one for one in self.gradings if one.account == account), None)

    def seen_by(self, account: AccountId) -> tuple[Grading, ...]:
        """Return what this reader may see: her own, and the other's once both have graded."""
        return tuple(one for one in self.gradings if len(self.gradings) == READERS or one.account == account)

    def apart(self) -> dict[Axis, tuple[int, int]]:
        """Return how many steps the readers are apart on each axis, and how many they could be; empty with one."""
        if len(self.gradings) < READERS:
            return {}
        one, other = (grading.steps() for grading in self.gradings)
        return {
            axis: (abs(_place(axis, one[axis]) - _place(axis, other[axis])), len(steps) - 1)
            for axis, steps in AXES.items()
        }

    def may_be_settled_by(self, account: Account, *, others: bool) -> bool:
        """Return whether this editor may settle it; one of the two may only when there are no `others` to do so."""
        return self.state is State.DISAGREED and (self.of(account.id) is None or not others)


def rounds_of(gradings: Iterable[Grading]) -> list[Round]:
    """Return the rounds in the order in which they began; `gradings` oldest first, of any measures.

    A reader who grades again before the other has graded replaces her own. What comes when two have disagreed and no
    editor has settled it counts for nothing.
    """
    found: list[Round] = []
    current: dict[tuple[MeasureId, ChallengeId | None], int] = {}
    for grading in gradings:
        key = grading.measure, grading.context
        place = current.get(key)
        if place is None or not found[place].open:
            if grading.settles:
                continue
            current[key] = len(found)
            found.append(Round(grading.measure, grading.context, (grading,)))
            continue
        begun = found[place]
        if grading.settles:
            if begun.state is State.DISAGREED:
                found[place] = Round(begun.measure, begun.context, begun.gradings, grading)
        elif begun.state is State.WAITING:
            kept = tuple(one for one in begun.gradings if one.account != grading.account)
            found[place] = Round(begun.measure, begun.context, (*kept, grading))
    return found


def weighted_kappa(pairs: Sequence[tuple[str, str]], steps: Sequence[str]) -> float | None:
    """Return Cohen's kappa with linear weights over pairs of steps, 1 at full agreement, 0 as by chance.

    None for fewer than two pairs, or where both readers give all the same step: chance then agrees as well.
    """
    places = {step: place for place, step in enumerate(steps)}
    if len(pairs) < 2:
        return None
    first, second = ([places[pair[side]] for pair in pairs] for side in (0, 1))
    observed = sum(abs(one - other) for one, other in zip(first, second, strict=True)) / len(pairs)
    expected = sum(abs(one - other) for one in first for other in second) / len(pairs) ** 2
    return None if expected == 0 else round(1 - observed / expected, 2)


def agreement(rounds: Iterable[Round]) -> dict[Axis, tuple[int, float | None]]:
    """Return on each axis over how many double gradings, and how far, readers agree."""
    both = [one.gradings for one in rounds if len(one.gradings) == READERS]
    return {
        axis: (
            len(both),
            weighted_kappa([(one.steps()[axis], other.steps()[axis]) for one, other in both], tuple(steps)),
        )
        for axis, steps in AXES.items()
    }


def _place(axis: Axis, step: str) -> int:
    return list(AXES[axis]).index(AXES[axis](step))
