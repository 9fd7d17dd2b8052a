"""The search page: two tabs, a form, hits with their reasons, and ways out of zero hits."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from kb.search.results import LONGEST_QUERY, DocumentHit, MeasureHit, Page
from search_api.pages.forms import PATH, USUAL_LIMIT, Filter, Form, Tab, read_form
from search_api.pages.reading import RendererDep
from search_api.pages.rendering import Renderer
from search_api.paging import Stretch
from search_api.parts import Parts, PartsDep

router = APIRouter(include_in_schema=False)
_OFFERED = ("sv", "en", "nb", "da")


@router.get(PATH)
def search(parts: PartsDep, render: RendererDep, request: Request) -> HTMLResponse:
    """Return the search page; where something typed cannot be used, the form again with what is wrong (422)."""
    form, wrong = read_form(request.query_params, parts.catalogue)
    if wrong:
        return _page(render, form, wrong)
    query = form.query(parts.catalogue)
    documents = form.tab is Tab.DOCUMENTS
    found = parts.search.search_documents(query) if documents else parts.search.search_measures(query)
    parameters = [*form.parameters(), *([("limit", str(form.limit))] if form.limit != USUAL_LIMIT else [])]
    stretch = Stretch(PATH, parameters, found.total, form.offset, form.limit)
    return _page(render, form, {}, found, form.filters(parts.catalogue), stretch, unlinked=_unlinked(form, parts))


def _unlinked(form: Form, parts: Parts) -> bool:
    """Return whether the catalogue links no measure at all to the challenges chosen."""
    if form.tab is Tab.DOCUMENTS or not form.challenges:
        return False
    return not any(parts.catalogue.measures_for(parts.catalogue.challenge(key).id) for key in form.challenges)


def _page(
    render: Renderer,
    form: Form,
    wrong: Mapping[str, str],
    found: Page[DocumentHit] | Page[MeasureHit] | None = None,
    filters: Sequence[Filter] = (),
    stretch: Stretch | None = None,
    *,
    unlinked: bool = False,
) -> HTMLResponse:
    return render.page(
        "search.html",
        status=422 if wrong else 200,
        here="search",
        form=form,
        wrong=wrong,
        page=found,
        filters=filters,
        stretch=stretch,
        unlinked=unlinked,
        tabs=Tab,
        languages=tuple(dict.fromkeys((*_OFFERED, *form.languages))),
        longest=LONGEST_QUERY,
    )
