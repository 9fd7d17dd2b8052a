"""What people make of candidates for new measures: named, joined, known, dismissed, or set up as measures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from kb.domain.accounts import AccountId
from kb.domain.candidates import Candidate, CandidateId
from kb.domain.facts import ChallengeId, MeasureId

OWN = "own_"  # how the id of a measure that is set up here begins, as none in the catalogue's files does
LABEL_LANGUAGES = ("sv", "en", "nb", "da")
LEVELS = ("universal", "selective", "indicated")
UNITS = ("person", "place", "organisation")
APPROACHES = (
    "social", "situational", "treatment", "coordination", "school", "parenting", "policing", "early",
    "organisational", "restorative", "deterrence", "sanction", "public health",
)  # fmt: skip


class Act(StrEnum):
    """What somebody did with a candidate. REOPEN takes back what it had become; a name stays."""

    RENAME = "rename"
    MERGE = "merge"
    KNOWN = "known"
    DISMISS = "dismiss"
    PROMOTE = "promote"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class CandidateAct:
    """One decision on a candidate, kept for ever; the last of its kind counts.

    `value` is the new name, the candidate it is joined to, or the measure it is or became. `called` is what the
    candidate was called then; of one that is known, `language` is that of these words, which become a label.
    """

    candidate: CandidateId
    act: Act
    value: str | None
    called: str
    reason: str
    account: AccountId
    name: str
    made_at: datetime
    language: str | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Promoted:
    """A measure that an editor set up here, with its labels; `candidate` None: from none."""

    id: MeasureId
    candidate: CandidateId | None
    name_sv: str
    name_en: str
    type: str
    level: str
    unit: str
    approach: str
    challenges: tuple[ChallengeId, ...]
    labels_sv: tuple[str, ...]
    labels_en: tuple[str, ...]
    reason: str
    by: str
    at: datetime

    def labels(self) -> dict[str, tuple[str, ...]]:
        """Return the labels by language, the name first."""
        named = {"sv": (self.name_sv, *self.labels_sv), "en": (self.name_en, *self.labels_en)}
        return {language: tuple(dict.fromkeys(filter(None, all_))) for language, all_ in named.items()}


@dataclass(frozen=True, slots=True)
class KnownLabel:
    """Words that are one more label of a measure of the catalogue."""

    measure: MeasureId
    language: str
    label: str


def fates(acts: Iterable[CandidateAct]) -> dict[CandidateId, CandidateAct]:
    """Return what each decided candidate has become, by its last decision; those opened again are not there."""
    last = {one.candidate: one for one in acts if one.act is not Act.RENAME}  # oldest first
    return {key: one for key, one in last.items() if one.act is not Act.REOPEN}


def open_candidates(found: Sequence[Candidate], acts: Sequence[CandidateAct]) -> list[Candidate]:
    """Return the candidates that nobody has decided on, with the names given to them and what was joined to them."""
    names = {one.candidate: one.value for one in acts if one.act is Act.RENAME and one.value}
    decided = fates(acts)
    joined: dict[str, list[Candidate]] = {}
    for one in found:
        into = _target(one.id, decided)
        if into is not None:
            joined.setdefault(into, []).append(one)
    return [_with(_named(one, names), joined.get(one.id, ())) for one in found if one.id not in decided]


def known_labels(acts: Iterable[CandidateAct]) -> list[KnownLabel]:
    """Return the labels that come of candidates which are known measures."""
    return [
        KnownLabel(MeasureId(one.value), one.language, one.called)
        for one in fates(acts).values()
        if one.act is Act.KNOWN and one.value and one.language
    ]


def _target(candidate: CandidateId, decided: Mapping[CandidateId, CandidateAct]) -> str | None:
    """Return the candidate that this one is joined to in the end, None where it is not, or goes in a circle."""
    seen: set[str] = set()
    key: str = candidate
    while (fate := decided.get(CandidateId(key))) is not None and fate.act is Act.MERGE and fate.value:
        if key in seen:
            return None
        seen.add(key)
        key = fate.value
    return key if seen else None


def _named(candidate: Candidate, names: Mapping[CandidateId, str]) -> Candidate:
    name = names.get(candidate.id)
    if name is None or name == candidate.name:
        return candidate
    return replace(candidate, name=name, also=(candidate.name, *candidate.also))


def _with(candidate: Candidate, others: Sequence[Candidate]) -> Candidate:
    """Return the candidate with the words and documents of those joined to it; what was reckoned of it stays."""
    if not others:
        return candidate
    also = dict.fromkeys([*candidate.also, *(word for one in others for word in (one.name, *one.also))])
    support = {one.document: one for other in (*reversed(others), candidate) for one in other.support}
    return replace(
        candidate,
        also=tuple(word for word in also if word != candidate.name),
        support=tuple(support[key] for key in sorted(support)),
    )
