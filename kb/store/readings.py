"""What has been read in documents: who still waits, and storing what was found. Batches leave a whole state."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from kb.domain.claims import Claim
from kb.domain.documents import Document, Passage
from kb.domain.vectors import Vectors
from kb.store.claims import write_claims
from kb.store.documents import ReadDocument, first_ids, read_documents
from kb.store.judgements import with_judgements
from kb.store.revisions import next_revision, take_turn
from kb.store.studies import regroup, save_study_keys
from kb.store.tables import DocumentRow, PassageRow

_NEWEST = (DocumentRow.found_at.desc(), DocumentRow.id)


@dataclass(frozen=True, slots=True)
class ReadBy:
    """What reads: the steps with their versions and the passages' measure, and the version of the thesaurus."""

    steps: str
    thesaurus: str


@dataclass(frozen=True, slots=True)
class NewReading:
    """What the steps have read in a document: claims, and passages to embed."""

    document: Document
    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...]


def unread(session: Session, read_by: ReadBy, limit: int) -> list[Document]:
    """Return some documents, at most `limit`, that these have not read in their current version, newest first."""
    ids = first_ids(session, _to_read(read_by), _NEWEST, limit)
    return [read.document for read in read_documents(session, ids)]


def unembedded(session: Session, embedded_by: str, limit: int) -> list[ReadDocument]:
    """Return some documents, at most `limit`, that are read but not embedded by this model, newest first."""
    return read_documents(session, first_ids(session, _to_embed(embedded_by), _NEWEST, limit))


def count_unread(session: Session, read_by: ReadBy) -> int:
    """Return how many documents these steps have not read."""
    return session.scalar(select(func.count()).select_from(DocumentRow).where(*_to_read(read_by))) or 0


def count_unembedded(session: Session, embedded_by: str) -> int:
    """Return how many documents are read but not embedded by this model."""
    return session.scalar(select(func.count()).select_from(DocumentRow).where(*_to_embed(embedded_by))) or 0


def save_readings(session: Session, readings: Sequence[NewReading], read_by: ReadBy) -> int:
    """Replace what was read in these documents and return in how many.

    Left out, and so read again later, are documents whose words have changed or that were deleted meanwhile.
    Vectors of passages that stand at the same place in the same version are kept.
    """
    take_turn(session)
    current = _current_rows(session, [(reading.document.id, reading.document.version) for reading in readings])
    kept = [reading for reading in readings if reading.document.id in current]
    ids = [reading.document.id for reading in kept]
    if not ids:
        return 0
    embedded = [row.id for row in current.values() if row.embedded_by is not None]
    old = session.scalars(select(PassageRow).where(PassageRow.document.in_(embedded))).all() if embedded else []
    vectors = {(p.document, p.start, p.end): p.vector for p in old if p.vector is not None}
    session.expunge_all()
    session.execute(delete(PassageRow).where(PassageRow.document.in_(ids)))
    claims = with_judgements(session, {reading.document.id: reading.claims for reading in kept})
    write_claims(session, claims)
    passages = [
        {
            "document": p.document,
            "number": p.number,
            "start": p.start,
            "end": p.end,
            "vector": vectors.get((p.document, p.start, p.end)),
        }
        for reading in kept
        for p in reading.passages
    ]
    if passages:
        session.execute(insert(PassageRow), passages)
    bare = {passage["document"] for passage in passages if passage["vector"] is None}
    save_study_keys(session, [(reading.document, claims[reading.document.id]) for reading in kept])
    values = {"read_by": read_by.steps, "thesaurus": read_by.thesaurus, "revision": next_revision(session)}
    session.execute(update(DocumentRow).where(DocumentRow.id.in_(ids)).values(**values))
    if bare:
        session.execute(update(DocumentRow).where(DocumentRow.id.in_(bare)).values(embedded_by=None))
    regroup(session, ids)
    return len(kept)


def save_vectors(session: Session, embedded: Sequence[tuple[ReadDocument, Vectors]], embedded_by: str) -> int:
    """Store one vector a passage, float32 (n_passages, dim) for each document, and return for how many documents.

    Left out are documents whose words or passages have changed, or that were deleted, meanwhile.
    """
    take_turn(session)
    current = _current_rows(session, [(read.document.id, read.document.version) for read, _ in embedded])
    places: dict[str, list[tuple[int, int]]] = {key: [] for key in current}
    for document, start, end in session.execute(
        select(PassageRow.document, PassageRow.start, PassageRow.end)
        .where(PassageRow.document.in_(list(current)))
        .order_by(PassageRow.document, PassageRow.number)
    ):
        places[document].append((start, end))
    kept = [
        (read, vectors)
        for read, vectors in embedded
        if places.get(read.document.id) == [(p.start, p.end) for p in read.passages]
    ]
    session.expunge_all()
    rows = [
        {"document": read.document.id, "number": passage.number, "vector": np.asarray(vector, dtype="<f4").tobytes()}
        for read, vectors in kept
        for passage, vector in zip(read.passages, vectors, strict=True)
    ]
    if rows:
        session.execute(update(PassageRow), rows)
    if kept:
        ids = [read.document.id for read, _ in kept]
        values = {"embedded_by": embedded_by, "revision": next_revision(session)}
        session.execute(update(DocumentRow).where(DocumentRow.id.in_(ids)).values(**values))
    return len(kept)


def _current_rows(session: Session, versions: Sequence[tuple[str, int]]) -> dict[str, DocumentRow]:
    """Return the rows of those documents that still stand in the version named, by id."""
    wanted = dict(versions)
    rows = session.scalars(
        select(DocumentRow).where(DocumentRow.id.in_(list(wanted)), DocumentRow.deleted_at.is_(None))
    )
    return {row.id: row for row in rows if row.version == wanted[row.id]}


def _to_read(read_by: ReadBy) -> tuple[ColumnElement[bool], ...]:
    other = or_(
        DocumentRow.read_by.is_distinct_from(read_by.steps), DocumentRow.thesaurus.is_distinct_from(read_by.thesaurus)
    )
    return DocumentRow.deleted_at.is_(None), other


def _to_embed(embedded_by: str) -> tuple[ColumnElement[bool], ...]:
    return (
        DocumentRow.deleted_at.is_(None),
        DocumentRow.read_by.is_not(None),
        DocumentRow.embedded_by.is_distinct_from(embedded_by),
    )
