"""Of documents found, just what lists show and count: the passage that fits, and some kinds of claims."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.domain.claims import SURE, Claim, ClaimKind
from kb.domain.documents import Document, Passage, content_of
from kb.store.claims import claims_of
from kb.store.rows import document_from
from kb.store.tables import ClaimRow, DocumentRow, PassageRow

_MANY = 500  # within every database's limit on parameters
SHOWN = (
    ClaimKind.LANGUAGE, ClaimKind.DOCUMENT_KIND, ClaimKind.STUDY_DESIGN, ClaimKind.CHALLENGE, ClaimKind.MEASURE,
    ClaimKind.COUNTRY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document with the claims that lists show, and the passage asked for, None where there is no such."""

    document: Document
    claims: tuple[Claim, ...]
    passage: Passage | None


def read_found(session: Session, passages: Mapping[str, int], model: str) -> dict[str, FoundDocument]:
    """Return those of these documents that are held, each with the passage of that number as `model` has cut it."""
    wanted, found = sorted(passages), dict[str, FoundDocument]()
    for first in range(0, len(wanted), _MANY):
        chunk = wanted[first : first + _MANY]
        claims = claims_of(session, chunk, SHOWN)
        # Not pairs: for `(document, number) IN (…)` SQLite uses no index, and reads all passages with their vectors.
        places = session.execute(
            select(PassageRow.document, PassageRow.number, PassageRow.start, PassageRow.end).where(
                PassageRow.document.in_(chunk),
                PassageRow.model == model,
                PassageRow.number.in_({passages[key] for key in chunk}),
            )
        )
        spans = {document: (start, end) for document, number, start, end in places if number == passages[document]}
        for row in session.scalars(
            select(DocumentRow).where(DocumentRow.id.in_(chunk), DocumentRow.deleted_at.is_(None))
        ):
            document = document_from(row)
            span = spans.get(row.id)
            passage = Passage(document.id, passages[row.id], *span) if span else None
            found[row.id] = FoundDocument(document, tuple(claims.get(row.id, ())), passage)
    return found


def surely(kind: ClaimKind) -> float:
    """Return from which confidence on a claim of this kind is narrowed and counted by.

    Of some kinds a text has one answer; of the others it can name some in passing, which is not what it is about.
    """
    return 0.0 if kind in _ALL_COUNT else SURE


# And of effects each direction told counts, as in the index: how sure its reading is says nothing of the topic.
_ALL_COUNT = frozenset(
    {
        ClaimKind.LANGUAGE, ClaimKind.RELEVANCE, ClaimKind.FOCUS, ClaimKind.DOCUMENT_KIND, ClaimKind.STUDY_DESIGN,
        ClaimKind.EFFECT,
    }
)  # fmt: skip


def holds_source(session: Session, source: str) -> bool:
    """Return whether a document from this source is held, be it one of the catalogue or named by an imported file."""
    held = select(DocumentRow.id).where(DocumentRow.source == source, DocumentRow.deleted_at.is_(None))
    return session.scalar(held.limit(1)) is not None


def titles_held(session: Session) -> list[str]:
    """Return the titles of all documents that are held."""
    return list(session.scalars(select(DocumentRow.title).where(DocumentRow.deleted_at.is_(None))))


def texts_of(session: Session, documents: Iterable[str]) -> Iterator[tuple[str, str, str, str | None]]:
    """Yield id, title, content and language (None: not stated) of those of these documents that are held."""
    wanted = sorted(set(documents))
    language = (
        select(ClaimRow.value)
        .where(ClaimRow.document == DocumentRow.id, ClaimRow.kind.concat("") == ClaimKind.LANGUAGE.value)
        .limit(1)
        .scalar_subquery()
    )
    for first in range(0, len(wanted), _MANY):
        rows = session.execute(
            select(DocumentRow.id, DocumentRow.title, DocumentRow.text, language).where(
                DocumentRow.id.in_(wanted[first : first + _MANY]), DocumentRow.deleted_at.is_(None)
            )
        )
        for document, title, text, code in rows:
            yield document, title, content_of(title, text), code
