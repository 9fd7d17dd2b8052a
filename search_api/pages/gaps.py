"""The evidence gap map: on a page with its table, and as a picture or a table to take along."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse

from kb.domain.claims import MARYLAND_LEVEL
from kb.search.answers import GapCell, GapMap
from kb.search.facets import GAP_FACETS, Facet
from search_api.exports.extract import Extract
from search_api.exports.tables import Row, csv_file
from search_api.facet_words import filters_in_words
from search_api.labels import label
from search_api.language import gettext as _
from search_api.language import local, ngettext
from search_api.pages.forms import Form, Parameters, Tab, read_form
from search_api.pages.offering import WHOLE, OfferedFacet, offered
from search_api.pages.reading import RendererDep
from search_api.parts import Parts, PartsDep
from search_api.pictures import svg
from search_api.pictures.gap_map import cell_words, gap_picture, sample
from search_api.pictures.png import png_file
from search_api.pictures.strongest import Strongest, code_of, strongest, words_of
from search_api.wording import concept_name, day, number

router = APIRouter(include_in_schema=False)
PATH = "/kunskapsluckor"


class MapForm(StrEnum):
    """The forms that the map can be taken along in, by the ending of the file's name."""

    SVG = "svg"
    PNG = "png"
    CSV = "csv"


_MEDIA_TYPE = {
    MapForm.SVG: "image/svg+xml",
    MapForm.PNG: "image/png",
    MapForm.CSV: "text/csv; charset=utf-8; header=absent",
}


@dataclass(frozen=True, slots=True)
class _OfDocuments:
    """The parameters of the map, which are those of a search for documents."""

    given: Parameters

    def get(self, key: str, default: str) -> str:
        """Return the last value given for `key`; the tab is that of the documents."""
        return Tab.DOCUMENTS.value if key == "i" else self.given.get(key, default)

    def getlist(self, key: str) -> list[str]:
        """Return all values given for `key`."""
        return self.given.getlist(key)


@dataclass(frozen=True, slots=True)
class Map:
    """The map asked for, with the form that asks for it and what is wrong with that, by field."""

    found: GapMap
    form: Form
    wrong: Mapping[str, str]
    parts: Parts

    @property
    def parameters(self) -> str:
        """What narrows the map, as it stands in an address."""
        return urlencode([pair for pair in self.form.parameters() if pair[0] != "i"])

    def name(self, key: str) -> str:
        """Return what a challenge or a type of measure is called."""
        return concept_name(key, self.parts.catalogue)

    def address(self, cell: GapCell) -> str:
        """Return where the documents of a cell are, or its measures where it has no study."""
        place = {Facet.CHALLENGE: (str(cell.challenge),), Facet.MEASURE_TYPE: (cell.measure_type,)}
        if not cell.studies:
            return Form("", Tab.MEASURES, place).address()
        return replace(self.form, chosen={**self.form.chosen, **place}).address()

    def words(self, cell: GapCell) -> str:
        """Return what a cell holds, in a sentence."""
        return cell_words(cell, self.name)

    def offered(self, whole: str) -> list[OfferedFacet]:
        """Return what the map can be narrowed by, with how many studies each value would leave."""
        return offered(self.form, self.found.facets, self.parts.catalogue, whole)


@router.get(PATH)
def gaps(parts: PartsDep, render: RendererDep, request: Request) -> HTMLResponse:
    """Return the map as a picture and as a table; where what was typed cannot be used, without that (422)."""
    asked = _map(parts, request)
    files = {
        form: f"{local(PATH)}.{form.value}{f'?{asked.parameters}' if asked.parameters else ''}" for form in MapForm
    }
    return render.page(
        "gaps.html",
        status=422 if asked.wrong else 200,
        here="gaps",
        map=asked,
        found=asked.found,
        wrong=asked.wrong,
        facets=asked.offered(request.query_params.get(WHOLE, "")),
        picture=svg.on_page(gap_picture(asked.found, asked.name, asked.address)),
        cells={(cell.challenge, cell.measure_type): cell for cell in asked.found.cells},
        strongest=strongest,
        code_of=code_of,
        words_of=words_of,
        steps={step: svg.on_page(sample(step)) for step in Strongest},
        gap=svg.on_page(sample(None)),
        files=files,
        data=_data_address(asked),
    )


@router.get(PATH + ".{form}")
def export(parts: PartsDep, request: Request, form: Annotated[MapForm, Path()]) -> Response:
    """Return the map as a file that says what was asked and when; what cannot be used of the address is left out."""
    asked = _map(parts, request)
    extract = _extract(asked)
    if form is MapForm.CSV:
        content = csv_file(extract, [_row(cell, asked) for cell in asked.found.cells])
    else:
        site = parts.site_url
        picture = gap_picture(
            asked.found,
            asked.name,
            lambda cell: site + asked.address(cell),
            said=_said(extract),
        )
        drawn = svg.alone(picture)
        content = drawn.encode() if form is MapForm.SVG else png_file(drawn)
    name = f"utblick-kunskapsluckor-{extract.made_on.isoformat()}.{form.value}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=_MEDIA_TYPE[form])


def _map(parts: Parts, request: Request) -> Map:
    form, wrong = read_form(_OfDocuments(request.query_params), parts.catalogue)
    form = Form(
        q="",
        tab=Tab.DOCUMENTS,
        chosen={facet: form.chosen[facet] for facet in GAP_FACETS if facet in form.chosen},
        first_year="" if {"fran", "till"} & set(wrong) else form.first_year,
        last_year="" if {"fran", "till"} & set(wrong) else form.last_year,
    )
    query = form.query(parts.catalogue)
    found = parts.search.gap_map(query.filters, query.first_year, query.last_year)
    return Map(found, form, wrong, parts)


def _extract(asked: Map) -> Extract:
    parts, query = asked.parts, asked.form.query(asked.parts.catalogue)
    return Extract(
        what=_("kunskapskarta: studier per åtgärdstyp och utmaning"),
        question="",
        filters=filters_in_words(query, parts.catalogue, GAP_FACETS),
        address=f"{parts.site_url}{local(PATH)}{f'?{asked.parameters}' if asked.parameters else ''}",
        made_on=parts.today(),
        count=asked.found.studies,
        total=asked.found.studies,
        version=parts.version,
        catalogue_version=parts.catalogue.version,
    )


def _said(extract: Extract) -> list[str]:
    """Return what a picture says of itself."""
    studies = ngettext("{count} studie.", "{count} studier.", extract.count).format(count=number(extract.count))
    made = _("Uttaget {day} ur Utblick {version}, katalog {catalogue}.").format(
        day=day(extract.made_on), version=extract.version, catalogue=extract.catalogue_version
    )
    filters = _("Urval: {filters}.").format(filters=extract.filters or _("alla studier i basen"))
    return [f"{studies} {filters}", made, extract.address]


def _row(cell: GapCell, asked: Map) -> Row:
    """Return a cell as one row, codes in words."""
    reviews, unstated = cell.levels.get("review", 0), cell.levels.get("none", 0)
    levels = {
        _("Nivå {level}").format(level=level): cell.levels.get(str(level), 0) for level in MARYLAND_LEVEL.values()
    }
    return {
        _("Åtgärdstyp"): asked.name(cell.measure_type),
        _("Utmaning"): asked.name(cell.challenge),
        _("Studier"): len(cell.studies),
        _("Starkaste studien"): words_of(strongest(cell.levels)) if cell.studies else None,
        _("Effekt"): label(cell.effect) if cell.effect else None,
        _("Underlag"): label(cell.strength),
        _("Översikter och metaanalyser"): reviews,
        **levels,
        _("Design anges inte"): unstated,
        _("Dokument"): len(cell.documents),
        _("Åtgärder i katalogen"): len(cell.measures),
        _("Adress"): asked.parts.site_url + asked.address(cell),
    }


def _data_address(asked: Map) -> str:
    """Return where the same is as JSON."""
    found = [(facet.value, value) for facet, values in asked.form.chosen.items() for value in values]
    found += [("first_year", asked.form.first_year)] if asked.form.first_year else []
    found += [("last_year", asked.form.last_year)] if asked.form.last_year else []
    return "/api/v1/gap-map" + (f"?{urlencode(found)}" if found else "")
