"""What every file says of itself, and what of each hit stands in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kb.domain.documents import Document, SourceId
from kb.domain.preambles import without_preamble
from kb.domain.sources import Show, Source
from kb.domain.text import clean_line
from kb.search.results import DocumentHit, MeasureHit
from search_api.language import gettext as _
from search_api.showing import GAP, show_of

LONGEST_ABSTRACT = 3000


class FileForm(StrEnum):
    """The forms that a result can be had in, by the ending of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"
    RIS = "ris"
    BIBTEX = "bib"
    CSL = "csl.json"
    JSON_LINES = "jsonl"
    ATOM = "atom"

    @property
    def media_type(self) -> str:
        """The media type, with its charset where one has to be said."""
        return _MEDIA_TYPE[self]


_MEDIA_TYPE: Mapping[FileForm, str] = {
    FileForm.CSV: "text/csv; charset=utf-8; header=absent",
    FileForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileForm.RIS: "application/x-research-info-systems; charset=utf-8",
    FileForm.BIBTEX: "application/x-bibtex; charset=utf-8",
    FileForm.CSL: "application/vnd.citationstyles.csl+json",
    FileForm.JSON_LINES: "application/jsonl; charset=utf-8",
    FileForm.ATOM: "application/atom+xml; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Extract:
    """What a file holds: `count` of the `total` hits of a question, best first, as they stood on a day.

    `question` holds the words asked, "" for none, `filters` what narrowed it, in Swedish; `address` is where the
    same is found again. `version` is the program's, `catalogue_version` the catalogue's and the thesaurus's.
    """

    what: str
    question: str
    filters: str
    address: str
    made_on: date
    count: int
    total: int
    version: str
    catalogue_version: str

    def lines(self) -> list[tuple[str, str]]:
        """Return what the file says of itself, as names and values in the language of the page."""
        return [
            (_("Uttag ur Utblick"), self.what),
            (_("Fråga"), self.question or _("(ingen, allt som passerar filtren)")),
            (_("Filter"), self.filters or _("(inga)")),
            (_("Uttaget den"), self.made_on.isoformat()),
            (_("Antal"), _("{count} av {total}").format(count=self.count, total=self.total)),
            (
                _("Version"),
                _("{version}, katalog {catalogue}").format(version=self.version, catalogue=self.catalogue_version),
            ),
            (_("Adress"), self.address),
        ]

    def sentence(self) -> str:
        """Return the same in one line."""
        return "; ".join(f"{name}: {value}" for name, value in self.lines())


@dataclass(frozen=True, slots=True)
class Names:
    """What codes and ids are called, and what a source lets us show."""

    concept: Callable[[str], str]
    source: Callable[[SourceId], str]
    sources: Mapping[SourceId, Source]
    site_url: str

    def abstract(self, document: Document) -> str:
        """Return the document's text on one line, as far as its source lets us show more than an excerpt of it."""
        if show_of([document.source], self.sources) is not Show.TEXT:
            return ""
        text = without_preamble(clean_line(document.text))
        return text if len(text) <= LONGEST_ABSTRACT else f"{text[:LONGEST_ABSTRACT].rsplit(' ', 1)[0]} {GAP}"

    def named(self, keys: Sequence[str]) -> str:
        """Return the names of concepts as one cell."""
        return "; ".join(map(self.concept, keys))

    def document_url(self, key: str) -> str:
        """Return the address of a document's page."""
        return f"{self.site_url}/dokument/{key}"

    def measure_url(self, key: str) -> str:
        """Return the address of a measure's page."""
        return f"{self.site_url}/atgarder/{key}"


def documents_of(hits: Sequence[DocumentHit | MeasureHit]) -> list[DocumentHit]:
    """Return the documents of the hits, once each: those found, and those that a measure found was found through."""
    found: dict[str, DocumentHit] = {}
    for hit in hits:
        for document in (hit,) if isinstance(hit, DocumentHit) else hit.documents:
            found.setdefault(document.document.id, document)
    return list(found.values())
