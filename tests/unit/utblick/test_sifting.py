"""A changed thesaurus re-reads only the documents that it can touch, and says how many."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from enrichment.reading import Reader
from kb.catalogue import Catalogue, load_catalogue
from kb.domain.claims import ClaimKind
from kb.domain.documents import DocumentId, RawDocument, SourceId
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import get_read_document
from kb.store.ingest import ingest
from utblick.jobs import ReadJob, Sifted

NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
TEXTS = (
    ("Glimlyktor mot inbrott i Sala", "Kommunen satte upp glimlyktor i gathörnen, och inbrotten blev färre."),
    ("Ett mentorprogram för unga i Tierp", "Unga som hade begått brott fick en mentor från kommunen."),
)


def _catalogue(**labels: tuple[str, ...]) -> Catalogue:
    """Return a catalogue of a few measures, with these Swedish labels added."""
    whole = load_catalogue()
    few = {key: whole.concepts[key] for key in ("street_lighting", "mentoring", "field_crime", "property_crime")}
    plain = {key: replace(concept, broader=(), related=()) for key, concept in few.items()}
    for key, added in labels.items():
        own = dict(plain[key].labels)
        plain[key] = replace(plain[key], labels=own | {"sv": (*own["sv"], *added)})
    return replace(whole, concepts=plain)


def _job(store: Store, catalogue: Catalogue) -> ReadJob:
    return ReadJob(store, Reader.for_catalogue(catalogue))


@pytest.fixture
def documents(store: Store, blobs: Blobs) -> list[DocumentId]:
    """Take in two documents, read with the thesaurus as it was."""
    items = [RawDocument(SourceId("s"), title, text, external_id=title) for title, text in TEXTS]
    with store.writing() as session:
        found = [done.document for done in ingest(session, items, blobs, NOW)]
    job = _job(store, _catalogue())
    assert job.sift() == Sifted(0, 0, 0)
    assert job.run(lambda _done: None) == 2
    return found


def _measures(store: Store, document: DocumentId) -> set[str | None]:
    with store.reading() as session:
        claims = get_read_document(session, document).claims
    return {claim.value for claim in claims if claim.kind is ClaimKind.MEASURE}


def test_a_new_synonym_re_reads_only_the_documents_that_have_it(store: Store, documents: list[DocumentId]) -> None:
    job = _job(store, _catalogue(street_lighting=("glimlykta",)))
    assert job.waiting() == 2
    assert job.sift() == Sifted(concepts=1, looked_at=2, touched=1)
    assert job.waiting() == 1
    assert job.run(lambda _done: None) == 1
    assert "street_lighting" in _measures(store, documents[0])
    assert job.waiting() == 0


def test_a_synonym_taken_away_re_reads_those_that_had_it(store: Store, documents: list[DocumentId]) -> None:
    with_it = _job(store, _catalogue(street_lighting=("glimlykta",)))
    with_it.sift()
    with_it.run(lambda _done: None)
    without = _job(store, _catalogue())
    assert without.sift() == Sifted(concepts=1, looked_at=2, touched=1)
    without.run(lambda _done: None)
    assert "street_lighting" not in _measures(store, documents[0])


def test_a_scope_note_re_reads_nothing(store: Store, documents: list[DocumentId]) -> None:
    changed = _catalogue()
    noted = replace(changed.concepts["mentoring"], notes={"sv": "Om mentorer."})
    job = _job(store, replace(changed, concepts=changed.concepts | {"mentoring": noted}))
    assert job.waiting() == 0


def test_without_what_the_earlier_thesaurus_held_everything_is_read(store: Store, blobs: Blobs) -> None:
    items = [RawDocument(SourceId("s"), title, text, external_id=title) for title, text in TEXTS]
    with store.writing() as session:
        ingest(session, items, blobs, NOW)
    _job(store, _catalogue()).run(lambda _done: None)  # nothing was kept: `sift` was not called
    job = _job(store, _catalogue(street_lighting=("glimlykta",)))
    assert job.sift() == Sifted(0, 0, 0)
    assert job.waiting() == 2
