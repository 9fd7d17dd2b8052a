"""Search documents: ranked where something is asked in words, else straight from the records."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from kb.domain.claims import StudyDesign
from kb.index.port import Field, Selection
from kb.search.answers import NewsItem
from kb.search.counting import Counts, count_selected
from kb.search.fusion import Candidate
from kb.search.hits import document_hit, plain_hit
from kb.search.library import Asked, Library, limit_for
from kb.search.ranking import RANKING, document_factors
from kb.search.results import FIELD, SYNTAX, YEARS, DocumentHit, Page, Query, Sort
from kb.search.selecting import selection_of, wanted_of
from kb.search.syntax import Conditions, holds
from kb.store.found import read_found, texts_of
from kb.store.selecting import Order, select_documents, select_news

_DESIGNS = {design: place for place, design in enumerate(StudyDesign)}


class DocumentSearch:
    """Finds documents."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def search(self, query: Query) -> Page[DocumentHit]:
        """Return documents by relevance × prior, or in the order wanted; see `Search.search_documents`."""
        asked = self._library.read(query)
        if asked.question is None:
            return self._held(asked)
        ranked = self.ranked(asked, selection_of(asked.query))
        wanted = {c.owner: c for c in ranked[query.offset : query.offset + query.limit]}
        with self._library.store.reading() as session:
            passages = {key: candidate.passage for key, candidate in wanted.items()}
            found = read_found(session, passages, asked.answering.model)
        facets: Counts = {}
        if query.counted and asked.index is not None:
            them = Selection({Field.OWNER: tuple(candidate.owner for candidate in ranked)})
            facets = count_selected(asked.index, them, query)
        year = self._library.this_year()
        # The index may not have followed a deletion yet.
        hits = tuple(document_hit(found[key], c, asked.question, year) for key, c in wanted.items() if key in found)
        meant = self._library.did_you_mean(asked)
        page = Page(hits, len(ranked), query.offset, asked.understood, asked.notes, facets, did_you_mean=meant)
        if ranked:
            nowhere = self._library.nowhere(asked)
            return replace(page, notes=(*page.notes, _said_nowhere(nowhere))) if nowhere else page
        return replace(
            page, removed_by=removed_by(asked, lambda lifted: len(self.ranked(lifted, selection_of(lifted.query))))
        )

    def ranked(self, asked: Asked, selection: Selection) -> list[Candidate]:
        """Return all documents of the selection that answer the question, in the order wanted."""
        limit = limit_for(asked.conditions)
        found = self._library.candidates(asked, selection, with_meaning=True, limit=limit)
        if asked.conditions:
            with self._library.store.reading() as session:
                kept = that_hold(session, [c.owner for c in found], asked.conditions)
            found = [c for c in found if c.owner in kept]
        this_year = self._library.this_year()
        priors: dict[tuple[object, ...], dict[str, float]] = {}  # hundreds of candidates have a few dozen
        for candidate in found:
            point = candidate.any
            known = point.design, point.year, point.regions
            if known not in priors:
                design = StudyDesign(point.design) if point.design else None
                priors[known] = document_factors(design, point.year, point.regions, this_year)
            candidate.factors = priors[known]
        if asked.query.sort is not Sort.RANK:
            found = clear(found)
        return sorted(found, key=_ORDERS[asked.query.sort])

    def news(self, since: datetime, query: Query) -> Page[NewsItem]:
        """Return documents new or changed since a time, newest first; see `Search.news`."""
        asked = self._library.read(query)
        among = None
        if asked.question is not None:
            among = [candidate.owner for candidate in clear(self.ranked(asked, selection_of(asked.query)))]
        with self._library.store.reading() as session:
            wanted = wanted_of(asked.query, self._library.catalogue)
            told, total = select_news(session, since, wanted, query.offset, query.limit, among)
            found = read_found(session, {one.document: 0 for one in told}, asked.answering.model)
        year = self._library.this_year()
        items = tuple(NewsItem(plain_hit(found[one.document], year), one.at, one.version) for one in told)
        return Page(items, total, query.offset, asked.understood, asked.notes)

    def _held(self, asked: Asked) -> Page[DocumentHit]:
        """Return the documents that pass the filters when nothing is asked in words."""
        query = asked.query
        order = Order.STRONGEST if query.sort is Sort.EVIDENCE else Order.NEWEST
        with self._library.store.reading() as session:
            ids, total, passing = self._page(session, asked, order)
            found = read_found(session, dict.fromkeys(ids, 0), asked.answering.model)
            removed = {} if total else removed_by(asked, lambda lifted: self._page(session, lifted, order)[1])
        facets: Counts = {}
        if query.counted and asked.index is not None:
            them = selection_of(query) if passing is None else Selection({Field.OWNER: tuple(passing)})
            facets = count_selected(asked.index, them, query)
        year = self._library.this_year()
        hits = tuple(plain_hit(found[key], year) for key in ids)
        return Page(hits, total, query.offset, asked.understood, asked.notes, facets, removed)

    def _page(self, session: Session, asked: Asked, order: Order) -> tuple[Sequence[str], int, Sequence[str] | None]:
        """Return the documents of the page, how many pass, and where there are conditions all that do."""
        query, wanted = asked.query, wanted_of(asked.query, self._library.catalogue)
        if not asked.conditions:
            return *select_documents(session, wanted, order, query.offset, query.limit), None
        ids, _ = select_documents(session, wanted, order, 0, RANKING.candidates_to_check)
        kept = that_hold(session, ids, asked.conditions)
        passing = [key for key in ids if key in kept]
        return passing[query.offset : query.offset + query.limit], len(passing), passing


def _said_nowhere(words: Sequence[str]) -> str:
    said = ", ".join(f"”{word}”" for word in words)
    others = "frågans övriga ord, en översättning eller något närliggande"
    return f"Inget dokument innehåller {said}. Träffarna har {others}."


def clear(found: Sequence[Candidate]) -> list[Candidate]:
    """Return those that answer clearly; all, where none does so: a few faint answers in any order are better."""
    return [candidate for candidate in found if candidate.clear] or list(found)


def that_hold(session: Session, documents: Sequence[str], conditions: Conditions) -> set[str]:
    """Return those of the documents whose text meets the conditions."""
    return {
        key
        for key, title, content, language in texts_of(session, documents)
        if holds(conditions, title, content, language)
    }


def removed_by(asked: Asked, count: Callable[[Asked], int], *, documents: bool = True) -> dict[str, int]:
    """Return for each condition of a question without hits how many there are without it, where there are any.

    That they are about the field is a condition on `documents` alone.
    """
    query = asked.query
    lifted: dict[str, Asked] = {}
    for facet in query.filters:
        rest = {other: values for other, values in query.filters.items() if other is not facet}
        lifted[facet.value] = replace(asked, query=replace(query, filters=rest))
    if query.first_year is not None or query.last_year is not None:
        lifted[YEARS] = replace(asked, query=replace(query, first_year=None, last_year=None))
    if asked.conditions:
        lifted[SYNTAX] = replace(asked, conditions=Conditions())
    if documents and not query.everything:
        lifted[FIELD] = replace(asked, query=replace(query, everything=True))
    counts = {name: count(without) for name, without in lifted.items()}
    return {name: number for name, number in counts.items() if number}


def _by_rank(candidate: Candidate) -> tuple[float, float, str]:
    return -candidate.score, -candidate.fused, candidate.owner


def _by_year(candidate: Candidate) -> tuple[int, float, float, str]:
    return -(candidate.any.year or 0), *_by_rank(candidate)


def _by_design(candidate: Candidate) -> tuple[int, float, float, str]:
    design = candidate.any.design
    return _DESIGNS[StudyDesign(design)] if design else len(_DESIGNS), *_by_rank(candidate)


_ORDERS: dict[Sort, Callable[[Candidate], tuple[float | str, ...]]] = {
    Sort.RANK: _by_rank,
    Sort.NEWEST: _by_year,
    Sort.EVIDENCE: _by_design,
}
