from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crawlers.fetch import Answer, End
from crawlers.verdicts import Seen, judge
from kb.domain.documents import SourceId
from kb.domain.sources import SourceKind
from kb.store.crawls import Crawl
from kb.store.sources import Verdict

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
GOOD = Seen(SourceKind.FEED, End("finished"), listed=20, came=1, changed=1, documents=20)
LIST = replace(GOOD, kind=SourceKind.LISTING, pages=20, came=21, changed=21)


def crawl(items: int, verdict: Verdict = Verdict.OK, length: int = 2_000, own: float = 1.0) -> Crawl:
    return Crawl(
        SourceId("s"), NOW, NOW + timedelta(minutes=1), verdict, items=items, median_length=length, in_language=own
    )


HABIT = [crawl(20), crawl(22), crawl(18)]


def test_a_crawl_as_usual_is_ok() -> None:
    assert judge(GOOD, HABIT) == (Verdict.OK, "")
    assert judge(GOOD, []) == (Verdict.OK, "")


def test_a_crawl_whose_process_died_or_whose_callbacks_raised_is_an_error_whatever_came() -> None:
    assert judge(replace(GOOD, end=End(None)), HABIT)[0] is Verdict.ERROR
    verdict, detail = judge(replace(GOOD, end=End("finished", {"KeyError": 3})), HABIT)
    assert verdict is Verdict.ERROR
    assert "3 × KeyError" in detail


def test_far_more_or_fewer_items_than_usual_are_held_back_until_they_come_again() -> None:
    for listed in (3, 200):
        verdict, detail = judge(replace(GOOD, listed=listed), HABIT)
        assert verdict is Verdict.UNUSUAL
        assert f"lists {listed} items, usually about 20" in detail
        assert judge(replace(GOOD, listed=listed), [crawl(listed, Verdict.UNUSUAL), *HABIT])[0] is Verdict.OK


def test_a_new_volume_that_was_taken_once_is_the_habit_from_then_on() -> None:
    taken = [crawl(200), crawl(200, Verdict.UNUSUAL), *HABIT]
    assert judge(replace(GOOD, listed=200), taken)[0] is Verdict.OK
    unanswered = [crawl(0, Verdict.UNREACHABLE), crawl(0, Verdict.NOT_MODIFIED)]
    assert judge(replace(GOOD, listed=200), [*unanswered, crawl(200, Verdict.UNUSUAL), *HABIT])[0] is Verdict.OK


def test_another_unusual_volume_than_the_last_is_held_back_again() -> None:
    assert judge(replace(GOOD, listed=2), [crawl(200, Verdict.UNUSUAL), *HABIT])[0] is Verdict.UNUSUAL


def test_without_a_habit_and_for_short_lists_no_volume_is_unusual() -> None:
    assert judge(replace(GOOD, listed=200), HABIT[:2])[0] is Verdict.OK
    assert judge(replace(GOOD, listed=7), [crawl(1), crawl(1), crawl(2)])[0] is Verdict.OK


def test_a_sudden_change_of_language_or_length_is_a_change_of_the_source() -> None:
    verdict, detail = judge(replace(GOOD, in_language=0.1), HABIT)
    assert verdict is Verdict.CHANGED
    assert "10% of its texts are in its language, usually 100%" in detail
    verdict, detail = judge(replace(GOOD, median_length=90), HABIT)
    assert verdict is Verdict.CHANGED
    assert "90 characters, usually about 2000" in detail


def test_a_source_of_many_languages_may_change_between_them() -> None:
    mixed = [crawl(20, own=0.5), crawl(20, own=0.6), crawl(20, own=0.4)]
    assert judge(replace(GOOD, in_language=0.1), mixed)[0] is Verdict.OK


def test_a_list_with_nothing_on_it_is_empty_and_one_that_has_not_changed_is_well() -> None:
    assert judge(replace(LIST, listed=0), HABIT)[0] is Verdict.EMPTY
    assert judge(replace(LIST, listed=None, changed=0), HABIT) == (Verdict.NOT_MODIFIED, "")


def test_one_page_that_fails_is_told_and_stops_nothing_but_most_of_them_do() -> None:
    missing = Answer("a", "https://example.org/a", "item", 404, failed=Verdict.ERROR, detail="the source answers 404")
    verdict, detail = judge(replace(LIST, failed=1, first=missing), HABIT)
    assert verdict is Verdict.OK
    assert "404" in detail
    verdict, detail = judge(replace(LIST, failed=15, first=missing), HABIT)
    assert verdict is Verdict.ERROR
    assert "15 of 20 pages" in detail


def test_of_many_sitemaps_one_may_be_missing_and_of_a_list_no_page() -> None:
    lost = Answer("b", "https://example.org/b", "list", 404, failed=Verdict.ERROR, detail="the source answers 404")
    verdict, detail = judge(replace(LIST, kind=SourceKind.SITEMAP, first=lost), HABIT)
    assert verdict is Verdict.OK
    assert "404" in detail
    assert judge(replace(LIST, kind=SourceKind.SITEMAP, first=lost, listed=0), HABIT)[0] is Verdict.ERROR
    assert judge(replace(LIST, first=lost), HABIT)[0] is Verdict.ERROR


def test_a_harvest_stops_at_an_answer_that_cannot_be_read_and_goes_on_past_one_that_did_not_come() -> None:
    harvest = replace(GOOD, kind=SourceKind.OAI_PMH, came=2, changed=2)
    unreadable = Answer("all", "", "answer", 200, failed=Verdict.CHANGED, detail="it is broken XML")
    assert judge(replace(harvest, first=unreadable), HABIT) == (Verdict.CHANGED, "it is broken XML")
    late = replace(unreadable, status=500, failed=Verdict.ERROR, detail="the source answers 500")
    assert judge(replace(harvest, first=late), HABIT)[0] is Verdict.OK


def test_pages_that_mostly_cannot_be_read_are_a_change_of_the_layout() -> None:
    verdict, detail = judge(replace(LIST, unread=15, documents=5, why_unread="a page without text"), HABIT)
    assert verdict is Verdict.CHANGED
    assert "a page without text" in detail


def test_what_waits_for_the_next_run_is_told() -> None:
    assert judge(replace(LIST, end=End("finished", waiting=40)), HABIT) == (Verdict.OK, "40 wait for the next run")


def test_an_archive_with_nothing_new_is_well() -> None:
    assert judge(replace(GOOD, kind=SourceKind.OAI_PMH, listed=0, documents=0), HABIT)[0] is Verdict.OK
