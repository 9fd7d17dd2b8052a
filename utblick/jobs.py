"""The long work, in batches that each leave a whole state: read, embed, index. Run twice, nothing is done twice."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from enrichment.passages import Chunker
from enrichment.reading import Reader
from kb.domain.vectors import Embedder
from kb.store import Store
from kb.store.documents import (
    NewReading,
    ReadDocument,
    count_unembedded,
    count_unread,
    save_readings,
    save_vectors,
    unembedded,
    unread,
)

_READ_BATCH = 200
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
        done = 0
        while not stop():
            with self.store.reading() as session:
                batch = unread(session, self.read_by, _READ_BATCH)
            if not batch:
                break
            readings = [
                NewReading(d, tuple(self.reader.read(d.content)), tuple(self.chunker.cut(d.id, d.content)))
                for d in batch
            ]
            with self.store.writing() as session:
                done += save_readings(session, readings, self.read_by)
            report(len(batch))
        return done


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
        done = 0
        while not stop():
            with self.store.reading() as session:
                batch = unembedded(session, self.model, _EMBED_BATCH)
            if not batch:
                break
            batch = _until(batch, _EMBED_PASSAGES)
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


def _until(batch: list[ReadDocument], passages: int) -> list[ReadDocument]:
    """Return the first of `batch` that together have about so many passages, at least one of them."""
    ends = list(accumulate(len(read.passages) for read in batch))
    return batch[: max(1, sum(end <= passages for end in ends))]
