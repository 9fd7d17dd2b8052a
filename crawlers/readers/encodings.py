"""XML as text: in the encoding that it declares, or the one that it is in."""

import codecs
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
    return content.decode("cp1252", "replace")
