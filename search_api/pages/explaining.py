"""What Utblick is: about, how to search, how well it reads, accessibility; and the files that pages load."""

from datetime import date

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from kb.search.ranking import RANKING
from search_api.assets import ICON, SCRIPT, STYLE, Asset
from search_api.pages.reading import RendererDep
from search_api.parts import PartsDep
from search_api.quality import QualityOut, counted, figure, said

router = APIRouter(include_in_schema=False)
_A_YEAR = "public, max-age=31536000, immutable"
# When the accessibility statement was last gone through against the pages.
_STATEMENT_REVIEWED = date(2026, 11, 27)


@router.get("/om")
def about(parts: PartsDep, render: RendererDep) -> HTMLResponse:
    """Return the page on the method."""
    schemes = {concept.scheme for concept in parts.catalogue.concepts.values()}
    return render.page("about.html", here="about", version=parts.version, ranking=RANKING, schemes=len(schemes))


@router.get("/om/sok")
def search_help(render: RendererDep) -> HTMLResponse:
    """Return how to ask."""
    return render.page("search_help.html", here="about")


@router.get("/tillganglighet")
def accessibility(parts: PartsDep, render: RendererDep) -> HTMLResponse:
    """Return the accessibility statement (lag 2018:1937 om tillgänglighet till digital offentlig service, 13 §)."""
    return render.page("accessibility.html", here="", contact=parts.contact, reviewed=_STATEMENT_REVIEWED)


@router.get("/kvalitet")
def quality(render: RendererDep) -> HTMLResponse:
    """Return how well texts are read."""
    return render.page("quality.html", here="", quality=QualityOut.shipped(), said=said, figure=figure, counted=counted)


@router.get("/utblick.css")
async def style() -> Response:
    """Return the style sheet."""
    return _kept(STYLE)


@router.get("/utblick.js")
async def script() -> Response:
    """Return the script; every page works without it."""
    return _kept(SCRIPT)


@router.get("/utblick.svg")
async def icon() -> Response:
    """Return the icon."""
    return _kept(ICON)


def _kept(asset: Asset) -> Response:
    return Response(asset.body, media_type=asset.media_type, headers={"Cache-Control": _A_YEAR})
