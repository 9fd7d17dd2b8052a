"""Reference lists: RIS, BibTeX and CSL-JSON. Each entry is parsed by itself, so that a bad one spoils no other."""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import latexcodec  # noqa: F401 - registers the codec "ulatex"
import rispy
from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.exceptions import PybtexError

from crawlers.readers import fields
from crawlers.readers.reading import Refusal
from crawlers.readers.records import record
from crawlers.readers.tables import decoded
from kb.domain.documents import MediaType, RawDocument, SourceId
from kb.errors import InputError

_RIS_START = re.compile(r"TY {1,2}-")
_RIS_END = re.compile(r"ER {1,2}-\s*$")
_RIS_TAG = re.compile(r"^(\S\S) {1,2}- ?", re.MULTILINE)
# What rispy knows, and the rest of the specification of 2001. "UK" is rispy's own name for what it does not know, and
# the end is told by `_RIS_END`.
_RIS_TAGS = set(rispy.TAG_KEY_MAPPING) - {"ER", "UK"}
_RIS_TAGS |= {"AV", "BT", "CP", "CT", "ED", "J1", "L3", "M2", "U1", "U2", "U3", "U4", "U5"}
_BIBTEX_START = re.compile(r"^[ \t]*@(\w+)\s*[{(]", re.MULTILINE)
_LATEX = codecs.lookup("ulatex")
_AND = re.compile(r"[{}]|(?<=\s)and(?=\s)")
_YEAR_FIRST = re.compile(r"\d{4}(?!\d)")


def ris_records(content: bytes, source: SourceId) -> Iterator[RawDocument | Refusal]:
    """Yield the document of each RIS entry, or why the entry was refused; so is what stands outside all entries."""
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    for place, lines in _ris_entries(text):
        try:
            if not _RIS_START.match(lines[0]):
                raise InputError("it does not begin with TY, as an entry must")
            chunk = "\n".join(lines)
            # rispy wants exactly two spaces after the tag, and an end that some exports leave out.
            tidy = _RIS_TAG.sub(_ris_tag, "\n".join(line for line in lines if not _RIS_END.match(line)))
            found = rispy.loads(f"{tidy.rstrip()}\nER  - \n")
            said = found[0] if found else {}
            yield record(_ris_fields(said), source, chunk.strip().encode(), MediaType.TEXT)
        except (InputError, OSError, ValueError, KeyError, IndexError) as error:
            yield Refusal(place, str(error) if isinstance(error, InputError) else "the entry is not RIS")


def _ris_entries(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines of each entry with its place; a piece before the first TY, or after an ER, is one of its own."""
    place, number, ended = "", 0, True
    lines: list[str] = []
    for count, line in enumerate(text.split("\n"), start=1):
        if _RIS_START.match(line) or (ended and line.strip()):
            if lines:
                yield place, lines
            number += 1
            place, lines, ended = f"entry {number}, line {count}", [], False
        if not ended:
            lines.append(line)
            ended = bool(_RIS_END.match(line))
    if lines:
        yield place, lines


def _ris_tag(found: re.Match[str]) -> str:
    # A line of running text may look like a tag ("CO - dioxide"): moved by a space it is none to rispy.
    tag = found.group(1)
    return f"{tag}  - " if tag in _RIS_TAGS else f" {found.group()}"


def _ris_fields(said: Mapping[str, Any]) -> dict[str, Any]:
    written = next((said[key] for key in ("date", "publication_year", "year") if said.get(key)), None)
    return {
        "id": said.get("accession_number") or said.get("id"),
        "title": said.get("title") or said.get("primary_title") or said.get("short_title"),
        "abstract": _joined(said.get("abstract") or said.get("notes_abstract")),
        "date": str(written).replace("/", "-").rstrip("-") if written else None,
        "year": said.get("year") or said.get("publication_year") or written,
        "doi": said.get("doi"),
        "url": (said.get("urls") or [None])[0],
        "lang": said.get("language"),
        "authors": said.get("authors") or said.get("first_authors"),
        "kind": said.get("type_of_reference"),
        "keywords": said.get("keywords"),
    }


def bibtex_records(content: bytes, source: SourceId) -> Iterator[RawDocument | Refusal]:
    """Yield the document of each BibTeX entry, or why the entry was refused; LaTeX accents are decoded."""
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    macros: dict[str, str] = dict(month_names)
    for place, chunk in _chunks(text, _BIBTEX_START):
        try:
            # The parser adds each @string to `macros`, which later entries then know.
            for kind, parts in LowLevelParser(chunk, macros=macros, handle_error=_raise):
                if kind.lower() in ("string", "preamble", "comment"):
                    continue
                key, pairs = parts
                said = {name.lower(): "".join(values) for name, values in pairs}
                yield record(_bibtex_fields(kind, key, said), source, chunk.strip().encode(), MediaType.TEXT)
        except InputError as error:
            yield Refusal(place, str(error))
        except PybtexError as error:
            yield Refusal(place, f"the entry is not BibTeX: {error}".splitlines()[0][:200])


def _bibtex_fields(kind: str, key: str | None, said: Mapping[str, str]) -> dict[str, Any]:
    plain = {name: _from_latex(value) for name, value in said.items() if name not in ("url", "doi")}
    return {
        "id": key,
        "title": plain.get("title"),
        "abstract": plain.get("abstract"),
        "date": plain.get("date"),
        "year": plain.get("year"),
        "doi": said.get("doi"),
        "url": said.get("url"),
        "lang": plain.get("language") or plain.get("langid"),
        "authors": [_from_latex(name) for name in _bibtex_names(said.get("author", ""))],
        "kind": kind.lower(),
        "keywords": plain.get("keywords"),
    }


def _bibtex_names(text: str) -> list[str]:
    """Return the names that `and` separates; within braces it is a word of the name."""
    names, depth, start = [], 0, 0
    for found in _AND.finditer(text):
        if found.group() == "and":
            if depth == 0:
                names.append(text[start : found.start()])
                start = found.end()
        else:
            depth = max(0, depth + (1 if found.group() == "{" else -1))
    return [name for part in [*names, text[start:]] if (name := part.strip())]


def csl_records(content: bytes, name: str, source: SourceId) -> Iterator[RawDocument | Refusal]:
    """Yield the document of each CSL-JSON item, or why it was refused; plain JSON records are read as well."""
    try:
        items = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is broken JSON") from error
    for number, item in enumerate(items, start=1):
        try:
            if not isinstance(item, dict):
                raise InputError("it is not an object")
            kept = json.dumps(item, ensure_ascii=False).encode("utf-8", "replace")
            yield record(_csl_fields(item), source, kept, MediaType.JSON)
        except InputError as error:
            yield Refusal(f"item {number}", str(error))


def _csl_fields(item: Mapping[str, Any]) -> dict[str, Any]:
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    numbers = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [str(part) for part in numbers if str(part).isdecimal()]
    stated = "-".join(part.zfill(2) for part in numbers) if len(numbers) == 3 else None
    raw = issued.get("raw") if isinstance(issued, dict) and not numbers else None
    if isinstance(raw, str) and (first := _YEAR_FIRST.match(raw)):
        stated, numbers = raw, [first.group()]
    authors = item.get("author")
    return dict(item) | {
        "doi": item.get("DOI") or item.get("doi"),
        "url": item.get("URL") or item.get("url"),
        "lang": item.get("language") or item.get("lang"),
        "date": stated or item.get("date"),
        "year": numbers[0] if numbers else item.get("year"),
        "authors": [_csl_name(one) for one in authors] if isinstance(authors, list) else item.get("authors"),
        "kind": item.get("type") or item.get("kind"),
        "keywords": item.get("keyword") or item.get("keywords"),
        "source": item.get("source") if "type" not in item else None,  # in CSL this is the database it came from
    }


def _csl_name(one: object) -> str | None:
    if not isinstance(one, dict):
        return fields.line(one)
    said = [fields.line(one.get(key)) for key in ("family", "given")]
    return fields.line(one.get("literal")) or ", ".join(part for part in said if part) or None


def _chunks(text: str, start: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield each entry with its place ("entry 3, line 41")."""
    starts = [found.start() for found in start.finditer(text)]
    line, counted = 1, 0
    for number, (first, last) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), start=1):
        line += text.count("\n", counted, first)
        counted = first
        yield f"entry {number}, line {line}", text[first:last]


def _from_latex(value: str) -> str:
    if "\\" in value or "{" in value:
        with suppress(ValueError):  # not LaTeX after all: the words as they are
            value = str(_LATEX.decode(value)[0])  # type: ignore[arg-type]  # a codec from text to text
    return value.replace("{", "").replace("}", "").replace("~", " ")


def _joined(value: object) -> str | None:
    if isinstance(value, list):
        return "\n".join(str(part) for part in value)
    return str(value) if value else None


def _raise(error: PybtexError) -> None:
    raise error
