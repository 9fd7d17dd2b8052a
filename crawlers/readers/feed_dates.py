"""The day that an item of a feed states, and no other: feedparser fills in what a date does not say."""

import re
from datetime import date, timedelta
from email.utils import parsedate
from time import struct_time
from typing import Any

from crawlers.readers import fields
from crawlers.readers.written_dates import stated_day as day_of
from crawlers.readers.written_dates import told, written_in

_KEYS = ("published", "updated", "created", "prism_publicationdate")
_LONGEST = 100  # characters
_A_DAY = timedelta(days=1)
_PART = re.compile(r"\d{4}(?:-\d{2})?")


def stated_day(entry: dict[str, Any]) -> date | None:
    """Return the day that the item, as feedparser gives it, states first, or None.

    feedparser makes today of "19:30", 3 March of 30 February, and of "2019" the present month of that year.
    """
    for key in _KEYS:
        # dict.get: feedparser's own would answer "updated" with "published".
        parsed, written = dict.get(entry, f"{key}_parsed"), dict.get(entry, key)
        if not isinstance(written, str) or len(written) > _LONGEST:
            continue
        if said := _day(parsed, written):
            return said
    return None


def stated_year(entry: dict[str, Any]) -> int | None:
    """Return the year of an item that states a year or a month only: "2019", "2019-05"."""
    said = (dict.get(entry, key) for key in _KEYS)
    return next((fields.year(text) for text in said if isinstance(text, str) and _PART.fullmatch(text.strip())), None)


def _day(parsed: object, written: str) -> date | None:
    if not isinstance(parsed, struct_time):
        return day_of(written)
    try:
        universal = date(*parsed[:3])
    except ValueError:
        return None
    if told(universal) is None:
        return None
    # feedparser answers in UTC; an item of half past midnight in Stockholm would move to the day before.
    stated = fields.day(written) or _mail_day(written)
    if stated is not None and abs(stated - universal) <= _A_DAY:
        return stated
    near = (universal, universal - _A_DAY, universal + _A_DAY)
    return universal if any(written_in(day, written) for day in near) else None


def _mail_day(written: str) -> date | None:
    parts = parsedate(written)
    try:
        return date(*parts[:3]) if parts else None
    except ValueError:
        return None
