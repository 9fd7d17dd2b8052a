"""What every question is answered from, and the signals of the index asked for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from kb.catalogue import Catalogue
from kb.domain.vectors import Embedder, Vectors
from kb.errors import InputError
from kb.index.port import Ask, Field, Index, Selection, Signal, Sparse
from kb.search.evidence import EvidenceBook
from kb.search.fusion import Candidate, fused, gather
from kb.search.projection import Projection
from kb.search.questions import Question, QuestionReader
from kb.search.ranking import RANKING
from kb.search.results import LONGEST_QUERY, Query, Understood
from kb.search.spelling import Spelling
from kb.search.syntax import Conditions, parse
from kb.store import Store
from kb.store.found import titles_held

_GROUPS = ("english", "nordic", "other")
_REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class Asked:
    """A query made ready: its years narrowed by its text, its `question` None where nothing is asked in words.

    `index` None: it is being built. `notes` tell in Swedish what the reader should know.
    """

    query: Query
    question: Question | None
    conditions: Conditions
    index: Index | None
    notes: tuple[str, ...]

    @property
    def understood(self) -> Understood:
        """How the question was read."""
        if self.question is None:
            return Understood("sv", (), {})
        found = self.question
        return Understood(found.language, tuple(found.concepts), found.searched, found.added, found.english)


class Library:
    """The records, the catalogue, the index and the model. `index` and `embedder` are called for: they may change."""

    def __init__(
        self,
        *,
        store: Store,
        catalogue: Catalogue,
        projection: Projection,
        index: Callable[[], Index | None],
        embedder: Callable[[], Embedder | None],
        questions: QuestionReader,
        this_year: Callable[[], int],
    ) -> None:
        self.store, self.catalogue, self.projection = store, catalogue, projection
        self.index, self.embedder, self.questions, self.this_year = index, embedder, questions, this_year
        self.evidence = EvidenceBook(store, catalogue)
        self._vectors_of: dict[tuple[str, str], Vectors] = {}

    def warm(self) -> None:
        """Load now what the first question would otherwise wait for."""
        self.questions.warm()
        self.evidence.held()
        self._spelling  # noqa: B018 - made

    def read(self, query: Query) -> Asked:
        """Return the query made ready; raise InputError for one that is too long."""
        if len(query.text) > LONGEST_QUERY:
            raise InputError(f"a question has at most {LONGEST_QUERY} characters; this one has {len(query.text)}")
        syntax = parse(query.text)
        years = [year for year in (query.first_year, syntax.first_year) if year is not None]
        first = max(years, default=None)
        last = min((y for y in (query.last_year, syntax.last_year) if y is not None), default=None)
        narrowed = replace(query, first_year=first, last_year=last)
        in_words = any(letter.isalnum() for letter in syntax.text)
        question = self.questions.read(syntax.text, expand=query.expand) if in_words else None
        conditions = syntax.conditions
        if conditions and query.expand:
            conditions = self.questions.across(conditions, question.language if question else "sv")
        index = self.index()
        return Asked(narrowed, question, conditions, index, (*syntax.notes, *self._notes(index, in_words)))

    def did_you_mean(self, asked: Asked) -> str | None:
        """Return the question with its likely spelling, None where nothing in it looks misspelt."""
        if asked.question is None or asked.query.offset:
            return None
        return self._spelling.suggestion(asked.query.text, asked.question.language)

    @cached_property
    def _spelling(self) -> Spelling:
        # Names in titles are right; those of titles that come while the program runs are known at its next start.
        with self.store.reading() as session:
            return Spelling(self.catalogue.concepts.values(), self.questions.lexicon, titles_held(session))

    def _notes(self, index: Index | None, in_words: bool) -> tuple[str, ...]:
        if not in_words:
            return ()
        if index is None:
            return ("Sökregistret byggs. Pröva igen om en stund.",)
        notes = []
        behind = self.projection.behind(index)
        if behind:
            notes.append(f"Sökregistret uppdateras. Dokument som återstår: {behind}.")
        if self.embedder() is None:
            notes.append("Språkmodellen läses in. Tills den är klar söker vi på ord och begrepp.")
        return tuple(notes)

    def candidates(
        self, index: Index, question: Question, selection: Selection, *, with_meaning: bool, limit: int
    ) -> list[Candidate]:
        """Return everything that answers, with its relevance: rank in its language group's fused list.

        At most `limit` points are taken from each signal and group.
        """
        vectors = self._vectors(question) if with_meaning else {}
        asks: list[tuple[str, Ask]] = []
        for group in _GROUPS:
            narrowed = selection.also(Field.GROUP, group)
            signals: list[tuple[Signal, Vectors | Sparse | None]] = [
                (Signal.CONCEPTS, question.concept_vector),  # first: what shares a concept is an answer already
                (Signal.WORDS, question.words[group]),
                (Signal.MEANING, vectors.get(group)),
            ]
            for signal, vector in signals:
                if vector is None or (isinstance(vector, Sparse) and not vector.indices):
                    continue
                asks.append((group, Ask(signal, vector, narrowed, limit)))
        answers = index.ask([ask for _, ask in asks])
        found: dict[tuple[str, str], Candidate] = {}
        for (group, ask), answer in zip(asks, answers, strict=True):
            gather(found, group, ask.signal, answer)
        asked = {group: {ask.signal for g, ask in asks if g == group} for group in _GROUPS}
        return [c for g in _GROUPS for c in fused([c for c in found.values() if c.group == g], asked[g])]

    def _vectors(self, question: Question) -> dict[str, Vectors]:
        embedder = self.embedder()
        if embedder is None:
            return {}
        found = {}
        for group, text in question.meaning.items():
            key = (embedder.name, text)
            # The other tab, the next page and the same concepts in other words ask for the same vector again.
            vector = self._vectors_of.get(key)
            if vector is None:
                vector = embedder.embed_queries([text])[0]
                if len(self._vectors_of) >= _REMEMBERED:
                    self._vectors_of.clear()
                self._vectors_of[key] = vector
            found[group] = vector
        return found


def limit_for(conditions: Conditions) -> int:
    """Return how many points to take from each signal."""
    return RANKING.candidates_to_check if conditions else RANKING.candidates
