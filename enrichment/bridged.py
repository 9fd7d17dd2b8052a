"""The words of a text as one language has them, so that what is learnt of texts in one language holds for four.

Swedish, Norwegian and Danish words are led to English by the lexicon (`kb.catalogue.lexicon`), its rows alone: what is
learnt must not change with the thesaurus. English words are led to their dictionary form, as the glosses are. A word
that the lexicon does not know stands for itself, by its language and its first letters, and any number for every one.
"""

import re
from functools import cache
from itertools import islice
from typing import Final

from kb.catalogue.lemmas import LONGEST_WORD, lemma
from kb.catalogue.lexicon import Lexicon, load_rows

# A report says at its beginning what it is about; what was learnt from had up to 180 words.
MOST_WORDS: Final = 400
# Fewer words say too little together.
FEWEST_WORDS: Final = 40
TITLE: Final = "t:"
NUMBER: Final = "0"
_WORD: Final = re.compile(r"\w+")
_SOURCES: Final = {"sv": "sv", "nb": "nb", "nn": "nb", "da": "da", "en": "en"}
_FIRST_LETTERS: Final = 6


def bridged(content: str, language: str | None, title_end: int) -> list[tuple[str, int]]:
    """Return the first 400 words in English with the place where each begins, each word of a title twice, once as such.

    A phrase or a compound is as many words as its gloss has. Nothing where fewer than 40 words are written, and in
    languages other than Swedish, Norwegian, Danish and English.
    """
    places = list(islice(_WORD.finditer(content), MOST_WORDS))
    if len(places) < FEWEST_WORDS:
        return []
    found = _words_of(places, language)
    return [*((f"{TITLE}{word}", start) for word, start in found if start < title_end), *found]


def bridged_stretch(content: str, language: str | None, span: tuple[int, int], most: int) -> list[tuple[str, int]]:
    """Return the first `most` words of a stretch, such as a sentence, in English with the place where each begins.

    However few they are; nothing in languages other than Swedish, Norwegian, Danish and English.
    """
    return _words_of(list(islice(_WORD.finditer(content, *span), most)), language)


def _words_of(places: list[re.Match[str]], language: str | None) -> list[tuple[str, int]]:
    source = _SOURCES.get(language or "")
    if source is None:
        return []
    written = [match[0][:LONGEST_WORD].casefold() for match in places]
    if source == "en":
        return [(_plain(lemma(word, "en")), match.start()) for word, match in zip(written, places, strict=True)]
    return [
        (word, places[gloss.first].start())
        for gloss in _lexicon().read_words(written, source, "en")
        for word in _in_english(gloss.written, gloss.words, source)
    ]


def _in_english(written: str, words: tuple[str, ...], source: str) -> list[str]:
    if not words:
        return [NUMBER if written[0].isdigit() else f"{source}:{written[:_FIRST_LETTERS]}"]
    return [_plain(lemma(word, "en")) for word in words[0].split()]


def _plain(word: str) -> str:
    return NUMBER if word[0].isdigit() else word


@cache
def _lexicon() -> Lexicon:
    return Lexicon(load_rows())
