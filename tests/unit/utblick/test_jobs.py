from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from enrichment.passages import Chunker
from enrichment.reading import Reader
from kb.catalogue import load_catalogue
from kb.domain.claims import Claim
from kb.domain.documents import DocumentId, Passage
from kb.store import Store
from kb.store.documents import delete_document, get_document, read_documents
from kb.store.models import UsedModel, let_answer
from tests.unit.utblick.job_parts import (
    LIGHTING,
    MENTORING,
    MODEL,
    NOW,
    CountingEmbedder,
    measures_of,
    nobody,
    read_of,
    revision_of,
)
from utblick.jobs import CutJob, EmbedJob, ReadJob


@dataclass(frozen=True)
class InterruptedReader(Reader):
    """Reads as the real one does; before the first text is read, something else happens."""

    before: list[Callable[[], object]] = field(default_factory=list)

    def read(self, content: str) -> list[Claim]:
        """Return the claims about `content`."""
        if self.before:
            self.before.pop()()
        return super().read(content)


class NextSteps(Reader):
    """Reads as the real one does, under the name of later versions of the steps."""

    @property
    def steps(self) -> str:
        """Another name."""
        return "steps next"


class StumblingChunker(Chunker):
    """Makes one passage of each text, and raises at every text that says so."""

    def cut(self, document: DocumentId, content: str) -> list[Passage]:
        """Return the passages of `content`."""
        if "stumble" in content:
            raise IndexError
        return [Passage(document, 0, 0, len(content))]


def test_reading_and_embedding_twice_does_nothing_the_second_time(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, embed_job: EmbedJob
) -> None:
    take("Lighting in two towns", LIGHTING)
    take("Mentors in two towns", MENTORING)
    embedder = CountingEmbedder()
    assert (read_job.waiting(), embed_job.waiting()) == (2, 0)
    assert read_job.run(nobody) == 2
    assert embed_job.waiting() == 2
    assert embed_job.run(embedder, nobody) == 2
    revision, embedded = revision_of(store), len(embedder.texts)

    assert (read_job.waiting(), embed_job.waiting()) == (0, 0)
    assert read_job.run(nobody) == 0
    assert embed_job.run(embedder, nobody) == 0

    assert (revision_of(store), len(embedder.texts)) == (revision, embedded)


def test_each_passage_gets_its_own_vector_in_the_order_of_the_text(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, embed_job: EmbedJob
) -> None:
    documents = [take("A long report", LIGHTING * 60), take("A short note", MENTORING), take("A title alone", "")]
    read_job.run(nobody)

    embed_job.run(CountingEmbedder(), nobody)

    for document in documents:
        found = read_of(store, document)
        assert found.vectors is not None
        assert found.vectors[:, 0].tolist() == [passage.end - passage.start for passage in found.passages]
    assert len(read_of(store, documents[0]).passages) > 1


def test_a_document_whose_words_have_changed_is_read_and_embedded_again(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, embed_job: EmbedJob
) -> None:
    document = take("A study in two towns", LIGHTING)
    take("Another study", MENTORING)
    read_job.run(nobody)
    embed_job.run(CountingEmbedder(), nobody)
    assert "street_lighting" in measures_of(read_of(store, document))

    take("A study in two towns", MENTORING)
    assert read_job.waiting() == 1
    assert read_job.run(nobody) == 1
    assert embed_job.waiting() == 1
    again = CountingEmbedder()
    assert embed_job.run(again, nobody) == 1

    assert "mentoring" in measures_of(read_of(store, document))
    assert "street_lighting" not in measures_of(read_of(store, document))
    assert all("lighting" not in text for text in again.texts)


def test_other_steps_read_everything_again_and_leave_the_vectors_as_they_are(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, embed_job: EmbedJob
) -> None:
    document = take("Lighting in two towns", LIGHTING)
    read_job.run(nobody)
    embed_job.run(CountingEmbedder(), nobody)
    reader = read_job.reader
    other = ReadJob(store, NextSteps(reader.matcher, reader.concepts, reader.places))

    assert (other.waiting(), other.run(nobody)) == (1, 1)

    assert embed_job.waiting() == 0
    assert read_of(store, document).vectors is not None


def test_a_document_that_changes_while_it_is_read_is_read_in_its_new_words(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob
) -> None:
    document = take("A study in two towns", LIGHTING)
    reader = InterruptedReader.for_catalogue(load_catalogue())
    assert isinstance(reader, InterruptedReader)
    reader.before.append(lambda: take("A study in two towns", MENTORING))
    job = ReadJob(store, reader)

    assert job.run(nobody) == 1

    found = read_of(store, document)
    assert found.document.version == 2
    assert "mentoring" in measures_of(found)
    assert "street_lighting" not in measures_of(found)


def test_a_document_that_changes_while_it_is_embedded_keeps_no_vector_of_its_old_words(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, embed_job: EmbedJob
) -> None:
    document = take("A study in two towns", LIGHTING)
    read_job.run(nobody)
    embedder = CountingEmbedder(before=lambda: take("A study in two towns", MENTORING))

    assert embed_job.run(embedder, nobody) == 0
    assert read_of(store, document).vectors is None

    read_job.run(nobody)
    assert embed_job.run(embedder, nobody) == 1
    found = read_of(store, document)
    assert found.vectors is not None
    assert found.vectors[:, 0].tolist() == [passage.end - passage.start for passage in found.passages]


def test_what_is_read_is_cut_before_it_is_embedded_and_keeps_its_place(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, cut_job: CutJob, embed_job: EmbedJob
) -> None:
    document = take("A long report", LIGHTING * 60)
    assert cut_job.waiting() == 0
    read_job.run(nobody)
    assert (cut_job.waiting(), cut_job.run(), cut_job.waiting()) == (1, 1, 0)
    cut = read_of(store, document)
    assert (cut.vectors, cut.passages[-1].end) == (None, len(cut.document.content))

    embed_job.run(CountingEmbedder(), nobody)

    assert read_of(store, document).passages == cut.passages
    assert cut_job.waiting() == 0


def test_a_text_that_cannot_be_cut_blocks_no_other(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = take("How to stumble", LIGHTING), take("Mentors in two towns", MENTORING)
    read_job.run(nobody)
    job = EmbedJob(store, StumblingChunker(None, 100, MODEL))  # type: ignore[arg-type]

    assert job.run(CountingEmbedder(), nobody) == 2

    assert job.waiting() == 0
    assert (len(read_of(store, bad).passages), len(read_of(store, good).passages)) == (0, 1)
    assert [record.getMessage() for record in caplog.records] == ["document_not_cuttable"]


def test_a_coming_model_makes_passages_of_its_own_and_no_index_follows_them(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, embed_job: EmbedJob, chunker: Chunker
) -> None:
    document = take("A long report", LIGHTING * 60)
    read_job.run(nobody)
    embed_job.run(CountingEmbedder(), nobody)
    revision, before = revision_of(store), read_of(store, document)
    coming = EmbedJob(store, replace(chunker, limit=chunker.limit // 2, name="coming"))
    with store.writing() as session:
        let_answer(session, UsedModel(MODEL, CountingEmbedder.dimension, None, "", "", False), NOW)
    assert coming.waiting() == 1

    assert coming.run(CountingEmbedder(), nobody) == 1

    assert revision_of(store) == revision
    with store.reading() as session:
        (other,) = read_documents(session, [document], "coming")
    assert len(other.passages) > len(before.passages)
    assert other.vectors is not None
    assert other.vectors[:, 0].tolist() == [passage.end - passage.start for passage in other.passages]
    after = read_of(store, document)
    assert after.passages == before.passages
    assert before.vectors is not None
    assert after.vectors is not None
    assert (after.vectors == before.vectors).all()
    assert (embed_job.waiting(), coming.waiting()) == (0, 0)


def test_a_document_deleted_while_it_is_read_stays_deleted_and_unread(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob
) -> None:
    document = take("A study in two towns", LIGHTING)

    def delete() -> None:
        with store.writing() as session:
            delete_document(session, document, NOW)

    reader = InterruptedReader.for_catalogue(load_catalogue())
    assert isinstance(reader, InterruptedReader)
    reader.before.append(delete)

    assert ReadJob(store, reader).run(nobody) == 0

    assert read_of(store, document).claims == ()
    assert read_job.waiting() == 0


def test_a_job_told_to_stop_stops_between_batches_and_goes_on_another_time(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, embed_job: EmbedJob
) -> None:
    document = take("A study in two towns", LIGHTING)

    assert read_job.run(nobody, lambda: True) == 0
    assert read_job.waiting() == 1
    assert read_job.run(nobody) == 1
    assert embed_job.run(CountingEmbedder(), nobody, lambda: True) == 0
    assert embed_job.waiting() == 1

    with store.reading() as session:
        assert get_document(session, document).version == 1


def test_work_done_is_reported_batch_by_batch(take: Callable[..., DocumentId], read_job: ReadJob) -> None:
    for number in range(3):
        take(f"Study {number} of street lighting", LIGHTING)
    reported: list[int] = []

    read_job.run(reported.append)

    assert sum(reported) == 3
