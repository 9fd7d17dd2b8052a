"""The index in this process: Qdrant Edge in a folder that one process owns."""

import fcntl
import json
import logging
import os
import shutil
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import qdrant_edge as edge

from kb.errors import Busy, Misconfigured
from kb.index.port import (
    FETCHED,
    YES,
    Ask,
    Field,
    Found,
    Index,
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

_log = logging.getLogger(__name__)
_META: Final = "utblick.json"
_CURRENT: Final = "current.json"
_LOCK: Final = "owner.json"
# No HNSW graph: exact search stays below 20 ms up to about 100,000 passages (docs/benchmarks.md) and misses nothing.
_NEVER: Final = 1_000_000_000
# Every call of Edge holds all other threads up while it lasts: 64 points are written in 10 ms.
_WRITTEN: Final = 64
_SCROLLED: Final = 256
# A flush waits for some 240 files to reach the disk, 1.5 s on a slow one, and no search is answered meanwhile. What is
# written outlives this process without it, but not a power cut: see `save_progress`. The log grows until then.
_FLUSHED: Final = 200_000
_BOOT: Final = Path("/proc/sys/kernel/random/boot_id")
_TAKES_S: Final = 2.0  # others that look who has the folder hold its lock for a moment
_LOOK_AGAIN_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Built:
    """A built index on disk: where, for which identity, and how far it has followed."""

    folder: Path
    name: str
    progress: Progress


class EdgeIndex:
    """A folder with one Edge shard and, beside it, a note of how far it has followed the records."""

    def __init__(self, folder: Path, shard: Any, name: str, progress: Progress) -> None:
        self.folder, self.name = folder, name
        self._shard, self._progress = shard, progress
        self._writing, self._reading_sheet = threading.Lock(), threading.Lock()
        self._flushed, self._unflushed = progress, 0
        self._sheet, self._loaded, self._closed = Sheet(), threading.Event(), threading.Event()

    @classmethod
    def create(cls, folder: Path, name: str, dimension: int) -> "EdgeIndex":
        """Return a new, empty index in `folder`, which must not exist."""
        folder.mkdir(parents=True)
        config = edge.EdgeConfig(
            vectors={Signal.MEANING.value: edge.EdgeVectorParams(size=dimension, distance=edge.Distance.Cosine)},
            sparse_vectors={
                Signal.WORDS.value: edge.EdgeSparseVectorParams(modifier=edge.Modifier.Idf),
                Signal.CONCEPTS.value: edge.EdgeSparseVectorParams(modifier=edge.Modifier.Idf),
            },
            optimizers=edge.EdgeOptimizersConfig(indexing_threshold=_NEVER),
            # With the log on, no acknowledged operation was lost in 36 of 37 kills; without it, data was. After a
            # kill loading replays what was not flushed.
            wal_enabled=True,
        )
        shard = edge.EdgeShard.create(str(folder / "shard"), config)
        for wanted in Field:
            kind = edge.PayloadSchemaType.Integer if wanted is Field.YEAR else edge.PayloadSchemaType.Keyword
            shard.update(edge.UpdateOperation.create_field_index(wanted.value, kind))
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
        built = _built(folder)
        if built is None:
            raise Misconfigured(f"the index in {folder} cannot be read: its {_META} is missing or damaged")
        try:
            index = cls(folder, edge.EdgeShard.load(str(folder / "shard")), built.name, built.progress)
        except Exception as error:
            raise Misconfigured(f"the index in {folder} cannot be read: {error}") from error
        threading.Thread(target=index._load_sheet, name="sheet", daemon=True).start()
        return index

    def upsert(self, points: Sequence[Point], stamp: int) -> None:
        """Put points in, replacing those of the same owner and number."""
        if not points:
            return
        for first in range(0, len(points), _WRITTEN):
            chunk = points[first : first + _WRITTEN]
            payloads = [stored_payload(point, stamp) for point in chunk]
            rendered = [
                edge.Point(point.id, stored_vectors(point, _sparse), payload)
                for point, payload in zip(chunk, payloads, strict=True)
            ]
            with self._writing:
                self._shard.update(edge.UpdateOperation.upsert_points(rendered))
                self._unflushed += len(chunk)
                with self._reading_sheet:
                    for point, payload in zip(chunk, payloads, strict=True):
                        self._sheet.put(point.id, payload)

    def prune(self, owners: Sequence[str], stamp: int) -> None:
        """Remove the points of these owners whose stamp is lower than `stamp`."""
        if not owners:
            return
        older = edge.FieldCondition("stamp", range=edge.RangeFloat(lt=float(stamp)))
        condition = edge.Filter(must=[_any(Field.OWNER, owners), older])
        with self._writing:
            self._shard.update(edge.UpdateOperation.delete_points_by_filter(condition))
            with self._reading_sheet:
                self._sheet.drop(owners, stamp)

    def ask(self, questions: Sequence[Ask]) -> list[list[Found]]:
        """Return the answers to each question, best first; exact, never approximate."""
        requests = [
            edge.QueryRequest(
                limit=question.limit,
                query=edge.Query.Nearest(_query_vector(question.vector), question.signal.value),
                filter=_filter(question.selection),
                with_payload=False,  # a payload is read in 13 µs, and nine questions find more than a thousand
                params=edge.SearchParams(exact=True),
            )
            for question in questions
        ]
        answers = self._shard.query_batch(edge.QueryBatchRequest(requests)) if requests else []
        found = [
            [(str(hit.id), hit.score, self._sheet.found(str(hit.id), hit.score)) for hit in answer]
            for answer in answers
        ]
        unknown = {point_id for answer in found for point_id, _, known in answer if known is None}
        read = self._read(unknown)
        return [
            [known or found_from(read[key], score) for key, score, known in answer if known or key in read]
            for answer in found
        ]

    def count(self, selection: Selection) -> int:
        """Return how many points there are."""
        return int(self._shard.count(edge.CountRequest(exact=True, filter=_filter(selection))))

    def facet(self, wanted: Field, selection: Selection) -> dict[str, int]:
        """Return for each value of a keyword field how many points have it."""
        if selection.any_of.get(Field.FIRST) == (YES,) and wanted in Sheet.FIELDS:
            self._loaded.wait()
            with self._reading_sheet:
                return self._sheet.facet(wanted, selection)
        request = edge.FacetRequest(wanted.value, limit=10_000, exact=True, filter=_filter(selection))
        return {str(hit.value): int(hit.count) for hit in self._shard.facet(request).hits}

    def progress(self) -> Progress:
        """Return how far the index has followed the records."""
        return self._progress

    def save_progress(self, progress: Progress) -> None:
        """Note how far it has followed, so that it holds after a kill, and from where to go on after a power cut.

        The system keeps what a killed process has written, but only a flush brings it to the disk: the note says since
        which start of the machine it holds, and after another start counts what was flushed (`_built`).
        """
        with self._writing:
            self._progress = progress
            if not _boot() or self._unflushed >= _FLUSHED:
                self._flush()
            self._note()

    def close(self) -> None:
        """Flush and let go of the folder."""
        self._closed.set()
        with self._writing:
            self._flush()
            self._note()
            self._shard.close()

    def _flush(self) -> None:
        self._shard.flush()
        self._flushed, self._unflushed = self._progress, 0

    def _note(self) -> None:
        now, sure = self._progress, self._flushed
        note = {"name": self.name, "revision": now.revision, "after": now.after, "boot": _boot()}
        note["flushed"] = {"revision": sure.revision, "after": sure.after}
        _write_atomically(self.folder / _META, note)

    def _load_sheet(self) -> None:
        """Take in what the shard holds, little by little, so that neither opening nor a search waits for it."""
        offset = None
        while True:
            with self._writing:
                if self._closed.is_set():
                    break
                page = edge.ScrollRequest(limit=_SCROLLED, offset=offset, with_payload=True, with_vector=False)
                records, offset = self._shard.scroll(page)
                with self._reading_sheet:
                    for record in records:
                        self._sheet.put(str(record.id), record.payload)
            if offset is None:
                break
            time.sleep(0)
        self._loaded.set()

    def _read(self, ids: set[str]) -> dict[str, Mapping[str, Any]]:
        if not ids:
            return {}
        records = self._shard.retrieve(list(ids), with_payload=FETCHED, with_vector=False)
        return {str(record.id): record.payload for record in records}


class EdgeHome:
    """A folder of indexes. Only one process may have it open."""

    def __init__(self, root: Path, owner: dict[str, object]) -> None:
        """Take the folder; raise Busy, naming who has it, when another process has.

        What an earlier owner was building when it ended, or had replaced, is removed: nobody else can be at it.
        """
        self._root = root
        root.mkdir(parents=True, exist_ok=True)
        self._lock = _take(root / _LOCK, owner)
        self._open: dict[Path, EdgeIndex] = {}
        self._replaced: Path | None = None
        answering = _answering(root)
        for path in root.glob("build-*"):
            if path != answering:
                shutil.rmtree(path, ignore_errors=True)

    def current(self, name: str) -> Index | None:
        """Return the index that answers, opened, or None when there is none of this identity."""
        built = current_in(self._root)
        if built is None or built.name != name:
            return None
        if built.folder in self._open:
            return self._open[built.folder]
        try:
            return self._remember(EdgeIndex.open(built.folder))
        except Misconfigured as error:  # SQL holds the truth: an unreadable index is rebuilt
            _log.warning("index_unreadable", extra={"folder": built.folder.name, "reason": str(error)})
            return None

    def create(self, name: str, dimension: int) -> Index:
        """Return a new, empty index beside the current one."""
        taken = {path.name for path in self._root.iterdir()}
        number = next(n for n in range(1, len(taken) + 2) if f"build-{n}" not in taken)
        return self._remember(EdgeIndex.create(self._root / f"build-{number}", name, dimension))

    def promote(self, index: Index) -> None:
        """Make `index` the one that answers, and remove the one that did.

        That one stays open until the next is promoted or all is closed: searches that have begun with it go on.
        """
        if not isinstance(index, EdgeIndex):
            raise TypeError("only an index of this home can be promoted")
        before = _answering(self._root)
        _write_atomically(self._root / _CURRENT, {"name": index.name, "folder": index.folder.name})
        self._remove_replaced()
        if before is not None and before != index.folder:
            self._replaced = before

    def close(self) -> None:
        """Close all indexes and give the folder free."""
        self._remove_replaced()
        for index in self._open.values():
            index.close()
        self._open.clear()
        self._lock.truncate(0)
        self._lock.close()

    def _remember(self, index: EdgeIndex) -> EdgeIndex:
        self._open[index.folder] = index
        return index

    def _remove_replaced(self) -> None:
        if self._replaced is None:
            return
        if self._replaced in self._open:
            self._open.pop(self._replaced).close()
        shutil.rmtree(self._replaced, ignore_errors=True)
        self._replaced = None


def owner_of(root: Path) -> dict[str, object] | None:
    """Return what the process that has the folder open says of itself, or None when nobody has."""
    path = root / _LOCK
    try:
        with path.open() as file:
            # Shared: two that look at the same time do not take each other for an owner.
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return read_note(path) or {}
    return None


def current_in(root: Path) -> Built | None:
    """Return the index that answers, read without opening it; None when there is none or its notes are damaged."""
    folder = _answering(root)
    return None if folder is None else _built(folder)


def is_damaged(root: Path) -> bool:
    """Return whether there is a note of the index that answers, but no reading it or what it names."""
    return (root / _CURRENT).exists() and current_in(root) is None


def read_note(path: Path) -> dict[str, object] | None:
    """Return the JSON object in a file, or None when there is none or it cannot be read."""
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _answering(root: Path) -> Path | None:
    note = read_note(root / _CURRENT) or {}
    folder = note.get("folder")
    return root / folder if isinstance(folder, str) and folder.startswith("build-") else None


def _built(folder: Path) -> Built | None:
    note = read_note(folder / _META) or {}
    match note if note.get("boot") == _boot() else note | _flushed(note):
        case {"name": str(name), "revision": int(revision), "after": str(after)}:
            return Built(folder, name, Progress(revision, after))
    return None


def _flushed(note: dict[str, object]) -> dict[str, object]:
    found = note.get("flushed")
    return found if isinstance(found, dict) else {}


def _boot() -> str:
    """Return what tells this start of the machine from all others, empty where the system does not say."""
    try:
        return _BOOT.read_text().strip()
    except OSError:
        return ""


def _take(path: Path, owner: dict[str, object]) -> IO[str]:
    file = path.open("a+")
    deadline = time.monotonic() + _TAKES_S
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError as error:
            if time.monotonic() < deadline:
                time.sleep(_LOOK_AGAIN_S)
                continue
            file.close()
            other = read_note(path) or {}
            raise Busy(
                f"the index in {path.parent} is in use by process {other.get('pid', '?')} "
                f"({other.get('command', 'utblick')}); stop it, or let it do the work"
            ) from error
    file.truncate(0)
    file.write(json.dumps({"pid": os.getpid(), **owner}))
    file.flush()
    return file


def _write_atomically(path: Path, note: dict[str, object]) -> None:
    partial = path.with_suffix(".part")
    with partial.open("w") as file:
        json.dump(note, file)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _sparse(vector: Sparse) -> Any:
    return edge.SparseVector(list(vector.indices), list(vector.values))


def _query_vector(vector: Any) -> Any:
    return _sparse(vector) if isinstance(vector, Sparse) else vector.astype(float).tolist()


def _any(wanted: Field, values: Sequence[str]) -> Any:
    return edge.FieldCondition(wanted.value, match=edge.MatchAny(list(values)))


def _filter(selection: Selection) -> Any:
    must = [_any(wanted, values) for wanted, values in selection.any_of.items()]
    if selection.first_year is not None or selection.last_year is not None:
        years = edge.RangeFloat(gte=selection.first_year, lte=selection.last_year)
        must.append(edge.FieldCondition(Field.YEAR.value, range=years))
    return edge.Filter(must=must) if must else None
