"""HTML pages: the main text by trafilatura, and what the page states about itself."""

import json
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin, urlsplit

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from crawlers.readers import fields
from crawlers.readers.markup import check_depth, without_scripts
from kb.domain.addresses import canonical_address
from kb.domain.documents import MediaType, RawDocument, SourceId
from kb.domain.text import clean_line
from kb.errors import InputError

_DATES = (
    "citation_publication_date", "citation_date", "dcterms.issued", "dc.date.issued", "article:published_time",
    "dcterms.created", "dcterms.date", "dc.date", "datepublished", "date", "pubdate", "publish-date",
)  # fmt: skip
_AUTHORS = ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author")
_NOT_A_NAME = re.compile(r"https?:|@|^\d+$")


def read_page(content: bytes, *, name: str, source: SourceId, address: str | None = None) -> RawDocument:
    """Return the page as one document.

    The date is taken only where the page states it in its metadata: a date guessed from running text would be
    an invention. Raises InputError when there is no text, or when it is nested too deep to be parsed safely.
    """
    text = trafilatura.utils.decode_file(content)
    try:
        check_depth(without_scripts(text))
    except InputError as error:
        raise InputError(f"{name} is refused: {error}") from error
    tree = trafilatura.load_html(text)
    if tree is None:
        raise InputError(f"{name} is a page that cannot be read")
    stated = _Stated(tree)  # before the extraction, which takes the tree apart
    found = trafilatura.bare_extraction(
        text, url=address, include_comments=False, include_tables=True, with_metadata=False
    )
    body = (found.text or "") if found is not None and not isinstance(found, dict) else ""
    title = stated.title
    if not body.strip() and not stated.description:
        raise InputError(f"{name} is a page without text")
    title, body = fields.title_and_text(title or clean_line(body)[:120], body or stated.description)
    return RawDocument(
        source=source,
        title=title,
        text=body,
        address=_own_address(stated.canonical, address),
        doi=fields.doi(stated.meta_first("citation_doi", "dc.identifier.doi", "prism.doi")),
        authors=stated.authors,
        published=stated.published,
        language=stated.language,
        terms=fields.listed(stated.meta_first("citation_keywords", "keywords", "news_keywords"), ";,"),
        content=content,
        media_type=MediaType.HTML,
    )


class _Stated:
    """What a page says about itself in its head: meta elements, linked data, language."""

    def __init__(self, tree: HtmlElement) -> None:
        self._meta: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            key = element.get("name") or element.get("property") or element.get("itemprop") or ""
            value = element.get("content") or ""
            if key and value.strip():
                self._meta.setdefault(key.strip().lower(), []).append(value)
        self._data = list(_linked_data(tree))[:50]
        heading = next((_line(element) for element in tree.iter("h1") if _line(element)), None)
        head = next((_line(element) for element in tree.iter("title") if _line(element)), None)
        self.title = self.meta_first("citation_title", "og:title", "dcterms.title", "dc.title") or heading or head
        self.description = self.meta_first("description", "og:description", "dcterms.description") or ""
        html = next(tree.iter("html"), None)
        declared = html.get("lang") if html is not None else None
        self.language = fields.language(declared) or fields.language(
            self.meta_first("dcterms.language", "dc.language", "citation_language", "og:locale")
        )
        links = [e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"]
        self.canonical = fields.line(links[0]) if links else self.meta_first("og:url")

    def meta_first(self, *keys: str) -> str | None:
        """Return the first value of the first key that the page has."""
        return next((fields.line(self._meta[key][0]) for key in keys if key in self._meta), None)

    @property
    def published(self) -> date | None:
        """The day of publication as the page states it."""
        said = [value for key in _DATES for value in self._meta.get(key, ())]
        said += [str(item["datePublished"]) for item in self._data if item.get("datePublished")]
        return next((found for value in said if (found := fields.day(value.replace("/", "-")))), None)

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors as the page states them; addresses are no names."""
        names: list[object] = next((list(self._meta[key]) for key in _AUTHORS if key in self._meta), [])
        for item in [] if names else self._data:
            said = item.get("author")
            for author in said if isinstance(said, list) else [said]:
                names.append(author.get("name") if isinstance(author, dict) else author)
        return tuple(n for n in fields.listed(names) if not _NOT_A_NAME.search(n))


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, object]]:
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() != "application/ld+json" or not element.text:
            continue
        try:
            found = json.loads(element.text)
        except (ValueError, RecursionError):
            continue
        graph = found.get("@graph", [found]) if isinstance(found, dict) else found
        yield from (item for item in graph if isinstance(item, dict)) if isinstance(graph, list) else ()


def _line(element: HtmlElement) -> str:
    return clean_line(str(etree.tostring(element, method="text", encoding="unicode", with_tail=False)))


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
