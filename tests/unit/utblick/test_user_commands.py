"""`utblick user …`: as an administrator calls it."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kb.domain.accounts import Role
from kb.errors import Misconfigured
from kb.store import Store
from kb.store.accounts import secret_hash, standings
from kb.store.decisions import decisions
from kb.store.passwords import password_matches
from kb.store.sign_ins import kept_for, with_key
from utblick.main import run
from utblick.parts import Parts
from utblick.serve import access_of
from utblick.settings import Settings, read_settings

EMAIL, PASSWORD = "anna.ek@example.org", "a long enough sentence"
ADD = ("user", "add", "Anna.Ek@Example.org", "--name", "Anna Ek", "--role", "admin", "--password-stdin")
NOW = datetime.now(UTC)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give the records of a data folder that the commands use too."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTBLICK_DATA", str(tmp_path / "data"))
    return Parts(Settings(data=tmp_path / "data")).store


def _run(monkeypatch: pytest.MonkeyPatch, *words: str, typed: str = PASSWORD) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
    return run(words)


def test_the_first_administrator_is_made_at_the_keyboard(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(monkeypatch, *ADD, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"id": 1, "email": EMAIL, "name": "Anna Ek", "role": "admin"}
    with store.reading() as session:
        kept = kept_for(session, EMAIL, NOW)
        (logged,) = decisions(session)
    assert kept is not None
    assert password_matches(kept.password_hash, PASSWORD)
    assert (logged.act, logged.value, logged.author, logged.account) == ("add", "admin", "utblick user", None)


def test_the_password_is_asked_for_twice_and_not_shown(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def _typed(prompt: str) -> str:
        asked.append(prompt)
        return PASSWORD

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("typer._click.termui.hidden_prompt_func", _typed)
    assert run(ADD[:-1]) == 0
    assert len(asked) == 2
    with store.reading() as session:
        assert standings(session)[0].has_password


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("add", "x", "--name", "A", "--role", "admin", "--password-stdin"), PASSWORD, "no e-mail address"),
        (("add", "\u0430@b.se", "--name", "A", "--role", "admin", "--password-stdin"), PASSWORD, "no e-mail address"),
        (("add", EMAIL, "--name", "A", "--role", "admin", "--password-stdin"), "short", "at least 12 characters"),
        (("add", EMAIL, "--name", "A", "--role", "admin", "--password-stdin"), "x" * 2**20, "at most 1000"),
        (("add", EMAIL, "--name", "\u200b", "--role", "admin", "--password-stdin"), PASSWORD, "a name has 1 to 200"),
        (("add", EMAIL, "--name", "A", "--role", "admin"), PASSWORD, "use --password-stdin"),
        (("role", EMAIL, "editor"), "", "there is no account for"),
        (("end", EMAIL), "", "there is no account for"),
        (("password", EMAIL, "--password-stdin"), PASSWORD, "there is no account for"),
        (("key", EMAIL, "--name", "k"), "", "there is no account for"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    typed: str,
    said: str,
) -> None:
    assert _run(monkeypatch, "user", *words, typed=typed) == 1
    assert said in capsys.readouterr().err
    with store.reading() as session:
        assert standings(session) == []


def test_an_unknown_role_is_a_wrong_call(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _run(monkeypatch, "user", "add", EMAIL, "--name", "A", "--role", "owner") == 2
    with store.reading() as session:
        assert standings(session) == []


def test_an_account_is_listed_changed_and_ended(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(monkeypatch, *ADD)
    _run(monkeypatch, "user", "add", "bo@example.org", "--name", "Bo", "--role", "analyst", "--no-password")
    assert run(["user", "role", "bo@example.org", "editor"]) == 0
    assert _run(monkeypatch, "user", "password", "BO@example.org", "--password-stdin", typed="x" * 12) == 0
    assert run(["user", "end", "bo@example.org"]) == 0
    capsys.readouterr()
    assert run(["user", "list"]) == 0
    listed = capsys.readouterr().out
    assert f"{EMAIL}  admin  Anna Ek" in listed
    assert "bo@example.org  editor  Bo  ended" in listed
    with store.reading() as session:
        assert [one.act for one in decisions(session)] == ["end", "password", "role", "add", "add"]


def test_the_last_administrator_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(monkeypatch, *ADD)
    for words in (("end", EMAIL), ("role", EMAIL, "reader")):
        assert run(["user", *words]) == 1
        assert "is the last administrator" in capsys.readouterr().err
    with store.reading() as session:
        assert standings(session)[0].account.role is Role.ADMIN


def test_a_key_is_shown_once_and_kept_as_a_hash(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(monkeypatch, *ADD)
    capsys.readouterr()
    assert run(["user", "key", EMAIL, "--name", "export", "--right", "read", "--right", "screen", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    with store.reading() as session:
        found = with_key(session, secret_hash(said["key"]))
        logged = decisions(session)[0]
    assert found is not None
    assert (found[0].email, found[1].name, said["rights"]) == (EMAIL, "export", ["read", "screen"])
    assert (logged.act, logged.value, logged.author) == ("make_key", "export: read, screen", "utblick user")


def test_a_name_can_tell_the_terminal_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(monkeypatch, *ADD[:4], "Anna\x1b[2J\r\nEk", *ADD[5:])
    capsys.readouterr()
    run(["user", "list"])
    assert "\x1b" not in capsys.readouterr().out
    with store.reading() as session:
        assert standings(session)[0].account.name == "Anna[2J Ek"


def test_the_settings_say_who_is_let_in() -> None:
    access = access_of(Settings(reading="closed", reads_per_minute=7), "own")
    assert (access.reading_open, access.reads, access.writes, access.sign_ins) == (False, 7, 60, 10)
    assert (access.provider, access.own_key) == (None, "own")


def test_a_provider_needs_an_id_a_secret_and_an_address_that_is_encrypted() -> None:
    whole = {"oidc_issuer": "https://login.example", "oidc_client_id": "u", "oidc_client_secret": "s"}
    assert access_of(Settings(**whole), "own").provider is not None  # type: ignore[arg-type]
    for missing in ("oidc_client_id", "oidc_client_secret"):
        with pytest.raises(Misconfigured, match="needs UTBLICK_OIDC_CLIENT_ID"):
            access_of(Settings(**{**whole, missing: None}), "own")  # type: ignore[arg-type]
    with pytest.raises(Misconfigured, match="no https address"):
        access_of(Settings(**{**whole, "oidc_issuer": "http://login.example"}), "own")  # type: ignore[arg-type]


@pytest.mark.parametrize("given", ["*", "proxy.example", "10.0.0.0/99"])
def test_only_addresses_and_networks_are_trusted_as_proxies(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTBLICK_TRUSTED_PROXIES", given)
    with pytest.raises(Misconfigured, match="UTBLICK_TRUSTED_PROXIES"):
        read_settings()
    monkeypatch.setenv("UTBLICK_TRUSTED_PROXIES", "10.0.0.0/8, 192.0.2.1")
    assert read_settings().trusted_proxies == "10.0.0.0/8, 192.0.2.1"
