"""What people decided of documents that came in: added to, followed by a judgement of relevance, and logged."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.domain.accounts import AccountId
from kb.domain.claims import ClaimKind
from kb.domain.decisions import Decision, DecisionId
from kb.domain.documents import DocumentId
from kb.domain.judgements import Act, Judgement, Subject, standing
from kb.domain.screening import (
    FINAL,
    RELEVANCE_OF,
    Choice,
    Criterion,
    Screening,
    ScreeningId,
    final_of,
    prior_of,
)
from kb.errors import NotFound
from kb.store.claims import claims_of
from kb.store.decisions import record
from kb.store.judgements import judge, judgements_on
from kb.store.revisions import take_turn
from kb.store.screening_tables import ScreeningRow
from kb.store.tables import DocumentRow, LeaseRow

SUBJECT = "screening"
LASTS = timedelta(minutes=15)  # that a document is left to the analyst who was shown it
_LEASE = "screening:"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a choice: `made`, or not, because it is `settled` already or the words have `changed` since."""

    made: Screening | None = None
    settled: Screening | None = None
    changed: bool = False


def decide(session: Session, screening: Screening) -> Outcome:
    """Keep the choice and let it take effect; the same form sent twice makes one choice.

    The first to accept or reject settles a version until that is undone. Raises NotFound for a document not held.
    """
    take_turn(session)
    document = session.get(DocumentRow, screening.document)
    if document is None or document.deleted_at is not None:
        raise NotFound(f"there is no document {screening.document!r}")
    if document.version != screening.version:
        return Outcome(changed=True)
    held = screenings_of(session, [screening.document]).get(screening.document, [])
    settled = final_of(held, screening.version)
    if settled is not None:
        return Outcome(settled=settled)
    last = last_choice(session, screening.account)
    if last is not None and _said(last) == _said(screening):
        return Outcome(made=last)
    read = prior_of(claims_of(session, [document.id], [ClaimKind.RELEVANCE]).get(document.id, ()))
    # Once somebody has decided, the claim is hers; what the machine had read stands with the decision.
    prior = read if read is not None or not held else held[-1].prior
    logged = record(session, _entry(screening))
    judgement = judge(session, _judgement(screening, Act.STATE), logged=False) if screening.choice in FINAL else None
    kept = replace(screening, logged=logged.id, judgement=judgement.id if judgement else None, prior=prior)
    return Outcome(made=_added(session, kept))


def undo(session: Session, screening_id: int, account: AccountId, name: str, now: datetime) -> Screening | None:
    """Take back the account's last choice and return it; None where this is not it, as when the form is sent twice.

    The machine's reading of the document stands again when it has been read anew. Of a document that was merged into
    another meanwhile, that one's does; one that was deleted is not judged any more.
    """
    take_turn(session)
    last = last_choice(session, account)
    if last is None or last.id != screening_id:
        return None
    back = replace(
        last, choice=Choice.UNDO, made_at=now, name=name, undoes=last.id, id=None, reason="", criterion=None,
        judgement=None,
    )  # fmt: skip
    logged = record(session, _entry(back, last))
    held = _held_now(session, last.document)
    if held is not None and last.judgement is not None:
        stands = standing(judgements_on(session, Subject.CLAIM, [held.id]).get(held.id, []))
        if any(one.id == last.judgement for one in stands):
            withdrawn = replace(last, document=DocumentId(held.id), version=held.version, made_at=now)
            judge(session, _judgement(withdrawn, Act.WITHDRAW), logged=False)
    _added(session, replace(back, logged=logged.id))
    return last


def screenings_of(session: Session, documents: Iterable[str]) -> dict[DocumentId, list[Screening]]:
    """Return the choices about each of these documents, oldest first."""
    found: dict[DocumentId, list[Screening]] = {}
    wanted = select(ScreeningRow).where(ScreeningRow.document.in_(sorted(set(documents)))).order_by(ScreeningRow.id)
    for row in session.scalars(wanted):
        found.setdefault(DocumentId(row.document), []).append(_screening(row))
    return found


def all_screenings(session: Session, after: int = 0) -> list[Screening]:
    """Return all choices with an id above `after`, oldest first."""
    rows = session.scalars(select(ScreeningRow).where(ScreeningRow.id > after).order_by(ScreeningRow.id))
    return [_screening(row) for row in rows]


def last_choice(session: Session, account: AccountId) -> Screening | None:
    """Return the account's last choice that stands, None where there is none."""
    taken_back = select(ScreeningRow.undoes).where(ScreeningRow.account == account, ScreeningRow.undoes.is_not(None))
    wanted = select(ScreeningRow).where(
        ScreeningRow.account == account, ScreeningRow.decision != Choice.UNDO, ScreeningRow.id.not_in(taken_back)
    )
    row = session.scalar(wanted.order_by(ScreeningRow.id.desc()).limit(1))
    return None if row is None else _screening(row)


def left_to(session: Session, documents: Iterable[str], account: AccountId, now: datetime) -> set[str]:
    """Return those of the documents that are left to other accounts at this time."""
    names = {_LEASE + document: document for document in documents}
    held = session.execute(
        select(LeaseRow.name).where(
            LeaseRow.name.in_(sorted(names)), LeaseRow.until > now, LeaseRow.owner != _owner(account)
        )
    )
    return {names[name] for (name,) in held}


def leave_to(session: Session, document: str, account: AccountId, now: datetime) -> None:
    """Leave the document to the account for a while, and no other: others are shown others meanwhile.

    What one account was left before is free again. Somebody else's turn that has not run out stays.
    """
    mine, name = _owner(account), _LEASE + document
    for row in session.scalars(select(LeaseRow).where(LeaseRow.owner == mine, LeaseRow.name != name)):
        session.delete(row)
    held = session.get(LeaseRow, name, with_for_update=True)
    if held is None:
        session.add(LeaseRow(name=name, owner=mine, until=now + LASTS))
    elif held.owner == mine or held.until <= now:
        held.owner, held.until = mine, now + LASTS


def is_left_to(session: Session, document: str, account: AccountId, now: datetime) -> bool:
    """Return whether the document is left to the account for some minutes still."""
    held = session.get(LeaseRow, _LEASE + document)
    return held is not None and held.owner == _owner(account) and held.until > now + LASTS / 2


def _held_now(session: Session, document: str) -> DocumentRow | None:
    """Return the document, or that which it was merged into, None where it was deleted."""
    row = session.get(DocumentRow, document)
    while row is not None and row.merged_into is not None:
        row = session.get(DocumentRow, row.merged_into)
    return row if row is not None and row.deleted_at is None else None


def _said(one: Screening) -> tuple[object, ...]:
    return one.document, one.version, one.choice, one.criterion, one.reason


def _owner(account: AccountId) -> str:
    return f"account {account}"


def _judgement(screening: Screening, act: Act) -> Judgement:
    # The reason is shown as it stands beside the name, in the language of the log, which has the criterion.
    return Judgement(
        Subject.CLAIM, screening.document, ClaimKind.RELEVANCE, RELEVANCE_OF[screening.choice], act,
        screening.reason or "granskning", screening.name, screening.made_at, version=screening.version,
    )  # fmt: skip


def _entry(screening: Screening, undone: Screening | None = None) -> Decision:
    about = undone.choice.value if undone else screening.criterion.value if screening.criterion else None
    return Decision(
        SUBJECT, screening.document, screening.choice, about, screening.reason, screening.name, screening.account,
        screening.made_at, DecisionId(undone.logged) if undone and undone.logged is not None else None,
    )  # fmt: skip


def _added(session: Session, screening: Screening) -> Screening:
    row = ScreeningRow(
        document=screening.document, version=screening.version, account=screening.account, name=screening.name,
        decision=screening.choice, criterion=screening.criterion, reason=screening.reason, made_at=screening.made_at,
        undoes=screening.undoes, judgement=screening.judgement, logged=screening.logged,
        prior=screening.prior,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return _screening(row)


def _screening(row: ScreeningRow) -> Screening:
    return Screening(
        document=DocumentId(row.document),
        version=row.version,
        account=AccountId(row.account),
        name=row.name,
        choice=Choice(row.decision),
        made_at=row.made_at,
        criterion=Criterion(row.criterion) if row.criterion else None,
        reason=row.reason,
        undoes=ScreeningId(row.undoes) if row.undoes else None,
        judgement=row.judgement,
        logged=row.logged,
        prior=row.prior,
        id=ScreeningId(row.id),
    )
