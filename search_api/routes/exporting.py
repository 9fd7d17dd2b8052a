"""Results as files: tables, references, JSON Lines, and Atom feeds of what is new."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response

from kb.domain import swedish
from kb.search.facets import Facet
from kb.search.results import DocumentHit, MeasureHit, Page
from kb.search.results import Query as Asked
from search_api.exports.atom import atom_file
from search_api.exports.extract import Extract, FileForm, Names, documents_of
from search_api.exports.lines import json_lines
from search_api.exports.references import Reference, bibtex_file, csl_file, ris_file
from search_api.exports.tables import csv_file, rows_of, xlsx_file
from search_api.facet_words import filters_in_words
from search_api.pages.forms import Form, Tab
from search_api.parts import Parts, PartsDep
from search_api.routes.parameters import DocumentFile, MeasureFile, problems
from search_api.wording import concept_name

router = APIRouter()
_IN_FEED = 50
_FROM_THE_START = datetime(1970, 1, 1, tzinfo=UTC)


class _File(Response):
    """Bytes whose media type the route says."""

    media_type = None


_FILES: dict[int | str, Any] = {
    200: {
        "description": "The file; the first lines of it, or a note with each reference, say what was asked and when",
        "content": {
            form.media_type.split(";")[0]: {
                "schema": {"type": "array", "items": {"type": "object"}}
                if form is FileForm.CSL
                else {"type": "string", "format": "binary"}
            }
            for form in FileForm
        },
    }
}
Form_ = Annotated[FileForm, Path(title="Form of the file")]


@router.get("/measures.{form}", responses=problems() | _FILES, summary="Read measures as a file", response_class=_File)
def export_measures(parts: PartsDep, request: Request, form: Form_, asked: Annotated[MeasureFile, Query()]) -> Response:
    """Return measures as a file. References are those of the studies that each measure found rests on.

    As a feed: what is new about the measures that answer the question.
    """
    query = asked.query(parts.catalogue, parts.holds)
    page = parts.search.search_measures(replace(query, limit=_IN_FEED) if form is FileForm.ATOM else query)
    if form is FileForm.ATOM:
        about = tuple(hit.measure.id for hit in page.hits)
        news = Asked(filters={Facet.MEASURE: about}, limit=_IN_FEED)
        return _feed(parts, request, query, Tab.MEASURES, news if about else None)
    return _file(parts, query, Tab.MEASURES, form, page)


@router.get(
    "/documents.{form}", responses=problems() | _FILES, summary="Read documents as a file", response_class=_File
)
def export_documents(
    parts: PartsDep, request: Request, form: Form_, asked: Annotated[DocumentFile, Query()]
) -> Response:
    """Return documents as a file, with no more of their words than their sources let us show.

    As a feed: what is new or changed among the documents that answer the question, newest first.
    """
    query = asked.query(parts.catalogue, parts.holds)
    if form is FileForm.ATOM:
        return _feed(parts, request, query, Tab.DOCUMENTS, replace(query, limit=_IN_FEED))
    return _file(parts, query, Tab.DOCUMENTS, form, parts.search.search_documents(query))


def _file(parts: Parts, query: Asked, tab: Tab, form: FileForm, page: Page[DocumentHit] | Page[MeasureHit]) -> Response:
    names, extract = _names(parts), _extract(parts, query, tab, len(page.hits), page.total)
    hits: Sequence[DocumentHit | MeasureHit] = page.hits
    if form is FileForm.JSON_LINES:
        content = json_lines(extract, hits)
    elif form in (FileForm.CSV, FileForm.XLSX):
        content = (csv_file if form is FileForm.CSV else xlsx_file)(extract, rows_of(hits, names))
    else:
        write = {FileForm.RIS: ris_file, FileForm.BIBTEX: bibtex_file, FileForm.CSL: csl_file}[form]
        content = write(extract, [Reference.from_hit(hit, names) for hit in _rested_on(parts, hits)])
    name = f"utblick-{tab.value}-{extract.made_on.isoformat()}.{form.value}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return _File(content, headers=headers, media_type=form.media_type)


def _rested_on(parts: Parts, hits: Sequence[DocumentHit | MeasureHit]) -> list[DocumentHit]:
    """Return the documents of the hits, once each: those found, or those of the studies of the measures found."""
    studies = dict.fromkeys(
        study.id for hit in hits if isinstance(hit, MeasureHit) for study in hit.evidence.overall.studies
    )
    told = [document for study in studies for document in parts.search.study(study).documents]
    return documents_of([*told, *hits])


def _feed(parts: Parts, request: Request, query: Asked, tab: Tab, news: Asked | None) -> Response:
    found = parts.search.news(_FROM_THE_START, news) if news else None
    items, total = (found.hits, found.total) if found else ((), 0)
    parameters = request.query_params.multi_items()
    url = f"{parts.site_url}{request.url.path}" + (f"?{urlencode(parameters)}" if parameters else "")
    content = atom_file(_extract(parts, query, tab, len(items), total), items, _names(parts), url)
    return _File(content, media_type=FileForm.ATOM.media_type)


def _names(parts: Parts) -> Names:
    return Names(
        concept=lambda key: concept_name(key, parts.catalogue),
        source=lambda source: swedish.source_name(source, parts.catalogue.sources),
        sources=parts.catalogue.sources,
        site_url=parts.site_url,
    )


def _extract(parts: Parts, query: Asked, tab: Tab, count: int, total: int) -> Extract:
    return Extract(
        what="åtgärder" if tab is Tab.MEASURES else "dokument",
        question=query.text,
        filters=filters_in_words(query, parts.catalogue, tab.facets),
        address=parts.site_url + Form.from_query(query, tab).address(),
        made_on=parts.today(),
        count=count,
        total=total,
        version=parts.version,
        catalogue_version=parts.catalogue.version,
    )
