"""Whether the changes of pages that carry content are told from those that do not.

    python -m benchmarks.changes [FOLDER with page-changes.jsonl.gz]

Each line of the file holds a page before and after a change and the kind of change. A change is reported when the
words of the cleaned text are other words or stand in another order (`kb.domain.text.words_key`), as a page that is
watched is compared. Ends with 1 when a change of content goes unreported, or when more than 2 % of the others are
reported.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import REAL
from kb.domain.text import clean, words_key

FILE = "page-changes.jsonl.gz"
_CONTENT = "content"
_MOST_RAISED = 0.02  # of the changes that carry no content


@dataclass(frozen=True, slots=True)
class Tally:
    """The pairs of one kind of change, and how many of them would be reported as updated."""

    kind: str
    pairs: int = 0
    raised: int = 0


def main() -> None:
    """Measure, print a table, and end with 1 below the bar."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    file = folder / FILE
    if not file.is_file():
        sys.exit(f"{folder} holds no {FILE}: name a folder with pairs of pages")
    if not report(file):
        sys.exit(1)


def report(file: Path) -> bool:
    """Print what is reported for each kind of change, and return whether the bar is met."""
    tallies = measured(file)
    print("| Change of a page | pairs | reported as updated |\n|---|---:|---:|")
    for tally in tallies:
        print(f"| {tally.kind} | {tally.pairs} | {tally.raised} |")
    return good(tallies)


def measured(file: Path) -> list[Tally]:
    """Return a tally for each kind of change, in the order of their names."""
    found: dict[str, Tally] = {}
    for kind, before, after in _pairs(file):
        raised = words_key(clean(before)) != words_key(clean(after))
        so_far = found.get(kind, Tally(kind))
        found[kind] = Tally(kind, so_far.pairs + 1, so_far.raised + raised)
    return [found[kind] for kind in sorted(found)]


def good(tallies: list[Tally]) -> bool:
    """Return whether every change of content is reported, and at most 2 % of the others."""
    content = [tally for tally in tallies if tally.kind == _CONTENT]
    others = [tally for tally in tallies if tally.kind != _CONTENT]
    missed = sum(tally.pairs - tally.raised for tally in content)
    raised, pairs = sum(tally.raised for tally in others), sum(tally.pairs for tally in others)
    return bool(content) and missed == 0 and raised <= _MOST_RAISED * pairs


def _pairs(file: Path) -> Iterator[tuple[str, str, str]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            yield pair["kind"], pair["before"], pair["after"]


if __name__ == "__main__":
    main()
