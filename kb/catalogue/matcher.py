"""Find the concepts of the thesaurus in a text, with the words that name them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.catalogue.lemmas import LONGEST_WORD, NORDIC, lemma, readings
from kb.domain.facts import Concept

_LABELS_OF = {"sv": "sv", "nb": "nb", "nn": "nb", "da": "da", "en": "en"}
_LONGEST_TEXT = 1_000_000
_LONGEST_ACRONYM = 6
# Hyphenated words are one word in the Nordic languages, where they are compounds, and several in English.
_CUT_COMPOUNDS = re.compile(r"\w+(?:-\w+)*|[^\w\s]|\n\n")
_CUT_WORDS = re.compile(r"\w+|[^\w\s]|\n\n")
_OTHER = "\u2063"  # stands for every word that no label holds


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named in a text: the label that matched, and where it stands (character offsets)."""

    concept: str
    label: str
    start: int
    end: int


class ConceptMatcher:
    """Matches labels on lemmas, compound heads on the beginnings of words, acronyms letter by letter.

    Swedish, Norwegian and Danish texts are also searched for English labels of two words or more, since
    programmes keep their English names there; shorter ones would collide (Danish "gang" is "time").
    Texts in other languages are searched for English labels of two words or more and for acronyms.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts = {concept.id: concept for concept in concepts}
        self._tables: dict[str, _Table] = {}

    def find(self, text: str, language: str, *, question: bool = False) -> list[Mention]:
        """Return the concepts named in `text`, in the order of their place; overlaps within a concept once.

        A `question` is too short to hold the company that ambiguous labels want, and is asked about the field:
        there labels count alone.
        """
        return self._table(language).find(text[:_LONGEST_TEXT], question)

    def _table(self, language: str) -> "_Table":
        code = _LABELS_OF.get(language, "xx")
        if code not in self._tables:
            self._tables[code] = _Table(code, self._concepts)
        return self._tables[code]


class _Table:
    """The labels of one language, ready to match.

    A text becomes a list of lemmas in which every word that no label holds is one and the same placeholder: memory
    does not grow with the words that texts and questions bring. Labels are found by their beginnings, word by word.
    spaCy's PhraseMatcher finds the same a tenth faster, but took 2 s and 250 MB to come up and doubled the time in
    which a table is built.
    """

    def __init__(self, language: str, concepts: dict[str, Concept]) -> None:
        self._language = language
        self._cut = _CUT_COMPOUNDS if language in NORDIC else _CUT_WORDS
        self._heads = _Parts()
        self._tails = _Parts()
        self._acronyms: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._labels: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._concepts = concepts
        self._company: dict[tuple[str, str], tuple[str, ...]] = {}
        self._read = lru_cache(maxsize=50_000)(self._word)
        for concept in concepts.values():
            needed = concept.co_words or {}
            for label in self._usable(concept):
                self._add(concept.id, label)
                if label in needed:
                    self._company[concept.id, label] = tuple(word.lower() for word in needed[label])
        self._known = {word for key in self._labels for word in key.split("\t")}
        self._beginnings = {key[:end] for key in self._labels for end in _ends(key)}

    def find(self, text: str, question: bool) -> list[Mention]:
        places = [match.span() for match in self._cut.finditer(text)]
        words = [
            self._read(text[start:end]) if end - start <= LONGEST_WORD else self._word(text[start:end])
            for start, end in places
        ]
        found = [
            (places[first][0], places[last][1], concept, label)
            for key, first, last in self._phrases([word for word, _ in words])
            for concept, label in self._labels[key]
            if last > first or not self._excepted(concept, text[slice(*places[first])])
        ]
        found += [
            (start, end, concept, label)
            for (start, end), (_, owners) in zip(places, words, strict=True)
            for concept, label in owners
        ]
        return self._kept(found, None if question else _Company(text.lower()))

    def _phrases(self, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Yield the key of each label in `words`, with the places of its first and its last word."""
        for first, word in enumerate(words):
            key, last = word, first
            while key in self._beginnings:
                if key in self._labels:
                    yield key, first, last
                last += 1
                if last == len(words):
                    break
                key += "\t" + words[last]

    def _usable(self, concept: Concept) -> list[str]:
        own = concept.labels.get(self._language, ())
        if self._language == "en":
            return list(own)
        english = [label for label in concept.labels.get("en", ()) if " " in label or is_acronym(label)]
        return [*own, *(label for label in english if label not in own)]

    def _add(self, concept: str, label: str) -> None:
        if label.endswith("-"):
            self._heads.add(label[:-1].lower(), (concept, label))
        elif label.startswith("-"):
            self._tails.add(label[:0:-1].lower(), (concept, label))
        elif is_acronym(label):
            self._acronyms[label].append((concept, label))
        else:
            self._labels[label_key(label, self._language)].append((concept, label))

    def _word(self, word: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return the word as labels have it, and the concepts that it names by its beginning, its end or as an acronym.

        The word is the first of its readings that occurs in a label, else the placeholder.
        """
        lower, forms = word.lower(), readings(word, self._language)
        found = self._acronyms.get(word, []) or self._acronyms.get(word.split("-", maxsplit=1)[0], [])
        if self._heads or self._tails:  # English has neither
            tails = self._tails.of({form[::-1] for form in (lower, *forms)}, shorter_than=len(lower))
            found = self._heads.of({lower, lower.replace("-", "")}) + tails + found
        owners = tuple((concept, label) for concept, label in found if not self._excepted(concept, word))
        return next((form for form in forms if form in self._known), _OTHER), owners

    def _excepted(self, concept: str, word: str) -> bool:
        return word.lower() in self._concepts[concept].exceptions

    def _kept(self, found: list[tuple[int, int, str, str]], present: "_Company | None") -> list[Mention]:
        """Return what stands; ambiguous labels want company among the words `present`, and none where that is None."""
        mentions: list[Mention] = []
        last_end: dict[str, int] = {}
        # The longest of those that begin at one place comes first and covers the rest of the same concept.
        for start, end, concept, label in sorted(found, key=lambda f: (f[0], -f[1], f[2])):
            if start < last_end.get(concept, 0):
                continue
            needed = self._company.get((concept, label))
            if present is not None and needed is not None and not present.any_of(needed):
                continue
            mentions.append(Mention(concept, label, start, end))
            last_end[concept] = end
        return mentions


class _Company:
    """The words of one text, to ask for beginnings of words in it.

    A search of the text for each ambiguous label took seconds on a long report; its words are sorted once.
    """

    def __init__(self, lower: str) -> None:
        self._lower = lower
        self._words = sorted(set(re.findall(r"\w+", lower)))
        self._known: dict[str, bool] = {}

    def any_of(self, needed: tuple[str, ...]) -> bool:
        """Return whether a word of the text begins with one of `needed`, or the text holds it if it is several."""
        return any(self._holds(beginning) for beginning in needed)

    def _holds(self, beginning: str) -> bool:
        if beginning not in self._known:
            place = bisect_left(self._words, beginning)
            self._known[beginning] = (
                place < len(self._words) and self._words[place].startswith(beginning)
                if beginning.isalnum()
                else re.search(rf"\b{re.escape(beginning)}", self._lower) is not None
            )
        return self._known[beginning]


class _Parts:
    """Beginnings of words, or ends spelt backwards, with the labels that hold them.

    They lie by their first two letters: to compare each new word with hundreds of them took most of the reading.
    """

    def __init__(self) -> None:
        self._parts: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(dict)
        self._ranks: dict[str, int] = {}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._ranks)

    def add(self, part: str, owner: tuple[str, str]) -> None:
        """Let `part` name the concept and label of `owner`."""
        self._parts[part[:2]].setdefault(part, []).append(owner)
        self._ranks.setdefault(part, len(self._ranks))

    def of(self, words: set[str], shorter_than: int | None = None) -> list[tuple[str, str]]:
        """Return the owners of the parts that one of `words` begins with, in the order in which parts were added."""
        near = {start: self._parts[start] for word in words if (start := word[:2]) in self._parts}
        found = [
            (self._ranks[part], owners)
            for parts in near.values()
            for part, owners in parts.items()
            if (shorter_than is None or len(part) < shorter_than) and any(word.startswith(part) for word in words)
        ]
        return [owner for _, owners in sorted(found) for owner in owners]


def _ends(key: str) -> Iterator[int]:
    """Yield where each word of `key` ends."""
    end = key.find("\t")
    while end >= 0:
        yield end
        end = key.find("\t", end + 1)
    yield len(key)


def is_acronym(label: str) -> bool:
    """Return whether the label is matched as it is written: short, one word, two capitals or more."""
    return len(label) <= _LONGEST_ACRONYM and " " not in label and sum(letter.isupper() for letter in label) >= 2


def label_key(label: str, language: str) -> str:
    """Return what texts are compared with: an acronym as written, a part of words in lower case, else the lemmas.

    Two labels with the same key are found at the same places.
    """
    if label.startswith("-") or label.endswith("-"):
        return label.lower()
    if is_acronym(label):
        return label
    cut = _CUT_COMPOUNDS if language in NORDIC else _CUT_WORDS
    return "\t".join(lemma(word, language) for word in cut.findall(label))
