import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from crawlers.readers.isolated import IsolatedReader
from kb.domain.documents import SourceId
from kb.errors import InputError
from utblick.commands import collect

RECORDS = b'{"id": "1", "title": "Rapport om belysning"}\n{broken\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UTBLICK_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "poster.jsonl").write_bytes(RECORDS)
    return tmp_path


def run(*arguments: str) -> Result:
    app = typer.Typer()
    collect.register(app)
    return CliRunner().invoke(app, list(arguments))


def test_a_second_import_says_that_nothing_has_changed() -> None:
    first, second = run("import", "poster.jsonl"), run("import", "poster.jsonl")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "1 new, 1 refused" in first.output
    assert "Nothing has changed" in second.output


def test_a_file_of_which_nothing_can_be_taken_ends_with_one(folder: Path) -> None:
    (folder / "words.txt").write_text("Bara ord.")
    result = run("import", "--json", "poster.jsonl", "words.txt")
    counts = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (counts["new"], counts["refused"]) == (1, 2)
    assert isinstance(run("import", "missing.jsonl").exception, InputError)


def test_trying_prints_a_line_an_item_and_a_line_a_refusal_and_stores_nothing(folder: Path) -> None:
    result = run("try", "--json", "poster.jsonl", "missing")
    said = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one.get("title") or one["error"] for one in said] == ["Rapport om belysning", "InputError", "InputError"]
    assert "line 2" in said[1]["detail"]
    assert result.exit_code == 1
    assert not (folder / "data").exists()


def test_addresses_that_are_not_public_are_refused_by_try() -> None:
    result = run("try", "--json", "http://127.0.0.1:9/feed")
    assert "not a public address" in json.loads(result.stdout)["detail"]
    assert result.exit_code == 1


def test_a_python_file_in_the_current_folder_is_not_run(folder: Path) -> None:
    (folder / "json.py").write_text("open('was-run', 'w')")
    with IsolatedReader() as reader:
        assert len(reader.read(RECORDS, name="n", source=SourceId("s")).documents) == 1
    assert not (folder / "was-run").exists()
