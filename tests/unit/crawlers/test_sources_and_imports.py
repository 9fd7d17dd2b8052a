import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawlers.collect import Crawler
from crawlers.files import files_in, source_of
from crawlers.imports import ImportReport, import_files
from crawlers.run import Tools
from crawlers.settings import Manners
from kb.catalogue import Catalogue
from kb.domain.documents import SourceId
from kb.domain.facts import Mark
from kb.domain.sources import Source, SourceKind
from kb.errors import InputError, NotFound
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import count_all
from kb.store.ingest import Outcome
from kb.store.sources import SourceState, Verdict, due_sources, get_state, save_state

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
STATE = SourceState(SourceId("s"))


def source(key: str, kind: SourceKind = SourceKind.FEED) -> Source:
    return Source(SourceId(key), key, "Org", "SE", ("sv",), kind, "https://example.org/", Mark.READ, "", "")


def take(store: Store, tmp_path: Path, *paths: Path) -> ImportReport:
    return import_files(store, Blobs(str(tmp_path / "blobs")), paths, NOW)


def test_back_off_doubles_from_one_hour_to_a_day_and_a_success_ends_it() -> None:
    state, waits = STATE, []
    for _ in range(7):
        state = state.after_failure(NOW, Verdict.ERROR, "500")
        waits.append((state.due or NOW) - NOW)
    assert waits == [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, 24 * HOUR, 24 * HOUR]
    assert state.after_success(NOW, Verdict.OK, 3, interval=6 * HOUR).failures == 0


@pytest.mark.parametrize(("asked", "waited"), [(5 * HOUR, 5 * HOUR), (72 * HOUR, 24 * HOUR), (HOUR / 60, HOUR)])
def test_retry_after_is_honoured_up_to_a_day_and_never_shortens_the_wait(asked: timedelta, waited: timedelta) -> None:
    assert STATE.after_failure(NOW, Verdict.WAIT, "503", asked).due == NOW + waited


def test_a_person_cannot_have_a_source_asked_before_the_time_it_named() -> None:
    assert STATE.after_failure(NOW, Verdict.WAIT, "503", 5 * HOUR).may_be_asked_from() == NOW + 5 * HOUR
    assert STATE.after_success(NOW, Verdict.OK, 1, interval=6 * HOUR).may_be_asked_from() == NOW + HOUR
    assert STATE.after_failure(NOW, Verdict.UNREACHABLE, "no network").may_be_asked_from() is None


def test_not_modified_keeps_what_the_answer_does_not_repeat() -> None:
    first = STATE.after_success(
        NOW, Verdict.OK, 12, interval=6 * HOUR, etag='"e"', last_modified="Sun, 01 Mar 2026 07:00:00 GMT"
    )
    again = first.after_success(NOW + 6 * HOUR, Verdict.NOT_MODIFIED, 0, interval=6 * HOUR)
    assert (again.etag, again.last_modified, again.items) == (first.etag, first.last_modified, 12)


def test_a_failure_keeps_what_the_last_success_gave_to_compare_by() -> None:
    first = STATE.after_success(NOW, Verdict.OK, 12, interval=6 * HOUR, etag='"e"', last_modified=None)
    assert first.after_failure(NOW, Verdict.ERROR, "500").etag == '"e"'


def test_only_collected_sources_that_are_due_are_due_longest_waiting_first(store: Store) -> None:
    feeds = [source(key) for key in ("later", "waited", "new", "gone")] + [source("list", SourceKind.API)]
    with store.writing() as session:
        save_state(session, SourceState(SourceId("later")).after_success(NOW, Verdict.OK, 1, interval=6 * HOUR))
        waited = SourceState(SourceId("waited")).after_failure(NOW - 5 * HOUR, Verdict.ERROR, "404")
        save_state(session, waited)
        save_state(session, SourceState(SourceId("gone")).after_failure(NOW - 99 * HOUR, Verdict.GONE, "410"))
    with store.reading() as session:
        assert [found.id for found in due_sources(session, feeds, NOW)] == ["new", "waited"]
        assert get_state(session, SourceId("waited")) == waited


def test_an_unknown_source_or_one_that_is_not_collected_is_named_before_anything_is_fetched(
    store: Store, tmp_path: Path
) -> None:
    catalogue = Catalogue({}, {}, (), {SourceId("l"): source("l", SourceKind.API)}, {}, {}, {}, "test")
    tools = Tools(Blobs(str(tmp_path)), tmp_path / "spool", Manners())
    crawler = Crawler(store, catalogue, tools, lambda: NOW)
    for key, error in (("l", InputError), ("x", NotFound)):
        with pytest.raises(error, match=f"'{key}'"):
            crawler.crawl([key])


def test_ten_failures_over_seven_days_pause_a_source_and_fewer_or_quicker_ones_do_not() -> None:
    slow, quick = STATE, STATE
    for number in range(10):
        slow = slow.after_failure(NOW + number * 20 * HOUR, Verdict.ERROR, "500")
        quick = quick.after_failure(NOW + number * HOUR, Verdict.ERROR, "500")
    assert slow.paused_at == NOW + 180 * HOUR
    assert "10 times" in (slow.paused_why or "")
    assert not slow.is_due(NOW + 900 * HOUR)
    assert quick.paused_at is None
    assert quick.after_failure(NOW + 8 * 24 * HOUR, Verdict.ERROR, "500").paused_at is not None


def test_a_paused_source_is_asked_again_when_somebody_resumes_it() -> None:
    gone = STATE.after_failure(NOW, Verdict.GONE, "410")
    assert not gone.is_due(NOW + 900 * HOUR)
    resumed = gone.resumed(NOW)
    assert resumed.is_due(NOW + 2 * HOUR)
    assert (resumed.failures, resumed.paused_at) == (0, None)


def test_a_source_that_asked_us_to_wait_is_left_alone_until_then_whoever_resumes_it() -> None:
    waiting = STATE.after_failure(NOW, Verdict.WAIT, "429", timedelta(hours=10)).paused(NOW, "told to")
    assert waiting.resumed(NOW).may_be_asked_from() == NOW + 10 * HOUR
    assert not waiting.resumed(NOW).is_due(NOW + 9 * HOUR)


def test_the_pause_and_its_reason_survive_a_crawl_that_somebody_asked_for() -> None:
    paused = STATE.paused(NOW, "they build a new site")
    assert paused.after_success(NOW, Verdict.OK, 3, interval=HOUR).paused_why == "they build a new site"


def lines(count: int) -> bytes:
    records = ({"id": str(n), "title": f"Rapport nummer {n} om trygghet", "text": f"Ord{n}"} for n in range(count))
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def test_a_second_import_changes_nothing(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "poster.jsonl.gz"
    file.write_bytes(gzip.compress(lines(1_203)))
    first, second = take(store, tmp_path, file), take(store, tmp_path, file)
    assert (first.count(Outcome.NEW), second.count(Outcome.UNCHANGED)) == (1_203, 1_203)
    with store.reading() as session:
        assert count_all(session).documents == 1_203


def test_an_import_that_was_cut_off_and_run_again_ends_in_the_same_state(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "poster.jsonl"
    file.write_bytes(lines(600))

    class Killed(BaseException):
        pass

    def die(_done: int) -> None:
        raise Killed

    with pytest.raises(Killed):
        import_files(store, Blobs(str(tmp_path / "blobs")), [file], NOW, die)
    report = take(store, tmp_path, file)
    assert (report.count(Outcome.UNCHANGED), report.count(Outcome.NEW)) == (500, 100)


def test_a_file_with_some_bad_records_is_taken_and_one_with_none_is_refused(store: Store, tmp_path: Path) -> None:
    good, bad, other = tmp_path / "good.jsonl", tmp_path / "bad.jsonl", tmp_path / "other.bin"
    good.write_bytes(b'{"title": "a"}\n{bad\n')
    bad.write_bytes(b"{bad\n{worse\n")
    other.write_bytes(b"\x00\x01")
    report = take(store, tmp_path, good, bad, other)
    assert [file.failed is None for file in report.files] == [True, False, False]
    assert report.files[0].refusals[0].place == "line 2"
    assert "line 1" in (report.files[1].failed or "")


def test_a_packed_list_that_ends_in_the_middle_gives_what_came_before_and_says_so(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "cut.jsonl.gz"
    file.write_bytes(gzip.compress(lines(5_000))[:-5_000])
    [report] = take(store, tmp_path, file).files
    assert report.counts[Outcome.NEW] > 100
    assert "ends in the middle" in report.refusals[-1].reason


def test_folders_are_walked_and_what_does_not_exist_is_named(tmp_path: Path) -> None:
    (tmp_path / "a" / ".git").mkdir(parents=True)
    (tmp_path / "a" / "x.csv").write_text("x")
    (tmp_path / "a" / ".git" / "y").write_text("y")
    (tmp_path / "empty").mkdir()
    assert files_in([tmp_path / "a", tmp_path / "a" / "x.csv"]) == [tmp_path / "a" / "x.csv"]
    with pytest.raises(InputError, match="holds no files"):
        files_in([tmp_path / "empty"])
    with pytest.raises(InputError, match="nothing-here"):
        files_in([tmp_path / "nothing-here"])


@pytest.mark.parametrize(
    ("name", "expected"), [("poster.jsonl.gz", "import:poster"), ("a.b.ris", "import:a.b"), ("x", "import:x")]
)
def test_records_that_name_no_source_are_called_by_their_file(name: str, expected: str) -> None:
    assert source_of(Path("/somewhere") / name) == expected
