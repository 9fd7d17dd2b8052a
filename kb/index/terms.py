"""Words as sparse vectors, weighted by BM25, that find Swedish compounds by their parts."""

import threading
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import snowballstemmer
from numpy.typing import NDArray

from kb.catalogue.lemmas import NORDIC, lemma
from kb.catalogue.lexicon import splitter
from kb.domain.text import words
from kb.index.port import Sparse

# Robertson & Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and Beyond; the usual k1 and b.
# The inverse document frequency is the index's part (Qdrant's IDF modifier).
_K1: Final = 1.2
_B: Final = 0.75
# Passages hold about as many words as the embedding model reads: 98 in Swedish, 190 in English.
_USUAL_LENGTH: Final = {"nordic": 98.0, "english": 190.0, "other": 120.0}
_GRAM = 4
# A 4-gram is weaker evidence than the word: measured on paraphrased Swedish questions, 4-grams beside whole
# words raise recall@5 from 0.05 (Snowball) to 0.33.
_GRAM_WEIGHT = 0.25
# The commonest 4-grams tell no text from another ("ning", "tion", "ighe"), but are a third of all terms, and theirs are
# the longest lists to go through: left out at nDCG@10 of 0.516 against 0.522 (`benchmarks.common_grams`).
_COMMON: Final = frozenset(Path(__file__).with_name("common_grams.txt").read_text(encoding="utf-8").split())
_SHORTEST_WITH_GRAMS = 6
_SHORTEST_SPELT_TWICE = 6
_STEMMER = snowballstemmer.stemmer("english")
# It keeps the word at hand in itself: a search beside a build got the other's stem, or an IndexError.
_STEMMING = threading.Lock()
_SPELLINGS: Final = (
    ("our", "or"),
    ("isation", "ization"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("ence", "ense"),
    ("paed", "ped"),
)
# A part says what the compound is about, but less surely than the word itself: "skolgård" is no "gård".
_PART_WEIGHT = 0.5


def language_group(language: str | None) -> str:
    """Return the group in which passages compete: nordic (sv, nb, nn, da), english, or other."""
    if language in NORDIC:
        return "nordic"
    return "english" if language == "en" else "other"


def passage_terms(text: str, language: str | None) -> Sparse:
    """Return the terms of a passage with their BM25 weight without IDF."""
    code = language or "en"
    found = [
        (features, times)
        for word, times in Counter(words(text.replace("\u00ad", ""))).items()
        if (features := _arrays(word, code)) is not None
    ]
    if not found:
        return Sparse((), ())
    length = sum(times for _, times in found)
    # Arrays, because a passage in a Nordic language has some 400 terms: term by term it took four times as long.
    places = np.concatenate([indices for (indices, _), _ in found])
    counts = np.concatenate([weights * times if times > 1 else weights for (_, weights), times in found])
    indices, inverse = np.unique(places, return_inverse=True)
    counted = np.bincount(inverse, weights=counts)
    saturation = _K1 * (1 - _B + _B * length / _USUAL_LENGTH[language_group(language)])
    weights = counted * (_K1 + 1) / (counted + saturation)
    return Sparse(tuple(indices.tolist()), tuple(weights.tolist()))


def query_terms(weighted: Mapping[str, float], language: str, *, grams: bool = True) -> Sparse:
    """Return the terms of a question from phrases and their weights; a term in several phrases keeps the highest.

    Without `grams` a word is found whole or as a part of a compound only.
    """
    return _weighed(weighted, lambda word: [f for f in _features(word, language) if grams or f[1] > _GRAM_WEIGHT])


def whole_terms(
    weighted: Mapping[str, float], language: str, kinds: Callable[[str, str], Iterable[str]] | None = None
) -> Sparse:
    """Return the terms of the words whole, and of the kinds of things that each is, by `kinds(word, language)`."""

    def whole(word: str) -> list[tuple[int, float]]:
        features = dict(_features(word, language))
        wanted = [lemma(word, language), *(kinds(word, language) if kinds else ())]
        indices = [_index(one) for one in wanted] if language in NORDIC else list(features)
        return [(index, features[index]) for index in indices if index in features]

    return _weighed(weighted, whole)


def last_part(word: str, language: str) -> tuple[str, ...]:
    """Return the last part of a Nordic compound in its dictionary form, nothing for what is none.

    It is what the compound is a kind of: "brottsvinster" are "vinster".
    """
    parts = splitter(language).parts(lemma(word, language)) if language in NORDIC else ()
    return parts[-1:] if len(parts) > 1 else ()


def _weighed(weighted: Mapping[str, float], features: Callable[[str], Iterable[tuple[int, float]]]) -> Sparse:
    best: dict[int, float] = {}
    for phrase, importance in weighted.items():
        for word in words(phrase):
            for index, weight in features(word):
                best[index] = max(best.get(index, 0.0), weight * importance)
    return _sparse(best)


def merged(vectors: Iterable[Sparse]) -> Sparse:
    """Return one vector of all terms; a term in several keeps its highest weight."""
    best: dict[int, float] = {}
    for vector in vectors:
        for index, weight in zip(vector.indices, vector.values, strict=True):
            best[index] = max(best.get(index, 0.0), weight)
    return _sparse(best)


def without(vector: Sparse, left_out: Sparse) -> Sparse:
    """Return the vector without the terms of another."""
    gone = set(left_out.indices)
    return _sparse({i: value for i, value in zip(vector.indices, vector.values, strict=True) if i not in gone})


def content_words(text: str, language: str) -> list[str]:
    """Return the words of `text` that are no stop words, in order."""
    stop = _stop_words(language)
    return [word for word in words(text) if word not in stop and len(word) > 1]


@lru_cache(maxsize=200_000)
def _arrays(word: str, language: str) -> tuple[NDArray[np.uint32], NDArray[np.float64]] | None:
    features = _features(word, language)
    if not features:
        return None
    indices, weights = zip(*features, strict=True)
    return np.array(indices, dtype=np.uint32), np.array(weights)


@lru_cache(maxsize=20_000)
def _features(word: str, language: str) -> tuple[tuple[int, float], ...]:
    if word in _stop_words(language) or len(word) < 2 or len(word) > 60:
        return ()
    bare = lemma(word, language)
    if language not in NORDIC:
        return ((_index(_stem(bare) if language == "en" else bare), 1.0),)
    features = {_index(bare): 1.0}
    parts = splitter(language).parts(bare)
    if len(parts) > 1:
        for part in parts:
            features.setdefault(_index(part), _PART_WEIGHT)
    for gram in grams(word, bare) - _COMMON:
        features.setdefault(_index("#" + gram), _GRAM_WEIGHT)
    return tuple(features.items())


def grams(word: str, bare: str) -> frozenset[str]:
    """Return the 4-grams of a Nordic word's dictionary form `bare`; a short word has none."""
    if len(word) < _SHORTEST_WITH_GRAMS:
        return frozenset()
    return frozenset(bare[start : start + _GRAM] for start in range(len(bare) - _GRAM + 1))


def _stem(word: str) -> str:
    """Return the Snowball stem (Porter 2001), the same for both spellings: behaviour, behavior; victimise, victimize.

    What comes out need be no word, since texts and questions go the same way.
    """
    if len(word) >= _SHORTEST_SPELT_TWICE:
        for british, american in _SPELLINGS:
            word = word.replace(british, american)
        word = word.removesuffix("me") if word.endswith("gramme") else word
    with _STEMMING:
        return str(_STEMMER.stemWord(word))


@cache
def _stop_words(language: str) -> frozenset[str]:
    code = {"nn": "nb"}.get(language, language)
    if code not in {"sv", "nb", "da", "en", "fi", "de"}:
        return frozenset()
    import spacy  # not before it is needed: it brings torch with it, 250 MB

    return frozenset(spacy.blank(code).Defaults.stop_words)


def _index(term: str) -> int:
    return zlib.crc32(term.encode())


def _sparse(weights: Mapping[int, float]) -> Sparse:
    ordered: Iterable[int] = sorted(weights)
    kept = tuple(ordered)
    return Sparse(kept, tuple(weights[index] for index in kept))


def concept_vector(weights: Mapping[str, float]) -> Sparse:
    """Return the concept ids as a sparse vector with their weights."""
    return _sparse({_index(concept): weight for concept, weight in weights.items()})
