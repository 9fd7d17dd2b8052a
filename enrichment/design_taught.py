"""Which study design a text tells of, by what was learned from made-up texts in four languages.

Authors tell a design in more ways than rules can list. Words, runs of two and three words, and pairs of word beginnings
near each other are weighed by a logistic regression (`benchmarks.train_designs`; docs/models.md).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from math import sqrt
from typing import IO, Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from enrichment.texts import Span, Text
from kb.catalogue.lemmas import NORDIC
from kb.domain.claims import StudyDesign
from kb.errors import Misconfigured

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
    model = packaged()
    places: dict[int, int] = {}
    for feature, start in features(text.content, text.title_end):
        row = model.rows.get(feature)
        if row is not None:
            places.setdefault(row, start)
    if not places:
        return None
    rows = np.fromiter(places, dtype=np.intp, count=len(places))
    rarities = model.rarities[rows]
    length = sqrt(float(rarities @ rarities))
    weighed = model.weights[rows] * (rarities / length)[:, None]
    scores = weighed.sum(axis=0) + model.intercepts
    likely = np.exp(scores - scores.max())
    likely /= likely.sum()
    best = int(likely.argmax())
    speaking: dict[Span, float] = {}
    for start, weight in zip(places.values(), weighed[:, best] - weighed.mean(axis=1), strict=True):
        sentence = text.sentence_at(start)
        speaking[sentence] = speaking.get(sentence, 0.0) + float(weight)
    return Judged(
        model.designs[best],
        max(speaking, key=lambda span: (speaking[span], -span[0])),
        dict(zip(model.designs, likely.tolist(), strict=True)),
        max(places.values()),
    )


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


@dataclass(frozen=True, slots=True)
class _Model:
    designs: tuple[StudyDesign | None, ...]
    rows: dict[str, int]
    rarities: NDArray[np.float32]
    weights: NDArray[np.float32]
    intercepts: NDArray[np.float32]


@cache
def packaged() -> _Model:
    """Return the weights that come with the program."""
    with files("enrichment").joinpath("data/design_taught.npz").open("rb") as file:
        return load_weights(file)


def load_weights(file: IO[bytes]) -> _Model:
    """Return the weights that `benchmarks.train_designs` has written; raise Misconfigured where they are not whole."""
    try:
        with np.load(file, allow_pickle=False) as held:
            designs, rows = str(held["designs"]).split("\n"), str(held["features"]).split("\n")
            model = _Model(
                tuple(StudyDesign(name) if name else None for name in designs),
                {feature: row for row, feature in enumerate(rows)},
                held["rarities"].astype(np.float32),
                held["weights"].astype(np.float32),
                held["intercepts"].astype(np.float32),
            )
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise Misconfigured(f"the weights of designs cannot be read: {error}; make train writes them anew") from error
    if model.weights.shape != (len(rows), len(designs)) or not len(rows) == len(model.rows) == len(model.rarities):
        raise Misconfigured("the weights of designs are not whole; make train writes them anew")
    return model
