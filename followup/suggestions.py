"""Measures for a challenge, each with what is said about it: for and against."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kb.catalogue import Catalogue
from kb.domain import evidence
from kb.domain.facts import ChallengeId, Direction, Mark, Measure, PortalRating

MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A measure for a challenge. `documents` counts documents about it, None where nobody has counted.

    `editorial`: the link between measure and challenge is made by the editors of the catalogue, not found in a study.
    """

    measure: Measure
    ratings: tuple[PortalRating, ...]
    warnings: tuple[evidence.Warning, ...]
    documents: int | None = None
    editorial: bool = True


Suggest = Callable[[ChallengeId], Sequence[Suggestion]]


def suggest_from(catalogue: Catalogue) -> Suggest:
    """Return a function that gives the measures of a challenge from the catalogue alone, in `standing` order."""

    def suggest(challenge: ChallengeId) -> Sequence[Suggestion]:
        found = []
        for measure in catalogue.measures_for(challenge):
            ratings = catalogue.ratings_of(measure.id)
            found.append(Suggestion(measure, ratings, evidence.weigh(measure.mark, ratings, ()).warnings))
        return sorted(found, key=standing)

    return suggest


def standing(suggestion: Suggestion) -> int:
    """Return where a measure stands in the list, 0 first.

    Beneficial by every portal that judged it, disputed, judged without a clear result, not judged but seen at an
    address, not judged and unconfirmed; then what portals found to have no effect, and last what they call harmful.
    """
    directions = {rating.direction for rating in suggestion.ratings}
    if evidence.Warning.DISPUTED in suggestion.warnings:
        return 1
    if evidence.Warning.HARMFUL in suggestion.warnings:
        return 6
    if evidence.Warning.NO_EFFECT in suggestion.warnings:
        return 5
    if Direction.BENEFICIAL in directions:
        return 0
    if Direction.UNCLEAR in directions:
        return 2
    return 3 if suggestion.measure.mark is Mark.READ else 4


def chosen(suggestions: Sequence[Suggestion], most: int = MOST_SHOWN) -> tuple[Suggestion, ...]:
    """Return at most `most` suggestions in their order; those with a warning are the last to drop out.

    Showing only the eight best would hide exactly what a municipality should know before it chooses.
    """

    def keep_first(suggestion: Suggestion) -> int:
        if evidence.Warning.HARMFUL in suggestion.warnings:
            return 0
        return 1 if evidence.Warning.NO_EFFECT in suggestion.warnings else 2

    kept = sorted(range(len(suggestions)), key=lambda place: (keep_first(suggestions[place]), place))[:most]
    return tuple(suggestions[place] for place in sorted(kept))
