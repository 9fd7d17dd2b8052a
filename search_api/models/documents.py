"""Documents as they leave: found, or whole with what was read in them."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BeforeValidator, ConfigDict, Field

from kb.domain.claims import ClaimKind, StudyDesign
from kb.domain.sources import Show
from search_api.models.base import Model
from search_api.models.evidence import StudyOut
from search_api.models.hits import ExcerptOut, HitPage, WhyOut
from search_api.showing import ShownClaim


class DocumentOut(Model):
    """A document's bibliographic data, as its source gives them."""

    model_config = ConfigDict(title="Document")

    id: str
    source: str
    title: str
    address: str | None
    doi: str | None
    authors: tuple[str, ...]
    published: date | None
    year: int | None
    declared_language: str | None = Field(title="Language as the source declares it")
    kind: str | None = Field(title="The source's own word for what it is")
    terms: tuple[str, ...] = Field(title="The source's own words for what it is about")
    licence: str | None = Field(title="Licence that its source states for it")
    date_found: bool = Field(
        title="Whether the date was found by machine in the text, not stated as that of publication"
    )
    version: int = Field(title="Counts from 1, rises when words changed")
    found_at: datetime | None


class WholeDocumentOut(DocumentOut):
    """A document with its words: `content` is the title, a blank line and what may be shown of the text."""

    model_config = ConfigDict(title="WholeDocument")

    content: str


class DocumentHitOut(Model):
    """A document found, with the passage that fits best. `language` and `design` null: not stated."""

    model_config = ConfigDict(title="DocumentHit")

    document: DocumentOut
    score: float
    language: str | None
    design: StudyDesign | None
    challenges: tuple[str, ...]
    measures: tuple[str, ...]
    excerpt: ExcerptOut
    why: WhyOut


class DocumentPage(HitPage[DocumentHitOut]):
    """Documents `offset` to `offset + len(hits)` of `total`. `notes` are in Swedish."""


class ClaimOut(Model):
    """What a step read in the text. `start` and `end` are offsets into the document's `content`, end exclusive.

    `value` null: the text does not state it. `quote` null: it rests on the text as a whole or, where `withheld`, on
    words that the source's terms do not let us show.
    """

    model_config = ConfigDict(title="Claim")

    kind: ClaimKind
    value: str | None
    quote: str | None
    start: int | None
    end: int | None
    page: int | None = Field(title="Page of the PDF on which the words stand")
    withheld: bool = Field(title="Whether it rests on words that we may not show")
    confidence: float = Field(title="Between 0 and 1, as the step defines it")
    step: str = Field(title="What read it; analyst: a person")
    step_version: str
    detail: dict[str, str] = Field(title="What the value alone does not say, such as an effect's outcome and size")

    @classmethod
    def from_shown(cls, view: ShownClaim) -> Self:
        """Return the claim with its words."""
        claim = view.claim
        return cls(
            kind=claim.kind,
            value=claim.value,
            quote=view.quote,
            start=claim.start,
            end=claim.end,
            page=view.page,
            withheld=view.withheld,
            confidence=claim.confidence,
            step=claim.step,
            step_version=claim.step_version,
            detail=dict(claim.detail),
        )


def _claim(view: object) -> object:
    return ClaimOut.from_shown(view) if isinstance(view, ShownClaim) else view


class OriginOut(Model):
    """One item of a source that the document rests on, and by what it was recognised."""

    model_config = ConfigDict(title="Origin")

    source: str
    external_id: str | None
    address: str | None
    original: str | None = Field(title="Where the item stands: its address, else what its number surely leads to")
    matched_by: str
    reason: str | None = Field(title="By what it was recognised, in words; null: taken in before that was kept")
    found_at: datetime
    withdrawn_at: datetime | None = Field(title="Since when its source has taken it back")


class ChangeOut(Model):
    """What a version says and the one before does not, and the reverse, line by line; `more` lines are left out."""

    model_config = ConfigDict(title="Change")

    number: int = Field(title="Number of the version")
    found_at: datetime
    added: tuple[str, ...]
    removed: tuple[str, ...]
    more: int


class DocumentViewOut(Model):
    """What is held about a document, as far as its source lets us show it, and what was read in it."""

    model_config = ConfigDict(title="DocumentView")

    document: WholeDocumentOut
    versions: int
    show: Show = Field(title="How much of the text its source lets us show")
    cut: bool = Field(title="Whether there is more text than is shown")
    read: bool = Field(title="Whether the steps have read this version")
    claims: tuple[Annotated[ClaimOut, BeforeValidator(_claim)], ...]
    origins: tuple[OriginOut, ...]
    changes: tuple[ChangeOut, ...] = Field(title="What changed between its versions, newest first")
    study: StudyOut | None = Field(title="The study that it tells of, with the other documents that do")
