"""Crawling feeds on real HTTP servers on the loopback: what is fetched, what is refused, and how it is judged."""

import gzip
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from crawlers.collect import SourceReport
from crawlers.settings import Manners
from kb.errors import Busy, InputError
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import count_all
from kb.store.leases import owner_here, release, take
from kb.store.sources import SourceState, Verdict, all_states, get_state, save_state
from kb.store.tables import DocumentRow
from tests.integration.web import FEED, NOW, Clock, Reply, Site, Web, crawler_for, feed_at, source

ETAG, MODIFIED = 'W/"a,b \\"c"', "Sun, 01 Mar 2026 07:00:00 GMT"
POLITE = Manners(contact="mailto:a@example.org", allow_loopback=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    opened.migrate()
    yield opened
    opened.close()


@dataclass(frozen=True)
class Run:
    """What one crawl of all the sites below came to."""

    reports: dict[str, SourceReport]
    states: dict[str, SourceState]
    sites: dict[str, Site]
    titles: dict[str, list[str]]


@pytest.fixture(scope="module")
def run(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    def sent_to(where: str) -> Reply:
        return Reply(status=302, headers={"Location": where})

    bomb = gzip.compress(bytes(200 << 20), 9)
    made = {
        "good": feed_at(
            Reply(FEED, headers={"ETag": ETAG, "Last-Modified": MODIFIED}),
            Reply(b"User-agent: *\nDisallow: /x\n"),
        ),
        "missing": feed_at(Reply(status=404)),
        "broken": feed_at(Reply(status=500)),
        "gone": feed_at(Reply(status=410)),
        "busy": feed_at(Reply(status=503, headers={"Retry-After": "7200"})),
        "too_many": feed_at(Reply(status=429)),
        "private_redirect": feed_at(sent_to("http://10.0.0.1/feed")),
        "odd_redirect": feed_at(sent_to("http://0xa9fea9fe/latest/meta-data")),
        "file_redirect": feed_at(sent_to("file:///etc/passwd")),
        "redirect": feed_at(sent_to("/moved"), moved=Reply(FEED.replace(b"Nya", b"Andra"))),
        "away": feed_at(sent_to("http://127.0.0.250/feed")),
        "loop": feed_at(sent_to("/feed")),
        "too_large": feed_at(FEED + b" " * (16 << 20)),
        "bomb": feed_at(Reply(bomb, headers={"Content-Encoding": "gzip"})),
        "robots_no": feed_at(FEED, Reply(b"User-agent: Utblick\nDisallow: /feed\n")),
        "robots_503": feed_at(FEED, Reply(status=503)),
        "page": feed_at(b"<html><title>Logga in</title><body><p>Logga in.</p></body></html>"),
        "no_items": feed_at(b'<rss version="2.0"><channel><title>Tomt</title></channel></rss>'),
        "entities": feed_at(b'<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>'),
        "cut": feed_at(Reply(FEED, headers={"Content-Length": str(len(FEED) + 500), "Connection": "close"})),
    }
    feeds = [source(key, web.start(site) + "/feed") for key, site in made.items()]
    feeds.append(source("nobody", "http://127.0.0.1:9/feed"))
    feeds.append(source("no_name", "http://no-such-host.invalid/feed"))
    folder = tmp_path_factory.mktemp("run")
    store = Store(f"sqlite:///{folder / 'records.sqlite3'}")
    store.migrate()
    reports = crawler_for(store, folder, *feeds, manners=POLITE).crawl()
    assert not list((folder / "spool").iterdir())
    with store.reading() as session:
        states = all_states(session)
        titles: dict[str, list[str]] = {}
        for row in session.query(DocumentRow):
            titles.setdefault(row.source, []).append(row.title)
    yield Run({r.source: r for r in reports}, dict(states), made, titles)  # type: ignore[arg-type]
    store.close()


def test_a_good_feed_is_stored_with_its_own_dates_and_what_to_compare_by(run: Run) -> None:
    assert run.reports["good"].verdict is Verdict.OK
    assert run.titles["good"] == ["Nya trygghetsvandringar", "Belysning vid stationen"]
    state = run.states["good"]
    assert (state.etag, state.last_modified, state.items) == (ETAG, MODIFIED, 2)


@pytest.mark.parametrize(
    ("key", "verdict", "words"),
    [
        ("missing", Verdict.ERROR, "404"),
        ("broken", Verdict.ERROR, "500"),
        ("gone", Verdict.GONE, "410"),
        ("busy", Verdict.WAIT, "2:00:00"),
        ("too_many", Verdict.WAIT, "429"),
        ("private_redirect", Verdict.NOT_PUBLIC, "10.0.0.1"),
        ("odd_redirect", Verdict.NOT_PUBLIC, "169.254.169.254"),
        ("away", Verdict.CHANGED, "127.0.0.250"),
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
def test_what_is_not_a_good_answer_is_named_and_stores_no_documents(
    run: Run, key: str, verdict: Verdict, words: str
) -> None:
    report = run.reports[key]
    assert report.verdict is verdict, report.detail
    assert words in report.detail
    assert key not in run.titles
    assert run.states[key].failures == 1


def test_a_redirect_to_a_file_or_an_answer_cut_short_gives_nothing(run: Run) -> None:
    assert not {"file_redirect", "cut"} & set(run.titles)


def test_a_redirect_within_the_site_is_followed(run: Run) -> None:
    assert run.titles["redirect"] == ["Andra trygghetsvandringar", "Belysning vid stationen"]


def test_a_source_that_is_gone_for_good_is_paused_at_once_and_one_that_asks_to_wait_is_left_alone(run: Run) -> None:
    assert run.states["gone"].paused_at == NOW
    assert run.states["busy"].due == NOW + timedelta(hours=2)
    assert run.states["too_many"].due == NOW + timedelta(hours=1)


def test_robots_txt_is_asked_first_and_obeyed(run: Run) -> None:
    assert run.sites["good"].paths == ["/robots.txt", "/feed"]
    assert run.sites["robots_no"].paths == ["/robots.txt"]
    assert run.sites["robots_503"].paths == ["/robots.txt"]


def test_requests_to_one_host_are_a_second_apart_and_name_us(run: Run) -> None:
    seen = run.sites["loop"].seen
    gaps = [later.at - earlier.at for earlier, later in pairwise(seen)]
    assert len(seen) == 7
    assert min(gaps) > 0.9
    assert {request.headers["user-agent"] for request in seen} == {"Utblick/0.1 (+mailto:a@example.org)"}


def test_what_the_source_gave_to_compare_by_is_sent_back_exactly(web: Web, store: Store, tmp_path: Path) -> None:
    site = feed_at(FEED)
    feed = source("same", web.start(site) + "/feed")
    with store.writing() as session:
        save_state(session, SourceState(feed.id, etag=ETAG, last_modified=MODIFIED))
    crawler_for(store, tmp_path, feed).crawl([feed.id])
    headers = site.seen[-1].headers
    assert (headers["if-none-match"], headers["if-modified-since"]) == (ETAG, MODIFIED)
    assert headers["user-agent"] == "Utblick/0.1"


def test_without_the_tests_setting_no_loopback_address_is_contacted(web: Web, store: Store, tmp_path: Path) -> None:
    site = feed_at(FEED)
    address = web.start(site)
    port = address.rsplit(":", 1)[1]
    spellings = [address, f"http://localhost:{port}", f"http://2130706433:{port}", f"http://[::ffff:127.0.0.1]:{port}"]
    feeds = [source(f"s{number}", f"{url}/feed") for number, url in enumerate(spellings)]
    reports = crawler_for(store, tmp_path, *feeds, manners=Manners()).crawl()
    assert {report.verdict for report in reports} == {Verdict.NOT_PUBLIC}
    assert site.seen == []


def test_a_crawl_is_stored_once_and_a_failed_one_changes_nothing_but_is_visible(
    web: Web, tmp_path: Path, store: Store
) -> None:
    site, clock = feed_at(FEED), Clock()
    feed = source("mine", web.start(site) + "/feed")
    crawler = crawler_for(store, tmp_path, feed, clock=clock)
    first = crawler.crawl([feed.id])
    clock.move(hours=7)
    again = crawler.crawl([feed.id])
    clock.move(hours=7)
    site.pages["/feed"].status = 500
    failed = crawler.crawl([feed.id])
    assert [(r.verdict, r.new, r.unchanged) for r in first + again + failed] == [
        (Verdict.OK, 2, 0),
        (Verdict.OK, 0, 2),
        (Verdict.ERROR, 0, 0),
    ]
    with store.reading() as session:
        state = get_state(session, feed.id)
        assert count_all(session).documents == 2
    assert (state.verdict, state.failures, state.items) == (Verdict.ERROR, 1, 2)
    assert state.due == NOW + timedelta(hours=15)


def test_a_source_is_not_asked_again_within_the_hour_nor_while_it_is_paused(
    web: Web, tmp_path: Path, store: Store
) -> None:
    site, clock = feed_at(FEED), Clock()
    feed = source("soon", web.start(site) + "/feed")
    crawler = crawler_for(store, tmp_path, feed, clock=clock)
    crawler.crawl([feed.id])
    clock.move(minutes=30)
    [soon] = crawler.crawl([feed.id])
    clock.move(hours=30)
    with store.writing() as session:
        save_state(session, get_state(session, feed.id).paused(NOW, "they build a new site"))
    [paused] = crawler.crawl([feed.id])
    assert site.paths == ["/robots.txt", "/feed"]
    assert (soon.verdict, paused.verdict) == (None, None)
    assert "10:00" in soon.detail
    assert "they build a new site" in paused.detail


def test_a_source_or_site_that_another_crawl_has_is_left_to_it(web: Web, tmp_path: Path, store: Store) -> None:
    site = feed_at(FEED, other=Reply(FEED))
    address = web.start(site)
    one, other = source("one", f"{address}/feed"), source("other", f"{address}/other")
    crawler = crawler_for(store, tmp_path, one, other)
    with store.writing() as session:
        assert take(session, ["source:one", "site:" + address[7:].split(":")[0]], owner_here("another"), NOW) is None
    reports = crawler.crawl([one.id, other.id])
    assert [report.verdict for report in reports] == [None, None]
    assert site.seen == []


def test_sources_of_one_site_are_asked_one_after_another_with_the_pause_between(
    web: Web, tmp_path: Path, store: Store
) -> None:
    site = Site({f"/{name}": Reply(FEED.replace(b"Nya", name.encode())) for name in ("ett", "tva", "tre")})
    address = web.start(site)
    feeds = [source(name, f"{address}/{name}") for name in ("ett", "tva", "tre")]
    reports = crawler_for(store, tmp_path, *feeds).crawl(workers=3)
    assert {report.verdict for report in reports} == {Verdict.OK}
    assert site.most_at_once == 1


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
    web: Web, tmp_path: Path, store: Store, error: Exception
) -> None:
    third = FEED.replace(b"Nya trygghetsvandringar", b"Tredje nyheten").replace(b"Bely", b"Bevy")
    sites = {"one": feed_at(FEED), "two": feed_at(FEED.replace(b"Nya", b"Andra")), "three": feed_at(third)}
    feeds = [source(key, web.start(site) + "/feed") for key, site in sites.items()]
    crawler = crawler_for(store, tmp_path, *feeds)
    crawler = replace(crawler, tools=replace(crawler.tools, blobs=PickyBlobs(str(tmp_path / "blobs"), error)))
    reports = crawler.crawl([feed.id for feed in feeds])
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


def test_what_a_killed_crawl_left_in_the_spool_is_removed_a_day_later(tmp_path: Path, store: Store) -> None:
    spool = tmp_path / "spool"
    old, running, other = (spool / name for name in ("fetch-old", "fetch-running", "other"))
    for folder in (old, running, other):
        folder.mkdir(parents=True)
        (folder / "0.body").write_bytes(FEED)
    day_ago = time.time() - 86_500
    for folder in (old, other):
        os.utime(folder, (day_ago, day_ago))
    crawler_for(store, tmp_path, source("n", "http://127.0.0.1:9/")).crawl()
    assert sorted(folder.name for folder in spool.iterdir()) == ["fetch-running", "other"]


class Interrupting(Blobs):
    """Does something when the first bytes are kept: in the middle of a crawl."""

    def __init__(self, url: str, do: Callable[[], None]) -> None:
        super().__init__(url)
        self._do = do

    def put(self, content: bytes) -> str:
        self._do()
        return super().put(content)


def test_a_source_that_somebody_pauses_while_it_is_crawled_stays_paused(web: Web, tmp_path: Path, store: Store) -> None:
    feed = source("mine", web.start(feed_at(FEED)) + "/feed")

    def pause() -> None:
        with store.writing() as session:
            save_state(session, get_state(session, feed.id).paused(NOW, "they build a new site"))

    crawler = crawler_for(store, tmp_path, feed)
    crawler = replace(crawler, tools=replace(crawler.tools, blobs=Interrupting(str(tmp_path / "blobs"), pause)))
    assert crawler.crawl_one(feed).verdict is Verdict.OK
    with store.reading() as session:
        assert get_state(session, feed.id).paused_why == "they build a new site"


def test_what_a_source_asks_for_counts_from_its_answer_not_from_the_begin_of_the_crawl(
    web: Web, tmp_path: Path, store: Store
) -> None:
    clock = Clock()
    feed = source("slow", web.start(feed_at(FEED)) + "/feed")
    crawler = crawler_for(store, tmp_path, feed, clock=clock)
    minutes = Interrupting(str(tmp_path / "blobs"), lambda: clock.move(minutes=2))
    crawler = replace(crawler, tools=replace(crawler.tools, blobs=minutes))
    assert crawler.crawl_one(feed).verdict is Verdict.OK
    with store.reading() as session:
        state = get_state(session, feed.id)
    assert clock.now > NOW
    assert state.may_be_asked_from() == clock.now + timedelta(hours=1)


def test_a_fault_of_ours_over_one_source_is_raised_and_does_not_keep_the_others_from_their_turn(
    web: Web, tmp_path: Path, store: Store
) -> None:
    sites = {"one": feed_at(FEED.replace(b"Nya", b"Andra")), "two": feed_at(FEED)}
    crawler = crawler_for(store, tmp_path, *(source(key, web.start(site) + "/feed") for key, site in sites.items()))
    broken = PickyBlobs(str(tmp_path / "blobs"), RuntimeError("a bug"))
    crawler = replace(crawler, tools=replace(crawler.tools, blobs=broken))
    with pytest.raises(RuntimeError):
        crawler.crawl_next()
    following = crawler.crawl_next()
    assert following is not None
    assert (following.source, following.verdict) == ("two", Verdict.OK)
    assert crawler.crawl_next() is None


def test_looking_at_a_source_waits_for_its_turn_and_for_the_time_it_named(
    web: Web, tmp_path: Path, store: Store
) -> None:
    site, clock = feed_at(Reply(status=429, headers={"Retry-After": "36000"})), Clock()
    feed = source("busy", web.start(site) + "/feed")
    crawler = crawler_for(store, tmp_path, feed, clock=clock)
    with store.writing() as session:
        assert take(session, ["source:busy"], owner_here("another"), NOW) is None
    with pytest.raises(Busy):
        crawler.check(feed.id)
    with store.writing() as session:
        release(session, ["source:busy"], owner_here("another"), NOW)
    assert crawler.crawl_one(feed).verdict is Verdict.WAIT
    clock.move(hours=9)
    with pytest.raises(InputError):
        crawler.check(feed.id)
    assert site.paths == ["/robots.txt", "/feed"]


def test_robots_txt_forbids_also_an_address_without_a_path(web: Web, tmp_path: Path, store: Store) -> None:
    site = Site({"/robots.txt": Reply(status=503), "/?format=rss": FEED})
    report = crawler_for(store, tmp_path, source("query", web.start(site) + "?format=rss")).crawl()[0]
    assert report.verdict is Verdict.FORBIDDEN_BY_ROBOTS
    assert site.paths == ["/robots.txt"]


def test_a_robots_txt_that_asks_us_to_wait_is_given_the_time(web: Web, tmp_path: Path, store: Store) -> None:
    site = feed_at(FEED, Reply(status=503, headers={"Retry-After": "36000"}))
    report = crawler_for(store, tmp_path, source("later", web.start(site) + "/feed")).crawl()[0]
    assert (report.verdict, report.due) == (Verdict.FORBIDDEN_BY_ROBOTS, NOW + timedelta(hours=10))
