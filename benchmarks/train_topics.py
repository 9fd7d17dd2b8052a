"""Learn how texts tell their challenges, measures, groups, settings and actors, and say how well on texts left out.

    python -m benchmarks.train_topics [FOLDER with records.jsonl.gz]

Writes for each kind weights such as enrichment/data/challenges_taught.npz, and topics_taught.toml, as
`enrichment.topic_taught` reads them. What is left out are whole sets, each by one author.
Learnt from: the made-up texts in benchmarks/taught, our labelled texts with odd numbers,
records that were read for it (`benchmarks.topic_texts`), others of marine science and medical trials as texts about
nothing here and, for measures alone, government documents that name none. The sets in benchmarks/taught/held are never
learnt from. Nothing is kept of a text but weights of concepts, of words in English and, where the lexicon knows none,
of first letters.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from benchmarks import REAL
from benchmarks.learning import matrix_of, parts_of, rows_of
from benchmarks.report import Report
from benchmarks.topic_texts import FOLDS, GOVERNMENT, NOTHING_HERE, Example, made_up, of_records
from enrichment import people, topics
from enrichment.topic_taught import KINDS, NONE, candidates, chance_of, features
from enrichment.weighed import Weights, save_weights
from kb.domain.claims import SURE, ClaimKind

_DATA: Final = Path("enrichment/data")
_LEAST_TEXTS: Final = 2
# How strongly weights are held back: chosen among 0.1, 0.3 and 1 by leaving out authors.
_TRUST: Final = 0.3
_TRUST_IN_SIGNALS: Final = 10.0
_LIMITS: Final = dict.fromkeys(KINDS, people.LIMITS) | dict.fromkeys(
    (ClaimKind.CHALLENGE, ClaimKind.MEASURE), topics.LIMITS
)


def main() -> None:
    """Learn, print what is right of what was left out, and write the weights."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    if not (folder / "records.jsonl.gz").is_file():
        sys.exit(f"{folder} holds no records.jsonl.gz: name a folder with labelled records")
    examples = [*made_up(), *of_records(folder)]
    lines = [
        "# Learnt by benchmarks/train_topics.py: what each signal adds to the chance that a text is about a topic."
    ]
    into = Report()
    for kind, name in KINDS.items():
        weights, table = learn(kind, examples, into)
        target = _DATA / f"{name}_taught.npz"
        with target.open("wb") as file:
            save_weights(file, weights, small=True)
        lines += ["", f"[{name}]", *(f'"{signal}" = {value:.2f}' for signal, value in sorted(table.items()))]
        print(f"\n{target}: {len(weights.rows)} features, {target.stat().st_size / 1e3:.0f} kB")
    (_DATA / "topics_taught.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def learn(kind: ClaimKind, examples: Sequence[Example], into: Report) -> tuple[Weights, dict[str, float]]:
    """Return the weights and the table of one kind; add how well they tell texts of sets that were left out."""
    examples = [example for example in examples if example.knows(kind)]
    held = [frozenset(feature for feature, _ in features(example.text)) for example in examples]
    named = [example.named(kind) for example in examples]
    fold_of = parts_of((example.set for example in examples), FOLDS)
    fold = [fold_of[example.set] for example in examples]
    signals: list[tuple[int, str, Mapping[str, float]]] = []
    for number in range(FOLDS):
        inside = [n for n, own in enumerate(fold) if own != number]
        weights = _fit(kind, [examples[n] for n in inside], [held[n] for n in inside])
        for n in (n for n, own in enumerate(fold) if own == number):
            found = weights.find((feature, 0) for feature in sorted(held[n]))
            if found is not None:
                signals += [(n, topic, told) for topic, told in candidates(weights, found, named[n])]
    judged = [  # a side topic that is said is neither right nor wrong
        one for one in signals if one[1] not in examples[one[0]].beside - examples[one[0]].main(kind)
    ]
    chances: list[dict[str, float]] = [{} for _ in examples]
    for number in range(FOLDS):
        table = _table(kind, examples, [one for one in judged if fold[one[0]] != number])
        for n, topic, told in signals:
            if fold[n] == number:
                chances[n][topic] = chance_of(told, table)
    _report(kind, examples, named, chances, into)
    return _fit(kind, examples, held), _table(kind, examples, judged)


def _table(
    kind: ClaimKind, examples: Sequence[Example], signals: Sequence[tuple[int, str, Mapping[str, float]]]
) -> dict[str, float]:
    names = sorted({name for _, _, told in signals for name in told} - {"intercept"})
    x = np.array([[told.get(name, 0.0) for name in names] for _, _, told in signals])
    of = np.array([topic in examples[n].main(kind) for n, topic, _ in signals])
    model = LogisticRegression(C=_TRUST_IN_SIGNALS, max_iter=1_000).fit(x, of)
    return dict(zip(names, model.coef_[0].tolist(), strict=True)) | {"intercept": float(model.intercept_[0])}


def _report(
    kind: ClaimKind,
    examples: Sequence[Example],
    named: Sequence[Mapping[str, float]],
    chances: Sequence[Mapping[str, float]],
    into: Report,
) -> None:
    into.section(f"{KINDS[kind].replace('_', ' ').capitalize()}, {FOLDS}-fold by set")
    into_all: dict[str, list[int]] = {}
    for n, example in enumerate(examples):
        if example.set in (NOTHING_HERE, GOVERNMENT):
            continue
        by_rule = {topic for topic, sure in named[n].items() if sure >= SURE}
        both = {topic for topic in by_rule if chances[n].get(topic, 1.0) >= _LIMITS[kind].doubted}
        both |= {topic for topic, chance in chances[n].items() if chance >= _LIMITS[kind].told}
        for label, said in (("rules alone", by_rule), ("both", both)):
            of_record = example.set.startswith("record")
            for group in ("records",) if of_record else ("made up", f"made up, {example.text.language}"):
                counts = into_all.setdefault(f"{label}, {group}", [0, 0, 0])
                said_here = said - (example.beside - example.main(kind))
                counts[0] += len(said_here & example.main(kind))
                counts[1] += len(said_here)
                counts[2] += len(example.main(kind))
    for label, (right, of_said, of_asked) in sorted(into_all.items()):
        into.share(f"{label}: precision", right, of_said)
        into.share(f"{label}: recall", right, of_asked)


def _fit(kind: ClaimKind, examples: Sequence[Example], held: Sequence[frozenset[str]]) -> Weights:
    """Return one linear reader a topic (a support vector machine), each topic counting alike whatever its texts."""
    rows, rarities = rows_of(held, _LEAST_TEXTS)
    x = matrix_of(held, rows, rarities)
    topics = (NONE, *sorted({topic for example in examples for topic in example.main(kind)}))
    weights, intercepts = np.zeros((len(rows), len(topics))), np.zeros(len(topics))
    for column, topic in enumerate(topics):
        of = [topic in e.main(kind) if topic else not e.main(kind) for e in examples]
        model = LinearSVC(C=_TRUST, class_weight="balanced", random_state=0).fit(x, of)
        weights[:, column], intercepts[column] = model.coef_[0], model.intercept_[0]
    return Weights(topics, rows, rarities.astype(np.float32), weights.astype(np.float32), intercepts.astype(np.float32))


if __name__ == "__main__":
    main()
