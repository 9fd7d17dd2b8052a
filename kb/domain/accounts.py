"""Who may do what: people with an account, their role, what each role lets them, and what a password must be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from kb.domain.text import clean_line
from kb.errors import InputError

AccountId = NewType("AccountId", int)
SESSION_LASTS = timedelta(hours=8)
MOST_FAILURES = 10
LOCKED_FOR = timedelta(minutes=15)
# NIST SP 800-63B, 5.1.1: length and nothing else. The upper bound is only there so that hashing has an end.
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 1_000
LONGEST_NAME = 200


class Role(StrEnum):
    """What somebody is here for."""

    READER = "reader"
    ANALYST = "analyst"
    EDITOR = "editor"
    FOLLOW_UP = "follow_up"
    ADMIN = "admin"


class Right(StrEnum):
    """Something that not everybody may do."""

    READ = "read"
    SCREEN = "screen"  # screen documents, correct readings, grade measures
    EDIT = "edit"  # settle what two readers disagree on, name and promote candidates
    FOLLOW_UP = "follow_up"
    ADMINISTER = "administer"


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.READER: frozenset({Right.READ}),
    Role.ANALYST: frozenset({Right.READ, Right.SCREEN}),
    Role.EDITOR: frozenset({Right.READ, Right.SCREEN, Right.EDIT}),
    Role.FOLLOW_UP: frozenset({Right.READ, Right.FOLLOW_UP}),
    Role.ADMIN: frozenset(Right),
}

# Accounts are administered in person: a key that may would make itself an account, and outlive being ended.
KEY_RIGHTS = frozenset(Right) - {Right.ADMINISTER}


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in; `name` is what decisions are signed with.

    `limited_to`: the rights of the key that it asks with, None for somebody in person.
    """

    id: AccountId
    email: str
    name: str
    role: Role
    limited_to: frozenset[Right] | None = None

    def may(self, right: Right) -> bool:
        """Return whether the role, and the key where one is used, has the right."""
        return right in RIGHTS[self.role] and (self.limited_to is None or right in self.limited_to)


@dataclass(frozen=True, slots=True)
class Standing:
    """An account as an administrator sees it; `seen_at`: last use of a session that is still open."""

    account: Account
    made_at: datetime
    ended_at: datetime | None
    locked_until: datetime | None
    has_password: bool
    signs_in_elsewhere: bool
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A browser that somebody is signed in with. `token_hash` is the SHA-256, in hex, of what its cookie holds."""

    id: int
    token_hash: str
    begun_at: datetime
    seen_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key that a program asks with: all that is kept of it but the hash. `prefix` is its beginning."""

    id: int
    prefix: str
    name: str
    rights: frozenset[Right]
    made_at: datetime
    last_used: datetime | None
    ended_at: datetime | None


def check_password(password: str) -> None:
    """Raise InputError for a password that is too short or too long."""
    if len(password) < SHORTEST_PASSWORD:
        raise InputError(f"a password has at least {SHORTEST_PASSWORD} characters; a sentence does well")
    if len(password) > LONGEST_PASSWORD:
        raise InputError(f"a password has at most {LONGEST_PASSWORD} characters")


def clean_name(name: str) -> str:
    """Return the name on one line, in Unicode NFC; raise InputError where nothing, or too much, is left."""
    found = clean_line(name)
    if not found or len(found) > LONGEST_NAME:
        raise InputError(f"a name has 1 to {LONGEST_NAME} characters")
    return found
