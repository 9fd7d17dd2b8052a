"""The watched folder from a keyboard and in the server."""

import json
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from crawlers.inbox import Dropped, Inbox
from kb.errors import Misconfigured
from utblick.commands import collect
from utblick.context import Context
from utblick.inbox import InboxWatcher, inbox_of, look_once, sentence
from utblick.parts import Live

RIS = "TY  - RPRT\nTI  - Rapport om belysning i parker\nPY  - 2021\nER  - \n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTBLICK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("UTBLICK_INBOX", str(tmp_path / "inkorg"))
    (tmp_path / "inkorg").mkdir()
    return tmp_path / "inkorg"


def call(*words: str) -> Result:
    app = typer.Typer()
    collect.register(app)
    return CliRunner().invoke(app, list(words))


def quick(context: Context, folder: Path) -> Inbox:
    return Inbox(folder, context.store, context.blobs, context.now, still_s=0.01)


def test_without_a_folder_the_command_says_how_to_set_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UTBLICK_INBOX", "")
    error = call("inbox").exception
    assert isinstance(error, Misconfigured)
    assert "set UTBLICK_INBOX" in str(error)


@pytest.mark.parametrize("inbox", [".", "data", "..", "data/blobs"])
def test_a_folder_that_holds_our_own_data_is_refused(monkeypatch: pytest.MonkeyPatch, inbox: str) -> None:
    monkeypatch.setenv("UTBLICK_INBOX", inbox)
    with pytest.raises(Misconfigured, match="may neither hold the data folder nor lie in it"):
        inbox_of(Context())


def test_an_empty_folder_is_looked_into_at_once() -> None:
    result = call("inbox")
    assert (result.exit_code, result.stdout) == (0, "Nothing to take in.\n")


def test_one_call_waits_until_files_are_whole_and_takes_them(folder: Path) -> None:
    (folder / "lista.ris").write_text(RIS)
    (folder / "ord.txt").write_text("Bara ord.")
    result = call("inbox", "--json")
    said = {one["file"]: one for one in map(json.loads, result.stdout.splitlines())}
    assert result.exit_code == 1
    assert said["lista.ris"]["moved_to"] == "imported/lista.ris"
    assert said["lista.ris"]["report"]["counts"] == {"new": 1}
    assert said["ord.txt"]["moved_to"] == "refused/ord.txt"


def test_a_look_that_is_too_early_is_followed_by_one_that_is_not(folder: Path) -> None:
    (folder / "lista.ris").write_text(RIS)
    assert len(look_once(quick(Context(), folder)).files) == 1


def test_the_server_takes_in_what_is_dropped_and_ends_when_told(folder: Path) -> None:
    told: list[str] = []
    live = Live()
    (folder / "lista.ris").write_text(RIS)
    inbox = quick(Context(), folder)
    inbox.look()
    time.sleep(0.05)

    def tell(event: str, text: str, **fields: object) -> None:
        told.append(text)

    watcher = InboxWatcher(inbox, live, tell)
    watcher.start()
    until = time.monotonic() + 20
    while not told and time.monotonic() < until:
        time.sleep(0.02)
    live.stop.set()
    watcher.join(timeout=10)
    assert told == ["lista.ris: 1 new; moved to imported/lista.ris"]
    assert not watcher.is_alive()


def test_trouble_of_our_own_side_is_told_as_such() -> None:
    assert sentence(Dropped("a.ris", None, trouble="disk full")) == (
        "a.ris: left where it is and tried again: disk full"
    )
