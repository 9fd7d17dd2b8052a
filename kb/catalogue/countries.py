"""Countries with the names, adjectives, places and authorities by which a text shows where it is set."""

import csv
import hashlib
import tomllib
from functools import cache
from importlib import resources
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kb.errors import Misconfigured

_FILE = "countries.toml"
_CITIES = "cities.csv"
_HEAD = ["country", "name", "mark"]
_Names = tuple[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)], ...]
_Code = Annotated[str, StringConstraints(pattern=r"^\d{4}$")]


class Country(BaseModel):
    """A country as texts name it; the names in `sv`, `en`, `nb` and `da` without endings.

    `of` holds adjectives and English demonyms by language; `doubtful` names count only where a text says that something
    is there; `bodies` are authorities that exist in no other country, by the language in which that is so; `districts`
    are parts of municipalities by municipality code.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    sv: _Names
    en: _Names
    nb: _Names
    da: _Names
    of: dict[str, _Names] = {}
    places: _Names = ()
    doubtful: _Names = ()
    bodies: dict[str, _Names] = {}
    districts: dict[_Code, _Names] = Field(default={})

    def names(self, language: str) -> tuple[str, ...]:
        """Return the names of the country in one of the four languages, the usual one first."""
        return {"sv": self.sv, "en": self.en, "nb": self.nb, "da": self.da}[language]


@cache
def load_countries() -> dict[str, Country]:
    """Return the countries by ISO 3166-1 alpha-2 code; raise Misconfigured naming what is wrong."""
    file = resources.files("kb.catalogue") / "data" / _FILE
    try:
        return {code: Country.model_validate(table) for code, table in tomllib.loads(file.read_text("utf-8")).items()}
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise Misconfigured(f"{_FILE}: {error}") from error


@cache
def load_cities() -> tuple[tuple[str, str, bool], ...]:
    """Return of each the code of the country, the name, and whether it is doubtful; raise Misconfigured if malformed.

    From GeoNames (https://www.geonames.org, CC BY 4.0) by `benchmarks.cities`.
    """
    file = resources.files("kb.catalogue") / "data" / _CITIES
    heading, *rows = list(csv.reader(file.read_text("utf-8").splitlines(), delimiter=";")) or [[]]
    if heading != _HEAD:
        raise Misconfigured(f"{_CITIES}: the first line is {';'.join(_HEAD)}, not {';'.join(heading)!r}")
    countries = load_countries()
    for number, row in enumerate(rows, start=2):
        if len(row) != len(_HEAD) or row[0] not in countries or row[2] not in ("", "doubtful"):
            raise Misconfigured(f"{_CITIES}, line {number}: {';'.join(row)!r} is no country; name; mark")
    return tuple((code, name, mark == "doubtful") for code, name, mark in rows)


@cache
def gazetteer_version() -> str:
    """Return twelve letters that change when the name of any place does: then places are read anew."""
    data = resources.files("kb.catalogue") / "data"
    return hashlib.sha256(
        b"".join((data / name).read_bytes() for name in (_FILE, _CITIES, "municipalities.csv"))
    ).hexdigest()[:12]
