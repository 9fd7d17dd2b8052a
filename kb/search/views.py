"""All that is held about one thing: a measure, a document, a study; and the lists that need no search."""

from collections import Counter

from kb.domain.claims import ClaimKind, StudyDesign, studied_values
from kb.domain.facts import Direction, MeasureId, PortalRating
from kb.domain.findings import study_of
from kb.domain.studies import StudyId
from kb.index.port import Selection
from kb.search.answers import StudyView, Suggestion
from kb.search.goodness import instead_of
from kb.search.hits import plain_hit
from kb.search.library import Library
from kb.search.results import (
    CandidateDocument,
    CandidatePage,
    ClaimView,
    DocumentHit,
    DocumentView,
    IndexState,
    MeasureView,
)
from kb.search.spelling import TypeAhead
from kb.store.candidates import candidates
from kb.store.documents import changes, get_read_document, headings, origins
from kb.store.found import read_found
from kb.store.studies import studies_of, study_told

_DESIGNS = {design: place for place, design in enumerate(StudyDesign)}


class Views:
    """Shows one thing at a time."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._ahead = TypeAhead(library.catalogue.concepts.values())

    def measure(self, measure_id: str) -> MeasureView:
        """Return all that is held about a measure, or raise NotFound."""
        catalogue, held = self._library.catalogue, self._library.evidence.held()
        measure = catalogue.measure(measure_id)
        told = held.told.get(measure.id, {})
        with self._library.store.reading() as session:
            first: dict[str, int] = {one.document.id: 0 for study in told.values() for one in study}
            found = read_found(session, first, self._library.answering().model)
        year = self._library.this_year()
        hits = sorted((plain_hit(one, year) for one in found.values()), key=_strongest)
        together = Counter(challenge for hit in hits for challenge in hit.challenges)
        return MeasureView(
            measure=measure,
            evidence=held.evidence[measure.id],
            challenges=catalogue.challenges_of(measure.id),
            found_with=dict(together),
            linked=tuple(hits),
            instead=instead_of(measure.id, held.evidence, catalogue),
        )

    def document(self, document_id: str) -> DocumentView:
        """Return all that is held about a document, or raise NotFound."""
        with self._library.store.reading() as session:
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

    def study(self, study_id: str) -> StudyView:
        """Return a study with its documents, or raise NotFound; Moved where they are in another one now."""
        with self._library.store.reading() as session:
            told = study_told(session, study_id)
            study = study_of(StudyId(study_id), told)
            found = read_found(session, dict.fromkeys(study.documents, 0), self._library.answering().model)
        year = self._library.this_year()
        measures = dict.fromkeys(key for one in told for key in studied_values(one.claims, ClaimKind.MEASURE))
        known = tuple(MeasureId(key) for key in measures if key in self._library.catalogue.measures)
        return StudyView(study, tuple(plain_hit(found[key], year) for key in study.documents if key in found), known)

    def ratings(self, measure: str | None, portal: str | None, direction: Direction | None) -> tuple[PortalRating, ...]:
        """Return what portals say, in the order of the catalogue."""
        return tuple(
            rating
            for rating in self._library.catalogue.ratings
            if measure in (None, rating.measure_id)
            and portal in (None, rating.portal)
            and direction in (None, rating.direction)
        )

    def suggest(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """Return challenges, measures and other concepts with a label, or a word of it, that begins so."""
        found = self._ahead.suggest(text, limit)
        together = (*found.challenges, *found.measures, *found.concepts)
        return tuple(Suggestion(one.label, one.concept, one.scheme) for one in together[:limit])

    def candidates(self) -> CandidatePage:
        """Return the candidates for new measures, the most telling first."""
        with self._library.store.reading() as session:
            found, made_at = candidates(session)
            named = headings(session, [support.document for one in found for support in one.support])
        shown = {key: CandidateDocument(key, title, year, source) for key, (title, year, source) in named.items()}
        return CandidatePage(tuple(found), shown, made_at)

    def state(self) -> IndexState:
        """Return how far the index has followed the records."""
        answering = self._library.answering()
        index, embedder = answering.index, answering.embedder
        return IndexState(
            name=answering.projection.name,
            revision=index.progress().revision if index else 0,
            behind=answering.behind(),
            points=index.count(Selection()) if index else 0,
            embedded_by=embedder.name if embedder else None,
        )


def _strongest(hit: DocumentHit) -> tuple[int, int, str, str]:
    place = _DESIGNS[hit.design] if hit.design else len(_DESIGNS)
    return place, -(hit.document.year or 0), hit.document.title, hit.document.id
