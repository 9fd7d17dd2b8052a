"""Questions in words: measures, documents, what is new, suggestions."""

from datetime import UTC, datetime, time
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from kb.domain.text import clean_line
from kb.search.results import LONGEST_QUERY
from search_api.models import DocumentPage, MeasurePage, NewsPage, Suggestions
from search_api.parts import PartsDep
from search_api.routes.parameters import Asking, DocumentSearch, MeasureSearch, News, link, problems

router = APIRouter()


class AskedSuggestions(Asking):
    """What is written so far."""

    q: str = Field(default="", max_length=LONGEST_QUERY, title="What is written so far")
    limit: int = Field(default=8, ge=1, le=20, title="Suggestions at most")


@router.get("/measures", responses=problems(), summary="Search measures")
def search_measures(
    parts: PartsDep, request: Request, response: Response, asked: Annotated[MeasureSearch, Query()]
) -> MeasurePage:
    """Return measures by relevance × prior. Measures that harm are ranked like the rest and carry a warning."""
    page = parts.search.search_measures(asked.query(parts.catalogue, parts.holds))
    link(request, response, asked.offset, asked.limit, page.total)
    return MeasurePage.from_page(page, asked.limit)


@router.get("/documents", responses=problems(), summary="Search documents")
def search_documents(
    parts: PartsDep, request: Request, response: Response, asked: Annotated[DocumentSearch, Query()]
) -> DocumentPage:
    """Return documents by relevance × prior, each with the passage that fits best."""
    page = parts.search.search_documents(asked.query(parts.catalogue, parts.holds))
    link(request, response, asked.offset, asked.limit, page.total)
    return DocumentPage.from_page(page, asked.limit)


@router.get("/news", responses=problems(), summary="Read what is new since a day")
def read_news(parts: PartsDep, request: Request, response: Response, asked: Annotated[News, Query()]) -> NewsPage:
    """Return documents taken in or changed since a day, newest first, that pass the question and its filters."""
    since = datetime.combine(asked.since, time.min, UTC)
    page = parts.search.news(since, asked.query(parts.catalogue, parts.holds))
    link(request, response, asked.offset, asked.limit, page.total)
    return NewsPage.from_page(page, asked.limit)


@router.get("/suggestions", responses=problems(), summary="Suggest what to ask")
def suggest(parts: PartsDep, asked: Annotated[AskedSuggestions, Query()]) -> Suggestions:
    """Return what the words, of which the last may be unfinished, may become: labels of the thesaurus."""
    return Suggestions.model_validate({"suggestions": parts.search.suggest(clean_line(asked.q), asked.limit)})
