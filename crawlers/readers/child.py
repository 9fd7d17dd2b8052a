"""The child of `isolated.IsolatedReader`: reads files one after another under limits, until its input ends."""

import json
import os
import resource
import signal
import sys

from crawlers.readers.isolated import answer_with, receive, send
from crawlers.readers.reading import read
from kb.domain.documents import SourceId
from kb.errors import UtblickError


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
        try:
            reading = read(
                content, name=asked["name"], source=SourceId(asked["source"]), address=asked["address"] or None
            )
            answer = answer_with(reading, content)
        except UtblickError as error:
            answer = {"error": type(error).__name__, "detail": str(error)}
        # ValueError and the like from a parser that met what its authors did not think of: the file is at fault.
        except (ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError) as error:
            detail = f"{asked['name']} cannot be read ({type(error).__name__})"
            answer = {"error": "InputError", "detail": detail}
        except (RecursionError, MemoryError):
            os._exit(1)  # nothing in this process can be relied on any more
        send(answers, json.dumps(answer).encode())


def _limit(what: int, value: int) -> None:
    try:
        resource.setrlimit(what, (value, resource.getrlimit(what)[1]))
    except (ValueError, OSError):  # not every system knows every limit
        return


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
