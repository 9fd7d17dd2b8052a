"""When documents were published and found, with the challenges that they are about."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.domain.claims import SURE, ClaimKind, Relevance
from kb.store.tables import ClaimRow, DocumentRow


@dataclass(frozen=True, slots=True)
class Dated:
    """A relevant document: `published` None where no day is stated, `year` None where no year is stated either."""

    published: date | None
    year: int | None
    found_at: datetime
    challenges: tuple[str, ...]


def dated_documents(session: Session) -> list[Dated]:
    """Return all documents that are relevant, by no order; `challenges` are those that they are mainly about."""
    relevant = select(ClaimRow.document).where(
        ClaimRow.kind == ClaimKind.RELEVANCE, ClaimRow.value == Relevance.RELEVANT
    )
    about: dict[str, set[str]] = defaultdict(set)
    for document, challenge in session.execute(
        select(ClaimRow.document, ClaimRow.value).where(
            ClaimRow.kind == ClaimKind.CHALLENGE, ClaimRow.value.is_not(None), ClaimRow.confidence >= SURE
        )
    ):
        about[document].add(challenge or "")
    rows = session.execute(
        select(DocumentRow.id, DocumentRow.published, DocumentRow.year, DocumentRow.found_at).where(
            DocumentRow.deleted_at.is_(None), DocumentRow.id.in_(relevant)
        )
    )
    return [Dated(published, year, found, tuple(sorted(about.get(key, ())))) for key, published, year, found in rows]
