"""Learn which number is the sample's and which time the follow-up's, and say how well on sets not learnt from.

    python -m benchmarks.train_numbers

Writes enrichment/data/samples_taught.npz and follow_up_taught.npz (`enrichment.numbers_taught`). Learnt from the
made-up texts in benchmarks/taught and our labelled ones with odd numbers; the sets in benchmarks/taught/held never.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.labels import read_labelled
from benchmarks.learning import matrix_of, parts_of, rows_of
from benchmarks.report import Report
from benchmarks.taught import read_taught
from enrichment.designs import of_its_kind, read_study_design
from enrichment.document_kinds import read_document_kind
from enrichment.numbers_taught import FILES, Candidates, by_rules, candidates, end_of_beginning, likeliest_of
from enrichment.reading import Reader
from enrichment.weighed import Weights, save_weights
from kb.catalogue import load_catalogue
from kb.domain.claims import ClaimKind

_DATA: Final = Path("enrichment/data")
_PARTS: Final = 6
_LEAST_TEXTS: Final = 3
# The inverse of how strongly weights are held back: chosen among 5, 10 and 30 on sets left out.
_TRUST: Final = 10.0


@dataclass(frozen=True, slots=True)
class Example:
    """A text to learn from: its set, what it tells, what rules read, and its numbers with their features."""

    set: str
    told: int | None
    by_rule: float | None
    numbers: Candidates
    freely: bool


def main() -> None:
    """Learn, print what is right of what was left out, and write the weights."""
    into = Report()
    for kind, name in FILES.items():
        learnt = learn(kind, _examples(kind), into)
        target = _DATA / name
        with target.open("wb") as file:
            save_weights(file, learnt)
        print(f"\n{target}: {len(learnt.rows)} features, {target.stat().st_size / 1e3:.0f} kB")


def learn(kind: ClaimKind, examples: Sequence[Example], into: Report) -> Weights:
    """Return the weights of one kind; add how well they tell texts of sets that were left out, beside the rules."""
    part_of = parts_of((one.set for one in examples), _PARTS)
    told: dict[int, float | None] = {}
    for part in range(_PARTS):
        learnt = _fit([one for one in examples if part_of[one.set] != part])
        for number, one in enumerate(examples):
            if part_of[one.set] == part:
                likeliest, _ = likeliest_of(learnt, one.numbers)
                told[number] = likeliest.value if likeliest else None
    into.section(f"{kind.replace('_', ' ').capitalize()}, {_PARTS}-fold by set")
    for style, freely in (("plainly told", False), ("freely told", True)):
        own = [(one, told[number]) for number, one in enumerate(examples) if one.freely is freely]
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
    chosen = [(one.set, one.freely, one.content, one.sample_size, one.follow_up_months) for one in read_taught()]
    chosen += [
        (f"labelled {one.language}", False, one.content, one.sample_size, one.follow_up_months)
        for one in read_labelled()
        if not one.held_out
    ]
    found = []
    for name, freely, content, size, months in chosen:
        text, _ = reader.prepare(content)
        design = read_study_design(text)
        document = read_document_kind(text, design)
        design = of_its_kind(text, design, document)
        by_rule = by_rules(text, kind, design, document)
        if (by_rule.start or 0) >= end_of_beginning(text):  # left to the rules
            continue
        numbers = candidates(text, by_rule, design, document)
        ruled = None if by_rule.value is None else float(by_rule.value)
        found.append(Example(name, size if kind is ClaimKind.SAMPLE_SIZE else months, ruled, numbers, freely))
    return found


def is_told(value: float, told: int | None) -> bool:
    """Return whether a number is the one that a label gives: times are noted in whole months, one at least."""
    return told is not None and max(1, round(value)) == told


def _fit(examples: Sequence[Example]) -> Weights:
    held = [features for one in examples for _, features in one.numbers]
    right = [is_told(number.value, one.told) for one in examples for number, _ in one.numbers]
    rows, rarities = rows_of(held, _LEAST_TEXTS)
    model = LogisticRegression(C=_TRUST, max_iter=500, solver="liblinear").fit(matrix_of(held, rows, rarities), right)
    weights, intercepts = model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)
    return Weights(("told",), rows, rarities.astype(np.float32), weights, intercepts)


if __name__ == "__main__":
    main()
