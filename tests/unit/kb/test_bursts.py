"""Bursts: a larger share than before, found where it was planted and nowhere else."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, false_discovery_control

from kb.domain.bursts import FEWEST, LEVEL, adjusted, share_tests

YEARS = [str(year) for year in range(2010, 2025)]


def test_no_more_bursts_than_nominal_are_found_where_every_share_is_constant() -> None:
    chance = np.random.default_rng(20)
    with_a_burst = 0
    for _ in range(400):
        all_documents = chance.integers(100, 400, len(YEARS)).tolist()
        counts = {
            f"topic {number}": chance.binomial(all_documents, share).tolist()
            for number, share in enumerate((0.01, 0.03, 0.1, 0.2))
        }
        with_a_burst += any(one.burst for one in share_tests(counts, all_documents, YEARS, first=5))
    # With no true burst, the share of false ones among those found is the chance of finding any.
    assert with_a_burst / 400 <= LEVEL + 3 * np.sqrt(LEVEL * (1 - LEVEL) / 400)


def test_a_planted_burst_is_found_and_it_alone() -> None:
    counts = {"planted": [6] * 14 + [30], "steady": [10] * 15}
    found = [(one.topic, one.period) for one in share_tests(counts, [200] * 15, YEARS) if one.burst]
    assert found == [("planted", "2024")]


def test_growth_of_the_whole_base_is_no_burst() -> None:
    growing = [20 * 2**year for year in range(10)]
    counts = {"topic": [count // 10 for count in growing]}
    assert not [one for one in share_tests(counts, growing, YEARS[:10]) if one.burst]


def test_few_documents_are_no_burst_however_rare_the_topic_was() -> None:
    (found,) = share_tests({"rare": [0, FEWEST - 1]}, [100_000, 100], YEARS[:2])
    assert found.adjusted <= LEVEL
    assert not found.burst


def test_what_has_nothing_before_it_is_not_tested() -> None:
    assert share_tests({"topic": [0, 0, 7]}, [0, 0, 50], YEARS[:3]) == []
    assert share_tests({}, [1, 2], YEARS[:2]) == []


@given(st.lists(st.integers(0, 40), min_size=3, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_topics_does_not_matter(own: list[int], shuffling: object) -> None:
    counts = {str(number): own[number:] + own[:number] for number in range(len(own))}
    names = list(counts)
    shuffling.shuffle(names)  # type: ignore[attr-defined]
    all_documents = [100] * len(own)
    straight = share_tests(counts, all_documents, YEARS[: len(own)])
    shuffled = share_tests({name: counts[name] for name in names}, all_documents, YEARS[: len(own)])
    by_key = {(one.topic, one.period): one for one in shuffled}
    assert len(by_key) == len(straight)
    for one in straight:
        assert by_key[one.topic, one.period].adjusted == pytest.approx(one.adjusted)


@settings(max_examples=50)
@given(st.integers(0, 60), st.integers(0, 300), st.integers(1, 500), st.integers(1, 2000))
def test_the_chance_is_that_of_the_binomial_distribution(now: int, before: int, more: int, all_before: int) -> None:
    all_now, all_before = now + more, before + all_before
    found = share_tests({"topic": [before, now]}, [all_before, all_now], YEARS[:2])
    if now + before:
        expected = binom.sf(now - 1, now + before, all_now / (all_now + all_before))
        assert found[0].p == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_chances_are_corrected_for_their_number(chances: list[float]) -> None:
    assert adjusted(chances) == pytest.approx(false_discovery_control(chances, method="bh"))
