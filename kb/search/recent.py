"""What was reckoned lately, so that the other tab and the next page need not reckon it again."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Recent(Generic[Kept]):
    """Keeps values by key until together they weigh more than `most`; the one unused longest goes first.

    Threads may ask at once. Two that ask for the same at the same time both reckon it.
    """

    def __init__(self, most: int, weight: Callable[[Kept], int] = lambda _value: 1) -> None:
        self._most, self._weight = most, weight
        self._values: OrderedDict[Hashable, Kept] = OrderedDict()
        self._weighs, self._lock = 0, threading.Lock()

    def get(self, key: Hashable, reckon: Callable[[], Kept]) -> Kept:
        """Return what is kept under `key`, or reckon it and keep it."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        found = reckon()
        with self._lock:
            if key not in self._values:
                self._values[key] = found
                self._weighs += self._weight(found)
            while self._weighs > self._most and len(self._values) > 1:
                _, oldest = self._values.popitem(last=False)
                self._weighs -= self._weight(oldest)
        return found
