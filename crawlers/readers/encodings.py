"""Bytes as text: in the encoding that they declare, or the one that they are in."""

import codecs
import json
import re

from kb.errors import InputError

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*?\?>", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WIDE = re.compile("utf[-_]?(16|32)", re.IGNORECASE)
# Python also decodes "punycode" and "unicode_escape", which no source writes in and which can be slow.
_ENCODINGS = re.compile(
    r"(utf|iso[-_]?8859|windows-|cp\d|latin|us-ascii|ascii|koi8|mac|big5|gb|euc|shift|iso-2022)", re.I
)


def xml_in_utf8(content: bytes, name: str) -> bytes:
    """Return `content` in UTF-8 and without its XML declaration, which would name another encoding.

    Raises InputError when it declares an encoding that nobody knows.
    """
    text = _DECLARATION.sub("", _decoded(content, name), count=1).lstrip("\ufeff \r\n\t")
    return text.encode("utf-8", "replace")


def _decoded(content: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if content[:2] in (b"<\x00", b"\x00<"):
        return content.decode("utf-16-le" if content[0] else "utf-16-be", "replace")
    declared = _DECLARED.match(content[:400])
    encoding = declared.group(1).decode("ascii") if declared else "utf-8"
    if _WIDE.match(encoding):  # without a mark, and read as ASCII: it cannot be what it says
        encoding = "utf-8"
    try:
        if not _ENCODINGS.match(encoding):
            raise LookupError(encoding)
        codecs.lookup(encoding)
    except LookupError as error:
        raise InputError(f"{name} declares the unknown encoding {encoding!r}") from error
    for candidate in (encoding, "utf-8"):
        try:
            return content.decode(candidate)
        except UnicodeError:  # what is declared is often not what is sent
            continue
    return utf8_or_windows(content)


def utf8_or_windows(content: bytes) -> str:
    """Return text that is not quite UTF-8: as UTF-8 all the same where that fits most of it, else as Windows-1252.

    One sign cut in two, as programs that shorten summaries leave it, must not garble every å of a whole feed.
    """
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if whole > broken else content.decode("cp1252", "replace")


def json_in_utf8(content: bytes) -> bytes:
    """Return JSON, which may be in UTF-8, UTF-16 or UTF-32 (RFC 7159 section 8.1) or wrongly in Windows-1252, in UTF-8.

    Without its mark; what is in UTF-8 comes back as it is.
    """
    encoding = json.detect_encoding(content[:4])
    if encoding not in ("utf-8", "utf-8-sig"):
        return content.decode(encoding, "replace").lstrip("\ufeff").encode("utf-8", "replace")
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        content.decode()
    except UnicodeDecodeError:
        return utf8_or_windows(content).encode()
    return content
