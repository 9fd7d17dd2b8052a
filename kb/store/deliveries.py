"""Which digests are planned, on their way, sent or lost, and what is in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import exists, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from kb.domain.claims import ClaimKind, Relevance
from kb.domain.documents import DocumentId, SourceId
from kb.domain.facts import ChallengeId
from kb.store.tables import ClaimRow, DeliveryItemRow, DeliveryRow, DocumentRow

_MANY = 500  # within every database's limit on parameters


class DeliveryState(StrEnum):
    """Where a digest is on its way.

    data: handed to the mail server, answer not yet known. uncertain: handed over twice without an answer, so
    it may have arrived once, twice or not at all; nobody sends it again. cancelled: nothing to send any more.
    """

    PLANNED = "planned"
    DATA = "data"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"


UNFINISHED = (DeliveryState.PLANNED, DeliveryState.DATA)


@dataclass(frozen=True, slots=True)
class Notice:
    """A source that needs looking after, in a Swedish sentence (`says`), as it was when a digest was planned."""

    source: SourceId
    name: str
    says: str
    last_success: datetime | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One digest to one subscriber. `items` are its documents, each with the subscriber's challenges it is about.

    `notices` are the sources that it tells an administrator of. `attempts` counts the times it was handed over
    without a definite answer. `detail` is the last answer or reason; in the state "data" it is None while the
    process that hands it over is still at it, or was killed.
    """

    id: int
    subscriber: int
    week: str
    message_id: str
    state: DeliveryState
    attempts: int
    detail: str | None
    planned_at: datetime
    changed_at: datetime
    items: Mapping[DocumentId, tuple[ChallengeId, ...]]
    notices: tuple[Notice, ...] = ()


def add_delivery(
    session: Session,
    subscriber: int,
    week: str,
    message_id: str,
    items: Mapping[DocumentId, Sequence[ChallengeId]],
    notices: Sequence[Notice] = (),
    *,
    now: datetime,
) -> int:
    """Plan a digest with its items and notices and return its id."""
    row = DeliveryRow(
        subscriber=subscriber,
        week=week,
        message_id=message_id,
        state=DeliveryState.PLANNED,
        attempts=0,
        detail=None,
        notices=[_stored(notice) for notice in notices],
        planned_at=now,
        changed_at=now,
    )
    session.add(row)
    session.flush()
    session.add_all(
        DeliveryItemRow(delivery=row.id, document=document, subscriber=subscriber, challenges=list(challenges))
        for document, challenges in items.items()
    )
    session.flush()
    return row.id


def move(
    session: Session,
    delivery: Delivery,
    state: DeliveryState,
    *,
    attempts: int,
    detail: str | None,
    now: datetime,
) -> bool:
    """Bring the delivery into `state`, unless another process has touched it since `delivery` was read.

    Returns whether it was done. The condition is in the UPDATE itself, so of two processes only one succeeds.
    """
    unchanged = (
        DeliveryRow.id == delivery.id,
        DeliveryRow.state == delivery.state,
        DeliveryRow.attempts == delivery.attempts,
        DeliveryRow.changed_at == delivery.changed_at,
    )
    values = {"state": state, "attempts": attempts, "detail": detail, "changed_at": now}
    done = session.execute(update(DeliveryRow).where(*unchanged).values(values))
    return isinstance(done, CursorResult) and done.rowcount == 1


def plan_failed_again(session: Session, now: datetime) -> int:
    """Put deliveries that the mail server refused back among the planned ones; return how many."""
    done = session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.state == DeliveryState.FAILED)
        .values(state=DeliveryState.PLANNED, attempts=0, changed_at=now)
    )
    return done.rowcount if isinstance(done, CursorResult) else 0


def find_delivery(session: Session, subscriber: int, week: str) -> Delivery | None:
    """Return the subscriber's digest of that week, or None when none is planned."""
    row = session.scalar(select(DeliveryRow).where(DeliveryRow.subscriber == subscriber, DeliveryRow.week == week))
    return _deliveries(session, [row])[0] if row is not None else None


def list_deliveries(session: Session, week: str | None = None, states: Iterable[str] | None = None) -> list[Delivery]:
    """Return the deliveries of `week` (None: all) in `states` (None: all), oldest week first."""
    query = select(DeliveryRow).order_by(DeliveryRow.week, DeliveryRow.id)
    if week is not None:
        query = query.where(DeliveryRow.week == week)
    if states is not None:
        query = query.where(DeliveryRow.state.in_(list(states)))
    return _deliveries(session, session.scalars(query).all())


def delivered(session: Session, subscriber: int) -> set[DocumentId]:
    """Return the documents that the subscriber has in any digest, whatever became of it."""
    query = select(DeliveryItemRow.document).where(DeliveryItemRow.subscriber == subscriber)
    return {DocumentId(document) for document in session.scalars(query)}


def worth_telling(session: Session, start: datetime, end: datetime) -> list[DocumentId]:
    """Return the documents found from `start` up to, not including, `end` that are read as relevant and tagged.

    Newest first. A document whose words have changed since it was read waits until it is read again: its
    claims point into words that are no longer there.
    """

    def claimed(kind: ClaimKind, value: str | None) -> object:
        right = ClaimRow.value == value if value is not None else ClaimRow.value.is_not(None)
        return exists().where(ClaimRow.document == DocumentRow.id, ClaimRow.kind == kind, right)

    rows = session.scalars(
        select(DocumentRow.id)
        .where(
            DocumentRow.found_at >= start,
            DocumentRow.found_at < end,
            DocumentRow.deleted_at.is_(None),
            DocumentRow.read_by.is_not(None),
            claimed(ClaimKind.RELEVANCE, Relevance.RELEVANT),  # type: ignore[arg-type]
            claimed(ClaimKind.CHALLENGE, None),  # type: ignore[arg-type]
        )
        .order_by(DocumentRow.found_at.desc(), DocumentRow.id)
    )
    return [DocumentId(row) for row in rows]


def not_yet_read(session: Session, documents: Iterable[DocumentId]) -> set[DocumentId]:
    """Return those of `documents` whose current words nobody has read."""
    wanted = sorted(set(documents))
    found: set[DocumentId] = set()
    for first in range(0, len(wanted), _MANY):
        chunk = wanted[first : first + _MANY]
        query = select(DocumentRow.id).where(DocumentRow.id.in_(chunk), DocumentRow.read_by.is_(None))
        found |= {DocumentId(row) for row in session.scalars(query)}
    return found


def _deliveries(session: Session, rows: Sequence[DeliveryRow]) -> list[Delivery]:
    items: dict[int, dict[DocumentId, tuple[ChallengeId, ...]]] = {row.id: {} for row in rows}
    wanted = sorted(items)
    for first in range(0, len(wanted), _MANY):
        chunk = wanted[first : first + _MANY]
        query = select(DeliveryItemRow).where(DeliveryItemRow.delivery.in_(chunk))
        for item in session.scalars(query.order_by(DeliveryItemRow.delivery, DeliveryItemRow.document)):
            challenges = tuple(ChallengeId(challenge) for challenge in item.challenges)
            items[item.delivery][DocumentId(item.document)] = challenges
    return [
        Delivery(
            row.id,
            row.subscriber,
            row.week,
            row.message_id,
            DeliveryState(row.state),
            row.attempts,
            row.detail,
            row.planned_at,
            row.changed_at,
            items[row.id],
            tuple(_notice(stored) for stored in row.notices),
        )
        for row in rows
    ]


def _stored(notice: Notice) -> dict[str, Any]:
    when = notice.last_success
    return asdict(notice) | {"last_success": when.isoformat() if when else None}


def _notice(stored: Mapping[str, Any]) -> Notice:
    when = stored["last_success"]
    return Notice(
        SourceId(stored["source"]), stored["name"], stored["says"], datetime.fromisoformat(when) if when else None
    )
