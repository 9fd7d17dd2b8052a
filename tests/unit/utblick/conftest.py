"""What the tests of the way in share."""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count

import pytest

from enrichment.models import find_model
from enrichment.passages import Chunker
from enrichment.reading import Reader
from kb.catalogue import load_catalogue
from kb.domain.documents import DocumentId, RawDocument, SourceId
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.ingest import ingest
from tests.unit.utblick.job_parts import (
    NOW,
)
from utblick.jobs import CutJob, EmbedJob, ReadJob


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """Undo how a command configures logging."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


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
