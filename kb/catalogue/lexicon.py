"""The bridge between languages beside the thesaurus: single words, phrases of labels, and compounds by their parts.

The thesaurus translates what has a concept. A question also holds what has none ("orsaker", "uppsökande",
"natten"), and a model that reads English alone would lose it. `data/lexicon.csv` holds such words as the field
uses them: the Swedish dictionary form, English glosses with the usual one first, Norwegian bokmål, Danish.
"""

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from kb.catalogue.compounds import Splitter
from kb.catalogue.lemmas import NORDIC, lemma, readings
from kb.catalogue.matcher import is_acronym
from kb.domain.facts import Concept
from kb.domain.text import words
from kb.errors import Misconfigured

LANGUAGES: Final = ("sv", "en", "nb", "da")
_FILE: Final = resources.files("kb.catalogue") / "data" / "lexicon.csv"
_LONGEST_PHRASE = 6
_MOST_WORDS = 3
_ALIKE = 0.5  # the least share of lemmas in common at which two labels say the same


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the lexicon: for each language the words for one thing, the usual one first."""

    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Gloss:
    """What words `first` to `last` (exclusive) of a text are in another language: `words`, the usual one first.

    `written` is how they stand in the text; `words` is empty when they are not known, as names are.
    """

    written: str
    words: tuple[str, ...]
    first: int
    last: int


class Lexicon:
    """Translates words between sv, en, nb and da, by its own rows and by the labels of concepts."""

    def __init__(self, rows: Iterable[Row], concepts: Iterable[Concept] = ()) -> None:
        self._rows = tuple(rows)
        self._concepts = {concept.id: concept for concept in concepts}
        self._tables: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
        self._labels: dict[str, dict[str, tuple[Concept, str]]] = {}
        self._splitters: dict[str, Splitter] = {}
        self._word = lru_cache(maxsize=20_000)(self._word_anew)
        self._aligned = lru_cache(maxsize=20_000)(self._aligned_anew)
        self.knows = lru_cache(maxsize=20_000)(self._knows)
        self._lemmas = lru_cache(maxsize=20_000)(_lemmas)

    def read(self, text: str, source: str, target: str) -> list[Gloss]:
        """Return the glosses of all words of `text`, in their order; the longest known phrase counts."""
        return self.read_words(words(text), source, target)

    def read_words(self, spoken: list[str], source: str, target: str) -> list[Gloss]:
        """Return the glosses of words in small letters, as `read` does of a text."""
        found: list[Gloss] = []
        place = 0
        while place < len(spoken):
            gloss = self._phrase(spoken, place, source, target)
            found.append(gloss)
            place = gloss.last
        return found

    def _knows(self, word: str, language: str) -> bool:
        """Return whether the word, or all parts of the compound, stand in the lexicon or in a label."""
        forms = self._forms(word, language)
        table, labels = self._known(language), self._labels_of(language)
        return any(form in table or form in labels for form in forms) or len(self.parts(word, language)) > 1

    def _forms(self, word: str, language: str) -> tuple[str, ...]:
        """Return what may be the dictionary form of a word, likeliest first."""
        forms = (word, *readings(word, language))
        stem = re.sub(r"(?<=\w{3})ar(?:na)?$", "", word)
        if language == "sv" and stem != word:  # the dictionary takes "lagar" for "laga", and does not know "utnyttjar"
            forms = (*forms, stem, f"{stem}a")
        return forms

    def parts(self, word: str, language: str) -> tuple[str, ...]:
        """Return the dictionary forms of a compound's parts; the word alone where it is none."""
        return self._splitter(language).parts(word)

    def vocabulary(self, language: str) -> Iterable[str]:
        """Return the words of one language, as rows have them."""
        return (word for row in self._rows for word in row.words.get(language, ()))

    def _phrase(self, spoken: list[str], place: int, source: str, target: str) -> Gloss:
        labels = self._labels_of(source)
        table = self._table(source, target)
        for length in range(min(_LONGEST_PHRASE, len(spoken) - place), 1, -1):
            written = spoken[place : place + length]
            key = "\t".join(lemma(word, source) for word in written)
            found = table.get(key) or self._by_label(labels.get(key), source, target)
            if found:
                return Gloss(" ".join(written), found, place, place + length)
        word = spoken[place]
        return Gloss(word, self._word(word, source, target), place, place + 1)

    def _word_anew(self, word: str, source: str, target: str) -> tuple[str, ...]:
        table, labels = self._table(source, target), self._labels_of(source)
        forms = self._forms(word, source)
        found = next((table[form] for form in forms if form in table), ())
        if not found:
            label = next((labels[form] for form in forms if form in labels), None)
            found = self._by_label(label, source, target)
        if found or source not in NORDIC:
            return found
        parts = self.parts(word, source)
        if len(parts) < 2:
            return ()
        glosses = [table.get(part) or self._by_label(labels.get(part), source, target) for part in parts]
        if not all(glosses):
            return ()
        joint = " " if target == "en" else ""
        return (joint.join(gloss[0] for gloss in glosses),)

    def _by_label(self, label: tuple[Concept, str] | None, source: str, target: str) -> tuple[str, ...]:
        return self._aligned(label[0].id, label[1], source, target) if label else ()

    def _aligned_anew(self, concept_id: str, label: str, source: str, target: str) -> tuple[str, ...]:
        """Return the label of the other language that says most nearly the same: labels do not stand in pairs.

        Nearest is by the share of lemmas in common with the label read word by word.
        """
        concept = self._concepts[concept_id]
        others = [other for other in concept.labels.get(target, ()) if not _is_part(other)]
        if not others:
            return ()
        table = self._table(source, target)
        read = [table.get(lemma(word, source), (word,)) for word in words(label)]
        literal = frozenset(lemma(w, target) for gloss in read for one in gloss[:2] for w in words(one))
        alike = {other: _dice(literal, self._lemmas(other, target)) for other in others}
        best = max(others, key=lambda other: alike[other])
        if alike[best] >= _ALIKE:
            return (best,)
        # A phrase is then better read word by word. For a word: the first label is the concept's full name, the next
        # one what people say.
        return () if " " in label else (others[1] if len(others) > 1 else others[0],)

    def _known(self, language: str) -> Mapping[str, tuple[str, ...]]:
        return self._table(language, "en" if language != "en" else "sv")

    def _table(self, source: str, target: str) -> dict[str, tuple[str, ...]]:
        """Return the rows read from one language into another, by lemmas; the rows whose usual word it is first."""
        key = (_code(source), _code(target))
        if key not in self._tables:
            # What a word is as it stands goes before what it may be a form of, and a usual word before the others.
            ranked: list[dict[str, dict[str, None]]] = [{}, {}, {}]
            for row in self._rows:
                wanted = dict.fromkeys(row.words.get(key[1], ()))
                for rank, word in enumerate(row.words.get(key[0], ())):
                    spoken = words(word)
                    exact, bare = "\t".join(spoken), "\t".join(lemma(one, key[0]) for one in spoken)
                    ranked[0 if rank == 0 else 2].setdefault(exact, {}).update(wanted)
                    if bare != exact:
                        ranked[1 if rank == 0 else 2].setdefault(bare, {}).update(wanted)
            table: dict[str, dict[str, None]] = {}
            for found in ranked:
                for form, wanted in found.items():
                    table.setdefault(form, {}).update(wanted)
            self._tables[key] = {form: tuple(wanted)[:_MOST_WORDS] for form, wanted in table.items()}
        return self._tables[key]

    def _labels_of(self, language: str) -> dict[str, tuple[Concept, str]]:
        code = _code(language)
        if code not in self._labels:
            found: dict[str, tuple[Concept, str]] = {}
            for concept in self._concepts.values():
                for label in concept.labels.get(code, ()):
                    if not _is_part(label) and not is_acronym(label):
                        found.setdefault("\t".join(lemma(word, code) for word in words(label)), (concept, label))
            self._labels[code] = found
        return self._labels[code]

    def _splitter(self, language: str) -> Splitter:
        code = _code(language)
        if code not in self._splitters:
            singles = [label for label in self._labels_of(code) if "\t" not in label]
            self._splitters[code] = Splitter([*self.vocabulary(code), *singles])
        return self._splitters[code]


@cache
def load_rows() -> tuple[Row, ...]:
    """Return the rows of `data/lexicon.csv`; raise Misconfigured for a line that is none."""
    text = _FILE.read_text(encoding="utf-8")
    heading, *lines = list(csv.reader(text.splitlines())) or [[]]
    if heading != list(LANGUAGES):
        raise Misconfigured(f"lexicon.csv: the first line is {','.join(LANGUAGES)}, not {','.join(heading)!r}")
    rows = []
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(LANGUAGES) or not all(cell.strip() for cell in cells):
            raise Misconfigured(f"lexicon.csv, line {number}: {len(LANGUAGES)} filled cells wanted, not {cells!r}")
        several = (tuple(word.strip() for word in cell.split(";")) for cell in cells)
        rows.append(Row(dict(zip(LANGUAGES, several, strict=True))))
    return tuple(rows)


@cache
def lexicon_version() -> str:
    """Return letters that change with the rows."""
    return hashlib.sha256(_FILE.read_bytes()).hexdigest()[:12]


@cache
def splitter(language: str) -> Splitter:
    """Return what splits compounds of a Nordic language by the lexicon's own words: the same in every installation."""
    code = _code(language)
    return Splitter([word for row in load_rows() for word in row.words[code]])


def _code(language: str) -> str:
    return "nb" if language == "nn" else language


def _is_part(label: str) -> bool:
    return label.startswith("-") or label.endswith("-")


def _lemmas(label: str, language: str) -> frozenset[str]:
    return frozenset(lemma(word, language) for word in words(label))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))
