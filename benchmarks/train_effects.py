"""Teach `enrichment/effect_taught.py` what became of an outcome, and say how well it reads sets it did not learn from.

    python -m benchmarks.train_effects [FOLDER with records.jsonl.gz]

Writes enrichment/data/effects_taught.txt. Learnt from the made-up texts of `benchmarks/taught` and those of our
labelled texts that have odd numbers; an eighth of the sets is left out at a time to say how well it does. What it
learns from holds what the rules keep as outcomes, so it is to be taught anew when those have changed.

Registered trials, grants, government documents and descriptions of data tell next to no result, in prose that made-up
texts do not have: every second one of the records teaches what is none. They add no feature: only what stands in the
made-up texts gets a weight, so nothing of the records is kept but that.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks import REAL
from benchmarks.effects import lines_of
from benchmarks.labels import LANGUAGES, EffectLabel, read_labelled
from benchmarks.learning import every_second, parts_of
from benchmarks.ours import fits
from benchmarks.taught import read_taught
from enrichment.designs import read_study_design
from enrichment.document_kinds import read_document_kind
from enrichment.effect_features import Features, Looked, Page
from enrichment.effect_taught import (
    DIRECTIONS,
    HEAD,
    INTERCEPT,
    RULES_ALONE,
    Taught,
    best_stretch,
    candidates,
    unnamed,
    weighed,
)
from enrichment.effect_telling import Sentence
from enrichment.effects import page_of, read_effects, sentences_naming
from enrichment.texts import Span, Text
from kb.catalogue import load_catalogue
from kb.catalogue.matcher import ConceptMatcher, Mention
from kb.domain.claims import Claim, EffectDirection
from kb.domain.text import clean, clean_line

_TARGET: Final = Path("enrichment/data/effects_taught.txt")
_ODD = "labelled"
_PARTS: Final = 8
_RECORDS = "records"
# Of the records: what tells next to no result, this many of each source, and this much of each.
_SILENT_SOURCES: Final = ("clinicaltrials", "doj-datajson", "swecris-en", "swecris-sv", "g0vse")
_MOST_RECORDS = 400
_MOST_LETTERS = 4_000
# How much a text counts against small weights, chosen by leaving out sets among 0.03, 0.1 and 0.3.
_TRUST: Final = {"screen": 0.03, "word": 0.3, "result": 0.03, "way": 0.1}
_FEWEST = 3  # a feature seen in fewer examples is not learnt from
_SMALLEST = 0.03  # a weight below this is left out
# A sentence is judged where the screen finds this chance of a result in it.
_WORTH_JUDGING = 0.05
# Another outcome in the clause of a labelled one may be the same thing by another name.
_BESIDE = 0.3

Floats = NDArray[np.float64]
Table = dict[str, tuple[float, ...]]


@dataclass(frozen=True)
class Example:
    """A text to learn from: its set, the part of the sets it is left out with, what it tells, and where it may."""

    set: str
    of: str
    text: Text
    effects: tuple[EffectLabel, ...]
    design: Claim
    kind: Claim
    page: Page
    sentences: tuple[Sentence, ...]

    def places(self, effect: EffectLabel, within: Span) -> list[Span]:
        """Return where the words of an effect stand within a span."""
        words, content = effect.outcome_words, self.text.content
        found, place = [], content.find(words, *within)
        while place >= 0:
            found.append((place, place + len(words)))
            place = content.find(words, place + 1, within[1])
        return found

    def looked(self) -> list[tuple[Sentence, Looked]]:
        """Return the sentences that are judged, as the reader looks at them."""
        numbers = {start: number for number, (start, _) in enumerate(self.text.sentences)}
        return [(one, self.page.look(numbers[one.start])) for one in self.sentences]


@dataclass(frozen=True)
class Rows:
    """What one reader learns from: a row of features, its answer, its weight, and the part that it is of."""

    features: list[Features]
    answers: list[Any]
    weights: list[float]
    parts: list[str]

    def outside(self, name: str | None) -> "Rows":
        """Return the rows of all other parts."""
        chosen = [place for place, of in enumerate(self.parts) if of != name]
        return Rows(*([column[place] for place in chosen] for column in self._columns()))

    def told(self) -> "Rows":
        """Return the rows that have an answer."""
        chosen = [place for place, answer in enumerate(self.answers) if answer]
        return Rows(*([column[place] for place in chosen] for column in self._columns()))

    def _columns(self) -> tuple[list[Any], ...]:
        return self.features, self.answers, self.weights, self.parts


def main() -> None:
    """Learn, print how well each set is read that was left out, and write the numbers."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    if not (folder / "records.jsonl.gz").is_file():
        sys.exit(f"{folder} holds no records.jsonl.gz: name a folder with records")
    examples = examples_to_learn()
    names = sorted({one.of for one in examples})
    silent_records = silent_examples(folder)
    screen, words = _screen_rows([*examples, *silent_records]), _word_rows(examples)
    screens = {name: _learn_two(screen.outside(name), "screen") for name in [*names, None]}
    spoken = {name: _learn_two(words.outside(name), "word") for name in [*names, None]}
    judge = _judge_rows([*examples, *silent_records], {**spoken, _RECORDS: spoken[None]}, screens[None])
    learnt = {name: Taught(screens[name], spoken[name], _learn_judge(judge.outside(name))) for name in [*names, None]}
    print("| Texts left out | Rules alone: precision | recall | With the taught reader: precision | recall | Effects |")
    print("|---|---:|---:|---:|---:|---:|")
    groups: list[tuple[str, Callable[[Example], bool]]] = [(f"set {name}", _of_set(name)) for name in _sets(examples)]
    groups += [(f"all, {code}", _of_language(code)) for code in LANGUAGES] + [("all", lambda _: True)]
    alone = {id(one): _claims(one, RULES_ALONE) for one in examples}
    together = {id(one): _claims(one, learnt[one.of]) for one in examples}
    for label, chosen in groups:
        some = [one for one in examples if chosen(one)]
        said = " | ".join(f"{share:.3f}" for claims in (alone, together) for share in _shares(some, claims))
        print(f"| {label} | {said} | {sum(len(one.effects) for one in some)} |")
    silent = [one for one in examples if not one.effects]
    for label, claims in (("rules alone", alone), ("with the taught reader", together)):
        print(
            f"\nWithout a result and left without one, {label}: {sum(not claims[id(one)] for one in silent)}"
            f" of {len(silent)}"
        )
    _write(learnt[None])


def examples_to_learn() -> list[Example]:
    """Return the texts to learn from in order; of our labelled texts only those in the field with odd numbers."""
    odd = [one for one in read_labelled() if one.relevant and not one.held_out]
    chosen = [(one.set, one.content, one.language, one.effects) for one in read_taught()]
    chosen += [(_ODD, one.content, one.language, one.effects) for one in odd]
    return _examples(chosen)


def silent_examples(folder: Path) -> list[Example]:
    """Return every second record of sources that tell next to no result, without those in which a rule reads one."""
    chosen: list[tuple[str, str, str, tuple[EffectLabel, ...]]] = []
    records = lines_of(folder / "records.jsonl.gz")
    for record in every_second(records, _SILENT_SOURCES, _MOST_RECORDS, lambda record: str(record["source"])):
        content = f"{clean_line(record['title'])}\n\n{clean(record['abstract'] or '')}"[:_MOST_LETTERS]
        chosen.append((_RECORDS, content, record["lang"] or "en", ()))
    return [one for one in _examples(chosen) if one.sentences and not _claims(one, RULES_ALONE)]


def _examples(chosen: Iterable[tuple[str, str, str, tuple[EffectLabel, ...]]]) -> list[Example]:
    concepts = load_catalogue().concepts
    matcher = ConceptMatcher(concepts.values())
    chosen = list(chosen)
    part_of = parts_of((name for name, *_ in chosen), _PARTS)
    found = []
    for name, content, language, effects in chosen:
        text = Text(content, language, tuple(matcher.find(content, language)), concepts)
        design = read_study_design(text)
        kind = read_document_kind(text, design)
        page = page_of(text, design, kind)
        named = sentences_naming(page) if page.design != "protocol" else []
        others = unnamed(page, named) if page.design != "protocol" else []
        sentences = [one for one in [*named, *others] if one.start >= text.title_end]
        of = name if name == _RECORDS else f"part {part_of[name]}"
        found.append(Example(name, of, text, effects, design, kind, page, tuple(sentences)))
    return found


def _screen_rows(examples: Iterable[Example]) -> Rows:
    rows = Rows([], [], [], [])
    for example in examples:
        for sentence, looked in example.looked():
            tells = any(example.places(one, (sentence.start, sentence.end)) for one in example.effects)
            _add(rows, looked.plain | example.page.features, tells, 1.0, example.of)
    return rows


def _word_rows(examples: Iterable[Example]) -> Rows:
    """Return a row for each word of the sentences that tell an effect: whether it is one of the outcome's."""
    rows = Rows([], [], [], [])
    for example in examples:
        for sentence, looked in example.looked():
            spans = [s for one in example.effects for s in example.places(one, (sentence.start, sentence.end))]
            if spans:
                for (start, _, _), features in zip(looked.tokens, looked.words(), strict=True):
                    _add(rows, features, any(first <= start < last for first, last in spans), 1.0, example.of)
    return rows


def _judge_rows(examples: Iterable[Example], spoken: Mapping[str | None, Table], screen: Table) -> Rows:
    """Return a row for each outcome that may be told of, the likely words found by what did not learn from its part.

    Of the records only the sentences that the screen lets pass.
    """
    rows = Rows([], [], [], [])
    for example in examples:
        for sentence, looked in example.looked():
            if example.of == _RECORDS and weighed(screen, looked.plain | example.page.features) < 0:
                continue
            table = spoken[example.of]
            likely = best_stretch(looked, [weighed(table, one) for one in looked.words()])
            for whole, clause, outcome in candidates(looked, sentence, likely):
                answer, weight = _answer(example, outcome, clause)
                _add(rows, looked.outcome(whole, clause, outcome, likely), answer, weight, example.of)
    return rows


def _answer(example: Example, outcome: Mention, clause: Span) -> tuple[EffectDirection | None, float]:
    weight = 1.0
    for effect in example.effects:
        if any(start < outcome.end and outcome.start < end for start, end in example.places(effect, _whole(example))):
            return effect.direction, 1.0
        if example.places(effect, clause):
            weight = _BESIDE
    return None, weight


def _whole(example: Example) -> Span:
    return 0, len(example.text.content)


def _add(rows: Rows, features: Features, answer: Any, weight: float, of: str) -> None:
    rows.features.append(features)
    rows.answers.append(answer)
    rows.weights.append(weight)
    rows.parts.append(of)


def _learn_two(rows: Rows, reader: str) -> Table:
    names, weights = _fit(rows, [True, False], _TRUST[reader])
    less = {"screen": np.log(_WORTH_JUDGING / (1 - _WORTH_JUDGING))}.get(reader, 0.0)
    difference = weights[:, :1] - weights[:, 1:]
    difference[-1] -= less
    return _table(names, difference)


def _learn_judge(rows: Rows) -> Table:
    whether = Rows(rows.features, [bool(answer) for answer in rows.answers], rows.weights, rows.parts)
    names, weights = _fit(whether, [True, False], _TRUST["result"])
    told_names, told = _fit(rows.told(), list(DIRECTIONS), _TRUST["way"])
    places = {name: place for place, name in enumerate(told_names)}
    ways = np.zeros((len(names) + 1, len(DIRECTIONS)))
    ways[-1] = told[-1]
    for place, name in enumerate(names):
        if name in places:
            ways[place] = told[places[name]]
    return _table(names, np.hstack([weights[:, :1] - weights[:, 1:], ways]))


def _fit(rows: Rows, answers: Sequence[Any], trust: float) -> tuple[list[str], Floats]:
    """Return the features learnt from and, for each of them and last the intercept, a weight for each answer."""
    seen = Counter(
        name for features, of in zip(rows.features, rows.parts, strict=True) if of != _RECORDS for name in features
    )
    names = sorted(name for name, count in seen.items() if count >= _FEWEST)
    place_of = {name: place for place, name in enumerate(names)}
    columns = [sorted(place_of[name] for name in features if name in place_of) for features in rows.features]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.array([place for row in columns for place in row], dtype=np.int64)
    x = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(columns), len(names)))
    turned = x.T.tocsr()
    wanted = np.array([[answer == one for one in answers] for answer in rows.answers], dtype=np.float64)
    share = trust * np.array(rows.weights)[:, None]

    def loss(flat_weights: Floats) -> tuple[float, Floats]:
        weights = flat_weights.reshape(len(names) + 1, len(answers))
        scores = x @ weights[:-1] + weights[-1]
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        off = share * (np.exp(logs) - wanted)
        slope = np.vstack([turned @ off + weights[:-1], off.sum(axis=0)])
        value = -np.sum(share * wanted * logs) + np.sum(weights[:-1] ** 2) / 2
        return float(value), slope.ravel()

    start = np.zeros((len(names) + 1) * len(answers))
    found: Floats = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 120, "ftol": 1e-5}).x
    return names, found.reshape(len(names) + 1, len(answers))


def _table(names: Sequence[str], weights: Floats) -> Table:
    """Return the weights as they are written: in hundredths, without the small ones."""
    rounded = np.round(weights, 2) + 0.0
    kept = {
        name: tuple(float(number) for number in row)
        for name, row, exact in zip(names, rounded, weights, strict=False)
        if np.abs(exact).max() >= _SMALLEST
    }
    return {INTERCEPT: tuple(float(number) for number in rounded[-1]), **kept}


def _claims(example: Example, taught: Taught) -> list[Claim]:
    claims = read_effects(example.text, example.design, example.kind, taught)
    return [claim for claim in claims if claim.value is not None]


def _shares(examples: Sequence[Example], claims: dict[int, list[Claim]]) -> tuple[float, float]:
    """Return precision and recall of outcome and direction, as `benchmarks/ours.py` counts them."""
    counts: dict[str, int] = defaultdict(int)
    for one in examples:
        content, mine = one.text.content, claims[id(one)]
        counts["said"] += len(mine)
        counts["right"] += sum(any(fits(content, c, e) and e.direction == c.value for e in one.effects) for c in mine)
        counts["there"] += len(one.effects)
        counts["found"] += sum(any(fits(content, c, e) and e.direction == c.value for c in mine) for e in one.effects)
    return counts["right"] / max(1, counts["said"]), counts["found"] / max(1, counts["there"])


def _sets(examples: Iterable[Example]) -> list[str]:
    return sorted({one.set for one in examples})


def _of_set(name: str) -> Callable[[Example], bool]:
    return lambda one: one.set == name


def _of_language(code: str) -> Callable[[Example], bool]:
    return lambda one: one.text.language == code


def _write(taught: Taught) -> None:
    tables = (("screen", taught.screen), ("word", taught.word), ("judge", taught.judge))
    rows = [
        "\t".join([reader, name, *(str(round(100 * number)) for number in table[name])])
        for reader, table in tables
        for name in sorted(table)
    ]
    _TARGET.write_text("\n".join([f"{HEAD} {len(rows)}", *rows]) + "\n", encoding="utf-8")
    print(f"\n{_TARGET}: {len(rows)} features, {_TARGET.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
