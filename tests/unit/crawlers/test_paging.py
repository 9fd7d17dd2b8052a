import json
from collections.abc import Callable
from typing import Any

import pytest

from crawlers.readers.paging import (
    ApiPage,
    OaiPage,
    crossref_next,
    doaj_next,
    europe_pmc_next,
    oai_next,
    openalex_next,
)

Next = Callable[[bytes], ApiPage]
DATE = "2026-03-01T10:00:00Z"


def oai(inner: str) -> bytes:
    return f'<OAI-PMH xmlns="urn:o"><responseDate>{DATE}</responseDate>{inner}</OAI-PMH>'.encode()


def packed(whole: object) -> bytes:
    return json.dumps(whole).encode()


def test_a_page_of_an_archive_names_the_token_of_the_next_one() -> None:
    content = oai(
        "<ListRecords><record/><record><a/></record><resumptionToken cursor='0'> t|1 </resumptionToken></ListRecords>"
    )
    assert oai_next(content) == OaiPage("t|1", response_date=DATE, records=2)


@pytest.mark.parametrize("end", ["", "<resumptionToken/>", "<resumptionToken cursor='9'> </resumptionToken>"])
def test_the_last_page_of_an_archive_has_no_token(end: str) -> None:
    assert oai_next(oai(f"<ListRecords><record/>{end}</ListRecords>")).token is None


def test_a_broken_record_does_not_hide_the_token() -> None:
    page = oai_next(oai("<ListRecords><record>a < b</c></record><resumptionToken>t</resumptionToken></ListRecords>"))
    assert (page.token, page.records, page.error) == ("t", 1, None)


def test_nothing_that_matches_is_no_error() -> None:
    assert oai_next(oai("<error code='noRecordsMatch'>none</error>")) == OaiPage(response_date=DATE)


def test_a_token_that_has_expired_is_told_apart_from_other_errors() -> None:
    expired = oai_next(oai("<error code='badResumptionToken'>too old</error>"))
    other = oai_next(oai("<error code='badArgument'/>"))
    assert (expired.expired, expired.error) == (True, ("badResumptionToken", "too old"))
    assert (other.expired, other.error) == (False, ("badArgument", ""))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Service unavailable",
        b"<html><body>Down</body></html>",
        oai("<ListRecords><record/>")[:-12],
        oai("<Identify/>"),
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + oai("<ListRecords/>"),
        oai("<a>" * 300 + "</a>" * 300),
        oai(f"<ListRecords><record/><resumptionToken>{'t' * 9_000}</resumptionToken></ListRecords>"),
        b'<?xml version="1.0" encoding="klingon"?><OAI-PMH/>',
    ],
)
def test_what_is_no_answer_of_an_archive_is_an_error_and_never_raises(content: bytes) -> None:
    page = oai_next(content)
    assert page.token is None
    assert page.error is not None
    assert page.error[0] == "unreadable"


PAGES: list[tuple[Next, dict[str, Any], str]] = [
    (openalex_next, {"meta": {"count": 7, "next_cursor": "c=="}, "results": [{}]}, "c=="),
    (crossref_next, {"message": {"total-results": 7, "next-cursor": "c==", "items": [{}]}}, "c=="),
    (
        europe_pmc_next,
        {"hitCount": 7, "nextCursorMark": "c==", "request": {"cursorMark": "*"}, "resultList": {"result": [{}]}},
        "c==",
    ),
    (doaj_next, {"total": 7, "results": [{}], "next": "https://doaj.org/api/search/articles/x?page=3&pageSize=1"}, "3"),
]


@pytest.mark.parametrize(("following", "whole", "cursor"), PAGES)
def test_a_page_of_a_database_says_how_it_goes_on(following: Next, whole: dict[str, Any], cursor: str) -> None:
    assert following(packed(whole)) == ApiPage(next=cursor, total=7, items=1)


def test_a_page_without_items_is_the_last() -> None:
    assert crossref_next(packed({"message": {"next-cursor": "c", "items": []}})) == ApiPage()
    assert openalex_next(packed({"meta": {"next_cursor": None}, "results": [{}]})).next is None
    last = {"nextCursorMark": "c", "request": {"cursorMark": "c"}, "resultList": {"result": [{}]}}
    assert europe_pmc_next(packed(last)).next is None


@pytest.mark.parametrize(
    "link", [None, 5, "http://[half?page=2", "https://x.example/?page=-1", "https://x.example/?page=²"]
)
def test_a_link_of_doaj_that_names_no_page_leads_nowhere(link: object) -> None:
    assert doaj_next(packed({"results": [{}], "next": link})).next is None


@pytest.mark.parametrize("following", [openalex_next, crossref_next, europe_pmc_next, doaj_next])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html/>",
        b"[]",
        b"5",
        b'{"results": 5}',
        b"[" * 100_000,
        b'{"message": []}',
        b'{"error": "Invalid"}',
        b'{"status": "failed", "message": "down"}',
    ],
)
def test_what_is_no_answer_of_a_database_is_an_error_and_never_raises(following: Next, content: bytes) -> None:
    page = following(content)
    assert page.next is None
    assert page.error


@pytest.mark.parametrize("total", [-1, True, "7", None, 1.5])
def test_a_total_that_is_no_number_is_unknown(total: object) -> None:
    assert openalex_next(packed({"meta": {"count": total}, "results": []})).total is None
