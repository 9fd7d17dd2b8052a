"""The spiders of lists: listing pages and sitemaps, followed to the pages they name and to those pages' PDFs."""

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from scrapy import signals
from scrapy.exceptions import DontCloseSpider

from crawlers.links import Entry, find_links, matching, next_page, pdf_link, sitemap_entries
from crawlers.settings import LARGEST_FILE, LARGEST_PAGE, MOST_REQUESTS
from crawlers.spiders.spooling import SpoolingSpider
from crawlers.waiting import AskedToWait
from kb.domain.sources import Form
from kb.errors import InputError, SourceChanged

_MISSING = timedelta(days=30)  # before a page that was not there is asked for again
_MOST_SITEMAPS = 20
_FIRST, _THEN = 10, 0  # the list before what it lists


class FollowingSpider(SpoolingSpider):
    """Asks for what is listed: first what is new, then what it knows, conditionally, longest unasked first.

    `left`: the run before left something on the list, so that all of the list is read whether it has changed or not.
    """

    def __init__(
        self,
        url: str,
        form: Form,
        known: Mapping[str, Mapping[str, Any]],
        now: datetime,
        left: bool = False,
        **rest: Any,
    ) -> None:
        super().__init__(**rest)
        self._url, self._form, self._known, self._now, self._left = url, form, known, now, left
        self._listed: dict[str, None] = {}
        self._asked: set[str] = set()
        self._open: dict[str, None] = {}  # items that have not come, or whose PDF has not
        self._reserved = form.turns - 1  # requests that what was asked for may lead to: pages of the list, PDFs
        self._waiting = 0
        self._rechecked = False

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **kwargs: Any) -> "SpoolingSpider":
        """Return the spider, connected to what it has to hear of."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.idle, signals.spider_idle)
        return spider

    def idle(self) -> None:
        """When all that is new has been asked for, ask for what is known."""
        if self._rechecked:
            return
        self._rechecked = True
        self._reserved = 0  # all that was asked for has been answered
        requests = list(self.again())
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def again(self) -> Iterator[Any]:
        """Yield the requests for pages that are known, as many as the run has room for."""
        for address, page in self._known.items():
            if page["role"] == "item" and address not in self._asked:
                missing = page["status"] in (404, 410) and self._since(page) < _MISSING
                if not missing and (request := self.follow(address)) is not None:
                    yield request

    def follow(self, address: str) -> Any:
        """Return the request for an item, None when it was asked for or there is no room left in this run."""
        if address in self._asked:
            return None
        leads_on = self._form.pdf is not None
        if self.requests + self._reserved + leads_on >= MOST_REQUESTS:
            self._waiting += address not in self._known
            return None
        self._asked.add(address)
        self._open[address] = None
        self._reserved += leads_on
        return self.ask(
            address,
            role="item",
            key=address,
            callback=self.item,
            known=self._known.get(address),
            largest=LARGEST_FILE,
            priority=_THEN,
        )

    def item(self, response: Any) -> Iterator[Any]:
        """Keep an item's page, and go on to its PDF."""
        key = response.meta["key"]
        request = None
        if self.keep_or_end(response) and not response.body[:1024].lstrip().startswith(b"%PDF"):
            request = self._pdf_of(response)
        if request is not None:
            yield request
        else:
            self._open.pop(key, None)

    def pdf(self, response: Any) -> None:
        """Keep the PDF of an item."""
        self.keep_or_end(response)
        self._open.pop(response.meta["key"], None)

    def failed(self, failure: Any) -> None:
        """Note why nothing came; what was not sent because the host asked us to wait is still to be asked."""
        super().failed(failure)
        if not isinstance(failure.value, AskedToWait):
            self._open.pop(failure.request.meta["key"], None)

    def summary(self) -> dict[str, object]:
        """Return how many items are listed, how many of them wait for the next run, and which are half done."""
        waiting = self._waiting + sum(key not in self._known for key in self._open)
        return {"listed": len(self._listed), "waiting": waiting, "unfinished": list(self._open)}

    def _pdf_of(self, response: Any) -> Any:
        key = response.meta["key"]
        try:
            address = pdf_link(response.body[:LARGEST_PAGE], response.url, self._form)
        except (InputError, SourceChanged):  # its reader will say what is wrong with the page
            return None
        if address is None or address == key:
            return None
        known = self._known.get(address)
        return self.ask(
            address, role="pdf", key=key, callback=self.pdf, known=known, largest=LARGEST_FILE, priority=_FIRST
        )

    def _since(self, page: Mapping[str, Any]) -> timedelta:
        return self._now - datetime.fromisoformat(page["asked_at"])


class ListingSpider(FollowingSpider):
    """Reads a listing page, and the pages after it while they bring something new or hold what was left."""

    name = "listing"

    async def start(self) -> AsyncIterator[Any]:
        """Yield the request for the first page of the list."""
        # Only a list of one page can be asked conditionally: of the others the last page may have changed alone.
        known = self._known.get(self._url) if self._form.turns == 1 and not self._left else None
        request = self.ask(
            self._url, role="list", key=self._url, callback=self.listing, known=known, priority=_FIRST, turn=1
        )
        if request is not None:
            yield request

    def listing(self, response: Any, turn: int) -> Iterator[Any]:
        """Note what the page lists, follow what is new, and turn the page."""
        if not self.keep_or_end(response):
            return
        try:
            links = find_links(response.body, response.url, self._form)
            following = next_page(response.body, response.url, self._form) if turn < self._form.turns else None
        except SourceChanged as error:
            self.note("list", self._url, response.url, error="empty", detail=str(error))
            return
        except InputError as error:
            self.note("list", self._url, response.url, error="changed", detail=str(error))
            return
        new = [link for link in links if link not in self._known and link not in self._listed]
        self._listed |= dict.fromkeys(links)
        for link in new:
            if (request := self.follow(link)) is not None:
                yield request
        if following is not None and (new or self._left):
            self._reserved -= 1
            yield self.ask(following, role="list", key=following, callback=self.listing, priority=_FIRST, turn=turn + 1)


class SitemapSpider(FollowingSpider):
    """Reads a sitemap, and those it names; a page whose date has not passed our last visit is not asked for."""

    name = "sitemap"

    def __init__(self, **rest: Any) -> None:
        super().__init__(**rest)
        self._entries: list[Entry] = []
        self._sitemaps: set[str] = set()

    async def start(self) -> AsyncIterator[Any]:
        """Yield the request for the sitemap."""
        if (request := self._sitemap(self._url)) is not None:
            yield request

    def sitemap(self, response: Any) -> Iterator[Any]:
        """Collect what the sitemap names; what is asked for is decided when all of them are read."""
        if not self.keep_or_end(response):
            return
        try:
            entries, further = sitemap_entries(response.body, response.url)
        except (InputError, SourceChanged) as error:
            kind = "empty" if isinstance(error, SourceChanged) else "changed"
            self.note("list", response.meta["key"], response.url, error=kind, detail=str(error))
            return
        if not further:
            self._entries += entries
            return
        for entry in entries:
            if len(self._sitemaps) < _MOST_SITEMAPS and entry.address not in self._sitemaps:
                yield self._sitemap(entry.address)

    def again(self) -> Iterator[Any]:
        """Yield the requests for pages that are new or have changed since our last visit, newest first."""
        for entry in matching(self._entries, self._url, self._form):
            self._listed[entry.address] = None
            page = self._known.get(entry.address)
            visited = datetime.fromisoformat(page["asked_at"]) if page else datetime.min.replace(tzinfo=UTC)
            if (page is None or (entry.changed or visited) > visited) and (
                request := self.follow(entry.address)
            ) is not None:
                yield request

    def _sitemap(self, address: str) -> Any:
        self._sitemaps.add(address)
        return self.ask(address, role="list", key=address, callback=self.sitemap, largest=LARGEST_FILE, priority=_FIRST)
