"""The commands, as somebody types them, with the files that are shipped."""

import json
from importlib import resources
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from kb.errors import InputError, NotFound
from utblick.commands import followup

EXAMPLES = Path(str(resources.files("followup") / "examples"))
TABLE, MAPPING = EXAMPLES / "enkat-pahittad.csv", EXAMPLES / "mapping-exempel.toml"
IMPORT = ("import", str(TABLE), "--mapping", str(MAPPING), "--year", "2024")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTBLICK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "400")
    return tmp_path


def call(*words: str) -> Result:
    app = typer.Typer()
    followup.register(app)
    return CliRunner().invoke(app, ["followup", *words])


def failed(*words: str) -> str:
    result = call(*words)
    assert isinstance(result.exception, InputError | NotFound)
    return str(result.exception)


def test_the_shipped_example_is_imported_listed_and_told_to_its_municipalities(home: Path) -> None:
    assert call(*IMPORT).exit_code == 0
    assert "nothing new" in call(*IMPORT).output
    assert "(made up): 3 municipalities" in call("surveys").output

    result = call("feedback", "0180", "ale", "2403", "Bjurholm", "--out", "ut")

    assert result.exit_code == 0
    assert sorted(path.name for path in (home / "ut").iterdir()) == [
        "aterkoppling-0180-2024.html",
        "aterkoppling-1440-2024.html",
        "aterkoppling-2403-2024.html",
    ]


def test_the_shipped_example_asks_about_every_requirement_and_holds_every_kind_of_answer(home: Path) -> None:
    report = json.loads(call(*IMPORT, "--json").stdout)

    assert report["made_up"] is True
    assert report["outcome"] == "imported"
    assert min(report["answered"], report["unknown"], report["empty"]) > 0
    call("feedback", "Stockholm", "--out", "ut", "--json")
    assert "Enkäten hade ingen fråga" not in (home / "ut" / "aterkoppling-0180-2024.html").read_text(encoding="utf-8")


def test_feedback_as_json_names_each_file(home: Path) -> None:
    call(*IMPORT)

    (page,) = json.loads(call("feedback", "Upplands Väsby", "--out", "ut", "--json").stdout)

    assert (page["code"], page["year"], page["replied"]) == ("0114", 2024, False)
    assert Path(page["path"]).is_file()


def test_each_mistake_is_one_sentence(home: Path) -> None:
    call(*IMPORT)
    (home / "fil").write_text("x")

    assert "no file saknas.csv" in failed("import", "saknas.csv", "--mapping", str(MAPPING), "--year", "2024")
    assert "no mapping file saknas.toml" in failed("import", str(TABLE), "--mapping", "saknas.toml", "--year", "2024")
    assert "is for the year 2024, not 2023" in failed(*IMPORT[:-1], "2023")
    assert "no municipality 'Atlantis'" in failed("feedback", "0180", "Atlantis", "--out", "ut")
    assert "no survey of 2020; imported: 2024" in failed("feedback", "0180", "--out", "ut", "--year", "2020")
    assert "cannot be written to fil" in failed("feedback", "0180", "--out", "fil")
    assert not (home / "ut").exists()
