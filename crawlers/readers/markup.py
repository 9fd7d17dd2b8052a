"""HTML to plain text, and the checks that markup must pass before a parser sees it."""

import html
import re
from xml.parsers import expat

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from kb.errors import InputError

LONGEST_FRAGMENT = 1_000_000
DEEPEST = 256
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_HTML_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script\b[^<>]*>", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ELEMENT = re.compile(rb"<\w")
# Elements that HTML lets authors leave open: they say nothing about depth.
_UNCLOSED = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "html",
    "head", "body",
}  # fmt: skip
_HIDDEN = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title"}
_PARAGRAPH = {
    "p", "div", "section", "article", "header", "footer", "ul", "ol", "dl", "table", "blockquote", "pre", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_LINE = {"br", "li", "tr", "dt", "dd", "hr", "option", "figcaption"}
_CELL = {"td", "th"}


def plain_text(markup: str) -> str:
    """Return the words of an HTML fragment, paragraphs separated by a blank line.

    Raises InputError for a fragment of more than 1 MB or 256 levels: the time parsers take can grow with the
    square of the depth.
    """
    if not _MARKUP.search(markup):
        return html.unescape(markup)
    if len(markup) > LONGEST_FRAGMENT:
        raise InputError(f"a piece of HTML is longer than {LONGEST_FRAGMENT:,} characters")
    check_depth(markup)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    content = f"<div>{markup}</div>".replace("\x00", "").encode("utf-8", "replace")
    try:
        return _words(document_fromstring(content, parser=parser))
    except etree.LxmlError as error:
        raise InputError("a piece of HTML cannot be read") from error


def check_depth(markup: str) -> None:
    """Raise InputError when elements are nested deeper than 256 levels."""
    depth = 0
    for closing, tag in _HTML_TAG.findall(markup):
        if tag.lower() in _UNCLOSED:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > DEEPEST:
            raise InputError(f"elements are nested more than {DEEPEST} levels deep")


def without_scripts(markup: str) -> str:
    """Return `markup` without its script elements, whose text may look like tags; linear in its length."""
    parts: list[str] = []
    place = 0
    while start := _SCRIPT.search(markup, place):
        end = _SCRIPT_END.search(markup, start.end())
        if end is None:
            break
        parts.append(markup[place : start.start()])
        place = end.end()
    return "".join([*parts, markup[place:]])


def check_xml(content: bytes) -> bool:
    """Return whether `content` (UTF-8) is well-formed XML.

    Raises InputError when it declares entities (they can grow without limit, or name files and addresses), is
    nested deeper than 256 levels, or ends in the middle. Nothing is expanded, opened or fetched.
    """
    start = _ELEMENT.search(content)
    if _ENTITY.search(content[: start.start() if start else len(content)]):
        raise InputError("it declares entities, which are not accepted")
    depth = 0

    def begin(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise InputError(f"elements are nested more than {DEEPEST} levels deep")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def entity(*_declaration: object) -> None:
        raise InputError("it declares entities, which are not accepted")

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler, parser.EntityDeclHandler = begin, end, entity
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        codes = (expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN)
        if error.code in {expat.errors.codes[code] for code in codes} and depth:
            raise InputError("it ends in the middle") from error
        return False
    return True


def _words(tree: etree._Element) -> str:
    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if not isinstance(tag, str):  # a comment or instruction that slipped through
            parts.append(_SPACE.sub(" ", element.tail or "") if event == "end" else "")
            continue
        space = "\n\n" if tag in _PARAGRAPH else "\n" if tag in _LINE else " " if tag in _CELL else ""
        parts.append(space)
        if event == "end":
            parts.append(_SPACE.sub(" ", element.tail or ""))
        elif tag in _HIDDEN:
            walk.skip_subtree()
        else:
            parts.append(_SPACE.sub(" ", element.text or ""))
    return "".join(parts).strip()
