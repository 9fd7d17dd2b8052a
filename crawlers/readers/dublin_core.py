"""Dublin Core (oai_dc and its qualified kin) to the fields of a record.

Its elements are repeatable and say little of what they mean: what cannot be told apart is left out.
"""

import re
from collections import defaultdict
from typing import Any

from lxml import etree

from crawlers.readers import elements, fields
from crawlers.readers.elements import children, line, lines, words

_DOI = re.compile(r"(?:(?:urn:|info:)?doi[:/]\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)$", re.IGNORECASE)
_OPENAIRE = "info:eu-repo/semantics/"
_TELLS_NOTHING = re.compile(r"(text|other|info:eu-repo/semantics/(\w+version|other)|http.*)$", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def dublin_core_fields(record: etree._Element) -> dict[str, Any]:
    """Return what the record states."""
    said: dict[str, list[etree._Element]] = defaultdict(list)
    for one in children(record):
        said[elements.local(one)].append(one)
    language = next((code for text in lines(said["language"]) if (code := fields.language(text))), None)
    identifiers = lines(said["identifier"])
    date = _issued(lines(said["issued"]) or lines(said["date"]))
    return {
        "title": fields.full_title(words(elements.preferred([one for one in said["title"] if line(one)], language))),
        "abstract": _abstract(said["abstract"] or said["description"], language),
        "authors": lines(said["creator"]),
        "date": date,
        "year": date,
        "doi": next((found.group(1) for text in identifiers if (found := _DOI.match(text))), None),
        "url": fields.landing(identifiers),
        "lang": language,
        "kind": _kind(lines(said["type"])),
        "keywords": [text for one in said["subject"] if (text := words(one))],
        "licence": fields.licence([*lines(said["license"]), *lines(said["rights"])]),
    }


def _abstract(said: list[etree._Element], language: str | None) -> str:
    """Return the descriptions in the record's language, else those that name none, else the first."""
    own = [one for one in said if language and elements.language(one) == language]
    chosen = own or [one for one in said if elements.language(one) is None] or said[:1]
    return "\n\n".join(text for one in chosen if (text := words(one)))


def _issued(said: list[str]) -> str | None:
    """Return the date of issue among dates that do not say what they are.

    DSpace gives the moments of entry and release with their time of day beside the date of issue without one
    (seen at Julkari and Brage). Of several dates without a time the earliest year is that of issue: an archive
    cannot have released what was not there. A day is told only where there is one in that year.
    """
    dates = [text for text in said if _DAY.match(text)]
    timed = [text for text in said if fields.day(text)]
    if not dates and len({text[:4] for text in timed}) == 1:
        dates = [text[:10] for text in timed]
    if not dates:
        return next((text for text in said if fields.year(text) and not timed and ":" not in text), None)
    first = min(text[:4] for text in dates)
    days = {text for text in dates if text.startswith(first) and fields.day(text)}
    return days.pop() if len(days) == 1 else first


def _kind(said: list[str]) -> str | None:
    told = [text for text in said if not _TELLS_NOTHING.match(text)]
    return told[0].removeprefix(_OPENAIRE) if told else None
