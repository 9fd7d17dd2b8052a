"""With which thesaurus documents were read, and which of them a change of it can touch."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.orm import Session

from kb.domain.claims import ClaimKind
from kb.domain.documents import Document, DocumentId
from kb.store.documents import first_ids
from kb.store.readings import ReadBy
from kb.store.rows import document_from
from kb.store.tables import ClaimRow, DocumentRow, ThesaurusRow


def keep_thesaurus(session: Session, version: str, concepts: Mapping[str, Any]) -> None:
    """Keep what the concepts are in this version; forget those that no document was read with."""
    used = select(DocumentRow.thesaurus).where(DocumentRow.thesaurus.is_not(None))
    session.execute(delete(ThesaurusRow).where(ThesaurusRow.version != version, ThesaurusRow.version.not_in(used)))
    if session.get(ThesaurusRow, version) is None:
        session.execute(insert(ThesaurusRow), [{"version": version, "concepts": dict(concepts)}])


def earlier_thesauri(session: Session, read_by: ReadBy) -> dict[str, tuple[int, dict[str, Any] | None]]:
    """Return the other thesauri with which these same steps have read documents: how many, and what they held.

    What a thesaurus held is None where that was not kept.
    """
    counted = session.execute(
        select(DocumentRow.thesaurus, func.count()).where(*_read_before(read_by)).group_by(DocumentRow.thesaurus)
    ).all()
    held = {row.version: row.concepts for row in session.scalars(select(ThesaurusRow))}
    return {version: (count, held.get(version)) for version, count in counted if version is not None}


def read_with(
    session: Session, read_by: ReadBy, version: str, after: str, limit: int
) -> list[tuple[Document, str | None]]:
    """Return some documents past the id `after` that these steps read with that thesaurus, with their language."""
    wanted = (*_read_before(read_by), DocumentRow.thesaurus == version, DocumentRow.id > after)
    ids = first_ids(session, wanted, (DocumentRow.id,), limit)
    languages = session.execute(
        select(ClaimRow.document, ClaimRow.value).where(ClaimRow.document.in_(ids), ClaimRow.kind == ClaimKind.LANGUAGE)
    )
    spoken = {document: value for document, value in languages}  # noqa: C416 - rows are no pairs to the type checker
    rows = session.scalars(select(DocumentRow).where(DocumentRow.id.in_(ids)).order_by(DocumentRow.id))
    return [(document_from(row), spoken.get(row.id)) for row in rows]


def settle(session: Session, read_by: ReadBy, version: str, untouched: Collection[DocumentId]) -> None:
    """Note that these documents read the same with today's thesaurus as with that `version`."""
    session.execute(
        update(DocumentRow)
        .where(*_read_before(read_by), DocumentRow.thesaurus == version, DocumentRow.id.in_(list(untouched)))
        .values(thesaurus=read_by.thesaurus)
    )


def _read_before(read_by: ReadBy) -> tuple[ColumnElement[bool], ...]:
    return (
        DocumentRow.deleted_at.is_(None),
        DocumentRow.read_by == read_by.steps,
        DocumentRow.thesaurus.is_distinct_from(read_by.thesaurus),
    )
