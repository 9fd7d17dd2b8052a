"""What the tests of reading and embedding share."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import numpy as np

from enrichment.models import find_model
from kb.domain.claims import ClaimKind
from kb.domain.documents import DocumentId
from kb.domain.vectors import Vectors
from kb.store import Store
from kb.store.documents import ReadDocument, read_documents
from kb.store.revisions import latest_revision

MODEL = find_model(None).name
NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
LIGHTING = "Improved street lighting was followed by fewer burglaries and less crime. "
MENTORING = "Young offenders were given a mentor and were arrested less often. "


def _nothing() -> None:
    """Do nothing meanwhile."""


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


def read_of(store: Store, document: DocumentId) -> ReadDocument:
    with store.reading() as session:
        return read_documents(session, [document], MODEL)[0]


def measures_of(read: ReadDocument) -> set[str | None]:
    return {claim.value for claim in read.claims if claim.kind is ClaimKind.MEASURE}


def revision_of(store: Store) -> int:
    with store.reading() as session:
        return latest_revision(session)


def nobody(_done: int) -> None:
    """Report to nobody."""
