"""Passages and their vectors, of each model by itself: which documents still wait for it, and storing what it made."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import ColumnElement, delete, exists, func, insert, select, update
from sqlalchemy.orm import Session

from kb.domain.documents import Document, Passage
from kb.domain.vectors import Vectors
from kb.store.documents import first_ids
from kb.store.models import answering_name
from kb.store.readings import NEWEST, in_version
from kb.store.revisions import next_revision, take_turn
from kb.store.rows import document_from
from kb.store.tables import DocumentRow, EmbeddingRow, PassageRow


@dataclass(frozen=True, slots=True)
class Cut:
    """A document in the passages of a model. `vectors` is float32 (n_passages, dim), None: not embedded yet."""

    document: Document
    passages: tuple[Passage, ...]
    vectors: Vectors | None = None


def uncut(session: Session, model: str, limit: int) -> list[Document]:
    """Return some documents, at most `limit`, that are read but not cut by this model, newest first."""
    return _documents(session, _waiting(model), limit)


def unembedded(session: Session, model: str, limit: int) -> list[Document]:
    """Return some documents, at most `limit`, that are read but not embedded by this model, newest first."""
    return _documents(session, _waiting(model, EmbeddingRow.embedded.is_(True)), limit)


def count_uncut(session: Session, model: str) -> int:
    """Return how many documents are read but not cut by this model."""
    return session.scalar(select(func.count()).select_from(DocumentRow).where(*_waiting(model))) or 0


def count_unembedded(session: Session, model: str) -> int:
    """Return how many documents are read but not embedded by this model."""
    waiting = _waiting(model, EmbeddingRow.embedded.is_(True))
    return session.scalar(select(func.count()).select_from(DocumentRow).where(*waiting)) or 0


def save_passages(session: Session, cuts: Sequence[Cut], model: str) -> int:
    """Let these be the model's passages of these documents, and return of how many.

    Left out are documents whose words have changed, or that were deleted, meanwhile. The documents count as changed
    unless another model answers: then no index follows these passages yet.
    """
    take_turn(session)
    current = in_version(session, [(cut.document.id, cut.document.version) for cut in cuts])
    kept = [cut for cut in cuts if cut.document.id in current]
    ids = [cut.document.id for cut in kept]
    if not ids:
        return 0
    for table in (PassageRow, EmbeddingRow):
        session.execute(delete(table).where(table.document.in_(ids), table.model == model))
    rows = [row for cut in kept for row in _rows(cut, model)]
    if rows:
        session.execute(insert(PassageRow), rows)
    come = [
        {
            "document": cut.document.id,
            "model": model,
            "version": cut.document.version,
            "embedded": cut.vectors is not None,
        }
        for cut in kept
    ]
    session.execute(insert(EmbeddingRow), come)
    if answering_name(session) in (model, None):
        revision = next_revision(session)
        session.execute(update(DocumentRow).where(DocumentRow.id.in_(ids)).values(revision=revision))
    return len(kept)


def _rows(cut: Cut, model: str) -> list[dict[str, object]]:
    vectors = [None] * len(cut.passages) if cut.vectors is None else np.asarray(cut.vectors, dtype="<f4")
    return [
        {
            "document": passage.document,
            "model": model,
            "number": passage.number,
            "start": passage.start,
            "end": passage.end,
            "vector": None if vector is None else vector.tobytes(),
        }
        for passage, vector in zip(cut.passages, vectors, strict=True)
    ]


def _documents(session: Session, waiting: Sequence[ColumnElement[bool]], limit: int) -> list[Document]:
    ids = first_ids(session, waiting, NEWEST, limit)
    rows = session.scalars(select(DocumentRow).where(DocumentRow.id.in_(ids)).order_by(*NEWEST))
    return [document_from(row) for row in rows]


def _waiting(model: str, *far_enough: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    come = exists().where(
        EmbeddingRow.document == DocumentRow.id,
        EmbeddingRow.model == model,
        EmbeddingRow.version == DocumentRow.version,
        *far_enough,
    )
    return DocumentRow.deleted_at.is_(None), DocumentRow.read_by.is_not(None), ~come
