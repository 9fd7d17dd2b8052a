"""What the edges ask of the search. `kb.search.searcher.Searcher` answers; tests may answer from memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from kb.domain.facts import Direction, PortalRating
from kb.search.answers import Comparison, GapMap, NewsItem, Similar, StudyView, Suggestion
from kb.search.facets import Facet
from kb.search.results import CandidatePage, DocumentHit, DocumentView, IndexState, MeasureHit, MeasureView, Page, Query


class Search(Protocol):
    """The questions that pages, routes and commands ask."""

    def search_measures(self, query: Query) -> Page[MeasureHit]:
        """Return measures by relevance × prior; raise InputError for a query that is too long."""
        ...

    def search_documents(self, query: Query) -> Page[DocumentHit]:
        """Return documents by relevance × prior; raise InputError for a query that is too long."""
        ...

    def news(self, since: datetime, query: Query) -> Page[NewsItem]:
        """Return documents new or changed since a time, newest first, that pass the query's words and filters."""
        ...

    def measure(self, measure_id: str) -> MeasureView:
        """Return all that is held about a measure, or raise NotFound."""
        ...

    def similar(self, measure_id: str, limit: int = 5) -> tuple[Similar, ...]:
        """Return the measures most like this one, or raise NotFound."""
        ...

    def compare(self, measure_ids: Sequence[str]) -> Comparison:
        """Return two to five measures side by side; raise InputError for another number, or NotFound."""
        ...

    def gap_map(
        self,
        filters: Mapping[Facet, tuple[str, ...]],
        first_year: int | None = None,
        last_year: int | None = None,
    ) -> GapMap:
        """Return what is held by challenge and type of measure, from studies that pass GAP_FACETS and years.

        Raises InputError for another facet.
        """
        ...

    def document(self, document_id: str) -> DocumentView:
        """Return all that is held about a document, or raise NotFound."""
        ...

    def study(self, study_id: str) -> StudyView:
        """Return a study with its documents, or raise NotFound; Moved where its documents are in another one now."""
        ...

    def ratings(
        self, measure: str | None = None, portal: str | None = None, direction: Direction | None = None
    ) -> tuple[PortalRating, ...]:
        """Return what portals say, in the order of the catalogue, none for what nobody rates."""
        ...

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return what `text`, which may end within a word, may become, likeliest first."""
        ...

    def candidates(self) -> CandidatePage:
        """Return the candidates for new measures, the most telling first."""
        ...

    def state(self) -> IndexState:
        """Return how far the index has followed the records."""
        ...
