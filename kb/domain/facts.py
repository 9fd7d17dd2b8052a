"""The facts of the catalogue: challenges, measures, ratings, municipalities, the law's requirements.

Every fact carries the address it was read at and a mark that says how it was read.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

ChallengeId = NewType("ChallengeId", str)
MeasureId = NewType("MeasureId", str)
RatingId = NewType("RatingId", str)
RequirementId = NewType("RequirementId", str)
MunicipalityCode = NewType("MunicipalityCode", str)


class Mark(StrEnum):
    """How a fact was read. Whatever is not READ stays marked until somebody at Brå has confirmed it.

    ANALYST: an analyst set it up here (docs/adr/0015).
    """

    READ = "read"
    SECOND_HAND = "second_hand"
    PAGE_READ_NO_FEED = "page_read_no_feed"
    UNVERIFIED = "unverified"
    ANALYST = "analyst"


class Direction(StrEnum):
    """Our reading of a portal's own words: what it says the measure does."""

    BENEFICIAL = "beneficial"
    NONE = "none"
    HARMFUL = "harmful"
    UNCLEAR = "unclear"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class GoverningDocument:
    """A document that names a challenge, with the time it governs where that is known."""

    url: str
    title: str
    mark: Mark
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Challenge:
    """A criminal-policy challenge (kriminalpolitisk utmaning), dated by the documents that name it."""

    id: ChallengeId
    number: int
    name_sv: str
    name_en: str
    name_nb: str
    name_da: str
    definition_sv: str
    definition_en: str
    mark: Mark
    label_review: bool
    documents: tuple[GoverningDocument, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A crime-prevention measure. `url` is where it is named, None where no address is known."""

    id: MeasureId
    name_sv: str
    name_en: str
    other_names: tuple[str, ...]
    prevention_level: str
    unit: str
    approach: str
    target_group: str
    setting: str
    url: str | None
    mark: Mark
    note: str


@dataclass(frozen=True, slots=True)
class PortalRating:
    """What an evidence portal says about a measure, in its own words; `direction` is our reading of them.

    `measure_id` is None when the portal's programme is no measure of the catalogue.
    """

    id: RatingId
    measure_id: MeasureId | None
    measure: str
    portal: str
    rating: str
    quality: str
    kind: str
    read_on: str
    url: str
    mark: Mark
    note: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of the 290 municipalities, with its county and its group by SKR 2023; `url` is where groups are published."""

    code: MunicipalityCode
    name: str
    official_name: str
    county_code: str
    county: str
    skr_group: str
    skr_group_name: str
    skr_group_name_en: str
    skr_main_group: str
    url: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement of lag (2023:196); `soft` where the law says "verka för" or "i den utsträckning"."""

    id: RequirementId
    paragraph: int
    name_sv: str
    name_en: str
    question_sv: str
    statute: str
    soft: bool
    url: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the thesaurus (SKOS): labels by language, the preferred one first.

    `co_words` maps an ambiguous label to the words of which one must stand in the same text. `weight` (0–1)
    is how strongly one occurrence says that a text is in the field. `notes` are scope notes by language. `desired`,
    of an outcome, is the direction that is wished for ("less" crime, "more" safety), None where nobody can say.
    """

    id: str
    scheme: str
    labels: dict[str, tuple[str, ...]]
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    co_words: dict[str, tuple[str, ...]] | None = None
    exceptions: tuple[str, ...] = ()
    weight: float | None = None
    notes: dict[str, str] | None = None
    desired: str | None = None

    def preferred(self, language: str) -> str:
        """Return the preferred label in `language`, else in English, else in whatever there is, else the id."""
        for code in (language, "en", "sv", *self.labels):
            if self.labels.get(code):
                return self.labels[code][0]
        return self.id
