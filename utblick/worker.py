"""The work of the running server: read, cut, embed, keep the index in step, change to another model."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from enrichment.embedding import SentenceTransformerEmbedder
from kb.errors import UtblickError
from kb.store.revisions import latest_revision
from utblick.jobs import CandidateJob
from utblick.models import Choice, ModelParts, choose_by_index, note_answering, tidy
from utblick.parts import Live, Parts

_log = logging.getLogger(__name__)
_PAUSE_S = 2.0
_AFTER_TROUBLE_S = 30.0
_CANDIDATES_S = 3_600.0
_EMBED_S = 30.0  # then what is new comes first again
_LOST = "Den förra språkmodellen går inte att läsa in. Tills den nya har gått igenom allt söker vi på ord och begrepp."


class Worker(threading.Thread):
    """One thread that does all writing to the index, a batch at a time, until `live.stop`."""

    def __init__(self, parts: Parts, live: Live) -> None:
        super().__init__(name="worker", daemon=True)
        self._parts, self._live = parts, live
        self._choice: Choice | None = None
        self._tidied, self._done_at = False, -1  # -1: no revision
        self._passages: SentenceTransformerEmbedder | None = None
        self._looked: tuple[tuple[int, str], float] | None = None  # for candidates: at what, and when

    def run(self) -> None:
        """Work until stopped; whatever goes wrong is logged and the work tried again."""
        steps: tuple[Callable[[Choice], bool], ...] = (
            self._open_index, self._load_model, self._work, self._exchange, self._tidy, self._look_for_candidates,
        )  # fmt: skip
        while not self._live.stop.is_set():
            try:
                choice = self._chosen()
                worked = any(step(choice) for step in steps)
                self._live.busy = self._live.trouble = None
                if not worked:
                    self._passages = None  # half a gigabyte that the next batch can load again
                    self._live.stop.wait(_PAUSE_S)
            except Exception as error:  # noqa: BLE001 - the edge of a thread: nobody else can catch it, and reading would end
                _log.exception("work_failed")
                named = str(error) if isinstance(error, UtblickError) else f"oväntat fel: {type(error).__name__}"
                self._live.busy = None
                self._live.trouble = f"Arbetet med dokumenten stannade och försöks strax igen ({named})."
                self._live.stop.wait(_AFTER_TROUBLE_S)

    def _chosen(self) -> Choice:
        """Return which model answers and which is to, found out at the start and after each change."""
        if self._choice is None:
            self._live.busy = "Öppnar sökregistret."
            self._choice = choose_by_index(self._parts)
            self._tidied, self._done_at = False, -1
        return self._choice

    def _open_index(self, choice: Choice) -> bool:
        """Open the index that answers, or build one; on a server another process may have put a new one there."""
        answering = self._live.answering
        first = answering is None or answering.index is None
        index = choice.answers.projection.open()
        if index is None and first:
            self._live.busy = _LOST if choice.lost else "Bygger sökregistret."
            choice.answers.cut_job.run(stop=self._live.stop.is_set)
            if self._live.stop.is_set():
                return True
            index = choice.answers.projection.rebuild()
        if index is not None:
            answering = answering or choice.answers.answering()
            self._live.answering = replace(answering, index=index)
        return first

    def _load_model(self, choice: Choice) -> bool:
        answering = self._live.answering
        if answering is None or answering.embedder is not None:
            return False
        self._live.busy = "Läser in språkmodellen."
        self._live.answering = replace(answering, embedder=_warm(choice.answers))
        return True

    def _work(self, choice: Choice) -> bool:
        """Read, cut, embed and prepare what waits; nothing does while the records have not changed."""
        with self._parts.store.reading() as session:
            revision = latest_revision(session)
        if revision == self._done_at:
            return self._follow() > 0
        if self._read(choice) or self._embed(choice) or self._prepare(choice):
            return True
        self._done_at = revision
        return self._live.stop.is_set()  # then some of it may wait still

    def _read(self, choice: Choice) -> bool:
        """Read what has come in, then make it findable at once; meaning follows when it is embedded."""
        if self._parts.read_job.waiting():
            self._live.busy = "Läser dokument."
            self._parts.read_job.sift(self._live.stop.is_set)
            self._parts.read_job.run(lambda _done: None, self._live.stop.is_set)
        choice.answers.cut_job.run(stop=self._live.stop.is_set)
        return self._follow() > 0

    def _embed(self, choice: Choice) -> bool:
        if not choice.answers.embed_job.waiting():
            return False
        self._embed_for(choice.answers, _LOST if choice.lost else "Förbereder sökning på betydelse.")
        return True

    def _prepare(self, choice: Choice) -> bool:
        """Cut and embed for the model that is to answer, for a while."""
        waiting = choice.coming.embed_job.waiting() if choice.coming else 0
        if choice.coming is None or not waiting:
            return False
        told = f"Förbereder en ny språkmodell. Den förra svarar så länge. Dokument som återstår: {waiting}."
        self._embed_for(choice.coming, told)
        return True

    def _exchange(self, choice: Choice) -> bool:
        """Build the index of the model that is to answer, beside the one that does; then exchange all at once."""
        coming = choice.coming
        if coming is None:
            return False
        self._live.busy = "Bygger sökregistret för den nya språkmodellen. Den förra svarar så länge."
        self._passages = None
        embedder, answering = _warm(coming), coming.answering()
        answering.questions.warm()
        index = coming.projection.open() or coming.projection.rebuild()  # on a server another process may have built it
        note_answering(self._parts, coming)  # first: what it embeds from now on, its index is to follow
        self._live.answering = replace(answering, index=index, embedder=embedder)
        self._choice = None
        return True

    def _tidy(self, choice: Choice) -> bool:
        """Remove what is left of models that neither answer nor are to."""
        if self._tidied:
            return False
        done = tidy(self._parts, choice, self._live.stop.is_set)
        self._tidied = not self._live.stop.is_set()
        return done > 0

    def _embed_for(self, model: ModelParts, told: str) -> None:
        self._live.busy = told
        if self._passages is None or self._passages.name != model.name:
            # A second instance: a tokenizer shared by two threads fails, and questions must not wait for batches.
            self._passages = None  # first: two of them need not be held
            self._passages = model.load_embedder()
            self._passages.choose_precision()
        started = time.monotonic()
        model.embed_job.run(
            self._passages,
            lambda _done: None,
            lambda: self._live.stop.is_set() or time.monotonic() - started > _EMBED_S,
        )

    def _look_for_candidates(self, choice: Choice) -> bool:
        """Look for new measures when documents have changed, at most once an hour: it reads all that are relevant."""
        with self._parts.store.reading() as session:
            state = latest_revision(session), choice.answers.name
        if self._looked is not None:
            seen, when = self._looked
            if seen == state or time.monotonic() - when < _CANDIDATES_S:
                return False
        self._live.busy = "Letar efter nya åtgärder."
        CandidateJob(self._parts.store, self._parts.catalogue.concepts).run(self._parts.now())
        self._looked = state, time.monotonic()
        return True

    def _follow(self) -> int:
        answering = self._live.answering
        if answering is None or answering.index is None:
            return 0
        return answering.projection.follow(answering.index)


def _warm(model: ModelParts) -> SentenceTransformerEmbedder:
    """Return the model loaded, and asked once."""
    embedder = model.load_embedder()
    embedder.embed_queries(["warm"])
    return embedder
