"""Signing in: a password or another place's word for a session, whose token is in a cookie and here as a hash alone."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, cast
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response
from starlette.datastructures import Headers

from digest.addresses import normal_email
from kb.domain.accounts import SESSION_LASTS, Account, AccountId, ApiKey, Right
from kb.errors import InputError, TryAgain
from kb.store import Store, sign_ins
from kb.store.accounts import log_key, secret_hash
from kb.store.passwords import password_hash, password_matches, wants_new_hash
from search_api.access import Access, Provider

if TYPE_CHECKING:
    from search_api.oidc import OpenId

_log = logging.getLogger(__name__)
_KEY_BEGINS = "utblick_"
_PREFIX_LENGTH = len(_KEY_BEGINS) + 6


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, None: nobody known. `note` is what remains to be noted of it once it has been answered."""

    account: Account | None
    note: Callable[[], None] | None = None


class Signing:
    """Signs in, knows again and signs out."""

    def __init__(self, store: Store, site_url: str, access: Access) -> None:
        self._store, self.access = store, access
        self.secure = urlsplit(site_url).scheme == "https"
        # The prefix makes browsers refuse one that another host or an unencrypted page has set (RFC 6265bis, 4.1.3).
        self.cookie = "__Host-utblick" if self.secure else "utblick"
        self.elsewhere = None if access.provider is None else _open_id(access.provider, site_url)

    def by_password(self, email: str, password: str, before: str | None) -> str | None:
        """Return the token of a new session, None where it cannot be: unknown, wrong or locked, all in the same time.

        `before`: the token that the browser had; that session ends.
        """
        now = self.access.now()
        kept = None
        address = address_of(email)
        if address is not None:
            with self._store.reading() as session:
                kept = sign_ins.kept_for(session, address, now)
        # Outside any transaction: it takes a tenth of a second, and others wait for who writes.
        right = password_matches(kept.password_hash if kept else None, password)
        if kept is None or kept.locked or kept.password_hash is None or not right:
            self._note_failure(kept, now)
            _log.warning("sign_in_refused", extra={"account": kept.account.id if kept else None})
            return None
        token = self.begin(kept.account.id, before, kept.password_hash)
        if token is not None and wants_new_hash(kept.password_hash):
            renewed = password_hash(password)
            with self._store.writing() as session:
                sign_ins.renew_hash(session, kept.account.id, kept.password_hash, renewed)
        return token

    def begin(self, account: AccountId, before: str | None, matched: str | None = None) -> str | None:
        """Return the token of a new session, None where it may not begin (see `begin_session`)."""
        token = secrets.token_urlsafe(32)
        replaced = secret_hash(before) if before else None
        with self._store.writing() as session:
            begun = sign_ins.begin_session(session, account, secret_hash(token), self.access.now(), replaced, matched)
        return token if begun else None

    def password_of(self, account: Account, password: str) -> str | None:
        """Return the hash of the account's password if this is it, else None; a wrong one counts as when signing in."""
        now = self.access.now()
        with self._store.reading() as session:
            kept = sign_ins.kept_for(session, account.email, now)
        if kept is not None and not kept.locked and password_matches(kept.password_hash, password):
            return kept.password_hash
        self._note_failure(kept, now)
        return None

    def _note_failure(self, kept: sign_ins.Kept | None, now: datetime) -> None:
        # The turn to write is waited for where there is nothing to write too: how long it takes tells of no account.
        with self._store.writing() as session:
            if kept is not None and not kept.locked and kept.password_hash is not None:
                sign_ins.note_failure(session, kept.account.id, now)

    def sign_out(self, token: str | None) -> None:
        """End the session of this token."""
        if token:
            with self._store.writing() as session:
                sign_ins.end_session(session, secret_hash(token))

    def make_key(self, account: Account, name: str, rights: frozenset[Right]) -> tuple[ApiKey, str]:
        """Return a new key of the account, and the words of it, which are kept nowhere."""
        return make_key(self._store, account, name, rights, self.access.now(), account.name, account.id)

    def who(self, headers: Headers, token: str | None) -> Asking | None:
        """Return who asks, by key or else by cookie; None for a key that is not, or no longer, one of ours."""
        key = bearer(headers)
        if key is not None:
            return self._by_key(key)
        return self._by_token(token) if token else Asking(None)

    def _by_key(self, key: str) -> Asking | None:
        with self._store.reading() as session:
            found = sign_ins.with_key(session, secret_hash(key))
        if found is None:
            return None
        account, known = found
        now = self.access.now()
        due = sign_ins.is_news(known.last_used, now)
        return Asking(account, (lambda: self._note(sign_ins.note_used, known.id, now)) if due else None)

    def _by_token(self, token: str) -> Asking:
        now = self.access.now()
        with self._store.reading() as session:
            found = sign_ins.in_session(session, secret_hash(token), now)
        if found is None:
            return Asking(None)
        account, signed_in = found
        due = sign_ins.is_news(signed_in.seen_at, now)
        return Asking(account, (lambda: self._note(sign_ins.note_seen, signed_in.id, now)) if due else None)

    def _note(self, note: Callable[..., None], number: int, now: datetime) -> None:
        try:
            with self._store.writing() as session:
                note(session, number, now)
        except TryAgain:
            _log.info("use_not_noted", extra={"number": number})

    def give_cookie(self, answer: Response, token: str) -> None:
        """Let the browser keep the token for as long as the session lasts, out of reach of scripts and other sites."""
        answer.set_cookie(
            self.cookie,
            token,
            max_age=int(SESSION_LASTS.total_seconds()),
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )

    def take_cookie(self, answer: Response) -> None:
        """Let the browser forget the token."""
        answer.delete_cookie(self.cookie, path="/", secure=self.secure, httponly=True, samesite="lax")


def _open_id(provider: Provider, site_url: str) -> "OpenId":
    from search_api.oidc import OpenId  # half a second to import, that most sites can do without

    return OpenId(provider, site_url)


def make_key(
    store: Store,
    account: Account,
    name: str,
    rights: frozenset[Right],
    now: datetime,
    author: str,
    by: AccountId | None,
) -> tuple[ApiKey, str]:
    """Return a new key of the account, and the words of it, which are kept nowhere; the log says who made it."""
    key = _KEY_BEGINS + secrets.token_urlsafe(32)
    with store.writing() as session:
        made = sign_ins.add_key(session, account, name, rights, key[:_PREFIX_LENGTH], secret_hash(key), now)
        log_key(session, account, "make_key", made, author, by, now)
    return made, key


def bearer(headers: Headers) -> str | None:
    """Return the key of an Authorization header (RFC 6750, 2.1), None without one; another scheme is a proxy's."""
    scheme, _, key = headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else None


def local_path(wanted: str) -> str:
    """Return the path within the site that somebody wanted to go on to; "/" for whatever else it may be."""
    plain = wanted.isascii() and wanted.isprintable() and "\\" not in wanted
    if not plain or not wanted.startswith("/") or wanted.startswith(("//", "/api/")) or len(wanted) > 2_000:
        return "/"
    return wanted


def address_of(email: str) -> str | None:
    """Return an address as it is kept, None for what cannot be one: letters beyond ASCII look like others."""
    try:
        return normal_email(email)
    except InputError:
        return None


async def _signing(request: Request) -> Signing:
    return cast(Signing, request.app.state.signing)


SigningDep = Annotated[Signing, Depends(_signing)]
