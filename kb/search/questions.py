"""Read a question: its language, the concepts it names, and the words to search with in each language."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.catalogue import Catalogue
from kb.catalogue.lemmas import lemma
from kb.catalogue.matcher import ConceptMatcher, Mention
from kb.domain.facts import Concept
from kb.domain.text import clean_line, words
from kb.index.port import Sparse
from kb.index.terms import concept_vector, content_words, language_group, query_terms

_LANGUAGES = ("sv", "en", "nb", "da")
_SPOKEN_IN = {"nordic": ("sv", "nb", "da"), "english": ("en",), "other": ("en",)}
# Words that a thesaurus adds weigh less than the asker's own; labels for the vector are the first, best ones.
_ADDED_WEIGHT = 0.6
_UNDERSTOOD = 0.75
_LABELS_FOR_MEANING = 8
# The schemes by which questions are read, with the weight of a concept in the concept channel. The others (people,
# places, outcomes …) tag documents; as words to search with they would drown what the question is about.
SEARCHED = {"challenges": 1.0, "measures": 1.0, "field": 0.0}


@dataclass(frozen=True, slots=True)
class Question:
    """A question made ready to ask. `concepts` map ids to weights; own words come first in `searched`.

    `searched`, `lemmas` and `words` are by language group; so is `meaning`, for the groups the model reads.
    """

    text: str
    language: str
    concepts: Mapping[str, float]
    searched: Mapping[str, tuple[str, ...]]
    lemmas: Mapping[str, frozenset[str]]
    words: Mapping[str, Sparse]
    meaning: Mapping[str, str]

    @property
    def concept_vector(self) -> Sparse:
        """The concepts as a sparse vector."""
        return concept_vector(self.concepts)


class QuestionReader:
    """Reads questions with the same thesaurus that read the documents."""

    def __init__(self, catalogue: Catalogue, matcher: ConceptMatcher, *, multilingual: bool) -> None:
        """`multilingual` tells that the embedding model reads Swedish, so that questions go to it as written.

        `matcher` holds the concepts of the SEARCHED schemes and no others.
        """
        self._concepts = {key: concept for key, concept in catalogue.concepts.items() if concept.scheme in SEARCHED}
        self._matcher = matcher
        self._multilingual = multilingual

    def warm(self) -> None:
        """Load the tables of all languages now, so that the first question need not."""
        for code in _LANGUAGES:
            self._matcher.find("varm warm", code, question=True)
        for concept in self._concepts.values():
            for spoken in set(_SPOKEN_IN.values()):
                label_words = _label_words(concept, spoken)
                query_terms(label_words, spoken[0])
                _lemmas(label_words, spoken[0])

    def read(self, text: str) -> Question:
        """Return the question in `text`, which is not empty."""
        text = clean_line(text)
        language, mentions = self._language(text)
        concepts = self._weights(mentions)
        found = [self._concepts[concept] for concept in dict.fromkeys(m.concept for m in mentions)]
        named = [c for c in found if c.scheme != "field"] or found
        phrases = {group: self._phrases(text, language, mentions, named, group) for group in _SPOKEN_IN}
        return Question(
            text=text,
            language=language,
            concepts=concepts,
            searched={group: tuple(weights) for group, weights in phrases.items()},
            lemmas={group: _lemmas(weights, _code(group, language)) for group, weights in phrases.items()},
            words={group: query_terms(weights, _code(group, language)) for group, weights in phrases.items()},
            meaning=self._meanings(text, language, named),
        )

    def _language(self, text: str) -> tuple[str, list[Mention]]:
        """Return the language in which most of the question is understood; Swedish when none is better."""
        best: tuple[float, str, list[Mention]] = (-1.0, "sv", [])
        spoken = words(text)
        for code in _LANGUAGES:
            mentions = self._matcher.find(text, code, question=True)
            understood = sum(m.end - m.start for m in _own(mentions, self._concepts, code)) / max(1, len(text))
            common = 1 - len(content_words(text, code)) / max(1, len(spoken))
            score = understood + common
            if score > best[0] + 1e-9:
                best = (score, code, mentions)
            if best[0] >= _UNDERSTOOD:  # the neighbours share most words; asking them too costs and changes nothing
                break
        return best[1], best[2]

    def _weights(self, mentions: Sequence[Mention]) -> dict[str, float]:
        weights: dict[str, float] = {}
        for mention in mentions:
            concept = self._concepts[mention.concept]
            weight = SEARCHED[concept.scheme]
            if weight:
                weights[concept.id] = weight
        return weights

    def _phrases(
        self, text: str, language: str, mentions: Sequence[Mention], named: Sequence[Concept], group: str
    ) -> dict[str, float]:
        """Return the phrases to search `group` with, and their weights; the asker's own words where it is hers."""
        own = language_group(language) == group
        phrases: dict[str, float] = {}
        if own or not named:
            phrases |= dict.fromkeys(content_words(text, language), 1.0)
        elif group != "other":
            covered = {i for m in mentions for i in range(m.start, m.end)}
            rest = "".join(letter if i not in covered else " " for i, letter in enumerate(text))
            # What no concept translates may be a name, which is the same in every language.
            phrases |= dict.fromkeys(content_words(rest, language), 0.3)
        for concept in named:
            for word, weight in _label_words(concept, _SPOKEN_IN[group]).items():
                scale = _ADDED_WEIGHT if own else 1.0
                phrases[word] = max(phrases.get(word, 0.0), weight * scale)
        return phrases

    def _meanings(self, text: str, language: str, named: Sequence[Concept]) -> dict[str, str]:
        """Return what to embed for each language group that the model reads.

        all-MiniLM-L6-v2 reads English only: Swedish questions about English texts reached recall@5 of 0.08 as
        written, 0.53 with English labels appended and 0.68 with the labels instead. Among Swedish texts its
        vectors bring nothing beside words, and harm at full weight (docs/quality.md): there it is not asked.
        """
        if self._multilingual:
            return dict.fromkeys(_SPOKEN_IN, text)
        if language == "en" or not named:
            return {"english": text}
        each = max(1, _LABELS_FOR_MEANING // len(named))
        labels = [label for c in named for label in c.labels.get("en", ())[:each]]
        return {"english": ", ".join(dict.fromkeys(labels[:_LABELS_FOR_MEANING])) or text}


def _own(mentions: Sequence[Mention], concepts: Mapping[str, Concept], language: str) -> list[Mention]:
    return [m for m in mentions if m.label in concepts[m.concept].labels.get(language, ())]


def _label_words(concept: Concept, languages: Sequence[str]) -> dict[str, float]:
    """Return the words of a concept's labels, weighted by how many labels have them: its core weighs most."""
    found: dict[str, float] = {}
    for code in languages:
        labels = concept.labels.get(code, ())
        counts = Counter(
            word for label in labels for word in dict.fromkeys(content_words(label.strip("-"), code)) if word
        )
        most = max(counts.values(), default=1)
        for word, count in counts.items():
            found[word] = max(found.get(word, 0.0), 0.2 + 0.8 * count / most)
    return found


def _code(group: str, language: str) -> str:
    """Return the language to search a group in: the question's own where it belongs there."""
    return language if language_group(language) == group else _SPOKEN_IN[group][0]


def _lemmas(phrases: Mapping[str, float], code: str) -> frozenset[str]:
    """Return what words of a hit are compared with: each word as it is, and its lemma in the group's first language."""
    found = {word for phrase in phrases for word in words(phrase)}
    return frozenset(found | {lemma(word, code) for word in found})
