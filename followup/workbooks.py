"""Read the sheets of an XLSX workbook as texts, the way Excel shows them."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from kb.errors import InputError

# A small archive can unpack to any size: what it says it holds is added up before anything is read.
_LARGEST_UNPACKED = 200 * 1024 * 1024
_EXCELS_LAST_ROW = 1_048_576
_UNREADABLE = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,  # lxml's XMLSyntaxError
    ParseError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    ArithmeticError,
    InvalidFileException,
)


def read_sheets(
    name: str, content: bytes, sheet: str | None, most_rows: int, most_columns: int
) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """Yield (sheet, rows) for the sheet named, or for all; a row is (number from 1, texts), blank ones left out.

    Raises InputError for a workbook that cannot be read, has no such sheet or more rows than `most_rows`, or has
    formulas that were never calculated: their cells would read as empty.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except _UNREADABLE as error:
        raise InputError(f"{name} is not a workbook that can be read: {error}") from error
    if unpacked > _LARGEST_UNPACKED:
        raise InputError(f"{name} unpacks to more than 200 MiB, which no survey table does")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions it leaves out; we read values
            yield from _sheets(name, content, sheet, most_rows, most_columns)
    except InputError:
        raise
    except _UNREADABLE as error:  # a damaged workbook fails in as many ways as it has parts
        raise InputError(f"{name} is not a workbook that can be read ({type(error).__name__})") from error


def _sheets(
    name: str, content: bytes, wanted: str | None, most_rows: int, most_columns: int
) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    titles = [sheet.title for sheet in values.worksheets]
    if wanted is not None and wanted not in titles:
        raise InputError(f"{name} has no sheet {wanted!r}; it has {', '.join(map(repr, titles))}")
    for title in titles if wanted is None else [wanted]:
        rows = []
        both = zip(
            _rows(values[title], most_rows, most_columns), _rows(formulas[title], most_rows, most_columns), strict=False
        )
        for number, (shown, written) in enumerate(both, 1):
            texts = [cell_text(value) for value in shown]
            for place, formula in enumerate(written):
                if isinstance(formula, str) and formula.startswith("=") and shown[place] is None:
                    raise InputError(
                        f"{name}, sheet {title!r}, line {number}: a formula has no value; open and save it in Excel"
                    )
            while texts and not texts[-1].strip():
                texts.pop()
            if texts:
                rows.append((number, texts))
        if any(any(row) for row in _rows(values[title], _EXCELS_LAST_ROW, 50, first=most_rows + 1)):
            raise InputError(f"{name}, sheet {title!r}: more than {most_rows:,} rows")
        yield title, rows


def _rows(sheet: Any, last: int, columns: int, first: int = 1) -> Iterator[tuple[Any, ...]]:
    # The size that a sheet states of itself may be wrong either way: read until the rows or the limit end.
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(
        min_row=first, max_row=last, max_col=columns + 1, values_only=True
    )
    return rows


def cell_text(value: object) -> str:
    """Return a cell as a Swedish Excel shows it: 180.0 is "180", yes and no are "SANT" and "FALSKT"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
