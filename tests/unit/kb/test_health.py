"""How the collecting from a source goes, in words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kb.domain.documents import RawDocument, SourceId
from kb.domain.facts import Mark
from kb.domain.health import VERDICT_SV, Condition, Health, health_of
from kb.domain.sources import Source, SourceKind
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.crawls import Crawl, Yield, add_crawl
from kb.store.documents import delete_document
from kb.store.health import first_good_crawls, neediest_first, standings
from kb.store.ingest import ingest
from kb.store.sources import SourceState, Verdict, save_state

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ID = SourceId("rapporter")
SOURCE = Source(
    ID, "Rapporter", "Myndigheten", "SE", ("sv",), SourceKind.FEED, "https://a.example/", Mark.READ, "", "rapporter"
)
EMPTY = SourceState(ID)
WELL = EMPTY.after_success(NOW - DAY, Verdict.OK, 10, interval=DAY)


def health(
    state: SourceState = WELL,
    newest: datetime | None = NOW - DAY,
    first: datetime | None = NOW - 200 * DAY,
    source: Source = SOURCE,
    now: datetime = NOW,
) -> Health:
    return health_of(source, state, Yield(newest=newest), first, now)


def failed(times: int, verdict: Verdict = Verdict.UNREACHABLE, detail: str = "no answer") -> SourceState:
    state = WELL
    for number in range(times):
        state = state.after_failure(NOW - (times - 1 - number) * DAY, verdict, detail)
    return state


def test_a_source_that_answers_and_gives_something_is_well() -> None:
    found = health()
    assert (found.condition, found.since) == (Condition.WELL, NOW - DAY)
    assert (found.sv, found.en) == ("Hämtad utan fel den 9 mars 2026.", "Collected without error on 2026-03-09.")


def test_a_source_that_was_never_asked_is_not_called_silent_or_failing() -> None:
    found = health(EMPTY, None, None)
    assert (found.condition, found.sv, found.en) == (Condition.NEVER, "Inte prövad ännu.", "Not tried yet.")


def test_a_source_is_silent_once_its_quiet_days_have_passed_and_not_before() -> None:
    assert health(newest=NOW - 90 * DAY).condition is Condition.WELL
    found = health(newest=NOW - 91 * DAY)
    assert (found.condition, found.since) == (Condition.SILENT, NOW - 91 * DAY)
    assert found.sv == (
        "Har inte gett något nytt på 91 dagar, sedan den 9 december 2025; något nytt väntas inom 90 dagar."
    )
    assert found.en == "Nothing new for 91 days, since 2025-12-09; something is expected within 90 days."


def test_a_single_day_is_said_in_the_singular() -> None:
    found = health(newest=NOW - 1.5 * DAY, source=replace(SOURCE, quiet_days=1))
    assert found.sv == "Har inte gett något nytt på 1 dag, sedan den 9 mars 2026; något nytt väntas varje dag."
    assert found.en == "Nothing new for 1 day, since 2026-03-09; something is expected within 1 day."


def test_a_source_that_never_gave_anything_is_counted_from_the_first_good_crawl() -> None:
    found = health(newest=None, first=NOW - 91 * DAY)
    assert found.condition is Condition.SILENT
    assert found.sv.startswith("Svarar, men har inte gett något alls på 91 dagar, sedan den 9 december 2025;")
    assert found.en.startswith("It answers, but has given nothing at all for 91 days, since 2025-12-09;")
    assert health(newest=None, first=NOW - 90 * DAY).condition is Condition.WELL


def test_without_a_recorded_first_crawl_the_last_good_one_counts() -> None:
    old = replace(WELL, last_success=NOW - 100 * DAY)
    assert health(old, newest=None, first=None).condition is Condition.SILENT
    assert health(newest=None, first=None).condition is Condition.WELL


def test_a_source_that_fails_says_how_often_since_when_and_why() -> None:
    once, often = health(failed(1)), health(failed(4))
    assert once.sv == "Hämtningen misslyckades den 10 mars 2026: källan gick inte att nå."
    assert once.en == "Failed once, on 2026-03-10: no answer."
    assert (often.condition, often.since) == (Condition.FAILING, NOW - 3 * DAY)
    assert often.sv == "Hämtningen har misslyckats 4 gånger i rad sedan den 7 mars 2026: källan gick inte att nå."
    assert often.en == "Failed 4 times in a row since 2026-03-07: no answer."


def test_a_failure_is_worth_a_mail_after_more_than_a_day() -> None:
    assert not health(failed(2)).worth_a_mail(NOW)
    assert health(failed(2)).worth_a_mail(NOW + timedelta(seconds=1))
    assert health(newest=NOW - 91 * DAY).worth_a_mail(NOW)
    assert not health().worth_a_mail(NOW)


def test_a_source_that_asks_us_to_wait_waits_until_a_day_has_passed() -> None:
    waiting = failed(1, Verdict.WAIT)
    found = health(waiting)
    assert found.condition is Condition.WAITING
    assert found.sv == "Källan ber oss vänta till den 10 mars 2026 kl. 14.00."
    assert found.en == "Asked us to wait until 2026-03-10 13:00 UTC."
    assert not found.worth_a_mail(NOW)
    assert health(waiting, now=NOW + 2 * DAY).condition is Condition.FAILING
    assert health(failed(3, Verdict.WAIT)).condition is Condition.FAILING


def test_a_pause_says_why_whoever_made_it() -> None:
    person = health(WELL.paused(NOW - DAY, "väntar på svar från SBU."))
    assert (person.condition, person.since) == (Condition.PAUSED, NOW - DAY)
    assert person.sv == "Pausad sedan den 9 mars 2026: väntar på svar från SBU."
    assert person.en == "Paused since 2026-03-09: väntar på svar från SBU."
    assert health(EMPTY.paused(NOW, "")).sv == "Pausad sedan den 10 mars 2026."
    assert health(failed(10)).sv == (
        "Pausad sedan den 10 mars 2026 efter 10 försök som misslyckades, det första den 1 mars 2026."
    )
    assert health(failed(10)).en == "Paused since 2026-03-10: it has failed 10 times since 2026-03-01."
    gone = health(failed(1, Verdict.GONE, "410 Gone"))
    assert gone.sv == "Pausad sedan den 10 mars 2026: källan är borttagen för gott."


def test_a_reason_stays_on_one_line_however_it_was_written() -> None:
    said = health(WELL.paused(NOW, "rad ett\nrad två\x1b[31m " + "x" * 500)).sv
    assert "\n" not in said
    assert "\x1b" not in said
    assert len(said) < 260


def test_a_source_that_is_not_collected_is_neither_silent_nor_never_tried() -> None:
    off, by_hand = replace(SOURCE, enabled=False), replace(SOURCE, enabled=False, kind=SourceKind.NONE)
    assert health(EMPTY, source=off).sv == "Hämtas inte: insamlingen är inte påslagen."
    assert health(EMPTY, source=by_hand).sv == "Hämtas inte maskinellt."
    assert health(newest=NOW - 400 * DAY, source=off).condition is Condition.NOT_COLLECTED
    assert not health(source=off).condition.needs_somebody


def test_every_verdict_has_its_swedish_words() -> None:
    assert set(VERDICT_SV) == set(Verdict)


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(str(tmp_path / "blobs"))


def _item(source: str, number: int, text: str = "") -> RawDocument:
    title = f"Rapport nummer {number} om belysning i parker"
    return RawDocument(SourceId(source), title, text or f"Text {number}.", address=f"https://a.example/{number}")


def test_what_a_source_gave_counts_also_when_another_gave_it_first(store: Store, blobs: Blobs) -> None:
    with store.writing() as session:
        ingest(session, [_item("andra", 1)], blobs, NOW - 300 * DAY)
        ingest(session, [_item(ID, 1)], blobs, NOW - 3 * DAY)
        save_state(session, WELL)
        add_crawl(session, Crawl(ID, NOW - 400 * DAY, NOW - 400 * DAY, Verdict.ERROR))
        add_crawl(session, Crawl(ID, NOW - 390 * DAY, NOW - 390 * DAY, Verdict.NOT_MODIFIED))
        add_crawl(session, Crawl(ID, NOW - 2 * DAY, NOW - 2 * DAY, Verdict.OK))
    with store.reading() as session:
        (found,) = standings(session, [SOURCE], NOW)
        assert first_good_crawls(session) == {ID: NOW - 390 * DAY}
    assert (found.given.documents, found.given.alone, found.given.newest) == (1, 0, NOW - 3 * DAY)
    assert found.health.condition is Condition.WELL


def test_new_words_for_an_old_page_are_something_new(store: Store, blobs: Blobs) -> None:
    with store.writing() as session:
        ingest(session, [_item(ID, 1)], blobs, NOW - 300 * DAY)
        ingest(session, [_item(ID, 1, "Helt andra ord.")], blobs, NOW - 2 * DAY)
        save_state(session, WELL)
    with store.reading() as session:
        assert standings(session, [SOURCE], NOW)[0].given.newest == NOW - 2 * DAY


def test_deleted_documents_do_not_count(store: Store, blobs: Blobs) -> None:
    with store.writing() as session:
        (done,) = ingest(session, [_item(ID, 1)], blobs, NOW)
        delete_document(session, done.document, NOW)
    with store.reading() as session:
        assert standings(session, [SOURCE], NOW)[0].given == Yield()


def test_those_that_need_somebody_come_first_and_the_longest_ill_of_them(store: Store) -> None:
    names = ["frisk", "ny", "sen", "tidig", "vilar"]
    sources = [replace(SOURCE, id=SourceId(name)) for name in names]
    states = {
        "frisk": WELL,
        "sen": failed(1),
        "tidig": failed(3),
        "vilar": WELL.paused(NOW, "vila"),
    }
    with store.writing() as session:
        for name, state in states.items():
            save_state(session, replace(state, source=SourceId(name)))
    with store.reading() as session:
        found = neediest_first(standings(session, sources, NOW))
    assert [standing.source.id for standing in found] == ["vilar", "tidig", "sen", "ny", "frisk"]
