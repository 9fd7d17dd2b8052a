"""The folder of indexes in this process: one that answers, others being built. One process owns it."""

import logging
import shutil
from pathlib import Path

from kb.errors import Misconfigured
from kb.index.edge import EdgeIndex
from kb.index.notes import CURRENT, LOCK, answering, current_in, take, write_note
from kb.index.port import Index

_log = logging.getLogger(__name__)


class EdgeHome:
    """A folder of indexes. Only one process may have it open."""

    def __init__(self, root: Path, owner: dict[str, object]) -> None:
        """Take the folder; raise Busy, naming who has it, when another process has.

        What an earlier owner was building when it ended, or had replaced, is removed: nobody else can be at it.
        """
        self._root = root
        root.mkdir(parents=True, exist_ok=True)
        self._lock = take(root / LOCK, owner)
        self._open: dict[Path, EdgeIndex] = {}
        self._replaced: Path | None = None
        named = answering(root)
        for path in root.glob("build-*"):
            if path != named:
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
        before = answering(self._root)
        write_note(self._root / CURRENT, {"name": index.name, "folder": index.folder.name})
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
            self._open.pop(self._replaced).close(kept=False)
        shutil.rmtree(self._replaced, ignore_errors=True)
        self._replaced = None
