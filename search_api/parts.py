"""What the routes answer from, handed to each through FastAPI's dependencies."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, cast

from fastapi import Depends, Request

from kb.catalogue import Catalogue
from kb.domain.documents import SourceId
from kb.errors import NotFound
from kb.store import Store
from kb.store.found import holds_source
from search_api.keeping import Kept
from search_api.showing import Shown
from search_api.status import Status

_ID = re.compile(r"[a-z0-9_]{1,80}")


@dataclass(frozen=True, slots=True)
class Parts:
    """Search, catalogue, records and status, and the address the site is reached at (no closing slash).

    `kept` holds what is made from records and catalogue alone. `contact` is where readers reach whoever runs the
    site, None where that is not set.
    """

    search: Shown
    store: Store
    catalogue: Catalogue
    site_url: str
    status: Callable[[], Status]
    version: str
    today: Callable[[], date]
    kept: Kept
    contact: str | None = None

    def holds(self, source: SourceId) -> bool:
        """Return whether documents of this source are held."""
        with self.store.reading() as session:
            return holds_source(session, source)


async def _parts(request: Request) -> Parts:
    return cast(Parts, request.app.state.parts)


PartsDep = Annotated[Parts, Depends(_parts)]


def known_form(kind: str, wanted: str) -> str:
    """Return `wanted` when it has the form of an id, else raise NotFound: such a name is never asked of a database."""
    if not _ID.fullmatch(wanted):
        raise NotFound(f"there is no {kind} {wanted[:80]!r}")
    return wanted
