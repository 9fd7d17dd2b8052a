"""XML answers taken apart: each record parsed by itself, so that a broken one spoils no other and few are in memory."""

import re
from dataclasses import dataclass
from html import escape
from html.entities import html5

from lxml import etree

from crawlers.readers.answers import MOST_ITEMS
from crawlers.readers.encodings import xml_in_utf8
from crawlers.readers.markup import check_xml
from crawlers.readers.sniff import root_tag
from kb.errors import InputError

_LARGEST_ENVELOPE = 2_000_000
_LARGEST_ITEM = 2_000_000
_MOST_PREFIXES = 50
_MOST_TAGS = 1_500_000  # 15 MiB of MODS have 400,000
# The elements that are records, by the root of the file; the others are records themselves.
_ITEM_OF = {"oai-pmh": "record", "collection": "record", "modscollection": "mods"}
_PREFIX = re.compile(rb"[<\s/]([A-Za-z_][\w.-]{0,40}):[A-Za-z_]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_NUMBER = re.compile(rb"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}));")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE_AMPERSAND = re.compile(rb"&(?!(?:#[0-9]{1,8}|#x[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});)")
_BARE_LESS = re.compile(rb"<(?![A-Za-z_/!?])")
_OWN = {b"amp", b"lt", b"gt", b"quot", b"apos"}


@dataclass(frozen=True, slots=True)
class Divided:
    """An XML file in parts: its records as they stand, at most 2,000 of `count`, and all around them.

    `root` is the name of the root element, in lower case and without prefix.
    """

    root: str
    envelope: bytes
    items: tuple[bytes, ...]
    count: int


def divided(content: bytes, name: str) -> Divided:
    """Return the records in `content` and the rest of it.

    Raises InputError when it declares entities, is nested deeper than 256 levels, or ends in the middle.
    """
    data = xml_in_utf8(content, name)
    if data.count(b"<") > _MOST_TAGS:
        raise InputError(f"{name} is refused: it has more than {_MOST_TAGS:,} tags")
    try:
        check_xml(data)
    except InputError as error:
        raise InputError(f"{name} is refused: {error}") from error
    root = root_tag(data[:65_536].decode("utf-8", "replace"))
    tag = _ITEM_OF.get(root, root)
    # A tag as it is spelled: "modsCollection" is found in any case, the records within have one spelling only.
    token = re.compile(rb"<!--|<!\[CDATA\[|<(/?)(?:[\w.-]{1,40}:)?" + re.escape(tag.encode()) + rb"(?=[\s/>])")
    items: list[bytes] = []
    around: list[bytes] = []
    count = depth = start = place = taken = size = 0
    while found := token.search(data, place):
        if found.group(1) is None:  # what looks like a tag in a comment or CDATA section is none
            close = b"-->" if found.group().startswith(b"<!--") else b"]]>"
            end = data.find(close, found.end())
            place = end + 3
            if end < 0:
                break
            continue
        end = data.find(b">", found.end())
        place = end + 1
        if end < 0:
            break
        if depth == 0:
            start = found.start()
        depth += -1 if found.group(1) else 0 if data[end - 1] == 47 else 1
        if depth <= 0:
            depth = 0
            if gap := data[taken:start].strip():
                around.append(gap)
                size += len(gap)
            taken = place
            count += 1
            if count <= MOST_ITEMS:
                items.append(data[start:place])
    if depth:
        raise InputError(f"{name} is refused: it ends in the middle")
    if size + len(data) - taken > _LARGEST_ENVELOPE:
        raise InputError(f"{name} has more than {_LARGEST_ENVELOPE:,} bytes outside its records")
    return Divided(root, b"\n".join([*around, data[taken:]]), tuple(items), count)


def parsed(piece: bytes) -> etree._Element:
    """Return the element that `piece` is, mended where it is not well-formed in one of the usual ways.

    Nothing is expanded, opened or fetched. Raises InputError when it is not XML.
    """
    if len(piece) > _LARGEST_ITEM:
        raise InputError(f"it is longer than {_LARGEST_ITEM:,} bytes")
    try:
        return _parsed(piece)
    except etree.XMLSyntaxError:
        try:
            return _parsed(_mended(piece))
        except etree.XMLSyntaxError as error:
            raise InputError(f"it is not well-formed XML: {error.msg}"[:200]) from error


def _parsed(piece: bytes) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    # Prefixes are declared far above the record; what they stand for does not matter, names are compared without.
    known = sorted(set(_PREFIX.findall(piece)) - {b"xml", b"xmlns"})[:_MOST_PREFIXES]
    declared = b"".join(b' xmlns:%s="urn:x:%s"' % (prefix, prefix) for prefix in known)
    wrapped = etree.fromstring(b"<x" + declared + b">" + piece + b"</x>", parser)
    if len(wrapped) != 1:
        raise InputError("it is not one element")
    return wrapped[0]


def _mended(piece: bytes) -> bytes:
    """Return `piece` without characters that XML forbids, HTML's named characters spelled out, bare < and & escaped."""
    piece = _NAMED.sub(_spelled, _NUMBER.sub(_allowed, _CONTROLS.sub(b"", piece)))
    return _BARE_LESS.sub(b"&lt;", _BARE_AMPERSAND.sub(b"&amp;", piece))


def _spelled(found: re.Match[bytes]) -> bytes:
    word = found.group(1)
    if word in _OWN:
        return found.group()
    meant = html5.get(f"{word.decode('ascii')};")
    return escape(meant).encode() if meant else b"&amp;" + word + b";"


def _allowed(found: re.Match[bytes]) -> bytes:
    code = int(found.group(1), 16) if found.group(1) else int(found.group(2))
    legal = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return found.group() if legal else b""
