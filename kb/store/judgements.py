"""What people decided about readings: kept for ever, and put in place of what the machine read."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.domain.claims import Claim
from kb.domain.judgements import Act, Judgement, Subject, judged
from kb.errors import NotFound
from kb.store.claims import claims_of, write_claims
from kb.store.revisions import next_revision, take_turn
from kb.store.studies import regroup
from kb.store.tables import DocumentRow, JudgementRow

_MANY = 500  # within every database's limit on parameters


def judge(session: Session, judgement: Judgement) -> Judgement:
    """Keep the judgement, let it take effect, and return it with its id.

    A claim in a document changes at once; taken back, the document is read anew. Raises NotFound for a document
    that is not held.
    """
    take_turn(session)
    row = JudgementRow(**{name: getattr(judgement, name) for name in _FIELDS})
    session.add(row)
    session.flush()
    kept = _judgement(row)
    if judgement.subject is Subject.EVIDENCE:
        next_revision(session)  # what is reckoned from the records is reckoned anew
        return kept
    document = session.get(DocumentRow, judgement.about)
    if document is None or document.deleted_at is not None:
        raise NotFound(f"there is no document {judgement.about!r}")
    if judgement.subject is Subject.STUDY:
        if session.get(DocumentRow, judgement.value or "") is None:
            raise NotFound(f"there is no document {judgement.value!r}")
        regroup(session, [judgement.about, judgement.value or ""])
    elif judgement.act is Act.WITHDRAW:
        document.read_by = None  # what the machine had read is read again
    elif document.read_by is not None:
        claims = claims_of(session, [document.id]).get(document.id, [])
        write_claims(session, {document.id: judged(claims, [kept])})
        regroup(session, [document.id])
    document.revision = next_revision(session)
    return kept


def judgements_on(session: Session, subject: Subject, abouts: Iterable[str]) -> dict[str, list[Judgement]]:
    """Return the judgements about each of these ids, oldest first; only for ids that have some."""
    found: dict[str, list[Judgement]] = {}
    wanted = sorted(set(abouts))
    for first in range(0, len(wanted), _MANY):
        rows = session.scalars(
            select(JudgementRow)
            .where(JudgementRow.subject == subject, JudgementRow.about.in_(wanted[first : first + _MANY]))
            .order_by(JudgementRow.id)
        )
        for row in rows:
            found.setdefault(row.about, []).append(_judgement(row))
    return found


def all_judgements(session: Session, subject: Subject | None = None, limit: int = 1_000) -> list[Judgement]:
    """Return the newest judgements, at most `limit`, newest first."""
    wanted = select(JudgementRow).order_by(JudgementRow.id.desc()).limit(limit)
    return [
        _judgement(row)
        for row in session.scalars(wanted if subject is None else wanted.where(JudgementRow.subject == subject))
    ]


def with_judgements(session: Session, read: dict[str, Sequence[Claim]]) -> dict[str, list[Claim]]:
    """Return the claims about each document with what people decided in place of what the machine read."""
    decided = judgements_on(session, Subject.CLAIM, read)
    return {document: judged(claims, decided.get(document, ())) for document, claims in read.items()}


_FIELDS = (
    "subject", "about", "context", "kind", "value", "act", "reason", "author", "made_at", "start", "end", "version",
)  # fmt: skip


def _judgement(row: JudgementRow) -> Judgement:
    said = {name: getattr(row, name) for name in (*_FIELDS, "id")}
    return Judgement(**said | {"subject": Subject(row.subject), "act": Act(row.act)})
