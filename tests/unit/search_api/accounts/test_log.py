"""The log of decisions: a page and a file."""

import csv
import io
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.unit.search_api.accounts.browsers import (
    log_decision,
)
from tests.unit.search_api.made_up import signed_in
from tests.unit.search_api.made_up_status import HOSTILE


def test_the_log_is_for_those_who_screen_and_shows_who_when_what_and_why(client: TestClient) -> None:
    log_decision(client, reason="Handlar om rån")
    assert client.get("/logg").status_code == 303
    signed_in(client)
    page = client.get("/logg").text
    for said in ("Anna", "antog", "granskning", 'href="/dokument/dlong"', "Handlar om rån", "3 mars 2026"):
        assert said in page
    assert "accepted" in client.get("/en/logg").text


@pytest.mark.parametrize(
    ("fields", "swedish", "english"),
    [
        ({"subject": "claim", "value": "study_design: randomised_trial"}, "randomiserad studie", "randomised trial"),
        ({"subject": "claim", "value": "measure"}, "anges inte", "not stated"),
        ({"subject": "evidence", "about": "cctv", "value": "effect: some"}, "viss effekt", "some effect"),
        ({"subject": "account", "about": "3", "act": "role", "value": "editor"}, "redaktör", "editor"),
        ({"subject": "account", "act": "make_key", "value": "a: b: read, screen"}, "a: b: läsa och söka", "a: b: read"),
        ({"subject": "claim", "value": "no_such: thing (x)"}, "no_such: thing (x)", "no_such: thing (x)"),
        ({"subject": "new_kind", "act": "new_act", "value": "x"}, "new_act", "new_kind"),
    ],
)
def test_the_log_has_words_for_codes_and_shows_a_code_without_words(
    client: TestClient, fields: dict[str, Any], swedish: str, english: str
) -> None:
    log_decision(client, **fields)
    signed_in(client)
    assert swedish in client.get("/logg").text
    assert english in client.get("/en/logg").text


def test_the_log_is_narrowed_by_what_and_by_whom_and_turns_its_pages(client: TestClient) -> None:
    log_decision(client, 51)
    log_decision(client, subject="tag", author="Bo")
    signed_in(client)
    assert "Beslut 1–1 av 1" in client.get("/logg?fraga=tag").text
    assert "Beslut 1–1 av 1" in client.get("/logg?av=Bo").text
    page = client.get("/logg?av=Anna").text
    assert "Beslut 1–50 av 51" in page
    assert 'href="/logg?av=Anna&amp;offset=50"' in page
    assert "Beslut 51–51 av 51" in client.get("/logg?av=Anna&offset=50").text
    assert "Här finns inga beslut" in client.get("/logg?av=Nobody").text


def test_hostile_text_in_a_decision_shows_as_text_and_runs_in_no_spreadsheet(client: TestClient) -> None:
    for text in (HOSTILE, "=1+1", "\u202eevil", "x" * 100_000):
        log_decision(client, subject="a<b>", act="<b>", value=text, reason=text, author=text[:200])
    signed_in(client)
    assert "<script>alert" not in client.get("/logg").text
    answer = client.get("/logg.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 4
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("query", ["?offset=-1", "?offset=x", "?offset=99999999", f"?av={'x' * 300}"])
def test_a_log_that_cannot_be_shown_is_an_error_page(client: TestClient, query: str) -> None:
    signed_in(client)
    assert client.get(f"/logg{query}").status_code == 422
