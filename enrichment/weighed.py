"""Weights of names of features, learnt and kept in a file: what several readers add up.

A text's features, each once, weigh by their rarity; the row of them is brought to length 1 and multiplied by the
weights of each class (tf-idf with cosine normalisation: Salton & Buckley 1988, doi:10.1016/0306-4573(88)90021-0).
"""

import io
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import sqrt
from typing import IO, Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from enrichment.texts import Span, Text
from kb.errors import Misconfigured

Floats = NDArray[np.float32]
# Of the many weights of topics whole sixty-fourths are kept: 1 byte each, below 2.
STEP_OF_WEIGHTS: Final = 64


@dataclass(frozen=True, slots=True)
class Found:
    """What a text's features come to: the score of each class, and by how much each feature speaks for each."""

    scores: Floats
    weighed: Floats  # one row a feature
    starts: Sequence[int]

    def speaking(self, text: Text, column: int) -> Span:
        """Return the sentence that speaks most for a class, beside what it says of the others where there are any."""
        speaking: dict[Span, float] = {}
        beside = self.weighed.mean(axis=1) if self.weighed.shape[1] > 1 else 0.0
        for start, weight in zip(self.starts, self.weighed[:, column] - beside, strict=True):
            sentence = text.sentence_at(start)
            speaking[sentence] = speaking.get(sentence, 0.0) + float(weight)
        return max(speaking, key=lambda span: (speaking[span], -span[0]))


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt: for each feature its rarity and its weight for each class, and each class's intercept."""

    classes: tuple[str, ...]
    rows: dict[str, int]
    rarities: Floats
    weights: Floats
    intercepts: Floats

    def find(self, features: Iterable[tuple[str, int]]) -> Found | None:
        """Return what the features of a text, each with its place, come to; None where none of them is known."""
        places: dict[int, int] = {}
        for feature, start in features:
            row = self.rows.get(feature)
            if row is not None:
                places.setdefault(row, start)
        if not places:
            return None
        rows = np.fromiter(places, dtype=np.intp, count=len(places))
        rarities = self.rarities[rows]
        weighed = self.weights[rows] * (rarities / sqrt(float(rarities @ rarities)))[:, None]
        return Found(weighed.sum(axis=0) + self.intercepts, weighed, tuple(places.values()))


def packaged_weights(name: str) -> Weights:
    """Return the weights in enrichment/data/`name`; raise Misconfigured where they are not whole."""
    try:
        kept = files("enrichment").joinpath("data", name).read_bytes()
    except OSError as error:
        raise Misconfigured(f"{name} cannot be read: {error}; make train writes it anew") from error
    return load_weights(io.BytesIO(kept), name)


def load_weights(file: IO[bytes], name: str) -> Weights:
    """Return the weights that `save_weights` has written; raise Misconfigured, naming `name`, if they are not whole."""
    try:
        with np.load(file, allow_pickle=False) as held:
            classes, features = (str(held[part]).split("\n") for part in ("classes", "features"))
            kept = held["weights"]
            found = Weights(
                tuple(classes),
                {feature: row for row, feature in enumerate(features)},
                held["rarities"].astype(np.float32),
                kept.astype(np.float32) / (STEP_OF_WEIGHTS if kept.dtype == np.int8 else 1),
                held["intercepts"].astype(np.float32),
            )
    # What numpy, zipfile and zlib raise, as the wrong byte lies.
    except (OSError, ValueError, TypeError, KeyError, EOFError, NotImplementedError, BadZipFile, zlib.error) as error:
        raise Misconfigured(f"{name} cannot be read: {error}; make train writes it anew") from error
    features_of, classes_of = (len(features),), (len(classes),)
    shapes = (found.rarities.shape, found.intercepts.shape, found.weights.shape)
    numbers = (found.rarities, found.intercepts, found.weights)
    if (
        shapes != (features_of, classes_of, features_of + classes_of)
        or len(found.rows) != len(features)
        or not all(np.isfinite(each).all() for each in numbers)
    ):
        raise Misconfigured(f"{name} is not whole; make train writes it anew")
    return found


def save_weights(file: IO[bytes], found: Weights, *, small: bool = False) -> None:
    """Write weights, as half-precision numbers or, `small`, as whole sixty-fourths from -2 to 127/64."""
    weights = (
        np.clip(np.rint(found.weights * STEP_OF_WEIGHTS), -128, 127).astype(np.int8)
        if small
        else found.weights.astype(np.float16)
    )
    np.savez_compressed(
        file,
        classes=np.array("\n".join(found.classes)),
        features=np.array("\n".join(found.rows)),
        rarities=found.rarities.astype(np.float16),
        weights=weights,
        intercepts=found.intercepts.astype(np.float32),
    )
