import threading
from collections.abc import Callable
from functools import cached_property
from itertools import chain, repeat
from pathlib import Path

import pytest

from kb.errors import Unreachable
from kb.search.answering import Answering
from utblick.collecting import Collector
from utblick.output import tell_people
from utblick.parts import Live, Parts
from utblick.settings import Settings
from utblick.worker import Worker


class Pauses(threading.Event):
    """Never waits; remembers how long it was to wait, and stops the thread after so many pauses."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.pauses: list[float | None] = []
        self._most = most

    def wait(self, timeout: float | None = None) -> bool:
        """Note the pause."""
        self.pauses.append(timeout)
        if len(self.pauses) >= self._most:
            self.set()
        return self.is_set()


class Nothing:
    """Whatever the worker looks at: there is nothing to be done."""

    def __init__(self, opened: Callable[[], object]) -> None:
        self.open = opened

    def waiting(self) -> int:
        """Return that nothing waits."""
        return 0

    def run(self, **_how: object) -> int:
        """Return that nothing was done."""
        return 0

    def follow(self, _index: object) -> int:
        """Return that nothing was written."""
        return 0


class FakeModel:
    """A model that is loaded, and has nothing to do."""

    name = "fake"
    used = None

    def __init__(self, nothing: Nothing) -> None:
        self.projection = self.cut_job = self.embed_job = nothing

    def answering(self) -> Answering:
        """Return what answers, without an index."""
        return Answering(self.projection, object(), None, object())  # type: ignore[arg-type]


class FakeParts(Parts):
    """The parts of a server whose index opens as the test says; all else has nothing to do."""

    def __init__(self, folder: Path, opened: Callable[[], object]) -> None:
        super().__init__(Settings(data=folder))
        nothing = Nothing(opened)
        vars(self).update(wanted=FakeModel(nothing), read_job=nothing)


class BrokenParts(Parts):
    """Parts without records."""

    @cached_property
    def store(self) -> "object":  # type: ignore[override]
        """Fail as nothing that has a name does."""
        raise ZeroDivisionError


def _live(pauses: int) -> tuple[Live, list[float | None]]:
    live, stop = Live(), Pauses(pauses)
    live.stop = stop
    return live, stop.pauses


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (FileNotFoundError("a file is gone"), "oväntat fel: FileNotFoundError"),
        (ZeroDivisionError(), "oväntat fel: ZeroDivisionError"),
        (Unreachable("the Qdrant server does not answer"), "the Qdrant server does not answer"),
    ],
)
def test_whatever_goes_wrong_is_logged_and_shown_and_the_work_goes_on_half_a_minute_later(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], error: Exception, told: str
) -> None:
    tried: list[Live] = []

    def fail() -> object:
        tried.append(live)
        raise error

    live, pauses = _live(2)
    Worker(FakeParts(tmp_path, fail), live).run()

    assert len(tried) == 2
    assert pauses == [30.0, 30.0]
    assert live.busy is None
    assert told in str(live.trouble)
    logged = capsys.readouterr().err
    assert (logged.count("'work_failed'"), logged.count("Traceback")) == (2, 2)


def test_trouble_that_is_over_is_no_longer_shown(tmp_path: Path) -> None:
    answers = chain([OSError("the disk is full")], repeat("an index"))

    def opened() -> object:
        answer = next(answers)
        if isinstance(answer, OSError):
            raise answer
        return answer

    live, pauses = _live(2)
    Worker(FakeParts(tmp_path, opened), live).run()

    assert pauses == [30.0, 2.0]
    assert live.trouble is None


def test_an_index_that_another_process_has_replaced_is_asked_from_the_next_round_on(tmp_path: Path) -> None:
    indexes = chain(["the first"] * 4, ["the second"], repeat(None))
    live, _pauses = _live(3)
    Worker(FakeParts(tmp_path, lambda: next(indexes)), live).run()
    assert live.answering is not None
    assert live.answering.index == "the second"  # type: ignore[comparison-overlap]


def test_collecting_goes_on_whatever_went_wrong_and_asks_nobody_more_often_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live, pauses = _live(2)
    Collector(BrokenParts(Settings(data=tmp_path)), live, tell_people).run()
    assert pauses == [60.0, 60.0]
    logged = capsys.readouterr().err
    assert (logged.count("'crawl_failed'"), logged.count("Traceback")) == (2, 2)
