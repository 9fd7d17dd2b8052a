"""Browsers at a site that is open to readers, at one that is closed, and one that an administrator sits at."""

import pytest
from starlette.testclient import TestClient

from kb.domain.accounts import Role
from tests.unit.search_api.accounts.browsers import Clock, a_site, browser
from tests.unit.search_api.made_up import signed_in


@pytest.fixture
def clock() -> Clock:
    """Give the clock that the site goes by."""
    return Clock()


@pytest.fixture
def client(clock: Clock) -> TestClient:
    """Give a browser at a site that is open to readers."""
    return browser(a_site(now=clock))


@pytest.fixture
def closed() -> TestClient:
    """Give a browser at a site that only those with an account read."""
    return browser(a_site(reading_open=False))


@pytest.fixture
def admin(client: TestClient) -> TestClient:
    """Give a browser in which an administrator has signed in."""
    signed_in(client, Role.ADMIN, "Ada Lund")
    return client
