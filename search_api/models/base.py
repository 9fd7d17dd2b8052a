"""What all answers share: the model, the words of a hit, and a page of hits."""

from typing import Annotated, Generic, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from kb.search.results import Hit, Page

Stated = Annotated[str | None, BeforeValidator(lambda value: value or None)]
"""A text of the catalogue, where an empty cell means "not known"."""


class Model(BaseModel):
    """What all answers share: fields of the same names as in the domain."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    @classmethod
    def from_domain(cls, domain: object) -> Self:
        """Return `domain` as it leaves; a field that it lacks is an error of ours."""
        return cls.model_validate(domain)


HitOut = TypeVar("HitOut", bound=Model)


class WhyOut(Model):
    """Why a hit ranks where it does. `signals` are ranks from 1; `factors` multiply the relevance."""

    model_config = ConfigDict(title="Why")

    words: tuple[str, ...]
    concepts: tuple[str, ...] = Field(title="Ids of concepts of the thesaurus")
    signals: dict[str, int]
    factors: dict[str, float]


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

    @classmethod
    def from_page(cls, page: Page[Hit], limit: int) -> Self:
        """Return the page as it leaves."""
        fields = {name: getattr(page, name) for name in ("total", "offset", "hits", "understood", "notes")}
        return cls.model_validate({**fields, "limit": limit})
