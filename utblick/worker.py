"""The work of the running server: crawl what is due, read, embed, keep the index in step."""

import logging
import threading
import time
from collections.abc import Callable

from enrichment.embedding import SentenceTransformerEmbedder
from kb.errors import UtblickError
from kb.index.port import Index
from kb.store.revisions import latest_revision
from utblick.jobs import CandidateJob
from utblick.parts import Live, Parts

_log = logging.getLogger(__name__)
_PAUSE_S = 2.0
_AFTER_TROUBLE_S = 30.0
_CANDIDATES_S = 3_600.0


class Worker(threading.Thread):
    """One thread that does all writing to the index, a batch at a time, until `live.stop`."""

    def __init__(self, parts: Parts, live: Live) -> None:
        super().__init__(name="worker", daemon=True)
        self._parts, self._live = parts, live
        self._passages: SentenceTransformerEmbedder | None = None
        self._looked: tuple[int, float] | None = None  # for candidates: at which revision, and when

    def run(self) -> None:
        """Work until stopped; whatever goes wrong is logged and the work tried again."""
        steps: tuple[Callable[[], bool], ...] = (
            self._open_index, self._load_model, self._read, self._embed, self._look_for_candidates,
        )  # fmt: skip
        while not self._live.stop.is_set():
            try:
                worked = any(step() for step in steps)
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

    def _open_index(self) -> bool:
        """Open the index that answers, or build one; on a server another process may have put a new one there."""
        first = self._live.index is None
        if first:
            self._live.busy = "Öppnar sökregistret."
        index = self._parts.projection.open()
        if index is None and first:
            self._live.busy = "Bygger sökregistret."
            index = self._parts.projection.rebuild()
        if index is not None:
            self._live.index = index
        return first

    def _load_model(self) -> bool:
        if self._live.embedder is not None:
            return False
        self._live.busy = "Läser in språkmodellen."
        embedder = self._parts.load_embedder()
        embedder.embed_queries(["warm"])
        self._live.embedder = embedder
        return True

    def _read(self) -> bool:
        """Read what has come in, then make it findable at once; meaning follows when it is embedded."""
        if self._parts.read_job.waiting():
            self._live.busy = "Läser dokument."
            self._parts.read_job.sift(self._live.stop.is_set)
            self._parts.read_job.run(lambda _done: None, self._live.stop.is_set)
        return self._follow() > 0

    def _embed(self) -> bool:
        if not self._parts.embed_job.waiting():
            return False
        self._live.busy = "Förbereder sökning på betydelse."
        if self._passages is None:
            # A second instance: a tokenizer shared by two threads fails, and questions must not wait for batches.
            self._passages = self._parts.load_embedder()
            self._passages.choose_precision()
        started = time.monotonic()
        self._parts.embed_job.run(
            self._passages,
            lambda _done: None,
            # Every half minute what is new comes first again.
            lambda: self._live.stop.is_set() or time.monotonic() - started > 30,
        )
        return True

    def _look_for_candidates(self) -> bool:
        """Look for new measures when documents have changed, at most once an hour: it reads all that are relevant."""
        with self._parts.store.reading() as session:
            revision = latest_revision(session)
        if self._looked is not None:
            seen, when = self._looked
            if seen == revision or time.monotonic() - when < _CANDIDATES_S:
                return False
        self._live.busy = "Letar efter nya åtgärder."
        CandidateJob(self._parts.store, self._parts.catalogue.concepts).run(self._parts.now())
        self._looked = revision, time.monotonic()
        return True

    def _follow(self) -> int:
        index: Index | None = self._live.index
        return self._parts.projection.follow(index) if index is not None else 0
