"""The index in this process: Qdrant Edge in a folder that one process owns (`kb.index.home`)."""

import json
import logging
import shutil
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any, Final

import qdrant_edge as edge

from kb.errors import Misconfigured
from kb.index.notes import META, built_in, this_boot, write_note
from kb.index.port import (
    Ask,
    Field,
    Found,
    Point,
    Progress,
    Selection,
    Signal,
    Sparse,
    found_from,
    stored_payload,
    stored_vectors,
)
from kb.index.sheet import Sheet
from kb.index.turns import TURNS

_log = logging.getLogger(__name__)
_SHEET: Final = "sheet.npz"
# No HNSW graph: exact search stays below 20 ms up to about 100,000 passages (docs/benchmarks.md) and misses nothing.
_NEVER: Final = 1_000_000_000
# Every call of Edge holds all other threads up while it lasts: 64 points are written in 10 ms.
_WRITTEN: Final = 64
_SCROLLED: Final = 256
# A flush waits for all files to reach the disk, 1.5 s on a slow one, and no search is answered meanwhile. What is
# written outlives this process without it, but not a power cut: see `save_progress`. The log grows until then.
_FLUSHED: Final = 200_000
# After so many points the sheet is written down, which takes some 50 ms for 100,000; what came after is read again.
_SAVED: Final = 20_000
# Edge filters by these alone. Keywords cost 7 µs each to hand over and as much to index, on each passage; by all other
# fields the sheet selects, and Edge keeps them as one text, from which the sheet can be made again.
_KEPT: Final = (Field.HOLDS, Field.RELEVANCE, Field.GROUP)
_FACTS: Final = "facts"
# A selection of few passages goes to Edge as their ids, 1.2 µs each; of one of many more hits are asked for than are
# wanted, 3 µs each, and those of other passages left out. With this they cost the same.
_BY_IDS: Final = 500
_SPARE: Final = 1.25


@dataclass(slots=True)
class _Asking:
    """A question as Edge is asked it: `limit` hits, of which those in `passing` answer, all where it is None."""

    question: Ask
    narrowed: Any
    limit: int
    passing: Selection | None


class EdgeIndex:
    """A folder with one Edge shard and, beside it, a note of how far it has followed the records, and the sheet."""

    def __init__(self, folder: Path, shard: Any, name: str, progress: Progress) -> None:
        self.folder, self.name = folder, name
        self._shard, self._progress = shard, progress
        self._writing, self._reading_sheet = threading.Lock(), threading.Lock()
        self._flushed, self._unflushed, self._unsaved = progress, 0, 0
        self._sheet, self._loaded, self._closed = Sheet(), threading.Event(), threading.Event()

    @classmethod
    def create(cls, folder: Path, name: str, dimension: int) -> "EdgeIndex":
        """Return a new, empty index in `folder`, which must not exist."""
        folder.mkdir(parents=True)
        # Words are looked up in their lists however few passages are selected: going through those, as Edge does
        # below 5,000, takes 20 ms for the 340 terms of a Nordic question among 400 passages, the lists 3 ms.
        terms = edge.EdgeSparseVectorParams(modifier=edge.Modifier.Idf, full_scan_threshold=1)
        config = edge.EdgeConfig(
            vectors={Signal.MEANING.value: edge.EdgeVectorParams(size=dimension, distance=edge.Distance.Cosine)},
            sparse_vectors={Signal.WORDS.value: terms, Signal.CONCEPTS.value: terms},
            optimizers=edge.EdgeOptimizersConfig(indexing_threshold=_NEVER),
            # With the log on, no acknowledged operation was lost in 36 of 37 kills; without it, data was. After a
            # kill loading replays what was not flushed.
            wal_enabled=True,
        )
        shard = edge.EdgeShard.create(str(folder / "shard"), config)
        for wanted in (*_KEPT, Field.OWNER):
            shard.update(edge.UpdateOperation.create_field_index(wanted.value, edge.PayloadSchemaType.Keyword))
        shard.update(edge.UpdateOperation.create_field_index("stamp", edge.PayloadSchemaType.Integer))
        index = cls(folder, shard, name, Progress())
        index._loaded.set()
        index.save_progress(Progress())
        return index

    @classmethod
    def open(cls, folder: Path) -> "EdgeIndex":
        """Return the index in `folder`; raise Misconfigured when it cannot be read, so that it is rebuilt."""
        # A killed optimisation leaves its half-made segments behind, and loading would count them.
        shutil.rmtree(folder / "shard" / "temp_segments", ignore_errors=True)
        built = built_in(folder)
        if built is None:
            raise Misconfigured(f"the index in {folder} cannot be read: its {META} is missing or damaged")
        try:
            index = cls(folder, edge.EdgeShard.load(str(folder / "shard")), built.name, built.progress)
        except Exception as error:
            raise Misconfigured(f"the index in {folder} cannot be read: {error}") from error
        threading.Thread(target=index._load_sheet, name="sheet", daemon=True).start()
        return index

    def upsert(self, points: Sequence[Point], stamp: int) -> None:
        """Put points in, replacing those of the same owner and number."""
        for first in range(0, len(points), _WRITTEN):
            TURNS.give_way()
            chunk = [(point.id, stored_payload(point, stamp), point) for point in points[first : first + _WRITTEN]]
            rendered = [
                edge.Point(point_id, stored_vectors(point, _sparse), _for_edge(payload))
                for point_id, payload, point in chunk
            ]
            with self._writing:
                self._shard.update(edge.UpdateOperation.upsert_points(rendered))
                self._unflushed += len(chunk)
                self._unsaved += len(chunk)
                with self._reading_sheet:
                    for point_id, payload, _ in chunk:
                        self._sheet.put(point_id, payload)

    def prune(self, owners: Sequence[str], stamp: int) -> None:
        """Remove the points of these owners whose stamp is lower than `stamp`."""
        with self._writing:
            if self._loaded.is_set():
                with self._reading_sheet:
                    owners = self._sheet.older(owners, stamp)
            if not owners:
                return
            older = edge.FieldCondition("stamp", range=edge.RangeFloat(lt=float(stamp)))
            condition = edge.Filter(must=[_any(Field.OWNER, owners), older])
            self._shard.update(edge.UpdateOperation.delete_points_by_filter(condition))
            with self._reading_sheet:
                self._sheet.drop(owners, stamp)

    def ask(self, questions: Sequence[Ask]) -> list[list[Found]]:
        """Return the answers to each question, best first; exact, never approximate."""
        filters: list[tuple[Selection, Any, float, Selection | None]] = []
        askings: list[_Asking | None] = []
        for question in questions:
            known = next((one for one in filters if one[0] is question.selection), None)
            if known is None:
                known = (question.selection, *self._narrowing(question.selection))
                filters.append(known)
            _, narrowed, share, passing = known
            more = question.limit if passing is None else ceil(question.limit / share * _SPARE) + 10
            askings.append(_Asking(question, narrowed, more, passing) if share else None)
        return self._known(self._asked(askings))

    def count(self, selection: Selection) -> int:
        """Return how many points there are."""
        self._loaded.wait()
        with self._reading_sheet:
            return self._sheet.count(selection)

    def facet(self, wanted: Field, selection: Selection) -> dict[str, int]:
        """Return for each value of a keyword field how many points have it."""
        self._loaded.wait()
        with self._reading_sheet:
            return self._sheet.facet(wanted, selection)

    def progress(self) -> Progress:
        """Return how far the index has followed the records."""
        return self._progress

    def save_progress(self, progress: Progress) -> None:
        """Note how far it has followed, so that it holds after a kill, and from where to go on after a power cut.

        The system keeps what a killed process has written, but only a flush brings it to the disk: the note says since
        which start of the machine it holds, and after another start counts what was flushed (`built_in`).
        """
        with self._writing:
            self._progress = progress
            if not this_boot() or self._unflushed >= _FLUSHED:
                self._flush()
            self._note()
            if self._loaded.is_set() and self._unsaved >= max(_SAVED, len(self._sheet) // 4):
                self._save_sheet()

    def close(self, *, kept: bool = True) -> None:
        """Let go of the folder, flushed unless it is not to be kept."""
        self._closed.set()
        with self._writing:
            if kept:
                self._flush()
                self._note()
                if self._loaded.is_set() and (self._unsaved or not (self.folder / _SHEET).exists()):
                    self._save_sheet()
            self._shard.close()

    def _flush(self) -> None:
        self._shard.flush()
        self._flushed, self._unflushed = self._progress, 0

    def _note(self) -> None:
        now, sure = self._progress, self._flushed
        note = {"name": self.name, "revision": now.revision, "after": now.after, "boot": this_boot()}
        note["flushed"] = {"revision": sure.revision, "after": sure.after}
        write_note(self.folder / META, note)

    def _save_sheet(self) -> None:
        with self._reading_sheet:
            self._sheet.save(self.folder / _SHEET)
        self._unsaved = 0

    def _load_sheet(self) -> None:
        """Take in what was written down and what came after; where that does not add up, all that the shard holds.

        It adds up when there are as many passages: what was written down holds all up to its highest stamp, and what
        was removed since leaves it with more.
        """
        try:
            saved = Sheet.load(self.folder / _SHEET)
        except FileNotFoundError:
            saved = None
        except (OSError, ValueError, KeyError) as error:
            _log.warning("sheet_unreadable", extra={"folder": self.folder.name, "reason": str(error)})
            saved = None
        if saved is not None:
            with self._writing, self._reading_sheet:
                self._sheet = saved
            since = edge.FieldCondition("stamp", range=edge.RangeFloat(gte=float(saved.stamp)))
            self._scroll(edge.Filter(must=[since]))
            with self._writing:
                if self._closed.is_set():
                    return
                if len(self._sheet) == self._shard.info().points_count:
                    self._loaded.set()
                    return
                with self._reading_sheet:
                    self._sheet = Sheet()
        self._scroll(None)
        if not self._closed.is_set():
            self._loaded.set()

    def _scroll(self, narrowed: Any) -> None:
        """Put into the sheet what the shard holds, little by little, so that no search waits for it."""
        offset = None
        while True:
            TURNS.give_way()
            with self._writing:
                if self._closed.is_set():
                    return
                page = edge.ScrollRequest(
                    limit=_SCROLLED, offset=offset, filter=narrowed, with_payload=True, with_vector=False
                )
                records, offset = self._shard.scroll(page)
                with self._reading_sheet:
                    for record in records:
                        self._sheet.put(record.id, json.loads(record.payload[_FACTS]))
                self._unsaved += len(records)
            if offset is None:
                return

    def _narrowing(self, selection: Selection) -> tuple[Any, float, Selection | None]:
        """Return how Edge is to filter, the share of hits that will pass, and by what to choose among them, if any."""
        broad = Selection({wanted: values for wanted, values in selection.any_of.items() if wanted in _KEPT})
        narrow = len(broad.any_of) < len(selection.any_of) or (selection.first_year, selection.last_year) != (
            None,
            None,
        )
        if not self._loaded.is_set():
            if not narrow:
                return _filter(broad), 1.0, None
            self._loaded.wait()
        with self._reading_sheet:
            many = self._sheet.count(broad)
            if not narrow or not many:
                return _filter(broad), float(many > 0), None
            ids = self._sheet.ids(selection)
        if len(ids) ** 2 <= _BY_IDS * many:
            return edge.Filter(must=[edge.HasIdCondition(set(ids))]), float(bool(ids)), None
        return _filter(broad), len(ids) / many, selection

    def _asked(self, askings: Sequence[_Asking | None]) -> list[list[tuple[int, float]]]:
        """Return ids and scores that answer each question; nothing for those that nothing can answer."""
        answers: list[list[tuple[int, float]]] = [[] for _ in askings]
        waiting = [(place, asking) for place, asking in enumerate(askings) if asking is not None]
        while waiting:
            requests = [_request(asking) for _, asking in waiting]
            found = self._shard.query_batch(edge.QueryBatchRequest(requests))
            again = []
            for (place, asking), hits in zip(waiting, found, strict=True):
                answer = [(hit.id, hit.score) for hit in hits]
                if asking.passing is not None and answer:
                    with self._reading_sheet:
                        passing = self._sheet.passing([point_id for point_id, _ in answer], asking.passing)
                    answer = [one for one, passes in zip(answer, passing, strict=True) if passes]
                    if len(answer) < asking.question.limit and len(hits) == asking.limit:
                        asking.limit *= 4  # what was asked for did not hold enough that pass
                        again.append((place, asking))
                answers[place] = answer[: asking.question.limit]
            waiting = again
        return answers

    def _known(self, answers: Sequence[Sequence[tuple[int, float]]]) -> list[list[Found]]:
        """Return the answers with what the sheet tells of them; what it does not know yet is read from the shard."""
        with self._reading_sheet:
            found = [self._sheet.found(answer) for answer in answers]
        unknown = {
            point_id
            for answer, known in zip(answers, found, strict=True)
            for (point_id, _), one in zip(answer, known, strict=True)
            if one is None
        }
        read = self._read(unknown) if unknown else {}
        return [
            [
                known or found_from(read[point_id], score)
                for (point_id, score), known in zip(answer, of_answer, strict=True)
                if known is not None or point_id in read
            ]
            for answer, of_answer in zip(answers, found, strict=True)
        ]

    def _read(self, ids: set[int]) -> dict[int, Mapping[str, Any]]:
        records = self._shard.retrieve(list(ids), with_payload=[_FACTS], with_vector=False)
        return {record.id: json.loads(record.payload[_FACTS]) for record in records}


def _for_edge(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return what Edge is given of a stored payload: what it filters by, and all of it as one text."""
    kept = {wanted.value: payload[wanted.value] for wanted in _KEPT if wanted.value in payload}
    owner, facts = payload[Field.OWNER.value], json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return {**kept, Field.OWNER.value: owner, "stamp": payload["stamp"], _FACTS: facts}


def _request(asking: _Asking) -> Any:
    vector = asking.question.vector
    return edge.QueryRequest(
        limit=asking.limit,
        query=edge.Query.Nearest(
            _sparse(vector) if isinstance(vector, Sparse) else vector.tolist(), asking.question.signal.value
        ),
        filter=asking.narrowed,
        with_payload=False,  # a payload is read in 13 µs, and nine questions find more than a thousand
        params=edge.SearchParams(exact=True),
    )


def _sparse(vector: Sparse) -> Any:
    return edge.SparseVector(list(vector.indices), list(vector.values))


def _any(wanted: Field, values: Sequence[str]) -> Any:
    return edge.FieldCondition(wanted.value, match=edge.MatchAny(list(values)))


def _filter(selection: Selection) -> Any:
    must = [_any(wanted, values) for wanted, values in selection.any_of.items()]
    return edge.Filter(must=must) if must else None
