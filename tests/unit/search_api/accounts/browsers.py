"""Browsers at the made-up site, people with an account there, and a clock that is set by hand."""

import re
from datetime import UTC, datetime
from typing import Any, cast

from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from kb.domain.accounts import Account, Role
from kb.domain.decisions import Decision
from kb.store import Store
from kb.store.accounts import add_account
from kb.store.decisions import record
from search_api.access import Access
from search_api.signing import Signing
from tests.unit.search_api.made_up import SITE, made_up_app
from tests.unit.search_api.made_up_status import WHEN

COOKIE = "__Host-utblick"
EMAIL, PASSWORD = "anna.ek@example.org", "a long enough sentence"
KEPT = PasswordHasher().hash(PASSWORD)
SECRET = re.compile(r"<code>(utblick_[\w-]+|[\w-]{16})</code>")


class Clock:
    """A clock that is set by hand."""

    now = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def a_site(**access: Any) -> FastAPI:
    return made_up_app(access=Access(**access))


def browser(app: Any) -> TestClient:
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": SITE}
    return TestClient(app, base_url=SITE, follow_redirects=False, headers=headers, raise_server_exceptions=False)


def store_of(client: TestClient) -> Store:
    return cast(Store, cast(FastAPI, client.app).state.parts.store)


def signing_of(client: TestClient) -> Signing:
    return cast(Signing, cast(FastAPI, client.app).state.signing)


def add_person(client: TestClient, email: str = EMAIL, role: Role = Role.ANALYST, kept: str | None = KEPT) -> Account:
    with store_of(client).writing() as session:
        return add_account(session, email, "Anna Ek", role, WHEN, kept)


def sign_in(client: TestClient, email: str = EMAIL, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/logga-in", data={"email": email, "password": password, **more})


def is_in(client: TestClient) -> bool:
    return client.get("/konto").status_code == 200


def log_decision(client: TestClient, count: int = 1, **fields: Any) -> None:
    given: dict[str, Any] = {"subject": "screening", "about": "dlong", "act": "accept", "value": None}
    given |= {"reason": "", "author": "Anna", "account": None, "made_at": WHEN} | fields
    with store_of(client).writing() as session:
        for _ in range(count):
            record(session, Decision(**given))
