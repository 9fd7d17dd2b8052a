"""The spider of what stands at one address: a feed, a watched page, whatever somebody wants to try."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, TypedDict

from crawlers.spiders.spooling import SpoolingSpider


class Asked(TypedDict):
    """One address to fetch, as it stands in the job's file."""

    key: str
    address: str
    etag: str | None
    last_modified: str | None
    largest: int


class SingleSpider(SpoolingSpider):
    """Fetches each address once."""

    name = "single"

    def __init__(self, asked: Sequence[Asked], **rest: Any) -> None:
        super().__init__(**rest)
        self._asked = asked

    async def start(self) -> AsyncIterator[Any]:
        """Yield a request for each address; conditional where the last answer gave us something to compare."""
        for ask in self._asked:
            known = {"etag": ask["etag"], "last_modified": ask["last_modified"]}
            request = self.ask(
                ask["address"],
                role="single",
                key=ask["key"],
                callback=self.keep_it,
                known=known,
                largest=ask["largest"],
            )
            if request is not None:
                yield request

    def keep_it(self, response: Any) -> None:
        """Keep the body and what the headers say."""
        self.keep(response)
