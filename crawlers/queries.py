"""The stored search of each challenge, and how each API wants it written."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Annotated, Any
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kb.catalogue import load_catalogue
from kb.domain.facts import ChallengeId
from kb.errors import Misconfigured

LONGEST = 1_800  # characters of one search
# OpenAlex refuses a request whose whole address, percent-encoded, is longer than 4,094 bytes
# (developers.openalex.org/guides/searching, "Large Boolean queries"); the rest is for the other parameters.
LONGEST_ENCODED = 3_400

# What every query language takes as part of a word or phrase: no operator, quote, comma or bracket can get in.
Phrase = Annotated[str, StringConstraints(pattern=r"^\w[\w' -]*\w$", min_length=3, max_length=80)]
Phrases = Annotated[tuple[Phrase, ...], Field(min_length=3, max_length=8)]
FewPhrases = Annotated[tuple[Phrase, ...], Field(min_length=1, max_length=8)]


@dataclass(frozen=True, slots=True)
class Query:
    """The search phrases of one challenge, by language in the order of the file (en, sv, nb, da, fi)."""

    challenge: ChallengeId
    phrases: dict[str, tuple[str, ...]]

    @property
    def all_phrases(self) -> tuple[str, ...]:
        """Every phrase once, whatever its language: Norwegian and Danish share some."""
        return tuple(dict.fromkeys(phrase for phrases in self.phrases.values() for phrase in phrases))


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    en: Phrases
    sv: Phrases
    nb: Phrases
    da: Phrases
    fi: FewPhrases | None = None


@cache
def load_queries() -> tuple[Query, ...]:
    """Return the searches shipped with the package, in the order of the challenges; see `read_queries`."""
    return read_queries(resources.files("crawlers") / "queries.toml", tuple(load_catalogue().challenges))


def read_queries(file: Traversable, challenges: tuple[ChallengeId, ...]) -> tuple[Query, ...]:
    """Return one search for each of `challenges`; raise Misconfigured naming the challenge and field that is wrong."""
    try:
        tables: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:  # TOMLDecodeError, or bytes that are no UTF-8
        raise Misconfigured(f"{file.name}: {error}") from error
    unknown = [key for key in tables if key not in challenges]
    if unknown:
        raise Misconfigured(f"{file.name}: {unknown[0]!r} is no challenge of the catalogue")
    missing = [key for key in challenges if key not in tables]
    if missing:
        raise Misconfigured(f"{file.name}: the challenge {missing[0]!r} has no search")
    return tuple(_query(file.name, challenge, tables[challenge]) for challenge in challenges)


def openalex_search(query: Query) -> str:
    """Return the value of OpenAlex's filter `title_and_abstract.search`: `"a b" OR "c d"`.

    Capital OR and double quotes are its Boolean search; a comma would begin the next filter, and is in no phrase
    (developers.openalex.org/guides/searching and /guides/filtering). Each phrase is looked for stemmed.
    """
    return _bounded(query, _any_of(query.all_phrases))


def europe_pmc_search(query: Query) -> str:
    """Return a search for Europe PMC, in brackets so that a date can be added: `(TITLE_ABS:("a b" OR "c d"))`.

    Its fields are named before a colon, TITLE and ABSTRACT among them (europepmc.org/Help, "Search syntax"). TITLE_ABS,
    for both at once, is what its public clients send; it halves the length.
    """
    return _bounded(query, f"(TITLE_ABS:({_any_of(query.all_phrases)}))")


def doaj_search(query: Query) -> str:
    """Return a search for DOAJ, in brackets: an Elasticsearch query string over title and abstract.

    Its fields are named with dots, and operators are Elasticsearch's (doaj.org/docs/api, "Query string syntax").
    The search is part of the address's path: whoever asks encodes it whole, blanks as %20.
    """
    either = _any_of(query.all_phrases)
    return _bounded(query, f"(bibjson.title:({either}) OR bibjson.abstract:({either}))")


def crossref_search(query: Query) -> str:
    """Return the value of Crossref's `query.bibliographic`: the English words, each once.

    Crossref has neither phrases nor operators (github.com/CrossRef/rest-api-doc/issues/461 and 567): it ranks whatever
    holds any of the words, so this orders what a filter, such as a journal's ISSN, has chosen, and chooses nothing
    itself. Small letters, because AND and OR at an end broke its searches (issue 308 there).
    """
    words = (word for phrase in query.phrases["en"] for word in phrase.lower().split())
    return _bounded(query, " ".join(dict.fromkeys(words)))


def _any_of(phrases: tuple[str, ...]) -> str:
    return " OR ".join(f'"{_escaped(phrase)}"' for phrase in phrases)


def _escaped(phrase: str) -> str:
    # Phrases from our file hold neither; a Query made elsewhere might.
    return phrase.replace("\\", "\\\\").replace('"', '\\"')


def _bounded(query: Query, search: str) -> str:
    encoded = len(quote(search, safe=""))
    if len(search) > LONGEST or encoded > LONGEST_ENCODED:
        raise Misconfigured(
            f"the search of {query.challenge} is {len(search):,} characters long ({encoded:,} percent-encoded); "
            f"{LONGEST:,} ({LONGEST_ENCODED:,}) are the most"
        )
    return search


def _query(name: str, challenge: ChallengeId, table: object) -> Query:
    try:
        row = _Row.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise Misconfigured(f"{name}, [{challenge}] {field}: {first['msg']}") from error
    by_language = {code: getattr(row, code) for code in _Row.model_fields}
    return Query(challenge, {code: phrases for code, phrases in by_language.items() if phrases})
