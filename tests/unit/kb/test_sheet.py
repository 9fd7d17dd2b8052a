"""The sheet beside the index: what it knows is the same however it came to know it."""

import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from kb.index.home import EdgeHome
from kb.index.port import YES, Ask, Field, Index, Point, Progress, Selection, Signal, Sparse
from kb.index.sheet import Sheet

_SHEET = Path("build-1") / "sheet.npz"
_DOCUMENTS = Selection({Field.FIRST: (YES,)})


def _payload(owner: str, number: int, stamp: int = 1, **fields: object) -> Mapping[str, object]:
    first = {"first": YES} if number == 0 else {}
    return {"owner": owner, "number": number, "stamp": stamp, **first, **fields}


def _sheet() -> Sheet:
    sheet = Sheet()
    sheet.put(1, _payload("a", 0, kind="news", year=2020, measure=["m", "n"], design="protocol"))
    sheet.put(2, _payload("a", 1, kind="news", year=2020, measure=["m", "n"], design="protocol"))
    sheet.put(3, _payload("b", 0, kind="policy", region=["nordic"]))
    return sheet


def test_passages_are_counted_and_documents_where_first_passages_are_asked_for() -> None:
    sheet = _sheet()
    assert (sheet.count(Selection()), sheet.count(_DOCUMENTS), len(sheet)) == (3, 2, 3)
    assert sheet.facet(Field.MEASURE, Selection()) == {"m": 2, "n": 2}
    assert sheet.facet(Field.MEASURE, _DOCUMENTS) == {"m": 1, "n": 1}
    assert sheet.facet(Field.OWNER, Selection()) == {"a": 2, "b": 1}
    assert sorted(sheet.ids(Selection({Field.KIND: ("news",)}))) == [1, 2]
    assert sheet.ids(_DOCUMENTS.also(Field.KIND, "news")) == [1]
    assert sheet.passing([3, 2, 99], Selection({Field.KIND: ("news",)})) == [False, True, False]


def test_a_passage_that_a_new_version_lacks_is_in_no_selection_and_is_named_to_be_pruned() -> None:
    sheet = _sheet()
    sheet.put(1, _payload("a", 0, stamp=5, kind="report"))
    assert sheet.ids(Selection({Field.KIND: ("news", "report")})) == [1]
    assert sheet.older(["a", "b"], 5) == ["a", "b"]
    sheet.drop(["a"], 5)
    assert sheet.older(["a"], 5) == []
    assert len(sheet) == 2


def test_what_is_read_late_of_a_version_that_was_replaced_changes_nothing() -> None:
    sheet = _sheet()
    sheet.put(1, _payload("a", 0, stamp=5, kind="report"))
    sheet.put(2, _payload("a", 1, kind="news"))
    assert sheet.ids(Selection({Field.KIND: ("news",)})) == []
    assert sheet.older(["a"], 5) == ["a"]


def test_what_was_saved_is_the_same_again_without_what_was_crossed_out(tmp_path: Path) -> None:
    sheet = _sheet()
    sheet.put(1, _payload("a", 0, stamp=5, kind="report", year=2021, measure=["n"]))
    sheet.save(tmp_path / "sheet.npz")

    again = Sheet.load(tmp_path / "sheet.npz")

    assert again.stamp == 5
    assert len(again) == len(sheet) == 2
    assert again.older(["a", "b"], 1) == ["a"]
    for selection in (Selection(), _DOCUMENTS, Selection({Field.KIND: ("report",)}, 2021, 2021)):
        assert sorted(again.ids(selection)) == sorted(sheet.ids(selection))
        assert again.facet(Field.MEASURE, selection) == sheet.facet(Field.MEASURE, selection)
    assert again.found([(1, 0.5), (3, 0.25), (2, 1.0)])[:2] == sheet.found([(1, 0.5), (3, 0.25)])
    assert again.found([(2, 1.0)]) == [None]


def _points(owner: str, many: int) -> list[Point]:
    words, none = Sparse((1,), (1.0,)), Sparse((), ())
    first = {Field.FIRST: YES, Field.KIND: "news"}
    return [Point(owner, n, first if n == 0 else {Field.KIND: "news"}, words, none) for n in range(many)]


def _opened(folder: Path) -> tuple[EdgeHome, Index]:
    home = EdgeHome(folder, {})
    index = home.current("n")
    assert index is not None
    return home, index


@pytest.mark.parametrize("damage", ["none", "older", "of an index with more", "missing", "unreadable"])
def test_whatever_became_of_the_sheet_the_opened_index_counts_what_it_holds(tmp_path: Path, damage: str) -> None:
    home = EdgeHome(tmp_path, {})
    index = home.create("n", 2)
    home.promote(index)
    index.upsert(_points("a", 3), 1)
    index.save_progress(Progress(1, "a"))
    home.close()
    saved = (tmp_path / _SHEET).read_bytes()
    home, index = _opened(tmp_path)
    index.upsert(_points("b", 2), 2)
    if damage == "of an index with more":
        index.prune(["a"], 2)
    home.close()
    if damage in ("older", "of an index with more"):
        (tmp_path / _SHEET).write_bytes(saved)
    elif damage == "missing":
        (tmp_path / _SHEET).unlink()
    elif damage == "unreadable":
        (tmp_path / _SHEET).write_bytes(b"no sheet")

    home, index = _opened(tmp_path)

    held = {"b": 2} if damage == "of an index with more" else {"a": 3, "b": 2}
    assert index.facet(Field.OWNER, Selection()) == held
    assert index.facet(Field.KIND, _DOCUMENTS) == {"news": len(held)}
    home.close()


def test_a_selection_of_most_passages_finds_what_one_of_few_would(tmp_path: Path) -> None:
    home = EdgeHome(tmp_path, {})
    index = home.create("n", 2)
    chosen: dict[str, str] = {}
    for number in range(300):
        kind = "rare" if number % 100 == 0 else ("common" if number % 3 else "other")
        chosen[f"d{number}"] = kind
        words = Sparse((1,), (1.0 + number,))
        index.upsert([Point(f"d{number}", 0, {Field.FIRST: YES, Field.KIND: kind}, words, Sparse((), ()))], 1)

    def best(kind: str, limit: int) -> list[str]:
        ask = Ask(Signal.WORDS, Sparse((1,), (1.0,)), Selection({Field.KIND: (kind,)}), limit)
        return [found.owner for found in index.ask([ask])[0]]

    for kind in ("rare", "common", "other"):
        expected = [owner for owner in sorted(chosen, key=lambda o: -int(o[1:])) if chosen[owner] == kind]
        for limit in (1, 5, 400):
            assert best(kind, limit) == expected[:limit]
    home.close()


def test_a_search_beside_writing_finds_no_passage_that_is_half_known(tmp_path: Path) -> None:
    home = EdgeHome(tmp_path, {})
    index = home.create("n", 2)
    ended = threading.Event()

    def write() -> None:
        try:
            for number in range(300):  # the last that is written is the best answer
                words = Sparse((1,), (1.0 + number,))
                index.upsert([Point(f"d{number}", n, {}, words, Sparse((), ())) for n in range(64)], number + 1)
        finally:
            ended.set()

    switched_s = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        while not ended.is_set():
            found = index.ask([Ask(Signal.WORDS, Sparse((1,), (1.0,)), Selection(), 64)])[0]
            assert len({(one.owner, one.number) for one in found}) == len(found)
        writer.join()
        assert index.count(Selection()) == 300 * 64
    finally:
        sys.setswitchinterval(switched_s)
        writer.join()
        home.close()
