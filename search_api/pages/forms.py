"""The search form: what was typed, read from the address, and what is wrong with it in Swedish sentences."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar
from urllib.parse import urlencode

from kb.catalogue import Catalogue
from kb.domain.swedish import joined, number
from kb.domain.swedish import language as language_name
from kb.domain.text import clean_line
from kb.search.results import LONGEST_QUERY, Query
from search_api.paging import FURTHEST, LARGEST
from search_api.questions import MOST_FILTERS, is_language, question

PATH = "/sok"
USUAL_LIMIT = 20
_YEAR = re.compile(r"[0-9]{1,4}")
_WHOLE = re.compile(r"[0-9]{1,9}")
_SHOWN = 80
Value = TypeVar("Value")


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


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter in force: what it is, in Swedish, and the address of the same search without it."""

    name: str
    without: str


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the form. Years are as they were typed; the rest is known to be usable."""

    q: str
    tab: Tab
    challenges: tuple[str, ...]
    measures: tuple[str, ...]
    languages: tuple[str, ...]
    first_year: str
    last_year: str
    everything: bool
    offset: int = 0
    limit: int = USUAL_LIMIT

    def parameters(self, tab: Tab | None = None) -> list[tuple[str, str]]:
        """Return the parameters of this search, or of the same on another tab."""
        shown = tab or self.tab
        found = [("q", self.q)] if self.q else []
        found.append(("i", shown))
        found += [("utmaning", key) for key in self.challenges]
        if shown is Tab.DOCUMENTS:
            found += [("atgard", key) for key in self.measures]
            found += [("sprak", key) for key in self.languages]
            found += [("fran", self.first_year)] if self.first_year else []
            found += [("till", self.last_year)] if self.last_year else []
            found += [("allt", "true")] if self.everything else []
        return found

    def address(self, tab: Tab | None = None) -> str:
        """Return the address of this search, or of the same on another tab."""
        return f"{PATH}?{urlencode(self.parameters(tab))}"

    def filters(self, catalogue: Catalogue) -> list[Filter]:
        """Return the filters in force on this tab."""
        named = {("utmaning", key): f"utmaningen {catalogue.challenge(key).name_sv}" for key in self.challenges}
        named |= {("atgard", key): f"åtgärden {catalogue.measure(key).name_sv}" for key in self.measures}
        named |= {("sprak", key): f"språket {language_name(key)}" for key in self.languages}
        named |= {("fran", self.first_year): f"gränsen från år {self.first_year}"} if self.first_year else {}
        named |= {("till", self.last_year): f"gränsen till år {self.last_year}"} if self.last_year else {}
        here = self.parameters()
        return [
            Filter(named[one], f"{PATH}?{urlencode([other for other in here if other != one])}")
            for one in here
            if one in named
        ]

    def query(self, catalogue: Catalogue) -> Query:
        """Return the question; call it only for a form that `read_form` found nothing wrong with."""
        return question(
            catalogue,
            text=self.q,
            challenges=self.challenges,
            measures=self.measures,
            languages=self.languages,
            first_year=int(self.first_year) if self.first_year else None,
            last_year=int(self.last_year) if self.last_year else None,
            everything=self.everything,
            offset=self.offset,
            limit=self.limit,
        )


def read_form(given: Parameters, catalogue: Catalogue) -> tuple[Form, Mapping[str, str]]:
    """Return what was typed, and what is wrong with it: a sentence by the name of the field, empty when nothing is.

    Filters that cannot be used are left out of the form, so that all its addresses work. Those of the documents
    are not read on the other tab. An empty field means that nothing was chosen.
    """
    reader = _Reader(given)
    tab = reader.choice("i", "Fliken", {tab.value: tab for tab in Tab}, Tab.MEASURES)
    q = clean_line(given.get("q", ""))
    if len(q) > LONGEST_QUERY:
        reader.wrong["q"] = f"Frågan får vara högst {LONGEST_QUERY} tecken. Den här är {number(len(q))} tecken."
    documents = tab is Tab.DOCUMENTS
    challenges = reader.known("utmaning", "Utmaningen", set(catalogue.challenges))
    measures = reader.known("atgard", "Åtgärden", set(catalogue.measures)) if documents else ()
    languages = reader.languages() if documents else ()
    first, last = (reader.year("fran", "Från år"), reader.year("till", "Till år")) if documents else ("", "")
    if first and last and not {"fran", "till"} & set(reader.wrong) and int(first) > int(last):
        reader.wrong["fran"] = f"Från år ({first}) är senare än Till år ({last})."
    truth = {"true": True, "false": False, "1": True, "0": False, "on": True}
    everything = documents and reader.choice("allt", "Värdet på ”allt”", truth, False)
    offset = reader.whole("offset", "Platsen i listan (offset)", 0, FURTHEST, 0)
    limit = reader.whole("limit", "Antalet träffar (limit)", 1, LARGEST, USUAL_LIMIT)
    form = Form(q, tab, challenges, measures, languages, first, last, everything, offset, limit)
    return form, reader.wrong


class _Reader:
    """Reads one parameter at a time and notes what is wrong."""

    def __init__(self, given: Parameters) -> None:
        self._given = given
        self.wrong: dict[str, str] = {}

    def choice(self, name: str, label: str, values: Mapping[str, Value], usual: Value) -> Value:
        typed = self._given.get(name, "").strip()
        if typed and typed not in values:
            self.wrong[name] = f"{label} kan vara {joined([f'”{value}”' for value in values], 'eller')}{_not(typed)}."
        return values.get(typed, usual)

    def known(self, name: str, label: str, ids: Collection[str]) -> tuple[str, ...]:
        typed = self._several(name, label)
        for value in typed:
            if value not in ids:
                self.wrong[name] = f"{label} ”{value[:_SHOWN]}” finns inte i katalogen."
        return tuple(value for value in typed if value in ids)

    def languages(self) -> tuple[str, ...]:
        typed = self._several("sprak", "Språk")
        for value in typed:
            if not is_language(value):
                self.wrong["sprak"] = f"Språk ska vara en kod med två bokstäver, till exempel sv{_not(value)}."
        return tuple(value for value in typed if is_language(value))

    def year(self, name: str, label: str) -> str:
        typed = self._given.get(name, "").strip()
        if typed and not (_YEAR.fullmatch(typed) and int(typed)):
            self.wrong[name] = f"{label} ska vara ett årtal med siffror, till exempel 2020{_not(typed)}."
        return typed

    def whole(self, name: str, label: str, least: int, most: int, usual: int) -> int:
        typed = self._given.get(name, "").strip()
        if not typed:
            return usual
        if not _WHOLE.fullmatch(typed) or not least <= int(typed) <= most:
            self.wrong[name] = f"{label} ska vara ett heltal från {least} till {number(most)}{_not(typed)}."
            return usual
        return int(typed)

    def _several(self, name: str, label: str) -> tuple[str, ...]:
        typed = tuple(dict.fromkeys(filter(None, self._given.getlist(name))))
        if len(typed) > MOST_FILTERS:
            self.wrong[name] = f"{label} kan väljas högst {MOST_FILTERS} gånger."
        return typed[:MOST_FILTERS]


def _not(typed: str) -> str:
    return f", inte ”{clean_line(typed)[:_SHOWN]}”"
