"""What is answered beside the hits, as it leaves: what is missing, what to take instead, whether it is an answer."""

from pydantic import ConfigDict, Field

from kb.domain.evidence import Effect, Strength
from kb.domain.maryland import Verdict
from kb.search.answers import Better, Lack, Quality
from search_api.models.base import Model


class MissingOut(Model):
    """One thing that a hit lacks; `value` is an id or a figure, as the lack says."""

    model_config = ConfigDict(title="Missing")

    lack: Lack
    value: str | None


class GroundsOut(Model):
    """What a hit rests on, in figures. Of a measure: its studies; of a document: itself."""

    model_config = ConfigDict(title="Grounds")

    studies: int
    reviews: int
    level: int | None = Field(title="Highest level on the Maryland scale (1-5); null: none stated")
    at_level: int = Field(title="Studies on that level")
    nordic: bool | None = Field(title="Evaluated there; null: nothing that is held says so")
    european: bool | None = Field(title="Evaluated there; null: nothing that is held says so")
    newest: int | None = Field(title="Year")


class InsteadOut(Model):
    """Another measure for the same challenges, and in what it is better."""

    model_config = ConfigDict(title="Instead")

    measure: str
    challenges: tuple[str, ...]
    better: tuple[Better, ...]
    effect: Effect | None
    strength: Strength
    verdict: Verdict


class AnsweredOut(Model):
    """Whether there is a good measure among the hits; else what comes nearest, and why it is not good."""

    model_config = ConfigDict(title="Answered")

    quality: Quality
    measures: tuple[str, ...] = Field(title="The good ones, or the nearest, best first")
    missing: dict[str, tuple[MissingOut, ...]]
