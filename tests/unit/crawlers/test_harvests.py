import json
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from crawlers.harvests import Harvest, address_of, harvest_of, turn_of
from crawlers.queries import load_queries
from kb.domain.documents import SourceId
from kb.domain.facts import Mark
from kb.domain.sources import Form, Source, SourceKind

TODAY = date(2026, 3, 2)
QUERIES = load_queries()[:2]


def source(kind: SourceKind, url: str = "https://api.example/works?filter=", form: Form | None = None) -> Source:
    return Source(SourceId("s"), "s", "Org", "US", ("en",), kind, url, Mark.READ, "", "", form=form or Form())


def harvest(kind: SourceKind, cursor: str | None = None, form: Form | None = None, **more: str) -> Harvest:
    url = more.pop("url", "https://api.example/works?filter=")
    contact, key = more.get("contact"), more.get("key")
    return harvest_of(source(kind, url, form), QUERIES, cursor, TODAY, contact=contact, key=key)


def said(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_a_first_harvest_goes_back_as_far_as_the_register_says() -> None:
    first = harvest(SourceKind.OAI_PMH, form=Form(look_back_days=30, sets=("law", "youth")))
    assert said(address_of(first)) == {
        "verb": "ListRecords",
        "metadataPrefix": "oai_dc",
        "set": "law",
        "from": "2026-01-31",
    }


def test_a_token_is_the_only_other_argument_of_an_archive() -> None:
    later = replace(harvest(SourceKind.OAI_PMH), pending=(("all", "a b&c"),))
    assert said(address_of(later)) == {"verb": "ListRecords", "resumptionToken": "a b&c"}


def test_databases_are_asked_by_the_day_of_creation_with_a_contact_and_a_key() -> None:
    asked = said(address_of(harvest(SourceKind.OPENALEX, contact="mailto:a@example.org", key="k")))
    assert "from_created_date:2025-03-02" in asked["filter"]
    assert asked["filter"].startswith("title_and_abstract.search:")
    assert (asked["mailto"], asked["api_key"], asked["cursor"]) == ("a@example.org", "k", "*")
    assert "CREATION_DATE:[2025-03-02 TO 3000-01-01]" in said(address_of(harvest(SourceKind.EUROPE_PMC)))["query"]
    assert "from-created-date:2025-03-02" in said(address_of(harvest(SourceKind.CROSSREF)))["filter"]
    doaj = address_of(harvest(SourceKind.DOAJ, url="https://doaj.org/api/search/articles/{query}"))
    assert "created_date:[2025-03-02 TO *]" in unquote(urlsplit(doaj).path)
    assert urlsplit(doaj).path.count("/") == 4


def test_a_web_address_as_contact_is_not_sent_as_a_mail_address() -> None:
    assert "mailto" not in said(address_of(harvest(SourceKind.OPENALEX, contact="https://utblick.example")))


def test_a_filter_of_the_registers_own_is_asked_instead_of_the_stored_queries() -> None:
    one = harvest(SourceKind.CROSSREF, form=Form(query="issn:1573-3750"))
    assert said(address_of(one))["filter"] == "issn:1573-3750,from-created-date:2025-03-02"
    assert "query.bibliographic" not in said(address_of(one))


def page(items: int, cursor: str | None) -> bytes:
    return json.dumps(
        {"meta": {"count": 9, "next_cursor": cursor}, "results": [{"id": n} for n in range(items)]}
    ).encode()


def test_each_question_is_asked_to_its_end_and_the_next_run_begins_where_this_one_did() -> None:
    first = harvest(SourceKind.OPENALEX)
    more = turn_of(first, page(200, "abc"))
    assert (more.items, said(address_of(more.harvest))["cursor"]) == (200, "abc")
    second = turn_of(more.harvest, page(3, None))
    assert second.harvest.pending == ((QUERIES[1].challenge, None),)
    done = turn_of(second.harvest, page(0, None)).harvest
    assert done.pending == ()
    again = harvest(SourceKind.OPENALEX, cursor=done.cursor())
    assert again.since == date(2026, 3, 1)  # a day's overlap: the server's days are not ours
    assert len(again.pending) == 2


def test_a_harvest_that_was_left_half_way_goes_on_there() -> None:
    half = turn_of(harvest(SourceKind.OPENALEX), page(200, "abc")).harvest
    on = harvest_of(source(SourceKind.OPENALEX), QUERIES, half.cursor(), date(2026, 3, 9), contact=None, key=None)
    assert on.pending == half.pending
    assert (on.since, on.started) == (half.since, TODAY)


def test_a_question_that_the_register_no_longer_asks_is_not_gone_on_with() -> None:
    half = replace(harvest(SourceKind.OPENALEX), pending=(("no_such_challenge", "abc"),))
    assert len(harvest(SourceKind.OPENALEX, cursor=half.cursor()).pending) == 2


@pytest.mark.parametrize("content", [b"", b"<html>busy</html>", b"[]", b'{"error": "Invalid query"}'])
def test_an_answer_that_is_none_is_an_error_and_leaves_the_harvest_where_it_was(content: bytes) -> None:
    first = harvest(SourceKind.OPENALEX)
    turn = turn_of(first, content)
    assert turn.error is not None
    assert turn.harvest == first


def test_of_a_search_by_words_in_crossref_the_best_page_is_read() -> None:
    answer = json.dumps({"message": {"items": [{}], "total-results": 99_999, "next-cursor": "abc"}}).encode()
    assert turn_of(harvest(SourceKind.CROSSREF), answer).harvest.pending[0][0] == QUERIES[1].challenge
    whole = harvest(SourceKind.CROSSREF, form=Form(query="issn:1573-3750"))
    assert turn_of(whole, answer).harvest.pending == (("all", "abc"),)
