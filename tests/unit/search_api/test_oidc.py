"""Signing in at another place: the one way that works, and all that do not."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from fastapi import FastAPI
from joserfc.jwk import OctKey, RSAKey
from starlette.testclient import TestClient

from kb.domain.accounts import Account, Role
from kb.errors import Misconfigured
from kb.store import Store
from kb.store.accounts import add_account, end_account
from search_api.access import Access, Provider, secure_address
from tests.unit.search_api.identity_provider import CLIENT_ID, CLIENT_SECRET, IdentityProvider
from tests.unit.search_api.made_up import SITE, made_up_app

EMAIL = "anna.ek@example.org"
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def provider() -> Iterator[IdentityProvider]:
    """Give a provider that answers on loopback."""
    found = IdentityProvider()
    yield found
    found.close()


@pytest.fixture
def client(provider: IdentityProvider) -> TestClient:
    """Give a browser at a site where people sign in at the provider."""
    access = Access(provider=Provider(provider.issuer, CLIENT_ID, CLIENT_SECRET))
    return TestClient(made_up_app(access=access), base_url=SITE, follow_redirects=False)


def _store(client: TestClient) -> Store:
    return cast(Store, cast(FastAPI, client.app).state.parts.store)


def _add(client: TestClient, email: str = EMAIL) -> Account:
    with _store(client).writing() as session:
        return add_account(session, email, "Anna Ek", Role.ANALYST, datetime.now(UTC))


def _come_back(client: TestClient, provider: IdentityProvider, till: str = "/logg", **other: str) -> Any:
    led = client.get("/logga-in/oidc", params={"till": till})
    assert led.status_code == 303
    code, state = provider.approve(led.headers["location"])
    return client.get("/logga-in/svar", params={"code": code, "state": state} | other)


def _is_in(client: TestClient) -> bool:
    return client.get("/konto").status_code == 200


def test_an_account_is_signed_in_by_its_verified_address_and_led_on(
    client: TestClient, provider: IdentityProvider
) -> None:
    _add(client)
    answer = _come_back(client, provider)
    assert (answer.status_code, answer.headers["location"]) == (303, "/logg")
    assert _is_in(client)
    assert "organisationens konto" in client.get("/logga-in", headers={"Cookie": ""}).text


def test_after_the_first_time_the_subject_counts_and_not_the_address(
    client: TestClient, provider: IdentityProvider
) -> None:
    _add(client)
    _come_back(client, provider)
    provider.change = lambda claims: claims.update(email="new.name@example.org", email_verified=False)
    assert _come_back(client, provider).status_code == 303
    provider.change = lambda claims: claims.update(sub="subject-2")
    assert _come_back(client, provider).status_code == 422


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.update(email_verified=False),
        lambda c: c.update(email_verified="true"),
        lambda c: c.pop("email_verified"),
        lambda c: c.pop("email"),
        lambda c: c.update(email="\u0430nna.ek@example.org"),  # Cyrillic, and looks like ours
        lambda c: c.update(email="stranger@example.org"),
        lambda c: c.update(email=["anna.ek@example.org"]),
    ],
)
def test_an_address_that_is_not_vouched_for_or_not_ours_opens_no_account(
    client: TestClient, provider: IdentityProvider, change: Change
) -> None:
    _add(client)
    provider.change = change
    answer = _come_back(client, provider)
    assert answer.status_code == 422
    assert "Du har inget konto i Utblick" in answer.text
    assert not _is_in(client)


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.update(nonce="of another attempt"),
        lambda c: c.pop("nonce"),
        lambda c: c.update(iss="https://evil.example"),
        lambda c: c.update(aud="another client"),
        lambda c: c.update(aud=["another client"]),
        lambda c: c.update(aud=[CLIENT_ID, "another client"]),  # and no azp
        lambda c: c.update(azp="another client"),
        lambda c: c.update(exp=1),
        lambda c: c.pop("exp"),
        lambda c: c.pop("sub"),
        lambda c: c.update(sub=""),
        lambda c: c.update(sub="x" * 256),
        lambda c: c.update(at_hash="of another token"),
    ],
)
def test_a_token_that_does_not_hold_signs_nobody_in(
    client: TestClient, provider: IdentityProvider, change: Change
) -> None:
    _add(client)
    provider.change = change
    answer = _come_back(client, provider)
    assert answer.status_code == 422
    assert "gick inte att slutföra" in answer.text
    assert not _is_in(client)


def test_a_token_of_somebody_elses_key_or_of_none_signs_nobody_in(
    client: TestClient, provider: IdentityProvider
) -> None:
    _add(client)
    provider.signed_with = RSAKey.generate_key(2048, parameters={"kid": "1"}, private=True)
    assert _come_back(client, provider).status_code == 422
    shared = OctKey.import_key(CLIENT_SECRET, parameters={"kid": "1"})
    provider.signed_with, provider.algorithm = shared, "HS256"  # type: ignore[assignment]
    assert _come_back(client, provider).status_code == 422
    assert not _is_in(client)


def test_a_provider_may_change_its_keys_between_two_sign_ins(client: TestClient, provider: IdentityProvider) -> None:
    _add(client)
    assert _come_back(client, provider).status_code == 303
    provider.key = provider.signed_with = RSAKey.generate_key(2048, parameters={"kid": "1"}, private=True)
    assert _come_back(client, provider).status_code == 303


@pytest.mark.parametrize(
    "other", [{"state": "of another attempt"}, {"state": ""}, {"code": ""}, {"code": "x"}, {"iss": "https://evil.se"}]
)
def test_an_answer_that_was_not_asked_for_signs_nobody_in(
    client: TestClient, provider: IdentityProvider, other: dict[str, str]
) -> None:
    _add(client)
    assert _come_back(client, provider, **other).status_code == 422
    assert not _is_in(client)


def test_a_code_works_once_and_only_in_the_browser_that_began(client: TestClient, provider: IdentityProvider) -> None:
    _add(client)
    code, state = provider.approve(client.get("/logga-in/oidc").headers["location"])
    carried = client.cookies.get("__Host-utblick-oidc")
    other = TestClient(client.app, base_url=SITE, follow_redirects=False)
    assert other.get("/logga-in/svar", params={"code": code, "state": state}).status_code == 422
    assert client.get("/logga-in/svar", params={"code": code, "state": state}).status_code == 303
    assert client.cookies.get("__Host-utblick-oidc") is None
    client.cookies.set("__Host-utblick-oidc", carried or "")
    assert client.get("/logga-in/svar", params={"code": code, "state": state}).status_code == 422


@pytest.mark.parametrize("carried", ["", "x", "s.n", "s.n.v", "...", ".n.v.%2F", "%", "å.n.v.%2F", "x" * 9000])
def test_nonsense_carried_by_the_browser_signs_nobody_in(client: TestClient, carried: str) -> None:
    headers = {"Cookie": f"__Host-utblick-oidc={carried}".encode()}
    answer = client.get("/logga-in/svar?code=1&state=1", headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 422


def test_who_wanted_a_long_address_is_led_on_to_it_and_a_cookie_is_never_too_large(
    client: TestClient, provider: IdentityProvider
) -> None:
    _add(client)
    long = "/sok?q=" + "%C3%A5." * 200
    assert _come_back(client, provider, long).headers["location"] == long
    assert _come_back(client, provider, "/" + "%" * 1999).headers["location"] == "/"


def test_wrong_passwords_keep_nobody_from_signing_in_at_the_provider(
    client: TestClient, provider: IdentityProvider
) -> None:
    _add(client)
    client.headers["Origin"] = SITE
    for _ in range(10):
        client.post("/logga-in", data={"email": EMAIL, "password": "wrong"})
    assert _come_back(client, provider).status_code == 303


def test_each_step_to_the_provider_is_limited_by_itself(provider: IdentityProvider) -> None:
    access = Access(sign_ins=1, provider=Provider(provider.issuer, CLIENT_ID, CLIENT_SECRET))
    client = TestClient(made_up_app(access=access), base_url=SITE, follow_redirects=False)
    _add(client)
    assert _come_back(client, provider).status_code == 303
    for path in ("/logga-in/oidc", "/en/logga-in/oidc", "/logga-in/svar"):
        assert client.get(path).status_code == 429


@pytest.mark.parametrize("till", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_out_of_the_site(client: TestClient, provider: IdentityProvider, till: str) -> None:
    _add(client)
    assert _come_back(client, provider, till).headers["location"] == "/"


def test_an_ended_account_is_not_signed_in(client: TestClient, provider: IdentityProvider) -> None:
    account = _add(client)
    _come_back(client, provider)
    with _store(client).writing() as session:
        end_account(session, account.id, datetime.now(UTC))
    assert not _is_in(client)
    assert _come_back(client, provider).status_code == 422


def test_a_provider_that_does_not_answer_is_said_to(client: TestClient, provider: IdentityProvider) -> None:
    provider.close()
    answer = client.get("/logga-in/oidc")
    assert answer.status_code == 422
    assert "svarar inte just nu" in answer.text


@pytest.mark.parametrize(
    "told",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": 7},
    ],
)
def test_a_provider_that_says_what_cannot_be_is_not_trusted(
    client: TestClient, provider: IdentityProvider, told: dict[str, Any]
) -> None:
    provider.told = told
    assert client.get("/logga-in/oidc").status_code == 500


def test_a_provider_is_asked_in_secret() -> None:
    assert secure_address("https://login.example") == "https://login.example"
    for address in ("http://login.example", "ftp://login.example", "login.example"):
        with pytest.raises(Misconfigured):
            secure_address(address)


def test_without_a_provider_there_is_no_such_page() -> None:
    client = TestClient(made_up_app())
    assert client.get("/logga-in/oidc").status_code == client.get("/logga-in/svar").status_code == 404
    assert "/logga-in/oidc" not in client.get("/logga-in").text
