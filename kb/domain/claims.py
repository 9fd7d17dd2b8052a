"""Claims: what a step read in a text, with the words it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class ClaimKind(StrEnum):
    """The questions that the reading steps answer."""

    LANGUAGE = "language"
    RELEVANCE = "relevance"
    FOCUS = "focus"
    DOCUMENT_KIND = "document_kind"
    CHALLENGE = "challenge"
    MEASURE = "measure"
    STUDY_DESIGN = "study_design"
    EFFECT = "effect"
    SAMPLE_SIZE = "sample_size"
    FOLLOW_UP = "follow_up"
    COUNTRY = "country"
    COUNTY = "county"
    MUNICIPALITY = "municipality"
    STUDY_YEARS = "study_years"
    TARGET_GROUP = "target_group"
    AGE_SPAN = "age_span"
    SETTING = "setting"
    ACTOR = "actor"
    # EMMIE (Johnson, Tilley & Bowers 2015): effect is above; mechanism, moderators, implementation, economics.
    MECHANISM = "mechanism"
    MODERATOR = "moderator"
    IMPLEMENTATION = "implementation"
    COST = "cost"
    KEY_SENTENCE = "key_sentence"


class Relevance(StrEnum):
    """Whether a text is about crime, violence or insecurity, and so can be about preventing it."""

    RELEVANT = "relevant"
    NOT_RELEVANT = "not_relevant"


class Focus(StrEnum):
    """What a text in the field is mainly about; OTHER where it is none of these."""

    PREVENTION = "prevention"
    CAUSES = "causes"
    STATISTICS = "statistics"
    POLICY = "policy"
    OTHER = "other"


class DocumentKind(StrEnum):
    """What sort of document a text is."""

    META_ANALYSIS = "meta_analysis"
    SYSTEMATIC_REVIEW = "systematic_review"
    PRIMARY_EVALUATION = "primary_evaluation"
    PROTOCOL = "protocol"
    PROCESS_EVALUATION = "process_evaluation"
    GUIDELINE = "guideline"
    PRACTICE_DESCRIPTION = "practice_description"
    STATISTICS = "statistics"
    POLICY = "policy"
    NEWS = "news"
    OPINION = "opinion"


class StudyDesign(StrEnum):
    """Study designs by the names the field uses, strongest first."""

    META_ANALYSIS = "meta_analysis"
    SYSTEMATIC_REVIEW = "systematic_review"
    RANDOMISED_TRIAL = "randomised_trial"
    # Many units with and without the measure and other factors controlled for, or a well-matched comparison.
    CONTROLLED_QUASI_EXPERIMENT = "controlled_quasi_experiment"
    QUASI_EXPERIMENT = "quasi_experiment"
    BEFORE_AFTER = "before_after"
    CROSS_SECTIONAL = "cross_sectional"
    QUALITATIVE = "qualitative"
    PROTOCOL = "protocol"


# Maryland Scientific Methods Scale, Sherman et al. (1997), Preventing Crime: What Works, What Doesn't, What's
# Promising, chapter 2; Farrington et al. (2002), Evidence-Based Crime Prevention, chapter 2. Reviews gather studies
# and have no level of their own; a protocol has no result yet; qualitative studies stand beside the scale.
MARYLAND_LEVEL: dict[StudyDesign, int] = {
    StudyDesign.RANDOMISED_TRIAL: 5,
    StudyDesign.CONTROLLED_QUASI_EXPERIMENT: 4,
    StudyDesign.QUASI_EXPERIMENT: 3,
    StudyDesign.BEFORE_AFTER: 2,
    StudyDesign.CROSS_SECTIONAL: 1,
}


class EffectDirection(StrEnum):
    """What became of an outcome, as the text says: less or more of it, no difference, or both in parts."""

    LESS = "less"
    NO_DIFFERENCE = "no_difference"
    MORE = "more"
    MIXED = "mixed"


# A claim below this confidence names a topic in passing (a side topic): shown with the document, not filtered or
# told by. At or above it the text is about the topic (a main one).
SURE = 0.7
# What is only named, or told in passing, has this confidence.
IN_PASSING = 0.5

# From here on the text's own study is one of the topic: its title or its aim names it, or it is what was tried. Many
# texts name a measure that they only meet, as the comparison, the place or one of many things asked about.
STUDIED = 0.8

# The values of what is told without a concept of the thesaurus.
UNNAMED = {
    ClaimKind.MECHANISM: "mechanism",
    ClaimKind.MODERATOR: "subgroup",
    ClaimKind.IMPLEMENTATION: "implementation",
}

# Said in the detail of a claim that no rule makes, but the words of a text together: no finding, and not named.
TAUGHT = ("taught", "yes")


@dataclass(frozen=True, slots=True)
class Claim:
    """One answer to one question about one document version.

    `value` None means the text does not state it. `start` and `end` are character offsets into the document's
    content, end exclusive; both None when the answer rests on the text as a whole. `confidence` is between
    0 and 1 as the step defines it. `step` and `step_version` tell what read it. `detail` holds what the value
    alone cannot say, as names and words (an effect's outcome, size, interval), sorted by name.
    """

    kind: ClaimKind
    value: str | None
    step: str
    step_version: str
    start: int | None = None
    end: int | None = None
    confidence: float = 1.0
    detail: tuple[tuple[str, str], ...] = ()

    def told(self, name: str) -> str | None:
        """Return what `detail` says under `name`, None where it says nothing."""
        return next((words for key, words in self.detail if key == name), None)


def value_of(claims: Sequence[Claim], kind: ClaimKind) -> str | None:
    """Return the value of the first claim of a kind, None when it is not stated."""
    return next((claim.value for claim in claims if claim.kind is kind), None)


def sure_values(claims: Sequence[Claim], kind: ClaimKind) -> tuple[str, ...]:
    """Return the values of a kind that the text is about, not those it names in passing."""
    return _values(claims, kind, SURE)


def studied_values(claims: Sequence[Claim], kind: ClaimKind) -> tuple[str, ...]:
    """Return the values of a kind that the study which the text tells of is about, not those it only meets."""
    return _values(claims, kind, STUDIED)


def _values(claims: Sequence[Claim], kind: ClaimKind, least: float) -> tuple[str, ...]:
    return tuple(c.value for c in claims if c.kind is kind and c.value is not None and c.confidence >= least)
