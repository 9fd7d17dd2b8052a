"""Signing in and out, one's own account, all accounts, the log: in a browser and with a key."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from kb.domain.accounts import LOCKED_FOR, MOST_FAILURES, SESSION_LASTS, Account, Right, Role
from kb.domain.decisions import Decision
from kb.store import Store
from kb.store.account_tables import AccountRow, SessionRow
from kb.store.accounts import add_account, end_account, secret_hash
from kb.store.decisions import decisions, record
from kb.store.passwords import password_hash
from kb.store.sign_ins import keys_of
from search_api.access import Access
from search_api.signing import Signing, local_path
from tests.unit.search_api.made_up import SITE, made_up_app, signed_in
from tests.unit.search_api.made_up_status import HOSTILE, WHEN

COOKIE = "__Host-utblick"
EMAIL, PASSWORD = "anna.ek@example.org", "a long enough sentence"
_KEPT = PasswordHasher().hash(PASSWORD)
_WORDS = re.compile(r"<code>(utblick_[\w-]+|[\w-]{16})</code>")


class Clock:
    """A clock that is set by hand."""

    now = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Give the clock that the site goes by."""
    return Clock()


def _app(**access: Any) -> FastAPI:
    return made_up_app(access=Access(**access))


def _browser(app: Any) -> TestClient:
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": SITE}
    return TestClient(app, base_url=SITE, follow_redirects=False, headers=headers, raise_server_exceptions=False)


@pytest.fixture
def client(clock: Clock) -> TestClient:
    """Give a browser at a site that is open to readers."""
    return _browser(_app(now=clock))


@pytest.fixture
def closed() -> TestClient:
    """Give a browser at a site that only those with an account read."""
    return _browser(_app(reading_open=False))


def _store(client: TestClient) -> Store:
    return cast(Store, cast(FastAPI, client.app).state.parts.store)


def _signing(client: TestClient) -> Signing:
    return cast(Signing, cast(FastAPI, client.app).state.signing)


def _add(client: TestClient, email: str = EMAIL, role: Role = Role.ANALYST, kept: str | None = _KEPT) -> Account:
    with _store(client).writing() as session:
        return add_account(session, email, "Anna Ek", role, WHEN, kept)


def _sign_in(client: TestClient, email: str = EMAIL, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/logga-in", data={"email": email, "password": password, **more})


def _is_in(client: TestClient) -> bool:
    return client.get("/konto").status_code == 200


def test_the_right_password_signs_in_and_leads_on(client: TestClient) -> None:
    _add(client)
    answer = _sign_in(client, till="/logg?av=Anna")
    assert (answer.status_code, answer.headers["location"]) == (303, "/logg?av=Anna")
    assert answer.headers["cache-control"] == "no-store"
    assert "Anna Ek" in client.get("/konto").text


def test_the_cookie_is_out_of_reach_of_scripts_other_sites_and_unencrypted_pages(client: TestClient) -> None:
    _add(client)
    given = _sign_in(client).headers["set-cookie"]
    assert given.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure", "Max-Age=28800"} <= set(given.split("; "))
    assert "Domain" not in given


def test_an_address_is_known_in_capitals_and_with_spaces_too(client: TestClient) -> None:
    _add(client)
    assert _sign_in(client, " Anna.EK@example.ORG ").status_code == 303


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (EMAIL, "another long sentence"),
        (EMAIL, ""),
        (EMAIL, PASSWORD + " "),
        (EMAIL, "x" * 900_000),
        ("nobody@example.org", PASSWORD),
        ("", ""),
        ("\u0430nna.ek@example.org", PASSWORD),  # Cyrillic, and looks like ours
        ("anna.e\u212a@example.org", PASSWORD),  # the sign for kelvin, which folds to k
        (EMAIL + "\r\nSet-Cookie: x=1", PASSWORD),
        (EMAIL + "\x00", PASSWORD),
        ("<script>alert(1)</script>", PASSWORD),
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same_and_tells_of_the_lock(
    client: TestClient, email: str, password: str
) -> None:
    _add(client)
    answer = _sign_in(client, email, password)
    assert answer.status_code == 422
    assert "stämmer inte ihop, eller så är kontot låst" in answer.text
    assert "<script>alert" not in answer.text
    assert "set-cookie" not in answer.headers
    assert not _is_in(client)


def test_more_than_a_form_holds_is_refused(client: TestClient) -> None:
    assert _sign_in(client, password="x" * 2_000_000).status_code == 413


def test_after_ten_wrong_passwords_the_right_one_waits_a_quarter_of_an_hour(client: TestClient, clock: Clock) -> None:
    _add(client)
    for _ in range(10):
        _sign_in(client, password="wrong")
    assert _sign_in(client).status_code == 422
    clock.now += LOCKED_FOR
    assert _sign_in(client).status_code == 303


def test_a_session_ends_after_eight_hours(client: TestClient, clock: Clock) -> None:
    _add(client)
    _sign_in(client)
    clock.now += SESSION_LASTS - timedelta(seconds=1)
    assert _is_in(client)
    clock.now += timedelta(seconds=1)
    assert not _is_in(client)


def test_a_token_that_was_signed_out_is_worth_nothing_when_it_is_played_again(client: TestClient) -> None:
    _add(client)
    _sign_in(client)
    token = client.cookies[COOKIE]
    answer = client.post("/logga-ut")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert client.cookies.get(COOKIE) is None
    client.cookies.set(COOKIE, token)
    assert not _is_in(client)


def test_a_token_that_somebody_else_planted_is_never_taken_over(client: TestClient) -> None:
    _add(client)
    client.cookies.set(COOKIE, "planted", domain="utblick.example", path="/")
    _sign_in(client)
    other = _browser(client.app)
    other.cookies.set(COOKIE, "planted")
    assert not _is_in(other)


def test_each_sign_in_makes_a_new_token_and_ends_the_session_before_it(client: TestClient) -> None:
    _add(client)
    _sign_in(client)
    first = client.cookies[COOKIE]
    _sign_in(client)
    assert client.cookies[COOKIE] != first
    other = _browser(client.app)
    other.cookies.set(COOKIE, first)
    assert not _is_in(other)


def test_tokens_and_keys_are_kept_as_hashes_alone(client: TestClient) -> None:
    account = _add(client)
    _sign_in(client)
    _, key = _signing(client).make_key(account, "k", frozenset({Right.READ}))
    with _store(client).engine.connect() as connection:
        dump = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert secret_hash(client.cookies[COOKIE]) in dump
    assert client.cookies[COOKIE] not in dump
    assert key not in dump
    assert PASSWORD not in dump


def test_a_session_is_over_when_its_account_is(client: TestClient) -> None:
    account = _add(client)
    _sign_in(client)
    with _store(client).writing() as session:
        end_account(session, account.id, WHEN)
    assert not _is_in(client)
    assert _sign_in(client).status_code == 422


def test_a_hash_of_weaker_parameters_is_made_anew_at_sign_in(client: TestClient) -> None:
    account = _add(client, kept=PasswordHasher(time_cost=1, memory_cost=1024).hash(PASSWORD))
    assert _sign_in(client).status_code == 303
    with _store(client).reading() as session:
        kept = session.get_one(AccountRow, account.id).password_hash
    assert kept is not None
    assert "m=65536" in kept
    assert _sign_in(client).status_code == 303


def test_use_is_noted_at_most_once_a_minute(client: TestClient, clock: Clock) -> None:
    _add(client)
    _sign_in(client)
    begun = clock.now

    def _noted() -> datetime:
        client.get("/om")
        with _store(client).reading() as session:
            return session.query(SessionRow).one().seen_at

    clock.now = begun + timedelta(seconds=59)
    assert _noted() == begun
    clock.now = begun + timedelta(seconds=60)
    assert _noted() == clock.now


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/logg?av=x", "/logg?av=x"),
        ("/", "/"),
        ("", "/"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/x\r\nSet-Cookie: a=b", "/"),
        ("javascript:alert(1)", "/"),
        ("/api/v1/status", "/"),
        ("/" + "x" * 3000, "/"),
        ("/å", "/"),
    ],
)
def test_only_paths_within_the_site_are_led_on_to(wanted: str, led: str) -> None:
    assert local_path(wanted) == led


@pytest.mark.parametrize("path", ["/en//evil.example/", "/en///evil.example/", "/en/%2F/evil.example/"])
def test_no_page_links_out_of_the_site_to_what_its_own_address_names(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert 'href="/evil.example/"' in page
    assert 'href="//' not in page


@pytest.mark.parametrize("path", ["/konto/nyckel/{}/avsluta", "/konto/session/{}/avsluta", "/konton/{}/avsluta"])
@pytest.mark.parametrize("number", ["-1", "9" * 25, "9" * 5000, "1.5", "x"])
def test_a_number_of_nothing_is_a_page_that_says_so(admin: TestClient, path: str, number: str) -> None:
    assert admin.post(path.format(number)).status_code in (404, 422)


def test_a_wrong_method_is_told_the_right_one(client: TestClient) -> None:
    assert client.get("/logga-ut").headers["allow"] == "POST"
    assert client.delete("/om").headers["allow"] == "GET, HEAD"


def test_wrong_passwords_lock_no_account_that_has_none(client: TestClient) -> None:
    account = _add(client, kept=None)
    for _ in range(MOST_FAILURES):
        _sign_in(client, password="wrong")
    with _store(client).reading() as session:
        row = session.get_one(AccountRow, account.id)
        assert (row.failures, row.locked_until) == (0, None)


def test_who_is_locked_out_goes_on_where_she_has_signed_in(client: TestClient) -> None:
    _add(client)
    _sign_in(client)
    other = _browser(client.app)
    for _ in range(MOST_FAILURES):
        _sign_in(other, password="wrong")
    assert _sign_in(other).status_code == 422
    assert _is_in(client)


def test_a_page_that_wants_an_account_leads_to_where_people_sign_in_and_back(client: TestClient) -> None:
    _add(client)
    answer = client.get("/en/logg?av=Anna%20Ek")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/en/logga-in?till=/logg%3Fav%3DAnna%2520Ek"
    page = client.get(answer.headers["location"]).text
    assert 'name="till" value="/logg?av=Anna%20Ek"' in page
    back = client.post("/en/logga-in", data={"email": EMAIL, "password": PASSWORD, "till": "/logg?av=Anna%20Ek"})
    assert back.headers["location"] == "/en/logg?av=Anna%20Ek"


def test_who_has_signed_in_is_led_on_from_the_page_to_sign_in(client: TestClient) -> None:
    _add(client)
    _sign_in(client)
    assert client.get("/logga-in?till=/konto").headers["location"] == "/konto"
    assert client.get("/logga-in?till=//evil.example").headers["location"] == "/"


def test_what_the_role_does_not_allow_is_a_page_that_says_so(client: TestClient) -> None:
    signed_in(client, Role.READER)
    for path in ("/logg", "/logg.csv", "/konton"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert '<html lang="sv">' in answer.text


def test_what_is_made_for_somebody_is_kept_by_nobody_between(client: TestClient) -> None:
    signed_in(client)
    for method, path in (("GET", "/om"), ("HEAD", "/om"), ("GET", "/konto"), ("GET", "/nothing"), ("POST", "/konton")):
        assert client.request(method, path).headers["cache-control"] == "private, no-store"
    assert "public" in client.get("/utblick.css?v=1").headers["cache-control"]


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
    client = _browser(_app(reading_open=False, own_key="own"))
    assert client.get("/api/v1/challenges", headers={"Authorization": "Bearer own"}).status_code == 200
    for key in ("owN", "", "other"):
        assert client.get("/api/v1/challenges", headers={"Authorization": f"Bearer {key}"}).status_code == 401
    assert client.get("/konto", headers={"Authorization": "Bearer own"}).status_code == 303


def test_a_key_reads_where_reading_is_closed_and_its_use_is_noted(closed: TestClient) -> None:
    account = _add(closed)
    _, key = _signing(closed).make_key(account, "k", frozenset({Right.READ}))
    assert closed.get("/api/v1/challenges", headers={"Authorization": f"bearer {key}"}).status_code == 200
    with _store(closed).reading() as session:
        assert keys_of(session, account.id)[0].last_used is not None


@pytest.mark.parametrize("key", ["utblick_unknown", "", "x" * 5000, "å"])
def test_an_unknown_key_is_refused_even_where_reading_is_open(client: TestClient, key: str) -> None:
    answer = client.get("/api/v1/challenges", headers={"Authorization": f"Bearer {key}".encode()})  # type: ignore[arg-type]
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


def test_another_scheme_than_ours_is_a_proxys_and_no_key(client: TestClient) -> None:
    assert client.get("/api/v1/challenges", headers={"Authorization": "Basic eDp5"}).status_code == 200


def test_a_key_does_what_it_was_given_and_nothing_in_person(client: TestClient) -> None:
    account = _add(client, role=Role.ADMIN)
    _, reads = _signing(client).make_key(account, "k", frozenset({Right.READ}))
    _, screens = _signing(client).make_key(account, "k", frozenset({Right.SCREEN}))
    said = [
        client.get(path, headers={"Authorization": f"Bearer {key}"}).status_code
        for key in (reads, screens)
        for path in ("/logg", "/konto", "/konton")
    ]
    assert said == [403, 403, 403, 200, 403, 403]
    for path in ("/konto/nyckel", "/konto/losenord"):
        assert client.post(path, headers={"Authorization": f"Bearer {screens}"}).status_code == 403


def test_a_key_that_may_not_read_reads_nothing_where_reading_is_closed(closed: TestClient) -> None:
    account = _add(closed)
    _, key = _signing(closed).make_key(account, "k", frozenset({Right.SCREEN}))
    headers = {"Authorization": f"Bearer {key}"}
    assert closed.get("/api/v1/challenges", headers=headers).status_code == 403
    assert closed.get("/om", headers=headers).status_code == 403
    assert closed.get("/api/v1/status", headers=headers).status_code == 200


def test_an_administrator_is_offered_no_key_that_administers(admin: TestClient) -> None:
    assert 'value="administer"' not in admin.get("/konto").text
    assert admin.post("/konto/nyckel", data={"name": "k", "rights": "administer"}).status_code == 422


def test_a_key_is_made_on_ones_page_shown_once_and_ended(client: TestClient) -> None:
    account = signed_in(client)
    made = client.post("/konto/nyckel", data={"name": HOSTILE[:60], "rights": ["read", "screen"]})
    found = _WORDS.search(made.text)
    assert found is not None
    key = {"Authorization": f"Bearer {found[1]}"}
    assert client.get("/api/v1/challenges", headers=key).status_code == 200
    page = client.get("/konto").text
    assert found[1] not in page
    assert "<script>alert" not in page
    with _store(client).reading() as session:
        number = keys_of(session, account.id)[0].id
    assert client.post(f"/konto/nyckel/{number}/avsluta").status_code == 303
    assert client.get("/api/v1/challenges", headers=key).status_code == 401


@pytest.mark.parametrize(
    "form", [{}, {"name": "k"}, {"rights": "read"}, {"name": "k", "rights": "administer"}, {"name": "k", "rights": "x"}]
)
def test_a_key_that_cannot_be_made_says_why(client: TestClient, form: dict[str, str]) -> None:
    signed_in(client)
    answer = client.post("/konto/nyckel", data=form)
    assert answer.status_code == 422
    assert "Ge nyckeln ett namn" in answer.text


def test_one_changes_ones_password_and_is_signed_out_everywhere_else(client: TestClient) -> None:
    _add(client)
    other = _browser(client.app)
    _sign_in(other)
    _sign_in(client)
    new = "another long sentence"
    form = {"current": PASSWORD, "new": new, "again": new}
    assert client.post("/konto/losenord", data=form).headers["location"] == "/konto?klart=losenord"
    assert (_is_in(client), _is_in(other)) == (True, False)
    assert (_sign_in(other).status_code, _sign_in(other, password=new).status_code) == (422, 303)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"current": "wrong", "new": "x" * 12, "again": "x" * 12}, "inte ditt lösenord nu"),
        ({"current": PASSWORD, "new": "x" * 11, "again": "x" * 11}, "minst 12 tecken"),
        ({"current": PASSWORD, "new": "x" * 12, "again": "y" * 12}, "inte skrivet lika"),
        ({}, "minst 12 tecken"),
    ],
)
def test_a_password_that_cannot_be_changed_says_why(client: TestClient, form: dict[str, str], said: str) -> None:
    _add(client)
    _sign_in(client)
    answer = client.post("/konto/losenord", data=form)
    assert answer.status_code == 422
    assert said in answer.text
    assert _sign_in(client).status_code == 303


def test_a_stolen_session_cannot_guess_the_password_for_ever(client: TestClient) -> None:
    _add(client)
    _sign_in(client)
    form = {"current": "wrong", "new": "x" * 12, "again": "x" * 12}
    for _ in range(10):
        client.post("/konto/losenord", data=form)
    assert client.post("/konto/losenord", data={**form, "current": PASSWORD}).status_code == 422


def test_one_ends_ones_other_sessions(client: TestClient) -> None:
    _add(client)
    other = _browser(client.app)
    _sign_in(other)
    _sign_in(client)
    (number,) = re.findall(r"/konto/session/(\d+)/avsluta", client.get("/konto").text)
    assert client.post(f"/konto/session/{number}/avsluta").status_code == 303
    assert (_is_in(client), _is_in(other)) == (True, False)
    assert client.post(f"/konto/session/{number}/avsluta").status_code == 404


@pytest.fixture
def admin(client: TestClient) -> TestClient:
    """Give a browser in which an administrator has signed in."""
    signed_in(client, Role.ADMIN, "Ada Lund")
    return client


def test_an_administrator_adds_somebody_who_signs_in_with_the_password_shown(admin: TestClient) -> None:
    made = admin.post("/konton", data={"email": "Bo@example.org", "name": "Bo Å", "role": "editor"})
    assert (made.status_code, made.headers["cache-control"]) == (200, "private, no-store")
    found = _WORDS.search(made.text)
    assert found is not None
    assert found[1] not in admin.get("/konton").text
    assert _sign_in(_browser(admin.app), "bo@example.org", found[1]).status_code == 303


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"email": "x", "name": "Bo", "role": "editor"}, "Skriv en e-postadress"),
        ({"email": "\u0430@example.org", "name": "Bo", "role": "editor"}, "Skriv en e-postadress"),
        ({"email": "bo@example.org", "name": "\u202e", "role": "editor"}, "Skriv ett namn"),
        ({"email": "bo@example.org", "name": "Bo", "role": "owner"}, "Välj en roll"),
        ({}, "Skriv en e-postadress"),
    ],
)
def test_an_account_that_cannot_be_added_says_why(admin: TestClient, form: dict[str, str], said: str) -> None:
    answer = admin.post("/konton", data=form)
    assert answer.status_code == 422
    assert said in answer.text


def test_an_address_has_one_account_whatever_its_capitals(admin: TestClient) -> None:
    _add(admin)
    answer = admin.post("/konton", data={"email": EMAIL.upper(), "name": "Bo", "role": "editor"})
    assert "Det finns redan ett konto" in answer.text


def test_an_administrator_changes_a_role_gives_a_password_and_ends_an_account(admin: TestClient) -> None:
    account = _add(admin)
    other = _browser(admin.app)
    _sign_in(other)
    assert other.get("/konton").status_code == 403
    assert admin.post(f"/konton/{account.id}/roll", data={"role": "admin"}).status_code == 303
    assert other.get("/konton").status_code == 200
    given = _WORDS.search(admin.post(f"/konton/{account.id}/losenord").text)
    assert given is not None
    assert not _is_in(other)
    assert _sign_in(other, password=given[1]).status_code == 303
    assert admin.post(f"/konton/{account.id}/avsluta").status_code == 303
    assert not _is_in(other)
    assert "Avslutade konton" in admin.get("/konton").text


def test_the_only_administrator_stays_one(admin: TestClient) -> None:
    (number,) = re.findall(r"/konton/(\d+)/avsluta", admin.get("/konton").text)
    for path, form in ((f"/konton/{number}/avsluta", {}), (f"/konton/{number}/roll", {"role": "reader"})):
        answer = admin.post(path, data=form)
        assert answer.status_code == 422
        assert "den enda administratören" in answer.text
    assert admin.get("/konton").status_code == 200


def test_nobody_but_an_administrator_touches_accounts(client: TestClient) -> None:
    account = _add(client)
    signed_in(client, Role.EDITOR)
    for path in ("", f"/{account.id}/roll", f"/{account.id}/losenord", f"/{account.id}/avsluta"):
        assert client.post(f"/konton{path}", data={"role": "admin"}).status_code == 403


def test_what_is_done_to_accounts_is_in_the_log_without_the_address(admin: TestClient) -> None:
    admin.post("/konton", data={"email": "bo@example.org", "name": "Bo", "role": "editor"})
    with _store(admin).reading() as session:
        (logged,) = decisions(session)
    assert (logged.subject, logged.act, logged.value, logged.author) == ("account", "add", "editor", "Ada Lund")
    assert "bo@example.org" not in str(logged)


def _log(client: TestClient, count: int = 1, **fields: Any) -> None:
    given: dict[str, Any] = {"subject": "screening", "about": "dlong", "act": "accept", "value": None}
    given |= {"reason": "", "author": "Anna", "account": None, "made_at": WHEN} | fields
    with _store(client).writing() as session:
        for _ in range(count):
            record(session, Decision(**given))


def test_the_log_is_for_those_who_screen_and_shows_who_when_what_and_why(client: TestClient) -> None:
    _log(client, reason="Handlar om rån")
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
        ({"subject": "claim", "value": "no_such: thing (x)"}, "no_such: thing (x)", "no_such: thing (x)"),
        ({"subject": "new_kind", "act": "new_act", "value": "x"}, "new_act", "new_kind"),
    ],
)
def test_the_log_has_words_for_codes_and_shows_a_code_without_words(
    client: TestClient, fields: dict[str, Any], swedish: str, english: str
) -> None:
    _log(client, **fields)
    signed_in(client)
    assert swedish in client.get("/logg").text
    assert english in client.get("/en/logg").text


def test_the_log_is_narrowed_by_what_and_by_whom_and_turns_its_pages(client: TestClient) -> None:
    _log(client, 51)
    _log(client, subject="tag", author="Bo")
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
        _log(client, subject="a<b>", act="<b>", value=text, reason=text, author=text[:200])
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


@pytest.mark.parametrize("path", ["/logga-in", "/konto", "/konton", "/logg"])
@pytest.mark.parametrize("at", ["", "/en"])
def test_every_page_has_one_heading_and_a_label_for_each_field(client: TestClient, at: str, path: str) -> None:
    _log(client)
    if path != "/logga-in":
        signed_in(client, Role.ADMIN)
    page = client.get(at + path).text
    assert len(re.findall(r"<h1[ >]", page)) == 1
    fields = re.findall(r'<(?:input|select)(?![^>]*type="hidden")[^>]*id="([^"]+)"', page)
    assert all(f'for="{field}"' in page for field in fields)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert not re.search(r"<style| style=", page)


def test_keys_and_passwords_of_the_site_are_made_at_random() -> None:
    assert password_hash(PASSWORD) != password_hash(PASSWORD)
