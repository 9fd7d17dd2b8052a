"""The names of countries, counties and municipalities, and where a text holds them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from kb.catalogue import Catalogue
from kb.catalogue.countries import Country, load_cities, load_countries
from kb.domain.facts import Municipality

SWEDEN = "SE"
NORDIC: Final = frozenset({"sv", "nb", "da"})


class Sort(StrEnum):
    """What kind of word names a place."""

    NAME = "name"
    ADJECTIVE = "adjective"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Place:
    """A country, or a part of one. `country` is None for what only looks like a country ("Latin American").

    `doubtful` names count only where the text says that something is there.
    """

    country: str | None
    county: str | None = None
    municipality: str | None = None
    sort: Sort = Sort.NAME
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place with the span of the words that name it."""

    place: Place
    start: int
    end: int


# Full stops belong to some abbreviations only.
_WORD = re.compile(r"U\.S\.(?:A\.)?|U\.K\.|[^\W\d_]+")
# What stands between the words of one name: "Newcastle-upon-Tyne", "Gary, Indiana", "St. Louis", "Hawai'i".
_BETWEEN = re.compile(r"(?:[ .,'’-]|, |\. |\n){0,2}\Z")
# Second parts of Nordic compounds whose first part is a place: "Malmöpolisen", "Göteborgsregionen".
_SECOND = re.compile(
    r"(?:polis|region|områd|stadsdel|förort|skol|kommun|trakt|invånar|ungdom|krog|distrikt|elev|projekt|fängels"
    r"|anstalt|politi|bydel|område|forsted|fængsel|fengsel|bo(?:r|rna)?$)"
)
_LONGEST_WORD = 40
_INFLECTED = ("", "a", "t", "e")
# What only looks like a country. Longer names win, so these stop the shorter ones within them.
_NONE_AT_ALL: Final = (
    "Latin American", "South American", "Central American", "North American", "Pan American", "Inter American",
    "Latin America", "South America", "Central America", "North America", "American Samoa", "New Mexican",
    "West Indian", "East Indian", "Stockholm syndrome", "Istanbul Convention", "Paris Agreement",
    "Budapest Convention", "Geneva Convention", "Helsinki Declaration", "Declaration of Helsinki", "Rome Statute",
    "Washington Consensus", "Dublin Regulation", "Bologna Process", "New York Times", "Washington Post",
    "Los Angeles Times", "Boston Globe", "Göteborgs Posten", "English Channel", "Oxford Handbook", "French Guiana",
    "Stockholm Convention", "Norway spruce", "Norway rat", "Norway lobster",
    "Campus Greeks", "campus Greeks", "Greek life", "Greek system", "Greek organizations", "Greek letter", "English or",
    "Prague Declaration", "Minnesota Multiphasic", "Iowa Gambling", "Edinburgh Postnatal", "Toronto Alexithymia",
    "Utrecht Work", "Copenhagen Burnout", "Berlin Questionnaire", "Montreal Cognitive", "Glasgow Coma",
    "Boston Naming", "Michigan Alcohol", "Wisconsin Card", "Bergen Work", "Oslo Accords",
)  # fmt: skip
_COUNTY_WORDS: Final = {
    "04": ("Sörmland",),
    "12": ("Scania",),
    "14": ("Västra Götalandsregionen",),
    "20": ("Dalecarlia",),
}
_MUNICIPALITY_WORDS: Final = {"1480": ("Gothenburg",), "1280": ("Malmo", "Malmø"), "1283": ("Hälsingborg",)}
# "Orebro", "Ørebro": how others spell Swedish letters, for names long enough not to be another word then.
_SPELLINGS: Final = (str.maketrans("åäöÅÄÖ", "aaoAAO"), str.maketrans("äöÄÖ", "æøÆØ"))
_LONG_NAME = 6

_Entry = tuple[tuple[str, ...], Place]


@dataclass(frozen=True)
class Places:
    """Finds the names of places, longest first; made once for a catalogue."""

    tables: Mapping[str, Mapping[str, tuple[_Entry, ...]]] = field(repr=False)

    @classmethod
    def for_catalogue(cls, catalogue: Catalogue) -> "Places":
        """Return the places of the world that we know of, with the municipalities of `catalogue`."""
        countries = load_countries()
        swedish = list(_swedish(catalogue.municipalities.values(), countries[SWEDEN]))
        return cls({language: _table(countries, swedish, language) for language in ("sv", "en", "nb", "da")})

    def find(self, content: str, language: str) -> list[Sighting]:
        """Return the places named in `content` in the order of their place, none within another."""
        table = self.tables.get(language) or self.tables["en"]
        nordic = language in NORDIC
        found: list[Sighting] = []
        past = 0
        for match in _WORD.finditer(content):
            start, end = match.span()
            if start < past or end - start > _LONGEST_WORD:
                continue
            word = match.group()
            entries = table.get(word, ())
            if all(len(words) > 1 for words, _ in entries) and word[0].isupper() and len(word) >= 3:
                entries += _varied(table, word, nordic)  # "Stockholms" begins "Stockholms län", and is a genitive
            if not entries:
                continue
            following = _WORD.search(content, end, end + 2 + _LONGEST_WORD) if len(entries[0][0]) > 1 else None
            ahead = following.group() if following else ""
            title = ahead.title() if ahead.isupper() else ahead
            for words, place in entries:
                # A look at the next word spares most names that begin alike ("New …").
                if len(words) > 1 and not ahead.startswith(words[1]) and title != words[1]:
                    continue
                reach = end if len(words) == 1 else _reach(content, end, words, place, nordic)
                if reach:
                    past = reach
                    found.append(Sighting(place, start, reach))
                    break
        return found


def _varied(table: Mapping[str, tuple[_Entry, ...]], word: str, nordic: bool) -> tuple[_Entry, ...]:
    """Return the entries of `word` in capitals, in the genitive, or as the first part of a Nordic compound."""
    if word.isupper():
        return table.get(word.title(), ()) if len(word) > 3 else ()
    if not nordic:
        return ()
    entries = table.get(word[:-1], ()) if word[-1] == "s" else ()
    if not entries and len(word) > 7 and (second := _SECOND.search(word, 4)):
        first = word[: second.start()]
        entries = table.get(first) or (table.get(first[:-1]) if first[-1] == "s" else None) or ()
        entries = tuple(entry for entry in entries if len(entry[0]) == 1 and not entry[1].doubtful)
    return entries


def _reach(content: str, end: int, words: tuple[str, ...], named: Place, nordic: bool) -> int | None:
    """Return where the name of these words ends, its first word ending at `end`; None where it is another."""
    for place, expected in enumerate(words[1:], start=2):
        match = _WORD.search(content, end, end + 2 + _LONGEST_WORD)
        if match is None or not _BETWEEN.match(content[end : match.start()]):
            return None
        if named.county and content[end] == ",":  # "Skåne, region Halland" is two places
            return None
        word = match.group()
        last = place == len(words)
        if word != expected and word.title() != expected and not (last and nordic and word == expected + "s"):
            return None
        end = match.end()
    return end


def _table(
    countries: Mapping[str, Country], swedish: Iterable[tuple[str, Place]], language: str
) -> dict[str, tuple[_Entry, ...]]:
    entries: dict[str, list[_Entry]] = defaultdict(list)

    def add(name: str, place: Place) -> None:
        words = tuple(_WORD.findall(name))
        entries[words[0]].append((words, place))

    for code, country in countries.items():
        for name in country.names(language):
            add(name, Place(code))
        for name in country.places:
            add(name, Place(code))
        if code != SWEDEN:
            for name in country.doubtful:
                add(name, Place(code, doubtful=True))
        for name in country.bodies.get(language, ()):
            add(name, Place(code, sort=Sort.BODY))
        for stem in country.of.get(language, ()):
            for name in _forms(stem, language):
                add(name, Place(code, sort=Sort.ADJECTIVE))
    for code, name, doubtful in load_cities():
        add(name, Place(code, doubtful=doubtful))
    for name, place in swedish:
        add(name, place)
        if language != "sv" and not place.doubtful and len(name) >= _LONG_NAME and not name.isascii():
            for spelling in _SPELLINGS:
                add(name.translate(spelling), place)
    for name in _NONE_AT_ALL:
        add(name, Place(None))
    # A name that is Swedish too is Swedish, longer names come first, and names before what is none.
    return {
        first: tuple(sorted(found, key=lambda e: (-len(e[0]), e[1].country is not None, e[1].doubtful)))
        for first, found in entries.items()
    }


def _forms(stem: str, language: str) -> list[str]:
    if language == "en":
        return [stem, stem + "s"] if stem[-1] in "nketi" and not stem.endswith(("ese", "ish")) else [stem]
    return [spelled + ending for spelled in (stem, stem.capitalize()) for ending in _INFLECTED]


def _swedish(municipalities: Iterable[Municipality], sweden: Country) -> Iterable[tuple[str, Place]]:
    """Yield the names of counties, municipalities and districts with what they name."""
    counties: dict[str, str] = {}
    doubtful = frozenset(sweden.doubtful)
    names = set()
    for one in municipalities:
        counties[one.county_code] = one.county
        names.add(one.name)
        place = Place(SWEDEN, one.county_code, one.code, doubtful=one.name in doubtful)
        for name in (one.name, *_MUNICIPALITY_WORDS.get(one.code, ())):
            yield name, place
        for name in sweden.districts.get(one.code, ()):
            yield name, Place(SWEDEN, one.county_code, one.code, doubtful=name in doubtful)
    for code, county in counties.items():
        place = Place(SWEDEN, code)
        base = county.removesuffix(" län")
        bare = base if base in names else base.removesuffix("s")
        yield county, place
        for name in {bare, base}:
            for word in ("County", "county", "region", "Region", "len", "amt", "fylke"):
                yield f"{name} {word}", place
            yield f"Region {name}", place
        if bare not in names and base not in names:
            yield bare, place
        for name in _COUNTY_WORDS.get(code, ()):
            yield name, place
