"""Which items are one document."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from kb.domain.documents import SourceId, document_id_of
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import get_document, origins
from kb.store.ingest import Outcome, ingest
from kb.store.tables import KeyRow
from tests.unit.kb.taking_in import LONG, NOW, raw, take


def test_the_same_address_with_tracking_parameters_is_the_same_document(store: Store, blobs: Blobs) -> None:
    one = raw(address="https://www.example.org/report/")
    other = raw(address="http://example.org/report?utm_source=mail#top", source=SourceId("news"))
    first, second = take(store, blobs, one, other)
    assert (second.outcome, second.matched_by) == (Outcome.DUPLICATE, "address")
    assert second.document == first.document
    with store.reading() as session:
        assert {o.source for o in origins(session, first.document)} == {"journal", "news"}


def test_one_doi_for_two_titles_stays_two_documents(store: Store, blobs: Blobs) -> None:
    done = take(
        store,
        blobs,
        raw("Chapter one: lighting the streets of a town", doi="10.1000/book", text="About light."),
        raw("Chapter nine: guarding the parking lots", doi="https://doi.org/10.1000/BOOK", text="About guards."),
    )
    assert [i.outcome for i in done] == [Outcome.NEW, Outcome.NEW]


def test_one_doi_and_one_title_is_one_document(store: Store, blobs: Blobs) -> None:
    done = take(store, blobs, raw(doi="10.1000/x", external_id="1"), raw(doi="doi:10.1000/X", source=SourceId("b")))
    assert (done[1].outcome, done[1].matched_by) == (Outcome.DUPLICATE, "doi")


@pytest.mark.parametrize("title", ["Editorial", "Corrigendum", "Annual report"])
def test_a_title_that_says_nothing_joins_nothing(store: Store, blobs: Blobs, title: str) -> None:
    done = take(store, blobs, raw(title, source=SourceId("a"), year=2020), raw(title, source=SourceId("b"), year=2020))
    assert [i.outcome for i in done] == [Outcome.NEW, Outcome.NEW]


def test_a_title_with_year_and_text_joins_two_sources(store: Store, blobs: Blobs) -> None:
    done = take(store, blobs, raw(external_id="1", year=2020), raw(source=SourceId("b"), year=2020))
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
    done = take(store, blobs, raw(**mine), raw(source=SourceId("b"), **(mine | other)))
    assert done[1].outcome is Outcome.NEW


def test_entry_numbers_of_two_imported_files_of_one_name_are_no_ids(store: Store, blobs: Blobs) -> None:
    source = SourceId("import:export")
    one = raw(source=source, external_id="1")
    other = raw("Mentors for boys leaving care in Bergen", source=source, external_id="1", text="Quite other words.")
    done = take(store, blobs, one, other)
    again = take(store, blobs, one, other)
    assert [i.outcome for i in done] == [Outcome.NEW, Outcome.NEW]
    assert [i.outcome for i in again] == [Outcome.UNCHANGED, Outcome.UNCHANGED]


def test_items_without_id_that_share_one_address_stay_apart(store: Store, blobs: Blobs) -> None:
    page = "https://example.org/news"
    items = (
        raw("Lamps were lit in the park all winter", address=page, text="About lamps."),
        raw("Six schools try peer mediation", address=page, text="About mediation."),
    )
    assert [i.outcome for i in take(store, blobs, *items)] == [Outcome.NEW, Outcome.NEW]
    assert [i.outcome for i in take(store, blobs, *items)] == [Outcome.UNCHANGED, Outcome.UNCHANGED]


def test_one_id_given_to_two_items_keeps_both_and_settles(store: Store, blobs: Blobs) -> None:
    items = (
        raw("Lamps were lit in the park all winter", external_id="x1", text="About lamps."),
        raw("Six schools try peer mediation", external_id="x1", text="About mediation."),
    )
    first = take(store, blobs, *items)
    again = [take(store, blobs, *items) for _ in range(2)]
    assert [i.outcome for i in first] == [Outcome.NEW, Outcome.NEW]
    assert [i.outcome for run in again for i in run] == [Outcome.UNCHANGED] * 4


def test_one_id_given_to_two_items_far_apart_in_a_run_keeps_both(store: Store, blobs: Blobs) -> None:
    lamps = raw("Lamps were lit in the park all winter", external_id="x1", text="About lamps.")
    schools = raw("Six schools try peer mediation", external_id="x1", text="About mediation.")
    (first,) = take(store, blobs, lamps)
    with store.writing() as session:  # the batches of one crawl
        done = [ingest(session, [item], blobs, NOW + timedelta(days=9))[0] for item in (lamps, schools)]
    assert [one.outcome for one in done] == [Outcome.UNCHANGED, Outcome.NEW]
    with store.reading() as session:
        assert get_document(session, first.document).text == "About lamps."


def test_a_stated_year_outweighs_a_day_found_by_machine_in_another_year(store: Store, blobs: Blobs) -> None:
    (done,) = take(store, blobs, raw(doi="10.1000/a", published=date(2019, 5, 1), date_found=True))
    take(store, blobs, raw(doi="10.1000/a", source=SourceId("b"), year=2019))
    with store.reading() as session:
        assert get_document(session, done.document).published == date(2019, 5, 1)
    take(store, blobs, raw(doi="10.1000/a", source=SourceId("c"), year=2020))
    with store.reading() as session:
        found = get_document(session, done.document)
    assert (found.published, found.year, found.date_found) == (None, 2020, False)


def test_one_press_release_at_two_authorities_is_one_document_and_says_why(store: Store, blobs: Blobs) -> None:
    one = raw("Police try dimmed lamps in three towns", text=LONG, source=SourceId("police"))
    other = raw("Darker nights, fewer burglars", text=LONG + " Contact us.", source=SourceId("council"))
    first, second = take(store, blobs, one, other)
    assert (second.document, second.outcome, second.matched_by) == (first.document, Outcome.DUPLICATE, "text")
    with store.reading() as session:
        reasons = [origin.reason for origin in origins(session, first.document)]
    assert sorted(str(reason) for reason in reasons) == ["texts 98 % alike", "the first record of the document"]


def test_one_source_that_gives_a_text_twice_means_two(store: Store, blobs: Blobs) -> None:
    done = take(
        store,
        blobs,
        raw("Lamps in the north", text=LONG, external_id="1"),
        raw("Lamps of the far north", text=LONG, external_id="2"),
    )
    assert [one.outcome for one in done] == [Outcome.NEW, Outcome.NEW]


def test_two_towns_with_the_text_of_the_report_on_both_do_not_meet_in_it(store: Store, blobs: Blobs) -> None:
    whole, one, other = (
        done
        for title, source in [("Crime by night", "a"), ("Crime by night: Sala", "b"), ("Crime by night: Tierp", "c")]
        for done in take(store, blobs, raw(title, text=LONG, source=SourceId(source)))
    )
    assert (one.document, one.matched_by) == (whole.document, "text")
    assert other.outcome is Outcome.NEW


def test_a_text_that_everybody_has_is_kept_under_few_documents(store: Store, blobs: Blobs) -> None:
    items = [raw(f"Statistics {number} of many", text=LONG, source=SourceId(f"s{number}")) for number in range(30)]
    done = take(store, blobs, *items)
    assert {one.outcome for one in done} == {Outcome.NEW}
    with store.reading() as session:
        count = session.scalar(select(func.count()).select_from(KeyRow).where(KeyRow.kind == "text"))
    assert count == 20 * 10


def test_a_title_that_more_than_twenty_documents_have_says_nothing_without_their_words(
    store: Store, blobs: Blobs
) -> None:
    title = "Minutes of an ordinary meeting of the council"
    meetings = [raw(title, text=f"Meeting {number} of them.", external_id=str(number)) for number in range(21)]
    assert {one.outcome for one in take(store, blobs, *meetings)} == {Outcome.NEW}
    fourth, another = take(
        store,
        blobs,
        raw(title, text="Meeting 4 of them!", source=SourceId("archive"), external_id="x"),
        raw(title, text="Meeting 4 of us.", source=SourceId("archive"), external_id="y"),
    )
    assert (fourth.outcome, fourth.matched_by) == (Outcome.DUPLICATE, "title")
    assert fourth.document == document_id_of(meetings[4].normalised().record_id)
    assert another.outcome is Outcome.NEW


def test_items_of_a_feed_that_all_link_to_one_page_are_not_versions_of_each_other(store: Store, blobs: Blobs) -> None:
    page = "https://example.org/letters"
    items = [
        raw(f"Newsletter number {number}", address=page, external_id=f"g{number}", text=f"Letter {number}.")
        for number in (3, 4)
    ]
    assert [one.outcome for one in take(store, blobs, *items)] == [Outcome.NEW, Outcome.NEW]
