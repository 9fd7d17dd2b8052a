"""The long work, in batches that each leave a whole state: read, embed, index. Run twice, nothing is done twice."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from enrichment.passages import Chunker
from enrichment.reading import Reader
from kb.domain.documents import Document
from kb.domain.vectors import Embedder
from kb.errors import UtblickError
from kb.store import Store
from kb.store.documents import ReadDocument
from kb.store.readings import (
    NewReading,
    count_unembedded,
    count_unread,
    save_readings,
    save_vectors,
    unembedded,
    unread,
)

_log = logging.getLogger(__name__)

# A batch is as many documents as together stay below both bounds, at least one. The first is small: what comes in
# may be abstracts or books, and a batch is held in memory whole.
_FIRST_BATCH = 16
_READ_BATCH = 200
_READ_CHARACTERS = 2_000_000
# Texts of like length are embedded together, so a large batch wastes less; a kill loses at most this much work.
_EMBED_BATCH = 256
_EMBED_PASSAGES = 512

Report = Callable[[int], None]
Stop = Callable[[], bool]


def never() -> bool:
    """Never stop."""
    return False


@dataclass(frozen=True, slots=True)
class ReadJob:
    """Reads every document that these steps have not read."""

    store: Store
    reader: Reader
    chunker: Chunker

    @property
    def read_by(self) -> str:
        """What is noted with a document as having read it."""
        return self.reader.read_by(self.chunker)

    def waiting(self) -> int:
        """Return how many documents wait to be read."""
        with self.store.reading() as session:
            return count_unread(session, self.read_by)

    def run(self, report: Report, stop: Stop = never) -> int:
        """Read all that waits, or until `stop`; return how many documents were read."""
        done, size = 0, _FIRST_BATCH
        while not stop():
            with self.store.reading() as session:
                batch = unread(session, self.read_by, size)
            if not batch:
                break
            fitting = _fitting([len(document.content) for document in batch], _READ_CHARACTERS)
            batch, size = batch[:fitting], min(_READ_BATCH, 2 * fitting)
            readings = [self._read(document) for document in batch]
            with self.store.writing() as session:
                done += save_readings(session, readings, self.read_by)
            report(len(batch))
        return done

    def _read(self, document: Document) -> NewReading:
        """Return what the steps read in the document; nothing where one of them fails, so that it blocks no other."""
        try:
            claims, passages = self.reader.read(document.content), self.chunker.cut(document.id, document.content)
        except (UtblickError, OSError, MemoryError):  # the machine's fault and not the document's: to be tried again
            raise
        except Exception:  # noqa: BLE001 - a step may stumble over a text in any way
            _log.exception("document_not_readable", extra={"document": document.id, "version": document.version})
            return NewReading(document, (), ())
        return NewReading(document, tuple(claims), tuple(passages))


@dataclass(frozen=True, slots=True)
class EmbedJob:
    """Embeds the passages of every document that is read but not embedded by this model."""

    store: Store
    model: str

    def waiting(self) -> int:
        """Return how many documents wait to be embedded."""
        with self.store.reading() as session:
            return count_unembedded(session, self.model)

    def run(self, embedder: Embedder, report: Report, stop: Stop = never) -> int:
        """Embed all that waits, or until `stop`; return how many documents were embedded."""
        done, size = 0, _FIRST_BATCH
        while not stop():
            with self.store.reading() as session:
                batch = unembedded(session, self.model, size)
            if not batch:
                break
            fitting = _fitting([len(read.passages) for read in batch], _EMBED_PASSAGES)
            batch, size = batch[:fitting], min(_EMBED_BATCH, 2 * fitting)
            texts = [text for read in batch for text in _passage_texts(read)]
            ends = list(accumulate(len(read.passages) for read in batch))
            parts = np.split(embedder.embed_passages(texts), ends[:-1])
            embedded = list(zip(batch, parts, strict=True))
            with self.store.writing() as session:
                done += save_vectors(session, embedded, self.model)
            report(len(batch))
        return done


def _passage_texts(read: ReadDocument) -> list[str]:
    content = read.document.content
    return [content[passage.start : passage.end] for passage in read.passages]


def _fitting(sizes: Sequence[int], most: int) -> int:
    """Return how many of the first together have at most the size `most`, at least one."""
    return max(1, sum(end <= most for end in accumulate(sizes)))
