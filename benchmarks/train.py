"""Learn what `enrichment/relevance.py` adds up, and say how well it does on records it has not seen.

    python -m benchmarks.train [FOLDER with records.jsonl.gz]

Writes enrichment/data/relevance.toml. The labels are the sources' own and weak; how they are used is told in
docs/models.md. Nothing of the records is kept but five numbers.
"""

import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.topics import area, kind_of, read_records
from enrichment.relevance import FEATURES, features

_DEFAULT: Final = Path("../shared/real")
_TARGET: Final = Path("enrichment/data/relevance.toml")
_FOLDS = 5
_RIDGE = 0.002
# Of the government's documents that carry no category of ours, those surest to be in the field are left out of the
# learning: read one by one, four of five of them are about crime and only filed elsewhere (docs/models.md).
_DOUBTED_SHARE = 0.1
_YES = ("justice", "government on crime")
_NO = ("far away", "government on other things")

Floats = NDArray[np.float64]


def main() -> None:
    """Learn, print what cross-validation says, and write the numbers."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _DEFAULT
    if not (folder / "records.jsonl.gz").is_file():
        sys.exit(f"{folder} holds no records.jsonl.gz: name a folder with labelled records")
    rows: list[tuple[float, ...]] = []
    kinds: list[str] = []
    for record, text in read_records(folder):
        kind = kind_of(record)
        if kind in _YES + _NO:
            rows.append(features(text))
            kinds.append(kind)
    x, of = np.array(rows), np.array(kinds)
    held_out = _held_out(x, of)
    print("| What | AUC | found | wrongly let in |\n|---|---:|---:|---:|")
    for label, scores in (
        (f"{_FOLDS}-fold", held_out),
        ("learnt on the other pair of sets", _crossed(x, of)),
        ("learnt on all", _scores(x, _fit(x, of))),
    ):
        for yes, no in zip(_YES, _NO, strict=True):
            found, let_in = scores[of == yes], scores[of == no]
            print(
                f"| {yes} against {no}, {label} | {area(found.tolist(), let_in.tolist()):.3f} "
                f"| {np.mean(found >= 0.5):.3f} | {np.mean(let_in >= 0.5):.3f} |"
            )
    _write(_fit(x, of))


def _held_out(x: Floats, of: NDArray[Any]) -> Floats:
    fold = np.random.default_rng(0).integers(0, _FOLDS, len(of))
    scores = np.zeros(len(of))
    for number in range(_FOLDS):
        inside = fold != number
        scores[~inside] = _scores(x[~inside], _fit(x[inside], of[inside]))
    return scores


def _crossed(x: Floats, of: NDArray[Any]) -> Floats:
    scores = np.zeros(len(of))
    first = (of == _YES[0]) | (of == _NO[0])
    for inside in (first, ~first):
        scores[~inside] = _scores(x[~inside], _fit(x[inside], of[inside]))
    return scores


def _fit(x: Floats, of: NDArray[Any]) -> Floats:
    """Return the weights of the features and, last, the intercept: each set counts alike, whatever its size."""
    learnt = _logistic(x, of)
    doubted = of == _NO[1]
    if not doubted.any():
        return learnt
    scores = _scores(x, learnt)
    kept = ~doubted | (scores <= np.quantile(scores[doubted], 1 - _DOUBTED_SHARE))
    return _logistic(x[kept], of[kept])


def _logistic(x: Floats, of: NDArray[Any]) -> Floats:
    """Return the weights by Newton's method, with a small ridge on all but the intercept."""
    ones = np.column_stack([x, np.ones(len(x))])
    wanted = np.isin(of, _YES).astype(np.float64)
    sizes = {kind: float(np.sum(of == kind)) for kind in np.unique(of)}
    share = np.array([1 / sizes[kind] for kind in of])
    ridge = np.diag([2 * _RIDGE] * x.shape[1] + [0.0])
    learnt = np.zeros(ones.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-ones @ learnt))
        slope = ones.T @ (share * (p - wanted)) + ridge @ learnt
        learnt -= np.linalg.solve(ones.T @ (ones * (share * p * (1 - p))[:, None]) + ridge, slope)
    return learnt


def _scores(x: Floats, learnt: Floats) -> Floats:
    scores: Floats = 1 / (1 + np.exp(-(x @ learnt[:-1] + learnt[-1])))
    return scores


def _write(learnt: Floats) -> None:
    head = _TARGET.read_text(encoding="utf-8").split("[weights]")[0]
    lines = [f"{name} = {value:.2f}" for name, value in zip((*FEATURES, "intercept"), learnt, strict=True)]
    _TARGET.write_text(head + "[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"\n{_TARGET}: {', '.join(lines)}")


if __name__ == "__main__":
    main()
