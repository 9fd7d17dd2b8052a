"""Who gets what in which week: once, and nothing lost."""

import threading
from datetime import timedelta

import pytest

from digest.planning import Plan, Quiet, plan
from digest.weeks import parse_week
from kb.errors import InputError
from kb.store import Store
from kb.store.deliveries import DeliveryState, list_deliveries
from kb.store.subscribers import unsubscribe
from tests.unit.digest.newsroom import JOINED, MONDAY_AFTER, SCHOOL, SHOOTINGS, TUESDAY, Newsroom, writer

WEEK = parse_week("2026-W47")
NEXT = parse_week("2026-W48")
A_WEEK = timedelta(days=7)


def planned(newsroom: Newsroom, week: str = "2026-W47") -> Plan:
    which = parse_week(week)
    return plan(newsroom.store, which, writer(), which.end + timedelta(hours=7))


def contents(newsroom: Newsroom) -> dict[str, set[str]]:
    with newsroom.store.reading() as session:
        return {delivery.week: set(delivery.items) for delivery in list_deliveries(session)}


def test_planning_twice_plans_nothing_more(newsroom: Newsroom) -> None:
    newsroom.joins()
    document = newsroom.tells()

    first, second = planned(newsroom), planned(newsroom)

    assert (first.planned, first.items) == (1, 1)
    assert (second.planned, second.quiet) == (0, {Quiet.PLANNED_BEFORE: 1})
    assert contents(newsroom) == {"2026-W47": {document}}


def test_a_document_found_or_read_after_planning_comes_in_the_next_weeks_mail(newsroom: Newsroom) -> None:
    newsroom.joins()
    early, read_late = newsroom.tells(), newsroom.finds()
    planned(newsroom)
    newsroom.reads(read_late, {SHOOTINGS: "skjutningar"})
    found_late = newsroom.tells(at=TUESDAY + timedelta(days=1))
    planned(newsroom)
    planned(newsroom, "2026-W48")
    planned(newsroom, "2026-W49")

    assert contents(newsroom) == {"2026-W47": {early}, "2026-W48": {read_late, found_late}}


def test_a_document_waits_at_most_eight_weeks(newsroom: Newsroom) -> None:
    newsroom.joins()
    in_time = newsroom.tells(at=WEEK.earlier(8).start)
    newsroom.tells(at=WEEK.earlier(8).start - timedelta(seconds=1))

    planned(newsroom)

    assert contents(newsroom) == {"2026-W47": {in_time}}


def test_a_week_runs_from_its_first_to_its_last_second_whenever_in_it_somebody_subscribes(newsroom: Newsroom) -> None:
    newsroom.joins(at=TUESDAY)
    newsroom.tells(at=WEEK.start - timedelta(seconds=1))
    newsroom.tells(at=WEEK.end)
    first = newsroom.tells(at=WEEK.start)
    last = newsroom.tells(at=WEEK.end - timedelta(seconds=1))

    planned(newsroom)

    assert contents(newsroom) == {"2026-W47": {first, last}}


def test_who_gets_no_mail_is_counted_with_the_reason(newsroom: Newsroom) -> None:
    newsroom.joins("anna@kommun.example", (SHOOTINGS,))
    newsroom.joins("bo@kommun.example", (SCHOOL,))
    newsroom.joins("cia@kommun.example", (SHOOTINGS,))
    with newsroom.store.writing() as session:
        unsubscribe(session, "cia@kommun.example", (), JOINED)
    newsroom.tells()

    done = planned(newsroom)

    assert done.planned == 1
    assert done.quiet == {Quiet.NOTHING_NEW: 1, Quiet.UNSUBSCRIBED: 1}


def test_a_document_whose_words_changed_waits_until_it_is_read_again(newsroom: Newsroom) -> None:
    newsroom.joins()
    document = newsroom.tells()
    newsroom.changes(1, "Nu handlar texten om helt andra ord, bland annat skjutningar i park.")

    assert planned(newsroom).planned == 0
    newsroom.reads(document, {SHOOTINGS: "skjutningar"})
    assert planned(newsroom).planned == 1


def test_a_week_that_has_not_begun_is_refused(newsroom: Newsroom) -> None:
    with pytest.raises(InputError, match="2026-W48 has not begun"):
        plan(newsroom.store, NEXT, writer(), WEEK.end - timedelta(seconds=1))


def test_week_53_is_followed_by_week_1_without_loss(newsroom: Newsroom) -> None:
    newsroom.joins()
    old, new = parse_week("2026-W53"), parse_week("2027-W01")
    last = newsroom.tells(at=old.end - timedelta(seconds=1))
    first = newsroom.tells(at=new.start)

    planned(newsroom, "2026-W53")
    planned(newsroom, "2027-W01")

    assert contents(newsroom) == {"2026-W53": {last}, "2027-W01": {first}}


def test_the_hour_that_summer_time_takes_or_gives_belongs_to_one_week(newsroom: Newsroom) -> None:
    newsroom.joins(at=JOINED - 52 * A_WEEK)
    weeks = ["2026-W12", "2026-W13", "2026-W14", "2026-W42", "2026-W43", "2026-W44"]
    expected = {}
    for week in map(parse_week, weeks):
        found = {newsroom.tells(at=at) for at in (week.start, week.end - timedelta(minutes=30))}
        expected[str(week)] = found

    for text in weeks:
        planned(newsroom, text)

    assert contents(newsroom) == expected


def test_two_processes_planning_at_once_plan_one_digest(newsroom: Newsroom) -> None:
    newsroom.joins()
    newsroom.tells()
    stores = [Store(str(newsroom.store.engine.url)) for _ in range(4)]
    done: list[Plan] = []
    threads = [
        threading.Thread(target=lambda s=store: done.append(plan(s, WEEK, writer(), MONDAY_AFTER))) for store in stores
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in stores:
        store.close()

    assert sorted(p.planned for p in done) == [0, 0, 0, 1]
    with newsroom.store.reading() as session:
        assert [d.state for d in list_deliveries(session)] == [DeliveryState.PLANNED]
