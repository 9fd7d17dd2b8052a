"""The search page: two tabs, a form, hits with their reasons, and ways out of zero hits."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from kb.search.results import LONGEST_QUERY, DocumentHit, MeasureHit, Page
from search_api.exports.extract import FileForm
from search_api.facet_words import SORT
from search_api.language import gettext, local
from search_api.pages.forms import ONLY_MINE, PATH, SORTS, USUAL_LIMIT, Filter, Form, Tab, read_form
from search_api.pages.offering import WHOLE, OfferedFacet, offered
from search_api.pages.reading import RendererDep
from search_api.pages.rendering import Renderer
from search_api.paging import Stretch
from search_api.parts import Parts, PartsDep

router = APIRouter(include_in_schema=False)
_FILES = {
    FileForm.CSV: "CSV",
    FileForm.XLSX: "Excel",
    FileForm.RIS: "RIS",
    FileForm.BIBTEX: "BibTeX",
    FileForm.CSL: "CSL-JSON",
    FileForm.JSON_LINES: "JSON Lines",
}


@router.get(PATH)
def search(parts: PartsDep, render: RendererDep, request: Request) -> HTMLResponse:
    """Return the search page; where something typed cannot be used, the form again with what is wrong (422)."""
    form, wrong = read_form(request.query_params, parts.catalogue, parts.holds)
    if wrong:
        return _page(render, form, offered(form, {}, parts.catalogue), wrong)
    query = form.query(parts.catalogue, parts.holds)
    documents = form.tab is Tab.DOCUMENTS
    found = parts.search.search_documents(query) if documents else parts.search.search_measures(query)
    parameters = [*form.parameters(), *([("limit", str(form.limit))] if form.limit != USUAL_LIMIT else [])]
    stretch = Stretch(local(PATH), parameters, found.total, form.offset, form.limit)
    facets = offered(form, found.facets, parts.catalogue, request.query_params.get(WHOLE, ""))
    return _page(
        render, form, facets, {}, found, form.filters(parts.catalogue), stretch, unlinked=_unlinked(form, parts)
    )


def _unlinked(form: Form, parts: Parts) -> bool:
    """Return whether the catalogue links no measure at all to the challenges chosen."""
    if form.tab is Tab.DOCUMENTS or not form.challenges:
        return False
    return not any(parts.catalogue.measures_for(parts.catalogue.challenge(key).id) for key in form.challenges)


def _page(
    render: Renderer,
    form: Form,
    facets: Sequence[OfferedFacet],
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
        facets=facets,
        wrong=wrong,
        page=found,
        filters=filters,
        stretch=stretch,
        unlinked=unlinked,
        tabs=Tab,
        sorts={key: gettext(SORT[sort]) for key, sort in SORTS.items()},
        sort_key=next(key for key, sort in SORTS.items() if sort is form.sort),
        only_mine=ONLY_MINE,
        whole=WHOLE,
        files={form.file(ending.value): name for ending, name in _FILES.items()},
        feed=form.file(FileForm.ATOM.value),
        longest=LONGEST_QUERY,
    )
