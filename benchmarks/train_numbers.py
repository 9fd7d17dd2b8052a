"""Learn which number is the sample's and which time the follow-up's, and say how well on sets not learnt from.

    python -m benchmarks.train_numbers [FOLDER with records.jsonl.gz]

Writes enrichment/data/samples_taught.npz and follow_up_taught.npz (`enrichment.numbers_taught`). Learnt from the
made-up texts in benchmarks/taught and our labelled ones with odd numbers; the sets in benchmarks/taught/held never.
Made-up texts hold few numbers that are neither. So, as texts that tell none, every second one of the public records of
sources that seldom do is learnt from too, where rules read none: government documents, grants, descriptions of data.
They add no feature, so nothing of them is kept but weights.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks import REAL
from benchmarks.effects import lines_of
from benchmarks.labels import read_labelled
from benchmarks.learning import Record, every_second, matrix_of, parts_of, rows_of
from benchmarks.report import Report
from benchmarks.taught import Style, as_noted, read_taught
from enrichment.designs import of_its_kind, read_study_design
from enrichment.document_kinds import read_document_kind
from enrichment.numbers_taught import FILES, Candidates, by_rules, candidates, end_of_beginning, likeliest_of
from enrichment.reading import Reader
from enrichment.weighed import Weights, save_weights
from kb.catalogue import load_catalogue
from kb.domain.claims import ClaimKind
from kb.domain.documents import content_of
from kb.domain.text import clean, clean_line

_DATA: Final = Path("enrichment/data")
_PARTS: Final = 6
_LEAST_TEXTS: Final = 3
# The inverse of how strongly weights are held back: chosen among 5, 10 and 30 on sets left out.
_TRUST: Final = 10.0
_RECORDS: Final = "records"
_SILENT_SOURCES: Final = ("g0vse", "swecris-sv", "swecris-en", "openalex-marine", "statistics")
_MOST_RECORDS: Final = 400


@dataclass(frozen=True, slots=True)
class Example:
    """A text to learn from: its set, what it tells, what rules read, and its numbers with their features."""

    set: str
    told: int | None
    by_rule: float | None
    numbers: Candidates
    style: Style


def main() -> None:
    """Learn, print what is right of what was left out, and write the weights."""
    into = Report()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    if not (folder / "records.jsonl.gz").is_file():
        sys.exit(f"{folder} holds no records.jsonl.gz: name a folder with records")
    for kind, name in FILES.items():
        learnt = learn(kind, [*_examples(kind), *_silent(kind, folder)], into)
        target = _DATA / name
        with target.open("wb") as file:
            save_weights(file, learnt)
        print(f"\n{target}: {len(learnt.rows)} features, {target.stat().st_size / 1e3:.0f} kB")


def learn(kind: ClaimKind, examples: Sequence[Example], into: Report) -> Weights:
    """Return the weights of one kind; add how well they tell texts of sets that were left out, beside the rules."""
    part_of = parts_of((one.set for one in examples if one.set != _RECORDS), _PARTS)
    told: dict[int, float | None] = {}
    for part in range(_PARTS):
        learnt = _fit([one for one in examples if part_of.get(one.set) != part])
        for number, one in enumerate(examples):
            if part_of.get(one.set) == part:
                likeliest, _ = likeliest_of(learnt, one.numbers, one.by_rule)
                told[number] = likeliest.value if likeliest else None
    into.section(f"{kind.replace('_', ' ').capitalize()}, {_PARTS}-fold by set")
    for style in Style:
        own = [(examples[number], value) for number, value in told.items() if examples[number].style is style]
        asked = sum(one.told is not None for one, _ in own)
        for label, said in (
            ("rules alone", [(one, one.by_rule) for one, _ in own]),
            ("both", own),
        ):
            right = sum(value is not None and is_told(value, one.told) for one, value in said)
            into.share(f"{label}, {style}: precision", right, sum(value is not None for _, value in said))
            into.share(f"{label}, {style}: recall", right, asked)
    return _fit(examples)


def _examples(kind: ClaimKind) -> list[Example]:
    reader = Reader.for_catalogue(load_catalogue())
    chosen = [(one.set, one.style, one.content, one.sample_size, one.follow_up_months) for one in read_taught()]
    chosen += [
        (f"labelled {one.language}", Style.PLAINLY, one.content, one.sample_size, one.follow_up_months)
        for one in read_labelled()
        if not one.held_out
    ]
    found = []
    for name, style, content, size, months in chosen:
        by_rule, numbers = _read(reader, content, kind)
        if numbers is not None:
            found.append(Example(name, size if kind is ClaimKind.SAMPLE_SIZE else months, by_rule, numbers, style))
    return found


def _silent(kind: ClaimKind, folder: Path) -> Iterator[Example]:
    """Give every second record of sources that seldom tell a number, without those in which a rule reads one."""
    reader = Reader.for_catalogue(load_catalogue())
    for record in every_second(lines_of(folder / "records.jsonl.gz"), _SILENT_SOURCES, _MOST_RECORDS, _source):
        by_rule, numbers = _read(reader, content_of(clean_line(record["title"]), clean(record["abstract"] or "")), kind)
        if by_rule is None and numbers:
            yield Example(_RECORDS, None, None, numbers, Style.PLAINLY)


def _source(record: Record) -> str:
    return "statistics" if record["labels"].get("kind") == "statistics" else str(record["source"])


def _read(reader: Reader, content: str, kind: ClaimKind) -> tuple[float | None, Candidates | None]:
    """Return what rules read, and the numbers; None for those where the rules are left alone."""
    text, _ = reader.prepare(content)
    design = read_study_design(text)
    document = read_document_kind(text, design)
    design = of_its_kind(text, design, document)
    by_rule = by_rules(text, kind, design, document)
    ruled = None if by_rule.value is None else float(by_rule.value)
    if (by_rule.start or 0) >= end_of_beginning(text):
        return ruled, None
    return ruled, candidates(text, by_rule, design, document)


def is_told(value: float, told: int | None) -> bool:
    """Return whether a number, or a time in months, is the one that a label gives."""
    return as_noted(value) == told


def _fit(examples: Sequence[Example]) -> Weights:
    held = [features for one in examples for _, features in one.numbers]
    right = [is_told(number.value, one.told) for one in examples for number, _ in one.numbers]
    rows, rarities = rows_of(
        [features for one in examples if one.set != _RECORDS for _, features in one.numbers], _LEAST_TEXTS
    )
    model = LogisticRegression(C=_TRUST, max_iter=500, solver="liblinear").fit(matrix_of(held, rows, rarities), right)
    weights, intercepts = model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)
    return Weights(("told",), rows, rarities.astype(np.float32), weights, intercepts)


if __name__ == "__main__":
    main()
