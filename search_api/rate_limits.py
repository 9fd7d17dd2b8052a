"""How often somebody may ask: a moving window of a minute, in memory of this process.

The memory store of the library `limits` keeps every name for ever and starts a thread that goes through all of them
while there are requests; here the name that was quiet longest goes when there are too many.
"""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address

_WINDOW_S = 60.0
_MOST_NAMES = 10_000


class Window:
    """Counts what each name did in the last minute, for at most `most_names` names at a time."""

    def __init__(
        self, limit: int, *, most_names: int = _MOST_NAMES, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit, self._most_names, self._clock = limit, most_names, clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._turn = threading.Lock()

    def __len__(self) -> int:
        return len(self._times)

    def wait_s(self, name: str) -> int:
        """Count one more and return 0, or return the whole seconds to wait before it is not too much (1 to 60)."""
        if not self._limit:
            return 0
        now = self._clock()
        with self._turn:
            times = self._times.setdefault(name, deque())
            self._times.move_to_end(name)
            while times and times[0] <= now - _WINDOW_S:
                times.popleft()
            if len(times) >= self._limit:
                return max(1, int(times[0] + _WINDOW_S - now + 0.999))
            times.append(now)
            if len(self._times) > self._most_names:
                self._times.popitem(last=False)
        return 0


def asker(address: str) -> str:
    """Return what an address counts as: itself, or the network of 64 bits that one customer has under IPv6."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:80]
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Network((found, 64), strict=False))
