"""What the JSON routes answer. Unknown is null; every fact comes with its address and mark."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from kb.catalogue import Catalogue
from kb.domain.claims import ClaimKind, StudyDesign
from kb.domain.evidence import Status as LadderStep
from kb.domain.evidence import Warning as Caution
from kb.domain.facts import Direction, Mark
from kb.search.results import ClaimView, DocumentHit, MeasureHit, Page

Stated = Annotated[str | None, BeforeValidator(lambda value: value or None)]
"""A text of the catalogue, where an empty cell means "not known"."""


class Model(BaseModel):
    """What all answers share: fields of the same names as in the domain."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    @classmethod
    def from_domain(cls, domain: object) -> Self:
        """Return `domain` as it leaves; a field that it lacks is an error of ours."""
        return cls.model_validate(domain)


class RatingOut(Model):
    """What an evidence portal says about a measure, in its own words; `direction` is our reading of them."""

    model_config = ConfigDict(title="Rating")

    id: str
    measure: str = Field(title="What the portal calls the measure")
    portal: str
    rating: str = Field(title="The portal's own words")
    quality: Stated = Field(title="The portal's own words on quality")
    kind: str
    read_on: str
    url: str
    mark: Mark = Field(title="How it was read")
    note: Stated
    direction: Direction = Field(title="Our reading of the portal's words")


class EvidenceOut(Model):
    """What is held about a measure. `designs` counts documents by the design they state; documents, not studies."""

    model_config = ConfigDict(title="Evidence")

    status: LadderStep = Field(title="Step on the status ladder")
    warnings: tuple[Caution, ...]
    ratings: tuple[RatingOut, ...]
    documents: int
    designs: dict[StudyDesign, int]
    best_level: int | None = Field(title="Highest Maryland level that a document states (1-5)")
    reviews: int = Field(title="Systematic reviews and meta-analyses among the documents")


class MeasureOut(Model):
    """A crime-prevention measure of the catalogue. `url` is where it is named."""

    model_config = ConfigDict(title="Measure")

    id: str
    name_sv: str
    name_en: str
    other_names: tuple[str, ...]
    prevention_level: str
    unit: str = Field(title="What it acts on: person, place or organisation")
    approach: str
    target_group: Stated
    setting: Stated
    url: str | None
    mark: Mark = Field(title="How it was read")
    note: Stated


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
    version: int = Field(title="Counts from 1, rises when words changed")
    found_at: datetime | None


class WholeDocumentOut(DocumentOut):
    """A document with its words: `content` is the title, a blank line and the text."""

    model_config = ConfigDict(title="WholeDocument")

    content: str


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


class MeasureHitOut(Model):
    """A measure found, with at most three documents about it. `challenges` are editorial links, not findings."""

    model_config = ConfigDict(title="MeasureHit")

    measure: MeasureOut
    score: float
    challenges: tuple[str, ...]
    evidence: EvidenceOut
    documents: tuple[DocumentHitOut, ...]
    why: WhyOut


class UnderstoodOut(Model):
    """How the question was read: its language, the concepts in it, the words searched with by language."""

    model_config = ConfigDict(title="Understood")

    language: str
    concepts: tuple[str, ...]
    searched: dict[str, tuple[str, ...]]


class MeasurePage(Model):
    """Measures `offset` to `offset + len(hits)` of `total`. `notes` are in Swedish."""

    total: int
    offset: int
    limit: int
    hits: tuple[MeasureHitOut, ...]
    understood: UnderstoodOut
    notes: tuple[str, ...]

    @classmethod
    def from_page(cls, page: Page[MeasureHit], limit: int) -> Self:
        """Return the page as it leaves."""
        return cls(
            total=page.total,
            offset=page.offset,
            limit=limit,
            hits=tuple(map(MeasureHitOut.from_domain, page.hits)),
            understood=UnderstoodOut.from_domain(page.understood),
            notes=page.notes,
        )


class DocumentPage(Model):
    """Documents `offset` to `offset + len(hits)` of `total`. `notes` are in Swedish."""

    total: int
    offset: int
    limit: int
    hits: tuple[DocumentHitOut, ...]
    understood: UnderstoodOut
    notes: tuple[str, ...]

    @classmethod
    def from_page(cls, page: Page[DocumentHit], limit: int) -> Self:
        """Return the page as it leaves."""
        return cls(
            total=page.total,
            offset=page.offset,
            limit=limit,
            hits=tuple(map(DocumentHitOut.from_domain, page.hits)),
            understood=UnderstoodOut.from_domain(page.understood),
            notes=page.notes,
        )


class MeasureViewOut(Model):
    """All that is held about a measure; `linked` are documents about it, strongest design and newest first.

    `challenges` are editorial links; `found_with` counts documents that are about the measure and the challenge.
    """

    model_config = ConfigDict(title="MeasureView")

    measure: MeasureOut
    evidence: EvidenceOut
    challenges: tuple[str, ...]
    found_with: dict[str, int]
    linked: tuple[DocumentHitOut, ...]


class ClaimOut(Model):
    """What a step read in the text. `start` and `end` are offsets into the document's `content`, end exclusive.

    `value` null: the text does not state it. `quote` null: it rests on the text as a whole.
    """

    model_config = ConfigDict(title="Claim")

    kind: ClaimKind
    value: str | None
    quote: str | None
    start: int | None
    end: int | None
    confidence: float = Field(title="Between 0 and 1, as the step defines it")
    step: str
    step_version: str

    @classmethod
    def from_view(cls, view: ClaimView) -> Self:
        """Return the claim with its words."""
        claim = view.claim
        return cls(
            kind=claim.kind,
            value=claim.value,
            quote=view.quote,
            start=claim.start,
            end=claim.end,
            confidence=claim.confidence,
            step=claim.step,
            step_version=claim.step_version,
        )


def _claim(view: object) -> object:
    return ClaimOut.from_view(view) if isinstance(view, ClaimView) else view


class OriginOut(Model):
    """One item of a source that the document rests on, and by what it was recognised."""

    model_config = ConfigDict(title="Origin")

    source: str
    external_id: str | None
    address: str | None
    matched_by: str
    found_at: datetime


class DocumentViewOut(Model):
    """All that is held about a document, and what was read in it."""

    model_config = ConfigDict(title="DocumentView")

    document: WholeDocumentOut
    versions: int
    read: bool = Field(title="Whether the steps have read this version")
    claims: tuple[Annotated[ClaimOut, BeforeValidator(_claim)], ...]
    origins: tuple[OriginOut, ...]


class GoverningDocumentOut(Model):
    """A document that names a challenge, with the time it governs where that is known."""

    model_config = ConfigDict(title="GoverningDocument")

    url: str
    title: str
    mark: Mark
    starts: date | None
    ends: date | None


class ChallengeOut(Model):
    """A criminal-policy challenge. `label_review`: the Norwegian and Danish names are ours and await review."""

    model_config = ConfigDict(title="Challenge")

    id: str
    number: int
    name_sv: str
    name_en: str
    name_nb: str
    name_da: str
    label_review: bool
    definition_sv: str
    definition_en: str
    mark: Mark
    documents: tuple[GoverningDocumentOut, ...]


class Challenges(Model):
    """All challenges, in the order of the catalogue; `catalogue_version` changes when any fact does."""

    catalogue_version: str
    total: int
    challenges: tuple[ChallengeOut, ...]

    @classmethod
    def from_catalogue(cls, catalogue: Catalogue) -> Self:
        """Return the challenges as they leave."""
        found = tuple(map(ChallengeOut.from_domain, catalogue.challenges.values()))
        return cls(catalogue_version=catalogue.version, total=len(found), challenges=found)


class RankingOut(Model):
    """The published table of weights: everything that decides an order, and nothing else does."""

    model_config = ConfigDict(title="Ranking")

    k: int = Field(title="Constant of reciprocal rank fusion: weight / (k + rank)")
    signal_weights: dict[str, float] = Field(title="Weight of each signal: meaning, words, concepts")
    merge_k: int = Field(title="Constant of merging: relevance = (merge_k + 1) / (merge_k + place in the group)")
    group_floor: float = Field(title="Share of the possible score from which a language group's best counts as 1")
    least_meaning: float = Field(title="Least cosine of a hit that shares neither word nor concept")
    least_words_share: float = Field(title="Least share of the best word score of a hit that shares no concept")
    design_factor: dict[StudyDesign, float] = Field(title="Factor by the study design that a document states, else 1")
    recency_gain: float = Field(title="Most that being new adds: 1 + recency_gain * exp(-age / recency_years)")
    recency_years: float
    status_factor: dict[LadderStep, float] = Field(title="Factor by a measure's step on the status ladder")
    card_weight: float = Field(title="Weight of a measure's own card")
    named_weight: float = Field(title="What a measure gains that the question names")
    document_weight: float = Field(title="Weight of each of its best documents")
    best_documents: int = Field(title="Documents that count for a measure, at most")
    least_relevance: float = Field(title="Least relevance of a measure that is shown")


class SourceStatusOut(Model):
    """How the collecting from a source goes; null where it has never happened."""

    model_config = ConfigDict(title="SourceStatus")

    id: str
    name: str
    last_success: datetime | None
    last_attempt: datetime | None
    verdict: str | None
    detail: str | None
    failing: bool = Field(title="Whether the last attempt came to nothing")


class StatusOut(Model):
    """How things stand: what is held, how far it is read and indexed, which sources answer."""

    model_config = ConfigDict(title="Status")

    documents: int
    read: int
    embedded: int
    waiting: int = Field(title="Documents that wait to be read")
    behind: int = Field(title="Documents that wait to be indexed")
    model_ready: bool = Field(title="Whether questions can be compared by meaning")
    busy: str | None
    sources: tuple[SourceStatusOut, ...]


class VersionedStatusOut(StatusOut):
    """How things stand, and by which program and catalogue."""

    model_config = ConfigDict(title="Status")

    version: str
    catalogue_version: str

    @classmethod
    def from_status(cls, status: object, version: str, catalogue_version: str) -> Self:
        """Return the status as it leaves."""
        plain = StatusOut.from_domain(status)
        fields = {name: getattr(plain, name) for name in StatusOut.model_fields}
        return cls(**fields, version=version, catalogue_version=catalogue_version)
