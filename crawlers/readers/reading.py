"""What a reading gives, and the one function that reads bytes of whatever kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from kb.domain.documents import RawDocument, SourceId
from kb.errors import InputError

MIB = 1 << 20


class Kind(StrEnum):
    """The kinds of bytes that are read, decided by content."""

    FEED = "feed"
    JSON_FEED = "json_feed"
    PAGE = "page"
    PDF = "pdf"
    RIS = "ris"
    BIBTEX = "bibtex"
    CSL_JSON = "csl_json"
    CSV = "csv"
    JSONL = "jsonl"
    OAI_PMH = "oai_pmh"
    OPENALEX = "openalex"
    CROSSREF = "crossref"
    EUROPE_PMC = "europe_pmc"
    DOAJ = "doaj"


# Bytes after decompression; feeds, pages and PDFs as in the table of limits, reference lists as large as a PDF.
# An answer is a page of a list: 200 works of OpenAlex are 3 MiB.
LARGEST: dict[Kind, int] = dict.fromkeys(Kind, 50 * MIB) | {
    Kind.FEED: 15 * MIB,
    Kind.JSON_FEED: 15 * MIB,
    Kind.PAGE: 20 * MIB,
    Kind.OAI_PMH: 15 * MIB,
    Kind.OPENALEX: 15 * MIB,
    Kind.CROSSREF: 15 * MIB,
    Kind.EUROPE_PMC: 15 * MIB,
    Kind.DOAJ: 15 * MIB,
}


_IN_JSON = {
    Kind.JSON_FEED, Kind.CSL_JSON, Kind.JSONL, Kind.OPENALEX, Kind.CROSSREF, Kind.EUROPE_PMC, Kind.DOAJ,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Refusal:
    """One record that could not be taken: where it stands ("line 3", "item 12") and why not."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the kind, the documents in their order, and the records that were refused.

    `withdrawn` are the source's own ids of records that it says it has taken back (OAI-PMH "deleted").
    """

    kind: Kind
    documents: tuple[RawDocument, ...]
    refusals: tuple[Refusal, ...] = ()
    withdrawn: tuple[str, ...] = ()


def read(
    content: bytes,
    *,
    name: str,
    source: SourceId,
    address: str | None = None,
    area: str | None = None,
    begun: Callable[[Kind], None] | None = None,
) -> Reading:
    """Return the documents in `content`, whatever kind it is.

    `name` is how messages call it, `address` where it was fetched: relative links are resolved against it. `area`
    is a CSS selector of the part of a page that counts, None: its main text. `begun` is told the kind beforehand.
    Raises InputError when it cannot be used at all and SourceChanged for a feed without items.
    """
    # Each format's library is imported when its first file comes: a child that reads feeds needs no PDF engine.
    from crawlers.readers.sniff import sniff, unpacked

    content = unpacked(content, name)
    kind = sniff(content, name)
    if len(content) > LARGEST[kind]:
        raise InputError(f"{name} is larger than {LARGEST[kind] // MIB} MiB, the most that is read at once ({kind})")
    if kind in _IN_JSON:
        from crawlers.readers.encodings import json_in_utf8

        content = json_in_utf8(content)
    if begun is not None:
        begun(kind)
    match kind:
        case Kind.FEED | Kind.JSON_FEED:
            from crawlers.readers import feeds

            parse = feeds.read_feed if kind is Kind.FEED else feeds.read_json_feed
            return parse(content, name=name, source=source, address=address)
        case Kind.PAGE:
            from crawlers.readers.pages import read_page

            return Reading(kind, (read_page(content, name=name, source=source, address=address, area=area),))
        case Kind.PDF:
            from crawlers.readers.pdfs import read_pdf

            return Reading(kind, (read_pdf(content, name=name, source=source, address=address),))
        case Kind.OAI_PMH:
            from crawlers.readers.oai import read_oai

            return read_oai(content, name=name, source=source)
        case Kind.OPENALEX | Kind.CROSSREF | Kind.EUROPE_PMC | Kind.DOAJ:
            from crawlers.readers.harvested import read_answer

            return read_answer(kind, content, name=name, source=source)
        case _:
            return gathered(kind, _records(kind, content, name, source), name)


def gathered(kind: Kind, found: Iterable[RawDocument | Refusal], name: str) -> Reading:
    """Return the reading that `found` adds up to; raise InputError when there is not one document in it."""
    documents: list[RawDocument] = []
    refusals: list[Refusal] = []
    for item in found:
        (refusals if isinstance(item, Refusal) else documents).append(item)  # type: ignore[arg-type]
    if not documents:
        first = f"; {refusals[0].place}: {refusals[0].reason}" if refusals else ""
        raise InputError(f"{name} holds no readable record{first}")
    return Reading(kind, tuple(documents), tuple(refusals))


def _records(kind: Kind, content: bytes, name: str, source: SourceId) -> Iterable[RawDocument | Refusal]:
    match kind:
        case Kind.JSONL:
            from crawlers.readers.records import jsonl_records

            return jsonl_records(content.split(b"\n"), source)
        case Kind.CSV:
            from crawlers.readers.tables import csv_records

            return csv_records(content, name, source)
        case Kind.RIS:
            from crawlers.readers.references import ris_records

            return ris_records(content, source)
        case Kind.BIBTEX:
            from crawlers.readers.references import bibtex_records

            return bibtex_records(content, source)
        case _:
            from crawlers.readers.references import csl_records

            single = content.lstrip().startswith(b"{")
            return csl_records(b"[" + content + b"]" if single else content, name, source)
