"""Turns at what only one may work on at a time, across processes and machines."""

import os
import socket
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from kb.store.tables import LeaseRow

LASTS = timedelta(minutes=3)  # without news from its owner; who works on something renews it far more often


def owner_here(what: str) -> str:
    """Return the name of this process as an owner of leases: machine, process with its start, and what for."""
    return f"{socket.gethostname()}:{os.getpid()}:{_start_of(os.getpid())}:{what}"[:200]


def take(session: Session, names: Sequence[str], owner: str, now: datetime) -> str | None:
    """Take all of `names` for `owner`, or none; return who has one of them, None when they are ours.

    A lease that ran out can be taken, and one whose owner was a process of this machine that is no more.
    """
    session.execute(select(LeaseRow.name).where(LeaseRow.name.in_(names)).order_by(LeaseRow.name).with_for_update())
    for row in session.scalars(select(LeaseRow).where(LeaseRow.name.in_(names)).order_by(LeaseRow.name)):
        if row.owner != owner and row.until > now and not _has_died(row.owner):
            return row.owner
    session.execute(delete(LeaseRow).where(LeaseRow.name.in_(names)))
    session.add_all(LeaseRow(name=name, owner=owner, until=now + LASTS) for name in sorted(set(names)))
    session.flush()
    return None


def renew(session: Session, names: Sequence[str], owner: str, now: datetime) -> bool:
    """Extend the leases; return whether all of them are still `owner`'s. Called before storing, it keeps them so."""
    mine = update(LeaseRow).where(LeaseRow.name.in_(names), LeaseRow.owner == owner).values(until=now + LASTS)
    return session.execute(mine).rowcount == len(set(names))  # type: ignore[attr-defined,no-any-return]


def release(session: Session, names: Sequence[str], owner: str, free_from: datetime) -> None:
    """Give the leases back from `free_from`, which leaves a publisher the pause between two requests."""
    mine = update(LeaseRow).where(LeaseRow.name.in_(names), LeaseRow.owner == owner)
    session.execute(mine.values(until=free_from, owner="nobody"))


def _has_died(owner: str) -> bool:
    machine, *rest = owner.split(":")
    if machine != socket.gethostname() or len(rest) < 2 or not rest[0].isdecimal():
        return False
    return rest[1] != _start_of(int(rest[0]))


def _start_of(process: int) -> str:
    """Return when a process of this machine started, in the kernel's ticks; empty when there is none such.

    A number alone would not do: process ids are used again.
    """
    try:
        said = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return "" if Path("/proc/self/stat").exists() else "unknown"
    except OSError:
        return "unknown"
    return said.rpartition(")")[2].split()[19]
