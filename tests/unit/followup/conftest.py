"""Fixtures of the follow-up tests."""

from pathlib import Path

import pytest

from kb.store import Store
from tests.unit.followup.facts import Desk


@pytest.fixture
def desk(tmp_path: Path, store: Store) -> Desk:
    """Give an empty store with a folder beside it."""
    return Desk(tmp_path, store)
