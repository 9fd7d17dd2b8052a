"""What a page says about itself: in its head, in linked data and in links that say what they lead to."""

import json
import re
from collections.abc import Iterator
from datetime import date

from lxml import etree
from lxml.html import HtmlElement

from crawlers.readers import fields
from crawlers.readers.written_dates import stated_day
from kb.domain.text import clean_line

_TITLES = ("citation_title", "og:title", "dcterms.title", "dc.title", "twitter:title")
_DATES = (
    "citation_publication_date", "citation_date", "dcterms.issued", "dc.date.issued", "article:published_time",
    "dcterms.created", "dcterms.date", "dc.date", "datepublished", "date", "pubdate", "publish-date",
)  # fmt: skip
_AUTHORS = ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author")
_RIGHTS = (
    "dcterms.license",
    "dcterms.licence",
    "dc.rights.license",
    "dcterms.rights",
    "dc.rights",
    "license",
    "rights",
)
_DOIS = ("citation_doi", "dc.identifier.doi", "prism.doi", "dc.identifier", "dcterms.identifier")
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S{1,200})", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"https?:|@|^\d+$")
_COMMONS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses/[a-z-]+|publicdomain/[a-z]+)/?[\w./-]*", re.I
)
_SEPARATOR = re.compile(r"\s+[|–—·•:»-]\s+|\s*\|\s*")
_MOST_ITEMS = 50  # of linked data


class Stated:
    """What a page says about itself. Nothing is guessed: what is not said is None or empty."""

    def __init__(self, tree: HtmlElement) -> None:
        """Read it off the parsed page."""
        self._tree = tree
        self._meta: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            key = element.get("name") or element.get("property") or element.get("itemprop") or ""
            value = element.get("content") or ""
            if key and value.strip():
                self._meta.setdefault(key.strip().lower().replace("dc:", "dc.").replace("terms:", "terms."), []).append(
                    value
                )
        self._data = [item for item, _ in zip(_linked_data(tree), range(_MOST_ITEMS), strict=False)]
        self.description = self.first("description", "og:description", "dcterms.description") or ""
        links = [e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"]
        self.canonical = fields.line(links[0]) if links else self.first("og:url")

    def first(self, *keys: str) -> str | None:
        """Return the first value of the first key that the page has."""
        return next((fields.line(self._meta[key][0]) for key in keys if key in self._meta), None)

    @property
    def title(self) -> str | None:
        """The title without the name of the site, where the page says what the site is called."""
        heading = next((said for element in self._tree.iter("h1") if (said := _line(element))), None)
        head = next((said for element in self._tree.iter("title") if (said := _line(element))), None)
        whole = self.first(*_TITLES) or heading or head
        site = self.first("og:site_name", "application-name")
        return _without_site(whole, site) if whole and site else whole

    @property
    def language(self) -> str | None:
        """The language of the whole page as it is declared."""
        html = next(self._tree.iter("html"), None)
        declared = (
            html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang") if html is not None else None
        )
        return fields.language(declared) or fields.language(
            self.first("dcterms.language", "dc.language", "citation_language", "content-language", "og:locale")
        )

    @property
    def doi(self) -> str | None:
        """The DOI of what the page is about."""
        said = (fields.line(value) for key in _DOIS for value in self._meta.get(key, ()))
        return next((found.group(1) for value in said if value and (found := _DOI.fullmatch(value))), None)

    @property
    def terms(self) -> tuple[str, ...]:
        """The keywords of the page."""
        return fields.listed(self.first("citation_keywords", "keywords", "news_keywords"), ";,")

    @property
    def published(self) -> date | None:
        """The day of publication; None as well when linked data tells of several days, as lists of articles do."""
        said = [value for key in _DATES for value in self._meta.get(key, ())]
        said += [
            element.get("datetime") or _line(element)
            for element in self._tree.iter("time", "span")
            if "datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None
        ]
        if day := next((found for value in said if (found := stated_day(value))), None):
            return day
        days = {stated_day(str(item["datePublished"])) for item in self._data if item.get("datePublished")} - {None}
        return days.pop() if len(days) == 1 else None

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors; addresses are no names."""
        names: list[object] = next((list(self._meta[key]) for key in _AUTHORS if key in self._meta), [])
        for item in [] if names else self._data:
            said = item.get("author")
            for author in said if isinstance(said, list) else [said]:
                names.append(author.get("name") if isinstance(author, dict) else author)
        return tuple(n for n in fields.listed(names) if not _NOT_A_NAME.search(n))

    @property
    def licence(self) -> str | None:
        """The licence: a link of that kind, the head, linked data, or the one Creative Commons link that there is."""
        linked = [
            e.get("href") for e in self._tree.iter("a", "link") if "license" in (e.get("rel") or "").lower().split()
        ]
        said = [value for key in _RIGHTS for value in self._meta.get(key, ())]
        said += [str(item["license"]) for item in self._data if isinstance(item.get("license"), str)]
        stated = [line for value in (*linked, *said) if (line := fields.line(value))]
        named = fields.licence(stated) or next((fields.line(value) for value in linked if value), None)
        if named:
            return named[: fields.LONGEST_LICENCE]
        commons = {
            found.group().rstrip("/") for e in self._tree.iter("a") if (found := _COMMONS.match(e.get("href") or ""))
        }
        return commons.pop() if len(commons) == 1 else None


def _without_site(title: str, site: str) -> str:
    """Return `title` without the name of its site at the end, in whatever case; a title that is only that stays."""
    *_, last = [None, *_SEPARATOR.finditer(title)]
    if last is None or title[last.end() :].casefold() != site.casefold():
        return title
    return title[: last.start()].strip() or title


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
