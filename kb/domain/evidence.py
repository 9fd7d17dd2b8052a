"""How far a measure has come towards being known to work, and what is found: from what is held about it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kb.domain.claims import MARYLAND_LEVEL, StudyDesign
from kb.domain.disagreement import AgainstRatings, Disagreement, against_ratings, disagreement
from kb.domain.facts import ChallengeId, Direction, Mark, Measure, PortalRating
from kb.domain.findings import Sign, Study, Told, study_of
from kb.domain.judgements import Judgement
from kb.domain.maryland import ENOUGH, Judged, Verdict, harming, maryland_verdict
from kb.domain.studies import REVIEWS, StudyId
from kb.domain.transfer import Checked, transfer_checklist

# Two studies at this level or higher can carry a verdict; Sherman et al. (1997), chapter 2.
_TELLING_LEVEL = 3
_TRIAL_LEVEL = 5
_CLEARLY = 0.75  # of the studies that count


class Status(StrEnum):
    """The status ladder of a measure on the horizon, lowest first."""

    SIGNAL = "signal"
    DESCRIBED = "described"
    EVALUATED = "evaluated"
    REPLICATED = "replicated"
    RATED = "rated"


class Warning(StrEnum):  # noqa: A001 - the field's word
    """Why a measure wants care: it stays in the list, never hidden."""

    HARMFUL = "harmful"
    NO_EFFECT = "no_effect"
    DISPUTED = "disputed"


class Effect(StrEnum):
    """What studies of a measure found: one of two axes, never one number with the other."""

    HARMFUL = "harmful"
    NONE = "none"
    MIXED = "mixed"
    SOME = "some"
    CLEAR = "clear"


class Strength(StrEnum):
    """How much the findings can bear: the other axis, weakest first."""

    NO_STUDY = "no_study"
    WEAK = "weak"
    LIMITED = "limited"
    MODERATE = "moderate"
    STRONG = "strong"


_POINTS = {Effect.CLEAR: True, Effect.SOME: True, Effect.NONE: False, Effect.HARMFUL: False}


class Axis(StrEnum):
    """What of the evidence a person can judge."""

    EFFECT = "effect"
    STRENGTH = "strength"
    VERDICT = "verdict"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What studies say of a measure, for one challenge or for all. `effect` None: no study states one.

    `studies` holds those that count and nothing else (`Study.counts`), strongest design first; all that is counted,
    drawn, mapped and said of studies is taken from here. `newest` is the year of the newest study, None where none
    states a year. `overridden` holds the judgements of people that stand in place of what was reckoned; `reckoned` is
    then what the studies alone come to.
    """

    studies: tuple[Study, ...]
    effect: Effect | None
    strength: Strength
    judged: Judged
    disagreement: Disagreement | None
    newest: int | None
    overridden: tuple[Judgement, ...] = ()
    reckoned: "Weighed | None" = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is held about a measure. `designs` counts studies by the design they state.

    `documents` counts all that is held on it, studies or not. `by_challenge` weighs the studies that are about the
    measure and that challenge. `against_ratings` None: portals and studies do not point different ways.
    """

    status: Status
    warnings: tuple[Warning, ...]
    ratings: tuple[PortalRating, ...]
    documents: int
    designs: dict[StudyDesign, int]
    overall: Weighed
    by_challenge: dict[ChallengeId, Weighed] = field(default_factory=dict)
    checklist: tuple[Checked, ...] = ()
    against_ratings: AgainstRatings | None = None

    @property
    def best_level(self) -> int | None:
        """The highest Maryland level that a study states, or None."""
        return max((MARYLAND_LEVEL[d] for d in self.designs if d in MARYLAND_LEVEL), default=None)

    @property
    def reviews(self) -> int:
        """How many systematic reviews and meta-analyses are among the studies."""
        return sum(self.designs.get(design, 0) for design in REVIEWS)


def weigh(
    mark: Mark,
    ratings: Sequence[PortalRating],
    held: Sequence[Study],
    judgements: Sequence[Judgement] = (),
    checklist: tuple[Checked, ...] = (),
) -> Evidence:
    """Return the evidence of a measure from its mark, its ratings, what is held of studies and what people judged.

    A portal that has judged the measure puts it on the top step whatever the judgement: the ladder says how much is
    known, not what.
    """
    judged = [r for r in ratings if r.direction is not Direction.NOT_APPLICABLE]
    overall = weigh_studies(held, [j for j in judgements if j.context is None])
    studies = overall.studies
    telling = sum(study.review or (study.level or 0) >= _TELLING_LEVEL for study in studies)
    if judged:
        status = Status.RATED
    elif telling >= 2:
        status = Status.REPLICATED
    elif telling == 1:
        status = Status.EVALUATED
    elif held or mark is Mark.READ:
        status = Status.DESCRIBED
    else:
        status = Status.SIGNAL
    about = {ChallengeId(challenge) for study in studies for challenge in study.challenges}
    stated = next((j for j in overall.overridden if j.kind == Axis.STATUS and j.value), None)
    return Evidence(
        status=Status(stated.value) if stated is not None and stated.value else status,
        warnings=_warnings(judged, overall),
        ratings=tuple(ratings),
        documents=sum(len(study.documents) for study in held),
        designs=dict(Counter(study.design for study in studies if study.design is not None)),
        overall=overall,
        by_challenge={
            challenge: weigh_studies(
                [study for study in studies if challenge in study.challenges],
                [j for j in judgements if j.context == challenge],
            )
            for challenge in sorted(about | {ChallengeId(j.context) for j in judgements if j.context is not None})
        },
        checklist=checklist,
        against_ratings=against_ratings(judged, _points(overall.reckoned or overall), deciding(studies)),
    )


def weigh_measure(
    measure: Measure,
    ratings: Sequence[PortalRating],
    told: Mapping[str, Sequence[Told]],
    judgements: Sequence[Judgement] = (),
) -> Evidence:
    """Return the evidence of a measure from the documents of each study of it, with the checklist for transfer."""
    studies = [study_of(StudyId(study), documents, measure.id) for study, documents in sorted(told.items())]
    read = [(one.document.id, one.claims) for documents in told.values() for one in documents]
    checklist = transfer_checklist(measure, ratings, [study for study in studies if study.counts], read)
    return weigh(measure.mark, ratings, studies, judgements, checklist)


def weigh_studies(studies: Sequence[Study], judgements: Sequence[Judgement] = ()) -> Weighed:
    """Return what the studies come to on both axes, with the Maryland verdict; what people judged takes its place.

    What does not count as a study is left out here, once for all.
    """
    ordered = tuple(sorted((study for study in studies if study.counts), key=_rank))
    found = Weighed(
        studies=ordered,
        effect=effect_of(ordered),
        strength=strength_of(ordered),
        judged=maryland_verdict(ordered),
        disagreement=disagreement(ordered),
        newest=max((study.year for study in ordered if study.year is not None), default=None),
    )
    said = {judgement.kind: judgement.value for judgement in judgements if judgement.value}
    if not said:
        return found
    judged = found.judged
    if Axis.VERDICT in said:
        judged = replace(judged, verdict=Verdict(said[Axis.VERDICT]), reckoned=judged.verdict)
    return replace(
        found,
        effect=Effect(said[Axis.EFFECT]) if Axis.EFFECT in said else found.effect,
        strength=Strength(said[Axis.STRENGTH]) if Axis.STRENGTH in said else found.strength,
        judged=judged,
        overridden=tuple(judgements),
        reckoned=found,
    )


def effect_of(studies: Sequence[Study]) -> Effect | None:
    """Return what the studies found, None where none states a finding that can be called good or bad.

    Reviews and studies at level 3 or higher decide where there are any; weaker ones only among themselves. What a text
    without a design of its own says (news, an assignment, a description) is no finding of a study.
    """
    counted = deciding(studies)
    if not counted:
        return None
    signs = Counter(study.sign for study in counted)
    good, none, harmful = signs[Sign.GOOD], signs[Sign.NONE], signs[Sign.HARMFUL]
    if good and good >= _CLEARLY * len(counted) and not harmful:
        sure = sum(study.sign is Sign.GOOD and (study.significant or study.review) for study in counted)
        return Effect.CLEAR if sure >= 2 else Effect.SOME
    if not good and not signs[Sign.MIXED]:
        return Effect.HARMFUL if harmful >= none else Effect.NONE
    if harmful and harmful >= max(good, none, signs[Sign.MIXED]):
        return Effect.HARMFUL if not good else Effect.MIXED
    if none >= _CLEARLY * len(counted) and not harmful:
        return Effect.NONE
    return Effect.SOME if good > none + harmful + signs[Sign.MIXED] and not harmful else Effect.MIXED


def deciding(studies: Sequence[Study]) -> list[Study]:
    """Return the studies that decide on the effect: reviews and those from level 3, else the weaker ones."""
    told = _with_findings(studies)
    return [study for study in told if study.review or (study.level or 0) >= _TELLING_LEVEL] or told


def strength_of(studies: Sequence[Study]) -> Strength:
    """Return how much the findings can bear, by the number of studies, their designs, and reviews that gather them.

    Only studies whose findings were read count; with studies but no finding, there is nothing but a weak ground.
    """
    told = _with_findings(studies)
    reviews = sum(study.review for study in told)
    telling = [study for study in told if (study.level or 0) >= _TELLING_LEVEL]
    trials = sum(study.level == _TRIAL_LEVEL for study in telling)
    if reviews >= 2 or (reviews and len(telling) >= 2) or (trials >= 2 and len(telling) >= 3):
        return Strength.STRONG
    if reviews or len(telling) >= 2:
        return Strength.MODERATE
    if telling:
        return Strength.LIMITED
    return Strength.WEAK if any(study.counts for study in studies) else Strength.NO_STUDY


def _with_findings(studies: Sequence[Study]) -> list[Study]:
    return [study for study in studies if study.sign is not None and (study.review or study.level is not None)]


def _rank(study: Study) -> tuple[int, int, str]:
    order = list(StudyDesign)
    return order.index(study.design) if study.design else len(order), -(study.year or 0), study.id


def _warnings(judged: Sequence[PortalRating], overall: Weighed) -> tuple[Warning, ...]:
    """Return the warnings: what portals say, and what our own reckoning says where it carries a verdict.

    Studies warn where the Maryland rule says that the measure does not work, of harm where two of those that carry the
    verdict found it; or where a person has judged so. One study that found harm is shown, and leaves it unknown.
    """
    said = {rating.direction for rating in judged}
    by_hand = {Axis(judgement.kind) for judgement in overall.overridden if judgement.kind in set(Axis)}
    fails = overall.judged.verdict is Verdict.DOES_NOT_WORK
    harms = overall.effect is Effect.HARMFUL and (
        Axis.EFFECT in by_hand or (fails and harming(overall.judged) >= ENOUGH)
    )
    found = []
    if Direction.HARMFUL in said or harms:
        found.append(Warning.HARMFUL)
    if Direction.NONE in said or (fails and Warning.HARMFUL not in found):
        found.append(Warning.NO_EFFECT)
    if Direction.BENEFICIAL in said and said & {Direction.HARMFUL, Direction.NONE, Direction.UNCLEAR}:
        found.append(Warning.DISPUTED)
    return tuple(found)


def _points(overall: Weighed) -> bool | None:
    """Return whether the studies speak for the measure, None where they speak neither for nor against."""
    return _POINTS.get(overall.effect) if overall.effect is not None else None
