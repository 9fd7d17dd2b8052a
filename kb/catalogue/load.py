"""Read and check the catalogue's data files."""

import csv
import hashlib
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from kb.domain.documents import SourceId
from kb.domain.facts import (
    Challenge,
    ChallengeId,
    Concept,
    Direction,
    GoverningDocument,
    Mark,
    Measure,
    MeasureId,
    Municipality,
    PortalRating,
    Requirement,
    RequirementId,
)
from kb.domain.sources import Source
from kb.errors import Misconfigured, NotFound

Text = Annotated[str, StringConstraints(strip_whitespace=True)]
Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
Semicolons = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda value: tuple(part.strip() for part in value.split(";") if part.strip())),
]
Optional_ = Annotated[Address | None, BeforeValidator(lambda value: value or None)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Row = TypeVar("Row", bound=_Row)


class _Measure(_Row):
    id: Slug
    name_sv: Filled
    name_en: Filled
    other_names: Semicolons
    prevention_level: Annotated[str, StringConstraints(pattern=r"^(universal|selective|indicated)(/\w+)?$")]
    unit: Annotated[str, StringConstraints(pattern=r"^(person|place|organisation)$")]
    approach: Filled
    target_group: Text
    setting: Text
    url: Optional_
    mark: Mark
    note: Text


class _Rating(_Row):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+-\d{3}$")]
    measure_id: Annotated[Slug | None, BeforeValidator(lambda value: value or None)]
    measure: Filled
    portal: Filled
    rating: Filled
    quality: Text
    kind: Filled
    read_on: Filled
    url: Address
    mark: Mark
    note: Text
    working_note: Annotated[Text, Field(exclude=True)]  # for those who keep the file; it goes no further
    direction: Direction


class _Municipality(_Row):
    code: Annotated[str, StringConstraints(pattern=r"^\d{4}$")]
    name: Filled
    official_name: Filled
    county_code: Annotated[str, StringConstraints(pattern=r"^\d{2}$")]
    county: Filled
    skr_group: Annotated[str, StringConstraints(pattern=r"^[ABC]\d$")]
    skr_group_name: Filled
    skr_group_name_en: Filled
    skr_main_group: Filled
    url: Address
    mark: Mark


class _GoverningDocument(_Row):
    url: Address
    title: Filled
    mark: Mark
    starts: date | None = Field(default=None, alias="from")
    ends: date | None = Field(default=None, alias="to")


class _Challenge(_Row):
    id: Slug
    number: int
    name_sv: Filled
    name_en: Filled
    name_nb: Filled
    name_da: Filled
    definition_sv: Filled
    definition_en: Filled
    mark: Mark
    label_review: bool
    documents: Annotated[tuple[_GoverningDocument, ...], Field(min_length=1)]


class _Requirement(_Row):
    id: Annotated[str, StringConstraints(pattern=r"^\d+\.[a-z0-9_]+$")]
    paragraph: int
    name_sv: Filled
    name_en: Filled
    question_sv: Filled
    statute: Filled
    soft: bool
    url: Address
    mark: Mark


class _Concept(_Row):
    sv: tuple[Filled, ...] = ()
    en: tuple[Filled, ...] = ()
    nb: tuple[Filled, ...] = ()
    da: tuple[Filled, ...] = ()
    broader: tuple[Slug, ...] = ()
    related: tuple[Slug, ...] = ()
    co_words: dict[str, tuple[Filled, ...]] = {}
    exceptions: tuple[Filled, ...] = Field(default=(), alias="not")
    weight: Annotated[float | None, Field(ge=0, le=1)] = None
    note: dict[Annotated[str, StringConstraints(pattern=r"^(sv|en|nb|da)$")], Filled] = {}
    desired: Annotated[str | None, StringConstraints(pattern=r"^(less|more)$")] = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All facts, each kind by its id in the order of its file; `version` changes when any file does.

    The sources stand in the crawlers' register and are put in by whoever has both; they do not count for `version`.
    """

    challenges: dict[ChallengeId, Challenge]
    measures: dict[MeasureId, Measure]
    ratings: tuple[PortalRating, ...]
    sources: dict[SourceId, Source]
    municipalities: dict[str, Municipality]
    requirements: dict[RequirementId, Requirement]
    concepts: dict[str, Concept]
    version: str

    def with_sources(self, sources: dict[SourceId, Source]) -> "Catalogue":
        """Return the same catalogue with these sources."""
        return replace(self, sources=sources)

    def challenge(self, challenge_id: str) -> Challenge:
        """Return the challenge, or raise NotFound with the ids that exist."""
        found = self.challenges.get(ChallengeId(challenge_id))
        if found is None:
            raise NotFound(f"there is no challenge {challenge_id!r}; known: {', '.join(self.challenges)}")
        return found

    def measure(self, measure_id: str) -> Measure:
        """Return the measure, or raise NotFound."""
        found = self.measures.get(MeasureId(measure_id))
        if found is None:
            raise NotFound(f"there is no measure {measure_id!r}")
        return found

    def source(self, source_id: str) -> Source:
        """Return the source, or raise NotFound."""
        found = self.sources.get(SourceId(source_id))
        if found is None:
            raise NotFound(f"there is no source {source_id!r}; `utblick source list` shows all")
        return found

    def municipality(self, code: str) -> Municipality:
        """Return the municipality with the four-digit `code`, or raise NotFound."""
        found = self.municipalities.get(code)
        if found is None:
            raise NotFound(f"there is no municipality with code {code!r} (four digits, for example 0180)")
        return found

    def ratings_of(self, measure_id: MeasureId) -> tuple[PortalRating, ...]:
        """Return what portals say about the measure, in the order of the file."""
        return tuple(rating for rating in self.ratings if rating.measure_id == measure_id)

    def challenges_of(self, measure_id: MeasureId) -> tuple[ChallengeId, ...]:
        """Return the challenges a measure is meant for: an editorial link of the thesaurus, not a finding."""
        concept = self.concepts.get(measure_id)
        return tuple(ChallengeId(key) for key in concept.related if key in self.challenges) if concept else ()

    def measures_for(self, challenge_id: ChallengeId) -> tuple[Measure, ...]:
        """Return the measures with an editorial link to the challenge, in the order of the file."""
        return tuple(m for m in self.measures.values() if challenge_id in self.challenges_of(m.id))


@cache
def load_catalogue() -> Catalogue:
    """Return the catalogue shipped with the package; raise Misconfigured naming the file and row that is wrong."""
    package = resources.files("kb.catalogue")
    return read_catalogue(package / "data", package / "thesaurus")


def read_catalogue(data: Traversable, thesaurus: Traversable) -> Catalogue:
    """Return the catalogue in two folders; raise Misconfigured naming the file and row that is wrong."""
    challenges = _toml_rows(data / "challenges.toml", "challenge", _Challenge)
    requirements = _toml_rows(data / "requirements.toml", "requirement", _Requirement)
    measures = _csv_rows(data / "measures.csv", _Measure)
    ratings = _csv_rows(data / "ratings.csv", _Rating)
    municipalities = _csv_rows(data / "municipalities.csv", _Municipality)
    concepts: dict[str, Concept] = {}
    for file in sorted(thesaurus.iterdir(), key=lambda file: file.name):
        scheme, dot, ending = file.name.rpartition(".")
        if dot and ending == "toml":
            concepts |= _concepts(file, scheme, concepts)
    files = sorted([*data.iterdir(), *thesaurus.iterdir()], key=lambda file: file.name)
    digest = hashlib.sha256(b"".join(f.read_bytes() for f in files if f.name.endswith((".csv", ".toml"))))
    catalogue = Catalogue(
        challenges={
            ChallengeId(row.id): Challenge(
                **_fields(row) | {"documents": tuple(GoverningDocument(**_fields(d)) for d in row.documents)}
            )
            for row in challenges
        },
        measures={MeasureId(row.id): Measure(**_fields(row)) for row in measures},
        ratings=tuple(PortalRating(**_fields(row)) for row in ratings),
        sources={},
        municipalities={row.code: Municipality(**_fields(row)) for row in municipalities},
        requirements={RequirementId(row.id): Requirement(**_fields(row)) for row in requirements},
        concepts=concepts,
        version=digest.hexdigest()[:12],
    )
    _check_references(catalogue)
    return catalogue


def _fields(row: BaseModel) -> dict[str, Any]:
    return {name: getattr(row, name) for name, field in type(row).model_fields.items() if not field.exclude}


def _csv_rows(file: Traversable, row_type: type[Row]) -> list[Row]:
    with file.open("r", encoding="utf-8") as lines:
        return _validated(file, list(csv.DictReader(lines)), row_type)


def _toml_rows(file: Traversable, key: str, row_type: type[Row]) -> list[Row]:
    rows = _toml(file).get(key)
    if not isinstance(rows, list):
        raise Misconfigured(f"{file.name}: there is no [[{key}]]")
    return _validated(file, rows, row_type)


def _toml(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:  # TOMLDecodeError, or bytes that are no UTF-8
        raise Misconfigured(f"{file.name}: {error}") from error


def _validated(file: Traversable, rows: list[dict[str, Any]], row_type: type[Row]) -> list[Row]:
    try:
        found = TypeAdapter(list[row_type]).validate_python(rows)  # type: ignore[valid-type]
    except ValidationError as error:
        first = error.errors()[0]
        number, *field = first["loc"]  # rows count from 1, without the heading
        place = f"{file.name}, row {int(number) + 1}, {'.'.join(map(str, field))}"
        raise Misconfigured(f"{place}: {first['msg']}") from error
    ids = [getattr(row, "id", None) or getattr(row, "code", None) for row in found]
    twice = {key for key in ids if ids.count(key) > 1}
    if twice:
        raise Misconfigured(f"{file.name}: id {sorted(map(str, twice))[0]!r} stands twice")
    return found


def _concepts(file: Traversable, scheme: str, others: dict[str, Concept]) -> dict[str, Concept]:
    found = {}
    for key, table in _toml(file).items():
        if key in others:
            raise Misconfigured(f"{file.name}, [{key}]: stands in {others[key].scheme}.toml as well")
        try:
            row = _Concept.model_validate(table)
        except ValidationError as error:
            raise Misconfigured(f"{file.name}, [{key}]: {error.errors()[0]['msg']}") from error
        found[key] = Concept(
            id=key,
            scheme=scheme,
            labels={code: labels for code in ("sv", "en", "nb", "da") if (labels := getattr(row, code))},
            broader=row.broader,
            related=row.related,
            co_words=row.co_words or None,
            exceptions=row.exceptions,
            weight=row.weight,
            notes=row.note or None,
            desired=row.desired,
        )
    return found


def _check_references(catalogue: Catalogue) -> None:
    for rating in catalogue.ratings:
        if rating.measure_id and rating.measure_id not in catalogue.measures:
            raise Misconfigured(f"ratings.csv: {rating.id} names the unknown measure {rating.measure_id!r}")
    for concept in catalogue.concepts.values():
        for other in (*concept.broader, *concept.related):
            if other not in catalogue.concepts:
                raise Misconfigured(f"thesaurus: {concept.id} refers to the unknown concept {other!r}")
        above = _above(concept, catalogue.concepts)
        if concept.id in above:
            raise Misconfigured(f"thesaurus: {concept.id} is broader than itself")
        for other in concept.related:
            if other in above or other == concept.id:  # SKOS Reference, S27
                raise Misconfigured(f"thesaurus: {concept.id} has {other!r} as broader and as related")
    for key in (*catalogue.challenges, *catalogue.measures):
        concept_of = catalogue.concepts.get(key)
        if concept_of is None or not concept_of.labels:
            raise Misconfigured(f"thesaurus: {key!r} has no labels")
    for concept in catalogue.concepts.values():
        for label in concept.co_words or {}:
            if not any(label in labels for labels in concept.labels.values()):
                raise Misconfigured(f"thesaurus: {concept.id} wants company for {label!r}, which is no label of it")


def _above(concept: Concept, concepts: dict[str, Concept]) -> set[str]:
    """Return all that is broader than the concept, however far up; the concept itself where it goes in a circle."""
    above: set[str] = set()
    waiting = list(concept.broader)
    while waiting:
        key = waiting.pop()
        if key not in above and key in concepts:
            above.add(key)
            waiting += concepts[key].broader
    return above
