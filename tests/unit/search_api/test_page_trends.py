"""The trends page: bars and table agree, bursts are told with their test, undated documents are said."""

import re
from datetime import UTC, date, datetime

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from kb.store import Store
from kb.store.revisions import next_revision
from kb.store.tables import ClaimRow, DocumentRow
from tests.unit.search_api.made_up import made_up_app

FOUND = datetime(2026, 1, 4, tzinfo=UTC)


def _hold(store: Store, key: str, year: int | None, challenge: str | None, published: date | None = None) -> None:
    with store.writing() as session:
        session.add(
            DocumentRow(
                id=key, revision=next_revision(session), version=1, source="made_up", title=key, text="", words_key=key,
                authors=[], published=published, year=year, terms=[], found_at=FOUND, date_found=False, page_starts=[],
            )
        )  # fmt: skip
        session.flush()
        claims = [("relevance", "relevant"), ("challenge", challenge)]
        for number, (kind, value) in enumerate(claims):
            session.add(
                ClaimRow(
                    document=key, number=number, kind=kind, value=value, confidence=1.0, step="s", step_version="1",
                    detail={},
                )
            )  # fmt: skip


@pytest.fixture(scope="module")
def app() -> FastAPI:
    """Return an application that holds few documents a year on a challenge, and many in the last one."""
    made = made_up_app()
    store = made.state.parts.store
    for year in range(2016, 2026):
        for number in range(10):
            _hold(store, f"other{year}{number}", year, None)
        _hold(store, f"gun{year}", year, "gun_violence", date(year, 11, 2))
    for number in range(12):
        _hold(store, f"late{number}", 2025, "gun_violence")
    _hold(store, "undated", None, "gun_violence")
    return made


@pytest.fixture(scope="module")
def client(app: FastAPI) -> TestClient:
    """Return a client of that application."""
    return TestClient(app, raise_server_exceptions=False)


def test_a_burst_is_told_with_its_figures_its_test_and_a_way_to_its_documents(client: TestClient) -> None:
    page = client.get("/trender").text
    assert "13 av 23 dokument, mot 5 av 55 i perioderna före" in page
    assert "Przyborowski och Wilenski 1940" in page
    assert "Benjamini och Hochberg 1995" in page
    assert re.search(r"Här gjordes \d+ tester", page)
    assert "/sok?i=dokument&amp;utmaning=gun_violence&amp;fran=2025&amp;till=2025&amp;ordning=nyast" in page


def test_what_has_no_date_is_counted_and_said(client: TestClient) -> None:
    assert "Av 123 dokument inom ämnet saknar 1 ett så noggrant datum" in client.get("/trender").text
    assert "saknar 113 ett så noggrant datum" in client.get("/trender?period=kvartal").text


def test_bars_and_table_and_data_say_the_same(client: TestClient) -> None:
    page = client.get("/trender").text
    bars = page[page.index('<li id="gun_violence">') :]
    assert bars[: bars.index("</li>")].count('class="bar"') == 9
    assert bars[: bars.index("</li>")].count("bar-burst") == 2
    data = client.get("/api/v1/trends").json()
    assert f'href="/api/v1/trends?dating={data["dating"]}&amp;step={data["step"]}"' in page
    guns = next(one for one in data["trends"] if one["challenge"] == "gun_violence")
    assert sum(guns["counts"]) == 22
    assert [test["period"] for test in guns["tests"] if test["burst"]] == ["2025"]
    assert "Skjutningar" in client.get("/trender.csv").content.decode("utf-8-sig")


def test_the_choice_of_date_and_period_stands_in_the_address(client: TestClient) -> None:
    page = client.get("/trender?datum=hittat&period=kvartal").text
    assert '<option value="hittat" selected>' in page
    assert "kv. 1 2026" in page
    assert client.get("/api/v1/trends?dating=found&step=quarter").json()["undated"] == 0


@pytest.mark.parametrize("query", ["datum=igar", "period=%3Cscript%3E"])
def test_an_unknown_choice_is_said_and_the_usual_shown(client: TestClient, query: str) -> None:
    answer = client.get(f"/trender?{query}")
    assert answer.status_code == 422
    assert "Här visas det vanliga." in answer.text
    assert "<script>" not in answer.text


def test_the_page_is_whole_in_english_and_where_nothing_is_held(client: TestClient) -> None:
    assert "13 of 23 documents, against 5 of 55 in the periods before" in client.get("/en/trender").text
    with TestClient(made_up_app()) as empty:
        assert "Det finns för få dokument" in empty.get("/trender").text
