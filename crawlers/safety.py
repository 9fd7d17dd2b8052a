"""Only public addresses are contacted, checked on the address actually dialled.

Names go through the resolver here, which answers nothing when one resolves to an address that is not public; there
is no second look-up between check and connection that could answer otherwise. Addresses written out in the link,
in whatever spelling, never reach a resolver and are stopped by the middleware, before and after redirects.
"""

import ipaddress
import socket
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# What `ipaddress` calls global and is not: addresses that stand for an IPv4 address (RFC 6052, RFC 8215, RFC 3056,
# RFC 4380, RFC 7526), those of a site (RFC 3879), of documentation (RFC 9637) and of protocols (RFC 6890).
_NOT_GLOBAL = tuple(
    map(
        ipaddress.ip_network,
        (
            "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/23", "192.88.99.0/24", "fec0::/10", "3fff::/20",
            "192.0.0.0/24",
        ),
    )
)  # fmt: skip

# Host names that resolved to an address that is not public, with that address; one process makes one crawl.
refused_hosts: dict[str, str] = {}


class NotPublic(IgnoreRequest):  # type: ignore[misc]
    """The address is not one that may be contacted."""


def is_public(address: str) -> bool:
    """Return whether an IP address, as a resolver writes it, is a public one."""
    try:
        parsed: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    if mapped is not None:
        parsed = mapped
    if any(parsed in network for network in _NOT_GLOBAL):
        return False
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def literal_address(host: str) -> str | None:
    """Return the IP address that `host` spells (127.1, 0x7f000001, 2130706433, [::1] …), or None for a name."""
    plain = unicodedata.normalize("NFKC", host).strip("[]").rstrip(".")
    try:
        return str(ipaddress.ip_address(plain.partition("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(plain))
    except (OSError, UnicodeError, ValueError):
        return None


def _allowed(address: str, allow_loopback: bool) -> bool:
    return is_public(address) or (allow_loopback and ipaddress.ip_address(address).is_loopback)


class PublicResolver(CachingThreadedResolver):  # type: ignore[misc]
    """Resolves names to IPv4 addresses, and only to public ones."""

    def __init__(self, reactor: Any, cache_size: int, timeout: float, *, allow_loopback: bool = False) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._allow_loopback = allow_loopback

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> "PublicResolver":
        """Return the resolver that the settings describe."""
        settings = crawler.settings
        allow = settings.getbool("UTBLICK_ALLOW_LOOPBACK")
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), settings.getfloat("DNS_TIMEOUT"), allow_loopback=allow)

    def getHostByName(self, name: str, timeout: Any = ()) -> "Deferred[str]":  # noqa: N802 - Twisted's name
        """Return the address of `name`, or fail when it is not public."""
        answer: Deferred[str] = super().getHostByName(name, timeout)
        answer.addCallback(self._checked, name)
        return answer

    def _checked(self, address: str, name: str) -> str:
        if not _allowed(address, self._allow_loopback):
            refused_hosts[name] = address
            raise DNSLookupError(f"{name} resolves to {address}, which is not a public address")
        return address


class PublicAddressesOnly:
    """Downloader middleware that lets only http and https requests to names and public addresses pass."""

    def __init__(self, *, allow_loopback: bool = False) -> None:
        self._allow_loopback = allow_loopback

    @classmethod
    def from_crawler(cls, crawler: Any) -> "PublicAddressesOnly":
        """Return the middleware that the settings describe."""
        return cls(allow_loopback=crawler.settings.getbool("UTBLICK_ALLOW_LOOPBACK"))

    def process_request(self, request: Any) -> None:
        """Let the request pass, or raise NotPublic."""
        try:
            parts = urlsplit(request.url)
            host = parts.hostname or ""
        except ValueError as error:
            raise NotPublic(f"{request.url} is not an address") from error
        if parts.scheme not in ("http", "https") or not host:
            raise NotPublic(f"{request.url} is not a web address")
        literal = literal_address(host)
        if literal is not None and not _allowed(literal, self._allow_loopback):
            raise NotPublic(f"{literal} is not a public address")
