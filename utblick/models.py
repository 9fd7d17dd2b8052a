"""The embedding model that answers, and the one that is being prepared to: what goes with each, and which is which."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from enrichment.models import ModelFiles, find_model
from kb.errors import UtblickError
from kb.store.models import UsedModel, answering_model, count_embedded, forget_some, let_answer
from kb.store.passages import count_unembedded
from utblick.jobs import CutJob, EmbedJob, Stop, never

if TYPE_CHECKING:
    from enrichment.embedding import SentenceTransformerEmbedder
    from enrichment.passages import Chunker
    from kb.index.port import Index
    from kb.search.answering import Answering
    from kb.search.projection import Projection
    from utblick.parts import Parts


class ModelParts:
    """All that goes with one embedding model, made when first asked for."""

    def __init__(self, parts: "Parts", used: UsedModel, files: ModelFiles) -> None:
        self._parts, self.used, self.files = parts, used, files

    @property
    def name(self) -> str:
        """The model's name, which tells it from all others."""
        return self.used.name

    @cached_property
    def chunker(self) -> "Chunker":
        """What cuts texts for it."""
        return self.files.chunker()

    @property
    def cut_job(self) -> CutJob:
        """The job that cuts documents for it."""
        return CutJob(self._parts.store, self.chunker)

    @property
    def embed_job(self) -> EmbedJob:
        """The job that embeds documents with it."""
        return EmbedJob(self._parts.store, self.chunker)

    @cached_property
    def projection(self) -> "Projection":
        """What keeps its index in step with the records."""
        return self._parts.projection_of(self._parts.store, self.used)

    def load_embedder(self) -> "SentenceTransformerEmbedder":
        """Load the model anew: some seconds and 0.5 GB."""
        if self.used.setting is None or Path(self.used.setting).is_dir():
            # Read when the libraries are imported. The files are on disk: without this they ask the hub for news of
            # them at every start.
            os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from enrichment.embedding import Precision, SentenceTransformerEmbedder

        return SentenceTransformerEmbedder(
            self.files,
            precision=Precision(self._parts.settings.precision),
            query_prompt=self.used.query_prompt,
        )

    def answering(
        self, index: "Index | None" = None, embedder: "SentenceTransformerEmbedder | None" = None
    ) -> "Answering":
        """Return what answers questions with this model."""
        from kb.search.answering import Answering

        return Answering(self.projection, self._parts.questions(self.used.multilingual), index, embedder)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which model answers, and which is being prepared to, None: the one that the settings name answers.

    `lost`: there was another before, whose files are gone or changed, so that it cannot answer meanwhile.
    """

    answers: ModelParts
    coming: ModelParts | None = None
    lost: bool = False


def choose(parts: "Parts") -> Choice:
    """Return which model answers: the one that did, while the one that the settings name is being prepared.

    The settings' own answers at once where the former has not embedded half of what is read, or cannot be loaded.
    """
    wanted = parts.wanted
    with parts.store.reading() as session:
        former = answering_model(session)
        if former is None or former.name == wanted.name:
            return Choice(wanted)
        if count_embedded(session, former.name) <= count_unembedded(session, former.name):
            return Choice(wanted)
    try:
        files = find_model(former.setting, former.passage_prompt, fetched=False)
    except UtblickError:
        return Choice(wanted, lost=True)
    if files.name != former.name:
        return Choice(wanted, lost=True)
    return Choice(ModelParts(parts, former, files), wanted)


def choose_by_index(parts: "Parts") -> Choice:
    """Return which model answers and note it; takes the index: the one that is there has the last word."""
    choice = Choice(parts.wanted) if parts.wanted.projection.open() is not None else choose(parts)
    note_answering(parts, choice.answers)
    return choice


def note_answering(parts: "Parts", model: ModelParts) -> None:
    """Note in the records that this model answers."""
    with parts.store.reading() as session:
        if answering_model(session) == model.used:
            return
    with parts.store.writing() as session:
        let_answer(session, model.used, parts.now())


def tidy(parts: "Parts", choice: Choice, stop: Stop = never) -> int:
    """Remove, or until `stop`, what other models made of documents; return how many documents that was, counted anew.

    To be called when an index of the model that answers is there: until then the others are what one can go back to.
    """
    kept = [choice.answers.name, *([choice.coming.name] if choice.coming else [])]
    done = 0
    while not stop():
        with parts.store.writing() as session:
            removed = forget_some(session, kept)
        if not removed:
            break
        done += removed
    return done
