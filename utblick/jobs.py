"""The long work, in batches that each leave a whole state: read, cut, embed. Run twice, nothing is done twice."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import accumulate

import numpy as np

from enrichment.candidates import Material, find_candidates
from enrichment.known_names import KnownNames
from enrichment.passages import Chunker
from enrichment.reading import Reader
from enrichment.sifting import Sieve
from kb.domain.claims import ClaimKind
from kb.domain.documents import Document
from kb.domain.facts import Concept
from kb.domain.vectors import Embedder
from kb.errors import UtblickError
from kb.index.turns import TURNS
from kb.store import Store
from kb.store.candidates import on_prevention, save_candidates, sure_measures
from kb.store.documents import ReadDocument
from kb.store.passages import Cut, count_uncut, count_unembedded, save_passages, uncut, unembedded
from kb.store.readings import NewReading, ReadBy, count_unread, save_readings, unread
from kb.store.thesauri import earlier_thesauri, keep_thesaurus, read_with, settle

_log = logging.getLogger(__name__)

# A batch is as many documents as together stay below both bounds, at least one. The first is small: what comes in
# may be abstracts or books, and a batch is held in memory whole.
_FIRST_BATCH = 16
_READ_BATCH = 200
_SIFT_BATCH = 500
_READ_CHARACTERS = 2_000_000
# Texts of like length are embedded together, so a large batch wastes less; a kill loses at most this much work.
_EMBED_BATCH = 256
_EMBED_PASSAGES = 512
_WAIT_S = 0.05  # for whoever is being answered, before each document

Report = Callable[[int], None]
Stop = Callable[[], bool]


def never() -> bool:
    """Never stop."""
    return False


def _nothing(_done: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """A change of the thesaurus: how many concepts differ, and of `looked_at` documents how many it can touch."""

    concepts: int
    looked_at: int
    touched: int


@dataclass(frozen=True, slots=True)
class ReadJob:
    """Reads every document that these steps have not read."""

    store: Store
    reader: Reader

    @property
    def read_by(self) -> ReadBy:
        """What is noted with a document as having read it."""
        return ReadBy(self.reader.steps, self.reader.thesaurus)

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

    def sift(self, stop: Stop = never) -> "Sifted":
        """Leave out, of what waits only because the thesaurus has changed, what the change cannot touch.

        Those documents count as read with today's thesaurus; the others wait still. To be called before `run`, with
        which the thesaurus of what is read now is kept for the next change.
        """
        with self.store.writing() as session:
            keep_thesaurus(session, self.read_by.thesaurus, self.reader.snapshot)
        with self.store.reading() as session:
            earlier = earlier_thesauri(session, self.read_by)
        looked_at = touched = concepts = 0
        for version, (_, held) in earlier.items():
            if held is None:
                continue
            sieve = Sieve.between(held, self.reader.snapshot)
            concepts = max(concepts, sieve.concepts)
            after = ""
            while not stop():
                with self.store.reading() as session:
                    batch = read_with(session, self.read_by, version, after, _SIFT_BATCH)
                if not batch:
                    break
                untouched = [document.id for document, spoken in batch if not sieve.touches(document.content, spoken)]
                with self.store.writing() as session:
                    settle(session, self.read_by, version, untouched)
                looked_at, touched = looked_at + len(batch), touched + len(batch) - len(untouched)
                after = batch[-1][0].id
        return Sifted(concepts, looked_at, touched)

    def _read(self, document: Document) -> NewReading:
        """Return what the steps read in the document; nothing where one of them fails, so that it blocks no other."""
        TURNS.give_way(_WAIT_S)
        try:
            claims = self.reader.read(document.content)
        except (UtblickError, OSError, MemoryError):  # the machine's fault and not the document's: to be tried again
            raise
        except Exception:  # noqa: BLE001 - a step may stumble over a text in any way
            _log.exception("document_not_readable", extra={"document": document.id, "version": document.version})
            return NewReading(document, ())
        return NewReading(document, tuple(claims))


@dataclass(frozen=True, slots=True)
class CutJob:
    """Cuts every document that is read into the passages of a model, so that it is found before it is embedded."""

    store: Store
    chunker: Chunker

    def waiting(self) -> int:
        """Return how many documents wait to be cut."""
        with self.store.reading() as session:
            return count_uncut(session, self.chunker.name)

    def run(self, report: Report = _nothing, stop: Stop = never) -> int:
        """Cut all that waits, or until `stop`; return how many documents were cut."""
        done, size = 0, _FIRST_BATCH
        while not stop():
            with self.store.reading() as session:
                batch = uncut(session, self.chunker.name, size)
            if not batch:
                break
            fitting = _fitting([len(document.content) for document in batch], _READ_CHARACTERS)
            batch, size = batch[:fitting], min(_READ_BATCH, 2 * fitting)
            cuts = [_cut(self.chunker, document) for document in batch]
            with self.store.writing() as session:
                done += save_passages(session, cuts, self.chunker.name)
            report(len(batch))
        return done


@dataclass(frozen=True, slots=True)
class EmbedJob:
    """Cuts and embeds every document that is read but not embedded by this model."""

    store: Store
    chunker: Chunker

    def waiting(self) -> int:
        """Return how many documents wait to be embedded."""
        with self.store.reading() as session:
            return count_unembedded(session, self.chunker.name)

    def run(self, embedder: Embedder, report: Report, stop: Stop = never) -> int:
        """Embed all that waits, or until `stop`; return how many documents were embedded."""
        done, size = 0, _FIRST_BATCH
        while not stop():
            with self.store.reading() as session:
                batch = unembedded(session, self.chunker.name, size)
            if not batch:
                break
            cuts = [_cut(self.chunker, document) for document in batch]
            fitting = _fitting([len(cut.passages) for cut in cuts], _EMBED_PASSAGES)
            cuts, size = cuts[:fitting], min(_EMBED_BATCH, 2 * fitting)
            texts = [cut.document.content[passage.start : passage.end] for cut in cuts for passage in cut.passages]
            ends = list(accumulate(len(cut.passages) for cut in cuts))
            parts = np.split(embedder.embed_passages(texts), ends[:-1])
            embedded = [replace(cut, vectors=vectors) for cut, vectors in zip(cuts, parts, strict=True)]
            with self.store.writing() as session:
                done += save_passages(session, embedded, self.chunker.name)
            report(len(cuts))
        return done


def _cut(chunker: Chunker, document: Document) -> Cut:
    """Return the document in passages; in none where it cannot be cut, so that it blocks no other."""
    TURNS.give_way(_WAIT_S)
    try:
        return Cut(document, tuple(chunker.cut(document.id, document.content)))
    except (UtblickError, OSError, MemoryError):  # the machine's fault and not the document's: to be tried again
        raise
    except Exception:  # noqa: BLE001 - a tokenizer may stumble over a text in any way
        _log.exception("document_not_cuttable", extra={"document": document.id, "version": document.version})
        return Cut(document, ())


@dataclass(frozen=True, slots=True)
class CandidateJob:
    """Looks for new measures in what is held: such as `concepts` (by id) do not name."""

    store: Store
    concepts: Mapping[str, Concept] = field(default_factory=dict)

    def run(self, now: datetime) -> int:
        """Reckon the candidates anew, and return how many there are."""
        known = KnownNames(self.concepts.values())
        with self.store.reading() as session:
            found = find_candidates(map(_material, on_prevention(session)), now.year, known)
        with self.store.writing() as session:
            save_candidates(session, found, now)
        return len(found)


def _material(read: ReadDocument) -> Material:
    document = read.document
    language = next((claim.value for claim in read.claims if claim.kind is ClaimKind.LANGUAGE), None)
    vector = read.vectors[0] if read.vectors is not None else None
    return Material(document.id, document.content, language, document.year, sure_measures(read), vector)


def _fitting(sizes: Sequence[int], most: int) -> int:
    """Return how many of the first together have at most the size `most`, at least one."""
    return max(1, sum(end <= most for end in accumulate(sizes)))
