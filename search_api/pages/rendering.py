"""Templates become pages: every text is escaped, and every label comes from `search_api.swedish`."""

import hashlib
from collections.abc import Mapping
from importlib import resources
from typing import cast

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from kb.catalogue import Catalogue
from kb.domain import swedish as words
from search_api import addresses, answer_words, claim_words, evidence_words, language, marking, swedish
from search_api.pages import reasons

STYLE = (resources.files("search_api") / "static" / "utblick.css").read_bytes()
ICON = (resources.files("search_api") / "static" / "utblick.svg").read_bytes()
STYLE_VERSION = hashlib.sha256(STYLE).hexdigest()[:10]

_FILTERS = {
    "label": swedish.label,
    "level": swedish.prevention_level,
    "short_level": swedish.short_level,
    "unit": swedish.unit,
    "approach": swedish.approach,
    "language": words.language,
    "country": swedish.country,
    "day": words.day,
    "moment": words.moment,
    "number": words.number,
    "decimal": words.decimal,
    "plural": words.plural,
    "joined": words.joined,
    "verdict": swedish.verdict,
    "how_often": swedish.how_often,
    "design": swedish.design,
    "relevance": swedish.relevance,
    "matched_by": swedish.matched_by,
    "step": swedish.step,
    "warning": words.warning,
    "web_address": addresses.web_address,
    "doi_address": addresses.doi_address,
    "lang": addresses.language_tag,
    "rating_lang": words.rating_language,
    "name_lang": addresses.name_language,
    "pieces": marking.cut,
    "paragraphs": marking.paragraphs,
    "grounds": answer_words.grounds,
    "better": answer_words.better,
    "condition": answer_words.condition,
    "aspect": lambda aspect: answer_words.ASPECT[aspect],
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
        self._templates.filters.update(_FILTERS)
        self._templates.filters["why"] = lambda why, editorial=(): reasons.sentences(why, catalogue, editorial)
        self._templates.filters["source"] = lambda source: words.source_name(source, catalogue.sources)
        self._templates.filters["source_lang"] = lambda source: addresses.source_language(source, catalogue)
        self._templates.filters["also_lang"] = lambda name, measure: addresses.label_language(name, measure, catalogue)
        name = lambda key: reasons.concept_name(key, catalogue)  # noqa: E731
        self._templates.filters["concept"] = name
        self._templates.filters["answer"] = lambda claim: claim_words.value(claim, catalogue, name)
        self._templates.filters["working"] = lambda judged: evidence_words.working(judged, name)
        self._templates.filters["override"] = evidence_words.override
        self._templates.filters["beside"] = evidence_words.beside
        self._templates.filters["differences"] = lambda found: evidence_words.reasons(found, name)
        self._templates.filters["finding"] = lambda found: evidence_words.finding(found, name)
        self._templates.filters["missing"] = lambda found: answer_words.missing(found, name)
        self._templates.filters["why_not_higher"] = lambda found: answer_words.why_not_higher(found, name)
        self._templates.filters["shared"] = lambda values, trait: answer_words.shared(trait, values, name)
        self._templates.filters["compared"] = lambda values, aspect: answer_words.compared(aspect, values, name)
        self._templates.filters["freshness"] = evidence_words.age_of
        self._templates.globals.update(
            catalogue=catalogue,
            site_url=site_url,
            style_version=STYLE_VERSION,
            status_meaning=swedish.STATUS_MEANING,
            own_words=words.own_words,
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
    """Return the Swedish page for an HTTP error."""
    renderer = cast(Renderer, request.app.state.renderer)
    return renderer.page("error.html", status=status, headers=headers, code=status)
