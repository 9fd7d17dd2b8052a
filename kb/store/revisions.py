"""The global revision number that an index follows."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kb.store.tables import CounterRow

_NAME = "revision"


def next_revision(session: Session) -> int:
    """Return a number higher than any committed before.

    The counter's row stays locked until the transaction ends, so a transaction that commits later also has
    the higher number: whoever has followed up to a revision has missed nothing below it.
    """
    value = session.scalar(
        update(CounterRow)
        .where(CounterRow.name == _NAME)
        .values(value=CounterRow.value + 1)
        .returning(CounterRow.value)
    )
    if value is None:
        session.add(CounterRow(name=_NAME, value=1))
        session.flush()
        return 1
    return int(value)


def latest_revision(session: Session) -> int:
    """Return the highest revision given out, 0 when there is none."""
    return session.scalar(select(CounterRow.value).where(CounterRow.name == _NAME)) or 0
