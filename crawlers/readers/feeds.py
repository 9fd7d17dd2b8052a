"""RSS, Atom and JSON feeds, read as they state things: no date, author or address is made up."""

import codecs
import io
import json
import re
import warnings
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from email.utils import parsedate
from time import struct_time
from typing import Any
from urllib.parse import urljoin

import feedparser
import feedparser.mixin

from crawlers.readers import fields
from crawlers.readers.markup import check_xml, plain_text
from crawlers.readers.reading import Kind, Reading, Refusal
from kb.domain.documents import MediaType, RawDocument, SourceId
from kb.domain.text import clean, clean_line
from kb.errors import InputError, SourceChanged

MOST_ITEMS = 2_000
# feedparser makes an absolute address of an item's own id ("t3_42" becomes "/t3_42"); an id is compared as it stands.
feedparser.mixin._FeedParserMixin.can_be_relative_uri = feedparser.mixin._FeedParserMixin.can_be_relative_uri - {"id"}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*?\?>", re.IGNORECASE)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Python also decodes "punycode" and "unicode_escape", which no feed is written in and which can be slow.
_ENCODINGS = re.compile(
    r"(utf|iso[-_]?8859|windows-|cp\d|latin|us-ascii|ascii|koi8|mac|big5|gb|euc|shift|iso-2022)", re.I
)
_ITEM = re.compile(rb"<(?:\w+:)?(item|entry)[\s>]")
_ITEM_END = re.compile(rb"</(?:\w+:)?(item|entry)\s*>")


def read_feed(content: bytes, *, name: str, source: SourceId, address: str | None = None) -> Reading:
    """Return the items of an RSS, RDF or Atom feed in its order, at most 2,000.

    Raises InputError when it is no feed or cannot be trusted, SourceChanged when it has no items.
    """
    text = _DECLARATION.sub("", _decoded(content, name), count=1).lstrip("\ufeff \r\n\t")
    data, cut = _first_items(b'<?xml version="1.0" encoding="utf-8"?>\n' + text.encode("utf-8", "replace"))
    try:
        check_xml(data)
    except InputError as error:
        raise InputError(f"{name} is refused: {error}") from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # feedparser speaks of its own future, not of this feed
        # Sanitising is left out because only the plain text is kept; links are resolved in `_absolute`.
        parsed = feedparser.parse(
            io.BytesIO(data),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    if not parsed.version and not parsed.entries:
        raise InputError(f"{name} is XML, but not a feed that can be read")
    general = parsed.feed.get("language")
    refused = [Refusal(f"items after {MOST_ITEMS}", f"{cut} more than are read of one feed")] if cut else []
    return _gathered(Kind.FEED, parsed.entries, lambda entry: _entry(entry, source, address, general), name, refused)


def read_json_feed(content: bytes, *, name: str, source: SourceId, address: str | None = None) -> Reading:
    """Return the items of a JSON Feed (jsonfeed.org, version 1 and 1.1) in its order, at most 2,000."""
    try:
        feed = json.loads(content.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name} is broken JSON") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise InputError(f"{name} is JSON, but its items are missing")
    base = address or fields.line(feed.get("feed_url")) or fields.line(feed.get("home_page_url"))
    cut = len(items) - MOST_ITEMS
    refused = [Refusal(f"items after {MOST_ITEMS}", f"{cut} more than are read of one feed")] if cut > 0 else []
    general = feed.get("language")
    return _gathered(
        Kind.JSON_FEED, items[:MOST_ITEMS], lambda item: _json_item(item, source, base, general), name, refused
    )


def _gathered(
    kind: Kind, entries: Iterable[Any], take: Callable[[Any], RawDocument], name: str, refused: list[Refusal]
) -> Reading:
    documents: list[RawDocument] = []
    for number, entry in enumerate(entries, start=1):
        try:
            documents.append(take(entry))
        except InputError as error:
            refused.append(Refusal(f"item {number}", str(error)))
    if not documents and not refused:
        raise SourceChanged(f"{name} is a feed without items")
    if not documents:
        raise InputError(f"{name} holds no readable item; {refused[0].place}: {refused[0].reason}")
    return Reading(kind, tuple(documents), tuple(refused))


def _decoded(content: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if content[:2] in (b"<\x00", b"\x00<"):
        return content.decode("utf-16-le" if content[0] else "utf-16-be", "replace")
    declared = _DECLARED.match(content[:400])
    encoding = declared.group(1).decode("ascii") if declared else "utf-8"
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


def _first_items(data: bytes) -> tuple[bytes, int]:
    """Return the feed with its first 2,000 items, and how many were cut: feedparser is slow on huge feeds."""
    starts = [found.start() for found in _ITEM.finditer(data)]
    if len(starts) <= MOST_ITEMS:
        return data, 0
    ends = [found.end() for found in _ITEM_END.finditer(data)]
    tail = data[ends[-1] :] if ends and ends[-1] > starts[-1] else b""
    return data[: starts[MOST_ITEMS]] + tail, len(starts) - MOST_ITEMS


def _entry(entry: dict[str, Any], source: SourceId, base: str | None, general: object) -> RawDocument:
    bodies = [part for part in entry.get("content") or [] if part.get("value")]
    body = bodies[0] if bodies else entry.get("summary_detail") or {}
    text = _words(body.get("value"), body.get("type"))
    title = entry.get("title_detail") or {}
    names = [author.get("name") for author in entry.get("authors") or [] if isinstance(author, dict)]
    return _document(
        source=source,
        title=_words(title.get("value"), title.get("type")),
        text=text,
        address=_absolute(entry.get("link"), base),
        external_id=fields.line(entry.get("id")),
        authors=fields.listed(names),
        published=_stated_day(entry),
        language=fields.language(body.get("language")) or fields.language(general),
        terms=fields.listed([tag.get("label") or tag.get("term") for tag in entry.get("tags") or []]),
    )


def _json_item(item: object, source: SourceId, base: str | None, general: object) -> RawDocument:
    if not isinstance(item, dict):
        raise InputError("it is not an object")
    html, text = item.get("content_html"), item.get("content_text") or item.get("summary")
    authors = item.get("authors") or [item.get("author")]
    return _document(
        source=source,
        title=_words(item.get("title"), "text/plain"),
        text=_words(html, "text/html") if isinstance(html, str) and html else _words(text, "text/plain"),
        address=_absolute(item.get("url") or item.get("external_url"), base),
        external_id=fields.line(item.get("id")),
        authors=fields.listed(
            [a.get("name") for a in authors if isinstance(a, dict)] if isinstance(authors, list) else []
        ),
        published=fields.day(item.get("date_published")) or fields.day(item.get("date_modified")),
        language=fields.language(item.get("language")) or fields.language(general),
        terms=fields.listed(item.get("tags")),
    )


def _document(*, title: str, text: str, published: date | None, **rest: Any) -> RawDocument:
    title, text = clean_line(title), clean(text)
    if not title and not text:
        raise InputError("it has neither title nor text")
    title, text = fields.title_and_text(title or _opening(text), text)
    stated = {"title": title, "text": text, "published": published.isoformat() if published else None} | rest
    kept = json.dumps({key: value for key, value in stated.items() if value}, ensure_ascii=False, sort_keys=True)
    return RawDocument(
        title=title,
        text=text,
        published=published,
        content=kept.encode("utf-8", "replace"),
        media_type=MediaType.JSON,
        **rest,
    )


def _opening(text: str) -> str:
    """Return the first words of an item without title, which feeds of short notes leave out."""
    first = clean_line(text.split("\n", 1)[0])
    return first if len(first) <= 120 else first[:120].rsplit(" ", 1)[0] + "…"


def _words(value: object, media_type: object) -> str:
    if not isinstance(value, str):
        return ""
    return value if media_type == "text/plain" else plain_text(value)


def _absolute(link: object, base: str | None) -> str | None:
    text = fields.line(link)
    if text is None:
        return None
    try:
        return urljoin(base, text) if base else text
    except ValueError:  # an address such as http://[half
        return None


def _stated_day(entry: dict[str, Any]) -> date | None:
    # feedparser answers in UTC; an item of half past midnight in Stockholm would move to the day before.
    for key in ("published", "updated"):
        parsed, written = dict.get(entry, f"{key}_parsed"), dict.get(entry, key)
        if not isinstance(parsed, struct_time):
            continue
        try:
            universal = date(*parsed[:3])
        except ValueError:
            continue
        stated = fields.day(written) or _mail_day(written)
        return stated if stated and abs(stated - universal) <= timedelta(days=1) else universal
    return None


def _mail_day(written: object) -> date | None:
    parts = parsedate(written) if isinstance(written, str) else None
    try:
        return date(*parts[:3]) if parts else None
    except ValueError:
        return None
