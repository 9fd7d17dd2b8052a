"""MARC 21 in XML (loc.gov/standards/marcxml), the fields that libraries fill: an element to the fields of a record."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from crawlers.readers import fields
from crawlers.readers.elements import children, line

_AUTHORS = {"aut", "cre", "dis", "author", "creator", "författare"}
_PUNCTUATION = re.compile(r"\s*[/:;,=]\s*$")
_CONTENTS_OF_008 = re.compile(r".{35}([a-z]{3})")


def marc_fields(record: etree._Element) -> dict[str, Any]:
    """Return what the record states."""
    control = {one.get("tag"): line(one) for one in children(record, "controlfield")}
    fixed = next((one.text or "" for one in children(record, "controlfield") if one.get("tag") == "008"), "")
    language = _CONTENTS_OF_008.match(fixed)
    # 264 tells production (0), publication (1), distribution (2), manufacture (3) and copyright (4) apart.
    issued = [one for one in _tagged(record, "264") if one.get("ind2") in ("1", " ", "", None)]
    dated = next((text for one in (*issued, *_tagged(record, "260")) for text in _parts(one, "c")), None)
    return {
        "id": control.get("001"),
        "title": fields.full_title(*(_trimmed(text) for text in _all(record, "245", "abnp"))),
        "abstract": "\n\n".join(_all(record, "520", "a")),
        "authors": list(_authors(record)),
        "year": dated,
        "doi": next((text for text in _numbered(record) if text.startswith("10.")), None),
        # A second indicator 2 says: something related, such as a review or the picture of the cover.
        "url": fields.landing(
            text for one in _tagged(record, "856") if one.get("ind2") != "2" for text in _parts(one, "u")
        ),
        "lang": _first(record, "041", "a") or (language.group(1) if language else None),
        "kind": _first(record, "655", "a"),
        "keywords": [_trimmed(text) for tag in ("650", "653") for text in _all(record, tag, "a")],
        "licence": fields.licence(_all(record, "540", "uaf")),
    }


def _authors(record: etree._Element) -> Iterator[str]:
    for tag in ("100", "110", "700", "710"):
        for one in _tagged(record, tag):
            roles = {text.strip(" .,").lower().rpartition("/")[2] for text in _parts(one, "4e")}
            if roles & _AUTHORS or (not roles and tag in ("100", "110")):
                yield from (_trimmed(text) for text in _parts(one, "a"))


def _numbered(record: etree._Element) -> Iterator[str]:
    for one in _tagged(record, "024"):
        if "doi" in _parts(one, "2"):
            yield from _parts(one, "a")


def _tagged(record: etree._Element, tag: str) -> Iterator[etree._Element]:
    return (one for one in children(record, "datafield") if one.get("tag") == tag)


def _parts(field: etree._Element, codes: str) -> list[str]:
    return [text for one in children(field, "subfield") if (one.get("code") or "-") in codes and (text := line(one))]


def _all(record: etree._Element, tag: str, codes: str) -> list[str]:
    return [text for one in _tagged(record, tag) for text in _parts(one, codes)]


def _first(record: etree._Element, tag: str, code: str) -> str | None:
    return next(iter(_all(record, tag, code)), None)


def _trimmed(text: str) -> str:
    return _PUNCTUATION.sub("", text)
