"""Take in what sources gave: recognise what we have, keep what is new, and say what was done."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.domain.documents import DocumentId, RawDocument, RecordId, document_id_of, twin_of
from kb.domain.likeness import Likeness, Rule, Traits, keys_of, likeness, traits_of
from kb.domain.signatures import text_keys
from kb.store.blobs import Blobs
from kb.store.editing import (
    FOUNDED,
    FOUNDED_WHY,
    FOUNDERS,
    WITHDRAWN,
    Editor,
    stated_of,
    traits_of_document,
)
from kb.store.keys import CROWD, Key, Keys
from kb.store.members import Members
from kb.store.revisions import take_turn
from kb.store.tables import DocumentRow, RecordRow

_MANY = 500  # within every database's limit on parameters


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


def ingest(session: Session, items: Sequence[RawDocument], blobs: Blobs, now: datetime) -> list[Ingested]:
    """Take in `items` in order and return what became of each.

    An item is the same record when its source gives it the same id; else it belongs to the document that the rules
    in `kb.domain.likeness` find for it. A record that is there is never moved, and two documents are never joined:
    what a person split or merged stays so. A new version is stored only when words changed. A document that
    somebody deleted stays deleted; one that its sources took back returns with them.
    """
    batch = _Batch(session, [_Given(item.normalised()) for item in items], blobs, now)
    done = [batch.take(given) for given in batch.given]
    batch.keys.write()
    return done


class _Given:
    """An item in its normal form, with what is computed from it once."""

    def __init__(self, item: RawDocument) -> None:
        self.item = item
        self.words_key = item.words_key
        self.record_id = item.record_id
        self.twin_id = twin_of(self.record_id, self.words_key)
        self.traits = traits_of(item)
        self.stated: dict[str, Any] = stated_of(item)

    @cached_property
    def keys(self) -> dict[Rule, list[Key]]:
        """What the item can be recognised by, for each rule."""
        found: dict[Rule, list[Key]] = {rule: [] for rule in Rule}
        for key in keys_of(self.item):
            found[key[0]].append(key)
        found[Rule.TEXT] = [(Rule.TEXT, value) for value in text_keys(self.item.text)]
        return found

    @property
    def all_keys(self) -> list[Key]:
        """What the item can be recognised by."""
        return [key for keys in self.keys.values() for key in keys]


class _Batch:
    """What is known of everything that a batch of items may meet, read from the database in a few queries."""

    def __init__(self, session: Session, given: list[_Given], blobs: Blobs, now: datetime) -> None:
        self.given, self._session, self._now = given, session, now
        # Before the first statement, so that no lock is held while bytes are written; kept twice they are one file.
        self._kept = {one.item.content: blobs.put(one.item.content) for one in given if one.item.content}
        take_turn(session)
        self._editor = Editor(session, now)
        # Of the whole run where its batches share a session: two items with one id may stand far apart.
        self._taken: dict[str, str] = session.info.setdefault(f"taken {now.isoformat()}", {})
        record_ids: set[str] = {key for one in given for key in (one.record_id, one.twin_id)}
        self._records = {row.id: row for row in _fetch(session, RecordRow, RecordRow.id, record_ids)}
        times = Counter(one.record_id for one in given)
        # What is there and says what it said needs no looking up: most of what a second run gives.
        self.keys = Keys(
            session,
            (key for one in given if times[one.record_id] > 1 or not self._is_as_it_was(one) for key in one.all_keys),
        )
        wanted = self.keys.all_documents | {record.document for record in self._records.values()}
        self._documents = {row.id: row for row in _fetch(session, DocumentRow, DocumentRow.id, wanted)}
        self._members = Members(session, wanted)
        self._traits: dict[str, Traits] = {}

    def take(self, given: _Given) -> Ingested:
        words = given.words_key
        record = self._records.get(given.twin_id) or self._records.get(given.record_id)
        # The source gives this id to another item of this very run: a second item, not a second version.
        twin = record is not None and self._taken.get(record.id, words) != words
        twin |= record is not None and record.changed_at == self._now and record.words_key != words
        if record is not None and not twin:
            self._taken[record.id] = words
            return self._again(given, record)
        key = given.twin_id if twin else given.record_id
        self._taken[key] = words
        match = self._match(given)
        if match is not None:
            return self._join(given, key, *match)
        document = self._editor.found(given.item, words, document_id_of(key), self._now)
        self._documents[document.id] = document
        self._add_record(given, key, document, FOUNDED, FOUNDED_WHY)
        return Ingested(DocumentId(document.id), Outcome.NEW, FOUNDED)

    def _is_as_it_was(self, given: _Given) -> bool:
        record = self._records.get(given.twin_id) or self._records.get(given.record_id)
        return record is not None and record.withdrawn_at is None and record.stated == given.stated

    def _again(self, given: _Given, record: RecordRow) -> Ingested:
        item, document = given.item, self._documents[record.document]
        record.blob, record.media_type = self._blob(item) or record.blob, item.media_type
        if self._is_as_it_was(given):
            return self._done(document, Outcome.UNCHANGED, record.matched_by)
        leads = record.words_key == document.words_key
        changed = False
        if record.withdrawn_at is not None:
            record.withdrawn_at = None
            if document.deleted_why == WITHDRAWN:  # it is the only one that stands, so the document reads as it does
                self._editor.revive(document)
                leads = changed = True
        changed |= self._editor.fill(document, item, corrects=record.matched_by in FOUNDERS)
        record.stated, record.address = given.stated, item.address or record.address
        if record.words_key != given.words_key:
            record.words_key, record.changed_at = given.words_key, self._now
        if leads and given.words_key != document.words_key:
            self._editor.renew(document, item, given.words_key)
            changed = True
        elif leads and item.text == document.text and list(item.page_starts) != document.page_starts:
            document.page_starts, changed = list(item.page_starts), True
            self._editor.revise(document)
        self._members.remember(document, record, given.traits)
        self.keys.add(document.id, given.all_keys)
        return self._done(document, Outcome.CHANGED if changed else Outcome.UNCHANGED, record.matched_by)

    def _join(self, given: _Given, key: RecordId, document: DocumentRow, match: Likeness) -> Ingested:
        item = given.item
        self._add_record(given, key, document, match.rule, match.reason)
        returns = document.deleted_why == WITHDRAWN
        if returns:
            self._editor.revive(document)
        self._editor.fill(document, item)
        # The same page under another headline is the page as it reads now; another source's words are its own.
        renamed = match.rule is Rule.ADDRESS and item.source == document.source
        fresh = given.words_key != document.words_key and (renamed or returns or not document.text)
        # What comes back without a text must not bring back that of a record that is taken back still.
        renewed = fresh and (returns or bool(item.text))
        if renewed:
            self._editor.renew(document, item, given.words_key)
        outcome = Outcome.CHANGED if returns or renewed else Outcome.DUPLICATE
        return self._done(document, outcome, match.rule)

    def _done(self, document: DocumentRow, outcome: Outcome, matched_by: str) -> Ingested:
        self._traits.pop(document.id, None)
        # What somebody deleted goes on learning how its item reads, so that it is known in whatever form it comes.
        outcome = outcome if document.deleted_at is None else Outcome.DELETED
        return Ingested(DocumentId(document.id), outcome, matched_by)

    def _match(self, given: _Given) -> tuple[DocumentRow, Likeness] | None:
        for rule in Rule:
            best: tuple[tuple[bool, float], DocumentRow, Likeness] | None = None
            for document in self._candidates(rule, given):
                candidate = document.id
                rival = self._members.has_rival(rule, given.item, candidate)
                faces = (self._shown(document), *self._members.faces(candidate))
                alike = [found for face in faces if (found := likeness(rule, given.traits, face, rival=rival))]
                if not alike or (rule is Rule.TEXT and self._members.would_mix(given.item.title, candidate)):
                    continue
                found = max(alike, key=lambda one: one.degree)
                rank = document.words_key == given.words_key, found.degree
                if best is None or rank > best[0]:  # of equals the one with the lowest id: the same in every run
                    best = rank, document, found
            if best is not None:
                return best[1:]
        return None

    def _candidates(self, rule: Rule, given: _Given) -> list[DocumentRow]:
        found = [self._documents[candidate] for candidate in self.keys.documents(given.keys[rule])]
        if rule is Rule.TITLE and len(found) > CROWD:  # such a title says nothing: only the words as a whole do
            return [document for document in found if document.words_key == given.words_key]
        return found

    def _shown(self, document: DocumentRow) -> Traits:
        if document.id not in self._traits:
            self._traits[document.id] = traits_of_document(document)
        return self._traits[document.id]

    def _add_record(self, given: _Given, key: RecordId, document: DocumentRow, matched_by: str, reason: str) -> None:
        item = given.item
        record = RecordRow(
            id=key,
            document=document.id,
            source=item.source,
            external_id=item.external_id,
            address=item.address,
            words_key=given.words_key,
            blob=self._blob(item),
            media_type=item.media_type,
            matched_by=matched_by,
            reason=reason,
            stated=given.stated,
            withdrawn_at=None,
            found_at=self._now,
            changed_at=self._now,
        )
        self._session.add(record)
        self._records[record.id] = record
        self._members.remember(document, record, given.traits)
        self.keys.add(document.id, given.all_keys)

    def _blob(self, item: RawDocument) -> str | None:
        return item.blob or self._kept.get(item.content)


def _fetch(session: Session, row_type: type, column: object, values: Collection[str]) -> list:  # type: ignore[type-arg]
    ordered = sorted(values)
    found: list = []  # type: ignore[type-arg]
    for first in range(0, len(ordered), _MANY):
        chunk = ordered[first : first + _MANY]
        found += session.scalars(select(row_type).where(column.in_(chunk))).all()  # type: ignore[attr-defined]
    return found
