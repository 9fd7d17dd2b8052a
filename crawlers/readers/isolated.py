"""Reading what cannot be trusted: in a child process that can neither hang nor exhaust us.

The child (`crawlers.readers.child`) serves many files and is replaced when it dies. It answers in JSON:
whoever takes over a PDF engine must not be able to answer with a pickle.
"""

import base64
import json
import signal
import struct
import subprocess
import threading
from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import IO, Any

from crawlers.children import command_of
from crawlers.readers.reading import Kind, Reading, Refusal
from kb.domain.documents import MediaType, RawDocument, SourceId
from kb.errors import InputError, SourceChanged, UtblickError

CPU_S = 30
MEMORY = 768 << 20  # of addresses; with ours beside it the whole stays below 1 GiB
WALL_S = 60.0
_WALL_OF_A_PDF_S = 28.0
_LENGTH = struct.Struct(">Q")
_ERRORS: dict[str, type[UtblickError]] = {"InputError": InputError, "SourceChanged": SourceChanged}


class IsolatedReader:
    """Reads like `reading.read`, with limits. One at a time; use it as a context manager, or call `close`."""

    def __init__(self, *, cpu_s: int = CPU_S, memory: int = MEMORY, wall_s: float = WALL_S) -> None:
        """Allow each file at most `cpu_s` seconds of processor, `wall_s` seconds in all, and `memory` bytes.

        Some kinds are given less (`child.CPU_S`): a feed 1.5 s.
        """
        self._cpu_s, self._memory, self._wall_s = cpu_s, memory, wall_s
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "IsolatedReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the child, which takes a moment, before there is something to read."""
        self._running()

    def read(
        self, content: bytes, *, name: str, source: SourceId, address: str | None = None, area: str | None = None
    ) -> Reading:
        """Return the documents in `content`; raise as `reading.read` does, and InputError when a limit was met."""
        child = self._running()
        question = json.dumps({"name": name, "source": source, "address": address, "area": area}).encode()
        wall_s = min(self._wall_s, _WALL_OF_A_PDF_S) if b"%PDF-" in content[:1024] else self._wall_s
        timer = threading.Timer(wall_s, child.kill)
        answer = None
        timer.start()
        try:
            if child.stdin is not None and child.stdout is not None:  # pipes both, see _running
                send(child.stdin, question)
                send(child.stdin, content)
                answer = receive(child.stdout, most=self._memory)
        except OSError:  # it died before it had taken everything
            self.close()
        finally:
            timer.cancel()
        if answer is None:
            raise InputError(f"{name} {self._why(child, wall_s)}")
        try:
            return reading_from(json.loads(answer), content)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            # Somebody else answers in its place.
            self.close()
            raise InputError(f"{name} broke its reader") from error

    def _why(self, child: subprocess.Popen[bytes], wall_s: float) -> str:
        """Return how the child ended that gave no answer."""
        self.close()
        if -(child.returncode or 0) in (signal.SIGPROF, signal.SIGXCPU):
            return f"took more time to read than a file of its kind is given ({self._cpu_s} s at the most)"
        if -(child.returncode or 0) == signal.SIGKILL:
            return f"took more than {wall_s:.0f} s or {self._memory >> 20} MiB to read"
        return f"broke its reader, or took more than {self._memory >> 20} MiB to read"

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            with child:  # closes the pipes and waits
                pass

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self.close()
        self._child = subprocess.Popen(  # noqa: S603 - our own module
            command_of("crawlers.readers.child", str(self._cpu_s), str(self._memory)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self._child


def send(pipe: IO[bytes], content: bytes) -> None:
    """Write `content` with its length before it."""
    pipe.write(_LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def receive(pipe: IO[bytes], most: int | None = None) -> bytes | None:
    """Return what was sent, or None when the other side has ended or announces more than `most` bytes."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    length = _LENGTH.unpack(head)[0]
    if most is not None and length > most:
        return None
    content = pipe.read(length)
    return content if len(content) == length else None


def answer_with(reading: Reading, content: bytes) -> dict[str, Any]:
    """Return `reading` in terms of JSON; a document that is the whole of `content` does not repeat it."""
    documents = []
    for document in reading.documents:
        whole = document.content == content
        fields = {name: getattr(document, name) for name in RawDocument.__slots__}
        fields["published"] = document.published.isoformat() if document.published else None
        fields["content"] = None if whole else base64.b64encode(document.content).decode()
        documents.append(fields)
    refusals = [[refusal.place, refusal.reason] for refusal in reading.refusals]
    return {"kind": reading.kind, "documents": documents, "refusals": refusals, "withdrawn": reading.withdrawn}


def reading_from(answer: dict[str, Any], content: bytes) -> Reading:
    """Return the reading that `answer_with` wrote down, or raise the error that it names."""
    if "error" in answer:
        raise _ERRORS.get(answer["error"], InputError)(answer["detail"])
    documents = []
    for fields in answer["documents"]:
        day, kept = fields.pop("published"), fields.pop("content")
        for name in ("authors", "terms", "page_starts"):
            fields[name] = tuple(fields[name])
        fields["media_type"] = MediaType(fields["media_type"])
        fields["blob"], fields["parts"] = None, ()  # what is kept under which hash is not the reader's to say
        raw = RawDocument(**fields)
        documents.append(
            replace(
                raw,
                published=date.fromisoformat(day) if day else None,
                content=content if kept is None else base64.b64decode(kept),
            )
        )
    refusals = tuple(Refusal(place, reason) for place, reason in answer["refusals"])
    return Reading(Kind(answer["kind"]), tuple(documents), refusals, tuple(answer["withdrawn"]))
