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
    "is": "ice isl icelandic isländska islenska", "et": "est estonian estniska eesti",
    "es": "spa spanish spanska español", "it": "ita italian italienska italiano", "pl": "pol polish polska",
    "nl": "dut nld dutch nederländska",
    "pt": "por portuguese portugisiska português", "se": "sme northern sami nordsamiska",
    "sv": "swe swedish svenska", "en": "eng english engelska", "no": "nor norwegian norska norsk",
    "nb": "nob bokmål", "nn": "nno nynorsk", "da": "dan danish danska dansk", "fi": "fin finnish finska suomi",
    "de": "ger deu german tyska deutsch", "fr": "fre fra french franska français",
}  # fmt: skip
# What ISO 639-2 writes for a language that is not told: undetermined, several, none, without a code.
_UNTOLD = {"und", "mul", "zxx", "mis"}
_WEB = re.compile(r"https?://[^\s/]+\.[^\s]+$", re.IGNORECASE)
_FILE = re.compile(r"\.(pdf|docx?|pptx?|xlsx?|zip|epub)([?#].*)?$", re.IGNORECASE)
_RESOLVER = re.compile(r"https?://(dx\.)?doi\.org/", re.IGNORECASE)
_CREATIVE_COMMONS = re.compile(r"https?://(?:www\.)?creativecommons\.org/[\w./%-]+", re.IGNORECASE)
_LICENCE = re.compile(
    r"licen[sc]|creative ?commons|\bcc[ -](by|0)|\bcc0|copyright|©|rättighet|rettighet|rightsst", re.I
)
LONGEST_LICENCE = 300
# What a page of an authority has in its heading after the title, often with no space between the two: "… i
# välfärdenDiarienummer: S2025/01085, Ju2025/02068".
_REGISTERED = re.compile(
    r"[\s,;(–-]*(?:Diarienummer|Dnr)\s?:?\s?([A-ZÅÄÖ]{0,6}\s?\d{4}/\d+(?:,\s)?)+\)?$", re.IGNORECASE
)
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
    return None if primary in _UNTOLD else _CODES.get(primary, primary)


def listed(value: object, separators: str = ";") -> tuple[str, ...]:
    """Return the names in a list, or in a string that separates them; without repetition, in their order."""
    parts: Iterable[Any] = ()
    if isinstance(value, str):
        parts = re.split(f"[{re.escape(separators)}]", value)
    elif isinstance(value, list | tuple):
        parts = value
    return tuple(dict.fromkeys(text for part in parts if (text := line(part))))


def title_and_text(title: object, text: object) -> tuple[str, str]:
    """Return both as text, the title without the number it is registered under by an authority.

    Raises InputError saying what is missing or of the wrong kind.
    """
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
    title = clean_line(title)
    return _REGISTERED.sub("", title) or title, text or ""


def source_name(value: object, otherwise: SourceId) -> SourceId:
    """Return the record's own source, or `otherwise` when it names none."""
    text = line(value)
    return SourceId(text[:LONGEST_SOURCE]) if text else otherwise


def full_title(*parts: str | None) -> str | None:
    """Return title, subtitle and further parts as a library would write them; None without a title."""
    whole, *more = [clean_line(part or "") for part in parts] or [""]
    if not whole:
        return None
    for part in more:
        if part and part.casefold() not in whole.casefold():
            whole += f"{' ' if whole[-1] in ':?!.' else ': '}{part}"
    return whole


def web_address(value: object) -> str | None:
    """Return an address on the web as written, or None for anything else."""
    text = line(value)
    return text if text and len(text) <= LONGEST_TITLE and _WEB.match(text) else None


def landing(values: Iterable[object]) -> str | None:
    """Return the address that leads to a record's page: one at its source before a DOI, that before a file."""
    found = [address for value in values if (address := web_address(value))]
    return min(found, key=lambda one: (bool(_FILE.search(one)), bool(_RESOLVER.match(one))), default=None)


def licence(values: Iterable[str | None]) -> str | None:
    """Return the licence among statements of rights, a Creative Commons address first; "free" alone is none."""
    said = [text for text in values if text]
    for text in said:
        if found := _CREATIVE_COMMONS.search(text):
            return found.group()[:LONGEST_LICENCE]
    return next((text for text in said if len(text) <= LONGEST_LICENCE and _LICENCE.search(text)), None)


def doi(value: object) -> str | None:
    """Return a DOI as written, or None when there is none that can be one."""
    text = line(value)
    return text if text and len(text) <= 300 else None
