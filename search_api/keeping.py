"""What is made from the records and shown often: kept until the records or the day change."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

Made = TypeVar("Made")
_MOST = 256


class Kept:
    """Keeps what was made, the last used the longest. Threads may ask at once: one makes, the others wait for it.

    `stamp` says what state everything was made from; when it changes, all of it is made anew.
    """

    def __init__(self, stamp: Callable[[], Hashable], most: int = _MOST) -> None:
        self._stamp, self._most = stamp, most
        self._of: Hashable = None
        self._made: OrderedDict[Hashable, object] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` gives, or gave before for the same key and state; what it raises is not kept."""
        stamp = self._stamp()
        with self._lock:
            if self._of != stamp:
                self._of = stamp
                self._made.clear()
                self._making.clear()
            if key in self._made:
                self._made.move_to_end(key)
                return cast(Made, self._made[key])
            turn = self._making.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if self._of == stamp and key in self._made:
                    return cast(Made, self._made[key])
            made = make()
            with self._lock:
                if self._of == stamp:  # else it was made from what is no longer so
                    self._made[key] = made
                    self._making.pop(key, None)
                    while len(self._made) > self._most:
                        self._made.popitem(last=False)
            return made
