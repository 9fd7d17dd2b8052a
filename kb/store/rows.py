"""Rows of documents as the records they hold."""

from kb.domain.documents import Document, DocumentId, SourceId
from kb.store.tables import DocumentRow


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
