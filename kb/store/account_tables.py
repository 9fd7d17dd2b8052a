"""The tables of accounts: people, how they are signed in, their keys, and what they decided."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from kb.store.tables import Base


class AccountRow(Base):
    """Somebody who can sign in; ended, never deleted: decisions are signed with it. `email` is in lower case.

    `password_hash` None: signs in elsewhere only (OIDC). `oidc_subject` is who it is there: issuer, space, subject.
    `failures` counts wrong passwords since the last right one; until `locked_until` no password is taken.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    oidc_subject: Mapped[str | None] = mapped_column(String(600), unique=True)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    failures: Mapped[int]
    locked_until: Mapped[datetime | None]


class SessionRow(Base):
    """A browser that somebody is signed in with; deleted when it ends. The token itself is in the cookie alone."""

    __tablename__ = "session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class ApiKeyRow(Base):
    """A key that a program signs in with: its beginning, to know it by, and the hash of the whole."""

    __tablename__ = "api_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    prefix: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(80))
    account: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    rights: Mapped[list[str]]
    made_at: Mapped[datetime]
    last_used: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class DecisionRow(Base):
    """What somebody decided. The database itself refuses to change or delete a row (see migration 0004)."""

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_about", "subject", "about"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(20))
    about: Mapped[str] = mapped_column(String(80))
    act: Mapped[str] = mapped_column(String(20))
    value: Mapped[str | None]
    reason: Mapped[str]
    author: Mapped[str] = mapped_column(String(200), index=True)
    account: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[datetime]
    undoes: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), unique=True)
