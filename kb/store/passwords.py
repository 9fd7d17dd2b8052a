"""Passwords as they are kept: argon2id (RFC 9106), by the library's own parameters, which follow that document."""

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kb.domain.accounts import LONGEST_PASSWORD
from kb.errors import Busy

_hasher = PasswordHasher()
# Each takes 64 MiB and a tenth of a second: however many try, most of the memory is for others. So are the threads:
# of those who wait for their turn no more than a few take one.
_turns = threading.BoundedSemaphore(2)
_places = threading.BoundedSemaphore(10)
_LONGEST_WAIT_S = 5.0
_TOO_MANY = "too many sign in at once; try again in a minute"


def password_hash(password: str) -> str:
    """Return what is kept of the password; raise Busy where too many passwords are being looked at."""
    with _turn():
        return _hasher.hash(_normal(password))


def password_matches(kept: str | None, password: str) -> bool:
    """Return whether it is the password that was kept; it takes as long where none was. Raises Busy as above."""
    try:
        with _turn():
            matches = _hasher.verify(kept or _nobodys(), _normal(password[: LONGEST_PASSWORD + 1]))
    except (VerificationError, InvalidHashError):
        return False
    return matches and bool(kept)


def wants_new_hash(kept: str) -> bool:
    """Return whether the library has other parameters today than when this was made."""
    return _hasher.check_needs_rehash(kept)


def _normal(password: str) -> str:
    # One machine sends å as one character, another as two (NIST SP 800-63B, 5.1.1.2).
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys() -> str:
    return _hasher.hash("the password of nobody")


@contextmanager
def _turn() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise Busy(_TOO_MANY)
    try:
        if not _turns.acquire(timeout=_LONGEST_WAIT_S):
            raise Busy(_TOO_MANY)
        try:
            yield
        finally:
            _turns.release()
    finally:
        _places.release()
