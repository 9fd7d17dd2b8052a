"""Who asks: the account behind a request, and what a route asks of it."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Annotated

from fastapi import Depends

from kb.domain.accounts import Account, Right
from kb.errors import NotAllowed, NotSignedIn

_visitor: ContextVar[Account | None] = ContextVar("visitor", default=None)


def visitor() -> Account | None:
    """Return the account that asks, None where nobody has signed in."""
    return _visitor.get()


def let_in(account: Account | None) -> None:
    """Let this be the account that asks, for the rest of the request."""
    _visitor.set(account)


def needs(right: Right) -> Callable[[], Account]:
    """Return a dependency that gives the account; raise NotSignedIn without one, NotAllowed where it may not."""

    def allowed() -> Account:
        account = visitor()
        if account is None:
            raise NotSignedIn("sign in first")
        if not account.may(right):
            raise NotAllowed(f"the role {account.role.value!r} may not do this")
        return account

    return allowed


def in_person() -> Account:
    """Return the account of somebody who has signed in; raise NotSignedIn without one, NotAllowed for a key."""
    account = visitor()
    if account is None:
        raise NotSignedIn("sign in first")
    if account.limited_to is not None:
        raise NotAllowed("this is done in person, not with a key")
    return account


PersonDep = Annotated[Account, Depends(in_person)]
ScreenerDep = Annotated[Account, Depends(needs(Right.SCREEN))]
EditorDep = Annotated[Account, Depends(needs(Right.EDIT))]
AdminDep = Annotated[Account, Depends(needs(Right.ADMINISTER))]
