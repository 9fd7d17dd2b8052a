"""Ask the searcher as it is, and with all signals but one silenced."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from sqlalchemy import text

from benchmarks.ranking_set import record_key
from crawlers.imports import import_files
from kb.index.port import Ask, Found, Index, Signal
from kb.search import ranking
from kb.search.results import Query
from utblick.parts import Live, Parts
from utblick.settings import Settings

WAYS: Final[Mapping[str, tuple[Signal, ...]]] = {
    "words alone (BM25)": (Signal.WORDS,),
    "vectors alone": (Signal.MEANING,),
    "concepts alone": (Signal.CONCEPTS,),
    "all": tuple(Signal),
}
ALL: Final = "all"


class SomeSignals:
    """An index in which only some signals answer; everything else is the index's own."""

    def __init__(self, index: Index, heard: Sequence[Signal]) -> None:
        self._index, self._heard = index, heard

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)

    def ask(self, questions: Sequence[Ask]) -> list[list[Found]]:
        """Return the answers of the signals that are heard, nothing for the others."""
        answers = iter(self._index.ask([q for q in questions if q.signal in self._heard]))
        return [next(answers) if q.signal in self._heard else [] for q in questions]


class Asked:
    """The store and the index of a data folder, and what is found there."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds records that are read and embedded; an index for another catalogue is built anew."""
        self._parts = Parts(Settings(data=folder))
        self._live = Live()
        self._index = self._parts.projection.open() or self._parts.projection.rebuild()
        self._parts.projection.follow(self._index)
        self._whole = self._parts.wanted.answering(self._index, self._parts.load_embedder())
        self._live.answering = self._whole
        self._searcher = self._parts.searcher(self._live)

    @cached_property
    def texts(self) -> dict[tuple[str, ...], tuple[str, str]]:
        """Title and text of each document, by its records."""
        with self._parts.store.reading() as session:
            rows = session.execute(text("SELECT id, title, text FROM document")).all()
        return {self.records[key]: (title, said) for key, title, said in rows if key in self.records}

    @cached_property
    def records(self) -> dict[str, tuple[str, ...]]:
        """The records of each document, by their keys."""
        found: dict[str, tuple[str, ...]] = {}
        with self._parts.store.reading() as session:
            for document, external in session.execute(text("SELECT document, external_id FROM record ORDER BY 2")):
                found[document] = (*found.get(document, ()), record_key(external or ""))
        return found

    @property
    def parts(self) -> Parts:
        """What the folder was opened with."""
        return self._parts

    def document_hits(self, asked: str, way: str, limit: int) -> list[tuple[tuple[str, ...], str | None]]:
        """Return the documents found, best first: the records of each, and its language."""
        with self._heard(way):
            page = self._searcher.search_documents(Query(text=asked, limit=limit))
        return [(self.records[hit.document.id], hit.language) for hit in page.hits]

    def measures(self, asked: str, way: str, limit: int) -> list[str]:
        """Return the ids of the measures found, best first."""
        with self._heard(way):
            page = self._searcher.search_measures(Query(text=asked, limit=limit))
        return [hit.measure.id for hit in page.hits]

    @contextmanager
    def _heard(self, way: str) -> Iterator[None]:
        if way == ALL:
            yield
            return
        heard = WAYS[way]
        self._live.answering = replace(self._whole, index=SomeSignals(self._index, heard))
        weights: dict[str, float] = {signal: float(signal in heard) for signal in Signal}
        # What a question names lifts a measure by its concept: that is no work of the other signals.
        named = ranking.RANKING.named_weight if Signal.CONCEPTS in heard else 0.0
        try:
            with _ranked_by(replace(ranking.RANKING, signal_weights=weights, named_weight=named)):
                yield
        finally:
            self._live.answering = self._whole


def build(records: Path, folder: Path) -> None:
    """Take a file of records into `folder`, read and embed them."""
    parts = Parts(Settings(data=folder))
    import_files(parts.store, parts.blobs, [records], parts.now())
    parts.read_job.run(_ignore)
    embedder = parts.load_embedder()
    embedder.choose_precision()
    parts.embed_job.run(embedder, _ignore)


def _ignore(_done: int) -> None:
    """Show no progress."""


@contextmanager
def _ranked_by(changed: ranking.Ranking) -> Iterator[None]:
    """Let every module of the search rank by `changed`."""
    before = ranking.RANKING
    holders = [m for name, m in sys.modules.items() if name.startswith("kb.search.") and hasattr(m, "RANKING")]
    for module in holders:
        vars(module)["RANKING"] = changed
    try:
        yield
    finally:
        for module in holders:
            vars(module)["RANKING"] = before
