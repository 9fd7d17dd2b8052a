"""Measures as they leave, with evidence and ratings."""

from pydantic import ConfigDict, Field

from kb.domain.facts import Mark
from search_api.models.answers import InsteadOut
from search_api.models.base import Model, Stated
from search_api.models.documents import DocumentHitOut
from search_api.models.evidence import EvidenceOut, WholeEvidenceOut
from search_api.models.hits import HitPage, WhyOut


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
    instead: tuple[InsteadOut, ...] = Field(title="Where it is warned of: others that do better")


class MeasurePage(HitPage[MeasureHitOut]):
    """Measures `offset` to `offset + len(hits)` of `total`. `notes` are in Swedish."""


class MeasureViewOut(Model):
    """All that is held about a measure; `linked` are documents about it, strongest design and newest first.

    `challenges` are editorial links; `found_with` counts documents that are about the measure and the challenge.
    """

    model_config = ConfigDict(title="MeasureView")

    measure: MeasureOut
    evidence: WholeEvidenceOut
    challenges: tuple[str, ...]
    found_with: dict[str, int]
    linked: tuple[DocumentHitOut, ...]
    instead: tuple[InsteadOut, ...] = Field(title="Where it is warned of: others that do better")
