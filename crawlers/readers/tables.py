"""CSV tables with a header row, as spreadsheets write them in Sweden and elsewhere."""

import csv
from collections.abc import Iterator

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


def csv_records(content: bytes, name: str, source: SourceId) -> Iterator[RawDocument | Refusal]:
    """Yield the document of each row, or why the row was refused.

    Columns are recognised by their heading (docs/import.md), in any order. Raises InputError when no heading
    names the title.
    """
    lines = decoded(content).splitlines(keepends=True)
    taken: list[str] = []  # the physical lines of the current row: a quoted cell may span several

    def fed() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line

    rows = csv.reader(fed(), delimiter=_delimiter(lines[0]))
    header = [_NAMES.get(cell.strip().lower(), "") for cell in next(rows)]
    if "title" not in header:
        found = ", ".join(cell.strip() for cell in lines[0].strip().split(_delimiter(lines[0]))[:12])
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
            yield Refusal(f"line {line}", f"the row cannot be read: {error}")
        line += len(taken)
        taken.clear()


def decoded(content: bytes) -> str:
    """Return text in UTF-8 (with or without mark), UTF-16 with its mark, or Windows-1252, tried in this order."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",)
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", "replace")


def _delimiter(header: str) -> str:
    return max(";,\t", key=header.count)
