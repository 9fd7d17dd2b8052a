"""Decide what bytes are: by content, never by name or header."""

import csv
import io
import json
import re
import zlib

from crawlers.readers.answers import answer_kind
from crawlers.readers.encodings import json_in_utf8
from crawlers.readers.reading import MIB, Kind
from kb.errors import InputError

_LARGEST_UNPACKED = 50 * MIB
_GZIP = b"\x1f\x8b"
_MOST_MEMBERS = 1_000
_WINDOW = 65_536
_MOST_NULS = 16  # in the first 4,096 characters of markup: a slip of a program, not yet a binary file
_HEAD = 65_536
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")
_PROLOG = re.compile(r"\s*(?:<\?[^>]*\?>|<!--(?:(?!-->).)*-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)", re.DOTALL | re.I)
_HTML_ROOTS = {
    "html", "head", "body", "title", "meta", "base", "style", "script", "noscript", "frameset", "iframe", "template",
    "div", "p", "span", "article", "main", "section", "header", "footer", "nav", "aside", "figure", "form", "pre",
    "table", "ul", "ol", "dl", "blockquote", "address", "center", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "br", "img", "a", "b", "i", "em", "strong", "small", "u",
}  # fmt: skip
_RIS = re.compile(r"^TY {1,2}- ?\w", re.MULTILINE)
_BIBTEX = re.compile(r"^[ \t]*@\w+\s*[{(]", re.MULTILINE)
_FEED_ROOTS = {"rss", "rdf", "feed", "channel"}
_ARCHIVE_ROOTS = {"oai-pmh", "mods", "modscollection"}
# Other formats have such roots as well: what stands within decides.
_RECORD_ROOTS = {"collection", "record", "dc"}
_RECORD = re.compile(r"<(?:[\w.-]{1,40}:)?(leader|datafield|header|mods)\b|MARC21/slim|purl\.org/dc/|OAI/2\.0")
_RECORDING = re.compile(r"(?:version: \d+\s+)?(?:http_)?interactions:\s*\n\s*- (?:request|recorded_at|response):")
_ARCHIVES = {b"PK\x03\x04": "a ZIP archive or an office document", b"\xd0\xcf\x11\xe0": "an old office document"}
_PDF_LINE = re.compile(rb"^%PDF-\d", re.MULTILINE)
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def unpacked(content: bytes, name: str) -> bytes:
    """Return `content` without its gzip wrapping, if it has one; raise InputError when that is broken or too large."""
    if not content.startswith(_GZIP):
        return content
    parts: list[bytes] = []
    place = size = members = 0
    try:
        while content.startswith(_GZIP, place):  # a file may be several members one after another (RFC 1952)
            members += 1
            if members > _MOST_MEMBERS:
                raise InputError(f"{name} is a gzip file of more than {_MOST_MEMBERS:,} parts")
            member = zlib.decompressobj(wbits=31)
            while not member.eof:
                window = content[place : place + _WINDOW]  # what follows a member is copied: all of it takes minutes
                if not window:
                    raise InputError(f"{name} is a gzip file that ends in the middle")
                parts.append(member.decompress(window, _LARGEST_UNPACKED - size + 1))
                place += len(window) - len(member.unconsumed_tail) - len(member.unused_data)
                size += len(parts[-1])
                if size > _LARGEST_UNPACKED:
                    raise InputError(f"{name} is larger than {_LARGEST_UNPACKED // MIB} MiB when it is unpacked")
    except zlib.error as error:
        raise InputError(f"{name} is a broken gzip file") from error
    found = b"".join(parts)
    if found.startswith(_GZIP):
        raise InputError(f"{name} is a gzip file inside a gzip file")
    return found


def sniff(content: bytes, name: str) -> Kind:
    """Return what `content` is, or raise InputError saying what it looks like instead."""
    if not content.strip():
        raise InputError(f"{name} is empty")
    if _is_pdf(content[:1024]):
        return Kind.PDF
    for magic, words in _ARCHIVES.items():
        if content.startswith(magic):
            raise InputError(f"{name} is {words}, which cannot be read")
    head = _text(content[:_HEAD]).lstrip("\ufeff \t\r\n")
    if "\x00" in head[:4096] and not (head.startswith("<") and head.count("\x00", 0, 4096) <= _MOST_NULS):
        raise InputError(f"{name} is a binary file of an unknown kind")
    if head.startswith("<"):
        return _markup(head, name)
    if _RECORDING.match(head):  # before the others: the answers within may hold a list of references
        raise InputError(f"{name} is a recording of web requests (YAML), which cannot be read")
    if head[:1] in ("{", "["):
        return _json(json_in_utf8(content), head, name)
    if _RIS.search(head):
        return Kind.RIS
    if _BIBTEX.search(head):
        return Kind.BIBTEX
    if _is_table(head, whole=len(content) <= _HEAD):
        return Kind.CSV
    raise InputError(f"{name} is of no kind that can be read (feed, page, PDF, RIS, BibTeX, CSL-JSON, CSV, JSONL)")


def _is_pdf(head: bytes) -> bool:
    """Return whether the head of a file holds that of a PDF, before which there may be junk, and not talk of one."""
    return b"%PDF-" in head and (head.lstrip()[:1] != b"<" or _PDF_LINE.search(head) is not None)


def _text(head: bytes) -> str:
    encoding = _WIDE.get(head[:2])
    if encoding is None and (wide := re.match(rb"\s*(?:([<{\[])\x00|\x00[<{\[])", head)):
        encoding = "utf-16-le" if wide.group(1) else "utf-16-be"
    return head.decode(encoding or "utf-8", "replace")


def root_tag(head: str) -> str:
    """Return the name of the first element in lower case and without its prefix, "" when there is none."""
    root = _root(head)
    return root.group(1).split(":")[-1].lower() if root else ""


def _root(head: str) -> re.Match[str] | None:
    place = 0
    while found := _PROLOG.match(head, place):
        place = found.end()
    return _ROOT.search(head, place)


def _markup(head: str, name: str) -> Kind:
    root = _root(head)
    if "<!ENTITY" in head[: root.start() if root else len(head)].upper():
        raise InputError(f"{name} is refused: it declares entities, which are not accepted")
    tag = root_tag(head)
    if tag in _FEED_ROOTS:
        return Kind.FEED
    if tag in _HTML_ROOTS or re.match("<!doctype html", head, re.I):
        return Kind.PAGE
    if tag in _ARCHIVE_ROOTS or (tag in _RECORD_ROOTS and _RECORD.search(head)):
        return Kind.OAI_PMH
    raise InputError(f"{name} is XML with the root <{tag}>, which is neither a feed, a page nor records")


def _json(content: bytes, head: str, name: str) -> Kind:
    first = head.partition("\n")[0].strip()
    one_line = b"\n" not in content.strip()
    if not one_line and first.startswith("{") and first.endswith("}") and "\n" in head:
        line = _loads(first)  # decided without reading a whole large file
        if line is not None:
            return Kind.JSON_FEED if _is_json_feed(line) else Kind.JSONL
    whole, rest = first_value(content.decode("utf-8", "replace"))
    if _is_json_feed(whole):
        return Kind.JSON_FEED  # whatever stands after it
    if rest.strip():
        whole = None
    if isinstance(whole, dict) and (answer := answer_kind(whole, name)) is not None:
        return answer
    if isinstance(whole, list) and any(isinstance(item, dict) and "title" in item for item in whole):
        return Kind.CSL_JSON
    if isinstance(whole, dict) and one_line:
        return Kind.JSONL
    if whole is not None:
        raise InputError(f"{name} is JSON, but neither a feed, nor a list of references, nor one record a line")
    if first.startswith("{") and first != "{":
        return Kind.JSONL  # its reader names the lines that are broken
    raise InputError(f"{name} is broken JSON{_where(content)}")


def first_value(text: str) -> tuple[object, str]:
    """Return the JSON object or list that `text` begins with, None where it does with none, and what follows it."""
    text = text.lstrip()
    try:
        found, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None, text
    return (found, text[end:]) if isinstance(found, dict | list) else (None, text)


def _loads(text: str) -> object:
    found, rest = first_value(text)
    return None if rest.strip() else found


def _is_json_feed(found: object) -> bool:
    return isinstance(found, dict) and "jsonfeed.org" in str(found.get("version", ""))


def _where(content: bytes) -> str:
    try:
        json.loads(content.decode("utf-8", "replace"))
    except json.JSONDecodeError as error:
        return f": {error.msg} at line {error.lineno}, column {error.colno}"
    except (ValueError, RecursionError):
        return ": it is nested too deep, or holds too large a number"
    return ""


def _is_table(head: str, whole: bool) -> bool:
    lines = list(io.StringIO(head, newline=""))  # str.splitlines would also split at U+2028 and the like
    rows = [text for text in (lines if whole else lines[:-1]) if text.strip()]
    if len(rows) < 2:
        return False
    for delimiter in ";,\t":
        try:
            first, second, *_ = csv.reader(rows, delimiter=delimiter)
        except (csv.Error, ValueError):
            continue
        if 1 < len(first) == len(second) and all(len(cell) < 100 for cell in first):
            return True
    return False
