"""What a study found, put together from the documents that tell of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.domain.claims import (
    MARYLAND_LEVEL,
    Claim,
    ClaimKind,
    EffectDirection,
    StudyDesign,
    studied_values,
    sure_values,
    value_of,
)
from kb.domain.documents import Document, DocumentId
from kb.domain.judgements import counts
from kb.domain.studies import REVIEWS, StudyId, retells, yields_evidence

_RATIOS = frozenset({"odds_ratio", "risk_ratio", "rate_ratio", "hazard_ratio", "irr", "relative_effect_size"})
_PEOPLE = frozenset({"participants", "n", None})  # None: a person stated it
_SURE_P = 0.05


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
    stated p or interval shows; None where it states none. `size`, `low` and `high` are as stated.
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

    `design` is the strongest that its own reports state, None where only others' words of it are held. `level` is on
    the Maryland scale, None for reviews, qualitative studies and where no design is stated. `findings` has only a study
    that can show an effect: a review, or one on the scale. `why` says, for each document after the first, why it is
    here.
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
    def counts(self) -> bool:
        """Whether it is evidence; else it is documents alone: a plan, or words about studies that are not held."""
        return yields_evidence(self.design)

    @property
    def level(self) -> int | None:
        """The level on the Maryland scale."""
        return MARYLAND_LEVEL.get(self.design) if self.design else None

    @property
    def review(self) -> bool:
        """Whether it gathers studies instead of being one."""
        return self.design in REVIEWS

    @property
    def sign(self) -> Sign | None:
        """What its findings come to; None where it states none, or only such as nobody can call good or bad."""
        signs = {finding.sign for finding in self.findings} - {None}
        if not signs:
            return None
        if Sign.MIXED in signs or {Sign.GOOD, Sign.HARMFUL} <= signs:
            return Sign.MIXED
        found = next((sign for sign in (Sign.GOOD, Sign.HARMFUL) if sign in signs), Sign.NONE)
        # Sherman et al. (1997) judge by the main outcome; where several are told, most of them decide.
        alike, none = (sum(f.sign is sign for f in self.findings) for sign in (found, Sign.NONE))
        return found if found is Sign.NONE or alike > none else Sign.MIXED

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


def study_of(study: StudyId, told: Sequence[Told], measure: str | None = None) -> Study:
    """Return the study that these documents tell of; raise ValueError when there are none.

    Its own reports come before news of it, and among them the one with the strongest design, then the newest. The
    findings are those of the first of its reports that states any. Nothing of what makes evidence is taken from news,
    policy, guidelines and the like where the study has a report of its own, nor a design or findings where it has none:
    they would make evidence of what somebody says about a study. An effect that no rule reads is no finding until
    somebody has said that it is right. With a `measure` it is the study as evidence of that:
    none of it where no report of its own is of the measure, as where it names it as the comparison or the place.
    """
    ordered = sorted(told, key=_worth)
    first = ordered[0]
    own = [one for one in ordered if not retells(one.claims)]
    if measure is not None and not any(measure in studied_values(one.claims, ClaimKind.MEASURE) for one in own):
        own = []
    designs = [_design(one) for one in own]
    design = next(filter(yields_evidence, designs), next(iter(designs), None))
    shows = design in MARYLAND_LEVEL or design in REVIEWS
    reports = [one for one in own if _design(one) is not StudyDesign.PROTOCOL] if shows else []
    findings = (findings_of(one.document.id, [c for c in one.claims if counts(c)]) for one in reports)
    telling = own or ordered
    samples = [_people(t.claims) for t in telling]
    years = [t.document.year for t in telling if t.document.year is not None]
    return Study(
        id=study,
        documents=tuple(t.document.id for t in ordered),
        title=first.document.title,
        year=first.document.year or max(years, default=None),
        design=design,
        findings=next(filter(None, findings), ()),
        challenges=frozenset(v for t in telling for v in studied_values(t.claims, ClaimKind.CHALLENGE)),
        countries=frozenset(v for t in telling for v in sure_values(t.claims, ClaimKind.COUNTRY)),
        target_groups=frozenset(v for t in telling for v in sure_values(t.claims, ClaimKind.TARGET_GROUP)),
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
    shown = _shown_by_p(claim.told("p") or "")
    return _shown_by_interval(claim) if shown is None else shown


def _shown_by_p(p: str) -> bool | None:
    """Return whether p, such as "<0.01" or "=0.6", is below 0.05; None where it does not tell."""
    sign, bound = p[:1], _number(p[1:])
    if bound is None or (sign in "<≤" and bound > _SURE_P) or (sign in ">≥" and bound < _SURE_P):
        return None
    return sign in "<≤" or (sign == "=" and bound < _SURE_P)


def _shown_by_interval(claim: Claim) -> bool | None:
    low, high = _number(claim.told("low")), _number(claim.told("high"))
    if low is None or high is None or low > high:
        return None
    ratio, difference = not low <= 1 <= high, not low <= 0 <= high
    if claim.told("measure") == "effect_size" and low > 0:
        # Reviews of situational prevention call a ratio so (relative effect size), others a standardised difference.
        return difference if ratio == difference else None
    return ratio if claim.told("measure") in _RATIOS else difference


def _worth(told: Told) -> tuple[int, int, int, str]:
    """Return what documents of one study are ordered by, best first."""
    design = _design(told)
    order = list(StudyDesign)
    strength = order.index(design) if design is not None else len(order)
    retold = int(retells(told.claims)) + 2 * int(design is StudyDesign.PROTOCOL)
    return retold, strength, -(told.document.year or 0), told.document.id


def _design(told: Told) -> StudyDesign | None:
    value = value_of(told.claims, ClaimKind.STUDY_DESIGN)
    return StudyDesign(value) if value else None


def _people(claims: Sequence[Claim]) -> int | None:
    """Return how many people took part; not how many studies, areas or cases, nor how many were to take part.

    Nor a number that no rule and no person reads: it is shown with the document alone.
    """
    said = next((claim for claim in claims if claim.kind is ClaimKind.SAMPLE_SIZE), None)
    if said is None or said.told("planned") or not counts(said) or said.told("unit") not in _PEOPLE:
        return None
    return int(said.value) if said.value and said.value.isdecimal() else None


def _number(value: str | None) -> float | None:
    try:
        return float(value) if value else None
    except ValueError:
        return None
