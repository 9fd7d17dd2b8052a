"""The spider of archives and databases: asks page after page of an answer, and notes where the next run goes on."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from crawlers.harvests import Harvest, address_of, turn_of
from crawlers.settings import LARGEST_FEED, MOST_ITEMS, MOST_REQUESTS
from crawlers.spiders.spooling import GOOD, SpoolingSpider

_REFUSED = (400, 404, 422)  # how databases say that they no longer know a token


class HarvestSpider(SpoolingSpider):
    """Works through the questions of a harvest, one page at a time."""

    name = "harvest"

    def __init__(self, harvest: Harvest, **rest: Any) -> None:
        super().__init__(**rest)
        self._harvest = harvest
        self._items = 0
        self._kept = harvest.pending[0][1] if harvest.pending else None  # the token that the last run ended with

    async def start(self) -> AsyncIterator[Any]:
        """Yield the request for the first page."""
        if (request := self._next()) is not None:
            yield request

    def page(self, response: Any) -> Iterator[Any]:
        """Keep a page of the answer and ask for the one after it."""
        if response.status in _REFUSED and self._kept is not None and self._kept == self._harvest.pending[0][1]:
            # Tokens are good for a while only (Crossref's for five minutes), and this one is of the last run.
            self._kept, self._harvest = None, self._harvest.begun_anew()
            yield self._next()
            return
        turn = turn_of(self._harvest, response.body) if response.status in GOOD else None
        if turn is not None and turn.anew:
            self._harvest = turn.harvest
            if self.requests < MOST_REQUESTS:
                yield self._next()
            return
        if not self.keep_or_end(response) or turn is None:
            return
        if turn.error is not None:
            self.note("answer", response.meta["key"], "", error="changed", detail=turn.error)
            return
        self._items += turn.items
        self._harvest = turn.harvest
        if self._items < MOST_ITEMS and self.requests < MOST_REQUESTS and (request := self._next()) is not None:
            yield request

    def summary(self) -> dict[str, object]:
        """Return where the next run goes on, and how many items came."""
        return {"cursor": self._harvest.cursor(), "listed": self._items, "waiting": len(self._harvest.pending)}

    def _next(self) -> Any:
        if not self._harvest.pending:
            return None
        name = self._harvest.pending[0][0]
        address = address_of(self._harvest)
        return self.ask(address, role="answer", key=name, callback=self.page, largest=LARGEST_FEED)
