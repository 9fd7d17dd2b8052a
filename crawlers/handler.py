"""Scrapy's own download handler, pinned, with a limit on connecting: Scrapy knows only one time limit for all."""

from typing import Any

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler, _ScrapyAgent
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future

from crawlers.settings import CONNECT_S


class _Agent(_ScrapyAgent):  # type: ignore[misc]
    def _get_agent(self, request: Any, timeout: float) -> Any:
        return super()._get_agent(request, min(timeout, CONNECT_S))


class PatientHandler(HTTP11DownloadHandler):  # type: ignore[misc]
    """Downloads over HTTP/1.1: 10 s to connect, the request's own limit in all."""

    async def download_request(self, request: Any) -> Any:
        """Return the response, or raise one of Scrapy's download errors."""
        agent = _Agent(
            contextFactory=self._contextFactory,
            pool=self._pool,
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=self._fail_on_dataloss,
            crawler=self._crawler,
        )
        with wrap_twisted_exceptions():
            return await maybe_deferred_to_future(agent.download_request(request))
