"""Answers what the edges ask: see `kb.search.port.Search`. Each matter has a module of its own."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from kb.catalogue import Catalogue
from kb.domain.facts import Direction, PortalRating
from kb.index.turns import TURNS
from kb.search.alike import checked_ids, comparison, similar
from kb.search.answering import Answering
from kb.search.answers import Comparison, GapMap, NewsItem, Similar, StudyView, Suggestion
from kb.search.documents import DocumentSearch
from kb.search.facets import Facet
from kb.search.gaps import gap_map
from kb.search.library import Library
from kb.search.measures import MeasureSearch
from kb.search.results import CandidatePage, DocumentHit, DocumentView, IndexState, MeasureHit, MeasureView, Page, Query
from kb.search.views import Views
from kb.store import Store


class Searcher:
    """Answers questions. Threads may ask at once; `answering` is called for at each: it may be exchanged."""

    def __init__(
        self,
        *,
        store: Store,
        catalogue: Catalogue,
        answering: Callable[[], Answering],
        this_year: Callable[[], int],
    ) -> None:
        self._library = Library(store=store, catalogue=catalogue, answering=answering, this_year=this_year)
        self._views = Views(self._library)
        self._documents = DocumentSearch(self._library)
        self._measures = MeasureSearch(self._library, self._documents)

    def warm(self) -> None:
        """Load now what the first question would otherwise wait for."""
        self._library.warm()

    def search_measures(self, query: Query) -> Page[MeasureHit]:
        """Return measures by relevance × prior; raise InputError for a query that is too long."""
        with TURNS.answering():
            return self._measures.search(query)

    def search_documents(self, query: Query) -> Page[DocumentHit]:
        """Return documents by relevance × prior; raise InputError for a query that is too long."""
        with TURNS.answering():
            return self._documents.search(query)

    def news(self, since: datetime, query: Query) -> Page[NewsItem]:
        """Return documents new or changed since a time, newest first, that pass the query's words and filters."""
        with TURNS.answering():
            return self._documents.news(since, query)

    def measure(self, measure_id: str) -> MeasureView:
        """Return all that is held about a measure, or raise NotFound."""
        return self._views.measure(measure_id)

    def similar(self, measure_id: str, limit: int = 5) -> tuple[Similar, ...]:
        """Return the measures most like this one, or raise NotFound."""
        return similar(measure_id, self._library.evidence.held(), self._library.catalogue, limit)

    def compare(self, measure_ids: Sequence[str]) -> Comparison:
        """Return two to five measures side by side; raise InputError for another number, or NotFound."""
        views = [self.measure(measure_id) for measure_id in checked_ids(measure_ids)]
        return comparison(views, self._library.evidence.held(), self._library.catalogue)

    def gap_map(
        self,
        filters: Mapping[Facet, tuple[str, ...]],
        first_year: int | None = None,
        last_year: int | None = None,
    ) -> GapMap:
        """Return what is held by challenge and type of measure; raise InputError for a facet that is not its own."""
        return gap_map(self._library.evidence.held(), self._library.catalogue, filters, first_year, last_year)

    def document(self, document_id: str) -> DocumentView:
        """Return all that is held about a document, or raise NotFound."""
        return self._views.document(document_id)

    def study(self, study_id: str) -> StudyView:
        """Return a study with its documents, or raise NotFound; Moved where its documents are in another one now."""
        return self._views.study(study_id)

    def ratings(
        self, measure: str | None = None, portal: str | None = None, direction: Direction | None = None
    ) -> tuple[PortalRating, ...]:
        """Return what portals say, in the order of the catalogue, none for what nobody rates."""
        return self._views.ratings(measure, portal, direction)

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return what `text`, which may end within a word, may become, likeliest first."""
        with TURNS.answering():
            return self._views.suggest(text, limit)

    def candidates(self) -> CandidatePage:
        """Return the candidates for new measures, the most telling first."""
        return self._views.candidates()

    def state(self) -> IndexState:
        """Return how far the index has followed the records."""
        return self._views.state()
