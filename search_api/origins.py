"""Whether a request that changes something comes from our own pages (OWASP, "Cross-Site Request Forgery Prevention").

Browsers say so in Sec-Fetch-Site (W3C Fetch Metadata), or in Origin, which every browser sends with a form.
"""

from enum import Enum
from urllib.parse import urlsplit

from starlette.datastructures import Headers

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class From(Enum):
    """Where a request comes from."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    UNSAID = "unsaid"  # no browser of today


def origin_of(address: str) -> str:
    """Return the origin of an address as browsers write it: in lower case, without the usual port (RFC 6454, 6.2)."""
    parts = urlsplit(address)
    usual = {"http": ":80", "https": ":443"}.get(parts.scheme, "")
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(usual)}"


def comes_from(headers: Headers, site_origin: str) -> From:
    """Return where the request comes from; `site_origin` is scheme, host and port of the site as readers reach it."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site == "same-origin":
        return From.HERE
    if site not in (None, "none"):
        return From.ELSEWHERE
    if origin is None:
        return From.UNSAID if site is None else From.ELSEWHERE
    return From.HERE if origin == site_origin else From.ELSEWHERE
