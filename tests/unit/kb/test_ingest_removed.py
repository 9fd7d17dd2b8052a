"""What is deleted, taken back and restored."""

import pytest

from kb.domain.documents import MediaType, SourceId
from kb.errors import NotFound
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import State, delete_document, get_document, origins, restore_document, standing
from kb.store.grouping import withdraw
from kb.store.ingest import Outcome
from tests.unit.kb.taking_in import LONG, NOW, raw, state_of, take


def test_a_deleted_document_stays_deleted(store: Store, blobs: Blobs) -> None:
    document = take(store, blobs, raw(external_id="1"))[0].document
    with store.writing() as session:
        delete_document(session, document, NOW)
    again = take(store, blobs, raw(external_id="1", text="Other words now."), raw(source=SourceId("b"), year=2020))
    assert again[0].outcome is Outcome.DELETED
    with store.reading() as session, pytest.raises(NotFound):
        get_document(session, document)


def test_what_a_person_deleted_stays_deleted_from_any_source_and_in_any_form(store: Store, blobs: Blobs) -> None:
    (done,) = take(store, blobs, raw(external_id="1", text=LONG, address="https://example.org/a"))
    with store.writing() as session:
        delete_document(session, done.document, NOW, "an advertisement")
    titled = "Street lighting and burglary in two towns"
    again = take(
        store,
        blobs,
        raw(titled, source=SourceId("feed"), text="", address="http://www.example.org/a", doi="10.1000/z"),
        raw(titled, source=SourceId("index"), text="", doi="10.1000/Z"),
        raw("Some lamps", source=SourceId("pdf"), text=LONG, content=b"%PDF", media_type=MediaType.PDF),
        raw("Entirely renewed by its own source", external_id="1", text=LONG[:-20], address="https://example.org/b"),
        raw(
            "Entirely renewed by its own source",
            source=SourceId("import:list"),
            text="",
            address="https://example.org/b",
        ),
    )
    assert [one.outcome for one in again] == [Outcome.DELETED] * 5
    assert {one.document for one in again} == {done.document}
    with store.reading() as session:
        found = standing(session, done.document)
    assert (found.state, found.why) == (State.DELETED, "an advertisement")


def test_what_a_person_deleted_is_known_by_the_title_of_each_of_its_records(store: Store, blobs: Blobs) -> None:
    one = raw("Police try dimmed lamps in three towns", text=LONG, source=SourceId("police"))
    other = raw("Darker nights, fewer burglars", text=LONG, source=SourceId("council"), doi="10.1000/lamps")
    (done, _) = take(store, blobs, one, other)
    with store.writing() as session:
        delete_document(session, done.document, NOW, "no measure")
    (again,) = take(
        store, blobs, raw("Darker nights, fewer burglars", text="", source=SourceId("index"), doi="10.1000/lamps")
    )
    assert (again.document, again.outcome) == (done.document, Outcome.DELETED)


def test_a_record_taken_back_is_kept_out_of_sight_until_it_returns(store: Store, blobs: Blobs) -> None:
    item = raw(external_id="oai:1")
    (done,) = take(store, blobs, item)
    with store.writing() as session:
        assert withdraw(session, "journal", ["oai:1", "oai:2"], NOW) == 1
        assert withdraw(session, "journal", ["oai:1"], NOW) == 0
        assert withdraw(session, "another", ["oai:1"], NOW) == 0
    assert state_of(store, done.document) is State.WITHDRAWN
    with store.reading() as session, pytest.raises(NotFound):
        get_document(session, done.document)
    (again,) = take(store, blobs, item)
    assert (again.document, again.outcome) == (done.document, Outcome.CHANGED)
    assert state_of(store, done.document) is State.HELD
    with store.reading() as session:
        assert [origin.withdrawn_at for origin in origins(session, done.document)] == [None]


def test_a_document_stands_while_one_source_stands_by_it_and_shows_its_words(store: Store, blobs: Blobs) -> None:
    one = raw(external_id="1", text=LONG, doi="10.1000/a")
    other = raw(external_id="2", text=LONG + " Contact us.", doi="10.1000/a", source=SourceId("b"))
    (done, _) = take(store, blobs, one, other)
    with store.writing() as session:
        withdraw(session, "journal", ["1"], NOW)
    with store.reading() as session:
        assert get_document(session, done.document).text.endswith("Contact us.")
    with store.writing() as session:
        withdraw(session, "b", ["2"], NOW)
    assert state_of(store, done.document) is State.WITHDRAWN
    (third,) = take(store, blobs, raw(text=LONG, doi="10.1000/a", source=SourceId("c")))
    assert (third.document, third.outcome) == (done.document, Outcome.CHANGED)
    with store.reading() as session:
        assert get_document(session, done.document).text == LONG


def test_what_returns_without_a_text_brings_back_none_that_was_taken_back(store: Store, blobs: Blobs) -> None:
    (done,) = take(store, blobs, raw(external_id="1", text=LONG, doi="10.1000/a"))
    with store.writing() as session:
        withdraw(session, "journal", ["1"], NOW)
    (again,) = take(store, blobs, raw(text="", doi="10.1000/a", source=SourceId("index")))
    assert (again.document, again.outcome) == (done.document, Outcome.CHANGED)
    with store.reading() as session:
        found = get_document(session, done.document)
    assert (found.text, found.version) == ("", 2)


def test_what_a_person_deleted_does_not_return_with_its_source(store: Store, blobs: Blobs) -> None:
    (done,) = take(store, blobs, raw(external_id="1"))
    with store.writing() as session:
        withdraw(session, "journal", ["1"], NOW)
        delete_document(session, done.document, NOW, "withdrawn")
    (again,) = take(store, blobs, raw(external_id="1"))
    assert again.outcome is Outcome.DELETED
    assert state_of(store, done.document) is State.DELETED
    with store.writing() as session:
        assert restore_document(session, done.document) is State.HELD
    assert state_of(store, done.document) is State.HELD


def test_a_restored_document_waits_for_its_sources_when_they_took_it_back_meanwhile(store: Store, blobs: Blobs) -> None:
    (done,) = take(store, blobs, raw(external_id="1"))
    with store.writing() as session:
        delete_document(session, done.document, NOW, "a mistake")
        withdraw(session, "journal", ["1"], NOW)
        assert restore_document(session, done.document) is State.WITHDRAWN
    (again,) = take(store, blobs, raw(external_id="1"))
    assert again.outcome is Outcome.CHANGED
    assert state_of(store, done.document) is State.HELD
