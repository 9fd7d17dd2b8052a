"""Candidates for new measures as they leave."""

from datetime import datetime
from typing import Self

from pydantic import ConfigDict, Field

from kb.search.results import CandidatePage
from search_api.models.base import Model


class CandidateDocumentOut(Model):
    """A document that names the candidate, or is alike; `words` stand at `start` to `end` of its content."""

    model_config = ConfigDict(title="CandidateDocument")

    id: str
    title: str
    year: int | None
    source: str
    words: str
    start: int
    end: int
    alike: float | None = Field(title="Cosine to the others of one that does not name it; null where it does")


class CandidateOut(Model):
    """A possible measure, named by words of its own documents; nobody has judged it."""

    model_config = ConfigDict(title="Candidate")

    id: str
    name: str
    also: tuple[str, ...] = Field(title="Other words for it in its documents")
    named: bool = Field(title="Whether it has a proper name")
    documents: tuple[CandidateDocumentOut, ...]
    recent: int = Field(title="Its documents of the last three years")
    earlier: int = Field(title="Its documents of the three years before")
    chance: float | None = Field(
        title="How likely so many would be recent had it grown no more than all the rest; corrected for many tests"
    )
    coherence: float | None = Field(title="Mean cosine between its documents; null without vectors")
    novelty: float | None = Field(title="1 minus the likeness to the nearest known measure; null without vectors")
    nearest_measure: str | None


class CandidatesOut(Model):
    """The candidates, the most telling first; `made_at` null: not reckoned yet."""

    model_config = ConfigDict(title="Candidates")

    made_at: datetime | None
    candidates: tuple[CandidateOut, ...]

    @classmethod
    def from_page(cls, page: CandidatePage) -> Self:
        """Return the candidates as they leave, with those of their documents that are held still."""
        return cls(
            made_at=page.made_at,
            candidates=tuple(
                CandidateOut(
                    **{name: getattr(one, name) for name in _SAME},
                    nearest_measure=one.nearest[0] if one.nearest else None,
                    documents=tuple(
                        CandidateDocumentOut(
                            **{
                                name: getattr(page.documents[s.document], name)
                                for name in ("id", "title", "year", "source")
                            },
                            words=s.words,
                            start=s.start,
                            end=s.end,
                            alike=s.alike,
                        )
                        for s in one.support
                        if s.document in page.documents
                    ),
                )
                for one in page.candidates
            ),
        )


_SAME = ("id", "name", "also", "named", "recent", "earlier", "chance", "coherence", "novelty")
