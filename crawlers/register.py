"""The register of sources, `crawlers/sources.toml`: read and checked."""

import re
import tomllib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from kb.domain.documents import SourceId
from kb.domain.facts import Mark
from kb.domain.sources import Form, Show, Source, SourceKind
from kb.errors import Misconfigured

Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    links: Filled | None = None
    area: Filled | None = None
    next_page: Filled | None = None
    turns: Annotated[int, Field(ge=1, le=20)] = 1
    pdf: Filled | None = None
    hosts: tuple[Filled, ...] = ()
    site: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")] | None = None
    prefix: Filled = "oai_dc"
    sets: tuple[Filled, ...] = ()
    query: Filled | None = None
    look_back_days: Annotated[int, Field(ge=1, le=3650)] = 365
    only_field: bool = False
    assumed: bool = False

    @field_validator("links")
    @classmethod
    def _expression(cls, given: str | None) -> str | None:
        try:
            re.compile(given or "")
        except re.error as error:
            raise ValueError(f"{given!r} is not a regular expression: {error}") from error
        return given


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]
    name: Filled
    organisation: Filled
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    languages: Annotated[tuple[Code, ...], Field(min_length=1)]
    kind: SourceKind
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    mark: Mark
    terms: str
    yields: Filled
    enabled: bool = False
    interval_h: Annotated[int, Field(ge=1, le=24 * 90)] = 6
    licence: Filled | None = None
    show: Show = Show.EXCERPT
    quiet_days: Annotated[int, Field(ge=1, le=3650)] = 90
    form: _Form = _Form()


@cache
def load_register() -> dict[SourceId, Source]:
    """Return the sources shipped with the package, by their id in the order of the file; see `read_register`."""
    return read_register(resources.files("crawlers") / "sources.toml")


def read_register(file: Traversable) -> dict[SourceId, Source]:
    """Return the sources in `file`; raise Misconfigured naming the source and field that is wrong."""
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("source")
    except ValueError as error:  # TOMLDecodeError, or bytes that are no UTF-8
        raise Misconfigured(f"{file.name}: {error}") from error
    if not isinstance(rows, list):
        raise Misconfigured(f"{file.name}: there is no [[source]]")
    found: dict[SourceId, Source] = {}
    for number, row in enumerate(rows, start=1):
        source = _source(row, f"{file.name}, source {number}")
        if source.id in found:
            raise Misconfigured(f"{file.name}: id {source.id!r} stands twice")
        if source.enabled and not source.kind.collected:
            raise Misconfigured(f"{file.name}: {source.id} is enabled, but the kind {source.kind} is not collected")
        found[source.id] = source
    return found


def _source(row: dict[str, Any], place: str) -> Source:
    try:
        said = _Source.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise Misconfigured(f"{place} ({row.get('id', 'without id')}), {field}: {first['msg']}") from error
    form = Form(**{name: getattr(said.form, name) for name in _Form.model_fields})
    fields = {name: getattr(said, name) for name in _Source.model_fields}
    return Source(**fields | {"id": SourceId(said.id), "form": form})
