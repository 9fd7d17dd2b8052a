import random
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import func, select

from kb.domain.documents import MediaType, Part, RawDocument, SourceId, document_id_of
from kb.errors import NotFound
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import State, changes, delete_document, get_document, origins, restore_document, standing
from kb.store.editing import item_of, stated_of
from kb.store.grouping import withdraw
from kb.store.ingest import Ingested, Outcome, ingest
from kb.store.revisions import latest_revision
from kb.store.tables import KeyRow, RecordRow

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


def test_one_id_given_to_two_items_far_apart_in_a_run_keeps_both(store: Store, blobs: Blobs) -> None:
    lamps = _raw("Lamps were lit in the park all winter", external_id="x1", text="About lamps.")
    schools = _raw("Six schools try peer mediation", external_id="x1", text="About mediation.")
    (first,) = _take(store, blobs, lamps)
    with store.writing() as session:  # the batches of one crawl
        done = [ingest(session, [item], blobs, NOW + timedelta(days=9))[0] for item in (lamps, schools)]
    assert [one.outcome for one in done] == [Outcome.UNCHANGED, Outcome.NEW]
    with store.reading() as session:
        assert get_document(session, first.document).text == "About lamps."


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


# Long enough to be recognised by, and with no sentence twice.
LONG = (
    "For a year the lamps of three towns were dimmed after two in the morning, street by street and in an order "
    "that was drawn by lot. Police officers counted burglaries, thefts from cars and calls about people who felt "
    "unsafe on their way home. Residents were asked in spring and again in autumn what they had seen of it. "
    "Neither burglaries nor thefts rose where it was dark, and fewer calls came from the streets whose lamps were "
    "only half dimmed. The municipalities have saved a third of the current, and they will go on with it until "
    "the winter after next."
)


def _state(store: Store, document: str) -> State:
    with store.reading() as session:
        return standing(session, document).state


def _stated(store: Store, document: str) -> list[RawDocument]:
    with store.reading() as session:
        rows = session.scalars(select(RecordRow).where(RecordRow.document == document).order_by(RecordRow.found_at))
        return [item_of(row.stated) for row in rows if row.stated is not None]


def test_a_record_keeps_all_that_its_item_says_but_the_bytes(store: Store, blobs: Blobs) -> None:
    item = _raw(
        address="https://example.org/a",
        doi="10.1000/a",
        external_id="1",
        authors=("Berg, Eva",),
        published=date(2020, 3, 1),
        language="en",
        kind="Report",
        terms=("lamps",),
        licence="CC BY 4.0",
        date_found=True,
        page_starts=(0, 10),
        media_type=MediaType.PDF,
        parts=(Part("https://example.org/a.pdf", MediaType.PDF, "f" * 64),),
    )
    (done,) = _take(store, blobs, item)
    (kept,) = _stated(store, done.document)
    assert stated_of(kept) == stated_of(item.normalised())
    assert (kept.published, kept.parts, kept.media_type) == (item.published, item.parts, MediaType.PDF)
    with store.reading() as session:
        found = get_document(session, done.document)
    assert (found.licence, found.date_found, found.page_starts) == ("CC BY 4.0", True, (0, 10))


def test_what_a_record_says_follows_its_item(store: Store, blobs: Blobs) -> None:
    (done,) = _take(store, blobs, _raw(external_id="1", page_starts=(0, 20)))
    _take(store, blobs, _raw(external_id="1", licence="CC0", text="Other words now.", page_starts=(0, 6)))
    assert _stated(store, done.document)[0].licence == "CC0"
    with store.reading() as session:
        found = get_document(session, done.document)
    assert (found.licence, found.page_starts) == ("CC0", (0, 6))


def test_bytes_that_are_kept_already_are_not_kept_again(store: Store, blobs: Blobs) -> None:
    (done,) = _take(store, blobs, _raw(external_id="1", content=b"", blob="a" * 64))
    with store.reading() as session:
        assert origins(session, done.document)[0].blob == "a" * 64


def test_a_stated_date_replaces_one_found_by_machine_and_never_the_other_way_round(store: Store, blobs: Blobs) -> None:
    found_by_machine: dict[str, Any] = {"published": date(2019, 5, 1), "date_found": True}
    (done,) = _take(store, blobs, _raw(doi="10.1000/a", external_id="1", **found_by_machine))
    _take(store, blobs, _raw(doi="10.1000/a", source=SourceId("b"), published=date(2020, 2, 2)))
    _take(store, blobs, _raw(doi="10.1000/a", external_id="1", published=date(2018, 1, 1), date_found=True))
    with store.reading() as session:
        found = get_document(session, done.document)
    assert (found.published, found.year, found.date_found) == (date(2020, 2, 2), 2020, False)


def test_a_stated_year_outweighs_a_day_found_by_machine_in_another_year(store: Store, blobs: Blobs) -> None:
    (done,) = _take(store, blobs, _raw(doi="10.1000/a", published=date(2019, 5, 1), date_found=True))
    _take(store, blobs, _raw(doi="10.1000/a", source=SourceId("b"), year=2019))
    with store.reading() as session:
        assert get_document(session, done.document).published == date(2019, 5, 1)
    _take(store, blobs, _raw(doi="10.1000/a", source=SourceId("c"), year=2020))
    with store.reading() as session:
        found = get_document(session, done.document)
    assert (found.published, found.year, found.date_found) == (None, 2020, False)


def test_one_press_release_at_two_authorities_is_one_document_and_says_why(store: Store, blobs: Blobs) -> None:
    one = _raw("Police try dimmed lamps in three towns", text=LONG, source=SourceId("police"))
    other = _raw("Darker nights, fewer burglars", text=LONG + " Contact us.", source=SourceId("council"))
    first, second = _take(store, blobs, one, other)
    assert (second.document, second.outcome, second.matched_by) == (first.document, Outcome.DUPLICATE, "text")
    with store.reading() as session:
        reasons = [origin.reason for origin in origins(session, first.document)]
    assert sorted(str(reason) for reason in reasons) == ["texts 98 % alike", "the first record of the document"]


def test_one_source_that_gives_a_text_twice_means_two(store: Store, blobs: Blobs) -> None:
    done = _take(
        store,
        blobs,
        _raw("Lamps in the north", text=LONG, external_id="1"),
        _raw("Lamps of the far north", text=LONG, external_id="2"),
    )
    assert [one.outcome for one in done] == [Outcome.NEW, Outcome.NEW]


def _mixed_bag() -> list[RawDocument]:
    """Items of four sources, some the same by address, DOI, title or text, some only looking so."""
    chance = random.Random(7)
    bag = []
    for number in range(40):
        town = f"Town{chr(97 + number % 20)}ville"
        text = " ".join(f"{TEXT} {town} counted {number} and {chance.random()} of them." for _ in range(4))
        title = f"What dimmed lamps did to burglary in {town} {number}"
        for source in ("a", "b", "c", "d"):
            form: dict[str, Any] = {
                "a": {"doi": f"10.1000/{number}"},
                "b": {"doi": f"10.1000/{number}", "address": f"https://b.example.org/{number}"},
                "c": {"text": text + " Contact us.", "title": f"{title}: a report"},
                "d": {"address": f"http://b.example.org/{number}/", "title": title.upper()},
            }[source]
            if chance.random() < 0.7:
                said: dict[str, Any] = {
                    "title": title,
                    "text": text,
                    "year": 2020,
                    "external_id": f"{source}{number}",
                } | form
                bag.append(_raw(source=SourceId(source), **said))
    chance.shuffle(bag)
    return bag


def test_where_a_batch_ends_and_where_a_run_was_killed_changes_nothing(tmp_path: Any) -> None:
    bag = _mixed_bag()
    outcomes = []
    for name, size in {"whole": len(bag), "single": 1, "killed": 7}.items():
        store, blobs = Store(f"sqlite:///{tmp_path / name}.sqlite3"), Blobs(str(tmp_path / name))
        store.migrate()
        if name == "killed":  # after seven batches, and begun again
            for first in range(0, 49, 7):
                _take(store, blobs, *bag[first : first + 7])
        for first in range(0, len(bag), size):
            _take(store, blobs, *bag[first : first + size])
        with store.reading() as session:
            records = session.execute(select(RecordRow.id, RecordRow.document, RecordRow.reason).order_by(RecordRow.id))
            keys = session.execute(
                select(KeyRow.kind, KeyRow.value, KeyRow.document).order_by(KeyRow.value, KeyRow.document)
            )
            outcomes.append(([tuple(row) for row in records], sorted(tuple(row) for row in keys)))
        store.close()
    assert outcomes[0] == outcomes[1] == outcomes[2]
    reasons = {str(reason).partition(" ")[0] for _, _, reason in outcomes[0][0]}
    assert reasons == {"the", "texts"}


def test_two_towns_with_the_text_of_the_report_on_both_do_not_meet_in_it(store: Store, blobs: Blobs) -> None:
    whole, one, other = (
        done
        for title, source in [("Crime by night", "a"), ("Crime by night: Sala", "b"), ("Crime by night: Tierp", "c")]
        for done in _take(store, blobs, _raw(title, text=LONG, source=SourceId(source)))
    )
    assert (one.document, one.matched_by) == (whole.document, "text")
    assert other.outcome is Outcome.NEW


def test_a_text_that_everybody_has_is_kept_under_few_documents(store: Store, blobs: Blobs) -> None:
    items = [_raw(f"Statistics {number} of many", text=LONG, source=SourceId(f"s{number}")) for number in range(30)]
    done = _take(store, blobs, *items)
    assert {one.outcome for one in done} == {Outcome.NEW}
    with store.reading() as session:
        count = session.scalar(select(func.count()).select_from(KeyRow).where(KeyRow.kind == "text"))
    assert count == 20 * 10


def test_a_title_that_more_than_twenty_documents_have_says_nothing_without_their_words(
    store: Store, blobs: Blobs
) -> None:
    title = "Minutes of an ordinary meeting of the council"
    meetings = [_raw(title, text=f"Meeting {number} of them.", external_id=str(number)) for number in range(21)]
    assert {one.outcome for one in _take(store, blobs, *meetings)} == {Outcome.NEW}
    fourth, another = _take(
        store,
        blobs,
        _raw(title, text="Meeting 4 of them!", source=SourceId("archive"), external_id="x"),
        _raw(title, text="Meeting 4 of us.", source=SourceId("archive"), external_id="y"),
    )
    assert (fourth.outcome, fourth.matched_by) == (Outcome.DUPLICATE, "title")
    assert fourth.document == document_id_of(meetings[4].normalised().record_id)
    assert another.outcome is Outcome.NEW


def test_a_source_can_correct_its_own_terms_and_another_cannot(store: Store, blobs: Blobs) -> None:
    (done,) = _take(store, blobs, _raw(external_id="1", doi="10.1000/a", terms=("lamps",)))
    _take(store, blobs, _raw(external_id="1", doi="10.1000/a", terms=("lighting",)))
    _take(store, blobs, _raw(source=SourceId("b"), doi="10.1000/a", terms=("streets",)))
    with store.reading() as session:
        assert get_document(session, done.document).terms == ("lighting",)


def test_what_a_person_deleted_stays_deleted_from_any_source_and_in_any_form(store: Store, blobs: Blobs) -> None:
    (done,) = _take(store, blobs, _raw(external_id="1", text=LONG, address="https://example.org/a"))
    with store.writing() as session:
        delete_document(session, done.document, NOW, "an advertisement")
    titled = "Street lighting and burglary in two towns"
    again = _take(
        store,
        blobs,
        _raw(titled, source=SourceId("feed"), text="", address="http://www.example.org/a", doi="10.1000/z"),
        _raw(titled, source=SourceId("index"), text="", doi="10.1000/Z"),
        _raw("Some lamps", source=SourceId("pdf"), text=LONG, content=b"%PDF", media_type=MediaType.PDF),
        _raw("Entirely renewed by its own source", external_id="1", text=LONG[:-20], address="https://example.org/b"),
        _raw(
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
    one = _raw("Police try dimmed lamps in three towns", text=LONG, source=SourceId("police"))
    other = _raw("Darker nights, fewer burglars", text=LONG, source=SourceId("council"), doi="10.1000/lamps")
    (done, _) = _take(store, blobs, one, other)
    with store.writing() as session:
        delete_document(session, done.document, NOW, "no measure")
    (again,) = _take(
        store, blobs, _raw("Darker nights, fewer burglars", text="", source=SourceId("index"), doi="10.1000/lamps")
    )
    assert (again.document, again.outcome) == (done.document, Outcome.DELETED)


def test_a_record_taken_back_is_kept_out_of_sight_until_it_returns(store: Store, blobs: Blobs) -> None:
    item = _raw(external_id="oai:1")
    (done,) = _take(store, blobs, item)
    with store.writing() as session:
        assert withdraw(session, "journal", ["oai:1", "oai:2"], NOW) == 1
        assert withdraw(session, "journal", ["oai:1"], NOW) == 0
        assert withdraw(session, "another", ["oai:1"], NOW) == 0
    assert _state(store, done.document) is State.WITHDRAWN
    with store.reading() as session, pytest.raises(NotFound):
        get_document(session, done.document)
    (again,) = _take(store, blobs, item)
    assert (again.document, again.outcome) == (done.document, Outcome.CHANGED)
    assert _state(store, done.document) is State.HELD
    with store.reading() as session:
        assert [origin.withdrawn_at for origin in origins(session, done.document)] == [None]


def test_a_document_stands_while_one_source_stands_by_it_and_shows_its_words(store: Store, blobs: Blobs) -> None:
    one = _raw(external_id="1", text=LONG, doi="10.1000/a")
    other = _raw(external_id="2", text=LONG + " Contact us.", doi="10.1000/a", source=SourceId("b"))
    (done, _) = _take(store, blobs, one, other)
    with store.writing() as session:
        withdraw(session, "journal", ["1"], NOW)
    with store.reading() as session:
        assert get_document(session, done.document).text.endswith("Contact us.")
    with store.writing() as session:
        withdraw(session, "b", ["2"], NOW)
    assert _state(store, done.document) is State.WITHDRAWN
    (third,) = _take(store, blobs, _raw(text=LONG, doi="10.1000/a", source=SourceId("c")))
    assert (third.document, third.outcome) == (done.document, Outcome.CHANGED)
    with store.reading() as session:
        assert get_document(session, done.document).text == LONG


def test_what_returns_without_a_text_brings_back_none_that_was_taken_back(store: Store, blobs: Blobs) -> None:
    (done,) = _take(store, blobs, _raw(external_id="1", text=LONG, doi="10.1000/a"))
    with store.writing() as session:
        withdraw(session, "journal", ["1"], NOW)
    (again,) = _take(store, blobs, _raw(text="", doi="10.1000/a", source=SourceId("index")))
    assert (again.document, again.outcome) == (done.document, Outcome.CHANGED)
    with store.reading() as session:
        found = get_document(session, done.document)
    assert (found.text, found.version) == ("", 2)


def test_what_a_person_deleted_does_not_return_with_its_source(store: Store, blobs: Blobs) -> None:
    (done,) = _take(store, blobs, _raw(external_id="1"))
    with store.writing() as session:
        withdraw(session, "journal", ["1"], NOW)
        delete_document(session, done.document, NOW, "withdrawn")
    (again,) = _take(store, blobs, _raw(external_id="1"))
    assert again.outcome is Outcome.DELETED
    assert _state(store, done.document) is State.DELETED
    with store.writing() as session:
        assert restore_document(session, done.document) is State.HELD
    assert _state(store, done.document) is State.HELD


def test_a_restored_document_waits_for_its_sources_when_they_took_it_back_meanwhile(store: Store, blobs: Blobs) -> None:
    (done,) = _take(store, blobs, _raw(external_id="1"))
    with store.writing() as session:
        delete_document(session, done.document, NOW, "a mistake")
        withdraw(session, "journal", ["1"], NOW)
        assert restore_document(session, done.document) is State.WITHDRAWN
    (again,) = _take(store, blobs, _raw(external_id="1"))
    assert again.outcome is Outcome.CHANGED
    assert _state(store, done.document) is State.HELD


def test_each_version_tells_what_it_changed(store: Store, blobs: Blobs) -> None:
    (done,) = _take(store, blobs, _raw(external_id="1", text="Lamps are lit. The hours are nine to five."))
    _take(store, blobs, _raw(external_id="1", text="Lamps are lit! The hours are ten to five."))
    _take(
        store,
        blobs,
        _raw("Street lighting in two towns", external_id="1", text="Lamps are lit! The hours are ten to five."),
    )
    with store.reading() as session:
        newest, older = changes(session, done.document)
        assert changes(session, "dnothing") == []
    assert (newest.number, newest.difference.added) == (3, ("Street lighting in two towns",))
    assert (older.number, older.difference.removed) == (2, ("The hours are nine to five.",))


def test_items_of_a_feed_that_all_link_to_one_page_are_not_versions_of_each_other(store: Store, blobs: Blobs) -> None:
    page = "https://example.org/letters"
    items = [
        _raw(f"Newsletter number {number}", address=page, external_id=f"g{number}", text=f"Letter {number}.")
        for number in (3, 4)
    ]
    assert [one.outcome for one in _take(store, blobs, *items)] == [Outcome.NEW, Outcome.NEW]


def test_a_batch_of_what_is_there_already_writes_nothing(store: Store, blobs: Blobs) -> None:
    items = _mixed_bag()
    _take(store, blobs, *items)
    with store.reading() as session:
        before = latest_revision(session), session.scalar(select(func.count()).select_from(KeyRow))
    assert {one.outcome for one in _take(store, blobs, *items)} == {Outcome.UNCHANGED}
    with store.reading() as session:
        assert (latest_revision(session), session.scalar(select(func.count()).select_from(KeyRow))) == before
