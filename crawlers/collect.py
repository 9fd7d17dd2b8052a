"""Crawl sources into the records: what the commands and the clock call. A source is the unit of work."""

import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from crawlers.hosts import sites_of
from crawlers.readers.reading import Refusal
from crawlers.run import BrokenOff, CrawlResult, Tools, crawl_source
from kb.catalogue import Catalogue
from kb.domain.documents import SourceId
from kb.domain.sources import Source
from kb.errors import Busy, InputError, UtblickError
from kb.store import Store
from kb.store.crawls import Crawl, add_crawl, crawls_of, pages_of, save_pages
from kb.store.grouping import withdraw
from kb.store.ingest import Outcome, ingest
from kb.store.leases import owner_here, release, renew, take
from kb.store.sources import SourceState, Verdict, due_sources, get_state, save_state

WORKERS = 4
_BATCH = 500
_RENEW_EVERY_S = 30.0
_FOR_THE_PAUSE_S = 5.0  # how long to wait for a turn that is only kept for the pause between two requests
_NOT_STORED = (UtblickError, SQLAlchemyError, OSError)  # a database or a disk that refuses what one source gave


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What a crawl of a source came to. `verdict` None: it was not asked, `detail` says why.

    `stored` is false when something came and our own side could not keep it; `detail` says why. `passed_over`
    have no word of the field, `withdrawn` the source has taken back, `waiting` are left for the next run.
    """

    source: SourceId
    verdict: Verdict | None
    detail: str = ""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicate: int = 0
    withdrawn: int = 0
    passed_over: int = 0
    waiting: int = 0
    refusals: tuple[Refusal, ...] = ()
    due: datetime | None = None
    stored: bool = True


class _LostItsTurn(Busy):
    """Somebody else has taken over the source, so nothing of this crawl may be stored."""


@dataclass(frozen=True, slots=True)
class Crawler:
    """Crawls sources, each at one place at a time across all processes that share the records.

    `clock` gives the time, aware. A crawl that finds its source or its site taken leaves it to the other.
    """

    store: Store
    catalogue: Catalogue
    tools: Tools
    clock: Callable[[], datetime]

    def crawl(
        self,
        source_ids: Sequence[str] | None = None,
        workers: int = WORKERS,
        told: Callable[[SourceReport], None] = lambda _report: None,
    ) -> list[SourceReport]:
        """Crawl the named sources, or with None those that are due, and return a report on each, in their order.

        Sites are asked side by side, sources of one site after another; `told` hears of each as soon as it is done,
        of one at a time. Raises NotFound for an unknown source and
        InputError for one that is not collected, before anything is fetched.
        """
        if source_ids is None:
            with self.store.reading() as session:
                chosen = due_sources(session, self.catalogue.sources.values(), self.clock())
        else:
            chosen = [self._named(source_id) for source_id in dict.fromkeys(source_ids)]
        by_site: dict[str, list[Source]] = {}
        for source in chosen:
            by_site.setdefault(sites_of(source)[0], []).append(source)
        reports: dict[SourceId, SourceReport] = {}
        one_at_a_time = threading.Lock()

        def work(group: Sequence[Source]) -> list[SourceReport]:
            done = []
            for source in group:
                done.append(self.crawl_one(source))
                with one_at_a_time:
                    told(done[-1])
            return done

        pool = ThreadPoolExecutor(max_workers=max(1, min(workers, len(by_site))))
        try:
            for done in pool.map(work, by_site.values()):
                reports |= {report.source: report for report in done}
        finally:  # somebody who interrupts waits for the crawls under way, not for all that were to come
            pool.shutdown(cancel_futures=True)
        return [reports[source.id] for source in chosen]

    def crawl_next(self) -> SourceReport | None:
        """Crawl the source that has waited longest, None when there is none that nobody else crawls."""
        with self.store.reading() as session:
            due = due_sources(session, self.catalogue.sources.values(), self.clock())
        for source in due:
            report = self.crawl_one(source)
            if report.verdict is not None:
                return report
        return None

    def crawl_one(self, source: Source) -> SourceReport:
        """Crawl the source, store what is good, and return what it came to.

        It is not asked before its time even when somebody wants it: an hour after the last answer, or when it said.
        """
        with self._turn(source) as (names, owner, holder):
            if holder is not None:
                return SourceReport(source.id, None, f"not asked: another crawl has its turn there ({holder})")
            return self._crawl(source, names, owner)

    def check(self, source_id: str) -> tuple[CrawlResult, list[Crawl]]:
        """Ask a source now, store nothing, and return what came with the source's latest crawls, newest first.

        Raises InputError when it may not be asked yet, and Busy when a crawl has its turn there.
        """
        source = self._named(source_id)
        with self._turn(source) as (names, owner, holder):
            if holder is not None:
                raise Busy(f"{source.id}: another crawl has its turn there ({holder})")
            return self._look(source, _Heartbeat(self.store, names, owner, self.clock))

    def _look(self, source: Source, beat: Callable[[], None]) -> tuple[CrawlResult, list[Crawl]]:
        now = self.clock()
        with self.store.reading() as session:
            state = get_state(session, source.id)
            history = _habit(session, state)
        wait = _too_early(replace(state, paused_at=None), now)  # a paused one may be looked at
        if wait is not None:
            raise InputError(f"{source.id}: {wait}")
        tools = Tools(None, self.tools.spool, self.tools.manners, self.tools.language_of, self.tools.in_field)
        fresh = SourceState(source.id, cursor=state.cursor)
        return crawl_source(source, tools, state=fresh, known={}, history=history, now=now, beat=beat), history

    def _named(self, source_id: str) -> Source:
        source = self.catalogue.source(source_id)
        if not source.kind.collected:
            raise InputError(f"source {source_id!r} is of the kind {source.kind}, which is not collected")
        return source

    @contextmanager
    def _turn(self, source: Source) -> Iterator[tuple[list[str], str, str | None]]:
        """Give the names of what is taken for the source, as whose, and who has it if it is not ours."""
        owner = owner_here(f"{source.id}:{uuid.uuid4().hex[:8]}")
        names = [f"source:{source.id}", *(f"site:{site}" for site in sites_of(source))]
        holder = self._take(names, owner)
        try:
            yield names, owner, holder
        finally:
            pause = timedelta(seconds=self.tools.manners.delay_s)
            with suppress(*_NOT_STORED), self.store.writing() as session:  # else it runs out by itself
                release(session, names, owner, self.clock() + pause)

    def _take(self, names: Sequence[str], owner: str) -> str | None:
        until = time.monotonic() + _FOR_THE_PAUSE_S
        while True:
            try:
                with self.store.writing() as session:
                    holder = take(session, names, owner, self.clock())
            except Busy:
                holder = "another process"
            if holder != "nobody" or time.monotonic() > until:
                return holder
            time.sleep(0.1)

    def _crawl(self, source: Source, names: Sequence[str], owner: str) -> SourceReport:
        started = self.clock()
        with self.store.reading() as session:
            state = get_state(session, source.id)
            known, history = pages_of(session, source.id), _habit(session, state)
        wait = _too_early(state, started)
        if wait is not None:
            return SourceReport(source.id, None, wait, due=state.due)
        beat = _Heartbeat(self.store, names, owner, self.clock)
        try:
            result = crawl_source(source, self.tools, state=state, known=known, history=history, now=started, beat=beat)
            return self._keep(source, result, started, names, owner)
        except (_LostItsTurn, BrokenOff) as error:
            return SourceReport(source.id, None, str(error))
        except _NOT_STORED as error:
            return self._unstored(source, _reason(error))
        except Exception as error:  # ours to mend; meanwhile the source must not stand first in the row for ever
            self._unstored(source, f"a fault in this program ({type(error).__name__})")
            raise

    def _keep(
        self,
        source: Source,
        result: CrawlResult,
        started: datetime,
        names: Sequence[str],
        owner: str,
    ) -> SourceReport:
        """Store documents, pages, state and the crawl itself together, or nothing."""
        counts: Counter[Outcome] = Counter()
        withdrawn = 0
        blobs = self.tools.blobs
        with self.store.writing() as session:
            if not renew(session, names, owner, self.clock()):
                raise _LostItsTurn("another crawl took its turn there: nothing of this one is stored")
            # As it is now: somebody may have paused the source meanwhile. What it asks for counts from its last answer.
            after = result.next_state(get_state(session, source.id), source, self.clock())
            for first in range(0, len(result.documents) if blobs is not None else 0, _BATCH):
                batch = result.documents[first : first + _BATCH]
                counts.update(done.outcome for done in ingest(session, batch, blobs, started))  # type: ignore[arg-type]
            if result.withdrawn:
                withdrawn = withdraw(session, source.id, result.withdrawn, started)
            save_pages(session, source.id, result.pages)
            save_state(session, after)
            add_crawl(
                session,
                Crawl(
                    source=source.id,
                    started_at=started,
                    ended_at=self.clock(),
                    verdict=result.verdict,
                    detail=result.detail,
                    items=result.items or 0,
                    new=counts[Outcome.NEW],
                    changed=counts[Outcome.CHANGED],
                    refused=len(result.refusals),
                    passed_over=result.passed_over,
                    requests=result.requests,
                    median_length=result.median_length,
                    in_language=result.in_language,
                ),
            )
        return SourceReport(
            source=source.id,
            verdict=result.verdict,
            detail=result.detail,
            new=counts[Outcome.NEW],
            changed=counts[Outcome.CHANGED],
            unchanged=counts[Outcome.UNCHANGED] + counts[Outcome.DELETED],
            duplicate=counts[Outcome.DUPLICATE],
            withdrawn=withdrawn,
            passed_over=result.passed_over,
            waiting=result.waiting,
            refusals=result.refusals,
            due=after.due,
        )

    def _unstored(self, source: Source, reason: str) -> SourceReport:
        detail, due = f"what the source gave could not be stored: {reason}", None
        # When this fails as well, the state stays as it was, and the source is due again.
        with suppress(*_NOT_STORED), self.store.writing() as session:
            after = get_state(session, source.id).after_failure(self.clock(), Verdict.ERROR, detail)
            save_state(session, after)
            due = after.due
        return SourceReport(source.id, Verdict.ERROR, detail, due=due, stored=False)


class _Heartbeat:
    """Keeps the turn while a crawl is under way."""

    def __init__(self, store: Store, names: Sequence[str], owner: str, clock: Callable[[], datetime]) -> None:
        self._store, self._names, self._owner, self._clock = store, names, owner, clock
        self._last = time.monotonic()

    def __call__(self) -> None:
        if time.monotonic() - self._last < _RENEW_EVERY_S:
            return
        self._last = time.monotonic()
        try:
            with self._store.writing() as session:
                ours = renew(session, self._names, self._owner, self._clock())
        except Busy:  # it is tried again in half a minute, long before the turn runs out
            return
        if not ours:
            raise _LostItsTurn("another crawl took its turn there: nothing of this one is stored")


def crawlable(catalogue: Catalogue) -> list[str]:
    """Return the ids of all sources that are crawled."""
    return [source.id for source in catalogue.sources.values() if source.collected]


def _habit(session: Session, state: SourceState) -> list[Crawl]:
    """Return the latest crawls that say what the source usually gives, newest first."""
    since = state.habit_from
    return [crawl for crawl in crawls_of(session, state.source) if since is None or crawl.started_at >= since]


def _too_early(state: SourceState, now: datetime) -> str | None:
    if state.paused_at is not None:
        return f"paused since {state.paused_at:%Y-%m-%d}: {state.paused_why}; `utblick source resume {state.source}`"
    earliest = state.may_be_asked_from()
    if earliest is not None and now < earliest:
        return f"not asked: it may be asked again from {earliest:%Y-%m-%d %H:%M} UTC"
    return None


def _reason(error: Exception) -> str:
    # SQLAlchemy's own words go on with the statement and all that was to be written.
    return str(getattr(error, "orig", None) or error).strip().partition("\n")[0][:300] or type(error).__name__
