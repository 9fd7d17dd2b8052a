"""What the order of the inbox learns from decisions, and how its gain is told."""

import numpy as np
import pytest

from enrichment.screening import Order, enough, features, gain, learn, likely, order_of, recency
from kb.domain.vectors import Vectors


def _world(count: int = 60, dimension: int = 8) -> tuple[Vectors, list[bool]]:
    """Return vectors of which the first direction tells the accepted from the rest."""
    random = np.random.default_rng(3)
    accepted = [number % 3 == 0 for number in range(count)]
    vectors = random.normal(0, 0.3, (count, dimension)).astype(np.float32)
    vectors[:, 0] += np.where(accepted, 1.0, -1.0).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True), accepted


def test_nothing_is_learnt_before_ten_of_each_kind() -> None:
    assert enough([]) == 20
    assert enough([True] * 12 + [False] * 4) == 6
    assert enough([True] * 10 + [False] * 10) == 0


def test_newer_is_better_but_old_documents_keep_most_of_their_worth() -> None:
    today, five, old, unknown, ten = recency([0, 5, 500, None, 10])
    assert today == pytest.approx(1)
    assert five == pytest.approx(0.925)
    assert 0.85 < old < 0.86
    assert unknown == ten


def test_the_model_finds_what_is_like_the_accepted_and_is_the_same_every_time() -> None:
    vectors, accepted = _world()
    known = features(vectors, np.full(60, 0.5, np.float32), np.ones(60, np.float32))
    none = np.zeros((0, known.shape[1]), np.float32)
    first, second = (likely(learn(known, accepted, none), known) for _ in range(2))
    assert np.array_equal(first, second)
    assert min(first[np.array(accepted)]) > max(first[~np.array(accepted)])


def test_what_is_presumed_rejected_lowers_what_is_like_it() -> None:
    vectors, accepted = _world()
    known = features(vectors, np.full(60, 0.5, np.float32), np.ones(60, np.float32))
    strange = known.copy()[:20]
    strange[:, :8] = 0
    strange[:, 5] = 1
    none = np.zeros((0, known.shape[1]), np.float32)
    without, with_them = (likely(learn(known, accepted, some), strange)[0] for some in (none, strange))
    assert with_them < without


def test_an_order_is_told_by_how_many_documents_it_takes_to_find_nineteen_of_twenty() -> None:
    accepted = np.array([True] * 20 + [False] * 80)
    best = order_of(-np.arange(100, dtype=np.float32), accepted)
    assert best == Order(19, 19, 0.76, 1.0)
    worst = order_of(np.arange(100, dtype=np.float32), accepted)
    assert (worst.found, worst.looked_at, worst.saved) == (19, 99, -0.04)


def test_of_equal_scores_the_accepted_come_last() -> None:
    assert order_of(np.zeros(10, np.float32), np.array([True] + [False] * 9)).looked_at == 10


def test_the_gain_is_measured_on_documents_that_the_curve_has_not_seen() -> None:
    vectors, accepted = _world()
    fresh, priors = np.ones(60, np.float32), np.full(60, 0.5, np.float32)
    known = features(vectors, priors, fresh)
    none = np.zeros((0, known.shape[1]), np.float32)
    found = gain(known, accepted, none, priors=priors, fresh=fresh, newest=np.arange(60, dtype=np.float32))
    assert (found.decided, found.accepted, found.model.found) == (60, 20, 19)
    assert found.model.looked_at < 25 < found.newest.looked_at
    noise = np.random.default_rng(0).normal(size=known.shape).astype(np.float32)
    assert (
        gain(noise, accepted, none, priors=priors, fresh=fresh, newest=np.arange(60, dtype=np.float32)).model.looked_at
        > 35
    )
