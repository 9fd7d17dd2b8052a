"""Clients of the made-up application."""

import pytest
from starlette.testclient import TestClient

from tests.unit.search_api.made_up import made_up_app


@pytest.fixture(scope="module")
def client() -> TestClient:
    """Return a client of an application that answers."""
    return TestClient(made_up_app(), raise_server_exceptions=False)
