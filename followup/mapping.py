"""Read and check the file that says what each column of a survey table tells. The form is never hard-coded."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints, ValidationError

from followup.municipalities import find_by_code
from kb.catalogue import Catalogue
from kb.domain.facts import ChallengeId, RequirementId
from kb.domain.text import clean_line
from kb.errors import InputError
from kb.store.surveys import Level, TargetKind

_LARGEST = 1024 * 1024
FIRST_YEAR, LAST_YEAR = 2000, 2100

_LEVELS = {
    TargetKind.REQUIREMENT: frozenset({Level.IN_PLACE, Level.PARTLY, Level.NOT_IN_PLACE, Level.UNKNOWN}),
    TargetKind.NEED: frozenset({Level.NEEDED, Level.NOT_NEEDED, Level.UNKNOWN}),
    TargetKind.CHALLENGE: frozenset({Level.PRIORITISED, Level.NOT_PRIORITISED, Level.UNKNOWN}),
}

_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
_Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Municipality(_Table):
    column: _Line
    by: Literal["code", "name"]
    ignore: tuple[_Line, ...] = ()
    names: dict[str, Annotated[str, StringConstraints(pattern=r"^\d{4}$")]] = {}


class _Column(_Table):
    header: _Line
    question: _Line | None = None
    requirement: str | None = None
    need: str | None = None
    challenge: str | None = None
    scale: str


class _File(_Table):
    title: _Line
    made_up: StrictBool
    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)] | None = None
    sheet: _Line | None = None
    no_answer: tuple[_Line, ...] = ()
    municipality: _Municipality
    scales: dict[str, dict[str, Level]]
    needs: dict[_Key, _Line] = {}
    columns: Annotated[tuple[_Column, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it tells. `levels` maps answer texts, in the form of `answer_key`, to levels."""

    header: str
    question: str
    kind: TargetKind
    target: str
    scale: str
    levels: Mapping[str, Level]


@dataclass(frozen=True, slots=True)
class SurveyMapping:
    """A checked mapping.

    `by_code` False: the municipality's column holds names. `ignored` are rows that are no municipality (totals,
    counties), `names` further spellings with their codes, `no_answer` texts that mean an empty cell; all three in
    the form of `answer_key`. `needs` labels the support needs in the order of the file.
    """

    name: str
    title: str
    year: int | None
    made_up: bool
    sheet: str | None
    municipality_column: str
    by_code: bool
    ignored: frozenset[str]
    names: Mapping[str, str]
    no_answer: frozenset[str]
    needs: Mapping[str, str]
    columns: tuple[Column, ...]
    file_hash: str

    @property
    def headers(self) -> tuple[str, ...]:
        """All headers that the table must have."""
        return (self.municipality_column, *(column.header for column in self.columns))


def answer_key(text: str) -> str:
    """Return `text` as it is compared: trimmed, spaces folded, without regard to case."""
    return clean_line(text).casefold()


def read_mapping(path: Path, catalogue: Catalogue) -> SurveyMapping:
    """Return the mapping in `path`; raise InputError naming the file and the key that is wrong."""
    content = _bytes(path)
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} is not UTF-8 text (byte {error.start}): save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path.name} is not TOML: {error}") from error
    except RecursionError as error:
        raise InputError(f"{path.name} is nested too deep") from error
    try:
        file = _File.model_validate(table)
    except ValidationError as error:
        raise InputError(f"{path.name}, {_sentence(error)}") from error
    scales = {name: _scale(path.name, name, texts) for name, texts in file.scales.items()}
    mapping = SurveyMapping(
        name=path.name,
        title=clean_line(file.title),
        year=file.year,
        made_up=file.made_up,
        sheet=file.sheet,
        municipality_column=file.municipality.column,
        by_code=file.municipality.by == "code",
        ignored=frozenset(map(answer_key, file.municipality.ignore)),
        names={answer_key(name): code for name, code in file.municipality.names.items()},
        no_answer=frozenset(map(answer_key, file.no_answer)),
        needs={key: clean_line(label) for key, label in file.needs.items()},
        columns=tuple(
            _column(f"{path.name}, columns {number} ({row.header!r})", row, file, scales, catalogue)
            for number, row in enumerate(file.columns, 1)
        ),
        file_hash=hashlib.sha256(content).hexdigest(),
    )
    _check_names(mapping, catalogue)
    _check_twice(mapping)
    return mapping


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path} is larger than a mapping file can be (1 MiB)")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"there is no mapping file {path}") from error
    except OSError as error:
        raise InputError(f"the mapping file {path} cannot be read: {error.strerror}") from error


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ""
    for part in first["loc"]:
        # People count columns from 1; the second part under [[columns]] is its number.
        place += f" {part + 1}" if isinstance(part, int) else f"{'.' if place else ''}{part}"
    return f"{place}: {first['msg'][:1].lower()}{first['msg'][1:]}"


def _scale(name: str, scale: str, texts: Mapping[str, Level]) -> dict[str, Level]:
    found: dict[str, Level] = {}
    for text, level in texts.items():
        key = answer_key(text)
        if not key:
            raise InputError(f"{name}, scales.{scale}: an empty answer has no level, it is always a missing answer")
        if found.setdefault(key, level) is not level:
            raise InputError(f"{name}, scales.{scale}: {text!r} stands twice with different levels")
    if not found:
        raise InputError(f"{name}, scales.{scale}: the scale holds no answers")
    return found


def _column(
    place: str, row: _Column, file: _File, scales: Mapping[str, Mapping[str, Level]], catalogue: Catalogue
) -> Column:
    given = {kind: key for kind in TargetKind if (key := getattr(row, kind.value)) is not None}
    if len(given) != 1:
        raise InputError(f"{place}: give exactly one of requirement, need and challenge, not {len(given)}")
    ((kind, target),) = given.items()
    known = {
        TargetKind.REQUIREMENT: RequirementId(target) in catalogue.requirements,
        TargetKind.NEED: target in file.needs,
        TargetKind.CHALLENGE: ChallengeId(target) in catalogue.challenges,
    }
    if not known[kind]:
        where = "the table [needs]" if kind is TargetKind.NEED else "the catalogue"
        raise InputError(f"{place}: the {kind.value} {target!r} is not in {where}")
    if row.scale not in scales:
        raise InputError(f"{place}: there is no scale {row.scale!r}; known: {', '.join(scales) or 'none'}")
    wrong = sorted(set(scales[row.scale].values()) - _LEVELS[kind])
    if wrong:
        raise InputError(
            f"{place}: the scale {row.scale!r} has the level {wrong[0].value!r}, not one of a {kind.value}"
        )
    return Column(
        header=clean_line(row.header),
        question=clean_line(row.question or row.header),
        kind=kind,
        target=target,
        scale=row.scale,
        levels=scales[row.scale],
    )


def _check_names(mapping: SurveyMapping, catalogue: Catalogue) -> None:
    for spelling, code in mapping.names.items():
        if find_by_code(catalogue, code) is None:
            raise InputError(f"{mapping.name}, municipality.names.{spelling!r}: no municipality has the code {code!r}")


def _check_twice(mapping: SurveyMapping) -> None:
    headers: set[str] = set()
    targets: set[tuple[TargetKind, str]] = set()
    for header in mapping.headers:
        if answer_key(header) in headers:
            raise InputError(f"{mapping.name}: the column {header!r} is mapped twice")
        headers.add(answer_key(header))
    for column in mapping.columns:
        # Several questions may together tell about one requirement; a need or a challenge has one question.
        if column.kind is not TargetKind.REQUIREMENT and (column.kind, column.target) in targets:
            raise InputError(f"{mapping.name}: the {column.kind.value} {column.target!r} is mapped twice")
        targets.add((column.kind, column.target))
