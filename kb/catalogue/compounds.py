"""Compounds of Swedish, Norwegian and Danish, split into words that are known."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from kb.catalogue.lemmas import LONGEST_WORD

_SHORTEST_PART: Final = 3
_SHORTEST_COMPOUND: Final = 7
_MOST_PARTS: Final = 4
_ENDINGS: Final = tuple(
    "arnas ernas ornas arna erna orna ernes erne enes ene ades ande ens ets ars ers ors ar er or en et na ad at ed es "
    "de te n t s r a e".split()
)
# Beginnings that are words of their own and yet no first part: "förening" holds no "för".
_NO_PARTS: Final = frozenset(
    "alla all allt att bara bland bli bra den det dem dess där där där efter eller ett ett från för före genom han hon "
    "hos hur här igen inom inte jag kan kring med men mer mest mot och också om oss samt sig sin sina ska som sådan "
    "till under utan vad var vara varje vem vid vill över ej få få går ger har ja nej när nu så åt än är "
    "av fra etter over ved hvis hva hvem som den det der her men mens når også eller enn hos med mot og uten "
    "af efter hvad hvor når også eller end til ud ind han hun men meget mere mest ingen ting lig del del sten "
    "ing ning het lek lös sam ens ell ene ere "
    # Short words that are endings, or are read into the middle of others: "föra|lag", "lika|tio", "same|verkan".
    "anse ansa föra inga inse inta liga ner peka sade same sen tio tre två via vis".split()
)


class Splitter:
    """Splits words of one language: longest first part first, fewest parts; what is not known all through stays whole.

    Built from dictionary forms. First parts lose or change their last vowel ("skola", "skolgård"; "kvinna",
    "kvinnojour"), so these forms are kept beside them.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._whole = {
            word for entry in vocabulary if (word := entry.lower()).isalpha() and len(word) >= _SHORTEST_PART
        } - _NO_PARTS
        self._first: dict[str, str] = {}
        for word in sorted(self._whole):  # sorted: the same word wins in every process
            for form in joining_forms(word):
                if form == word:
                    self._first[form] = word
                else:
                    self._first.setdefault(form, word)
        self._longest = max(map(len, self._first), default=0)
        self.parts = lru_cache(maxsize=100_000)(self._parts)

    def _parts(self, word: str) -> tuple[str, ...]:
        """Return the dictionary forms of the parts; the word alone where it is no compound of known words."""
        lower = word.lower()
        if not _SHORTEST_COMPOUND <= len(lower) <= LONGEST_WORD or not lower.isalpha():
            return (lower,)
        return self._split(lower, _MOST_PARTS) or (lower,)

    def _split(self, word: str, most: int) -> tuple[str, ...]:
        firsts = [
            (end, self._first[word[:end]])
            for end in range(min(len(word) - _SHORTEST_PART, self._longest), _SHORTEST_PART - 1, -1)
            if word[:end] in self._first
        ]
        for end, first in firsts:
            last = self._known(word[end:])
            if last:
                return (first, last)
        if most > 2:
            for end, first in firsts:
                rest = self._split(word[end:], most - 1)
                if rest:
                    return (first, *rest)
        return ()

    def _known(self, rest: str) -> str | None:
        """Return the dictionary form of the last part, by rules alone: a dictionary asked for every cut is slow."""
        if len(rest) < _SHORTEST_PART:
            return None
        if rest in self._whole:
            return rest
        for ending in _ENDINGS:
            if rest.endswith(ending) and len(rest) - len(ending) >= _SHORTEST_PART:
                stem = rest[: -len(ending)]
                for form in (stem, stem + "a", stem + "e"):
                    if form in self._whole:
                        return form
        return None


def joining_forms(word: str) -> Iterable[str]:
    """Return how a word looks as the first part of a compound."""
    yield word
    yield word + "s"
    yield word + "e"
    if word[-1] in "ae" and len(word) > _SHORTEST_PART:
        stem = word[:-1]
        yield stem
        for link in ("s", "o", "u", "e"):
            yield stem + link
    elif word[-1] not in "eiouyåäöæø":
        yield word + "a"
        yield word + "n"
