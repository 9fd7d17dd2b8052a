"""RSS, Atom and JSON feeds, read as they state things: no date, author or address is made up."""

import io
import json
import re
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urljoin

import feedparser
import feedparser.mixin

from crawlers.readers import fields
from crawlers.readers.bodies import LIGHT, MOST_TEXT, Light, lightened, weight
from crawlers.readers.encodings import xml_in_utf8
from crawlers.readers.feed_dates import stated_day, stated_year
from crawlers.readers.markup import check_xml, opening, plain_text, with_known_characters
from crawlers.readers.reading import Kind, Reading, Refusal
from crawlers.readers.sniff import first_value
from crawlers.readers.written_dates import told
from kb.domain.documents import MediaType, RawDocument, SourceId
from kb.domain.text import clean, clean_line
from kb.errors import InputError, SourceChanged

MOST_ITEMS = 2_000
# feedparser makes an absolute address of an item's own id ("t3_42" becomes "/t3_42"); an id is compared as it stands.
feedparser.mixin._FeedParserMixin.can_be_relative_uri = feedparser.mixin._FeedParserMixin.can_be_relative_uri - {"id"}
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S{1,200})", re.IGNORECASE)


def read_feed(content: bytes, *, name: str, source: SourceId, address: str | None = None) -> Reading:
    """Return the items of an RSS, RDF or Atom feed in its order, at most 2,000.

    Raises InputError when it is no feed or cannot be trusted, SourceChanged when it has no items.
    """
    data = b'<?xml version="1.0" encoding="utf-8"?>\n' + with_known_characters(xml_in_utf8(content, name))
    try:
        light = lightened(data, MOST_ITEMS)
        if not check_xml(light.data) and len(data) > LIGHT:
            light = lightened(data, MOST_ITEMS, share=0.4)
    except InputError as error:
        raise InputError(f"{name} is refused: {error}") from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # feedparser speaks of its own future, not of this feed
        # Sanitising is left out because only the plain text is kept; links are resolved in `_absolute`.
        parsed = feedparser.parse(
            io.BytesIO(light.data),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    if not parsed.version and not parsed.entries:
        raise InputError(f"{name} is XML, but not a feed that can be read")
    atom = str(parsed.version).startswith("atom")
    base = address or _own_address(parsed.feed)
    channel = _Channel(source, base, light, atom, parsed.feed.get("language"), _licence(parsed.feed))
    return _gathered(Kind.FEED, parsed.entries, channel.document, name, light.refusals)


def read_json_feed(content: bytes, *, name: str, source: SourceId, address: str | None = None) -> Reading:
    """Return the items of a JSON Feed (jsonfeed.org, version 1 and 1.1) in its order, at most 2,000."""
    feed, rest = first_value(content.decode("utf-8-sig", "replace"))
    if feed is None:
        raise InputError(f"{name} is broken JSON")
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list):
        raise InputError(f"{name} is JSON, but its items are missing")
    base = address or fields.line(feed.get("feed_url")) or fields.line(feed.get("home_page_url"))
    taken = items[: _readable(items)]
    cut = len(items) - len(taken)
    refused = [Refusal(f"items after {len(taken)}", f"{cut} more than are read of one feed")] if cut else []
    if rest.strip():
        refused.append(Refusal("after the feed", "what follows is no part of it"))
    general = feed.get("language")
    return _gathered(Kind.JSON_FEED, taken, lambda item: _json_item(item, source, base, general), name, refused)


def _readable(items: list[Any]) -> int:
    """Return how many items from the first one on are within the limits of a feed."""
    length = 0
    for number, item in enumerate(items[:MOST_ITEMS]):
        length += (
            sum(weight(value) for value in item.values() if isinstance(value, str)) if isinstance(item, dict) else 0
        )
        if length > MOST_TEXT and number:
            return number
    return min(len(items), MOST_ITEMS)


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


@dataclass(frozen=True, slots=True)
class _Channel:
    """What holds for all items of a feed, and how one of them is read."""

    source: SourceId
    base: str | None
    light: Light
    atom: bool
    language: object
    licence: str | None

    def document(self, entry: dict[str, Any]) -> RawDocument:
        """Return one item as feedparser gives it; raise InputError when it cannot be taken."""
        stated = partial(dict.get, entry)  # feedparser's own get also answers to other names, and is slow
        bodies = [*(stated("content") or []), stated("summary_detail") or {}]
        # The longest: a second description, which feedparser counts as content, may be the caption of a picture.
        body = max(bodies, key=lambda part: self.light.length(part.get("value") or ""))
        title = stated("title_detail") or {}
        names = [author.get("name") for author in stated("authors") or [] if isinstance(author, dict)]
        return _document(
            source=self.source,
            title=self._words(title),
            text=self._words(body),
            address=_absolute(stated("link"), self.base),
            doi=_doi(entry),
            external_id=fields.line(stated("id")),
            authors=fields.listed(names),
            published=(day := stated_day(entry)),
            year=None if day else stated_year(entry),
            language=fields.language(body.get("language")) or fields.language(self.language),
            terms=fields.listed([tag.get("label") or tag.get("term") for tag in stated("tags") or []]),
            licence=_licence(entry) or self.licence,
        )

    def _words(self, said: dict[str, Any]) -> str:
        value, media_type = said.get("value"), said.get("type")
        if not isinstance(value, str):
            return ""
        taken_out = self.light.words(value, plain=self.atom and media_type == "text/plain")
        return _words(value, media_type) if taken_out is None else taken_out


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
        published=told(fields.day(item.get("date_published"))) or told(fields.day(item.get("date_modified"))),
        language=fields.language(item.get("language")) or fields.language(general),
        terms=fields.listed(item.get("tags")),
    )


def _document(*, title: str, text: str, published: date | None, **rest: Any) -> RawDocument:
    title, text = clean_line(title), clean(text)
    address = rest["address"] or ""
    if not title and not text and not address.startswith(("http://", "https://")):
        raise InputError("it has neither title, text nor address")
    if len(title) > fields.LONGEST_TITLE:  # somebody put the text there
        title, text = opening(title, fields.LONGEST_TITLE), text or title
    # Feeds of short notes have no titles; what is nothing but a link is called by its address.
    title, text = fields.title_and_text(title or opening(text) or opening(address, fields.LONGEST_TITLE), text)
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


def _doi(entry: dict[str, Any]) -> str | None:
    """Return the DOI that the feeds of journals state for an item."""
    said = (fields.line(dict.get(entry, key)) for key in ("prism_doi", "dc_identifier", "id"))
    return next((found.group(1) for value in said if value and (found := _DOI.fullmatch(value))), None)


def _own_address(feed: dict[str, Any]) -> str | None:
    """Return where the feed says that it or its page stands, for one that was not fetched."""
    own = [link.get("href") for link in dict.get(feed, "links") or [] if link.get("rel") == "self"]
    return next((said for said in map(fields.line, [*own, feed.get("link")]) if said and "://" in said), None)


def _licence(stated: dict[str, Any]) -> str | None:
    """Return what a link of the kind "license" leads to, else a statement of rights that names a licence."""
    links = [link.get("href") for link in dict.get(stated, "links") or [] if link.get("rel") == "license"]
    linked = next(filter(None, map(fields.line, links)), None)
    rights = fields.licence([fields.line(dict.get(stated, "rights"))])
    return linked[: fields.LONGEST_LICENCE] if linked else rights
