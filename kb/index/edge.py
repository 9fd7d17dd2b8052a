"""The index in this process: Qdrant Edge in a folder that one process owns."""

import fcntl
import json
import logging
import os
import shutil
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
import qdrant_edge as edge

from kb.errors import Busy, Misconfigured
from kb.index.port import (
    FETCHED,
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
)

_log = logging.getLogger(__name__)
_META: Final = "utblick.json"
_CURRENT: Final = "current.json"
_LOCK: Final = "owner.json"
# No HNSW graph: exact search stays below 20 ms up to about 100,000 passages (docs/benchmarks.md) and misses nothing.
_NEVER: Final = 1_000_000_000


class EdgeIndex:
    """A folder with one Edge shard and, beside it, a note of how far it has followed the records."""

    def __init__(self, folder: Path, shard: Any, name: str) -> None:
        self.folder, self.name = folder, name
        self._shard = shard
        self._writing = threading.Lock()

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
            # With the log on, no acknowledged operation was lost in 36 of 37 kills; without it, data was.
            wal_enabled=True,
        )
        shard = edge.EdgeShard.create(str(folder / "shard"), config)
        for wanted in Field:
            kind = edge.PayloadSchemaType.Integer if wanted is Field.YEAR else edge.PayloadSchemaType.Keyword
            shard.update(edge.UpdateOperation.create_field_index(wanted.value, kind))
        shard.update(edge.UpdateOperation.create_field_index("stamp", edge.PayloadSchemaType.Integer))
        index = cls(folder, shard, name)
        index.save_progress(Progress())
        return index

    @classmethod
    def open(cls, folder: Path) -> "EdgeIndex":
        """Return the index in `folder`; raise Misconfigured when it cannot be read, so that it is rebuilt."""
        # A killed optimisation leaves its half-made segments behind, and loading would count them.
        shutil.rmtree(folder / "shard" / "temp_segments", ignore_errors=True)
        try:
            meta = json.loads((folder / _META).read_text())
            return cls(folder, edge.EdgeShard.load(str(folder / "shard")), str(meta["name"]))
        except Exception as error:
            raise Misconfigured(f"the index in {folder} cannot be read: {error}") from error

    def upsert(self, points: Sequence[Point], stamp: int) -> None:
        """Put points in, replacing those of the same owner and number."""
        if not points:
            return
        rendered = [edge.Point(point.id, _vectors(point), _payload(point, stamp)) for point in points]
        with self._writing:
            self._shard.update(edge.UpdateOperation.upsert_points(rendered))

    def prune(self, owners: Sequence[str], stamp: int) -> None:
        """Remove the points of these owners whose stamp is lower than `stamp`."""
        if not owners:
            return
        older = edge.FieldCondition("stamp", range=edge.RangeFloat(lt=float(stamp)))
        condition = edge.Filter(must=[_any(Field.OWNER, owners), older])
        with self._writing:
            self._shard.update(edge.UpdateOperation.delete_points_by_filter(condition))

    def ask(self, questions: Sequence[Ask]) -> list[list[Found]]:
        """Return the answers to each question, best first; exact, never approximate."""
        requests = [
            edge.QueryRequest(
                limit=question.limit,
                query=edge.Query.Nearest(_query_vector(question.vector), question.signal.value),
                filter=_filter(question.selection),
                with_payload=FETCHED,
                params=edge.SearchParams(exact=True),
            )
            for question in questions
        ]
        return [[found_from(hit.payload, hit.score) for hit in answer] for answer in self._answers(requests)]

    def count(self, selection: Selection) -> int:
        """Return how many points there are."""
        return int(self._shard.count(edge.CountRequest(exact=True, filter=_filter(selection))))

    def facet(self, wanted: Field, selection: Selection) -> dict[str, int]:
        """Return for each value of a keyword field how many points have it."""
        request = edge.FacetRequest(wanted.value, limit=10_000, exact=True, filter=_filter(selection))
        return {str(hit.value): int(hit.count) for hit in self._shard.facet(request).hits}

    def progress(self) -> Progress:
        """Return how far the index has followed the records."""
        meta = json.loads((self.folder / _META).read_text())
        return Progress(int(meta["revision"]), str(meta["after"]))

    def save_progress(self, progress: Progress) -> None:
        """Flush the shard, then note how far it has followed; the note never runs ahead of the data."""
        with self._writing:
            self._shard.flush()
            note = {"name": self.name, "revision": progress.revision, "after": progress.after}
            _write_atomically(self.folder / _META, note)

    def close(self) -> None:
        """Flush and let go of the folder."""
        with self._writing:
            self._shard.flush()
            self._shard.close()

    def _answers(self, requests: list[Any]) -> Iterable[list[Any]]:
        return [self._shard.query(request) for request in requests]


class EdgeHome:
    """A folder of indexes. Only one process may have it open."""

    def __init__(self, root: Path, owner: dict[str, object]) -> None:
        """Take the folder; raise Busy, naming who has it, when another process has."""
        self._root = root
        root.mkdir(parents=True, exist_ok=True)
        self._lock = _take(root / _LOCK, owner)
        self._open: dict[Path, EdgeIndex] = {}

    def current(self, name: str) -> Index | None:
        """Return the index that answers, opened, or None when there is none of this identity."""
        note = read_note(self._root / _CURRENT)
        if note is None or note.get("name") != name:
            return None
        folder = self._root / str(note["folder"])
        if folder in self._open:
            return self._open[folder]
        try:
            return self._remember(EdgeIndex.open(folder))
        except Misconfigured as error:  # SQL holds the truth: an unreadable index is rebuilt
            _log.warning("index_unreadable", extra={"folder": folder.name, "reason": str(error)})
            return None

    def create(self, name: str, dimension: int) -> Index:
        """Return a new, empty index beside the current one."""
        taken = {path.name for path in self._root.iterdir()}
        number = next(n for n in range(1, len(taken) + 2) if f"build-{n}" not in taken)
        return self._remember(EdgeIndex.create(self._root / f"build-{number}", name, dimension))

    def promote(self, index: Index) -> None:
        """Make `index` the one that answers, and remove all others."""
        if not isinstance(index, EdgeIndex):
            raise TypeError("only an index of this home can be promoted")
        _write_atomically(self._root / _CURRENT, {"name": index.name, "folder": index.folder.name})
        for folder, other in list(self._open.items()):
            if other is not index:
                other.close()
                del self._open[folder]
        for path in self._root.iterdir():
            if path.is_dir() and path != index.folder:
                shutil.rmtree(path, ignore_errors=True)

    def close(self) -> None:
        """Close all indexes and give the folder free."""
        for index in self._open.values():
            index.close()
        self._open.clear()
        self._lock.close()

    def _remember(self, index: EdgeIndex) -> EdgeIndex:
        self._open[index.folder] = index
        return index


def owner_of(root: Path) -> dict[str, object] | None:
    """Return what the process that has the folder open says of itself, or None when nobody has."""
    path = root / _LOCK
    try:
        with path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return read_note(path) or {}
    return None


def followed_until(root: Path) -> Progress | None:
    """Return how far the current index has followed, read without opening it; None when there is none."""
    note = read_note(root / _CURRENT)
    meta = read_note(root / str(note["folder"]) / _META) if note else None
    return Progress(int(str(meta["revision"])), str(meta["after"])) if meta else None


def read_note(path: Path) -> dict[str, object] | None:
    """Return the JSON object in a file, or None when there is none or it cannot be read."""
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _take(path: Path, owner: dict[str, object]) -> IO[str]:
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
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


def _vectors(point: Point) -> dict[str, Any]:
    vectors: dict[str, Any] = {
        signal.value: edge.SparseVector(list(sparse.indices), list(sparse.values))
        for signal, sparse in ((Signal.WORDS, point.words), (Signal.CONCEPTS, point.concepts))
        if sparse.indices
    }
    if point.meaning is not None:
        if not np.isfinite(point.meaning).all():  # Edge accepts NaN and then answers nonsense
            raise ValueError(f"the vector of {point.owner}/{point.number} is not finite")
        vectors[Signal.MEANING.value] = point.meaning.astype(float).tolist()
    return vectors


def _payload(point: Point, stamp: int) -> dict[str, Any]:
    kept: dict[str, Any] = {"owner": point.owner, "number": point.number, "stamp": stamp}
    for key, value in point.payload.items():
        if isinstance(value, bool):  # a bool in a match silently matches nothing
            raise TypeError(f"payload {key} is a flag: keep flags as keywords")
        if value is not None:
            kept[key.value] = list(value) if isinstance(value, tuple) else value
    return kept


def _query_vector(vector: Any) -> Any:
    if isinstance(vector, Sparse):
        return edge.SparseVector(list(vector.indices), list(vector.values))
    return vector.astype(float).tolist()


def _any(wanted: Field, values: Sequence[str]) -> Any:
    return edge.FieldCondition(wanted.value, match=edge.MatchAny(list(values)))


def _filter(selection: Selection) -> Any:
    must = [_any(wanted, values) for wanted, values in selection.any_of.items()]
    if selection.first_year is not None or selection.last_year is not None:
        years = edge.RangeFloat(gte=selection.first_year, lte=selection.last_year)
        must.append(edge.FieldCondition(Field.YEAR.value, range=years))
    return edge.Filter(must=must) if must else None
