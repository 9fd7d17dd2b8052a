from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from kb.domain.documents import RawDocument, SourceId, document_id_of
from kb.errors import NotFound
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import delete_document, get_document, origins
from kb.store.ingest import Ingested, Outcome, ingest
from kb.store.revisions import latest_revision

NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
TEXT = "Sixty street corners were lit at night and the burglaries near them were counted for a year."


def _raw(title: str = "Street lighting and burglary in two towns", **fields: Any) -> RawDocument:
    given: dict[str, Any] = {"source": SourceId("journal"), "text": TEXT, "content": b"raw bytes"} | fields
    return RawDocument(title=title, **given)


_RUNS = count()


def _take(store: Store, blobs: Blobs, *items: RawDocument) -> list[Ingested]:
    """Take in the items in a run of their own, a minute after the one before."""
    with store.writing() as session:
        return ingest(session, items, blobs, NOW + timedelta(minutes=next(_RUNS)))


def test_a_second_import_changes_nothing(store: Store, blobs: Blobs) -> None:
    items = [_raw(external_id="1"), _raw("Bouncers trained to calm guests in six bars", external_id="2")]
    first = _take(store, blobs, *items)
    with store.reading() as session:
        revision = latest_revision(session)
    second = _take(store, blobs, *items)
    assert [i.outcome for i in first] == [Outcome.NEW, Outcome.NEW]
    assert [i.outcome for i in second] == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    with store.reading() as session:
        assert latest_revision(session) == revision


def test_a_changed_comma_is_no_new_version_and_a_changed_word_is(store: Store, blobs: Blobs) -> None:
    document = _take(store, blobs, _raw(external_id="1"))[0].document
    comma = _take(store, blobs, _raw(external_id="1", text=TEXT.replace("night and", "night, and").upper()))
    word = _take(store, blobs, _raw(external_id="1", text=TEXT.replace("Sixty", "Seventy")))
    assert [comma[0].outcome, word[0].outcome] == [Outcome.UNCHANGED, Outcome.CHANGED]
    with store.reading() as session:
        assert get_document(session, document).version == 2


def test_soft_hyphens_are_taken_out_before_words_are_compared(store: Store, blobs: Blobs) -> None:
    _take(store, blobs, _raw("Brottsförebyggande arbete i fyra kommuner", external_id="1"))
    again = _take(store, blobs, _raw("Brotts\u00adföre\u00adbyggande arbete i fyra kommuner", external_id="1"))
    assert again[0].outcome is Outcome.UNCHANGED


def test_the_same_address_with_tracking_parameters_is_the_same_document(store: Store, blobs: Blobs) -> None:
    one = _raw(address="https://www.example.org/report/")
    other = _raw(address="http://example.org/report?utm_source=mail#top", source=SourceId("news"))
    first, second = _take(store, blobs, one, other)
    assert (second.outcome, second.matched_by) == (Outcome.DUPLICATE, "address")
    assert second.document == first.document
    with store.reading() as session:
        assert {o.source for o in origins(session, first.document)} == {"journal", "news"}


def test_one_doi_for_two_titles_stays_two_documents(store: Store, blobs: Blobs) -> None:
    done = _take(
        store,
        blobs,
        _raw("Chapter one: lighting the streets of a town", doi="10.1000/book", text="About light."),
        _raw("Chapter nine: guarding the parking lots", doi="https://doi.org/10.1000/BOOK", text="About guards."),
    )
    assert [i.outcome for i in done] == [Outcome.NEW, Outcome.NEW]


def test_one_doi_and_one_title_is_one_document(store: Store, blobs: Blobs) -> None:
    done = _take(store, blobs, _raw(doi="10.1000/x", external_id="1"), _raw(doi="doi:10.1000/X", source=SourceId("b")))
    assert (done[1].outcome, done[1].matched_by) == (Outcome.DUPLICATE, "doi")


@pytest.mark.parametrize("title", ["Editorial", "Corrigendum", "Annual report"])
def test_a_title_that_says_nothing_joins_nothing(store: Store, blobs: Blobs, title: str) -> None:
    done = _take(
        store, blobs, _raw(title, source=SourceId("a"), year=2020), _raw(title, source=SourceId("b"), year=2020)
    )
    assert [i.outcome for i in done] == [Outcome.NEW, Outcome.NEW]


def test_a_title_with_year_and_text_joins_two_sources(store: Store, blobs: Blobs) -> None:
    done = _take(store, blobs, _raw(external_id="1", year=2020), _raw(source=SourceId("b"), year=2020))
    assert (done[1].outcome, done[1].matched_by) == (Outcome.DUPLICATE, "title")


@pytest.mark.parametrize(
    "other",
    [
        {"year": 2021},
        {"authors": ("Berg, Eva",)},
        {"text": "Another study, of other corners, by day, in a city far away."},
    ],
)
def test_another_year_author_or_text_keeps_documents_apart(store: Store, blobs: Blobs, other: dict[str, Any]) -> None:
    mine: dict[str, Any] = {"year": 2020, "authors": ("Dahl, Nils",)}
    done = _take(store, blobs, _raw(**mine), _raw(source=SourceId("b"), **(mine | other)))
    assert done[1].outcome is Outcome.NEW


def test_what_was_unknown_is_filled_in_and_what_is_known_is_kept(store: Store, blobs: Blobs) -> None:
    first = _take(store, blobs, _raw(address="https://example.org/a", year=2019))[0]
    _take(store, blobs, _raw(address="https://example.org/a", source=SourceId("b"), doi="10.1000/a", year=2020))
    with store.reading() as session:
        found = get_document(session, first.document)
    assert (found.doi, found.year) == ("10.1000/a", 2019)


def test_a_deleted_document_stays_deleted(store: Store, blobs: Blobs) -> None:
    document = _take(store, blobs, _raw(external_id="1"))[0].document
    with store.writing() as session:
        delete_document(session, document, NOW)
    again = _take(store, blobs, _raw(external_id="1", text="Other words now."), _raw(source=SourceId("b"), year=2020))
    assert again[0].outcome is Outcome.DELETED
    with store.reading() as session, pytest.raises(NotFound):
        get_document(session, document)


def test_the_bytes_of_each_item_are_kept(store: Store, blobs: Blobs) -> None:
    done = _take(store, blobs, _raw(external_id="1", content=b"exactly these"))
    with store.reading() as session:
        (origin,) = origins(session, done[0].document)
    assert origin.blob is not None
    assert blobs.get(origin.blob) == b"exactly these"


def test_the_order_of_import_does_not_change_the_ids(store: Store, blobs: Blobs) -> None:
    items = [_raw(external_id="1"), _raw("Bouncers trained to calm guests in six bars", external_id="2")]
    done = _take(store, blobs, *reversed(items))
    assert [i.document for i in reversed(done)] == [document_id_of(item.normalised().record_id) for item in items]


def test_entry_numbers_of_two_imported_files_of_one_name_are_no_ids(store: Store, blobs: Blobs) -> None:
    source = SourceId("import:export")
    one = _raw(source=source, external_id="1")
    other = _raw("Mentors for boys leaving care in Bergen", source=source, external_id="1", text="Quite other words.")
    done = _take(store, blobs, one, other)
    again = _take(store, blobs, one, other)
    assert [i.outcome for i in done] == [Outcome.NEW, Outcome.NEW]
    assert [i.outcome for i in again] == [Outcome.UNCHANGED, Outcome.UNCHANGED]


def test_items_without_id_that_share_one_address_stay_apart(store: Store, blobs: Blobs) -> None:
    page = "https://example.org/news"
    items = (
        _raw("Lamps were lit in the park all winter", address=page, text="About lamps."),
        _raw("Six schools try peer mediation", address=page, text="About mediation."),
    )
    assert [i.outcome for i in _take(store, blobs, *items)] == [Outcome.NEW, Outcome.NEW]
    assert [i.outcome for i in _take(store, blobs, *items)] == [Outcome.UNCHANGED, Outcome.UNCHANGED]


def test_a_page_under_a_new_headline_is_a_new_version_of_the_same_document(store: Store, blobs: Blobs) -> None:
    page = "https://example.org/report"
    first = _take(store, blobs, _raw("Street lighting and burglary in two towns", address=page))[0]
    second = _take(store, blobs, _raw("Street lighting and burglary in three towns", address=page))[0]
    assert (second.document, second.outcome) == (first.document, Outcome.CHANGED)
    with store.reading() as session:
        assert get_document(session, first.document).title.endswith("three towns")


def test_one_id_given_to_two_items_keeps_both_and_settles(store: Store, blobs: Blobs) -> None:
    items = (
        _raw("Lamps were lit in the park all winter", external_id="x1", text="About lamps."),
        _raw("Six schools try peer mediation", external_id="x1", text="About mediation."),
    )
    first = _take(store, blobs, *items)
    again = [_take(store, blobs, *items) for _ in range(2)]
    assert [i.outcome for i in first] == [Outcome.NEW, Outcome.NEW]
    assert [i.outcome for run in again for i in run] == [Outcome.UNCHANGED] * 4


def test_a_source_can_correct_its_own_year_and_another_cannot(store: Store, blobs: Blobs) -> None:
    document = _take(store, blobs, _raw(external_id="1", year=2012))[0].document
    with store.writing() as session:
        (done,) = ingest(session, [_raw(external_id="1", year=2021)], blobs, NOW + timedelta(days=100))
    assert done.outcome is Outcome.CHANGED
    _take(store, blobs, _raw(source=SourceId("b"), year=2021, doi="10.1000/z"), _raw(source=SourceId("b"), year=2021))
    with store.reading() as session:
        found = get_document(session, document)
    assert (found.year, found.version, found.doi) == (2021, 1, "10.1000/z")


def test_a_value_that_a_database_refuses_stops_nothing(store: Store, blobs: Blobs) -> None:
    done = _take(
        store,
        blobs,
        _raw(doi="10.1000/%00abc", external_id="1"),
        _raw("Another title of some length here", address="https://example.org/" + "犯" * 1_900, external_id="2"),
    )
    assert [i.outcome for i in done] == [Outcome.NEW, Outcome.NEW]
