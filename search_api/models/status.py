"""How things stand, and the table that decides every order, as they leave."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BeforeValidator, ConfigDict, Field

from kb.domain.claims import StudyDesign
from kb.domain.evidence import Status as LadderStep
from kb.domain.facts import Mark
from kb.domain.health import Condition
from kb.domain.regions import Region
from kb.domain.sources import Show, Source, SourceKind
from search_api.models.base import Model


class RankingOut(Model):
    """The published table of weights: everything that decides an order, and nothing else does."""

    model_config = ConfigDict(title="Ranking")

    k: int = Field(title="Constant of reciprocal rank fusion: weight / (k + rank)")
    signal_weights: dict[str, float] = Field(title="Weight of each signal: meaning, words, concepts")
    merge_k: int = Field(title="Constant of merging: relevance = (merge_k + 1) / (merge_k + place in the group)")
    group_floor: float = Field(title="Share of the possible score from which a language group's best counts as 1")
    least_meaning: float = Field(title="Least cosine of a hit that shares neither word nor concept")
    least_words_share: float = Field(
        title="Least share of the best score by whole words of a hit that shares no concept"
    )
    without_name: float = Field(
        title="Factor of a document without the name of the place or person that is asked about"
    )
    name_alone: float = Field(title="Factor of a document that has the name and nothing else that is asked about")
    clear_share: float = Field(
        title="Feeds and orders other than by rank: least share of the best score by words or concepts"
    )
    clear_meaning: float = Field(title="The same: least cosine")
    candidates: int = Field(title="Passages taken from each signal and language group")
    candidates_to_check: int = Field(title="The same where a phrase or a word left out is looked up in the texts")
    design_factor: dict[StudyDesign, float] = Field(title="Factor by the study design that a document states, else 1")
    recency_gain: float = Field(title="Most that being new adds: 1 + recency_gain * exp(-age / recency_years)")
    recency_years: float
    status_factor: dict[LadderStep, float] = Field(title="Factor by a measure's step on the status ladder")
    transfer_factor: dict[Region, float] = Field(title="Factor by where findings were made, the nearest to Sweden")
    card_weight: float = Field(title="Weight of a measure's own card")
    named_weight: float = Field(title="What a measure gains that the question names")
    study_weight: float = Field(title="Weight of each of its best studies")
    best_studies: int = Field(title="Studies that count for a measure, at most")
    least_relevance: float = Field(title="Least relevance of a measure that is shown")
    good_among: int = Field(title="Among so many of the first a good measure is looked for")
    good_relevance: float = Field(title="Least relevance of a good measure")


class HealthOut(Model):
    """How the collecting from a source goes, and since when (null: from the beginning), in a sentence."""

    model_config = ConfigDict(title="Health")

    condition: Condition
    since: datetime | None
    sv: str = Field(title="The sentence in Swedish")
    en: str = Field(title="The sentence in English")


class YieldOut(Model):
    """What a source has given."""

    model_config = ConfigDict(title="Yield")

    documents: int = Field(title="Documents that rest on it")
    relevant: int = Field(title="Those of them that were read as being about crime, violence or insecurity")
    alone: int = Field(title="Those that no other source gave")
    newest: datetime | None = Field(title="When it last gave something new")
    accepted: int = Field(title="Those that a person has said are about crime, violence or insecurity")


class SourceOut(Model):
    """A source's entry in the register."""

    model_config = ConfigDict(title="Source")

    organisation: str
    country: str
    languages: tuple[str, ...]
    kind: SourceKind
    url: str
    collected: bool = Field(title="Whether it is crawled by itself")
    interval_h: int = Field(title="Hours between two crawls")
    quiet_days: int = Field(title="With nothing new for longer it counts as silent")
    licence: str | None = Field(title="Null: none stated")
    show: Show = Field(title="How much of its texts its terms let us show")
    mark: Mark = Field(title="How its address was read")
    layout_assumed: bool = Field(title="Whether nobody has seen the page behind its settings yet")

    @classmethod
    def from_source(cls, source: Source) -> Self:
        """Return the entry as it leaves."""
        fields = {name: getattr(source, name) for name in cls.model_fields if name != "layout_assumed"}
        return cls(**fields, layout_assumed=source.form.assumed)


def _register(source: object) -> object:
    return SourceOut.from_source(source) if isinstance(source, Source) else source


class SourceStatusOut(Model):
    """How the collecting from a source goes; null where it has never happened."""

    model_config = ConfigDict(title="SourceStatus")

    id: str
    name: str
    last_success: datetime | None
    last_attempt: datetime | None
    verdict: str | None
    detail: str | None
    failing: bool = Field(title="Whether the last attempt came to nothing")
    health: HealthOut
    given: YieldOut
    source: Annotated[SourceOut, BeforeValidator(_register)]


class StatusOut(Model):
    """How things stand: what is held, how far it is read and indexed, which sources answer."""

    model_config = ConfigDict(title="Status")

    documents: int
    read: int
    embedded: int
    waiting: int = Field(title="Documents that wait to be read")
    behind: int = Field(title="Documents that wait to be indexed")
    model_ready: bool = Field(title="Whether questions can be compared by meaning")
    busy: str | None
    sources: tuple[SourceStatusOut, ...] = Field(title="All sources, those that need somebody first")


class VersionedStatusOut(StatusOut):
    """How things stand, and by which program and catalogue."""

    model_config = ConfigDict(title="Status")

    version: str
    catalogue_version: str

    @classmethod
    def from_status(cls, status: object, version: str, catalogue_version: str) -> Self:
        """Return the status as it leaves."""
        plain = StatusOut.from_domain(status)
        fields = {name: getattr(plain, name) for name in StatusOut.model_fields}
        return cls(**fields, version=version, catalogue_version=catalogue_version)
