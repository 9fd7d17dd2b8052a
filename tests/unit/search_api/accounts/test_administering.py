"""All accounts: added, changed and ended by administrators."""

import re

import pytest
from starlette.testclient import TestClient

from kb.domain.accounts import Role
from kb.store.decisions import decisions
from tests.unit.search_api.accounts.browsers import EMAIL, SECRET, add_person, browser, is_in, sign_in, store_of
from tests.unit.search_api.made_up import signed_in


@pytest.mark.parametrize("path", ["/konto/nyckel/{}/avsluta", "/konto/session/{}/avsluta", "/konton/{}/avsluta"])
@pytest.mark.parametrize("number", ["-1", "9" * 25, "9" * 5000, "1.5", "x"])
def test_a_number_of_nothing_is_a_page_that_says_so(admin: TestClient, path: str, number: str) -> None:
    assert admin.post(path.format(number)).status_code in (404, 422)


def test_an_administrator_adds_somebody_who_signs_in_with_the_password_shown(admin: TestClient) -> None:
    made = admin.post("/konton", data={"email": "Bo@example.org", "name": "Bo Å", "role": "editor"})
    assert (made.status_code, made.headers["cache-control"]) == (200, "private, no-store")
    found = SECRET.search(made.text)
    assert found is not None
    assert found[1] not in admin.get("/konton").text
    assert sign_in(browser(admin.app), "bo@example.org", found[1]).status_code == 303


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
    add_person(admin)
    answer = admin.post("/konton", data={"email": EMAIL.upper(), "name": "Bo", "role": "editor"})
    assert "Det finns redan ett konto" in answer.text


def test_an_administrator_changes_a_role_gives_a_password_and_ends_an_account(admin: TestClient) -> None:
    account = add_person(admin)
    other = browser(admin.app)
    sign_in(other)
    assert other.get("/konton").status_code == 403
    assert admin.post(f"/konton/{account.id}/roll", data={"role": "admin"}).status_code == 303
    assert other.get("/konton").status_code == 200
    given = SECRET.search(admin.post(f"/konton/{account.id}/losenord").text)
    assert given is not None
    assert not is_in(other)
    assert sign_in(other, password=given[1]).status_code == 303
    assert admin.post(f"/konton/{account.id}/avsluta").status_code == 303
    assert not is_in(other)
    assert "Avslutade konton" in admin.get("/konton").text


def test_the_only_administrator_stays_one(admin: TestClient) -> None:
    (number,) = re.findall(r"/konton/(\d+)/avsluta", admin.get("/konton").text)
    for path, form in ((f"/konton/{number}/avsluta", {}), (f"/konton/{number}/roll", {"role": "reader"})):
        answer = admin.post(path, data=form)
        assert answer.status_code == 422
        assert "den enda administratören" in answer.text
    assert admin.get("/konton").status_code == 200


def test_nobody_but_an_administrator_touches_accounts(client: TestClient) -> None:
    account = add_person(client)
    signed_in(client, Role.EDITOR)
    for path in ("", f"/{account.id}/roll", f"/{account.id}/losenord", f"/{account.id}/avsluta"):
        assert client.post(f"/konton{path}", data={"role": "admin"}).status_code == 403


def test_what_is_done_to_accounts_is_in_the_log_without_the_address(admin: TestClient) -> None:
    admin.post("/konton", data={"email": "bo@example.org", "name": "Bo", "role": "editor"})
    with store_of(admin).reading() as session:
        (logged,) = decisions(session)
    assert (logged.subject, logged.act, logged.value, logged.author) == ("account", "add", "editor", "Ada Lund")
    assert "bo@example.org" not in str(logged)
