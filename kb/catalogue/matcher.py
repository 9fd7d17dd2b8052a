"""Find the concepts of the thesaurus in a text, with the words that name them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from kb.catalogue.lemmas import NORDIC, lemma
from kb.domain.facts import Concept

_BLANK = {"sv": "sv", "nb": "nb", "nn": "nb", "da": "da", "en": "en"}
_LONGEST_TEXT = 1_000_000
_LONGEST_ACRONYM = 6
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
        code = _BLANK.get(language, "xx")
        if code not in self._tables:
            self._tables[code] = _Table(code, self._concepts)
        return self._tables[code]


class _Table:
    """The labels of one language, ready to match.

    A text becomes a spaCy document of lemmas in which every word that no label holds is one and the same
    placeholder: memory does not grow with the words that texts and questions bring. Words are cut by one
    expression, because spaCy's own tokenizer is quadratic in runs of punctuation (16,000 "!" took 17 s).
    """

    def __init__(self, language: str, concepts: dict[str, Concept]) -> None:
        self._language = language
        # Hyphenated words are one word in the Nordic languages, where they are compounds, and several in English.
        self._cut = re.compile(r"\w+(?:-\w+)*|[^\w\s]|\n\n" if language in NORDIC else r"\w+|[^\w\s]|\n\n")
        self._vocabulary = spacy.blank(language).vocab
        self._matcher = PhraseMatcher(self._vocabulary, attr="ORTH")
        self._heads: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._tails: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._acronyms: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._labels: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._concepts = concepts
        self._company = {
            (concept.id, label): re.compile(r"\b(?:" + "|".join(re.escape(word.lower()) for word in needed) + ")")
            for concept in concepts.values()
            for label, needed in (concept.co_words or {}).items()
        }
        self._parts_of = lru_cache(maxsize=50_000)(self._parts)
        for concept in concepts.values():
            for label in self._usable(concept):
                self._add(concept.id, label)
        self._known = {word for key in self._labels for word in key.split("\t")}
        for key in self._labels:
            self._matcher.add(key, [Doc(self._vocabulary, words=key.split("\t"))])

    def find(self, text: str, question: bool) -> list[Mention]:
        places = [match.span() for match in self._cut.finditer(text)]
        lemmas = [lemma(text[start:end], self._language) for start, end in places]
        document = Doc(self._vocabulary, words=[word if word in self._known else _OTHER for word in lemmas])
        found = [
            (places[first][0], places[last - 1][1], concept, label)
            for key, first, last in self._matcher(document)
            for concept, label in self._labels[self._vocabulary.strings[key]]
        ]
        found += [
            (start, end, concept, label) for start, end in places for concept, label in self._parts_of(text[start:end])
        ]
        return self._kept(found, None if question else text.lower())

    def _usable(self, concept: Concept) -> list[str]:
        own = concept.labels.get(self._language, ())
        if self._language == "en":
            return list(own)
        english = [label for label in concept.labels.get("en", ()) if " " in label or _is_acronym(label)]
        return [*own, *(label for label in english if label not in own)]

    def _add(self, concept: str, label: str) -> None:
        if label.endswith("-"):
            self._heads[label[:-1].lower()].append((concept, label))
        elif label.startswith("-"):
            self._tails[label[1:].lower()].append((concept, label))
        elif _is_acronym(label):
            self._acronyms[label].append((concept, label))
        else:
            key = "\t".join(lemma(word, self._language) for word in self._cut.findall(label))
            self._labels[key].append((concept, label))

    def _parts(self, word: str) -> tuple[tuple[str, str], ...]:
        """Return the concepts that a single word names by its beginning, its end or as an acronym."""
        lower = word.lower()
        found = [owner for head, owners in self._heads.items() if lower.startswith(head) for owner in owners]
        bare = lemma(word, self._language)
        found += [
            owner
            for tail, owners in self._tails.items()
            if len(lower) > len(tail) and (lower.endswith(tail) or bare.endswith(tail))
            for owner in owners
        ]
        found += self._acronyms.get(word, []) or self._acronyms.get(word.split("-", maxsplit=1)[0], [])
        return tuple((concept, label) for concept, label in found if lower not in self._concepts[concept].exceptions)

    def _kept(self, found: list[tuple[int, int, str, str]], lower: str | None) -> list[Mention]:
        """Return what stands; without `lower`, the text in lower case, ambiguous labels need no company."""
        mentions: list[Mention] = []
        last_end: dict[str, int] = {}
        # The longest of those that begin at one place comes first and covers the rest of the same concept.
        for start, end, concept, label in sorted(found, key=lambda f: (f[0], -f[1], f[2])):
            if start < last_end.get(concept, 0):
                continue
            company = self._company.get((concept, label))
            if lower is not None and company is not None and company.search(lower) is None:
                continue
            mentions.append(Mention(concept, label, start, end))
            last_end[concept] = end
        return mentions


def _is_acronym(label: str) -> bool:
    return len(label) <= _LONGEST_ACRONYM and " " not in label and sum(letter.isupper() for letter in label) >= 2
