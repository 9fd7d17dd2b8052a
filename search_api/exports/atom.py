"""What is new to a question, as an Atom feed (RFC 4287)."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time

from feedgen.feed import FeedGenerator

from kb.domain.text import clean_line
from kb.search.answers import NewsItem
from search_api.exports.extract import Extract, Names

# What XML 1.0 section 2.2 lets stand nowhere, and cleaning leaves.
_NO_XML = re.compile("[\ufffe\uffff]")


def atom_file(extract: Extract, items: Sequence[NewsItem], names: Names, feed_url: str) -> bytes:
    """Return the feed. An entry keeps its id, the address of the document's page, when its words change.

    An entry was updated when its document was taken in or changed. A feed without entries was updated on the day that
    it was asked for.
    """
    feed = FeedGenerator()
    feed.id(feed_url)
    feed.title(_plain(f"Utblick: {extract.question or extract.filters or extract.what}"))
    feed.subtitle(_plain(f"Nya och ändrade dokument. {extract.sentence()}"))
    feed.author({"name": "Utblick"})
    feed.link(href=feed_url, rel="self", type="application/atom+xml")
    feed.link(href=extract.address, rel="alternate", type="text/html")
    feed.language("sv")
    feed.generator("Utblick", version=extract.version)
    today = datetime.combine(extract.made_on, time.min, UTC)
    feed.updated(max((item.at for item in items), default=today))
    for item in items:
        document = item.hit.document
        entry = feed.add_entry(order="append")
        entry.id(names.document_url(document.id))
        entry.title(_plain(document.title) or "(utan titel)")
        entry.link(href=names.document_url(document.id))
        entry.updated(item.at)
        if document.found_at:
            entry.published(document.found_at)
        for author in document.authors:
            entry.author({"name": _plain(author) or "(utan namn)"})
        for key in (*item.hit.challenges, *item.hit.measures):
            entry.category({"term": key, "label": _plain(names.concept(key))})
        what = "Nytt dokument" if item.version == 1 else f"Ändrat dokument (version {item.version})"
        summary = f"{what} från {names.source(document.source)}. {item.hit.excerpt.text}"
        entry.summary(_plain(summary))
    written: bytes = feed.atom_str(pretty=True)
    return written


def _plain(text: str) -> str:
    return _NO_XML.sub("", clean_line(text))
