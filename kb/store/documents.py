"""Documents, their claims and their passages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, defer

from kb.domain.claims import Claim, ClaimKind
from kb.domain.documents import Document, DocumentId, Passage, SourceId
from kb.domain.vectors import Vectors
from kb.errors import NotFound
from kb.store.revisions import next_revision, take_turn
from kb.store.tables import ClaimRow, DocumentRow, PassageRow, RecordRow

_MOST_TEXT = 20_000_000
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
    return document_from(row)


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
    """Return some documents past (`revision`, id `after`), deleted ones included, at most `limit`, in that order."""
    in_order = (DocumentRow.revision, DocumentRow.id)
    return read_documents(session, first_ids(session, [_later(revision, after)], in_order, limit), with_vectors=True)


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


def delete_document(session: Session, document_id: str, now: datetime) -> None:
    """Mark the document as deleted, for good: no later import brings it back. Raise NotFound for an unknown one."""
    take_turn(session)
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


def _later(revision: int, after: str) -> ColumnElement[bool]:
    return (DocumentRow.revision > revision) | ((DocumentRow.revision == revision) & (DocumentRow.id > after))


def document_from(row: DocumentRow) -> Document:
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
        document=document_from(row),
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
