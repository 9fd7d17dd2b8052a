"""Whoever builds gives way to whoever answers, but not for ever."""

import threading
import time

from kb.index.turns import Turns


def test_nobody_waits_while_nobody_is_answered() -> None:
    turns = Turns()
    started = time.monotonic()
    turns.give_way(10)
    assert time.monotonic() - started < 5


def test_a_build_goes_on_as_soon_as_all_are_answered() -> None:
    turns, went_on = Turns(), threading.Event()

    def build() -> None:
        turns.give_way(60)
        went_on.set()

    with turns.answering(), turns.answering():
        builder = threading.Thread(target=build)
        builder.start()
        assert not went_on.wait(0.2)
    assert went_on.wait(30)
    builder.join()


def test_a_build_goes_on_under_steady_questions() -> None:
    turns = Turns()
    with turns.answering():
        turns.give_way(0.01)
