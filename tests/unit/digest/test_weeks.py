"""Weeks are those of a Swedish calendar."""

from datetime import UTC, datetime, timedelta

import pytest

from digest.weeks import Week, last_full_week, parse_week, week_of
from kb.errors import InputError


def test_a_week_runs_from_monday_to_monday_in_stockholm() -> None:
    week = parse_week("2026-W47")

    assert week.start == datetime(2026, 11, 15, 23, tzinfo=UTC)
    assert week.end == datetime(2026, 11, 22, 23, tzinfo=UTC)
    assert str(week) == "2026-W47"


@pytest.mark.parametrize(
    ("text", "hours"),
    [("2026-W13", 167), ("2026-W43", 169), ("2026-W44", 168)],
    ids=["summer time begins", "summer time ends", "an ordinary week"],
)
def test_a_week_is_an_hour_shorter_or_longer_when_the_clocks_change(text: str, hours: int) -> None:
    week = parse_week(text)

    assert week.end - week.start == timedelta(hours=hours)


def test_weeks_follow_each_other_without_gap_or_overlap_over_many_years() -> None:
    week = parse_week("2019-W50")
    latest = week
    for _ in range(500):
        following = week_of(latest.end)
        assert following.start == latest.end
        assert following.earlier(1) == latest
        latest = following
    assert latest.year == 2029


def test_week_53_exists_only_in_long_years_and_reaches_into_the_next() -> None:
    week = parse_week("2026-W53")

    assert (week.monday.isoformat(), week.sunday.isoformat()) == ("2026-12-28", "2027-01-03")
    assert week_of(datetime(2027, 1, 1, 12, tzinfo=UTC)) == week
    assert week.days_sv == "28 december 2026 – 3 januari 2027"
    with pytest.raises(InputError, match="2027 has no week 53"):
        parse_week("2027-W53")


def test_the_first_days_of_january_can_lie_in_the_old_years_week_and_late_december_in_the_new() -> None:
    assert str(week_of(datetime(2023, 1, 1, 12, tzinfo=UTC))) == "2022-W52"
    assert str(week_of(datetime(2024, 12, 30, 12, tzinfo=UTC))) == "2025-W01"


def test_late_sunday_evening_in_utc_is_already_monday_in_stockholm() -> None:
    assert str(week_of(datetime(2026, 11, 22, 22, 59, tzinfo=UTC))) == "2026-W47"
    assert str(week_of(datetime(2026, 11, 22, 23, 0, tzinfo=UTC))) == "2026-W48"


def test_the_last_full_week_is_the_one_before_this() -> None:
    assert last_full_week(datetime(2026, 11, 22, 22, 59, tzinfo=UTC)) == Week(2026, 46)
    assert last_full_week(datetime(2027, 1, 4, 8, tzinfo=UTC)) == Week(2026, 53)


@pytest.mark.parametrize(
    ("text", "days"),
    [("2026-W47", "16–22 november 2026"), ("2026-W49", "30 november – 6 december 2026")],
)
def test_days_are_told_as_a_swede_would(text: str, days: str) -> None:
    assert parse_week(text).days_sv == days


@pytest.mark.parametrize(
    "text",
    [
        "",
        "47",
        "2026-47",
        "2026W47",
        "2026-W00",
        "2026-W54",
        "2026-w47",
        "2026-W47\n",
        " 2026-W47",
        "0000-W01",
        "9999-W52",
        "-026-W47",
        "２０２６-W47",
        "2026-W4",
        "2026-W047",
    ],
)
def test_what_is_no_week_is_refused_by_name(text: str) -> None:
    with pytest.raises(InputError, match="is no week"):
        parse_week(text)
