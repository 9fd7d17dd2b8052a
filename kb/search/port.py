"""What the edges ask of the search. `kb.search.searcher.Searcher` answers; tests may answer from memory."""

from typing import Protocol

from kb.search.results import CandidatePage, DocumentHit, DocumentView, IndexState, MeasureHit, MeasureView, Page, Query


class Search(Protocol):
    """The questions that pages, routes and commands ask."""

    def search_measures(self, query: Query) -> Page[MeasureHit]:
        """Return measures by relevance × prior; raise InputError for a query that is too long."""
        ...

    def search_documents(self, query: Query) -> Page[DocumentHit]:
        """Return documents by relevance × prior; raise InputError for a query that is too long."""
        ...

    def measure(self, measure_id: str) -> MeasureView:
        """Return all that is held about a measure, or raise NotFound."""
        ...

    def document(self, document_id: str) -> DocumentView:
        """Return all that is held about a document, or raise NotFound."""
        ...

    def candidates(self) -> CandidatePage:
        """Return the candidates for new measures, the most telling first."""
        ...

    def state(self) -> IndexState:
        """Return how far the index has followed the records."""
        ...
