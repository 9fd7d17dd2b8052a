"""A store, an index and a searcher of real parts, with a way to put documents in as read."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from kb.catalogue import load_catalogue
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.claims import Claim, ClaimKind, EffectDirection
from kb.domain.documents import DocumentId, Passage, RawDocument, SourceId
from kb.domain.vectors import Vectors
from kb.index.home import EdgeHome
from kb.index.port import Index
from kb.search.answering import Answering
from kb.search.projection import Projection
from kb.search.questions import SEARCHED, QuestionReader
from kb.search.results import Query
from kb.search.searcher import Searcher
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import get_document
from kb.store.ingest import ingest
from kb.store.passages import Cut, save_passages
from kb.store.readings import NewReading, ReadBy, save_readings

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
        self.questions = QuestionReader(CATALOGUE, MATCHER, multilingual=False)
        self.index: Index | None = None
        self.model_ready = True
        self.searcher = Searcher(
            store=self.store,
            catalogue=CATALOGUE,
            answering=lambda: Answering(
                self.projection, self.questions, self.index, self.embedder if self.model_ready else None
            ),
            this_year=lambda: 2026,
        )

    def add(
        self,
        title: str,
        text: str,
        language: str,
        *,
        relevant: bool = True,
        design: str | None = None,
        kind: str | None = None,
        year: int | None = 2020,
        country: str | None = None,
        good: bool | None = None,
        at: datetime = NOW,
    ) -> DocumentId:
        """Put a document in as read; `good`: it tells of a significant effect, wished for or not."""
        raw = RawDocument(SourceId("test"), title, text, external_id=title, year=year)
        with self.store.writing() as session:
            (done,) = ingest(session, [raw], self.blobs, at)
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
                Claim(ClaimKind.DOCUMENT_KIND, kind, "t", "1"),
                Claim(ClaimKind.STUDY_DESIGN, design, "t", "1"),
                Claim(ClaimKind.COUNTRY, country, "t", "1"),
                *topics,
                *([] if good is None else [_effect(good)]),
            )
            passage = Passage(document.id, 0, 0, len(content))
            save_readings(session, [NewReading(document, claims)], ReadBy("test", "t"))
            cut = Cut(document, (passage,), self.embedder.embed_passages([content]))
            save_passages(session, [cut], self.embedder.name)
        return done.document

    def build(self) -> None:
        self.index = self.projection.rebuild()

    def documents(self, text: str, **fields: object) -> list[str]:
        page = self.searcher.search_documents(Query(text=text, **fields))  # type: ignore[arg-type]
        return [hit.document.title for hit in page.hits]

    def measures(self, text: str, **fields: object) -> list[str]:
        page = self.searcher.search_measures(Query(text=text, **fields))  # type: ignore[arg-type]
        return [hit.measure.id for hit in page.hits]


def _effect(good: bool) -> Claim:
    direction = EffectDirection.LESS if good else EffectDirection.MORE
    told = (("good", "yes" if good else "no"), ("significance", "significant"), ("words", "crime"))
    return Claim(ClaimKind.EFFECT, direction, "t", "1", 0, 3, 0.9, told)
