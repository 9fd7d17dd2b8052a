"""Candidates for new measures: the horizon scan's own product."""

import hashlib
from base64 import b32encode
from dataclasses import dataclass
from typing import NewType

from kb.domain.documents import DocumentId

CandidateId = NewType("CandidateId", str)


@dataclass(frozen=True, slots=True)
class Support:
    """A document of the candidate, with its words and their place in the document's content.

    `alike` is None where the words name the candidate. Else they are the title's, and the document was joined because
    its vector has this cosine to the mean of those that name it.
    """

    document: DocumentId
    words: str
    start: int
    end: int
    alike: float | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible measure, named by words of its own documents.

    `named`: it has a proper name. Only the documents that name it are counted and compared: `recent` and `earlier` are
    those of the last three years and the three before; `chance` is how likely so many would be recent if it had grown
    no more than all that is published, corrected for the number of candidates, None where no year is known.
    `coherence` is the mean cosine between them, `nearest` the known measure most like them and the cosine; None
    without vectors.
    """

    id: CandidateId
    name: str
    also: tuple[str, ...]
    named: bool
    support: tuple[Support, ...]
    recent: int
    earlier: int
    chance: float | None
    coherence: float | None
    nearest: tuple[str, float] | None

    @property
    def novelty(self) -> float | None:
        """One minus the likeness to the nearest known measure; None where it cannot be told."""
        return None if self.nearest is None else round(1 - self.nearest[1], 3)


def candidate_id(key: str) -> CandidateId:
    """Return the id of the candidate with this name: the same in every run."""
    return CandidateId("c" + b32encode(hashlib.sha256(key.encode()).digest()[:10]).decode().lower())
