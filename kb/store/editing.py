"""How a document takes up what items state: founding, new versions, filling in, following another record."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.domain.documents import DocumentId, MediaType, Part, RawDocument
from kb.domain.likeness import Traits, traits
from kb.store.revisions import next_revision
from kb.store.studies import renew_study_keys
from kb.store.tables import DocumentRow, RecordRow, VersionRow

# Why a document is deleted: its sources took it back; or a person did, and her words follow.
WITHDRAWN = "withdrawn"
BY_HAND = "by hand: "
# What `RecordRow.matched_by` says of the records that founded their document, and whose corrections it takes.
FOUNDED = "first"
SPLIT = "split"
MERGED = "merged"
FOUNDERS = frozenset({FOUNDED, SPLIT})
FOUNDED_WHY = "the first record of the document"
_NOT_STATED = ("content", "blob")  # the bytes and where they are kept: the record itself knows


def stated_of(item: RawDocument) -> dict[str, Any]:
    """Return what the item says in terms of JSON, from which `item_of` makes the same item again."""
    said: dict[str, Any] = {
        part.name: getattr(item, part.name) for part in fields(RawDocument) if part.name not in _NOT_STATED
    }
    return said | {
        "published": item.published.isoformat() if item.published else None,
        "authors": list(item.authors),
        "terms": list(item.terms),
        "page_starts": list(item.page_starts),
        "parts": [{"address": part.address, "media_type": part.media_type, "blob": part.blob} for part in item.parts],
    }


def item_of(stated: dict[str, Any]) -> RawDocument:
    """Return the item that said this; its bytes are not part of it."""
    said = {part.name: stated[part.name] for part in fields(RawDocument) if part.name in stated}
    parts = [Part(p["address"], MediaType(p["media_type"]), p["blob"]) for p in stated.get("parts", ())]
    return replace(
        RawDocument(**said),
        published=date.fromisoformat(said["published"]) if said["published"] else None,
        authors=tuple(said["authors"]),
        terms=tuple(said["terms"]),
        page_starts=tuple(said["page_starts"]),
        media_type=MediaType(said["media_type"]),
        parts=tuple(parts),
    )


def traits_of_document(row: DocumentRow) -> Traits:
    """Return what an item is compared with."""
    return traits(row.title, row.text, row.doi, row.year, tuple(row.authors), row.declared_language, row.kind)


def records_of(session: Session, document: str) -> list[RecordRow]:
    """Return the records that the document rests on, first found first."""
    in_order = (RecordRow.found_at, RecordRow.id)
    return list(session.scalars(select(RecordRow).where(RecordRow.document == document).order_by(*in_order)))


class Editor:
    """Changes documents in one transaction. One revision for all of it: it becomes visible as a whole."""

    def __init__(self, session: Session, now: datetime) -> None:
        self._session, self._now = session, now
        self._revision: int | None = None

    def revise(self, document: DocumentRow) -> None:
        """Let what follows the records see that the document has changed."""
        if self._revision is None:
            self._revision = next_revision(self._session)
        document.revision = self._revision

    def found(self, item: RawDocument, words_key: str, key: DocumentId, found_at: datetime) -> DocumentRow:
        """Return a new document with what `item` says."""
        document = DocumentRow(
            id=key,
            version=0,
            title=item.title,
            found_at=found_at,
            deleted_at=None,
            deleted_why=None,
            merged_into=None,
            **_metadata(item),
        )
        self.renew(document, item, words_key)  # before it is added: asking for a revision writes what is waiting
        self._session.add(document)
        return document

    def renew(self, document: DocumentRow, item: RawDocument, words_key: str) -> None:
        """Let the document read as `item` does: a new version, which nothing has read yet."""
        document.version += 1
        document.title, document.text = item.title or document.title, item.text
        document.words_key, document.page_starts = words_key, list(item.page_starts)
        document.read_by = None
        self.revise(document)
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

    def fill(self, document: DocumentRow, item: RawDocument, *, corrects: bool = False) -> bool:
        """Fill in what was unknown, and return whether anything was; what is known gives way only when `corrects`."""
        known_by = (document.doi, document.address, document.authors)
        filled = _take_date(document, item, corrects=corrects)
        for name in ("address", "doi", "declared_language", "kind", "licence"):
            value = getattr(item, "language" if name == "declared_language" else name)
            known = getattr(document, name)
            if value is not None and value != known and (known is None or corrects):
                setattr(document, name, value)
                filled = True
        if item.authors and list(item.authors) != document.authors and (corrects or not document.authors):
            document.authors, filled = list(item.authors), True
        if item.terms and list(item.terms) != document.terms and (corrects or not document.terms):
            document.terms, filled = list(item.terms), True
        if filled:
            self.revise(document)
        if known_by != (document.doi, document.address, document.authors):
            renew_study_keys(self._session, document)
        return filled

    def follow(self, document: DocumentRow, items: Sequence[RawDocument]) -> None:
        """Let all but the words of the document be what the first of `items` says, filled in from the others."""
        for name, value in _metadata(items[0]).items():
            setattr(document, name, value)
        for item in items[1:]:
            self.fill(document, item)
        self.revise(document)
        renew_study_keys(self._session, document)

    def delete(self, document: DocumentRow, why: str) -> None:
        """Take the document out of everything that is shown."""
        document.deleted_at, document.deleted_why = self._now, why
        self.revise(document)

    def revive(self, document: DocumentRow) -> None:
        """Let a deleted document be shown again."""
        document.deleted_at = document.deleted_why = document.merged_into = None
        self.revise(document)

    def settle(self, document: DocumentRow, records: Sequence[RecordRow]) -> None:
        """Let the document rest on those of its records that their sources stand by.

        Without any it is deleted. When none of them has the words that it shows, it shows those of the first.
        """
        living = [record for record in records if record.withdrawn_at is None]
        if not living:
            if document.deleted_at is None:
                self.delete(document, WITHDRAWN)
            return
        if document.words_key not in {record.words_key for record in living}:
            lead = next((record for record in living if record.stated is not None), None)
            if lead is not None and lead.stated is not None:
                self.renew(document, item_of(lead.stated), lead.words_key)


def _metadata(item: RawDocument) -> dict[str, Any]:
    return {
        "source": item.source,
        "address": item.address,
        "doi": item.doi,
        "authors": list(item.authors),
        "published": item.published,
        "year": item.year,
        "declared_language": item.language,
        "kind": item.kind,
        "terms": list(item.terms),
        "licence": item.licence,
        "date_found": item.date_found,
    }


def _take_date(document: DocumentRow, item: RawDocument, *, corrects: bool) -> bool:
    """Take the date that an item gives where that is right; a stated one always before one found by machine."""
    known = (document.published, document.year, document.date_found)
    if item.year is None:
        return False
    if document.date_found and not item.date_found:
        if item.published is None and item.year == document.year:
            return False  # the year agrees, and the day is better than none
        taken = (item.published, item.year, False)
    elif item.date_found and not document.date_found and document.year is not None:
        return False
    elif corrects or document.year is None:
        day = item.published or (document.published if document.year == item.year else None)
        taken = (day, item.year, item.date_found)
    elif document.published is None and item.published is not None and document.year == item.year:
        taken = (item.published, item.year, item.date_found)
    else:
        return False
    document.published, document.year, document.date_found = taken
    return taken != known
