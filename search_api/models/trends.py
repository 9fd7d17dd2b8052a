"""Documents by challenge and period, as they leave."""

from pydantic import ConfigDict, Field

from kb.search.trends import Dating, Step
from search_api.models.base import Model


class TestedOut(Model):
    """A challenge in a period set against the periods before."""

    model_config = ConfigDict(title="Tested")

    period: str
    count: int = Field(title="Documents on the challenge in the period")
    all: int = Field(title="All documents in the period")
    before: int = Field(title="Documents on the challenge in the periods before")
    all_before: int = Field(title="All documents in the periods before")
    p: float = Field(
        title="Chance of so many or more were the share unchanged",
        description="Exact conditional test of two rates (Przyborowski & Wilenski 1940), one-sided.",
    )
    adjusted: float = Field(title="p corrected for the number of tests (Benjamini & Hochberg 1995)")
    burst: bool = Field(title="Whether the share has risen: corrected p at most 0.05, and at least 5 documents")


class TrendOut(Model):
    """The documents on one challenge, in the order of the periods, and the tests of those that could be tested."""

    model_config = ConfigDict(title="Trend")

    challenge: str
    counts: tuple[int, ...]
    tests: tuple[TestedOut, ...]


class TrendsOut(Model):
    """Documents by challenge and period; a document on two challenges counts for both."""

    model_config = ConfigDict(title="Trends")

    dating: Dating
    step: Step
    periods: tuple[str, ...] = Field(title='"2025" or "2025-Q1", oldest first; the last one goes on')
    all_documents: tuple[int, ...] = Field(title="All relevant documents by period")
    trends: tuple[TrendOut, ...]
    documents: int = Field(title="Relevant documents")
    undated: int = Field(title="Those without such a date")
    outside: int = Field(title="Those dated before the first period, or in the future")
    tests: int = Field(title="Tests made")
