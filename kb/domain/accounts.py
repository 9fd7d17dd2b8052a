"""Who may do what: people with an account, their role, and what each role lets them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

AccountId = NewType("AccountId", int)


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


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in; `name` is what decisions are signed with."""

    id: AccountId
    email: str
    name: str
    role: Role

    def may(self, right: Right) -> bool:
        """Return whether the role has the right."""
        return right in RIGHTS[self.role]
