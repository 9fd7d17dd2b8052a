"""What all spiders share: every answer is a line in `answers.jsonl`, its body a file beside it."""

import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import scrapy
from scrapy import signals
from scrapy.exceptions import (
    CannotResolveHostError,
    CloseSpider,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)

from crawlers.hosts import LeftItsSites
from crawlers.robots import ForbiddenByRobots
from crawlers.safety import NotPublic, refused_hosts
from crawlers.settings import LARGEST_FEED, PDF_TOTAL_S, TOTAL_S
from crawlers.waiting import AskedToWait, asks_to_wait

_UNREACHABLE = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadFailedError, DownloadTimeoutError)
GOOD = (200, 203, 226)  # answers that bring something to read
_KEPT_HEADERS = ("ETag", "Last-Modified", "Retry-After")


class SpoolingSpider(scrapy.Spider):  # type: ignore[misc]
    """Asks, and writes down what came. The last line says how the crawl ended; without it, it was cut off."""

    def __init__(self, folder: Path, **rest: Any) -> None:
        super().__init__(**rest)
        self._folder = folder
        self._answers = (folder / "answers.jsonl").open("a", encoding="utf-8")
        self._bodies = 0
        self.requests = 0

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> "SpoolingSpider":
        """Return the spider, connected to what it has to hear of."""
        spider: SpoolingSpider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.ended, signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Yield the first requests."""
        raise NotImplementedError
        yield

    def ask(
        self,
        address: str,
        *,
        role: str,
        key: str,
        callback: Any,
        known: Mapping[str, str | None] | None = None,
        largest: int = LARGEST_FEED,
        priority: int = 0,
        **extra: Any,
    ) -> scrapy.Request | None:
        """Return the request, conditional where `known` has something to compare by; None when it is no address.

        `key` is what the answer belongs to, `extra` what the callback is given beside the response.
        """
        compare = {
            "If-None-Match": (known or {}).get("etag"),
            "If-Modified-Since": (known or {}).get("last_modified"),
        }
        try:
            request = scrapy.Request(
                address,
                headers={name: value.encode("latin-1", "replace") for name, value in compare.items() if value},
                meta={
                    "download_maxsize": largest,
                    "download_timeout": PDF_TOTAL_S if largest > LARGEST_FEED else TOTAL_S,
                    "role": role,
                    "key": key,
                },
                callback=callback,
                cb_kwargs=extra,
                errback=self.failed,
                dont_filter=True,
                priority=priority,
            )
        except ValueError as error:
            self.note(role, key, address, error="not_public", detail=f"{address} is not a web address: {error}")
            return None
        self.requests += 1
        return request

    def keep(self, response: Any, **said: object) -> bool:
        """Write down the answer; return whether it brought something to read."""
        meta = response.meta
        headers = {name: response.headers.get(name) for name in _KEPT_HEADERS}
        file = f"{self._bodies}.body"
        good = response.status in GOOD
        if good:
            self._bodies += 1
            (self._folder / file).write_bytes(response.body)
        self.note(
            meta["role"],
            meta["key"],
            response.url,
            status=response.status,
            file=file if good else None,
            **{name: value.decode("latin-1") for name, value in headers.items() if value},
            **said,
        )
        return good

    def keep_or_end(self, response: Any, **said: object) -> bool:
        """Write down the answer as `keep` does; end the crawl when the source asks us to come back later."""
        good = self.keep(response, **said)
        if asks_to_wait(response):
            raise CloseSpider("asked_to_wait")
        return good

    def failed(self, failure: Any) -> None:
        """Note why nothing came."""
        error, request = failure.value, failure.request
        if isinstance(error, AskedToWait):  # the answer that asked is noted; this address is left for the next run
            return
        host = request.url.split("/")[2].rsplit(":", 1)[0]
        if host in refused_hosts:
            kind, detail = "not_public", f"{host} resolves to {refused_hosts[host]}, which is not a public address"
        elif isinstance(error, NotPublic):
            kind, detail = "not_public", str(error)
        elif isinstance(error, LeftItsSites):
            kind, detail = "changed", str(error)
        elif isinstance(error, ForbiddenByRobots):
            kind, detail = "forbidden_by_robots", str(error)
        elif isinstance(error, _UNREACHABLE):
            kind, detail = "unreachable", _unreachable(error, host)
        elif isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in str(error):
            kind, detail = "error", f"the answer is larger than {request.meta['download_maxsize'] >> 20} MiB"
        elif "redirect" in str(error):
            kind, detail = "error", "more than 5 redirects"
        else:
            kind, detail = "error", f"the answer cannot be used: {error}"[:300]
        when = error.retry_after if isinstance(error, ForbiddenByRobots) else None
        said = {"Retry-After": when} if when else {}
        self.note(request.meta["role"], request.meta["key"], request.url, error=kind, detail=detail, **said)

    def note(self, role: str, key: str, address: str, **said: object) -> None:
        """Write one line, at once: what a killed crawl had done can be read."""
        self._answers.write(json.dumps({"role": role, "key": key, "address": address} | said) + "\n")
        self._answers.flush()

    def ended(self, reason: str) -> None:
        """Write the last line: why the crawl ended, what stumbled, and what else the spider has to say."""
        stats = self.crawler.stats.get_stats()
        stumbled = {
            name.rpartition("/")[2]: count for name, count in stats.items() if name.startswith("spider_exceptions/")
        }
        self.note("end", "", "", reason=reason, stumbled=stumbled, requests=self.requests, **self.summary())
        self._answers.close()

    def summary(self) -> dict[str, object]:
        """Return what the spider has to say at the end beside its answers."""
        return {}


def _unreachable(error: Exception, host: str) -> str:
    if isinstance(error, CannotResolveHostError):
        return f"the name {host} cannot be resolved"
    if isinstance(error, DownloadConnectionRefusedError):
        return f"{host} refuses the connection"
    if isinstance(error, DownloadTimeoutError):
        return f"{host} does not answer in time"
    return f"the connection to {host} failed: {error}"[:300]
