"""The account of who has signed in: password, sessions and keys."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from kb.domain.accounts import KEY_RIGHTS, RIGHTS, SHORTEST_PASSWORD, Account, Right, check_password
from kb.errors import InputError
from kb.store.accounts import log_key, secret_hash, set_password
from kb.store.passwords import password_hash
from kb.store.sign_ins import end_key, end_session_of, kept_for, keys_of, sessions_of
from search_api import account_words
from search_api.language import gettext as _
from search_api.language import local
from search_api.pages.reading import RendererDep
from search_api.pages.rendering import Renderer
from search_api.pages.signing import NO_STORE
from search_api.parts import Parts, PartsDep
from search_api.signing import Signing, SigningDep
from search_api.visitors import PersonDep

router = APIRouter(include_in_schema=False)
PATH = "/konto"


@router.get(PATH)
def own_account(
    request: Request, parts: PartsDep, render: RendererDep, signing: SigningDep, person: PersonDep, klart: str = ""
) -> HTMLResponse:
    """Return the page of one's own account."""
    done = _("Lösenordet är bytt. Du är utloggad överallt utom här.") if klart == "losenord" else ""
    return _page(request, parts, render, signing, person, done=done)


@router.post(f"{PATH}/losenord")
def change_password(
    request: Request,
    parts: PartsDep,
    render: RendererDep,
    signing: SigningDep,
    person: PersonDep,
    current: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Change one's own password, and end one's other sessions; where it cannot be, say why (422)."""
    wrong = {}
    try:
        check_password(new)
    except InputError:
        wrong["new"] = _("Ett lösenord har minst {n} tecken, och högst tusen. En mening går bra.").format(
            n=SHORTEST_PASSWORD
        )
    if new != again:
        wrong["again"] = _("Det nya lösenordet är inte skrivet lika båda gångerna.")
    before = None if wrong else signing.password_of(person, current)
    if not wrong and before is None:
        wrong["current"] = _(
            "Det är inte ditt nuvarande lösenord. Efter tio felaktiga försök är kontot låst i 15 minuter."
        )
    if wrong:
        return _page(request, parts, render, signing, person, wrong=wrong)
    renewed = password_hash(new)
    with parts.store.writing() as session:
        set_password(session, person.id, renewed, keep=secret_hash(request.cookies[signing.cookie]), before=before)
    return RedirectResponse(local(f"{PATH}?klart=losenord"), 303, NO_STORE)


@router.post(f"{PATH}/nyckel")
def make_key(
    request: Request,
    parts: PartsDep,
    render: RendererDep,
    signing: SigningDep,
    person: PersonDep,
    name: Annotated[str, Form()] = "",
    rights: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
) -> HTMLResponse:
    """Make a key and show it, this once: it is kept nowhere, so no address can show it again."""
    try:
        _made, words = signing.make_key(person, name, frozenset(map(Right, rights)))
    except (InputError, ValueError):
        wrong = {"name": _("Ge nyckeln ett namn på högst 80 tecken, och minst en rättighet.")}
        return _page(request, parts, render, signing, person, wrong=wrong)
    return _page(request, parts, render, signing, person, made=words)


@router.post(f"{PATH}/nyckel/{{number}}/avsluta")
def stop_key(parts: PartsDep, signing: SigningDep, person: PersonDep, number: int) -> Response:
    """End one of one's own keys."""
    now = signing.access.now()
    with parts.store.writing() as session:
        log_key(session, person, "end_key", end_key(session, person.id, number, now), person.name, person.id, now)
    return RedirectResponse(local(f"{PATH}#nycklar"), 303, NO_STORE)


@router.post(f"{PATH}/session/{{number}}/avsluta")
def stop_session(parts: PartsDep, person: PersonDep, number: int) -> Response:
    """End one of one's own sessions."""
    with parts.store.writing() as session:
        end_session_of(session, person.id, number)
    return RedirectResponse(local(f"{PATH}#sessioner"), 303, NO_STORE)


def _page(
    request: Request,
    parts: Parts,
    render: Renderer,
    signing: Signing,
    person: Account,
    *,
    wrong: Mapping[str, str] | None = None,
    made: str = "",
    done: str = "",
) -> HTMLResponse:
    now = signing.access.now()
    with parts.store.reading() as session:
        sessions, keys = sessions_of(session, person.id, now), keys_of(session, person.id)
        kept = kept_for(session, person.email, now)
    here = secret_hash(request.cookies.get(signing.cookie, ""))
    return render.page(
        "account.html",
        status=422 if wrong else 200,
        headers=NO_STORE,
        here="account",
        person=person,
        has_password=kept is not None and kept.password_hash is not None,
        shortest=SHORTEST_PASSWORD,
        sessions=sessions,
        own_session=next((one.id for one in sessions if one.token_hash == here), None),
        keys=[key for key in keys if key.ended_at is None],
        grantable=[right for right in Right if right in RIGHTS[person.role] & KEY_RIGHTS],
        words=account_words,
        wrong=wrong or {},
        made=made,
        done=done,
    )
