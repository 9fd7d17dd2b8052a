"""Read a question: its language, the concepts it names, and the words to search with in each language."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kb.catalogue import Catalogue
from kb.catalogue.lemmas import lemma
from kb.catalogue.lexicon import LANGUAGES, Gloss, Lexicon, load_rows
from kb.catalogue.matcher import ConceptMatcher, Mention
from kb.domain.facts import Concept
from kb.domain.text import clean_line, words
from kb.index.port import Sparse
from kb.index.terms import concept_vector, content_words, language_group, merged, query_terms
from kb.search.syntax import Conditions, Term

_SPOKEN_IN = {"nordic": ("sv", "nb", "da"), "english": ("en",), "other": ("en",)}
# Languages within this of the best one, by the share of words that are theirs, are told apart by their labels too.
_NEAR = 0.3
# The schemes by which questions are read, with the weight of a concept in the concept channel. The others (people,
# places, outcomes …) tag documents; as words to search with they would drown what the question is about. Their
# labels translate words all the same (kb.catalogue.lexicon).
SEARCHED = {"challenges": 1.0, "measures": 1.0, "field": 0.0}
# The asker's own word weighs 1. Of a translation the usual word weighs as much, the others less; what the thesaurus
# adds weighs least: at 0.6 it cost nDCG@10 of 0.045 among English texts, asked in English, against 0.2.
_NEXT_GLOSS = 0.4
_NEIGHBOUR = 0.6
_ADDED_WEIGHT = 0.2
_ADDED_ABROAD = 0.1


@dataclass(frozen=True, slots=True)
class Question:
    """A question made ready to ask. `concepts` map ids to weights; own words come first in `searched`.

    `searched`, `lemmas` and `words` are by language group; so is `meaning`, for the groups the model reads. `added`
    are those of `searched` that are neither the asker's words nor their translations: what the thesaurus adds.
    `english` is the question read word by word into English, None where it is in English.
    """

    text: str
    language: str
    concepts: Mapping[str, float]
    searched: Mapping[str, tuple[str, ...]]
    lemmas: Mapping[str, frozenset[str]]
    words: Mapping[str, Sparse]
    meaning: Mapping[str, str]
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    english: str | None = None

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
        self.multilingual = multilingual
        self.lexicon = Lexicon(load_rows(), catalogue.concepts.values())
        self._label_words: dict[tuple[str, str], Mapping[str, float]] = {}

    def warm(self) -> None:
        """Load the tables of all languages now, so that the first question need not."""
        for code in LANGUAGES:
            self._matcher.find("varm warm", code, question=True)
            for other in LANGUAGES:
                if other != code:
                    self.lexicon.read("varm warm", code, other)

    def read(self, text: str, *, expand: bool = True) -> Question:
        """Return the question in `text`, which is not empty.

        Without `expand` nothing is added to it: no concepts, and each language is searched with the words as written.
        """
        text = clean_line(text)
        language, mentions = self._language(text)
        english = None if language == "en" else _sentence(self.lexicon.read(text, language, "en"))
        if not expand:
            return self._plain(text, language, english)
        found = [self._concepts[concept] for concept in dict.fromkeys(m.concept for m in mentions)]
        named = [c for c in found if c.scheme != "field"] or found
        own = content_words(text, language)
        phrases = {group: self._phrases(text, language, own, group) for group in ("nordic", "english")}
        added = {group: self._added(language, named, phrases[group], group) for group in phrases}
        terms = {group: self._terms(phrases[group], added[group], language) for group in phrases}
        # Texts in other languages are found by their English words.
        phrases["other"], added["other"], terms["other"] = phrases["english"], added["english"], terms["english"]
        searched: dict[str, tuple[str, ...]] = {}
        for group in _SPOKEN_IN:
            ordered = (*phrases[group].values(), *added[group].values())
            searched[group] = tuple(dict.fromkeys(word for weighted in ordered for word in weighted))
        return Question(
            text=text,
            language=language,
            concepts=self._weights(mentions),
            searched=searched,
            lemmas={g: _lemmas(searched[g], _code(g, language)) for g in _SPOKEN_IN},
            words=terms,
            meaning=self._meanings(text, english),
            added={g: tuple(dict.fromkeys(word for weighted in added[g].values() for word in weighted)) for g in added},
            english=english,
        )

    def across(self, conditions: Conditions, language: str) -> Conditions:
        """Return the conditions with the usual translations of their words, so that they hold in every language."""
        return Conditions(
            must=tuple(tuple(self._translated(term, language) for term in any_of) for any_of in conditions.must),
            none=tuple(self._translated(term, language) for term in conditions.none),
        )

    def _translated(self, term: Term, language: str) -> Term:
        if term.phrase:
            return term
        read = [self.lexicon.read(term.text, language, other) for other in LANGUAGES if other != language]
        return replace(
            term, also=tuple(dict.fromkeys(gloss.words[0] for found in read for gloss in found if gloss.words))
        )

    def _language(self, text: str) -> tuple[str, list[Mention]]:
        """Return the language in which most of the question is understood; Swedish when none is better."""
        spoken = words(text)
        theirs = {
            code: (
                len(spoken) - len(content_words(text, code)) + sum(self.lexicon.knows(word, code) for word in spoken)
            )
            / max(1, len(spoken))
            for code in LANGUAGES
        }
        near = [code for code in LANGUAGES if theirs[code] >= max(theirs.values()) - _NEAR]
        best: tuple[float, str, list[Mention]] = (-1.0, "sv", [])
        for code in near:
            mentions = self._matcher.find(text, code, question=True)
            understood = sum(m.end - m.start for m in _own(mentions, self._concepts, code)) / max(1, len(text))
            if understood + theirs[code] > best[0] + 1e-9:
                best = (understood + theirs[code], code, mentions)
        return best[1], best[2]

    def _weights(self, mentions: Sequence[Mention]) -> dict[str, float]:
        weights: dict[str, float] = {}
        for mention in mentions:
            concept = self._concepts[mention.concept]
            weight = SEARCHED[concept.scheme]
            if weight:
                weights[concept.id] = weight
        return weights

    def _phrases(self, text: str, language: str, own: Sequence[str], group: str) -> dict[str, dict[str, float]]:
        """Return by language the asker's words, or what they are in that language, with their weights."""
        by_language: dict[str, dict[str, float]] = {}
        if language_group(language) == group:
            by_language[language] = dict.fromkeys(own, 1.0)
        for code in _SPOKEN_IN[group]:
            if code == language:
                continue
            usual = _NEIGHBOUR if group == "nordic" and language_group(language) == group else 1.0
            weighted: dict[str, float] = {}
            for gloss in self.lexicon.read(text, language, code):
                # What is not known may be a name, which is the same in every language.
                for rank, word in enumerate(gloss.words or content_words(gloss.written, language)):
                    weight = usual * (1.0 if rank == 0 else _NEXT_GLOSS)
                    for one in content_words(word, code):
                        weighted[one] = max(weighted.get(one, 0.0), weight)
            by_language[code] = weighted
        return by_language

    def _added(
        self, language: str, named: Sequence[Concept], phrases: Mapping[str, Mapping[str, float]], group: str
    ) -> dict[str, dict[str, float]]:
        """Return by language the words of labels that `phrases` has not."""
        scale = _ADDED_WEIGHT if language_group(language) == group else _ADDED_ABROAD
        present = {word for weighted in phrases.values() for word in weighted}
        found: dict[str, dict[str, float]] = {}
        for code in _SPOKEN_IN[group]:
            weights: dict[str, float] = {}
            for concept in named:
                for word, weight in self._words_of(concept, code).items():
                    if word not in present:
                        weights[word] = max(weights.get(word, 0.0), weight * scale)
            found[code] = weights
        return found

    def _terms(
        self, phrases: Mapping[str, Mapping[str, float]], added: Mapping[str, Mapping[str, float]], language: str
    ) -> Sparse:
        # 4-grams of the neighbours' words are mostly those of the own ones, and what is added finds enough without.
        own = [query_terms(weighted, code, grams=code == language) for code, weighted in phrases.items()]
        return merged([*own, *(query_terms(weighted, code, grams=False) for code, weighted in added.items())])

    def _meanings(self, text: str, english: str | None) -> dict[str, str]:
        """Return what to embed for each language group that the model reads.

        all-MiniLM-L6-v2 reads English only: 66 Swedish questions about 1,010 English texts reached recall@5 of 0.18 by
        the English labels of their concepts, 0.85 read word by word into English, 0.74 with eight labels after that.
        Among Swedish texts its vectors bring nothing beside words, and harm at full weight (docs/quality.md): there
        it is not asked.
        """
        if self.multilingual:
            return dict.fromkeys(_SPOKEN_IN, text)
        return {"english": english or text}

    def _plain(self, text: str, language: str, english: str | None) -> Question:
        own = tuple(dict.fromkeys(content_words(text, language)))
        codes = {group: _code(group, language) for group in _SPOKEN_IN}
        return Question(
            text=text,
            language=language,
            concepts={},
            searched=dict.fromkeys(_SPOKEN_IN, own),
            lemmas={group: _lemmas(own, code) for group, code in codes.items()},
            words={group: query_terms(dict.fromkeys(own, 1.0), code) for group, code in codes.items()},
            meaning=self._meanings(text, english),
            added=dict.fromkeys(_SPOKEN_IN, ()),
            english=english,
        )

    def _words_of(self, concept: Concept, code: str) -> Mapping[str, float]:
        key = (concept.id, code)
        if key not in self._label_words:
            self._label_words[key] = _label_words(concept, code)
        return self._label_words[key]


def _sentence(glosses: Iterable[Gloss]) -> str:
    return " ".join(gloss.words[0] if gloss.words else gloss.written for gloss in glosses)


def _own(mentions: Sequence[Mention], concepts: Mapping[str, Concept], language: str) -> list[Mention]:
    return [m for m in mentions if m.label in concepts[m.concept].labels.get(language, ())]


def _label_words(concept: Concept, code: str) -> dict[str, float]:
    """Return the words of a concept's labels, weighted by how many labels have them: its core weighs most."""
    labels = concept.labels.get(code, ())
    counts = Counter(word for label in labels for word in dict.fromkeys(content_words(label.strip("-"), code)) if word)
    most = max(counts.values(), default=1)
    return {word: 0.2 + 0.8 * count / most for word, count in counts.items()}


def _code(group: str, language: str) -> str:
    """Return the language to search a group in: the question's own where it belongs there."""
    return language if language_group(language) == group else _SPOKEN_IN[group][0]


def _lemmas(phrases: Iterable[str], code: str) -> frozenset[str]:
    """Return what words of a hit are compared with: each word as it is, and its lemma in the group's first language."""
    found = {word for phrase in phrases for word in words(phrase)}
    return frozenset(found | {lemma(word, code) for word in found})
