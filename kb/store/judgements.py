"""What people decided about readings: kept for ever, and put in place of what the machine read."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.domain.accounts import AccountId
from kb.domain.claims import Claim
from kb.domain.decisions import Decision
from kb.domain.judgements import Act, Judgement, Subject, judged, placed, standing
from kb.errors import InputError, NotFound
from kb.store.claims import claims_of, write_claims
from kb.store.decisions import record
from kb.store.revisions import next_revision, take_turn
from kb.store.rows import document_from, merged_into
from kb.store.studies import regroup, renew_study_keys
from kb.store.tables import DocumentRow, JudgementRow

_MANY = 500  # within every database's limit on parameters


def judge(
    session: Session, judgement: Judgement, account: AccountId | None = None, *, logged: bool = True
) -> Judgement:
    """Keep the judgement, let it take effect, and return it with its id; the log of decisions has it too.

    `account` made it, None: a command did; `logged` False: it comes of a decision that the log has already.
    A claim in a document changes at once; taken back, the document is read anew. Raises NotFound for a document
    that is not held, and InputError where there is nothing to take back.
    """
    take_turn(session)
    if judgement.act is Act.WITHDRAW and judgement.subject is not Subject.STUDY:
        earlier = judgements_on(session, judgement.subject, [judgement.about]).get(judgement.about, [])
        if len(standing([*earlier, judgement])) == len(standing(earlier)):
            raise InputError(f"nobody has judged {judgement.kind} {judgement.value} of {judgement.about}")
    row = JudgementRow(**{name: getattr(judgement, name) for name in _FIELDS}, detail=dict(judgement.detail))
    session.add(row)
    session.flush()
    kept = _judgement(row)
    if logged:
        record(session, _decision(kept, account))
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
    else:
        apply_judgements(session, document)
    document.revision = next_revision(session)
    return kept


def apply_judgements(session: Session, document: DocumentRow) -> None:
    """Put what people decided about a document that has been read in place of its claims, and renew its study."""
    if document.read_by is None:
        return  # what reads it will
    claims = claims_of(session, [document.id])
    write_claims(session, with_judgements(session, {document.id: claims.get(document.id, [])}))
    renew_study_keys(session, document)


def judgements_on(session: Session, subject: Subject, abouts: Iterable[str]) -> dict[str, list[Judgement]]:
    """Return the judgements about each of these ids, oldest first; only for ids that have some.

    Those on a claim of a document that was merged into another are about that one, in none of its versions.
    """
    found: dict[str, list[Judgement]] = {}
    asked = set(abouts)
    before = merged_into(session, asked) if subject is Subject.CLAIM else {}
    wanted = sorted({*asked, *before})
    for first in range(0, len(wanted), _MANY):
        rows = session.scalars(
            select(JudgementRow)
            .where(JudgementRow.subject == subject, JudgementRow.about.in_(wanted[first : first + _MANY]))
            .order_by(JudgementRow.id)
        )
        for row in rows:
            found.setdefault(before.get(row.about, row.about), []).append(_judgement(row))
    for about in {*before.values()} & found.keys():
        said = sorted(found[about], key=lambda one: one.id or 0)
        found[about] = [one if one.about == about else replace(one, about=about, version=None) for one in said]
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
    held = {key: document_from(session.get_one(DocumentRow, key)) for key in decided}
    return {
        key: judged(claims, [placed(one, held[key]) for one in decided.get(key, ())]) for key, claims in read.items()
    }


_FIELDS = (
    "subject", "about", "context", "kind", "value", "act", "reason", "author", "made_at", "start", "end", "version",
    "words",
)  # fmt: skip


def _judgement(row: JudgementRow) -> Judgement:
    said = {name: getattr(row, name) for name in (*_FIELDS, "id")}
    detail = tuple(sorted(row.detail.items()))
    return Judgement(**said | {"subject": Subject(row.subject), "act": Act(row.act), "detail": detail})


def _decision(judgement: Judgement, account: AccountId | None) -> Decision:
    value = judgement.kind if judgement.value is None else f"{judgement.kind}: {judgement.value}"
    return Decision(
        judgement.subject,
        judgement.about,
        judgement.act,
        f"{value} ({judgement.context})" if judgement.context else value,
        judgement.reason,
        judgement.author,
        account,
        judgement.made_at,
    )
