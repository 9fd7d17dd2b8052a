"""Measures as they leave, with evidence and ratings."""

from pydantic import ConfigDict, Field

from kb.domain.claims import StudyDesign
from kb.domain.evidence import Status as LadderStep
from kb.domain.evidence import Warning as Caution
from kb.domain.facts import Direction, Mark
from search_api.models.base import HitPage, Model, Stated, WhyOut
from search_api.models.documents import DocumentHitOut


class RatingOut(Model):
    """What a portal says about a measure, quoted or retold in English; `direction` is our reading of it."""

    model_config = ConfigDict(title="Rating")

    id: str
    measure: str = Field(title="What the portal calls the measure")
    portal: str
    rating: str = Field(title="What the portal says, or what it says retold in English")
    quality: Stated = Field(title="What the portal says on quality")
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


class MeasureHitOut(Model):
    """A measure found, with at most three documents about it. `challenges` are editorial links, not findings."""

    model_config = ConfigDict(title="MeasureHit")

    measure: MeasureOut
    score: float
    challenges: tuple[str, ...]
    evidence: EvidenceOut
    documents: tuple[DocumentHitOut, ...]
    why: WhyOut


class MeasurePage(HitPage[MeasureHitOut]):
    """Measures `offset` to `offset + len(hits)` of `total`. `notes` are in Swedish."""


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
