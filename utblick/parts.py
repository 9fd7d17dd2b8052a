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
    from kb.catalogue.matcher import ConceptMatcher
    from kb.index.port import IndexHome, Progress
    from kb.search.answering import Answering
    from kb.search.projection import Projection
    from kb.search.questions import QuestionReader
    from kb.search.searcher import Searcher
    from kb.store import Store
    from kb.store.models import UsedModel
    from utblick.jobs import EmbedJob, ReadJob
    from utblick.models import ModelParts


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

        return ReadJob(self.store, self.reader)

    @cached_property
    def wanted(self) -> "ModelParts":
        """The embedding model that the settings name, with all that goes with it; another may answer still."""
        from kb.store.models import UsedModel
        from utblick.models import ModelParts

        settings, files = self.settings, self.model
        setting = settings.model
        if setting is not None and Path(setting).expanduser().is_dir():
            setting = str(Path(setting).expanduser().resolve())
        used = UsedModel(
            files.name,
            files.dimension,
            setting,
            settings.model_passage_prompt,
            settings.model_query_prompt,
            settings.model_multilingual,
        )
        return ModelParts(self, used, files)

    @property
    def embed_job(self) -> "EmbedJob":
        """The job that embeds passages with the model that the settings name."""
        return self.wanted.embed_job

    def load_embedder(self) -> "SentenceTransformerEmbedder":
        """Load the model that the settings name anew: some seconds and 0.5 GB."""
        return self.wanted.load_embedder()

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

    @property
    def projection(self) -> "Projection":
        """What keeps the index of the model that the settings name in step with the records."""
        return self.wanted.projection

    def projection_of(self, store: "Store", model: "UsedModel | None" = None) -> "Projection":
        """Return what keeps the index of a model, None: that the settings name, in step with `store`."""
        from kb.search.projection import Projection

        # First: what is wrong with them is said before the folder is taken.
        used, catalogue = model or self.wanted.used, self.catalogue
        return Projection(store, self.home, catalogue, used.name, used.dimension)

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

    def questions(self, multilingual: bool) -> "QuestionReader":
        """Return what reads questions for a model that reads Swedish, or not; the same at each call."""
        from kb.search.questions import QuestionReader

        if multilingual not in self._questions:
            self._questions[multilingual] = QuestionReader(self.catalogue, self._matcher, multilingual=multilingual)
        return self._questions[multilingual]

    @cached_property
    def _questions(self) -> "dict[bool, QuestionReader]":
        return {}

    @cached_property
    def _matcher(self) -> "ConceptMatcher":
        from kb.catalogue.matcher import ConceptMatcher
        from kb.search.questions import SEARCHED

        return ConceptMatcher(c for c in self.catalogue.concepts.values() if c.scheme in SEARCHED)

    def searcher(self, state: "Live") -> "Searcher":
        """Return a searcher over what answers, by `state`, at the time of each question."""
        from kb.search.searcher import Searcher

        nothing = self.wanted.answering()  # until it is known what does
        return Searcher(
            store=self.store,
            catalogue=self.catalogue,
            answering=lambda: state.answering or nothing,
            this_year=lambda: self.now().year,
        )


class Live:
    """What changes while the program runs: what answers, exchanged at once and whole, and what is being done.

    `busy` and `trouble` are Swedish sentences: what is being done, and what went wrong with it and is tried again.
    """

    def __init__(self) -> None:
        self.answering: Answering | None = None
        self.busy: str | None = None
        self.trouble: str | None = None
        self.stop = threading.Event()
