"""The published order: which signals count how much, and what multiplies relevance. Served at /api/v1/ranking."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp

from kb.domain.claims import StudyDesign
from kb.domain.evidence import Evidence, Status
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
    # A group whose best has less than this share of what its signals could give is measured against that instead.
    group_floor: float = 0.6
    # Below this cosine a passage that shares neither word nor concept with the question is no answer.
    least_meaning: float = 0.40
    # Nordic 4-grams match a little of everything: below this share of the best score in its list, words say nothing.
    least_words_share: float = 0.25
    design_factor: Mapping[StudyDesign, float] = field(
        default_factory=lambda: {
            StudyDesign.META_ANALYSIS: 1.20,
            StudyDesign.SYSTEMATIC_REVIEW: 1.20,
            StudyDesign.RANDOMISED_TRIAL: 1.15,
            StudyDesign.QUASI_EXPERIMENT: 1.10,
        }
    )
    recency_gain: float = 0.10
    recency_years: float = 10.0
    status_factor: Mapping[Status, float] = field(
        default_factory=lambda: {
            Status.SIGNAL: 1.00,
            Status.DESCRIBED: 1.05,
            Status.EVALUATED: 1.10,
            Status.REPLICATED: 1.15,
            Status.RATED: 1.20,
        }
    )
    # A measure is as relevant as its own card and its best documents.
    card_weight: float = 1.0
    # What a question names comes before what is meant for the same challenge: ranks alone lie too close together.
    named_weight: float = 1.0
    document_weight: float = 0.2
    best_documents: int = 3
    least_relevance: float = 0.1


RANKING = Ranking()


def document_factors(design: StudyDesign | None, year: int | None, this_year: int) -> dict[str, float]:
    """Return the prior of a document by name: study design, and recency, which halves about every seven years."""
    factors = {"design": RANKING.design_factor.get(design, 1.0) if design else 1.0}
    if year is not None:
        age = max(0, this_year - year)
        factors["recency"] = round(1 + RANKING.recency_gain * exp(-age / RANKING.recency_years), 4)
    return factors


def measure_factors(evidence: Evidence) -> dict[str, float]:
    """Return the prior of a measure: how much is known, not whether it works (harm is warned of, not hidden)."""
    return {"status": RANKING.status_factor[evidence.status]}


def product(factors: Mapping[str, float]) -> float:
    """Return the factors multiplied."""
    total = 1.0
    for factor in factors.values():
        total *= factor
    return total
