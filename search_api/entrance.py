"""What every request passes: who asks, how often, from where, and whether readers are let in."""

from secrets import compare_digest

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kb.domain.accounts import Account, Right
from kb.errors import NotAllowed, NotSignedIn, UtblickError
from search_api import errors
from search_api.origins import SAFE_METHODS, From, comes_from, origin_of
from search_api.rate_limits import Window, asker
from search_api.signing import Signing, bearer
from search_api.visitors import let_in

SIGN_IN, SIGN_IN_ELSEWHERE, SIGNED_IN_ELSEWHERE = "/logga-in", "/logga-in/oidc", "/logga-in/svar"
_FILES = ("/utblick.", "/favicon.", "/robots.txt")
# What is open though reading is not: signing in, the accessibility statement (the law wants it found), health.
_OPEN = frozenset({SIGN_IN, SIGN_IN_ELSEWHERE, SIGNED_IN_ELSEWHERE, "/logga-ut", "/tillganglighet", "/api/v1/status"})


class Entrance:
    """Lets a request through with its visitor known, or answers in the place of the site."""

    def __init__(self, app: ASGIApp, signing: Signing, site_url: str) -> None:
        self.app, self._signing = app, signing
        self._origin = origin_of(site_url)
        access = signing.access
        self._reads, self._writes, self._sign_ins = map(Window, (access.reads, access.writes, access.sign_ins))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, and note afterwards that the session or key was used."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        let_in(None)
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if path.startswith(_FILES):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        key, token = bearer(request.headers), request.cookies.get(self._signing.cookie)
        own = self._signing.access.own_key
        if key is not None and own is not None and compare_digest(key.encode(), own.encode()):
            await self.app(scope, receive, send)
            return
        try:
            asking = await run_in_threadpool(self._signing.who, request.headers, token) if key or token else None
        except UtblickError as error:
            await errors.answer(request, error)(scope, receive, send)
            return
        account = asking.account if asking else None
        refused = self._too_many(scope, path, None if account is None else f"account {account.id}") or self._refused(
            scope, path, key, token, account
        )
        let_in(account)
        if account is not None:
            send = _private(send)
        if refused is not None:
            await errors.answer(request, refused)(scope, receive, send)
            return
        await self.app(scope, receive, send)
        if asking is not None and asking.note is not None:
            await run_in_threadpool(asking.note)

    def _too_many(self, scope: Scope, path: str, account: str | None) -> HTTPException | None:
        safe = scope["method"] in SAFE_METHODS
        # The ways to another place count too: each waits for an answer from there.
        signs_in = (path == SIGN_IN and not safe) or path in (SIGN_IN_ELSEWHERE, SIGNED_IN_ELSEWHERE)
        window = self._sign_ins if signs_in else self._reads if safe else self._writes
        client = scope.get("client")
        address = asker(client[0]) if client else "unknown"
        wait_s = window.wait_s(f"{path} {address}" if signs_in else account or address)
        return HTTPException(429, headers={"Retry-After": str(wait_s)}) if wait_s else None

    def _refused(
        self, scope: Scope, path: str, key: str | None, token: str | None, account: Account | None
    ) -> UtblickError | None:
        if key is not None and account is None:
            return NotSignedIn("the key is not known, or has been ended")
        if scope["method"] not in SAFE_METHODS and key is None:
            origin = comes_from(Headers(scope=scope), self._origin)
            # Without a word on where it comes from it can ride on nobody's session, nor begin one.
            if origin is From.ELSEWHERE or (origin is From.UNSAID and (token or path == SIGN_IN)):
                return NotAllowed("this can only be done from the pages of this site")
        if self._signing.access.reading_open or path in _OPEN:
            return None
        if account is None:
            return NotSignedIn("sign in first")
        return None if account.may(Right.READ) else NotAllowed("this key may not read")


def _private(send: Send) -> Send:
    """Return `send` that lets nobody keep what was made for somebody, nor the browser: others may sit at it next."""

    async def send_private(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["Cache-Control"] = "private, no-store"
        await send(message)

    return send_private
