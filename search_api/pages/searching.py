"""The search page: two tabs, a form, hits with their reasons, and ways out of zero hits."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from pydantic import BeforeValidator, Field

from kb.catalogue import Catalogue
from kb.search.results import LONGEST_QUERY
from search_api.pages.reading import RendererDep
from search_api.paging import FURTHEST, LARGEST, Stretch
from search_api.parts import PartsDep
from search_api.questions import MOST_FILTERS, question
from search_api.swedish import language as language_name

router = APIRouter(include_in_schema=False)
_PATH = "/sok"
_OFFERED = ("sv", "en", "nb", "da")


class Tab(StrEnum):
    """What is searched in."""

    MEASURES = "atgarder"
    DOCUMENTS = "dokument"


# An empty field of a form means that nothing was chosen.
Year = Annotated[Annotated[int, Field(ge=1, le=9999)] | None, BeforeValidator(lambda value: value or None), Query()]
Ids = Annotated[list[str], Query(max_length=MOST_FILTERS)]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter in force: what it is, in Swedish, and the address of the same search without it."""

    name: str
    without: str


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the form, as it goes into addresses."""

    q: str
    tab: Tab
    challenges: tuple[str, ...]
    measures: tuple[str, ...]
    languages: tuple[str, ...]
    first_year: int | None
    last_year: int | None
    everything: bool

    def parameters(self, tab: Tab | None = None) -> list[tuple[str, str]]:
        """Return the parameters of this search, or of the same on another tab."""
        shown = tab or self.tab
        found = [("q", self.q)] if self.q else []
        found.append(("i", shown))
        found += [("utmaning", key) for key in self.challenges]
        if shown is Tab.DOCUMENTS:
            found += [("atgard", key) for key in self.measures]
            found += [("sprak", key) for key in self.languages]
            found += [("fran", str(self.first_year))] if self.first_year else []
            found += [("till", str(self.last_year))] if self.last_year else []
            found += [("allt", "true")] if self.everything else []
        return found

    def address(self, tab: Tab | None = None) -> str:
        """Return the address of this search, or of the same on another tab."""
        return f"{_PATH}?{urlencode(self.parameters(tab))}"

    def filters(self, catalogue: Catalogue) -> list[Filter]:
        """Return the filters in force on this tab."""
        named = {("utmaning", key): f"utmaningen {catalogue.challenge(key).name_sv}" for key in self.challenges}
        named |= {("atgard", key): f"åtgärden {catalogue.measure(key).name_sv}" for key in self.measures}
        named |= {("sprak", key): f"språket {language_name(key)}" for key in self.languages}
        named |= {("fran", str(self.first_year)): f"gränsen från år {self.first_year}"} if self.first_year else {}
        named |= {("till", str(self.last_year)): f"gränsen till år {self.last_year}"} if self.last_year else {}
        here = self.parameters()
        return [
            Filter(named[one], f"{_PATH}?{urlencode([other for other in here if other != one])}")
            for one in here
            if one in named
        ]


@router.get(_PATH)
def search(
    *,
    parts: PartsDep,
    render: RendererDep,
    q: Annotated[str, Query(max_length=LONGEST_QUERY)] = "",
    i: Tab = Tab.MEASURES,
    utmaning: Ids = [],  # noqa: B006 - FastAPI copies it
    atgard: Ids = [],  # noqa: B006
    sprak: Ids = [],  # noqa: B006
    fran: Year = None,
    till: Year = None,
    allt: bool = False,
    offset: Annotated[int, Query(ge=0, le=FURTHEST)] = 0,
    limit: Annotated[int, Query(ge=1, le=LARGEST)] = 20,
) -> HTMLResponse:
    """Return the search page."""
    documents = i is Tab.DOCUMENTS
    query = question(
        parts.catalogue,
        text=q,
        challenges=tuple(filter(None, utmaning)),
        measures=tuple(filter(None, atgard)) if documents else (),
        languages=tuple(filter(None, sprak)) if documents else (),
        first_year=fran if documents else None,
        last_year=till if documents else None,
        everything=allt and documents,
        offset=offset,
        limit=limit,
    )
    form = Form(
        query.text, i, query.challenges, query.measures, query.languages, query.first_year, query.last_year,
        query.everything,
    )  # fmt: skip
    page = parts.search.search_documents(query) if documents else parts.search.search_measures(query)
    parameters = [*form.parameters(), *([("limit", str(limit))] if limit != 20 else [])]
    stretch = Stretch(_PATH, parameters, page.total, offset, limit)
    return render.page(
        "search.html",
        here="search",
        form=form,
        tabs=Tab,
        languages=tuple(dict.fromkeys((*_OFFERED, *form.languages))),
        filters=form.filters(parts.catalogue),
        page=page,
        stretch=stretch,
        longest=LONGEST_QUERY,
    )
