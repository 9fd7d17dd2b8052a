"""How well duplicates are recognised: copies of real records, changed as sources change them, and look-alikes.

    python -m benchmarks.duplicates [FOLDER with records.jsonl.gz]

A thousand records each come again from another source: with the title in capitals, misspelt or with a subtitle, and
with the text whole, cut to 90 % or with one sentence changed; half of the copies state no year. Of a thousand others
two forms come from two sources, which must stay apart though they have one text and year: another year in the title,
another part, another town, a correction, a preprint beside its article. The order is shuffled, all by a fixed seed.
"""

import gzip
import json
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import REAL
from kb.domain.documents import RawDocument, SourceId
from kb.domain.likeness import Rule
from kb.domain.text import words
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.ingest import ingest

_DRAWN = 1_000
_LEAST_WORDS = 60
_NOW = datetime(2026, 1, 1, tzinfo=UTC)

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Case:
    """An item that is a copy or a look-alike of another, and what was done to it."""

    item: RawDocument
    of: RawDocument
    changes: tuple[str, ...]
    same: bool


def main() -> None:
    """Measure, and print a table."""
    from benchmarks.report import Report

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    if not (folder / "records.jsonl.gz").is_file():
        sys.exit(f"{folder} holds no records.jsonl.gz: name a folder with records")
    print("| What | value | 95 % | n |\n|---|---:|---|---:|")
    report(folder, Report().share)


def report(folder: Path, tell: Tell) -> None:
    """Print how well duplicates are recognised among the records of the folder, a line each by `tell`."""
    records = list(_records(folder / "records.jsonl.gz"))
    chance = random.Random(2026)
    long = [record for record in records if len(words(record.text)) >= _LEAST_WORDS and len(words(record.title)) >= 4]
    drawn = chance.sample(long, min(2 * _DRAWN, len(long)))
    copies = [_copy(record, chance) for record in drawn[::2]]
    alike = [_look_alike(record, number, chance) for number, record in enumerate(drawn[1::2])]
    cases = [*copies, *alike]
    gone = {_key(record) for record in drawn[1::2]}
    items = [record for record in records if _key(record) not in gone]
    items += [case.item for case in cases] + [case.of for case in alike]
    chance.shuffle(items)
    homes, reasons = _taken(items)
    joined = {id(case): homes[_key(case.item)] == homes[_key(case.of)] for case in cases}
    right, wrong = (sum(joined[id(case)] for case in some) for some in (copies, alike))
    inhabited = {homes[_key(record)] for record in items if record.source != "copies"}
    wrong += sum(not joined[id(case)] and homes[_key(case.item)] in inhabited for case in copies)
    tell("duplicates: copies found (recall)", right, len(copies))
    for change in sorted({change for case in copies for change in case.changes}):
        some = [case for case in copies if change in case.changes]
        tell(f"– {change}", sum(joined[id(case)] for case in some), len(some))
    tell("duplicates: joined rightly (precision)", right, right + wrong)
    for change in sorted({change for case in alike for change in case.changes}):
        some = [case for case in alike if change in case.changes]
        tell(f"– look-alikes kept apart: {change}", sum(not joined[id(case)] for case in some), len(some))
    by_text = sum(rule is Rule.TEXT for rule in reasons.values())
    tell("– of what was joined, joined by text", by_text, len(reasons))


def _taken(items: list[RawDocument]) -> tuple[dict[tuple[str, str | None], str], Mapping[int, Rule]]:
    """Return the document of each item, and by which rule those were joined that found one there."""
    homes: dict[tuple[str, str | None], str] = {}
    reasons: dict[int, Rule] = {}
    with tempfile.TemporaryDirectory() as folder:
        store, blobs = Store(f"sqlite:///{folder}/duplicates.sqlite3"), Blobs(f"{folder}/blobs")
        store.migrate()
        for first in range(0, len(items), 500):
            batch = items[first : first + 500]
            with store.writing() as session:
                done = ingest(session, batch, blobs, _NOW)
            for number, (item, one) in enumerate(zip(batch, done, strict=True), start=first):
                homes[_key(item)] = one.document
                if one.matched_by in set(Rule):
                    reasons[number] = Rule(one.matched_by)
        store.close()
    return homes, reasons


def _key(item: RawDocument) -> tuple[str, str | None]:
    return item.source, item.external_id


def _copy(record: RawDocument, chance: random.Random) -> Case:
    title, named = chance.choice(
        (
            (record.title, "title as it was"),
            (record.title.upper(), "title in capitals"),
            (f"{record.title}: a study of its effects", "title with a subtitle"),
            (_misspelt(record.title, chance), "title misspelt"),
        )
    )
    text, how = chance.choice(
        (
            (record.text, "text whole"),
            (record.text[: len(record.text) * 9 // 10], "text cut to 90 %"),
            (_retold(record.text, chance), "one sentence changed"),
        )
    )
    year = record.year if chance.random() < 0.5 else None
    item = replace(record, source=SourceId("copies"), title=title, text=text, year=year, doi=None)
    return Case(item, record, (named, how), same=True)


def _look_alike(record: RawDocument, number: int, chance: random.Random) -> Case:
    one, other = f"{record.title} {2000 + number % 20}", f"{record.title} {2001 + number % 20}"
    forms: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
        ("another year", {"title": one}, {"title": other}),
        ("another part", {"title": f"{record.title}. Part I"}, {"title": f"{record.title}. Part II"}),
        ("another town", {"title": f"{record.title} in Gävle"}, {"title": f"{record.title} in Lund"}),
        ("a correction", {}, {"title": f"Corrigendum to: {record.title}"}),
        ("a preprint", {"kind": "journal-article"}, {"kind": "preprint"}),
    )
    change, base, changed = chance.choice(forms)
    first = replace(record, source=SourceId("series"), external_id=f"{number}", doi=None, **base)
    second = replace(record, source=SourceId("look-alikes"), external_id=f"{number}", doi=None, **changed)
    return Case(second, first, (change,), same=False)


def _misspelt(title: str, chance: random.Random) -> str:
    """Return the title with two neighbouring letters inside each of two long words changing places."""
    parts = title.split()
    long = [place for place, word in enumerate(parts) if len(word) > 5 and word.isalpha()]
    for place in chance.sample(long, min(2, len(long))):
        word = parts[place]
        at = chance.randrange(1, len(word) - 2)
        parts[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(parts)


def _retold(text: str, chance: random.Random) -> str:
    sentences = re.split(r"(?<=[.!?])\s+", text)
    sentences[chance.randrange(len(sentences))] = "This was told otherwise by those who had been there at the time."
    return " ".join(sentences)


def _records(file: Path) -> Iterator[RawDocument]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            said = json.loads(line)
            yield RawDocument(
                source=SourceId(said["source"]),
                title=said["title"],
                text=said["abstract"] or "",
                doi=said["doi"] or None,
                external_id=said["id"],
                year=said["year"],
                language=said["lang"],
            )


if __name__ == "__main__":
    main()
