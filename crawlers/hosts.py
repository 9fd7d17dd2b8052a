"""Which publisher an address belongs to: the unit of politeness, and the bound of a crawl."""

from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from tldextract import TLDExtract

from crawlers.safety import literal_address
from kb.domain.sources import Source

# The list of public suffixes as the package carries it: nothing is fetched, nothing is cached.
_SUFFIXES = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def site_of(address: str) -> str:
    """Return the site that a web address or host name is part of: `diva-portal.org` for `mau.diva-portal.org`.

    That is the domain somebody registered (publicsuffix.org), as it stands in requests: in lower case and IDNA. An IP
    address and a bare name are sites of their own.
    """
    host = ((urlsplit(address).hostname if "//" in address else address) or "").lower()
    with suppress(UnicodeError):  # no host name: then it is nobody's site either
        host = host.encode("idna").decode("ascii")
    literal = literal_address(host)
    registered = literal or _SUFFIXES(host).top_domain_under_public_suffix
    return registered or ".".join(host.rstrip(".").split(".")[-2:])  # a suffix that the list does not know


def sites_of(source: Source) -> tuple[str, ...]:
    """Return the sites that a crawl of the source may ask, its own first."""
    return tuple(dict.fromkeys([site_of(source.url), *map(site_of, source.form.hosts)]))


class LeftItsSites(IgnoreRequest):  # type: ignore[misc]
    """The address is of a site that is not the source's."""


class StayOnItsSites:
    """Downloader middleware that keeps a crawl, redirects included, on the sites of its source.

    One crawl has the turn at its own sites only; at another publisher's nobody would count its requests. It also
    keeps a page that was taken over from sending us anywhere. Requests to all hosts of a site stand in one queue:
    Scrapy has one for each host, and would ask two of a publisher's at a time and without a pause.
    """

    def __init__(self, sites: Iterable[str]) -> None:
        self._sites = frozenset(sites)

    @classmethod
    def from_crawler(cls, crawler: object) -> "StayOnItsSites":
        """Return the middleware that the settings describe; without sites it lets everything pass."""
        return cls(crawler.settings.getlist("UTBLICK_SITES"))  # type: ignore[attr-defined]

    def process_request(self, request: object) -> None:
        """Let the request pass, in the queue of its site, or raise LeftItsSites."""
        site = site_of(request.url)  # type: ignore[attr-defined]
        if self._sites and site not in self._sites:
            own = ", ".join(sorted(self._sites))
            raise LeftItsSites(f"it leads to {site}, which is not one of the source's sites ({own})")
        request.meta["download_slot"] = site  # type: ignore[attr-defined]
