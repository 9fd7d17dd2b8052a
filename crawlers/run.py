"""Crawl sources: fetch, read, judge. Nothing is stored here."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from crawlers.fetch import Answer, Ask, fetch
from crawlers.readers.isolated import IsolatedReader
from crawlers.readers.reading import Kind, Refusal
from kb.domain.documents import RawDocument, SourceId
from kb.domain.facts import Source
from kb.errors import InputError, SourceChanged, UtblickError
from kb.store.sources import SourceState, Verdict


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """What a crawl of one source came to. There are documents only when the verdict is ok."""

    source: SourceId
    verdict: Verdict
    detail: str = ""
    documents: tuple[RawDocument, ...] = field(default=(), repr=False)
    refusals: tuple[Refusal, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    retry_after: timedelta | None = None

    def next_state(self, state: SourceState, now: datetime) -> SourceState:
        """Return the source's state after this crawl."""
        if self.verdict.good:
            return state.after_success(now, self.verdict, len(self.documents), self.etag, self.last_modified)
        return state.after_failure(now, self.verdict, self.detail, self.retry_after)


def crawl(
    sources: Sequence[Source],
    *,
    states: Mapping[SourceId, SourceState],
    spool: Path,
    contact: str | None,
    now: datetime | None = None,
    allow_loopback: bool = False,
) -> Generator[CrawlResult, None, None]:
    """Yield what a crawl of each feed came to, in the order of `sources`.

    Hosts are asked side by side, so that one that does not answer delays no other; each answer is read when its turn
    comes, so that only one is in memory. `allow_loopback` is for tests.
    """
    asks = []
    for source in sources:
        state = states.get(source.id, SourceState(source.id))
        asks.append(Ask(source.id, source.url, state.etag, state.last_modified))
    fetched = fetch(asks, spool=spool, contact=contact, now=now, allow_loopback=allow_loopback)
    with fetched as answers, IsolatedReader() as reader:
        for source, answer in zip(sources, answers, strict=True):
            yield _judge(source, answer, reader)


def _judge(source: Source, answer: Answer, reader: IsolatedReader) -> CrawlResult:
    if answer.failed is not None:
        return CrawlResult(source.id, answer.failed, answer.detail, retry_after=answer.retry_after)
    if answer.status == 304:
        return CrawlResult(source.id, Verdict.NOT_MODIFIED, etag=answer.etag, last_modified=answer.last_modified)
    try:
        content = answer.content()
        if not content.strip():
            return CrawlResult(source.id, Verdict.EMPTY, "the answer is empty")
        reading = reader.read(content, name=source.id, source=source.id, address=answer.address)
    except SourceChanged as error:
        return CrawlResult(source.id, Verdict.EMPTY, str(error))
    except InputError as error:
        return CrawlResult(source.id, Verdict.CHANGED, str(error))
    except (UtblickError, OSError) as error:  # ours to mend, and no reason to let the other sources go
        return CrawlResult(source.id, Verdict.ERROR, f"the answer cannot be read: {error}")
    if reading.kind not in (Kind.FEED, Kind.JSON_FEED):
        return CrawlResult(source.id, Verdict.CHANGED, f"the address gives a {reading.kind}, not a feed")
    return CrawlResult(
        source.id, Verdict.OK, "", reading.documents, reading.refusals, answer.etag, answer.last_modified
    )
