"""The strongest evidence among studies, in five steps that a mark shows by shape and colour and words say."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from search_api.language import gettext as _
from search_api.language import marked


class Strongest(StrEnum):
    """The strongest design among studies, strongest first: reviews, then steps of the Maryland scale."""

    REVIEW = "review"
    TRIAL = "trial"
    COMPARED = "compared"
    WEAK = "weak"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class _Shown:
    shape: str
    code: str
    words: str


_SHOWN: Mapping[Strongest, _Shown] = {
    Strongest.REVIEW: _Shown("target", marked("Ö"), marked("översikt eller metaanalys")),
    Strongest.TRIAL: _Shown("circle", "4–5", marked("nivå 4–5: slumpad eller väl kontrollerad jämförelse")),
    Strongest.COMPARED: _Shown("square", "3", marked("nivå 3: jämförelsegrupp")),
    Strongest.WEAK: _Shown("triangle", "1–2", marked("nivå 1–2: före och efter, eller samband")),
    Strongest.UNSTATED: _Shown("hollow", "–", marked("designen anges inte eller ligger utanför skalan")),
}
_AT_LEAST = {
    "5": Strongest.TRIAL,
    "4": Strongest.TRIAL,
    "3": Strongest.COMPARED,
    "2": Strongest.WEAK,
    "1": Strongest.WEAK,
}


def strongest(levels: Mapping[str, int]) -> Strongest:
    """Return the strongest of studies counted as in `GapCell.levels`: by level, "review" and "none"."""
    if levels.get("review"):
        return Strongest.REVIEW
    return next((found for level, found in _AT_LEAST.items() if levels.get(level)), Strongest.UNSTATED)


def shape_of(found: Strongest) -> str:
    """Return the shape of its mark."""
    return _SHOWN[found].shape


def code_of(found: Strongest) -> str:
    """Return a few letters for it, for cells of a table; the legend tells what they stand for."""
    return _(_SHOWN[found].code)


def words_of(found: Strongest) -> str:
    """Return what it is, as a phrase."""
    return _(_SHOWN[found].words)
