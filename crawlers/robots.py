"""robots.txt as RFC 9309 has it: 4xx allows everything, 5xx and no answer forbid everything."""

from typing import Any

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest

from crawlers.safety import NotPublic
from crawlers.settings import LONGEST_CRAWL_DELAY_S

_LONGEST = 512_000  # bytes; RFC 9309 section 2.5 asks for 500 KiB at least


class ForbiddenByRobots(IgnoreRequest):  # type: ignore[misc]
    """robots.txt does not let us, or says by a server error that now is not the time, and maybe when it is."""

    def __init__(self, why: str, retry_after: str | None = None) -> None:
        super().__init__(why)
        self.retry_after = retry_after


class StrictRobots(RobotsTxtMiddleware):  # type: ignore[misc]
    """Scrapy's middleware, which takes a 5xx and a time-out for "allowed", made to obey."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._unknown: dict[str, Exception] = {}

    async def process_request(self, request: Any, spider: Any = None) -> None:  # noqa: ARG002 - Scrapy's signature
        """Let the request pass, or raise what stands against it."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        parser = await self.robot_parser(request)
        error = self._unknown.get(request.url.split("/")[2])
        if error is not None:
            raise error
        if parser is not None and not parser.allowed(request.url, self._robotstxt_useragent):
            raise ForbiddenByRobots("robots.txt does not allow this address")

    async def _parse_robots(self, response: Any, netloc: str, request: Any) -> None:
        if response.status >= 500 or response.status == 429:
            why = f"robots.txt answers {response.status}, which forbids until it is there again"
            when = response.headers.get("Retry-After")
            error = ForbiddenByRobots(why, when.decode("latin-1") if when else None)
            self._robots_error(error, netloc)
            return
        body = response.body[:_LONGEST] if response.status < 300 else b""
        await super()._parse_robots(response.replace(body=body), netloc, request)
        self._slow_down(netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        known = isinstance(exc, ForbiddenByRobots | NotPublic)
        self._unknown[netloc] = (
            exc
            if known or not isinstance(exc, IgnoreRequest)
            else ForbiddenByRobots(f"robots.txt cannot be read: {exc}")
        )
        super()._robots_error(exc, netloc)

    def _slow_down(self, netloc: str, request: Any) -> None:
        parser = getattr(self._parsers[netloc], "rp", None)
        wished = parser.crawl_delay(self._robotstxt_useragent) if parser is not None else None
        slots = self.crawler.engine.downloader.slots
        key = self.crawler.engine.downloader.get_slot_key(request)
        if wished and key in slots:
            slots[key].delay = max(slots[key].delay, min(float(wished), LONGEST_CRAWL_DELAY_S))
