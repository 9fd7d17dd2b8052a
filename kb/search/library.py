"""What every question is answered from, and the signals of the index asked for it."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import cached_property

from kb.catalogue import Catalogue
from kb.domain.vectors import Embedder, Vectors
from kb.errors import InputError
from kb.index.port import Ask, Field, Index, Selection, Signal
from kb.index.terms import whole_terms
from kb.search.answering import Answering
from kb.search.evidence import EvidenceBook
from kb.search.fusion import Candidate
from kb.search.question_words import code_in
from kb.search.questions import Question, QuestionReader
from kb.search.ranking import RANKING, Ranking
from kb.search.recent import Recent
from kb.search.results import LONGEST_QUERY, Query, Understood
from kb.search.signals import GROUPS, candidates_of
from kb.search.spelling import Spelling
from kb.search.syntax import Conditions, parse
from kb.store import Store
from kb.store.found import titles_held

# So many questions read, vectors and candidates (some 600 bytes each) are kept.
_QUESTIONS, _VECTORS, _CANDIDATES = 128, 512, 30_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A query made ready: its years narrowed by its text, its `question` None where nothing is asked in words.

    `answering` answers it, from beginning to end. `notes` tell in Swedish what the reader should know.
    """

    query: Query
    question: Question | None
    conditions: Conditions
    answering: Answering
    notes: tuple[str, ...]

    @property
    def index(self) -> Index | None:
        """The index that answers, None: it is being built."""
        return self.answering.index

    @property
    def understood(self) -> Understood:
        """How the question was read."""
        if self.question is None:
            return Understood("sv", (), {})
        found = self.question
        return Understood(found.language, tuple(found.concepts), found.searched, found.added, found.english)


class Library:
    """The records, the catalogue, and what answers, which is called for: it may be exchanged at any time."""

    def __init__(
        self,
        *,
        store: Store,
        catalogue: Catalogue,
        answering: Callable[[], Answering],
        this_year: Callable[[], int],
    ) -> None:
        self.store, self.catalogue = store, catalogue
        self.answering, self.this_year = answering, this_year
        self.evidence = EvidenceBook(store, catalogue)
        self._read = Recent[Question](_QUESTIONS)
        self._vectors_of = Recent[Vectors](_VECTORS)
        self._answers = Recent[tuple[Question, Ranking, list[Candidate]]](_CANDIDATES, lambda kept: len(kept[2]))

    def warm(self) -> None:
        """Load now what the first question would otherwise wait for."""
        self.answering().questions.warm()
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
        answering = self.answering()
        question = self._question(syntax.text, query.expand, answering.questions) if in_words else None
        conditions = syntax.conditions
        if conditions and query.expand:
            conditions = answering.questions.across(conditions, question.language if question else "sv")
        return Asked(narrowed, question, conditions, answering, (*syntax.notes, *_notes(answering, in_words)))

    def did_you_mean(self, asked: Asked) -> str | None:
        """Return the question with its likely spelling, None where nothing in it looks misspelt."""
        if asked.question is None or asked.query.offset:
            return None
        return self._spelling.suggestion(asked.query.text, asked.question.language)

    def nowhere(self, asked: Asked) -> tuple[str, ...]:
        """Return, as written, the words of the question that no document has, whole or as part of a compound.

        None are named while the index has not followed the records, or is being built.
        """
        index, question = asked.index, asked.question
        if index is None or question is None or asked.answering.behind():
            return ()
        selections = {group: Selection({Field.HOLDS: ("document",), Field.GROUP: (group,)}) for group in GROUPS}
        asks = [
            (word, Ask(Signal.WORDS, sought, selection, 1))
            for word in question.written
            for group, selection in selections.items()
            if (sought := whole_terms({word: 1.0}, code_in(group, question.language))).indices
        ]
        answers = index.ask([ask for _, ask in asks])
        somewhere = {word for (word, _), answer in zip(asks, answers, strict=True) if answer}
        return tuple(dict.fromkeys(word for word, _ in asks if word not in somewhere))

    @cached_property
    def _spelling(self) -> Spelling:
        # Names in titles are right; those of titles that come while the program runs are known at its next start.
        with self.store.reading() as session:
            return Spelling(self.catalogue.concepts.values(), self.answering().questions.lexicon, titles_held(session))

    def candidates(self, asked: Asked, selection: Selection, *, with_meaning: bool, limit: int) -> list[Candidate]:
        """Return everything that answers, with its relevance: rank in its language group's fused list.

        Nothing where nothing is asked in words, or there is no index yet.

        At most `limit` points are taken from each signal and group. Asked again before the index has changed, the same
        candidates come back: whoever changes their relevance changes copies.
        """
        index, question = asked.index, asked.question
        if index is None or question is None:
            return []
        embedder = asked.answering.embedder if with_meaning else None
        # Indexes of one name that have come equally far hold the same. RANKING is changed by whoever compares settings;
        # it and the question are kept beside the candidates, so that no other gets their ids.
        state = (index.name, index.progress(), embedder.name if embedder else None, id(RANKING))
        key = (id(question), _key(selection), limit, state)

        def reckoned() -> tuple[Question, Ranking, list[Candidate]]:
            return question, RANKING, self._gathered(index, question, selection, embedder, limit, with_meaning)

        return self._answers.get(key, reckoned)[2]

    def _gathered(
        self,
        index: Index,
        question: Question,
        selection: Selection,
        embedder: Embedder | None,
        limit: int,
        with_meaning: bool,
    ) -> list[Candidate]:
        def meaning() -> dict[str, Vectors]:
            return self._vectors(question, embedder) if embedder else {}

        # Of a measure no place is asked: few cards name one.
        names = question.names if with_meaning else {}
        return candidates_of(
            index,
            question.concept_vector,
            question.words,
            meaning,
            selection,
            limit,
            whole=question.whole,
            names=names,
            strange=question.strange,
        )

    def _question(self, text: str, expand: bool, questions: QuestionReader) -> Question:
        key = text, expand, questions.multilingual
        return self._read.get(key, lambda: questions.read(text, expand=expand))

    def _vectors(self, question: Question, embedder: Embedder) -> dict[str, Vectors]:
        def embedded(text: str) -> Vectors:
            return self._vectors_of.get((embedder.name, text), lambda: embedder.embed_queries([text])[0])

        return {group: embedded(text) for group, text in question.meaning.items()}


def _notes(answering: Answering, in_words: bool) -> tuple[str, ...]:
    if not in_words:
        return ()
    if answering.index is None:
        return ("Sökregistret byggs. Pröva igen om en stund.",)
    notes = []
    behind = answering.behind()
    if behind:
        notes.append(f"Sökregistret uppdateras. Dokument som återstår: {behind}.")
    if answering.embedder is None:
        notes.append("Språkmodellen läses in. Tills den är klar söker vi på ord och begrepp.")
    return tuple(notes)


def _key(selection: Selection) -> Hashable:
    """Return what equal selections share and others do not."""
    return tuple(sorted(selection.any_of.items())), selection.first_year, selection.last_year


def limit_for(conditions: Conditions) -> int:
    """Return how many points to take from each signal."""
    return RANKING.candidates_to_check if conditions else RANKING.candidates
