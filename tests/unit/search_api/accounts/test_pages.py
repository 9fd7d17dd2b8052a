"""What the pages for those who sign in share: where they lead, who sees them, how they are marked up."""

import re

import pytest
from starlette.testclient import TestClient

from kb.domain.accounts import Role
from search_api.signing import local_path
from tests.unit.search_api.accounts.browsers import EMAIL, PASSWORD, add_person, browser, log_decision, sign_in
from tests.unit.search_api.made_up import made_up_app, signed_in


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


def test_a_wrong_method_is_told_the_right_one(client: TestClient) -> None:
    assert client.get("/logga-ut").headers["allow"] == "POST"
    assert client.delete("/om").headers["allow"] == "GET, HEAD"


def test_a_page_that_wants_an_account_leads_to_where_people_sign_in_and_back(client: TestClient) -> None:
    add_person(client)
    answer = client.get("/en/logg?av=Anna%20Ek")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/en/logga-in?till=/logg%3Fav%3DAnna%2520Ek"
    page = client.get(answer.headers["location"]).text
    assert 'name="till" value="/logg?av=Anna%20Ek"' in page
    back = client.post("/en/logga-in", data={"email": EMAIL, "password": PASSWORD, "till": "/logg?av=Anna%20Ek"})
    assert back.headers["location"] == "/en/logg?av=Anna%20Ek"


def test_who_has_signed_in_is_led_on_from_the_page_to_sign_in(client: TestClient) -> None:
    add_person(client)
    sign_in(client)
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


def test_not_even_the_page_of_an_unforeseen_error_is_kept() -> None:
    client = browser(made_up_app(RuntimeError("unforeseen")))
    signed_in(client)
    answer = client.get("/sok?q=x")
    assert answer.status_code == 500
    assert answer.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/logga-in", "/konto", "/konton", "/logg"])
@pytest.mark.parametrize("at", ["", "/en"])
def test_every_page_has_one_heading_and_a_label_for_each_field(client: TestClient, at: str, path: str) -> None:
    log_decision(client)
    if path != "/logga-in":
        signed_in(client, Role.ADMIN)
    page = client.get(at + path).text
    assert len(re.findall(r"<h1[ >]", page)) == 1
    fields = re.findall(r'<(?:input|select)(?![^>]*type="hidden")[^>]*id="([^"]+)"', page)
    assert all(f'for="{field}"' in page for field in fields)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert not re.search(r"<style| style=", page)
