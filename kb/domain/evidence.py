"""How far a measure has come towards being known to work, from what is held about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.domain.claims import MARYLAND_LEVEL, StudyDesign
from kb.domain.facts import Direction, Mark, PortalRating

# Two documents at this level or higher can carry a verdict; Sherman et al. (1997), chapter 2.
_TELLING_LEVEL = 3
_REVIEWS = {StudyDesign.META_ANALYSIS, StudyDesign.SYSTEMATIC_REVIEW}


class Status(StrEnum):
    """The status ladder of a measure on the horizon, lowest first."""

    SIGNAL = "signal"
    DESCRIBED = "described"
    EVALUATED = "evaluated"
    REPLICATED = "replicated"
    RATED = "rated"


class Warning(StrEnum):  # noqa: A001 - the field's word
    """Why a measure wants care: it stays in the list, never hidden."""

    HARMFUL = "harmful"
    NO_EFFECT = "no_effect"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is held about a measure. `designs` counts documents by the design they state; documents, not studies."""

    status: Status
    warnings: tuple[Warning, ...]
    ratings: tuple[PortalRating, ...]
    documents: int
    designs: dict[StudyDesign, int]

    @property
    def best_level(self) -> int | None:
        """The highest Maryland level that a document states, or None."""
        return max((MARYLAND_LEVEL[d] for d in self.designs if d in MARYLAND_LEVEL), default=None)

    @property
    def reviews(self) -> int:
        """How many systematic reviews and meta-analyses are among the documents."""
        return sum(self.designs.get(design, 0) for design in _REVIEWS)


def weigh(mark: Mark, ratings: Sequence[PortalRating], designs: Sequence[StudyDesign | None]) -> Evidence:
    """Return the evidence of a measure from its mark, its ratings and the designs of the documents about it.

    `designs` has one entry a document, None where it states none. A portal that has judged the measure puts
    it on the top step whatever the judgement: the ladder says how much is known, not what.
    """
    counted: dict[StudyDesign, int] = {}
    for design in designs:
        if design is not None:
            counted[design] = counted.get(design, 0) + 1
    telling = sum(n for d, n in counted.items() if d in _REVIEWS or MARYLAND_LEVEL.get(d, 0) >= _TELLING_LEVEL)
    judged = [r for r in ratings if r.direction is not Direction.NOT_APPLICABLE]
    if judged:
        status = Status.RATED
    elif telling >= 2:
        status = Status.REPLICATED
    elif telling == 1:
        status = Status.EVALUATED
    elif designs or mark is Mark.READ:
        status = Status.DESCRIBED
    else:
        status = Status.SIGNAL
    return Evidence(status, _warnings(judged), tuple(ratings), len(designs), counted)


def _warnings(judged: Sequence[PortalRating]) -> tuple[Warning, ...]:
    said = {rating.direction for rating in judged}
    found = []
    if Direction.HARMFUL in said:
        found.append(Warning.HARMFUL)
    if Direction.NONE in said:
        found.append(Warning.NO_EFFECT)
    if Direction.BENEFICIAL in said and said & {Direction.HARMFUL, Direction.NONE, Direction.UNCLEAR}:
        found.append(Warning.DISPUTED)
    return tuple(found)
