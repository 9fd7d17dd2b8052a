"""What is answered beside the hits: what is missing, what to take instead, how measures compare, where gaps are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from kb.domain.documents import DocumentId
from kb.domain.evidence import Effect, Evidence, Strength
from kb.domain.facts import ChallengeId, Measure, MeasureId
from kb.domain.findings import Study
from kb.domain.maryland import Verdict
from kb.domain.studies import StudyId
from kb.search.facets import Facet

if TYPE_CHECKING:
    from kb.search.results import DocumentHit, MeasureView


class Lack(StrEnum):
    """What a hit lacks: why it ranks no higher, or why a measure is no good answer. In words only at the edge."""

    HARMFUL = "harmful"
    NO_EFFECT = "no_effect"
    DISPUTED = "disputed"
    MIXED_EFFECT = "mixed_effect"
    EFFECT_UNKNOWN = "effect_unknown"
    NO_STUDY = "no_study"
    NO_LEVEL_3 = "no_level_3"  # value: the highest level held, None where none is stated
    FEW_STUDIES = "few_studies"  # value: how many; too few to bear the effect that they found
    DESIGN_UNKNOWN = "design_unknown"
    NO_NORDIC_STUDY = "no_nordic_study"
    NO_EUROPEAN_STUDY = "no_european_study"
    OLD = "old"  # value: the year
    YEAR_UNKNOWN = "year_unknown"
    IN_PASSING = "in_passing"  # value: the concept that is named without being what the text is about
    NOT_MEANT_FOR = "not_meant_for"  # value: the challenge that the question or filter names
    FAR = "far"  # others fit the question better


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a hit lacks; `value` is an id or a figure, as `Lack` says, None where there is nothing to add."""

    lack: Lack
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a hit rests on, in figures. Of a measure: its studies; of a document: itself.

    `level` is the highest on the Maryland scale, None where none is stated, and `at_level` how many studies are on
    it. `nordic` and `european` tell where it was evaluated, None where nothing says. `newest` is a year.
    """

    studies: int
    reviews: int
    level: int | None
    at_level: int
    nordic: bool | None
    european: bool | None
    newest: int | None


class Better(StrEnum):
    """In what a measure is better than the one that is warned of."""

    VERDICT = "verdict"
    EFFECT = "effect"
    RATINGS = "ratings"  # portals call it beneficial and none calls it harmful or without effect


@dataclass(frozen=True, slots=True)
class Instead:
    """Another measure for the same `challenges`, and in what it is better; axes are those of its evidence."""

    measure: MeasureId
    challenges: tuple[ChallengeId, ...]
    better: tuple[Better, ...]
    effect: Effect | None
    strength: Strength
    verdict: Verdict


class Quality(StrEnum):
    """Whether there is a good measure among the hits; `kb.search.goodness` says what good is."""

    GOOD = "good"
    NEAREST = "nearest"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether the question has a good answer. `measures`: the good ones, or those that come nearest, best first.

    `missing` says of each of the nearest why it is not good; empty where there are good ones.
    """

    quality: Quality
    measures: tuple[MeasureId, ...] = ()
    missing: Mapping[MeasureId, tuple[Missing, ...]] = field(default_factory=dict)


class Trait(StrEnum):
    """By what measures are alike."""

    CHALLENGE = "challenge"
    MEASURE_TYPE = "measure_type"
    TARGET_GROUP = "target_group"
    SETTING = "setting"
    LEVEL = "level"
    MECHANISM = "mechanism"


@dataclass(frozen=True, slots=True)
class Similar:
    """A measure that is like another: `shared` ids or words by trait, `score` between 0 and 1."""

    measure: Measure
    evidence: Evidence
    score: float
    shared: Mapping[Trait, tuple[str, ...]]


class Aspect(StrEnum):
    """A row of a table that compares measures."""

    CHALLENGES = "challenges"
    MEASURE_TYPE = "measure_type"
    LEVEL = "level"
    UNIT = "unit"
    TARGET_GROUP = "target_group"
    SETTING = "setting"
    EFFECT = "effect"
    STRENGTH = "strength"
    VERDICT = "verdict"
    STATUS = "status"
    WARNINGS = "warnings"
    RATINGS = "ratings"  # the directions of the portals' ratings, each with a number: "beneficial:2"
    STUDIES = "studies"
    REVIEWS = "reviews"
    BEST_LEVEL = "best_level"
    NEWEST = "newest"
    NORDIC = "nordic"  # yes, no or unknown, as in the checklist for transfer
    EUROPEAN = "european"
    COST = "cost"
    MECHANISM = "mechanism"


@dataclass(frozen=True, slots=True)
class Compared:
    """One aspect of all measures in their order: codes, ids or figures, none where nothing is held."""

    aspect: Aspect
    values: tuple[tuple[str, ...], ...]

    @property
    def differs(self) -> bool:
        """Whether the measures differ in it."""
        return len(set(self.values)) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """Measures side by side."""

    views: "tuple[MeasureView, ...]"
    table: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class GapCell:
    """What is held on one type of measure against one challenge.

    `levels` counts the studies by Maryland level ("1" … "5"), "review" and "none"; `effect` and `strength` weigh them
    together. `measures` are those of the catalogue that are of the type and meant for, or studied against, the
    challenge; with no study the cell is a gap.
    """

    challenge: ChallengeId
    measure_type: str
    studies: tuple[StudyId, ...]
    documents: tuple[DocumentId, ...]
    measures: tuple[MeasureId, ...]
    levels: Mapping[str, int]
    effect: Effect | None
    strength: Strength


@dataclass(frozen=True, slots=True)
class GapMap:
    """Challenges by types of measures (the families at the top of the thesaurus).

    `cells` holds those with a measure or a study; all others are empty. `filters` are those that it was made with.
    `facets` counts, for each property of studies, those that all other filters let through, most frequent first.
    """

    challenges: tuple[ChallengeId, ...]
    measure_types: tuple[str, ...]
    cells: tuple[GapCell, ...]
    studies: int
    filters: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    first_year: int | None = None
    last_year: int | None = None
    facets: Mapping[Facet, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StudyView:
    """A study with the documents that tell of it, the one that counts first, and the measures it is about."""

    study: Study
    documents: "tuple[DocumentHit, ...]"
    measures: tuple[MeasureId, ...]


@dataclass(frozen=True, slots=True)
class NewsItem:
    """A document that is new or whose words have changed, and since when. `version` 1: it is new."""

    hit: "DocumentHit"
    at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the asker may be about to write: a label of a concept, in the language that she writes in."""

    text: str
    concept: str
    scheme: str
