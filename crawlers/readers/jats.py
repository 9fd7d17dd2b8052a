"""Words in JATS (jats.nlm.nih.gov) or HTML, as publishers leave them with Crossref and others, to plain text."""

import re

from crawlers.readers.markup import plain_text

_TAG = re.compile(r"<(/?)(?:jats:)?([A-Za-z][\w-]{0,40})\b[^<>]*>")
_FORMULA = re.compile(r"</?(?:mml:[\w-]{1,40}|(?:mml:)?math)\b[^<>]*>")
# JATS names to those of HTML that mean the same; HTML's own "title" is not shown on a page, that of JATS is.
_AS_HTML = {
    "title": "h3", "sec": "section", "list": "ul", "list-item": "li", "disp-quote": "blockquote",
    "tex-math": "template", "break": "br", "inline-graphic": "br",
}  # fmt: skip
_HEADING = re.compile(r"\s*(abstract|summary|abstrakt|sammanfattning|sammendrag|tiivistelmä)\s*\n\n", re.IGNORECASE)


def words(value: object) -> str:
    """Return the plain text of an abstract or title, without a heading that only says "Abstract"; "" for no text.

    Raises InputError for more than 1 MB of markup, or more than 256 levels.
    """
    if not isinstance(value, str):
        return ""
    text = plain_text(_html(value))
    if "<jats:" in text:  # it was escaped once too often
        text = plain_text(_html(text))
    return _HEADING.sub("", text, count=1)


def _html(value: str) -> str:
    return _TAG.sub(_named, _FORMULA.sub("", value)) if "<" in value else value


def _named(found: re.Match[str]) -> str:
    tag = found.group(2).lower()
    return f"<{found.group(1)}{_AS_HTML.get(tag, tag)}>"
