"""The evidence of every measure, reckoned from the records and kept until they change."""

import threading
from collections.abc import Mapping

from sqlalchemy.orm import Session

from kb.catalogue import Catalogue
from kb.domain.evidence import Evidence, weigh_measure
from kb.domain.facts import MeasureId
from kb.domain.judgements import Subject, standing
from kb.store import Store
from kb.store.judgements import judgements_on
from kb.store.revisions import latest_revision
from kb.store.studies import measure_told


class EvidenceBook:
    """Gives the evidence of the measures. Threads may ask at once: one reckons, the others wait for it."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue
        self._revision, self._evidence = -1, dict[MeasureId, Evidence]()
        self._lock = threading.Lock()

    def of_all(self) -> Mapping[MeasureId, Evidence]:
        """Return the evidence of each measure of the catalogue, as the records stand now."""
        with self._store.reading() as session:
            revision = latest_revision(session)
            with self._lock:
                if self._revision != revision:
                    self._revision, self._evidence = revision, self._weighed(session)
                return self._evidence

    def _weighed(self, session: Session) -> dict[MeasureId, Evidence]:
        told = measure_told(session)
        decided = judgements_on(session, Subject.EVIDENCE, self._catalogue.measures)
        return {
            measure.id: weigh_measure(
                measure,
                self._catalogue.ratings_of(measure.id),
                told.get(measure.id, {}),
                standing(decided.get(measure.id, ())),
            )
            for measure in self._catalogue.measures.values()
        }
