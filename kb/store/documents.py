"""Documents, their claims and their passages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from kb.domain.claims import Claim, ClaimKind
from kb.domain.documents import Document, DocumentId, Passage, SourceId
from kb.domain.vectors import Vectors
from kb.errors import NotFound
from kb.store.revisions import next_revision
from kb.store.tables import ClaimRow, DocumentRow, PassageRow, RecordRow

_MANY = 500  # within every database's limit on parameters


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with all that was read in it. `vectors` is float32 (n_passages, dim), or None when not embedded."""

    document: Document
    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...]
    vectors: Vectors | None
    embedded_by: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """One item of a source that a document rests on, and by what it was recognised."""

    source: SourceId
    external_id: str | None
    address: str | None
    matched_by: str
    blob: str | None
    found_at: datetime


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
    """Return the document, or raise NotFound; a deleted one is not found."""
    row = session.get(DocumentRow, document_id)
    if row is None or row.deleted_at is not None:
        raise NotFound(f"there is no document {document_id!r}")
    return _document(row)


def get_read_document(session: Session, document_id: str) -> ReadDocument:
    """Return the document with its claims and passages, or raise NotFound."""
    get_document(session, document_id)
    return read_documents(session, [document_id])[0]


def read_documents(session: Session, ids: Iterable[str]) -> list[ReadDocument]:
    """Return the documents with these ids, deleted ones included, in the order of their revision and id."""
    wanted = sorted(set(ids))
    found: list[ReadDocument] = []
    for first in range(0, len(wanted), _MANY):
        chunk = wanted[first : first + _MANY]
        rows = session.scalars(select(DocumentRow).where(DocumentRow.id.in_(chunk))).all()
        claims: dict[str, list[Claim]] = {}
        for claim in session.scalars(
            select(ClaimRow).where(ClaimRow.document.in_(chunk)).order_by(ClaimRow.document, ClaimRow.number)
        ):
            claims.setdefault(claim.document, []).append(_claim(claim))
        passages: dict[str, list[PassageRow]] = {}
        for passage in session.scalars(
            select(PassageRow).where(PassageRow.document.in_(chunk)).order_by(PassageRow.document, PassageRow.number)
        ):
            passages.setdefault(passage.document, []).append(passage)
        found += [_read(row, claims.get(row.id, []), passages.get(row.id, [])) for row in rows]
    return sorted(found, key=lambda read: (read.document.revision, read.document.id))


def changed_since(session: Session, revision: int, limit: int, after: str = "") -> list[ReadDocument]:
    """Return at most `limit` documents past (`revision`, id `after`), deleted ones included, in that order."""
    later = (DocumentRow.revision > revision) | ((DocumentRow.revision == revision) & (DocumentRow.id > after))
    ids = session.scalars(
        select(DocumentRow.id).where(later).order_by(DocumentRow.revision, DocumentRow.id).limit(limit)
    ).all()
    return read_documents(session, ids)


def count_changed_since(session: Session, revision: int) -> int:
    """Return how many documents have changed after `revision`."""
    return session.scalar(select(func.count()).select_from(DocumentRow).where(DocumentRow.revision > revision)) or 0


def unread(session: Session, read_by: str, limit: int) -> list[Document]:
    """Return at most `limit` documents that these steps have not read in their current version, newest first."""
    rows = session.scalars(
        select(DocumentRow)
        .where(DocumentRow.deleted_at.is_(None), DocumentRow.read_by.is_distinct_from(read_by))
        .order_by(DocumentRow.found_at.desc(), DocumentRow.id)
        .limit(limit)
    )
    return [_document(row) for row in rows]


def unembedded(session: Session, embedded_by: str, limit: int) -> list[ReadDocument]:
    """Return at most `limit` documents that are read but not embedded by this model, newest first."""
    ids = session.scalars(
        select(DocumentRow.id)
        .where(*_to_embed(embedded_by))
        .order_by(DocumentRow.found_at.desc(), DocumentRow.id)
        .limit(limit)
    ).all()
    return read_documents(session, ids)


def count_unread(session: Session, read_by: str) -> int:
    """Return how many documents these steps have not read."""
    condition = (DocumentRow.deleted_at.is_(None), DocumentRow.read_by.is_distinct_from(read_by))
    return session.scalar(select(func.count()).select_from(DocumentRow).where(*condition)) or 0


def count_unembedded(session: Session, embedded_by: str) -> int:
    """Return how many documents are read but not embedded by this model."""
    return session.scalar(select(func.count()).select_from(DocumentRow).where(*_to_embed(embedded_by))) or 0


def save_reading(
    session: Session,
    document: Document,
    read_by: str,
    claims: Sequence[Claim],
    passages: Sequence[Passage],
) -> bool:
    """Replace what was read in the document; return False, storing nothing, when its words have changed meanwhile.

    Vectors of passages that stand at the same place in the same version are kept.
    """
    row = session.get(DocumentRow, document.id)
    if row is None or row.version != document.version or row.deleted_at is not None:
        return False
    kept = {}
    if row.embedded_by is not None:
        old = session.scalars(select(PassageRow).where(PassageRow.document == document.id)).all()
        kept = {(p.start, p.end): p.vector for p in old if p.vector is not None}
    session.execute(delete(ClaimRow).where(ClaimRow.document == document.id))
    session.execute(delete(PassageRow).where(PassageRow.document == document.id))
    session.add_all(
        ClaimRow(
            document=document.id,
            number=number,
            kind=claim.kind,
            value=claim.value,
            start=claim.start,
            end=claim.end,
            confidence=claim.confidence,
            step=claim.step,
            step_version=claim.step_version,
        )
        for number, claim in enumerate(claims)
    )
    vectors = [kept.get((passage.start, passage.end)) for passage in passages]
    session.add_all(
        PassageRow(document=document.id, number=p.number, start=p.start, end=p.end, vector=vector)
        for p, vector in zip(passages, vectors, strict=True)
    )
    row.read_by = read_by
    if None in vectors:
        row.embedded_by = None
    row.revision = next_revision(session)
    return True


def save_vectors(session: Session, read: ReadDocument, embedded_by: str, vectors: Vectors) -> bool:
    """Store one vector a passage, float32 (n_passages, dim); return False when the document changed meanwhile."""
    row = session.get(DocumentRow, read.document.id)
    if row is None or row.version != read.document.version or row.deleted_at is not None or row.read_by is None:
        return False
    places = session.execute(
        select(PassageRow.start, PassageRow.end).where(PassageRow.document == row.id).order_by(PassageRow.number)
    ).all()
    if [(start, end) for start, end in places] != [(p.start, p.end) for p in read.passages]:
        return False
    for passage, vector in zip(read.passages, vectors, strict=True):
        session.execute(
            update(PassageRow)
            .where(PassageRow.document == row.id, PassageRow.number == passage.number)
            .values(vector=np.asarray(vector, dtype="<f4").tobytes())
        )
    row.embedded_by = embedded_by
    row.revision = next_revision(session)
    return True


def delete_document(session: Session, document_id: str, now: datetime) -> None:
    """Mark the document as deleted, for good: no later import brings it back. Raise NotFound for an unknown one."""
    get_document(session, document_id)
    row = session.get_one(DocumentRow, document_id)
    row.deleted_at = now
    row.revision = next_revision(session)


def origins(session: Session, document_id: str) -> list[Origin]:
    """Return the items of sources that the document rests on, first found first."""
    rows = session.scalars(
        select(RecordRow).where(RecordRow.document == document_id).order_by(RecordRow.found_at, RecordRow.id)
    )
    return [
        Origin(SourceId(row.source), row.external_id, row.address, row.matched_by, row.blob, row.found_at)
        for row in rows
    ]


def found_between(session: Session, start: datetime, end: datetime) -> list[DocumentId]:
    """Return the documents first found from `start` up to, not including, `end`, newest first."""
    rows = session.scalars(
        select(DocumentRow.id)
        .where(DocumentRow.found_at >= start, DocumentRow.found_at < end, DocumentRow.deleted_at.is_(None))
        .order_by(DocumentRow.found_at.desc(), DocumentRow.id)
    )
    return [DocumentId(row) for row in rows]


def count_all(session: Session) -> Counts:
    """Return how many there are of everything; deleted documents do not count."""
    alive = DocumentRow.deleted_at.is_(None)

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
        embedded=count(DocumentRow.embedded_by.is_not(None)),
        relevant=session.scalar(relevant) or 0,
        claims=session.scalar(select(func.count()).select_from(ClaimRow)) or 0,
        passages=session.scalar(select(func.count()).select_from(PassageRow)) or 0,
    )


def _to_embed(embedded_by: str) -> tuple:  # type: ignore[type-arg]
    return (
        DocumentRow.deleted_at.is_(None),
        DocumentRow.read_by.is_not(None),
        DocumentRow.embedded_by.is_distinct_from(embedded_by),
    )


def _document(row: DocumentRow) -> Document:
    return Document(
        id=DocumentId(row.id),
        source=SourceId(row.source),
        title=row.title,
        text=row.text,
        version=row.version,
        revision=row.revision,
        address=row.address,
        doi=row.doi,
        authors=tuple(row.authors),
        published=row.published,
        year=row.year,
        declared_language=row.declared_language,
        kind=row.kind,
        terms=tuple(row.terms),
        found_at=row.found_at,
        deleted=row.deleted_at is not None,
    )


def _claim(row: ClaimRow) -> Claim:
    return Claim(ClaimKind(row.kind), row.value, row.step, row.step_version, row.start, row.end, row.confidence)


def _read(row: DocumentRow, claims: list[Claim], passages: list[PassageRow]) -> ReadDocument:
    vectors = [np.frombuffer(p.vector, dtype="<f4") for p in passages if p.vector is not None]
    return ReadDocument(
        document=_document(row),
        claims=tuple(claims),
        passages=tuple(Passage(DocumentId(row.id), p.number, p.start, p.end) for p in passages),
        vectors=np.stack(vectors) if vectors and len(vectors) == len(passages) else None,
        embedded_by=row.embedded_by,
    )
