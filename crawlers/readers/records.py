"""Bibliographic records by their field names: one JSON object a line, and what every list of records shares."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from crawlers.readers import fields
from crawlers.readers.reading import Refusal
from kb.domain.documents import MediaType, RawDocument, SourceId
from kb.errors import InputError

LONGEST_LINE = 20_000_000  # bytes


def record(said: Mapping[str, Any], source: SourceId, content: bytes, media_type: MediaType) -> RawDocument:
    """Return the document that a record's fields state, by the names in docs/import.md; unknown names are ignored.

    Raises InputError when the title is missing or a text is not text.
    """
    title, text = fields.title_and_text(said.get("title"), said.get("abstract") or said.get("text"))
    published = fields.day(said.get("date"))
    return RawDocument(
        source=fields.source_name(said.get("source"), source),
        title=title,
        text=text,
        address=fields.line(said.get("url")),
        doi=fields.doi(said.get("doi")),
        external_id=fields.line(said.get("id")),
        authors=fields.listed(said.get("authors")),
        published=published,
        year=published.year if published else fields.year(said.get("year")) or fields.year(said.get("date")),
        language=fields.language(said.get("lang")),
        kind=fields.line(said.get("kind")),
        terms=fields.listed(said.get("keywords"), ";,"),
        content=content,
        media_type=media_type,
    )


def jsonl_records(lines: Iterable[bytes], source: SourceId) -> Iterator[RawDocument | Refusal]:
    """Yield the document of each line, or why the line was refused; empty lines count but say nothing."""
    for number, line in enumerate(lines, start=1):
        content = line.removeprefix(b"\xef\xbb\xbf").strip()
        if not content:
            continue
        try:
            yield record(_object(content), source, content, MediaType.JSON)
        except InputError as error:
            yield Refusal(f"line {number}", str(error))


def _object(content: bytes) -> dict[str, Any]:
    if len(content) > LONGEST_LINE:
        raise InputError(f"the line is longer than {LONGEST_LINE:,} bytes")
    try:
        found = json.loads(content)
    except UnicodeDecodeError as error:
        raise InputError("the line is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise InputError(f"the line is not JSON: {error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise InputError("the line is JSON that is nested too deep or holds too large a number") from error
    if not isinstance(found, dict):
        raise InputError("the line is JSON, but not an object")
    return found
