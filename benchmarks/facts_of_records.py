"""What public records say of where, when, for whom, by whom and under which conditions, as it was read for it.

They stand in `facts_of_records.csv` by their keys alone, their sentences by the first letters of a digest: language
models read title and abstract of each, one reader a record, by the rules of benchmarks/taught/README.md.
"""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from benchmarks.facts import Facts
from enrichment.texts import Text

OF_RECORDS: Final = Path(__file__).parent / "facts_of_records.csv"
LETTERS_OF: Final = {
    "years": "Y", "ages": "A", "countries": "L", "municipalities": "K", "target_groups": "G", "settings": "S",
    "actors": "W", "mechanisms": "X", "moderators": "O", "implementation": "I", "costs": "P", "key_sentences": "H",
}  # fmt: skip
_SENTENCES: Final = frozenset("XOIPH")
_LETTERS_OF_DIGEST: Final = 10


@dataclass(frozen=True, slots=True)
class CodedRecord:
    """What was noted of a record, by letter, sentences by their keys; and whether it is in the field."""

    noted: Mapping[str, tuple[str, ...]]
    in_field: bool

    def facts(self, text: Text) -> Facts:
        """Return it with the sentences of `text`, the record's own, in place of their keys."""
        words = {sentence_key(text.content[slice(*span)]): text.content[slice(*span)] for span in text.sentences}
        return Facts(
            {
                letter: tuple(words[key] for key in noted if key in words) if letter in _SENTENCES else noted
                for letter, noted in self.noted.items()
            }
        )


def sentence_key(sentence: str) -> str:
    """Return the key of a sentence: the same however its spaces are."""
    return hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()[:_LETTERS_OF_DIGEST]


@cache
def coded_facts() -> Mapping[str, CodedRecord]:
    """Return what was noted, by the key of the record (`benchmarks.ranking_set.record_key`)."""
    with OF_RECORDS.open(encoding="utf-8", newline="") as rows:
        return {
            row["record"]: CodedRecord(
                {letter: tuple(row[name].split()) for name, letter in LETTERS_OF.items()}, row["field"] == "1"
            )
            for row in csv.DictReader(rows, delimiter=";")
        }
