"""Documents on each challenge over time."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from kb.search.trends import Dating, Step
from search_api.models.trends import TrendsOut
from search_api.pages.trends import held_trends
from search_api.parts import PartsDep
from search_api.routes.parameters import Asking, problems

router = APIRouter()


class AskedTrends(Asking):
    """How documents are counted."""

    dating: Dating = Field(default=Dating.PUBLISHED, title="By which date")
    step: Step = Field(default=Step.YEAR, title="How long a period is")


@router.get("/trends", responses=problems(), summary="Read the trends")
def read_trends(parts: PartsDep, asked: Annotated[AskedTrends, Query()]) -> TrendsOut:
    """Return the documents on each challenge by period, with the tests of whether its share has risen."""
    return TrendsOut.from_domain(held_trends(parts, asked.dating, asked.step))
