"""Dates as pages write them: in words of the languages we read, in numbers, in addresses."""

import re
from datetime import date

from crawlers.readers import fields

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari januar january jan tammikuuta",
            "februari februar february feb helmikuuta",
            "mars marts march mar maaliskuuta",
            "april apr huhtikuuta",
            "maj mai may toukokuuta",
            "juni june jun kesäkuuta",
            "juli july jul heinäkuuta",
            "augusti august aug elokuuta",
            "september sept sep syyskuuta",
            "oktober october okt oct lokakuuta",
            "november nov marraskuuta",
            "december desember dec des joulukuuta",
        ),
        start=1,
    )
    for name in names.split()
}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR_LAST = r"(?P<y>\d{4})(?!\d)"
_PATTERNS = (
    re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\.?\s(?:of\s|den\s)?(?P<n>{_NAMES})\b\.?,?\s{_YEAR_LAST}",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<n>{_NAMES})\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR_LAST}", re.IGNORECASE),
    re.compile(rf"(?<![\d.])(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.{_YEAR_LAST}"),  # as in Norway, Denmark and Finland
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T|$)")
# A word that says that what follows is the day of publication. "Updated" and "reviewed" are other days.
_LABEL = re.compile(
    r"\b(?:publicerad|publicerat|publicerades|publiceringsdatum|utgivningsdatum|utgiven|publisert|utgitt|"
    r"publiseringsdato|offentliggjort|publiceret|udgivet|udgivelsesdato|julkaistu|published|publication date|"
    r"date published|posted|first published|date of publication)\b\s*:?\s*(?:on\b|den\b|d\.)?\s*",
    re.IGNORECASE,
)
# In lower case such a word may be anybody's ("the review published 3 May 2011"), unless it begins its line or part
# of a line, or follows what names the page itself.
_NEW_PART = "|·•–—/:>"
_THE_PAGE = {
    "sidan", "artikeln", "nyheten", "inlägget", "siden", "artikkelen", "nyheden", "artiklen", "page", "article",
}  # fmt: skip
_OTHER_DAY = re.compile(
    r"uppdat|ändra|granska|oppdat|endr|opdat|ændr|revid|updat|review|revis|modif|amend|päivit|muok|"
    r"\b(?:senast|sist|sidst|last)\b",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"[/_-](19\d\d|20\d\d)([/_-])(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_WORD = re.compile(r"[^\W\d_]{3}")
_REACH = 40  # characters: how far from its label a date begins and ends
# What programs write that have no date: the beginning of their time.
_UNSET = {date(1, 1, 1), date(1900, 1, 1), date(1970, 1, 1)}


def day_in(text: str) -> date | None:
    """Return the day that a short text such as "3 maj 2019" or "2019-05-03" names first, or None.

    Numbers alone with the year last are read only with full stops (3.5.2019): with strokes nobody knows which of
    the first two is the month.
    """
    found = [(match.start(), match) for pattern in _PATTERNS if (match := pattern.search(text))]
    compact = _COMPACT.match(text.strip())
    if not found and compact:
        return _day(*map(int, compact.groups()))
    for _, match in sorted(found, key=lambda pair: pair[0]):
        said = match.groupdict()
        month = _MONTHS[said["n"].lower()] if said.get("n") else int(said["m"])
        if day := _day(int(said["y"]), month, int(said["d"])):
            return day
    return None


def labelled_day(text: str) -> date | None:
    """Return the day that `text` calls the day of publication ("Publicerad 3 maj 2019"), None without or with two.

    In running text the same words tell of something else: "studien publicerades 3 maj 2019" is passed over.
    """
    days = set()
    for label in _LABEL.finditer(text):
        if label.group()[0].islower() and not _is_label(text, label.start()):
            continue
        after = text[label.end() : label.end() + _REACH]
        near = min((match.start() for pattern in _PATTERNS if (match := pattern.search(after))), default=None)
        if near is not None and near <= 12 and not _OTHER_DAY.search(after[:near]) and (day := day_in(after)):
            days.add(day)
    return days.pop() if len(days) == 1 else None


def _is_label(text: str, place: int) -> bool:
    before = text[max(0, place - _REACH) : place].rpartition("\n")[2].strip()
    return not before or before[-1] in _NEW_PART or before.split()[-1].lower() in _THE_PAGE


def day_in_address(address: str | None) -> date | None:
    """Return the day that an address such as /2024/05/17/name names, or None."""
    found = _IN_ADDRESS.search(address.partition("?")[0]) if address else None
    return _day(int(found[1]), int(found[3]), int(found[4])) if found else None


def stated_day(value: str) -> date | None:
    """Return the day of a value that is meant to be a date, ISO 8601 first."""
    return told(fields.day(value) or day_in(value[:60]))


def written_in(day: date, text: str) -> bool:
    """Return whether `text` states this very day in numbers and words; programs fill in what a date does not say."""
    if day.strftime("%Y%m%d") in text:
        return True
    numbers = {int(number) for number in re.findall(r"\d{1,4}", text)}
    month = day.month in numbers or _WORD.search(text) is not None
    return day.day in numbers and month and bool({day.year, day.year % 100} & numbers)


def told(day: date | None) -> date | None:
    """Return `day`, or None where it is only what a program writes that has no date (1 January of the year 1)."""
    return None if day in _UNSET else day


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
