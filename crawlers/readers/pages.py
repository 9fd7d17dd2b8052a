"""HTML pages: the main text by trafilatura, or the part that a selector names, and what the page states."""

import codecs
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from urllib.parse import urljoin, urlsplit

import trafilatura
from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from crawlers.readers import fields
from crawlers.readers.encodings import utf8_or_windows
from crawlers.readers.markup import (
    check_depth,
    opening,
    with_known_characters,
    without_long_tags,
    without_scripts,
    words_of_tree,
)
from crawlers.readers.stated import Stated
from crawlers.readers.written_dates import day_in_address, labelled_day, stated_day
from kb.domain.addresses import canonical_address
from kb.domain.documents import MediaType, RawDocument, SourceId
from kb.domain.text import clean
from kb.errors import InputError, SourceChanged

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})""")
_LATIN = {"iso-8859-1", "ascii", "us-ascii", "latin-1", "latin1", "utf-8", "utf8"}  # browsers read Windows-1252
_HEAD = 4_096
_MOST_TAGS = 200_000  # half a minute
_MOST_TAGS_TO_WEIGH = 60_000  # beyond it trafilatura's second opinions are left out
_ELSEWHERE = {"nav", "aside", "footer", "form"}


def read_page(
    content: bytes,
    *,
    name: str,
    source: SourceId,
    address: str | None = None,
    area: str | None = None,
    today: date | None = None,
) -> RawDocument:
    """Return the page as one document; with `area` its text is the part that the CSS selector names.

    A date that the page does not state as its own may be found where it is written all the same: beside a word such
    as "Publicerad", as the one time of its article, or in its address. It is then marked as found, and never lies
    after `today` (None: the day it is). Raises InputError when there is no text, or when the page is nested too deep
    to be parsed safely, and SourceChanged when the selector names nothing.
    """
    text, tree = _parsed(content, name)
    stated = Stated(tree)
    own = _own_address(stated.canonical, address)
    published = stated.published
    found = None if published else _found_day(tree, own, today or datetime.now(UTC).date())
    body = _main_text(text, address) if area is None else _area_text(tree, area, name)
    if not body and not stated.description:
        raise InputError(f"{name} is a page without text")
    body = body or stated.description
    title, body = fields.title_and_text(opening(stated.title or body, fields.LONGEST_TITLE), body)
    return RawDocument(
        source=source,
        title=title,
        text=body,
        address=own,
        doi=fields.doi(stated.doi),
        authors=stated.authors,
        published=published or found,
        language=stated.language,
        terms=stated.terms,
        licence=stated.licence,
        date_found=found is not None,
        content=content,
        media_type=MediaType.HTML,
    )


def words_of(content: bytes, area: str | None, name: str = "the page") -> str:
    """Return the cleaned text of the part of a page that the CSS selector `area` names, of its main text without one.

    Raises SourceChanged when the selector names nothing or nothing with words in it, InputError when the page or
    the selector cannot be read.
    """
    text, tree = _parsed(content, name)
    return _main_text(text, None) if area is None else _area_text(tree, area, name)


def safe_markup(content: bytes, name: str) -> str:
    """Return a page as text that a parser can be given: its time and depth have bounds.

    Raises InputError when it is nested too deep, or has more tags than are read.
    """
    text = with_known_characters(_decoded(content).encode("utf-8", "replace")).decode("utf-8").replace("\x00", "")
    text = without_long_tags(text)
    if text.count("<") > _MOST_TAGS:
        raise InputError(f"{name} is refused: it has more than {_MOST_TAGS:,} tags")
    try:
        check_depth(without_scripts(text))
    except InputError as error:
        raise InputError(f"{name} is refused: {error}") from error
    return text


def _parsed(content: bytes, name: str) -> tuple[str, HtmlElement]:
    text = safe_markup(content, name)
    tree = trafilatura.load_html(text)
    if tree is None:
        raise InputError(f"{name} is a page that cannot be read")
    return text, tree


def _main_text(text: str, address: str | None) -> str:
    found = trafilatura.bare_extraction(
        text,
        url=address,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
        fast=text.count("<") > _MOST_TAGS_TO_WEIGH,
    )
    return clean((found.text or "") if found is not None and not isinstance(found, dict) else "")


def _area_text(tree: HtmlElement, area: str, name: str) -> str:
    try:
        chosen: Sequence[HtmlElement] = CSSSelector(area)(tree)
    except (SelectorError, etree.LxmlError) as error:
        raise InputError(f"the selector {area!r} cannot be read: {error}") from error
    if not chosen:
        raise SourceChanged(f"there is no {area} on {name}")
    inside = set(chosen)
    outer = [element for element in chosen if not any(above in inside for above in element.iterancestors())]
    text = clean("\n\n".join(words_of_tree(element) for element in outer))
    if not text:
        raise SourceChanged(f"there are no words in {area} on {name}")
    return text


def _decoded(content: bytes) -> str:
    """Return the page as text: by its mark, as UTF-8, as it declares, as Windows-1252, whichever fits first."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if content[:2] in (b"<\x00", b"\x00<"):
        return content.decode("utf-16-le" if content[0] else "utf-16-be", "replace")
    found = _DECLARED.match(content[:400]) or _CHARSET.search(content[:_HEAD])
    declared = found.group(1).decode("ascii").lower() if found else ""
    candidates = ["utf-8"]
    if declared not in _LATIN and not declared.startswith(("utf-16", "utf-32")) and _is_charset(declared):
        candidates.append(declared)
    for encoding in candidates:
        try:
            return content.decode(encoding)
        except UnicodeError:
            continue
    replaced = content.decode("utf-8", "replace")
    if declared in ("utf-8", "utf8") and replaced.count("\ufffd") * 200 < len(replaced):  # a few broken bytes
        return replaced
    return utf8_or_windows(content)


def _is_charset(name: str) -> bool:
    if not re.match(r"(iso-?8859|windows-|cp125|koi8|mac|big5|gb|euc|shift|iso-2022)", name):
        return False
    try:
        return codecs.lookup(name).name != "utf-8"
    except LookupError:
        return False


def _found_day(tree: HtmlElement, address: str | None, today: date) -> date | None:
    """Return the day of publication that is written somewhere on the page, or in its address."""
    article = next(tree.iter("article"), None)
    article = article if article is not None else next(tree.iter("main"), None)
    within = article if article is not None else tree
    times = {
        day
        for element in (article.iter("time") if article is not None else ())
        if not any(above.tag in _ELSEWHERE for above in element.iterancestors())
        and (day := stated_day(element.get("datetime") or ""))
    }
    candidates = (
        labelled_day(words_of_tree(within)[:200_000]),
        min(times) if len(times) in (1, 2) else None,  # of two, the later one is that of a change
        day_in_address(address),
    )
    return next((day for day in candidates if day and day.year >= 1990 and day <= today), None)


def _own_address(canonical: str | None, fetched: str | None) -> str | None:
    """Return the address that the page states, on the host it was fetched from only: a page speaks for no other."""
    try:
        stated = canonical_address(urljoin(fetched or "", canonical)) if canonical else None
    except ValueError:
        stated = None
    if stated and fetched and _host(stated) != _host(canonical_address(fetched) or ""):
        return fetched
    return stated or fetched


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
