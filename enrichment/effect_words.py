"""The words that tell what became of an outcome, in the languages we read, and those that tell that nothing did yet.

A cue has a direction (less, more, good, bad, none, neutral, mixed) and a form: v a finite verb that takes an object
or none, i one that takes none, b an infinitive, g an "-ing" form, n a noun, a a comparison, p a phrase of its own.
"good" and "bad" become less or more by what is wished for of the outcome; "neutral" counts only when it is negated.
"""

import re
from dataclasses import dataclass
from typing import Final

from enrichment.effect_shares import find_figures
from enrichment.effect_words_english import ENGLISH
from enrichment.effect_words_nordic import DANISH_NORWEGIAN, SWEDISH


def _cues(words: dict[str, str]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(f"(?P<{k}>{v})" for k, v in words.items()) + r")(?![\w-])")


_CUES: Final = {"en": _cues(ENGLISH), "sv": _cues(SWEDISH), "nb": _cues(DANISH_NORWEGIAN)}
_CUES["nn"] = _CUES["da"] = _CUES["nb"]

_CHANGES: Final = frozenset({"less", "more", "none", "mixed", "good", "bad"})
_HOW_MUCH: Final = frozenset({"more", "mer", "mere", "meir", "less", "mindre"})
_SOMEWHAT: Final = re.compile(
    r" (?:(?:\w+ly|något|klart|betydligt|noe|litt|klart|betydelig|lidt|noget|markant|much) )?"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of change with its place: `direction` and `form` as in this module's first lines."""

    start: int
    end: int
    direction: str
    form: str


def find_cues(lower: str, start: int, end: int, language: str | None) -> list[Cue]:
    """Return the words of change between `start` and `end` of a text in lower case, in order."""
    pattern = _CUES.get(language or "en", _CUES["en"])
    found: list[Cue] = []
    for m in pattern.finditer(lower, start, end):
        cue = Cue(m.start(), m.end(), *(m.lastgroup or "neutral_n").split("_"))
        # "minskade mer i försöksområdet än": only how much
        if (
            m.group() in _HOW_MUCH
            and found
            and found[-1].form in "vi"
            and _SOMEWHAT.fullmatch(lower, found[-1].end, cue.start)
        ):
            continue
        found.append(cue)
    if not any(cue.direction in _CHANGES for cue in found):
        found += [Cue(*figures, "v") for figures in find_figures(lower, start, end)]
    return sorted(found, key=lambda cue: cue.start)
