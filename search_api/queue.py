"""The order of the inbox: kept in memory, followed up as records change, learnt anew after some decisions."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock

import numpy as np

from enrichment import screening as learning
from enrichment.screening import Gain
from kb.domain.documents import DocumentId
from kb.domain.screening import FINAL, Choice, Screening, standing
from kb.domain.vectors import Vectors
from kb.store import Store
from kb.store.inbox import Waiting, waiting_since
from kb.store.models import answering_name
from kb.store.revisions import latest_revision
from kb.store.screening import all_screenings

EVERY = 5  # decisions between one learning and the next
_DAYS_A_YEAR = 365.25
_UNREAD_PRIOR = 0.5
_ASIDE = 0.75  # below what recency does: accounts of measures and causes come before news and policy, however new


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the order rests on: `gain` of the model, None while `needed` more decisions are missing at least."""

    decided: int
    accepted: int
    needed: int
    gain: Gain | None


class Queue:
    """Documents that wait for a decision, in order. Threads may ask at once."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self._store = store
        self._today = today
        self._lock = Lock()
        self._revision = -1
        self._held: dict[DocumentId, Waiting] = {}
        self._screenings: list[Screening] = []
        self._scores: dict[DocumentId, float] = {}
        self._scored: tuple[int, int, date] | None = None
        self._learnt_from = -1
        self._model: object | None = None
        self._answering: str | None = None
        self._embedded_by: str | None = None
        self._learnt_in: str | None = None
        self._lesson = Lesson(0, 0, 2 * learning.LEAST, None)

    def order(self) -> tuple[list[Waiting], Lesson]:
        """Return the documents whose version nobody has settled, first what to look at first, and what was learnt."""
        with self._lock:
            self._follow()
            settled = {(one.document, one.version) for one in standing(self._screenings) if one.choice in FINAL}
            open_ones = [one for one in self._held.values() if (one.document, one.version) not in settled]
            self._learn()
            scores = self._scores_now()
            open_ones.sort(key=lambda one: (-scores[one.document], one.document))
            return open_ones, self._lesson

    def _follow(self) -> None:
        with self._store.reading() as session:
            newest, answering = latest_revision(session), answering_name(session)
            if answering != self._answering:  # all vectors are another model's
                self._revision, self._answering = -1, answering
            if newest != self._revision:
                for one in waiting_since(session, self._revision):
                    before = self._held.get(one.document)
                    # A choice that was undone is read anew: the words are the same, so it need not wait for that.
                    if one.held and (one.read or (before is not None and before.version == one.version)):
                        self._held[one.document] = one
                    else:
                        self._held.pop(one.document, None)
                self._revision = newest
                named = Counter(one.embedded_by for one in self._held.values() if one.vector is not None)
                self._embedded_by = named.most_common(1)[0][0] if named else None
            last = self._screenings[-1].id if self._screenings else 0
            self._screenings += all_screenings(session, last or 0)

    def _learn(self) -> None:
        """Learn from the decisions that stand, when enough are new; the last on a document counts."""
        said = {one.document: one for one in standing(self._screenings) if one.choice in FINAL}
        decided = [one for one in said.values() if one.document in self._held][-learning.LATEST :]
        accepted = [one.choice is Choice.ACCEPT for one in decided]
        needed = learning.enough(accepted)
        new = len(self._screenings) - self._learnt_from
        if needed:
            self._model, self._learnt_from = None, -1
            self._lesson = Lesson(len(decided), sum(accepted), needed, None)
            return
        if self._model is not None and new < EVERY and self._learnt_in == self._embedded_by:
            return
        kept = [self._held[one.document] for one in decided]
        # As the machine read them before anybody decided: the claim says what the analyst said since.
        priors = _priors(one.prior for one in decided)
        fresh, newest = self._ages(kept)
        known = learning.features(self._vectors(kept), priors, fresh)
        presumed = self._presumed(set(said))
        self._model = learning.learn(known, accepted, presumed)
        gained = learning.gain(known, accepted, presumed, priors=priors * _focused(kept), fresh=fresh, newest=newest)
        self._lesson = Lesson(len(decided), sum(accepted), 0, gained)
        self._learnt_from, self._learnt_in = len(self._screenings), self._embedded_by
        self._scored = None

    def _presumed(self, said: set[DocumentId]) -> Vectors:
        """Return features of some documents that nobody has decided on, the same for the same records."""
        left = sorted(self._held.keys() - said)
        drawn = [self._held[key] for key in random.Random(0).sample(left, min(learning.PRESUMED, len(left)))]
        if not drawn:
            return np.zeros((0, self._dimension() + 2), dtype=np.float32)
        fresh, _ = self._ages(drawn)
        return learning.features(self._vectors(drawn), _priors(one.prior for one in drawn), fresh)

    def _scores_now(self) -> dict[DocumentId, float]:
        today = self._today()
        state = (self._revision, self._learnt_from, today)
        if state == self._scored:
            return self._scores
        held = list(self._held.values())
        if not held:
            return {}
        priors = _priors(one.prior for one in held)
        fresh, _ = self._ages(held)
        if self._model is None:
            scores = priors * fresh * _focused(held)
        else:
            known = learning.features(self._vectors(held), priors, fresh)
            scores = learning.likely(self._model, known) * fresh
        self._scores = dict(zip((one.document for one in held), scores.tolist(), strict=True))
        self._scored = state
        return self._scores

    def _ages(self, held: Sequence[Waiting]) -> tuple[Vectors, Vectors]:
        """Return how recent the documents are, as it weighs, and a figure that is higher for a newer one."""
        today = self._today()
        ages = [_age(one, today) for one in held]
        newest = np.array([-1e3 if age is None else -age for age in ages], dtype=np.float32)
        return learning.recency(ages), newest

    def _dimension(self) -> int:
        return next((len(vector) for one in self._held.values() if (vector := self._vector(one)) is not None), 0)

    def _vector(self, one: Waiting) -> Vectors | None:
        """Return its vector, None where there is none from the model that most are from: others do not compare."""
        return one.vector if one.embedded_by == self._embedded_by else None

    def _vectors(self, held: Sequence[Waiting]) -> Vectors:
        """Return float32 (n, dim); what is not embedded yet stands at the mean of the others."""
        found = [self._vector(one) for one in held]
        known = [vector for vector in found if vector is not None]
        mean = np.mean(known, axis=0) if known else np.zeros(self._dimension(), dtype=np.float32)
        return np.stack([mean if vector is None else vector for vector in found]).astype(np.float32)


def _priors(read: Iterable[float | None]) -> Vectors:
    return np.array([_UNREAD_PRIOR if prior is None else prior for prior in read], dtype=np.float32)


def _focused(held: Sequence[Waiting]) -> Vectors:
    return np.array([_ASIDE if one.aside else 1.0 for one in held], dtype=np.float32)


def _age(one: Waiting, today: date) -> float | None:
    if one.published is not None:
        return (today - one.published).days / _DAYS_A_YEAR
    return None if one.year is None else float(max(0, today.year - one.year))
