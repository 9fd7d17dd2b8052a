"""What tests of crawling share: servers on the loopback."""

from collections.abc import Iterator

import pytest

from tests.integration.web import Web


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    """Give what starts servers, and stops them after the module."""
    running = Web()
    yield running
    running.close()
