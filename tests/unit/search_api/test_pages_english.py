"""Every page in English: nothing Swedish is left but names, and what is said to be in Swedish."""

import re
from collections.abc import Callable
from contextvars import copy_context
from datetime import UTC, date, datetime
from html import escape
from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.testclient import TestClient

from kb.catalogue import Catalogue
from kb.domain.swedish import WARNING
from kb.search.syntax import parse
from search_api import labels, wording
from search_api.language import Language, speak, translations
from search_api.notes import note
from tests.unit.search_api.made_up_documents import DOCUMENTS
from tests.unit.search_api.made_up_status import HOSTILE, REGISTER
from tests.unit.search_api.test_pages_html import PAGES

EVERY = [
    *PAGES,
    "/kvalitet",
    "/nya-atgarder",
    "/utmaningar",
    "/utmaningar/gun_violence",
    "/trender",
    "/om/sok",
    "/tillganglighet",
    "/logga-in",
]
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_READ_ALOUD = ("aria-label", "title", "data-label", "placeholder", "alt")
_SWEDISH = re.compile(
    r"[åäöÅÄÖ]|\b(och|att|är|som|inte|för|med|av|ett|från|eller|utan|ingen|inga|anges|okänd|visa|sök|dokument|alla)\b",
    re.IGNORECASE,
)


class _English(HTMLParser):
    """Collects what a page says in English: texts whose nearest `lang` is en, and attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append((tag, dict(attrs).get("lang")))
        if self._language() == "en":
            self.said += [value for name, value in attrs if name in _READ_ALOUD and value]
        if tag in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        if self._language() == "en" and data.strip():
            self.said.append(" ".join(data.split()))

    def close(self) -> None:
        super().close()
        assert not self._open

    def _language(self) -> str | None:
        return next((language for _, language in reversed(self._open) if language is not None), None)


def _names(catalogue: Catalogue) -> list[str]:
    """Return names and words of others that stand in an English page as they are, the longest first."""
    found = {"Brå", "Bokmål", HOSTILE, "OCH", "ELLER", "INTE", "år:", "rån -butik"}  # the query language too
    for source in REGISTER.values():
        found |= {source.name, source.organisation, source.terms or ""}
    for document in DOCUMENTS:
        found |= {document.title, document.title[:40], *document.authors, *document.terms, document.kind or ""}
    for measure in catalogue.measures.values():
        found |= {measure.name_en, measure.note, measure.url or ""}
    for rating in catalogue.ratings:
        found |= {rating.portal, rating.measure, rating.rating, rating.quality, rating.note, rating.url}
    plain = {" ".join(name.split()) for name in found if name.strip()}
    return sorted(plain, key=len, reverse=True)


@pytest.fixture(scope="module")
def names(client: TestClient) -> list[str]:
    """Return what may stand in Swedish."""
    return _names(client.app.state.parts.catalogue)  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", EVERY)
def test_no_swedish_is_left_on_a_page_in_english(client: TestClient, names: list[str], path: str) -> None:
    reader = _English()
    reader.feed(client.get(f"/en{path}").text)
    reader.close()
    left = []
    for text in reader.said:
        bare = text
        for name in names:
            bare = bare.replace(name, " ")
        if _SWEDISH.search(bare):
            left.append(text)
    assert not left


@pytest.mark.parametrize("path", EVERY)
def test_a_page_in_english_leads_to_the_same_page_in_swedish_and_stays_in_english(
    client: TestClient, path: str
) -> None:
    page = client.get(f"/en{path}").text
    assert '<html lang="en">' in page
    assert f'href="{escape(path, quote=True)}" lang="sv"' in page
    inward = re.findall(r'<a [^>]*href="(/[^"]*)"(?! lang="sv")', page)
    assert inward
    assert all(href.startswith(("/en/", "/api/")) for href in inward)


def test_the_error_of_a_page_in_english_is_in_english(client: TestClient) -> None:
    assert "The place in the list (offset) must be a whole number from 0 to 10,000, not “x”." in (
        client.get("/en/sok?offset=x").text
    )
    assert "Sidan finns inte" not in client.get("/en/nothing").text


def test_every_placeholder_of_a_text_stands_in_its_english() -> None:
    for (text, _), english in translations().items():
        assert set(re.findall(r"%\(\w+\)s|\{(?!nth|n\})\w+\}", text)) <= set(
            re.findall(r"%\(\w+\)s|\{\w+\}", english)
        ), text


def test_a_warning_names_its_portals_in_english(client: TestClient) -> None:
    page = client.get("/en/atgarder/scared_straight").text
    assert "Harmful according to" in page
    assert not any(f"{word} enligt" in page for word in WARNING.values())


def in_english(say: Callable[[Any], str], given: Any) -> str:
    """Return what is said of it on a page in English."""

    def said() -> str:
        speak(Language.ENGLISH)
        return say(given)

    return copy_context().run(said)


@pytest.mark.parametrize("asked", ['"rån', 'rån ""', "titel:", "OCH rån", "år:nyss", "år:2024..2020"])
def test_what_the_search_says_of_a_question_has_its_english(asked: str) -> None:
    notes = parse(asked).notes
    assert notes
    assert all(note(one) == one for one in notes)
    assert not [one for one in notes if in_english(note, one) == one]


def test_a_sentence_that_nobody_has_translated_stays_and_is_marked_as_swedish(client: TestClient) -> None:
    assert in_english(note, "Något annat.") == "Något annat."
    assert '<li lang="sv">1 dokument är ännu inte sökbart.</li>' in client.get("/en/sok?q=skjut").text
    assert "Reading documents." in client.get("/en/").text


@pytest.mark.parametrize(
    ("say", "given", "said"),
    [
        (wording.day, date(2024, 3, 3), "3 March 2024"),
        (wording.day, datetime(2024, 12, 31, 23, 30, tzinfo=UTC), "1 January 2025"),
        (wording.moment, datetime(2024, 7, 1, 12, 5, tzinfo=UTC), "1 July 2024 at 14:05"),
        (wording.moment, None, "never"),
        (wording.number, 12345, "12,345"),
        (wording.decimal, 0.85, "0.85"),
        (wording.decimal, 1.0, "1"),
        (wording.joined, ["a", "b", "c"], "a, b and c"),
        (wording.language, "nb", "Norwegian Bokmål"),
        (wording.language, None, "unknown language"),
        (wording.country, "UK", "United Kingdom"),
        (wording.country, "EU", "European Union"),
        (labels.how_often, 336, "every other week"),
        (labels.how_often, 31, "every 31 hours"),
        (labels.short_level, "universal/selective", "universal and selective prevention"),
        (labels.approach, "policing+social", "policing and social prevention"),
    ],
)
def test_english_forms(say: Callable[[Any], str], given: Any, said: str) -> None:
    assert in_english(say, given) == said
