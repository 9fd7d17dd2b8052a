"""Two writers at once: whoever comes second sees what the first has done. On PostgreSQL these raced."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from kb.domain.claims import Claim, ClaimKind
from kb.domain.documents import RawDocument, SourceId
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import count_all, get_document, get_read_document
from kb.store.ingest import ingest
from kb.store.readings import NewReading, ReadBy, save_readings, unread

READ_BY = ReadBy("r1", "t1")

NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)


def _raw(text: str) -> RawDocument:
    return RawDocument(SourceId("s"), "Lamps were lit in the park all winter", text, external_id="1")


def _at_once(*works: Callable[[], object]) -> list[BaseException]:
    errors: list[BaseException] = []

    def guarded(work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - a thread must not swallow what the test looks for
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return errors


def test_two_imports_of_one_item_at_once_make_one_document(store: Store, blobs: Blobs) -> None:
    def take() -> None:
        with store.writing() as session:
            ingest(session, [_raw("About lamps.")], blobs, NOW)

    assert _at_once(take, take, take) == []
    with store.reading() as session:
        assert count_all(session).documents == 1


def test_a_reading_of_old_words_is_not_stored_over_new_ones(store: Store, blobs: Blobs) -> None:
    with store.writing() as session:
        (done,) = ingest(session, [_raw("About lamps.")], blobs, NOW)
        old = get_document(session, done.document)
    claim = Claim(ClaimKind.LANGUAGE, "en", "t", "1")
    taken, saved = threading.Event(), threading.Event()

    def change() -> None:
        with store.writing() as session:
            ingest(session, [_raw("About quite other things.")], blobs, NOW.replace(day=17))
            taken.set()
            saved.wait(0.5)

    def save() -> None:
        taken.wait(10)
        with store.writing() as session:
            save_readings(session, [NewReading(old, (claim,))], READ_BY)
        saved.set()

    assert _at_once(change, save) == []
    with store.reading() as session:
        assert get_read_document(session, done.document).claims == ()
        assert [d.version for d in unread(session, READ_BY, 5)] == [2]


def test_two_readers_of_one_document_at_once_store_its_claims_once(store: Store, blobs: Blobs) -> None:
    with store.writing() as session:
        (done,) = ingest(session, [_raw("About lamps.")], blobs, NOW)
        document = get_document(session, done.document)
    claim = Claim(ClaimKind.LANGUAGE, "en", "t", "1")

    def save() -> None:
        with store.writing() as session:
            save_readings(session, [NewReading(document, (claim,))], READ_BY)

    assert _at_once(save, save, save) == []
    with store.reading() as session:
        assert get_read_document(session, done.document).claims == (claim,)


def test_processes_that_migrate_an_empty_database_at_once_all_succeed(postgres: str) -> None:
    import uuid

    import psycopg

    name = "empty_" + uuid.uuid4().hex[:8]
    with psycopg.connect(postgres.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    stores = [Store(postgres.format(name=name)) for _ in range(3)]
    assert _at_once(*(store.migrate for store in stores)) == []
    assert len({store.schema_version() for store in stores}) == 1
    for store in stores:
        store.close()
