"""Works as OpenAlex gives them (docs.openalex.org/api-entities/works/work-object)."""

from collections.abc import Mapping
from typing import Any

from crawlers.readers import fields
from crawlers.readers.answers import part, rows
from crawlers.readers.jats import words
from kb.errors import InputError

_MOST_WORDS = 100_000
_LONGEST_ABSTRACT = 1_000_000


def works(whole: Mapping[str, Any]) -> list[Any]:
    """Return the works of a list, or the one that the answer is."""
    found = whole.get("results")
    return found if isinstance(found, list) else [whole]


def openalex_fields(work: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the work states, by the names of docs/import.md.

    Raises InputError for what is no work, or an abstract of more than 1,000,000 characters.
    """
    identity = str(work.get("id"))
    if not identity.startswith("https://openalex.org/W"):
        raise InputError(f"it is not a work: its id is {identity[:60]!r}")
    places = [part(work, "primary_location"), part(work, "best_oa_location")]
    place = next((one for one in places if fields.web_address(part(one, "landing_page_url"))), None)
    stated = fields.line(work.get("publication_date")) or ""
    return {
        "id": identity,
        "title": words(work.get("title")) or words(work.get("display_name")),
        "abstract": words(abstract_of(work.get("abstract_inverted_index"))),
        "authors": [
            fields.line(one.get("raw_author_name")) or part(one, "author", "display_name")
            for one in rows(work, "authorships")
            if isinstance(one, dict)
        ],
        # Where only the year is known OpenAlex writes the first of January: 41 of 200 works have that day.
        "date": None if stated.endswith("-01-01") else stated,
        "year": work.get("publication_year") or stated,
        "doi": work.get("doi"),
        "url": fields.web_address(part(place, "landing_page_url")) or fields.web_address(work.get("doi")),
        "lang": work.get("language"),
        "kind": work.get("type"),
        "keywords": [
            part(one, "display_name") or part(one, "keyword")
            for key in ("keywords", "topics")
            for one in rows(work, key)
        ],
        "licence": part(place, "license"),  # that of a copy elsewhere is not that of what the address leads to
    }


def abstract_of(index: object) -> str:
    """Return the abstract that an inverted index (word: its positions) holds; what is no position is left out.

    Raises InputError when it would be longer than 1,000,000 characters.
    """
    if not isinstance(index, dict):
        return ""
    placed: dict[int, str] = {}
    size = 0
    for word, positions in index.items():
        for position in positions if isinstance(positions, list) else ():
            if type(position) is not int or not 0 <= position < _MOST_WORDS or position in placed:
                continue
            placed[position] = word
            size += len(word) + 1
            if size > _LONGEST_ABSTRACT:
                raise InputError(f"the abstract is longer than {_LONGEST_ABSTRACT:,} characters")
    return " ".join(placed[position] for position in sorted(placed))
