"""Weeks as Swedish calendars number them (ISO 8601), from Monday 00:00 to Monday 00:00 in Stockholm."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kb.domain.swedish import MONTHS, ZONE
from kb.errors import InputError

_FORM = re.compile(r"([0-9]{4})-W([0-9]{2})")
_FIRST_YEAR, _LAST_YEAR = 1970, 9998  # Python's calendar ends within week 52 of 9999


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week; `year` is the week's year, which differs from the calendar's around New Year."""

    year: int
    number: int

    def __str__(self) -> str:
        """Return the week as it is written everywhere: 2026-W47."""
        return f"{self.year:04}-W{self.number:02}"

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(days=6)

    @property
    def start(self) -> datetime:
        """The moment it begins, in UTC."""
        return _midnight(self.monday)

    @property
    def end(self) -> datetime:
        """The moment the next one begins, in UTC: 167, 168 or 169 hours after `start`, as summer time comes or goes."""
        return _midnight(self.monday + timedelta(days=7))

    @property
    def days_sv(self) -> str:
        """The days in Swedish: "16–22 november 2026", naming month and year twice only where they differ."""
        first, last = self.monday, self.sunday
        until = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
        if first.year != last.year:
            return f"{first.day} {MONTHS[first.month - 1]} {first.year} – {until}"
        if first.month != last.month:
            return f"{first.day} {MONTHS[first.month - 1]} – {until}"
        return f"{first.day}–{until}"

    def earlier(self, weeks: int) -> "Week":
        """Return the week that many weeks before."""
        return _week_of(self.monday - timedelta(weeks=weeks))


def parse_week(text: str) -> Week:
    """Return the week written as "2026-W47"; raise InputError for anything else and for weeks a year does not have."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise InputError(f"{text!r} is no week: write year and number as in 2026-W47")
    week = Week(int(match[1]), int(match[2]))
    if not _FIRST_YEAR <= week.year <= _LAST_YEAR:
        raise InputError(f"{text!r} is no week: the year must lie between {_FIRST_YEAR} and {_LAST_YEAR}")
    try:
        date.fromisocalendar(week.year, week.number, 1)
    except ValueError as error:
        raise InputError(f"{text!r} is no week: {week.year} has no week {week.number}") from error
    return week


def week_of(moment: datetime) -> Week:
    """Return the week in which `moment` (aware) lies in Stockholm."""
    return _week_of(moment.astimezone(ZONE).date())


def last_full_week(now: datetime) -> Week:
    """Return the latest week that is over at `now` (aware)."""
    return week_of(now).earlier(1)


def _week_of(day: date) -> Week:
    year, number, _ = day.isocalendar()
    return Week(year, number)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE).astimezone(UTC)
