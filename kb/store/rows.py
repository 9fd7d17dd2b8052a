"""Rows of documents as the records they hold."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.domain.documents import Document, DocumentId, SourceId
from kb.store.tables import DocumentRow

_MANY = 500  # within every database's limit on parameters


def document_from(row: DocumentRow) -> Document:
    """Return the document of a row."""
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
        licence=row.licence,
        date_found=row.date_found,
        page_starts=tuple(row.page_starts),
        found_at=row.found_at,
        deleted=row.deleted_at is not None,
    )


def redirect_of(session: Session, document_id: str) -> DocumentId | None:
    """Return the document that this one was merged into, however many steps away; None when it was not."""
    found: str | None = None
    row = session.get(DocumentRow, document_id)
    while row is not None and row.merged_into is not None:
        found = row.merged_into
        row = session.get(DocumentRow, found)
    return DocumentId(found) if found is not None else None


def merged_into(session: Session, documents: Iterable[str]) -> dict[str, str]:
    """Return the documents that were merged into one of these, however many steps away, each with that one."""
    found: dict[str, str] = {}
    into = {document: document for document in documents}
    while into:
        wanted, further = sorted(into), dict[str, str]()
        for first in range(0, len(wanted), _MANY):
            rows = session.execute(
                select(DocumentRow.id, DocumentRow.merged_into).where(
                    DocumentRow.merged_into.in_(wanted[first : first + _MANY])
                )
            )
            further |= {old: into[new] for old, new in rows if new is not None and old not in found}
        found |= further
        into = further
    return found
