"""The global revision number that an index follows, and the turn-taking of those who write documents."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kb.store.tables import CounterRow

_NAME = "revision"


def take_turn(session: Session) -> None:
    """Wait until no other transaction writes documents; the turn ends with the transaction.

    Called before anything is looked up: what is then read is what will still be true when it is written. On
    SQLite a writing transaction has the turn from its beginning.
    """
    session.execute(select(CounterRow.value).where(CounterRow.name == _NAME).with_for_update())


def next_revision(session: Session) -> int:
    """Return a number higher than any committed before.

    The counter's row stays locked until the transaction ends, so a transaction that commits later also has
    the higher number: whoever has followed up to a revision has missed nothing below it.
    """
    raised = update(CounterRow).where(CounterRow.name == _NAME).values(value=CounterRow.value + 1)
    return int(session.execute(raised.returning(CounterRow.value)).scalar_one())


def latest_revision(session: Session) -> int:
    """Return the highest revision given out, 0 when there is none."""
    return session.scalar(select(CounterRow.value).where(CounterRow.name == _NAME)) or 0
