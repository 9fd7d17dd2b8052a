"""Measures beside each other: choosing them, the table of what they have in common, and that as a file."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from kb.domain.facts import Measure
from kb.domain.text import clean_line
from kb.search.answers import Comparison
from kb.search.results import LONGEST_QUERY
from search_api import answer_words
from search_api.exports.extract import Extract
from search_api.exports.tables import csv_file
from search_api.language import gettext as _
from search_api.language import local
from search_api.pages.reading import RendererDep
from search_api.parts import Parts, PartsDep
from search_api.questions import question
from search_api.wording import concept_name, named, quoted

router = APIRouter(include_in_schema=False)
PATH = "/jamfor"
_FEWEST, MOST_COMPARED = 2, 5
_FOUND = 20


@router.get(PATH)
def compare(parts: PartsDep, render: RendererDep, request: Request) -> HTMLResponse:
    """Return two to five measures side by side, and a form to choose them (422 where that cannot be done)."""
    chosen, wrong = _chosen(parts, request)
    text = clean_line(request.query_params.get("sok", ""))[:LONGEST_QUERY]
    comparable = not wrong and len(chosen) >= _FEWEST
    note = _("Välj minst en åtgärd till.") if len(chosen) == 1 and not (wrong or text) else ""
    address = "&".join(f"atgard={measure.id}" for measure in chosen)
    return render.page(
        "compare.html",
        status=422 if wrong else 200,
        here="",
        chosen=chosen,
        wrong=wrong,
        note=note,
        text=text,
        longest=LONGEST_QUERY,
        offered=_found(parts, text, chosen),
        others=_others(parts, chosen),
        found=parts.search.compare([measure.id for measure in chosen]) if comparable else None,
        file=f"{local(PATH)}.csv?{address}",
        data=f"/api/v1/compare?{address.replace('atgard=', 'measure=')}",
    )


@router.get(PATH + ".csv")
def export(parts: PartsDep, request: Request) -> Response:
    """Return the comparison as a table, an aspect a row; 422 where it cannot be made."""
    chosen, wrong = _chosen(parts, request)
    if wrong or len(chosen) < _FEWEST:
        said = wrong or _("Välj minst två åtgärder att jämföra.")
        return Response(said, status_code=422, media_type="text/plain; charset=utf-8")
    found = parts.search.compare([measure.id for measure in chosen])
    extract = _extract(parts, chosen)
    name = f"utblick-jamforelse-{extract.made_on.isoformat()}.csv"
    return Response(
        csv_file(extract, _rows(parts, found)),
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
        media_type="text/csv; charset=utf-8; header=absent",
    )


def _chosen(parts: Parts, request: Request) -> tuple[tuple[Measure, ...], str]:
    """Return the measures of the address, and what is wrong with it in a sentence, "" for nothing."""
    known = parts.catalogue.measures
    typed = tuple(dict.fromkeys(filter(None, request.query_params.getlist("atgard"))))
    chosen = tuple(known[key] for key in known if key in typed)
    chosen = tuple(sorted(chosen, key=lambda measure: typed.index(measure.id)))
    if len(chosen) < len(typed):
        unknown = next(key for key in typed if all(key != measure.id for measure in chosen))
        said = _("Åtgärden {name} finns inte i katalogen.")
        return chosen[:MOST_COMPARED], said.format(name=quoted(clean_line(unknown)[:80]))
    if len(chosen) > MOST_COMPARED:
        said = _("Det går att jämföra högst {most} åtgärder. Ta bort någon av de {chosen} valda.")
        return chosen, said.format(most=MOST_COMPARED, chosen=len(chosen))
    return chosen, ""


def _found(parts: Parts, text: str, chosen: Sequence[Measure]) -> list[Measure]:
    if not text:
        return []
    hits = parts.search.search_measures(question(parts.catalogue, text=text, limit=_FOUND)).hits
    return [hit.measure for hit in hits if hit.measure not in chosen]


def _others(parts: Parts, chosen: Sequence[Measure]) -> list[Measure]:
    """Return all measures that are not chosen, by name."""
    return sorted((m for m in parts.catalogue.measures.values() if m not in chosen), key=lambda m: named(m).casefold())


def _extract(parts: Parts, chosen: Sequence[Measure]) -> Extract:
    return Extract(
        what=_("jämförelse av åtgärder"),
        question="; ".join(map(named, chosen)),
        filters="",
        address=f"{parts.site_url}{local(PATH)}?{'&'.join(f'atgard={measure.id}' for measure in chosen)}",
        made_on=parts.today(),
        count=len(chosen),
        total=len(chosen),
        version=parts.version,
        catalogue_version=parts.catalogue.version,
    )


def _rows(parts: Parts, found: Comparison) -> list[dict[str, str | int | None]]:
    names = [named(view.measure) for view in found.views]

    def words(key: str) -> str:
        return concept_name(key, parts.catalogue)

    return [
        {
            _("Det som jämförs"): _(answer_words.ASPECT[row.aspect]),
            **{
                name: answer_words.compared(row.aspect, values, words)
                for name, values in zip(names, row.values, strict=True)
            },
            _("Skiljer sig"): _("ja") if row.differs else _("nej"),
        }
        for row in found.table
    ]
