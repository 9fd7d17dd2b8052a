"""The database behind the store: engine, transactions, migrations. SQLite or PostgreSQL, by the address alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.orm import Session

from kb.errors import Busy, InputError, Misconfigured, Unreachable, UtblickError

_MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATION_LOCK = 7_301_196  # any number that no other program takes on this database


def migrations_folder() -> Path:
    """Return where the migrations are."""
    return _MIGRATIONS


class Store:
    """A database with our schema. One instance a process; sessions are short and belong to one thread."""

    def __init__(self, url: str) -> None:
        """Open the database at `url` (sqlite:///… or postgresql+psycopg://…); raise Misconfigured for another."""
        try:
            parsed = make_url(url)
            if parsed.get_backend_name() == "sqlite":
                self.engine = _sqlite(url)
            elif parsed.get_backend_name() == "postgresql":
                self.engine = create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
            else:
                raise Misconfigured(f"the database must be SQLite or PostgreSQL, not {parsed.get_backend_name()!r}")
        except (ArgumentError, NoSuchModuleError) as error:
            raise Misconfigured("the database address cannot be read: use sqlite:///PATH or postgresql://…") from error
        self._writing = self.engine.execution_options(utblick_writes=True)
        postgresql = parsed.get_backend_name() == "postgresql"
        self._reading = self.engine.execution_options(isolation_level="REPEATABLE READ") if postgresql else self.engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one consistent state and writes nothing."""
        with _named_errors(), Session(self._reading) as session:
            yield session
            session.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that commits at the end, or undoes everything when the block raises."""
        with _named_errors(), Session(self._writing) as session, session.begin():
            yield session

    def migrate(self) -> bool:
        """Bring the schema to this version; return whether anything had to be done.

        Raises Misconfigured when the database was made by a newer version of the program.
        """
        if self.schema_version() == newest_schema():
            return False
        with _named_errors(), self._writing.begin() as connection:
            if connection.dialect.name == "postgresql":  # two processes on an empty database: one waits
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
            before = MigrationContext.configure(connection).get_current_revision()
            if before == newest_schema():
                return False
            if before is not None and before not in {s.revision for s in _scripts().walk_revisions()}:
                raise Misconfigured(
                    f"the database has the schema {before}, which this version does not know: update Utblick"
                )
            config = Config()
            config.set_main_option("script_location", str(migrations_folder()))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        return True

    def schema_version(self) -> str | None:
        """Return the migration the database is at, or None for an empty one."""
        with _named_errors(), self.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def newest_schema() -> str:
    """Return the newest migration this version of the program knows."""
    head = _scripts().get_current_head()
    if head is None:
        raise Misconfigured("the package carries no migrations: install it anew")
    return head


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(_MIGRATIONS))


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": 60, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection, _record) -> None:  # type: ignore[no-untyped-def]
        connection.isolation_level = None  # we say BEGIN ourselves, below
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        # FULL: in WAL mode NORMAL may lose the last commits at a power cut, and a lost "sent" is a mail sent twice.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred transaction that turns to writing fails at once when another writer came between, whatever
        # the time-out (sqlite.org/rescode.html#busy_snapshot); an immediate one waits its turn.
        writes = connection.get_execution_options().get("utblick_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        text = str(error.orig).strip()
        if "locked" in text or "deadlock" in text or "serialize" in text:
            raise Busy("the database is being written to by another process; try again in a minute") from error
        if "no such table" in text:
            raise Misconfigured("the database has no tables of ours yet: run any other command first") from error
        if "unable to open" in text or "readonly" in text or "disk I/O" in text or "is full" in text:
            raise Misconfigured(f"the database file cannot be used: {text}") from error
        if error.connection_invalidated or "connect" in text or "resolve" in text or "shut" in text:
            raise Unreachable(f"the database does not answer: {text.splitlines()[0]}") from error
        raise UtblickError(f"the database could not do it: {text.splitlines()[0]}") from error
    except IntegrityError as error:
        raise Busy("another process wrote the same at the same time; run the command again") from error
    except DataError as error:
        raise InputError(f"the database refuses a value: {str(error.orig).splitlines()[0]}") from error
    except OverflowError as error:  # SQLite's driver; PostgreSQL compares any two numbers
        raise InputError("a number is larger than any that is held") from error
    except DBAPIError as error:
        if "file is not a database" in str(error.orig):
            raise Misconfigured(
                "the database file is not a SQLite database: move it away or restore a backup"
            ) from error
        raise
