"""What the answers of public databases have in common: how they are told apart, and safe ways into their JSON."""

import json
from collections.abc import Mapping
from typing import Any

from crawlers.readers.reading import Kind
from kb.domain.text import clean_line
from kb.errors import InputError

MOST_ITEMS = 2_000  # that are read of one answer
MOST_PARTS = 1_000  # names, terms and the like that are read of one record
_OPENALEX = "https://openalex.org/"
_CSL_ONLY = ("container-title", "citation-key", "event-date", "accessed")


def answer_kind(whole: Mapping[str, Any], name: str) -> Kind | None:
    """Return which database answers so, or CSL-JSON for a single item, or None for another kind of JSON.

    Raises InputError for an answer that says what went wrong.
    """
    results = whole.get("results")
    if isinstance(results, list):
        ids = [part(item, "id") for item in results[:5]]
        if isinstance(whole.get("meta"), dict) and (not ids or any(str(one).startswith(_OPENALEX) for one in ids)):
            return Kind.OPENALEX
        if any(isinstance(part(item, "bibjson"), dict) for item in results[:5]) or "pageSize" in whole:
            return Kind.DOAJ
    if isinstance(whole.get("resultList"), dict):
        return Kind.EUROPE_PMC
    if isinstance(whole.get("bibjson"), dict):
        return Kind.DOAJ
    if str(whole.get("id")).startswith(f"{_OPENALEX}W"):
        return Kind.OPENALEX
    if (fault := fault_in(whole)) is not None:
        raise InputError(f"{name} is an error message of a server: {fault}")
    if "message-type" in whole and "message" in whole:
        return Kind.CROSSREF
    if "DOI" in whole and ("indexed" in whole or "reference-count" in whole):
        return Kind.CROSSREF
    return Kind.CSL_JSON if "title" in whole and _is_csl(whole) else None


def fault_in(whole: object) -> str | None:
    """Return what the server says went wrong, on one line, or None when the answer is no error message."""
    said = _fault_in(whole)
    return None if said is None else clean_line(said)[:300]


def _fault_in(whole: object) -> str | None:
    if part(whole, "status") in ("failed", "error") and "message" in rows_or(whole):
        told = part(whole, "message")
        messages = [part(one, "message") or one for one in told] if isinstance(told, list) else [told]
        return "; ".join(str(one)[:300] for one in messages[:3])
    for key in ("error", "errMsg", "errors"):
        told = part(whole, key)
        if isinstance(told, str) and told and not any(part(whole, held) for held in ("results", "title")):
            message = part(whole, "message")
            return f"{told[:300]}: {message[:300]}" if isinstance(message, str) else told[:300]
    return None


def loaded(content: bytes, name: str) -> Any:
    """Return what the JSON says; raise InputError when it is none."""
    try:
        return json.loads(content.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is broken JSON") from error


def part(value: object, *path: str) -> Any:
    """Return what stands at the end of the path of keys, or None where there is no such way."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def rows_or(value: object) -> dict[str, Any]:
    """Return an object as it is, and an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def rows(value: object, *path: str) -> list[Any]:
    """Return the list at the end of the path, at most 1,000 of it; an empty one for anything else."""
    found = part(value, *path)
    return found[:MOST_PARTS] if isinstance(found, list) else []


def first(value: object) -> Any:
    """Return the first of a list, None of an empty one, and anything else as it is."""
    if isinstance(value, list):
        return value[0] if value else None
    return value


def _is_csl(whole: Mapping[str, Any]) -> bool:
    names = rows(whole, "author") + rows(whole, "editor")
    return (
        any(key in whole for key in _CSL_ONLY)
        or any(key in rows_or(whole.get("issued")) for key in ("date-parts", "raw", "literal"))
        or any(key in rows_or(name) for name in names for key in ("family", "given", "literal"))
    )
