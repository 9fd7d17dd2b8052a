"""The search form: what was typed, read from the address, and what is wrong with it in sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol, TypeVar
from urllib.parse import urlencode

from kb.catalogue import Catalogue
from kb.domain.text import clean_line
from kb.search.facets import DOCUMENT_FACETS, MEASURE_FACETS, Facet
from kb.search.results import FIELD, LONGEST_QUERY, SYNTAX, YEARS, Query, Sort
from search_api.facet_words import facet_name, value_name
from search_api.language import gettext as _
from search_api.language import local, marked
from search_api.paging import FURTHEST, LARGEST
from search_api.questions import MOST_FILTERS, Holds, question, says_nothing, usable
from search_api.wording import joined, number, quoted, within

PATH = "/sok"
USUAL_LIMIT = 20
_YEAR = re.compile(r"[0-9]{1,4}")
_WHOLE = re.compile(r"[0-9]{1,9}")
_SHOWN = 80
Value = TypeVar("Value")

# What the facets are called in the address of the page.
PARAMETER: Mapping[Facet, str] = {
    Facet.CHALLENGE: "utmaning",
    Facet.MEASURE: "atgard",
    Facet.MEASURE_TYPE: "typ",
    Facet.EFFECT: "effekt",
    Facet.STRENGTH: "underlag",
    Facet.VERDICT: "omdome",
    Facet.STATUS: "status",
    Facet.WARNING: "varning",
    Facet.DESIGN: "design",
    Facet.KIND: "dokumenttyp",
    Facet.FOCUS: "inriktning",
    Facet.COUNTRY: "land",
    Facet.REGION: "del",
    Facet.LANGUAGE: "sprak",
    Facet.SOURCE: "kalla",
    Facet.TARGET_GROUP: "malgrupp",
    Facet.SETTING: "miljo",
    Facet.LEVEL: "niva",
}
SORTS: Mapping[str, Sort] = {"relevans": Sort.RANK, "nyast": Sort.NEWEST, "underlag": Sort.EVIDENCE}
ONLY_MINE = "bara"  # value of "ord": no words of the thesaurus
_THE = {
    Facet.CHALLENGE: marked("utmaningen"),
    Facet.MEASURE: marked("åtgärden"),
    Facet.LANGUAGE: marked("språket"),
}


class Parameters(Protocol):
    """The parameters of an address."""

    def get(self, key: str, default: str) -> str:
        """Return the last value given for `key`."""

    def getlist(self, key: str) -> list[str]:
        """Return all values given for `key`."""


class Tab(StrEnum):
    """What is searched in."""

    MEASURES = "atgarder"
    DOCUMENTS = "dokument"

    @property
    def facets(self) -> Sequence[Facet]:
        """The facets of its hits."""
        return DOCUMENT_FACETS if self is Tab.DOCUMENTS else MEASURE_FACETS

    @property
    def route(self) -> str:
        """Where the API answers the same."""
        return "/api/v1/documents" if self is Tab.DOCUMENTS else "/api/v1/measures"


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter in force: what it is, in words, and the address of the same search without it."""

    name: str
    without: str


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the form. Years are as they were typed; the rest is known to be usable."""

    q: str
    tab: Tab
    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    first_year: str = ""
    last_year: str = ""
    everything: bool = False
    expand: bool = True
    sort: Sort = Sort.RANK
    offset: int = 0
    limit: int = USUAL_LIMIT

    @classmethod
    def from_query(cls, query: Query, tab: Tab) -> "Form":
        """Return the form that asks the question."""
        first, last = ("" if year is None else str(year) for year in (query.first_year, query.last_year))
        return cls(query.text, tab, query.filters, first, last, query.everything, query.expand, query.sort)

    @property
    def challenges(self) -> tuple[str, ...]:
        """The challenges chosen."""
        return self.chosen.get(Facet.CHALLENGE, ())

    def parameters(self, tab: Tab | None = None) -> list[tuple[str, str]]:
        """Return the parameters of this search, or of the same on another tab."""
        shown = tab or self.tab
        found = [("q", self.q)] if self.q else []
        found.append(("i", shown.value))
        for facet in shown.facets:
            if facet is Facet.EFFECT and shown is not self.tab:
                continue  # told by a document, or weighed of a measure: not the same values
            found += [(PARAMETER[facet], value) for value in self.chosen.get(facet, ())]
        if shown is Tab.DOCUMENTS:
            found += [("fran", self.first_year)] if self.first_year else []
            found += [("till", self.last_year)] if self.last_year else []
            found += [("allt", "true")] if self.everything else []
        found += [("ord", ONLY_MINE)] if not self.expand else []
        found += [("ordning", key) for key, sort in SORTS.items() if sort is self.sort and sort is not Sort.RANK]
        return found

    def address(self, tab: Tab | None = None) -> str:
        """Return the address of this search, or of the same on another tab."""
        return f"{local(PATH)}?{urlencode(self.parameters(tab))}"

    def asking(self, text: str) -> str:
        """Return the address of this search with other words."""
        return replace(self, q=text).address()

    def without(self, condition: str) -> str:
        """Return the address of this search without a condition, by its key in `Page.removed_by`."""
        if condition == YEARS:
            return replace(self, first_year="", last_year="").address()
        if condition == FIELD:
            return replace(self, everything=True).address()
        if condition == SYNTAX:
            return replace(self, q=plain(self.q)).address()
        return replace(self, chosen={f: v for f, v in self.chosen.items() if f != condition}).address()

    def file(self, ending: str) -> str:
        """Return the address of this search's result as a file."""
        found = [("q", self.q)] if self.q else []
        found += [(facet.value, v) for facet in self.tab.facets for v in self.chosen.get(facet, ())]
        if self.tab is Tab.DOCUMENTS:
            found += [("first_year", self.first_year)] if self.first_year else []
            found += [("last_year", self.last_year)] if self.last_year else []
            found += [("everything", "true")] if self.everything else []
        found += [("expand", "false")] if not self.expand else []
        found += [("sort", self.sort.value)] if self.sort is not Sort.RANK else []
        return f"{self.tab.route}.{ending}" + (f"?{urlencode(found)}" if found else "")

    def filters(self, catalogue: Catalogue) -> list[Filter]:
        """Return the filters in force on this tab."""
        named = {
            (PARAMETER[facet], value): f"{_the(facet)} {value_name(facet, value, catalogue, self.tab.facets)}"
            for facet in self.tab.facets
            for value in self.chosen.get(facet, ())
        }
        named |= (
            {("fran", self.first_year): _("gränsen från år {year}").format(year=self.first_year)}
            if self.first_year
            else {}
        )
        named |= (
            {("till", self.last_year): _("gränsen till år {year}").format(year=self.last_year)}
            if self.last_year
            else {}
        )
        here = self.parameters()
        return [
            Filter(named[one], f"{local(PATH)}?{urlencode([other for other in here if other != one])}")
            for one in here
            if one in named
        ]

    def query(self, catalogue: Catalogue, holds: Holds | None = None) -> Query:
        """Return the question; call it only for a form that `read_form` found nothing wrong with."""
        return question(
            catalogue,
            text=self.q,
            filters=self.chosen,
            facets=self.tab.facets,
            first_year=int(self.first_year) if self.first_year else None,
            last_year=int(self.last_year) if self.last_year else None,
            everything=self.everything,
            expand=self.expand,
            sort=self.sort,
            offset=self.offset,
            limit=self.limit,
            holds=holds,
        )


def plain(text: str) -> str:
    """Return a question's words without what has a meaning of its own in it."""
    bare = re.sub(r"\b(titel|title|år|year):|\b(OCH|ELLER|INTE|AND|OR|NOT)\b", " ", text)
    return " ".join(re.sub(r'["”“()]|(?<!\w)-|\.\.', " ", bare).split())


def read_form(given: Parameters, catalogue: Catalogue, holds: Holds | None = None) -> tuple[Form, Mapping[str, str]]:
    """Return what was typed, and what is wrong with it: a sentence by the name of the field, empty when nothing is.

    Filters that cannot be used are left out of the form, so that all its addresses work. Those of the documents
    are not read on the other tab. An empty field means that nothing was chosen.
    """
    reader = _Reader(given, holds)
    tab = reader.choice("i", _("Fliken"), {tab.value: tab for tab in Tab}, Tab.MEASURES)
    q = clean_line(given.get("q", ""))
    if len(q) > LONGEST_QUERY:
        reader.wrong["q"] = _("Frågan får vara högst {most} tecken. Den här är {length} tecken.").format(
            most=LONGEST_QUERY, length=number(len(q))
        )
    elif says_nothing(q):
        reader.wrong["q"] = _("Skriv minst ett ord.")
    documents = tab is Tab.DOCUMENTS
    chosen = {facet: reader.values(facet, tab, catalogue) for facet in tab.facets}
    first, last = (reader.year("fran", _("Från år")), reader.year("till", _("Till år"))) if documents else ("", "")
    if first and last and not {"fran", "till"} & set(reader.wrong) and int(first) > int(last):
        reader.wrong["fran"] = _("Från år ({first}) är senare än Till år ({last}).").format(first=first, last=last)
    truth = {"true": True, "false": False, "1": True, "0": False, "on": True}
    everything = documents and reader.choice("allt", _("Värdet på ”allt”"), truth, False)
    expand = reader.choice("ord", _("Värdet på ”ord”"), {ONLY_MINE: False, "alla": True}, True)
    sort = reader.choice("ordning", _("Ordningen"), SORTS, Sort.RANK)
    offset = reader.whole("offset", _("Platsen i listan (offset)"), 0, FURTHEST, 0)
    limit = reader.whole("limit", _("Antalet träffar (limit)"), 1, LARGEST, USUAL_LIMIT)
    used = {facet: values for facet, values in chosen.items() if values}
    return Form(q, tab, used, first, last, everything, expand, sort, offset, limit), reader.wrong


class _Reader:
    """Reads one parameter at a time and notes what is wrong."""

    def __init__(self, given: Parameters, holds: Holds | None) -> None:
        self._given, self._holds = given, holds
        self.wrong: dict[str, str] = {}

    def choice(self, name: str, label: str, values: Mapping[str, Value], usual: Value) -> Value:
        typed = self._given.get(name, "").strip()
        if typed and typed not in values:
            known = joined(list(map(quoted, values)), "eller")
            self.wrong[name] = _("{what} kan vara {known}, inte {typed}.").format(
                what=label, known=known, typed=_shown(typed)
            )
        return values.get(typed, usual)

    def values(self, facet: Facet, tab: Tab, catalogue: Catalogue) -> tuple[str, ...]:
        name = PARAMETER[facet]
        typed = tuple(dict.fromkeys(filter(None, self._given.getlist(name))))
        if len(typed) > MOST_FILTERS:
            self.wrong[name] = _("{what} kan väljas högst {most} gånger.").format(
                what=facet_name(facet), most=MOST_FILTERS
            )
        typed = typed[:MOST_FILTERS]
        good = tuple(value for value in typed if usable(facet, value, catalogue, tab.facets, self._holds))
        for value in typed:
            if value not in good:
                self.wrong[name] = _refused(facet, value)
        return good

    def year(self, name: str, label: str) -> str:
        typed = self._given.get(name, "").strip()
        if typed and not (_YEAR.fullmatch(typed) and int(typed)):
            self.wrong[name] = _("{what} ska vara ett årtal med siffror, till exempel 2020, inte {typed}.").format(
                what=label, typed=_shown(typed)
            )
        return typed

    def whole(self, name: str, label: str, least: int, most: int, usual: int) -> int:
        typed = self._given.get(name, "").strip()
        if not typed:
            return usual
        if not _WHOLE.fullmatch(typed) or not least <= int(typed) <= most:
            self.wrong[name] = _("{what} ska vara ett heltal från {least} till {most}, inte {typed}.").format(
                what=label, least=least, most=number(most), typed=_shown(typed)
            )
            return usual
        return int(typed)


def _refused(facet: Facet, value: str) -> str:
    if facet is Facet.LANGUAGE:
        said = _("Språk ska vara en kod med två bokstäver, till exempel sv, inte {typed}.")
    elif facet is Facet.CHALLENGE:
        said = _("Utmaningen {typed} finns inte i katalogen.")
    elif facet is Facet.MEASURE:
        said = _("Åtgärden {typed} finns inte i katalogen.")
    else:
        said = _("{what} kan inte vara {typed}.")
    return said.format(what=facet_name(facet), typed=_shown(value))


def _the(facet: Facet) -> str:
    return _(_THE[facet]) if facet in _THE else f"{within(facet_name(facet))}:"


def _shown(typed: str) -> str:
    return quoted(clean_line(typed)[:_SHOWN])
