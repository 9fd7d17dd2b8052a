"""The published order: which signals count how much, and what multiplies relevance. Served at /api/v1/ranking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import exp, prod

from kb.domain.claims import MARYLAND_LEVEL, StudyDesign
from kb.domain.evidence import Evidence, Status
from kb.domain.regions import Region
from kb.domain.transfer import Answer, Item
from kb.index.port import Signal


@dataclass(frozen=True, slots=True)
class Ranking:
    """All weights, in one table.

    Signals are fused by reciprocal rank (Cormack, Clarke & Büttcher 2009: score = Σ weight / (k + rank), k =
    60), in each language group (English; Nordic; other) by itself, because vector scores do not compare across
    languages. The groups' lists are merged by reciprocal rank again, with a smaller constant, so that the prior
    moves a hit by a few places and not by a page: relevance = (merge_k + 1) / (merge_k + place), times the prior.
    """

    k: int = 60
    # The same in every language group; meaning is asked only where the embedding model reads the language.
    signal_weights: Mapping[str, float] = field(
        default_factory=lambda: {Signal.MEANING: 1.0, Signal.WORDS: 1.0, Signal.CONCEPTS: 0.5}
    )
    merge_k: int = 9
    # A group whose best has less than this share of what its signals could give is measured against that instead: it
    # may have a common word of the question and nothing that is meant (at 0.6 nDCG@10 was 0.520, at 0.8 0.529).
    group_floor: float = 0.8
    # Below this cosine a passage that shares neither word nor concept with the question is no answer.
    least_meaning: float = 0.40
    # Below this share of the best score, by whole words or the last parts of compounds, words say nothing. Nordic
    # 4-grams match a little of everything: they rank what has a word and answer nothing themselves.
    least_words_share: float = 0.25
    # A question that names a place or a person asks for texts that have the name and what else is asked for: by these
    # factors the fused score and the relevance of texts without the name, and of those with nothing else, shrink.
    without_name: float = 0.2
    name_alone: float = 0.04
    # Feeds, and orders other than by rank, hold what answers clearly: this share of the best score by words or by
    # concepts, or this cosine.
    clear_share: float = 0.5
    clear_meaning: float = 0.5
    # So many passages are taken from each signal and language group; more where a condition (a phrase, a word left
    # out) is looked up in the texts afterwards.
    candidates: int = 200
    candidates_to_check: int = 1_000
    design_factor: Mapping[StudyDesign, float] = field(
        default_factory=lambda: {
            StudyDesign.META_ANALYSIS: 1.20,
            StudyDesign.SYSTEMATIC_REVIEW: 1.20,
            StudyDesign.RANDOMISED_TRIAL: 1.15,
            StudyDesign.CONTROLLED_QUASI_EXPERIMENT: 1.12,
            StudyDesign.QUASI_EXPERIMENT: 1.10,
        }
    )
    recency_gain: float = 0.10
    recency_years: float = 10.0
    status_factor: Mapping[Status, float] = field(
        default_factory=lambda: {
            Status.SIGNAL: 1.00,
            Status.DESCRIBED: 1.00,  # nobody has tried it yet
            Status.EVALUATED: 1.10,
            Status.REPLICATED: 1.15,
            Status.RATED: 1.20,
        }
    )
    # Whether findings are likely to hold in Sweden: made in a Nordic country, else elsewhere in Europe.
    transfer_factor: Mapping[str, float] = field(
        default_factory=lambda: {Region.NORDIC: 1.10, Region.EUROPEAN: 1.05, Region.ELSEWHERE: 1.0}
    )
    # A measure is as relevant as its own card and its best studies, each by its best document.
    card_weight: float = 1.0
    # What a question names comes before what is meant for the same challenge: ranks alone lie too close together.
    named_weight: float = 1.0
    study_weight: float = 0.2
    best_studies: int = 3
    least_relevance: float = 0.1
    # Among so many of the first a good measure is looked for, and it must be at least this relevant.
    good_among: int = 20
    good_relevance: float = 0.5


RANKING = Ranking()


def document_factors(
    design: StudyDesign | None, year: int | None, regions: Iterable[str], this_year: int
) -> dict[str, float]:
    """Return the prior of a document by name: its study design, how new it is, and where it was evaluated.

    What evaluates nothing (a plan, a policy, news) carries nothing over, wherever it was written.
    """
    evaluated = design in RANKING.design_factor or design in MARYLAND_LEVEL
    return {
        "design": RANKING.design_factor.get(design, 1.0) if design else 1.0,
        "recency": _recency(year, this_year),
        "transfer": max((RANKING.transfer_factor.get(r, 1.0) for r in regions if evaluated), default=1.0),
    }


def measure_factors(evidence: Evidence, this_year: int) -> dict[str, float]:
    """Return the prior of a measure: how much is known, not whether it works (harm is warned of, not hidden)."""
    answers = {checked.item: checked.answer for checked in evidence.checklist}
    transfer = 1.0
    for item, region in ((Item.EVALUATED_IN_EUROPE, Region.EUROPEAN), (Item.EVALUATED_IN_NORDIC, Region.NORDIC)):
        if answers.get(item) is Answer.YES:
            transfer = RANKING.transfer_factor[region]
    return {
        "status": RANKING.status_factor[evidence.status],
        "recency": _recency(evidence.overall.newest, this_year),
        "transfer": transfer,
    }


def _recency(year: int | None, this_year: int) -> float:
    """Return what being new adds; it halves about every seven years, and an unknown year adds nothing."""
    if year is None:
        return 1.0
    return round(1 + RANKING.recency_gain * exp(-max(0, this_year - year) / RANKING.recency_years), 4)


def product(factors: Mapping[str, float]) -> float:
    """Return the factors multiplied."""
    return prod(factors.values())
