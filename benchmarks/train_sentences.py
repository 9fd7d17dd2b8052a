"""Learn which sentences tell conditions, and which says most, and say how well on sets not learnt from.

    python -m benchmarks.train_sentences [FOLDER with records.jsonl.gz]

Writes enrichment/data/sentences_taught.npz (`enrichment.sentences_taught`). Learnt from the made-up texts in
benchmarks/taught and public records that were read for it (`benchmarks.facts_of_records`); the sets in
benchmarks/taught/held never. Nothing is kept of a text but weights of words in English, one or two together, and where
the lexicon knows none, of first letters.
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
from benchmarks.facts import CONDITIONS, Facts, Read, report_sentences, sentences_of
from benchmarks.facts_of_records import coded_facts
from benchmarks.learning import matrix_of, parts_of, rows_of
from benchmarks.ranking_set import record_key
from benchmarks.report import Report
from benchmarks.taught import read_taught
from enrichment import conditions_taught
from enrichment.conditions_taught import borne_out
from enrichment.key_sentences import read_key_sentences
from enrichment.reading import Reader
from enrichment.sentences_taught import FILE, KINDS, chances_of, features_of
from enrichment.texts import Span, Text
from enrichment.weighed import Weights, save_weights
from kb.catalogue import load_catalogue
from kb.domain.claims import Claim, ClaimKind
from kb.domain.documents import content_of
from kb.domain.text import clean, clean_line

_TARGET: Final = Path("enrichment/data") / FILE
_PARTS: Final = 6
_LEAST_SENTENCES: Final = 3
# The inverse of how strongly weights are held back: chosen among 3, 5, 10 and 15 on sets left out.
_TRUST: Final = 5.0
_LETTERS: Final = CONDITIONS | {ClaimKind.KEY_SENTENCE: "H"}


@dataclass(frozen=True, slots=True)
class Example:
    """A text to learn from: its set, what was noted of it, what other steps and rules read, its sentences' features."""

    set: str
    style: str
    facts: Facts
    text: Text
    claims: list[Claim]
    by_rule: list[Claim]
    sentences: list[tuple[Span, frozenset[str]]]


def main() -> None:
    """Learn, print what is right of what was left out, and write the weights."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    if not (folder / "records.jsonl.gz").is_file():
        sys.exit(f"{folder} holds no records.jsonl.gz: name a folder with records")
    examples = list(_examples(folder))
    part_of = parts_of((one.set for one in examples), _PARTS)
    left_out: dict[str, list[Read]] = {}
    for part in range(_PARTS):
        learnt = _fit([one for one in examples if part_of[one.set] != part])
        for one in (one for one in examples if part_of[one.set] == part):
            left_out.setdefault(one.style, []).append((one.facts, one.text, _read(one, learnt)))
    into = Report()
    for style, read in sorted(left_out.items()):
        into.section(f"Conditions and key sentences, {_PARTS}-fold by set, {style}")
        report_sentences(into, read)
    learnt = _fit(examples)
    with _TARGET.open("wb") as file:
        save_weights(file, learnt)
    print(f"\n{_TARGET}: {len(learnt.rows)} features, {_TARGET.stat().st_size / 1e3:.0f} kB")


def _examples(folder: Path) -> Iterator[Example]:
    reader = Reader.for_catalogue(load_catalogue())
    for one in read_taught():
        if one.facts is not None:
            yield _example(reader, one.set, one.style, one.facts, one.content)
    for record in lines_of(folder / "records.jsonl.gz"):
        key = record_key(record["id"])
        coded = coded_facts().get(key)
        if coded is not None:
            content = content_of(clean_line(record["title"]), clean(record["abstract"] or ""))
            facts = coded.facts(reader.prepare(content)[0])
            yield _example(reader, f"record {key[-1]}", "public records", facts, content)


def _example(reader: Reader, name: str, style: str, facts: Facts, content: str) -> Example:
    text, found = reader.read_until_sentences(content)
    by_rule = conditions_taught.read_by_rules(text)
    return Example(name, style, facts, text, found, by_rule, list(features_of(text, [*found, *by_rule])))


def _read(one: Example, learnt: Weights) -> list[Claim]:
    judged = {sentence: chances for sentence, features in one.sentences if (chances := chances_of(learnt, features))}
    found = [*one.claims, *borne_out(one.text, one.by_rule, judged)]
    return [*found, *read_key_sentences(one.text, found, judged)]


def _fit(examples: Sequence[Example]) -> Weights:
    held = [features for one in examples for _, features in one.sentences]
    rows, rarities = rows_of(held, _LEAST_SENTENCES)
    x = matrix_of(held, rows, rarities)
    weights, intercepts = np.zeros((len(rows), len(KINDS)), np.float32), np.zeros(len(KINDS), np.float32)
    for column, kind in enumerate(KINDS):
        of = [
            span in told
            for one in examples
            for told in (sentences_of(one.facts, _LETTERS[kind], one.text),)
            for span, _ in one.sentences
        ]
        model = LogisticRegression(C=_TRUST, max_iter=500, solver="liblinear").fit(x, of)
        weights[:, column], intercepts[column] = model.coef_[0], model.intercept_[0]
    return Weights(tuple(map(str, KINDS)), rows, rarities.astype(np.float32), weights, intercepts)


if __name__ == "__main__":
    main()
