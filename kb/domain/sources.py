"""The sources to monitor: what each is, how it is collected, and on what terms."""

from dataclasses import dataclass, field
from enum import StrEnum

from kb.domain.documents import SourceId
from kb.domain.facts import Mark


class SourceKind(StrEnum):
    """How a source can be collected from. The last three are known and not collected."""

    FEED = "feed"
    LISTING = "listing"
    SITEMAP = "sitemap"
    WATCH = "watch"
    OAI_PMH = "oai_pmh"
    OPENALEX = "openalex"
    CROSSREF = "crossref"
    EUROPE_PMC = "europe_pmc"
    DOAJ = "doaj"
    API = "api"
    FILES = "files"
    NONE = "none"

    @property
    def collected(self) -> bool:
        """Whether there is a spider for it."""
        return self not in (SourceKind.API, SourceKind.FILES, SourceKind.NONE)


class Show(StrEnum):
    """How much of a source's own text its terms let readers see; titles, names and addresses are always shown."""

    TEXT = "text"
    EXCERPT = "excerpt"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class Form:
    """How a source is laid out, as data. What a kind does not use stays empty.

    `links` is a regular expression that the path and query of an item's address must match, `area` a CSS selector
    of the part of a page that is looked at (listing: for links; watch: for words), `next_page` one of the link to
    the next page of the list and `turns` how many pages of it are read. `pdf` selects on an item's page the link
    to its PDF. `hosts` are further sites that may be asked. `site` names a module in `crawlers/sites` for what
    data cannot say. `prefix` and `sets` are for OAI-PMH, `query` (in the source's own words) for databases and for
    feeds that answer questions; `look_back_days` is how far the first harvest goes back. `only_field` leaves out
    what has no word of the field: for sources that are about everything. `assumed`: nobody has seen the page
    behind these settings yet.
    """

    links: str | None = None
    area: str | None = None
    next_page: str | None = None
    turns: int = 1
    pdf: str | None = None
    hosts: tuple[str, ...] = ()
    site: str | None = None
    prefix: str = "oai_dc"
    sets: tuple[str, ...] = ()
    query: str | None = None
    look_back_days: int = 365
    only_field: bool = False
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A source to monitor. `languages` are ISO 639-1 codes.

    `terms` are working notes on licence, robots and the like, for those who keep the register and docs/sources.md;
    readers are told `licence` and `show`.
    `licence` None: unknown. `quiet_days` is the expected volume: with nothing new for longer the source counts as
    silent. `mark` says how the address was read, `form.assumed` whether the layout was seen.
    """

    id: SourceId
    name: str
    organisation: str
    country: str
    languages: tuple[str, ...]
    kind: SourceKind
    url: str
    mark: Mark
    terms: str
    yields: str
    enabled: bool = True
    interval_h: int = 6
    licence: str | None = None
    show: Show = Show.EXCERPT
    quiet_days: int = 90
    form: Form = field(default_factory=Form)

    @property
    def collected(self) -> bool:
        """Whether it is crawled by itself."""
        return self.enabled and self.kind.collected
