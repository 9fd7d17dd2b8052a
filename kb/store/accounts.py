"""Accounts: who there is, and what an administrator changes. Addresses are in the form of `digest.addresses`."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from kb.domain.accounts import Account, AccountId, ApiKey, Role, Standing, clean_name
from kb.domain.decisions import Decision
from kb.errors import InputError, NotFound
from kb.store.account_tables import AccountRow, ApiKeyRow, SessionRow
from kb.store.decisions import record


def secret_hash(secret: str) -> str:
    """Return what is kept of a token or key; they are random and long, so that a quick hash is enough."""
    return sha256(secret.encode()).hexdigest()


def add_account(
    session: Session, email: str, name: str, role: Role, now: datetime, password_hash: str | None = None
) -> Account:
    """Make an account, or open one again that was ended, and return it; raise InputError where there is one."""
    row = _row(session, email)
    if row is not None and row.ended_at is None:
        raise InputError(f"there is an account for {email} already")
    if row is None:
        row = AccountRow(email=email, made_at=now)
        session.add(row)
    row.name, row.role, row.password_hash, row.oidc_subject = clean_name(name), role, password_hash, None
    row.ended_at, row.failures, row.locked_until = None, 0, None
    session.flush()
    return account_from(row)


def standings(session: Session) -> list[Standing]:
    """Return every account by name, those that were ended last."""
    seen = select(SessionRow.account, func.max(SessionRow.seen_at)).group_by(SessionRow.account)
    last: dict[int, datetime] = {account: when for account, when in session.execute(seen)}  # noqa: C416 - no mapping
    rows = session.scalars(select(AccountRow).order_by(AccountRow.ended_at.is_not(None), AccountRow.name))
    return [
        Standing(
            account_from(row),
            row.made_at,
            row.ended_at,
            row.locked_until,
            row.password_hash is not None,
            row.oidc_subject is not None,
            last.get(row.id),
        )
        for row in rows
    ]


def find_account(session: Session, email: str) -> Account:
    """Return the account of the address; raise NotFound where there is none or it was ended."""
    row = _row(session, email)
    if row is None or row.ended_at is not None:
        raise NotFound(f"there is no account for {email}")
    return account_from(row)


def get_account(session: Session, account: AccountId) -> Account:
    """Return the account; raise NotFound where there is none or it was ended."""
    return account_from(open_row(session, account))


def change_role(session: Session, account: AccountId, role: Role) -> Account:
    """Give the account another role; raise InputError for the last administrator's."""
    row = open_row(session, account)
    if role is not Role.ADMIN:
        _keep_an_administrator(session, row)
    row.role = role
    return account_from(row)


def set_password(
    session: Session, account: AccountId, password_hash: str, keep: str | None = None, before: str | None = None
) -> None:
    """Give the account another password. Its sessions end, but for the one with the token hash `keep`.

    Raises InputError where the hash is no longer `before`: somebody else gave it another meanwhile.
    """
    row = row_to_change(session, account)
    if before is not None and row.password_hash != before:
        raise InputError("the password was changed meanwhile")
    row.password_hash, row.failures, row.locked_until = password_hash, 0, None
    session.execute(delete(SessionRow).where(SessionRow.account == account, SessionRow.token_hash != (keep or "")))


def end_account(session: Session, account: AccountId, now: datetime) -> Account:
    """End the account with its sessions and keys, and return it; raise InputError for the last administrator."""
    row = open_row(session, account)
    _keep_an_administrator(session, row)
    row.ended_at, row.password_hash, row.oidc_subject = now, None, None
    session.execute(delete(SessionRow).where(SessionRow.account == account))
    session.execute(
        update(ApiKeyRow).where(ApiKeyRow.account == account, ApiKeyRow.ended_at.is_(None)).values(ended_at=now)
    )
    return account_from(row)


def log_change(
    session: Session, about: Account, act: str, value: str | None, author: str, by: AccountId | None, now: datetime
) -> None:
    """Put into the log of decisions that an account was changed. It is named by its number: people's data can go."""
    record(session, Decision("account", str(about.id), act, value, "", author, by, now))


def log_key(
    session: Session, owner: Account, act: str, key: ApiKey, author: str, by: AccountId | None, now: datetime
) -> None:
    """Put into the log that a key of the account was made or ended: what it is called and may do, nothing secret."""
    log_change(session, owner, act, f"{key.name}: {', '.join(sorted(key.rights))}", author, by, now)


def account_from(row: AccountRow) -> Account:
    """Return the account of a row."""
    return Account(AccountId(row.id), row.email, row.name, Role(row.role))


def open_row(session: Session, account: AccountId) -> AccountRow:
    """Return the row of an account; raise NotFound where there is none or it was ended."""
    row = session.get(AccountRow, account)
    if row is None or row.ended_at is not None:
        raise NotFound(f"there is no account {account}")
    return row


def row_to_change(session: Session, account: AccountId) -> AccountRow:
    """Return the row as it is now, which nobody else changes until the transaction ends; raise NotFound as above."""
    open_row(session, account)
    return session.get_one(AccountRow, account, with_for_update=True, populate_existing=True)


def _row(session: Session, email: str) -> AccountRow | None:
    return session.scalar(select(AccountRow).where(AccountRow.email == email))


def _keep_an_administrator(session: Session, row: AccountRow) -> None:
    # Locked: of two administrators who end each other at the same time one comes second.
    administrators = session.scalars(
        select(AccountRow.id)
        .where(AccountRow.role == Role.ADMIN, AccountRow.ended_at.is_(None))
        .order_by(AccountRow.id)
        .with_for_update()
    )
    if set(administrators) == {row.id}:
        raise InputError(f"{row.email} is the last administrator: make another one first")
