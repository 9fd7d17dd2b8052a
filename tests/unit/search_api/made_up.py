"""A search that answers from memory over made-up documents, and the application over it."""

import atexit
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from tempfile import TemporaryDirectory
from typing import TypeVar, cast

from fastapi import FastAPI
from starlette.testclient import TestClient

from kb.catalogue import Catalogue, load_catalogue
from kb.domain.accounts import Account, Role
from kb.domain.candidates import Candidate, CandidateId, Support
from kb.domain.differences import Difference
from kb.domain.documents import DocumentId, SourceId
from kb.domain.evidence import Axis, Evidence, Strength, weigh
from kb.domain.facts import ChallengeId, Direction, Measure, MeasureId, PortalRating
from kb.domain.judgements import Act, Judgement, Subject
from kb.domain.maryland import Verdict
from kb.domain.studies import StudyId
from kb.domain.transfer import Answer, Checked, Item
from kb.errors import Moved, NotFound, UtblickError
from kb.search.answers import (
    Answered,
    Aspect,
    Better,
    Compared,
    Comparison,
    GapCell,
    GapMap,
    Grounds,
    Instead,
    Lack,
    Missing,
    NewsItem,
    Quality,
    Similar,
    StudyView,
    Suggestion,
    Trait,
)
from kb.search.facets import Facet
from kb.search.results import (
    CandidateDocument,
    CandidatePage,
    DocumentHit,
    DocumentView,
    IndexState,
    MeasureHit,
    MeasureView,
    Page,
    Query,
    Understood,
    Why,
)
from kb.store import Store
from kb.store.accounts import add_account
from kb.store.documents import Change, Origin
from search_api.access import OPEN, Access
from search_api.app import create_app
from search_api.signing import Signing
from tests.unit.search_api.made_up_documents import (
    BARE,
    CAMERAS,
    DOCUMENTS,
    ENGLISH,
    GUN,
    LONG,
    SCARED,
    claims_on,
    hit_of,
    study_of,
)
from tests.unit.search_api.made_up_status import HOSTILE, REGISTER, WHEN, made_up_status

SITE = "https://utblick.example"
Hit = TypeVar("Hit")


class MadeUpSearch:
    """Finds by plain substrings. `failure` is raised by every question once it is set."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.failure: Exception | None = None
        self.asked: list[Query] = []
        self._weighed: dict[MeasureId, Evidence] = {}

    def search_measures(self, query: Query) -> Page[MeasureHit]:
        """Return measures with the text in their name."""
        self._ask(query)
        hits = [
            self._measure_hit(measure)
            for measure in self.catalogue.measures.values()
            if query.text.lower() in f"{measure.name_sv} {measure.name_en}".lower()
            and (not query.wanted(Facet.CHALLENGE) or set(query.wanted(Facet.CHALLENGE)) & self._linked(measure))
        ]
        counts = Counter(challenge for hit in hits for challenge in hit.challenges)
        near = Answered(Quality.NEAREST, (CAMERAS,), {CAMERAS: tuple(Missing(lack, HOSTILE) for lack in Lack)})
        answered = (near if "skjut" in query.text else Answered(Quality.GOOD, (CAMERAS,))) if query.text else None
        return replace(_page(hits, query), facets={Facet.CHALLENGE: dict(counts.most_common())}, answered=answered)

    def search_documents(self, query: Query) -> Page[DocumentHit]:
        """Return documents with the text in their content."""
        self._ask(query)
        hits = [
            hit
            for hit in map(hit_of, DOCUMENTS)
            if query.text.lower() in hit.document.content.lower()
            and (not query.wanted(Facet.CHALLENGE) or set(query.wanted(Facet.CHALLENGE)) & set(hit.challenges))
            and (not query.wanted(Facet.MEASURE) or set(query.wanted(Facet.MEASURE)) & set(hit.measures))
            and (not query.wanted(Facet.LANGUAGE) or hit.language in query.wanted(Facet.LANGUAGE))
            and (query.first_year is None or (hit.document.year or 0) >= query.first_year)
            and (query.last_year is None or (hit.document.year or 9999) <= query.last_year)
        ]
        languages = Counter(hit.language for hit in hits if hit.language)
        sources = Counter(hit.document.source for hit in hits)
        facets: dict[Facet, dict[str, int]] = {
            Facet.LANGUAGE: {**languages},
            Facet.SOURCE: {str(key): count for key, count in sources.items()},
        }
        page = replace(_page(hits, query), facets=facets, did_you_mean="skolan" if query.text == "skoaln" else None)
        return page if hits else replace(page, removed_by={"challenge": 2, "years": 1, "syntax": 0, "everything": 4})

    def news(self, since: datetime, query: Query) -> Page[NewsItem]:
        """Return the documents that answer, all found at one time."""
        page = self.search_documents(query)
        items = tuple(NewsItem(hit, WHEN, hit.document.version) for hit in page.hits if since <= WHEN)
        return Page(items, page.total if items else 0, page.offset, page.understood)

    def similar(self, measure_id: str, limit: int = 5) -> tuple[Similar, ...]:
        """Return the cameras as like all others."""
        self._fail()
        self.catalogue.measure(measure_id)
        cameras = self.catalogue.measures[CAMERAS]
        return (Similar(cameras, self._evidence(cameras), 0.5, {Trait.CHALLENGE: (GUN,), Trait.SETTING: (HOSTILE,)}),)

    def compare(self, measure_ids: Sequence[str]) -> Comparison:
        """Return the measures side by side."""
        views = tuple(map(self.measure, measure_ids))
        table = tuple(Compared(aspect, tuple((HOSTILE,) for _ in views)) for aspect in Aspect)
        return Comparison(views, (*table, Compared(Aspect.STUDIES, tuple((str(n),) for n, _ in enumerate(views)))))

    def gap_map(
        self, filters: Mapping[Facet, tuple[str, ...]], first_year: int | None = None, last_year: int | None = None
    ) -> GapMap:
        """Return one cell with a study and one without."""
        self._fail()
        types = ("mt_policing", "mt_lighting")
        held = GapCell(GUN, types[0], (StudyId("slong"),), (LONG.id,), (SCARED,), {"4": 1}, None, Strength.WEAK)
        gap = GapCell(GUN, types[1], (), (), (CAMERAS,), {}, None, Strength.NO_STUDY)
        return GapMap((GUN,), types, (held, gap), 1, dict(filters), first_year, last_year)

    def study(self, study_id: str) -> StudyView:
        """Return the study of the document whose id ends like the study's."""
        self._fail()
        if study_id == "sold":
            raise Moved("merged", to="slong")
        document = next((d for d in DOCUMENTS if d.id[1:] == study_id[1:]), None)
        if document is None:
            raise NotFound(f"there is no study {study_id!r}")
        other = replace(ENGLISH, id=DocumentId("dother"))
        return StudyView(study_of(hit_of(document)), (hit_of(document), hit_of(other)), (SCARED,))

    def ratings(
        self, measure: str | None = None, portal: str | None = None, direction: Direction | None = None
    ) -> tuple[PortalRating, ...]:
        """Return those of the catalogue."""
        self._fail()
        return tuple(
            rating
            for rating in self.catalogue.ratings
            if measure in (None, rating.measure_id)
            and portal in (None, rating.portal)
            and direction in (None, rating.direction)
        )

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return one suggestion."""
        self._fail()
        return (Suggestion(f"skjutningar {HOSTILE}", GUN, "challenges"),)[:limit] if text else ()

    def measure(self, measure_id: str) -> MeasureView:
        """Return a measure of the catalogue with the documents made up about it."""
        self._fail()
        measure = self.catalogue.measure(measure_id)
        challenges = self.catalogue.challenges_of(measure.id)
        return MeasureView(measure, self._evidence(measure), challenges, {GUN: 2}, self._about(measure))

    def document(self, document_id: str) -> DocumentView:
        """Return a document with claims that overlap, one without words and one that is not stated."""
        self._fail()
        document = next((d for d in DOCUMENTS if d.id == document_id), None)
        if document is None:
            raise NotFound(f"there is no document {document_id!r}")
        if document is BARE:
            return DocumentView(document, (), (), 1, False)
        origins = (
            Origin(document.source, "post-1", document.address, "first", None, WHEN, gave_words=True),
            Origin(
                SourceId("sbu_publikationer"), None, None, "title", None, WHEN, None, f"the same title {HOSTILE}", WHEN
            ),
        )
        changed = Change(2, WHEN, Difference((HOSTILE, "En rad till."), ("En rad mindre.",), 7))
        return DocumentView(
            document,
            tuple(claims_on(document)),
            origins,
            document.version,
            True,
            (changed,),
            study_of(hit_of(document)),
        )

    def candidates(self) -> CandidatePage:
        """Return one candidate, named in a hostile way, of which one document was deleted since."""
        self._fail()
        support = tuple(Support(DocumentId(key), HOSTILE, 0, 5) for key in (LONG.id, "dgone"))
        found = Candidate(CandidateId("cmade"), HOSTILE, (HOSTILE,), True, support, 5, 0, 0.03, 0.5, (SCARED, 0.3))
        listed = CandidateDocument(LONG.id, LONG.title, LONG.year, LONG.source)
        return CandidatePage((found,), {LONG.id: listed}, WHEN)

    def state(self) -> IndexState:
        """Return the state of an index that has followed."""
        return IndexState("made-up", 1, 0, len(DOCUMENTS), None)

    def _ask(self, query: Query) -> None:
        self.asked.append(query)
        self._fail()

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure

    def _about(self, measure: Measure) -> tuple[DocumentHit, ...]:
        return tuple(hit for hit in map(hit_of, DOCUMENTS) if measure.id in hit.measures)

    def _linked(self, measure: Measure) -> set[ChallengeId]:
        """Return the challenges of a measure by the editors, and one that documents link to it."""
        return {*self.catalogue.challenges_of(measure.id), *([GUN] if measure.id == SCARED else [])}

    def _evidence(self, measure: Measure) -> Evidence:
        if measure.id not in self._weighed:
            self._weighed[measure.id] = self._weigh(measure)
        return self._weighed[measure.id]

    def _weigh(self, measure: Measure) -> Evidence:
        studies = [study_of(hit) for hit in self._about(measure)]
        when = Judgement(Subject.EVIDENCE, measure.id, Axis.EFFECT, "some", Act.STATE, HOSTILE, HOSTILE, WHEN)
        checklist = (Checked(Item.EVALUATED_IN_SWEDEN, Answer.YES, tuple(s.documents[0] for s in studies)),)
        ratings = self.catalogue.ratings_of(measure.id)
        return weigh(measure.mark, ratings, studies, [when] if studies else (), checklist)

    def _measure_hit(self, measure: Measure) -> MeasureHit:
        evidence = self._evidence(measure)
        why = Why(
            ("skjutningar", HOSTILE),
            (GUN, "no_such_concept"),
            {"words": 1, "meaning": 3},
            {"status": 1.2},
            Grounds(2, 1, 4, 1, False, True, 2020),
            (Missing(Lack.OLD, "2020"), Missing(Lack.NO_NORDIC_STUDY)),
        )
        other = Instead(CAMERAS, (GUN,), tuple(Better), None, Strength.WEAK, Verdict.PROMISING)
        challenges = self.catalogue.challenges_of(measure.id)
        others = (other,) if evidence.warnings else ()
        return MeasureHit(measure, 0.5, why, evidence, challenges, self._about(measure), others)


@cache
def _catalogue() -> Catalogue:
    return load_catalogue().with_sources(REGISTER)


def made_up_app(failure: Exception | UtblickError | None = None, access: Access = OPEN) -> FastAPI:
    """Return the application over the made-up search; every question fails with `failure` when it is given."""
    search = MadeUpSearch(_catalogue())
    search.failure = failure
    return made_up(search, _catalogue(), access)


def made_up(search: MadeUpSearch, catalogue: Catalogue, access: Access = OPEN) -> FastAPI:
    """Return an application over this search, with empty records of its own."""
    return create_app(
        search,
        catalogue,
        store=empty_store(),
        site_url=SITE,
        status=made_up_status,
        version="9.9.9",
        today=WHEN.date,
        access=access,
    )


def signed_in(client: TestClient, role: Role = Role.ANALYST, name: str = "Anna Ek") -> Account:
    """Sign the client in with a new account of this role, as a browser on a page of the site, and return the account.

    One client, one account: called again, the client is somebody else.
    """
    app = cast(FastAPI, client.app)
    signing: Signing = app.state.signing
    store: Store = app.state.parts.store
    with store.writing() as session:
        email = f"{role.value.replace('_', '-')}.{secrets.token_hex(4)}@example.org"
        account = add_account(session, email, name, role, datetime.now(UTC))
    token = signing.begin(account.id, None)
    assert token is not None
    client.headers["Cookie"] = f"{signing.cookie}={token}"
    client.headers["Sec-Fetch-Site"] = "same-origin"
    return account


def empty_store() -> Store:
    """Return records of nothing, in a folder that goes when the program ends."""
    folder = TemporaryDirectory(prefix="utblick-test-")
    atexit.register(folder.cleanup)
    store = Store(f"sqlite:///{folder.name}/utblick.sqlite3")
    store.migrate()
    atexit.register(store.close)
    return store


def _page(hits: Sequence[Hit], query: Query) -> Page[Hit]:
    understood = Understood("sv", (GUN,) if "skjut" in query.text else (), {"sv": (query.text,)})
    shown = tuple(hits[query.offset : query.offset + query.limit])
    return Page(shown, len(hits), query.offset, understood, ("1 dokument är ännu inte sökbart.",))
