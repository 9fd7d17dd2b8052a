import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text

from kb.domain.documents import Passage, RawDocument, SourceId
from kb.errors import InputError, Misconfigured
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.database import migrations_folder
from kb.store.documents import (
    State,
    delete_document,
    get_document,
    origins,
    read_documents,
    restore_document,
    standing,
)
from kb.store.grouping import split
from kb.store.ingest import Outcome, ingest
from kb.store.models import UsedModel, answering_model, let_answer
from kb.store.passages import Cut, save_passages, uncut, unembedded
from kb.store.readings import NewReading, ReadBy, count_unread, save_readings
from kb.store.revisions import latest_revision, next_revision
from kb.store.tables import Base, SourceStateRow


def test_the_migrations_make_exactly_the_tables_that_the_code_knows(store: Store) -> None:
    with store.engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(migrations_folder()))
        config.attributes["connection"] = connection
        command.check(config)


def test_every_migration_can_be_undone_and_done_again(store: Store) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        command.upgrade(config, "head")
        assert set(Base.metadata.tables) <= set(inspect(connection).get_table_names())


def test_what_was_held_before_the_second_migration_stays_and_can_be_worked_with(store: Store, blobs: Blobs) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    when = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
    one, other = (
        RawDocument(SourceId(source), "Street lighting and burglary", "Lamps.", doi="10.1000/a", external_id="1")
        for source in ("journal", "index")
    )
    junk = RawDocument(SourceId("journal"), "Win a lamp in our lottery", "Now.", external_id="2")
    with store.writing() as session:
        held, _, deleted = (done.document for done in ingest(session, [one, other, junk], blobs, when))
        delete_document(session, deleted, when)
    columns = ("reason", "stated", "withdrawn_at"), ("licence", "date_found", "page_starts", "deleted_why")
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        for table, gone in zip(("record", "document"), columns, strict=True):
            assert not {column["name"] for column in inspect(connection).get_columns(table)} & set(gone)
        command.upgrade(config, "head")
        assert connection.scalar(text("SELECT count(*) FROM record")) == 3
    with store.reading() as session:
        found, gone_one = get_document(session, held), standing(session, deleted)
        record = next(str(origin.record) for origin in origins(session, held) if origin.source == "index")
    assert (found.licence, found.date_found, found.page_starts, found.version) == (None, False, (), 1)
    assert (gone_one.state, gone_one.why) == (State.DELETED, None)
    refused = pytest.raises(InputError, match="was not kept yet when it came; crawl or import it again first")
    with refused, store.writing() as session:
        split(session, record, when)
    with store.writing() as session:
        again = ingest(session, [one, other, junk], blobs, when.replace(month=2))
    assert [done.outcome for done in again] == [Outcome.UNCHANGED, Outcome.UNCHANGED, Outcome.DELETED]
    with store.writing() as session:
        assert split(session, record, when) != held
        assert restore_document(session, deleted) is State.HELD


def test_what_was_read_and_embedded_before_the_sixth_migration_stays_so(store: Store, blobs: Blobs) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    when = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
    raws = [RawDocument(SourceId("s"), title, "Lamps.", external_id=title) for title in ("Done", "Read", "New")]
    with store.writing() as session:
        done, read, _ = (one.document for one in ingest(session, raws, blobs, when))
        documents = [get_document(session, one) for one in (done, read)]
        save_readings(session, [NewReading(one, ()) for one in documents], ReadBy("steps 0123456789ab", "t"))
        cuts = [Cut(one, (Passage(one.id, 0, 0, len(one.content)),)) for one in documents]
        embedded = replace(cuts[0], vectors=np.ones((1, 3), dtype=np.float32))
        save_passages(session, [embedded, cuts[1]], "small@1")
        let_answer(session, UsedModel("small@1", 3, "elsewhere", "p", "q", True), when)
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0005")
        found = connection.execute(text("SELECT document FROM passage WHERE vector IS NOT NULL")).scalars().all()
        assert found == [done]
        assert connection.scalar(text("SELECT embedded_by FROM document WHERE id = :id"), {"id": done}) == "small@1"
        connection.execute(
            text("UPDATE document SET read_by = read_by || ' passages 01234567' WHERE read_by LIKE 's%'")
        )
        command.upgrade(config, "head")

    with store.reading() as session:
        assert count_unread(session, ReadBy("steps 0123456789ab", "t")) == 1
        assert [one.id for one in unembedded(session, "small@1", 9)] == [read]
        assert [one.id for one in uncut(session, "small@1", 9)] == [read]
        (kept,) = read_documents(session, [done], "small@1")
        assert kept.vectors is not None
        assert kept.vectors.tolist() == [[1.0, 1.0, 1.0]]
        assert answering_model(session) == UsedModel("small@1", 3, None, "", "", False)


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)  # PostgreSQL decides by what the tables hold
def test_documents_asked_for_by_their_ids_are_not_looked_for_among_all(store: Store) -> None:
    asked = "EXPLAIN QUERY PLAN SELECT * FROM document WHERE id IN ('a', 'b', 'c') AND deleted_at IS NULL"
    with store.engine.connect() as connection:
        assert [row.detail.partition("(")[2] for row in connection.execute(text(asked))] == ["id=?)"]


def test_migrating_twice_does_nothing(store: Store) -> None:
    assert store.migrate() is False


def test_a_revision_taken_in_an_undone_transaction_is_given_out_again(store: Store) -> None:
    with store.writing() as session:
        first = next_revision(session)
    with pytest.raises(ZeroDivisionError), store.writing() as session:
        next_revision(session)
        raise ZeroDivisionError
    with store.writing() as session:
        assert next_revision(session) == first + 1
        assert latest_revision(session) == first + 1


def test_times_come_back_with_their_zone_and_naive_ones_are_refused(store: Store) -> None:
    when = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    with store.writing() as session:
        session.add(SourceStateRow(source="s", failures=0, last_attempt=when))
    with store.reading() as session:
        assert session.get_one(SourceStateRow, "s").last_attempt == when
    with pytest.raises(Exception, match="without zone"), store.writing() as session:
        session.add(SourceStateRow(source="t", failures=0, last_attempt=datetime(2026, 3, 1)))  # noqa: DTZ001
        session.flush()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, long enough to be no database header at all. " * 20)
    with pytest.raises(Misconfigured, match="not a SQLite database"):
        Store(f"sqlite:///{path}").migrate()


def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "newer.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    connection.close()
    with pytest.raises(Misconfigured, match="does not know"):
        Store(f"sqlite:///{path}").migrate()


@pytest.mark.parametrize("url", ["mysql://host/db", "no address at all", "oracle://x"])
def test_another_kind_of_database_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(Misconfigured):
        Store(url)
