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
from crawlers.readers.reading import Reading, read
from kb.domain.documents import SourceId
from kb.errors import UtblickError

# What a parser raises when it met what its authors did not think of: the file is at fault, not this process.
_PARSERS_OWN = (
    ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError, RuntimeError, EOFError,
    SyntaxError, csv.Error, zlib.error, struct.error, LxmlError,
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
    while (question := receive(sys.stdin.buffer)) is not None and (content := receive(sys.stdin.buffer)) is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + cpu_s)
        asked = json.loads(question)
        send(answers, answer_to(asked, content, memory))


def answer_to(asked: dict[str, str], content: bytes, memory: int, read: Callable[..., Reading] = read) -> bytes:
    """Return what `read` makes of the content as JSON, or why it cannot be read."""
    name = asked["name"]
    try:
        reading = read(content, name=name, source=SourceId(asked["source"]), address=asked["address"] or None)
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


def _limit(what: int, value: int) -> None:
    try:
        resource.setrlimit(what, (value, resource.getrlimit(what)[1]))
    except (ValueError, OSError):  # not every system knows every limit
        return


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
