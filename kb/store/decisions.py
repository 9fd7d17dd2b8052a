"""The log of decisions: added to, and never changed (the database refuses it)."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from kb.domain.accounts import AccountId
from kb.domain.decisions import Decision, DecisionId
from kb.errors import InputError, NotFound
from kb.store.account_tables import DecisionRow

_FIELDS = ("subject", "about", "act", "value", "reason", "author", "account", "made_at", "undoes")


def record(session: Session, decision: Decision) -> Decision:
    """Add the decision to the log and return it with its id.

    Raises NotFound where it undoes a decision that is not there, InputError where that was undone already.
    """
    if decision.undoes is not None:
        if session.get(DecisionRow, decision.undoes) is None:
            raise NotFound(f"there is no decision {decision.undoes}")
        if undone(session, [decision.undoes]):
            raise InputError(f"decision {decision.undoes} was undone already")
    row = DecisionRow(**{name: getattr(decision, name) for name in _FIELDS})
    session.add(row)
    session.flush()
    return _decision(row)


def decisions(
    session: Session,
    subject: str | None = None,
    about: str | None = None,
    author: str | None = None,
    limit: int = 100,
    offset: int = 0,
) -> list[Decision]:
    """Return decisions, newest first, also those that were undone."""
    wanted = select(DecisionRow).where(*_conditions(subject, about, author))
    rows = session.scalars(wanted.order_by(DecisionRow.id.desc()).limit(limit).offset(offset))
    return [_decision(row) for row in rows]


def decision_count(
    session: Session, subject: str | None = None, about: str | None = None, author: str | None = None
) -> int:
    """Return how many decisions `decisions` gives in all."""
    wanted = select(func.count()).select_from(DecisionRow).where(*_conditions(subject, about, author))
    return session.scalar(wanted) or 0


def get_decision(session: Session, decision: DecisionId) -> Decision:
    """Return a decision; raise NotFound where there is none of this id."""
    row = session.get(DecisionRow, decision)
    if row is None:
        raise NotFound(f"there is no decision {decision}")
    return _decision(row)


def undone(session: Session, among: Sequence[DecisionId]) -> dict[DecisionId, DecisionId]:
    """Return those among the decisions that were taken back, each with the decision that did so."""
    rows = session.execute(select(DecisionRow.undoes, DecisionRow.id).where(DecisionRow.undoes.in_(among)))
    return {DecisionId(earlier): DecisionId(later) for earlier, later in rows if earlier is not None}


def decided_by(session: Session) -> list[str]:
    """Return every author in the log, by name."""
    return list(session.scalars(select(DecisionRow.author).distinct().order_by(DecisionRow.author)))


def decided_on(session: Session) -> list[str]:
    """Return every subject in the log, in order."""
    return list(session.scalars(select(DecisionRow.subject).distinct().order_by(DecisionRow.subject)))


def _conditions(subject: str | None, about: str | None, author: str | None) -> list[ColumnElement[bool]]:
    asked = ((DecisionRow.subject, subject), (DecisionRow.about, about), (DecisionRow.author, author))
    return [column == value for column, value in asked if value is not None]


def _decision(row: DecisionRow) -> Decision:
    values = {name: getattr(row, name) for name in _FIELDS}
    account = None if row.account is None else AccountId(row.account)
    undoes = None if row.undoes is None else DecisionId(row.undoes)
    return Decision(**values | {"account": account, "undoes": undoes, "id": DecisionId(row.id)})
