"""Split and merge: reversible, with the reason kept, and never undone by what comes in."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select, update

from kb.domain.documents import DocumentId, RawDocument, SourceId
from kb.errors import InputError, Moved, NotFound
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import (
    State,
    changed_since,
    delete_document,
    get_document,
    origins,
    restore_document,
    standing,
)
from kb.store.grouping import merge, split, withdraw
from kb.store.ingest import Ingested, Outcome, ingest
from kb.store.readings import NewReading, ReadBy, save_readings, unread
from kb.store.revisions import latest_revision
from kb.store.rows import redirect_of
from kb.store.tables import KeyRow, RecordRow

READ_BY = ReadBy("r1", "t1")

NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
TITLE = "Street lighting and burglary in two towns"
TEXT = "Sixty street corners were lit at night and the burglaries near them were counted for a year."
_RUNS = count()


def _raw(source: str = "journal", title: str = TITLE, **fields: Any) -> RawDocument:
    given: dict[str, Any] = {"text": TEXT, "content": b"raw bytes"} | fields
    return RawDocument(SourceId(source), title, **given)


def _take(store: Store, blobs: Blobs, *items: RawDocument) -> list[Ingested]:
    with store.writing() as session:
        return ingest(session, items, blobs, NOW + timedelta(minutes=next(_RUNS)))


def _records(store: Store, document: str) -> dict[str, str]:
    """Return the ids of the document's records by their source."""
    with store.reading() as session:
        return {origin.source: str(origin.record) for origin in origins(session, document)}


def _split(store: Store, record: str) -> DocumentId:
    with store.writing() as session:
        return split(session, record, NOW + timedelta(days=1))


def _merge(store: Store, *ids: str, why: str = "one report, two covers") -> DocumentId:
    with store.writing() as session:
        return merge(session, ids, NOW + timedelta(days=1), why)


def _keys(store: Store, document: str) -> set[tuple[str, str]]:
    with store.reading() as session:
        rows = session.execute(select(KeyRow.kind, KeyRow.value).where(KeyRow.document == document))
        return {(kind, value) for kind, value in rows}


def _read(store: Store, *ids: str) -> None:
    with store.writing() as session:
        save_readings(session, [NewReading(get_document(session, one), ()) for one in ids], READ_BY)


def _unread(store: Store, document: str) -> bool:
    with store.reading() as session:
        return document in {one.id for one in unread(session, READ_BY, 50)}


def _joined(store: Store, blobs: Blobs) -> DocumentId:
    """Take in an article and a news item that join by DOI, and return their document."""
    article = _raw(doi="10.1000/a", external_id="1", year=2020)
    news = _raw("news", doi="10.1000/a", address="https://example.org/news", licence="CC0", published=date(2020, 5, 1))
    first, second = _take(store, blobs, article, news)
    assert (second.document, second.matched_by) == (first.document, "doi")
    return first.document


def test_a_split_record_founds_a_document_with_all_that_it_says_and_takes_it_along(store: Store, blobs: Blobs) -> None:
    old = _joined(store, blobs)
    _read(store, old)
    new = _split(store, _records(store, old)["news"])
    with store.reading() as session:
        article, news = get_document(session, old), get_document(session, new)
        (origin,) = origins(session, new)
    assert (news.title, news.text, news.licence, news.address) == (TITLE, TEXT, "CC0", "https://example.org/news")
    assert (article.licence, article.address, article.published, article.year) == (None, None, None, 2020)
    assert (origin.matched_by, origin.reason) == ("split", f"split from {old} by hand")
    assert ("address", "example.org/news") in _keys(store, new) - _keys(store, old)
    assert ("doi", "10.1000/a") in _keys(store, new) & _keys(store, old)
    assert (_unread(store, new), _unread(store, old)) == (True, False)  # the article reads as before


def test_the_index_sees_both_after_a_split_and_after_a_merge(store: Store, blobs: Blobs) -> None:
    old = _joined(store, blobs)
    with store.reading() as session:
        before = latest_revision(session)
    new = _split(store, _records(store, old)["news"])
    with store.reading() as session:
        assert {read.document.id for read in changed_since(session, before, 10)} == {old, new}
        before = latest_revision(session)
    _merge(store, old, new)
    with store.reading() as session:
        seen = {read.document.id: read.document.deleted for read in changed_since(session, before, 10)}
    assert seen == {old: False, new: True}


def test_what_is_left_reads_as_its_own_record_when_the_split_one_led(store: Store, blobs: Blobs) -> None:
    first, second = _take(
        store,
        blobs,
        _raw(external_id="1", doi="10.1000/a", year=2020, text=TEXT, authors=("Berg, Eva",)),
        _raw(
            "news", "Street lighting and burglary in two towns!", external_id="n", doi="10.1000/a", text="What is told."
        ),
    )
    assert second.document == first.document
    _read(store, first.document)
    founder = _records(store, first.document)["journal"]
    new = _split(store, founder)
    assert new != first.document
    with store.reading() as session:
        left, gone = get_document(session, first.document), get_document(session, new)
        (origin,) = origins(session, left.id)
    assert (left.text, left.version, left.authors, left.year, left.source) == ("What is told.", 2, (), None, "news")
    assert (gone.text, gone.version, gone.authors) == (TEXT, 1, ("Berg, Eva",))
    assert origin.matched_by == "first"
    assert _unread(store, left.id)
    # From now on the document takes the corrections of the record that it rests on.
    _take(
        store,
        blobs,
        _raw("news", "Street lighting and burglary in two towns!", external_id="n", text="Retold.", year=2021),
    )
    with store.reading() as session:
        left = get_document(session, left.id)
    assert (left.text, left.year) == ("Retold.", 2021)


def test_what_was_split_stays_split_whatever_comes(store: Store, blobs: Blobs) -> None:
    old = _joined(store, blobs)
    new = _split(store, _records(store, old)["news"])
    article = _raw(doi="10.1000/a", external_id="1", year=2020)
    news = _raw("news", doi="10.1000/a", address="https://example.org/news", licence="CC0", published=date(2020, 5, 1))
    third = _raw("third", doi="10.1000/a", address="https://example.org/news", year=2020)
    again = _take(store, blobs, article, news, third, _raw("fourth", doi="10.1000/a"))
    assert [one.document for one in again[:3]] == [old, new, new]
    assert [one.outcome for one in again[:3]] == [Outcome.UNCHANGED, Outcome.UNCHANGED, Outcome.DUPLICATE]
    changed = _take(
        store, blobs, _raw("news", doi="10.1000/a", address="https://example.org/news", text="Other words.")
    )
    assert changed[0].document == new
    assert set(_records(store, old)) | set(_records(store, new)) == {"journal", "news", "third", "fourth"}


def test_an_item_like_both_goes_to_the_one_whose_words_it_has(store: Store, blobs: Blobs) -> None:
    one = _raw(external_id="1", doi="10.1000/a", text="The first telling.")
    other = _raw("news", "Street lighting and burglary in 2 towns", doi="10.1000/a", text="The second telling.")
    old = _take(store, blobs, one, other)[0].document
    new = _split(store, _records(store, old)["news"])
    for number, (title, text, home) in enumerate(
        [(one.title, one.text, old), (other.title, other.text, new), (other.title, "The second telling, again.", new)]
    ):
        (done,) = _take(store, blobs, _raw(f"s{number}", title, doi="10.1000/a", text=text))
        assert done.document == home


def test_merged_documents_lead_to_the_first_which_keeps_its_words_and_learns(store: Store, blobs: Blobs) -> None:
    one, other, third = (
        done.document
        for done in _take(
            store,
            blobs,
            _raw(external_id="1"),
            _raw("b", "Lamps in Sala and Tierp, a report", doi="10.1000/b", text="A long report of it."),
            _raw("c", "Ljusare gator", text="", address="https://example.org/c"),
        )
    )
    _read(store, one)
    assert _merge(store, other, third) == other
    assert _merge(store, one, other, why=" the report of\nthe study ") == one
    with store.reading() as session:
        found = get_document(session, one)
        assert (redirect_of(session, other), redirect_of(session, third), redirect_of(session, one)) == (one, one, None)
        reasons = {origin.source: origin.reason for origin in origins(session, one)}
        told = standing(session, other)
        for gone in (other, third):  # the last one at once, however many steps away
            with pytest.raises(Moved, match=f"was merged into '{one}'") as moved:
                get_document(session, gone)
            assert moved.value.to == one
        assert redirect_of(session, "dnothing") is None
    assert (found.title, found.version, found.doi, found.address) == (TITLE, 1, "10.1000/b", "https://example.org/c")
    assert reasons[SourceId("b")] == f"merged from {other} by hand: the report of the study"
    assert (told.state, told.merged_into, told.origins, told.why) == (State.MERGED, one, (), "the report of the study")
    assert not _unread(store, one)
    assert _keys(store, other) == set()


def test_what_was_merged_is_recognised_by_each_of_its_titles(store: Store, blobs: Blobs) -> None:
    one, other = (
        done.document
        for done in _take(
            store,
            blobs,
            _raw(external_id="1"),
            _raw("b", "Lamps in Sala and Tierp, a report", doi="10.1000/b", text="b"),
        )
    )
    _merge(store, one, other)
    others: list[tuple[str, str, dict[str, Any]]] = [
        ("c", "Lamps in Sala and Tierp, a report", {"doi": "10.1000/b"}),
        ("d", TITLE, {"year": 2020, "text": TEXT}),
    ]
    for source, title, fields in others:
        (done,) = _take(store, blobs, _raw(source, title, **fields))
        assert (done.document, done.outcome) == (one, Outcome.DUPLICATE)


def test_a_document_without_text_takes_that_of_the_one_merged_into_it(store: Store, blobs: Blobs) -> None:
    one, other = (
        done.document for done in _take(store, blobs, _raw(text=""), _raw("b", "Lamps in Sala", text="Told."))
    )
    _read(store, one)
    _merge(store, one, other)
    with store.reading() as session:
        found = get_document(session, one)
    assert (found.text, found.version) == ("Told.", 2)
    assert _unread(store, one)


def test_a_merge_brings_back_no_words_that_their_source_took_back(store: Store, blobs: Blobs) -> None:
    one, other, _ = (
        done.document
        for done in _take(
            store,
            blobs,
            _raw("a", "Lamps in Sala", text=""),
            _raw("b", external_id="1", doi="10.1000/b"),
            _raw("c", text="", doi="10.1000/b"),
        )
    )
    with store.writing() as session:
        withdraw(session, "b", ["1"], NOW)
    _merge(store, one, other)
    with store.reading() as session:
        assert get_document(session, one).text == ""


def test_a_split_undoes_a_merge_under_the_old_address(store: Store, blobs: Blobs) -> None:
    one, other = (
        done.document
        for done in _take(store, blobs, _raw(external_id="1"), _raw("b", "Lamps in Sala", doi="10.1000/b"))
    )
    with store.reading() as session:
        before = get_document(session, one), get_document(session, other)
    keys = _keys(store, one), _keys(store, other)
    _merge(store, one, other)
    assert _split(store, _records(store, one)["b"]) == other
    with store.reading() as session:
        after = get_document(session, one), get_document(session, other)
        assert redirect_of(session, other) is None
    for old, new in zip(before, after, strict=True):
        assert (old.title, old.text, old.doi, old.version) == (new.title, new.text, new.doi, new.version)
    assert (_keys(store, one), _keys(store, other)) == keys


def test_a_merge_undoes_a_split_and_the_next_split_finds_the_address_again(store: Store, blobs: Blobs) -> None:
    old = _joined(store, blobs)
    record = _records(store, old)["news"]
    new = _split(store, record)
    _merge(store, old, new)
    with store.reading() as session:
        assert get_document(session, old).licence == "CC0"
    assert set(_records(store, old)) == {"journal", "news"}
    assert _split(store, record) == new


def test_a_split_record_that_its_source_took_back_leaves_no_document_in_sight(store: Store, blobs: Blobs) -> None:
    one, two = (_raw(doi="10.1000/a", external_id="1"), _raw("b", doi="10.1000/a", external_id="2", text="Of b."))
    old = _take(store, blobs, one, two)[0].document
    with store.writing() as session:
        withdraw(session, "b", ["2"], NOW)
    new = _split(store, _records(store, old)["b"])
    with store.reading() as session:
        assert standing(session, new).state is State.WITHDRAWN
        assert standing(session, old).state is State.HELD
    (again,) = _take(store, blobs, two)
    assert (again.document, again.outcome) == (new, Outcome.CHANGED)


def test_what_cannot_be_split_is_refused_in_a_sentence(store: Store, blobs: Blobs) -> None:
    (single,) = _take(store, blobs, _raw("alone", "A lonely report about lamps", text="Alone."))
    old = _joined(store, blobs)
    records = _records(store, old)
    with pytest.raises(NotFound, match="there is no record 'rnothing'"):
        _split(store, "rnothing")
    with pytest.raises(InputError, match="there is nothing to split"):
        _split(store, _records(store, single.document)["alone"])
    with store.writing() as session:
        session.execute(update(RecordRow).where(RecordRow.id == records["journal"]).values(stated=None))
    with pytest.raises(InputError, match=f"what record {records['journal']} says was not kept yet"):
        _split(store, records["news"])
    _take(store, blobs, _raw(doi="10.1000/a", external_id="1", year=2020))  # its source gives it again
    with store.writing() as session:
        delete_document(session, old, NOW, "junk")
    with pytest.raises(InputError, match="is deleted; restore it first"):
        _split(store, records["news"])
    with store.writing() as session:
        restore_document(session, old)
    assert _split(store, records["news"]) != old


def test_what_cannot_be_merged_is_refused_in_a_sentence(store: Store, blobs: Blobs) -> None:
    one, other, third = (
        done.document
        for done in _take(store, blobs, _raw(), _raw("b", "Lamps in Sala", text="b"), _raw("c", "Mentors", text="c"))
    )
    for ids, why, error, said in [
        ((one, one), "x", InputError, "at least two"),
        ((one, other), " ", InputError, "say why"),
        ((one, "dnothing"), "x", NotFound, "there is no document 'dnothing'"),
    ]:
        with pytest.raises(error, match=said):
            _merge(store, *ids, why=why)
    _merge(store, one, other)
    with pytest.raises(InputError, match=f"document {other} was merged into {one} already"):
        _merge(store, third, other)
    with store.writing() as session, pytest.raises(InputError, match="split its records from there"):
        restore_document(session, other)
    with store.writing() as session, pytest.raises(InputError, match="is not deleted"):
        restore_document(session, one)
    with store.writing() as session, pytest.raises(NotFound):
        delete_document(session, other, NOW)
