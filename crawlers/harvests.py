"""How archives (OAI-PMH) and databases are asked, page by page, and where the next run goes on. Pure functions.

A harvest is a list of questions: the sets of an archive, or the stored query of each challenge. It is incremental
on the day a record was *created* in the database (for OAI-PMH on its datestamp, which also tells of changes and
withdrawals): a study from 2009 that is entered today is news to us.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from crawlers.queries import Query, crossref_search, doaj_search, europe_pmc_search, openalex_search
from crawlers.readers.paging import crossref_next, doaj_next, europe_pmc_next, oai_next, openalex_next
from kb.domain.sources import Source, SourceKind

_A_PAGE = {
    SourceKind.OPENALEX: 200,
    SourceKind.CROSSREF: 100,
    SourceKind.EUROPE_PMC: 100,
    SourceKind.DOAJ: 100,
}
_OPENALEX_FIELDS = (
    "id,doi,title,display_name,publication_date,publication_year,language,type,primary_location,authorships,"
    "abstract_inverted_index,keywords,topics,created_date"
)
_OVERLAP = timedelta(days=1)  # days are counted in the server's zone, not in ours
_WHOLE = "all"  # the one question of a source that has one only


@dataclass(frozen=True, slots=True)
class Harvest:
    """A harvest under way: the questions that are left, each with the token of its next page; None: from its start.

    `asks` holds each question in the database's own words. `started` becomes the next run's `since` when all
    questions are answered.
    """

    kind: SourceKind
    url: str
    since: date
    started: date
    pending: tuple[tuple[str, str | None], ...]
    asks: Mapping[str, str]
    prefix: str = "oai_dc"
    contact: str | None = None
    api_key: str | None = field(default=None, repr=False)

    def begun_anew(self) -> "Harvest":
        """Return the harvest with its first question asked from the start."""
        (name, _), *rest = self.pending
        return replace(self, pending=((name, None), *rest))

    def cursor(self) -> str:
        """Return what has to be kept for the next run, as JSON."""
        since = self.since if self.pending else max(self.since, self.started - _OVERLAP)
        started = self.started if self.pending else None
        return json.dumps(
            {"since": str(since), "started": str(started) if started else None, "pending": list(self.pending)}
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """What a page of an answer says: how many items are on it, and how the harvest goes on. `error`: it does not.

    `anew`: there is nothing on it to read, and the same question is asked from its start.
    """

    items: int
    harvest: Harvest
    error: str | None = None
    anew: bool = False


def harvest_of(
    source: Source, queries: Sequence[Query], cursor: str | None, today: date, *, contact: str | None, key: str | None
) -> Harvest:
    """Return the harvest of the source from where the last one ended, or from `form.look_back_days` ago."""
    asks = _asks(source, queries)
    kept = json.loads(cursor) if cursor else {}
    since = date.fromisoformat(kept["since"]) if "since" in kept else today - timedelta(days=source.form.look_back_days)
    # What the register no longer asks is not asked to its end.
    pending = tuple((name, token) for name, token in kept.get("pending", ()) if name in asks)
    return Harvest(
        kind=source.kind,
        url=urlunsplit((*urlsplit(source.url)[:3], "", "")),
        since=since,
        started=date.fromisoformat(kept["started"]) if pending else today,
        pending=pending or tuple((name, None) for name in asks),
        asks=asks,
        prefix=source.form.prefix,
        contact=(contact or "").removeprefix("mailto:") if "@" in (contact or "") else None,
        api_key=key,
    )


def address_of(harvest: Harvest) -> str:
    """Return the address of the next page of the first question that is left."""
    name, token = harvest.pending[0]
    ask, since, rows = harvest.asks[name], harvest.since.isoformat(), _A_PAGE.get(harvest.kind, 0)
    said: dict[str, str | int | None]
    path = ""
    match harvest.kind:
        case SourceKind.OAI_PMH:
            if token is not None:  # OAI-PMH 2.0 section 3.5: the token is the only other argument
                said = {"verb": "ListRecords", "resumptionToken": token}
            else:
                said = {"verb": "ListRecords", "metadataPrefix": harvest.prefix, "set": ask or None, "from": since}
        case SourceKind.OPENALEX:
            said = {
                "filter": f"{ask},from_created_date:{since}",
                "select": _OPENALEX_FIELDS,
                "per-page": rows,
                "cursor": token or "*",
                "mailto": harvest.contact,
                "api_key": harvest.api_key,
            }
        case SourceKind.CROSSREF:
            filters = f"from-created-date:{since}"
            said = {
                "filter": filters if name != _WHOLE else f"{ask},{filters}",
                "query.bibliographic": None if name == _WHOLE else ask,
                "rows": rows,
                "cursor": token or "*",
                "mailto": harvest.contact,
            }
        case SourceKind.EUROPE_PMC:
            said = {
                "query": f"({ask}) AND (CREATION_DATE:[{since} TO 3000-01-01])",
                "resultType": "core",
                "format": "json",
                "pageSize": rows,
                "cursorMark": token or "*",
                "email": harvest.contact,
            }
        case _:
            path = "/" + quote(f"({ask}) AND created_date:[{since} TO *]", safe="")
            said = {"page": token or "1", "pageSize": rows, "sort": "created_date:asc"}
    url = harvest.url.partition("/%7B")[0].partition("/{")[0] if path else harvest.url
    return f"{url}{path}?{urlencode({name: value for name, value in said.items() if value is not None})}"


def turn_of(harvest: Harvest, content: bytes) -> Turn:
    """Return what a page of the answer to the first question says, and the harvest after it."""
    (name, token), *rest = harvest.pending
    done = replace(harvest, pending=tuple(rest))
    if harvest.kind is SourceKind.OAI_PMH:
        page = oai_next(content)
        if page.expired and token is not None:  # what came is kept; the same question is asked anew
            return Turn(0, harvest.begun_anew(), anew=True)
        if page.error is not None:
            return Turn(0, harvest, f"the archive answers {page.error[0]}: {page.error[1]}"[:300])
        following = page.token
        items = page.records
    else:
        answer = _NEXT[harvest.kind](content)
        if answer.error is not None:
            return Turn(0, harvest, f"the database answers: {answer.error}"[:300])
        # A search by words in Crossref finds almost anything, best first: one page of each is what is wanted.
        best_only = harvest.kind is SourceKind.CROSSREF and name != _WHOLE
        following = answer.next if answer.items and not best_only else None
        items = answer.items
    if following is not None and following != token:
        return Turn(items, replace(harvest, pending=((name, following), *rest)))
    return Turn(items, done)


def _asks(source: Source, queries: Sequence[Query]) -> dict[str, str]:
    if source.kind is SourceKind.OAI_PMH:
        return {name or _WHOLE: name for name in source.form.sets or ("",)}
    if source.form.query is not None:
        return {_WHOLE: source.form.query}
    search = _SEARCHES[source.kind]
    return {query.challenge: search(query) for query in queries}


def _openalex_filter(query: Query) -> str:
    return f"title_and_abstract.search:{openalex_search(query)}"


_SEARCHES = {
    SourceKind.OPENALEX: _openalex_filter,
    SourceKind.CROSSREF: crossref_search,
    SourceKind.EUROPE_PMC: europe_pmc_search,
    SourceKind.DOAJ: doaj_search,
}
_NEXT = {
    SourceKind.OPENALEX: openalex_next,
    SourceKind.CROSSREF: crossref_next,
    SourceKind.EUROPE_PMC: europe_pmc_next,
    SourceKind.DOAJ: doaj_next,
}
