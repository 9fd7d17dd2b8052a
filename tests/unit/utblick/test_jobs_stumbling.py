from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from enrichment.reading import Reader
from kb.domain.claims import Claim
from kb.domain.documents import DocumentId
from kb.store import Store
from tests.unit.utblick.job_parts import LIGHTING, MENTORING, CountingEmbedder, measures_of, nobody, read_of
from utblick.jobs import EmbedJob, ReadJob


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

    assert job.run(nobody) == 3
    embed_job.run(CountingEmbedder(), nobody)

    assert (job.waiting(), embed_job.waiting()) == (0, 0)
    assert all(measures_of(read_of(store, document)) for document in good)
    assert read_of(store, bad).claims == ()
    assert read_of(store, bad).passages
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
        job.run(nobody)

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
