"""Answers of OAI-PMH 2.0 (openarchives.org/OAI/openarchivesprotocol.html), and bare files of MODS and MARC records."""

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from crawlers.readers import fields
from crawlers.readers.dublin_core import dublin_core_fields
from crawlers.readers.elements import child, children, line, local
from crawlers.readers.harvested import document, surplus
from crawlers.readers.marc import marc_fields
from crawlers.readers.mods import mods_fields
from crawlers.readers.reading import Kind, Reading, Refusal
from crawlers.readers.xml_items import Divided, divided, parsed
from kb.domain.documents import MediaType, RawDocument, SourceId
from kb.errors import InputError

_OTHER_ANSWERS = {
    "Identify": "what the archive says of itself",
    "ListSets": "a list of its sets",
    "ListIdentifiers": "a list of identifiers without records",
    "ListMetadataFormats": "a list of its formats",
}
_FORMATS: dict[str, Callable[[etree._Element], dict[str, Any]]] = {
    "mods": mods_fields,
    "dc": dublin_core_fields,
    "qualifieddc": dublin_core_fields,
    "record": marc_fields,
}
_DEEPEST_METADATA = 6


def read_oai(content: bytes, *, name: str, source: SourceId) -> Reading:
    """Return the records of ListRecords or GetRecord in their order, at most 2,000, and the ids of withdrawn ones.

    An answer that says `noRecordsMatch` is a reading without documents. Of several records with one identifier the
    last one counts. Raises InputError for other errors, other answers, and what cannot be trusted.
    """
    parts = divided(content, name)
    if parts.root == "oai-pmh":
        envelope = _envelope(parts, name)
        if errors := [one for one in errors_in(envelope) if one[0] != "noRecordsMatch"]:
            code, message = errors[0]
            raise InputError(f"{name} is an error of an OAI-PMH server: {code}" + (f" ({message})" if message else ""))
        if not parts.count:
            _check_list(envelope, name)
    elif not parts.count:
        raise InputError(f"{name} holds no record")
    taken: dict[str, RawDocument | None] = {}
    refused: list[Refusal] = []
    for number, item in enumerate(parts.items, start=1):
        try:
            identifier, found = _record(parsed(item), source, item)
        except InputError as error:
            refused.append(Refusal(f"record {number}", str(error)))
            continue
        key = identifier or f"record {number}"
        taken.pop(key, None)
        taken[key] = found
    documents = tuple(one for one in taken.values() if one is not None)
    withdrawn = tuple(key for key, one in taken.items() if one is None)
    return Reading(Kind.OAI_PMH, documents, (*refused, *surplus(parts.count)), withdrawn)


def errors_in(envelope: etree._Element) -> list[tuple[str, str]]:
    """Return the code and message of each error in an answer."""
    return [
        ((fields.line(one.get("code")) or "unknown")[:100], (line(one) or "")[:300])
        for one in children(envelope, "error")
    ]


def _envelope(parts: Divided, name: str) -> etree._Element:
    try:
        return parsed(parts.envelope)
    except InputError as error:
        raise InputError(f"{name} is an OAI-PMH answer that cannot be read: {error}") from error


def _check_list(envelope: etree._Element, name: str) -> None:
    named = [local(one) for one in children(envelope)]
    for verb, what in _OTHER_ANSWERS.items():
        if verb in named:
            raise InputError(f"{name} is an OAI-PMH answer to {verb}: {what}")
    if not {"ListRecords", "GetRecord", "error"} & set(named):
        raise InputError(f"{name} is an OAI-PMH answer that holds neither records nor an error")


def _record(record: etree._Element, source: SourceId, content: bytes) -> tuple[str | None, RawDocument | None]:
    """Return the record's identifier and its document, None for one that is withdrawn."""
    header = child(record, "header")
    identifier = line(child(header, "identifier"))
    if header is not None and (header.get("status") or "").strip().lower() == "deleted":
        if identifier is None:
            raise InputError("it is withdrawn, but has no identifier")
        return identifier, None
    metadata = record if header is None else child(record, "metadata")
    found = next(_in_known_format(metadata, 0), None) if metadata is not None else None
    if found is None:
        told = ", ".join(f"<{local(one)}>" for one in children(metadata)) or "missing"
        raise InputError(f"its metadata is in no format that is read: {told[:100]}")
    said = _FORMATS[local(found).lower()](found)
    if identifier:
        said["id"] = identifier
    taken = document(said, source, content, MediaType.FEED)
    return identifier or taken.external_id, taken


def _in_known_format(element: etree._Element, depth: int) -> Iterator[etree._Element]:
    if local(element).lower() in _FORMATS and child(element, "metadata") is None:
        yield element
    elif depth < _DEEPEST_METADATA:  # METS and others wrap it
        for one in children(element):
            yield from _in_known_format(one, depth + 1)
