"""One test body for every index; Edge in a folder, qdrant-client in memory, a server where one is named."""

import fcntl
import json
import os
import threading
import uuid
import warnings
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from qdrant_client import QdrantClient

from kb.errors import Busy, Misconfigured, Unreachable
from kb.index.home import EdgeHome
from kb.index.notes import current_in, is_damaged, owner_of
from kb.index.port import YES, Ask, Field, IndexHome, Point, Progress, Selection, Signal, Sparse
from kb.index.server import ServerHome, ServerIndex

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


def test_points_counted_with_the_mark_of_a_first_passage_are_documents_counted(home: IndexHome) -> None:
    index = home.create(_name(), 2)
    index.upsert(
        [
            _point("a", 0, first=YES, country=("SE", "NO"), kind="news", year=2020),
            _point("a", 1, country=("SE", "NO"), kind="news", year=2020),
            _point("b", 0, first=YES, country=("SE",), kind="policy", year=2010),
            _point("d", 0, first=YES, country=("SE",), kind="policy"),
            _point("m", 0, holds="measure"),
        ],
        stamp=1,
    )
    documents = Selection({Field.FIRST: (YES,)})
    recent = Selection({Field.FIRST: (YES,), Field.KIND: ("news", "policy"), Field.COUNTRY: ("NO", "SE")}, 2015, 2020)
    assert index.facet(Field.COUNTRY, documents) == {"SE": 3, "NO": 1}
    assert index.facet(Field.KIND, documents.also(Field.COUNTRY, "SE")) == {"news": 1, "policy": 2}
    assert index.facet(Field.COUNTRY, recent) == {"SE": 1, "NO": 1}
    assert index.facet(Field.KIND, Selection({Field.FIRST: (YES,)}, last_year=2015)) == {"policy": 1}
    assert index.facet(Field.KIND, documents.also(Field.OWNER, "a", "unknown")) == {"news": 1}
    assert index.facet(Field.KIND, documents.also(Field.COUNTRY, "FI")) == {}


def test_counts_follow_what_is_replaced_and_removed(home: IndexHome) -> None:
    index = home.create(_name(), 2)
    documents = Selection({Field.FIRST: (YES,)})
    index.upsert([_point("a", 0, first=YES, kind="news"), _point("b", 0, first=YES, kind="news")], stamp=1)
    assert index.facet(Field.KIND, documents) == {"news": 2}

    index.upsert([_point("a", 0, first=YES, kind="policy")], stamp=2)
    index.prune(["a", "b"], stamp=2)

    assert index.facet(Field.KIND, documents) == {"policy": 1}


def test_every_field_narrows_several_at_once_and_with_a_span_of_years(home: IndexHome) -> None:
    index = home.create(_name(), 2)
    several: dict[Field, str] = {f: f"{f}-x" for f in Field if f not in (Field.OWNER, Field.YEAR, Field.FIRST)}
    several[Field.FIRST] = YES
    payload: dict[str, object] = {field.value: value for field, value in several.items()}
    index.upsert([_point("a", year=2020, **payload), _point("b", year=2020)], stamp=1)  # type: ignore[arg-type]

    every = Selection({field: (value, "other") for field, value in several.items()}, 2019, 2021)
    asks = [Ask(Signal.WORDS, Sparse((1,), (1.0,)), selection, 10) for selection in (every, Selection({}, 2021, None))]

    assert [[found.owner for found in answer] for answer in index.ask(asks)] == [["a"], []]
    assert index.count(every) == 1


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
    assert answering.count(Selection()) == 1
    assert home.current("other") is None


def test_whoever_asks_while_the_index_is_replaced_still_gets_an_answer(home: IndexHome) -> None:
    name = _name()
    first = home.create(name, 2)
    first.upsert([_point("a", group="english")], stamp=1)
    home.promote(first)
    asked = home.current(name)
    assert asked is not None

    second = home.create(name, 2)
    second.upsert([_point("a", group="english")], stamp=1)
    home.promote(second)

    question = Ask(Signal.WORDS, Sparse((1,), (1.0,)), Selection(), 10)
    assert [found.owner for found in asked.ask([question])[0]] == ["a"]
    home.promote(home.create(name, 2))


def test_whoever_asks_while_another_models_index_takes_over_gets_answers_of_the_former_alone(home: IndexHome) -> None:
    former, other = _name(), _name()
    first = home.create(former, 2)
    first.upsert([_point("a", group="english")], stamp=1)
    home.promote(first)
    asked = home.current(former)
    assert asked is not None

    second = home.create(other, 3)
    second.upsert([_point("b", meaning=(0, 0, 1), group="english")], stamp=1)
    home.promote(second)

    question = Ask(Signal.MEANING, np.array([1, 0], dtype=np.float32), Selection(), 10)
    assert [found.owner for found in asked.ask([question])[0]] == ["a"]
    assert home.current(former) is None
    answering = home.current(other)
    assert answering is not None
    assert answering.count(Selection()) == 1
    home.promote(home.create(other, 3))


def test_an_index_that_is_being_built_survives_that_another_is_promoted(home: IndexHome) -> None:
    name = _name()
    ready, being_built = home.create(name, 2), home.create(name, 2)

    home.promote(ready)

    being_built.upsert([_point("a", group="english")], stamp=1)
    assert being_built.count(Selection()) == 1
    home.promote(being_built)
    answering = home.current(name)
    assert answering is not None
    assert answering.count(Selection()) == 1


def test_what_an_index_would_take_and_never_find_is_refused(home: IndexHome) -> None:
    index = home.create(_name(), 2)
    words, none = Sparse((1,), (1.0,)), Sparse((), ())
    vector = np.array([1, np.nan], dtype=np.float32)

    with pytest.raises(TypeError, match="relevance is a flag"):
        index.upsert([_point("a", relevance=True)], stamp=1)
    with pytest.raises(ValueError, match="vector of a/0 is not finite"):
        index.upsert([Point("a", 0, {}, words, none, vector)], stamp=1)
    with pytest.raises(ValueError, match="words of a/0 are not finite"):
        index.upsert([Point("a", 0, {}, Sparse((1,), (float("inf"),)), none)], stamp=1)


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
    built = current_in(tmp_path)
    assert built is not None
    assert (built.name, built.progress) == ("n", Progress(3, "d"))
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


def test_what_is_counted_and_found_is_the_same_after_opening_again(tmp_path: Path) -> None:
    home = EdgeHome(tmp_path, {})
    index = home.create("n", 2)
    index.upsert([_point(f"d{n}", 0, first=YES, kind="news", design="protocol", year=2000 + n) for n in range(20)], 1)
    home.promote(index)
    question, documents = Ask(Signal.WORDS, Sparse((1,), (1.0,)), Selection(), 30), Selection({Field.FIRST: (YES,)})
    found, counted = index.ask([question])[0], index.facet(Field.KIND, documents)
    home.close()

    again = EdgeHome(tmp_path, {})
    opened = again.current("n")

    assert opened is not None
    assert {(f.owner, f.number, f.design, f.year) for f in opened.ask([question])[0]} == {
        (f.owner, f.number, f.design, f.year) for f in found
    }
    assert opened.facet(Field.KIND, documents) == counted == {"news": 20}
    again.close()


def test_after_a_power_cut_only_what_was_flushed_counts_as_followed(tmp_path: Path) -> None:
    home = EdgeHome(tmp_path, {})
    index = home.create("n", 2)
    index.save_progress(Progress(7, "d"))
    home.promote(index)
    built = current_in(tmp_path)
    assert built is not None
    assert built.progress == Progress(7, "d")

    note = json.loads((tmp_path / "build-1" / "utblick.json").read_text())
    (tmp_path / "build-1" / "utblick.json").write_text(json.dumps(note | {"boot": "of another start"}))

    after = current_in(tmp_path)
    assert after is not None
    assert after.progress == Progress(0, "")
    home.close()
    ended = current_in(tmp_path)
    assert ended is not None
    assert ended.progress == Progress(7, "d")


def test_what_a_killed_build_left_behind_is_removed_by_the_next_owner(tmp_path: Path) -> None:
    home = EdgeHome(tmp_path, {})
    home.promote(home.create("n", 2))
    home.create("n", 2)
    home.close()
    assert {path.name for path in tmp_path.glob("build-*")} == {"build-1", "build-2"}

    EdgeHome(tmp_path, {}).close()

    assert {path.name for path in tmp_path.glob("build-*")} == {"build-1"}


@pytest.mark.parametrize("note", ["current.json", "build-1/utblick.json"])
@pytest.mark.parametrize("content", ["", "{}", "[]", '{"name": "n"}', '{"folder": 1, "revision": "x"}'])
def test_a_damaged_note_means_that_the_index_is_to_be_built_anew(tmp_path: Path, note: str, content: str) -> None:
    home = EdgeHome(tmp_path, {})
    home.promote(home.create("n", 2))
    home.close()
    (tmp_path / note).write_text(content)

    assert current_in(tmp_path) is None
    assert is_damaged(tmp_path)
    again = EdgeHome(tmp_path, {})
    assert again.current("n") is None
    again.promote(again.create("n", 2))
    assert again.current("n") is not None
    again.close()


def test_two_that_look_at_the_same_time_do_not_take_each_other_for_an_owner(tmp_path: Path) -> None:
    EdgeHome(tmp_path, {"command": "utblick run"}).close()
    assert (tmp_path / "owner.json").read_text() == ""
    with (tmp_path / "owner.json").open() as looker:
        fcntl.flock(looker, fcntl.LOCK_SH | fcntl.LOCK_NB)
        assert owner_of(tmp_path) is None


def test_somebody_who_looks_for_a_moment_keeps_nobody_from_taking_the_folder(tmp_path: Path) -> None:
    EdgeHome(tmp_path, {}).close()
    with (tmp_path / "owner.json").open() as looker:
        fcntl.flock(looker, fcntl.LOCK_SH | fcntl.LOCK_NB)
        leaves = threading.Timer(0.2, lambda: fcntl.flock(looker, fcntl.LOCK_UN))
        leaves.start()
        EdgeHome(tmp_path, {}).close()
        leaves.join()


class _Refusing(BaseHTTPRequestHandler):
    """Answers every question as a Qdrant server does that lacks the collection."""

    def do_GET(self) -> None:
        """Refuse."""
        said = json.dumps({"status": {"error": "Not found: Collection\n`utblick` doesn't exist!"}}).encode()
        self.send_response(404)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_POST = do_PUT = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="module")
def refusing() -> Iterator[str]:
    """Start a server that refuses everything, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Refusing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


_POINT = _point("a", group="english")
_CALLS: dict[str, Callable[[ServerHome, ServerIndex], object]] = {
    "current": lambda home, _index: home.current("n"),
    "create": lambda home, _index: home.create("n", 2),
    "promote": lambda home, index: home.promote(index),
    "upsert": lambda _home, index: index.upsert([_POINT], 1),
    "prune": lambda _home, index: index.prune(["a"], 1),
    "ask": lambda _home, index: index.ask([Ask(Signal.WORDS, Sparse((1,), (1.0,)), Selection(), 1)]),
    "count": lambda _home, index: index.count(Selection()),
    "facet": lambda _home, index: index.facet(Field.OWNER, Selection()),
    "progress": lambda _home, index: index.progress(),
    "save_progress": lambda _home, index: index.save_progress(Progress()),
}


@pytest.mark.parametrize("call", _CALLS)
def test_whatever_a_server_refuses_or_does_not_answer_is_one_sentence(call: str, refusing: str) -> None:
    for url, said in (
        (refusing, "answers 404 Not found: Collection `utblick` doesn't exist!"),
        ("http://127.0.0.1:1", "does not answer"),
    ):
        client = QdrantClient(url=url, check_compatibility=False)
        with pytest.raises(Unreachable, match=said):
            _CALLS[call](ServerHome(client), ServerIndex(client, "utblick.n.1", "n"))
        client.close()


def test_an_address_of_a_server_that_is_none_is_named() -> None:
    with pytest.raises(Misconfigured, match=r"cannot be read: http://127\.0\.0\.1:port"):
        ServerHome.connect("http://127.0.0.1:port", None)
