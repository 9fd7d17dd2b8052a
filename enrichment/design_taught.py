"""Which study design a text tells of, by what was learned from made-up texts in four languages.

Authors tell a design in more ways than rules can list. Words, runs of two and three words, and pairs of word beginnings
near each other are weighed by a logistic regression (`benchmarks.train_designs`; docs/models.md).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

import numpy as np

from enrichment.texts import Span, Text
from enrichment.weighed import Weights, packaged_weights
from kb.catalogue.lemmas import NORDIC
from kb.domain.claims import StudyDesign
from kb.errors import Misconfigured

FILE: Final = "design_taught.npz"

_WORD: Final = re.compile(r"\w+")
# A report tells its design at the beginning; what it learned from had up to 170 words.
_MOST_WORDS: Final = 400
# A title and a sentence or two hold too few words to be judged by all of them together.
_FEWEST: Final = 40
_BEGINNING, _FURTHER = 5, 7
_APART: Final = 3
_BREAK: Final = "|"
_LANGUAGES: Final = frozenset({*NORDIC, "en"})


@dataclass(frozen=True, slots=True)
class Judged:
    """The likeliest design, None for no study, and the sentence that speaks most for it; `likely` holds all.

    `upto` is how far the text was read.
    """

    design: StudyDesign | None
    span: Span
    likely: Mapping[StudyDesign | None, float]
    upto: int


def judge_design(text: Text) -> Judged | None:
    """Return which design the text tells of, however unsure; None where it is too short or in a language not learnt."""
    if text.language not in _LANGUAGES or sum(1 for _ in islice(_WORD.finditer(text.content), _FEWEST)) < _FEWEST:
        return None
    found = packaged().find(features(text.content, text.title_end))
    if found is None:
        return None
    likely = np.exp(found.scores - found.scores.max())
    likely /= likely.sum()
    best = int(likely.argmax())
    designs = [StudyDesign(name) if name else None for name in packaged().classes]
    told = dict(zip(designs, likely.tolist(), strict=True))
    return Judged(designs[best], found.speaking(text, best), told, max(found.starts))


def features(content: str, title_end: int) -> Iterator[tuple[str, int]]:
    """Give what a text is judged by, with the place where each begins: in small letters, numbers as 0."""
    words = [
        ("0" if match[0][0].isdigit() else match[0].casefold(), match.start())
        for match in islice(_WORD.finditer(content), _MOST_WORDS)
    ]
    titled = sum(start < title_end for _, start in words)
    words.insert(titled, (_BREAK, title_end))
    for place, (word, start) in enumerate(words):
        if place < titled:
            yield f"t:{word}", start
        yield word, start
        if len(word) > _BEGINNING:
            yield f"{word[:_BEGINNING]}-", start
            yield f"{word[:_FURTHER]}-", start
            yield f"-{word[-_BEGINNING:]}", start
        for count in (2, 3):
            if place + count <= len(words):
                yield " ".join(one for one, _ in words[place : place + count]), start
        for other, _ in words[place + 1 : place + 1 + _APART]:
            yield f"{word[:_BEGINNING]}~{other[:_BEGINNING]}", start


@cache
def packaged() -> Weights:
    """Return the weights that come with the program; raise Misconfigured where they are of other designs."""
    found = packaged_weights(FILE)
    if strange := set(found.classes) - {"", *StudyDesign}:
        raise Misconfigured(f"{FILE} knows designs that are none: {', '.join(sorted(strange))}")
    return found
