"""The pages that are read rather than searched: a measure, a document, candidates, sources."""

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from kb.domain.evidence import Status as LadderStep
from search_api.addresses import doi_address
from search_api.judging import judged_in
from search_api.pages.measure_tools import tools_of
from search_api.pages.rendering import Renderer
from search_api.parts import PartsDep, known_form
from search_api.status import SourceStatus

router = APIRouter(include_in_schema=False)


async def _renderer(request: Request) -> Renderer:
    return cast(Renderer, request.app.state.renderer)


RendererDep = Annotated[Renderer, Depends(_renderer)]


@router.get("/atgarder/{measure_id}")
def measure(measure_id: str, parts: PartsDep, render: RendererDep) -> HTMLResponse:
    """Return the page of a measure."""
    key = known_form("measure", measure_id)
    view, similar = parts.kept.get(("measure", key), lambda: (parts.search.measure(key), parts.search.similar(key)))
    return render.page(
        "measure.html",
        here="",
        view=view,
        measure=view.measure,
        similar=similar,
        tools=tools_of(view, parts),
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
    study = view.study if view.study is not None and len(view.study.documents) > 1 else None
    by_number = next((origin.original for origin in view.origins if not origin.address and origin.original), None)
    return render.page(
        "document.html",
        here="",
        view=view,
        document=view.document,
        stated=stated,
        unstated=list(dict.fromkeys(c.claim.kind for c in view.claims if c.claim.value is None)),
        spans=spans,
        same_study={hit.document.id: hit for hit in parts.search.study(study.id).documents} if study else {},
        judged=judged_in(parts.store, view.document.id),
        text_language=language or view.document.declared_language,
        original=view.document.address or (doi_address(view.document.doi) if view.document.doi else by_number),
        by_number=by_number,
    )


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
