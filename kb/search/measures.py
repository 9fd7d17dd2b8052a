"""Search measures: by their own cards and by the best studies of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kb.domain.evidence import Evidence, Status, Strength
from kb.domain.facts import ChallengeId, Measure, MeasureId
from kb.domain.maryland import Verdict
from kb.index.port import Field, Selection
from kb.search.answers import Answered, Instead, Lack, Missing
from kb.search.counting import Counts, count_measures, measure_values, passes
from kb.search.documents import DocumentSearch, removed_by
from kb.search.evidence import Held, challenges_with
from kb.search.excerpts import matched_words
from kb.search.facets import Facet
from kb.search.fusion import Candidate, best_by_measure
from kb.search.goodness import answered, grounds_of, instead_of, off_the_mark, thin_grounds
from kb.search.hits import document_hit, shared
from kb.search.library import Asked, Library
from kb.search.questions import Question
from kb.search.ranking import RANKING, measure_factors
from kb.search.results import MeasureHit, Page, Query, Sort, Why
from kb.search.selecting import selection_of
from kb.search.syntax import Conditions, holds
from kb.store.found import read_found

_MOST_WORDS = 8
_VERDICTS = (Verdict.WORKS, Verdict.PROMISING, Verdict.DOES_NOT_WORK, Verdict.UNKNOWN)
_STEPS = {status: place for place, status in enumerate(Status)}
_STRENGTHS = {strength: place for place, strength in enumerate(Strength)}


@dataclass(frozen=True, slots=True)
class _Kept:
    """By what measures are narrowed and counted, and what to take instead of them, at one revision."""

    revision: int
    values: Mapping[str, dict[Facet, tuple[str, ...]]] = field(default_factory=dict)
    instead: Mapping[str, tuple[Instead, ...]] = field(default_factory=dict)


class MeasureSearch:
    """Finds measures."""

    def __init__(self, library: Library, documents: DocumentSearch) -> None:
        self._library, self._documents = library, documents
        self._kept = _Kept(-1)

    def search(self, query: Query) -> Page[MeasureHit]:
        """Return measures by relevance × prior, or in the order wanted; see `Search.search_measures`."""
        asked, held = self._library.read(query), self._library.evidence.held()
        best = self._best(asked, held)
        ranked = self._ranked(asked, held, best)
        hits = self._hits(asked, held, ranked[query.offset : query.offset + query.limit], best)
        facets: Counts = {}
        if query.counted:
            facets = count_measures([self._values(c.owner, held) for c in ranked], query)
        page = Page(hits, len(ranked), query.offset, asked.understood, asked.notes, facets)
        if asked.question is not None and asked.index is not None:
            answered_by = self._answered(asked, held, ranked)
            page = replace(page, answered=answered_by, did_you_mean=self._library.did_you_mean(asked))
        if ranked or (asked.question is not None and asked.index is None):
            return page
        removed = removed_by(
            asked, lambda lifted: len(self._ranked(lifted, held, self._best(lifted, held))), documents=False
        )
        return replace(page, removed_by=removed)

    def _best(self, asked: Asked, held: Held) -> dict[str, list[Candidate]]:
        if asked.question is None:
            return {}
        by_rank = replace(asked, query=replace(asked.query, sort=Sort.RANK))
        found = self._documents.ranked(by_rank, selection_of(asked.query, for_measures=True))
        return best_by_measure(found, held.study)

    def _ranked(self, asked: Asked, held: Held, best: Mapping[str, Sequence[Candidate]]) -> list[Candidate]:
        """Return all measures that answer and pass, in the order wanted."""
        if asked.question is None:
            found = {str(key): Candidate(key, "") for key in self._library.catalogue.measures}
        elif asked.index is None:
            return []
        else:
            found = self._relevant(asked, asked.question, best)
        this_year = self._library.this_year()
        kept = []
        for candidate in found.values():
            evidence = held.evidence[MeasureId(candidate.owner)]
            if passes(self._values(candidate.owner, held), asked.query) and self._holds(candidate.owner, asked, best):
                candidate.factors = measure_factors(evidence, this_year)
                kept.append(candidate)
        sort = asked.query.sort
        if asked.question is None and sort is Sort.RANK:
            sort = Sort.EVIDENCE
        return sorted(kept, key=lambda c: _order(c, held.evidence[MeasureId(c.owner)], sort))

    def _relevant(
        self, asked: Asked, question: Question, best: Mapping[str, Sequence[Candidate]]
    ) -> dict[str, Candidate]:
        selection, limit = Selection({Field.HOLDS: ("measure",)}), RANKING.candidates
        cards = self._library.candidates(asked, selection, with_meaning=False, limit=limit)
        found: dict[str, Candidate] = {}
        for held in cards:  # a measure has a card in each language group: the better one counts
            named = RANKING.named_weight if held.owner in question.concepts else 0.0
            card = replace(held, relevance=held.relevance * RANKING.card_weight + named)
            if card.owner not in found or card.relevance > found[card.owner].relevance:
                found[card.owner] = card
        for measure_id, documents in best.items():
            candidate = found.setdefault(measure_id, Candidate(measure_id, ""))
            candidate.relevance += RANKING.study_weight * sum(d.relevance for d in documents)
        return {
            key: c
            for key, c in found.items()
            if c.relevance >= RANKING.least_relevance and key in self._library.catalogue.measures
        }

    def _holds(self, measure_id: str, asked: Asked, best: Mapping[str, Sequence[Candidate]]) -> bool:
        """Return whether the card or a study has what must stand, and the card nothing that must not."""
        conditions = asked.conditions
        if not conditions:
            return True
        measure = self._library.catalogue.measures[MeasureId(measure_id)]
        names = " ".join((measure.name_sv, measure.name_en, *measure.other_names))
        card = f"{names}\n{measure.target_group} {measure.setting}"
        if best.get(measure_id):
            conditions = Conditions(none=conditions.none)
        return holds(conditions, names, card, "sv")

    def _values(self, measure_id: str, held: Held) -> dict[Facet, tuple[str, ...]]:
        return self._of(held).values[measure_id]

    def _of(self, held: Held) -> "_Kept":
        """Return what follows from what is held, reckoned once for each revision of the records."""
        if self._kept.revision != held.revision:
            catalogue = self._library.catalogue
            self._kept = _Kept(
                held.revision,
                {m.id: measure_values(m, held.evidence[m.id], catalogue) for m in catalogue.measures.values()},
                {key: instead_of(key, held.evidence, catalogue) for key in catalogue.measures},
            )
        return self._kept

    def _answered(self, asked: Asked, held: Held, ranked: Sequence[Candidate]) -> Answered:
        named = asked.question.named if asked.question else ()
        relevances = [(MeasureId(c.owner), c.relevance) for c in ranked]
        return answered(relevances, held.evidence, self._challenges(asked), named, self._library.catalogue)

    def _challenges(self, asked: Asked) -> tuple[ChallengeId, ...]:
        """Return the challenges that the question or the filters name."""
        named = sorted(asked.question.named) if asked.question else ()
        wanted = (*asked.query.wanted(Facet.CHALLENGE), *named)
        return tuple(ChallengeId(key) for key in dict.fromkeys(wanted) if key in self._library.catalogue.challenges)

    def _hits(
        self, asked: Asked, held: Held, wanted: Sequence[Candidate], best: Mapping[str, Sequence[Candidate]]
    ) -> tuple[MeasureHit, ...]:
        passages = {d.owner: d.passage for c in wanted for d in best.get(c.owner, ())}
        with self._library.store.reading() as session:
            found = read_found(session, passages, asked.answering.model)
        year = self._library.this_year()
        hits = []
        for candidate in wanted:
            measure = self._library.catalogue.measures[MeasureId(candidate.owner)]
            linked = [
                document_hit(found[d.owner], d, asked.question, year)
                for d in best.get(measure.id, ())
                if d.owner in found
            ]
            hits.append(
                MeasureHit(
                    measure=measure,
                    score=round(candidate.score, 4),
                    why=self._why(asked, held, candidate, measure, len(best.get(measure.id, ()))),
                    evidence=held.evidence[measure.id],
                    challenges=self._library.catalogue.challenges_of(measure.id),
                    documents=tuple(linked),
                    instead=self._of(held).instead[measure.id],
                )
            )
        return tuple(hits)

    def _why(self, asked: Asked, held: Held, candidate: Candidate, measure: Measure, studies: int) -> Why:
        catalogue, evidence, question = self._library.catalogue, held.evidence[measure.id], asked.question
        lacks = thin_grounds(evidence, self._library.this_year())
        if question is not None and measure.id not in question.named:
            own = challenges_with(catalogue, measure.id, evidence)
            lacks = [*off_the_mark(self._challenges(asked), own), *lacks]
            if candidate.relevance < RANKING.good_relevance:
                lacks = [Missing(Lack.FAR), *lacks]
        words, added = _card_words(measure, catalogue.concepts[measure.id].labels, question) if question else ((), ())
        return Why(
            words=words,
            added=added,
            studies=studies,
            concepts=shared(question, (measure.id, *catalogue.challenges_of(measure.id))),
            signals=candidate.ranks,
            factors=candidate.factors,
            grounds=grounds_of(evidence),
            why_not_higher=tuple(lacks),
        )


def _order(candidate: Candidate, evidence: Evidence, sort: Sort) -> tuple[float | str, ...]:
    by_rank = (-candidate.score, -candidate.fused, candidate.owner)
    if sort is Sort.NEWEST:
        return -(evidence.overall.newest or 0), *by_rank
    if sort is Sort.EVIDENCE:
        weighed = evidence.overall
        known = -_STEPS[evidence.status], -_STRENGTHS[weighed.strength], _VERDICTS.index(weighed.judged.verdict)
        return *known, -evidence.documents, *by_rank
    return by_rank


def _card_words(
    measure: Measure, labels: Mapping[str, Sequence[str]], question: Question
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return words of the card that match what was asked, and what the thesaurus adds.

    They are those of its names and facts, else of its labels, as it is indexed.
    """
    nordic = [label for code in ("sv", "nb", "da") for label in labels.get(code, ())]
    for group, code, card in (
        ("nordic", "sv", (measure.name_sv, *measure.other_names, measure.target_group, measure.setting)),
        ("nordic", "sv", nordic),
        ("english", "en", (measure.name_en, *measure.other_names, *labels.get("en", ()))),
    ):
        own, added = matched_words("; ".join(card), question.lemmas[group], question.own_lemmas[group], code)
        if own or added:
            return tuple(dict.fromkeys(own))[:_MOST_WORDS], tuple(dict.fromkeys(added))[:_MOST_WORDS]
    return (), ()
