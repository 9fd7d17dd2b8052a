"""Fetch addresses from the open web, safely and politely, in a process of its own."""

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO, Any

from crawlers.children import command_of
from crawlers.settings import LARGEST_FEED, RUN_S, Manners
from kb.store.sources import Verdict

_GRACE_S = 90.0  # for a crawl that was told to end: the answers that are under way
_PREFIX = "fetch-"
_STALE_S = 86_400.0  # far longer than any run
_LOOK_EVERY_S = 0.05


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
    """What came. `failed` says why nothing usable did; there is no `body` then, nor when nothing has changed (304).

    `role` is what it was asked for: single, list, item, pdf or answer; `key` what it belongs to.
    """

    key: str
    address: str
    role: str = "single"
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


@dataclass(frozen=True, slots=True)
class End:
    """How a crawl ended. `reason` None: its process died. `stumbled` counts what its callbacks raised, by name.

    `listed` are the items it saw, `waiting` those that are left for the next run, `cursor` where a harvest goes on.
    `unfinished` are keys of items that were asked for and have not come, or whose PDF has not.
    """

    reason: str | None = None
    stumbled: Mapping[str, int] = field(default_factory=dict)
    requests: int = 0
    listed: int | None = None
    waiting: int = 0
    cursor: str | None = None
    unfinished: tuple[str, ...] = ()


@contextmanager
def fetch(
    asks: Sequence[Ask],
    *,
    spool: Path,
    contact: str | None,
    now: datetime | None = None,
    allow_loopback: bool = False,
) -> Iterator[list[Answer]]:
    """Give an answer to each of `asks`, in their order; keys must differ. The bodies can be read within the block.

    Hosts are asked side by side, whatever they are: this is for somebody who tries addresses. `spool` as for `crawl`.
    """
    if not asks:
        yield []
        return
    given = {"asked": [{name: getattr(ask, name) for name in Ask.__slots__} for ask in asks]}
    manners = Manners(contact=contact, allow_loopback=allow_loopback)
    with crawl("single", given, sites=(), manners=manners, spool=spool, now=now, most_s=100 + 2 * len(asks)) as coming:
        found = {answer.key: answer for answer in coming if isinstance(answer, Answer)}
        missing = "no answer came within the run"
        yield [
            found.get(ask.key) or Answer(ask.key, ask.address, failed=Verdict.UNREACHABLE, detail=missing)
            for ask in asks
        ]


@contextmanager
def crawl(
    spider: str,
    given: Mapping[str, Any],
    *,
    sites: Sequence[str],
    manners: Manners,
    spool: Path,
    now: datetime | None = None,
    most_s: float = RUN_S + _GRACE_S,
) -> Iterator[Iterator[Answer | End | None]]:
    """Start a spider in a process of its own and give what comes as it comes, at last its End.

    None comes in between, a few times a second, so that whoever waits can do something else. The process is ended
    with the block, or after `most_s` seconds. `spool` is a folder for what it writes: what it fetches is on disk,
    not in memory. Nothing is left in it, and what a run that was killed left there a day ago is removed.
    """
    spool.mkdir(parents=True, exist_ok=True)
    _remove_stale(spool)
    with tempfile.TemporaryDirectory(dir=spool, prefix=_PREFIX) as name:  # for our eyes only (mode 700)
        folder = Path(name)
        job = folder / "job.json"
        said = {"spider": spider, "given": given, "sites": list(sites)}
        job.write_text(
            json.dumps(said | {key: getattr(manners, key) for key in ("contact", "delay_s", "allow_loopback")})
        )
        answers = folder / "answers.jsonl"
        answers.touch()
        child = subprocess.Popen(  # noqa: S603 - our own module
            command_of("crawlers.fetch_child", str(job)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with answers.open(encoding="utf-8") as lines:
                yield _coming(child, lines, folder, now or datetime.now(UTC), time.monotonic() + most_s)
        finally:
            child.kill()
            child.wait()


def _coming(
    child: subprocess.Popen[bytes], lines: IO[str], folder: Path, now: datetime, until: float
) -> Iterator[Answer | End | None]:
    end, part = End(), ""
    while True:
        over = child.poll() is not None or time.monotonic() > until  # asked before the lines are read: none is missed
        while line := lines.readline():
            part += line
            if not part.endswith("\n"):
                break
            said, part = json.loads(part), ""
            if said["role"] == "end":
                end = _end(said)
            else:
                yield _answer(said, folder, now)
        if over:
            yield end
            return
        yield None
        time.sleep(_LOOK_EVERY_S)


def _remove_stale(spool: Path) -> None:
    for folder in spool.glob(f"{_PREFIX}*"):
        try:
            stale = time.time() - folder.stat().st_mtime > _STALE_S
        except OSError:  # another process was first
            continue
        if stale:
            shutil.rmtree(folder, ignore_errors=True)


def _end(said: dict[str, Any]) -> End:
    return End(
        reason=said["reason"],
        stumbled=said["stumbled"],
        requests=said["requests"],
        listed=said.get("listed"),
        waiting=said.get("waiting", 0),
        cursor=said.get("cursor"),
        unfinished=tuple(said.get("unfinished", ())),
    )


def _answer(said: dict[str, Any], folder: Path, now: datetime) -> Answer:
    key, address, role = said["key"], said["address"], said["role"]
    retry_after = _waiting_time(said.get("Retry-After"), now)
    if "error" in said:
        failed = Verdict(said["error"])
        return Answer(key, address, role, retry_after=retry_after, failed=failed, detail=said["detail"])
    status = said["status"]
    meaning, detail = _meaning(status, retry_after)
    return Answer(
        key=key,
        address=address,
        role=role,
        status=status,
        body=folder / said["file"] if meaning is None and said["file"] else None,
        etag=said.get("ETag"),
        last_modified=said.get("Last-Modified"),
        retry_after=retry_after,
        failed=meaning,
        detail=detail,
    )


def _meaning(status: int, retry_after: timedelta | None) -> tuple[Verdict | None, str]:
    if status in (200, 203, 226, 304):
        return None, ""
    if status == 410:
        return Verdict.GONE, "the source says that it is gone for good (410)"
    if status == 429 or (status == 503 and retry_after is not None):
        when = f", after {retry_after}" if retry_after is not None else ""
        return Verdict.WAIT, f"the source asks us to come back later ({status}{when})"
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
