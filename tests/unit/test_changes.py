"""The measurement of changes of pages, on pairs of our own."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.changes import Tally, good, measured, report


def pairs(folder: Path, *rows: tuple[str, str, str]) -> Path:
    file = folder / "page-changes.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as out:
        for kind, before, after in rows:
            out.write(json.dumps({"kind": kind, "before": before, "after": after}) + "\n")
    return file


def test_pairs_are_counted_by_their_kind_with_how_many_are_reported(tmp_path: Path) -> None:
    file = pairs(tmp_path, ("content", "ett", "två"), ("content", "ett", "ett!"), ("case", "Ett", "ett"))
    assert measured(file) == [Tally("case", 1, 0), Tally("content", 2, 1)]


@pytest.mark.parametrize(
    ("tallies", "met"),
    [
        ([Tally("content", 9, 9), Tally("case", 50, 1)], True),
        ([Tally("content", 9, 8), Tally("case", 50, 0)], False),
        ([Tally("content", 9, 9), Tally("case", 49, 1)], False),
        ([Tally("case", 50, 0)], False),
    ],
)
def test_the_bar_is_every_change_of_content_and_two_per_cent_of_the_others(tallies: list[Tally], met: bool) -> None:
    assert good(tallies) is met


def test_the_table_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(pairs(tmp_path, ("content", "ett", "två")))
    assert "| content | 1 | 1 |" in capsys.readouterr().out
