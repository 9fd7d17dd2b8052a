"""Signing in and out: passwords, sessions and their tokens."""

from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from kb.domain.accounts import LOCKED_FOR, MOST_FAILURES, SESSION_LASTS, Right
from kb.store.account_tables import AccountRow, SessionRow
from kb.store.accounts import end_account, secret_hash
from kb.store.passwords import password_hash
from tests.unit.search_api.accounts.browsers import (
    COOKIE,
    EMAIL,
    PASSWORD,
    Clock,
    add_person,
    browser,
    is_in,
    sign_in,
    signing_of,
    store_of,
)
from tests.unit.search_api.made_up_status import WHEN


def test_the_right_password_signs_in_and_leads_on(client: TestClient) -> None:
    add_person(client)
    answer = sign_in(client, till="/logg?av=Anna")
    assert (answer.status_code, answer.headers["location"]) == (303, "/logg?av=Anna")
    assert answer.headers["cache-control"] == "no-store"
    assert "Anna Ek" in client.get("/konto").text


def test_the_cookie_is_out_of_reach_of_scripts_other_sites_and_unencrypted_pages(client: TestClient) -> None:
    add_person(client)
    given = sign_in(client).headers["set-cookie"]
    assert given.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure", "Max-Age=28800"} <= set(given.split("; "))
    assert "Domain" not in given


def test_an_address_is_known_in_capitals_and_with_spaces_too(client: TestClient) -> None:
    add_person(client)
    assert sign_in(client, " Anna.EK@example.ORG ").status_code == 303


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
    add_person(client)
    answer = sign_in(client, email, password)
    assert answer.status_code == 422
    assert "stämmer inte ihop, eller så är kontot låst" in answer.text
    assert "<script>alert" not in answer.text
    assert "set-cookie" not in answer.headers
    assert not is_in(client)


def test_more_than_a_form_holds_is_refused(client: TestClient) -> None:
    assert sign_in(client, password="x" * 2_000_000).status_code == 413


def test_after_ten_wrong_passwords_the_right_one_waits_a_quarter_of_an_hour(client: TestClient, clock: Clock) -> None:
    add_person(client)
    for _ in range(10):
        sign_in(client, password="wrong")
    assert sign_in(client).status_code == 422
    clock.now += LOCKED_FOR
    assert sign_in(client).status_code == 303


def test_a_session_ends_after_eight_hours(client: TestClient, clock: Clock) -> None:
    add_person(client)
    sign_in(client)
    clock.now += SESSION_LASTS - timedelta(seconds=1)
    assert is_in(client)
    clock.now += timedelta(seconds=1)
    assert not is_in(client)


def test_a_token_that_was_signed_out_is_worth_nothing_when_it_is_played_again(client: TestClient) -> None:
    add_person(client)
    sign_in(client)
    token = client.cookies[COOKIE]
    answer = client.post("/logga-ut")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert client.cookies.get(COOKIE) is None
    client.cookies.set(COOKIE, token)
    assert not is_in(client)


def test_a_token_that_somebody_else_planted_is_never_taken_over(client: TestClient) -> None:
    add_person(client)
    client.cookies.set(COOKIE, "planted", domain="utblick.example", path="/")
    sign_in(client)
    other = browser(client.app)
    other.cookies.set(COOKIE, "planted")
    assert not is_in(other)


def test_each_sign_in_makes_a_new_token_and_ends_the_session_before_it(client: TestClient) -> None:
    add_person(client)
    sign_in(client)
    first = client.cookies[COOKIE]
    sign_in(client)
    assert client.cookies[COOKIE] != first
    other = browser(client.app)
    other.cookies.set(COOKIE, first)
    assert not is_in(other)


def test_tokens_and_keys_are_kept_as_hashes_alone(client: TestClient) -> None:
    account = add_person(client)
    sign_in(client)
    _, key = signing_of(client).make_key(account, "k", frozenset({Right.READ}))
    with store_of(client).engine.connect() as connection:
        dump = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert secret_hash(client.cookies[COOKIE]) in dump
    assert client.cookies[COOKIE] not in dump
    assert key not in dump
    assert PASSWORD not in dump


def test_a_session_is_over_when_its_account_is(client: TestClient) -> None:
    account = add_person(client)
    sign_in(client)
    with store_of(client).writing() as session:
        end_account(session, account.id, WHEN)
    assert not is_in(client)
    assert sign_in(client).status_code == 422


def test_a_hash_of_weaker_parameters_is_made_anew_at_sign_in(client: TestClient) -> None:
    account = add_person(client, kept=PasswordHasher(time_cost=1, memory_cost=1024).hash(PASSWORD))
    assert sign_in(client).status_code == 303
    with store_of(client).reading() as session:
        kept = session.get_one(AccountRow, account.id).password_hash
    assert kept is not None
    assert "m=65536" in kept
    assert sign_in(client).status_code == 303


def test_use_is_noted_at_most_once_a_minute(client: TestClient, clock: Clock) -> None:
    add_person(client)
    sign_in(client)
    begun = clock.now

    def _noted() -> datetime:
        client.get("/om")
        with store_of(client).reading() as session:
            return session.query(SessionRow).one().seen_at

    clock.now = begun + timedelta(seconds=59)
    assert _noted() == begun
    clock.now = begun + timedelta(seconds=60)
    assert _noted() == clock.now


def test_wrong_passwords_lock_no_account_that_has_none(client: TestClient) -> None:
    account = add_person(client, kept=None)
    for _ in range(MOST_FAILURES):
        sign_in(client, password="wrong")
    with store_of(client).reading() as session:
        row = session.get_one(AccountRow, account.id)
        assert (row.failures, row.locked_until) == (0, None)


def test_who_is_locked_out_goes_on_where_she_has_signed_in(client: TestClient) -> None:
    add_person(client)
    sign_in(client)
    other = browser(client.app)
    for _ in range(MOST_FAILURES):
        sign_in(other, password="wrong")
    assert sign_in(other).status_code == 422
    assert is_in(client)


def test_keys_and_passwords_of_the_site_are_made_at_random() -> None:
    assert password_hash(PASSWORD) != password_hash(PASSWORD)
