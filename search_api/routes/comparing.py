"""Measures beside each other: alike, compared, and as a map of where evidence is missing."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field

from search_api.models import ComparisonOut, GapMapOut, SimilarMeasures
from search_api.parts import PartsDep, known_form
from search_api.routes.parameters import Asking, GapQuestion, problems

router = APIRouter()


class AskedSimilar(Asking):
    """How many are wanted."""

    limit: int = Field(default=5, ge=1, le=20, title="Measures at most")


class AskedComparison(Asking):
    """What is compared."""

    measure: list[str] = Field(min_length=2, max_length=5, title="Ids of two to five measures")


@router.get(
    "/measures/{measure_id}/similar", responses=problems(unknown="measure 'x'"), summary="Find similar measures"
)
def read_similar(
    parts: PartsDep,
    measure_id: Annotated[str, Path(title="Id of the measure")],
    asked: Annotated[AskedSimilar, Query()],
) -> SimilarMeasures:
    """Return the measures most like this one, and in what."""
    found = parts.search.similar(known_form("measure", measure_id), asked.limit)
    return SimilarMeasures.model_validate({"similar": found})


@router.get("/compare", responses=problems(unknown="measure 'x'"), summary="Compare measures")
def compare(parts: PartsDep, asked: Annotated[AskedComparison, Query()]) -> ComparisonOut:
    """Return two to five measures side by side, aspect by aspect."""
    return ComparisonOut.from_domain(parts.search.compare([known_form("measure", key) for key in asked.measure]))


@router.get("/gap-map", responses=problems(), summary="Map the gaps")
def read_gap_map(parts: PartsDep, asked: Annotated[GapQuestion, Query()]) -> GapMapOut:
    """Return challenges by types of measures, with what studies there are; a cell without studies is a gap."""
    query = asked.query(parts.catalogue)
    return GapMapOut.from_domain(parts.search.gap_map(query.filters, query.first_year, query.last_year))
