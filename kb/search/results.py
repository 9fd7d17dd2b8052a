"""Questions and answers of the search."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from kb.domain.candidates import Candidate
from kb.domain.claims import Claim, StudyDesign
from kb.domain.documents import Document, DocumentId, SourceId
from kb.domain.evidence import Evidence
from kb.domain.facts import ChallengeId, Measure, MeasureId
from kb.domain.findings import Study
from kb.search.answers import Answered, Grounds, Instead, Missing
from kb.search.facets import Facet
from kb.store.documents import Change, Origin

Hit = TypeVar("Hit")
LONGEST_QUERY = 500
# What beside a facet can leave nothing: keys of `Page.removed_by`.
YEARS, SYNTAX, FIELD = "years", "syntax", "everything"


class Sort(StrEnum):
    """The order of hits. EVIDENCE: what is best supported first; NEWEST: by year, unknown years last."""

    RANK = "rank"
    NEWEST = "newest"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for. Empty `text` asks for everything that passes the filters, best evidence or newest first.

    `filters` hold for each facet the values of which a hit has any; facets that the hits do not have are passed
    over. `first_year` and `last_year` are inclusive and leave out documents whose year is unknown. `everything`
    also lets documents through that were read as outside the field. `expand` lets the thesaurus add words. `counted`
    False leaves the facets out, which is quicker.
    """

    text: str = ""
    filters: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    first_year: int | None = None
    last_year: int | None = None
    everything: bool = False
    expand: bool = True
    counted: bool = True
    sort: Sort = Sort.RANK
    offset: int = 0
    limit: int = 20

    def wanted(self, facet: Facet) -> tuple[str, ...]:
        """Return the values wanted of a facet, none for any."""
        return self.filters.get(facet, ())


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a document. `start` is the offset into the document's content; `marks` are offsets into `text`."""

    text: str
    start: int
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """Why a hit ranks where it does.

    `words` are words of the hit that match what was asked, `added` those that match what the thesaurus adds to it,
    `concepts` the ids of shared concepts, `signals` the rank (from 1) that each signal gave it in its language group:
    meaning, words, concepts. `studies`: so many studies of a measure answer the question, at most three; of a
    document none. `factors` multiply the relevance: the published prior (see `kb.search.ranking`). `grounds` is what
    it rests on, and `why_not_higher` what it lacks, the gravest first.
    """

    words: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    signals: Mapping[str, int] = field(default_factory=dict)
    factors: Mapping[str, float] = field(default_factory=dict)
    grounds: Grounds | None = None
    why_not_higher: tuple[Missing, ...] = ()
    added: tuple[str, ...] = ()
    studies: int = 0


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document found, with the passage that fits best. `language` and `design` None: not stated."""

    document: Document
    score: float
    excerpt: Excerpt
    why: Why
    language: str | None
    design: StudyDesign | None
    challenges: tuple[ChallengeId, ...]
    measures: tuple[MeasureId, ...]


@dataclass(frozen=True, slots=True)
class MeasureHit:
    """A measure found, with the (at most three) studies of it that fit best, each by its best document.

    `instead`: of one that is warned of, at most three others for the same challenges that do better.
    """

    measure: Measure
    score: float
    why: Why
    evidence: Evidence
    challenges: tuple[ChallengeId, ...]
    documents: tuple[DocumentHit, ...]
    instead: tuple[Instead, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """How the question was read: its language, the concepts found in it, and the words searched with, by language.

    `added` are those words that the thesaurus adds, by language; `english` is the question read into English word by
    word, None where it is in English or nothing is asked in words.
    """

    language: str
    concepts: tuple[str, ...]
    searched: Mapping[str, tuple[str, ...]]
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    english: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Hit]):
    """Hits `offset` to `offset + len(hits)` of `total`; `notes` tell in Swedish what the reader should know.

    `facets` count, for each facet and value, how many of all the hits have it, most first; a value that is wanted
    stands there even when none has it. `removed_by`, where there is no hit: how many there would be without one of
    the conditions: a facet's name, YEARS, SYNTAX or, of documents, FIELD: that they are about the field.
    `did_you_mean` is the question with its likely spelling. `answered` says of measures, when something is asked in
    words, whether a good one is among them.
    """

    hits: tuple[Hit, ...]
    total: int
    offset: int
    understood: Understood
    notes: tuple[str, ...] = ()
    facets: Mapping[Facet, Mapping[str, int]] = field(default_factory=dict)
    removed_by: Mapping[str, int] = field(default_factory=dict)
    did_you_mean: str | None = None
    answered: Answered | None = None


@dataclass(frozen=True, slots=True)
class MeasureView:
    """All that is held about a measure. `linked` are documents about it, strongest design and newest first.

    `instead`: where it is warned of, at most three others for the same challenges that do better.
    """

    measure: Measure
    evidence: Evidence
    challenges: tuple[ChallengeId, ...]
    found_with: Mapping[ChallengeId, int]
    linked: tuple[DocumentHit, ...]
    instead: tuple[Instead, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with the words it rests on; `quote` None when it rests on the text as a whole or is "not stated"."""

    claim: Claim
    quote: str | None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """All that is held about a document; `changes` between its versions, newest first; `study` it tells of."""

    document: Document
    claims: tuple[ClaimView, ...]
    origins: tuple[Origin, ...]
    versions: int
    read: bool
    changes: tuple[Change, ...] = ()
    study: Study | None = None


@dataclass(frozen=True, slots=True)
class CandidateDocument:
    """A document that names a candidate, as a list shows it."""

    id: DocumentId
    title: str
    year: int | None
    source: SourceId


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """Candidates for new measures, the most telling first; `made_at` None: not reckoned yet.

    `documents` holds what is to be shown of the documents that name them; one that was deleted since is not there.
    """

    candidates: tuple[Candidate, ...]
    documents: Mapping[DocumentId, CandidateDocument]
    made_at: datetime | None


@dataclass(frozen=True, slots=True)
class IndexState:
    """How far the index has followed the records: `behind` documents wait to be indexed."""

    name: str
    revision: int
    behind: int
    points: int
    embedded_by: str | None
