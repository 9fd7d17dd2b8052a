"""Hits as references, for programs that keep and screen them: RIS, BibTeX and CSL-JSON."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import rispy
from pybtex.database import BibliographyData, Entry
from pybtex.database.output.bibtex import Writer

from kb.domain.documents import Document
from kb.domain.preambles import without_preamble
from kb.domain.text import clean_line
from kb.search.results import DocumentHit
from search_api.addresses import doi_address, web_address
from search_api.exports.extract import Extract, Names

_DATA = ("DATA", "dataset", "dataset")  # biblatex has the entry, and old BibTeX prints it as misc
# What sources call their items, by a word in it: types of RIS, BibTeX and CSL.
_TYPES = (
    (("chapter", "kapitel"), ("CHAP", "incollection", "chapter")),
    (("preprint", "working paper", "posted-content"), ("UNPB", "unpublished", "manuscript")),
    (("article", "artikel", "journal"), ("JOUR", "article", "article-journal")),
    (("report", "rapport"), ("RPRT", "techreport", "report")),
    (("thesis", "dissertation", "avhandling", "uppsats"), ("THES", "phdthesis", "thesis")),
    (("book", "bok", "monograph"), ("BOOK", "book", "book")),
    (("news", "nyhet"), ("NEWS", "misc", "article-newspaper")),
    (("dataset", "data set", "data collection", "datamängd"), _DATA),
)
_OTHER = ("GEN", "misc", "document")
# Archives of data say in the first words of a description what it describes, and often nothing of its type.
_OF_DATA = re.compile(
    r"(?:these data|this data ?(?:set|collection)|the data (?:set|collection)|this collection(?! of))\b", re.I
)
# BibTeX gives these a meaning of their own, and a brace without its twin ends the entry.
_BRACES = str.maketrans({"{": "(", "}": ")", "\\": "/"})


@dataclass(frozen=True, slots=True)
class Reference:
    """A document as a reference. Names of authors stand as their source gives them."""

    id: str
    types: tuple[str, str, str]
    title: str
    authors: tuple[str, ...]
    published: date | None
    year: int | None
    doi: str | None
    url: str
    language: str | None
    source: str
    keywords: tuple[str, ...]
    abstract: str

    @classmethod
    def from_hit(cls, hit: DocumentHit, names: Names) -> "Reference":
        """Return the reference; where the document has no address on the web, its page here stands in for it."""
        document = hit.document
        address = web_address(document.address) or (doi_address(document.doi) if document.doi else None)
        return cls(
            id=document.id,
            types=_types(document),
            title=clean_line(document.title) or "(utan titel)",
            authors=tuple(filter(None, map(clean_line, document.authors))),
            published=document.published,
            year=document.year,
            doi=clean_line(document.doi) if document.doi else None,
            url=address or names.document_url(document.id),
            language=hit.language,
            source=clean_line(names.source(document.source)),
            keywords=tuple(names.concept(key) for key in (*hit.challenges, *hit.measures)),
            abstract=names.abstract(document),
        )


def _types(document: Document) -> tuple[str, str, str]:
    kind = (document.kind or "").lower()
    said = next((types for words, types in _TYPES if any(word in kind for word in words)), None)
    if said is not None:
        return said
    if not kind and (document.text != without_preamble(document.text) or _OF_DATA.match(document.text)):
        return _DATA
    return _OTHER


def ris_file(extract: Extract, references: Sequence[Reference]) -> bytes:
    """Return the references as RIS; each says in a note what it was found with, for files are merged."""
    entries = []
    for one in references:
        entry: dict[str, Any] = {"type_of_reference": one.types[0], "id": one.id, "title": one.title}
        entry["authors"] = list(one.authors)
        entry |= {"year": str(one.year)} if one.year is not None else {}
        entry |= {"date": one.published.strftime("%Y/%m/%d/")} if one.published else {}
        entry |= {"doi": one.doi} if one.doi else {}
        entry |= {"language": one.language} if one.language else {}
        entry |= {"abstract": one.abstract} if one.abstract else {}
        entry |= {"urls": [one.url], "keywords": list(one.keywords), "name_of_database": one.source}
        entries.append(entry | {"notes": [extract.sentence()]})
    text: str = rispy.dumps(entries)
    return text.encode()


def bibtex_file(extract: Extract, references: Sequence[Reference]) -> bytes:
    """Return the references as BibTeX in UTF-8, their ids as keys; what was asked stands before the first."""
    entries = {}
    for one in references:
        fields = {
            "title": one.title,
            "author": " and ".join(map(_bibtex_name, one.authors)),
            "year": str(one.year) if one.year is not None else "",
            "doi": one.doi or "",
            "url": one.url,
            "keywords": ", ".join(one.keywords),
            "abstract": one.abstract,
            "note": f"Källa: {one.source}",
        }
        safe = {key: value if key == "author" else value.translate(_BRACES) for key, value in fields.items() if value}
        entries[one.id] = Entry(one.types[1], fields=safe)
    comment = extract.sentence().translate(_BRACES).replace("@", "(at)")
    text: str = Writer(encoding="UTF-8").to_string(BibliographyData(entries))
    return f"% {comment}\n\n{text}".encode()


def csl_file(extract: Extract, references: Sequence[Reference]) -> bytes:
    """Return the references as CSL-JSON (citationstyles.org, schema 1.0.2); each notes what it was found with."""
    items = []
    for one in references:
        parts = [one.published.year, one.published.month, one.published.day] if one.published else [one.year]
        item: dict[str, Any] = {"id": one.id, "type": one.types[2], "title": one.title}
        item |= {"author": [_csl_name(name) for name in one.authors]} if one.authors else {}
        item |= {"issued": {"date-parts": [parts]}} if parts != [None] else {}
        item |= {"DOI": one.doi} if one.doi else {}
        item |= {"language": one.language} if one.language else {}
        item |= {"abstract": one.abstract} if one.abstract else {}
        items.append(item | {"URL": one.url, "source": one.source, "note": extract.sentence()})
    return json.dumps(items, ensure_ascii=False, indent=1).encode()


def _bibtex_name(name: str) -> str:
    """Return a name that BibTeX takes as it stands: without one comma nobody can say what the family name is."""
    safe = name.translate(_BRACES)
    return safe if safe.count(",") == 1 and " and " not in safe.lower() else f"{{{safe}}}"


def _csl_name(name: str) -> dict[str, str]:
    family, comma, given = name.partition(",")
    if comma and "," not in given and family.strip() and given.strip():
        return {"family": family.strip(), "given": given.strip()}
    return {"literal": name}
