"""What taking in an item makes of a document: versions, values, what is kept."""

import random
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from kb.domain.documents import MediaType, Part, RawDocument, SourceId, document_id_of
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import changes, get_document, origins
from kb.store.editing import stated_of
from kb.store.ingest import Outcome, ingest
from kb.store.revisions import latest_revision
from kb.store.tables import KeyRow, RecordRow
from tests.unit.kb.taking_in import NOW, TEXT, raw, stated_in, take


def test_a_second_import_changes_nothing(store: Store, blobs: Blobs) -> None:
    items = [raw(external_id="1"), raw("Bouncers trained to calm guests in six bars", external_id="2")]
    first = take(store, blobs, *items)
    with store.reading() as session:
        revision = latest_revision(session)
    second = take(store, blobs, *items)
    assert [i.outcome for i in first] == [Outcome.NEW, Outcome.NEW]
    assert [i.outcome for i in second] == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    with store.reading() as session:
        assert latest_revision(session) == revision


def test_a_changed_comma_is_no_new_version_and_a_changed_word_is(store: Store, blobs: Blobs) -> None:
    document = take(store, blobs, raw(external_id="1"))[0].document
    comma = take(store, blobs, raw(external_id="1", text=TEXT.replace("night and", "night, and").upper()))
    word = take(store, blobs, raw(external_id="1", text=TEXT.replace("Sixty", "Seventy")))
    assert [comma[0].outcome, word[0].outcome] == [Outcome.UNCHANGED, Outcome.CHANGED]
    with store.reading() as session:
        assert get_document(session, document).version == 2


def test_soft_hyphens_are_taken_out_before_words_are_compared(store: Store, blobs: Blobs) -> None:
    take(store, blobs, raw("Brottsförebyggande arbete i fyra kommuner", external_id="1"))
    again = take(store, blobs, raw("Brotts\u00adföre\u00adbyggande arbete i fyra kommuner", external_id="1"))
    assert again[0].outcome is Outcome.UNCHANGED


def test_what_was_unknown_is_filled_in_and_what_is_known_is_kept(store: Store, blobs: Blobs) -> None:
    first = take(store, blobs, raw(address="https://example.org/a", year=2019))[0]
    take(store, blobs, raw(address="https://example.org/a", source=SourceId("b"), doi="10.1000/a", year=2020))
    with store.reading() as session:
        found = get_document(session, first.document)
    assert (found.doi, found.year) == ("10.1000/a", 2019)


def test_the_bytes_of_each_item_are_kept(store: Store, blobs: Blobs) -> None:
    done = take(store, blobs, raw(external_id="1", content=b"exactly these"))
    with store.reading() as session:
        (origin,) = origins(session, done[0].document)
    assert origin.blob is not None
    assert blobs.get(origin.blob) == b"exactly these"


def test_the_order_of_import_does_not_change_the_ids(store: Store, blobs: Blobs) -> None:
    items = [raw(external_id="1"), raw("Bouncers trained to calm guests in six bars", external_id="2")]
    done = take(store, blobs, *reversed(items))
    assert [i.document for i in reversed(done)] == [document_id_of(item.normalised().record_id) for item in items]


def test_a_page_under_a_new_headline_is_a_new_version_of_the_same_document(store: Store, blobs: Blobs) -> None:
    page = "https://example.org/report"
    first = take(store, blobs, raw("Street lighting and burglary in two towns", address=page))[0]
    second = take(store, blobs, raw("Street lighting and burglary in three towns", address=page))[0]
    assert (second.document, second.outcome) == (first.document, Outcome.CHANGED)
    with store.reading() as session:
        assert get_document(session, first.document).title.endswith("three towns")


def test_a_source_can_correct_its_own_year_and_another_cannot(store: Store, blobs: Blobs) -> None:
    document = take(store, blobs, raw(external_id="1", year=2012))[0].document
    with store.writing() as session:
        (done,) = ingest(session, [raw(external_id="1", year=2021)], blobs, NOW + timedelta(days=100))
    assert done.outcome is Outcome.CHANGED
    take(store, blobs, raw(source=SourceId("b"), year=2021, doi="10.1000/z"), raw(source=SourceId("b"), year=2021))
    with store.reading() as session:
        found = get_document(session, document)
    assert (found.year, found.version, found.doi) == (2021, 1, "10.1000/z")


def test_a_value_that_a_database_refuses_stops_nothing(store: Store, blobs: Blobs) -> None:
    done = take(
        store,
        blobs,
        raw(doi="10.1000/%00abc", external_id="1"),
        raw("Another title of some length here", address="https://example.org/" + "犯" * 1_900, external_id="2"),
    )
    assert [i.outcome for i in done] == [Outcome.NEW, Outcome.NEW]


def test_a_record_keeps_all_that_its_item_says_but_the_bytes(store: Store, blobs: Blobs) -> None:
    item = raw(
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
    (done,) = take(store, blobs, item)
    (kept,) = stated_in(store, done.document)
    assert stated_of(kept) == stated_of(item.normalised())
    assert (kept.published, kept.parts, kept.media_type) == (item.published, item.parts, MediaType.PDF)
    with store.reading() as session:
        found = get_document(session, done.document)
    assert (found.licence, found.date_found, found.page_starts) == ("CC BY 4.0", True, (0, 10))


def test_what_a_record_says_follows_its_item(store: Store, blobs: Blobs) -> None:
    (done,) = take(store, blobs, raw(external_id="1", page_starts=(0, 20)))
    take(store, blobs, raw(external_id="1", licence="CC0", text="Other words now.", page_starts=(0, 6)))
    assert stated_in(store, done.document)[0].licence == "CC0"
    with store.reading() as session:
        found = get_document(session, done.document)
    assert (found.licence, found.page_starts) == ("CC0", (0, 6))


def test_bytes_that_are_kept_already_are_not_kept_again(store: Store, blobs: Blobs) -> None:
    (done,) = take(store, blobs, raw(external_id="1", content=b"", blob="a" * 64))
    with store.reading() as session:
        assert origins(session, done.document)[0].blob == "a" * 64


def test_a_stated_date_replaces_one_found_by_machine_and_never_the_other_way_round(store: Store, blobs: Blobs) -> None:
    found_by_machine: dict[str, Any] = {"published": date(2019, 5, 1), "date_found": True}
    (done,) = take(store, blobs, raw(doi="10.1000/a", external_id="1", **found_by_machine))
    take(store, blobs, raw(doi="10.1000/a", source=SourceId("b"), published=date(2020, 2, 2)))
    take(store, blobs, raw(doi="10.1000/a", external_id="1", published=date(2018, 1, 1), date_found=True))
    with store.reading() as session:
        found = get_document(session, done.document)
    assert (found.published, found.year, found.date_found) == (date(2020, 2, 2), 2020, False)


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
                bag.append(raw(source=SourceId(source), **said))
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
                take(store, blobs, *bag[first : first + 7])
        for first in range(0, len(bag), size):
            take(store, blobs, *bag[first : first + size])
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


def test_a_source_can_correct_its_own_terms_and_another_cannot(store: Store, blobs: Blobs) -> None:
    (done,) = take(store, blobs, raw(external_id="1", doi="10.1000/a", terms=("lamps",)))
    take(store, blobs, raw(external_id="1", doi="10.1000/a", terms=("lighting",)))
    take(store, blobs, raw(source=SourceId("b"), doi="10.1000/a", terms=("streets",)))
    with store.reading() as session:
        assert get_document(session, done.document).terms == ("lighting",)


def test_each_version_tells_what_it_changed(store: Store, blobs: Blobs) -> None:
    (done,) = take(store, blobs, raw(external_id="1", text="Lamps are lit. The hours are nine to five."))
    take(store, blobs, raw(external_id="1", text="Lamps are lit! The hours are ten to five."))
    take(
        store,
        blobs,
        raw("Street lighting in two towns", external_id="1", text="Lamps are lit! The hours are ten to five."),
    )
    with store.reading() as session:
        newest, older = changes(session, done.document)
        assert changes(session, "dnothing") == []
    assert (newest.number, newest.difference.added) == (3, ("Street lighting in two towns",))
    assert (older.number, older.difference.removed) == (2, ("The hours are nine to five.",))


def test_a_batch_of_what_is_there_already_writes_nothing(store: Store, blobs: Blobs) -> None:
    items = _mixed_bag()
    take(store, blobs, *items)
    with store.reading() as session:
        before = latest_revision(session), session.scalar(select(func.count()).select_from(KeyRow))
    assert {one.outcome for one in take(store, blobs, *items)} == {Outcome.UNCHANGED}
    with store.reading() as session:
        assert (latest_revision(session), session.scalar(select(func.count()).select_from(KeyRow))) == before
