"""Fixtures of the follow-up tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.followup.facts import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give an empty store with a folder beside it."""
    found = Desk(tmp_path)
    yield found
    found.store.close()
