"""The clock of the running server: crawls the sources that are due."""

import logging
import threading

from crawlers.collect import SourceReport, crawl_sources
from kb.errors import UtblickError
from kb.store.sources import Verdict
from utblick.output import say
from utblick.parts import Live, Parts

_log = logging.getLogger(__name__)
_LOOK_EVERY_S = 300.0


class Collector(threading.Thread):
    """One thread that every five minutes crawls what is due, until `live.stop`."""

    def __init__(self, parts: Parts, live: Live) -> None:
        super().__init__(name="collector", daemon=True)
        self._parts, self._live = parts, live

    def run(self) -> None:
        """Crawl until stopped; an error that has a name is logged and the work tried again."""
        while not self._live.stop.is_set():
            try:
                reports = crawl_sources(
                    self._parts.store,
                    self._parts.blobs,
                    self._parts.catalogue,
                    None,
                    now=self._parts.now(),
                    spool=self._parts.settings.data / "spool",
                    contact=self._parts.settings.contact,
                )
                if reports and not self._live.stop.is_set():
                    say(summary(reports))
            except UtblickError as error:
                _log.error("crawl_failed", extra={"reason": str(error)})
            self._live.stop.wait(_LOOK_EVERY_S)


def summary(reports: list[SourceReport]) -> str:
    """Return in a few Swedish lines what a round of crawling came to."""
    new = sum(report.new for report in reports)
    good = [r for r in reports if r.verdict is not None and r.verdict.good]
    lines = [f"Källor: {len(good)} av {len(reports)} svarade, {new} nya dokument."]
    unreached = [r.source for r in reports if r.verdict is Verdict.UNREACHABLE]
    if unreached:
        lines.append(f"Kunde inte nås: {', '.join(unreached)}.")
    others = [r for r in reports if r.verdict is not None and not r.verdict.good and r.source not in unreached]
    lines += [f"{r.source}: {r.detail or r.verdict}" for r in others]
    return "\n".join(lines)
