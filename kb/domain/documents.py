"""What a source gives, and what we hold of it."""

import hashlib
from base64 import b32encode
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from kb.domain.addresses import address_key, canonical_address, normal_doi
from kb.domain.text import clean, clean_line, title_key, words_key

DocumentId = NewType("DocumentId", str)
RecordId = NewType("RecordId", str)
SourceId = NewType("SourceId", str)
# Sources of items that no register knows: the name of the imported file follows.
IMPORTED = "import:"


class MediaType(StrEnum):
    """The kinds of bytes we keep, decided by content and never by name or header."""

    FEED = "application/xml"
    JSON = "application/json"
    HTML = "text/html"
    PDF = "application/pdf"
    TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Part:
    """Another file that an item is made of (the page that a PDF hangs on), and under which hash its bytes are kept."""

    address: str
    media_type: MediaType
    blob: str


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One item as a source gave it, before anything is decided about it.

    `text` is the abstract, summary or body; None means "not stated" throughout. `external_id` is the source's
    own id. `kind` and `terms` are the source's own words for what it is and what it is about, `licence` the one it
    states for this item. `date_found`: the date was found by machine in running text, not stated as the date of
    publication. `page_starts` are the offsets into `text` at which the pages of a PDF begin. `content` is the
    item's bytes as received, which are kept whatever becomes of the reading; `blob` the hash under which they are
    kept already.
    """

    source: SourceId
    title: str
    text: str = ""
    address: str | None = None
    doi: str | None = None
    external_id: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    year: int | None = None
    language: str | None = None
    kind: str | None = None
    terms: tuple[str, ...] = ()
    licence: str | None = None
    date_found: bool = False
    page_starts: tuple[int, ...] = ()
    content: bytes = field(default=b"", repr=False)
    media_type: MediaType = MediaType.TEXT
    blob: str | None = None
    parts: tuple[Part, ...] = ()

    def normalised(self) -> "RawDocument":
        """Return the same item with text, title, names, address and DOI in their normal forms."""
        text = clean(self.text)
        return RawDocument(
            source=self.source,
            title=clean_line(self.title),
            text=text,
            address=canonical_address(self.address) if self.address else None,
            doi=normal_doi(self.doi) if self.doi else None,
            external_id=clean_line(self.external_id) or None if self.external_id else None,
            authors=tuple(name for name in map(clean_line, self.authors) if name),
            published=self.published,
            year=self.published.year if self.published else self.year,
            language=self.language.lower() if self.language else None,
            kind=clean_line(self.kind) or None if self.kind else None,
            terms=tuple(term for term in map(clean_line, self.terms) if term),
            licence=clean_line(self.licence) or None if self.licence else None,
            date_found=self.date_found and self.published is not None,
            page_starts=self.page_starts if text == self.text else (),  # else nobody knows where they begin now
            content=self.content,
            media_type=self.media_type,
            blob=self.blob,
            parts=self.parts,
        )

    @property
    def words_key(self) -> str:
        """The hash that changes only when a word of title or text changes."""
        return words_key(self.title, self.text)

    @property
    def title_key(self) -> str:
        """The title as it is compared."""
        return title_key(self.title)

    @property
    def record_id(self) -> RecordId:
        """The id of this item at its source: the same item read again has the same id.

        A source's own id decides, else the address with the title (a feed may link all its items to one page),
        else DOI and title, else the words themselves. The number of an entry in an imported file is no id: two
        files named export.ris both begin with 1.
        """
        where = address_key(self.address) if self.address else self.doi
        if self.external_id and not self.source.startswith(IMPORTED):
            key = self.external_id
        elif where:
            key = f"{where} {self.title_key}"
        else:
            key = f"{self.external_id} {self.title_key}" if self.external_id else self.words_key
        return RecordId(_short_hash("r", f"{self.source}\n{key}"))

    @property
    def twin_id(self) -> RecordId:
        """The id of this item where its source gives another item the same id: the words tell them apart."""
        return twin_of(self.record_id, self.words_key)


def twin_of(record: RecordId, words_key: str) -> RecordId:
    """Return the id of an item whose source gives another item the same id `record`."""
    return RecordId(_short_hash("r", f"{record}\n{words_key}"))


def document_id_of(record: RecordId) -> DocumentId:
    """Return the id of the document that a record founds when it matches none: the same in every run."""
    return DocumentId(_short_hash("d", record))


def content_of(title: str, text: str) -> str:
    """Return the one string that spans point into."""
    return f"{title}\n\n{text}" if text else title


def _short_hash(prefix: str, text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()[:10]
    return prefix + b32encode(digest).decode().lower()


@dataclass(frozen=True, slots=True)
class Document:
    """One document in its current version.

    `content` is the title, a blank line and the text; the spans of claims and passages are character offsets
    into it. `version` counts from 1 and rises only when words changed. `revision` is the global number of the
    latest change; an index that has followed up to it holds this state.
    """

    id: DocumentId
    source: SourceId
    title: str
    text: str
    version: int
    revision: int
    address: str | None = None
    doi: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    year: int | None = None
    declared_language: str | None = None
    kind: str | None = None
    terms: tuple[str, ...] = ()
    licence: str | None = None
    date_found: bool = False
    page_starts: tuple[int, ...] = ()
    found_at: datetime | None = None
    deleted: bool = False

    @property
    def content(self) -> str:
        """Title and text in one string, into which spans point."""
        return content_of(self.title, self.text)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's content that the embedding model can read whole; offsets in characters."""

    document: DocumentId
    number: int
    start: int
    end: int
