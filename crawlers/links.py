"""Where the items of a listing page or a sitemap are: pure functions from bytes to addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from crawlers.hosts import site_of
from crawlers.readers.markup import check_xml
from crawlers.readers.pages import safe_markup
from crawlers.readers.sniff import unpacked
from kb.domain.addresses import canonical_address
from kb.domain.sources import Form
from kb.errors import InputError, SourceChanged

MOST_LINKS = 2_000
MOST_IN_A_SITEMAP = 50_000  # sitemaps.org: so many addresses a file
_MOST_TAGS_OF_A_SITEMAP = 2_000_000  # forty for each address
_NOT_AN_ITEM = re.compile(r"\.(css|js|png|jpe?g|gif|svg|ico|zip|mp[34]|xlsx?|docx?|pptx?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """An address in a sitemap, and when it says that the page last changed; None when it does not say."""

    address: str
    changed: datetime | None = None


def find_links(content: bytes, address: str, form: Form) -> list[str]:
    """Return the addresses of the items on a listing page, in their order and once each, at most 2,000.

    An item is a link within `form.area` (without one: within the page) to one of the source's sites whose path and
    query match `form.links` (without an expression: whose path begins with the page's own). Raises SourceChanged
    when there are none: an empty listing has always meant a redesign or a block page, never a quiet week.
    """
    if form.site is not None:
        found: list[str] = import_module(f"crawlers.sites.{form.site}").find_links(content, address)
        return _once(found)
    tree = _tree(content, address)
    wanted = re.compile(form.links) if form.links else re.compile(re.escape(urlsplit(address).path.rstrip("/")) + "/.")
    sites = {site_of(address), *map(site_of, form.hosts)}
    base = _base(tree, address)
    links = _once(
        link
        for element in _within(tree, form.area, address)
        for link in _links_in(element, base)
        if site_of(link) in sites and wanted.match(_path(link)) and not _NOT_AN_ITEM.search(urlsplit(link).path)
    )
    if not links:
        raise SourceChanged(f"there is no link of the form {wanted.pattern} at {address}")
    return links


def next_page(content: bytes, address: str, form: Form) -> str | None:
    """Return the address of the next page of the list, None when there is none or nothing says where it would be."""
    if form.next_page is None:
        return None
    tree = _tree(content, address)
    base = _base(tree, address)
    for element in CSSSelector(form.next_page)(tree):
        for link in _links_in(element, base):
            if site_of(link) == site_of(address) and link != canonical_address(address):
                return link
    return None


def pdf_link(content: bytes, address: str, form: Form) -> str | None:
    """Return the address of the PDF that an item's page leads to by `form.pdf`, None when there is none."""
    if form.pdf is None:
        return None
    sites = {site_of(address), *map(site_of, form.hosts)}
    tree = _tree(content, address)
    base = _base(tree, address)
    for element in CSSSelector(form.pdf)(tree):
        for link in _links_in(element, base):
            if site_of(link) in sites:
                return link
    return None


def sitemap_entries(content: bytes, address: str) -> tuple[list[Entry], bool]:
    """Return the addresses in a sitemap (sitemaps.org, gzip or not), and whether they are of further sitemaps.

    Raises InputError when it is no sitemap or cannot be trusted, SourceChanged when it is empty.
    """
    content = unpacked(content, address)
    if content.count(b"<") > _MOST_TAGS_OF_A_SITEMAP:
        raise InputError(f"{address} is refused: it has more than {_MOST_TAGS_OF_A_SITEMAP:,} tags")
    well_formed = check_xml(content)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=not well_formed)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{address} is not XML") from error
    name = etree.QName(root).localname if root is not None and isinstance(root.tag, str) else ""
    if name not in ("urlset", "sitemapindex"):
        raise InputError(f"{address} is XML with the root <{name}>, which is no sitemap")
    entries = []
    for element in root[:MOST_IN_A_SITEMAP]:
        said = {etree.QName(child).localname: (child.text or "") for child in element if isinstance(child.tag, str)}
        where = canonical_address(said.get("loc", ""))
        if where:
            entries.append(Entry(where, _moment(said.get("lastmod", ""))))
    if not entries:
        raise SourceChanged(f"{address} is a sitemap without addresses")
    return entries, name == "sitemapindex"


def matching(entries: list[Entry], address: str, form: Form) -> list[Entry]:
    """Return the entries on the source's sites whose path and query match `form.links`, newest first, once each."""
    wanted = re.compile(form.links or "/.")
    sites = {site_of(address), *map(site_of, form.hosts)}
    kept = {e.address: e for e in entries if site_of(e.address) in sites and wanted.match(_path(e.address))}
    oldest = datetime.min.replace(tzinfo=UTC)
    return sorted(kept.values(), key=lambda entry: entry.changed or oldest, reverse=True)


def _tree(content: bytes, address: str) -> HtmlElement:
    # Not trafilatura's own way to text, which unpacks what is packed however large it becomes.
    text = safe_markup(content, address)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError as error:  # nothing but white space, for one
        raise SourceChanged(f"{address} is not a page that can be read") from error


def _within(tree: HtmlElement, area: str | None, address: str) -> list[HtmlElement]:
    if area is None:
        return [tree]
    found: list[HtmlElement] = CSSSelector(area)(tree)
    if not found:
        raise SourceChanged(f"there is no {area} at {address}")
    return found


def _base(tree: HtmlElement, address: str) -> str:
    """Return what relative links of the page are relative to."""
    stated: str = next((said for element in tree.iter("base") if (said := element.get("href"))), "")
    try:
        joined: str = urljoin(address, stated)
    except ValueError:  # an address such as http://[half
        return address
    return joined


def _links_in(element: HtmlElement, base: str) -> Iterator[str]:
    for link in element.iter("a"):
        try:
            absolute = urljoin(base, (link.get("href") or "").strip())
        except ValueError:  # an address such as http://[half
            continue
        found = canonical_address(absolute) if link.get("href") else None
        if found:
            yield found


def _path(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _once(links: Iterator[str] | list[str]) -> list[str]:
    return list(dict.fromkeys(links))[:MOST_LINKS]


def _moment(text: str) -> datetime | None:
    """Return the time that a W3C date names, in UTC; a day counts from its beginning."""
    try:
        found = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
