"""Texts with what they are about, for steps to learn from: made-up ones, and public records read for it.

The records stand in `topics_of_records.csv` by their keys alone: language models read title and abstract of each, one
reader a record, by the rules of benchmarks/labelled/README.md. None of them is filed under a category of the government
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

from benchmarks.labels import read_labelled
from benchmarks.ranking_set import record_key
from benchmarks.taught import read_taught
from benchmarks.topics import MAPPED, categories_of, kind_of, read_records
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
_COMPARED: Final = frozenset().union(*(mapped.categories for mapped in MAPPED))


@dataclass(frozen=True, slots=True)
class Coded:
    """What a record read for it is about, and whether it is in the field at all."""

    challenges: frozenset[str]
    measures: frozenset[str]
    in_field: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A text to learn from: the set it is left out with, its main and side topics, and whether it is in the field.

    `challenges` is None where nobody has read which.
    """

    set: str
    text: Text
    challenges: frozenset[str] | None
    measures: frozenset[str]
    in_field: bool
    beside: frozenset[str] = frozenset()

    def knows(self, kind: ClaimKind) -> bool:
        """Return whether its main topics of a kind are known."""
        return kind is not ClaimKind.CHALLENGE or self.challenges is not None

    def main(self, kind: ClaimKind) -> frozenset[str]:
        """Return the main topics of a kind."""
        return (self.challenges or frozenset()) if kind is ClaimKind.CHALLENGE else self.measures

    def named(self, kind: ClaimKind) -> dict[str, float]:
        """Return the topics that rules read, each with its confidence."""
        read = read_challenges if kind is ClaimKind.CHALLENGE else read_measures
        return {claim.value: claim.confidence for claim in read(self.text) if claim.value is not None}


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
    """Give the made-up texts whose topics were noted, and our labelled ones with odd numbers."""
    reader = Reader.for_catalogue(load_catalogue())
    taught = read_taught()
    noted = {text.set for text in taught if text.challenges}  # the authors of two sets noted none
    for one in (text for text in taught if text.set in noted):
        text, _ = reader.prepare(one.content)
        yield Example(one.set, text, frozenset(one.challenges), frozenset(one.measures), bool(one.challenges))
    for labelled in read_labelled():
        if labelled.held_out:
            continue
        text, _ = reader.prepare(labelled.content)
        beside = frozenset((*labelled.challenges.side, *labelled.measures.side))
        main = frozenset(labelled.challenges.main), frozenset(labelled.measures.main)
        yield Example(f"labelled {labelled.language}", text, *main, labelled.relevant, beside)


def of_records(folder: Path) -> Iterator[Example]:
    """Give the records that were read for it, some of other sciences, about nothing here, and government documents.

    Of the latter those that name no measure, taken for being about none: of 340 that were read, 31 are about one, most
    of them by name. Without them a reader taught by made-up texts finds measures in every bill.
    """
    left = Counter({"openalex-marine": _OF_EACH, "clinicaltrials": _OF_EACH})
    for record, text in read_records(folder):
        coded = coded_records().get(record_key(record["id"]))
        if coded is not None:
            name = f"record {crc32(record['id'].encode()) % FOLDS}"
            yield Example(name, text, coded.challenges, coded.measures, coded.in_field)
        elif record["source"] == GOVERNMENT and not categories_of(record) & _COMPARED and not _names_measure(text):
            yield Example(GOVERNMENT, text, None, frozenset(), in_field=False)
        elif left[record["source"]] > 0 and kind_of(record) == "far away":
            left[record["source"]] -= 1
            yield Example(NOTHING_HERE, text, frozenset(), frozenset(), in_field=False)


def _names_measure(text: Text) -> bool:
    return any(claim.value is not None and claim.confidence >= SURE for claim in read_measures(text))
