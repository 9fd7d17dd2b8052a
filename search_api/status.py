"""What a reader may know of how things stand: how much is held, how far it is read, which sources answer."""

from dataclasses import dataclass
from datetime import datetime

from kb.domain.documents import SourceId


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """How the collecting from a source goes. Times are aware; None where it has never happened."""

    id: SourceId
    name: str
    last_success: datetime | None
    last_attempt: datetime | None
    verdict: str | None
    detail: str | None

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
    `behind` to be indexed. `model_ready` says whether questions can be compared by meaning. `busy` tells in
    Swedish what is going on, as a sentence, None when nothing is.
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
    def failing(self) -> tuple[SourceStatus, ...]:
        """The sources whose last attempt came to nothing."""
        return tuple(source for source in self.sources if source.failing)
