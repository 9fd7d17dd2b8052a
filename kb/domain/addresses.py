"""Normal forms of web addresses and DOIs, so that one document has one of each."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|_hsenc|_hsmi|mkt_tok|ref_src)$",
    re.IGNORECASE,
)
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.IGNORECASE)
_HOST = re.compile(r"[\w.~!$&'()*+,;=:%-]+", re.ASCII)  # RFC 3986 section 3.2.2, and the colons of IPv6
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Where the item of a source stands that gives no address, by the number it gives. Only what is surely so is here: the
# register of trials, the government's own paths, the register of Swedish grants, the works of OpenAlex.
_ORIGINALS = (
    (re.compile(r"(?:[\w-]+:)?(NCT\d{8})", re.ASCII), "https://clinicaltrials.gov/study/{}"),
    (
        re.compile(r"g0vse:((?:rattsliga-dokument/)?[a-z-]{3,60}/(?:19|20)\d\d/[01]\d/[a-z0-9.-]{3,250})", re.ASCII),
        "https://www.regeringen.se/{}/",
    ),
    (
        re.compile(r"swecris-\w\w:([\w-]{3,40}(?::\d)?_[A-Za-z]{2,10})", re.ASCII),
        "https://www.vr.se/english/swecris.html#/project/{}",
    ),
    (re.compile(r"openalex(?:-\w+)?:(W\d{6,12})", re.ASCII), "https://openalex.org/{}"),
)
_LONGEST = 2_000
_LONGEST_DOI = 400
_SAFE = "/:@!$&'()*+,;=~-._%"  # reserved characters and existing escapes stay as the publisher wrote them


def canonical_address(address: str) -> str | None:
    """Return `address` as it is compared and stored, or None when it is not an absolute http(s) address.

    Host in lower case (IDNA), default port, fragment, user name and tracking parameters off, query kept in
    its order (RFC 3986 section 6; order can matter to a server, so it is not sorted). The scheme is kept:
    whether http and https show the same is not ours to guess, `address_key` folds it for comparison only.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
        port = parts.port
        address.encode()  # half of a surrogate pair cannot be written down
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in _DEFAULT_PORTS or not _HOST.fullmatch(host) or len(address) > _LONGEST:
        return None
    scheme = parts.scheme.lower()
    netloc = f"[{host}]" if ":" in host else host
    if port and port != _DEFAULT_PORTS[scheme]:
        netloc += f":{port}"
    query = parts.query
    kept = [(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not _TRACKING.match(k)]
    if len(kept) != len(parse_qsl(query, keep_blank_values=True)):
        query = urlencode(kept)
    path = quote(parts.path, safe=_SAFE)
    found = urlunsplit((scheme, netloc, path or "/", quote(query, safe=_SAFE + "?[]"), ""))
    return found if len(found) <= _LONGEST else None


def address_key(address: str) -> str:
    """Return what two addresses of one page share: scheme, `www.` and a closing slash do not tell pages apart."""
    parts = urlsplit(address)
    host = parts.netloc.removeprefix("www.")
    return host + (parts.path.rstrip("/") or "/") + (f"?{parts.query}" if parts.query else "")


def address_by_number(number: str) -> str | None:
    """Return where the original stands that a source gives this number, such as "clinicaltrials:NCT01234567".

    None where its form does not tell surely: an address is never made up.
    """
    found = ((address, form.fullmatch(number)) for form, address in _ORIGINALS)
    return next((address.format(match[1]) for address, match in found if match), None)


def normal_doi(text: str) -> str | None:
    """Return the DOI in `text` in lower case without resolver or prefix, or None (ISO 26324: case does not count)."""
    match = _DOI.search(unquote(text.strip()))
    if match is None:
        return None
    doi = match.group().rstrip(".,;:\"'>]}")
    while doi.endswith(")") and doi.count("(") < doi.count(")"):
        doi = doi[:-1]
    return doi.lower() if len(doi) <= _LONGEST_DOI and doi.isprintable() else None
