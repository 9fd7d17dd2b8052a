"""The words of questions, concepts and names, as they are searched with and as hits are marked by."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from kb.catalogue.lemmas import lemma
from kb.catalogue.matcher import Mention
from kb.domain.facts import Concept
from kb.domain.text import words
from kb.index.port import Sparse
from kb.index.terms import content_words, language_group, merged, whole_terms

SPOKEN_IN: Final = {"nordic": ("sv", "nb", "da"), "english": ("en",), "other": ("en",)}
# A place or a person is what the question is about: no other word stands for it.
NAME_WEIGHT: Final = 2.0
WORD: Final = re.compile(r"\w+")


def without_phrases(text: str, named: Iterable[Mention]) -> str:
    """Return `text` without the labels of several words in it: in another language their words do not say the same.

    "restorative justice" is no "rättvisa"; there its texts are found by the concept, and by its labels.
    """
    for mention in named:
        if len(words(text[mention.start : mention.end])) > 1:
            text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


def written_words(text: str, language: str) -> tuple[str, ...]:
    """Return the words of `text` that are no stop words, as written, once each."""
    content = set(content_words(text, language))
    return tuple(dict.fromkeys(word for word in WORD.findall(text) if word.casefold() in content))


def in_language(mentions: Sequence[Mention], concepts: Mapping[str, Concept], language: str) -> list[Mention]:
    return [m for m in mentions if m.label in concepts[m.concept].labels.get(language, ())]


def label_words(concept: Concept, code: str) -> dict[str, float]:
    """Return the words of a concept's labels, weighted by how many labels have them: its core weighs most."""
    labels = concept.labels.get(code, ())
    counts = Counter(word for label in labels for word in dict.fromkeys(content_words(label.strip("-"), code)) if word)
    most = max(counts.values(), default=1)
    return {word: 0.2 + 0.8 * count / most for word, count in counts.items()}


def code_in(group: str, language: str) -> str:
    """Return the language to search a group in: the question's own where it belongs there."""
    return language if language_group(language) == group else SPOKEN_IN[group][0]


def lemmas_of(phrases: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return what words of a hit are compared with: each word or phrase of a language as it is, and by its lemmas."""
    found = set()
    for code, phrase in phrases:
        spoken = words(phrase)
        found |= {" ".join(spoken), " ".join(lemma(word, code) for word in spoken)}
    return frozenset(found - {""})


def labels_of_a_word(named: Iterable[Concept], code: str) -> Iterator[str]:
    return (label.strip("-") for concept in named for label in concept.labels.get(code, ()) if len(words(label)) == 1)


def words_of_names(concepts: Iterable[Concept]) -> Iterator[str]:
    """Yield the words of what the field's own concepts are called in the Nordic languages, in their dictionary form."""
    for concept in concepts:
        if concept.scheme == "field":
            for code in SPOKEN_IN["nordic"]:
                yield from (lemma(word, code) for word in content_words(concept.preferred(code), code))


def with_genitive(names: Iterable[str]) -> dict[str, float]:
    """Return names with their genitives: the lemma of one that no dictionary has is a guess."""
    return {form: NAME_WEIGHT for name in names for form in (name, f"{name}s")}


def name_terms(names: Iterable[str], group: str) -> Sparse:
    return merged(whole_terms(with_genitive(names), code) for code in SPOKEN_IN[group])
