"""The watched folder: files dropped there are taken into the records and put aside, never overwritten or deleted."""

import os
import stat
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from crawlers.files import shown
from crawlers.imports import FileReport, import_files
from crawlers.refusals import refused_note, short_of_note
from kb.errors import Busy, Misconfigured, UtblickError
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.leases import owner_here, release, renew, take

IMPORTED, REFUSED = "imported", "refused"
LEASE = "inbox"
STILL_S = 5.0  # a file that has not changed for so long is whole
_UNFINISHED = (".part", ".tmp", ".crdownload")
_RENEW_EVERY_S = 30.0
_AGAIN_AFTER_S = 60.0  # a file that our own side could not take or move
_LONGEST_NAME = 230  # in bytes, of 255: a number and the ending of the note must fit
_NOT_OURS = (UtblickError, SQLAlchemyError, OSError)

Signature = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Dropped:
    """What became of a dropped file. `moved_to` None: it lies where it lay, `trouble` says why, it is tried again.

    Names are those inside the folder. `why` says why it was refused, None when it was taken in.
    """

    file: str
    moved_to: str | None
    why: str | None = None
    report: FileReport | None = None
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class InboxReport:
    """What a look into the folder came to. `waiting` files may not be whole yet; `held_by` has the folder in hand."""

    files: tuple[Dropped, ...] = ()
    waiting: int = 0
    held_by: str | None = None


class Inbox:
    """Looks after one folder; remembers between two looks how large and old each file was."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        blobs: Blobs,
        clock: Callable[[], datetime],
        *,
        still_s: float = STILL_S,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take files from `folder` that have not changed for `still_s` seconds by `ticks`; `clock` dates them."""
        self.folder, self.still_s = folder, still_s
        self._store, self._blobs, self._clock, self._ticks = store, blobs, clock, ticks
        self._seen: dict[Path, tuple[Signature, float]] = {}
        self._not_before: dict[Path, float] = {}

    def look(self, stop: Callable[[], bool] = lambda: False) -> InboxReport:
        """Take in every file that is whole, one worker at a time, and return what became of each.

        Raises Misconfigured when the folder cannot be used. A kill at any moment loses nothing: a file leaves its
        place only when its records are stored, and taken in again they are the same records.
        """
        whole, waiting = self._whole()
        if not whole:
            return InboxReport(waiting=waiting)
        owner = owner_here(f"{LEASE}:{uuid.uuid4().hex[:8]}")
        with self._store.writing() as session:
            holder = take(session, [LEASE], owner, self._clock())
        if holder is not None:
            return InboxReport(waiting=waiting, held_by=holder)
        files: list[Dropped] = []
        try:
            turn = _Turn(self._store, owner, self._clock, self._ticks)
            for path, signature in whole:
                if stop():
                    break
                done = self._take(path, signature, turn)
                if done is not None:
                    files.append(done)
        finally:
            with suppress(*_NOT_OURS), self._store.writing() as session:  # else it runs out by itself
                release(session, [LEASE], owner, self._clock())
        return InboxReport(tuple(files), waiting)

    def _whole(self) -> tuple[list[tuple[Path, Signature]], int]:
        """Return the files that have kept still, with what they looked like, and how many have not yet."""
        now = self._ticks()
        seen: dict[Path, tuple[Signature, float]] = {}
        whole, waiting = [], 0
        for path, signature in self._lying():
            before, since = self._seen.get(path, (None, now))
            seen[path] = (signature, since if before == signature else now)
            if now - seen[path][1] < self.still_s:
                waiting += 1
            elif now >= self._not_before.get(path, now):
                whole.append((path, signature))
        self._seen = seen
        self._not_before = {path: until for path, until in self._not_before.items() if path in seen}
        return whole, waiting

    def _lying(self) -> Iterator[tuple[Path, Signature]]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for top in (IMPORTED, REFUSED):
                if (self.folder / top).is_symlink():
                    raise Misconfigured(f"{shown(self.folder / top)} is a link, and files are not moved through links")
            yield from _files_under(self.folder, ("", IMPORTED, REFUSED))
        except OSError as error:
            raise Misconfigured(f"the watched folder {shown(self.folder)} cannot be used: {error.strerror}") from error

    def _take(self, path: Path, signature: Signature, turn: "_Turn") -> Dropped | None:
        """Take in one file and put it aside; None when it is gone or has changed since it was looked at."""
        name = shown(path.relative_to(self.folder))
        if _signature(path) != signature:
            return None
        mode = signature[0]
        try:
            turn.keep()
            if not stat.S_ISREG(mode):
                why = "it is a symbolic link" if stat.S_ISLNK(mode) else "it is no ordinary file"
                return self._refuse(path, signature, name, why, None)
            (report,) = import_files(self._store, self._blobs, [path], self._clock(), lambda _done: turn.keep()).files
            if _signature(path) != signature:
                return None  # it was written to while it was read: once it is still it is taken again, as it is then
            if report.failed is not None:
                why = report.failed.replace(shown(path), name)
                return self._refuse(path, signature, name, why, report)
            note = short_of_note(name, report.refusals, self._clock()) if report.refusals else None
            moved = self._put_aside(path, signature, IMPORTED, note)
            return Dropped(name, moved, report=report)
        except Busy:
            raise
        except _NOT_OURS as error:
            self._not_before[path] = self._ticks() + _AGAIN_AFTER_S
            return Dropped(name, None, trouble=_reason(error))

    def _refuse(self, path: Path, signature: Signature, name: str, why: str, report: FileReport | None) -> Dropped:
        moved = self._put_aside(path, signature, REFUSED, refused_note(name, why, self._clock()))
        return Dropped(name, moved, why, report)

    def _put_aside(self, path: Path, signature: Signature, top: str, note: str | None) -> str:
        """Move the file under `top`, with `note` beside it, and return its new name inside the folder."""
        target = _free(_folder_for(self.folder, top, path.relative_to(self.folder).parent), path.name)
        ours = [target]
        try:
            if note is not None:
                with Path(f"{target}.why.txt").open("x", encoding="utf-8") as file:
                    ours.append(Path(file.name))
                    file.write(note)
            path.replace(target)  # over our own empty file: nothing of anybody's is overwritten
        except OSError:
            _take_back(*ours)
            raise
        moved = _signature(target)
        if moved is None or moved[1:3] != signature[1:3]:
            # In this very moment another file was put in its place, which nobody has read: back with it.
            target.replace(_free(path.parent, path.name))
        return shown(target.relative_to(self.folder))


class _Turn:
    """The lease on the folder, kept while work goes on."""

    def __init__(self, store: Store, owner: str, clock: Callable[[], datetime], ticks: Callable[[], float]) -> None:
        self._store, self._owner, self._clock, self._ticks = store, owner, clock, ticks
        self._last = ticks()

    def keep(self) -> None:
        """Renew the lease when it is time; raise Busy when somebody else has it."""
        if self._ticks() - self._last < _RENEW_EVERY_S:
            return
        self._last = self._ticks()
        with self._store.writing() as session:
            ours = renew(session, [LEASE], self._owner, self._clock())
        if not ours:
            raise Busy("another process has taken over the watched folder")


def _files_under(folder: Path, passed_over: tuple[str, ...] = ("",)) -> Iterator[tuple[Path, Signature]]:
    """Yield what lies in the folder and its subfolders in the order of names; links are not followed."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith(".") or entry.name in passed_over:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_under(path)
        elif not entry.name.lower().endswith(_UNFINISHED):
            signature = _signature(path)
            if signature is not None:
                yield path, signature


def _signature(path: Path) -> Signature | None:
    """Return kind, place, size and time of what lies there, None when nothing does."""
    try:
        said = path.lstat()
    except OSError:
        return None
    return said.st_mode, said.st_dev, said.st_ino, said.st_size, said.st_mtime_ns


def _folder_for(folder: Path, top: str, inside: Path) -> Path:
    wanted = folder / top / inside
    try:
        wanted.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):  # a file was put aside under the name of this subfolder
        wanted = folder / top
    if wanted.resolve() != folder.resolve() / wanted.relative_to(folder):
        raise Misconfigured(f"{shown(wanted)} is reached through a link, and files are not moved through links")
    return wanted


def _free(folder: Path, name: str) -> Path:
    """Return the first free name like `name` in the folder, kept free by an empty file of ours."""
    stem, ending = Path(name).stem, Path(name).suffix
    stem = os.fsdecode(os.fsencode(stem)[: _LONGEST_NAME - len(os.fsencode(ending))])
    for number in count(1):
        target = folder / (f"{stem}{ending}" if number == 1 else f"{stem}-{number}{ending}")
        if os.path.lexists(f"{target}.why.txt"):
            continue
        with suppress(FileExistsError):
            target.touch(exist_ok=False)
            return target
    raise AssertionError("numbers do not end")


def _take_back(target: Path, *notes: Path) -> None:
    """Remove the empty file and the note that we made for a file that could not be moved after all."""
    with suppress(OSError):
        if target.lstat().st_size == 0:
            target.unlink()
            for note in notes:
                note.unlink()


def _reason(error: Exception) -> str:
    # SQLAlchemy's own words go on with the statement and all that was to be written.
    return str(getattr(error, "orig", None) or error).strip().partition("\n")[0][:300] or type(error).__name__
