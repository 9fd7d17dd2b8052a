"""No more of a text than its source lets us show: everything that leaves has passed here."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kb.domain.claims import Claim
from kb.domain.documents import Document, SourceId
from kb.domain.facts import Direction, PortalRating
from kb.domain.findings import Study
from kb.domain.sources import Show, Source
from kb.search.answers import Comparison, GapMap, NewsItem, Similar, StudyView, Suggestion
from kb.search.facets import Facet
from kb.search.port import Search
from kb.search.results import (
    CandidatePage,
    ClaimView,
    DocumentHit,
    DocumentView,
    Excerpt,
    MeasureHit,
    MeasureView,
    Page,
    Query,
)
from kb.store.documents import Change, Origin

# Of a text whose terms allow excerpts: this much from its beginning, and behind each claim its words with so much
# around them. Words of a claim that go on for longer are cut.
BEGINNING, AROUND, LONGEST_WORDS = 600, 300, 600
LINES = 3  # that came and that went with a change
GAP = "[…]"
_STRICTNESS = {show: place for place, show in enumerate((Show.TEXT, Show.EXCERPT, Show.METADATA))}
_NO_EXCERPT = Excerpt("", 0)

Place = tuple[int, int, int]  # a stretch of the whole text, from and to, and where it begins in what is shown


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim as it may be shown. Its span points into what is shown of the document, `page` is that of a PDF.

    `withheld`: it rests on words that the source's terms let us show nothing of.
    """

    claim: Claim
    quote: str | None
    page: int | None = None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class ShownChange:
    """What came and went with version `number`, line by line; `more` lines are left out."""

    number: int
    found_at: datetime
    added: tuple[str, ...]
    removed: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document as it may be shown: `document.text` is what may be read of it, `cut` whether that is not all."""

    document: Document
    claims: tuple[ShownClaim, ...]
    origins: tuple[Origin, ...]
    versions: int
    read: bool
    show: Show
    cut: bool
    changes: tuple[ShownChange, ...] = ()
    study: Study | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The answers of a search, with no more of each text than its source lets us show."""

    search: Search
    sources: Mapping[SourceId, Source]

    def search_measures(self, query: Query) -> Page[MeasureHit]:
        """Return measures by relevance × prior; raise InputError for a query that is too long."""
        page = self.search.search_measures(query)
        hits = tuple(replace(hit, documents=tuple(map(self._hit, hit.documents))) for hit in page.hits)
        return replace(page, hits=hits)

    def search_documents(self, query: Query) -> Page[DocumentHit]:
        """Return documents by relevance × prior; raise InputError for a query that is too long."""
        page = self.search.search_documents(query)
        return replace(page, hits=tuple(map(self._hit, page.hits)))

    def news(self, since: datetime, query: Query) -> Page[NewsItem]:
        """Return documents new or changed since a time, newest first, that pass the query's words and filters."""
        page = self.search.news(since, query)
        return replace(page, hits=tuple(replace(item, hit=self._hit(item.hit)) for item in page.hits))

    def measure(self, measure_id: str) -> MeasureView:
        """Return all that is held about a measure, or raise NotFound."""
        return self._view(self.search.measure(measure_id))

    def similar(self, measure_id: str, limit: int = 5) -> tuple[Similar, ...]:
        """Return the measures most like this one, or raise NotFound."""
        return self.search.similar(measure_id, limit)

    def compare(self, measure_ids: Sequence[str]) -> Comparison:
        """Return two to five measures side by side; raise InputError for another number, or NotFound."""
        found = self.search.compare(measure_ids)
        return replace(found, views=tuple(map(self._view, found.views)))

    def gap_map(
        self, filters: Mapping[Facet, tuple[str, ...]], first_year: int | None = None, last_year: int | None = None
    ) -> GapMap:
        """Return what is held by challenge and type of measure."""
        return self.search.gap_map(filters, first_year, last_year)

    def study(self, study_id: str) -> StudyView:
        """Return a study with its documents, or raise NotFound."""
        view = self.search.study(study_id)
        return replace(view, documents=tuple(map(self._hit, view.documents)))

    def ratings(
        self, measure: str | None = None, portal: str | None = None, direction: Direction | None = None
    ) -> tuple[PortalRating, ...]:
        """Return what portals say, in the order of the catalogue."""
        return self.search.ratings(measure, portal, direction)

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return what `text` may become, likeliest first."""
        return self.search.suggest(text, limit)

    def document(self, document_id: str) -> ShownDocument:
        """Return what may be shown of a document, or raise NotFound."""
        return shown(self.search.document(document_id), self.sources)

    def candidates(self) -> CandidatePage:
        """Return the candidates for new measures: a few words of each document, which its name is, are always shown."""
        return self.search.candidates()

    def _view(self, view: MeasureView) -> MeasureView:
        return replace(view, linked=tuple(map(self._hit, view.linked)))

    def _hit(self, hit: DocumentHit) -> DocumentHit:
        if show_of([hit.document.source], self.sources) is Show.METADATA:
            return replace(hit, excerpt=_NO_EXCERPT)
        return hit


def show_of(sources: Iterable[SourceId], known: Mapping[SourceId, Source]) -> Show:
    """Return how much the strictest of `sources` lets us show; one that is not in the register lets us show all."""
    shows = [known[source].show for source in sources if source in known]
    return max(shows, key=lambda show: _STRICTNESS[show], default=Show.TEXT)


def shown(view: DocumentView, known: Mapping[SourceId, Source]) -> ShownDocument:
    """Return what may be shown of a document by the terms of the sources that gave its words."""
    show = show_of(_givers(view), known)
    document = view.document
    text, places = "", tuple[Place, ...]()
    if show is Show.TEXT:
        text, places = document.text, ((0, len(document.text), 0),)
    elif show is Show.EXCERPT:
        text, places = excerpts(document.text, [_in_text(document, claim) for claim in view.claims])
    limited = replace(document, text=text, page_starts=document.page_starts if text == document.text else ())
    claims = tuple(_claim(claim, document, limited, show, places) for claim in view.claims)
    # Earlier versions may have had their words from any of them.
    earlier = show_of([document.source, *(origin.source for origin in view.origins)], known)
    return ShownDocument(
        document=limited,
        claims=claims,
        origins=view.origins,
        versions=view.versions,
        read=view.read,
        show=show,
        cut=text != document.text,
        changes=tuple(_change(change, earlier) for change in view.changes),
        study=view.study,
    )


def excerpts(text: str, spans: Sequence[tuple[int, int] | None]) -> tuple[str, tuple[Place, ...]]:
    """Return the beginning of `text` and its words around each of `spans`, and the places of these."""
    wanted = [(0, _word_end(text, BEGINNING))]
    for span in spans:
        if span is not None:
            start, end = span[0], min(span[1], span[0] + LONGEST_WORDS)
            wanted.append((_word_start(text, start - AROUND // 2, start), max(end, _word_end(text, end + AROUND // 2))))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(wanted):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    parts: list[str] = []
    places: list[Place] = []
    length = 0
    for start, end in merged:
        if parts:
            parts.append(f"\n\n{GAP}\n\n")
            length += len(parts[-1])
        places.append((start, end, length))
        parts.append(text[start:end])
        length += end - start
    if merged[-1][1] < len(text):
        parts.append(f" {GAP}")
    return "".join(parts), tuple(places)


def page_of(offset: int, page_starts: Sequence[int]) -> int | None:
    """Return the number of the page on which the offset into a text lies, None where the text has no pages."""
    return max(1, bisect_right(page_starts, offset)) if page_starts else None


def _givers(view: DocumentView) -> list[SourceId]:
    """Return the sources whose words the document has; where nobody knows, all that it rests on."""
    givers = [origin.source for origin in view.origins if origin.gave_words]
    return givers or [view.document.source, *(origin.source for origin in view.origins)]


def _change(change: Change, show: Show) -> ShownChange:
    added, removed, more = change.difference.added, change.difference.removed, change.difference.more
    if show is not Show.TEXT:
        most = LINES if show is Show.EXCERPT else 0
        more += max(0, len(added) - most) + max(0, len(removed) - most)
        added, removed = (tuple(_cut(line) for line in lines[:most]) for lines in (added, removed))
    return ShownChange(change.number, change.found_at, added, removed, more)


def _cut(line: str) -> str:
    return line if len(line) <= AROUND else f"{line[: _word_end(line, AROUND)]} {GAP}"


def _text_start(document: Document) -> int:
    return len(document.title) + 2


def _in_text(document: Document, view: ClaimView) -> tuple[int, int] | None:
    """Return where in the text the claim's words stand, None where they stand in the title, or nowhere."""
    start, end, first = view.claim.start, view.claim.end, _text_start(document)
    if start is None or end is None or end <= first:
        return None
    last = len(document.text)
    found = min(max(0, start - first), last), min(end - first, last)
    return found if found[0] < found[1] else None


def _claim(view: ClaimView, document: Document, limited: Document, show: Show, places: Sequence[Place]) -> ShownClaim:
    claim, span = view.claim, _in_text(document, view)
    page = page_of(span[0], document.page_starts) if span else None
    if show is Show.TEXT or claim.start is None:
        return ShownClaim(claim, view.quote, page)
    if show is Show.METADATA:
        return ShownClaim(replace(claim, start=None, end=None), None, page, withheld=True)
    if span is None:  # in the title, which is always shown
        return ShownClaim(claim, view.quote, page)
    for start, end, shown_at in places:
        if start <= span[0] < end:
            first = _text_start(document) + shown_at + span[0] - start
            last = first + min(span[1], end) - span[0]
            return ShownClaim(replace(claim, start=first, end=last), limited.content[first:last], page)
    return ShownClaim(replace(claim, start=None, end=None), None, page, withheld=True)


def _word_start(text: str, near: int, latest: int) -> int:
    if near <= 0:
        return 0
    space = text.find(" ", near, latest)
    return space + 1 if space >= 0 else latest


def _word_end(text: str, near: int) -> int:
    if near >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, near - 60), near + 1)
    return space if space >= 0 else near
