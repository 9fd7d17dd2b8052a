"""What stands beside an index in its folder: who has it, which of several answers, how far it has followed."""

import fcntl
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from kb.errors import Busy
from kb.index.port import Progress

META: Final = "utblick.json"
CURRENT: Final = "current.json"
LOCK: Final = "owner.json"
_BOOT: Final = Path("/proc/sys/kernel/random/boot_id")
_TAKES_S: Final = 2.0  # others that look who has the folder hold its lock for a moment
_LOOK_AGAIN_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Built:
    """A built index on disk: where, for which identity, and how far it has followed."""

    folder: Path
    name: str
    progress: Progress


def owner_of(root: Path) -> dict[str, object] | None:
    """Return what the process that has the folder open says of itself, or None when nobody has."""
    path = root / LOCK
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
    folder = answering(root)
    return None if folder is None else built_in(folder)


def is_damaged(root: Path) -> bool:
    """Return whether there is a note of the index that answers, but no reading it or what it names."""
    return (root / CURRENT).exists() and current_in(root) is None


def read_note(path: Path) -> dict[str, object] | None:
    """Return the JSON object in a file, or None when there is none or it cannot be read."""
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def answering(root: Path) -> Path | None:
    """Return the folder of the index that answers, None when no note names one."""
    note = read_note(root / CURRENT) or {}
    folder = note.get("folder")
    return root / folder if isinstance(folder, str) and folder.startswith("build-") else None


def built_in(folder: Path) -> Built | None:
    """Return what the note in a folder says; after another start of the machine only what was flushed counts."""
    note = read_note(folder / META) or {}
    match note if note.get("boot") == this_boot() else note | _flushed(note):
        case {"name": str(name), "revision": int(revision), "after": str(after)}:
            return Built(folder, name, Progress(revision, after))
    return None


def _flushed(note: dict[str, object]) -> dict[str, object]:
    found = note.get("flushed")
    return found if isinstance(found, dict) else {}


def this_boot() -> str:
    """Return what tells this start of the machine from all others, empty where the system does not say."""
    try:
        return _BOOT.read_text().strip()
    except OSError:
        return ""


def take(path: Path, owner: dict[str, object]) -> IO[str]:
    """Return the lock on a folder, held until it is closed; raise Busy, naming who has it, when another has."""
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


def write_note(path: Path, note: dict[str, object]) -> None:
    """Write a note so that it is there whole or as it was before."""
    partial = path.with_suffix(".part")
    with partial.open("w") as file:
        json.dump(note, file)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
