"""Documents, their claims and their passages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.orm import Session, defer

from kb.domain.claims import Claim, ClaimKind
from kb.domain.documents import Document, DocumentId, Passage, SourceId
from kb.domain.vectors import Vectors
from kb.errors import NotFound
from kb.store.revisions import next_revision
from kb.store.tables import ClaimRow, DocumentRow, PassageRow, RecordRow

_MANY = 500  # within every database's limit on parameters


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with all that was read in it.

    `vectors` is float32 (n_passages, dim), None when not embedded or not asked for.
    """

    document: Document
    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...]
    vectors: Vectors | None
    embedded_by: str | None


@dataclass(frozen=True, slots=True)
class NewReading:
    """What the steps have read in a document: claims, and passages to embed."""

    document: Document
    claims: tuple[Claim, ...]
    passages: tuple[Passage, ...]


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


def read_documents(session: Session, ids: Iterable[str], *, with_vectors: bool = False) -> list[ReadDocument]:
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
        whole = select(PassageRow).where(PassageRow.document.in_(chunk))
        query = whole if with_vectors else whole.options(defer(PassageRow.vector, raiseload=True))
        for passage in session.scalars(query.order_by(PassageRow.document, PassageRow.number)):
            passages.setdefault(passage.document, []).append(passage)
        found += [_read(row, claims.get(row.id, []), passages.get(row.id, []), with_vectors) for row in rows]
    return sorted(found, key=lambda read: (read.document.revision, read.document.id))


def changed_since(session: Session, revision: int, limit: int, after: str = "") -> list[ReadDocument]:
    """Return at most `limit` documents past (`revision`, id `after`), deleted ones included, in that order."""
    later = (DocumentRow.revision > revision) | ((DocumentRow.revision == revision) & (DocumentRow.id > after))
    ids = session.scalars(
        select(DocumentRow.id).where(later).order_by(DocumentRow.revision, DocumentRow.id).limit(limit)
    ).all()
    return read_documents(session, ids, with_vectors=True)


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


def save_readings(session: Session, readings: Sequence[NewReading], read_by: str) -> int:
    """Replace what was read in these documents and return in how many.

    Left out, and so read again later, are documents whose words have changed or that were deleted meanwhile.
    Vectors of passages that stand at the same place in the same version are kept.
    """
    current = _current_rows(session, [(reading.document.id, reading.document.version) for reading in readings])
    kept = [reading for reading in readings if reading.document.id in current]
    ids = [reading.document.id for reading in kept]
    if not ids:
        return 0
    embedded = [row.id for row in current.values() if row.embedded_by is not None]
    old = session.scalars(select(PassageRow).where(PassageRow.document.in_(embedded))).all() if embedded else []
    vectors = {(p.document, p.start, p.end): p.vector for p in old if p.vector is not None}
    session.expunge_all()
    session.execute(delete(ClaimRow).where(ClaimRow.document.in_(ids)))
    session.execute(delete(PassageRow).where(PassageRow.document.in_(ids)))
    claims = [
        {
            "document": reading.document.id,
            "number": number,
            "kind": claim.kind,
            "value": claim.value,
            "start": claim.start,
            "end": claim.end,
            "confidence": claim.confidence,
            "step": claim.step,
            "step_version": claim.step_version,
        }
        for reading in kept
        for number, claim in enumerate(reading.claims)
    ]
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
    if claims:
        session.execute(insert(ClaimRow), claims)
    if passages:
        session.execute(insert(PassageRow), passages)
    bare = {passage["document"] for passage in passages if passage["vector"] is None}
    values = {"read_by": read_by, "revision": next_revision(session)}
    session.execute(update(DocumentRow).where(DocumentRow.id.in_(ids)).values(**values))
    if bare:
        session.execute(update(DocumentRow).where(DocumentRow.id.in_(bare)).values(embedded_by=None))
    return len(kept)


def save_vectors(session: Session, embedded: Sequence[tuple[ReadDocument, Vectors]], embedded_by: str) -> int:
    """Store one vector a passage, float32 (n_passages, dim) for each document, and return for how many documents.

    Left out are documents whose words or passages have changed, or that were deleted, meanwhile.
    """
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


def _current_rows(session: Session, versions: Sequence[tuple[str, int]]) -> dict[str, DocumentRow]:
    """Return the rows of those documents that still stand in the version named, by id."""
    wanted = dict(versions)
    rows = session.scalars(
        select(DocumentRow).where(DocumentRow.id.in_(list(wanted)), DocumentRow.deleted_at.is_(None))
    )
    return {row.id: row for row in rows if row.version == wanted[row.id]}


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


def _read(row: DocumentRow, claims: list[Claim], passages: list[PassageRow], with_vectors: bool) -> ReadDocument:
    kept = [passage.vector for passage in passages] if with_vectors else []
    vectors = [np.frombuffer(vector, dtype="<f4") for vector in kept if vector is not None]
    return ReadDocument(
        document=_document(row),
        claims=tuple(claims),
        passages=tuple(Passage(DocumentId(row.id), p.number, p.start, p.end) for p in passages),
        vectors=np.stack(vectors) if vectors and len(vectors) == len(passages) else None,
        embedded_by=row.embedded_by,
    )


def measure_documents(session: Session, surely: float) -> dict[str, list[tuple[str, str | None]]]:
    """Return for each measure the relevant documents that are surely about it, each with its stated design."""
    relevant = select(ClaimRow.document).where(ClaimRow.kind == ClaimKind.RELEVANCE, ClaimRow.value == "relevant")
    designs = select(ClaimRow.document, ClaimRow.value).where(ClaimRow.kind == ClaimKind.STUDY_DESIGN).subquery()
    rows = session.execute(
        select(ClaimRow.value, ClaimRow.document, designs.c.value)
        .join(DocumentRow, DocumentRow.id == ClaimRow.document)
        .outerjoin(designs, designs.c.document == ClaimRow.document)
        .where(
            ClaimRow.kind == ClaimKind.MEASURE,
            ClaimRow.value.is_not(None),
            ClaimRow.confidence >= surely,
            DocumentRow.deleted_at.is_(None),
            ClaimRow.document.in_(relevant),
        )
        .order_by(ClaimRow.value, ClaimRow.document)
    )
    found: dict[str, list[tuple[str, str | None]]] = {}
    for measure, document, design in rows:
        found.setdefault(measure, []).append((document, design))
    return found


def latest_documents(
    session: Session,
    *,
    challenges: Sequence[str],
    measures: Sequence[str],
    languages: Sequence[str],
    first_year: int | None,
    last_year: int | None,
    everything: bool,
    surely: float,
    offset: int,
    limit: int,
) -> tuple[list[DocumentId], int]:
    """Return the ids of a page of documents that pass all filters, newest first, and how many pass in all."""
    conditions: list[ColumnElement[bool]] = [DocumentRow.deleted_at.is_(None)]
    wanted: list[tuple[ClaimKind, Sequence[str], float]] = [
        (ClaimKind.CHALLENGE, challenges, surely),
        (ClaimKind.MEASURE, measures, surely),
        (ClaimKind.LANGUAGE, languages, 0.0),
        (ClaimKind.RELEVANCE, () if everything else ("relevant",), 0.0),
    ]
    for kind, values, least in wanted:
        if values:
            claimed = select(ClaimRow.document).where(
                ClaimRow.kind == kind, ClaimRow.value.in_(values), ClaimRow.confidence >= least
            )
            conditions.append(DocumentRow.id.in_(claimed))
    if first_year is not None:
        conditions.append(DocumentRow.year >= first_year)
    if last_year is not None:
        conditions.append(DocumentRow.year <= last_year)
    newest = (DocumentRow.year.desc().nulls_last(), DocumentRow.found_at.desc(), DocumentRow.id)
    ids = session.scalars(select(DocumentRow.id).where(*conditions).order_by(*newest).offset(offset).limit(limit))
    total = session.scalar(select(func.count()).select_from(DocumentRow).where(*conditions)) or 0
    return [DocumentId(found) for found in ids], total
