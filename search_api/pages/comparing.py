"""Measures beside each other, and the map of where evidence is missing."""

import re
from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from kb.domain.regions import Region
from kb.domain.swedish import joined
from kb.domain.text import clean_line
from kb.search.facets import Facet
from search_api.facet_words import REGION
from search_api.pages.forms import PARAMETER
from search_api.pages.reading import RendererDep
from search_api.pages.rendering import Renderer
from search_api.parts import PartsDep

router = APIRouter(include_in_schema=False)
MOST_COMPARED = 5
_YEAR = re.compile(r"[0-9]{1,4}")


@router.get("/jamfor")
def compare(parts: PartsDep, render: RendererDep, request: Request) -> HTMLResponse:
    """Return two to five measures side by side; with fewer, a form to choose them (422 where one is unknown)."""
    typed = tuple(dict.fromkeys(filter(None, request.query_params.getlist("atgard"))))
    chosen = tuple(key for key in typed if key in parts.catalogue.measures)
    wrong = ""
    if len(chosen) < len(typed):
        unknown = next(key for key in typed if key not in chosen)
        wrong = f"Åtgärden ”{clean_line(unknown)[:80]}” finns inte i katalogen."
    elif len(chosen) > MOST_COMPARED:
        wrong = f"Det går att jämföra högst {MOST_COMPARED} åtgärder."
    if wrong or len(chosen) < 2:
        return _compared(render, chosen[:MOST_COMPARED], wrong)
    return _compared(render, chosen, "", parts.search.compare(chosen))


def _compared(render: Renderer, chosen: Sequence[str], wrong: str, found: object = None) -> HTMLResponse:
    return render.page(
        "compare.html",
        status=422 if wrong else 200,
        here="",
        chosen=chosen,
        wrong=wrong,
        found=found,
        most=MOST_COMPARED,
    )


@router.get("/kunskapsluckor")
def gaps(parts: PartsDep, render: RendererDep, request: Request) -> HTMLResponse:
    """Return challenges by types of measures with how many studies there are, each cell leading to its documents."""
    typed = [value for value in request.query_params.getlist(PARAMETER[Facet.REGION]) if value]
    regions = tuple(region for region in Region if region in typed)
    first_year = request.query_params.get("fran", "").strip()
    wrong = {}
    if len(regions) < len(set(typed)):
        wrong["del"] = f"Del av världen kan vara {joined([f'”{region}”' for region in Region], 'eller')}."
    if first_year and not (_YEAR.fullmatch(first_year) and int(first_year)):
        wrong["fran"], first_year = "Från år ska vara ett årtal med siffror, till exempel 2020.", ""
    found = parts.search.gap_map({Facet.REGION: regions} if regions else {}, int(first_year) if first_year else None)
    return render.page(
        "gaps.html",
        status=422 if wrong else 200,
        here="gaps",
        found=found,
        cells={(cell.challenge, cell.measure_type): cell for cell in found.cells},
        regions=REGION,
        chosen=regions,
        first_year=first_year,
        wrong=wrong,
    )
