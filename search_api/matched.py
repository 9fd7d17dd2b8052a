"""Words of a hit that match, told apart by language: a page in English says what those in other languages stand for."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kb.catalogue import Catalogue
from search_api.wording import concept_name, in_swedish, quoted

_WORD = re.compile(r"[^\W\d_]+")
_NORDIC = re.compile("[åäöæø]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MatchedWords:
    """The words that the catalogue has in English, and those it has in other languages only, with their concepts."""

    english: frozenset[str]
    others: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "MatchedWords":
        """Return the words of the catalogue: of all labels, and of what it says of measures in Swedish."""
        english, concepts = set[str](), defaultdict[str, set[str]](set)
        for concept in catalogue.concepts.values():
            for language, labels in concept.labels.items():
                for word in _words(labels):
                    if language == "en":
                        english.add(word)
                    else:
                        concepts[word].add(concept.id)
        for measure in catalogue.measures.values():
            english.update(_words([measure.name_en]))
            for word in _words([measure.name_sv, measure.target_group, measure.setting]):
                concepts.setdefault(word, set())
        return cls(
            frozenset(english),
            {word: frozenset(found) for word, found in concepts.items() if word not in english},
        )

    def apart(self, words: Iterable[str], shared: Collection[str], catalogue: Catalogue) -> tuple[list[str], list[str]]:
        """Return the words, quoted: those of the page's language or not known, and those in others with what they mean.

        They mean the one of the `shared` concepts of hit and question that they are a label of, else the only one that
        there is. On a page in Swedish all words are of the first sort: its readers read the languages of the texts.
        """
        own, others = list[str](), list[str]()
        for word in words:
            key = word.casefold()
            if in_swedish() or not (key in self.others or (_NORDIC.search(key) and key not in self.english)):
                own.append(quoted(word))
                continue
            known = self.others.get(key, frozenset())
            means = known.intersection(shared) or known
            named = f" ({concept_name(next(iter(means)), catalogue)})" if len(means) == 1 else ""
            others.append(quoted(word) + named)
        return own, others


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text.casefold())}
