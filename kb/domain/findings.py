"""What a study found, put together from the documents that tell of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.domain.claims import (
    MARYLAND_LEVEL,
    Claim,
    ClaimKind,
    DocumentKind,
    EffectDirection,
    StudyDesign,
    sure_values,
    value_of,
)
from kb.domain.documents import Document, DocumentId
from kb.domain.studies import StudyId

# A document of these kinds tells of a study; what it says gives way to what the study's own report says.
_RETELLING = frozenset({DocumentKind.NEWS, DocumentKind.OPINION, DocumentKind.PRACTICE_DESCRIPTION})
_RATIOS = frozenset({"odds_ratio", "risk_ratio", "rate_ratio", "hazard_ratio", "irr"})


class Sign(StrEnum):
    """What a study's findings come to: wished for, none, harmful, or some of each."""

    GOOD = "good"
    NONE = "none"
    HARMFUL = "harmful"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one outcome, as one document says it, and where it says so.

    `outcome` is a concept's id, None where the thesaurus knows no such outcome; `words` are the text's own for it.
    `good` tells whether that is wished for, None where nobody can say. `significant` is what the text states, or what a
    stated interval shows; None where it states neither. `size`, `low` and `high` are as stated.
    """

    document: DocumentId
    direction: EffectDirection
    outcome: str | None
    words: str
    good: bool | None
    significant: bool | None
    measure: str | None = None
    size: str | None = None
    low: str | None = None
    high: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def sign(self) -> Sign | None:
        """What this finding says for or against the measure; None where nobody can say."""
        if self.direction is EffectDirection.NO_DIFFERENCE or self.significant is False:
            return Sign.NONE
        if self.direction is EffectDirection.MIXED:
            return Sign.MIXED
        return None if self.good is None else Sign.GOOD if self.good else Sign.HARMFUL


@dataclass(frozen=True, slots=True)
class Study:
    """One study with all documents that tell of it, the one that counts first.

    `design` is the strongest that its own reports state. `level` is on the Maryland scale, None for reviews,
    qualitative studies and where no design is stated. `why` says, for each document after the first, why it is here.
    """

    id: StudyId
    documents: tuple[DocumentId, ...]
    title: str
    year: int | None
    design: StudyDesign | None
    findings: tuple[Finding, ...]
    challenges: frozenset[str]
    countries: frozenset[str]
    target_groups: frozenset[str]
    sample: int | None
    why: Mapping[DocumentId, str]

    @property
    def level(self) -> int | None:
        """The level on the Maryland scale."""
        return MARYLAND_LEVEL.get(self.design) if self.design else None

    @property
    def review(self) -> bool:
        """Whether it gathers studies instead of being one."""
        return self.design in (StudyDesign.META_ANALYSIS, StudyDesign.SYSTEMATIC_REVIEW)

    @property
    def sign(self) -> Sign | None:
        """What its findings come to; None where it states none, or only such as nobody can call good or bad."""
        signs = {finding.sign for finding in self.findings} - {None}
        if not signs:
            return None
        if Sign.MIXED in signs or {Sign.GOOD, Sign.HARMFUL} <= signs:
            return Sign.MIXED
        if Sign.HARMFUL in signs:
            return Sign.HARMFUL
        if signs == {Sign.GOOD, Sign.NONE}:
            # Sherman et al. (1997) judge by the main outcome; where several are told, most of them decide.
            good = sum(finding.sign is Sign.GOOD for finding in self.findings)
            return Sign.GOOD if good > sum(finding.sign is Sign.NONE for finding in self.findings) else Sign.MIXED
        return Sign.GOOD if Sign.GOOD in signs else Sign.NONE

    @property
    def significant(self) -> bool:
        """Whether a finding that agrees with its sign is said to be statistically significant."""
        return any(finding.significant and finding.sign is self.sign for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Told:
    """A document of a study with the claims that were read in it; `why` it belongs there, "" for the first."""

    document: Document
    claims: tuple[Claim, ...]
    why: str = ""


def study_of(study: StudyId, told: Sequence[Told]) -> Study:
    """Return the study that these documents tell of; raise ValueError when there are none.

    Its own reports come before news of it, and among them the one with the strongest design, then the newest. The
    findings are those of the first document that states any.
    """
    ordered = sorted(told, key=_worth)
    first = ordered[0]
    design = next((d for d in map(_design, ordered) if d not in (None, StudyDesign.PROTOCOL)), _design(first))
    findings = next((f for f in (findings_of(t.document.id, t.claims) for t in ordered) if f), ())
    # A text that gathers studies counts them, and not people.
    samples = [_integer(value_of(t.claims, ClaimKind.SAMPLE_SIZE)) for t in ordered]
    years = [t.document.year for t in ordered if t.document.year is not None]
    return Study(
        id=study,
        documents=tuple(t.document.id for t in ordered),
        title=first.document.title,
        year=first.document.year or max(years, default=None),
        design=design,
        findings=findings,
        challenges=frozenset(v for t in ordered for v in sure_values(t.claims, ClaimKind.CHALLENGE)),
        countries=frozenset(v for t in ordered for v in sure_values(t.claims, ClaimKind.COUNTRY)),
        target_groups=frozenset(v for t in ordered for v in sure_values(t.claims, ClaimKind.TARGET_GROUP)),
        sample=next((sample for sample in samples if sample is not None), None),
        why={t.document.id: t.why for t in ordered if t.why},
    )


def findings_of(document: DocumentId, claims: Sequence[Claim]) -> tuple[Finding, ...]:
    """Return what the claims about a document say of effects, in their order."""
    return tuple(
        _finding(document, claim) for claim in claims if claim.kind is ClaimKind.EFFECT and claim.value is not None
    )


def _finding(document: DocumentId, claim: Claim) -> Finding:
    good = {"yes": True, "no": False}.get(claim.told("good") or "")
    return Finding(
        document=document,
        direction=EffectDirection(claim.value or ""),
        outcome=claim.told("outcome"),
        words=claim.told("words") or "",
        good=good,
        significant=_significant(claim),
        measure=claim.told("measure"),
        size=claim.told("size"),
        low=claim.told("low"),
        high=claim.told("high"),
        start=claim.start,
        end=claim.end,
    )


def _significant(claim: Claim) -> bool | None:
    stated = claim.told("significance")
    if stated is not None:
        return stated == "significant"
    low, high = _number(claim.told("low")), _number(claim.told("high"))
    if low is None or high is None or low > high:
        return None
    nothing = 1.0 if claim.told("measure") in _RATIOS else 0.0
    return not low <= nothing <= high


def _worth(told: Told) -> tuple[int, int, int, str]:
    """Return what documents of one study are ordered by, best first."""
    kind, design = value_of(told.claims, ClaimKind.DOCUMENT_KIND), _design(told)
    order = list(StudyDesign)
    strength = order.index(design) if design is not None else len(order)
    retold = int(kind in _RETELLING) + 2 * int(design is StudyDesign.PROTOCOL)
    return retold, strength, -(told.document.year or 0), told.document.id


def _design(told: Told) -> StudyDesign | None:
    value = value_of(told.claims, ClaimKind.STUDY_DESIGN)
    return StudyDesign(value) if value else None


def _integer(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() else None


def _number(value: str | None) -> float | None:
    try:
        return float(value) if value else None
    except ValueError:
        return None
