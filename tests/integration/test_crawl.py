"""Crawling against real HTTP servers on the loopback: what is fetched, what is refused, and how it is judged."""

import gzip
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from crawlers.collect import crawl_sources
from crawlers.run import CrawlResult, crawl
from kb.catalogue import Catalogue
from kb.domain.documents import SourceId
from kb.domain.facts import Mark, Source, SourceKind
from kb.errors import Busy
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import count_all
from kb.store.sources import SourceState, Verdict, get_state

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FEED = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Kommunens nyheter</title>
<item><title>Nya trygghetsvandringar</title><link>/nyheter/1</link><guid>n1</guid>
<pubDate>Mon, 02 Mar 2026 00:30:00 +0100</pubDate>
<description>&lt;p&gt;Fyra vandringar i v\xc3\xa5r.&lt;/p&gt;</description></item>
<item><title>Belysning vid stationen</title><link>/nyheter/2</link><guid>n2</guid></item>
</channel></rss>"""
ETAG, MODIFIED = 'W/"a,b \\"c"', "Sun, 01 Mar 2026 07:00:00 GMT"


@dataclass
class Site:
    """A server with one behaviour. `seen` holds the paths and headers of the requests it got."""

    path: str = "/feed"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = FEED
    robots: tuple[int, bytes] = (404, b"")
    conditional: bool = False
    delay_s: float = 0
    seen: list[tuple[str, dict[str, str], float]] = field(default_factory=list)

    def answer(self, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if path == "/robots.txt":
            return self.robots[0], {}, self.robots[1]
        time.sleep(self.delay_s)
        if self.conditional and headers.get("if-none-match") == ETAG and headers.get("if-modified-since") == MODIFIED:
            return 304, {"ETag": ETAG}, b""
        if path == "/moved":
            return 200, {}, FEED
        return self.status, self.headers, self.body


class Sites:
    """Servers on addresses 127.0.0.N, one a site, because politeness is by host."""

    def __init__(self) -> None:
        self._servers: list[ThreadingHTTPServer] = []

    def start(self, site: Site) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                site.seen.append((self.path, headers, time.monotonic()))
                status, extra, body = site.answer(self.path, headers)
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | extra).items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    self.wfile.write(body)
                except OSError:  # the crawler has hung up
                    return

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
                return

        server = ThreadingHTTPServer((f"127.0.0.{10 + len(self._servers)}", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        self._servers.append(server)
        host, port = server.server_address[:2]
        return f"http://{host!s}:{port}{site.path}"

    def close(self) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    running = Sites()
    yield running
    running.close()


def source(key: str, url: str) -> Source:
    return Source(SourceId(key), key, "Org", "SE", ("sv",), SourceKind.FEED, url, Mark.READ, "", "")


@dataclass(frozen=True)
class Run:
    """What one crawl of all the sites below came to."""

    results: dict[str, CrawlResult]
    sites: dict[str, Site]
    seconds: float


@pytest.fixture(scope="module")
def run(sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> Run:
    bomb = gzip.compress(bytes(200 << 20), 9)
    made = {
        "good": Site(headers={"ETag": ETAG, "Last-Modified": MODIFIED}, robots=(200, b"User-agent: *\nDisallow: /x\n")),
        "missing": Site(status=404),
        "broken": Site(status=500),
        "gone": Site(status=410),
        "busy": Site(status=503, headers={"Retry-After": "7200"}),
        "private_redirect": Site(status=302, headers={"Location": "http://10.0.0.1/feed"}),
        "odd_redirect": Site(status=302, headers={"Location": "http://0xa9fea9fe/latest/meta-data"}),
        "file_redirect": Site(status=302, headers={"Location": "file:///etc/passwd"}),
        "redirect": Site(status=301, headers={"Location": "/moved"}),
        "loop": Site(status=302, headers={"Location": "/feed?again"}),
        "too_large": Site(body=FEED + b" " * (16 << 20)),
        "bomb": Site(headers={"Content-Encoding": "gzip"}, body=bomb),
        "robots_no": Site(robots=(200, b"User-agent: Utblick\nDisallow: /feed\n")),
        "robots_503": Site(robots=(503, b"")),
        "page": Site(body=b"<html><title>Logga in</title><body><p>Logga in.</p></body></html>"),
        "no_items": Site(body=b'<rss version="2.0"><channel><title>Tomt</title></channel></rss>'),
        "entities": Site(body=b'<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>'),
        "cut": Site(body=FEED, headers={"Content-Length": str(len(FEED) + 500), "Connection": "close"}),
    }
    feeds = [source(key, sites.start(site)) for key, site in made.items()]
    feeds.append(source("nobody", "http://127.0.0.1:9/feed"))
    feeds.append(source("no_name", "http://no-such-host.invalid/feed"))
    started = time.monotonic()
    spool = tmp_path_factory.mktemp("spool")
    results = list(crawl(feeds, states={}, spool=spool, contact="mailto:a@example.org", now=NOW, allow_loopback=True))
    assert not list(spool.iterdir())
    return Run({result.source: result for result in results}, made, time.monotonic() - started)


def test_a_good_feed_gives_its_items_with_their_own_dates_and_resolved_links(run: Run) -> None:
    result = run.results["good"]
    assert result.verdict is Verdict.OK
    first = result.documents[0]
    assert (first.title, first.text, first.external_id) == ("Nya trygghetsvandringar", "Fyra vandringar i vår.", "n1")
    assert first.published is not None
    assert first.published.isoformat() == "2026-03-02"
    assert (first.address or "").endswith("/nyheter/1")
    assert (result.etag, result.last_modified) == (ETAG, MODIFIED)


@pytest.mark.parametrize(
    ("key", "verdict", "words"),
    [
        ("missing", Verdict.ERROR, "404"),
        ("broken", Verdict.ERROR, "500"),
        ("gone", Verdict.GONE, "410"),
        ("busy", Verdict.WAIT, "2:00:00"),
        ("private_redirect", Verdict.NOT_PUBLIC, "10.0.0.1"),
        ("odd_redirect", Verdict.NOT_PUBLIC, "169.254.169.254"),
        ("too_large", Verdict.ERROR, "larger than 15 MiB"),
        ("bomb", Verdict.ERROR, "larger than 15 MiB"),
        ("loop", Verdict.ERROR, "5 redirects"),
        ("robots_no", Verdict.FORBIDDEN_BY_ROBOTS, "robots.txt"),
        ("robots_503", Verdict.FORBIDDEN_BY_ROBOTS, "503"),
        ("page", Verdict.CHANGED, "page"),
        ("no_items", Verdict.EMPTY, "without items"),
        ("entities", Verdict.CHANGED, "entities"),
        ("nobody", Verdict.UNREACHABLE, "127.0.0.1"),
        ("no_name", Verdict.UNREACHABLE, "no-such-host.invalid"),
    ],
)
def test_what_is_not_a_good_answer_is_named_and_gives_no_documents(
    run: Run, key: str, verdict: Verdict, words: str
) -> None:
    result = run.results[key]
    assert result.verdict is verdict
    assert words in result.detail
    assert result.documents == ()


def test_a_redirect_to_a_file_or_an_answer_cut_short_gives_nothing(run: Run) -> None:
    assert not run.results["file_redirect"].verdict.good
    assert not run.results["cut"].verdict.good


def test_a_redirect_within_the_public_web_is_followed(run: Run) -> None:
    assert run.results["redirect"].verdict is Verdict.OK


def test_robots_txt_is_asked_first_and_obeyed(run: Run) -> None:
    assert [path for path, _, _ in run.sites["good"].seen] == ["/robots.txt", "/feed"]
    assert [path for path, _, _ in run.sites["robots_no"].seen] == ["/robots.txt"]
    assert [path for path, _, _ in run.sites["robots_503"].seen] == ["/robots.txt"]


def test_requests_to_one_host_are_a_second_apart_and_name_us(run: Run) -> None:
    seen = run.sites["loop"].seen
    gaps = [later[2] - earlier[2] for earlier, later in pairwise(seen)]
    assert len(seen) == 7
    assert min(gaps) > 0.9
    assert {headers["user-agent"] for _, headers, _ in seen} == {"Utblick/0.1 (+mailto:a@example.org)"}


def test_hosts_are_asked_side_by_side(run: Run) -> None:
    assert run.seconds < 30


def test_what_the_source_gave_to_compare_by_is_sent_back_exactly(sites: Sites, tmp_path: Path) -> None:
    site = Site(conditional=True)
    feed = source("same", sites.start(site))
    state = SourceState(feed.id, etag=ETAG, last_modified=MODIFIED)
    [result] = crawl([feed], states={feed.id: state}, spool=tmp_path, contact=None, allow_loopback=True)
    assert result.verdict is Verdict.NOT_MODIFIED
    assert site.seen[-1][1]["user-agent"] == "Utblick/0.1"


def test_without_the_tests_argument_no_loopback_address_is_contacted(sites: Sites, tmp_path: Path) -> None:
    site = Site()
    address = sites.start(site)
    port = address.rsplit(":", 1)[1]
    spellings = [address, f"http://localhost:{port}", f"http://2130706433:{port}", f"http://[::ffff:127.0.0.1]:{port}"]
    feeds = [source(f"s{number}", url) for number, url in enumerate(spellings)]
    results = list(crawl(feeds, states={}, spool=tmp_path, contact=None))
    assert {result.verdict for result in results} == {Verdict.NOT_PUBLIC}
    assert site.seen == []


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    opened.migrate()
    yield opened
    opened.close()


def catalogue_of(*feeds: Source) -> Catalogue:
    return Catalogue({}, {}, (), {feed.id: feed for feed in feeds}, {}, {}, {}, "test")


def test_a_crawl_is_stored_once_and_a_failed_one_changes_nothing_but_is_visible(
    sites: Sites, tmp_path: Path, store: Store
) -> None:
    site = Site()
    feed = source("mine", sites.start(site))
    blobs = Blobs(str(tmp_path / "blobs"))
    collected = []
    for hours in (0, 7, 14):
        site.status = 500 if hours == 14 else 200
        collected += crawl_sources(
            store,
            blobs,
            catalogue_of(feed),
            [feed.id],
            now=NOW + timedelta(hours=hours),
            spool=tmp_path / "spool",
            contact=None,
            allow_loopback=True,
        )
    assert [(report.verdict, report.new, report.unchanged) for report in collected] == [
        (Verdict.OK, 2, 0),
        (Verdict.OK, 0, 2),
        (Verdict.ERROR, 0, 0),
    ]
    with store.reading() as session:
        state = get_state(session, feed.id)
        assert count_all(session).documents == 2
    assert (state.verdict, state.failures, state.items) == (Verdict.ERROR, 1, 2)
    assert state.due == NOW + timedelta(hours=15)


def test_a_source_is_not_asked_again_within_the_hour(sites: Sites, tmp_path: Path, store: Store) -> None:
    site = Site()
    feed = source("soon", sites.start(site))
    blobs = Blobs(str(tmp_path / "blobs"))
    for minutes in (0, 30):
        reports = crawl_sources(
            store,
            blobs,
            catalogue_of(feed),
            [feed.id],
            now=NOW + timedelta(minutes=minutes),
            spool=tmp_path / "spool",
            contact=None,
            allow_loopback=True,
        )
    assert [path for path, _, _ in site.seen] == ["/robots.txt", "/feed"]
    assert reports[0].verdict is None
    assert "10:00" in reports[0].detail


def test_answers_lie_in_the_spool_until_their_turn_and_one_that_is_lost_stops_no_other(
    sites: Sites, tmp_path: Path
) -> None:
    feeds = [source(key, sites.start(Site())) for key in ("first", "lost", "last")]
    results = crawl(feeds, states={}, spool=tmp_path, contact=None, allow_loopback=True)
    assert next(results).verdict is Verdict.OK
    assert len(list(tmp_path.glob("fetch-*/*.body"))) == 3
    for file in tmp_path.glob("fetch-*/1.body"):
        file.unlink()
    lost, last = results
    assert (lost.verdict, last.verdict) == (Verdict.ERROR, Verdict.OK)
    assert "the answer cannot be read" in lost.detail
    assert not list(tmp_path.iterdir())


class PickyBlobs(Blobs):
    """Keeps everything but the items of one site."""

    def __init__(self, url: str, error: Exception) -> None:
        super().__init__(url)
        self._error = error

    def put(self, content: bytes) -> str:
        if b"Andra" in content:
            raise self._error
        return super().put(content)


@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        IntegrityError("INSERT secret", {}, ValueError("a key twice")),
        Busy("the database is being written to by another process"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_source_that_cannot_be_stored_says_so_and_those_after_it_are_stored(
    sites: Sites, tmp_path: Path, store: Store, error: Exception
) -> None:
    sites_made = {
        "one": Site(),
        "two": Site(body=FEED.replace(b"Nya", b"Andra")),
        "three": Site(body=FEED.replace(b"Nya trygghetsvandringar", b"Tredje nyheten").replace(b"Bely", b"Bevy")),
    }
    feeds = [source(key, sites.start(site)) for key, site in sites_made.items()]
    reports = crawl_sources(
        store,
        PickyBlobs(str(tmp_path / "blobs"), error),
        catalogue_of(*feeds),
        [feed.id for feed in feeds],
        now=NOW,
        spool=tmp_path / "spool",
        contact=None,
        allow_loopback=True,
    )
    assert [(report.verdict, report.stored) for report in reports] == [
        (Verdict.OK, True),
        (Verdict.ERROR, False),
        (Verdict.OK, True),
    ]
    assert reports[1].detail.startswith("what the source gave could not be stored: ")
    assert "secret" not in reports[1].detail
    with store.reading() as session:
        two = get_state(session, feeds[1].id)
        assert get_state(session, feeds[2].id).items == 2
    assert (two.verdict, two.etag, two.due) == (Verdict.ERROR, None, NOW + timedelta(hours=1))


def test_what_a_killed_crawl_left_in_the_spool_is_removed_a_day_later(tmp_path: Path) -> None:
    old, running, other = (tmp_path / name for name in ("fetch-old", "fetch-running", "other"))
    for folder in (old, running, other):
        folder.mkdir()
        (folder / "0.body").write_bytes(FEED)
    day_ago = time.time() - 86_500
    for folder in (old, other):
        os.utime(folder, (day_ago, day_ago))
    list(crawl([source("n", "http://127.0.0.1:9/")], states={}, spool=tmp_path, contact=None, allow_loopback=True))
    assert sorted(folder.name for folder in tmp_path.iterdir()) == ["fetch-running", "other"]
