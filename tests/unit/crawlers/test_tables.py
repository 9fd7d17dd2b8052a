import json

import pytest

from crawlers.readers import Reading, read
from crawlers.readers.fields import LONGEST_TEXT
from crawlers.readers.tables import csv_records
from kb.domain.documents import SourceId
from kb.errors import InputError

SOURCE = SourceId("import:lista")


def reading(content: str) -> Reading:
    return read(content.encode(), name="lista", source=SOURCE)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1e"])
@pytest.mark.parametrize("cell", ["före%sefter", '"före%sefter"'])
def test_a_line_separator_within_a_cell_neither_loses_words_nor_invents_a_document(mark: str, cell: str) -> None:
    result = reading(f"title,abstract\nRapport,{cell % mark}\n")
    [item] = result.documents
    assert item.normalised().text.split() == ["före", "efter"]
    assert result.refusals == ()


def test_a_line_separator_in_the_header_leaves_a_table_a_table() -> None:
    [item] = reading("title,abstract\x0c\nRapport,Text\n").documents
    assert (item.title, item.text) == ("Rapport", "Text")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_each_way_that_spreadsheets_have(end: str) -> None:
    result = reading(end.join(["title,year", "a,2020", "b,2021", ""]))
    assert [item.title for item in result.documents] == ["a", "b"]


def test_a_cell_may_be_as_long_as_a_text_may() -> None:
    [item] = reading(f"title,abstract,year\nkort,a,1\nRapport,{'ord ' * 60_000},2020\n").documents[1:]
    assert (len(item.text), item.year) == (240_000, 2020)


def test_a_cell_longer_than_any_text_is_refused_by_its_line() -> None:
    result = reading(f"title,abstract\na,b\nc,{'x' * (LONGEST_TEXT + 1)}\n")
    assert [item.title for item in result.documents] == ["a"]
    assert result.refusals[0].place == "the rest from line 3"


def test_blank_lines_before_the_header_are_skipped_and_counted() -> None:
    result = reading("\n  \n\ntitle;year\na;2020\n;2021\n")
    assert [item.title for item in result.documents] == ["a"]
    assert [refusal.place for refusal in result.refusals] == ["line 6"]


def test_a_quote_that_is_never_closed_is_a_refusal_and_swallows_no_row_silently() -> None:
    result = reading('title,abstract\na,b\nc,"open\nd,e\nf,g\n')
    assert [item.title for item in result.documents] == ["a"]
    [refusal] = result.refusals
    assert refusal.place == "the rest from line 3"
    assert "unexpected end of data" in refusal.reason


def test_after_a_row_with_wrong_quotes_nothing_is_read_from_the_middle_of_a_cell() -> None:
    result = reading('title,abstract\na,b\nc,"x"y\nnot a row, "but words\nof a cell"\nd,e\n')
    assert [item.title for item in result.documents] == ["a"]
    assert [refusal.place for refusal in result.refusals] == ["the rest from line 3"]


def test_a_header_with_wrong_quotes_is_named() -> None:
    with pytest.raises(InputError, match="lista is a table whose header cannot be read"):
        list(csv_records(b'"title"x,year\na,2020\n', "lista", SOURCE))


def test_a_first_row_of_many_lines_is_still_a_row_of_a_table() -> None:
    text = "\n".join(f"rad {number}" for number in range(80))
    [item] = reading(f'title,abstract\nRapport,"{text}"\n').documents
    assert item.text == text


@pytest.mark.parametrize("value", [2020.0, "2020.0", 2020])
def test_a_year_that_a_spreadsheet_made_a_float_is_that_year(value: object) -> None:
    line = json.dumps({"title": "a", "year": value})
    assert reading(line + '\n{"title": "b"}').documents[0].year == 2020


@pytest.mark.parametrize("value", ["2020.5", "Infinity", "1e400", "NaN"])
def test_a_number_that_is_no_whole_year_is_unknown(value: str) -> None:
    assert reading(f'{{"title": "a", "year": {value}}}\n{{"title": "b"}}').documents[0].year is None


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("Uppdrag att pröva en metodDiarienummer: Xx2099/00001", "Uppdrag att pröva en metod"),
        ("Uppdrag att pröva en metodDiarienummer: X2099/00001, Xx2099/00002", "Uppdrag att pröva en metod"),
        ("Uppdrag att pröva en metod (dnr 2099/1)", "Uppdrag att pröva en metod"),
        ("Diarienummer: X2099/00001", "Diarienummer: X2099/00001"),
        ("Diarienummer och andra nummer", "Diarienummer och andra nummer"),
    ],
)
def test_the_number_that_an_authority_registers_a_text_under_is_no_part_of_its_title(given: str, title: str) -> None:
    [item] = reading(f'title,abstract\n"{given}",Text\n').documents
    assert item.title == title
