"""How often somebody may ask."""

import pytest
from starlette.testclient import TestClient

from kb.domain.accounts import Role
from search_api.access import Access
from search_api.rate_limits import Window, asker
from tests.unit.search_api.made_up import SITE, made_up_app, signed_in


class Clock:
    """A clock that is set by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def _client(access: Access, address: str = "192.0.2.1") -> TestClient:
    return TestClient(made_up_app(access=access), client=(address, 1))


def test_the_window_moves_and_tells_how_long_to_wait() -> None:
    clock = Clock()
    window = Window(2, clock=clock)
    assert window.wait_s("a") == 0
    clock.now += 20
    assert (window.wait_s("a"), window.wait_s("a")) == (0, 40)
    clock.now += 40
    assert (window.wait_s("a"), window.wait_s("a")) == (0, 20)


def test_what_is_refused_does_not_count() -> None:
    clock = Clock()
    window = Window(1, clock=clock)
    for _ in range(50):
        window.wait_s("a")
        clock.now += 1
    clock.now += 10
    assert window.wait_s("a") == 0


def test_no_limit_counts_nothing() -> None:
    window = Window(0)
    assert [window.wait_s("a") for _ in range(1000)] == [0] * 1000
    assert len(window) == 0


def test_a_million_addresses_are_never_all_in_memory() -> None:
    window = Window(10, most_names=1000)
    for number in range(1_000_000):
        window.wait_s(str(number))
    assert len(window) == 1000


def test_whoever_asks_most_is_not_forgotten_for_others() -> None:
    window = Window(2, most_names=3)
    for number in range(100):
        window.wait_s("busy")
        window.wait_s(str(number))
    assert window.wait_s("busy") > 0


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_one_customer_of_ipv6_counts_as_one(address: str, name: str) -> None:
    assert asker(address) == name


def test_beyond_the_limit_the_api_says_429_as_a_problem_and_when_to_come_back() -> None:
    client = _client(Access(reads=2))
    for _ in range(2):
        assert client.get("/api/v1/challenges").status_code == 200
    answer = client.get("/api/v1/challenges")
    assert answer.status_code == 429
    assert answer.headers["content-type"] == "application/problem+json"
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert answer.json()["status"] == 429


def test_beyond_the_limit_a_page_says_so_in_the_language_of_the_page() -> None:
    client = _client(Access(reads=1))
    client.get("/om")
    swedish, english = client.get("/om"), client.get("/en/om")
    assert swedish.status_code == english.status_code == 429
    assert '<html lang="sv">' in swedish.text
    assert '<html lang="en">' in english.text
    assert "Content-Security-Policy" in swedish.headers


def test_the_style_sheet_counts_as_nothing() -> None:
    client = _client(Access(reads=1))
    assert [client.get("/utblick.css").status_code for _ in range(5)] == [200] * 5
    assert client.get("/om").status_code == 200


def test_who_has_signed_in_counts_for_herself_and_not_by_address() -> None:
    client = _client(Access(reads=1))
    client.get("/om")
    signed_in(client, Role.READER)
    assert [client.get("/om").status_code for _ in range(2)] == [200, 429]


def test_changes_have_a_limit_of_their_own() -> None:
    client = _client(Access(reads=1, writes=1))
    signed_in(client)
    assert client.post("/konto/nyckel", data={"name": "k", "rights": "read"}).status_code == 200
    assert client.post("/konto/nyckel", data={"name": "k", "rights": "read"}).status_code == 429
    assert client.get("/om").status_code == 200


def test_attempts_to_sign_in_are_limited_by_address_whatever_cookie_comes_with_them() -> None:
    client = _client(Access(sign_ins=3))
    client.headers["Origin"] = SITE
    said = []
    for number in range(4):
        client.headers["Cookie"] = f"__Host-utblick={number}"
        said.append(client.post("/logga-in", data={"email": "not an address", "password": "x"}).status_code)
    assert said == [422, 422, 422, 429]


def test_a_forwarded_address_is_not_believed_by_the_site_itself() -> None:
    client = _client(Access(reads=1))
    said = [client.get("/om", headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code for n in range(2)]
    assert said == [200, 429]
