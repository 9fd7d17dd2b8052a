"""Which documents an analyst is shown first, learnt from what analysts decided, and what that gains.

Active learning for screening: van de Schoot et al. (2021), "An open source machine learning framework for efficient
and transparent systematic reviews", Nature Machine Intelligence 3 (ASReview). Analysts decide on what is likely first,
so what is unlikely would be unknown to the curve: some documents that nobody has decided on are presumed to be
rejected, as in Cormack & Grossman (2015), "Autonomy and reliability of continuous active learning for
technology-assisted review", arXiv:1504.06868. The gain is told as work saved over sampling at 95 % recall: Cohen et
al. (2006), "Reducing workload in systematic review preparation using automated citation classification", Journal of
the American Medical Informatics Association 13 (WSS@95).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import StratifiedKFold

from kb.domain.vectors import Vectors

LEAST = 10  # decisions of each kind, before anything is learnt
LATEST = 2_000  # decisions learnt from at most, so that learning stays quick
PRESUMED = 100  # undecided documents, drawn at random, that count as rejected
RECALL = 0.95
_FOLDS = 5
# Looser than usual: what is shown first must differ clearly, else recency decides (docs/screening.md has the trial).
_LOOSENESS = 20.0
_DOUBT = 0.02  # the machine's reading is never taken to be surer than this
# What is old is still worth its place when it is likely: stronger fading cost more than the model gained.
_OLDEST = 0.85
_FADES_YEARS = 5.0
_UNKNOWN_AGE_YEARS = 10.0


@dataclass(frozen=True, slots=True)
class Order:
    """How an order does over the decided documents: `found` accepted ones after `looked_at` documents.

    `saved` is WSS@95: the share of looking saved against looking in no order. `precision` the average precision.
    """

    found: int
    looked_at: int
    saved: float
    precision: float


@dataclass(frozen=True, slots=True)
class Gain:
    """The model's order against the machine's reading alone and the newest first, over the same decided documents."""

    decided: int
    accepted: int
    model: Order
    prior: Order
    newest: Order


def recency(ages: Sequence[float | None]) -> Vectors:
    """Return float32 (n,) between 1 for today and 0.85, half of the way down at five years; None as ten years."""
    known = np.array([_UNKNOWN_AGE_YEARS if age is None else max(0.0, age) for age in ages], dtype=np.float32)
    return (_OLDEST + (1 - _OLDEST) / (1 + known / _FADES_YEARS)).astype(np.float32)


def features(vectors: Vectors, priors: Vectors, fresh: Vectors) -> Vectors:
    """Return float32 (n, dim + 2): the vectors, the log odds of the machine's reading, the recency."""
    bounded = np.clip(priors, _DOUBT, 1 - _DOUBT)
    odds = np.log(bounded / (1 - bounded)) / 4  # so that it weighs as one of a few directions and no more
    return np.column_stack([vectors, odds, fresh]).astype(np.float32)


def enough(accepted: Sequence[bool]) -> int:
    """Return how many more decisions are needed at least before anything is learnt, 0 when there are enough."""
    good = sum(accepted)
    return max(0, LEAST - good) + max(0, LEAST - (len(accepted) - good))


def learn(known: Vectors, accepted: Sequence[bool], presumed: Vectors) -> LogisticRegression:
    """Return the curve fitted to the decided documents and those presumed rejected; the same for the same ones."""
    model = LogisticRegression(C=_LOOSENESS, class_weight="balanced", solver="liblinear", max_iter=500, random_state=0)
    said = np.concatenate([np.asarray(accepted, dtype=bool), np.zeros(len(presumed), dtype=bool)])
    return model.fit(np.vstack([known, presumed]), said)


def likely(model: LogisticRegression, unknown: Vectors) -> Vectors:
    """Return float32 (n,): how likely each document is to be accepted, were as many accepted as rejected."""
    found: Vectors = model.predict_proba(unknown)[:, 1].astype(np.float32)
    return found


def gain(
    known: Vectors,
    accepted: Sequence[bool],
    presumed: Vectors,
    *,
    priors: Vectors,
    fresh: Vectors,
    newest: Vectors,
) -> Gain:
    """Return what the model gains: each document is placed by a curve fitted to other documents only.

    `newest` is higher for newer documents. Each order is as the page has it: likelihood times recency.
    """
    said = np.asarray(accepted, dtype=bool)
    guessed = np.zeros(len(said), dtype=np.float32)
    folds = StratifiedKFold(n_splits=min(_FOLDS, int(said.sum()), int((~said).sum())), shuffle=True, random_state=0)
    for others, own in folds.split(known, said):
        guessed[own] = likely(learn(known[others], said[others].tolist(), presumed), known[own])
    return Gain(
        decided=len(said),
        accepted=int(said.sum()),
        model=order_of(guessed * fresh, said),
        prior=order_of(priors * fresh, said),
        newest=order_of(newest, said),
    )


def order_of(scores: Vectors, accepted: NDArray[np.bool_]) -> Order:
    """Return how the order from the highest score does; of equal scores the accepted come last."""
    placed = accepted[np.lexsort((accepted, -scores))]
    wanted = ceil(RECALL * int(accepted.sum()))
    looked_at = int(np.flatnonzero(np.cumsum(placed) >= wanted)[0]) + 1
    saved = (len(accepted) - looked_at) / len(accepted) - (1 - RECALL)
    return Order(wanted, looked_at, round(saved, 3), round(float(average_precision_score(accepted, scores)), 3))
