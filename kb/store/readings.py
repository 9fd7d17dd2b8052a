"""What has been read in documents: who still waits, and storing what was found. Batches leave a whole state."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from kb.domain.claims import Claim
from kb.domain.documents import Document
from kb.store.claims import write_claims
from kb.store.documents import first_ids, read_documents
from kb.store.judgements import with_judgements
from kb.store.revisions import next_revision, take_turn
from kb.store.studies import regroup, save_study_keys
from kb.store.tables import DocumentRow

NEWEST = (DocumentRow.found_at.desc(), DocumentRow.id)


@dataclass(frozen=True, slots=True)
class ReadBy:
    """What reads: the steps with their versions, and the version of the thesaurus."""

    steps: str
    thesaurus: str


@dataclass(frozen=True, slots=True)
class NewReading:
    """What the steps have read in a document."""

    document: Document
    claims: tuple[Claim, ...]


def unread(session: Session, read_by: ReadBy, limit: int) -> list[Document]:
    """Return some documents, at most `limit`, that these have not read in their current version, newest first."""
    ids = first_ids(session, _to_read(read_by), NEWEST, limit)
    return [read.document for read in read_documents(session, ids)]


def count_unread(session: Session, read_by: ReadBy) -> int:
    """Return how many documents these steps have not read."""
    return session.scalar(select(func.count()).select_from(DocumentRow).where(*_to_read(read_by))) or 0


def save_readings(session: Session, readings: Sequence[NewReading], read_by: ReadBy) -> int:
    """Replace what was read in these documents and return in how many.

    Left out, and so read again later, are documents whose words have changed or that were deleted meanwhile.
    """
    take_turn(session)
    current = in_version(session, [(reading.document.id, reading.document.version) for reading in readings])
    kept = [reading for reading in readings if reading.document.id in current]
    ids = [reading.document.id for reading in kept]
    if not ids:
        return 0
    claims = with_judgements(session, {reading.document.id: reading.claims for reading in kept})
    write_claims(session, claims)
    save_study_keys(session, [(reading.document, claims[reading.document.id]) for reading in kept])
    values = {"read_by": read_by.steps, "thesaurus": read_by.thesaurus, "revision": next_revision(session)}
    session.execute(update(DocumentRow).where(DocumentRow.id.in_(ids)).values(**values))
    regroup(session, ids)
    return len(kept)


def in_version(session: Session, versions: Sequence[tuple[str, int]]) -> set[str]:
    """Return the ids of those documents that are held and still stand in the version named."""
    wanted = dict(versions)
    rows = session.execute(
        select(DocumentRow.id, DocumentRow.version).where(
            DocumentRow.id.in_(list(wanted)), DocumentRow.deleted_at.is_(None)
        )
    )
    return {document for document, version in rows if version == wanted[document]}


def _to_read(read_by: ReadBy) -> tuple[ColumnElement[bool], ...]:
    other = or_(
        DocumentRow.read_by.is_distinct_from(read_by.steps), DocumentRow.thesaurus.is_distinct_from(read_by.thesaurus)
    )
    return DocumentRow.deleted_at.is_(None), other
