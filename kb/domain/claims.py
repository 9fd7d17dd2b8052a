"""Claims: what a step read in a text, with the words it rests on."""

from dataclasses import dataclass
from enum import StrEnum


class ClaimKind(StrEnum):
    """The questions that the reading steps answer."""

    LANGUAGE = "language"
    RELEVANCE = "relevance"
    CHALLENGE = "challenge"
    MEASURE = "measure"
    STUDY_DESIGN = "study_design"


class Relevance(StrEnum):
    """Whether a text is about crime, violence or insecurity, and so can be about preventing it."""

    RELEVANT = "relevant"
    NOT_RELEVANT = "not_relevant"


class StudyDesign(StrEnum):
    """Study designs by the names the field uses, strongest first."""

    META_ANALYSIS = "meta_analysis"
    SYSTEMATIC_REVIEW = "systematic_review"
    RANDOMISED_TRIAL = "randomised_trial"
    QUASI_EXPERIMENT = "quasi_experiment"
    BEFORE_AFTER = "before_after"
    CROSS_SECTIONAL = "cross_sectional"
    QUALITATIVE = "qualitative"
    PROTOCOL = "protocol"


# Maryland Scientific Methods Scale, Sherman et al. (1997), Preventing Crime: What Works, What Doesn't, What's
# Promising, chapter 2. Reviews gather studies and have no level of their own; a protocol has no result yet.
MARYLAND_LEVEL: dict[StudyDesign, int] = {
    StudyDesign.RANDOMISED_TRIAL: 5,
    StudyDesign.QUASI_EXPERIMENT: 3,
    StudyDesign.BEFORE_AFTER: 2,
    StudyDesign.CROSS_SECTIONAL: 1,
}


# A claim below this confidence names a topic in passing: shown with the document, not filtered or told by.
SURE = 0.7


@dataclass(frozen=True, slots=True)
class Claim:
    """One answer to one question about one document version.

    `value` None means the text does not state it. `start` and `end` are character offsets into the document's
    content, end exclusive; both None when the answer rests on the text as a whole. `confidence` is between
    0 and 1 as the step defines it. `step` and `step_version` tell what read it.
    """

    kind: ClaimKind
    value: str | None
    step: str
    step_version: str
    start: int | None = None
    end: int | None = None
    confidence: float = 1.0
