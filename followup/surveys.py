"""Import a survey table into the records."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from followup.mapping import FIRST_YEAR, LAST_YEAR, SurveyMapping, answer_key, read_mapping
from followup.municipalities import find_by_code, find_by_name
from followup.tables import Line, Table, read_table
from kb.catalogue import Catalogue
from kb.domain.facts import Municipality
from kb.domain.text import clean_line
from kb.errors import InputError
from kb.store import Store
from kb.store.surveys import Answer, Level, Survey, SurveyChange, answers_of, find_survey, replace_survey

_NO_CHANGE = SurveyChange(first=False, changed=0, added=0, removed=0)


class Outcome(StrEnum):
    """What an import did to the records."""

    IMPORTED = "imported"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class SurveyReport:
    """What an import found and did, in cells unless said otherwise.

    `without_reply` counts municipalities of the catalogue that have no row. `answered`, `unknown` ("vet ej") and
    `empty` add up to all cells; `changed`, `added` and `removed` compare with the answers held before.
    """

    year: int
    title: str
    made_up: bool
    outcome: Outcome
    municipalities: int
    without_reply: int
    answered: int
    unknown: int
    empty: int
    changed: int
    added: int
    removed: int


def import_survey(
    store: Store, catalogue: Catalogue, table_path: Path, mapping_path: Path, *, year: int, now: datetime
) -> SurveyReport:
    """Put the table in the place of what is held for `year`, in one transaction; return what became different.

    The same table and mapping again change nothing. Raises InputError naming file, row, municipality and column,
    and for a made-up table where real answers are held.
    """
    mapping = read_mapping(mapping_path, catalogue)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError(f"the year {year} is not between {FIRST_YEAR} and {LAST_YEAR}")
    if mapping.year is not None and mapping.year != year:
        raise InputError(f"{mapping.name} is for the year {mapping.year}, not {year}")
    table = read_table(table_path, mapping.headers, mapping.sheet)
    answers = read_answers(catalogue, mapping, table)
    survey = Survey(
        year=year,
        title=mapping.title,
        made_up=mapping.made_up,
        file_name=clean_line(table_path.name),
        file_hash=table.file_hash,
        mapping_hash=mapping.file_hash,
        needs=mapping.needs,
        imported_at=now,
    )
    with store.writing() as session:
        held = find_survey(session, year)
        if held and survey.made_up and not held.made_up:
            raise InputError(
                f"{mapping.name} is made up, but the survey of {year} holds real answers: they are not replaced"
            )
        same = held is not None and replace(held, imported_at=now, file_name=survey.file_name) == survey
        if same and answers_of(session, year) == sorted(answers, key=lambda a: (a.municipality, a.column)):
            return _report(catalogue, survey, answers, Outcome.UNCHANGED, _NO_CHANGE)
        change = replace_survey(session, survey, answers)
    outcome = Outcome.IMPORTED if change.first else Outcome.REPLACED
    return _report(catalogue, survey, answers, outcome, change)


def read_answers(catalogue: Catalogue, mapping: SurveyMapping, table: Table) -> list[Answer]:
    """Return every mapped cell of the table, row by row; raise InputError for the first that cannot be understood."""
    seen: dict[str, int] = {}
    answers: list[Answer] = []
    for line in table.lines:
        municipality = _municipality(catalogue, mapping, table, line)
        if municipality is None:
            continue
        if municipality.code in seen:
            raise InputError(
                f"{table.name}, line {line.number}: {municipality.name} stands twice, first in line "
                f"{seen[municipality.code]}"
            )
        seen[municipality.code] = line.number
        answers += _answers(mapping, table, line, municipality)
    if not seen:
        raise InputError(f"{table.name} has no row for a municipality below line {table.header_line}")
    return answers


def _municipality(catalogue: Catalogue, mapping: SurveyMapping, table: Table, line: Line) -> Municipality | None:
    text = line.cells[mapping.municipality_column]
    key = answer_key(text)
    if key in mapping.ignored:
        return None
    if not key:
        filled = [column.header for column in mapping.columns if line.cells[column.header]]
        if not filled:
            return None
        raise InputError(
            f"{table.name}, line {line.number}: an answer in {filled[0]!r} but nothing in "
            f"{mapping.municipality_column!r}"
        )
    if key in mapping.names:
        return catalogue.municipality(mapping.names[key])
    found = (find_by_code if mapping.by_code else find_by_name)(catalogue, text)
    if found is None:
        what = "code" if mapping.by_code else "name"
        raise InputError(
            f"{table.name}, line {line.number}, {mapping.municipality_column!r}: no municipality has the {what} "
            f"{text!r}; list rows that are none under municipality.ignore"
        )
    return found


def _answers(mapping: SurveyMapping, table: Table, line: Line, municipality: Municipality) -> list[Answer]:
    answers = []
    for column in mapping.columns:
        text = line.cells[column.header]
        key = answer_key(text)
        given = bool(key) and key not in mapping.no_answer
        if given and key not in column.levels:
            raise InputError(
                f"{table.name}, line {line.number} ({municipality.name}), column {column.header!r}: the answer "
                f"{text!r} is not in the scale {column.scale!r}"
            )
        answers.append(
            Answer(
                municipality=municipality.code,
                column=column.header,
                target_kind=column.kind,
                target=column.target,
                question=column.question,
                answer=text if given else None,
                level=column.levels[key] if given else None,
                line=line.number,
            )
        )
    return answers


def _report(
    catalogue: Catalogue, survey: Survey, answers: list[Answer], outcome: Outcome, change: SurveyChange
) -> SurveyReport:
    replied = {answer.municipality for answer in answers}
    empty = sum(answer.answer is None for answer in answers)
    unknown = sum(answer.level is Level.UNKNOWN for answer in answers)
    return SurveyReport(
        year=survey.year,
        title=survey.title,
        made_up=survey.made_up,
        outcome=outcome,
        municipalities=len(replied),
        without_reply=len(catalogue.municipalities.keys() - replied),
        answered=len(answers) - empty - unknown,
        unknown=unknown,
        empty=empty,
        changed=change.changed,
        added=change.added,
        removed=change.removed,
    )
