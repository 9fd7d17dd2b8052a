"""The real program in processes of its own, as somebody at a keyboard runs it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

PROGRAM = (sys.executable, "-c", "from utblick.main import main; main()")
_STARTED_S = 180.0
_STOPPED_S = 30.0

RECORDS = (
    {
        "id": "sv-belysning",
        "title": "Bättre gatubelysning och anmälda inbrott i tre bostadsområden",
        "abstract": "Vi jämförde anmälda bostadsinbrott före och efter att gatubelysningen byttes. Inbrotten minskade "
        "mer där belysningen förbättrades än i kontrollområdena.",
        "year": 2021,
        "lang": "sv",
    },
    {
        "id": "sv-mentor",
        "title": "Mentorskap för ungdomar som riskerar att begå brott",
        "abstract": "En kontrollerad utvärdering av ett mentorprogram. Ungdomar med en mentor begick färre brott än "
        "jämförelsegruppen efter ett år.",
        "year": 2019,
        "lang": "sv",
    },
    {
        "id": "en-mentor",
        "title": "Mentoring and youth offending: a randomised controlled trial",
        "abstract": "Young people at risk of offending were randomly assigned to a mentor or to services as usual. "
        "After two years the mentoring group had been arrested less often.",
        "year": 2018,
        "lang": "en",
    },
    {
        "id": "en-lighting",
        "title": "Street lighting and burglary: evidence from a stepped-wedge study",
        "abstract": "Improved street lighting was followed by fewer burglaries and less fear of crime at night.",
        "year": 2020,
        "lang": "en",
    },
    {
        "id": "en-sea",
        "title": "Plankton and cold-water corals of the Norwegian Sea",
        "abstract": "Marine biologists sampled plankton at forty stations and describe the growth of coral reefs.",
        "year": 2017,
        "lang": "en",
    },
)
SEA = "Plankton and cold-water corals of the Norwegian Sea"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Return what was printed with --json."""
        return json.loads(self.out)


def environment(data: Path, port: int) -> dict[str, str]:
    """Return the settings of a server that crawls nothing, with its records in `data`."""
    foreign = {name: value for name, value in os.environ.items() if not name.startswith("UTBLICK_")}
    return foreign | {
        "UTBLICK_DATA": str(data),
        "UTBLICK_PORT": str(port),
        "UTBLICK_CRAWL": "false",
        "UTBLICK_PRECISION": "float32",
        "UTBLICK_READS_PER_MINUTE": "0",
        "UTBLICK_WRITES_PER_MINUTE": "0",
        "UTBLICK_SIGN_INS_PER_MINUTE": "0",
    }


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def write_records(file: Path, *records: Mapping[str, object]) -> Path:
    """Write records to `file`, one a line, and return it."""
    file.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return file


class Server:
    """`utblick run` on a data folder, and other commands of the same user beside it."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.said = data.parent / f"{data.name}-said.txt"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether the server has not ended yet."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with self.said.open("ab") as said:
            self._process = subprocess.Popen(
                [*PROGRAM, "run"],
                env=environment(self.data, self.port),
                cwd=self.data.parent,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        self.wait_until(lambda _status: True)

    def run(self, *words: str, port: int | None = None, typed: str = "") -> Ended:
        """Run another command in a process of its own, with `typed` at its standard input."""
        done = subprocess.run(
            [*PROGRAM, *words],
            env=environment(self.data, port or self.port),
            cwd=self.data.parent,
            input=typed.encode(),
            capture_output=True,
            timeout=_STARTED_S,
            check=False,
        )
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())

    def get(self, path: str, **parameters: str) -> Any:
        """Return the JSON that the server answers at `path`."""
        return httpx.get(f"{self.url}/api/v1/{path}", params=parameters, timeout=30).raise_for_status().json()

    def wait_until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait until the server's status is as wanted, and return it."""
        deadline = time.monotonic() + _STARTED_S
        while time.monotonic() < deadline:
            assert self.running, self.said.read_text()
            try:
                status: dict[str, Any] = self.get("status")
            except httpx.TransportError:
                time.sleep(0.1)
                continue
            if wanted(status):
                return status
            time.sleep(0.1)
        raise AssertionError(f"not in {_STARTED_S:g} s; the server said:\n{self.said.read_text()}")

    def wait_until_done(self, documents: int) -> None:
        """Wait until the server holds so many documents, and has read, embedded and indexed them all."""
        self.wait_until(
            lambda status: status["embedded"] == documents and not status["waiting"] and not status["behind"]
        )

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal, wait, and return the exit code."""
        assert self._process is not None
        self._process.send_signal(by)
        try:
            return self._process.wait(timeout=_STOPPED_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise
