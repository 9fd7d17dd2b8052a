"""What a reader may know of how things stand: how much is held, how far it is read, how the sources fare."""

from dataclasses import dataclass
from datetime import datetime

from kb.domain.documents import SourceId
from kb.domain.health import Health
from kb.domain.sources import Source
from kb.store.crawls import Yield
from kb.store.health import SourceStanding


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """How the collecting from a source goes. Times are aware; None where it has never happened.

    `source` is its entry in the register, `given` what it has given.
    """

    source: Source
    health: Health
    given: Yield
    last_success: datetime | None
    last_attempt: datetime | None
    verdict: str | None
    detail: str | None

    @classmethod
    def from_standing(cls, standing: SourceStanding) -> "SourceStatus":
        """Return what a reader may know of the standing."""
        state = standing.state
        return cls(
            source=standing.source,
            health=standing.health,
            given=standing.given,
            last_success=state.last_success,
            last_attempt=state.last_attempt,
            verdict=state.verdict,
            detail=state.detail,
        )

    @property
    def id(self) -> SourceId:
        """The source's id."""
        return self.source.id

    @property
    def name(self) -> str:
        """The source's name."""
        return self.source.name

    @property
    def failing(self) -> bool:
        """Whether the last attempt came to nothing; a source that was never tried does not fail."""
        if self.last_attempt is None:
            return False
        return self.last_success is None or self.last_success < self.last_attempt


@dataclass(frozen=True, slots=True)
class Status:
    """How things stand.

    `documents` are held, of which `read` are read and `embedded` have vectors; `waiting` wait to be read and
    `behind` to be indexed. Of `sources` those that need somebody stand first. `model_ready` says whether questions
    can be compared by meaning. `busy` tells in Swedish what is going on, as a sentence, None when nothing is.
    """

    documents: int
    read: int
    embedded: int
    waiting: int
    behind: int
    sources: tuple[SourceStatus, ...]
    model_ready: bool
    busy: str | None = None

    @property
    def needing(self) -> tuple[SourceStatus, ...]:
        """The sources that need somebody: paused, failing or silent."""
        return tuple(source for source in self.sources if source.health.condition.needs_somebody)
