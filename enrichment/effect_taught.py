"""What a small taught reader makes of a text's outcomes, beside the rules of `enrichment/effects.py`.

Three linear readers over names of features (`enrichment/effect_features.py`): one passes over the sentences that tell
no result, one tells which words of a sentence are an outcome's, one judges whether a result is told of an outcome and
which. Their numbers are learnt (`python -m benchmarks.train_effects`; docs/models.md is their card).
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from math import exp
from typing import Final

from enrichment import effect_context as said
from enrichment.effect_clauses import clauses_of
from enrichment.effect_features import Features, Looked, Page
from enrichment.effect_telling import MEASURES, Sentence
from enrichment.effect_unlisted import UNLISTED
from enrichment.sections import Section, sentences_to_read
from enrichment.texts import Span
from kb.catalogue.matcher import Mention
from kb.domain.claims import EffectDirection
from kb.errors import Misconfigured

DIRECTIONS: Final = (
    EffectDirection.LESS,
    EffectDirection.MORE,
    EffectDirection.NO_DIFFERENCE,
    EffectDirection.MIXED,
)
INTERCEPT: Final = "(intercept)"
HEAD: Final = "# Learnt by benchmarks/train_effects.py: reader, feature, hundredths of its weights. Rows:"
_NUMBERS: Final = {"screen": 1, "word": 1, "judge": 1 + len(DIRECTIONS)}
_FILE: Final = resources.files("enrichment") / "data" / "effects_taught.txt"
# The readers' numbers were learnt with these: a wider span of words than the likeliest, and none in a longer list.
_WIDER: Final = 0.7
_MAY_BELONG: Final = 2.0
_PLAINLY: Final = 0.5
_MOST_OUTCOMES: Final = 20
_SHORTEST: Final = 4
# Chosen by leaving out parts of the sets (benchmarks/train_effects.py): what a rule says is dropped below the first;
# what no rule says is said from the second.
_DOUBTED: Final = 0.2
_SURE: Final = 0.45
_LOWEST, _HIGHEST = 0.5, 0.65  # confidence of what no rule says: below that at which a claim counts by itself
_NO_RESULTS: Final = frozenset({Section.BACKGROUND, Section.AIM, Section.METHODS, Section.OTHER})
# Words and marks that an outcome neither begins nor ends with.
_EDGES: Final = frozenset(
    "the a an of in on to at for from with by and or was were is had has have that than as no not den det de en et ett"
    " av af i på vid ved til till för for fra från med mot mod och og om som der var är er blev ble hade hadde havde"
    " har att at å hos bland blant blandt än enn end ikke inte".split()
)


# What will be, what is thought, and what nobody has looked at.
_NO_FINDING: Final = re.compile(
    r"\b(?:will|shall|would|believ(?:e[ds]?|ing)|thought|assum(?:e[ds]?|ption)|no stud(?:y|ies)|proposed"
    r"|hypothesi[sz]\w+|whether or not"
    r"|ska|skall|kommer att|skulle|trodde|antas|inga studier|föreslås?|föreslår"
    r"|skal|vil|ville|antages|troede|trodde|ingen studier|foreslår|foreslås)\b"
)


@dataclass(frozen=True, slots=True)
class Taught:
    """The numbers of the three readers, by name of a feature."""

    screen: Mapping[str, tuple[float, ...]]
    word: Mapping[str, tuple[float, ...]]
    judge: Mapping[str, tuple[float, ...]]


# Finds nothing and doubts nothing: with it the rules speak alone.
RULES_ALONE: Final = Taught({INTERCEPT: (-1.0,)}, {INTERCEPT: (0.0,)}, {INTERCEPT: (30.0, *(0.0 for _ in DIRECTIONS))})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge makes of one outcome: the chance that the text tells each direction as a result."""

    sentence: Sentence
    clause: Span
    outcome: Mention
    chances: Mapping[EffectDirection, float]

    @property
    def likeliest(self) -> tuple[float, EffectDirection]:
        """The likeliest direction, after its chance."""
        return max((chance, way) for way, chance in self.chances.items())


def parse_taught(text: str) -> Taught:
    """Return the numbers that `text`, the file of weights, holds; raises Misconfigured where it is not whole."""
    head, *rows = text.splitlines() or [""]
    tables: dict[str, dict[str, tuple[float, ...]]] = {reader: {} for reader in _NUMBERS}
    try:
        if not head.startswith(HEAD) or int(head.removeprefix(HEAD)) != len(rows):
            raise ValueError("its head does not count its rows")
        for row in rows:
            reader, name, *numbers = row.split("\t")
            if len(numbers) != _NUMBERS[reader]:
                raise ValueError(f"{row!r} has {len(numbers)} numbers")
            tables[reader][name] = tuple(int(number) / 100 for number in numbers)
        if any(INTERCEPT not in table for table in tables.values()):
            raise ValueError("a reader has no intercept")
    except (KeyError, ValueError) as wrong:
        raise Misconfigured(f"enrichment/data/effects_taught.txt is damaged: {wrong}") from wrong
    return Taught(**tables)


@cache
def packaged() -> Taught:
    """Return the packaged numbers; raises Misconfigured where the file is missing or damaged."""
    try:
        return parse_taught(_FILE.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as wrong:
        raise Misconfigured(f"enrichment/data/effects_taught.txt cannot be read: {wrong}") from wrong


def judged(
    page: Page, sentences: Sequence[Sentence], told: Collection[int], taught: Taught | None = None
) -> Iterator[Verdict]:
    """Yield a verdict on each outcome of `sentences`, and on words that may be one, where a result may be told.

    `told` holds the starts of sentences that are judged in any case, since a rule reads a result in them.
    """
    readers = taught or packaged()
    numbers = {start: number for number, (start, _) in enumerate(page.text.sentences)}
    for sentence in sentences:
        if sentence.start < page.text.title_end:
            continue
        looked = page.look(numbers[sentence.start])
        if sentence.start not in told and not passes(looked, readers):
            continue
        if sentence.start not in told and _asks(page, sentence):
            continue
        scores = [weighed(readers.word, one) for one in looked.words()]
        likely = best_stretch(looked, scores)
        for whole, clause, outcome in candidates(looked, sentence, likely):
            chances = _chances(looked.outcome(whole, clause, outcome, likely), readers)
            found = outcome not in sentence.outcomes
            if found and likely[1] < _PLAINLY:
                continue
            yield Verdict(whole, clause, _widened(looked, scores, outcome) if found else outcome, chances)


def _asks(page: Page, sentence: Sentence) -> bool:
    """Whether the sentence asks, supposes or expects what it names, and tells no finding after that; or believes it."""
    if _NO_FINDING.search(page.lower, sentence.start, sentence.end):
        return True
    asked = [match.end() for match in said.QUESTION.finditer(page.lower, sentence.start, sentence.end)]
    return bool(asked) and said.FOUND.search(page.lower, asked[-1], sentence.end) is None


def unnamed(page: Page, named: Collection[Sentence]) -> list[Sentence]:
    """Return the other sentences in which a result may stand, without outcomes."""
    known = {sentence.start for sentence in named}
    measures = sorted(mention.start for mention in page.text.mentions_of(*MEASURES))
    found = []
    for start, end in sentences_to_read(page.text, page.sections):
        section = page.sections.at(start)
        if start in known or section in _NO_RESULTS or page.text.content[end - 1] == "?":
            continue
        names = bisect_right(measures, end) > bisect_right(measures, start - 1)
        found.append(Sentence(start, end, section, (), names))
    return found


def doubts(verdicts: Iterable[Verdict], outcome: Mention, direction: EffectDirection) -> bool:
    """Return whether the judge finds it unlikely that `direction` is told of `outcome`."""
    chances = [one.chances[direction] for one in verdicts if one.outcome.start == outcome.start]
    return bool(chances) and max(chances) < _DOUBTED


def sure(verdicts: Iterable[Verdict], told: Collection[tuple[Mention, Span]]) -> list[tuple[Verdict, float]]:
    """Return what the judge reads by itself, with its confidence: one for each outcome, at most one in a clause.

    `told` holds the outcomes of which a rule tells a result, and where; nothing is added to those.
    """
    outcomes = {_key(outcome) for outcome, _ in told}
    spans = [span for _, span in told]
    found = []
    for verdict in sorted(verdicts, key=lambda one: (-one.likeliest[0], one.outcome.start)):
        chance = verdict.likeliest[0]
        start, end = verdict.clause
        taken = any(first < end and start < last for first, last in spans)
        if chance < _SURE or taken or _key(verdict.outcome) in outcomes:
            continue
        outcomes.add(_key(verdict.outcome))
        spans.append(verdict.clause)
        found.append((verdict, _LOWEST + (_HIGHEST - _LOWEST) * (chance - _SURE) / (1 - _SURE)))
    return found


def _key(outcome: Mention) -> str:
    return outcome.label.lower() if outcome.concept == UNLISTED else outcome.concept


def passes(looked: Looked, taught: Taught) -> bool:
    """Return whether a result may be told in the sentence, by its words and the text."""
    return (
        weighed(taught.screen, looked.plain) + weighed(taught.screen, looked.page.features)
        >= taught.screen[INTERCEPT][0]
    )


def best_stretch(looked: Looked, scores: Sequence[float]) -> tuple[Span, float]:
    """Return the stretch of tokens whose scores add up to most, without the small words at its ends."""
    best, first, last = float("-inf"), 0, 0
    begin, run = 0, 0.0
    for place, score in enumerate(scores):
        if run <= 0:
            begin, run = place, 0.0
        run += score + _WIDER
        if run > best:
            best, first, last = run, begin, place
    return _without_edges(looked, first, last), best


def _widened(looked: Looked, scores: Sequence[float], outcome: Mention) -> Mention:
    """Return an outcome with the words beside it that may well belong to it."""
    places = [n for n, (start, _, _) in enumerate(looked.tokens) if outcome.start <= start < outcome.end]
    first, last = places[0], places[-1]
    while last + 1 < len(scores) and scores[last + 1] > -_MAY_BELONG and looked.tokens[last + 1][2][0].isalpha():
        last += 1
    while first > 0 and scores[first - 1] > -_MAY_BELONG and looked.tokens[first - 1][2][0].isalpha():
        first -= 1
    start, end = _without_edges(looked, first, last)
    return Mention(outcome.concept, looked.page.lower[start:end], start, end)


def _without_edges(looked: Looked, first: int, last: int) -> Span:
    """Return the span of these tokens without the small words at its ends."""
    tokens = looked.tokens[first : last + 1]
    while len(tokens) > 1 and _edge(tokens[-1][2]):
        tokens = tokens[:-1]
    while len(tokens) > 1 and _edge(tokens[0][2]):
        tokens = tokens[1:]
    return (tokens[0][0], tokens[-1][1]) if tokens else (looked.start, looked.start)


def candidates(
    looked: Looked, sentence: Sentence, likely: tuple[Span, float]
) -> Iterator[tuple[Sentence, Span, Mention]]:
    """Yield the outcomes of a sentence, the likely words among them where they are no other, each with its clause."""
    (start, end), _ = likely
    outcomes = list(sentence.outcomes)
    words = looked.page.text.content[start:end]
    if (
        len(words) >= _SHORTEST
        and len(outcomes) < _MOST_OUTCOMES
        and not any(one.start < end and start < one.end for one in outcomes)
    ):
        outcomes.append(Mention(UNLISTED, words.lower(), start, end))
    whole = replace(sentence, outcomes=tuple(sorted(outcomes, key=lambda one: one.start)))
    clauses = clauses_of(looked.page.lower, whole, [cue for cue in looked.cues if cue.direction != "neutral"])
    for outcome in whole.outcomes:
        clause = next((one for one in clauses if one[0] <= outcome.start < one[1]), (sentence.start, sentence.end))
        yield whole, clause, outcome


def _edge(word: str) -> bool:
    return word in _EDGES or not word[0].isalpha()


def weighed(table: Mapping[str, tuple[float, ...]], features: Features) -> float:
    """Return what the first number of each feature adds up to, the intercept with them."""
    return table[INTERCEPT][0] + sum(table[name][0] for name in features if name in table)


def _chances(features: Features, taught: Taught) -> dict[EffectDirection, float]:
    """Return the chance of each direction: that a result is told, times that it is this one."""
    rows = [taught.judge[INTERCEPT], *(taught.judge[name] for name in sorted(features & taught.judge.keys()))]
    result, *ways = (sum(column) for column in zip(*rows, strict=True))
    told = 1 / (1 + exp(-max(-30.0, min(30.0, result))))
    most = max(ways)
    weights = [exp(way - most) for way in ways]
    return {way: told * weight / sum(weights) for way, weight in zip(DIRECTIONS, weights, strict=True)}
