"""A change is taken only from our own pages."""

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from kb.domain.accounts import Right
from search_api.origins import From, comes_from, origin_of
from tests.unit.search_api.made_up import SITE, made_up_app, signed_in


@pytest.mark.parametrize(
    ("headers", "where"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, From.HERE),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"}, From.HERE),  # only a browser can say it
        ({"Sec-Fetch-Site": "none", "Origin": SITE}, From.HERE),
        ({"Sec-Fetch-Site": "none"}, From.ELSEWHERE),
        ({"Sec-Fetch-Site": "none", "Origin": "null"}, From.ELSEWHERE),
        ({"Sec-Fetch-Site": "same-site", "Origin": SITE}, From.ELSEWHERE),
        ({"Sec-Fetch-Site": "cross-site", "Origin": SITE}, From.ELSEWHERE),
        ({"Sec-Fetch-Site": "SAME-ORIGIN"}, From.ELSEWHERE),
        ({"Origin": SITE}, From.HERE),
        ({"Origin": SITE + ".evil.example"}, From.ELSEWHERE),
        ({"Origin": "http://utblick.example"}, From.ELSEWHERE),
        ({"Origin": SITE + ":8443"}, From.ELSEWHERE),
        ({"Origin": "null"}, From.ELSEWHERE),
        ({"Origin": ""}, From.ELSEWHERE),
        ({"Referer": SITE + "/konto"}, From.UNSAID),
        ({}, From.UNSAID),
    ],
)
def test_where_a_request_comes_from(headers: dict[str, str], where: From) -> None:
    assert comes_from(Headers(headers), SITE) is where


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Utblick.Example/", "https://utblick.example"),
        ("https://utblick.example:443/x", "https://utblick.example"),
        ("https://utblick.example:8443", "https://utblick.example:8443"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_site_has_the_origin_that_browsers_send(address: str, origin: str) -> None:
    assert origin_of(address) == origin


@pytest.fixture
def client() -> TestClient:
    """Return a client that has signed in, and says nothing of where its requests come from."""
    found = TestClient(made_up_app())
    signed_in(found)
    del found.headers["Sec-Fetch-Site"]
    return found


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}])
def test_nothing_is_changed_from_elsewhere_in_the_name_of_who_has_signed_in(
    client: TestClient, method: str, headers: dict[str, str]
) -> None:
    answer = client.request(method, "/konto/nyckel", headers=headers)
    assert answer.status_code == 403
    assert '<html lang="sv">' in answer.text


def test_signing_out_from_elsewhere_leaves_the_session(client: TestClient) -> None:
    assert client.post("/logga-ut", headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.get("/konto", follow_redirects=False).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "same-site"}])
def test_nobody_is_signed_in_from_elsewhere(headers: dict[str, str]) -> None:
    answer = TestClient(made_up_app()).post("/logga-in", data={"email": "a@b.se", "password": "x"}, headers=headers)
    assert answer.status_code == 403


def test_reading_is_open_from_everywhere(client: TestClient) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert client.get("/om", headers=headers).status_code == 200


def test_a_program_with_a_key_says_nothing_of_where_it_comes_from() -> None:
    client = TestClient(made_up_app())
    account = signed_in(client)
    signing = client.app.state.signing  # type: ignore[attr-defined]
    _, key = signing.make_key(account, "k", frozenset({Right.READ}))
    program = TestClient(client.app, headers={"Authorization": f"Bearer {key}"})
    assert program.post("/sok").status_code == 405


def test_under_the_api_it_is_refused_as_a_problem(client: TestClient) -> None:
    answer = client.post("/api/v1/measures", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_site_is_known_by_its_own_address_and_never_by_the_host_header(client: TestClient) -> None:
    headers = {"Host": "evil.example", "Origin": "https://evil.example"}
    assert client.post("/logga-ut", headers=headers).status_code == 403
