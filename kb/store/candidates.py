"""Candidates for new measures, as they were last reckoned."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from kb.domain.candidates import Candidate, CandidateId, Support
from kb.domain.claims import SURE, ClaimKind, DocumentKind, Focus, Relevance
from kb.domain.documents import DocumentId
from kb.domain.promoting import open_candidates
from kb.store.documents import ReadDocument, first_ids, read_documents
from kb.store.models import answering_name
from kb.store.promoted import candidate_acts
from kb.store.tables import CandidateRow, CandidateRunRow, ClaimRow, DocumentRow

_BATCH = 300
OUTSIDE = (Focus.STATISTICS, Focus.POLICY, Focus.OTHER)


def save_candidates(session: Session, found: Sequence[Candidate], now: datetime) -> None:
    """Let these be the candidates, in this order, in place of those that were there."""
    session.execute(delete(CandidateRow))
    session.execute(delete(CandidateRunRow))
    session.execute(insert(CandidateRunRow), [{"id": 1, "made_at": now}])
    rows = [{"id": one.id, "place": place, "found": asdict(one)} for place, one in enumerate(found)]
    if rows:
        session.execute(insert(CandidateRow), rows)


def candidates(session: Session) -> tuple[list[Candidate], datetime | None]:
    """Return the candidates that wait for a decision, and when they were reckoned, even if none were found.

    In their order, with the names that people gave them; None: never reckoned.
    """
    rows = session.scalars(select(CandidateRow).order_by(CandidateRow.place)).all()
    found = open_candidates([_candidate(row) for row in rows], candidate_acts(session))
    return found, session.scalar(select(CandidateRunRow.made_at))


def on_prevention(session: Session) -> Iterator[ReadDocument]:
    """Yield the relevant documents that are about prevention, with claims and vectors of the model that answers.

    Statistics are none: agencies and collections of data have names like measures. They come batch by batch.
    """
    model = answering_name(session)
    relevant, other, counting = (
        select(ClaimRow.document).where(ClaimRow.kind == kind, ClaimRow.value.in_(values))
        for kind, values in (
            (ClaimKind.RELEVANCE, (Relevance.RELEVANT,)),
            (ClaimKind.FOCUS, OUTSIDE),
            (ClaimKind.DOCUMENT_KIND, (DocumentKind.STATISTICS,)),
        )
    )
    after = ""
    while True:
        wanted = (
            DocumentRow.deleted_at.is_(None),
            DocumentRow.id > after,
            DocumentRow.id.in_(relevant),
            DocumentRow.id.not_in(other),
            DocumentRow.id.not_in(counting),
        )
        ids = first_ids(session, wanted, (DocumentRow.id,), _BATCH)
        if not ids:
            return
        yield from read_documents(session, ids, model)
        session.expunge_all()
        after = max(ids)


def sure_measures(read: ReadDocument) -> tuple[str, ...]:
    """Return the measures that a document is surely about."""
    return tuple(c.value for c in read.claims if c.kind is ClaimKind.MEASURE and c.value and c.confidence >= SURE)


def _candidate(row: CandidateRow) -> Candidate:
    said = row.found
    return Candidate(
        **said
        | {
            "id": CandidateId(row.id),
            "also": tuple(said["also"]),
            "support": tuple(Support(**one | {"document": DocumentId(one["document"])}) for one in said["support"]),
            "nearest": (said["nearest"][0], said["nearest"][1]) if said["nearest"] else None,
        }
    )
