"""What answers questions at a time: things that belong together, and are exchanged together."""

from dataclasses import dataclass

from kb.domain.vectors import Embedder
from kb.index.port import Index
from kb.search.projection import Projection
from kb.search.questions import QuestionReader


@dataclass(frozen=True, slots=True)
class Answering:
    """An index, what keeps it in step, the model whose vectors it holds, and how questions are read for that model.

    `index` None: it is being built. `embedder` None: it is still loading, and words and concepts answer.
    """

    projection: Projection
    questions: QuestionReader
    index: Index | None = None
    embedder: Embedder | None = None

    @property
    def model(self) -> str:
        """The name of the model that cut the passages which the index names by number."""
        return self.projection.model

    def behind(self) -> int:
        """Return how many documents the index does not hold in their latest state."""
        return self.projection.behind(self.index)
