"""One measure, document or study by its id."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from search_api.models import DocumentViewOut, MeasureViewOut, StudyViewOut
from search_api.parts import PartsDep, known_form
from search_api.routes.parameters import problems

router = APIRouter()
_MOVED: dict[int | str, Any] = {
    301: {"description": "Moved Permanently: merged into another one, at the address in Location"}
}


@router.get("/measures/{measure_id}", responses=problems(unknown="measure 'x'"), summary="Read a measure")
def read_measure(parts: PartsDep, measure_id: Annotated[str, Path(title="Id of the measure")]) -> MeasureViewOut:
    """Return all that is held about a measure: evidence, what portals say, documents."""
    return MeasureViewOut.from_domain(parts.search.measure(known_form("measure", measure_id)))


@router.get("/documents/{document_id}", responses=problems(unknown="document 'x'") | _MOVED, summary="Read a document")
def read_document(parts: PartsDep, document_id: Annotated[str, Path(title="Id of the document")]) -> DocumentViewOut:
    """Return a document: its words as far as its source lets us show them, what was read in them, its origins.

    The id of one that was merged into another answers 301 and leads there.
    """
    return DocumentViewOut.from_domain(parts.search.document(known_form("document", document_id)))


@router.get("/studies/{study_id}", responses=problems(unknown="study 'x'") | _MOVED, summary="Read a study")
def read_study(parts: PartsDep, study_id: Annotated[str, Path(title="Id of the study")]) -> StudyViewOut:
    """Return a study with the documents that tell of it and the measures it is about.

    The id of one whose documents belong to another one now answers 301 and leads there.
    """
    return StudyViewOut.from_domain(parts.search.study(known_form("study", study_id)))
