"""Measures beside each other, and challenges by types of measures, as they leave."""

from pydantic import ConfigDict, Field

from kb.domain.evidence import Effect, Strength
from kb.search.answers import Aspect, Trait
from kb.search.facets import Facet
from search_api.models.base import Model
from search_api.models.evidence import EvidenceOut
from search_api.models.measures import MeasureOut, MeasureViewOut


class SimilarOut(Model):
    """A measure that is like another."""

    model_config = ConfigDict(title="Similar")

    measure: MeasureOut
    evidence: EvidenceOut
    score: float = Field(title="Between 0 and 1")
    shared: dict[Trait, tuple[str, ...]] = Field(title="What they share, as ids or words")


class SimilarMeasures(Model):
    """The measures most like another one, the most alike first."""

    similar: tuple[SimilarOut, ...]


class ComparedOut(Model):
    """One aspect of all measures in their order: codes, ids or figures, none where nothing is held."""

    model_config = ConfigDict(title="Compared")

    aspect: Aspect
    values: tuple[tuple[str, ...], ...]
    differs: bool


class ComparisonOut(Model):
    """Two to five measures side by side."""

    model_config = ConfigDict(title="Comparison")

    views: tuple[MeasureViewOut, ...]
    table: tuple[ComparedOut, ...]


class GapCellOut(Model):
    """What is held on one type of measure against one challenge; with no study it is a gap."""

    model_config = ConfigDict(title="GapCell")

    challenge: str
    measure_type: str
    studies: tuple[str, ...]
    documents: tuple[str, ...]
    measures: tuple[str, ...]
    levels: dict[str, int] = Field(title='Studies by Maryland level ("1" to "5"), "review" and "none"')
    effect: Effect | None
    strength: Strength


class GapMapOut(Model):
    """Challenges by types of measures; `cells` holds those with a measure or a study, all others are empty."""

    model_config = ConfigDict(title="GapMap")

    challenges: tuple[str, ...]
    measure_types: tuple[str, ...]
    cells: tuple[GapCellOut, ...]
    studies: int
    filters: dict[Facet, tuple[str, ...]]
    first_year: int | None
    last_year: int | None
