"""Beside a measure: how to cite its page, what to take with you, and what has changed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter
from fastapi.responses import Response

from kb.domain.facts import Measure
from kb.domain.judgements import Judgement, Subject
from kb.domain.swedish import ZONE
from kb.errors import NotFound
from kb.search.facets import Facet
from kb.search.results import MeasureView, Query
from kb.store.judgements import judgements_on
from search_api.exports.extract import Extract, FileForm
from search_api.exports.references import Reference, bibtex_file, csl_file, ris_file
from search_api.language import gettext as _
from search_api.language import local, spoken
from search_api.pages.forms import Form, Tab
from search_api.parts import Parts, PartsDep, known_form
from search_api.wording import concept_name, day, named

router = APIRouter(include_in_schema=False)
_REFERENCES = {FileForm.RIS: ris_file, FileForm.BIBTEX: bibtex_file, FileForm.CSL: csl_file}
_EVIDENCE = {FileForm.CSV: "CSV", FileForm.XLSX: "Excel", FileForm.RIS: "RIS", FileForm.JSON_LINES: "JSON Lines"}
_WEB_PAGE = ("ELEC", "misc", "webpage")
_DAYS = 20


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to the evidence of a measure on a day: a person judged it, or `documents` came in."""

    on: date
    judgement: Judgement | None = None
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Tools:
    """What stands beside a measure; files by their address, `history` the newest first."""

    citation: str
    references: Mapping[str, str]
    evidence: Mapping[str, str]
    feed: str
    history: Sequence[Event]


def tools_of(view: MeasureView, parts: Parts) -> Tools:
    """Return the tools for a measure, in the language of the page."""
    key = view.measure.id
    documents = Form.from_query(Query(filters={Facet.MEASURE: (str(key),)}), Tab.DOCUMENTS)
    path = local(f"/atgarder/{key}/hanvisning")
    return Tools(
        citation=_citation(view.measure, parts),
        references={
            f"{path}.{form.value}": name
            for form, name in ((FileForm.RIS, "RIS"), (FileForm.BIBTEX, "BibTeX"), (FileForm.CSL, "CSL-JSON"))
        },
        evidence={documents.file(form.value): name for form, name in _EVIDENCE.items()}
        | {f"/api/v1/measures/{key}": "JSON"},
        feed=documents.file(FileForm.ATOM.value),
        history=_history(view, parts),
    )


@router.get("/atgarder/{measure_id}/hanvisning.{ending}")
def reference(measure_id: str, ending: str, parts: PartsDep) -> Response:
    """Return a reference to the page of a measure, for programs that keep references."""
    measure = parts.catalogue.measure(known_form("measure", measure_id))
    form = next((one for one in _REFERENCES if one.value == ending), None)
    if form is None:
        raise NotFound(f"there is no reference of the form {ending[:20]!r}; known: ris, bib, csl.json")
    today, address = parts.today(), _address(measure, parts)
    made = Reference(
        id=measure.id,
        types=_WEB_PAGE,
        title=named(measure),
        authors=("Utblick",),
        published=today,
        year=today.year,
        doi=None,
        url=address,
        language=spoken().value,
        source="Utblick",
        keywords=tuple(concept_name(one, parts.catalogue) for one in parts.catalogue.challenges_of(measure.id)),
        abstract="",
    )
    extract = Extract("åtgärd", named(measure), "", address, today, 1, 1, parts.version, parts.catalogue.version)
    headers = {"Content-Disposition": f'attachment; filename="utblick-{measure.id}.{form.value}"'}
    return Response(_REFERENCES[form](extract, [made]), media_type=form.media_type, headers=headers)


def _address(measure: Measure, parts: Parts) -> str:
    return parts.site_url + local(f"/atgarder/{measure.id}")


def _citation(measure: Measure, parts: Parts) -> str:
    today = parts.today()
    return _("Utblick ({year}). {title}. Version {version}, katalog {catalogue}. Läst {day}. {address}").format(
        year=today.year,
        title=named(measure),
        version=parts.version,
        catalogue=parts.catalogue.version,
        day=day(today),
        address=_address(measure, parts),
    )


def _history(view: MeasureView, parts: Parts) -> list[Event]:
    with parts.store.reading() as session:
        judged = judgements_on(session, Subject.EVIDENCE, [view.measure.id]).get(view.measure.id, [])
    events = [Event(_swedish_day(one.made_at), judgement=one) for one in reversed(judged)]
    found = [hit.document.found_at for hit in view.linked]
    arrived = Counter(_swedish_day(one) for one in found if one is not None)
    newest = sorted(arrived.items(), reverse=True)[:_DAYS]
    events += [Event(on, documents=count) for on, count in newest]
    return sorted(events, key=lambda event: event.on, reverse=True)


def _swedish_day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()
