"""Whoever answers comes before whoever builds: one interpreter runs one thread at a time.

A thread that builds the index takes the interpreter for up to 5 ms at every turn, and within a call of Edge for 10 ms;
a question gives it away some two hundred times, in each operation of the embedding model. Beside a build that does
not give way it took seconds.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# So long a build waits at most at one place: it must come on under steady questions as well.
_LONGEST_S: Final = 0.2


class Turns:
    """Counts who is being answered. One for the process, as is the interpreter."""

    def __init__(self) -> None:
        self._answering = 0
        self._changed = threading.Condition()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """While this is open, whoever builds waits at the next `give_way`."""
        with self._changed:
            self._answering += 1
        try:
            yield
        finally:
            with self._changed:
                self._answering -= 1
                if not self._answering:
                    self._changed.notify_all()

    def give_way(self, longest_s: float = _LONGEST_S) -> None:
        """Wait until nobody is being answered, but not for ever."""
        if not self._answering:
            time.sleep(0)  # whoever waits for the interpreter gets it now
            return
        until = time.monotonic() + longest_s
        with self._changed:
            while self._answering and (left := until - time.monotonic()) > 0:
                self._changed.wait(left)


TURNS: Final = Turns()
