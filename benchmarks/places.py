"""How well the place, the setting and the years of a study are read.

Labels: reviewers' coding of studies on preventing sexual violence (country, setting); the publisher of records on
justice in the United States, a weak label of their country and years; grants told in Swedish and in English, whose two
readings should agree.
"""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from enrichment.language import read_language
from enrichment.people import read_people
from enrichment.places import Places, read_places
from enrichment.texts import Text
from enrichment.years import read_study_years
from kb.catalogue import load_catalogue
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.claims import SURE, Claim, ClaimKind
from kb.domain.text import clean, clean_line

Share = Callable[[str, int, int], None]
Reading = Callable[[dict[str, Any]], list[Claim]]

_COUNTRIES: Final = {
    "USA": "US", "Canada": "CA", "Kenya": "KE", "Netherlands": "NL", "Germany": "DE", "Uganda": "UG", "Ghana": "GH",
    "Spain": "ES", "Mexico": "MX",
}  # fmt: skip
_SETTINGS: Final = {
    "college": ("st_university", "st_student_housing"),
    "high school": ("st_school", "st_upper_secondary_school"),
    "middle school": ("st_school", "st_lower_secondary_school", "st_primary_school"),
}
# One record in so many is read of the larger sets.
_EVERY = 4


def report(folder: Path, share: Share) -> None:
    """Print the shares by `share`, from the records in `folder`."""
    read = _reading()
    records = list(_records(folder / "records.jsonl.gz"))
    coded = [(r["labels"], read(r)) for r in records if r["source"] == "sexual-violence-prevention"]
    said = [(labels, first) for labels, claims in coded if (first := _first(claims, ClaimKind.COUNTRY))]
    right = sum(_COUNTRIES.get(labels["country"], labels["country"]) == first.value for labels, first in said)
    share("country, coded studies: said", len(said), len(coded))
    share("country, coded studies: right where said", right, len(said))
    placed = [(_SETTINGS[labels["setting"]], claims) for labels, claims in coded if labels["setting"] in _SETTINGS]
    met = [(wanted, found) for wanted, claims in placed if (found := _main(claims, ClaimKind.SETTING))]
    share("setting, coded studies: a main one said", len(met), len(placed))
    share(
        "setting, coded studies: the right one among the main", sum(bool(found & set(w)) for w, found in met), len(met)
    )
    _american(read, [r for r in records if r["source"] == "doj-datajson"][::_EVERY], share)
    _grants(read, [r for r in records if r["source"].startswith("swecris")], share)


def _american(read: Reading, records: list[dict[str, Any]], share: Share) -> None:
    claims_of = [(record, read(record)) for record in records]
    first = [claim.value for _, claims in claims_of if (claim := _first(claims, ClaimKind.COUNTRY))]
    share("country, United States justice records: said", len(first), len(claims_of))
    share("country, United States justice records: US first where said", first.count("US"), len(first))
    years = [(r, claim.value or "") for r, claims in claims_of if (claim := _first(claims, ClaimKind.STUDY_YEARS))]
    share("years, United States justice records: said", len(years), len(claims_of))
    # A study is published after it was made.
    share("years, United States justice records: not after publication", sum(
        int(value[-4:]) <= int(record["year"]) for record, value in years if record["year"]
    ), sum(bool(record["year"]) for record, _ in years))  # fmt: skip


def _grants(read: Reading, records: list[dict[str, Any]], share: Share) -> None:
    pairs: dict[str, list[frozenset[str]]] = {}
    for record in records:
        found = _main(read(record), ClaimKind.COUNTRY)
        pairs.setdefault(record["id"].split(":", 1)[1], []).append(frozenset(found))
    both = [pair for pair in pairs.values() if len(pair) == 2]
    share("countries, one grant in Swedish and English: same main ones", sum(a == b for a, b in both), len(both))


def _records(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _reading() -> Reading:
    catalogue = load_catalogue()
    places = Places.for_catalogue(catalogue)
    matcher = ConceptMatcher(catalogue.concepts.values())

    def read(record: dict[str, Any]) -> list[Claim]:
        content = f"{clean_line(record['title'])}\n\n{clean(record['abstract'] or '')}".strip()
        language = read_language(content).value
        mentions = tuple(matcher.find(content, language or "en"))
        text = Text(content, language, mentions, catalogue.concepts)
        return [*read_places(text, places), read_study_years(text), *read_people(text)]

    return read


def _first(claims: list[Claim], kind: ClaimKind) -> Claim | None:
    return next((claim for claim in claims if claim.kind is kind and claim.value), None)


def _main(claims: list[Claim], kind: ClaimKind) -> set[str]:
    return {claim.value for claim in claims if claim.kind is kind and claim.value and claim.confidence >= SURE}
