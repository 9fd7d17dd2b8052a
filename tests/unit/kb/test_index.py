"""One test body for every index; Edge in a folder, qdrant-client in memory, a server where one is named."""

import os
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from qdrant_client import QdrantClient

from kb.errors import Busy
from kb.index.edge import EdgeHome, followed_until, owner_of
from kb.index.port import Ask, Field, IndexHome, Point, Progress, Selection, Signal, Sparse
from kb.index.server import ServerHome

_SERVER = os.environ.get("UTBLICK_QDRANT_URL")


@pytest.fixture(params=["edge", "memory", *(["server"] if _SERVER else [])])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[IndexHome]:
    found: IndexHome
    if request.param == "edge":
        found = EdgeHome(tmp_path / "index", {"command": "test"})
    elif request.param == "memory":
        with warnings.catch_warnings():  # it says that payload indexes do nothing in memory; they need not
            warnings.simplefilter("ignore")
            found = ServerHome(QdrantClient(":memory:"))
            yield found
            found.close()
            return
    else:
        found = ServerHome.connect(str(_SERVER), None)
    yield found
    found.close()


def _point(owner: str, number: int = 0, *, meaning: tuple[float, ...] | None = (1, 0), **payload: object) -> Point:
    fields = {Field(key): value for key, value in payload.items()}
    vector = None if meaning is None else np.array(meaning, dtype=np.float32)
    words = Sparse((1, 2), (1.0, 0.5)) if owner != "c" else Sparse((9,), (1.0,))
    return Point(owner, number, fields, words, Sparse((7,), (1.0,)), vector)  # type: ignore[arg-type]


def _name() -> str:
    return f"test-{uuid.uuid4().hex[:6]}"


def test_answers_are_the_nearest_points_of_the_selection(home: IndexHome) -> None:
    index = home.create(_name(), 2)
    points = [
        _point("a", group="english", challenge=("x", "y"), year=2020),
        _point("b", meaning=(0, 1), group="english", challenge=("y",), year=2010),
        _point("c", meaning=None, group="nordic"),
    ]
    index.upsert(points, stamp=1)
    vector = np.array([1, 0.1], dtype=np.float32)
    nearest = Ask(Signal.MEANING, vector, Selection(), 10)
    filtered = Ask(Signal.MEANING, vector, Selection({Field.CHALLENGE: ("y",)}, last_year=2015), 10)
    by_word = Ask(Signal.WORDS, Sparse((9,), (1.0,)), Selection(), 10)
    answers = [[found.owner for found in answer] for answer in index.ask([nearest, filtered, by_word])]
    assert answers == [["a", "b"], ["b"], ["c"]]
    assert index.count(Selection({Field.GROUP: ("english",)})) == 2
    assert index.facet(Field.CHALLENGE, Selection()) == {"x": 1, "y": 2}


def test_a_shorter_new_version_leaves_no_old_passage_behind(home: IndexHome) -> None:
    index = home.create(_name(), 2)
    index.upsert([_point("a", 0, group="english"), _point("a", 1, group="english")], stamp=1)
    index.upsert([_point("a", 0, group="english")], stamp=2)
    index.prune(["a"], stamp=2)
    assert index.count(Selection({Field.OWNER: ("a",)})) == 1


def test_only_a_promoted_index_of_the_same_identity_answers(home: IndexHome) -> None:
    name = _name()
    index = home.create(name, 2)
    assert home.current(name) is None
    index.upsert([_point("a", group="english")], stamp=1)
    index.save_progress(Progress(5, "a"))
    home.promote(index)
    answering = home.current(name)
    assert answering is not None
    assert answering.progress() == Progress(5, "a")
    assert home.current("other") is None


def test_a_second_process_is_told_who_has_the_folder(tmp_path: Path) -> None:
    assert owner_of(tmp_path / "index") is None
    home = EdgeHome(tmp_path / "index", {"command": "utblick run"})
    with pytest.raises(Busy, match=r"utblick run"):
        EdgeHome(tmp_path / "index", {"command": "utblick index"})
    assert (owner_of(tmp_path / "index") or {})["command"] == "utblick run"
    home.close()
    assert owner_of(tmp_path / "index") is None


def test_how_far_the_index_has_followed_can_be_read_while_another_has_it_open(tmp_path: Path) -> None:
    home = EdgeHome(tmp_path, {})
    index = home.create("n", 2)
    index.save_progress(Progress(3, "d"))
    home.promote(index)
    assert followed_until(tmp_path) == Progress(3, "d")
    home.close()


def test_an_index_survives_being_opened_again(tmp_path: Path) -> None:
    home = EdgeHome(tmp_path, {})
    index = home.create("n", 2)
    index.upsert([_point("a", group="english")], stamp=1)
    index.save_progress(Progress(1, "a"))
    home.promote(index)
    home.close()
    again = EdgeHome(tmp_path, {})
    found = again.current("n")
    assert found is not None
    assert found.count(Selection()) == 1
    again.close()
