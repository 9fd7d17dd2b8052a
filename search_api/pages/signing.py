"""Signing in and out, here or at another place."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from kb.errors import InputError, NotFound, TryAgain
from kb.store.sign_ins import known_elsewhere
from search_api.entrance import SIGN_IN, SIGN_IN_ELSEWHERE, SIGNED_IN_ELSEWHERE
from search_api.language import gettext as _
from search_api.language import local
from search_api.pages.reading import RendererDep
from search_api.pages.rendering import Renderer
from search_api.parts import PartsDep
from search_api.signing import Signing, SigningDep, address_of, local_path
from search_api.visitors import visitor

if TYPE_CHECKING:
    from search_api.oidc import OpenId

router = APIRouter(include_in_schema=False)
NO_STORE = {"Cache-Control": "no-store"}
_CARRIED_S = 600


@router.get(SIGN_IN)
def sign_in_page(render: RendererDep, signing: SigningDep, till: str = "/") -> Response:
    """Return the page to sign in on, or lead on who has signed in already."""
    if visitor() is not None:
        return RedirectResponse(local(local_path(till)), 303, NO_STORE)
    return _page(render, signing, till)


@router.post(SIGN_IN)
def sign_in(
    request: Request,
    render: RendererDep,
    signing: SigningDep,
    email: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    till: Annotated[str, Form()] = "/",
) -> Response:
    """Sign in and lead on; where it cannot be, the form again without saying what was wrong (422)."""
    token = signing.by_password(email, password, request.cookies.get(signing.cookie))
    if token is None:
        wrong = _(
            "E-postadressen och lösenordet stämmer inte ihop, eller så är kontot låst. Efter tio felaktiga försök "
            "är ett konto låst i 15 minuter."
        )
        return _page(render, signing, till, wrong, email[:254])
    answer = RedirectResponse(local(local_path(till)), 303, NO_STORE)
    signing.give_cookie(answer, token)
    return answer


@router.post("/logga-ut")
def sign_out(request: Request, signing: SigningDep) -> Response:
    """End the session, here and in the browser, and lead to the start page."""
    signing.sign_out(request.cookies.get(signing.cookie))
    answer = RedirectResponse(local("/"), 303, NO_STORE)
    signing.take_cookie(answer)
    return answer


@router.get(SIGN_IN_ELSEWHERE)
def sign_in_elsewhere(render: RendererDep, signing: SigningDep, till: str = "/") -> Response:
    """Lead to where people sign in instead of here; 404 where no such place is set."""
    try:
        address, begun = _elsewhere(signing).begin(local(local_path(till)))
    except TryAgain:
        return _page(render, signing, till, _("Tjänsten du loggar in med svarar inte just nu. Pröva igen om en stund."))
    answer = RedirectResponse(address, 303, NO_STORE)
    answer.set_cookie(
        _carrying(signing),
        begun.packed(),
        max_age=_CARRIED_S,
        path="/",
        secure=signing.secure,
        httponly=True,
        samesite="lax",
    )
    return answer


@router.get(SIGNED_IN_ELSEWHERE)
def signed_in_elsewhere(
    request: Request, parts: PartsDep, render: RendererDep, signing: SigningDep, code: str = "", state: str = ""
) -> Response:
    """Take the other place's word for who it is, and lead on; where it does not hold, back to the form (422)."""
    elsewhere = _elsewhere(signing)
    begun = elsewhere.carried(request.cookies.get(_carrying(signing), ""))
    token = None
    wrong = _("Inloggningen gick inte att slutföra. Börja om härifrån.")
    if begun is not None and code:
        try:
            known = elsewhere.finish(begun, state, code, request.query_params.get("iss"))
        except InputError:
            known = None
        except TryAgain:
            known = None
            wrong = _("Tjänsten du loggar in med svarar inte just nu. Pröva igen om en stund.")
        if known is not None:
            email = None if known.verified_email is None else address_of(known.verified_email)
            with parts.store.writing() as session:
                account = known_elsewhere(session, known.issuer, known.subject, email)
            wrong = _("Du har inget konto i Utblick. Be en administratör om ett.")
            if account is not None:
                token = signing.begin(account.id, request.cookies.get(signing.cookie))
    answer: Response
    if begun is None or token is None:
        answer = _page(render, signing, "/", wrong)
    else:
        answer = RedirectResponse(local_path(begun.wanted), 303, NO_STORE)
        signing.give_cookie(answer, token)
    answer.delete_cookie(_carrying(signing), path="/", secure=signing.secure, httponly=True, samesite="lax")
    return answer


def _elsewhere(signing: Signing) -> "OpenId":
    if signing.elsewhere is None:
        raise NotFound("people sign in here, and nowhere else")
    return signing.elsewhere


def _carrying(signing: Signing) -> str:
    return f"{signing.cookie}-oidc"


def _page(render: Renderer, signing: Signing, till: str, wrong: str = "", email: str = "") -> HTMLResponse:
    return render.page(
        "sign_in.html",
        status=422 if wrong else 200,
        headers=NO_STORE,
        here="sign_in",
        till=local_path(till),
        wrong=wrong,
        email=email,
        elsewhere=signing.elsewhere is not None,
    )
