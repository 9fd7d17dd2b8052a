"""How fast we crawl, beside a bare Scrapy spider on the same site on this machine: `python -m benchmarks.crawling`.

Both follow a list to its pages, one request at a time, without a pause. The bare spider takes title and paragraphs
out of each page and keeps nothing; ours goes through robots.txt and the checks of addresses, keeps the bytes, reads
each page in isolation, judges the crawl and stores the documents. Pages per second are told twice: as the server
sees them come, from the first page to the last, and over the whole run with all that starts and ends it.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from crawlers.children import command_of
from crawlers.collect import Crawler
from crawlers.run import Tools
from crawlers.settings import Manners
from kb.catalogue import Catalogue
from kb.domain.documents import SourceId
from kb.domain.facts import Mark
from kb.domain.sources import Form, Source, SourceKind
from kb.store import Store
from kb.store.blobs import Blobs

_PAGES = 290
_ROUNDS = 3
_PARAGRAPH = (
    "Kommunen prövade fler vuxna i rörelse på kvällarna under ett år, och polisen räknade anmälda misshandelsbrott "
    "före och efter. De minskade mer än i kommundelen bredvid. Rapporten är påhittad för att mäta fart. "
)


def _page(number: int) -> bytes:
    menu = "".join(f'<li><a href="/meny/{n}">Menyval {n}</a></li>' for n in range(80))
    text = "".join(f"<p>Stycke {n} i rapport {number}. {_PARAGRAPH}</p>" for n in range(20))
    title = f"Rapport {number} om kvällsvandring"
    return (
        f'<html lang="sv"><head><title>{title}</title></head><body><nav><ul>{menu}</ul></nav><main><article>'
        f"<h1>{title}</h1>{text}</article></main></body></html>"
    ).encode()


async def _serve() -> None:
    """Serve the site until the process is ended; print the port first. `/times` tells when pages were asked for."""
    times: list[float] = []
    links = "".join(f'<li><a href="/rapporter/{n}">Rapport {n}</a></li>' for n in range(_PAGES))
    pages = {f"/rapporter/{n}": _page(n) for n in range(_PAGES)}
    pages["/rapporter"] = f"<html><body><main><ul>{links}</ul></main></body></html>".encode()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readline():
            path = head.split()[1].decode()
            while (await reader.readline()).strip():
                pass
            if path == "/times":
                body, times[:] = json.dumps(times).encode(), []
            else:
                body = pages.get(path, b"")
                times.append(time.monotonic())
            status = "200 OK" if body else "404 Not Found"
            writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def _bare(url: str) -> None:
    """Run a spider as Scrapy's tutorial writes one, in this process."""
    import scrapy
    from scrapy.crawler import CrawlerProcess

    class BareSpider(scrapy.Spider):  # type: ignore[misc]
        name = "bare"
        start_urls = (url,)

        def parse(self, response):  # type: ignore[no-untyped-def]
            yield from response.follow_all(css="main a", callback=self.page)

        def page(self, response):  # type: ignore[no-untyped-def]
            yield {"title": response.css("title::text").get(), "text": response.css("p::text").getall()}

    settings = {
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": 0,
        "LOG_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
    }
    process = CrawlerProcess(settings)
    process.crawl(BareSpider)
    process.start()


def _run_bare(url: str) -> float:
    started = time.monotonic()
    subprocess.run(command_of("benchmarks.crawling", "bare", url), check=True)
    return time.monotonic() - started


def _run_ours(url: str) -> float:
    form = Form(links=r"^/rapporter/\d+$", area="main")
    key = SourceId("bench")
    source = Source(key, "bench", "Org", "SE", ("sv",), SourceKind.LISTING, url, Mark.READ, "", "", form=form)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store(f"sqlite:///{folder / 'records.sqlite3'}")
        store.migrate()
        tools = Tools(Blobs(str(folder / "blobs")), folder / "spool", Manners(delay_s=0, allow_loopback=True))
        catalogue = Catalogue({}, {}, (), {key: source}, {}, {}, {}, "bench")
        started = time.monotonic()
        [report] = Crawler(store, catalogue, tools, lambda: datetime.now(UTC)).crawl([key])
        took = time.monotonic() - started
        store.close()
    assert report.new == _PAGES, report
    return took


def measure() -> dict[str, float]:
    """Return the medians of three rounds of each, taken in turns: pages per second, and ours as a share of bare."""
    server = subprocess.Popen(
        command_of("benchmarks.crawling", "serve"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert server.stdout is not None
        site = f"http://127.0.0.1:{int(server.stdout.readline())}"
        rates: dict[str, list[float]] = {}
        for _ in range(_ROUNDS):
            for name, run in (("bare", _run_bare), ("ours", _run_ours)):
                whole = run(f"{site}/rapporter")
                times = json.loads(urlopen(f"{site}/times").read())[-_PAGES:]  # noqa: S310 - our own server
                rates.setdefault(f"{name}_fetching", []).append((_PAGES - 1) / (times[-1] - times[0]))
                rates.setdefault(f"{name}_whole", []).append(_PAGES / whole)
    finally:
        server.kill()
        server.wait()
    found = {name: median(values) for name, values in rates.items()}
    found["ratio_fetching"] = found["ours_fetching"] / found["bare_fetching"]
    found["ratio_whole"] = found["ours_whole"] / found["bare_whole"]
    return found


def report() -> None:
    """Print the figures."""
    found = measure()
    print("## Crawling, pages a second\n")
    print("| | bare Scrapy spider | Utblick | ratio |\n|---|---|---|---|")
    for key, words in (
        ("fetching", "as the server sees them come"),
        ("whole", "whole run, from start to stored"),
    ):
        bare, ours, ratio = found[f"bare_{key}"], found[f"ours_{key}"], found[f"ratio_{key}"]
        print(f"| {words} | {bare:.0f} | {ours:.0f} | {ratio:.2f} |")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve"]:
            asyncio.run(_serve())
        case ["bare", address]:
            _bare(address)
        case _:
            report()
