"""What people decide about what was read by machine. Theirs wins and stays: a new reading never overwrites it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kb.domain.claims import Claim, ClaimKind

ANALYST = "analyst"
# A text has one of each; of the others it may have several.
SINGLE = frozenset(
    {
        ClaimKind.LANGUAGE,
        ClaimKind.RELEVANCE,
        ClaimKind.FOCUS,
        ClaimKind.DOCUMENT_KIND,
        ClaimKind.STUDY_DESIGN,
        ClaimKind.SAMPLE_SIZE,
        ClaimKind.FOLLOW_UP,
        ClaimKind.STUDY_YEARS,
        ClaimKind.AGE_SPAN,
    }
)


class Subject(StrEnum):
    """What a judgement is about: a claim in a document, two documents as one study, the evidence for a measure."""

    CLAIM = "claim"
    STUDY = "study"
    EVIDENCE = "evidence"


class Act(StrEnum):
    """What a judgement does: it holds, it does not hold, or an earlier judgement is taken back."""

    STATE = "state"
    REJECT = "reject"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision, kept for ever.

    `about` is the id of a document or measure; `kind` a ClaimKind, "same_study", or what of the evidence is judged
    (an `evidence.Axis`). `context` is the challenge that an evidence judgement is limited to, None for all. `value` is
    what is stated or rejected: a claim's value (None: the text does not state it), the other document's id, a step of
    the axis. `start` and `end` point at the words it rests on in version `version` of the document.
    """

    subject: Subject
    about: str
    kind: str
    value: str | None
    act: Act
    reason: str
    author: str
    made_at: datetime
    context: str | None = None
    start: int | None = None
    end: int | None = None
    version: int | None = None
    id: int | None = None


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that hold: of those on one question the last one, unless it was taken back.

    Several values of one kind are several questions, save for the kinds of which a text has but one.
    """
    last: dict[tuple[str | None, ...], Judgement] = {}
    for judgement in judgements:  # oldest first
        last[question_of(judgement)] = judgement
    return [judgement for judgement in last.values() if judgement.act is not Act.WITHDRAW]


def question_of(judgement: Judgement) -> tuple[str | None, ...]:
    """Return what two judgements have in common of which the later one replaces the earlier."""
    one = judgement.subject is Subject.EVIDENCE or (judgement.subject is Subject.CLAIM and judgement.kind in SINGLE)
    return judgement.subject, judgement.about, judgement.context, judgement.kind, None if one else judgement.value


def judged(claims: Sequence[Claim], judgements: Iterable[Judgement]) -> list[Claim]:
    """Return the claims with what people decided in place of what the machine read.

    A stated value comes first of its kind, with confidence 1, and replaces all others where a text has but one; a
    rejected value goes. Where none is left of a kind that was read, "not stated" stands.
    """
    found = list(claims)
    for judgement in standing(j for j in judgements if j.subject is Subject.CLAIM):
        kind = ClaimKind(judgement.kind)
        place = next((number for number, claim in enumerate(found) if claim.kind is kind), len(found))
        alone = kind in SINGLE or judgement.value is None
        drop = [c for c in found if c.kind is kind and (alone or c.value in (judgement.value, None))]
        if judgement.act is Act.REJECT:
            drop = [claim for claim in drop if claim.value == judgement.value]
        kept = [claim for claim in found if claim not in drop]
        if judgement.act is Act.STATE:
            kept.insert(min(place, len(kept)), _claim_of(judgement, kind))
        elif not any(claim.kind is kind for claim in kept):
            kept.insert(min(place, len(kept)), Claim(kind, None, ANALYST, str(judgement.id or 0)))
        found = kept
    return found


def _claim_of(judgement: Judgement, kind: ClaimKind) -> Claim:
    version = str(judgement.id or 0)
    return Claim(kind, judgement.value, ANALYST, version, judgement.start, judgement.end, 1.0)
