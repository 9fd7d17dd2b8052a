"""Plan the digests of a week: who gets which documents. Planning stores; sending is another step."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from digest.compose import Digest, Matches, compose, match
from digest.mail import Mail, Writer
from digest.weeks import Week, parse_week
from kb.domain.documents import DocumentId
from kb.domain.sources import Source
from kb.domain.text import clean_line
from kb.errors import InputError
from kb.store import Store
from kb.store.deliveries import (
    Delivery,
    DeliveryState,
    Notice,
    add_delivery,
    delivered,
    find_delivery,
    not_yet_read,
    worth_telling,
)
from kb.store.documents import ReadDocument, read_documents
from kb.store.health import neediest_first, standings
from kb.store.subscribers import Subscriber, count_ended, get_subscriber, list_subscribers

# A document that was read late, or planned past, is still news for this long.
WEEKS_BACK = 8


class Quiet(StrEnum):
    """Why somebody gets no new mail. `planned_before`: her digest of this week is planned or sent already."""

    NOTHING_NEW = "nothing_new"
    PLANNED_BEFORE = "planned_before"
    UNSUBSCRIBED = "unsubscribed"


@dataclass(frozen=True, slots=True)
class Draft:
    """A digest that is not planned yet, with the documents that it was made from."""

    digest: Digest
    matches: Matches


@dataclass(frozen=True, slots=True)
class Drafts:
    """The digests that planning the week would add, and how many get none for which reason."""

    week: Week
    drafts: tuple[Draft, ...]
    quiet: Mapping[Quiet, int]


@dataclass(frozen=True, slots=True)
class Preview:
    """A digest and its mail; `state` is None while it is not planned."""

    digest: Digest
    mail: Mail
    state: DeliveryState | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What was planned: digests and documents in them, and how many subscribers get none for which reason."""

    week: Week
    planned: int
    items: int
    quiet: Mapping[Quiet, int]


def plan(store: Store, week: Week, writer: Writer, now: datetime) -> Plan:
    """Plan the digests of `week`, in one transaction, and return what was planned.

    A second call plans nothing more for those who have a digest of that week. What is found or read after
    planning is in the first digest planned after that, up to eight weeks later. Raises InputError for a week
    that has not begun.
    """
    with store.writing() as session:
        found = drafts(session, week, writer, now, locked=True)
        for draft in found.drafts:
            subscriber = draft.digest.subscriber
            message_id = writer.message_id(subscriber, week)
            notices = draft.digest.notices
            add_delivery(session, subscriber.id, str(week), message_id, draft.matches, notices, now=now)
    items = sum(len(draft.matches) for draft in found.drafts)
    return Plan(week, len(found.drafts), items, found.quiet)


def drafts(session: Session, week: Week, writer: Writer, now: datetime, locked: bool = False) -> Drafts:
    """Return the digests that planning `week` would add now; nothing is stored."""
    if week.start > now:
        raise InputError(f"week {week} has not begun: it starts on {week.monday.isoformat()}")
    subscribers = list_subscribers(session, locked)
    quiet: Counter[Quiet] = Counter({Quiet.UNSUBSCRIBED: count_ended(session)})
    documents = _read(session, worth_telling(session, week.earlier(WEEKS_BACK).start, week.end)) if subscribers else []
    administered = any(subscriber.administrator for subscriber in subscribers)
    ill = notices_of(session, writer.catalogue.sources.values(), now) if administered else ()
    found = []
    for subscriber in subscribers:
        if find_delivery(session, subscriber.id, str(week)) is not None:
            quiet[Quiet.PLANNED_BEFORE] += 1
            continue
        had = delivered(session, subscriber.id)
        matches = match(subscriber, week, [read for read in documents if read.document.id not in had])
        notices = ill if subscriber.administrator else ()
        if not matches and not notices:
            quiet[Quiet.NOTHING_NEW] += 1
            continue
        digest = _compose(subscriber, week, documents, matches, writer, notices)
        found.append(Draft(digest, matches))
    return Drafts(week, tuple(found), {reason: count for reason, count in quiet.items() if count})


def draft_mail(draft: Draft, writer: Writer, now: datetime) -> Mail:
    """Return the mail that the draft would become if it were planned `now`."""
    digest = draft.digest
    return writer.write(digest, writer.message_id(digest.subscriber, digest.week), now)


def planned_digest(session: Session, delivery: Delivery, writer: Writer) -> Digest:
    """Return the digest of a delivery: the documents chosen when it was planned, as they read now.

    What it tells of sources is as it was when it was planned, so that a second try says the same.
    Deleted documents are gone from it. One whose words have changed since they were read is told without
    quotes, measures and design until it is read again.
    """
    documents = _read(session, delivery.items)
    subscriber = get_subscriber(session, delivery.subscriber)
    week = parse_week(delivery.week)
    return _compose(subscriber, week, documents, delivery.items, writer, delivery.notices)


def planned_mail(digest: Digest, delivery: Delivery, writer: Writer) -> Mail:
    """Return the mail of a delivery; its date is when it was planned, so that a second try is the same message."""
    return writer.write(digest, delivery.message_id, delivery.planned_at)


def previews(
    session: Session, week: Week, writer: Writer, now: datetime, only: Subscriber | None = None
) -> tuple[list[Preview], Mapping[Quiet, int]]:
    """Return the digests of `week`, planned or not, and how many subscribers get none; nothing is stored.

    In the order of the addresses; `only` leaves out everybody else.
    """
    found = drafts(session, week, writer, now)
    shown = [Preview(draft.digest, draft_mail(draft, writer, now), None) for draft in found.drafts]
    for subscriber in list_subscribers(session):
        delivery = find_delivery(session, subscriber.id, str(week))
        if delivery is not None:
            digest = planned_digest(session, delivery, writer)
            shown.append(Preview(digest, planned_mail(digest, delivery, writer), delivery.state))
    quiet: dict[Quiet, int] = {r: count for r, count in found.quiet.items() if r is not Quiet.PLANNED_BEFORE}
    if only is not None:
        shown = [preview for preview in shown if preview.digest.subscriber.id == only.id]
        quiet = {} if shown else {Quiet.NOTHING_NEW: 1}
    return sorted(shown, key=lambda preview: preview.digest.subscriber.email), quiet


def notices_of(session: Session, sources: Iterable[Source], now: datetime) -> tuple[Notice, ...]:
    """Return the sources that an administrator should look after, as they are at `now`, the neediest first."""
    found = neediest_first(standings(session, sources, now))
    return tuple(
        Notice(standing.source.id, clean_line(standing.source.name), standing.health.sv, standing.state.last_success)
        for standing in found
        if standing.health.worth_a_mail(now)
    )


def _compose(
    subscriber: Subscriber,
    week: Week,
    documents: list[ReadDocument],
    matches: Matches,
    writer: Writer,
    notices: tuple[Notice, ...],
) -> Digest:
    return compose(
        subscriber,
        week,
        documents,
        matches,
        catalogue=writer.catalogue,
        site_url=writer.site_url,
        notices=notices,
    )


def _read(session: Session, ids: Iterable[DocumentId]) -> list[ReadDocument]:
    wanted = list(ids)
    unread = not_yet_read(session, wanted)
    return [
        ReadDocument(read.document, (), (), None) if read.document.id in unread else read
        for read in read_documents(session, wanted)
    ]
