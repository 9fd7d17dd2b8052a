"""What people decide about what was read by machine. Theirs wins and stays: a new reading never overwrites it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kb.domain.claims import Claim, ClaimKind
from kb.domain.documents import Document

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


def counts(claim: Claim) -> bool:
    """Return whether a claim is evidence by itself: a rule or a person makes it, not the words of a text together."""
    return claim.told("taught") is None or claim.step == ANALYST


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
    the axis. `detail` is as a claim's: an effect judged there has its outcome, or is about every outcome. `words` are
    those that it rests on, at `start` to `end` in version `version` of the document.
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
    words: str | None = None
    detail: tuple[tuple[str, str], ...] = ()
    id: int | None = None

    @property
    def outcome(self) -> str | None:
        """The outcome of an effect that alone is judged, None for all."""
        return next((said for name, said in self.detail if name == "outcome"), None)


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that hold, in the order in which they were made: the last on each question counts.

    Several values of one kind are several questions. Of the kinds of which a text has but one, a stated value replaces
    an earlier one, while each rejected value stays rejected until it is stated or taken back itself.
    """
    last: dict[tuple[str | None, ...], Judgement] = {}
    for judgement in judgements:  # oldest first
        for question in [asked for asked, earlier in last.items() if _replaces(judgement, earlier)]:
            del last[question]
        last[_question(judgement)] = judgement
    return [judgement for judgement in last.values() if judgement.act is not Act.WITHDRAW]


def _question(judgement: Judgement) -> tuple[str | None, ...]:
    """Return what of two judgements that have it in common the later one replaces."""
    return *_subject(judgement), judgement.value, judgement.outcome


def _subject(judgement: Judgement) -> tuple[str | None, ...]:
    return judgement.subject, judgement.about, judgement.context, judgement.kind


def _replaces(later: Judgement, earlier: Judgement) -> bool:
    if _question(later) == _question(earlier):
        return True
    if _subject(later) != _subject(earlier):
        return False
    if later.subject is Subject.EVIDENCE:
        return True
    if later.subject is not Subject.CLAIM or later.kind not in SINGLE:
        return False
    if later.act is Act.WITHDRAW:  # without a value: all that was judged of the kind
        return later.value is None
    return later.act is Act.STATE and earlier.act is Act.STATE


def placed(judgement: Judgement, document: Document) -> Judgement:
    """Return the judgement with the place of its words in this document: where they stand in this version, or nowhere.

    A judgement stays when the words change; what it points at must not be other words.
    """
    if judgement.about == document.id and judgement.version == document.version:
        return judgement
    start = document.content.find(judgement.words) if judgement.words else -1
    end = start + len(judgement.words or "")
    return replace(judgement, start=start, end=end) if start >= 0 else replace(judgement, start=None, end=None)


def judged(claims: Sequence[Claim], judgements: Iterable[Judgement]) -> list[Claim]:
    """Return the claims with what people decided in place of what the machine read.

    A stated value comes first of its kind, with confidence 1, and replaces all others where a text has but one; what
    the machine read of it in detail stays. A rejected value goes. Where none is left of a kind that was read, "not
    stated" stands.
    """
    found = list(claims)
    for judgement in standing(j for j in judgements if j.subject is Subject.CLAIM):
        kind = ClaimKind(judgement.kind)
        place = next((number for number, claim in enumerate(found) if claim.kind is kind), len(found))
        same = [claim for claim in found if claim.kind is kind and _is_about(judgement, claim)]
        if judgement.act is Act.REJECT:
            kept = [claim for claim in found if claim not in same]
            if not any(claim.kind is kind for claim in kept):
                kept.insert(min(place, len(kept)), Claim(kind, None, ANALYST, str(judgement.id or 0)))
        else:
            alone = kind in SINGLE or judgement.value is None
            kept = [c for c in found if c.kind is not kind or not (alone or c.value is None or _is_about(judgement, c))]
            kept[place:place] = _confirmed(judgement, kind, same)
        found = kept
    return found


def _is_about(judgement: Judgement, claim: Claim) -> bool:
    if claim.value != judgement.value:
        return False
    return judgement.outcome in (None, claim.told("outcome") or claim.told("words"))


def _confirmed(judgement: Judgement, kind: ClaimKind, same: Sequence[Claim]) -> list[Claim]:
    """Return the stated claim; as many as the machine had read of it, each with its detail and its words."""
    by = str(judgement.id or 0)
    if kind in SINGLE or judgement.value is None:
        same = same[:1]
    if not same:
        return [Claim(kind, judgement.value, ANALYST, by, judgement.start, judgement.end, 1.0, judgement.detail)]
    told = [replace(claim, step=ANALYST, step_version=by, confidence=1.0) for claim in same]
    if judgement.start is None:
        return told
    return [replace(claim, start=judgement.start, end=judgement.end) for claim in told[:1]] + told[1:]
