from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import numpy as np
import pytest

from enrichment.models import find_model
from enrichment.passages import Chunker
from enrichment.reading import Reader
from kb.catalogue import load_catalogue
from kb.domain.claims import Claim, ClaimKind
from kb.domain.documents import DocumentId, Passage, RawDocument, SourceId
from kb.domain.vectors import Vectors
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import ReadDocument, delete_document, get_document, read_documents
from kb.store.ingest import ingest
from kb.store.models import UsedModel, let_answer
from kb.store.revisions import latest_revision
from utblick.jobs import CutJob, EmbedJob, ReadJob

MODEL = find_model(None).name
NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
LIGHTING = "Improved street lighting was followed by fewer burglaries and less crime. "
MENTORING = "Young offenders were given a mentor and were arrested less often. "


def _nothing() -> None:
    """Do nothing meanwhile."""


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


class CountingEmbedder:
    """Gives vectors that tell how long the text is, and remembers the texts; something else may happen before."""

    name = "counting"
    dimension = 2

    def __init__(self, before: Callable[[], object] = _nothing) -> None:
        self.texts: list[str] = []
        self._before = before

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of `texts`."""
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of `texts`."""
        self._before()
        self._before = _nothing
        self.texts += texts
        return self.embed_queries(texts)


@pytest.fixture(scope="module")
def chunker() -> Chunker:
    return find_model(None).chunker()


@pytest.fixture
def read_job(store: Store) -> ReadJob:
    return ReadJob(store, Reader.for_catalogue(load_catalogue()))


@pytest.fixture
def cut_job(store: Store, chunker: Chunker) -> CutJob:
    return CutJob(store, chunker)


@pytest.fixture
def embed_job(store: Store, chunker: Chunker) -> EmbedJob:
    return EmbedJob(store, chunker)


@pytest.fixture
def take(store: Store, blobs: Blobs) -> Callable[..., DocumentId]:
    """Give a function that takes one item in, a minute later each time, and returns its document."""
    minutes = count()

    def call(title: str, text: str) -> DocumentId:
        item = RawDocument(SourceId("journal"), title, text, external_id=title, content=text.encode())
        with store.writing() as session:
            return ingest(session, [item], blobs, NOW + timedelta(minutes=next(minutes)))[0].document

    return call


def _read(store: Store, document: DocumentId) -> ReadDocument:
    with store.reading() as session:
        return read_documents(session, [document], MODEL)[0]


def _measures(read: ReadDocument) -> set[str | None]:
    return {claim.value for claim in read.claims if claim.kind is ClaimKind.MEASURE}


def _revision(store: Store) -> int:
    with store.reading() as session:
        return latest_revision(session)


def _none(_done: int) -> None:
    """Report to nobody."""


def test_reading_and_embedding_twice_does_nothing_the_second_time(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, embed_job: EmbedJob
) -> None:
    take("Lighting in two towns", LIGHTING)
    take("Mentors in two towns", MENTORING)
    embedder = CountingEmbedder()
    assert (read_job.waiting(), embed_job.waiting()) == (2, 0)
    assert read_job.run(_none) == 2
    assert embed_job.waiting() == 2
    assert embed_job.run(embedder, _none) == 2
    revision, embedded = _revision(store), len(embedder.texts)

    assert (read_job.waiting(), embed_job.waiting()) == (0, 0)
    assert read_job.run(_none) == 0
    assert embed_job.run(embedder, _none) == 0

    assert (_revision(store), len(embedder.texts)) == (revision, embedded)


def test_each_passage_gets_its_own_vector_in_the_order_of_the_text(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, embed_job: EmbedJob
) -> None:
    documents = [take("A long report", LIGHTING * 60), take("A short note", MENTORING), take("A title alone", "")]
    read_job.run(_none)

    embed_job.run(CountingEmbedder(), _none)

    for document in documents:
        found = _read(store, document)
        assert found.vectors is not None
        assert found.vectors[:, 0].tolist() == [passage.end - passage.start for passage in found.passages]
    assert len(_read(store, documents[0]).passages) > 1


def test_a_document_whose_words_have_changed_is_read_and_embedded_again(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, embed_job: EmbedJob
) -> None:
    document = take("A study in two towns", LIGHTING)
    take("Another study", MENTORING)
    read_job.run(_none)
    embed_job.run(CountingEmbedder(), _none)
    assert "street_lighting" in _measures(_read(store, document))

    take("A study in two towns", MENTORING)
    assert read_job.waiting() == 1
    assert read_job.run(_none) == 1
    assert embed_job.waiting() == 1
    again = CountingEmbedder()
    assert embed_job.run(again, _none) == 1

    assert "mentoring" in _measures(_read(store, document))
    assert "street_lighting" not in _measures(_read(store, document))
    assert all("lighting" not in text for text in again.texts)


def test_other_steps_read_everything_again_and_leave_the_vectors_as_they_are(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, embed_job: EmbedJob
) -> None:
    document = take("Lighting in two towns", LIGHTING)
    read_job.run(_none)
    embed_job.run(CountingEmbedder(), _none)
    reader = read_job.reader
    other = ReadJob(store, NextSteps(reader.matcher, reader.concepts, reader.places))

    assert (other.waiting(), other.run(_none)) == (1, 1)

    assert embed_job.waiting() == 0
    assert _read(store, document).vectors is not None


def test_a_document_that_changes_while_it_is_read_is_read_in_its_new_words(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob
) -> None:
    document = take("A study in two towns", LIGHTING)
    reader = InterruptedReader.for_catalogue(load_catalogue())
    assert isinstance(reader, InterruptedReader)
    reader.before.append(lambda: take("A study in two towns", MENTORING))
    job = ReadJob(store, reader)

    assert job.run(_none) == 1

    found = _read(store, document)
    assert found.document.version == 2
    assert "mentoring" in _measures(found)
    assert "street_lighting" not in _measures(found)


def test_a_document_that_changes_while_it_is_embedded_keeps_no_vector_of_its_old_words(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, embed_job: EmbedJob
) -> None:
    document = take("A study in two towns", LIGHTING)
    read_job.run(_none)
    embedder = CountingEmbedder(before=lambda: take("A study in two towns", MENTORING))

    assert embed_job.run(embedder, _none) == 0
    assert _read(store, document).vectors is None

    read_job.run(_none)
    assert embed_job.run(embedder, _none) == 1
    found = _read(store, document)
    assert found.vectors is not None
    assert found.vectors[:, 0].tolist() == [passage.end - passage.start for passage in found.passages]


def test_what_is_read_is_cut_before_it_is_embedded_and_keeps_its_place(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, cut_job: CutJob, embed_job: EmbedJob
) -> None:
    document = take("A long report", LIGHTING * 60)
    assert cut_job.waiting() == 0
    read_job.run(_none)
    assert (cut_job.waiting(), cut_job.run(), cut_job.waiting()) == (1, 1, 0)
    cut = _read(store, document)
    assert (cut.vectors, cut.passages[-1].end) == (None, len(cut.document.content))

    embed_job.run(CountingEmbedder(), _none)

    assert _read(store, document).passages == cut.passages
    assert cut_job.waiting() == 0


def test_a_text_that_cannot_be_cut_blocks_no_other(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = take("How to stumble", LIGHTING), take("Mentors in two towns", MENTORING)
    read_job.run(_none)
    job = EmbedJob(store, StumblingChunker(None, 100, MODEL))  # type: ignore[arg-type]

    assert job.run(CountingEmbedder(), _none) == 2

    assert job.waiting() == 0
    assert (len(_read(store, bad).passages), len(_read(store, good).passages)) == (0, 1)
    assert [record.getMessage() for record in caplog.records] == ["document_not_cuttable"]


def test_a_coming_model_makes_passages_of_its_own_and_no_index_follows_them(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, embed_job: EmbedJob, chunker: Chunker
) -> None:
    document = take("A long report", LIGHTING * 60)
    read_job.run(_none)
    embed_job.run(CountingEmbedder(), _none)
    revision, before = _revision(store), _read(store, document)
    coming = EmbedJob(store, replace(chunker, limit=chunker.limit // 2, name="coming"))
    with store.writing() as session:
        let_answer(session, UsedModel(MODEL, CountingEmbedder.dimension, None, "", "", False), NOW)
    assert coming.waiting() == 1

    assert coming.run(CountingEmbedder(), _none) == 1

    assert _revision(store) == revision
    with store.reading() as session:
        (other,) = read_documents(session, [document], "coming")
    assert len(other.passages) > len(before.passages)
    assert other.vectors is not None
    assert other.vectors[:, 0].tolist() == [passage.end - passage.start for passage in other.passages]
    after = _read(store, document)
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

    assert ReadJob(store, reader).run(_none) == 0

    assert _read(store, document).claims == ()
    assert read_job.waiting() == 0


def test_a_job_told_to_stop_stops_between_batches_and_goes_on_another_time(
    store: Store, take: Callable[..., DocumentId], read_job: ReadJob, embed_job: EmbedJob
) -> None:
    document = take("A study in two towns", LIGHTING)

    assert read_job.run(_none, lambda: True) == 0
    assert read_job.waiting() == 1
    assert read_job.run(_none) == 1
    assert embed_job.run(CountingEmbedder(), _none, lambda: True) == 0
    assert embed_job.waiting() == 1

    with store.reading() as session:
        assert get_document(session, document).version == 1


def test_work_done_is_reported_batch_by_batch(take: Callable[..., DocumentId], read_job: ReadJob) -> None:
    for number in range(3):
        take(f"Study {number} of street lighting", LIGHTING)
    reported: list[int] = []

    read_job.run(reported.append)

    assert sum(reported) == 3


@dataclass(frozen=True)
class StumblingReader(Reader):
    """Reads as the real one does, but raises `error` at every text that says so."""

    error: Exception = field(default_factory=RecursionError)

    def read(self, content: str) -> list[Claim]:
        """Return the claims about `content`."""
        if "stumble" in content:
            raise self.error
        return super().read(content)


def _stumbling(read_job: ReadJob, error: Exception) -> ReadJob:
    reader = read_job.reader
    return ReadJob(
        read_job.store,
        StumblingReader(reader.matcher, reader.concepts, reader.places, error),
    )


def test_a_document_that_makes_a_step_raise_is_noted_as_read_and_does_not_block_the_rest(
    store: Store,
    take: Callable[..., DocumentId],
    read_job: ReadJob,
    embed_job: EmbedJob,
    caplog: pytest.LogCaptureFixture,
) -> None:
    good = [take("Lighting in two towns", LIGHTING), take("Mentors in two towns", MENTORING)]
    bad = take("How to stumble", LIGHTING)
    job = _stumbling(read_job, IndexError("string index out of range"))

    assert job.run(_none) == 3
    embed_job.run(CountingEmbedder(), _none)

    assert (job.waiting(), embed_job.waiting()) == (0, 0)
    assert all(_measures(_read(store, document)) for document in good)
    assert _read(store, bad).claims == ()
    assert _read(store, bad).passages
    (logged,) = [record for record in caplog.records if record.getMessage() == "document_not_readable"]
    assert vars(logged)["document"] == bad
    assert logged.exc_info is not None


@pytest.mark.parametrize("error", [OSError("the disk is full"), MemoryError()])
def test_what_the_machine_lacks_is_not_held_against_a_document(
    take: Callable[..., DocumentId], read_job: ReadJob, error: Exception
) -> None:
    take("How to stumble", LIGHTING)
    job = _stumbling(read_job, error)

    with pytest.raises(type(error)):
        job.run(_none)

    assert job.waiting() == 1


def test_long_documents_are_read_and_embedded_a_few_at_a_time(
    take: Callable[..., DocumentId], read_job: ReadJob, embed_job: EmbedJob
) -> None:
    for number in range(3):
        take(f"Report {number} of street lighting", LIGHTING * 6_000)
    for number in range(3):
        take(f"Note {number} of street lighting", LIGHTING)
    read: list[int] = []
    embedded: list[int] = []

    job = ReadJob(read_job.store, read_job.reader)
    assert job.run(read.append) == 6
    assert embed_job.run(CountingEmbedder(), embedded.append) == 6

    assert sum(read) == sum(embedded) == 6
    assert max(embedded) < 6
    assert len(embedded) >= 3
