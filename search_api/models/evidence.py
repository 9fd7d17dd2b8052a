"""Evidence as it leaves: studies with their findings, two axes, the verdict with its working, what people judged."""

from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field

from kb.domain.claims import EffectDirection, StudyDesign
from kb.domain.disagreement import Difference, Likely
from kb.domain.evidence import Effect, Strength
from kb.domain.evidence import Status as LadderStep
from kb.domain.evidence import Warning as Caution
from kb.domain.facts import Direction, Mark
from kb.domain.findings import Sign
from kb.domain.judgements import Act
from kb.domain.maryland import Verdict
from kb.domain.transfer import Answer, Item
from search_api.models.base import Model, Stated

Ids = Annotated[tuple[str, ...], BeforeValidator(lambda ids: tuple(sorted(ids)))]


class RatingOut(Model):
    """What a portal says about a measure, quoted or retold in English; `direction` is our reading of it."""

    model_config = ConfigDict(title="Rating")

    id: str
    measure: str = Field(title="What the portal calls the measure")
    portal: str
    rating: str = Field(title="What the portal says, or what it says retold in English")
    quality: Stated = Field(title="What the portal says on quality")
    kind: str
    read_on: str
    url: str
    mark: Mark = Field(title="How it was read")
    note: Stated
    direction: Direction = Field(title="Our reading of the portal's words")


class FindingOut(Model):
    """What became of one outcome, as a document says it. `start` and `end` point into that document's content."""

    model_config = ConfigDict(title="Finding")

    document: str
    direction: EffectDirection
    outcome: str | None = Field(title="Id of the outcome in the thesaurus")
    words: str = Field(title="The text's own words for the outcome")
    good: bool | None = Field(title="Whether it is wished for; null where nobody can say")
    significant: bool | None = Field(title="As the text states, or its interval shows; null where it does neither")
    measure: str | None = Field(title="In what the size is measured")
    size: str | None = Field(title="As stated")
    low: str | None
    high: str | None
    start: int | None
    end: int | None


class StudyOut(Model):
    """One study with the documents that tell of it, the one that counts first."""

    model_config = ConfigDict(title="Study")

    id: str
    documents: tuple[str, ...]
    why: dict[str, str] = Field(title="Why each document after the first belongs here")
    title: str
    year: int | None
    design: StudyDesign | None
    level: int | None = Field(title="Level on the Maryland scale (1-5)")
    sign: Sign | None = Field(title="What its findings come to")
    significant: bool
    findings: tuple[FindingOut, ...]
    challenges: Ids
    countries: Ids = Field(title="ISO 3166-1 alpha-2")
    target_groups: Ids
    sample: int | None


class ReckonedOut(Model):
    """Studies of one level that found the same."""

    model_config = ConfigDict(title="Reckoned")

    level: int
    sign: Sign
    studies: int
    significant: int
    outcomes: tuple[str, ...]


class JudgedOut(Model):
    """The verdict by the Maryland rule (Sherman et al. 1997, chapter 2), with its working."""

    model_config = ConfigDict(title="Judged")

    verdict: Verdict
    working: tuple[ReckonedOut, ...]
    left_out: int = Field(title="Studies on the scale that state no finding for or against")
    reviews: int
    beside: int = Field(title="Studies without a level on the scale")


class DisagreementOut(Model):
    """How studies disagree, and in what the two sides differ: likely reasons, not proven ones."""

    model_config = ConfigDict(title="Disagreement")

    good: int
    other: int
    reasons: tuple[tuple[Difference, tuple[str, ...], tuple[str, ...]], ...]


class JudgementOut(Model):
    """What a person decided in place of the machine."""

    model_config = ConfigDict(title="Judgement")

    id: int | None
    kind: str
    value: str | None
    act: Act
    reason: str
    author: str
    made_at: datetime
    context: str | None = Field(title="The challenge it is limited to")


class WeighedOut(Model):
    """What the studies come to: effect and strength are two axes and never one number."""

    model_config = ConfigDict(title="Weighed")

    effect: Effect | None = Field(title="What they found; null where no study says")
    strength: Strength = Field(title="How much that can bear")
    judged: JudgedOut
    disagreement: DisagreementOut | None
    newest: int | None = Field(title="Year of the newest study")
    overridden: tuple[JudgementOut, ...] = Field(title="Judgements of people that stand in place of what was reckoned")


class WholeWeighedOut(WeighedOut):
    """The same with the studies, strongest design first."""

    model_config = ConfigDict(title="WholeWeighed")

    studies: tuple[StudyOut, ...]


class CheckedOut(Model):
    """The answer to one question on transfer to Sweden, with what it rests on."""

    model_config = ConfigDict(title="Checked")

    item: Item
    answer: Answer
    documents: tuple[str, ...]
    addresses: tuple[str, ...]


class AgainstRatingsOut(Model):
    """Portals that point another way than the studies in the records, with likely reasons, not proven ones."""

    model_config = ConfigDict(title="AgainstRatings")

    good: bool = Field(title="Whether the studies speak for the measure")
    portals: tuple[str, ...]
    reasons: tuple[tuple[Likely, tuple[str, ...]], ...]


class EvidenceOut(Model):
    """What is held about a measure. `designs` counts studies by the design they state."""

    model_config = ConfigDict(title="Evidence")

    status: LadderStep = Field(title="Step on the status ladder")
    warnings: tuple[Caution, ...]
    ratings: tuple[RatingOut, ...]
    documents: int = Field(title="Documents about the measure, studies or not")
    designs: dict[StudyDesign, int]
    best_level: int | None = Field(title="Highest Maryland level that a study states (1-5)")
    reviews: int = Field(title="Systematic reviews and meta-analyses among the studies")
    against_ratings: AgainstRatingsOut | None = Field(title="How portals and studies disagree; null: they do not")
    overall: WeighedOut


class WholeEvidenceOut(EvidenceOut):
    """The same with every study, the evidence for each challenge, and the checklist for transfer."""

    model_config = ConfigDict(title="WholeEvidence")

    overall: WholeWeighedOut
    by_challenge: dict[str, WholeWeighedOut]
    checklist: tuple[CheckedOut, ...]
