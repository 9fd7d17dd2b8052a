"""One's own account: password, sessions, keys."""

import re

import pytest
from starlette.testclient import TestClient

from tests.unit.search_api.accounts.browsers import PASSWORD, add_person, browser, is_in, sign_in


def test_an_administrator_is_offered_no_key_that_administers(admin: TestClient) -> None:
    assert 'value="administer"' not in admin.get("/konto").text
    assert admin.post("/konto/nyckel", data={"name": "k", "rights": "administer"}).status_code == 422


def test_one_changes_ones_password_and_is_signed_out_everywhere_else(client: TestClient) -> None:
    add_person(client)
    other = browser(client.app)
    sign_in(other)
    sign_in(client)
    new = "another long sentence"
    form = {"current": PASSWORD, "new": new, "again": new}
    assert client.post("/konto/losenord", data=form).headers["location"] == "/konto?klart=losenord"
    assert (is_in(client), is_in(other)) == (True, False)
    assert (sign_in(other).status_code, sign_in(other, password=new).status_code) == (422, 303)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"current": "wrong", "new": "x" * 12, "again": "x" * 12}, "inte ditt nuvarande lösenord"),
        ({"current": PASSWORD, "new": "x" * 11, "again": "x" * 11}, "minst 12 tecken"),
        ({"current": PASSWORD, "new": "x" * 12, "again": "y" * 12}, "inte skrivet lika"),
        ({}, "minst 12 tecken"),
    ],
)
def test_a_password_that_cannot_be_changed_says_why(client: TestClient, form: dict[str, str], said: str) -> None:
    add_person(client)
    sign_in(client)
    answer = client.post("/konto/losenord", data=form)
    assert answer.status_code == 422
    assert said in answer.text
    assert sign_in(client).status_code == 303


def test_a_stolen_session_cannot_guess_the_password_for_ever(client: TestClient) -> None:
    add_person(client)
    sign_in(client)
    form = {"current": "wrong", "new": "x" * 12, "again": "x" * 12}
    for _ in range(10):
        client.post("/konto/losenord", data=form)
    assert client.post("/konto/losenord", data={**form, "current": PASSWORD}).status_code == 422


def test_one_ends_ones_other_sessions(client: TestClient) -> None:
    add_person(client)
    other = browser(client.app)
    sign_in(other)
    sign_in(client)
    (number,) = re.findall(r"/konto/session/(\d+)/avsluta", client.get("/konto").text)
    assert client.post(f"/konto/session/{number}/avsluta").status_code == 303
    assert (is_in(client), is_in(other)) == (True, False)
    assert client.post(f"/konto/session/{number}/avsluta").status_code == 404
