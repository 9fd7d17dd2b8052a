"""The clock of the running server: crawls the sources that are due."""

import logging
import threading

from crawlers.collect import SourceReport, crawl_sources
from kb.store.sources import Verdict
from utblick.output import Tell, several
from utblick.parts import Live, Parts

_log = logging.getLogger(__name__)
_LOOK_EVERY_S = 300.0


class Collector(threading.Thread):
    """One thread that every five minutes crawls what is due, until `live.stop`."""

    def __init__(self, parts: Parts, live: Live, tell: Tell) -> None:
        super().__init__(name="collector", daemon=True)
        self._parts, self._live, self._tell = parts, live, tell

    def run(self) -> None:
        """Crawl until stopped; whatever goes wrong is logged and the work tried again."""
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
                    self._tell("crawled", summary(reports), sources=reports)
            except Exception:  # noqa: BLE001 - the edge of a thread: nobody else can catch it, and collecting would end
                _log.exception("crawl_failed")
            self._live.stop.wait(_LOOK_EVERY_S)


def summary(reports: list[SourceReport]) -> str:
    """Return in a few English lines, as commands speak, what a round of crawling came to."""
    new = sum(report.new for report in reports)
    asked = [r for r in reports if r.verdict is not None]
    good = [r for r in asked if r.verdict is not None and r.verdict.good]
    lines = [f"{len(good)} of {several(len(asked), 'source')} answered, {several(new, 'new document')}."]
    unreached = [r.source for r in reports if r.verdict is Verdict.UNREACHABLE]
    if unreached:
        lines.append(f"Not reached: {', '.join(unreached)}.")
    others = [r for r in asked if r not in good and r.source not in unreached]
    lines += [f"{r.source}: {r.detail or r.verdict}" for r in others]
    return "\n".join(lines)
