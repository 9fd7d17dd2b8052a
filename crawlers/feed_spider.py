"""The spider that fetches feeds: it writes down what came and judges nothing."""

import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any, TypedDict

import scrapy
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)

from crawlers.robots import ForbiddenByRobots
from crawlers.safety import NotPublic, refused_hosts
from crawlers.settings import PDF_TOTAL_S, TOTAL_S

_UNREACHABLE = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadFailedError, DownloadTimeoutError)


class Asked(TypedDict):
    """One address to fetch, as it stands in the job's file."""

    key: str
    address: str
    etag: str | None
    last_modified: str | None
    largest: int


class FeedSpider(scrapy.Spider):  # type: ignore[misc]
    """Fetches each address once; one line in `answers.jsonl` for each, and its body in a file beside it."""

    name = "feeds"

    def __init__(self, asked: Sequence[Asked], folder: Path, **rest: Any) -> None:
        super().__init__(**rest)
        self._asked, self._folder = asked, folder

    async def start(self) -> AsyncIterator[Any]:
        """Yield a request for each address; conditional where the last answer gave us something to compare."""
        for number, ask in enumerate(self._asked):
            headers = {"If-None-Match": ask["etag"], "If-Modified-Since": ask["last_modified"]}
            timeout = PDF_TOTAL_S if ask["largest"] > self.settings.getint("DOWNLOAD_MAXSIZE") else TOTAL_S
            try:
                yield scrapy.Request(
                    ask["address"],
                    headers={name: value.encode("latin-1", "replace") for name, value in headers.items() if value},
                    meta={"download_maxsize": ask["largest"], "download_timeout": timeout},
                    cb_kwargs={"number": number},
                    errback=self.failed,
                    dont_filter=True,
                )
            except ValueError as error:
                self._note(number, error="not_public", detail=f"{ask['address']} is not a web address: {error}")

    def parse(self, response: Any, number: int) -> None:
        """Keep the body and what the headers say."""
        (self._folder / f"{number}.body").write_bytes(response.body)
        said = {name: response.headers.get(name) for name in ("ETag", "Last-Modified", "Retry-After")}
        self._note(
            number,
            status=response.status,
            address=response.url,
            **{name: value.decode("latin-1") for name, value in said.items() if value},
        )

    def failed(self, failure: Any) -> None:
        """Note why nothing came."""
        error, request = failure.value, failure.request
        host = request.url.split("/")[2].rsplit(":", 1)[0]
        if host in refused_hosts:
            kind, detail = "not_public", f"{host} resolves to {refused_hosts[host]}, which is not a public address"
        elif isinstance(error, NotPublic):
            kind, detail = "not_public", str(error)
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
        self._note(request.cb_kwargs["number"], error=kind, detail=detail)

    def _note(self, number: int, **said: object) -> None:
        line = json.dumps({"key": self._asked[number]["key"], "file": f"{number}.body"} | said)
        with (self._folder / "answers.jsonl").open("a", encoding="utf-8") as answers:
            answers.write(line + "\n")


def _unreachable(error: Exception, host: str) -> str:
    if isinstance(error, CannotResolveHostError):
        return f"the name {host} cannot be resolved"
    if isinstance(error, DownloadConnectionRefusedError):
        return f"{host} refuses the connection"
    if isinstance(error, DownloadTimeoutError):
        return f"{host} does not answer in time"
    return f"the connection to {host} failed: {error}"[:300]
