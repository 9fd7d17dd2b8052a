"""The collecting of the program: the crawler with all that it works with, and the clock of the running server."""

import logging
import threading
from collections.abc import Callable

from crawlers.collect import Crawler, SourceReport
from crawlers.run import Tools
from crawlers.settings import Manners
from enrichment.language import read_language
from kb.catalogue import Catalogue
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.documents import RawDocument
from kb.domain.sources import SourceKind
from kb.store.sources import Verdict
from utblick.context import Context
from utblick.output import Tell, several
from utblick.parts import Live, Parts

_log = logging.getLogger(__name__)
_LOOK_EVERY_S = 60.0
_TOGETHER = 2  # sources that are crawled at a time: the machine also serves
_LOOKED_AT = 20_000  # characters of a text that are searched for a word of the field


def crawler_of(context: Context) -> Crawler:
    """Return what crawls sources, as the settings say."""
    key = context.settings.openalex_key
    keys = {SourceKind.OPENALEX.value: key.get_secret_value()} if key else {}
    tools = Tools(
        blobs=context.blobs,
        spool=context.settings.data / "spool",
        manners=Manners(contact=context.settings.contact, keys=keys),
        language_of=lambda text: read_language(text).value,
        in_field=in_field_of(context.catalogue),
    )
    return Crawler(context.store, context.catalogue, tools, context.now)


def in_field_of(catalogue: Catalogue) -> Callable[[RawDocument], bool]:
    """Return a function that says whether a document has any word of the field: far more than count as relevant.

    It is asked about sources that are about everything, so that what is kept of them can be looked through.
    """
    told = ("challenges", "measures", "crime_types", "programmes")
    matcher = ConceptMatcher(c for c in catalogue.concepts.values() if c.scheme in told or c.weight)

    def in_field(document: RawDocument) -> bool:
        text = "\n".join([document.title, *document.terms, document.text[:_LOOKED_AT]])
        language = document.language or read_language(text).value or "en"
        return bool(matcher.find(text, language))

    return in_field


class Collector(threading.Thread):
    """One of the threads that crawl what is due, a source at a time, until `live.stop`."""

    def __init__(self, parts: Parts, live: Live, tell: Tell, number: int = 0) -> None:
        super().__init__(name=f"collector-{number}", daemon=True)
        self._parts, self._live, self._tell = parts, live, tell

    def run(self) -> None:
        """Crawl until stopped; whatever goes wrong is logged and the work tried again."""
        while not self._live.stop.is_set():
            try:
                crawler, reports = crawler_of(self._parts), list[SourceReport]()
                while not self._live.stop.is_set() and (report := crawler.crawl_next()) is not None:
                    reports.append(report)
                if reports and not self._live.stop.is_set():
                    self._tell("crawled", summary(reports), sources=reports)
            except Exception:  # noqa: BLE001 - the edge of a thread: nobody else can catch it, and collecting would end
                _log.exception("crawl_failed")
            self._live.stop.wait(_LOOK_EVERY_S)


def collectors(parts: Parts, live: Live, tell: Tell) -> list[Collector]:
    """Return the threads that crawl."""
    return [Collector(parts, live, tell, number) for number in range(_TOGETHER)]


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
