"""What a good measure is, what a measure lacks to be one, and what to take instead of one that is warned of.

A measure is a good answer when all of this holds:

- it is what is asked about: named by the question; or relevant (`good_relevance` in `kb.search.ranking`) and meant for
  a challenge that is asked about, or with a clear or some effect in studies of that challenge. Of a question that names
  neither a measure nor a challenge we cannot tell;
- nothing warns of it: no portal and no reckoning of ours says that it harms or does nothing, and portals agree;
- it is supported: the Maryland rule says that it works or is promising, or studies found a clear or some effect
  on at least moderate ground, or a portal rates it beneficial. Studies are those of the challenge that is asked about
  where there are any with a finding, else all.
"""

from collections.abc import Collection, Mapping, Sequence

from kb.catalogue import Catalogue
from kb.domain.evidence import Effect, Evidence, Strength, Weighed
from kb.domain.evidence import Warning as Caution
from kb.domain.facts import ChallengeId, Direction, MeasureId
from kb.domain.maryland import Verdict
from kb.domain.transfer import Answer, Item
from kb.search.answers import Answered, Better, Grounds, Instead, Lack, Missing, Quality
from kb.search.evidence import challenges_with
from kb.search.ranking import RANKING

_OLD_YEARS = 10
TELLING_LEVEL = 3
_MOST = 3
# Harm that carries a verdict is warned of, and an effect that does makes a good answer: neither comes here.
_POOR: Mapping[Effect | None, Lack] = {
    None: Lack.EFFECT_UNKNOWN,
    Effect.HARMFUL: Lack.FEW_STUDIES,
    Effect.NONE: Lack.NO_EFFECT,
    Effect.MIXED: Lack.MIXED_EFFECT,
    Effect.SOME: Lack.FEW_STUDIES,
    Effect.CLEAR: Lack.FEW_STUDIES,
}
_HELPING = (Effect.SOME, Effect.CLEAR)
_WARNED = {
    Caution.HARMFUL: Lack.HARMFUL,
    Caution.NO_EFFECT: Lack.NO_EFFECT,
    Caution.DISPUTED: Lack.DISPUTED,
}


def grounds_of(evidence: Evidence) -> Grounds:
    """Return what a measure rests on, in figures. Where it was evaluated is what the checklist for transfer says."""
    studies = evidence.overall.studies
    levels = [study.level for study in studies if study.level is not None]
    best = max(levels, default=None)
    answers = {checked.item: checked.answer for checked in evidence.checklist}
    return Grounds(
        studies=len(studies),
        reviews=evidence.reviews,
        level=best,
        at_level=levels.count(best) if best is not None else 0,
        nordic=True if answers.get(Item.EVALUATED_IN_NORDIC) is Answer.YES else None,
        european=True if answers.get(Item.EVALUATED_IN_EUROPE) is Answer.YES else None,
        newest=evidence.overall.newest,
    )


def thin_grounds(evidence: Evidence, this_year: int) -> list[Missing]:
    """Return what the studies of a measure lack, the gravest first."""
    grounds = grounds_of(evidence)
    if not grounds.studies:
        return [Missing(Lack.NO_STUDY)]
    found = []
    level, newest = grounds.level, grounds.newest
    if not evidence.reviews and (level is None or level < TELLING_LEVEL):
        found.append(Missing(Lack.NO_LEVEL_3, str(level) if level is not None else None))
    if not grounds.european:
        found.append(Missing(Lack.NO_EUROPEAN_STUDY))
    elif not grounds.nordic:
        found.append(Missing(Lack.NO_NORDIC_STUDY))
    if newest is None:
        found.append(Missing(Lack.YEAR_UNKNOWN))
    elif is_old(newest, this_year):
        found.append(Missing(Lack.OLD, str(newest)))
    return found


def is_old(year: int, this_year: int) -> bool:
    """Return whether a study of this year is older than ten years."""
    return this_year - year > _OLD_YEARS


def off_the_mark(asked: Collection[str], challenges: Collection[str]) -> list[Missing]:
    """Return the challenges asked about when the measure is meant for, or studied against, none of them."""
    return [Missing(Lack.NOT_MEANT_FOR, key) for key in asked] if set(asked).isdisjoint(challenges) else []


def shortcomings(
    evidence: Evidence, meant_for: Collection[str], asked: Collection[str], *, named: bool, relevance: float
) -> tuple[Missing, ...]:
    """Return why a measure is no good answer to a question about the challenges `asked`; empty: it is one.

    `meant_for` are the challenges that the catalogue has for it; `named` tells that the question names it. A study
    that only is about a challenge makes no answer to it: portals may have rated the measure against another.
    """
    found = [Missing(_WARNED[warning]) for warning in evidence.warnings]
    if not named:
        found += _unproven(evidence, meant_for, asked) if asked else [Missing(Lack.NOT_MEANT_FOR)]
        if relevance < RANKING.good_relevance:
            found.append(Missing(Lack.FAR))
    weighed = _weighed_for(evidence, asked)
    if not found and not supports(evidence, weighed):
        if not evidence.overall.studies:
            found.append(Missing(Lack.NO_STUDY))
        else:
            poor = _POOR[weighed.effect]
            found.append(Missing(poor, str(len(weighed.studies)) if poor is Lack.FEW_STUDIES else None))
            level = evidence.best_level
            if not evidence.reviews and (level is None or level < TELLING_LEVEL):
                found.append(Missing(Lack.NO_LEVEL_3, str(level) if level is not None else None))
    return tuple(dict.fromkeys(found))


def _unproven(evidence: Evidence, meant_for: Collection[str], asked: Collection[str]) -> list[Missing]:
    """Return what a measure that is not meant for any challenge asked about lacks: an effect in studies of one."""
    effects = [evidence.by_challenge[ChallengeId(key)].effect for key in asked if key in evidence.by_challenge]
    if not set(asked).isdisjoint(meant_for) or any(effect in _HELPING for effect in effects):
        return []
    if not effects:
        return off_the_mark(asked, meant_for)
    return [Missing(_POOR[next((effect for effect in effects if effect is not None), None)])]


def supports(evidence: Evidence, weighed: Weighed) -> bool:
    """Return whether studies or portals say that the measure helps."""
    return bool(_in_what(evidence, weighed))


def answered(
    relevances: Sequence[tuple[MeasureId, float]],
    evidence: Mapping[MeasureId, Evidence],
    asked: Sequence[ChallengeId],
    named: Collection[str],
    catalogue: Catalogue,
) -> Answered:
    """Return whether there is a good measure among the first of those found, best first with their relevance."""
    good, missing = [], dict[MeasureId, tuple[Missing, ...]]()
    for measure, relevance in relevances[: RANKING.good_among]:
        meant_for = catalogue.challenges_of(measure)
        lacks = shortcomings(evidence[measure], meant_for, asked, named=measure in named, relevance=relevance)
        if lacks:
            missing[measure] = lacks
        else:
            good.append(measure)
    if good:
        return Answered(Quality.GOOD, tuple(good))
    if not missing:
        return Answered(Quality.NOTHING)
    nearest = tuple(missing)[:_MOST]
    return Answered(Quality.NEAREST, nearest, {measure: missing[measure] for measure in nearest})


def instead_of(measure: MeasureId, evidence: Mapping[MeasureId, Evidence], catalogue: Catalogue) -> tuple[Instead, ...]:
    """Return at most three measures for the same challenges that do better than one that is warned of, best first."""
    if not {Caution.HARMFUL, Caution.NO_EFFECT} & set(evidence[measure].warnings):
        return ()
    own = challenges_with(catalogue, measure, evidence[measure])
    types = set(catalogue.concepts[measure].broader)
    found: list[tuple[tuple[int, ...], Instead]] = []
    for other, held in evidence.items():
        shared = tuple(key for key in own if key in challenges_with(catalogue, other, held))
        weighed = _weighed_for(held, shared)
        better = _in_what(held, weighed)
        if other == measure or not shared or held.warnings or not better:
            continue
        worth = (
            -len(better),
            -list(Strength).index(weighed.strength),
            -len(types.intersection(catalogue.concepts[other].broader)),
            -len(shared),
        )
        one = Instead(other, shared, better, weighed.effect, weighed.strength, weighed.judged.verdict)
        found.append((worth, one))
    return tuple(one for _, one in sorted(found, key=lambda item: (item[0], item[1].measure))[:_MOST])


def _in_what(evidence: Evidence, weighed: Weighed) -> tuple[Better, ...]:
    found = []
    if weighed.judged.verdict in (Verdict.WORKS, Verdict.PROMISING):
        found.append(Better.VERDICT)
    if weighed.effect in _HELPING and weighed.strength in (Strength.MODERATE, Strength.STRONG):
        found.append(Better.EFFECT)
    said = {rating.direction for rating in evidence.ratings}
    if Direction.BENEFICIAL in said and not said & {Direction.HARMFUL, Direction.NONE}:
        found.append(Better.RATINGS)
    return tuple(found)


def _weighed_for(evidence: Evidence, asked: Collection[str]) -> Weighed:
    """Return what the studies of a challenge asked about come to, the one with most; else what all do."""
    own = [evidence.by_challenge[ChallengeId(key)] for key in asked if key in evidence.by_challenge]
    told = [weighed for weighed in own if weighed.effect is not None]
    return max(told, key=lambda weighed: len(weighed.studies)) if told else evidence.overall
