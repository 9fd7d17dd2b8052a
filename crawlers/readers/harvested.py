"""The readings of the answers of databases, and what they share with the answers of archives."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from crawlers.readers import crossref, doaj, europe_pmc, fields, openalex
from crawlers.readers.answers import MOST_ITEMS, MOST_PARTS, loaded
from crawlers.readers.reading import Kind, Reading, Refusal
from crawlers.readers.records import record
from kb.domain.documents import MediaType, RawDocument, SourceId
from kb.errors import InputError

_Items = Callable[[Mapping[str, Any]], list[Any]]
_Fields = Callable[[Mapping[str, Any]], dict[str, Any]]
_DATABASES: dict[Kind, tuple[_Items, _Fields]] = {
    Kind.OPENALEX: (openalex.works, openalex.openalex_fields),
    Kind.CROSSREF: (crossref.works, crossref.crossref_fields),
    Kind.EUROPE_PMC: (europe_pmc.results, europe_pmc.europe_pmc_fields),
    Kind.DOAJ: (doaj.articles, doaj.doaj_fields),
}


def read_answer(kind: Kind, content: bytes, *, name: str, source: SourceId) -> Reading:
    """Return the items of a database's answer in its order, at most 2,000; an answer may well hold none.

    Raises InputError when it is broken or not about publications.
    """
    items_of, fields_of = _DATABASES[kind]
    whole = loaded(content, name)
    if not isinstance(whole, dict):
        raise InputError(f"{name} is JSON, but not an answer of {kind}")
    try:
        items = items_of(whole)
    except InputError as error:
        raise InputError(f"{name} cannot be read: {error}") from error
    documents: list[RawDocument] = []
    refused: list[Refusal] = []
    for number, item in enumerate(items[:MOST_ITEMS], start=1):
        try:
            if not isinstance(item, dict):
                raise InputError("it is not an object")
            kept = json.dumps(item, ensure_ascii=False).encode("utf-8", "replace")
            documents.append(document(fields_of(item), source, kept, MediaType.JSON))
        except InputError as error:
            refused.append(Refusal(f"item {number}", str(error)))
        except RecursionError:
            refused.append(Refusal(f"item {number}", "it is nested too deep"))
    refused += surplus(len(items))
    return Reading(kind, tuple(documents), tuple(refused))


def surplus(count: int) -> list[Refusal]:
    """Return the one refusal of all items after the first 2,000, if there are any."""
    more = count - MOST_ITEMS
    return [Refusal(f"items after {MOST_ITEMS}", f"{more} more than are read of one answer")] if more > 0 else []


def document(said: Mapping[str, Any], source: SourceId, content: bytes, media_type: MediaType) -> RawDocument:
    """Return the document that the fields state; lists are cut at 1,000. Raises InputError without a title."""
    bounded = {key: value[:MOST_PARTS] if isinstance(value, list) else value for key, value in said.items()}
    taken = record(bounded, source, content, media_type)
    stated = fields.line(said.get("licence"))
    return replace(taken, licence=stated if stated and len(stated) <= fields.LONGEST_LICENCE else None)
