"""Works as Crossref gives them (github.com/CrossRef/rest-api-doc, api_format.md): a list, or a single one."""

from collections.abc import Mapping
from typing import Any

from crawlers.readers import fields
from crawlers.readers.answers import first, part, rows
from crawlers.readers.jats import words
from kb.errors import InputError


def works(whole: Mapping[str, Any]) -> list[Any]:
    """Return the works of a list, or the one that the answer is; raise InputError for answers about other things."""
    about = whole.get("message-type")
    if about is None:  # content negotiation gives the work alone
        return [whole]
    if about == "work":
        return [whole.get("message")]
    if about != "work-list":
        raise InputError(f"it is an answer of Crossref about something else than works: {str(about)[:60]!r}")
    found = part(whole, "message", "items")
    return found if isinstance(found, list) else []


def crossref_fields(work: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the work states, by the names of docs/import.md. `created` is when it was registered: not used."""
    day, year = _date(work)
    return {
        "id": work.get("DOI"),
        "title": fields.full_title(words(first(work.get("title"))), words(first(work.get("subtitle")))),
        "abstract": words(work.get("abstract")),
        "authors": [_name(one) for one in rows(work, "author")],
        "date": day,
        "year": year,
        "doi": work.get("DOI"),
        "url": fields.web_address(work.get("URL")) or fields.web_address(part(work, "resource", "primary", "URL")),
        "lang": work.get("language"),
        "kind": work.get("type"),
        "keywords": rows(work, "subject"),
        "licence": _licence(rows(work, "license")),
    }


def _date(work: Mapping[str, Any]) -> tuple[str | None, int | None]:
    for key in ("issued", "published", "published-online", "published-print", "posted"):
        numbers = first(part(work, key, "date-parts"))
        # A work without a date has [[null]].
        numbers = [one for one in numbers if type(one) is int] if isinstance(numbers, list) else []
        if numbers and fields.year(numbers[0]):
            day = "-".join(f"{one:02}" for one in numbers) if len(numbers) == 3 else None
            return day, numbers[0]
    return None, None


def _name(one: object) -> str | None:
    said = [fields.line(part(one, key)) for key in ("family", "given")]
    return (
        ", ".join(text for text in said if text) or fields.line(part(one, "name")) or fields.line(part(one, "literal"))
    )


def _licence(said: list[Any]) -> str | None:
    """Return the address of the licence of the published version, else of one that is not said to be of another.

    Others are the accepted manuscript ("am"), text mining ("tdm") and sharing among scholars ("stm-asf").
    """
    named = [one for one in said if part(one, "content-version") in ("vor", "unspecified", None)]
    named.sort(key=lambda one: part(one, "content-version") != "vor")
    return next((address for one in named if (address := fields.web_address(part(one, "URL")))), None)
