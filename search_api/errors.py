"""Every error that can leave: problem+json under /api, a page in Swedish elsewhere. Details of faults stay inside.

What has moved is no error: the answer leads to where it is. A page that wants an account leads to where people sign in.
"""

import logging
from typing import cast
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from kb.errors import Moved, NotSignedIn, UtblickError
from search_api.language import asked_address, local
from search_api.pages.rendering import error_page
from search_api.problems import WrongParameter, problem_response
from search_api.validation import english, parameter_name, sentences

_log = logging.getLogger(__name__)
_RETRY_S = "30"
_API = "/api"


def install(app: FastAPI) -> None:
    """Make `app` answer every error in one of the two forms."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(UtblickError, _named)
    app.add_exception_handler(Exception, _unforeseen)


def answer(request: Request, error: UtblickError | HTTPException) -> Response:
    """Return what is answered in place of the site, as the site itself would answer it."""
    return _named_answer(request, error) if isinstance(error, UtblickError) else _http_answer(request, error)


def _for_machines(request: Request) -> bool:
    path = request.url.path
    return path == _API or path.startswith(_API + "/")


async def _http(request: Request, error: Exception) -> Response:
    return _http_answer(request, cast(HTTPException, error))


def _http_answer(request: Request, found: HTTPException) -> Response:
    headers = dict(found.headers or {})
    if found.status_code == 405:
        allowed = headers.get("Allow", "GET")
        headers["Allow"] = "GET, HEAD" if allowed == "GET" else allowed
    if found.status_code in (429, 503):
        headers.setdefault("Retry-After", _RETRY_S)
    if _for_machines(request):
        details = {
            404: "there is nothing at this path",
            405: f"{request.method} is not possible here; only GET and HEAD are",
            413: "that is more than a form may hold",
            429: "too many questions at once; try again in a while",
        }
        detail = details.get(found.status_code, "the request cannot be answered")
        return problem_response(request, found.status_code, detail, headers=headers)
    return error_page(request, found.status_code, headers=headers)


async def _validation(request: Request, error: Exception) -> Response:
    errors = cast(RequestValidationError, error).errors()
    if _for_machines(request):
        wrong = tuple(WrongParameter(parameter=parameter_name(e), detail=english(e)) for e in errors)
        return problem_response(request, 422, sentences(errors), errors=wrong)
    return error_page(request, 422)


async def _named(request: Request, error: Exception) -> Response:
    return _named_answer(request, cast(UtblickError, error))


def _named_answer(request: Request, named: UtblickError) -> Response:
    if isinstance(named, NotSignedIn):
        return _sign_in_first(request, named)
    if isinstance(named, Moved):
        return RedirectResponse(f"{request.url.path.rpartition('/')[0]}/{named.to}", named.status)
    headers = {"Retry-After": _RETRY_S} if named.status == 503 else {}
    if named.status >= 500:
        # The sentence may name a folder or a server: it is for the log, not for the reader.
        _log.error("http_error", extra={"status": named.status, "error": str(named)})
        detail = "try again in a while" if named.status == 503 else "something is wrong here; it has been logged"
    else:
        detail = str(named)
    if _for_machines(request):
        return problem_response(request, named.status, detail, headers=headers)
    return error_page(request, named.status, headers=headers)


def _sign_in_first(request: Request, error: NotSignedIn) -> Response:
    if _for_machines(request):
        # RFC 6750, 3: what was wrong is said only to who gave a key.
        wrong = ', error="invalid_token"' if "authorization" in request.headers else ""
        challenge = {"WWW-Authenticate": f'Bearer realm="Utblick"{wrong}'}
        return problem_response(request, error.status, str(error), headers=challenge)
    wanted = f"?till={quote(asked_address(), safe='/')}" if request.method == "GET" else ""
    return RedirectResponse(local("/logga-in") + wanted, 303, {"Cache-Control": "no-store"})


async def _unforeseen(request: Request, error: Exception) -> Response:
    # Starlette answers these outside all middleware, hence the headers here; the server logs the traceback.
    headers = {**request.app.state.security_headers, "Cache-Control": "private, no-store"}
    _log.error("http_error_unforeseen", extra={"error_type": type(error).__name__})
    if _for_machines(request):
        detail = "something is wrong here; it has been logged"
        return problem_response(request, 500, detail, headers=headers)
    return error_page(request, 500, headers=headers)
