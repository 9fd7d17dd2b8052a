"""Imported survey tables: one survey a year, and what each municipality answered.

A municipality that has no answers at all in a survey has no row in its table: that is "no reply". An answer None
is a cell left empty. Neither is "no".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kb.errors import Busy, NotFound
from kb.store.survey_tables import AnswerRow, SurveyRow


class TargetKind(StrEnum):
    """What a column of a survey tells about."""

    REQUIREMENT = "requirement"
    NEED = "need"
    CHALLENGE = "challenge"


class Level(StrEnum):
    """What an answer says, whatever its words were. UNKNOWN: the municipality answered that it does not know."""

    IN_PLACE = "in_place"
    PARTLY = "partly"
    NOT_IN_PLACE = "not_in_place"
    NEEDED = "needed"
    NOT_NEEDED = "not_needed"
    PRIORITISED = "prioritised"
    NOT_PRIORITISED = "not_prioritised"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Survey:
    """An imported table. `made_up`: its answers are invented, to show or to test. `needs` labels the support needs."""

    year: int
    title: str
    made_up: bool
    file_name: str
    file_hash: str
    mapping_hash: str
    needs: Mapping[str, str]
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """One cell: `answer` in the words of the table and the level they stand for; both None when left empty.

    `column` is the header in the table, `question` what was asked, `line` the row of the table it stands on.
    """

    municipality: str
    column: str
    target_kind: TargetKind
    target: str
    question: str
    answer: str | None
    level: Level | None
    line: int


@dataclass(frozen=True, slots=True)
class SurveyCounts:
    """A survey with the number of municipalities that have a row in it, and of cells that hold an answer."""

    survey: Survey
    municipalities: int
    answers: int


@dataclass(frozen=True, slots=True)
class SurveyChange:
    """What saving a survey did, in cells: `changed` say something else, `added` and `removed` came and went.

    `first`: no survey of that year was held before.
    """

    first: bool
    changed: int
    added: int
    removed: int


def find_survey(session: Session, year: int) -> Survey | None:
    """Return the survey of `year`, or None."""
    row = session.get(SurveyRow, year)
    return _survey(row) if row else None


def get_survey(session: Session, year: int | None) -> Survey:
    """Return the survey of `year`, the latest one for None; raise NotFound naming the years that are held."""
    years = session.scalars(select(SurveyRow.year).order_by(SurveyRow.year)).all()
    if not years:
        raise NotFound("no survey has been imported: use `utblick followup import` first")
    wanted = years[-1] if year is None else year
    found = find_survey(session, wanted)
    if found is None:
        raise NotFound(f"there is no survey of {wanted}; imported: {', '.join(map(str, years))}")
    return found


def survey_before(session: Session, survey: Survey) -> Survey | None:
    """Return the latest survey of an earlier year that is made up or real as `survey` is, or None.

    Made-up and real answers are never compared with each other.
    """
    row = session.scalar(
        select(SurveyRow)
        .where(SurveyRow.year < survey.year, SurveyRow.made_up == survey.made_up)
        .order_by(SurveyRow.year.desc())
        .limit(1)
    )
    return _survey(row) if row else None


def list_surveys(session: Session) -> list[SurveyCounts]:
    """Return all surveys, oldest first."""
    counts = {
        year: (municipalities, answers)
        for year, municipalities, answers in session.execute(
            select(
                AnswerRow.year,
                func.count(AnswerRow.municipality.distinct()),
                func.count(AnswerRow.answer),
            ).group_by(AnswerRow.year)
        )
    }
    rows = session.scalars(select(SurveyRow).order_by(SurveyRow.year))
    return [SurveyCounts(_survey(row), *counts.get(row.year, (0, 0))) for row in rows]


def answers_of(session: Session, year: int, municipality: str | None = None) -> list[Answer]:
    """Return the answers of one municipality, or of all, by municipality and column; empty when there is no reply."""
    query = select(AnswerRow).where(AnswerRow.year == year)
    if municipality is not None:
        query = query.where(AnswerRow.municipality == municipality)
    return sorted((_answer(row) for row in session.scalars(query)), key=lambda a: (a.municipality, a.column))


def replace_survey(session: Session, survey: Survey, answers: Sequence[Answer]) -> SurveyChange:
    """Put `survey` and `answers` in the place of what is held for that year; return what became different.

    Raises Busy when another process imports the same year at the same time.
    """
    held = session.get(SurveyRow, survey.year)
    before = {(a.municipality, a.column): a for a in answers_of(session, survey.year)}
    after = {(a.municipality, a.column): a for a in answers}
    change = SurveyChange(
        first=held is None,
        changed=sum(_meaning(after[key]) != _meaning(before[key]) for key in after.keys() & before.keys()),
        added=len(after.keys() - before.keys()),
        removed=len(before.keys() - after.keys()),
    )
    session.execute(delete(AnswerRow).where(AnswerRow.year == survey.year))
    session.merge(
        SurveyRow(
            year=survey.year,
            title=survey.title,
            made_up=survey.made_up,
            file_name=survey.file_name,
            file_hash=survey.file_hash,
            mapping_hash=survey.mapping_hash,
            needs=dict(survey.needs),
            imported_at=survey.imported_at,
        )
    )
    try:
        session.flush()
    except IntegrityError as error:
        raise Busy(f"the survey of {survey.year} is being imported by another process; try again") from error
    session.add_all(
        AnswerRow(
            year=survey.year,
            municipality=answer.municipality,
            column=answer.column,
            target_kind=answer.target_kind.value,
            target=answer.target,
            question=answer.question,
            answer=answer.answer,
            level=answer.level.value if answer.level else None,
            line=answer.line,
        )
        for answer in answers
    )
    session.flush()
    return change


def _meaning(answer: Answer) -> tuple[object, ...]:
    # A row that has only moved in the table is no change of the answer.
    return (answer.target_kind, answer.target, answer.question, answer.answer, answer.level)


def _survey(row: SurveyRow) -> Survey:
    return Survey(
        year=row.year,
        title=row.title,
        made_up=row.made_up,
        file_name=row.file_name,
        file_hash=row.file_hash,
        mapping_hash=row.mapping_hash,
        needs=dict(row.needs),
        imported_at=row.imported_at,
    )


def _answer(row: AnswerRow) -> Answer:
    return Answer(
        municipality=row.municipality,
        column=row.column,
        target_kind=TargetKind(row.target_kind),
        target=row.target,
        question=row.question,
        answer=row.answer,
        level=Level(row.level) if row.level else None,
        line=row.line,
    )
