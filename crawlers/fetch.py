"""Fetch addresses from the open web, safely and politely, in a process of its own."""

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from crawlers.children import command_of
from crawlers.settings import LARGEST_FEED
from kb.store.sources import Verdict

_RUN_S = 100  # for a whole run, and a little more for each address: hosts are asked side by side
_PREFIX = "fetch-"
_STALE_S = 86_400.0  # far longer than any run


@dataclass(frozen=True, slots=True)
class Ask:
    """An address to fetch, with what the source gave us to compare by (RFC 9110 section 13), sent back exactly."""

    key: str
    address: str
    etag: str | None = None
    last_modified: str | None = None
    largest: int = LARGEST_FEED


@dataclass(frozen=True, slots=True)
class Answer:
    """What came. `failed` says why nothing usable did; there is no `body` then."""

    key: str
    address: str
    status: int | None = None
    body: Path | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_after: timedelta | None = None
    failed: Verdict | None = None
    detail: str = ""

    def content(self) -> bytes:
        """Return the bytes that came, empty where none did; raise OSError when the file cannot be read."""
        return self.body.read_bytes() if self.body is not None else b""


@contextmanager
def fetch(
    asks: Sequence[Ask], *, spool: Path, contact: str | None, now: datetime | None = None, allow_loopback: bool = False
) -> Iterator[list[Answer]]:
    """Give an answer to each of `asks`, in their order; keys must differ. The bodies can be read within the block.

    Each run takes 100 s and 2 s for each address at most; what has not come by then counts as unreachable.
    `spool` is a folder for what the child writes: a hundred feeds of 15 MiB are on disk, not in memory. Nothing is
    left in it, and what a run that was killed left there a day ago is removed. `allow_loopback` is for tests.
    """
    if not asks:
        yield []
        return
    spool.mkdir(parents=True, exist_ok=True)
    _remove_stale(spool)
    with tempfile.TemporaryDirectory(dir=spool, prefix=_PREFIX) as name:
        folder = Path(name)
        asked = [
            {name: getattr(ask, name) for name in ("key", "address", "etag", "last_modified", "largest")}
            for ask in asks
        ]
        job = folder / "job.json"
        job.write_text(json.dumps({"contact": contact, "allow_loopback": allow_loopback, "asked": asked}))
        _run(job, timeout_s=_RUN_S + 2 * len(asks))
        said = _answers(folder)
        yield [_answer(ask, said.get(ask.key), folder, now or datetime.now(UTC)) for ask in asks]


def _remove_stale(spool: Path) -> None:
    for folder in spool.glob(f"{_PREFIX}*"):
        try:
            stale = time.time() - folder.stat().st_mtime > _STALE_S
        except OSError:  # another process was first
            continue
        if stale:
            shutil.rmtree(folder, ignore_errors=True)


def _run(job: Path, timeout_s: float) -> None:
    child = subprocess.Popen(  # noqa: S603 - our own module
        command_of("crawlers.fetch_child", str(job)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        child.wait(timeout=timeout_s)
    except subprocess.TimeoutExpired:  # what it has written counts
        pass
    finally:
        child.kill()
        child.wait()


def _answers(folder: Path) -> dict[str, dict[str, Any]]:
    file = folder / "answers.jsonl"
    found: dict[str, dict[str, Any]] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        try:
            said = json.loads(line)
        except ValueError:  # the last line of a child that was killed
            continue
        found[said["key"]] = said
    return found


def _answer(ask: Ask, said: dict[str, Any] | None, folder: Path, now: datetime) -> Answer:
    if said is None:
        return Answer(ask.key, ask.address, failed=Verdict.UNREACHABLE, detail="no answer came within the run")
    if "error" in said:
        return Answer(ask.key, ask.address, failed=Verdict(said["error"]), detail=said["detail"])
    status, retry_after = said["status"], _waiting_time(said.get("Retry-After"), now)
    failed, detail = _meaning(status, retry_after)
    return Answer(
        key=ask.key,
        address=said["address"],
        status=status,
        body=folder / said["file"] if failed is None else None,
        etag=said.get("ETag"),
        last_modified=said.get("Last-Modified"),
        retry_after=retry_after,
        failed=failed,
        detail=detail,
    )


def _meaning(status: int, retry_after: timedelta | None) -> tuple[Verdict | None, str]:
    if status in (200, 203, 226, 304):
        return None, ""
    if status == 410:
        return Verdict.GONE, "the source says that it is gone for good (410)"
    if status in (429, 503) and retry_after is not None:
        return Verdict.WAIT, f"the source asks us to come back later ({status}, after {retry_after})"
    return Verdict.ERROR, f"the source answers {status}"


def _waiting_time(said: str | None, now: datetime) -> timedelta | None:
    """Return how long a `Retry-After` asks for (RFC 9110 section 10.2.3: seconds or a date), or None."""
    if said is None:
        return None
    if said.strip().isdecimal():
        return timedelta(seconds=min(int(said.strip()[:9]), 7 * 86_400))
    try:
        when = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(timedelta(0), (when if when.tzinfo else when.replace(tzinfo=UTC)) - now)
