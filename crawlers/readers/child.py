"""The child of `isolated.IsolatedReader`: reads files one after another under limits, until its input ends."""

import csv
import json
import os
import resource
import signal
import struct
import sys
import zlib
from collections.abc import Callable

from lxml.etree import LxmlError

from crawlers.readers.isolated import answer_with, receive, send
from crawlers.readers.reading import Kind, Reading, read
from kb.domain.documents import SourceId
from kb.errors import UtblickError

# What a parser raises when it met what its authors did not think of: the file is at fault, not this process.
_PARSERS_OWN = (
    ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError, RuntimeError, EOFError,
    SyntaxError, OSError, csv.Error, zlib.error, struct.error, LxmlError,
)  # fmt: skip
# Seconds of processor by kind; a feed is read within two, the start of this process included. What is not here has
# the most that any file has.
CPU_S: dict[Kind, float] = {Kind.FEED: 1.5, Kind.JSON_FEED: 1.5, Kind.PAGE: 12, Kind.PDF: 20}
# What no reading of bytes has reason to do, by the names that Python gives to its audit events (PEP 578).
_NEVER = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system",
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "shutil.",
    "ftplib.", "smtplib.", "urllib.", "http.",
)  # fmt: skip


def main(cpu_s: int, memory: int) -> None:
    """Serve until standard input ends or a limit is met."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    # Libraries that print must not garble the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    sys.addaudithook(_refuse)
    while (question := receive(sys.stdin.buffer)) is not None and (content := receive(sys.stdin.buffer)) is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + cpu_s)
        asked = json.loads(question)

        def begun(kind: Kind) -> None:
            signal.setitimer(signal.ITIMER_PROF, min(CPU_S.get(kind, cpu_s), cpu_s))  # SIGPROF ends the process

        answer = answer_to(asked, content, memory, begun=begun)
        signal.setitimer(signal.ITIMER_PROF, 0)
        send(answers, answer)


def answer_to(
    asked: dict[str, str],
    content: bytes,
    memory: int,
    read: Callable[..., Reading] = read,
    begun: Callable[[Kind], None] | None = None,
) -> bytes:
    """Return what `read` makes of the content as JSON, or why it cannot be read."""
    name = asked["name"]
    try:
        reading = read(
            content,
            name=name,
            source=SourceId(asked["source"]),
            address=asked["address"] or None,
            area=asked.get("area"),
            begun=begun,
        )
        return json.dumps(answer_with(reading, content)).encode()
    except UtblickError as error:
        said = type(error).__name__, str(error)
    except RecursionError:
        said = "InputError", f"{name} cannot be read: it is nested too deep"
    except MemoryError:
        said = "InputError", f"{name} takes more than {memory >> 20} MiB to read"
    except _PARSERS_OWN as error:
        said = "InputError", f"{name} cannot be read ({type(error).__name__})"
    return json.dumps({"error": said[0], "detail": said[1]}).encode()


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith(_NEVER):
        raise PermissionError(f"a reader of files does nothing such as {event}")


def _limit(what: int, value: int) -> None:
    try:
        resource.setrlimit(what, (value, resource.getrlimit(what)[1]))
    except (ValueError, OSError):  # not every system knows every limit
        return


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
