"""The parts of the program, made from settings and from each other, and imported, when first asked for."""

import os
import sys
import threading
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import UtblickError
from utblick.context import Context

if TYPE_CHECKING:
    from enrichment.embedding import SentenceTransformerEmbedder
    from enrichment.models import ModelFiles
    from enrichment.reading import Reader
    from kb.index.port import Index, IndexHome, Progress
    from kb.search.projection import Projection
    from kb.search.searcher import Searcher
    from kb.store import Store
    from utblick.jobs import EmbedJob, ReadJob


class Parts(Context):
    """Everything a command may need; what is never asked for is never loaded."""

    @cached_property
    def model(self) -> "ModelFiles":
        """The embedding model's files."""
        from enrichment.models import find_model

        return find_model(self.settings.model, self.settings.model_passage_prompt)

    def model_at_hand(self) -> "ModelFiles | None":
        """Return the embedding model's files, None when they are not on this machine: nothing is fetched."""
        os.environ["HF_HUB_OFFLINE"] = "1"
        try:
            return self.model
        except UtblickError:
            return None

    @cached_property
    def reader(self) -> "Reader":
        """The reading steps."""
        from enrichment.reading import Reader

        return Reader.for_catalogue(self.catalogue)

    @cached_property
    def read_job(self) -> "ReadJob":
        """The job that reads documents."""
        from utblick.jobs import ReadJob

        return ReadJob(self.store, self.reader, self.model.chunker())

    @cached_property
    def embed_job(self) -> "EmbedJob":
        """The job that embeds passages."""
        from utblick.jobs import EmbedJob

        return EmbedJob(self.store, self.model.name)

    def load_embedder(self) -> "SentenceTransformerEmbedder":
        """Load the embedding model anew: some seconds and 0.5 GB."""
        if self.settings.model is None or Path(self.settings.model).expanduser().is_dir():
            # Read when the libraries are imported. The files are on disk: without this they ask the hub for news of
            # them at every start.
            os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from enrichment.embedding import Precision, SentenceTransformerEmbedder

        return SentenceTransformerEmbedder(
            self.model,
            precision=Precision(self.settings.precision),
            query_prompt=self.settings.model_query_prompt,
        )

    @cached_property
    def home(self) -> "IndexHome":
        """Where the index lives; raises Busy when another process has the folder, Unreachable without the server."""
        if self.settings.qdrant_url:
            from kb.index.server import ServerHome

            key = self.settings.qdrant_api_key
            return ServerHome.connect(self.settings.qdrant_url, key.get_secret_value() if key else None)
        from kb.index.home import EdgeHome

        self.prepare_folder()
        return EdgeHome(self.settings.data / "index", self.owner_note())

    @cached_property
    def projection(self) -> "Projection":
        """What keeps the index in step with the records."""
        return self.projection_of(self.store)

    def projection_of(self, store: "Store") -> "Projection":
        """Return what keeps the index in step with `store`."""
        from kb.search.projection import Projection

        model, catalogue = self.model, self.catalogue  # first: what is wrong is said before the folder is taken
        return Projection(store, self.home, catalogue, model.name, model.dimension)

    def owner_note(self) -> dict[str, object]:
        """What this process says of itself to others that want the index; a server adds its address."""
        return {"command": "utblick " + " ".join(sys.argv[1:2]), "pid": os.getpid()}

    def index_owner(self) -> dict[str, object] | None:
        """Return what the process that has the embedded index says of itself, None when nobody has it."""
        folder = self.settings.data / "index"
        if self.settings.qdrant_url or not folder.is_dir():
            return None
        from kb.index.notes import owner_of

        return owner_of(folder)

    def index_progress(self) -> "Progress | None":
        """Return how far the embedded index has followed, without opening it; None when there is none."""
        from kb.index.notes import current_in

        built = current_in(self.settings.data / "index")
        return built.progress if built else None

    def searcher(self, state: "Live") -> "Searcher":
        """Return a searcher over the index and the model that `state` holds at the time of each question."""
        from kb.catalogue.matcher import ConceptMatcher
        from kb.search.questions import SEARCHED, QuestionReader
        from kb.search.searcher import Searcher

        matcher = ConceptMatcher(c for c in self.catalogue.concepts.values() if c.scheme in SEARCHED)
        return Searcher(
            store=self.store,
            catalogue=self.catalogue,
            projection=self.projection,
            index=lambda: state.index,
            embedder=lambda: state.embedder,
            questions=QuestionReader(self.catalogue, matcher, multilingual=self.settings.model_multilingual),
            this_year=lambda: self.now().year,
        )


class Live:
    """What changes while the program runs: the index that answers, the loaded model, what is being done.

    `busy` and `trouble` are Swedish sentences: what is being done, and what went wrong with it and is tried again.
    """

    def __init__(self) -> None:
        self.index: Index | None = None
        self.embedder: SentenceTransformerEmbedder | None = None
        self.busy: str | None = None
        self.trouble: str | None = None
        self.stop = threading.Event()
