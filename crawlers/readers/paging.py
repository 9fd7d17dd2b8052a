"""How an answer goes on: what the next page is asked with, and whether the server answers at all.

These functions raise nothing: an answer that cannot be understood has `error`.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawlers.readers.answers import fault_in, loaded, part
from crawlers.readers.elements import child, children, line
from crawlers.readers.oai import errors_in
from crawlers.readers.xml_items import divided, parsed
from kb.errors import InputError

_LONGEST_TOKEN = 8_000  # it becomes part of an address; those of Crossref have 2,600
_ANSWER = "the answer"


@dataclass(frozen=True, slots=True)
class OaiPage:
    """A page of an OAI-PMH list: `token` asks for the next one, None: there is none.

    `error` is the code and message of the server, or ("unreadable", why); that no record matches is no error.
    `expired`: the token that was sent is no longer known, and the list has to be asked for anew. `records` counts
    withdrawn ones as well.
    """

    token: str | None = None
    expired: bool = False
    error: tuple[str, str] | None = None
    response_date: str | None = None
    records: int = 0


@dataclass(frozen=True, slots=True)
class ApiPage:
    """A page of a database's answer: `next` asks for the one after it (a cursor, for DOAJ a number), None: the last.

    `total` is how many items the database has for the question, None when it does not say, `items` how many are here.
    """

    next: str | None = None
    total: int | None = None
    items: int = 0
    error: str | None = None


def oai_next(content: bytes) -> OaiPage:
    """Return how an answer to ListRecords goes on."""
    try:
        parts = divided(content, _ANSWER)
        if parts.root != "oai-pmh":
            return OaiPage(error=("unreadable", f"the answer is not of OAI-PMH, but <{parts.root[:60]}>"))
        envelope = parsed(parts.envelope)
    except InputError as error:
        return OaiPage(error=("unreadable", str(error)))
    said = errors_in(envelope)
    errors = [one for one in said if one[0] != "noRecordsMatch"]
    if not said and not parts.count and child(envelope, "ListRecords") is None:
        errors.append(("unreadable", "the answer holds neither records nor an error"))
    expired = any(code == "badResumptionToken" for code, _message in errors)
    lists = [envelope, *children(envelope, "ListRecords")]
    token = next((text for one in lists if (text := line(child(one, "resumptionToken")))), None)
    if token is not None and len(token) > _LONGEST_TOKEN:
        errors.append(("unreadable", f"the resumption token is longer than {_LONGEST_TOKEN:,} characters"))
    return OaiPage(
        token=None if errors else token,
        expired=expired,
        error=errors[0] if errors else None,
        response_date=line(child(envelope, "responseDate")),
        records=parts.count,
    )


def openalex_next(content: bytes) -> ApiPage:
    """Return how a list of works of OpenAlex goes on (docs.openalex.org, "cursor paging")."""
    return _page(content, ("results",), ("meta", "count"), lambda whole: part(whole, "meta", "next_cursor"))


def crossref_next(content: bytes) -> ApiPage:
    """Return how a list of works of Crossref goes on; it gives a cursor after the last page as well."""
    return _page(
        content,
        ("message", "items"),
        ("message", "total-results"),
        lambda whole: part(whole, "message", "next-cursor"),
    )


def europe_pmc_next(content: bytes) -> ApiPage:
    """Return how a search of Europe PMC goes on; on its last page the cursor is the one that was sent."""

    def following(whole: Any) -> object:
        cursor = part(whole, "nextCursorMark")
        return None if cursor == part(whole, "request", "cursorMark") else cursor

    return _page(content, ("resultList", "result"), ("hitCount",), following)


def doaj_next(content: bytes) -> ApiPage:
    """Return how a search of DOAJ goes on: the number of the next page, as its link to it says."""

    def following(whole: Any) -> object:
        link = part(whole, "next")
        try:
            number = parse_qs(urlsplit(link).query).get("page", [""])[0] if isinstance(link, str) else ""
        except ValueError:
            return None
        return number if number.isascii() and number.isdecimal() and len(number) < 8 else None

    return _page(content, ("results",), ("total",), following)


def _page(content: bytes, items_at: tuple[str, ...], total_at: tuple[str, ...], following: Any) -> ApiPage:
    try:
        whole = loaded(content, _ANSWER)
    except InputError as error:
        return ApiPage(error=str(error))
    if (fault := fault_in(whole)) is not None:
        return ApiPage(error=fault)
    items, total, cursor = part(whole, *items_at), part(whole, *total_at), following(whole)
    if not isinstance(items, list):
        return ApiPage(error=f"the answer holds no {items_at[-1]}")
    usable = isinstance(cursor, str) and 0 < len(cursor) <= _LONGEST_TOKEN and bool(items)
    return ApiPage(
        next=cursor if usable else None,
        total=total if type(total) is int and total >= 0 else None,
        items=len(items),
    )
