"""Ask the index, fuse what its signals say, and answer with documents and measures and why."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from kb.catalogue import Catalogue
from kb.domain.claims import SURE, ClaimKind, Relevance, StudyDesign, sure_values, value_of
from kb.domain.evidence import Evidence
from kb.domain.facts import ChallengeId, Measure, MeasureId
from kb.domain.vectors import Embedder, Vectors
from kb.errors import InputError
from kb.index.port import Ask, Field, Index, Selection, Signal, Sparse
from kb.search.evidence import EvidenceBook
from kb.search.excerpts import excerpt, matched_spans
from kb.search.facets import Facet
from kb.search.fusion import Candidate, best_by_measure, fused, gather
from kb.search.projection import Projection
from kb.search.questions import Question, QuestionReader
from kb.search.ranking import RANKING, document_factors, measure_factors, product
from kb.search.results import (
    LONGEST_QUERY,
    CandidateDocument,
    CandidatePage,
    ClaimView,
    DocumentHit,
    DocumentView,
    Excerpt,
    IndexState,
    MeasureHit,
    MeasureView,
    Page,
    Query,
    Understood,
    Why,
)
from kb.store import Store
from kb.store.candidates import candidates
from kb.store.documents import (
    ReadDocument,
    changes,
    get_read_document,
    headings,
    latest_documents,
    origins,
    read_documents,
)
from kb.store.studies import measure_told, studies_of

_GROUPS = ("english", "nordic", "other")
_CANDIDATES = 200
_REMEMBERED = 512


class Searcher:
    """Answers questions. Threads may ask at once; `embedder` is called for, since it may still be loading."""

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
        self._store, self._catalogue, self._projection = store, catalogue, projection
        self._index, self._embedder, self._questions, self._this_year = index, embedder, questions, this_year
        self._evidence = EvidenceBook(store, catalogue)
        self._vectors_of: dict[tuple[str, str], Vectors] = {}

    def warm(self) -> None:
        """Load now what the first question would otherwise wait for."""
        self._questions.warm()

    def search_documents(self, query: Query) -> Page[DocumentHit]:
        """Return documents by relevance × prior; raise InputError for a query that is too long."""
        if not _checked(query):
            return self._newest(query)
        index, question, notes = self._prepared(query)
        if index is None or question is None:
            return Page((), 0, query.offset, _understood(question), notes)
        ranked = self._rank_documents(index, question, query)
        wanted = ranked[query.offset : query.offset + query.limit]
        with self._store.reading() as session:
            read: dict[str, ReadDocument] = {
                r.document.id: r for r in read_documents(session, [c.owner for c in wanted])
            }
        hits = tuple(self._document_hit(read[c.owner], c, question) for c in wanted if _alive(read, c.owner))
        return Page(hits, len(ranked), query.offset, _understood(question), notes)

    def search_measures(self, query: Query) -> Page[MeasureHit]:
        """Return measures by relevance × prior; raise InputError for a query that is too long."""
        evidence = self._evidence.of_all()
        if not _checked(query):
            return self._all_measures(query, evidence)
        index, question, notes = self._prepared(query)
        if index is None or question is None:
            return Page((), 0, query.offset, _understood(question), notes)
        best = best_by_measure(self._rank_documents(index, question, query))
        ranked = self._rank_measures(index, question, query, best, evidence)
        wanted = ranked[query.offset : query.offset + query.limit]
        shown = {c.owner: best.get(c.owner, []) for c in wanted}
        with self._store.reading() as session:
            ids = [d.owner for found in shown.values() for d in found]
            read: dict[str, ReadDocument] = {r.document.id: r for r in read_documents(session, ids)}
        hits = []
        for candidate in wanted:
            measure = self._catalogue.measures[MeasureId(candidate.owner)]
            linked = [
                self._document_hit(read[d.owner], d, question) for d in shown[measure.id] if _alive(read, d.owner)
            ]
            why = Why(
                words=self._card_words(measure, question),
                concepts=self._shared(question, (measure.id, *self._catalogue.challenges_of(measure.id))),
                signals=candidate.ranks,
                factors=candidate.factors,
            )
            hits.append(self._measure_hit(measure, candidate.score, why, evidence[measure.id], linked))
        return Page(tuple(hits), len(ranked), query.offset, _understood(question), notes)

    def measure(self, measure_id: str) -> MeasureView:
        """Return all that is held about a measure, or raise NotFound."""
        measure = self._catalogue.measure(measure_id)
        with self._store.reading() as session:
            told = measure_told(session, measure.id).get(measure.id, {})
            read = read_documents(session, [one.document.id for study in told.values() for one in study])
        hits = [self._document_hit(r, Candidate(r.document.id, ""), None) for r in read]
        hits.sort(key=lambda hit: (_strength(hit.design), -(hit.document.year or 0), hit.document.title))
        together: dict[ChallengeId, int] = defaultdict(int)
        for hit in hits:
            for challenge in hit.challenges:
                together[challenge] += 1
        evidence = self._evidence.of_all()[measure.id]
        return MeasureView(measure, evidence, self._catalogue.challenges_of(measure.id), dict(together), tuple(hits))

    def document(self, document_id: str) -> DocumentView:
        """Return all that is held about a document, or raise NotFound."""
        with self._store.reading() as session:
            read = get_read_document(session, document_id)
            found_at = tuple(origins(session, document_id))
            changed = tuple(changes(session, document_id)) if read.document.version > 1 else ()
            study = studies_of(session, [document_id]).get(document_id)
        content = read.document.content
        views = tuple(
            ClaimView(c, content[c.start : c.end] if c.start is not None and c.end is not None else None)
            for c in read.claims
        )
        return DocumentView(read.document, views, found_at, read.document.version, bool(read.claims), changed, study)

    def candidates(self) -> CandidatePage:
        """Return the candidates for new measures, the most telling first."""
        with self._store.reading() as session:
            found, made_at = candidates(session)
            named = headings(session, [support.document for one in found for support in one.support])
        shown = {key: CandidateDocument(key, title, year, source) for key, (title, year, source) in named.items()}
        return CandidatePage(tuple(found), shown, made_at)

    def state(self) -> IndexState:
        """Return how far the index has followed the records."""
        index = self._index()
        embedder = self._embedder()
        return IndexState(
            name=self._projection.name,
            revision=index.progress().revision if index else 0,
            behind=self._projection.behind(index),
            points=index.count(Selection()) if index else 0,
            embedded_by=embedder.name if embedder else None,
        )

    def _prepared(self, query: Query) -> tuple[Index | None, Question | None, tuple[str, ...]]:
        index = self._index()
        question = self._questions.read(query.text)
        if index is None:
            return None, question, ("Sökregistret byggs. Pröva igen om en stund.",)
        notes = []
        behind = self._projection.behind(index)
        if behind:
            notes.append(f"Sökregistret uppdateras. Dokument som återstår: {behind}.")
        if self._embedder() is None:
            notes.append("Språkmodellen läses in. Tills den är klar söker vi på ord och begrepp.")
        return index, question, tuple(notes)

    def _rank_documents(self, index: Index, question: Question, query: Query) -> list[Candidate]:
        selection = Selection({Field.HOLDS: ("document",)}, query.first_year, query.last_year)
        if not query.everything:
            selection = selection.also(Field.RELEVANCE, Relevance.RELEVANT)
        for wanted, values in (
            (Field.CHALLENGE, query.wanted(Facet.CHALLENGE)),
            (Field.MEASURE, query.wanted(Facet.MEASURE)),
            (Field.LANGUAGE, query.wanted(Facet.LANGUAGE)),
        ):
            if values:
                selection = selection.also(wanted, *values)
        candidates = self._candidates(index, question, selection, with_meaning=True)
        this_year = self._this_year()
        for candidate in candidates:
            found = candidate.any
            design = StudyDesign(found.design) if found.design else None
            candidate.factors = document_factors(design, found.year, this_year)
        return sorted(candidates, key=lambda c: (-c.score, -c.fused, c.owner))

    def _rank_measures(
        self,
        index: Index,
        question: Question,
        query: Query,
        best: Mapping[str, Sequence[Candidate]],
        evidence: Mapping[MeasureId, Evidence],
    ) -> list[Candidate]:
        cards = self._candidates(index, question, Selection({Field.HOLDS: ("measure",)}), with_meaning=False)
        found: dict[str, Candidate] = {}
        for card in cards:  # a measure has a card in each language group: the better one counts
            card.relevance *= RANKING.card_weight
            card.relevance += RANKING.named_weight if card.owner in question.concepts else 0.0
            if card.owner not in found or card.relevance > found[card.owner].relevance:
                found[card.owner] = card
        for measure_id, documents in best.items():
            if measure_id in self._catalogue.measures:
                candidate = found.setdefault(measure_id, Candidate(measure_id, ""))
                candidate.relevance += RANKING.document_weight * sum(d.relevance for d in documents)
        allowed = self._meant_for(index, query.wanted(Facet.CHALLENGE))
        kept = [
            c
            for c in found.values()
            if c.relevance >= RANKING.least_relevance
            and (allowed is None or c.owner in allowed)
            and (not query.wanted(Facet.MEASURE) or c.owner in query.wanted(Facet.MEASURE))
        ]
        for candidate in kept:
            candidate.factors = measure_factors(evidence[MeasureId(candidate.owner)])
        return sorted(kept, key=lambda c: (-c.score, -c.fused, c.owner))

    def _candidates(
        self, index: Index, question: Question, selection: Selection, *, with_meaning: bool
    ) -> list[Candidate]:
        """Return everything that answers, with its relevance: rank in its language group's fused list."""
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
                asks.append((group, Ask(signal, vector, narrowed, _CANDIDATES)))
        answers = index.ask([ask for _, ask in asks])
        found: dict[tuple[str, str], Candidate] = {}
        for (group, ask), answer in zip(asks, answers, strict=True):
            gather(found, group, ask.signal, answer)
        asked = {group: {ask.signal for g, ask in asks if g == group} for group in _GROUPS}
        return [c for g in _GROUPS for c in fused([c for c in found.values() if c.group == g], asked[g])]

    def _vectors(self, question: Question) -> dict[str, Vectors]:
        embedder = self._embedder()
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

    def _meant_for(self, index: Index, challenges: Sequence[str]) -> set[str] | None:
        """Return the measures linked to any of the challenges, editorially or by documents; None for all."""
        if not challenges:
            return None
        wanted = {m.id for c in challenges for m in self._catalogue.measures_for(ChallengeId(c))}
        together = Selection(
            {
                Field.HOLDS: ("document",),
                Field.CHALLENGE: tuple(challenges),
                Field.RELEVANCE: (Relevance.RELEVANT,),
            }
        )
        return wanted | set(index.facet(Field.MEASURE, together))

    def _newest(self, query: Query) -> Page[DocumentHit]:
        """Return the documents that pass the filters, newest first, when nothing is asked in words."""
        with self._store.reading() as session:
            ids, total = latest_documents(
                session,
                challenges=query.wanted(Facet.CHALLENGE),
                measures=query.wanted(Facet.MEASURE),
                languages=query.wanted(Facet.LANGUAGE),
                first_year=query.first_year,
                last_year=query.last_year,
                everything=query.everything,
                surely=SURE,
                offset=query.offset,
                limit=query.limit,
            )
            read: dict[str, ReadDocument] = {r.document.id: r for r in read_documents(session, ids)}
        hits = tuple(self._document_hit(read[i], Candidate(i, ""), None) for i in ids)
        return Page(hits, total, query.offset, _understood(None))

    def _all_measures(self, query: Query, evidence: Mapping[MeasureId, Evidence]) -> Page[MeasureHit]:
        index = self._index()
        allowed = self._meant_for(index, query.wanted(Facet.CHALLENGE)) if index else None
        if index is None and query.wanted(Facet.CHALLENGE):
            allowed = {
                m.id for c in query.wanted(Facet.CHALLENGE) for m in self._catalogue.measures_for(ChallengeId(c))
            }
        kept = [
            measure
            for measure in self._catalogue.measures.values()
            if (allowed is None or measure.id in allowed)
            and (not query.wanted(Facet.MEASURE) or measure.id in query.wanted(Facet.MEASURE))
        ]
        kept.sort(key=lambda m: (-product(measure_factors(evidence[m.id])), -evidence[m.id].documents, m.name_sv))
        hits = tuple(
            self._measure_hit(m, 0.0, Why(factors=measure_factors(evidence[m.id])), evidence[m.id], [])
            for m in kept[query.offset : query.offset + query.limit]
        )
        return Page(hits, len(kept), query.offset, _understood(None))

    def _measure_hit(
        self, measure: Measure, score: float, why: Why, evidence: Evidence, linked: Sequence[DocumentHit]
    ) -> MeasureHit:
        challenges = self._catalogue.challenges_of(measure.id)
        return MeasureHit(measure, round(score, 4), why, evidence, challenges, tuple(linked))

    def _document_hit(self, read: ReadDocument, candidate: Candidate, question: Question | None) -> DocumentHit:
        language = value_of(read.claims, ClaimKind.LANGUAGE)
        design = value_of(read.claims, ClaimKind.STUDY_DESIGN)
        content = read.document.content
        lemmas = question.lemmas[candidate.group] if question and candidate.group else frozenset()
        by_number = {passage.number: passage for passage in read.passages}
        number = candidate.passage if candidate.best else 0
        shown = excerpt(content, by_number.get(number), lemmas, language or "en")
        topics = [c.value for c in read.claims if c.kind in (ClaimKind.CHALLENGE, ClaimKind.MEASURE) and c.value]
        return DocumentHit(
            document=read.document,
            score=round(candidate.score, 4),
            excerpt=shown,
            why=Why(
                words=_marked_words(read.document.title, shown, lemmas, language or "en"),
                concepts=self._shared(question, topics),
                signals=candidate.ranks,
                factors=candidate.factors,
            ),
            language=language,
            design=StudyDesign(design) if design else None,
            challenges=tuple(map(ChallengeId, sure_values(read.claims, ClaimKind.CHALLENGE))),
            measures=tuple(map(MeasureId, sure_values(read.claims, ClaimKind.MEASURE))),
        )

    def _card_words(self, measure: Measure, question: Question) -> tuple[str, ...]:
        text = " ".join((measure.name_sv, *measure.other_names, measure.target_group))
        spans = matched_spans(text, question.lemmas["nordic"], "sv")
        return tuple(dict.fromkeys(text[s:e].lower() for s, e in spans))

    def _shared(self, question: Question | None, concepts: Sequence[str]) -> tuple[str, ...]:
        return tuple(c for c in dict.fromkeys(concepts) if question and c in question.concepts)


def _alive(read: Mapping[str, ReadDocument], owner: str) -> bool:
    """Return whether the document is still there: the index may not have followed its deletion yet."""
    return owner in read and not read[owner].document.deleted


def _checked(query: Query) -> bool:
    """Return whether anything is asked in words; raise InputError when it is too much."""
    if len(query.text) > LONGEST_QUERY:
        raise InputError(f"a question has at most {LONGEST_QUERY} characters; this one has {len(query.text)}")
    return any(letter.isalnum() for letter in query.text)


def _marked_words(title: str, shown: Excerpt, lemmas: frozenset[str], language: str) -> tuple[str, ...]:
    in_title = [title[s:e] for s, e in matched_spans(title, lemmas, language)]
    in_text = [shown.text[s:e] for s, e in shown.marks]
    return tuple(dict.fromkeys(word.lower() for word in (*in_title, *in_text)))


def _strength(design: StudyDesign | None) -> int:
    return list(StudyDesign).index(design) if design else len(StudyDesign)


def _understood(question: Question | None) -> Understood:
    if question is None:
        return Understood("sv", (), {})
    return Understood(question.language, tuple(question.concepts), question.searched)
