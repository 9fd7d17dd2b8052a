"""The pages that are read rather than searched: start, a measure, a document, sources, about."""

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from kb.domain.evidence import Status as LadderStep
from search_api.addresses import doi_address
from search_api.pages.rendering import ICON, STYLE, Renderer
from search_api.parts import PartsDep, known_form
from search_api.quality import QualityOut
from search_api.status import SourceStatus

router = APIRouter(include_in_schema=False)
_A_YEAR = "public, max-age=31536000, immutable"


async def _renderer(request: Request) -> Renderer:
    return cast(Renderer, request.app.state.renderer)


RendererDep = Annotated[Renderer, Depends(_renderer)]


@router.get("/")
def home(parts: PartsDep, render: RendererDep) -> HTMLResponse:
    """Return the start page: search box, challenges, what is held, sources that need somebody."""
    return render.page("home.html", here="home", status_now=parts.status())


@router.get("/atgarder/{measure_id}")
def measure(measure_id: str, parts: PartsDep, render: RendererDep) -> HTMLResponse:
    """Return the page of a measure."""
    view = parts.search.measure(known_form("measure", measure_id))
    return render.page(
        "measure.html",
        here="",
        view=view,
        measure=view.measure,
        similar=parts.search.similar(view.measure.id),
        ladder=tuple(LadderStep),
        titles={hit.document.id: hit.document.title for hit in view.linked},
        spoken={hit.document.id: hit.language for hit in view.linked},
        this_year=parts.today().year,
    )


@router.get("/dokument/{document_id}")
def document(document_id: str, parts: PartsDep, render: RendererDep) -> HTMLResponse:
    """Return the page of a document, the words behind each claim marked in what may be shown of its text."""
    view = parts.search.document(known_form("document", document_id))
    stated = [c for c in view.claims if c.claim.value is not None]
    spans = [
        (c.claim.start, c.claim.end) if c.claim.start is not None and c.claim.end is not None else None for c in stated
    ]
    language = next((c.claim.value for c in view.claims if c.claim.kind == "language"), None)
    return render.page(
        "document.html",
        here="",
        view=view,
        document=view.document,
        stated=stated,
        unstated=list(dict.fromkeys(c.claim.kind for c in view.claims if c.claim.value is None)),
        spans=spans,
        text_language=language or view.document.declared_language,
        original=view.document.address or (doi_address(view.document.doi) if view.document.doi else None),
    )


@router.get("/nya-atgarder")
def candidates(parts: PartsDep, render: RendererDep) -> HTMLResponse:
    """Return the candidates for new measures."""
    return render.page("candidates.html", here="candidates", page=parts.search.candidates())


@router.get("/kvalitet")
def quality(render: RendererDep) -> HTMLResponse:
    """Return how well texts are read."""
    return render.page("quality.html", here="", quality=QualityOut.shipped())


@router.get("/kallor")
def sources(parts: PartsDep, render: RendererDep) -> HTMLResponse:
    """Return the sources: those that need somebody first, then all by country with how the collecting goes."""
    status = parts.status()
    known = {source.id: source for source in status.sources}
    countries: dict[str, list[SourceStatus]] = {}
    for source in parts.catalogue.sources.values():
        if source.id in known:
            countries.setdefault(source.country, []).append(known[source.id])
    return render.page(
        "sources.html",
        here="sources",
        needing=status.needing,
        tried=any(source.last_attempt for source in status.sources),
        collected=sum(source.collected for source in parts.catalogue.sources.values()),
        countries=list(countries.items()),
    )


@router.get("/om")
def about(parts: PartsDep, render: RendererDep) -> HTMLResponse:
    """Return the page on the method."""
    return render.page("about.html", here="about", version=parts.version)


@router.get("/utblick.css")
async def style() -> Response:
    """Return the style sheet; its address carries its version."""
    return Response(STYLE, media_type="text/css", headers={"Cache-Control": _A_YEAR})


@router.get("/utblick.svg")
async def icon() -> Response:
    """Return the icon."""
    return Response(ICON, media_type="image/svg+xml", headers={"Cache-Control": _A_YEAR})
