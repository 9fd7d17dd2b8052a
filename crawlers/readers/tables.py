"""CSV tables with a header row, as spreadsheets write them in Sweden and elsewhere."""

import csv
import io
from collections.abc import Iterator

from crawlers.readers import fields
from crawlers.readers.encodings import utf8_or_windows
from crawlers.readers.reading import Refusal
from crawlers.readers.records import record
from kb.domain.documents import MediaType, RawDocument, SourceId
from kb.errors import InputError

_COLUMNS = {
    "id": "id identifier", "title": "title titel rubrik", "abstract": "abstract sammandrag sammanfattning summary",
    "text": "text", "year": "year år publiceringsår utgivningsår", "date": "date datum published publicerad",
    "doi": "doi", "url": "url address adress länk link", "lang": "lang language språk",
    "authors": "authors author författare", "source": "source källa", "kind": "kind type typ dokumenttyp",
    "keywords": "keywords nyckelord ämnesord",
}  # fmt: skip
_NAMES = {name: column for column, names in _COLUMNS.items() for name in names.split()}
csv.field_size_limit(fields.LONGEST_TEXT)  # the module's own is 131,072 characters, less than a report has


def csv_records(content: bytes, name: str, source: SourceId) -> Iterator[RawDocument | Refusal]:
    """Yield the document of each row, or why the row was refused.

    Columns are recognised by their heading (docs/import.md), in any order. Where the quotes of a row do not pair,
    nobody can tell where the next one begins: everything from there on is one refusal. Raises InputError when no
    heading names the title.
    """
    text = decoded(content)
    taken: list[str] = []  # the physical lines of the current row: a quoted cell may span several

    def fed() -> Iterator[str]:
        for line in csv_lines(text):
            taken.append(line)
            yield line

    delimiter = _delimiter(next((line for line in csv_lines(text) if line.strip()), ""))
    rows = csv.reader(fed(), delimiter=delimiter, strict=True)
    try:
        named = next((row for row in rows if any(cell.strip() for cell in row)), [])
    except csv.Error as error:
        raise InputError(f"{name} is a table whose header cannot be read: {error}") from error
    header = [_NAMES.get(cell.strip().lower(), "") for cell in named]
    if "title" not in header:
        found = ", ".join(cell.strip() for cell in named[:12])
        raise InputError(f"{name} is a table without a column for the title; its columns are: {found}")
    line = len(taken) + 1
    taken.clear()
    while True:
        try:
            row = next(rows, None)
            if row is None:
                return
            if any(cell.strip() for cell in row):
                if len(row) > len(header):
                    raise InputError(f"the row has {len(row)} cells, the header {len(header)}")
                said = {column: cell for column, cell in zip(header, row, strict=False) if column and cell.strip()}
                yield record(said, source, "".join(taken).encode(), MediaType.TEXT)
        except InputError as error:
            yield Refusal(f"line {line}", str(error))
        except csv.Error as error:
            yield Refusal(f"the rest from line {line}", f"the row cannot be read: {error}")
            return
        line += len(taken)
        taken.clear()


def csv_lines(text: str) -> Iterator[str]:
    """Return the lines of a table with their ends: only CR and LF end one, U+2028 and the like stand within cells."""
    return io.StringIO(text, newline="")


def decoded(content: bytes) -> str:
    """Return text in UTF-8 (with or without mark), UTF-16 with its mark, or Windows-1252, tried in this order."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",)
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return utf8_or_windows(content)


def _delimiter(header: str) -> str:
    return max(";,\t", key=header.count)
