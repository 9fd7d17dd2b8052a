"""All accounts, for administrators: list, add, change, end."""

import secrets
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from kb.domain.accounts import Account, AccountId, Role, clean_name
from kb.errors import InputError
from kb.store.accounts import (
    add_account,
    change_role,
    end_account,
    get_account,
    log_change,
    set_password,
    standings,
)
from kb.store.passwords import password_hash
from search_api import account_words
from search_api.language import gettext as _
from search_api.language import local
from search_api.pages.reading import RendererDep
from search_api.pages.rendering import Renderer
from search_api.pages.signing import NO_STORE
from search_api.parts import Parts, PartsDep
from search_api.signing import SigningDep, address_of
from search_api.visitors import AdminDep

router = APIRouter(include_in_schema=False)
PATH = "/konton"


@router.get(PATH)
def accounts(parts: PartsDep, render: RendererDep, signing: SigningDep, person: AdminDep) -> HTMLResponse:
    """Return all accounts, those that are ended last."""
    return _page(parts, render, signing.access.now(), person)


@router.post(PATH)
def add(
    parts: PartsDep,
    render: RendererDep,
    signing: SigningDep,
    person: AdminDep,
    email: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Add an account, with a password shown this once unless people sign in elsewhere; 422 says what is wrong."""
    now = signing.access.now()
    address = address_of(email)
    wrong = {}
    if address is None:
        wrong["email"] = _("Skriv en e-postadress, till exempel anna.ek@example.se.")
    try:
        clean_name(name)
    except InputError:
        wrong["name"] = _("Skriv ett namn på högst 200 tecken.")
    if role not in set(Role):
        wrong["role"] = _("Välj en roll.")
    if address is None or wrong:
        return _page(parts, render, now, person, wrong=wrong, typed=(email, name, role))
    password = None if signing.elsewhere else secrets.token_urlsafe(12)
    kept = None if password is None else password_hash(password)
    try:
        with parts.store.writing() as session:
            made = add_account(session, address, name, Role(role), now, kept)
            _log(session, person, made, "add", made.role, now)
    except InputError:
        wrong["email"] = _("Det finns redan ett konto med den adressen.")
        return _page(parts, render, now, person, wrong=wrong, typed=(email, name, role))
    return _page(parts, render, now, person, made=(made, password))


@router.post(f"{PATH}/{{number}}/roll")
def give_role(
    parts: PartsDep,
    render: RendererDep,
    signing: SigningDep,
    person: AdminDep,
    number: int,
    role: Annotated[Role, Form()],
) -> Response:
    """Give an account another role."""
    now = signing.access.now()
    try:
        with parts.store.writing() as session:
            _log(session, person, change_role(session, AccountId(number), role), "role", role, now)
    except InputError:
        return _page(parts, render, now, person, wrong={"last": _last()})
    return RedirectResponse(local(f"{PATH}#konto-{number}"), 303, NO_STORE)


@router.post(f"{PATH}/{{number}}/losenord")
def give_password(
    parts: PartsDep, render: RendererDep, signing: SigningDep, person: AdminDep, number: int
) -> HTMLResponse:
    """Give an account a new password, which is shown this once, and end its sessions."""
    now = signing.access.now()
    password = secrets.token_urlsafe(12)
    kept = password_hash(password)
    with parts.store.writing() as session:
        made = get_account(session, AccountId(number))
        set_password(session, made.id, kept)
        _log(session, person, made, "password", None, now)
    return _page(parts, render, now, person, made=(made, password))


@router.post(f"{PATH}/{{number}}/avsluta")
def end(parts: PartsDep, render: RendererDep, signing: SigningDep, person: AdminDep, number: int) -> Response:
    """End an account with its sessions and keys."""
    now = signing.access.now()
    try:
        with parts.store.writing() as session:
            _log(session, person, end_account(session, AccountId(number), now), "end", None, now)
    except InputError:
        return _page(parts, render, now, person, wrong={"last": _last()})
    return RedirectResponse(local(PATH), 303, NO_STORE)


def _last() -> str:
    return _("Det är den enda administratören. Gör någon annan till administratör först.")


def _log(session: Session, by: Account, about: Account, act: str, value: str | None, now: datetime) -> None:
    log_change(session, about, act, value, by.name, by.id, now)


def _page(
    parts: Parts,
    render: Renderer,
    now: datetime,
    person: Account,
    *,
    wrong: dict[str, str] | None = None,
    typed: tuple[str, str, str] = ("", "", Role.ANALYST),
    made: tuple[Account, str | None] | None = None,
) -> HTMLResponse:
    with parts.store.reading() as session:
        found = standings(session)
    return render.page(
        "accounts.html",
        status=422 if wrong else 200,
        headers=NO_STORE,
        here="accounts",
        person=person,
        now=now,
        open_ones=[one for one in found if one.ended_at is None],
        ended=[one for one in found if one.ended_at is not None],
        roles=tuple(Role),
        words=account_words,
        wrong=wrong or {},
        typed=typed,
        made=made,
    )
