"""The parameters that routes share, and the problems that each can answer with."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, ClassVar

from fastapi import Request, Response
from pydantic import BaseModel, ConfigDict, Field

from kb.catalogue import Catalogue
from kb.domain.claims import DocumentKind, EffectDirection, Focus, StudyDesign
from kb.domain.evidence import Effect, Status, Strength
from kb.domain.evidence import Warning as Caution
from kb.domain.maryland import Verdict
from kb.domain.regions import Region
from kb.search.facets import DOCUMENT_FACETS, GAP_FACETS, MEASURE_FACETS, Facet
from kb.search.results import LONGEST_QUERY, Sort
from kb.search.results import Query as Asked
from search_api.paging import FURTHEST, LARGEST, Stretch
from search_api.problems import WrongParameter, described
from search_api.questions import MOST_FILTERS, Holds, Level, question

PREFIX = "/api/v1"
MOST_IN_FILE = 1000

Year = Annotated[
    int | None, Field(ge=1, le=9999, title="Year", description="Inclusive; leaves out documents without a year.")
]
Offset = Annotated[int, Field(ge=0, le=FURTHEST, title="Hits to pass over")]
Limit = Annotated[int, Field(ge=1, le=LARGEST, title="Hits at most")]


def _any(title: str, where: str) -> Any:
    return Field(default=[], max_length=MOST_FILTERS, title=title, description=f"{where}; any of them.")


class Asking(BaseModel):
    """Parameters of a route. One with a slip in its name is refused: it must not look as if it narrowed anything."""

    model_config = ConfigDict(extra="forbid")


class _Question(Asking):
    """What is asked, without the stretch that is wanted of the answer."""

    facets: ClassVar[Sequence[Facet]] = ()

    q: str = Field(default="", max_length=LONGEST_QUERY, title="Question", description="Empty: everything.")
    first_year: Year = None
    last_year: Year = None
    everything: bool = Field(
        default=False, title="Everything", description="Also documents that were read as outside the field."
    )
    expand: bool = Field(default=True, title="Expand", description="Let the thesaurus add words.")
    sort: Sort = Field(default=Sort.RANK, title="Order")
    challenge: list[str] = _any("Challenges", "Ids from /challenges")
    measure_type: list[str] = _any("Types of measures", "Ids from /thesaurus?scheme=measure_types")
    design: list[StudyDesign] = _any("Study designs", "Codes")
    region: list[Region] = _any("Regions", "Codes")
    level: list[Level] = _any("Levels of prevention", "Codes")

    def query(self, catalogue: Catalogue, holds: Holds | None = None) -> Asked:
        """Return the question; raise InputError for what cannot be used. `holds` as for `questions.usable`."""
        return question(
            catalogue,
            text=self.q,
            filters={facet: getattr(self, facet.value) for facet in self.facets},
            facets=self.facets,
            first_year=self.first_year,
            last_year=self.last_year,
            everything=self.everything,
            expand=self.expand,
            sort=self.sort,
            offset=getattr(self, "offset", 0),
            limit=getattr(self, "limit", 20),
            holds=holds,
        )


class MeasureQuestion(_Question):
    """What is asked of measures."""

    facets = MEASURE_FACETS

    effect: list[Effect] = _any("Effects", "Codes")
    strength: list[Strength] = _any("Strengths of evidence", "Codes")
    verdict: list[Verdict] = _any("Verdicts by the Maryland rule", "Codes")
    status: list[Status] = _any("Steps on the status ladder", "Codes")
    warning: list[Caution] = _any("Warnings", "Codes")


class DocumentQuestion(_Question):
    """What is asked of documents."""

    facets = DOCUMENT_FACETS

    measure: list[str] = _any("Measures", "Ids from /measures")
    effect: list[EffectDirection] = _any("Directions of effects told", "Codes")
    kind: list[DocumentKind] = _any("Kinds of documents", "Codes")
    focus: list[Focus] = _any("What it is mainly about", "Codes")
    country: list[str] = _any("Countries", "ISO 3166-1 alpha-2 codes")
    language: list[str] = _any("Languages", "ISO 639-1 codes")
    source: list[str] = _any("Sources", "Ids from /status")
    target_group: list[str] = _any("Target groups", "Ids from /thesaurus?scheme=target_groups")
    setting: list[str] = _any("Settings", "Ids from /thesaurus?scheme=settings")


class MeasureSearch(MeasureQuestion):
    """A stretch of the measures."""

    offset: Offset = 0
    limit: Limit = 20


class DocumentSearch(DocumentQuestion):
    """A stretch of the documents."""

    offset: Offset = 0
    limit: Limit = 20


class News(DocumentSearch):
    """A stretch of what is new."""

    since: date = Field(title="First day", description="Taken in or changed on this day (UTC) or later.")


class MeasureFile(MeasureQuestion):
    """The measures in a file."""

    limit: int = Field(default=MOST_IN_FILE, ge=1, le=MOST_IN_FILE, title="Hits at most")


class DocumentFile(DocumentQuestion):
    """The documents in a file."""

    limit: int = Field(default=MOST_IN_FILE, ge=1, le=MOST_IN_FILE, title="Hits at most")


class GapQuestion(Asking):
    """Which studies the map of gaps counts."""

    challenge: list[str] = _any("Challenges", "Ids from /challenges")
    measure_type: list[str] = _any("Types of measures", "Ids from /thesaurus?scheme=measure_types")
    country: list[str] = _any("Countries", "ISO 3166-1 alpha-2 codes")
    region: list[Region] = _any("Regions", "Codes")
    target_group: list[str] = _any("Target groups", "Ids from /thesaurus?scheme=target_groups")
    setting: list[str] = _any("Settings", "Ids from /thesaurus?scheme=settings")
    design: list[StudyDesign] = _any("Study designs", "Codes")
    language: list[str] = _any("Languages", "ISO 639-1 codes")
    first_year: Year = None
    last_year: Year = None

    def query(self, catalogue: Catalogue) -> Asked:
        """Return the filters and years as a question without words; raise InputError for what cannot be used."""
        filters = {facet: getattr(self, facet.value) for facet in GAP_FACETS}
        return question(catalogue, filters=filters, first_year=self.first_year, last_year=self.last_year)


def problems(*, unknown: str | None = None, parameters: bool = True) -> dict[int | str, Any]:
    """Return how the OpenAPI document describes the errors of a route; `unknown`: what may not be there."""
    wrong = WrongParameter(parameter="limit", detail="must be at most 100, not '500'")
    found: dict[int | str, Any] = {304: {"description": "Not Modified: If-None-Match names this answer"}}
    found[401] = described(401, "sign in first")
    if unknown:
        found[404] = described(404, f"there is no {unknown}")
    if parameters:
        found[422] = described(422, f"parameter 'limit' {wrong.detail}", errors=(wrong,))
    found[405] = described(405, "POST is not possible here; only GET and HEAD are")
    found[429] = described(429, "too many questions at once; try again in a while")
    found[500] = described(500, "something is wrong here; it has been logged")
    found[503] = described(503, "try again in a while")
    return found


def link(request: Request, response: Response, offset: int, limit: int, total: int) -> None:
    """Add the Link header of a stretch."""
    parameters = [(key, value) for key, value in request.query_params.multi_items() if key != "offset"]
    stretch = Stretch(request.url.path, parameters, total, offset, limit)
    header = stretch.link_header(request.app.state.parts.site_url)
    if header:
        response.headers["Link"] = header
