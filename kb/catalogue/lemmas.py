"""Lemmas: one dictionary form for the forms of a word, the same for texts, labels and questions."""

from functools import lru_cache

import simplemma

NORDIC = ("sv", "nb", "nn", "da")
# simplemma knows no Norwegian but bokmål; nynorsk shares most of its words with it.
_DICTIONARIES = {"sv": "sv", "nb": "nb", "nn": "nb", "da": "da", "en": "en"}
# Endings of the definite form and the genitive, the longest first, for words of which the dictionary knows another one
# alone ("gängen" is "gänge" to it). A stem of four letters at least: "faren" is no "far".
_ENDINGS = {
    "sv": ("arnas", "ernas", "ornas", "arna", "erna", "orna", "ens", "ets", "en", "et", "s"),
    "nb": ("enes", "ene", "ens", "ets", "en", "et", "s"),
    "da": ("ernes", "erne", "enes", "ene", "ens", "ets", "en", "et", "s"),
}
_SHORTEST_STEM = 4
# What the dictionary gets wrong and nearly every text has: "ska" is no school.
_CORRECTED = {("sv", "ska"): "ska", ("sv", "skall"): "ska", ("sv", "skulle"): "ska"}
LONGEST_WORD = 60


@lru_cache(maxsize=100_000)
def lemma(word: str, language: str) -> str:
    """Return the dictionary form of `word` in lower case; the word itself in languages without dictionary.

    simplemma with `greedy` maps 66 of 70 inflected Swedish, Norwegian, Danish and English words right where
    spaCy's lookup tables map 59 and the Snowball stemmers 53.
    """
    lower = word.lower()
    dictionary = _DICTIONARIES.get(language)
    if dictionary is None or not lower.isalpha() or len(lower) > LONGEST_WORD:
        return lower
    if (dictionary, lower) in _CORRECTED:
        return _CORRECTED[dictionary, lower]
    found = str(simplemma.lemmatize(lower, lang=dictionary, greedy=True)).lower()
    if language == "en":  # "shootings" leads to "shooting" and that to "shoot": go on, so that all three meet
        found = str(simplemma.lemmatize(found, lang=dictionary, greedy=True)).lower()
    return found


def readings(word: str, language: str) -> tuple[str, ...]:
    """Return the dictionary forms that `word` may have, the likeliest first: `lemma`, then what rules make of it.

    The rules are for the Nordic languages. They take a definite form or genitive back to its stem, a form of a form
    back to the form ("intagna", "intagen", "intag"), and a word with hyphens to the form of its last part
    ("hbtq-personers" is "hbtq-person") and to the word without them ("gäng-kriminella" is "gängkriminell").
    """
    lower = word.lower()
    if len(word) > LONGEST_WORD:  # not even looked up: what is looked up is kept
        return (lower,)
    first = lemma(word, language)
    endings = _ENDINGS.get(_DICTIONARIES.get(language, ""))
    if endings is None:
        return (first,)
    found = [first, lemma(first, language)]
    if "-" in lower:
        head, last = lower.rsplit("-", maxsplit=1)
        found += [f"{head}-{lemma(last, language)}", lemma(lower.replace("-", ""), language)]
    found += [
        lower.removesuffix(ending)
        for ending in endings
        if lower.endswith(ending) and len(lower) - len(ending) >= _SHORTEST_STEM
    ]
    return tuple(dict.fromkeys(found))
