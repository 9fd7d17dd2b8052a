"""Another embedding model by setting: the former answers until the new one is ready; killed anywhere, it goes on."""

import json
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text

from enrichment.reading import Reader
from kb.catalogue import Catalogue, load_catalogue
from kb.domain.documents import DocumentId, RawDocument, SourceId
from kb.index.home import EdgeHome
from kb.index.port import Ask, Field, Index, Selection, Signal
from kb.search.results import Query
from kb.search.searcher import Searcher
from kb.store.documents import delete_document, read_documents
from kb.store.ingest import ingest
from kb.store.models import answering_model
from tests.unit.utblick.test_worker import Pauses
from tests.unit.utblick.tiny_models import make_model
from utblick.main import run
from utblick.models import choose
from utblick.parts import Live, Parts
from utblick.settings import Settings
from utblick.worker import Worker

NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
PREPARING, BUILDING = "Förbereder en ny språkmodell", "Bygger sökregistret för den nya språkmodellen"
LOST = "Den förra språkmodellen går inte att läsa in"
TEXT = "Improved street lighting in the town was followed by fewer burglaries. "
QUESTION = Query(text="street lighting burglary", limit=50)


class Killed(BaseException):
    """The process is killed: nothing catches it."""


class WatchedLive(Live):
    """Tells somebody each time the worker says what it does next, before it does so."""

    def __init__(self, watch: Callable[[str], object]) -> None:
        self._watch = watch
        super().__init__()
        self.stop = Pauses(1)  # until there is nothing to do

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value)
        if name == "busy" and isinstance(value, str):
            self._watch(value)


class KilledAtPromoting(EdgeHome):
    """A home in which the process is killed just before, or just after, another index answers."""

    after = False

    def promote(self, index: Index) -> None:
        """Be killed."""
        if self.after:
            super().promote(index)
        raise Killed


class KilledAfterPromoting(KilledAtPromoting):
    """The same, just after."""

    after = True


class Place:
    """A data folder, and the server's work in it, run until there is nothing to do."""

    def __init__(self, data: Path, catalogue: Catalogue, reader: Reader) -> None:
        self.data, self._catalogue, self._reader = data, catalogue, reader
        self.seen: list[tuple[str, str | None, int]] = []  # what was being done, who answered, how many were found

    def parts(self, model: str, **settings: str) -> Parts:
        """Return the parts with this model set."""
        found = Parts(Settings(data=self.data, model=model, precision="float32", **settings))  # type: ignore[arg-type]
        vars(found).update(catalogue=self._catalogue, reader=self._reader)
        return found

    def take(self, parts: Parts, numbers: Sequence[int], length: int = 3) -> list[DocumentId]:
        """Take documents in; a `length` more than before changes their words."""
        raws = [
            RawDocument(
                SourceId("s"), f"Lights and burglary in town {n}", f"Town {n}. {TEXT * length}", external_id=str(n)
            )
            for n in numbers
        ]
        with parts.store.writing() as session:
            return [done.document for done in ingest(session, raws, parts.blobs, NOW)]

    def work(self, model: str, watch: Callable[[str, Parts], object] | None = None, home: type | None = None) -> Parts:
        """Work with this model set, asking a question at each step; return the parts, closed."""
        parts = self.parts(model)
        if home is not None:
            vars(parts)["home"] = home(self.data / "index", {})

        def look(said: str) -> None:
            answering = live.answering
            found = searcher.search_documents(QUESTION)
            self.seen.append((said, answering.model if answering else None, len(found.hits)))
            if answering is not None and answering.embedder is not None:
                assert answering.embedder.name == answering.model
            if said.startswith((PREPARING, BUILDING)):
                assert all("meaning" in hit.why.signals for hit in found.hits[:20])
            if watch is not None:
                watch(said, parts)

        live = WatchedLive(look)
        searcher: Searcher = parts.searcher(live)
        try:
            Worker(parts, live).run()
        except Killed:
            pass
        finally:
            parts.home.close()
            parts.store.close()
        assert live.trouble is None
        return parts

    def check(self, model: str) -> None:
        """Compare records and index: both hold this model's passages with its vectors, and no others."""
        parts = self.parts(model)
        name = parts.wanted.name
        with parts.store.reading() as session:
            answering = answering_model(session)
            assert answering is not None
            assert answering.name == name
            for table in ("passage", "embedding"):
                assert session.execute(text(f"SELECT DISTINCT model FROM {table}")).scalars().all() == [name]  # noqa: S608
            held = session.execute(text("SELECT id FROM document WHERE deleted_at IS NULL")).scalars().all()
            documents = read_documents(session, held, name)
        assert (parts.read_job.waiting(), parts.embed_job.waiting()) == (0, 0)
        index = parts.projection.open()
        assert index is not None
        assert parts.projection.behind(index) == 0
        chunker = parts.wanted.chunker
        owners = index.facet(Field.OWNER, Selection({Field.HOLDS: ("document",)}))
        assert owners == {read.document.id: len(read.passages) for read in documents}
        for read in documents:
            assert list(read.passages) == chunker.cut(read.document.id, read.document.content)
            assert read.vectors is not None
            asks = [Ask(Signal.MEANING, v, Selection({Field.OWNER: (read.document.id,)}), 99) for v in read.vectors]
            for number, answer in enumerate(index.ask(asks)):
                assert max(found.score for found in answer) < 1.001
                assert [found.score for found in answer if found.number == number] == [pytest.approx(1, abs=1e-3)]
        parts.home.close()
        parts.store.close()


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Make three models which differ in weights, length of vectors and how much they read."""
    root = tmp_path_factory.mktemp("models")
    made = ((1, 8, 64), (2, 12, 32), (3, 8, 48))
    return [make_model(root / f"m{seed}", seed=seed, dimension=d, tokens=t) for seed, d, t in made]


@pytest.fixture(scope="module")
def answered(models: list[str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Catalogue, Reader]:
    """Give a data folder in which the first model answers for forty documents."""
    catalogue = load_catalogue()
    reader = Reader.for_catalogue(catalogue)
    place = Place(tmp_path_factory.mktemp("answered") / "data", catalogue, reader)
    parts = place.parts(models[0])
    place.take(parts, range(40))
    parts.store.close()
    place.work(models[0])
    place.check(models[0])
    return place.data, catalogue, reader


@pytest.fixture
def place(answered: tuple[Path, Catalogue, Reader], tmp_path: Path) -> Place:
    """Give a copy of it."""
    data, catalogue, reader = answered
    return Place(Path(shutil.copytree(data, tmp_path / "data")), catalogue, reader)


def test_the_former_model_answers_until_the_new_one_has_all_and_then_all_is_exchanged(
    place: Place, models: list[str]
) -> None:
    place.work(models[1])

    place.check(models[1])
    first, second = (place.parts(model).wanted.name for model in models[:2])
    while_preparing = [one for one in place.seen if one[0].startswith((PREPARING, BUILDING))]
    assert len(while_preparing) >= 2
    assert all((model, found) == (first, 40) for _, model, found in while_preparing)
    assert place.seen[-1][1:] == (second, 40)
    assert not any(said == "Läser dokument." for said, _, _ in place.seen)


def test_what_is_new_changed_or_deleted_meanwhile_is_found_at_once_and_is_in_the_new_index(
    place: Place, models: list[str]
) -> None:
    def change(said: str, parts: Parts) -> None:
        if said.startswith(PREPARING) and not changed:
            changed.extend(place.take(parts, [100, 101]))
            place.take(parts, [1, 2], length=9)
            with parts.store.writing() as session:
                delete_document(session, changed[1], NOW)

    changed: list[DocumentId] = []
    place.work(models[1], change)

    place.check(models[1])
    assert place.seen[-1][2] == 41


@pytest.mark.parametrize("moment", ["before", "during", "built", "promoted"])
def test_killed_at_any_point_it_goes_on_and_nothing_is_lost(place: Place, models: list[str], moment: str) -> None:
    def kill(said: str, _parts: Parts) -> None:
        if moment == "before" and said.startswith(PREPARING):
            raise Killed

    def stop_soon(said: str, parts: Parts) -> None:
        if said.startswith(PREPARING):
            coming = choose(parts).coming
            assert coming is not None  # it gets the first batch done and no more
            coming.embed_job.run(parts.load_embedder(), lambda _done: None, iter([False, True]).__next__)
            raise Killed

    home = {"built": KilledAtPromoting, "promoted": KilledAfterPromoting}.get(moment)
    place.work(models[1], stop_soon if moment == "during" else kill, home)
    if moment != "promoted":
        assert place.seen[-1][1:] == (place.parts(models[0]).wanted.name, 40)

    place.work(models[1])

    place.check(models[1])
    assert all(found == 40 for _, model, found in place.seen if model is not None)


def test_a_change_back_half_way_leaves_all_as_it_was(place: Place, models: list[str]) -> None:
    place.work(models[1], home=KilledAtPromoting)
    place.seen.clear()

    place.work(models[0])

    place.check(models[0])
    first = place.parts(models[0]).wanted.name
    assert {model for _, model, _ in place.seen} <= {first, None}


def test_a_third_model_half_way_takes_the_place_of_the_second(place: Place, models: list[str]) -> None:
    place.work(models[1], home=KilledAtPromoting)

    place.work(models[2])

    place.check(models[2])
    assert place.parts(models[1]).wanted.name not in {model for _, model, _ in place.seen}


def test_a_former_model_that_is_gone_cannot_answer_and_the_status_says_so(
    place: Place, models: list[str], tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    shutil.copytree(models[2], gone)
    place.work(str(gone))
    place.seen.clear()
    shutil.rmtree(gone)

    place.work(models[1])

    place.check(models[1])
    assert any(said.startswith(LOST) for said, _, _ in place.seen)
    assert not any(said.startswith(PREPARING) for said, _, _ in place.seen)


def test_without_a_server_enrich_prepares_and_index_exchanges_when_nothing_waits(
    place: Place, models: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(place.data.parent)
    monkeypatch.setenv("UTBLICK_DATA", str(place.data))
    monkeypatch.setenv("UTBLICK_MODEL", models[1])
    first = place.parts(models[0]).wanted.name

    assert run(["index", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == {"written": 0, "rebuilt": False, "behind": 0}
    assert f"The model {first} answers until" in err
    assert "40 left" in err
    assert run(["search", "street lighting", "--in", "documents", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["hits"]

    assert run(["enrich", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["embedded"] == 40
    assert run(["index", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"written": 40, "rebuilt": True, "behind": 0}

    place.check(models[1])


def test_another_query_prompt_changes_no_vector(place: Place, models: list[str]) -> None:
    with place.parts(models[0]).store.reading() as session:
        before = session.execute(text("SELECT vector FROM passage ORDER BY document, number")).scalars().all()
    parts = place.parts(models[0], model_query_prompt="query: ")
    live = WatchedLive(lambda _said: None)
    Worker(parts, live).run()
    parts.home.close()
    with parts.store.reading() as session:
        after = session.execute(text("SELECT vector FROM passage ORDER BY document, number")).scalars().all()
        answering = answering_model(session)
    parts.store.close()
    assert before == after
    assert answering is not None
    assert answering.query_prompt == "query: "
    plain = np.asarray(parts.wanted.load_embedder().embed_passages(["lighting"]))
    assert not np.allclose(plain, parts.wanted.load_embedder().embed_queries(["lighting"]))
