"""An index that is written to and killed at any moment holds all that its note says, without a flush in between."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from kb.index.edge import EdgeHome
from kb.index.port import YES, Field, Payload, Point, Progress, Selection, Sparse

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
        with subprocess.Popen(
            [sys.executable, "-c", command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            assert writer.stderr is not None
            said = writer.stdout.readline()
            assert said, writer.stderr.read()
            reached.append(int(said))
            time.sleep(chance.uniform(0.01, 0.3))
            writer.send_signal(signal.SIGKILL)
    home = EdgeHome(tmp_path, {"command": "test"})
    reached.append(check(home))
    home.close()
    assert reached == sorted(reached)
    assert reached[-1] > 0
