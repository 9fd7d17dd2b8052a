"""Passages of two models beside each other, on both databases: nothing of the one is ever taken for the other's."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from kb.domain.documents import Document, Passage, RawDocument, SourceId
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import changed_since, count_all, delete_document, get_document, read_documents
from kb.store.found import read_found
from kb.store.inbox import waiting_since
from kb.store.ingest import ingest
from kb.store.models import UsedModel, answering_name, forget_some, let_answer
from kb.store.passages import Cut, count_uncut, count_unembedded, save_passages, uncut, unembedded
from kb.store.readings import NewReading, ReadBy, save_readings
from kb.store.revisions import latest_revision

NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
ONE, OTHER = UsedModel("one@1", 2, None, "", "", False), UsedModel("other@2", 3, "folder", "p: ", "q: ", True)


def _take(store: Store, blobs: Blobs, text: str, at: datetime = NOW) -> Document:
    raw = RawDocument(SourceId("s"), "A long report", text, external_id="1")
    with store.writing() as session:
        (done,) = ingest(session, [raw], blobs, at)
        document = get_document(session, done.document)
        save_readings(session, [NewReading(document, ())], ReadBy("steps", "t"))
    return document


def _cut(document: Document, parts: int, dimension: int) -> Cut:
    """Return the document in so many passages of like length, each with its number as its vector."""
    edges = np.linspace(0, len(document.content), parts + 1).astype(int).tolist()
    passages = tuple(Passage(document.id, n, edges[n], edges[n + 1]) for n in range(parts))
    vectors = np.array([[n + 1.0] * dimension for n in range(parts)], dtype=np.float32)
    return Cut(document, passages, vectors)


@pytest.fixture
def document(store: Store, blobs: Blobs) -> Document:
    """Take in a document that both models have embedded, the one in four passages, the other in two."""
    found = _take(store, blobs, "Lamps were lit in every street. " * 20)
    with store.writing() as session:
        let_answer(session, ONE, NOW)
        save_passages(session, [_cut(found, 4, 2)], ONE.name)
        save_passages(session, [_cut(found, 2, 3)], OTHER.name)
    return found


def test_each_model_gets_its_own_passages_and_vectors(store: Store, document: Document) -> None:
    with store.reading() as session:
        (one,), (other,), (none,) = (
            read_documents(session, [document.id], model) for model in (ONE.name, OTHER.name, None)
        )
        (followed,) = changed_since(session, 0, 9, model=OTHER.name)
        spans = [read_found(session, {document.id: 1}, model)[document.id].passage for model in (ONE.name, OTHER.name)]
        missing = read_found(session, {document.id: 3}, OTHER.name)[document.id].passage
    assert one.vectors is not None
    assert other.vectors is not None
    assert (one.vectors.shape, other.vectors.shape) == ((4, 2), (2, 3))
    assert (none.passages, none.vectors) == ((), None)
    assert followed.passages == other.passages
    assert spans == [one.passages[1], other.passages[1]]
    assert missing is None


def test_what_a_coming_model_makes_is_no_change_of_the_document(store: Store, document: Document) -> None:
    with store.reading() as session:
        before = latest_revision(session)
    with store.writing() as session:
        save_passages(session, [_cut(document, 3, 3)], OTHER.name)
        assert latest_revision(session) == before
        save_passages(session, [_cut(document, 5, 2)], ONE.name)
        assert latest_revision(session) == before + 1
        let_answer(session, OTHER, NOW)  # meanwhile: who embeds in another process need not know
        save_passages(session, [_cut(document, 3, 3)], OTHER.name)
        assert latest_revision(session) == before + 2


def test_a_changed_document_waits_for_both_models_and_has_no_vectors_of_its_old_words(
    store: Store, blobs: Blobs, document: Document
) -> None:
    changed = _take(store, blobs, "Mentors were given to the young. " * 20, NOW + timedelta(days=1))
    with store.writing() as session:
        assert save_passages(session, [_cut(document, 4, 2)], ONE.name) == 0  # of words that are gone
        assert [count_uncut(session, model.name) for model in (ONE, OTHER)] == [1, 1]
        save_passages(session, [replace(_cut(changed, 3, 2), vectors=None)], ONE.name)
    with store.reading() as session:
        assert [len(uncut(session, model.name, 9)) for model in (ONE, OTHER)] == [0, 1]
        assert [len(unembedded(session, model.name, 9)) for model in (ONE, OTHER)] == [1, 1]
        assert [read_documents(session, [changed.id], model.name)[0].vectors for model in (ONE, OTHER)] == [None, None]
        (waiting,) = waiting_since(session, 0)
        assert waiting.vector is None
    with store.writing() as session:
        delete_document(session, changed.id, NOW)
        assert [count_unembedded(session, model.name) for model in (ONE, OTHER)] == [0, 0]


def test_the_inbox_and_the_counts_are_of_the_model_that_answers(store: Store, document: Document) -> None:
    seen = []
    for model in (ONE, OTHER, ONE):
        with store.writing() as session:
            let_answer(session, model, NOW)
        with store.reading() as session:
            (waiting,) = waiting_since(session, 0)
            assert waiting.vector is not None
            seen.append((waiting.embedded_by, len(waiting.vector), count_all(session).passages))
            assert count_all(session).embedded == 1
    assert seen == [("one@1", 2, 4), ("other@2", 3, 2), ("one@1", 2, 4)]


def test_what_is_left_of_other_models_is_forgotten_with_the_models_at_last(store: Store, document: Document) -> None:
    with store.writing() as session:
        let_answer(session, OTHER, NOW)
        assert forget_some(session, [ONE.name, OTHER.name]) == 0
        assert forget_some(session, [OTHER.name]) == 1
        assert forget_some(session, [OTHER.name]) == 0
        assert answering_name(session) == OTHER.name
        assert read_documents(session, [document.id], ONE.name)[0].passages == ()
        assert len(read_documents(session, [document.id], OTHER.name)[0].passages) == 2
        assert count_uncut(session, ONE.name) == 1
