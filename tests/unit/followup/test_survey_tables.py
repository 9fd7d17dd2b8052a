"""Tables as people save them: delimiters, encodings, headers further down, codes that became numbers."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from followup.tables import LARGEST_FILE, read_table
from followup.workbooks import cell_text
from kb.errors import InputError

HEADERS = ("Kommunkod", "Råd?")


def save(folder: Path, content: str | bytes, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(folder: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / "t.xlsx")
    return folder / "t.xlsx"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_delimiter_and_encoding_gives_the_same_rows(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = f"Kommunkod{delimiter}Råd?\r\n0180{delimiter}Ja, delvis\r\n".replace("Ja, delvis", '"Ja, delvis"')

    table = read_table(save(tmp_path, text.encode(encoding)), HEADERS)

    assert [line.cells for line in table.lines] == [{"Kommunkod": "0180", "Råd?": "Ja, delvis"}]


def test_the_header_is_found_below_a_title_and_whatever_its_case_and_spaces(tmp_path: Path) -> None:
    table = read_table(save(tmp_path, "Tabell 3. Svar\n\nid;KOMMUNKOD ; råd?\n1;0180;Ja\n"), HEADERS)

    assert table.header_line == 3
    assert table.lines[0].number == 4


def test_a_cell_with_line_breaks_does_not_shift_the_line_numbers(tmp_path: Path) -> None:
    table = read_table(save(tmp_path, 'Kommunkod;Råd?\n0180;"Ja\nalltid"\n1440;Nej\n'), HEADERS)

    assert [(line.number, line.cells["Råd?"]) for line in table.lines] == [(2, "Ja alltid"), (4, "Nej")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "t.csv is empty"),
        (b"Kommunkod;R\xc3\xa5d?\n", "no row below the header in line 1"),
        (b"Kommunkod;Svar\n0180;Ja\n", "line 1: the header has no column 'Råd\\?'"),
        (b"a;b\n1;2\n", "none of the columns in the mapping"),
        (b"Kommunkod;R\xc3\xa5d?;r\xc3\xa5d?\n0180;Ja;Nej\n", "column 'Råd\\?' stands twice"),
        (b"\x00\x01\x02", "not a table"),
        (b"\xd0\xcf\x11\xe0rest", "old or locked Excel file"),
        (b"PK\x03\x04rest", "not a workbook that can be read"),
        (b'Kommunkod;R\xc3\xa5d?\n"0180;Ja\n', "t.csv, line 2"),
        (b"x" * (LARGEST_FILE + 1), "20 MiB"),
        (b"Kommunkod;R\xc3\xa5d?\n" + b"0180;Ja\n" * 10_001, "more than 10,000 rows"),
        (b"Kommunkod;R\xc3\xa5d?\n" + b"1;" * 1_000 + b"x\n", "line 2: more than 1,000 columns"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_table(save(tmp_path, content), HEADERS)


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        read_table(tmp_path, HEADERS)
    with pytest.raises(InputError, match=r"no file .*saknas\.csv"):
        read_table(tmp_path / "saknas.csv", HEADERS)


def test_a_workbook_is_read_from_the_sheet_that_has_the_columns(tmp_path: Path) -> None:
    path = workbook(tmp_path, Info=[["Läs mig"]], Svar=[["Rubrik"], [], ["Kommunkod", "Råd?"], [180.0, "Ja"]])

    table = read_table(path, HEADERS)

    assert (table.sheet, table.header_line) == ("Svar", 3)
    assert table.lines[0].cells == {"Kommunkod": "180", "Råd?": "Ja"}


def test_columns_on_two_sheets_ask_for_the_name_of_one(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Kommunkod", "Råd?"], ["0180", "Ja"]]
    path = workbook(tmp_path, A=rows, B=rows)

    with pytest.raises(InputError, match=r"several sheets \('A', 'B'\)"):
        read_table(path, HEADERS)
    assert read_table(path, HEADERS, "B").sheet == "B"
    with pytest.raises(InputError, match="no sheet 'C'"):
        read_table(path, HEADERS, "C")


def test_a_formula_without_value_is_never_read_as_an_empty_answer(tmp_path: Path) -> None:
    path = workbook(tmp_path, Svar=[["Kommunkod", "Råd?"], ["0180", '=IF(1=1,"Ja","Nej")']])

    with pytest.raises(InputError, match="line 2: a formula has no value"):
        read_table(path, HEADERS)


def test_a_row_far_down_is_refused_and_not_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Kommunkod", "Råd?"])
    sheet.append(["0180", "Ja"])
    sheet.cell(60_000, 1, "1440")
    book.save(tmp_path / "t.xlsx")

    with pytest.raises(InputError, match="more than 10,000 rows"):
        read_table(tmp_path / "t.xlsx", HEADERS)


def test_an_archive_that_unpacks_to_far_too_much_is_refused_unopened(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as part:
        for _ in range(210):
            part.write(b" " * 1024 * 1024)

    with pytest.raises(InputError, match="unpacks to more than 200 MiB"):
        read_table(save(tmp_path, held.getvalue(), "t.xlsx"), HEADERS)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (180.0, "180"),
        (2.5, "2,5"),
        (True, "SANT"),
        (datetime(2024, 3, 1), "2024-03-01"),  # noqa: DTZ001 - Excel's times have no zone
        (date(2024, 3, 1), "2024-03-01"),
        ("0180", "0180"),
    ],
)
def test_cells_read_as_a_swedish_excel_shows_them(value: object, text: str) -> None:
    assert cell_text(value) == text
