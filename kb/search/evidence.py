"""The evidence of every measure, reckoned from the records and kept until they change."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from kb.catalogue import Catalogue
from kb.domain.evidence import Evidence, weigh_measure
from kb.domain.facts import ChallengeId, MeasureId
from kb.domain.findings import Told
from kb.domain.judgements import Subject, standing
from kb.store import Store
from kb.store.judgements import judgements_on
from kb.store.revisions import latest_revision
from kb.store.studies import measure_told


@dataclass(frozen=True, slots=True)
class Held:
    """What is held on all measures at one revision of the records.

    `told` gives for each measure the documents about it, those of one study together; `study` for a measure and a
    document the study of the measure that the document tells of, where it counts (`Study.counts`).
    """

    revision: int
    evidence: Mapping[MeasureId, Evidence] = field(default_factory=dict)
    told: Mapping[str, Mapping[str, Sequence[Told]]] = field(default_factory=dict)
    study: Mapping[tuple[str, str], str] = field(default_factory=dict)


class EvidenceBook:
    """Gives the evidence of the measures. Threads may ask at once: one reckons, the others wait for it."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue
        self._held = Held(-1)
        self._lock = threading.Lock()

    def held(self) -> Held:
        """Return what is held on the measures, as the records stand now."""
        with self._store.reading() as session:
            revision = latest_revision(session)
            with self._lock:
                if self._held.revision != revision:
                    self._held = self._weighed(session, revision)
                return self._held

    def of_all(self) -> Mapping[MeasureId, Evidence]:
        """Return the evidence of each measure of the catalogue, as the records stand now."""
        return self.held().evidence

    def _weighed(self, session: Session, revision: int) -> Held:
        told = measure_told(session)
        decided = judgements_on(session, Subject.EVIDENCE, self._catalogue.measures)
        evidence = {
            measure.id: weigh_measure(
                measure,
                self._catalogue.ratings_of(measure.id),
                told.get(measure.id, {}),
                standing(decided.get(measure.id, ())),
            )
            for measure in self._catalogue.measures.values()
        }
        study: dict[tuple[str, str], str] = {
            (measure, document): one.id
            for measure, of in evidence.items()
            for one in of.overall.studies
            for document in one.documents
        }
        return Held(revision, evidence, told, study)


def challenges_with(catalogue: Catalogue, measure: MeasureId, evidence: Evidence) -> tuple[ChallengeId, ...]:
    """Return the challenges that the measure is meant for, then those that studies of it are about."""
    return tuple(dict.fromkeys((*catalogue.challenges_of(measure), *evidence.by_challenge)))
