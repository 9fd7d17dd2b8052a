"""What we know of the sources from having crawled them, and when each may be asked again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.domain.documents import SourceId
from kb.domain.sources import Source
from kb.store.tables import SourceStateRow

SHORTEST_INTERVAL = timedelta(minutes=60)
FIRST_BACK_OFF = timedelta(hours=1)
LONGEST_BACK_OFF = timedelta(hours=24)
# So many failures over so long a time pause a source: then it is for a person to look.
MOST_FAILURES = 10
FAILING_FOR = timedelta(days=7)
_LONGEST_DETAIL = 500


class Verdict(StrEnum):
    """What a crawl of a source came to. Only after OK is anything stored."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    EMPTY = "empty"
    CHANGED = "changed"
    UNUSUAL = "unusual"
    ERROR = "error"
    WAIT = "wait"
    GONE = "gone"
    FORBIDDEN_BY_ROBOTS = "forbidden_by_robots"
    NOT_PUBLIC = "not_public"
    UNREACHABLE = "unreachable"

    @property
    def good(self) -> bool:
        """Whether the source answered as it should."""
        return self in (Verdict.OK, Verdict.NOT_MODIFIED)


# Verdicts that reached nobody: asking again at once costs no publisher anything.
_UNHEARD = {Verdict.UNREACHABLE, Verdict.NOT_PUBLIC}


@dataclass(frozen=True, slots=True)
class SourceState:
    """The last we heard of a source. `due` None: at once if it was never asked.

    `failures` counts failures since the last success, the first of them at `failing_since`; `items` is the number of
    items of the last good crawl. A paused source is not asked until somebody resumes it. `cursor` is where a
    harvest goes on, in the spider's own words. Crawls before `habit_from` say nothing about the source's habit.
    """

    source: SourceId
    etag: str | None = None
    last_modified: str | None = None
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    failures: int = 0
    due: datetime | None = None
    verdict: Verdict | None = None
    detail: str | None = None
    items: int | None = None
    failing_since: datetime | None = None
    paused_at: datetime | None = None
    paused_why: str | None = None
    habit_from: datetime | None = None
    cursor: str | None = None

    def is_due(self, now: datetime) -> bool:
        """Return whether the source should be crawled by itself now."""
        if self.paused_at is not None:
            return False
        return self.last_attempt is None or (self.due is not None and self.due <= now)

    def may_be_asked_from(self) -> datetime | None:
        """Return the time before which not even a person may have it asked, or None when there is none.

        A publisher is asked every 60 minutes at the most often, and not before the time it named itself.
        """
        if self.last_attempt is None or self.verdict in _UNHEARD:
            return None
        if self.verdict is Verdict.WAIT and self.due is not None:
            return self.due
        return self.last_attempt + SHORTEST_INTERVAL

    def after_success(
        self,
        now: datetime,
        verdict: Verdict,
        items: int | None,
        *,
        interval: timedelta,
        etag: str | None = None,
        last_modified: str | None = None,
        cursor: str | None = None,
    ) -> "SourceState":
        """Return the state after a good crawl; an answer "not modified" keeps what it does not repeat."""
        kept = verdict is Verdict.NOT_MODIFIED
        return SourceState(
            source=self.source,
            etag=etag or (self.etag if kept else None),
            last_modified=last_modified or (self.last_modified if kept else None),
            last_attempt=now,
            last_success=now,
            due=now + max(interval, SHORTEST_INTERVAL),
            verdict=verdict,
            items=self.items if kept else items,
            paused_at=self.paused_at,
            paused_why=self.paused_why,
            habit_from=self.habit_from,
            cursor=cursor if cursor is not None else self.cursor,
        )

    def after_failure(
        self, now: datetime, verdict: Verdict, detail: str, retry_after: timedelta | None = None
    ) -> "SourceState":
        """Return the state after a failed crawl: 1 h × 2ⁿ up to 24 h, or as long as the source asks up to 24 h.

        A source that is gone for good (410), or has failed 10 times over 7 days, is paused.
        """
        failures, since = self.failures + 1, self.failing_since or now
        wait = min(FIRST_BACK_OFF * 2 ** min(failures - 1, 10), LONGEST_BACK_OFF)
        if retry_after is not None:
            wait = max(wait, min(retry_after, LONGEST_BACK_OFF))
        after = replace(
            self,
            last_attempt=now,
            failures=failures,
            failing_since=since,
            due=now + wait,
            verdict=verdict,
            detail=detail[:_LONGEST_DETAIL],
        )
        if verdict is Verdict.GONE:
            return after.paused(now, detail[:_LONGEST_DETAIL])
        if failures >= MOST_FAILURES and now - since >= FAILING_FOR:
            return after.paused(now, f"it has failed {failures} times since {since:%Y-%m-%d}")
        return after

    def paused(self, now: datetime, why: str) -> "SourceState":
        """Return the state of a source that is not to be asked; one that is paused stays as it was."""
        return self if self.paused_at is not None else replace(self, paused_at=now, paused_why=why)

    def resumed(self, now: datetime) -> "SourceState":
        """Return the state of a source that may be asked again, its failures forgotten; not before it allows it.

        Its habit is forgotten as well: somebody has looked, and what comes now is how it is.
        """
        due = self.due if self.verdict is Verdict.WAIT else self.last_attempt
        return replace(self, paused_at=None, paused_why=None, failures=0, failing_since=None, habit_from=now, due=due)


def get_state(session: Session, source: SourceId) -> SourceState:
    """Return what we know of the source; a source never crawled has an empty state."""
    row = session.get(SourceStateRow, source)
    return SourceState(source) if row is None else _state(row)


def all_states(session: Session) -> dict[SourceId, SourceState]:
    """Return the states of all sources that were ever crawled."""
    return {SourceId(row.source): _state(row) for row in session.scalars(select(SourceStateRow))}


def save_state(session: Session, state: SourceState) -> None:
    """Store the state in place of what was known."""
    session.merge(
        SourceStateRow(
            source=state.source,
            etag=state.etag,
            last_modified=state.last_modified,
            last_attempt=state.last_attempt,
            last_success=state.last_success,
            failures=state.failures,
            due=state.due,
            verdict=state.verdict,
            detail=state.detail,
            items=state.items,
            failing_since=state.failing_since,
            paused_at=state.paused_at,
            paused_why=state.paused_why,
            habit_from=state.habit_from,
            cursor=state.cursor,
        )
    )


def due_sources(session: Session, sources: Iterable[Source], now: datetime) -> list[Source]:
    """Return those of `sources` that are collected and due, longest waiting first."""
    states = all_states(session)
    waiting = []
    for place, source in enumerate(sources):
        state = states.get(source.id, SourceState(source.id))
        if source.collected and state.is_due(now):
            since = state.due.timestamp() if state.due else 0.0
            waiting.append((since, place, source))
    return [source for _, _, source in sorted(waiting, key=lambda entry: entry[:2])]


def _state(row: SourceStateRow) -> SourceState:
    return SourceState(
        source=SourceId(row.source),
        etag=row.etag,
        last_modified=row.last_modified,
        last_attempt=row.last_attempt,
        last_success=row.last_success,
        failures=row.failures,
        due=row.due,
        verdict=Verdict(row.verdict) if row.verdict else None,
        detail=row.detail,
        items=row.items,
        failing_since=row.failing_since,
        paused_at=row.paused_at,
        paused_why=row.paused_why,
        habit_from=row.habit_from,
        cursor=row.cursor,
    )
