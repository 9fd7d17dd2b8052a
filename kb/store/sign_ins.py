"""How accounts are signed in: passwords tried, sessions, keys, and who somebody is at another place (OIDC)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from kb.domain.accounts import (
    KEY_RIGHTS,
    LOCKED_FOR,
    MOST_FAILURES,
    RIGHTS,
    SESSION_LASTS,
    Account,
    AccountId,
    ApiKey,
    Right,
    SignedIn,
)
from kb.errors import InputError, NotFound
from kb.store.account_tables import AccountRow, ApiKeyRow, SessionRow
from kb.store.accounts import account_from, row_to_change

_NOTED_EVERY = timedelta(minutes=1)
_LONGEST_KEY_NAME = 80
_MOST_KEYS = 50


@dataclass(frozen=True, slots=True)
class Kept:
    """What a password is tried against."""

    account: Account
    password_hash: str | None
    locked: bool


def kept_for(session: Session, email: str, now: datetime) -> Kept | None:
    """Return what is kept for the address, None without an open account."""
    row = session.scalar(select(AccountRow).where(AccountRow.email == email, AccountRow.ended_at.is_(None)))
    return None if row is None else Kept(account_from(row), row.password_hash, _locked(row, now))


def note_failure(session: Session, account: AccountId, now: datetime) -> None:
    """Count a wrong password; the tenth since the last right one locks the account for a quarter of an hour."""
    row = row_to_change(session, account)
    if _locked(row, now):
        return
    row.failures += 1
    if row.failures >= MOST_FAILURES:
        row.failures, row.locked_until = 0, now + LOCKED_FOR


def begin_session(
    session: Session,
    account: AccountId,
    token_hash: str,
    now: datetime,
    replaces: str | None = None,
    matched: str | None = None,
) -> bool:
    """Begin a session under the hash of a new token, in place of the one the browser had; return whether it may.

    `matched` is the hash that a password was right for: the account may have been locked, or got another, since then.
    None: signed in elsewhere, which no number of wrong passwords here keeps anybody from. Sessions that are over go.
    """
    row = row_to_change(session, account)
    if row.ended_at is not None:
        return False
    if matched is not None:
        if _locked(row, now) or row.password_hash != matched:
            return False
        row.failures, row.locked_until = 0, None
    session.execute(delete(SessionRow).where((SessionRow.ends_at <= now) | (SessionRow.token_hash == (replaces or ""))))
    begun = {"begun_at": now, "seen_at": now, "ends_at": now + SESSION_LASTS}
    session.add(SessionRow(token_hash=token_hash, account=account, **begun))
    return True


def in_session(session: Session, token_hash: str, now: datetime) -> tuple[Account, SignedIn] | None:
    """Return who is signed in with this token, None where the session or the account is over."""
    wanted = select(SessionRow, AccountRow).join(AccountRow, AccountRow.id == SessionRow.account)
    open_ones = (SessionRow.token_hash == token_hash, SessionRow.ends_at > now, AccountRow.ended_at.is_(None))
    found = session.execute(wanted.where(*open_ones)).first()
    return None if found is None else (account_from(found[1]), _signed_in(found[0]))


def sessions_of(session: Session, account: AccountId, now: datetime) -> list[SignedIn]:
    """Return the open sessions of the account, the last used first."""
    wanted = select(SessionRow).where(SessionRow.account == account, SessionRow.ends_at > now)
    return [_signed_in(row) for row in session.scalars(wanted.order_by(SessionRow.seen_at.desc(), SessionRow.id))]


def end_session(session: Session, token_hash: str) -> None:
    """End the session of this token, if there is one."""
    session.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash))


def end_session_of(session: Session, account: AccountId, number: int) -> None:
    """End one of the account's own sessions; raise NotFound where it has none of this number."""
    done = session.execute(delete(SessionRow).where(SessionRow.account == account, SessionRow.id == number))
    if not done.rowcount:  # type: ignore[attr-defined]
        raise NotFound(f"there is no session {number}")


def add_key(
    session: Session, account: Account, name: str, rights: frozenset[Right], prefix: str, key_hash: str, now: datetime
) -> ApiKey:
    """Keep a new key of the account; raise InputError for rights that no key has, or not the account itself."""
    if not name.strip() or len(name) > _LONGEST_KEY_NAME or not name.isprintable():
        raise InputError(f"the name of a key has 1 to {_LONGEST_KEY_NAME} characters on one line")
    grantable = RIGHTS[account.role] & KEY_RIGHTS
    if not rights or not rights <= grantable:
        raise InputError(f"a key of the role {account.role.value} can have: {', '.join(sorted(grantable))}")
    if sum(key.ended_at is None for key in keys_of(session, account.id)) >= _MOST_KEYS:
        raise InputError(f"an account has at most {_MOST_KEYS} keys: end one first")
    row = ApiKeyRow(
        key_hash=key_hash, prefix=prefix, name=name.strip(), account=account.id, rights=sorted(rights), made_at=now
    )
    session.add(row)
    session.flush()
    return _key(row)


def with_key(session: Session, key_hash: str) -> tuple[Account, ApiKey] | None:
    """Return who asks with this key, with the rights of both; None where the key or the account is over."""
    wanted = select(ApiKeyRow, AccountRow).join(AccountRow, AccountRow.id == ApiKeyRow.account)
    open_ones = (ApiKeyRow.key_hash == key_hash, ApiKeyRow.ended_at.is_(None), AccountRow.ended_at.is_(None))
    found = session.execute(wanted.where(*open_ones)).first()
    if found is None:
        return None
    key = _key(found[0])
    return replace(account_from(found[1]), limited_to=key.rights & KEY_RIGHTS), key


def keys_of(session: Session, account: AccountId) -> list[ApiKey]:
    """Return all keys of the account, the newest first."""
    rows = session.scalars(select(ApiKeyRow).where(ApiKeyRow.account == account).order_by(ApiKeyRow.id.desc()))
    return [_key(row) for row in rows]


def end_key(session: Session, account: AccountId, number: int, now: datetime) -> ApiKey:
    """End one of the account's own keys and return it; raise NotFound where none of this number is open."""
    own = (ApiKeyRow.account == account, ApiKeyRow.id == number, ApiKeyRow.ended_at.is_(None))
    done = session.execute(update(ApiKeyRow).where(*own).values(ended_at=now))
    if not done.rowcount:  # type: ignore[attr-defined]
        raise NotFound(f"there is no key {number}")
    return _key(session.get_one(ApiKeyRow, number, populate_existing=True))


def is_news(noted: datetime | None, now: datetime) -> bool:
    """Return whether a use now is to be noted after one that was noted then: once a minute is enough."""
    return noted is None or now - noted >= _NOTED_EVERY


def note_seen(session: Session, number: int, now: datetime) -> None:
    """Note that a session was used."""
    session.execute(update(SessionRow).where(SessionRow.id == number).values(seen_at=now))


def note_used(session: Session, number: int, now: datetime) -> None:
    """Note that a key was used."""
    session.execute(update(ApiKeyRow).where(ApiKeyRow.id == number).values(last_used=now))


def renew_hash(session: Session, account: AccountId, before: str, after: str) -> None:
    """Keep the same password under other parameters, unless it was changed meanwhile."""
    same = (AccountRow.id == account, AccountRow.password_hash == before)
    session.execute(update(AccountRow).where(*same).values(password_hash=after))


def known_elsewhere(session: Session, issuer: str, subject: str, verified_email: str | None) -> Account | None:
    """Return the account of somebody whom the issuer has signed in, None where nobody here is meant.

    Known by the subject; the first time by an address that the issuer has verified, which then goes with the subject.
    An account that goes with another subject of this issuer is somebody else's, whatever the address.
    """
    known = f"{issuer} {subject}"
    row = session.scalar(select(AccountRow).where(AccountRow.oidc_subject == known, AccountRow.ended_at.is_(None)))
    if row is None and verified_email is not None:
        by_email = (AccountRow.email == verified_email, AccountRow.ended_at.is_(None))
        row = session.scalar(select(AccountRow).where(*by_email).with_for_update())
        if row is not None:
            if row.oidc_subject is not None and row.oidc_subject.partition(" ")[0] == issuer:
                return None
            row.oidc_subject = known
    return None if row is None else account_from(row)


def _locked(row: AccountRow, now: datetime) -> bool:
    return row.locked_until is not None and row.locked_until > now


def _signed_in(row: SessionRow) -> SignedIn:
    return SignedIn(row.id, row.token_hash, row.begun_at, row.seen_at, row.ends_at)


def _key(row: ApiKeyRow) -> ApiKey:
    return ApiKey(
        row.id, row.prefix, row.name, frozenset(map(Right, row.rights)), row.made_at, row.last_used, row.ended_at
    )
