"""What the inbox is ordered by: of every document that has been read, some figures and its mean vector."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.domain.claims import ClaimKind, DocumentKind, Focus
from kb.domain.documents import DocumentId
from kb.domain.screening import prior_of
from kb.domain.vectors import Vectors
from kb.store.claims import claims_of
from kb.store.documents import embedded_versions
from kb.store.models import answering_name
from kb.store.tables import DocumentRow, PassageRow

_MANY = 500  # within every database's limit on parameters

# News, policy and statistics say little of what was tried and what came of it, however relevant they are.
_ASIDE = {(ClaimKind.FOCUS, focus) for focus in (Focus.STATISTICS, Focus.POLICY, Focus.OTHER)} | {
    (ClaimKind.DOCUMENT_KIND, kind)
    for kind in (DocumentKind.NEWS, DocumentKind.POLICY, DocumentKind.STATISTICS, DocumentKind.OPINION)
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document as the inbox sees it. `prior` as in `kb.domain.screening`; `vector` the unit mean of its passages.

    `aside`: it is read as about no measure or cause, or as no account of either. `embedded_by` made the vector: the
    model that answers.
    `held` False: deleted since. `read` False: its words wait to be read. `vector` None: not embedded yet.
    """

    document: DocumentId
    version: int
    title: str
    published: date | None
    year: int | None
    found_at: datetime
    prior: float | None
    aside: bool
    vector: Vectors | None
    embedded_by: str | None
    held: bool
    read: bool


def waiting_since(session: Session, revision: int) -> Iterable[Waiting]:
    """Yield the documents that have changed after `revision`, deleted and unread ones too.

    When another model answers, all vectors are others: whoever keeps them asks again from the beginning.
    """
    model = answering_name(session)
    ids = session.scalars(select(DocumentRow.id).where(DocumentRow.revision > revision).order_by(DocumentRow.id)).all()
    for first in range(0, len(ids), _MANY):
        chunk = ids[first : first + _MANY]
        claims = claims_of(session, chunk, [ClaimKind.RELEVANCE, ClaimKind.FOCUS, ClaimKind.DOCUMENT_KIND])
        sums: dict[str, Vectors] = {}
        embedded = embedded_versions(session, chunk, model) if model is not None else {}
        for document, vector in session.execute(
            select(PassageRow.document, PassageRow.vector).where(
                PassageRow.document.in_(list(embedded)), PassageRow.model == model
            )
        ):
            if vector is not None:
                one = np.frombuffer(vector, dtype="<f4")
                sums[document] = sums[document] + one if document in sums else one
        for row in session.execute(
            select(
                DocumentRow.id, DocumentRow.version, DocumentRow.title, DocumentRow.published, DocumentRow.year,
                DocumentRow.found_at, DocumentRow.deleted_at,
                DocumentRow.read_by,
            ).where(DocumentRow.id.in_(chunk))
        ):  # fmt: skip
            total = sums.get(row.id) if embedded.get(row.id) == row.version else None
            length = float(np.linalg.norm(total)) if total is not None else 0.0
            yield Waiting(
                document=DocumentId(row.id),
                version=row.version,
                title=row.title,
                published=row.published,
                year=row.year,
                found_at=row.found_at,
                prior=prior_of(claims.get(row.id, ())),
                aside=any((one.kind, one.value) in _ASIDE for one in claims.get(row.id, ())),
                vector=total / length if total is not None and length else None,
                embedded_by=model if total is not None else None,
                held=row.deleted_at is None,
                read=row.read_by is not None,
            )
