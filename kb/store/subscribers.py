"""Who gets the weekly digest, and about which challenges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from kb.domain.facts import ChallengeId
from kb.errors import NotFound
from kb.store.tables import SubscriberRow, SubscriptionRow


@dataclass(frozen=True, slots=True)
class Subscription:
    """A challenge that somebody follows, and since when.

    What was found in the week of a digest counts, whenever she joined; what is older only if found since then.
    """

    challenge: ChallengeId
    since: datetime


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody who gets the digest. `follows` is in her own order; `ended` is None while she wants the mails.

    An `administrator` is also told of sources that need looking after, and may follow no challenge at all.
    """

    id: int
    email: str
    language: str
    since: datetime
    ended: datetime | None
    follows: tuple[Subscription, ...]
    administrator: bool = False

    @property
    def challenges(self) -> tuple[ChallengeId, ...]:
        """The challenges she follows, in her own order."""
        return tuple(subscription.challenge for subscription in self.follows)


def subscribe(
    session: Session,
    email: str,
    challenges: Sequence[ChallengeId],
    language: str,
    now: datetime,
    *,
    administrator: bool = False,
) -> Subscriber:
    """Let `email` follow `challenges` after those it follows already, and return the subscriber.

    With `administrator` she is also told of sources that need looking after; without, that stays as it was.
    Somebody who comes back after having left starts anew: she gets only what is named now, from now on.
    """
    row = session.scalar(select(SubscriberRow).where(SubscriberRow.email == email.lower()))
    if row is None:
        row = SubscriberRow(email=email.lower(), language=language, administrator=False, since=now, ended=None)
        session.add(row)
        session.flush()
    elif row.ended is not None:
        session.execute(delete(SubscriptionRow).where(SubscriptionRow.subscriber == row.id))
        row.since, row.ended, row.administrator = now, None, False
    row.language = language
    row.administrator = row.administrator or administrator
    known = _subscriptions(session, row.id)
    position = max((old.position for old in known), default=-1)
    followed = {old.challenge for old in known}
    for challenge in dict.fromkeys(challenges):
        if challenge not in followed:
            position += 1
            session.add(SubscriptionRow(subscriber=row.id, challenge=challenge, position=position, since=now))
    session.flush()
    return _subscriber(session, row)


def unsubscribe(
    session: Session, email: str, challenges: Sequence[ChallengeId], now: datetime, *, administrator: bool = False
) -> Subscriber:
    """Let `email` stop following `challenges`, or, where nothing is named, getting any mail; return the subscriber.

    With `administrator` she is told of sources no longer. Whoever gets nothing any more has left. Raises NotFound
    when the address gets no digest, does not follow one of the challenges or is no administrator's.
    """
    row = session.scalar(select(SubscriberRow).where(SubscriberRow.email == email.lower()))
    if row is None or row.ended is not None:
        raise NotFound(f"{email!r} gets no digest; `utblick digest subscribers` shows who does")
    known = {old.challenge: old for old in _subscriptions(session, row.id)}
    if administrator and not row.administrator:
        raise NotFound(f"{email!r} is not told of sources; `utblick digest subscribers` shows who is")
    everything = not challenges and not administrator
    for challenge in dict.fromkeys(known if everything else challenges):
        if challenge not in known:
            raise NotFound(f"{email!r} does not follow {challenge!r}; followed: {', '.join(known) or 'nothing'}")
        session.delete(known[challenge])
    if administrator or everything:
        row.administrator = False
    session.flush()
    if not row.administrator and not _subscriptions(session, row.id):
        row.ended = now
    session.flush()
    return _subscriber(session, row)


def get_subscriber(session: Session, subscriber_id: int) -> Subscriber:
    """Return the subscriber, also one who has left, or raise NotFound."""
    row = session.get(SubscriberRow, subscriber_id)
    if row is None:
        raise NotFound(f"there is no subscriber {subscriber_id}")
    return _subscriber(session, row)


def find_subscriber(session: Session, email: str) -> Subscriber:
    """Return the subscriber with this address who has not left, or raise NotFound."""
    row = session.scalar(
        select(SubscriberRow).where(SubscriberRow.email == email.lower(), SubscriberRow.ended.is_(None))
    )
    if row is None:
        raise NotFound(f"{email!r} gets no digest; `utblick digest subscribers` shows who does")
    return _subscriber(session, row)


def list_subscribers(session: Session, locked: bool = False) -> list[Subscriber]:
    """Return all who get the digest, in the order of their addresses.

    `locked` keeps their rows until the transaction ends, so that of two processes that plan at once the second
    sees what the first planned (PostgreSQL; SQLite has one writer at a time anyway).
    """
    query = select(SubscriberRow).where(SubscriberRow.ended.is_(None)).order_by(SubscriberRow.email)
    rows = session.scalars(query.with_for_update() if locked else query).all()
    return [_subscriber(session, row) for row in rows]


def count_ended(session: Session) -> int:
    """Return how many have left."""
    return session.scalar(select(func.count()).select_from(SubscriberRow).where(SubscriberRow.ended.is_not(None))) or 0


def _subscriptions(session: Session, subscriber: int) -> Sequence[SubscriptionRow]:
    query = select(SubscriptionRow).where(SubscriptionRow.subscriber == subscriber)
    return session.scalars(query.order_by(SubscriptionRow.position, SubscriptionRow.challenge)).all()


def _subscriber(session: Session, row: SubscriberRow) -> Subscriber:
    follows = (Subscription(ChallengeId(s.challenge), s.since) for s in _subscriptions(session, row.id))
    return Subscriber(row.id, row.email, row.language, row.since, row.ended, tuple(follows), row.administrator)
