"""`enrich`, `index`, `status` and `doctor` where the index, the model or the records are not as they should be."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kb.domain.documents import RawDocument, SourceId
from kb.errors import Busy
from kb.index.home import EdgeHome
from kb.store import Store
from kb.store.database import newest_schema
from kb.store.documents import delete_document
from kb.store.ingest import ingest
from utblick.commands.read import Patience
from utblick.main import run
from utblick.parts import Parts
from utblick.settings import Settings


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a data folder, which is not there yet, to the commands."""
    folder = tmp_path / "data"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTBLICK_DATA", str(folder))
    return folder


def _looked_at(capsys: pytest.CaptureFixture[str], name: str) -> dict[str, object]:
    capsys.readouterr()
    run(["doctor", "--json"])
    checks: list[dict[str, object]] = json.loads(capsys.readouterr().out)["checks"]
    return next(check for check in checks if check["name"] == name)


def test_who_waits_for_the_server_gives_up_when_nothing_moves_for_five_minutes() -> None:
    patience = Patience(0.0)
    patience.look(1.0, 3, 2, 1)
    patience.look(290.0, 3, 1, 1)
    patience.look(589.0, 3, 1, 1)
    with pytest.raises(Busy, match="3 documents wait to be read, 1 to be embedded and 1 to be indexed"):
        patience.look(590.0, 3, 1, 1)


def test_a_rebuilt_index_is_said_to_hold_what_was_written_and_not_what_was_deleted(
    capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    parts = Parts(Settings(data=data))
    items = [RawDocument(SourceId("journal"), title, "", external_id=title) for title in ("Lights", "Mentors")]
    with parts.store.writing() as session:
        gone = ingest(session, items, parts.blobs, parts.now())[0].document
    with parts.store.writing() as session:
        delete_document(session, gone, parts.now())
    parts.store.close()

    assert run(["index", "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == {"written": 1, "rebuilt": True, "behind": 0}


def test_the_doctor_leaves_the_schema_as_it_is(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    assert _looked_at(capsys, "index")["ok"] is True
    store = Store(Settings(data=data).store_url)
    assert store.schema_version() is None
    store.migrate()
    assert store.schema_version() == newest_schema()
    store.close()


@pytest.mark.parametrize("note", ["current.json", "build-1/utblick.json"])
def test_the_doctor_names_an_index_that_cannot_be_read_and_none_where_there_is_none(
    capsys: pytest.CaptureFixture[str], data: Path, note: str
) -> None:
    assert str(_looked_at(capsys, "index")["found"]).startswith("none yet")
    home = EdgeHome(data / "index", {})
    home.promote(home.create("n", 2))
    home.close()
    assert _looked_at(capsys, "index")["found"] == "none yet for this model and catalogue"

    (data / "index" / note).write_text("{}")

    found = _looked_at(capsys, "index")
    assert found["ok"] is False
    assert "cannot be read" in str(found["found"])
    assert run(["status"]) == 0
    assert "no index yet" in capsys.readouterr().out


def test_status_fetches_no_model_and_says_that_it_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UTBLICK_MODEL", "nobody/a-model-that-was-never-fetched")
    # In a process of its own: whether the model hub may be asked is settled when its library is imported.
    program = "from utblick.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "status", "--json"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["documents"] == 0
    assert (found["waiting_to_be_read"], found["waiting_to_be_embedded"]) == (None, None)
