"""Read a survey table, CSV or XLSX, into texts. The header row is found by the columns that are asked for."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from followup.workbooks import read_sheets
from kb.domain.text import clean_line
from kb.errors import InputError

LARGEST_FILE = 20 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 1_000
_DELIMITERS = (";", ",", "\t")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"  # the old .xls, and any workbook with a password


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: its number in the file, from 1, and the texts of the columns asked for, by header."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the header, blank ones left out. `sheet` is None for CSV."""

    name: str
    sheet: str | None
    header_line: int
    lines: tuple[Line, ...]
    file_hash: str


@dataclass(frozen=True, slots=True)
class _Grid:
    """One reading of the file: a sheet, or the text split at one delimiter. Rows are (number in the file, texts)."""

    sheet: str | None
    rows: list[tuple[int, list[str]]]


def read_table(path: Path, headers: Sequence[str], sheet: str | None = None) -> Table:
    """Return the rows of the table in `path`, with the columns named in `headers`.

    The header row is the first row that holds all of them, wherever it stands; of a workbook the sheet that
    has such a row, unless `sheet` names it. CSV may be divided by semicolon, comma or tab and be UTF-8 or
    Windows-1252. Raises InputError naming file and column, row or limit.
    """
    content = _bytes(path)
    grids, refused = _grids(path.name, content, sheet)
    wanted = {_key(header): header for header in headers}
    found = [(grid, row) for grid in grids if (row := _header_row(grid, wanted)) is not None]
    if not found and refused:
        raise refused[0]
    if not found:
        raise InputError(_what_is_missing(path.name, grids, wanted))
    if len(found) > 1 and found[0][0].sheet is not None:
        sheets = ", ".join(repr(grid.sheet) for grid, _ in found)
        raise InputError(f"{path.name}: the columns stand on several sheets ({sheets}); name one with `sheet`")
    grid, at = found[0]
    header_line, names = grid.rows[at]
    places: dict[str, int] = {}
    for place, name in enumerate(map(_key, names)):
        if name in wanted and name in places:
            raise InputError(f"{path.name}, line {header_line}: the column {wanted[name]!r} stands twice")
        places[name] = place
    lines = [
        Line(number, {header: texts[places[key]] if places[key] < len(texts) else "" for key, header in wanted.items()})
        for number, texts in grid.rows[at + 1 :]
    ]
    if not lines:
        raise InputError(f"{path.name} is empty: there is no row below the header in line {header_line}")
    return Table(path.name, grid.sheet, header_line, tuple(lines), hashlib.sha256(content).hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder, not a table")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise InputError(f"there is no file {path}") from error
    except OSError as error:
        raise InputError(f"the file {path} cannot be read: {error.strerror}") from error
    if len(content) > LARGEST_FILE:
        raise InputError(f"{path.name} is larger than a survey table can be (20 MiB)")
    if not content.strip():
        raise InputError(f"{path.name} is empty")
    return content


def _grids(name: str, content: bytes, sheet: str | None) -> tuple[list[_Grid], list[InputError]]:
    if content.startswith(_OLE):
        raise InputError(f"{name} is an old or locked Excel file: save it as .xlsx without a password")
    if content.startswith(_ZIP):
        sheets = read_sheets(name, content, sheet, MOST_ROWS, MOST_COLUMNS)
        return [_Grid(title, _bounded(name, rows)) for title, rows in sheets], []
    text = _text(name, content)
    grids: list[_Grid] = []
    refused: list[InputError] = []
    for delimiter in _DELIMITERS:
        try:
            grids.append(_Grid(None, _bounded(name, _csv_rows(name, text, delimiter))))
        except InputError as error:  # a quotation mark that is stray at one delimiter may be whole at another
            refused.append(error)
    return grids, refused


def _text(name: str, content: bytes) -> str:
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))  # Excel's "Unicode text"
    encodings = ["utf-16"] if utf_16 else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise InputError(f"{name} is not a table: it is neither XLSX nor text in UTF-8 or Windows-1252")


def _csv_rows(name: str, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    first = 1  # a quoted cell may hold line breaks: a row is known by the line it starts on
    try:
        for row in rows:
            yield first, row
            first = rows.line_num + 1
    except csv.Error as error:
        raise InputError(f"{name}, line {first}: {error}") from error


def _bounded(name: str, rows: Iterable[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    kept = []
    for number, row in rows:
        if len(row) > MOST_COLUMNS and any(text.strip() for text in row[MOST_COLUMNS:]):
            raise InputError(f"{name}, line {number}: more than {MOST_COLUMNS:,} columns")
        texts = [clean_line(text) for text in row[:MOST_COLUMNS]]
        if any(texts):
            kept.append((number, texts))
        if len(kept) > MOST_ROWS + 1:
            raise InputError(f"{name} has more than {MOST_ROWS:,} rows")
    return kept


def _key(header: str) -> str:
    return clean_line(header).casefold()


def _header_row(grid: _Grid, wanted: dict[str, str]) -> int | None:
    for at, (_, texts) in enumerate(grid.rows):
        if wanted.keys() <= {_key(text) for text in texts}:
            return at
    return None


def _what_is_missing(name: str, grids: Sequence[_Grid], wanted: dict[str, str]) -> str:
    rows = [({_key(text) for text in texts} & wanted.keys(), number) for grid in grids for number, texts in grid.rows]
    best, line = max(rows, key=lambda row: len(row[0]), default=(set(), 0))
    missing = [repr(header) for key, header in wanted.items() if key not in best]
    if not best:
        return f"{name} has none of the columns in the mapping (first missing: {missing[0]})"
    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
    return f"{name}, line {line}: the header has no column {', '.join(missing[:3])}{more}"
