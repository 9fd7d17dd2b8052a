"""How fast the pages answer with real records, as ratios to a bare FastAPI page in the same run.

    python -m benchmarks.pages FOLDER [--rounds 15] [--readers 30] [--seconds 30]

FOLDER is a data folder with read documents; a copy of it is served by `utblick run`, and measured when nothing waits
any more. The baseline is a page of one line served by the same uvicorn, asked in turn with ours. Then so many readers,
in a process of their own, each open one page after another without a pause.
"""

import argparse
import asyncio
import multiprocessing
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from crawlers.children import command_of

_PROGRAM = (sys.executable, "-c", "from utblick.main import main; main()")
_READY_S = 3_600
_WARM_UP = 3
_QUESTIONS = (
    "skjutningar i kriminell miljö", "våld i nära relationer", "återfall i brott", "mentorprogram för unga",
    "bedrägerier mot äldre", "street lighting and burglary", "hot spots policing", "narkotikahandel", "hatbrott",
)  # fmt: skip
bare = FastAPI()


@bare.get("/")
def one_line() -> HTMLResponse:
    """Return the page that ours are compared with."""
    return HTMLResponse("<!doctype html><title>Bare</title><p>One line.</p>")


@dataclass(frozen=True, slots=True)
class Answers:
    """What readers got: how many pages, how many of these were errors, and how long each took in ms."""

    took: tuple[float, ...]
    errors: int


def main() -> None:
    """Measure, and print two tables."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("folder", type=Path)
    given.add_argument("--rounds", type=int, default=15, help="how often each page is asked for")
    given.add_argument("--readers", type=int, default=30)
    given.add_argument("--seconds", type=float, default=30.0)
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(asked.folder, data)
        with _served(data) as (ours, theirs):
            pages = _pages(ours)
            _report_each(_each(ours, theirs, pages, asked.rounds))
            addresses = [ours + path for paths in pages.values() for path in paths]
            # Not forked: this process has threads.
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as other:
                answers = other.submit(_read, addresses, asked.readers, asked.seconds).result()
    _report_readers(answers, asked.readers, asked.seconds)


@contextmanager
def _served(data: Path) -> Iterator[tuple[str, str]]:
    """Give the addresses of Utblick and of the bare page, both ready to answer."""
    port, other = _free_port(), _free_port()
    environment = os.environ | {
        "UTBLICK_DATA": str(data),
        "UTBLICK_PORT": str(port),
        "UTBLICK_CRAWL": "false",
        "UTBLICK_READS_PER_MINUTE": "0",  # one machine asks for all
    }
    ours = subprocess.Popen([*_PROGRAM, "run"], env=environment, stdout=subprocess.DEVNULL)
    theirs = subprocess.Popen(
        [*command_of("uvicorn"), "benchmarks.pages:bare", "--port", str(other), "--log-level", "warning"]
    )
    try:
        addresses = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{other}"
        _wait(ours, addresses)
        yield addresses
    finally:
        for process in (ours, theirs):
            process.terminate()
            process.wait()


def _wait(process: "subprocess.Popen[bytes]", addresses: tuple[str, str]) -> None:
    """Wait until both answer and nothing is left to be read, embedded or indexed."""
    deadline = time.monotonic() + _READY_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            sys.exit("utblick run ended")
        try:
            httpx.get(addresses[1])
            status = httpx.get(f"{addresses[0]}/api/v1/status", timeout=30).json()
        except httpx.TransportError:
            status = None
        if status and status["model_ready"] and not status["waiting"] and not status["behind"]:
            return
        time.sleep(1)
    sys.exit(f"after {_READY_S} s there was still something to be done")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


def _pages(site: str) -> Mapping[str, Sequence[str]]:
    """Return the paths of each kind of page that are asked for."""

    def ids(kind: str, key: str, **more: str) -> list[str]:
        answer = httpx.get(f"{site}/api/v1/{kind}", params={"limit": "20", **more}, timeout=60).json()
        return [hit[key]["id"] for hit in answer["hits"]]

    challenges = [one["id"] for one in httpx.get(f"{site}/api/v1/challenges").json()["challenges"]]
    return {
        "start": ["/"],
        "search, measures": [f"/sok?q={question}" for question in _QUESTIONS],
        "search, documents": [f"/sok?i=dokument&q={question}" for question in _QUESTIONS],
        "measure": [f"/atgarder/{key}" for key in ids("measures", "measure")],
        "document": [f"/dokument/{key}" for key in ids("documents", "document", sort="evidence")],
        "challenge": [f"/utmaningar/{key}" for key in challenges],
    }


def _each(ours: str, theirs: str, pages: Mapping[str, Sequence[str]], rounds: int) -> Mapping[str, list[float]]:
    """Return how long each kind of page took, one reader alone, the bare page in turn with the others."""
    took: dict[str, list[float]] = {"bare page": [], **{kind: [] for kind in pages}}
    with httpx.Client(timeout=60) as reader:
        for number in range(-_WARM_UP, rounds):
            for kind, address in [
                ("bare page", theirs),
                *((kind, ours + paths[number % len(paths)]) for kind, paths in pages.items()),
            ]:
                if number < 0:
                    for path in pages.get(kind, ("",)):
                        reader.get((ours + path) if path else address).raise_for_status()
                    continue
                started = time.perf_counter()
                reader.get(address).raise_for_status()
                took[kind].append((time.perf_counter() - started) * 1000)
    return took


def _read(addresses: Sequence[str], readers: int, seconds: float) -> Answers:
    """Return what so many readers get who each open one page after another."""

    async def all_of_them() -> Answers:
        took: list[float] = []
        errors = 0
        deadline = time.monotonic() + seconds
        limits = httpx.Limits(max_connections=readers, max_keepalive_connections=readers)

        async def one(client: httpx.AsyncClient, number: int) -> None:
            nonlocal errors
            chance = random.Random(number)  # the same pages in each run
            while time.monotonic() < deadline:
                started = time.perf_counter()
                try:
                    answer = await client.get(chance.choice(addresses))
                    errors += answer.status_code != httpx.codes.OK
                except httpx.TransportError:
                    errors += 1
                took.append((time.perf_counter() - started) * 1000)

        async with httpx.AsyncClient(timeout=60, limits=limits) as client:
            await asyncio.gather(*(one(client, number) for number in range(readers)))
        return Answers(tuple(took), errors)

    return asyncio.run(all_of_them())


def _p95(took: Sequence[float]) -> float:
    return sorted(took)[min(len(took) - 1, round(0.95 * len(took)))]


def _report_each(took: Mapping[str, Sequence[float]]) -> None:
    baseline = statistics.median(took["bare page"])
    print("| Page | median ms | p95 ms | ratio |\n|---|---:|---:|---:|")
    for kind, times in took.items():
        median = statistics.median(times)
        print(f"| {kind} | {median:.1f} | {_p95(times):.1f} | {median / baseline:.1f} |")


def _report_readers(answers: Answers, readers: int, seconds: float) -> None:
    print(f"\n{readers} readers for {seconds:.0f} s:\n\n| pages | errors | median ms | p95 ms |\n|---:|---:|---:|---:|")
    median, p95 = statistics.median(answers.took), _p95(answers.took)
    print(f"| {len(answers.took)} | {answers.errors} | {median:.0f} | {p95:.0f} |")


if __name__ == "__main__":
    main()
