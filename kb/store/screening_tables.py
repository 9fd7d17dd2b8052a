"""The tables of the analysts' work: screening, gradings, decisions on candidates, promoted measures."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from kb.store.tables import Base


class ScreeningRow(Base):
    """A choice about one version of a document. Rows are added and never changed: see `kb.domain.screening`."""

    __tablename__ = "screening"

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    version: Mapped[int]
    account: Mapped[int] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(200))
    decision: Mapped[str] = mapped_column(String(10))
    criterion: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str]
    made_at: Mapped[datetime]
    undoes: Mapped[int | None] = mapped_column(ForeignKey("screening.id"), unique=True)
    judgement: Mapped[int | None]
    logged: Mapped[int | None]
    prior: Mapped[float | None]


class GradingRow(Base):
    """What one reader, or an editor who settles, says of a measure. Added to only: see `kb.domain.grading`."""

    __tablename__ = "grading"
    __table_args__ = (Index("ix_grading_measure", "measure", "context"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(String(80))
    context: Mapped[str | None] = mapped_column(String(80))
    account: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    settles: Mapped[bool]
    effect: Mapped[str] = mapped_column(String(20))
    effect_reason: Mapped[str]
    strength: Mapped[str] = mapped_column(String(20))
    strength_reason: Mapped[str]
    made_at: Mapped[datetime]


class CandidateActRow(Base):
    """What somebody decided on a candidate for a new measure; the last of each act counts, none is changed."""

    __tablename__ = "candidate_act"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate: Mapped[str] = mapped_column(String(20), index=True)
    act: Mapped[str] = mapped_column(String(10))
    value: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str | None] = mapped_column(String(2))
    called: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str]
    account: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime]


class PromotedRow(Base):
    """A measure that an editor set up here, beside those of the catalogue's files."""

    __tablename__ = "promoted"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    candidate: Mapped[str | None] = mapped_column(String(20))
    name_sv: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    type: Mapped[str] = mapped_column(String(80))
    level: Mapped[str] = mapped_column(String(20))
    unit: Mapped[str] = mapped_column(String(20))
    approach: Mapped[str] = mapped_column(String(20))
    challenges: Mapped[list[str]]
    labels_sv: Mapped[list[str]]
    labels_en: Mapped[list[str]]
    reason: Mapped[str]
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
