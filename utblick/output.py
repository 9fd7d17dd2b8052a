"""What commands print: plain Swedish-or-English sentences for people, JSON for programs, never both."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

_out = Console(highlight=False, soft_wrap=True, markup=False)
_err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


# What a terminal obeys (C0, C1) and what turns words round: a file's name or a server's answer may hold any of it.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def say(text: str) -> None:
    """Print a line for people on standard output."""
    _out.print(_OBEYED.sub("\ufffd", text))


class Tell(Protocol):
    """Prints what happens while a long command runs."""

    def __call__(self, event: str, text: str, **fields: object) -> None:
        """Print `text` for people, or `event` with its `fields` for programs."""
        ...


def tell_people(event: str, text: str, **fields: object) -> None:  # noqa: ARG001 - for programs
    """Print `text` on standard output."""
    say(text)


def tell_programs(event: str, text: str, **fields: object) -> None:  # noqa: ARG001 - for people
    """Print the event and its fields as one line of JSON."""
    emit({"event": event, **fields})


def warn(text: str) -> None:
    """Print a line on standard error."""
    _err.print(_OBEYED.sub("\ufffd", text))


def told(error: OSError) -> str:
    """Return in one line what the system says is wrong, and with which file where it says so."""
    return f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}"


def several(number: int, what: str) -> str:
    """Return the number and the English word, in the plural unless there is one."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def emit(value: object) -> None:
    """Print `value` as one line of JSON; dataclasses become objects, dates ISO 8601, sets sorted lists."""
    line = json.dumps(plain(value), ensure_ascii=False)
    sys.stdout.write(_OBEYED.sub(lambda found: f"\\u{ord(found.group()):04x}", line) + "\n")
    sys.stdout.flush()


def plain(value: Any) -> Any:
    """Return `value` in terms of JSON."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, bytes):
        return len(value)
    return value


class Bar:
    """A progress bar on a terminal; silence elsewhere."""

    def __init__(self, progress: Progress | None, task: Any) -> None:
        self._progress, self._task = progress, task

    def advance(self, steps: int = 1) -> None:
        """Move on by `steps`."""
        if self._progress is not None:
            self._progress.advance(self._task, steps)


@contextmanager
def bar(label: str, total: int | None) -> Iterator[Bar]:
    """Show a progress bar with `label` while the block runs, if standard error is a terminal."""
    if not sys.stderr.isatty():
        yield Bar(None, None)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_err, transient=True) as progress:
        yield Bar(progress, progress.add_task(label, total=total))
