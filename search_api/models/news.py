"""What is new, studies and suggestions, as they leave."""

from datetime import datetime

from pydantic import ConfigDict, Field

from search_api.models.base import Model
from search_api.models.documents import DocumentHitOut
from search_api.models.evidence import StudyOut
from search_api.models.hits import HitPage


class NewsItemOut(Model):
    """A document that is new or whose words have changed."""

    model_config = ConfigDict(title="NewsItem")

    at: datetime = Field(title="Since when")
    version: int = Field(title="1: the document is new")
    hit: DocumentHitOut


class NewsPage(HitPage[NewsItemOut]):
    """New and changed documents, newest first; `offset` to `offset + len(hits)` of `total`."""


class StudyViewOut(Model):
    """A study with the documents that tell of it, the one that counts first."""

    model_config = ConfigDict(title="StudyView")

    study: StudyOut
    documents: tuple[DocumentHitOut, ...]
    measures: tuple[str, ...] = Field(title="Ids of the measures that it is about")


class SuggestionOut(Model):
    """What the asker may be about to write."""

    model_config = ConfigDict(title="Suggestion")

    text: str
    concept: str
    scheme: str


class Suggestions(Model):
    """Suggestions, the likeliest first."""

    suggestions: tuple[SuggestionOut, ...]
