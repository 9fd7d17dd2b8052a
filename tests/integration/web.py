"""Web servers on the loopback, as good or as bad as a test wants them, and what a crawl of them needs."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from crawlers.collect import Crawler
from crawlers.run import Tools
from crawlers.settings import Manners
from kb.catalogue import Catalogue
from kb.domain.documents import SourceId
from kb.domain.facts import Mark
from kb.domain.sources import Form, Source, SourceKind
from kb.store import Store
from kb.store.blobs import Blobs

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FEED = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Kommunens nyheter</title>
<item><title>Nya trygghetsvandringar</title><link>/nyheter/1</link><guid>n1</guid>
<pubDate>Mon, 02 Mar 2026 00:30:00 +0100</pubDate>
<description>&lt;p&gt;Fyra vandringar i v\xc3\xa5r.&lt;/p&gt;</description></item>
<item><title>Belysning vid stationen</title><link>/nyheter/2</link><guid>n2</guid></item>
</channel></rss>"""


@dataclass
class Reply:
    """What a server says. `parts` are sent one after another with a pause of `pause_s`, for ever if they never end."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    parts: Callable[[], Iterable[bytes]] | None = None
    pause_s: float = 0.0


@dataclass(frozen=True)
class Request:
    """A request that a server got, and when (monotonic seconds)."""

    path: str
    headers: dict[str, str]
    at: float
    status: int


class Site:
    """A site by its paths; what it does not have is 404. With `etags` it answers 304 to who has the same bytes."""

    def __init__(self, pages: Mapping[str, Reply | bytes] | None = None, *, etags: bool = False) -> None:
        self.pages = {path: Reply(page) if isinstance(page, bytes) else page for path, page in (pages or {}).items()}
        self.etags = etags
        self.seen: list[Request] = []
        self.at_once = self.most_at_once = 0
        self._lock = threading.Lock()

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in their order."""
        return [request.path for request in self.seen]

    def answered(self, status: int) -> list[str]:
        """Return the paths that were answered with `status`, robots.txt left out."""
        return [request.path for request in self.seen if request.status == status and request.path != "/robots.txt"]

    def reply(self, path: str, headers: dict[str, str]) -> Reply:
        """Return what is said at `path`."""
        found = self.pages.get(path) or Reply(status=404)
        if self.etags and found.status == 200:
            etag = f'"{hashlib.sha256(found.body).hexdigest()[:12]}"'
            if headers.get("if-none-match") == etag:
                found = Reply(status=304, headers={"ETag": etag})
            else:
                found = Reply(found.body, headers=found.headers | {"ETag": etag})
        with self._lock:
            self.seen.append(Request(path, headers, time.monotonic(), found.status))
        return found

    def enter(self, by: int) -> None:
        """Count who is being served."""
        with self._lock:
            self.at_once += by
            self.most_at_once = max(self.most_at_once, self.at_once)


def feed_at(reply: Reply | bytes, robots: Reply | None = None, **more: Reply) -> Site:
    """Return a site with a feed, and what else it has by its paths without the slash."""
    return Site(
        {"/feed": reply, **({"/robots.txt": robots} if robots else {}), **{f"/{k}": v for k, v in more.items()}}
    )


class Web:
    """Servers on addresses 127.0.0.N, one a site, because politeness is by site."""

    def __init__(self) -> None:
        self._servers: list[ThreadingHTTPServer] = []

    def start(self, site: Site) -> str:
        """Serve the site and return its address, without a closing slash."""

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else head and body of an answer wait 40 ms for each other

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                site.enter(1)
                try:
                    self._say(site.reply(self.path, headers))
                except OSError:  # the crawler has hung up
                    self.close_connection = True
                finally:
                    site.enter(-1)

            def _say(self, reply: Reply) -> None:
                self.send_response(reply.status)
                length = {} if reply.parts or reply.status == 304 else {"Content-Length": str(len(reply.body))}
                said = length | reply.headers | ({"Connection": "close"} if reply.parts else {})
                for name, value in said.items():
                    self.send_header(name, value)
                self.end_headers()
                for part in reply.parts() if reply.parts else (reply.body,):
                    self.wfile.write(part)
                    if reply.pause_s:
                        time.sleep(reply.pause_s)
                if reply.headers.get("Content-Length", str(len(reply.body))) != str(len(reply.body)) or reply.parts:
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
                return

        server = ThreadingHTTPServer((f"127.0.0.{10 + len(self._servers)}", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        self._servers.append(server)
        host, port = server.server_address[:2]
        return f"http://{host!s}:{port}"

    def close(self) -> None:
        """Stop all servers."""
        for server in self._servers:
            server.shutdown()
            with suppress(OSError):
                server.server_close()


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Move the clock on."""
        self.now += timedelta(**by)


def source(key: str, url: str, kind: SourceKind = SourceKind.FEED, form: Form | None = None) -> Source:
    """Return a source at `url`."""
    return Source(SourceId(key), key, "Org", "SE", ("sv",), kind, url, Mark.READ, "", "", form=form or Form())


def catalogue_of(*sources: Source) -> Catalogue:
    """Return a catalogue of nothing but these sources."""
    return Catalogue({}, {}, (), {one.id: one for one in sources}, {}, {}, {}, "test")


def crawler_for(
    store: Store, folder: Path, *sources: Source, clock: Clock | None = None, manners: Manners | None = None
) -> Crawler:
    """Return what crawls these sources into `store`, at once and on this machine."""
    quick = manners or Manners(delay_s=0, allow_loopback=True)
    tools = Tools(Blobs(str(folder / "blobs")), folder / "spool", quick)
    return Crawler(store, catalogue_of(*sources), tools, clock or Clock())
