"""Who reads where reading is closed, and keys for programs."""

import pytest
from starlette.testclient import TestClient

from kb.domain.accounts import Right, Role
from kb.store.decisions import decisions
from kb.store.sign_ins import keys_of
from tests.unit.search_api.accounts.browsers import SECRET, a_site, add_person, browser, signing_of, store_of
from tests.unit.search_api.made_up import signed_in
from tests.unit.search_api.made_up_status import HOSTILE


@pytest.mark.parametrize("path", ["/", "/om", "/sok?q=x", "/atgarder/cctv", "/nothing"])
def test_where_reading_is_closed_readers_are_led_to_sign_in(closed: TestClient, path: str) -> None:
    assert closed.get(path).headers["location"].startswith("/logga-in?till=")
    signed_in(closed, Role.READER)
    assert closed.get(path).status_code == (404 if path == "/nothing" else 200)


@pytest.mark.parametrize("path", ["/api/v1/measures", "/api/v1/openapi.json", "/api/v1/documents.csv?q=x"])
def test_where_reading_is_closed_the_api_asks_for_a_key(closed: TestClient, path: str) -> None:
    answer = closed.get(path)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="Utblick"'
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/utblick.css", "/utblick.js", "/utblick.svg", "/logga-in", "/api/v1/status"])
def test_where_reading_is_closed_these_stay_open(closed: TestClient, path: str) -> None:
    assert closed.get(path).status_code == 200


def test_commands_on_this_machine_read_with_the_servers_own_key() -> None:
    client = browser(a_site(reading_open=False, own_key="own"))
    assert client.get("/api/v1/challenges", headers={"Authorization": "Bearer own"}).status_code == 200
    for key in ("owN", "", "other"):
        assert client.get("/api/v1/challenges", headers={"Authorization": f"Bearer {key}"}).status_code == 401
    assert client.get("/konto", headers={"Authorization": "Bearer own"}).status_code == 303


def test_a_key_reads_where_reading_is_closed_and_its_use_is_noted(closed: TestClient) -> None:
    account = add_person(closed)
    _, key = signing_of(closed).make_key(account, "k", frozenset({Right.READ}))
    assert closed.get("/api/v1/challenges", headers={"Authorization": f"bearer {key}"}).status_code == 200
    with store_of(closed).reading() as session:
        assert keys_of(session, account.id)[0].last_used is not None


@pytest.mark.parametrize("key", ["utblick_unknown", "", "x" * 5000, "å"])
def test_an_unknown_key_is_refused_even_where_reading_is_open(client: TestClient, key: str) -> None:
    answer = client.get("/api/v1/challenges", headers={"Authorization": f"Bearer {key}".encode()})  # type: ignore[arg-type]
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


def test_another_scheme_than_ours_is_a_proxys_and_no_key(client: TestClient) -> None:
    assert client.get("/api/v1/challenges", headers={"Authorization": "Basic eDp5"}).status_code == 200


def test_a_key_does_what_it_was_given_and_nothing_in_person(client: TestClient) -> None:
    account = add_person(client, role=Role.ADMIN)
    _, reads = signing_of(client).make_key(account, "k", frozenset({Right.READ}))
    _, screens = signing_of(client).make_key(account, "k", frozenset({Right.SCREEN}))
    said = [
        client.get(path, headers={"Authorization": f"Bearer {key}"}).status_code
        for key in (reads, screens)
        for path in ("/logg", "/konto", "/konton")
    ]
    assert said == [403, 403, 403, 200, 403, 403]
    for path in ("/konto/nyckel", "/konto/losenord"):
        assert client.post(path, headers={"Authorization": f"Bearer {screens}"}).status_code == 403


def test_a_key_that_may_not_read_reads_nothing_where_reading_is_closed(closed: TestClient) -> None:
    account = add_person(closed)
    _, key = signing_of(closed).make_key(account, "k", frozenset({Right.SCREEN}))
    headers = {"Authorization": f"Bearer {key}"}
    assert closed.get("/api/v1/challenges", headers=headers).status_code == 403
    assert closed.get("/om", headers=headers).status_code == 403
    assert closed.get("/api/v1/status", headers=headers).status_code == 200


def test_a_key_is_made_on_ones_page_shown_once_and_ended(client: TestClient) -> None:
    account = signed_in(client)
    made = client.post("/konto/nyckel", data={"name": HOSTILE[:60], "rights": ["read", "screen"]})
    found = SECRET.search(made.text)
    assert found is not None
    key = {"Authorization": f"Bearer {found[1]}"}
    assert client.get("/api/v1/challenges", headers=key).status_code == 200
    page = client.get("/konto").text
    assert found[1] not in page
    assert "<script>alert" not in page
    with store_of(client).reading() as session:
        number = keys_of(session, account.id)[0].id
    assert client.post(f"/konto/nyckel/{number}/avsluta").status_code == 303
    assert client.get("/api/v1/challenges", headers=key).status_code == 401


def test_who_makes_and_ends_a_key_is_in_the_log_and_what_the_key_may_but_nothing_of_its_words(
    client: TestClient,
) -> None:
    account = signed_in(client)
    made = SECRET.search(client.post("/konto/nyckel", data={"name": "export", "rights": ["read", "screen"]}).text)
    assert made is not None
    with store_of(client).reading() as session:
        number = keys_of(session, account.id)[0].id
    client.post(f"/konto/nyckel/{number}/avsluta")
    with store_of(client).reading() as session:
        ended, begun = decisions(session, "account", str(account.id))
    assert (begun.act, begun.value, begun.author, begun.account) == (
        "make_key", "export: read, screen", "Anna Ek", account.id,
    )  # fmt: skip
    assert (ended.act, ended.value, ended.author) == ("end_key", "export: read, screen", "Anna Ek")
    assert made[1][:15] not in str((begun, ended))


@pytest.mark.parametrize(
    "form", [{}, {"name": "k"}, {"rights": "read"}, {"name": "k", "rights": "administer"}, {"name": "k", "rights": "x"}]
)
def test_a_key_that_cannot_be_made_says_why(client: TestClient, form: dict[str, str]) -> None:
    signed_in(client)
    answer = client.post("/konto/nyckel", data=form)
    assert answer.status_code == 422
    assert "Ge nyckeln ett namn" in answer.text
