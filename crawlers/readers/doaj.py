"""Articles as DOAJ gives them (doaj.org/api/docs, Article model): a page of a search, or a single one."""

from collections.abc import Mapping
from typing import Any

from crawlers.readers import fields
from crawlers.readers.answers import part, rows
from crawlers.readers.jats import words
from kb.errors import InputError


def articles(whole: Mapping[str, Any]) -> list[Any]:
    """Return the articles of a search, or the one that the answer is."""
    found = whole.get("results")
    return found if isinstance(found, list) else [whole]


def doaj_fields(article: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the article states, by the names of docs/import.md; raise InputError for a journal."""
    said = part(article, "bibjson")
    journal = part(said, "journal")
    if not isinstance(journal, dict) and any(part(said, key) for key in ("eissn", "pissn", "editorial")):
        raise InputError("it is a journal, not an article")
    languages = {code for one in rows(journal, "language") if (code := fields.language(one))}
    numbers = rows(said, "identifier")
    own, journals = (
        {text for one in rows(place, "license") if (text := fields.line(part(one, "type") or part(one, "title")))}
        for place in (said, journal)
    )
    return {
        "id": part(article, "id"),
        "title": words(part(said, "title")),
        "abstract": words(part(said, "abstract")),
        "authors": [part(one, "name") for one in rows(said, "author")],
        "year": part(said, "year"),
        "doi": next((part(one, "id") for one in numbers if str(part(one, "type")).lower() == "doi"), None),
        "url": fields.landing(part(one, "url") for one in rows(said, "link")),
        # Those of the journal: with several nobody knows which one this article has.
        "lang": languages.pop() if len(languages) == 1 else None,
        "kind": "article",
        "keywords": [*rows(said, "keywords"), *(part(one, "term") for one in rows(said, "subject"))],
        "licence": stated.pop() if len(stated := own or journals) == 1 else None,
    }
