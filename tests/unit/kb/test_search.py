"""The search over real parts: SQLite, Qdrant Edge, the catalogue; only the embedding model is a small fake."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from kb.catalogue import load_catalogue
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.claims import Claim, ClaimKind
from kb.domain.documents import DocumentId, Passage, RawDocument, SourceId
from kb.domain.facts import ChallengeId
from kb.domain.vectors import Vectors
from kb.errors import InputError, NotFound
from kb.index.edge import EdgeHome
from kb.index.port import Index
from kb.search.facets import Facet
from kb.search.projection import Projection
from kb.search.questions import SEARCHED, QuestionReader
from kb.search.results import Query
from kb.search.searcher import Searcher
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import delete_document, get_document, read_documents
from kb.store.ingest import ingest
from kb.store.readings import NewReading, ReadBy, save_readings, save_vectors

NOW = datetime(2026, 11, 16, tzinfo=UTC)
CATALOGUE = load_catalogue()
MATCHER = ConceptMatcher(c for c in CATALOGUE.concepts.values() if c.scheme in SEARCHED)


class LetterEmbedder:
    """Texts that share letters are alike: enough for a search to have a signal of meaning."""

    name = "letters@1"
    dimension = 26

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        counts = np.array([[t.lower().count(chr(97 + i)) + 0.01 for i in range(26)] for t in texts], dtype=np.float32)
        found: Vectors = counts / np.linalg.norm(counts, axis=1, keepdims=True)
        return found


class World:
    """A store, an index and a searcher, with a way to put a document in as read."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.store = store
        self.blobs = Blobs(str(folder / "blobs"))
        self.home = EdgeHome(folder / "index", {})
        self.embedder = LetterEmbedder()
        self.projection = Projection(self.store, self.home, CATALOGUE, self.embedder.name, self.embedder.dimension)
        self.index: Index | None = None
        self.model_ready = True
        self.searcher = Searcher(
            store=self.store,
            catalogue=CATALOGUE,
            projection=self.projection,
            index=lambda: self.index,
            embedder=lambda: self.embedder if self.model_ready else None,
            questions=QuestionReader(CATALOGUE, MATCHER, multilingual=False),
            this_year=lambda: 2026,
        )

    def add(
        self, title: str, text: str, language: str, *, relevant: bool = True, design: str | None = None
    ) -> DocumentId:
        raw = RawDocument(SourceId("test"), title, text, external_id=title, year=2020)
        with self.store.writing() as session:
            (done,) = ingest(session, [raw], self.blobs, NOW)
        with self.store.writing() as session:
            document = get_document(session, done.document)
            content = document.content
            found = dict.fromkeys(m.concept for m in MATCHER.find(content, language))
            topics = [
                Claim(ClaimKind.CHALLENGE if c in CATALOGUE.challenges else ClaimKind.MEASURE, c, "t", "1", 0, 3, 0.9)
                for c in found
                if CATALOGUE.concepts[c].scheme != "field"
            ]
            claims = (
                Claim(ClaimKind.LANGUAGE, language, "t", "1"),
                Claim(ClaimKind.RELEVANCE, "relevant" if relevant else "not_relevant", "t", "1"),
                Claim(ClaimKind.STUDY_DESIGN, design, "t", "1"),
                *topics,
            )
            passage = Passage(document.id, 0, 0, len(content))
            save_readings(session, [NewReading(document, claims, (passage,))], ReadBy("test", "t"))
        with self.store.writing() as session:
            (read,) = read_documents(session, [done.document])
            save_vectors(session, [(read, self.embedder.embed_passages([content]))], self.embedder.name)
        return done.document

    def build(self) -> None:
        self.index = self.projection.rebuild()

    def documents(self, text: str, **fields: object) -> list[str]:
        page = self.searcher.search_documents(Query(text=text, **fields))  # type: ignore[arg-type]
        return [hit.document.title for hit in page.hits]

    def measures(self, text: str, **fields: object) -> list[str]:
        page = self.searcher.search_measures(Query(text=text, **fields))  # type: ignore[arg-type]
        return [hit.measure.id for hit in page.hits]


@pytest.fixture
def world(tmp_path: Path, store: Store) -> Iterator[World]:
    found = World(tmp_path, store)
    found.add("Gun homicide fell after focused deterrence", "Gang members were called in and warned.", "en")
    found.add("Färre skjutningar i två städer", "Polisen räknade skjutningar i gängmiljö under tre år.", "sv")
    found.add("Cod in deep water", "Trawls were towed at night along the shelf.", "en", relevant=False)
    found.add("Mentoring for youth at risk", "Each youth met a mentor weekly; fewer were arrested.", "en")
    found.build()
    yield found
    found.home.close()


def test_a_swedish_question_finds_swedish_and_english_documents(world: World) -> None:
    found = world.documents("skjutningar i gängmiljö")
    assert set(found[:2]) == {"Gun homicide fell after focused deterrence", "Färre skjutningar i två städer"}


def test_what_is_outside_the_field_is_found_only_when_everything_is_asked_for(world: World) -> None:
    assert "Cod in deep water" not in world.documents("cod trawls deep water")
    assert "Cod in deep water" in world.documents("cod trawls deep water", everything=True)


def test_a_measure_is_found_by_its_own_card_and_by_its_documents(world: World) -> None:
    page = world.searcher.search_measures(Query(text="mentorprogram för unga"))
    first = page.hits[0]
    assert first.measure.id == "mentoring"
    assert [hit.document.title for hit in first.documents] == ["Mentoring for youth at risk"]
    assert "mentoring" in first.why.concepts
    assert first.evidence.documents == 1


def test_every_hit_says_why_it_ranks_where_it_does(world: World) -> None:
    hit = world.searcher.search_documents(Query(text="skjutningar i gängmiljö")).hits[0]
    assert hit.why.signals
    assert hit.why.concepts
    assert hit.why.words
    assert set(hit.why.factors) == {"design", "recency"}


def test_marks_stand_on_words_of_the_document(world: World) -> None:
    (hit,) = world.searcher.search_documents(Query(text="mentorprogram", filters={Facet.LANGUAGE: ("en",)})).hits[:1]
    content = hit.document.content
    assert content[hit.excerpt.start :].startswith(hit.excerpt.text)
    assert any("mentor" in hit.excerpt.text[start:end].lower() for start, end in hit.excerpt.marks)


def test_filters_narrow_and_pages_do_not_overlap(world: World) -> None:
    everything = world.documents("youth gang skjutningar")
    assert world.documents("youth gang skjutningar", filters={Facet.LANGUAGE: ("sv",)}) == [
        "Färre skjutningar i två städer"
    ]
    first, second = (
        world.documents("youth gang skjutningar", limit=1),
        world.documents("youth gang skjutningar", limit=1, offset=1),
    )
    assert [*first, *second] == everything[:2]
    assert world.documents("skjutningar", first_year=2021) == []


def test_without_words_measures_come_by_evidence_and_documents_by_date(world: World) -> None:
    wanted = ChallengeId("gun_violence")
    assert "group_violence_intervention" in world.measures("", filters={Facet.CHALLENGE: (wanted,)}, limit=100)
    assert len(world.measures("", limit=100)) == 100
    assert len(world.documents("")) == 3


def test_a_measure_that_harms_is_found_and_warned_of(world: World) -> None:
    hit = world.searcher.search_measures(Query(text="scared straight")).hits[0]
    assert hit.measure.id == "scared_straight"
    assert "harmful" in hit.evidence.warnings


def test_new_documents_are_announced_until_they_are_indexed(world: World) -> None:
    world.add("Gatubelysning mot inbrott", "Inbrotten minskade när gatubelysningen kom.", "sv")
    page = world.searcher.search_documents(Query(text="gatubelysning"))
    assert page.notes == ("Sökregistret uppdateras. Dokument som återstår: 1.",)
    assert world.index is not None
    world.projection.follow(world.index)
    assert world.documents("gatubelysning")[0] == "Gatubelysning mot inbrott"


def test_a_deleted_document_leaves_the_index(world: World) -> None:
    document = world.searcher.search_documents(Query(text="mentor")).hits[0].document.id
    with world.store.writing() as session:
        delete_document(session, document, NOW)
    assert world.index is not None
    world.projection.follow(world.index)
    assert "Mentoring for youth at risk" not in world.documents("mentor")
    with pytest.raises(NotFound):
        world.searcher.document(document)


def test_without_the_model_words_and_concepts_still_answer(world: World) -> None:
    world.model_ready = False
    page = world.searcher.search_documents(Query(text="skjutningar"))
    assert page.hits
    assert any("Språkmodellen" in note for note in page.notes)


def test_an_index_of_another_model_or_catalogue_never_answers(world: World) -> None:
    other = Projection(world.store, world.home, CATALOGUE, "another@2", 26)
    assert other.open() is None


def test_before_there_is_an_index_the_answer_says_so(tmp_path: Path, store: Store) -> None:
    empty = World(tmp_path, store)
    page = empty.searcher.search_measures(Query(text="mentor"))
    assert (page.hits, page.notes) == ((), ("Sökregistret byggs. Pröva igen om en stund.",))
    empty.home.close()


@pytest.mark.parametrize(
    "text", ["?!", "   ", "asdfqwer zxcv" * 10, "'; DROP TABLE document; --", "\u202e\u0000", "å" * 500]
)
def test_any_question_gets_an_answer(world: World, text: str) -> None:
    world.searcher.search_documents(Query(text=text))
    world.searcher.search_measures(Query(text=text))


def test_a_question_that_is_too_long_is_refused_with_its_length(world: World) -> None:
    with pytest.raises(InputError, match="501"):
        world.searcher.search_documents(Query(text="a" * 501))


def test_nonsense_finds_nothing(world: World) -> None:
    assert world.measures("zzzzqqq xxxxyyy") == []


def test_a_document_shows_its_claims_with_their_words(world: World) -> None:
    hit = world.searcher.search_documents(Query(text="mentor")).hits[0]
    view = world.searcher.document(hit.document.id)
    assert {v.claim.kind for v in view.claims} >= {ClaimKind.LANGUAGE, ClaimKind.RELEVANCE, ClaimKind.MEASURE}
    assert [v.quote for v in view.claims if v.claim.kind is ClaimKind.MEASURE] == ["Men"]


def test_a_measure_lists_the_documents_about_it(world: World) -> None:
    view = world.searcher.measure("group_violence_intervention")
    assert [hit.document.title for hit in view.linked] == ["Gun homicide fell after focused deterrence"]
    assert view.found_with.get(ChallengeId("gun_violence")) == 1
    assert view.evidence.ratings
