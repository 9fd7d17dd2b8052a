"""Spelling: what the asker may have meant by a word that nobody knows, and labels that begin as she types."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein
from simplemma import is_known

from kb.catalogue.lexicon import LANGUAGES, Lexicon
from kb.domain.facts import Concept
from kb.domain.text import words

_SHORTEST_WORD = 4
_THRICE = re.compile(r"(.)\1\1")  # no word of these languages has a letter thrice in a row


class Spelling:
    """Suggests other spellings from the words of labels, of the lexicon and of the titles held."""

    def __init__(self, concepts: Iterable[Concept], lexicon: Lexicon, titles: Iterable[str] = ()) -> None:
        """`titles` are titles or single words of titles; whatever stands there is right, as names are."""
        self._lexicon = lexicon
        self._titles = frozenset(word for title in titles for word in words(title))
        self._known = {
            code: {word for entry in lexicon.vocabulary(code) for word in words(entry)} for code in LANGUAGES
        }
        for concept in concepts:
            for code, labels in concept.labels.items():
                self._known[code] |= {word for label in labels for word in words(label)}
        self._by_length: dict[str, dict[int, list[str]]] = {}
        for code in LANGUAGES:
            lengths = self._by_length[code] = {}
            for word in sorted(self._known[code] | self._known["en"] | self._titles):
                if len(word) >= _SHORTEST_WORD and word.isalpha():
                    lengths.setdefault(len(word), []).append(word)

    def suggestion(self, text: str, language: str) -> str | None:
        """Return the question as it may have been meant, None when each word is known or nothing is near.

        Only the first word for which there is a suggestion is changed. One letter may differ in words of up to six
        letters, two in longer ones; a swap of neighbours is one (Damerau 1964, doi:10.1145/363958.363994).
        """
        for word in dict.fromkeys(words(text)):
            meant = None if self._right(word, language) else self._nearest(word, language)
            if meant:
                place = text.casefold().find(word)
                if place >= 0:
                    return text[:place] + meant + text[place + len(word) :]
        return None

    def _right(self, word: str, language: str) -> bool:
        if len(word) < _SHORTEST_WORD or not word.isalpha() or word in self._titles:
            return True
        for code in (language, "en"):
            if word in self._known[code] or is_known(word, lang=code):
                return True
        return _THRICE.search(word) is None and len(self._lexicon.parts(word, language)) > 1

    def _nearest(self, word: str, language: str) -> str | None:
        most = 1 if len(word) <= 6 else 2
        lengths = range(len(word) - most, len(word) + most + 1)
        near = [candidate for length in lengths for candidate in self._by_length[language].get(length, ())]
        found = process.extract(word, near, scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=20)
        if not found:
            return None
        # Of the equally near, one that begins alike: people seldom miss the first letter.
        own = self._known[language]
        return min(found, key=lambda one: (one[1], one[0][0] != word[0], one[0] not in own, one[0]))[0]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A concept whose label begins as was typed: its id, its scheme, and that label."""

    concept: str
    scheme: str
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What may be meant by the beginning of a word; each concept once, preferred labels first."""

    challenges: tuple[Suggestion, ...] = ()
    measures: tuple[Suggestion, ...] = ()
    concepts: tuple[Suggestion, ...] = ()


class TypeAhead:
    """Finds labels in sv, en, nb and da by their beginning, or by the beginning of a later word of theirs."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        entries: list[tuple[str, int, int, Suggestion]] = []
        for concept in concepts:
            for order, code in enumerate(LANGUAGES):
                for rank, label in enumerate(concept.labels.get(code, ())):
                    if label.startswith("-") or label.endswith("-"):
                        continue
                    shown = Suggestion(concept.id, concept.scheme, label, code)
                    spoken = words(label)
                    preferred = 0 if rank == 0 else 1
                    for place in range(len(spoken)):
                        entries.append((" ".join(spoken[place:]), 2 * min(place, 1) + preferred, order, shown))
        self._entries = sorted(entries, key=lambda entry: entry[:3])
        self._keys = [entry[0] for entry in self._entries]

    def suggest(self, prefix: str, limit: int = 8) -> Suggestions:
        """Return at most `limit` challenges, measures and other concepts each; none for a prefix without words."""
        typed = " ".join(words(prefix))
        if not typed:
            return Suggestions()
        first = bisect_left(self._keys, typed)
        last = bisect_left(self._keys, typed + "\U0010ffff", first)
        ranked = sorted(self._entries[first:last], key=lambda entry: (entry[1], entry[2], len(entry[3].label)))
        best: dict[str, Suggestion] = {}
        for *_, shown in ranked:
            best.setdefault(shown.concept, shown)
        kinds: Mapping[str, list[Suggestion]] = {"challenges": [], "measures": [], "concepts": []}
        for shown in best.values():
            kind = kinds[shown.scheme if shown.scheme in kinds else "concepts"]
            if len(kind) < limit:
                kind.append(shown)
        return Suggestions(**{kind: tuple(found) for kind, found in kinds.items()})
