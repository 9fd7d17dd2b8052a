"""How the site is entered: set once, by settings. As it stands here: open to readers and without limits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from kb.errors import Misconfigured

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Provider:
    """Where people sign in instead of here (OpenID Connect), and who we are there. `issuer` is its address."""

    issuer: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class Access:
    """Who is let in and how often. Limits are requests a minute, 0: none; `now` is aware.

    They count by account, or by address for those who have not signed in. `own_key` lets in who can read the data
    folder: commands on this machine that ask the server.
    """

    reading_open: bool = True
    reads: int = 0
    writes: int = 0
    sign_ins: int = 0
    provider: Provider | None = None
    own_key: str | None = None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


OPEN = Access()


def secure_address(address: str) -> str:
    """Return the address; raise Misconfigured unless it is https, or on this machine."""
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return address
    raise Misconfigured(f"{address!r} is no https address to sign in at")
