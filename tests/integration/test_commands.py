"""Whatever somebody types or sets wrongly is one sentence on standard error, with the exit code that fits."""

import json
import logging
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import pytest
import typer.main

from utblick.main import application, run

# Qdrant's client asks for the server's version in a thread of its own, which the sentence does not wait for.
pytestmark = pytest.mark.filterwarnings("ignore:Failed to obtain server version")

EXAMPLES = Path(str(resources.files("followup") / "examples"))
TABLE, MAPPING = EXAMPLES / "enkat-pahittad.csv", EXAMPLES / "mapping-exempel.toml"
NOBODY = "127.0.0.1:1"
HEAVY = (
    "torch",
    "transformers",
    "sentence_transformers",
    "spacy",
    "scrapy",
    "twisted",
    "fastapi",
    "sqlalchemy",
    "qdrant_client",
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give an empty folder to work in, with a data folder that does not exist yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTBLICK_DATA", "data")
    monkeypatch.setenv("UTBLICK_PRECISION", "float32")
    (tmp_path / "a-file").write_text("hej")
    (tmp_path / "no-model").mkdir()
    (tmp_path / "records.jsonl").write_text('{"id": "1", "title": "Rapport om belysning"}\n{broken\n')
    column = MAPPING.read_text(encoding="utf-8").replace('column = "Kommunkod"', 'column = "Finns inte"')
    (tmp_path / "wrong-column.toml").write_text(column, encoding="utf-8")
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield tmp_path
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Give a function that runs a command which must fail with one sentence, and returns its code and the sentence."""

    def call(*words: str) -> tuple[int, str]:
        code = run(words)
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("utblick: ")
        assert err.count("\n") == 1, err
        return code, err.removeprefix("utblick: ").rstrip("\n")

    return call


def _all_commands() -> list[tuple[str, ...]]:
    def walk(command: object, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        inner: dict[str, object] = getattr(command, "commands", {})
        if not inner:
            yield path
        for name, sub in inner.items():
            yield from walk(sub, (*path, name))

    return list(walk(typer.main.get_command(application()), ()))


COMMANDS = _all_commands()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "missing.jsonl"), "there is no file missing.jsonl"),
        (("crawl", "ufo"), "there is no source 'ufo'"),
        (("crawl", "ufo", "--due"), "name sources or say --due, not both"),
        (("crawl", "kolada"), "of the kind api, which is not collected"),
        (("source", "show", "ufo"), "there is no source 'ufo'"),
        (("document", "show", "d0"), "there is no document 'd0'"),
        (("judge", "measure", "ufo", "effect", "clear", "--why", "x", "--by", "a"), "there is no measure 'ufo'"),
        (("thesaurus", "show", "ufo"), "'ufo'"),
        (("inbox",), "set UTBLICK_INBOX"),
        (("search", "hej", "--challenge", "ufo"), "there is no challenge 'ufo'; known: recruitment_children, "),
        (("search", "hej"), "there is no index for this model and catalogue yet: run `utblick index`"),
        (("digest", "preview", "--week", "2026-W54"), "'2026-W54' is no week: 2026 has no week 54"),
        (("digest", "send", "--week", "47"), "'47' is no week"),
        (("digest", "subscribe", "anna", "--challenge", "fraud"), "'anna' is no e-mail address"),
        (("digest", "subscribe", "a@b.example", "--challenge", "ufo"), "there is no challenge 'ufo'"),
        (("followup", "import", "no.csv", "--mapping", str(MAPPING), "--year", "2024"), "there is no file no.csv"),
        (("followup", "import", str(TABLE), "--mapping", "no.toml", "--year", "2024"), "no mapping file no.toml"),
        (("followup", "import", str(TABLE), "--mapping", "wrong-column.toml", "--year", "2024"), "'Finns inte'"),
        (("followup", "feedback", "Atlantis", "--out", "out"), "there is no municipality 'Atlantis'"),
        (("followup", "feedback", "0180", "--out", "out"), "no survey has been imported"),
    ],
    ids=lambda value: " ".join(Path(word).name for word in value) if isinstance(value, tuple) else "",
)
def test_a_wrong_value_is_named(refused: Callable[..., tuple[int, str]], words: tuple[str, ...], said: str) -> None:
    code, sentence = refused(*words)
    assert code == 1
    assert said in sentence


@pytest.mark.parametrize(
    ("variable", "value", "words", "code", "said"),
    [
        ("PORT", "many", "status", 1, "setting UTBLICK_PORT: "),
        ("PRECISION", "int4", "status", 1, "setting UTBLICK_PRECISION: "),
        ("CRAWL", "perhaps", "status", 1, "setting UTBLICK_CRAWL: "),
        ("DATA", "a-file", "status", 1, "the data folder a-file cannot be made"),
        ("DATA", "a-file/data", "search hej", 1, "the data folder a-file/data cannot be made"),
        ("BLOBS_URL", "nosuch://place", "import records.jsonl", 1, "UTBLICK_BLOBS_URL"),
        ("BLOBS_URL", "a-file", "import records.jsonl", 1, "a-file"),
        ("DATABASE_URL", "sqlite:////nowhere/at/all.db", "status", 1, "the database file cannot be used"),
        ("DATABASE_URL", "nonsense", "status", 1, "the database address cannot be read"),
        ("DATABASE_URL", "mysql://u:hemligt@host/x", "status", 1, "SQLite or PostgreSQL, not 'mysql'"),
        ("DATABASE_URL", "postgresql://u:hemligt@host:port/x", "status", 1, "UTBLICK_DATABASE_URL cannot be read"),
        ("DATABASE_URL", f"postgresql://u:hemligt@{NOBODY}/x", "status", 75, "the database does not answer"),
        ("QDRANT_URL", f"http://{NOBODY}", "search hej", 75, f"the Qdrant server at http://{NOBODY} does not answer"),
        ("QDRANT_URL", f"http://{NOBODY}", "index", 75, f"the Qdrant server at http://{NOBODY} does not answer"),
        ("MODEL", "no-model", "enrich", 1, "no-model does not hold a sentence-transformers model"),
        ("MODEL", "no model/at all", "index", 1, "the model 'no model/at all' is neither a folder nor a name"),
        ("SMTP_URL", "http://u:hemligt@host", "digest send", 1, "UTBLICK_SMTP_URL"),
        ("MAIL_FROM", "nobody", "digest preview", 1, "UTBLICK_MAIL_FROM"),
    ],
)
def test_a_wrong_setting_is_named_without_its_secrets(
    refused: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    words: str,
    code: int,
    said: str,
) -> None:
    monkeypatch.setenv(f"UTBLICK_{variable}", value)

    ended, sentence = refused(*words.split())

    assert ended == code
    assert said in sentence
    assert "hemligt" not in sentence


@pytest.mark.parametrize("content", [b"hej\n" * 2000, b"SQLite format 3\0" + bytes(range(256)) * 40])
def test_a_database_file_that_is_none_is_said_to_be(
    refused: Callable[..., tuple[int, str]], folder: Path, content: bytes
) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "utblick.sqlite3").write_bytes(content)

    code, sentence = refused("import", "records.jsonl")

    assert code == 1
    assert "the database file is not a SQLite database" in sentence


def test_a_database_of_a_newer_version_is_left_alone(
    refused: Callable[..., tuple[int, str]], capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert run(["digest", "subscribe", "anna@example.se", "--challenge", "fraud"]) == 0
    capsys.readouterr()
    with sqlite3.connect(folder / "data" / "utblick.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    code, sentence = refused("followup", "surveys")

    assert code == 1
    assert sentence == "the database has the schema 9999, which this version does not know: update Utblick"


def test_settings_in_a_file_that_is_not_utf8_are_one_sentence(
    refused: Callable[..., tuple[int, str]], folder: Path
) -> None:
    (folder / ".env").write_bytes("UTBLICK_MAIL_FROM=räksmörgås\n".encode("latin-1"))

    code, sentence = refused("status")

    assert code == 1
    assert ".env" in sentence


def test_a_broken_line_is_named_with_file_and_line_and_the_others_are_taken(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = run(["import", "records.jsonl", "--json"])

    out, err = capsys.readouterr()
    assert code == 0
    assert json.loads(out)["new"] == 1
    assert err.startswith("records.jsonl, line 2: the line is not JSON")
    assert err.count("\n") == 1


def test_a_file_of_which_nothing_can_be_taken_ends_with_one(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "broken.jsonl").write_text("{broken\n")

    code = run(["import", "broken.jsonl"])

    err = capsys.readouterr().err
    assert code == 1
    assert "broken.jsonl holds no readable record; line 1: " in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("source", "frobnicate"),
        ("import",),
        ("search", "hej", "--limit", "0"),
        ("search", "hej", "--in", "people"),
        ("status", "--nope"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_ends_with_two_and_shows_the_way_to_help(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code = run(words)

    out, err = capsys.readouterr()
    assert code == 2
    assert out == ""
    assert "--help' for help" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_and_has_json(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert run([*words, "--help"]) == 0
    shown = capsys.readouterr().out
    assert f"utblick {' '.join(words)}" in shown
    assert "--json" in shown


def test_all_commands_are_there() -> None:
    groups = {words[0] for words in COMMANDS}
    assert groups == {
        "import",
        "inbox",
        "crawl",
        "try",
        "user",
        "source",
        "document",
        "judge",
        "candidates",
        "thesaurus",
        "enrich",
        "index",
        "search",
        "digest",
        "followup",
        "run",
        "status",
        "doctor",
    }


def test_help_imports_nothing_heavy() -> None:
    calls = "".join(f"run({[*words, '--help']!r})\n" for words in ((), *COMMANDS))
    program = (
        f"import sys\nfrom utblick.main import run\n{calls}print('HEAVY', [m for m in {HEAVY} if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "HEAVY []"


def test_status_of_an_empty_folder_says_that_there_is_nothing_yet(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "--json"]) == 0
    status = json.loads(capsys.readouterr().out)
    assert (status["documents"], status["index_behind"], status["server"]) == (0, None, None)

    assert run(["status"]) == 0
    assert "no index yet" in capsys.readouterr().out


def test_the_doctor_finds_a_sound_installation_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["healthy"] is True
    assert [check["name"] for check in found["checks"]] == [
        "settings",
        "catalogue",
        "data",
        "database",
        "index",
        "model",
        "mail",
    ]


@pytest.mark.parametrize(
    ("variable", "value", "failed"),
    [
        ("DATA", "a-file", {"data", "database", "index"}),
        ("DATABASE_URL", f"postgresql://u:hemligt@{NOBODY}/x", {"database", "index"}),
        ("QDRANT_URL", f"http://{NOBODY}", {"index"}),
        ("MODEL", "no-model", {"index", "model"}),
        ("SMTP_URL", f"smtp://u:hemligt@{NOBODY}", {"mail"}),
        ("PORT", "many", {"settings"}),
    ],
)
def test_the_doctor_names_the_part_that_is_ill_and_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, variable: str, value: str, failed: set[str]
) -> None:
    monkeypatch.setenv(f"UTBLICK_{variable}", value)

    code = run(["doctor", "--json"])

    out, err = capsys.readouterr()
    ill = [check for check in json.loads(out)["checks"] if not check["ok"]]
    assert code == 1
    assert err == ""
    assert {check["name"] for check in ill} == failed
    assert all(check["advice"] for check in ill)
    assert "hemligt" not in out


def test_an_index_that_cannot_be_read_is_built_anew(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert run(["import", "records.jsonl"]) == 0
    assert run(["index", "--json"]) == 0
    first = json.loads(capsys.readouterr().out.splitlines()[-1])
    (shard,) = (folder / "data" / "index").glob("build-*/shard")
    for file in shard.rglob("*"):
        if file.is_file():
            file.write_bytes(b"hej")

    assert run(["index", "--json"]) == 0
    again = json.loads(capsys.readouterr().out.splitlines()[-1])

    assert first == again == {"written": 1, "rebuilt": True, "behind": 0}
    assert run(["index"]) == 0
    assert "holds every document already" in capsys.readouterr().out
