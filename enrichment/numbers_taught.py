"""Which number of a text is how many it looked at, and which length of time for how long, by the words around it.

Authors tell both in more ways than rules can list. Each number, or length of time, of a text's beginning is weighed by
a logistic regression over what stands around it: words in English (`enrichment.bridged`), so that what is learnt in one
language holds for four, its place, its kind, the design read, and what rules read (`enrichment.samples`,
`enrichment.follow_up`). Learnt by `benchmarks.train_numbers`; docs/models.md is the card.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Final

from enrichment.bridged import TITLE
from enrichment.follow_up import AN_AMOUNT_OF_TIME, months_of, read_follow_up
from enrichment.numerals import BEGINNING, WRITTEN, may_begin, number_of
from enrichment.sample_words import ANY_UNIT, INTEGER, PLANNED
from enrichment.samples import integer_of, read_sample_size
from enrichment.sections import find_sections, lowered
from enrichment.texts import Span, Text
from enrichment.weighed import Weights, packaged_weights
from kb.domain.claims import TAUGHT, Claim, ClaimKind, DocumentKind, StudyDesign

FILES: Final = {ClaimKind.SAMPLE_SIZE: "samples_taught.npz", ClaimKind.FOLLOW_UP: "follow_up_taught.npz"}
# Chosen on sets left out, and by reading public records (docs/models.md): the likeliest number is told from the first
# chance on; what rules read is dropped below the second.
TOLD: Final = 0.35
DOUBTED: Final = 0.1
_SUREST: Final = 0.85
_NUMBER: Final = re.compile(rf"(?<![\w.,–-])(?:{INTEGER})(?!\w|[.,]\d)")
# Not "hundreds", "hundratals" or "twelve-year".
_IN_WORDS: Final = re.compile(rf"(?<![\w-])(?=\w){WRITTEN}(?<! )(?![\w-])")
_UNIT: Final = re.compile(rf"(?<!\w)(?:{ANY_UNIT})(?![\w-])")
_SIDE, _NEAR = 6, 3  # words looked at on each side, and those of which each place is told
_TO_UNIT: Final = 50  # characters to what is counted, and how many words may lie between
_BETWEEN: Final = 3
_LAST_WORD: Final = re.compile(r"\w*")
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]{1,20})[ -]$")
_YEARS: Final = range(1900, 2051)
_FEWEST, _MOST = 2, 200_000_000
_OF_NO_STUDY: Final = frozenset(
    {
        DocumentKind.POLICY, DocumentKind.GUIDELINE, DocumentKind.PRACTICE_DESCRIPTION, DocumentKind.STATISTICS,
        DocumentKind.NEWS, DocumentKind.OPINION,
    }
)  # fmt: skip
_NOTHING_TRIED: Final = frozenset({StudyDesign.QUALITATIVE, StudyDesign.CROSS_SECTIONAL})


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text, or a length of time in months, and where it stands.

    `form` is what its own words say, as features; `unit` what is counted ("participants"), "" where no list holds it.
    """

    value: float
    span: Span
    form: frozenset[str] = frozenset()
    unit: str = ""


Candidates = list[tuple[Number, frozenset[str]]]


def read_number(text: Text, what: ClaimKind, design: Claim, kind: Claim) -> Claim:
    """Return how many `text` says it looked at, or for how many months, by its design and kind of document.

    The rule's own claim (`enrichment.samples`, `enrichment.follow_up`) where the likeliest number is the same; value
    None where none is likely. Else confidence is the chance, from 0.35 to 0.85, and `detail` has "taught" and, where
    they are known, "unit", "planned" and "words" as the rules have them. A text of fewer than 40 words, in another
    language than those learnt, or whose rule reads further in than is looked at, is left to the rules.
    """
    by_rule = by_rules(text, what, design, kind)
    if not text.in_english or (by_rule.start or 0) >= end_of_beginning(text):
        return by_rule
    ruled = None if by_rule.value is None else float(by_rule.value)
    likeliest, sure = likeliest_of(_weights(what), candidates(text, by_rule, design, kind), ruled)
    if likeliest is None:
        return Claim(what, None, by_rule.step, by_rule.step_version)
    if likeliest.value == ruled:
        return by_rule
    start, end = likeliest.span
    detail = [TAUGHT]
    if what is ClaimKind.FOLLOW_UP:
        detail.append(("words", text.content[start:end]))
    elif PLANNED.search(lowered(text.content[slice(*text.sentence_at(start))])):
        detail.append(("planned", "yes"))
    if likeliest.unit:
        detail.append(("unit", likeliest.unit))
    confidence = round(min(_SUREST, sure), 2)
    value = f"{likeliest.value:.10g}"
    return Claim(what, value, by_rule.step, by_rule.step_version, start, end, confidence, tuple(sorted(detail)))


def by_rules(text: Text, what: ClaimKind, design: Claim, kind: Claim) -> Claim:
    """Return what rules read: in a text of no study only those drawn or asked, and times that are said to follow up."""
    if what is ClaimKind.FOLLOW_UP:
        tried = design.value is not None and design.value not in _NOTHING_TRIED
        return read_follow_up(text, studied=tried)
    return read_sample_size(text, studied=design.value is not None or kind.value not in _OF_NO_STUDY)


def end_of_beginning(text: Text) -> int:
    """Return where the words in English end: numbers are looked at up to there."""
    last = _LAST_WORD.match(text.content, text.in_english[-1][1]) if text.in_english else None
    return last.end() if last else 0


def likeliest_of(
    weights: Weights, numbers: Iterable[tuple[Number, frozenset[str]]], ruled: float | None
) -> tuple[Number | None, float]:
    """Return the number to tell with its chance: the likeliest, the first of those; None and 0 where none is likely.

    Where none has a chance of 0.35 it is the rule's, unless that has not even 0.1.
    """
    best, sure = None, 0.0
    for number, features in numbers:
        found = weights.find((feature, 0) for feature in sorted(features))
        chance = 0.0 if found is None else 1 / (1 + exp(-float(found.scores[0])))
        likely = chance >= TOLD or (number.value == ruled and chance >= DOUBTED)
        if likely and chance > sure:
            best, sure = number, chance
    return best, sure


def candidates(text: Text, by_rule: Claim, design: Claim, kind: Claim) -> Candidates:
    """Return each number of the beginning with the features it is weighed by, and that of the rule if it is no other.

    Rules alone add groups up.
    """
    if not text.in_english:
        return []
    around = _Around(text)
    lengths = by_rule.kind is ClaimKind.FOLLOW_UP
    numbers = list(_lengths(around) if lengths else _sizes(around))
    largest = max((one.value for one in numbers if one.value not in _YEARS), default=0.0)
    ruled = None if by_rule.value is None else float(by_rule.value)
    of_text = {f"d:{design.value}", f"k:{kind.value}"}
    given = []
    for one in numbers:
        found = around.features(one.span) | one.form | of_text
        if not lengths:
            found.add(f"d:{design.value} {one.unit}")
        if one.value == largest:
            found.add("largest")
        if ruled is None:
            found.add("no rule")
        elif one.value == ruled:
            found |= {"rule", f"rule {by_rule.confidence:g}"}
        else:
            found |= {f"other rule {by_rule.confidence:g}", f"above the rule's {one.value > ruled}"}
        given.append((one, frozenset(found)))
    if ruled is not None and all(one.value != ruled for one in numbers):
        span = by_rule.start or 0, by_rule.end or 0
        given.append((Number(ruled, span), frozenset(of_text | {"rule", f"rule alone {by_rule.confidence:g}"})))
    return given


class _Around:
    """What stands around the numbers of a text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        words = [one for one in text.in_english if not one[0].startswith(TITLE)]
        self.upto = end_of_beginning(text)
        self.lower = lowered(text.content[: self.upto + _TO_UNIT])
        self._words = [word for word, _ in words]
        self._starts = [start for _, start in words]
        self._sections = find_sections(text.content)

    def features(self, span: Span) -> set[str]:
        """Return what holds of a number by its place."""
        start, end = span
        sentence = self.text.sentence_at(start)
        first, last = bisect_left(self._starts, sentence[0]), bisect_left(self._starts, sentence[1])
        before = self._words[first : bisect_left(self._starts, start)][-_SIDE:][::-1]
        after = self._words[bisect_left(self._starts, end) : last][:_SIDE]
        found = {f"in:{word}" for word in self._words[first:last]}
        for side, words in (("l", before), ("r", after)):
            found |= {f"{side}:{word}" for word in words}
            found |= {f"{side}{place}:{word}" for place, word in enumerate(words[:_NEAR])}
        number = bisect_right(self.text.sentences, sentence) - 1
        found |= {f"sentence {min(number, 6)}", f"late {number >= len(self.text.sentences) - 2}"}
        found |= {f"title {start < self.text.title_end}", f"section {self._sections.at(start)}"}
        return found | {f"next {self.lower[end : end + 1]!r}", f"before {self.lower[max(0, start - 1) : start]!r}"}


def _sizes(around: _Around) -> Iterator[Number]:
    """Give the whole numbers, in digits or words; a number in words is one number."""
    found = [
        (match.start(), match.end(), integer_of(match[0])) for match in _NUMBER.finditer(around.lower, 0, around.upto)
    ]
    upto = 0
    for match in BEGINNING.finditer(around.lower, 0, around.upto):
        if match.start() < upto or not may_begin(match["word"]):
            continue
        written = _IN_WORDS.match(around.lower, match.start())
        number = number_of(written[0]) if written else None
        if written and number is not None and number > _FEWEST:
            upto = written.end()
            found.append((match.start(), upto, number))
    for start, end, value in sorted(found):
        if not _FEWEST <= value <= _MOST:
            continue
        counted = _UNIT.search(around.lower, end, min(around.text.sentence_at(start)[1], end + _TO_UNIT))
        unit, away = (counted.lastgroup, len(around.lower[end : counted.start()].split())) if counted else (None, 0)
        form = {f"digits {len(str(value))}", f"written {not around.lower[start].isdigit()}"}
        form |= {f"unit {unit}", f"unit {unit} {min(away, 5)}"}
        if value in _YEARS and end - start == 4:
            form.add("year")
        yield Number(value, (start, end), frozenset(form), unit if unit and away <= _BETWEEN else "")


def _lengths(around: _Around) -> Iterator[Number]:
    """Give the lengths of time, in months."""
    for match in AN_AMOUNT_OF_TIME.finditer(around.lower, 0, around.upto):
        months, counted = months_of(match["n"], match["t"]), match["n"] is not None
        before = _WORD_BEFORE.search(around.lower, max(0, match.start() - _TO_UNIT), match.start())
        # "twenty-six months" are not one
        if months is None or (not counted and before is not None and number_of(before[1]) is not None):
            continue
        form = {f"time {match['t'][0]}", f"as {match[0]}", f"unit {match['t']}", f"counted {counted}"}
        form |= {f"digits {counted and match['n'][0].isdigit()}", f"long {_scale(months)}"}
        yield Number(months, match.span(), frozenset(form))


def _scale(months: float) -> int:
    return int(months) // 3 if months < 12 else 9 + min(int(months), 144) // 12


@cache
def _weights(kind: ClaimKind) -> Weights:
    return packaged_weights(FILES[kind])
