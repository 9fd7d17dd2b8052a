"""What a spider is told about the source that it is to crawl."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from crawlers.harvests import harvest_of
from crawlers.queries import load_queries
from crawlers.settings import Manners
from kb.domain.addresses import canonical_address
from kb.domain.sources import Source, SourceKind
from kb.store.crawls import Page
from kb.store.sources import SourceState

_SPIDERS = {
    SourceKind.FEED: "single",
    SourceKind.WATCH: "single",
    SourceKind.LISTING: "listing",
    SourceKind.SITEMAP: "sitemap",
}


def job_of(
    source: Source, manners: Manners, state: SourceState, known: Mapping[str, Page], now: datetime
) -> tuple[str, dict[str, Any]]:
    """Return which spider crawls the source and what it is given, in terms of JSON; `fetch_child` takes it apart."""
    spider = _SPIDERS.get(source.kind, "harvest")
    if spider == "single":
        address = f"{source.url}?{source.form.query}" if source.form.query else source.url
        ask = {"key": source.url, "address": address, "etag": state.etag, "last_modified": state.last_modified}
        largest = 50 << 20 if source.kind is SourceKind.WATCH else 15 << 20
        return spider, {"asked": [ask | {"largest": largest}]}
    if spider == "harvest":
        harvest = harvest_of(
            source,
            load_queries(),
            state.cursor,
            now.date(),
            contact=manners.contact,
            key=manners.keys.get(source.kind.value),
        )
        said = {name: getattr(harvest, name) for name in harvest.__slots__}
        return spider, {"harvest": said | {"since": str(harvest.since), "started": str(harvest.started)}}
    pages = {
        address: {
            "role": page.role,
            "etag": page.etag,
            "last_modified": page.last_modified,
            "status": page.status,
            "asked_at": page.asked_at.isoformat(),
        }
        for address, page in known.items()
    }
    form = {name: getattr(source.form, name) for name in source.form.__slots__}
    url = canonical_address(source.url) or source.url
    return spider, {"url": url, "form": form, "known": pages, "now": now.isoformat(), "left": bool(state.cursor)}
