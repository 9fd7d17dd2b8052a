"""Which stretch of the hits is shown, and where the stretches before and after it are."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

FURTHEST = 10_000
LARGEST = 100


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hits `offset` to `offset + limit` of `total`; `path` and `parameters` are those of the question, without offset.

    `previous` and `next` are addresses relative to the site, None where there is nothing or where it would
    lie beyond the furthest offset that is served.
    """

    path: str
    parameters: Sequence[tuple[str, str]]
    total: int
    offset: int
    limit: int

    @property
    def first(self) -> int:
        """The number of the first hit shown, from 1."""
        return self.offset + 1

    @property
    def last(self) -> int:
        """The number of the last hit shown."""
        return min(self.offset + self.limit, self.total)

    @property
    def start(self) -> str:
        """The address of the first stretch."""
        return self._at(0)

    @property
    def previous(self) -> str | None:
        """The address of the stretch before."""
        if self.offset <= 0:
            return None
        # From beyond the end, step back to the last stretch that holds something.
        return self._at(max(0, min(self.offset, self.total) - self.limit))

    @property
    def next(self) -> str | None:
        """The address of the stretch after."""
        following = self.offset + self.limit
        return self._at(following) if following < self.total and following <= FURTHEST else None

    def link_header(self, site_url: str) -> str | None:
        """Return the value of a Link header (RFC 8288), or None when everything is on one page."""
        links = [(self.previous, "prev"), (self.next, "next")]
        return ", ".join(f'<{site_url}{to}>; rel="{rel}"' for to, rel in links if to) or None

    def _at(self, offset: int) -> str:
        query = urlencode([*self.parameters, *([("offset", str(offset))] if offset else [])])
        return f"{self.path}?{query}" if query else self.path
