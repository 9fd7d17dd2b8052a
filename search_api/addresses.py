"""Which addresses may become links, and how the language of a foreign text is declared."""

import re
from urllib.parse import quote, urlsplit

from kb.catalogue import Catalogue
from kb.domain.documents import SourceId

_UNSAFE = re.compile(r"[\s{}<>\"\\\x00-\x1f\x7f]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}")


def web_address(address: str | None) -> str | None:
    """Return `address` when a browser may follow it, else None: http and https, no templates such as {query}."""
    if not address or _UNSAFE.search(address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    return address if parts.scheme.lower() in ("http", "https") and host else None


def doi_address(doi: str) -> str:
    """Return the address at which the DOI resolves (ISO 26324)."""
    return f"https://doi.org/{quote(doi, safe='/')}"


def language_tag(code: str | None) -> str:
    """Return what goes into a lang attribute: the code, or the empty string, which HTML reads as "unknown"."""
    return code.lower() if code and _LANGUAGE.fullmatch(code) else ""


def name_language(text: str) -> str:
    """Return the language of a programme's name as a portal writes it, or the empty string where it is mixed."""
    return "en" if text.isascii() else ""


def source_language(source: SourceId, catalogue: Catalogue) -> str:
    """Return "en" for a source that writes in English only, else the empty string: its own words may be in any."""
    known = catalogue.sources.get(source)
    return "en" if known and known.languages == ("en",) else ""


def label_language(name: str, concept_id: str, catalogue: Catalogue) -> str:
    """Return "en" for a name that the thesaurus has as an English label and not as a Swedish one, else empty."""
    concept = catalogue.concepts.get(concept_id)
    if concept is None:
        return ""
    english, swedish = ({label.casefold() for label in concept.labels.get(code, ())} for code in ("en", "sv"))
    return "en" if name.casefold() in english - swedish else ""
