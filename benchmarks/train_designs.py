"""Learn how texts tell their study design, and say how well on texts and records that were not learnt from.

    python -m benchmarks.train_designs [FOLDER with records.jsonl.gz and study-designs.jsonl.gz]

Writes enrichment/data/design_taught.npz (`enrichment.design_taught`). Learnt from: the made-up texts in
benchmarks/taught; records whose design language models read (benchmarks/designs_of_records.csv) or two people judged
(study-designs); and, as texts of no study, government documents, descriptions of statistics, other sciences and
medicine. The sets in benchmarks/taught/held are never learnt from, nor is every other one of the judged records.
Nothing is kept of a record but weights of words and short runs of words that stand in at least three texts.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks import REAL
from benchmarks.designs import JUDGED
from benchmarks.effects import lines_of
from benchmarks.labels import read_labelled
from benchmarks.learning import Floats, matrix_of, parts_of, rows_of
from benchmarks.report import Report
from benchmarks.taught import HELD, read_taught
from enrichment.design_taught import FILE, features
from enrichment.weighed import Weights, save_weights
from kb.domain.documents import content_of
from kb.domain.text import clean, clean_line

_TARGET: Final = Path("enrichment/data") / FILE
_READ: Final = Path(__file__).parent / "designs_of_records.csv"
_OF_NO_STUDY: Final = {"g0vse": 400, "statistics": 150, "openalex-marine": 60}
_LEFT_OUT: Final = ("made up, held out", "judged, held out")
# Of the judged abstracts that are no trial, review or plan: laboratory work, cases, patients followed.
_ONE_IN: Final = 2
_LEAST_TEXTS: Final = 3
_KEPT: Final = 12_000
# The inverse of how strongly weights are held back, chosen among 3, 10 and 30 on sets left out.
_TRUST: Final = 10.0
_FOLDS: Final = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A text to learn from: the group it is left out with, and what it tells ("" for no design)."""

    group: str
    content: str
    title_end: int
    design: str


def main() -> None:
    """Learn, print what is right of what was left out, and write the weights."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    if not (folder / "study-designs.jsonl.gz").is_file():
        sys.exit(f"{folder} holds no study-designs.jsonl.gz: name a folder with labelled records")
    learnt = report(folder, Report())
    with _TARGET.open("wb") as file:
        save_weights(file, learnt)
    print(f"\n{_TARGET}: {len(learnt.rows)} features, {_TARGET.stat().st_size / 1e3:.0f} kB")


def report(folder: Path, into: Report) -> Weights:
    """Add how well the words alone tell the design of texts that were not learnt from; return what is learnt of all."""
    examples = list(_examples(folder))
    texts = [frozenset(feature for feature, _ in features(e.content, e.title_end)) for e in examples]
    of = np.array([example.design for example in examples])
    groups = np.array([example.group for example in examples])
    learning = np.flatnonzero(~np.isin(groups, _LEFT_OUT))
    learnt = _fit(texts, of, learning)
    into.section("Public records: designs by the words alone")
    for group in _LEFT_OUT:
        which = np.flatnonzero(groups == group)
        _shares(group, learnt.classes, _likely(learnt, [texts[n] for n in which]), of[which], into)
    fold = parts_of(groups[learning].tolist(), _FOLDS)
    parts: dict[str, list[tuple[Floats, Any]]] = {}
    for number in range(_FOLDS):
        left_out = np.array([n for n in learning if fold[groups[n]] == number])
        found = _fit(texts, of, np.setdiff1d(learning, left_out))
        for kind in ("made up", "records read for it"):
            own = [
                n
                for n in left_out
                if groups[n] != "no study" and groups[n].startswith("record") == (kind == "records read for it")
            ]
            if own:
                parts.setdefault(kind, []).append((_likely(found, [texts[n] for n in own]), of[own]))
    for kind, both in parts.items():
        likely, labels = np.vstack([one for one, _ in both]), np.concatenate([one for _, one in both])
        _shares(f"{kind}, {_FOLDS}-fold by set", learnt.classes, likely, labels, into)
    return learnt


def _likely(found: Weights, texts: Sequence[frozenset[str]]) -> Floats:
    """Return the probability of each design (columns) for each text."""
    scores = matrix_of(texts, found.rows, found.rarities.astype(np.float64)) @ found.weights + found.intercepts
    likely = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = likely / likely.sum(axis=1, keepdims=True)
    return shares


def _shares(label: str, designs: Sequence[str], likely: Floats, of: NDArray[Any], into: Report) -> None:
    for least in (0.0, 0.4, 0.5):
        said = np.array([designs[row.argmax()] if row.max() >= least else "" for row in likely])
        right = int(np.sum((said == of) & (of != "")))
        into.share(f"{label}, from {least}: precision", right, int(np.sum(said != "")))
        into.share(f"{label}, from {least}: recall", right, int(np.sum(of != "")))


def _examples(folder: Path) -> Iterable[Example]:
    for text in read_taught():
        yield Example(text.set, text.content, len(text.title), text.design or "")
    for text in read_taught(folder=HELD):
        yield Example(_LEFT_OUT[0], text.content, len(text.title), text.design or "")
    for label in read_labelled():
        if not label.held_out:
            yield Example(f"labelled {label.language}", label.content, len(label.title), label.design or "")
    with _READ.open(encoding="utf-8", newline="") as rows:
        read_for_it = {row["record"]: row["design"] for row in csv.DictReader(rows, delimiter=";")}
    left = Counter(_OF_NO_STUDY)
    records = sorted(lines_of(folder / "records.jsonl.gz"), key=lambda record: crc32(record["id"].encode()))
    for record in records:
        kind = record["labels"].get("kind")
        source = kind if kind == "statistics" else record["source"]
        if record["id"] in read_for_it:
            group = f"record {crc32(record['id'].encode()) % _FOLDS}"
            yield _example(group, record, read_for_it[record["id"]])
        elif left[source] > 0:
            left[source] -= 1
            yield _example("no study", record, "")
    for record in lines_of(folder / "study-designs.jsonl.gz"):
        judged = record["labels"]["design"]
        design = next((design for name, design in reversed(JUDGED.items()) if judged[name] == "1"), None)
        key = crc32(record["id"].encode())
        if design is not None:
            yield _example("judged" if key % 2 else _LEFT_OUT[1], record, design)
        elif key % 2 and key // 2 % _ONE_IN == 0:
            yield _example("no study", record, "")


def _example(group: str, record: dict[str, Any], design: str) -> Example:
    title = clean_line(record["title"])
    return Example(group, content_of(title, clean(record["abstract"] or "")), len(title), design)


def _fit(texts: Sequence[frozenset[str]], of: NDArray[Any], which: NDArray[Any]) -> Weights:
    """Return what is learnt of these texts; twice, so that weights are learnt among the features that are kept."""
    chosen, labels = [texts[n] for n in which], of[which]
    rows, rarities = rows_of(chosen, _LEAST_TEXTS)
    found = _regression(chosen, labels, rows, rarities)
    held = matrix_of(chosen, rows, np.ones(len(rows))).getnnz(axis=0)
    telling = np.abs(found.weights).max(axis=1) * np.sqrt(held)
    kept = np.sort(np.argsort(-telling, kind="stable")[:_KEPT])
    names = list(rows)
    return _regression(chosen, labels, {names[n]: row for row, n in enumerate(kept)}, rarities[kept])


def _regression(texts: Sequence[frozenset[str]], of: NDArray[Any], rows: dict[str, int], rarities: Floats) -> Weights:
    model = LogisticRegression(C=_TRUST, max_iter=300, tol=1e-3, class_weight="balanced")
    model.fit(matrix_of(texts, rows, rarities), of)
    weights, intercepts = model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)
    return Weights(tuple(model.classes_.tolist()), rows, rarities.astype(np.float32), weights, intercepts)


if __name__ == "__main__":
    main()
