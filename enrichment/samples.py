"""How many a study looked at."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Final

from enrichment.numerals import BEGINNING, WRITTEN, may_begin, number_of
from enrichment.sample_words import (
    AMONG_THEM,
    AND,
    AS_MANY,
    BEFORE_AND_AFTER,
    BESIDE,
    COUNTED,
    COUNTED_ELSE,
    DRAWN,
    IN_ALL,
    IN_WORDS,
    IN_WORDS_OF_THEM,
    IN_YEAR,
    INTEGER,
    NO_SAMPLE,
    NOT_OURS,
    OF_THEM_COUNTED,
    ON_AVERAGE,
    PLACES_AND_STUDIES,
    PLANNED,
    REACHED,
    READ,
    SAMPLE,
    SENT,
    SPOKEN,
    UNIT_BEFORE,
    N,
)
from enrichment.sections import Section, Sections, find_sections, lowered, sentences_to_read
from enrichment.texts import Span, Text
from kb.domain.claims import Claim, ClaimKind

STEP = "samples"
VERSION = "7"  # of `enrichment.follow_up` and `enrichment.numbers_taught` too

_DIGIT: Final = re.compile(r"\d")
_ORDER: Final = ("participants", "firms", "cases")
_YEAR: Final = range(1900, 2051)
_LARGEST: Final = 200_000_000
_FEWEST: Final = 5
_SMALLEST: Final = 2
_WRITTEN: Final = re.compile(rf"(?<![\w-])(?=\w){WRITTEN}")
# Words of their own in another language, or no more than an article, but for "a hundred" and "to hundre".
_OFTEN: Final = frozenset({"a", "one", "two", "två", "to", "ett", "et"})
_HUNDREDS: Final = (" hund", " thous", " tus")
_PLAINLY: Final = 20  # so many in words are counted wherever a sentence speaks of the sample
_ONLY_ADDED: Final = 0.0  # the rank of a number that counts only beside another
_ABOVE: Final = 0.95  # the rank of those who answered, above those who were asked
_BY_N: Final = 0.9  # the confidence of "N = 120"
_NEXT_GROUP: Final = 400  # characters to the second group
_APART: Final = 180  # characters between two groups at most
_Ranked = tuple[tuple[float, int, int], Claim]


def read_sample_size(text: Text, *, studied: bool = True) -> Claim:
    """Return the largest number of units that `text` says it studied; value None when it states none.

    Two groups of one number that are compared or matched are added up. Where nothing is `studied` (a policy, a count)
    only those who were drawn, interviewed or surveyed are a sample. The value is digits alone. `detail` has "unit":
    participants, firms, cases, the word that stands there, or "n" where only "n = 120" does. Places and studies are no
    sample. A number that is only planned has "planned" told. Confidence is 0.9 for an "N =", 0.8 in a sentence that
    speaks of the sample, 0.7 for a number in words, 0.6 for units that no list holds, else 0.5.
    """
    sections = find_sections(text.content)
    lower = lowered(text.content)
    best: tuple[tuple[float, int, int], Claim] | None = None
    for start, end in sentences_to_read(text, sections):
        drawn = studied or DRAWN.search(lower, start, end) is not None
        told = _in_words(lower, (start, end), sections)
        if _DIGIT.search(lower, start, end) is not None:
            told += _counted(text.content, lower, (start, end), sections)
        for rank, claim in _added(lower, (start, end), told):
            if (drawn or claim.confidence == _BY_N) and (best is None or rank > best[0]):
                best = (rank, claim)
    return _both_groups(lower, best[1]) if best else Claim(ClaimKind.SAMPLE_SIZE, None, STEP, VERSION)


def _in_words(lower: str, span: Span, sections: Sections) -> list[_Ranked]:
    """Return the numbers in words in a sentence that tells of a sample, as `_counted` does."""
    start, end = span
    if sections.at(start) is Section.BACKGROUND or BEGINNING.search(lower, start, end) is None:
        return []
    drawn = DRAWN.search(lower, start, end) is not None
    if not (drawn or SAMPLE.search(lower, start, end)) or NOT_OURS.search(lower, start, end):
        return []
    planned = (("planned", "yes"),) if PLANNED.search(lower, start, end) else ()
    found = []
    for match in BEGINNING.finditer(lower, start, end):
        word = match["word"]
        if not may_begin(word) or (word in _OFTEN and not lower.startswith(_HUNDREDS, match.end())):
            continue
        written = _WRITTEN.match(lower, match.start(), end)
        number = number_of(written[0]) if written else None
        if number is None or number <= _SMALLEST:
            continue
        told = IN_WORDS.match(lower, match.start(), end) or (
            drawn and IN_WORDS_OF_THEM.match(lower, match.start(), end)
        )
        # Within a sentence only where people were drawn: "one in five pupils" are none.
        if not told:
            continue
        unit = told.lastgroup if told.lastgroup in _ORDER else "participants"
        sure = 0.7 if number >= (_FEWEST if match.start() == start or drawn else _PLAINLY) else _ONLY_ADDED
        found.append(((sure, 0, number), _claim(number, told.span(), sure, (*planned, ("unit", unit)))))
    return found


def _added(lower: str, span: Span, found: list[_Ranked]) -> list[_Ranked]:
    """Return what was counted in one sentence, with the groups that it joins added up."""
    groups = sorted((one for one in found if one[1].told("unit") == "participants"), key=lambda one: one[1].start or 0)
    spoken = len(groups) > 1 and SPOKEN.search(lower, *span) is not None
    added = _joined(lower, _without_shares(groups), _another) if spoken else []
    for pair in pairwise(groups):
        added += _joined(lower, list(pair), _follows)
    for rank, claim in groups:
        again = BEFORE_AND_AFTER.match(lower, claim.end or 0)
        if again is not None and claim.value is not None:
            both = int(claim.value) + integer_of(again["number"])
            added.append(((*rank[:2], both), replace(claim, value=str(both), end=again.end())))
    return [one for one in found + added if one[0][0] > _ONLY_ADDED]


def _follows(between: str) -> bool:
    return AND.fullmatch(between) is not None


def _another(between: str) -> bool:
    return BESIDE.search(between) is not None and AMONG_THEM.search(between) is None


def _joined(lower: str, groups: list[_Ranked], joins: Callable[[str], bool]) -> list[_Ranked]:
    """Return the sum of groups where the words between each two join them, else nothing."""
    rank, sum_ = groups[0]
    for other, claim in groups[1:]:
        if (
            sum_.end is None
            or claim.start is None
            or not 0 <= claim.start - sum_.end <= _APART
            or not joins(lower[sum_.end : claim.start])
        ):
            return []
        both = int(sum_.value or 0) + int(claim.value or 0)
        rank = (max(rank[0], other[0]), rank[1], both)
        sum_ = replace(sum_, value=str(both), end=claim.end, confidence=max(sum_.confidence, claim.confidence))
    return [(rank, sum_)] if len(groups) > 1 else []


def _without_shares(groups: list[_Ranked]) -> list[_Ranked]:
    """Return the groups without those that a group right before them is made of: "24 youths, 18 girls and 6 boys"."""
    kept: list[_Ranked] = []
    place = 0
    while place < len(groups):
        kept.append(groups[place])
        whole = int(groups[place][1].value or 0)
        sums = list(accumulate(int(claim.value or 0) for _, claim in groups[place + 1 :]))
        place += 1 + (sums.index(whole) + 1 if whole in sums[1:] else 0)
    return kept


def _both_groups(lower: str, claim: Claim) -> Claim:
    """Return the claim with the second of two groups of the same size added; itself where none is told."""
    if claim.start is None or claim.end is None or claim.value is None or claim.confidence == _BY_N:
        return claim
    words = re.match(INTEGER, lower[claim.start : claim.end])
    if words is None:
        return claim
    near = lower[max(0, claim.start - _NEXT_GROUP) : claim.end + _NEXT_GROUP]
    if re.search(AS_MANY.replace("NUMBER", re.escape(words.group())), near, re.DOTALL) is None:
        return claim
    return replace(claim, value=str(2 * int(claim.value)))


def _counted(content: str, lower: str, span: Span, sections: Sections) -> list[_Ranked]:
    found = []
    start, end = span
    numbers = list(COUNTED.finditer(lower, start, end))
    speaks_of_sample = SAMPLE.search(lower, start, end) is not None
    not_ours = NOT_OURS.search(lower, start, end) is not None or sections.at(start) is Section.BACKGROUND
    planned = (("planned", "yes"),) if PLANNED.search(lower, start, end) else ()
    for match in N.finditer(content, start, end):
        number = integer_of(match["number"])
        if 2 <= number <= _LARGEST:
            unit = _unit_near(lower, match.start(), start)
            if unit in PLACES_AND_STUDIES:
                continue
            rank = (0.9, -_ORDER.index(unit) if unit in _ORDER else 0, number)
            found.append((rank, _claim(number, match.span(), _BY_N, (*planned, ("unit", unit)))))
    if not_ours:
        return found
    for match in numbers:
        number = integer_of(match["number"])
        unit = match.lastgroup or "participants"
        if (
            unit in PLACES_AND_STUDIES
            or not 2 <= number <= _LARGEST
            or (unit == "cases" and not READ.search(lower, start, end))
        ):
            continue
        dated = number in _YEAR and len(match["number"]) == 4
        if ON_AVERAGE.search(lower, start, match.start()):
            continue
        if dated and (not speaks_of_sample or IN_YEAR.search(lower, max(start, match.start() - 20), match.start())):
            continue
        sure = 0.8 if speaks_of_sample else 0.5
        rank = (sure + 0.1 if unit == "participants" and speaks_of_sample else sure, -_ORDER.index(unit), number)
        found.append((rank, _claim(number, match.span(), sure, (*planned, ("unit", unit)))))
    reached = REACHED.search(lower, start, end) is not None
    sent = SENT.search(lower, start, end) is not None
    for match in (
        *OF_THEM_COUNTED.finditer(lower, start, end),
        *(IN_ALL.finditer(lower, start, end) if reached else ()),
    ):
        given = match.groupdict()
        if given["number"] is None or reached:
            number = integer_of(given["number"] or given["after"] or given["who"])
            if number in _YEAR and IN_YEAR.search(lower, max(start, match.start() - 20), match.start()):
                continue
            if _FEWEST <= number <= _LARGEST:
                of_those_asked = sent and (given.get("answered") or given.get("after"))
                rank = (_ABOVE if of_those_asked else 0.8, 0, number)
                found.append((rank, _claim(number, match.span(), 0.7, (*planned, ("unit", "participants")))))
    if not found and DRAWN.search(lower, start, end):
        for match in COUNTED_ELSE.finditer(lower, start, end):
            number = integer_of(match["number"])
            if ON_AVERAGE.search(lower, start, match.start()):
                continue
            if 2 <= number <= _LARGEST and number not in _YEAR and not NO_SAMPLE.search(match["what"]):
                rank = (0.7, -len(_ORDER), number)
                found.append((rank, _claim(number, match.span(), 0.6, (*planned, ("unit", match["what"])))))
    return found


def _unit_near(content: str, place: int, first: int) -> str:
    """Return the unit that stands right before an "n =", as in "pupils (n = 120)", else "n"."""
    match = UNIT_BEFORE.search(content, max(first, place - 40), place)
    return match.lastgroup or "n" if match else "n"


def integer_of(words: str) -> int:
    """Return the number that `words` are, in digits with marks between thousands."""
    return int("".join(letter for letter in words if letter.isdigit()))


def _claim(number: int, span: Span, confidence: float, detail: tuple[tuple[str, str], ...]) -> Claim:
    return Claim(ClaimKind.SAMPLE_SIZE, str(number), STEP, VERSION, *span, confidence, detail)
