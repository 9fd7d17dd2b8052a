"""Open files for import: record lists line by line, everything else in the isolated reader."""

import gzip
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from crawlers.readers.isolated import IsolatedReader
from crawlers.readers.reading import LARGEST, MIB, Kind, Reading, Refusal
from crawlers.readers.records import LONGEST_LINE, jsonl_records
from kb.domain.documents import IMPORTED, RawDocument, SourceId
from kb.domain.text import clean
from kb.errors import InputError

_LARGEST = max(LARGEST.values())
_LARGEST_UNPACKED = 4 << 30  # of a record list, which is read line by line
_PACKED = b"\x1f\x8b"

Items = Iterable[RawDocument | Refusal]


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files that `paths` name, folders walked in the order of names, hidden files left out.

    Raises InputError for a path that does not exist and for a folder without files.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                file
                for file in path.rglob("*")
                if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)
            )
            if not inside:
                raise InputError(f"the folder {shown(path)} holds no files")
            found += inside
        elif path.exists():
            found.append(path)
        else:
            raise InputError(f"there is no file {shown(path)}")
    return list(dict.fromkeys(found))


def shown(path: Path) -> str:
    """Return the path as it can be printed and stored: a name need not be UTF-8, and may hold what terminals obey."""
    return clean(os.fsencode(path).decode("utf-8", "replace"))


def source_of(path: Path) -> SourceId:
    """Return the source of records that name none: `import:` and the file's name without its endings."""
    stem = shown(path).rpartition("/")[2]
    for _ in range(2):  # .jsonl.gz
        stem = stem.rpartition(".")[0] or stem
        if not path.name.lower().endswith(".gz"):
            break
    return SourceId(f"{IMPORTED}{stem}"[:80])


@contextmanager
def items_of() -> Iterator[Callable[[Path], tuple[Kind, Items]]]:
    """Give a function from a file to its kind and its items; it raises InputError or SourceChanged."""
    with IsolatedReader() as reader:
        yield lambda path: _open(path, reader)


def read_file(path: Path, reader: IsolatedReader) -> Reading:
    """Return what is in the file, read in isolation; raise InputError or SourceChanged."""
    try:
        if not path.is_file():
            raise InputError(f"{shown(path)} is not a file")
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{shown(path)} is larger than {_LARGEST // MIB} MiB, the most that is read of one file")
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{shown(path)} cannot be read: {error.strerror}") from error
    return reader.read(content, name=shown(path), source=source_of(path))


def _open(path: Path, reader: IsolatedReader) -> tuple[Kind, Items]:
    try:
        if path.is_file() and _is_jsonl(path):
            return Kind.JSONL, _streamed(path)
    except OSError as error:
        raise InputError(f"{shown(path)} cannot be read: {error.strerror}") from error
    reading = read_file(path, reader)
    return reading.kind, (*reading.documents, *reading.refusals)


def _is_jsonl(path: Path) -> bool:
    """Return whether the file's first two lines say that it is a list of records, one a line."""
    try:
        with _unpacked(path) as file:
            first = file.readline(LONGEST_LINE)
            second = file.read(1)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        return False
    try:
        return bool(second) and isinstance(json.loads(first.removeprefix(b"\xef\xbb\xbf")), dict)
    except (ValueError, RecursionError):
        return False


def _streamed(path: Path) -> Iterator[RawDocument | Refusal]:
    try:
        with _unpacked(path) as file:
            yield from jsonl_records(_lines(file, path), source_of(path))
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield Refusal(
            "the end", f"{shown(path)} is a gzip file that is broken or ends in the middle ({type(error).__name__})"
        )


def _lines(file: IO[bytes], path: Path) -> Iterator[bytes]:
    size = 0
    inside = False  # the rest of a line that was too long: its reader has refused it by its beginning
    while line := file.readline(LONGEST_LINE + 1):
        size += len(line)
        if size > _LARGEST_UNPACKED:
            raise InputError(f"{shown(path)} is larger than {_LARGEST_UNPACKED >> 30} GiB when it is unpacked")
        if not inside:
            yield line
        inside = not line.endswith(b"\n")


def _unpacked(path: Path) -> IO[bytes]:
    file = path.open("rb")
    packed = file.read(2) == _PACKED
    file.close()
    return gzip.open(path) if packed else path.open("rb")  # type: ignore[return-value]
