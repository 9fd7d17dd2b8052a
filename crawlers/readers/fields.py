"""How single fields are read: dates, years, names, languages. What cannot be told is None."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from kb.domain.documents import SourceId
from kb.domain.text import clean_line
from kb.errors import InputError

LONGEST_TEXT = 5_000_000  # characters: a book; more in one record is a mistake or an attack
LONGEST_TITLE = 2_000
LONGEST_SOURCE = 80
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]|$)")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|21\d\d)(?!\d)")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*$")
# ISO 639-2 codes and plain names of the languages our sources use, as reference managers write them.
_LANGUAGES = {
    "sv": "swe swedish svenska", "en": "eng english engelska", "no": "nor norwegian norska norsk",
    "nb": "nob bokmål", "nn": "nno nynorsk", "da": "dan danish danska dansk", "fi": "fin finnish finska suomi",
    "de": "ger deu german tyska deutsch", "fr": "fre fra french franska français",
}  # fmt: skip
_CODES = {name: code for code, names in _LANGUAGES.items() for name in names.split()}


def line(value: object) -> str | None:
    """Return text or a number as one clean line, None for anything else and for nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return clean_line(str(value)) or None


def day(value: object) -> date | None:
    """Return the day that an ISO 8601 date or time names, or None; the clock and its zone are not looked at."""
    found = _ISO_DAY.match(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def year(value: object) -> int | None:
    """Return the first year between 1500 and 2199 that `value` names, or None; 2020.0, as spreadsheets say, is 2020."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    found = _YEAR.search(str(value)[:100])
    return int(found.group(1)) if found else None


def language(value: object) -> str | None:
    """Return the primary language code of a tag such as `sv-SE`, or of a language's name; else None."""
    text = line(value)
    if text is None:
        return None
    known = _CODES.get(text.lower())
    if known:
        return known
    if not _TAG.match(text):
        return None
    primary = re.split("[-_]", text.lower())[0]
    return _CODES.get(primary, primary)


def listed(value: object, separators: str = ";") -> tuple[str, ...]:
    """Return the names in a list, or in a string that separates them; without repetition, in their order."""
    parts: Iterable[Any] = ()
    if isinstance(value, str):
        parts = re.split(f"[{re.escape(separators)}]", value)
    elif isinstance(value, list | tuple):
        parts = value
    return tuple(dict.fromkeys(text for part in parts if (text := line(part))))


def title_and_text(title: object, text: object) -> tuple[str, str]:
    """Return both as text; raise InputError saying what is missing or of the wrong kind."""
    if title is not None and not isinstance(title, str):
        raise InputError(f"the title is not text but {type(title).__name__}")
    if text is not None and not isinstance(text, str):
        raise InputError(f"the text is not text but {type(text).__name__}")
    if not title or not clean_line(title):
        raise InputError("the title is missing")
    if len(title) > LONGEST_TITLE:
        raise InputError(f"the title is longer than {LONGEST_TITLE:,} characters")
    if len(text or "") > LONGEST_TEXT:
        raise InputError(f"the text is longer than {LONGEST_TEXT:,} characters")
    return clean_line(title), text or ""


def source_name(value: object, otherwise: SourceId) -> SourceId:
    """Return the record's own source, or `otherwise` when it names none."""
    text = line(value)
    return SourceId(text[:LONGEST_SOURCE]) if text else otherwise


def doi(value: object) -> str | None:
    """Return a DOI as written, or None when there is none that can be one."""
    text = line(value)
    return text if text and len(text) <= 300 else None
