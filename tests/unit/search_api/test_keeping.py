"""What is kept until the records change."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from search_api.keeping import Kept


def test_what_was_made_is_kept_until_the_state_changes() -> None:
    state, made = [1], []
    kept = Kept(lambda: state[0])

    def make() -> int:
        made.append(state[0])
        return state[0] * 10

    assert [kept.get("a", make), kept.get("a", make)] == [10, 10]
    state[0] = 2
    assert kept.get("a", make) == 20
    assert made == [1, 2]


def test_no_more_is_kept_than_allowed_and_the_last_used_stays() -> None:
    kept = Kept(lambda: 1, most=2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, key.upper)
    assert kept.get("a", lambda: "made again") == "A"
    assert kept.get("b", lambda: "made again") == "made again"


def test_a_failure_is_not_kept() -> None:
    kept = Kept(lambda: 1)

    def fail() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept.get("a", fail)
    assert kept.get("a", lambda: 1) == 1


def test_of_many_who_ask_at_once_one_makes_and_the_others_wait_for_it() -> None:
    kept, made, all_in = Kept(lambda: 1), [], threading.Barrier(8)

    def make() -> int:
        made.append(1)
        return len(made)

    def ask(_: int) -> int:
        all_in.wait(5)
        return kept.get("a", make)

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(ask, range(8))) == {1}
    assert made == [1]


def test_what_was_made_from_an_older_state_is_not_kept_for_the_newer() -> None:
    state = [1]
    kept = Kept(lambda: state[0])

    def slow() -> str:
        state[0] = 2  # the records change meanwhile, and somebody else asks
        kept.get("b", lambda: "other")
        return "old"

    assert kept.get("a", slow) == "old"
    assert kept.get("a", lambda: "new") == "new"
