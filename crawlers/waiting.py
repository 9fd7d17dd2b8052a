"""A host that asks us to come back later is asked nothing more in this crawl."""

from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest


class AskedToWait(IgnoreRequest):  # type: ignore[misc]
    """The host has asked us to come back later, so this request is not sent."""


def asks_to_wait(response: object) -> bool:
    """Return whether the answer says that it is too much now (RFC 6585 section 4, RFC 9110 section 15.6.4)."""
    status, headers = response.status, response.headers  # type: ignore[attr-defined]
    return bool(status == 429 or (status == 503 and headers.get("Retry-After")))


class HonourWaiting:
    """Downloader middleware that holds back every request to such a host, also those already under way to it.

    The spider hears of the answer too late: by then Scrapy has the next request in its queue.
    """

    def __init__(self) -> None:
        self._hosts: set[str] = set()

    def process_request(self, request: object) -> None:
        """Let the request pass, or raise AskedToWait."""
        if _host(request) in self._hosts:
            raise AskedToWait("the host has asked us to come back later")

    def process_response(self, request: object, response: object) -> object:
        """Remember the host of an answer that asks us to wait; return the answer."""
        if asks_to_wait(response):
            self._hosts.add(_host(request))
        return response


def _host(request: object) -> str:
    return urlsplit(request.url).netloc  # type: ignore[attr-defined]
