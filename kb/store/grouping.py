"""What belongs together, changed after the fact: taken back by its source, split and merged by a person."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kb.domain.documents import DocumentId, RecordId, document_id_of
from kb.domain.likeness import Rule, keys_of
from kb.domain.signatures import text_keys
from kb.domain.text import clean_line
from kb.errors import InputError, NotFound
from kb.store.editing import BY_HAND, FOUNDED, FOUNDERS, MERGED, SPLIT, Editor, item_of, records_of
from kb.store.judgements import apply_judgements
from kb.store.keys import Key, Keys
from kb.store.revisions import take_turn
from kb.store.rows import redirect_of
from kb.store.tables import DocumentRow, KeyRow, RecordRow

_MANY = 500  # within every database's limit on parameters


def withdraw(session: Session, source: str, external_ids: Collection[str], now: datetime) -> int:
    """Note that the source has taken back the records with these ids of its own; return of how many that was news.

    A document whose every record is taken back is deleted until one returns; one that showed the words of such
    a record shows those of another.
    """
    take_turn(session)
    ids = sorted({clean_line(external_id) for external_id in external_ids})
    still = select(RecordRow).where(RecordRow.source == source, RecordRow.withdrawn_at.is_(None))
    found: list[RecordRow] = []
    for first in range(0, len(ids), _MANY):
        found += session.scalars(still.where(RecordRow.external_id.in_(ids[first : first + _MANY])))
    for record in found:
        record.withdrawn_at = now
    editor = Editor(session, now)
    for document in sorted({record.document for record in found}):
        editor.settle(session.get_one(DocumentRow, document), records_of(session, document))
    return len(found)


def split(session: Session, record_id: str, now: datetime) -> DocumentId:
    """Let the record found a document of its own, and return that document.

    What it gave to its old document goes with it: words, metadata and keys. They are never joined again by
    themselves: a record that is there is not moved, and two documents are joined by `merge` only. Splitting what
    was merged brings the old document back where the record founded it. Raises NotFound, and InputError where there
    is nothing to split or no way to tell what is left.
    """
    take_turn(session)
    record = session.get(RecordRow, record_id)
    if record is None:
        raise NotFound(f"there is no record {record_id!r}")
    document = session.get_one(DocumentRow, record.document)
    if document.deleted_at is not None:
        raise InputError(f"document {document.id} of the record {record_id} is deleted; restore it first")
    rest = [other for other in records_of(session, document.id) if other.id != record.id]
    if not rest:
        raise InputError(f"record {record_id} is all that document {document.id} rests on: there is nothing to split")
    lead = _leading(document, rest)
    base = next((other for other in rest if other.matched_by in FOUNDERS), lead)
    for one in (record, lead, base):
        if one.stated is None:
            raise InputError(f"what record {one.id} says was not kept yet when it came; crawl or import it again first")
    editor = Editor(session, now)
    founded = _found(session, editor, record, document)
    record.document, record.matched_by, record.reason = founded.id, SPLIT, f"split from {document.id} by hand"
    if base.matched_by not in FOUNDERS:
        base.matched_by, base.reason = FOUNDED, f"the first record of the document since {record.id} was split from it"
    _leave_keys(session, document, record, rest)
    session.flush()
    items = {one.id: item_of(one.stated) for one in (base, lead, *rest) if one.stated is not None}
    editor.follow(document, list(items.values()))
    if document.words_key not in {one.words_key for one in rest}:
        editor.renew(document, items[lead.id], lead.words_key)
    editor.settle(document, rest)
    editor.settle(founded, [record])
    return DocumentId(founded.id)


def merge(session: Session, document_ids: Sequence[str], now: datetime, why: str) -> DocumentId:
    """Let the first document take the records of the others, and return it; they lead to it from now on.

    The first keeps its words, unless it has none, and learns what it did not know; what people decided about the
    others holds for it. Raises NotFound for an unknown
    or deleted document, and InputError for fewer than two.
    """
    take_turn(session)
    ids = list(dict.fromkeys(document_ids))
    if len(ids) < 2:
        raise InputError("name at least two documents to merge")
    if not why.strip():
        raise InputError("say why the documents are the same")
    first, *others = [_alive(session, document_id) for document_id in ids]
    editor = Editor(session, now)
    for other in others:
        records = records_of(session, other.id)
        moving = list(session.execute(select(KeyRow.kind, KeyRow.value).where(KeyRow.document == other.id)))
        session.execute(delete(KeyRow).where(KeyRow.document == other.id))
        moved: list[Key] = [(Rule(kind), value) for kind, value in moving]
        keys = Keys(session, moved)
        keys.add(first.id, moved)
        keys.write()
        for record in sorted(records, key=lambda one: one.words_key != other.words_key):
            if record.stated is not None:
                item = item_of(record.stated)
                editor.fill(first, item)
                if item.text and not first.text and record.withdrawn_at is None:
                    editor.renew(first, item, record.words_key)
            record.document, record.matched_by = first.id, MERGED
            record.reason = f"merged from {other.id} by hand: {clean_line(why)}"
        editor.delete(other, f"{BY_HAND}{clean_line(why)}")
        other.merged_into = first.id
    session.flush()
    apply_judgements(session, first)  # and those on what it has taken in
    editor.revise(first)
    return DocumentId(first.id)


def _alive(session: Session, document_id: str) -> DocumentRow:
    row = session.get(DocumentRow, document_id)
    if row is not None and row.merged_into is not None:
        raise InputError(f"document {document_id} was merged into {row.merged_into} already")
    if row is None or row.deleted_at is not None:
        raise NotFound(f"there is no document {document_id!r}")
    return row


def _leading(document: DocumentRow, records: Sequence[RecordRow]) -> RecordRow:
    """Return the record that the document is to follow: one that its source stands by, with the words that it has."""
    living = [record for record in records if record.withdrawn_at is None] or list(records)
    shown = [record for record in living if record.words_key == document.words_key]
    return next(iter(shown or [record for record in living if record.stated is not None] or living))


def _found(session: Session, editor: Editor, record: RecordRow, old: DocumentRow) -> DocumentRow:
    item = item_of(record.stated or {})  # which `split` has looked at
    key = document_id_of(RecordId(record.id))
    there = session.get(DocumentRow, key)
    if there is not None and there.merged_into is not None and redirect_of(session, key) == old.id:
        editor.revive(there)  # under its old address
        editor.follow(there, [item])
        if there.words_key != record.words_key:
            editor.renew(there, item, record.words_key)
    else:
        turn = 0
        while there is not None:  # the record founded the document that it is split from
            turn += 1
            key = document_id_of(RecordId(f"{record.id} {turn}"))
            there = session.get(DocumentRow, key)
        there = editor.found(item, record.words_key, key, record.found_at)
        session.flush()
    keys = _keys_of(record)
    ring = Keys(session, keys)
    ring.add(there.id, keys)
    ring.write()
    return there


def _leave_keys(session: Session, document: DocumentRow, record: RecordRow, rest: Sequence[RecordRow]) -> None:
    gone = set(_keys_of(record)) - {key for other in rest for key in _keys_of(other)}
    for rule, value in sorted(gone):
        session.execute(
            delete(KeyRow).where(KeyRow.kind == rule, KeyRow.value == value, KeyRow.document == document.id)
        )


def _keys_of(record: RecordRow) -> list[Key]:
    if record.stated is None:
        return []
    item = item_of(record.stated)
    return [*keys_of(item), *((Rule.TEXT, value) for value in text_keys(item.text))]
