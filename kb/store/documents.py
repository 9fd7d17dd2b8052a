"""Documents, their claims and their passages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, defer

from kb.domain.addresses import address_by_number
from kb.domain.claims import Claim, ClaimKind
from kb.domain.differences import Difference, difference
from kb.domain.documents import Document, DocumentId, Passage, RecordId, SourceId, content_of
from kb.domain.text import clean_line
from kb.domain.vectors import Vectors
from kb.errors import InputError, Moved, NotFound
from kb.store.claims import claims_of
from kb.store.editing import BY_HAND, WITHDRAWN
from kb.store.models import answering_name
from kb.store.revisions import next_revision, take_turn
from kb.store.rows import document_from, redirect_of
from kb.store.tables import ClaimRow, DocumentRow, EmbeddingRow, PassageRow, RecordRow, VersionRow

_MOST_TEXT = 20_000_000
_MANY = 500  # within every database's limit on parameters
_MOST_VERSIONS = 50


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with all that was read in it, in the passages of the model asked for; none without one.

    `vectors` is float32 (n_passages, dim), None when that model has not embedded this version.
    """

    document: Document
    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...]
    vectors: Vectors | None


@dataclass(frozen=True, slots=True)
class Origin:
    """One item of a source that a document rests on, and by what it was recognised (`reason`: in words).

    `reason` None: taken in before reasons were kept. `withdrawn_at`: since when its source has taken it back.
    `gave_words`: the document's words are the item's own.
    """

    source: SourceId
    external_id: str | None
    address: str | None
    matched_by: str
    blob: str | None
    found_at: datetime
    record: RecordId | None = None
    reason: str | None = None
    withdrawn_at: datetime | None = None
    gave_words: bool = False

    @property
    def original(self) -> str | None:
        """Where the item stands: the address that its source gives, else what its number surely leads to."""
        return self.address or (address_by_number(self.external_id) if self.external_id else None)


class State(StrEnum):
    """Whether a document is shown, and if not, who took it out."""

    HELD = "held"
    DELETED = "deleted"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Standing:
    """A document in whatever state, with the number of its versions and all that it rests on.

    `why` is what a person said who deleted or merged it; `merged_into` the document that it leads to.
    """

    document: Document
    state: State
    why: str | None
    merged_into: DocumentId | None
    versions: int
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What version `number` of a document says and the one before does not, and the reverse, line by line."""

    number: int
    found_at: datetime
    difference: Difference


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents there are, and how far the reading of them has come."""

    documents: int
    read: int
    embedded: int
    relevant: int
    claims: int
    passages: int


def get_document(session: Session, document_id: str) -> Document:
    """Return the document, or raise NotFound; a deleted one is not found, and for one that was merged it is Moved."""
    row = session.get(DocumentRow, document_id)
    into = redirect_of(session, document_id)
    if into is not None:
        raise Moved(f"document {document_id!r} was merged into {into!r}", to=into)
    if row is None or row.deleted_at is not None:
        raise NotFound(f"there is no document {document_id!r}")
    return document_from(row)


def get_read_document(session: Session, document_id: str) -> ReadDocument:
    """Return the document with its claims, or raise NotFound."""
    get_document(session, document_id)
    return read_documents(session, [document_id])[0]


def read_documents(session: Session, ids: Iterable[str], model: str | None = None) -> list[ReadDocument]:
    """Return the documents with these ids, deleted ones included, in the order of their revision and id.

    With passages and vectors of `model`, where one is named.
    """
    wanted = sorted(set(ids))
    found: list[ReadDocument] = []
    for first in range(0, len(wanted), _MANY):
        chunk = wanted[first : first + _MANY]
        rows = session.scalars(select(DocumentRow).where(DocumentRow.id.in_(chunk))).all()
        claims = claims_of(session, chunk)
        passages, embedded = _passages(session, chunk, model) if model is not None else ({}, {})
        found += [
            _read(row, claims.get(row.id, []), passages.get(row.id, []), embedded.get(row.id) == row.version)
            for row in rows
        ]
    return sorted(found, key=lambda read: (read.document.revision, read.document.id))


def _passages(session: Session, ids: Sequence[str], model: str) -> tuple[dict[str, list[PassageRow]], dict[str, int]]:
    """Return the model's passages by document, in order, and of those that it has embedded the version."""
    passages: dict[str, list[PassageRow]] = {}
    ordered = (
        select(PassageRow)
        .where(PassageRow.document.in_(ids), PassageRow.model == model)
        .order_by(PassageRow.document, PassageRow.number)
    )
    for passage in session.scalars(ordered):
        passages.setdefault(passage.document, []).append(passage)
    return passages, embedded_versions(session, ids, model)


def embedded_versions(session: Session, ids: Sequence[str], model: str) -> dict[str, int]:
    """Return which version of these documents, at most some hundred, the model has embedded; none of the others."""
    rows = session.execute(
        select(EmbeddingRow.document, EmbeddingRow.version).where(
            EmbeddingRow.document.in_(ids), EmbeddingRow.model == model, EmbeddingRow.embedded
        )
    )
    return {document: version for document, version in rows}  # noqa: C416 - rows are no pairs to the type checker


def changed_since(
    session: Session, revision: int, limit: int, after: str = "", model: str | None = None
) -> list[ReadDocument]:
    """Return some documents past (`revision`, id `after`), deleted ones included, at most `limit`, in that order.

    With passages and vectors of `model`, where one is named.
    """
    in_order = (DocumentRow.revision, DocumentRow.id)
    return read_documents(session, first_ids(session, [_later(revision, after)], in_order, limit), model)


def first_ids(
    session: Session, conditions: Sequence[ColumnElement[bool]], order: Sequence[Any], limit: int
) -> list[DocumentId]:
    """Return the first ids in `order`, at most `limit`, and no more than about 20 million characters of text.

    So a batch fits in memory whatever its documents hold; there is always at least one.
    """
    sized = select(DocumentRow.id, func.length(DocumentRow.text)).where(*conditions).order_by(*order).limit(limit)
    ids: list[DocumentId] = []
    characters = 0
    for document, length in session.execute(sized):
        characters += length
        if ids and characters > _MOST_TEXT:
            break
        ids.append(DocumentId(document))
    return ids


def count_changed_since(session: Session, revision: int, after: str = "") -> int:
    """Return how many documents stand past (`revision`, id `after`)."""
    return session.scalar(select(func.count()).select_from(DocumentRow).where(_later(revision, after))) or 0


def standing(session: Session, document_id: str) -> Standing:
    """Return how the document stands, deleted or not; raise NotFound for one that was never there."""
    row = session.get(DocumentRow, document_id)
    if row is None:
        raise NotFound(f"there is no document {document_id!r}")
    state, why = State.HELD, None
    if row.deleted_at is not None:
        state = State.WITHDRAWN if row.deleted_why == WITHDRAWN else State.DELETED
        state = State.MERGED if row.merged_into else state
        why = (row.deleted_why or "").removeprefix(BY_HAND) or None if state is not State.WITHDRAWN else None
    into = DocumentId(row.merged_into) if row.merged_into else None
    return Standing(document_from(row), state, why, into, row.version, tuple(origins(session, document_id)))


def delete_document(session: Session, document_id: str, now: datetime, why: str = "") -> None:
    """Delete the document for good: nothing that comes later brings it back, from whatever source and in whatever form.

    `why` is kept. A document that its sources have taken back can be deleted as well: then it stays deleted when
    they bring it back. Raises NotFound for an unknown one and for one that is deleted already.
    """
    take_turn(session)
    row = session.get(DocumentRow, document_id)
    if row is None or (row.deleted_at is not None and row.deleted_why != WITHDRAWN):
        raise NotFound(f"there is no document {document_id!r}")
    row.deleted_at, row.deleted_why = now, f"{BY_HAND}{clean_line(why)}"
    row.revision = next_revision(session)


def restore_document(session: Session, document_id: str) -> State:
    """Bring back a document that a person deleted, and return how it stands: its sources may have taken it back.

    Raises NotFound for an unknown one, and InputError for one that no person deleted or that was merged.
    """
    take_turn(session)
    found = standing(session, document_id)
    if found.state is State.HELD:
        raise InputError(f"document {document_id} is not deleted")
    if found.state is State.MERGED:
        raise InputError(f"document {document_id} was merged into {found.merged_into}: split its records from there")
    if found.state is State.WITHDRAWN:
        raise InputError(f"document {document_id} was taken back by its sources, and returns when they bring it back")
    row = session.get_one(DocumentRow, document_id)
    row.revision = next_revision(session)
    if found.origins and all(origin.withdrawn_at is not None for origin in found.origins):
        row.deleted_why = WITHDRAWN
        return State.WITHDRAWN
    row.deleted_at = row.deleted_why = None
    return State.HELD


def origins(session: Session, document_id: str) -> list[Origin]:
    """Return the items of sources that the document rests on, first found first."""
    rows = session.scalars(
        select(RecordRow)
        .where(RecordRow.document == document_id)
        .order_by(RecordRow.found_at, RecordRow.id)
        .options(defer(RecordRow.stated, raiseload=True))
    )
    words_key = session.scalar(select(DocumentRow.words_key).where(DocumentRow.id == document_id))
    return [
        Origin(
            source=SourceId(row.source),
            external_id=row.external_id,
            address=row.address,
            matched_by=row.matched_by,
            blob=row.blob,
            found_at=row.found_at,
            record=RecordId(row.id),
            reason=row.reason,
            withdrawn_at=row.withdrawn_at,
            gave_words=row.words_key == words_key,
        )
        for row in rows
    ]


def changes(session: Session, document_id: str) -> list[Change]:
    """Return what each version after the first changed, newest first; none for an unknown document."""
    rows = session.scalars(
        select(VersionRow)
        .where(VersionRow.document == document_id)
        .order_by(VersionRow.number.desc())
        .limit(_MOST_VERSIONS)
    ).all()
    return [
        Change(new.number, new.found_at, difference(content_of(old.title, old.text), content_of(new.title, new.text)))
        for new, old in pairwise(rows)
    ]


def count_all(session: Session) -> Counts:
    """Return how many there are of everything; deleted documents do not count.

    `embedded` and `passages` are those of the model that answers.
    """
    alive = DocumentRow.deleted_at.is_(None)
    model = answering_name(session)

    def count(*conditions: object) -> int:
        query = select(func.count()).select_from(DocumentRow).where(alive, *conditions)  # type: ignore[arg-type]
        return session.scalar(query) or 0

    relevant = (
        select(func.count())
        .select_from(ClaimRow)
        .where(ClaimRow.kind == ClaimKind.RELEVANCE, ClaimRow.value == "relevant")
    )
    return Counts(
        documents=count(),
        read=count(DocumentRow.read_by.is_not(None)),
        embedded=count(
            exists().where(
                EmbeddingRow.document == DocumentRow.id,
                EmbeddingRow.model == model,
                EmbeddingRow.version == DocumentRow.version,
                EmbeddingRow.embedded,
            )
        ),
        relevant=session.scalar(relevant) or 0,
        claims=session.scalar(select(func.count()).select_from(ClaimRow)) or 0,
        passages=session.scalar(select(func.count()).select_from(PassageRow).where(PassageRow.model == model)) or 0,
    )


def _later(revision: int, after: str) -> ColumnElement[bool]:
    # The first is what the index on revisions serves; of an alternative alone SQLite reads all rows.
    return (DocumentRow.revision >= revision) & ((DocumentRow.revision > revision) | (DocumentRow.id > after))


def _read(row: DocumentRow, claims: list[Claim], passages: list[PassageRow], embedded: bool) -> ReadDocument:
    vectors = [np.frombuffer(p.vector, dtype="<f4") for p in passages if embedded and p.vector is not None]
    return ReadDocument(
        document=document_from(row),
        claims=tuple(claims),
        passages=tuple(Passage(DocumentId(row.id), p.number, p.start, p.end) for p in passages),
        vectors=np.stack(vectors) if vectors and len(vectors) == len(passages) else None,
    )


def headings(session: Session, ids: Iterable[str]) -> dict[DocumentId, tuple[str, int | None, SourceId]]:
    """Return title, year and source of those of these documents that are held."""
    wanted = sorted(set(ids))
    found: dict[DocumentId, tuple[str, int | None, SourceId]] = {}
    for first in range(0, len(wanted), _MANY):
        rows = session.execute(
            select(DocumentRow.id, DocumentRow.title, DocumentRow.year, DocumentRow.source).where(
                DocumentRow.id.in_(wanted[first : first + _MANY]), DocumentRow.deleted_at.is_(None)
            )
        )
        found |= {DocumentId(key): (title, year, SourceId(source)) for key, title, year, source in rows}
    return found
