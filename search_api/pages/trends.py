"""Documents on each challenge over time: a small picture each, what has risen, and the table behind them."""

from collections.abc import Mapping
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from kb.domain.bursts import FEWEST, LEVEL, Tested
from kb.domain.text import clean_line
from kb.search.facets import Facet
from kb.search.results import Sort
from kb.search.trends import EARLIER, Dating, Step, Trend, Trends, trends
from search_api.exports.extract import Extract
from search_api.exports.tables import Row, csv_file
from search_api.language import gettext as _
from search_api.language import local, marked
from search_api.pages.forms import Form, Tab
from search_api.pages.reading import RendererDep
from search_api.parts import Parts, PartsDep
from search_api.pictures import svg
from search_api.pictures.sparks import sparks
from search_api.wording import concept_name, decimal, figures, quoted

router = APIRouter(include_in_schema=False)
PATH = "/trender"
_LEAST = 0.001  # of p as it is said
DATING: Mapping[str, Dating] = {"publicerat": Dating.PUBLISHED, "hittat": Dating.FOUND}
STEP: Mapping[str, Step] = {"ar": Step.YEAR, "kvartal": Step.QUARTER}
_DATING_WORDS = {"publicerat": marked("när dokumenten publicerades"), "hittat": marked("när vi hittade dem")}
_STEP_WORDS = {"ar": marked("år"), "kvartal": marked("kvartal")}


def held_trends(parts: Parts, dating: Dating, step: Step) -> Trends:
    """Return the trends as the records stand now."""
    return parts.kept.get(
        ("trends", dating, step), lambda: trends(parts.store, parts.catalogue, dating, step, parts.today())
    )


@router.get(PATH)
def page(parts: PartsDep, render: RendererDep, request: Request) -> HTMLResponse:
    """Return the page; where a choice is not known, the usual one with what is wrong (422)."""
    dating, step, wrong = _choices(request)
    found = held_trends(parts, DATING[dating], STEP[step])
    bursts = [one for trend in found.trends for one in trend.bursts]
    query = urlencode({"datum": dating, "period": step})
    return render.page(
        "trends.html",
        status=422 if wrong else 200,
        here="trends",
        found=found,
        wrong=wrong,
        chosen={"datum": dating, "period": step},
        choices={"datum": _named(_DATING_WORDS), "period": _named(_STEP_WORDS)},
        names={period: _period(period) for period in found.periods},
        bursts=sorted(bursts, key=lambda one: (one.period, -one.count), reverse=True),
        short={period: _short(period) for period in found.periods},
        pictures={trend.challenge: _picture(found, trend) for trend in found.trends},
        address=lambda challenge, period=None: _address(found, challenge, period),
        chance=_chance,
        earlier=EARLIER[found.step],
        fewest=FEWEST,
        level=decimal(LEVEL),
        file=f"{local(PATH)}.csv?{query}",
        data=f"/api/v1/trends?{urlencode({'dating': found.dating.value, 'step': found.step.value})}",
    )


@router.get(PATH + ".csv")
def export(parts: PartsDep, request: Request) -> Response:
    """Return the trends as a table, a challenge and period a row; an unknown choice is the usual one."""
    dating, step, _wrong = _choices(request)
    found = held_trends(parts, DATING[dating], STEP[step])
    extract = Extract(
        what=_("trender: dokument per utmaning och period"),
        question="",
        filters=_("efter {dating}, per {step}").format(dating=_(_DATING_WORDS[dating]), step=_(_STEP_WORDS[step])),
        address=f"{parts.site_url}{local(PATH)}?{urlencode({'datum': dating, 'period': step})}",
        made_on=parts.today(),
        count=found.documents - found.undated - found.outside,
        total=found.documents,
        version=parts.version,
        catalogue_version=parts.catalogue.version,
    )
    name = f"utblick-trender-{extract.made_on.isoformat()}.csv"
    return Response(
        csv_file(extract, _rows(parts, found)),
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
        media_type="text/csv; charset=utf-8; header=absent",
    )


def _choices(request: Request) -> tuple[str, str, list[str]]:
    """Return the keys of what is chosen, and sentences about what is not known."""
    chosen, wrong = [], []
    for name, known in (("datum", DATING), ("period", STEP)):
        typed = request.query_params.get(name, "").strip()
        if typed and typed not in known:
            wrong.append(
                _("Det finns inget val {typed}. Här visas det vanliga.").format(typed=quoted(clean_line(typed)[:80]))
            )
        chosen.append(typed if typed in known else next(iter(known)))
    return chosen[0], chosen[1], wrong


def _named(words: Mapping[str, str]) -> dict[str, str]:
    return {key: _(said) for key, said in words.items()}


def _period(period: str) -> str:
    """Return what a period is called: "2025", or "kvartal 1 2025"."""
    year, between, quarter = period.partition("-Q")
    return _("kvartal {quarter} {year}").format(quarter=quarter, year=year) if between else year


def _short(period: str) -> str:
    """Return the same in few letters: "2025", or "kv. 1 2025"."""
    year, between, quarter = period.partition("-Q")
    return _("kv. {quarter} {year}").format(quarter=quarter, year=year) if between else year


def _picture(found: Trends, trend: Trend) -> Markup:
    bursts = {_short(one.period) for one in trend.bursts}
    return svg.on_page(sparks(trend.counts, [_short(period) for period in found.periods], bursts))


def _address(found: Trends, challenge: str, period: str | None) -> str:
    """Return where the documents of a challenge are: those of the period's year, else all, the newest first."""
    year = period[:4] if period is not None and found.dating is Dating.PUBLISHED else ""
    form = Form("", Tab.DOCUMENTS, {Facet.CHALLENGE: (challenge,)}, year, year, sort=Sort.NEWEST)
    return form.address()


def _chance(one: Tested) -> str:
    if one.adjusted < _LEAST:
        return _("mindre än {figure}").format(figure=figures(str(_LEAST)))
    return figures(f"{one.adjusted:.3f}")


def _rows(parts: Parts, found: Trends) -> list[Row]:
    return [
        {
            _("Utmaning"): concept_name(trend.challenge, parts.catalogue),
            _("Period"): period,
            _("Dokument"): count,
            _("Alla dokument i perioden"): every,
            _("Dokument i perioderna före"): test.before if test else None,
            _("Alla dokument i perioderna före"): test.all_before if test else None,
            _("p"): f"{test.p:.6f}" if test else None,
            _("p korrigerat"): f"{test.adjusted:.6f}" if test else None,
            _("Ökning"): (_("ja") if test.burst else _("nej")) if test else _("inte prövat"),
        }
        for trend in found.trends
        for tests in ({one.period: one for one in trend.tests},)
        for period, count, every in zip(found.periods, trend.counts, found.all_documents, strict=True)
        for test in (tests.get(period),)
    ]
