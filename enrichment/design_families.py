"""The families of words by which a study tells what it did, and the rules on them that a text meets.

The words are in enrichment/data/design_families.toml, in English, in Swedish and in Norwegian and Danish together; what
they tell is in enrichment/design_rules.py.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from typing import Final

from enrichment.cues import Cues
from enrichment.design_rules import RULES, Rule
from enrichment.texts import Span, Text

_FILE: Final = resources.files("enrichment") / "data" / "design_families.toml"
_LISTED: Final = {
    language: [(cue.strip(), family) for family, cues in families.items() for cue in cues.split(",")]
    for language, families in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()
}
_CUES: Final = Cues(
    {"en": _LISTED["en"], "sv": _LISTED["sv"], "nb": _LISTED["nordic"], "da": _LISTED["nordic"]}, every=True
)
# What is counted: no year, share, decimal or length of time.
_TIMED: Final = (
    r"\s?%|[- ](?:per ?cent|procent|prosent|pct|years?|months?|weeks?|days?|hours?|år"
    r"|månad|måned|veck|uke|uge|dag|kr|mil)"
)
# A digit comes first in the pattern, so that it is tried at digits alone.
_FIGURE: Final = re.compile(
    rf"(\d(?<![\d.,:].)(?:\d{{0,2}}(?:[ .,]\d{{3}})+|\d*))(?![.,]?\d)(?!{_TIMED})", re.IGNORECASE
)
_OF_TIME: Final = re.compile(_TIMED, re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# Of a number in words only the least is known.
_IN_WORDS: Final = {"number_low": 2, "number": 5}
# Persons so few are spoken with, so many are asked; fewer studies put together are one team's own data.
_SOME, _COUNT, _MANY = 2, 5, 200
# What has more digits counts nothing; of thousands of them Python makes no number.
_MOST_DIGITS: Final = 9
# Two families that make a third, or more of it, where the second's word follows the first's within so many characters.
_BEHIND: Final = 40
_RIGHT_BEHIND: Final = 14
_CUT_OFF: Final = ","
_PAIRED: Final = (
    ("few_people", "few", "people", _BEHIND),
    ("many_people", "many", "people", _BEHIND),
    ("other_places", "other", "places", _BEHIND),
    ("counted_works", "count", "works", _BEHIND),
    ("counted_hits", "count", "hits", _BEHIND),
    ("counted_databases", "some", "databases", _BEHIND),
    ("counted_controls", "count", "controls", _BEHIND),
    ("counted_without", "some", "bare_without", _BEHIND),
    ("before_spell", "spell", "before_it", _RIGHT_BEHIND),
    ("before_spell", "former", "spell", _RIGHT_BEHIND),
    ("after_spell", "spell", "after_it", _RIGHT_BEHIND),
    ("after_spell", "latter", "spell", _RIGHT_BEHIND),
    ("during_first", "first_of", "spell", _RIGHT_BEHIND),
    ("before_measure", "before", "measure", _BEHIND),
    ("after_measure", "after", "measure", _BEHIND),
    ("most_similar", "chosen", "alike", _BEHIND),
    ("just_over", "barely", "above", _RIGHT_BEHIND),
    ("just_under", "barely", "below", _RIGHT_BEHIND),
)
_DENYING: Final = frozenset(
    "no not never nor without lack lacks lacked lacking inte ej utan ingen inga aldrig saknar saknade saknas"
    " ikke uten uden aldri intet mangler manglet manglede".split()
)
_NEAR_ENOUGH = 24  # characters before a word in which it may be denied
_Families = dict[str, list[Span]]
_BY_FIRST: Final = {
    first: [rule for rule in RULES if rule.needs[0] == first and not rule.across]
    for first in {r.needs[0] for r in RULES}
}
_RULES_ACROSS: Final = tuple(rule for rule in RULES if rule.across)
# The families of which the rules across two sentences ask.
_ACROSS: Final = {family for rule in _RULES_ACROSS for family in (*rule.needs, *rule.unless)}


def find_families(text: Text, begin: int, stop: int) -> Iterator[tuple[Rule, Span]]:
    """Yield each rule that a sentence between `begin` and `stop` meets, with the stretch of its words."""
    before: _Families = {}
    for here in _by_sentence(text, begin, stop):
        both = {family: before.get(family, []) + here.get(family, []) for family in _ACROSS}
        for family in here:
            for rule in _BY_FIRST.get(family, ()):
                yield from _met(text, rule, here)
        for rule in _RULES_ACROSS:
            yield from _met(text, rule, both)
        before = here


def _met(text: Text, rule: Rule, families: _Families) -> Iterator[tuple[Rule, Span]]:
    if all(families.get(need) for need in rule.needs) and not any(families.get(other) for other in rule.unless):
        span = _shortest(text.content, rule, families)
        if span is not None:
            yield rule, span


def _by_sentence(text: Text, begin: int, stop: int) -> Iterator[_Families]:
    part = text.content[begin:stop]
    found: dict[Span, _Families] = defaultdict(lambda: defaultdict(list))
    for family, start, end in _words(text, part):
        found[text.sentence_at(begin + start)][family].append((begin + start, begin + end))
    for _, families in sorted(found.items()):
        for pair, first, second, behind in _PAIRED:
            if first in families and second in families:
                families[pair] += [
                    (one[0], other[1])
                    for one in families[first]
                    for other in families[second]
                    if 0 <= other[0] - one[1] <= behind and _CUT_OFF not in text.content[one[1] : other[0]]
                ]
        yield families


def _words(text: Text, part: str) -> Iterator[tuple[str, int, int]]:
    """Yield the family, start and end of each word and figure in `part` that is not denied right before."""
    for match in _FIGURE.finditer(part):
        digits = re.sub(r"\D", "", match[1])
        if _YEAR.fullmatch(match[1]):
            yield "year", *match.span()
        elif len(digits) <= _MOST_DIGITS:
            yield from _counting(int(digits), *match.span())
    place, denied = -1, False
    for family, (start, end) in _CUES.find(part, text.language):
        if family in _IN_WORDS:
            if _OF_TIME.match(part, end) is None:
                yield from _counting(_IN_WORDS[family], start, end)
            continue
        if start != place:  # several families may hold a word
            place, denied = start, _denied(part, start)
        if not denied:
            yield family, start, end


def _denied(part: str, start: int) -> bool:
    """Return whether one of the two words right before `start` is a denial; no mark may stand between."""
    two = part[max(0, start - _NEAR_ENOUGH) : start].lower().split()[-2:]
    return bool(two) and (two[-1] in _DENYING or (two[0] in _DENYING and two[-1].isalnum()))


def _counting(value: int, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the families to which a number of so many belongs."""
    if value >= _SOME:
        yield "some", start, end
    if value >= _COUNT:
        yield "count", start, end
        yield "many" if value >= _MANY else "few", start, end


def _shortest(content: str, rule: Rule, families: _Families) -> Span | None:
    """Return the shortest stretch that holds the words the rule needs, None where none is short enough."""
    best: Span | None = None
    for anchor in families[rule.needs[0]]:
        taken = [anchor]
        for family in dict.fromkeys(rule.needs[1:]):
            wanted = rule.needs.count(family)
            nearest = sorted(families[family], key=lambda span: abs(span[0] - anchor[0]))
            different = {content[slice(*span)].casefold(): span for span in reversed(nearest)}
            if len(different) < wanted:
                return best
            taken += sorted(different.values(), key=nearest.index)[:wanted]
        span = min(start for start, _ in taken), max(end for _, end in taken)
        if span[1] - span[0] <= rule.reach and (best is None or span[1] - span[0] < best[1] - best[0]):
            best = span
    return best
