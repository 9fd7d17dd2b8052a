"""A newsroom for each test."""

from pathlib import Path

import pytest

from kb.store import Store
from tests.unit.digest.newsroom import Newsroom


@pytest.fixture
def newsroom(tmp_path: Path, store: Store) -> Newsroom:
    return Newsroom(tmp_path, store)
