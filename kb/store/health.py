"""How the collecting from every source goes: the register beside what crawls came to and what they gave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kb.domain.documents import SourceId
from kb.domain.health import Condition, Health, health_of
from kb.domain.sources import Source
from kb.store.crawls import Yield, yields
from kb.store.sources import SourceState, Verdict, all_states
from kb.store.tables import CrawlRow

_ORDER = {condition: place for place, condition in enumerate(Condition)}


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """A source, the last we heard of it, what it has given, and how the collecting from it goes."""

    source: Source
    state: SourceState
    given: Yield
    health: Health


def standings(session: Session, sources: Iterable[Source], now: datetime) -> list[SourceStanding]:
    """Return how the collecting from each of `sources` goes at `now`, in their order; three queries in all."""
    states, given, first = all_states(session), yields(session), first_good_crawls(session)
    found = []
    for source in sources:
        state, gave = states.get(source.id, SourceState(source.id)), given.get(source.id, Yield())
        health = health_of(source, state, gave, first.get(source.id), now)
        found.append(SourceStanding(source, state, gave, health))
    return found


def neediest_first(found: Iterable[SourceStanding]) -> list[SourceStanding]:
    """Return the standings with those that need somebody first, what has gone so for longest before the rest."""

    def place(standing: SourceStanding) -> tuple[int, float]:
        health = standing.health
        return _ORDER[
            health.condition
        ], health.since.timestamp() if health.condition.needs_somebody and health.since else 0

    return sorted(found, key=place)


def first_good_crawls(session: Session) -> dict[SourceId, datetime]:
    """Return for each source when a crawl of it first went well."""
    good = [verdict for verdict in Verdict if verdict.good]
    rows = session.execute(
        select(CrawlRow.source, func.min(CrawlRow.ended_at)).where(CrawlRow.verdict.in_(good)).group_by(CrawlRow.source)
    )
    return {SourceId(source): when for source, when in rows}
