"""Texts with what they are about, for steps to learn from: made-up ones, and public records read for it.

The records stand in `topics_of_records.csv`, and for people, settings and actors in `facts_of_records.csv`, by their
keys alone: language models read title and abstract of each, one reader a record, by the rules of
benchmarks/labelled/README.md and benchmarks/taught/README.md. None of them is filed under a category of the government
that a benchmark compares with (`benchmarks.topics.MAPPED`).
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from zlib import crc32

from benchmarks.facts import Facts
from benchmarks.facts_of_records import coded_facts
from benchmarks.labels import read_labelled
from benchmarks.ranking_set import record_key
from benchmarks.taught import read_taught
from benchmarks.topics import MAPPED, categories_of, kind_of, read_records
from enrichment.people import read_people
from enrichment.reading import Reader
from enrichment.texts import Text
from enrichment.topics import read_challenges, read_measures
from kb.catalogue import load_catalogue
from kb.domain.claims import SURE, ClaimKind

OF_RECORDS: Final = Path(__file__).parent / "topics_of_records.csv"
FOLDS: Final = 6
_OF_EACH: Final = 150  # records of other sciences, of each source
NOTHING_HERE: Final = "of other matters"
GOVERNMENT: Final = "g0vse"
_OF_PEOPLE: Final = {ClaimKind.TARGET_GROUP: "G", ClaimKind.SETTING: "S", ClaimKind.ACTOR: "W"}
_READ_BY: Final = {ClaimKind.CHALLENGE: read_challenges, ClaimKind.MEASURE: read_measures}
_COMPARED: Final = frozenset().union(*(mapped.categories for mapped in MAPPED))


@dataclass(frozen=True, slots=True)
class Coded:
    """What a record read for it is about, and whether it is in the field at all."""

    challenges: frozenset[str]
    measures: frozenset[str]
    in_field: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A text to learn from: the set it is left out with, and its main topics of each kind that somebody noted.

    `beside` are its side topics; `in_field` is None where nobody has said whether it is in the field at all.
    """

    set: str
    text: Text
    mains: Mapping[ClaimKind, frozenset[str]]
    in_field: bool | None
    beside: frozenset[str] = frozenset()

    def knows(self, kind: ClaimKind) -> bool:
        """Return whether its main topics of a kind are known."""
        return kind in self.mains

    def main(self, kind: ClaimKind) -> frozenset[str]:
        """Return the main topics of a kind."""
        return self.mains[kind]

    def named(self, kind: ClaimKind) -> dict[str, float]:
        """Return the topics that rules read, each with its confidence."""
        read = _READ_BY.get(kind, read_people)
        return {c.value: c.confidence for c in read(self.text) if c.kind is kind and c.value is not None}


@cache
def coded_records() -> Mapping[str, Coded]:
    """Return what the records that were read for it are about, by key (`benchmarks.ranking_set.record_key`)."""
    with OF_RECORDS.open(encoding="utf-8", newline="") as rows:
        return {
            row["record"]: Coded(
                frozenset(row["challenges"].split()), frozenset(row["measures"].split()), row["field"] == "1"
            )
            for row in csv.DictReader(rows, delimiter=";")
        }


def made_up() -> Iterator[Example]:
    """Give the made-up texts with what was noted of each, and our labelled ones with odd numbers."""
    reader = Reader.for_catalogue(load_catalogue())
    taught = read_taught()
    noted = {text.set for text in taught if text.challenges}  # the authors of two sets noted no topics
    for one in taught:
        mains = _of_people(one.facts) if one.facts else {}
        if one.set in noted:
            mains |= {ClaimKind.CHALLENGE: frozenset(one.challenges), ClaimKind.MEASURE: frozenset(one.measures)}
        in_field = bool(one.challenges) if one.set in noted else None
        yield Example(one.set, reader.prepare(one.content)[0], mains, in_field)
    for labelled in read_labelled():
        if labelled.held_out:
            continue
        beside = frozenset((*labelled.challenges.side, *labelled.measures.side))
        mains = {
            ClaimKind.CHALLENGE: frozenset(labelled.challenges.main),
            ClaimKind.MEASURE: frozenset(labelled.measures.main),
        }
        text, _ = reader.prepare(labelled.content)
        yield Example(f"labelled {labelled.language}", text, mains, labelled.relevant, beside)


def of_records(folder: Path) -> Iterator[Example]:
    """Give the records that were read for it, some of other sciences, about nothing here, and government documents.

    Of the latter those that name no measure, taken for being about none: of 340 that were read, 31 are about one, most
    of them by name. Without them a reader taught by made-up texts finds measures in every bill.
    """
    left = Counter({"openalex-marine": _OF_EACH, "clinicaltrials": _OF_EACH})
    for record, text in read_records(folder):
        name, key = f"record {crc32(record['id'].encode()) % FOLDS}", record_key(record["id"])
        coded, facts = coded_records().get(key), coded_facts().get(key)
        if facts is not None:
            yield Example(name, text, _of_people(Facts(facts.noted)), facts.in_field)
        silent = record["source"] == GOVERNMENT and not categories_of(record) & _COMPARED
        if coded is not None:
            mains = {ClaimKind.CHALLENGE: coded.challenges, ClaimKind.MEASURE: coded.measures}
            yield Example(name, text, mains, coded.in_field)
        elif silent and not _names_measure(text):
            yield Example(GOVERNMENT, text, {ClaimKind.MEASURE: frozenset()}, in_field=False)
        elif left[record["source"]] > 0 and kind_of(record) == "far away":
            left[record["source"]] -= 1
            none: frozenset[str] = frozenset()
            yield Example(NOTHING_HERE, text, {ClaimKind.CHALLENGE: none, ClaimKind.MEASURE: none}, in_field=False)


def _of_people(facts: Facts) -> dict[ClaimKind, frozenset[str]]:
    return {kind: frozenset(facts.of(letter)) for kind, letter in _OF_PEOPLE.items()}


def _names_measure(text: Text) -> bool:
    return any(claim.value is not None and claim.confidence >= SURE for claim in read_measures(text))
