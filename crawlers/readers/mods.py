"""MODS 3 (loc.gov/standards/mods) as DiVA, SwePub and others write it: an element to the fields of a record."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from crawlers.readers import elements, fields
from crawlers.readers.elements import child, children, line, words

# MARC relators, as code or word, that make somebody an author; editors, publishers and supervisors are none.
_AUTHORS = {"aut", "cre", "dis", "author", "creator", "dissertant", "författare"}
_OTHER_TITLES = {"alternative", "abbreviated", "uniform", "translated"}
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")


def mods_fields(mods: etree._Element) -> dict[str, Any]:
    """Return what the record states; what stands in related items (journal, series, host) is not the record's."""
    language = _language(mods)
    date = _issued(mods)
    return {
        "id": line(child(mods, "recordInfo", "recordIdentifier")),
        "title": _title(mods, language),
        "abstract": words(elements.preferred(children(mods, "abstract"), language)),
        "authors": list(_authors(mods)),
        "date": date,
        "year": date,
        "doi": next(_identifiers(mods, "doi"), None),
        "url": _address(mods),
        "lang": language,
        "kind": _kind(mods),
        "keywords": [topic for subject in children(mods, "subject") for topic in _topics(subject)],
        "licence": fields.licence(
            [text for one in children(mods, "accessCondition") for text in (elements.attribute(one, "href"), line(one))]
        ),
    }


def _language(mods: etree._Element) -> str | None:
    terms = [term for one in children(mods, "language") for term in children(one, "languageTerm")]
    terms.sort(key=lambda term: term.get("type") != "code")
    return next((code for term in terms if (code := fields.language(line(term)))), None)


def _title(mods: etree._Element, language: str | None) -> str | None:
    titles = list(children(mods, "titleInfo"))
    own = [one for one in titles if (one.get("type") or "").lower() not in _OTHER_TITLES]
    chosen = elements.preferred(own or titles, language)
    if chosen is None:
        return None
    first = " ".join(part for part in (line(child(chosen, "nonSort")), words(child(chosen, "title"))) if part)
    parts = [first, *(words(one) for one in children(chosen, "subTitle", "partNumber", "partName"))]
    return fields.full_title(*parts)


def _authors(mods: etree._Element) -> Iterator[str]:
    for name in children(mods, "name"):
        said = [term for role in children(name, "role") for term in elements.lines(children(role, "roleTerm"))]
        if said and not _AUTHORS & {term.lower() for term in said}:
            continue
        if not said and name.get("type") not in (None, "personal"):  # a conference, or whom it belongs to
            continue
        parts: dict[str | None, list[str]] = {}
        for part in children(name, "namePart"):
            if text := line(part):
                parts.setdefault(part.get("type"), []).append(text)
        if "family" in parts or "given" in parts:
            yield ", ".join(" ".join(parts[key]) for key in ("family", "given") if key in parts)
        elif None in parts or (shown := line(child(name, "displayForm"))) is None:
            yield ", ".join(parts.get(None, []))
        else:
            yield shown


def _issued(mods: etree._Element) -> str | None:
    """Return the date of issue; when it was registered, copyrighted, made available or defended is another matter."""
    dates = [one for origin in children(mods, "originInfo") for one in children(origin, "dateIssued")]
    dates = [one for one in dates if one.get("point") != "end"]
    dates.sort(key=lambda one: one.get("keyDate") != "yes")
    return next((_COMPACT.sub(r"\1-\2-\3", text) for one in dates if (text := line(one))), None)


def _identifiers(mods: etree._Element, kind: str) -> Iterator[str]:
    for one in children(mods, "identifier"):
        if (one.get("type") or "").lower() == kind and one.get("invalid") != "yes" and (text := line(one)):
            yield text


def _address(mods: etree._Element) -> str | None:
    """Return the address of the record's page: the lasting one of the archive before a file."""
    lasting = [text for kind in ("uri", "hdl", "url") for text in _identifiers(mods, kind)]
    urls = [one for place in children(mods, "location") for one in children(place, "url")]
    urls.sort(key=lambda one: ("primary" not in (one.get("usage") or ""), one.get("access") == "raw object"))
    return fields.landing([*lasting, *elements.lines(urls)])


def _kind(mods: etree._Element) -> str | None:
    genres = [one for one in children(mods, "genre") if line(one)]
    for kind in ("publicationTypeCode", "outputType", "publicationType", None):
        named = [one for one in genres if one.get("type") == kind]
        chosen = elements.preferred(named, "en")
        if chosen is not None:
            return line(chosen)
    return line(genres[0]) if genres else line(child(mods, "typeOfResource"))


def _topics(subject: etree._Element) -> Iterator[str]:
    for one in children(subject, "topic", "geographic"):
        if text := words(one):
            yield text
