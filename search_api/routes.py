"""The JSON routes under /api/v1."""

from enum import Enum
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from kb.search.ranking import RANKING
from kb.search.results import LONGEST_QUERY
from kb.search.results import Query as Asked
from search_api.models import (
    CandidatesOut,
    Challenges,
    DocumentPage,
    DocumentViewOut,
    MeasurePage,
    MeasureViewOut,
    RankingOut,
    VersionedStatusOut,
)
from search_api.paging import FURTHEST, LARGEST, Stretch
from search_api.parts import PartsDep, known_form
from search_api.problems import WrongParameter, described
from search_api.quality import QualityOut
from search_api.questions import MOST_FILTERS, question

PREFIX = "/api/v1"
_TAGS: list[str | Enum] = ["Utblick"]

Text = Annotated[str, Query(max_length=LONGEST_QUERY, title="Question", description="Empty: everything.")]
ChallengeIds = Annotated[
    list[str], Query(max_length=MOST_FILTERS, title="Challenges", description="Ids from /challenges; any of them.")
]
MeasureIds = Annotated[list[str], Query(max_length=MOST_FILTERS, title="Measures", description="Ids; any of them.")]
Languages = Annotated[
    list[str], Query(max_length=MOST_FILTERS, title="Languages", description="ISO 639-1 codes; any of them.")
]
Year = Annotated[
    int | None, Query(ge=1, le=9999, title="Year", description="Inclusive; leaves out documents without a year.")
]
Everything = Annotated[
    bool, Query(title="Everything", description="Also documents that were read as outside the field.")
]
Offset = Annotated[int, Query(ge=0, le=FURTHEST, title="Hits to pass over")]
Limit = Annotated[int, Query(ge=1, le=LARGEST, title="Hits at most")]


def _answers(*, unknown: bool = False, parameters: bool = True) -> dict[int | str, Any]:
    wrong = WrongParameter(parameter="limit", detail="must be at most 100, not '500'")
    found: dict[int | str, Any] = {}
    if unknown:
        found[404] = described(404, "there is no document 'dexample'")
    if parameters:
        found[422] = described(422, f"parameter 'limit' {wrong.detail}", errors=(wrong,))
    found[405] = described(405, "POST is not possible here; only GET and HEAD are")
    found[500] = described(500, "something is wrong here; it has been logged")
    found[503] = described(503, "try again in a while")
    return found


router = APIRouter(prefix=PREFIX, tags=_TAGS)


@router.get("/measures", responses=_answers(), summary="Search measures")
def search_measures(
    *,
    parts: PartsDep,
    request: Request,
    response: Response,
    q: Text = "",
    challenge: ChallengeIds = [],  # noqa: B006 - FastAPI copies it
    offset: Offset = 0,
    limit: Limit = 20,
) -> MeasurePage:
    """Return measures by relevance × prior. Measures that harm are ranked like the rest and carry a warning."""
    query = question(parts.catalogue, text=q, challenges=challenge, offset=offset, limit=limit)
    page = parts.search.search_measures(query)
    _link(request, response, query, page.total)
    return MeasurePage.from_page(page, limit)


@router.get(
    "/measures/{measure_id}",
    responses=_answers(unknown=True),
    summary="Read a measure",
)
def read_measure(parts: PartsDep, measure_id: Annotated[str, Path(title="Id of the measure")]) -> MeasureViewOut:
    """Return all that is held about a measure: evidence, what portals say, documents."""
    return MeasureViewOut.from_domain(parts.search.measure(known_form("measure", measure_id)))


@router.get("/documents", responses=_answers(), summary="Search documents")
def search_documents(
    *,
    parts: PartsDep,
    request: Request,
    response: Response,
    q: Text = "",
    challenge: ChallengeIds = [],  # noqa: B006 - FastAPI copies it
    measure: MeasureIds = [],  # noqa: B006
    language: Languages = [],  # noqa: B006
    first_year: Year = None,
    last_year: Year = None,
    everything: Everything = False,
    offset: Offset = 0,
    limit: Limit = 20,
) -> DocumentPage:
    """Return documents by relevance × prior, each with the passage that fits best."""
    query = question(
        parts.catalogue,
        text=q,
        challenges=challenge,
        measures=measure,
        languages=language,
        first_year=first_year,
        last_year=last_year,
        everything=everything,
        offset=offset,
        limit=limit,
    )
    page = parts.search.search_documents(query)
    _link(request, response, query, page.total)
    return DocumentPage.from_page(page, limit)


@router.get(
    "/documents/{document_id}",
    responses=_answers(unknown=True),
    summary="Read a document",
)
def read_document(parts: PartsDep, document_id: Annotated[str, Path(title="Id of the document")]) -> DocumentViewOut:
    """Return a document: its words as far as its source lets us show them, what was read in them, its origins.

    The id of one that was merged into another answers 301 and leads there.
    """
    return DocumentViewOut.from_domain(parts.search.document(known_form("document", document_id)))


@router.get(
    "/challenges",
    responses=_answers(parameters=False),
    summary="List the challenges",
)
def read_challenges(parts: PartsDep) -> Challenges:
    """Return the criminal-policy challenges with their definitions and the documents that name them."""
    return Challenges.from_catalogue(parts.catalogue)


@router.get("/candidates", responses=_answers(parameters=False), summary="List candidates for new measures")
def read_candidates(parts: PartsDep) -> CandidatesOut:
    """Return what relevant documents write about that no measure of the catalogue explains, found by machine."""
    return CandidatesOut.from_page(parts.search.candidates())


@router.get("/quality", responses=_answers(parameters=False), summary="Read the quality of reading")
def read_quality() -> QualityOut:
    """Return how well texts are read, measured on labelled texts, beside simple baselines."""
    return QualityOut.shipped()


@router.get("/ranking", responses=_answers(parameters=False), summary="Read the ranking")
def read_ranking() -> RankingOut:
    """Return the table of weights that decides every order."""
    return RankingOut.from_domain(RANKING)


@router.get("/status", responses=_answers(parameters=False), summary="Read the status")
def read_status(parts: PartsDep) -> VersionedStatusOut:
    """Return how much is held, how far it is read and indexed, and which sources answer."""
    return VersionedStatusOut.from_status(parts.status(), parts.version, parts.catalogue.version)


def _link(request: Request, response: Response, query: Asked, total: int) -> None:
    # Only the parameters that the route knows: what it ignores must not travel on.
    known = ("q", "challenge", "measure", "language", "first_year", "last_year", "everything", "limit")
    parameters = [(key, value) for key, value in request.query_params.multi_items() if key in known]
    site_url = request.app.state.parts.site_url
    link = Stretch(request.url.path, parameters, total, query.offset, query.limit).link_header(site_url)
    if link:
        response.headers["Link"] = link
