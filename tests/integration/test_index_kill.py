"""An index that is written to and killed at any moment holds all that its note says, without a flush in between."""

import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from sqlalchemy import text

from kb.catalogue import Catalogue
from kb.domain.claims import Claim, ClaimKind
from kb.domain.documents import Passage, RawDocument, SourceId
from kb.index.home import EdgeHome
from kb.index.port import YES, Ask, Field, Payload, Point, Progress, Selection, Signal, Sparse
from kb.index.terms import query_terms
from kb.search.projection import Projection
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import get_document
from kb.store.ingest import ingest
from kb.store.passages import Cut, save_passages
from kb.store.readings import NewReading, ReadBy, save_readings
from tests.integration.children import Beside, said_until_killed

_KILLS = 20
_TOGETHER = 5
_NAME = "written"


def _points(revision: int) -> list[Point]:
    vector = np.array([1.0, revision], dtype=np.float32)
    payload: Payload = {Field.FIRST: YES, Field.KIND: f"kind-{revision % 3}", Field.YEAR: 2000 + revision % 20}
    words = Sparse((revision % 50 + 1,), (1.0,))
    return [Point(f"d{revision}-{n}", 0, payload, words, Sparse((), ()), vector) for n in range(_TOGETHER)]


def check(home: EdgeHome) -> int:
    """Return up to which revision the index says that it has followed, having compared what it holds with that."""
    index = home.current(_NAME)
    assert index is not None
    revision = index.progress().revision
    held = index.count(Selection())
    assert revision * _TOGETHER <= held <= (revision + 1) * _TOGETHER, (revision, held)
    for number in random.Random(revision).sample(range(1, revision + 1), min(5, revision)):
        assert index.count(Selection({Field.OWNER: tuple(p.owner for p in _points(number))})) == _TOGETHER, number
    documents = Selection({Field.FIRST: (YES,)})
    assert sum(index.facet(Field.KIND, documents).values()) == held
    return revision


def write(root: Path) -> None:
    """Check what is held, say so, and go on writing until killed."""
    home = EdgeHome(root, {"command": "test"})
    revision = check(home)
    sys.stdout.write(f"{revision}\n")
    sys.stdout.flush()
    index = home.current(_NAME)
    assert index is not None
    while True:
        revision += 1
        index.upsert(_points(revision), revision)
        index.save_progress(Progress(revision, f"d{revision}"))


def test_killed_while_it_writes_the_index_holds_what_its_note_says(tmp_path: Path) -> None:
    home = EdgeHome(tmp_path, {"command": "test"})
    home.promote(home.create(_NAME, 2))
    home.close()
    chance, reached = random.Random(5), []
    for _ in range(_KILLS):
        command = f"from pathlib import Path; from {__name__} import write; write(Path({str(tmp_path)!r}))"
        said = said_until_killed(command, chance.uniform(0.01, 0.3))
        reached.append(int(said[0]))
    home = EdgeHome(tmp_path, {"command": "test"})
    reached.append(check(home))
    home.close()
    assert reached == sorted(reached)
    assert reached[-1] > 0


_DOCUMENTS = 400
_AT_A_TIME = 20
_DIMENSION = 2
_MODEL = "none@1"
_NOTHING = Catalogue({}, {}, (), {}, {}, {}, {}, "1")
_SPOKEN = "fr"  # a language for which no tables are loaded


def _parts(folder: Path) -> tuple[Store, EdgeHome, Projection]:
    store, home = Store(f"sqlite:///{folder / 'records.sqlite3'}"), EdgeHome(folder / "index", {"command": "test"})
    return store, home, Projection(store, home, _NOTHING, _MODEL, _DIMENSION)


def _told(home: EdgeHome, name: str) -> int:
    """Return how many documents a search for the word of all of them finds."""
    index = home.current(name)
    if index is None:
        return 0
    asked = query_terms({"burglary": 1.0}, _SPOKEN)
    return len(index.ask([Ask(Signal.WORDS, asked, Selection({Field.GROUP: ("other",)}), 2 * _DOCUMENTS)])[0])


def follow_or_rebuild(folder: Path, moment: int) -> None:
    """Open the index, or build it, say so, and follow and rebuild in turns until killed, while a thread searches."""
    store, home, projection = _parts(folder)
    index = projection.open() or projection.rebuild()

    def search() -> None:
        while True:
            sys.stdout.write(f"{_told(home, projection.name)}\n")
            sys.stdout.flush()
            time.sleep(0.01)

    Beside(search).start()
    for turn in range(moment, moment + 1_000_000):
        _write(store, folder, turn)
        projection.follow(index)
        if turn % 3 == 0:
            index = projection.rebuild()


def _write(store: Store, folder: Path, turn: int) -> None:
    """Put some documents in as read; after the first rounds these are new versions of what is there."""
    now = datetime(2026, 11, 16, tzinfo=UTC)
    numbers = [(turn * _AT_A_TIME + n) % _DOCUMENTS for n in range(_AT_A_TIME)]
    raws = [
        RawDocument(SourceId("test"), f"Burglary in town {n}", f"What was done in round {turn}.", external_id=str(n))
        for n in numbers
    ]
    with store.writing() as session:
        done = ingest(session, raws, Blobs(str(folder / "blobs")), now)
    with store.writing() as session:
        documents = [get_document(session, one.document) for one in done]
        claims = (Claim(ClaimKind.LANGUAGE, _SPOKEN, "t", "1"), Claim(ClaimKind.RELEVANCE, "relevant", "t", "1"))
        save_readings(session, [NewReading(d, claims) for d in documents], ReadBy("test", "t"))
        cuts = [Cut(d, (Passage(d.id, 0, 0, len(d.content)),)) for d in documents]
        save_passages(session, cuts, _MODEL)


def test_killed_while_it_follows_or_rebuilds_the_index_equals_the_records_and_searches_are_answered(
    tmp_path: Path,
) -> None:
    store = Store(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    store.migrate()
    for turn in range(3):
        _write(store, tmp_path, turn)
    chance = random.Random(6)
    for moment in range(_KILLS):
        call = f"t.follow_or_rebuild(Path({str(tmp_path)!r}), {moment + 3})"
        command = f"from pathlib import Path; import {__name__} as t; {call}"
        answers = said_until_killed(command, chance.uniform(0.02, 0.6))
        with store.reading() as session:
            held = session.execute(text("SELECT DISTINCT document FROM passage")).scalars().all()  # those that are read
        assert all(0 < int(answer) <= len(held) for answer in answers)
    _, home, projection = _parts(tmp_path)
    index = projection.open() or projection.rebuild()
    projection.follow(index)
    assert projection.behind(index) == 0
    assert index.facet(Field.OWNER, Selection()) == dict.fromkeys(held, 1)
    assert _told(home, projection.name) == len(held) > 0
    home.close()
    store.close()
