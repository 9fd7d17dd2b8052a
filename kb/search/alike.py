"""Measures that are like one another, and measures side by side."""

from collections import Counter
from collections.abc import Mapping, Sequence

from kb.catalogue import Catalogue
from kb.catalogue.lemmas import lemma
from kb.domain.claims import IN_PASSING, ClaimKind
from kb.domain.facts import MeasureId
from kb.domain.transfer import Answer, Item
from kb.errors import InputError
from kb.index.terms import content_words
from kb.search.answers import Aspect, Compared, Comparison, Similar, Trait
from kb.search.evidence import Held, challenges_with
from kb.search.projection import levels, measure_types
from kb.search.results import MeasureView

_FEWEST, _MOST = 2, 5
# How much each trait counts. Within a trait the score is the share of all values that both measures have (Jaccard),
# over the traits of which the first measure has any: 1 is for a measure that shares all that is known of it.
WEIGHTS: Mapping[Trait, float] = {
    Trait.CHALLENGE: 0.30,
    Trait.MEASURE_TYPE: 0.30,
    Trait.TARGET_GROUP: 0.15,
    Trait.SETTING: 0.10,
    Trait.LEVEL: 0.05,
    Trait.MECHANISM: 0.10,
}
_LEAST = 0.1


def similar(measure_id: str, held: Held, catalogue: Catalogue, limit: int) -> tuple[Similar, ...]:
    """Return the measures most like this one with what they share, or raise NotFound."""
    own = _traits(catalogue.measure(measure_id).id, held, catalogue)
    counted = {trait: weight for trait, weight in WEIGHTS.items() if own[trait]}
    whole = sum(counted.values())
    found = []
    for other in catalogue.measures.values():
        if other.id == measure_id:
            continue
        theirs = _traits(other.id, held, catalogue)
        shared = {trait: tuple(value for value in own[trait] if value in theirs[trait]) for trait in counted}
        score = sum(
            weight * len(shared[trait]) / len(set(own[trait]) | set(theirs[trait])) for trait, weight in counted.items()
        )
        if score >= _LEAST * whole:
            told = {trait: values for trait, values in shared.items() if values}
            found.append(Similar(other, held.evidence[other.id], round(score / whole, 3), told))
    return tuple(sorted(found, key=lambda one: (-one.score, one.measure.id))[:limit])


def checked_ids(measure_ids: Sequence[str]) -> tuple[str, ...]:
    """Return the ids once each; raise InputError when they are not two to five."""
    ids = tuple(dict.fromkeys(measure_ids))
    if not _FEWEST <= len(ids) <= _MOST:
        raise InputError(f"{_FEWEST} to {_MOST} different measures can be compared; these are {len(ids)}")
    return ids


def comparison(views: Sequence[MeasureView], held: Held, catalogue: Catalogue) -> Comparison:
    """Return the measures with a table of what can be compared."""
    columns = [_column(view, held, catalogue) for view in views]
    return Comparison(tuple(views), tuple(Compared(a, tuple(column[a] for column in columns)) for a in Aspect))


def _column(view: MeasureView, held: Held, catalogue: Catalogue) -> dict[Aspect, tuple[str, ...]]:
    measure, evidence, weighed = view.measure, view.evidence, view.evidence.overall
    answers = {checked.item: checked.answer for checked in evidence.checklist}
    directions = Counter(rating.direction for rating in evidence.ratings)
    figures = {Aspect.BEST_LEVEL: evidence.best_level, Aspect.NEWEST: weighed.newest}
    column: dict[Aspect, tuple[str, ...]] = {
        Aspect.CHALLENGES: challenges_with(catalogue, measure.id, evidence),
        Aspect.MEASURE_TYPE: measure_types(catalogue, (measure.id,)),
        Aspect.LEVEL: levels(catalogue, (measure.id,)),
        Aspect.UNIT: (measure.unit,),
        Aspect.TARGET_GROUP: (measure.target_group,) if measure.target_group else (),
        Aspect.SETTING: (measure.setting,) if measure.setting else (),
        Aspect.EFFECT: (weighed.effect.value,) if weighed.effect else (),
        Aspect.STRENGTH: (weighed.strength.value,),
        Aspect.VERDICT: (weighed.judged.verdict.value,),
        Aspect.STATUS: (evidence.status.value,),
        Aspect.WARNINGS: tuple(warning.value for warning in evidence.warnings),
        Aspect.RATINGS: tuple(f"{direction.value}:{number}" for direction, number in sorted(directions.items())),
        Aspect.STUDIES: (str(len(weighed.studies)),),
        Aspect.REVIEWS: (str(evidence.reviews),),
        Aspect.NORDIC: (answers.get(Item.EVALUATED_IN_NORDIC, Answer.UNKNOWN).value,),
        Aspect.EUROPEAN: (answers.get(Item.EVALUATED_IN_EUROPE, Answer.UNKNOWN).value,),
        Aspect.COST: (answers.get(Item.COST_STATED, Answer.UNKNOWN).value,),
        Aspect.MECHANISM: _mechanisms(measure.id, held, catalogue),
    }
    return column | {aspect: (str(value),) if value is not None else () for aspect, value in figures.items()}


def _traits(measure_id: MeasureId, held: Held, catalogue: Catalogue) -> dict[Trait, tuple[str, ...]]:
    measure = catalogue.measures[measure_id]
    return {
        Trait.CHALLENGE: challenges_with(catalogue, measure_id, held.evidence[measure_id]),
        Trait.MEASURE_TYPE: measure_types(catalogue, (measure_id,)),
        Trait.TARGET_GROUP: _lemmas(measure.target_group),
        Trait.SETTING: _lemmas(measure.setting),
        Trait.LEVEL: levels(catalogue, (measure_id,)),
        Trait.MECHANISM: _mechanisms(measure_id, held, catalogue),
    }


def _mechanisms(measure_id: MeasureId, held: Held, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the mechanisms that documents of its studies tell, not only name, most often told first."""
    told = Counter(
        claim.value
        for study in held.told.get(measure_id, {}).values()
        for one in study
        for claim in one.claims
        if claim.kind is ClaimKind.MECHANISM and claim.value in catalogue.concepts and claim.confidence > IN_PASSING
    )
    return tuple(str(value) for value, _ in sorted(told.items(), key=lambda item: (-item[1], item[0] or "")))


def _lemmas(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lemma(word, "sv") for word in content_words(words, "sv")))
