"""The real crawler against a server that does everything wrong: every limit holds, and no more memory than said."""

import gzip
import io
import itertools
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest
from backports import zstd

from crawlers.collect import SourceReport
from crawlers.settings import MOST_ITEMS, Manners
from kb.domain.sources import Form, SourceKind
from kb.store import Store
from kb.store.sources import Verdict
from kb.store.tables import DocumentRow
from tests.integration.reports import page, pdf
from tests.integration.web import FEED, Reply, Site, Web, crawler_for, source

_UNPACKED = 400 << 20
_MOST_MEMORY = 1 << 30  # of any process
_FORM = Form(links=r"^/filer/", area="main")


def _bomb(packer: str) -> bytes:
    block, blocks = bytes(1 << 20), _UNPACKED >> 20
    if packer == "gzip":
        out = io.BytesIO()
        with gzip.GzipFile(fileobj=out, mode="wb") as packed:
            for _ in range(blocks):
                packed.write(block)
        return out.getvalue()
    if packer == "br":
        brotli_packer = brotli.Compressor(quality=5)
        return bytes(b"".join(brotli_packer.process(block) for _ in range(blocks)) + brotli_packer.finish())
    zstd_packer = zstd.ZstdCompressor()
    return b"".join(zstd_packer.compress(block) for _ in range(blocks)) + zstd_packer.flush()


def _packed(packer: str) -> Reply:
    return Reply(_bomb(packer), headers={"Content-Encoding": packer})


def _items(count: int) -> bytes:
    items = "".join(
        f"<item><title>Rapport {n} om trygghet</title><link>/r/{n}</link><guid>{n}</guid></item>" for n in range(count)
    )
    return f'<rss version="2.0"><channel><title>Allt</title>{items}</channel></rss>'.encode()


def _sent_to(where: str) -> Reply:
    return Reply(status=302, headers={"Location": where})


_SWEDISH = FEED.decode().replace('encoding="utf-8"', 'encoding="utf-16"').encode("latin-1")
_FEEDS: dict[str, dict[str, Reply | bytes]] = {
    "wait": {"/feed": Reply(status=429, headers={"Retry-After": "5400"})},
    "wait_date": {"/feed": Reply(status=429, headers={"Retry-After": "Mon, 02 Mar 2026 21:00:00 GMT"})},
    "wait_untold": {"/feed": Reply(status=429)},
    "robots_503": {"/robots.txt": Reply(status=503), "/feed": FEED},
    "robots_drip": {"/robots.txt": Reply(parts=lambda: itertools.repeat(b"#"), pause_s=0.5), "/feed": FEED},
    "loop": {"/feed": _sent_to("/other"), "/other": _sent_to("/feed")},
    "private": {"/feed": _sent_to("http://192.168.0.1/feed")},
    "decimal": {"/feed": _sent_to("http://2852039166/latest/meta-data/")},
    "octal": {"/feed": _sent_to("http://0251.0376.0251.0376/")},
    "six": {"/feed": _sent_to("http://[::ffff:10.0.0.1]/")},
    "gzip_bomb": {"/feed": _packed("gzip")},
    "brotli_bomb": {"/feed": _packed("br")},
    "zstd_bomb": {"/feed": _packed("zstd")},
    "drip": {"/feed": Reply(parts=lambda: itertools.repeat(b" "), pause_s=0.2)},
    "endless": {"/feed": Reply(parts=lambda: itertools.repeat(b" " * 65_536))},
    "too_short": {"/feed": Reply(FEED, headers={"Content-Length": str(len(FEED) + 999)})},
    "too_long": {"/feed": Reply(FEED + b"<!-- more -->", headers={"Content-Length": str(len(FEED))})},
    "encoding": {"/feed": Reply(_SWEDISH, headers={"Content-Type": "application/rss+xml; charset=utf-8"})},
    "missing": {},
    "gone": {"/feed": Reply(status=410)},
    "huge": {"/feed": _items(50_000)},
}


class Peaks(threading.Thread):
    """Notes the most memory that any program started below this one has held.

    `ru_maxrss` of children also counts the copy of this process between fork and exec, and a process of many tests is
    large by itself: the high-water mark of a process begins anew with the program it runs.
    """

    def __init__(self) -> None:
        super().__init__(name="peaks", daemon=True)
        self.peak = 0
        self._ended = threading.Event()

    def run(self) -> None:
        ours = Path("/proc/self/cmdline").read_bytes()
        while not self._ended.wait(0.02):
            for pid in _below(os.getpid()):
                try:
                    if Path(f"/proc/{pid}/cmdline").read_bytes() in (b"", ours):
                        continue
                    status = Path(f"/proc/{pid}/status").read_text()
                except (FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
                    continue
                high = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0 kB")
                self.peak = max(self.peak, int(high.split()[1]) << 10)

    def end(self) -> int:
        """Stop looking; return the peak in bytes."""
        self._ended.set()
        self.join()
        return self.peak


def _below(pid: int) -> Iterator[int]:
    """Yield the processes that `pid` and those below it have started."""
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = [int(child) for child in children.read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue
        for child in found:
            yield child
            yield from _below(child)


@dataclass(frozen=True)
class Run:
    """What the crawl of all of them came to."""

    reports: dict[str, SourceReport]
    sites: dict[str, Site]
    titles: dict[str, list[str]]
    seconds: float
    peak: int


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    web = Web()
    sites = {key: Site(pages) for key, pages in _FEEDS.items()}
    sources = [source(key, web.start(site) + "/feed") for key, site in sites.items()]
    files = '<main><a href="/filer/1.pdf">1</a><a href="/filer/2">2</a><a href="/filer/3.pdf">3</a></main>'
    sites["files"] = Site(
        {
            "/lista": f"<html><body>{files}</body></html>".encode(),
            "/filer/1.pdf": Reply(page(1), headers={"Content-Type": "application/pdf"}),
            "/filer/2": Reply(pdf("Resultat: brotten minskade."), headers={"Content-Type": "text/html"}),
            "/filer/3.pdf": Reply(b"\x7fELF\x00\x01 no document at all"),
        }
    )
    sources.append(source("files", web.start(sites["files"]) + "/lista", SourceKind.LISTING, _FORM))
    folder = tmp_path_factory.mktemp("hostile")
    store = Store(f"sqlite:///{folder / 'records.sqlite3'}")
    store.migrate()
    crawler = crawler_for(store, folder, *sources, manners=Manners(delay_s=0, allow_loopback=True))
    peaks = Peaks()
    peaks.start()
    started = time.monotonic()
    reports = crawler.crawl(workers=6)
    seconds = time.monotonic() - started
    peak = peaks.end()
    titles: dict[str, list[str]] = {}
    with store.reading() as session:
        for row in session.query(DocumentRow).order_by(DocumentRow.title):
            titles.setdefault(row.source, []).append(row.title)
    yield Run({report.source: report for report in reports}, sites, titles, seconds, peak)
    store.close()
    web.close()


@pytest.mark.parametrize(
    ("key", "verdict", "words"),
    [
        ("wait", Verdict.WAIT, "1:30:00"),
        ("wait_date", Verdict.WAIT, "12:00:00"),
        ("wait_untold", Verdict.WAIT, "429"),
        ("robots_503", Verdict.FORBIDDEN_BY_ROBOTS, "503"),
        ("loop", Verdict.ERROR, "5 redirects"),
        ("private", Verdict.NOT_PUBLIC, "192.168.0.1"),
        ("decimal", Verdict.NOT_PUBLIC, "169.254.169.254"),
        ("octal", Verdict.NOT_PUBLIC, "169.254.169.254"),
        ("six", Verdict.NOT_PUBLIC, "::ffff:a00:1"),
        ("gzip_bomb", Verdict.ERROR, "larger than 15 MiB"),
        ("brotli_bomb", Verdict.ERROR, "larger than 15 MiB"),
        ("zstd_bomb", Verdict.ERROR, "larger than 15 MiB"),
        ("drip", Verdict.UNREACHABLE, "in time"),
        ("endless", Verdict.ERROR, "larger than 15 MiB"),
        ("missing", Verdict.ERROR, "404"),
        ("gone", Verdict.GONE, "410"),
    ],
)
def test_every_limit_holds_and_is_named(run: Run, key: str, verdict: Verdict, words: str) -> None:
    report = run.reports[key]
    assert (report.verdict, key in run.titles) == (verdict, False), report.detail
    assert words in report.detail


def test_a_robots_txt_that_never_ends_forbids(run: Run) -> None:
    assert run.reports["robots_drip"].verdict in (Verdict.UNREACHABLE, Verdict.FORBIDDEN_BY_ROBOTS)
    assert "/feed" not in run.sites["robots_drip"].paths


def test_an_answer_shorter_than_it_says_is_not_taken_and_one_longer_is_read_to_its_length(run: Run) -> None:
    assert run.reports["too_short"].verdict is not Verdict.OK
    assert run.reports["too_long"].new == 2


def test_a_wrong_declaration_of_encoding_does_not_garble_swedish(run: Run) -> None:
    assert run.reports["encoding"].verdict is Verdict.OK
    assert run.titles["encoding"] == ["Belysning vid stationen", "Nya trygghetsvandringar"]


def test_of_a_feed_of_50000_items_2000_are_read_and_the_rest_is_named(run: Run) -> None:
    report = run.reports["huge"]
    assert (report.verdict, report.new) == (Verdict.OK, MOST_ITEMS)
    assert "48000 more" in report.refusals[0].reason


def test_what_a_file_is_decides_its_content_and_neither_its_name_nor_its_header(run: Run) -> None:
    report = run.reports["files"]
    assert (report.verdict, report.new) == (Verdict.OK, 2), report.detail
    assert run.titles["files"] == ["Rapport 1 om kvällsvandring", "Resultat: brotten minskade."]
    assert [refusal.place.rpartition("/")[2] for refusal in report.refusals] == ["3.pdf"]


def test_no_process_takes_more_than_a_gibibyte_and_none_hangs(
    run: Run, record_property: Callable[[str, object], None], capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():  # a test that passes keeps what it prints to itself
        print(f"\npeak memory of a process of the crawl: {run.peak >> 20} MiB; all in {run.seconds:.0f} s")  # noqa: T201
    record_property("peak_bytes", run.peak)
    assert 0 < run.peak < _MOST_MEMORY
