"""The start page and the pages of the challenges: how well each is answered, and what is new."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from kb.search.facets import Facet
from kb.search.results import Query
from search_api.exports.extract import FileForm
from search_api.outlook import MONTH, WEEK, newest, outlooks
from search_api.pages.forms import Form, Tab
from search_api.pages.reading import RendererDep
from search_api.parts import PartsDep, known_form

router = APIRouter(include_in_schema=False)
SHOWN = 10  # measures


@router.get("/")
def home(parts: PartsDep, render: RendererDep) -> HTMLResponse:
    """Return the start page: search box, challenges, what came in this week, sources that need somebody."""
    return render.page(
        "home.html",
        here="home",
        status_now=parts.status(),
        outlooks=list(outlooks(parts).values()),
        news=newest(parts, back=WEEK, most=5),
    )


@router.get("/utmaningar")
def challenges(parts: PartsDep, render: RendererDep) -> HTMLResponse:
    """Return all challenges, each with its definition and how well it is answered."""
    return render.page("challenges.html", here="challenges", outlooks=list(outlooks(parts).values()))


@router.get("/utmaningar/{challenge_id}")
def challenge(challenge_id: str, parts: PartsDep, render: RendererDep) -> HTMLResponse:
    """Return the page of a challenge."""
    found = parts.catalogue.challenge(known_form("challenge", challenge_id))
    filters = {Facet.CHALLENGE: (str(found.id),)}
    gap_map = parts.kept.get(("gaps", found.id), lambda: parts.search.gap_map(filters))
    concept = parts.catalogue.concepts[found.id]
    documents = Form.from_query(Query(filters=filters), Tab.DOCUMENTS)
    return render.page(
        "challenge.html",
        here="challenges",
        challenge=found,
        outlook=outlooks(parts)[found.id],
        shown=SHOWN,
        news=newest(parts, found.id, MONTH),
        gaps=[cell for cell in gap_map.cells if not cell.studies],
        meant=parts.catalogue.measures_for(found.id),
        related=[key for key in concept.related if key in parts.catalogue.challenges],
        all_measures=Form.from_query(Query(filters=filters), Tab.MEASURES).address(),
        all_documents=documents.address(),
        feed=documents.file(FileForm.ATOM.value),
        contact=parts.contact,
    )
