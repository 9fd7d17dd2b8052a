"""Records as Europe PMC gives them in JSON with `resultType=core` (europepmc.org/RestfulWebService)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from crawlers.readers import fields
from crawlers.readers.answers import first, part, rows
from crawlers.readers.jats import words

_PAGE = "https://europepmc.org/article"


def results(whole: Mapping[str, Any]) -> list[Any]:
    """Return the records of a list."""
    found = part(whole, "resultList", "result")
    return found if isinstance(found, list) else []


def europe_pmc_fields(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the record states, by the names of docs/import.md."""
    source, number = fields.line(result.get("source")), fields.line(result.get("id"))
    stated = fields.line(result.get("firstPublicationDate")) or ""
    terms = [*rows(result, "keywordList", "keyword")]
    terms += [part(one, "descriptorName") for one in rows(result, "meshHeadingList", "meshHeading")]
    return {
        "id": f"{source}:{number}" if source and number else number,
        "title": words(result.get("title")),
        "abstract": words(result.get("abstractText")),
        "authors": _authors(result),
        # As with OpenAlex, the first of January stands for a year of which no more is known.
        "date": None if stated.endswith("-01-01") else stated,
        "year": result.get("pubYear") or stated,
        "doi": result.get("doi"),
        "url": _address(result, source, number),
        "lang": result.get("language"),
        "kind": first(rows(result, "pubTypeList", "pubType")) or result.get("pubType"),
        "keywords": terms,
        "licence": result.get("license"),
    }


def _authors(result: Mapping[str, Any]) -> object:
    named = rows(result, "authorList", "author")
    said = [fields.line(part(one, "fullName")) or fields.line(part(one, "collectiveName")) for one in named]
    if any(said):
        return said
    text = result.get("authorString")  # what the shorter answers have
    return text.rstrip(".").split(", ") if isinstance(text, str) and text else []


def _address(result: Mapping[str, Any], source: str | None, number: str | None) -> str | None:
    """Return where the publisher shows it, else its page at Europe PMC."""
    places = rows(result, "fullTextUrlList", "fullTextUrl")
    for style in ("doi", "html"):
        for one in places:
            if part(one, "documentStyle") == style and (address := fields.web_address(part(one, "url"))):
                return address
    return f"{_PAGE}/{quote(source, safe='')}/{quote(number, safe='')}" if source and number else None
