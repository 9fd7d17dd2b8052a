import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum, StrEnum
from pathlib import Path

import pytest

from utblick.output import bar, emit, plain, say, several, tell_people, tell_programs, told, warn


class Colour(StrEnum):
    RED = "red"


class Number(Enum):
    TWO = 2


@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    colour: Colour
    when: datetime | None = None


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (None, None),
        (True, True),
        (1.5, 1.5),
        ("åäö", "åäö"),
        (Colour.RED, "red"),
        (Number.TWO, 2),
        (date(2026, 11, 22), "2026-11-22"),
        (datetime(2026, 11, 22, 8, 30, tzinfo=UTC), "2026-11-22T08:30:00+00:00"),
        (Path("data/index"), "data/index"),
        (("a", Colour.RED), ["a", "red"]),
        ([Path("a"), None], ["a", None]),
        ({"b", "a"}, ["a", "b"]),
        (frozenset({Colour.RED}), ["red"]),
        ({Colour.RED: {1, 2}}, {"red": [1, 2]}),
        ({2026: "year"}, {"2026": "year"}),
        (b"four", 4),
        (Thing("kettle", Colour.RED), {"name": "kettle", "colour": "red", "when": None}),
        ({"things": (Thing("cup", Colour.RED),)}, {"things": [{"name": "cup", "colour": "red", "when": None}]}),
    ],
)
def test_a_value_becomes_its_plain_form(value: object, wanted: object) -> None:
    found = plain(value)
    assert found == wanted
    assert type(found) is type(wanted)
    assert json.loads(json.dumps(found)) == wanted


def test_what_is_emitted_is_one_line_whatever_stands_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    emit({"title": "två\nrader [bold]och[/bold] åäö"})

    out = capsys.readouterr().out
    assert out == '{"title": "två\\nrader [bold]och[/bold] åäö"}\n'


def test_a_progress_bar_is_silent_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with bar("Reading", 2) as progress:
        progress.advance(2)

    assert capsys.readouterr() == ("", "")


def test_one_is_in_the_singular_and_nothing_is_not() -> None:
    assert [several(number, "document") for number in (0, 1, 2)] == ["0 documents", "1 document", "2 documents"]


def test_what_the_system_says_is_told_with_the_file_where_it_names_one(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as caught:
        (tmp_path / "missing").read_bytes()

    assert told(caught.value) == f"No such file or directory: {tmp_path / 'missing'}"
    assert told(OSError("the cable is out")) == "the cable is out"


def test_what_happens_is_told_as_a_line_for_people_or_as_an_object_for_programs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell_people("answering", "Utblick answers.", url="http://127.0.0.1:8000")
    assert capsys.readouterr().out == "Utblick answers.\n"

    tell_programs("answering", "Utblick answers.", url="http://127.0.0.1:8000")
    assert capsys.readouterr().out == '{"event": "answering", "url": "http://127.0.0.1:8000"}\n'


def test_nothing_that_a_terminal_obeys_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "rapport\x1b[31m\x9b2J\u202etxt.pdf"
    say(hostile)
    warn(hostile)
    emit({"file": hostile})
    out, err = capsys.readouterr()
    assert not {"\x1b", "\x9b", "\u202e"} & set(out + err)
    assert json.loads(out.splitlines()[-1]) == {"file": hostile}
