"""Templates become pages: every text is escaped, and every label is in the language of the page."""

from collections.abc import Mapping
from typing import cast

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from kb.catalogue import Catalogue
from kb.domain import swedish
from search_api import addresses, answer_words, claim_words, evidence_words, labels, language, marking, notes, wording
from search_api.assets import SCRIPT, STYLE
from search_api.matched import MatchedWords
from search_api.pages import reasons
from search_api.pictures import forest
from search_api.visitors import visitor

_FILTERS = {
    "label": labels.label,
    "level": labels.prevention_level,
    "short_level": labels.short_level,
    "unit": labels.unit,
    "approach": labels.approach,
    "language": wording.language,
    "in_languages": wording.in_languages,
    "country": wording.country,
    "day": wording.day,
    "moment": wording.moment,
    "number": wording.number,
    "decimal": wording.decimal,
    "plural": wording.plural,
    "joined": wording.joined,
    "verdict": labels.verdict,
    "how_often": labels.how_often,
    "design": labels.design,
    "relevance": labels.relevance,
    "matched_by": labels.matched_by,
    "step": labels.step,
    "warning": wording.warning,
    "health": wording.health,
    "note": notes.note,
    "named": wording.named,
    "web_address": addresses.web_address,
    "doi_address": addresses.doi_address,
    "lang": addresses.language_tag,
    "rating_lang": swedish.rating_language,
    "name_lang": addresses.name_language,
    "pieces": marking.cut,
    "paragraphs": marking.paragraphs,
    "grounds": answer_words.grounds,
    "better": answer_words.better,
    "condition": answer_words.condition,
    "forest": forest.panels,
    "aspect": lambda aspect: language.gettext(answer_words.ASPECT[aspect]),
}


class Renderer:
    """Makes pages from templates, with the catalogue at hand for names."""

    def __init__(self, catalogue: Catalogue, site_url: str) -> None:
        self._templates = Environment(
            loader=PackageLoader("search_api", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        self._templates.install_gettext_callables(  # type: ignore[attr-defined]
            language.gettext, language.ngettext, newstyle=True, pgettext=language.pgettext
        )
        self._templates.policies["ext.i18n.trimmed"] = True
        self._templates.filters.update(_FILTERS)
        matched = MatchedWords.of(catalogue)
        self._templates.filters["why"] = lambda why, editorial=(): reasons.sentences(why, catalogue, editorial, matched)
        self._templates.filters["source"] = lambda source: wording.source_name(source, catalogue.sources)
        self._templates.filters["source_lang"] = lambda source: addresses.source_language(source, catalogue)
        self._templates.filters["also_lang"] = lambda name, measure: addresses.label_language(name, measure, catalogue)
        name = lambda key: wording.concept_name(key, catalogue)  # noqa: E731
        self._templates.filters["concept"] = name
        self._templates.filters["answer"] = lambda claim: claim_words.value(claim, catalogue, name)
        self._templates.filters["working"] = lambda judged: evidence_words.working(judged, name)
        self._templates.filters["override"] = evidence_words.override
        self._templates.filters["beside"] = evidence_words.beside
        self._templates.filters["differences"] = lambda found: evidence_words.reasons(found, name)
        self._templates.filters["against_ratings"] = lambda found: evidence_words.against_ratings(found, name)
        self._templates.filters["finding"] = lambda found: evidence_words.finding(found, name)
        self._templates.filters["missing"] = lambda found: answer_words.missing(found, name)
        self._templates.filters["why_not_higher"] = lambda found: answer_words.why_not_higher(found, name)
        self._templates.filters["shared"] = lambda values, trait: answer_words.shared(trait, values, name)
        self._templates.filters["compared"] = lambda values, aspect: answer_words.compared(aspect, values, name)
        self._templates.filters["freshness"] = evidence_words.age_of
        self._templates.globals.update(
            catalogue=catalogue,
            site_url=site_url,
            style_version=STYLE.version,
            script_version=SCRIPT.version,
            status_meaning=labels.STATUS_MEANING,
            forest_legend=forest.legend,
            own_words=swedish.own_words,
            visitor=visitor,
        )

    def page(
        self, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: object
    ) -> HTMLResponse:
        """Return the page that the template makes of the values; `at` begins every address in its language."""
        spoken = language.spoken()
        switch = {one: one.prefix + language.asked_address() for one in language.Language}
        text = self._templates.get_template(template).render(
            at=spoken.prefix, page_language=spoken, switch=switch, **values
        )
        return HTMLResponse(text, status_code=status, headers=dict(headers or {}))


def error_page(request: Request, status: int, *, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """Return the page for an HTTP error."""
    renderer = cast(Renderer, request.app.state.renderer)
    return renderer.page("error.html", status=status, headers=headers, code=status)
