import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from crawlers.collect import SourceReport
from crawlers.readers.isolated import IsolatedReader
from kb.domain.documents import SourceId
from kb.errors import InputError, NotFound
from kb.store.sources import Verdict
from utblick.collecting import summary
from utblick.commands import collect, sources, trying

RECORDS = b'{"id": "1", "title": "Rapport om belysning"}\n{broken\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UTBLICK_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "poster.jsonl").write_bytes(RECORDS)
    return tmp_path


def run(*arguments: str) -> Result:
    app = typer.Typer()
    for commands in (collect, trying, sources):
        commands.register(app)
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


def test_a_path_that_is_missing_is_named_and_the_others_are_taken() -> None:
    result = run("import", "missing.jsonl", "poster.jsonl", "no-folder")
    assert result.exit_code == 1
    assert "1 new" in result.stdout
    assert "there is no file missing.jsonl" in result.stderr
    assert "there is no file no-folder" in result.stderr


def test_when_every_path_is_missing_all_are_named() -> None:
    assert str(run("import", "a", "b").exception) == "there is no file a; there is no file b"


def test_an_unreadable_file_in_a_folder_of_which_others_were_taken_is_listed_and_no_failure(folder: Path) -> None:
    (folder / "lista").mkdir()
    (folder / "lista" / "LICENSE").write_text("Fri att använda.")
    (folder / "lista" / "poster.jsonl").write_bytes(RECORDS)
    result = run("import", "lista")
    assert result.exit_code == 0
    assert "LICENSE is of no kind that can be read" in result.stderr
    assert run("import", "lista", "lista/LICENSE").exit_code == 1
    assert run("import", "lista/LICENSE", "lista").exit_code == 1


def test_a_folder_of_which_nothing_was_taken_ends_with_one(folder: Path) -> None:
    (folder / "lista").mkdir()
    (folder / "lista" / "README").write_text("Bara ord.")
    (folder / "tom").mkdir()
    assert run("import", "poster.jsonl", "lista").exit_code == 1
    assert run("import", "poster.jsonl", "tom").exit_code == 1


def test_trying_a_file_of_which_a_record_is_refused_ends_with_one(folder: Path) -> None:
    (folder / "hel.jsonl").write_bytes(RECORDS.splitlines()[0] + b"\n")
    assert run("try", "poster.jsonl").exit_code == 1
    assert run("try", "hel.jsonl").exit_code == 0


def test_sources_are_listed_with_how_the_collecting_of_each_goes() -> None:
    listed = [json.loads(line) for line in run("source", "list", "--json").stdout.splitlines()]
    assert len(listed) == 110
    conditions = {said["id"]: said["health"]["condition"] for said in listed}
    assert (conditions["bra_nyheter"], conditions["kolada"]) == ("never", "not_collected")


def test_a_paused_source_is_told_with_the_reason_and_can_be_resumed() -> None:
    assert run("source", "pause", "nij", "--why", "de bygger om").exit_code == 0
    shown = run("source", "show", "nij").stdout
    assert "de bygger om" in shown
    [report] = [json.loads(line) for line in run("crawl", "nij", "--json").stdout.splitlines()]
    assert report["verdict"] is None
    assert "de bygger om" in report["detail"]
    assert run("source", "resume", "nij").exit_code == 0
    assert "de bygger om" not in run("source", "show", "nij").stdout


def test_a_source_that_does_not_exist_is_named() -> None:
    assert isinstance(run("source", "show", "no_such").exception, NotFound)


def test_the_page_of_sources_is_what_the_command_prints() -> None:
    page = Path(__file__).parents[3] / "docs" / "sources.md"
    assert run("source", "page").stdout.strip() == page.read_text(encoding="utf-8").strip()


def test_a_round_of_crawling_is_told_in_the_language_of_the_commands() -> None:
    reports = [
        SourceReport(SourceId("a"), Verdict.OK, new=1),
        SourceReport(SourceId("b"), Verdict.UNREACHABLE, "no answer"),
    ]
    assert summary(reports) == "1 of 2 sources answered, 1 new document.\nNot reached: b."


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
