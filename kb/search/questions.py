"""Read a question: its language, the concepts it names, and the words to search with in each language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kb.catalogue import Catalogue
from kb.catalogue.lemmas import lemma
from kb.catalogue.lexicon import LANGUAGES, Gloss, Lexicon, load_rows
from kb.catalogue.matcher import ConceptMatcher, Mention
from kb.domain.facts import Concept
from kb.domain.text import clean_line, words
from kb.index.port import Sparse
from kb.index.terms import concept_vector, content_words, language_group, last_part, merged, query_terms, whole_terms
from kb.search.framing import unframed
from kb.search.question_words import (
    NAME_WEIGHT,
    SPOKEN_IN,
    WORD,
    code_in,
    in_language,
    label_words,
    labels_of_a_word,
    lemmas_of,
    name_terms,
    with_genitive,
    without_phrases,
    words_of_names,
    written_words,
)
from kb.search.syntax import Conditions, Term

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
_SHORT = 3  # questions of so many words may be a name throughout
_HYPHENED = re.compile(r"(?<=\w)-(\w+)")
_ADDED_ABROAD = 0.1


@dataclass(frozen=True, slots=True)
class Question:
    """A question made ready to ask. `concepts` map ids to weights; own words come first in `searched`.

    `searched`, `lemmas`, `words`, `whole` and `names` are by language group; so is `meaning`, for the groups the model
    reads. `lemmas` are what hits are marked by, a phrase with spaces as a whole. `added` are those of `searched` that
    are neither the asker's words nor their translations: what the thesaurus adds. `english` is the question read word
    by word into English, None where it is in English.

    `own_lemmas` are those of `lemmas` that the asker wrote, and their translations; the others the thesaurus adds.
    `written` are the asker's words as written, without those that frame the question. `named` are the concepts that the
    question names, also where they are not searched with.

    `whole` are the terms of which a hit must have one, where it shares neither concept nor meaning: of `words` those
    that are no letters or pieces of labels. `names` are the terms of names; they outweigh what is added. `strange`:
    no word of the question is known here, so that texts which have it tell nothing of measures.
    """

    text: str
    language: str
    concepts: Mapping[str, float]
    searched: Mapping[str, tuple[str, ...]]
    lemmas: Mapping[str, frozenset[str]]
    words: Mapping[str, Sparse]
    meaning: Mapping[str, str]
    whole: Mapping[str, Sparse]
    own_lemmas: Mapping[str, frozenset[str]]
    written: tuple[str, ...]
    named: frozenset[str]
    names: Mapping[str, Sparse] = field(default_factory=dict)
    strange: bool = False
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
        self._wide = frozenset(words_of_names(self._concepts.values()))
        self._places = frozenset(municipality.name.casefold() for municipality in catalogue.municipalities.values())
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
        mentions = self._outer(mentions)
        english = None if language == "en" else _sentence(self.lexicon.read(text, language, "en"))
        if not expand:
            return self._plain(text, language, english, mentions)
        found = [self._concepts[concept] for concept in dict.fromkeys(m.concept for m in mentions)]
        # What belongs to the field names nothing in it: as words of "rattfylleri" its labels found all that is held.
        named = [c for c in found if c.scheme != "field"]
        asked, core = unframed(text, language), unframed(text, language, wholly=True)
        phrases = self._by_group(asked, language)
        added = {group: self._added(language, named, phrases[group], group) for group in SPOKEN_IN}
        names = self._names(asked, language)
        terms = {group: self._terms(phrases[group], added[group], language, names) for group in SPOKEN_IN}
        core = self._without_kinds(core, language)
        rest = unframed(
            without_phrases(text, [m for m in mentions if self._concepts[m.concept] in named]), language, wholly=True
        )
        of_core = self._by_group(core, language, pieces=False, abroad=rest)
        strange = not found and not any(self._known(word, language) for word in content_words(asked, language))
        own_lemmas = {group: self._marks(core, language, group) for group in SPOKEN_IN}
        searched: dict[str, tuple[str, ...]] = {}
        for group in SPOKEN_IN:
            ordered = (*phrases[group].values(), *added[group].values())
            searched[group] = tuple(dict.fromkeys(word for weighted in ordered for word in weighted))
        return Question(
            text=text,
            language=language,
            concepts=self._weights(mentions),
            searched=searched,
            lemmas={g: own_lemmas[g] | self._label_marks(named, g) for g in SPOKEN_IN},
            words=terms,
            meaning={} if strange and not self.multilingual else self._meanings(text, english),
            whole={group: self._whole(of_core[group], language, named, names) for group in SPOKEN_IN},
            own_lemmas=own_lemmas,
            written=written_words(core, language),
            named=frozenset(self._weights(mentions)),
            names={g: name_terms(names, g) for g in SPOKEN_IN} if names else {},
            strange=strange,
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
            understood = sum(m.end - m.start for m in in_language(mentions, self._concepts, code)) / max(1, len(text))
            if understood + theirs[code] > best[0] + 1e-9:
                best = (understood + theirs[code], code, mentions)
        return best[1], best[2]

    def _outer(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Return the mentions that lie within no longer one, and challenges not where the words name a measure.

        "hot spot policing" asks neither for hot spots nor, though it is tagged so, for insecurity in public places.
        """
        measures = {(m.start, m.end) for m in mentions if self._concepts[m.concept].scheme == "measures"}

        def is_outer(m: Mention) -> bool:
            longer = any(o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start for o in mentions)
            return not longer and not (
                self._concepts[m.concept].scheme == "challenges" and (m.start, m.end) in measures
            )

        return [m for m in mentions if is_outer(m)]

    def _weights(self, mentions: Sequence[Mention]) -> dict[str, float]:
        weights: dict[str, float] = {}
        for mention in mentions:
            concept = self._concepts[mention.concept]
            weight = SEARCHED[concept.scheme]
            if weight:
                weights[concept.id] = weight
        return weights

    def _known(self, word: str, language: str) -> bool:
        return word in self._places or self.lexicon.knows(word, language)

    def _by_group(
        self, text: str, language: str, *, pieces: bool = True, abroad: str | None = None
    ) -> dict[str, dict[str, dict[str, float]]]:
        """Return `_phrases` of each language group; texts in other languages are found by their English words.

        `abroad`: what of the text is translated word by word, None: all.
        """
        whole = text if abroad is None else abroad
        found = {group: self._phrases(text, whole, language, group, pieces) for group in ("nordic", "english")}
        return {**found, "other": found["english"]}

    def _phrases(self, text: str, abroad: str, language: str, group: str, pieces: bool) -> dict[str, dict[str, float]]:
        """Return by language the asker's words, or what they are in that language, with their weights.

        `pieces`: of what is several words there, each: "purchase", "sexual", "services" for "sexköp".
        """
        by_language: dict[str, dict[str, float]] = {}
        if language_group(language) == group:
            by_language[language] = dict.fromkeys(content_words(text, language), 1.0)
        for code in SPOKEN_IN[group]:
            if code == language:
                continue
            usual = _NEIGHBOUR if group == "nordic" and language_group(language) == group else 1.0
            weighted: dict[str, float] = {}
            for gloss in self.lexicon.read(abroad, language, code):
                written = content_words(gloss.written, language)
                # What is not known may be a name, which is the same in every language.
                for rank, word in enumerate((gloss.words or written) if written else ()):
                    weight = usual * (1.0 if rank == 0 else _NEXT_GLOSS)
                    content = content_words(word, code)
                    if len(content) > 1 and not pieces:
                        continue
                    for one in content:
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
        for code in SPOKEN_IN[group]:
            weights: dict[str, float] = {}
            for concept in named:
                for word, weight in self._words_of(concept, code).items():
                    if word not in present:
                        weights[word] = max(weights.get(word, 0.0), weight * scale)
            found[code] = weights
        return found

    def _terms(
        self,
        phrases: Mapping[str, Mapping[str, float]],
        added: Mapping[str, Mapping[str, float]],
        language: str,
        names: Sequence[str],
    ) -> Sparse:
        # 4-grams of the neighbours' words are mostly those of the own ones, and what is added finds enough without.
        own = [query_terms(weighted, code, grams=code == language) for code, weighted in phrases.items()]
        own += [query_terms(dict.fromkeys(names, NAME_WEIGHT), code, grams=False) for code in phrases]
        return merged([*own, *(query_terms(weighted, code, grams=False) for code, weighted in added.items())])

    def _whole(
        self, phrases: Mapping[str, Mapping[str, float]], language: str, named: Sequence[Concept], names: Sequence[str]
    ) -> Sparse:
        """Return the terms of the asker's words, their translations, and the labels of one word."""
        found = []
        for code, weighted in phrases.items():
            labels = dict.fromkeys(labels_of_a_word(named, code), _ADDED_WEIGHT)
            found.append(whole_terms(labels, code))
            found.append(
                whole_terms({**weighted, **with_genitive(names)}, code, self._kind if code == language else None)
            )
        return merged(found)

    def _names(self, text: str, language: str) -> tuple[str, ...]:
        """Return the names in a text: municipalities, and unknown words with a capital that begins no sentence."""
        written = WORD.findall(text)
        content, found = set(content_words(text, language)), list[str]()
        capitals = sum(one[0].isupper() for one in written)
        titled = len(written) > _SHORT and capitals > len(written) / 2  # "Effects of Cognitive Behavioural Therapy"
        for place, one in enumerate(written):
            word = one.casefold()
            capital = one[0].isupper() and (place > 0 or capitals == len(written)) and not titled
            named = word in self._places or (capital and word in content and word.isalpha())
            if named and not self.lexicon.knows(word, language):
                found.append(word)
        return tuple(dict.fromkeys(found))

    def _marks(self, text: str, language: str, group: str) -> frozenset[str]:
        """Return what words of a hit are compared with; pieces of a translated phrase mean nothing by themselves."""
        own = content_words(text, language)
        found = [(language, word) for word in own] if language_group(language) == group else []
        found += [(language, part) for _, word in found for part in self._kind(word, language)]
        for code in SPOKEN_IN[group]:
            if code != language:
                read = self.lexicon.read(text, language, code)
                glosses = (gloss for gloss in read if content_words(gloss.written, language))
                found += [(code, word) for gloss in glosses for word in gloss.words or (gloss.written,)]
        return lemmas_of(found)

    def _label_marks(self, named: Iterable[Concept], group: str) -> frozenset[str]:
        """Return the labels that words of a hit are compared with, whole."""
        spoken = SPOKEN_IN[group]
        return lemmas_of(
            (code, label.strip("-")) for concept in named for code in spoken for label in concept.labels.get(code, ())
        )

    def _kind(self, word: str, language: str) -> tuple[str, ...]:
        """Return what a compound is a kind of; of "hatbrott" nothing, for all texts here are about "brott"."""
        return tuple(part for part in last_part(word, language) if part not in self._wide)

    def _without_kinds(self, text: str, language: str) -> str:
        """Return `text` without kinds after a hyphen that tell nothing here: "it-brott" is not all "brott"."""
        return _HYPHENED.sub(lambda found: "" if lemma(found[1].casefold(), language) in self._wide else found[0], text)

    def _meanings(self, text: str, english: str | None) -> dict[str, str]:
        """Return what to embed for each language group that the model reads.

        all-MiniLM-L6-v2 reads English only: 66 Swedish questions about 1,010 English texts reached recall@5 of 0.18 by
        the English labels of their concepts, 0.85 read word by word into English, 0.74 with eight labels after that.
        Among Swedish texts its vectors bring nothing beside words, and harm at full weight (docs/quality.md): there
        it is not asked.
        """
        if self.multilingual:
            return dict.fromkeys(SPOKEN_IN, text)
        return {"english": english or text}

    def _plain(self, text: str, language: str, english: str | None, mentions: Sequence[Mention]) -> Question:
        own = tuple(dict.fromkeys(content_words(unframed(text, language), language)))
        core = content_words(self._without_kinds(unframed(text, language), language), language)
        codes = {group: code_in(group, language) for group in SPOKEN_IN}
        lemmas = {group: lemmas_of((code, word) for word in own) for group, code in codes.items()}
        names = self._names(text, language)
        return Question(
            text=text,
            language=language,
            concepts={},
            searched=dict.fromkeys(SPOKEN_IN, own),
            lemmas=lemmas,
            words={group: query_terms(dict.fromkeys(own, 1.0), code) for group, code in codes.items()},
            meaning=self._meanings(text, english),
            whole={group: whole_terms(dict.fromkeys(core, 1.0), code, self._kind) for group, code in codes.items()},
            own_lemmas=lemmas,
            written=written_words(unframed(text, language, wholly=True), language),
            named=frozenset(self._weights(mentions)),
            names={g: name_terms(names, g) for g in SPOKEN_IN} if names else {},
            added=dict.fromkeys(SPOKEN_IN, ()),
            english=english,
        )

    def _words_of(self, concept: Concept, code: str) -> Mapping[str, float]:
        key = (concept.id, code)
        if key not in self._label_words:
            self._label_words[key] = label_words(concept, code)
        return self._label_words[key]


def _sentence(glosses: Iterable[Gloss]) -> str:
    return " ".join(gloss.words[0] if gloss.words else gloss.written for gloss in glosses)
