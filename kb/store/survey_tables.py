"""The tables of the follow-up: imported surveys and their answers."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kb.store.tables import Base


class SurveyRow(Base):
    """An imported survey table: one row for each year; a new import of a year replaces its answers.

    `needs` labels the support needs that its columns ask about, in the order of the mapping.
    """

    __tablename__ = "survey"

    year: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    made_up: Mapped[bool]
    file_name: Mapped[str]
    file_hash: Mapped[str] = mapped_column(String(64))
    mapping_hash: Mapped[str] = mapped_column(String(64))
    needs: Mapped[dict[str, str]] = mapped_column(JSON)
    imported_at: Mapped[datetime]


class AnswerRow(Base):
    """A municipality's answer to one column of a survey. `answer` None: left empty, which is not "no"."""

    __tablename__ = "survey_answer"

    year: Mapped[int] = mapped_column(ForeignKey("survey.year", ondelete="CASCADE"), primary_key=True)
    municipality: Mapped[str] = mapped_column(String(4), primary_key=True)
    column: Mapped[str] = mapped_column(primary_key=True)  # a whole question; the mapping bounds its length
    target_kind: Mapped[str] = mapped_column(String(20))
    target: Mapped[str] = mapped_column(String(80))
    question: Mapped[str]
    answer: Mapped[str | None]
    level: Mapped[str | None] = mapped_column(String(20))
    line: Mapped[int]
