"""Killed at any moment and run again, the work ends where an undisturbed run ends."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kb.index.port import Field, Selection
from utblick.parts import Parts
from utblick.settings import Settings

_RECORDS = 240
_KILLS = 4
_DUMPS = {
    "document": "SELECT id, version, title, text, doi, year, read_by FROM document ORDER BY id",
    "embedding": "SELECT document, model, version, embedded FROM embedding ORDER BY document, model",
    "version": "SELECT document, number, words_key FROM version ORDER BY document, number",
    "record": "SELECT id, document, source, blob, matched_by FROM record ORDER BY id",
    "key": "SELECT kind, value, document FROM document_key ORDER BY kind, value, document",
    "claim": 'SELECT document, number, kind, value, start, "end", step_version FROM claim ORDER BY document, number',
    "passage": 'SELECT document, model, number, start, "end" FROM passage ORDER BY document, number',
}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write records of our own: towns, measures and outcomes in every combination, each twice in other words."""
    path = tmp_path_factory.mktemp("records") / "towns.jsonl"
    measures = ("street lighting", "mentoring", "hot spots policing", "functional family therapy")
    rows = []
    for number in range(_RECORDS):
        measure, town = measures[number % 4], f"Town {number // 4}"
        rows.append(
            {
                "id": f"towns:{number}",
                "title": f"What {measure} did to burglary and violence in {town}",
                "abstract": f"Residents of {town} were randomly assigned to {measure} or to nothing. "
                f"After {number} months the police counted crime again. " * 4,
                "year": 2000 + number % 25,
                "doi": f"10.1000/towns.{number}",
            }
        )
    rows += [row | {"id": f"{row['id']}-again", "source": "copies"} for row in rows[:20]]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def _run(data: Path, *words: str, kill_after_s: float | None = None) -> bool:
    """Run a command of the program; return whether it ended by itself, having done its work."""
    environment = os.environ | {"UTBLICK_DATA": str(data), "UTBLICK_PRECISION": "float32"}
    process = subprocess.Popen(
        [sys.executable, "-c", "from utblick.main import main; main()", *words],
        env=environment,
        cwd=data.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _, said = process.communicate(timeout=kill_after_s or 180)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        return False
    assert process.returncode == 0, said.decode()
    return True


def _state(data: Path) -> dict[str, Any]:
    with sqlite3.connect(data / "utblick.sqlite3") as connection:
        found: dict[str, Any] = {name: connection.execute(query).fetchall() for name, query in _DUMPS.items()}
        rows = connection.execute("SELECT vector FROM passage ORDER BY document, number").fetchall()
    connection.close()
    vectors = np.stack([np.frombuffer(vector, dtype="<f4") for (vector,) in rows])
    found["blobs"] = sorted(
        path.name for path in (data / "blobs").rglob("*") if path.is_file() and "." not in path.name
    )
    parts = Parts(Settings(data=data))
    index = parts.projection.open()
    assert index is not None
    found["index"] = index.facet(Field.OWNER, Selection()), index.facet(Field.CHALLENGE, Selection())
    found["behind"] = parts.projection.behind(index)
    parts.home.close()
    parts.store.close()
    found["vectors"] = vectors
    return found


@pytest.fixture(scope="module")
def undisturbed(records: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run the three steps without disturbance and return the state they end in."""
    data = tmp_path_factory.mktemp("undisturbed") / "data"
    for words in (("import", str(records)), ("enrich",), ("index",)):
        assert _run(data, *words)
    return _state(data)


@pytest.mark.parametrize("killed", ["import", "enrich", "index"])
def test_a_run_killed_at_random_moments_ends_where_an_undisturbed_run_ends(
    killed: str, records: Path, undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    chance = random.Random(killed)
    longest_s = {"import": 4.0, "enrich": 14.0, "index": 6.0}[killed]
    for words in (("import", str(records)), ("enrich",), ("index",)):
        if words[0] == killed:
            for _ in range(_KILLS):
                _run(data, *words, kill_after_s=chance.uniform(0.3, longest_s))
        assert _run(data, *words)
    state = _state(data)
    np.testing.assert_allclose(state.pop("vectors"), undisturbed["vectors"], atol=1e-4)
    for name, rows in state.items():
        assert rows == undisturbed[name], name


def test_the_undisturbed_run_has_done_its_work(undisturbed: dict[str, Any]) -> None:
    assert len(undisturbed["document"]) == _RECORDS
    assert len(undisturbed["record"]) == _RECORDS + 20
    assert undisturbed["behind"] == 0
    assert len(undisturbed["index"][0]) > _RECORDS
