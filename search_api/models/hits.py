"""What hits of all kinds share: why they rank where they do, the words shown, and the page they stand on."""

from typing import Generic, Self, TypeVar

from pydantic import ConfigDict, Field

from kb.search.facets import Facet
from kb.search.results import Hit, Page
from search_api.models.answers import AnsweredOut, GroundsOut, MissingOut
from search_api.models.base import Model

HitOut = TypeVar("HitOut", bound=Model)
_SHARED = ("total", "offset", "hits", "understood", "notes", "facets", "removed_by", "did_you_mean", "answered")


class WhyOut(Model):
    """Why a hit ranks where it does. `signals` are ranks from 1; `factors` multiply the relevance."""

    model_config = ConfigDict(title="Why")

    words: tuple[str, ...] = Field(title="Words of the hit that match what was asked")
    added: tuple[str, ...] = Field(title="Words of the hit that match what the thesaurus adds")
    studies: int = Field(title="Studies of the measure that answer, at most three; of a document none")
    concepts: tuple[str, ...] = Field(title="Ids of concepts of the thesaurus")
    signals: dict[str, int]
    factors: dict[str, float]
    grounds: GroundsOut | None = Field(title="What it rests on")
    why_not_higher: tuple[MissingOut, ...] = Field(title="What it lacks, the gravest first")


class ExcerptOut(Model):
    """Words of a document. `start` is the offset into its content, `marks` are offsets into `text`."""

    model_config = ConfigDict(title="Excerpt")

    text: str
    start: int
    marks: tuple[tuple[int, int], ...]


class UnderstoodOut(Model):
    """How the question was read: its language, the concepts in it, the words searched with by language."""

    model_config = ConfigDict(title="Understood")

    language: str
    concepts: tuple[str, ...]
    searched: dict[str, tuple[str, ...]]


class HitPage(Model, Generic[HitOut]):
    """Hits `offset` to `offset + len(hits)` of `total`. `notes` are in Swedish."""

    total: int
    offset: int
    limit: int
    hits: tuple[HitOut, ...]
    understood: UnderstoodOut
    notes: tuple[str, ...]
    facets: dict[Facet, dict[str, int]] = Field(title="How many of all hits have each value, most first")
    removed_by: dict[str, int] = Field(title="Where there is no hit: how many there would be without a condition")
    did_you_mean: str | None = Field(title="The question with its likely spelling")
    answered: AnsweredOut | None = Field(title="Whether a good measure is among the hits; null: nothing was asked")

    @classmethod
    def from_page(cls, page: Page[Hit], limit: int) -> Self:
        """Return the page as it leaves."""
        return cls.model_validate({name: getattr(page, name) for name in _SHARED} | {"limit": limit})
