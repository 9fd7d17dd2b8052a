"""Take in what sources gave: recognise what we have, keep what is new, and say what was done."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.domain.addresses import address_key
from kb.domain.documents import DocumentId, RawDocument, RecordId, document_id_of
from kb.domain.text import title_key, words
from kb.store.blobs import Blobs
from kb.store.revisions import next_revision, take_turn
from kb.store.tables import DocumentRow, KeyRow, RecordRow, VersionRow


class Outcome(StrEnum):
    """What became of an item."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one item, in which document, and by what it was recognised."""

    document: DocumentId
    outcome: Outcome
    matched_by: str


# Below this many words a title ("Editorial", "Corrigendum", "Annual report 2019") says nothing about identity.
_TELLING_TITLE_WORDS = 4
_SAME_TITLE = 90.0
_KIN_TITLE = 70.0
_SAME_TEXT = 0.6
_SAME_TEXT_AT_ONE_SOURCE = 0.9


def ingest(session: Session, items: Sequence[RawDocument], blobs: Blobs, now: datetime) -> list[Ingested]:
    """Take in `items` in order and return what became of each.

    An item is the same record when its source gives it the same id; the same document when address, DOI *and*
    title, or title with year, authors and text agree. One DOI can cover a whole book or one article titled in
    two languages, so a DOI alone never joins. A new version is stored only when words changed. A document
    that somebody deleted stays deleted.
    """
    batch = _Batch(session, [item.normalised() for item in items], blobs, now)
    return [batch.take(item) for item in batch.items]


class _Batch:
    """What is known of everything that a batch of items may meet, read from the database in a few queries."""

    def __init__(self, session: Session, items: list[RawDocument], blobs: Blobs, now: datetime) -> None:
        self.items, self._session, self._now = items, session, now
        # Before the first statement, so that no lock is held while bytes are written; kept twice they are one file.
        self._kept = {item.content: blobs.put(item.content) for item in items if item.content}
        take_turn(session)
        self._revision: int | None = None
        self._taken: dict[str, str] = {}
        record_ids: set[str] = {key for item in items for key in (item.record_id, item.twin_id)}
        self._records = {row.id: row for row in _fetch(session, RecordRow, RecordRow.id, record_ids)}
        self._documents: dict[str, DocumentRow] = {}
        self._keys: dict[tuple[str, str], list[str]] = defaultdict(list)
        values = {key for item in items for key in _keys_of(item)}
        for row in _fetch(session, KeyRow, KeyRow.value, {value for _, value in values}):
            self._keys[row.kind, row.value].append(row.document)
        wanted = {d for found in self._keys.values() for d in found} | {r.document for r in self._records.values()}
        wanted |= {document_id_of(RecordId(key)) for key in record_ids}
        self._documents = {row.id: row for row in _fetch(session, DocumentRow, DocumentRow.id, wanted)}
        self._external: dict[tuple[str, str], set[str]] = defaultdict(set)
        for record in _fetch(session, RecordRow, RecordRow.document, wanted):
            self._remember_external(record)

    def take(self, item: RawDocument) -> Ingested:
        words = item.words_key
        record = self._records.get(item.twin_id) or self._records.get(item.record_id)
        # The source gives this id to another item of this very run: a second item, not a second version.
        twin = record is not None and self._taken.get(record.id, words) != words
        twin |= record is not None and record.changed_at == self._now and record.words_key != words
        if record is not None and not twin:
            self._taken[record.id] = words
            return self._again(item, record)
        key = item.twin_id if twin else item.record_id
        self._taken[key] = words
        match = self._match(item)
        if match is not None:
            return self._join(item, key, *match)
        document = self._found(item, document_id_of(key))
        self._add_record(item, key, document, "first")
        return Ingested(DocumentId(document.id), Outcome.NEW, "first")

    def _again(self, item: RawDocument, record: RecordRow) -> Ingested:
        document = self._documents[record.document]
        done = Ingested(DocumentId(document.id), Outcome.UNCHANGED, record.matched_by)
        if document.deleted_at is not None:
            return Ingested(done.document, Outcome.DELETED, done.matched_by)
        record.blob, record.media_type = self._kept.get(item.content, record.blob), item.media_type
        corrected = self._fill(document, item, corrects=record.matched_by == "first")
        if item.address and item.address != record.address:
            record.address = item.address
            self._add_keys(item, document)
        leads = record.words_key == document.words_key
        if record.words_key != item.words_key:
            record.words_key, record.changed_at = item.words_key, self._now
            self._add_keys(item, document)
            if leads and item.words_key != document.words_key:
                self._new_version(document, item)
                corrected = True
        return Ingested(done.document, Outcome.CHANGED, done.matched_by) if corrected else done

    def _join(self, item: RawDocument, key: RecordId, document: DocumentRow, reason: str) -> Ingested:
        self._add_record(item, key, document, reason)
        if document.deleted_at is not None:
            return Ingested(DocumentId(document.id), Outcome.DELETED, reason)
        self._fill(document, item)
        # The same page under another headline is the page as it reads now; another source's words are its own.
        renamed = reason == "address" and item.source == document.source and item.words_key != document.words_key
        if item.text and (renamed or not document.text):
            self._new_version(document, item)
            return Ingested(DocumentId(document.id), Outcome.CHANGED, reason)
        return Ingested(DocumentId(document.id), Outcome.DUPLICATE, reason)

    def _match(self, item: RawDocument) -> tuple[DocumentRow, str] | None:
        for kind, value in _keys_of(item):
            for candidate in sorted(self._keys.get((kind, value), ())):
                document = self._documents[candidate]
                if self._agree(kind, item, document):
                    return document, kind
        return None

    def _agree(self, kind: str, item: RawDocument, document: DocumentRow) -> bool:
        mine, theirs = item.title_key, title_key(document.title)
        likeness = fuzz.token_sort_ratio(mine, theirs)
        if kind == "address":  # a feed may link all its items to one page
            return likeness >= _KIN_TITLE or (bool(item.text) and item.text == document.text)
        if kind == "doi":
            return likeness >= _SAME_TITLE
        if len(mine.split()) < _TELLING_TITLE_WORDS or _differ(item.doi, document.doi):
            return False
        if _differ(item.year, document.year) or _no_common_name(item.authors, document.authors):
            return False
        rival = any(other != item.external_id for other in self._external[item.source, document.id])
        if item.text and document.text:
            return _overlap(item.text, document.text) >= (_SAME_TEXT_AT_ONE_SOURCE if rival else _SAME_TEXT)
        return not rival and (item.year is not None or bool(item.authors))

    def _found(self, item: RawDocument, key: DocumentId) -> DocumentRow:
        document = DocumentRow(
            id=key,
            revision=self._next_revision(),
            version=0,
            source=item.source,
            title=item.title,
            text=item.text,
            words_key=item.words_key,
            address=item.address,
            doi=item.doi,
            authors=list(item.authors),
            published=item.published,
            year=item.year,
            declared_language=item.language,
            kind=item.kind,
            terms=list(item.terms),
            found_at=self._now,
            deleted_at=None,
            read_by=None,
            embedded_by=None,
        )
        self._session.add(document)
        self._documents[document.id] = document
        self._new_version(document, item)
        return document

    def _new_version(self, document: DocumentRow, item: RawDocument) -> None:
        document.version += 1
        document.title, document.text, document.words_key = (
            item.title or document.title,
            item.text,
            item.words_key,
        )
        document.read_by = document.embedded_by = None
        document.revision = self._next_revision()
        self._session.add(
            VersionRow(
                document=document.id,
                number=document.version,
                title=document.title,
                text=document.text,
                words_key=document.words_key,
                found_at=self._now,
            )
        )

    def _fill(self, document: DocumentRow, item: RawDocument, *, corrects: bool = False) -> bool:
        """Fill in what was unknown; what is known gives way only to the source that founded the document."""
        filled = False
        for name in ("address", "doi", "published", "year", "declared_language", "kind"):
            value = getattr(item, "language" if name == "declared_language" else name)
            known = getattr(document, name)
            if value is not None and value != known and (known is None or corrects):
                setattr(document, name, value)
                filled = True
        if item.authors and list(item.authors) != document.authors and (corrects or not document.authors):
            document.authors, filled = list(item.authors), True
        if filled:
            document.revision = self._next_revision()
            self._add_keys(item, document)
        return filled

    def _add_record(self, item: RawDocument, key: RecordId, document: DocumentRow, reason: str) -> None:
        record = RecordRow(
            id=key,
            document=document.id,
            source=item.source,
            external_id=item.external_id,
            address=item.address,
            words_key=item.words_key,
            blob=self._kept.get(item.content),
            media_type=item.media_type,
            matched_by=reason,
            found_at=self._now,
            changed_at=self._now,
        )
        self._session.add(record)
        self._records[record.id] = record
        self._remember_external(record)
        self._add_keys(item, document)

    def _add_keys(self, item: RawDocument, document: DocumentRow) -> None:
        for key in _keys_of(item):
            if document.id not in self._keys[key]:
                self._session.add(KeyRow(kind=key[0], value=key[1], document=document.id))
                self._keys[key].append(document.id)

    def _remember_external(self, record: RecordRow) -> None:
        if record.external_id is not None:
            self._external[record.source, record.document].add(record.external_id)

    def _next_revision(self) -> int:
        if self._revision is None:  # one number for the batch: it becomes visible as a whole
            self._revision = next_revision(self._session)
        return self._revision


def _keys_of(item: RawDocument) -> list[tuple[str, str]]:
    keys = []
    if item.address:
        keys.append(("address", address_key(item.address)))
    if item.doi:
        keys.append(("doi", item.doi))
    if item.title_key:
        keys.append(("title", item.title_key[:400]))
    return keys


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _no_common_name(one: Iterable[str], other: Iterable[str]) -> bool:
    mine, theirs = ({word for name in names for word in words(name) if len(word) > 1} for names in (one, other))
    return bool(mine) and bool(theirs) and not mine & theirs


def _overlap(one: str, other: str) -> float:
    mine, theirs = set(words(one)), set(words(other))
    return len(mine & theirs) / max(1, len(mine | theirs))


def _fetch(session: Session, row_type: type, column: object, values: set[str]) -> list:  # type: ignore[type-arg]
    ordered = sorted(values)
    found: list = []  # type: ignore[type-arg]
    for first in range(0, len(ordered), 500):  # within every database's limit on parameters
        chunk = ordered[first : first + 500]
        found += session.scalars(select(row_type).where(column.in_(chunk))).all()  # type: ignore[attr-defined]
    return found
