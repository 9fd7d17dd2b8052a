"""The sources as somebody at a keyboard sees them."""

import json
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from crawlers.register import load_register, read_register
from kb.domain.documents import SourceId
from kb.errors import InputError, NotFound
from kb.store import Store
from kb.store.crawls import Crawl, add_crawl
from kb.store.sources import SourceState, Verdict, get_state, save_state
from utblick.commands import operate, sources

NOW = datetime.now(UTC)
COLLECTED = [source.id for source in load_register().values() if source.collected]
WELL, ILL, PAUSED = COLLECTED[:3]
NEVER = COLLECTED[3]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Return the records that the commands open, with one source of each fate in them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTBLICK_DATA", str(tmp_path))
    store = Store(f"sqlite:///{tmp_path / 'utblick.sqlite3'}")
    store.migrate()
    ok = SourceState(WELL).after_success(NOW, Verdict.OK, 12, interval=timedelta(hours=6))
    with store.writing() as session:
        save_state(session, ok)
        add_crawl(session, Crawl(WELL, NOW - timedelta(minutes=1), NOW, Verdict.OK, "", items=12, new=3, requests=2))
        save_state(session, SourceState(ILL).after_failure(NOW, Verdict.UNREACHABLE, "no answer in 30 s"))
        save_state(session, SourceState(PAUSED).paused(NOW, "väntar på svar"))
    return store


def call(*words: str) -> Result:
    app = typer.Typer()
    sources.register(app)
    operate.register(app)
    return CliRunner().invoke(app, list(words))


def state_of(store: Store, source: SourceId) -> SourceState:
    with store.reading() as session:
        return get_state(session, source)


def test_each_source_is_a_line_with_how_the_collecting_goes() -> None:
    lines = {line.split()[0]: line for line in call("source", "list").stdout.splitlines()}
    assert set(lines) == set(load_register())
    for source, condition in ((WELL, "well"), (ILL, "failing"), (PAUSED, "paused"), (NEVER, "never")):
        assert f"  {condition} " in lines[source]
    assert f"{NOW:%Y-%m-%d}" in lines[WELL]
    assert f"{load_register()[WELL].interval_h} h" in lines[WELL]


def test_a_source_is_shown_with_register_state_crawls_and_yield() -> None:
    shown = call("source", "show", WELL).stdout
    for said in (
        "licence:",
        "shown:",
        "every:",
        "health: well. ",
        "12 items, 3 new, 0 changed, 2 requests",
        "nothing yet",
    ):
        assert said in shown
    said = json.loads(call("source", "show", WELL, "--json").stdout)
    assert (said["health"]["condition"], said["crawls"][0]["items"]) == ("well", 12)
    assert (said["given"]["documents"], said["form"]["turns"]) == (0, load_register()[WELL].form.turns)


def test_a_pause_keeps_its_reason_and_a_second_one_changes_nothing(store: Store) -> None:
    assert call("source", "pause", WELL, "--why", "  de bygger\nom ").exit_code == 0
    first = state_of(store, WELL)
    assert (first.paused_why, first.items) == ("de bygger om", 12)
    assert "was paused already" in call("source", "pause", WELL, "--why", "annat").stdout
    assert state_of(store, WELL) == first


def test_a_source_that_was_never_asked_can_be_paused_and_resumed(store: Store) -> None:
    call("source", "pause", NEVER, "--why", "väntar")
    assert not state_of(store, NEVER).is_due(NOW)
    assert "may be asked again" in call("source", "resume", NEVER).stdout
    assert state_of(store, NEVER).is_due(NOW)
    assert "was not paused" in call("source", "resume", NEVER).stdout


def test_a_pause_without_a_reason_and_an_unknown_source_are_one_sentence() -> None:
    assert isinstance(call("source", "pause", WELL, "--why", " ").exception, InputError)
    for words in (("show", "ufo"), ("check", "ufo"), ("pause", "ufo", "--why", "x"), ("resume", "ufo")):
        assert isinstance(call("source", *words).exception, NotFound)


def test_a_source_is_not_checked_before_it_may_be_asked_again(store: Store) -> None:
    before = state_of(store, WELL)
    error = call("source", "check", WELL).exception
    assert isinstance(error, InputError)
    assert "may be asked again from" in str(error)
    assert state_of(store, WELL) == before


def test_a_new_source_is_entered_in_the_working_copy(tmp_path: Path) -> None:
    register = tmp_path / "crawlers" / "sources.toml"
    register.parent.mkdir()
    register.write_text((resources.files("crawlers") / "sources.toml").read_text(encoding="utf-8"), encoding="utf-8")
    words = ("--kind", "feed", "--url", "https://kommun.example.se/rss", "--name", "Kommunen", "--language", "nb")
    made = call("source", "new", "kommunen", *words, "--root", str(tmp_path), "--json")
    files = json.loads(made.stdout)["files"]
    assert files[0] == str(register)
    assert all(Path(file).is_file() for file in files)
    entry = read_register(register)[SourceId("kommunen")]
    assert (entry.enabled, entry.languages, entry.name) == (False, ("nb",), "Kommunen")
    again = call("source", "new", "kommunen", *words, "--root", str(tmp_path)).exception
    assert isinstance(again, InputError)
    assert isinstance(
        call("source", "new", "x", "--kind", "ufo", "--url", "https://a.se/", "--name", "A").exception, InputError
    )


def test_status_tells_first_of_the_sources_that_need_somebody() -> None:
    lines = call("status").stdout.splitlines()
    assert lines[0].startswith(f"Sources     {len(COLLECTED)} of {len(load_register())} collected: 1 paused, 1 failing")
    assert [line.split()[:2] for line in lines[1:4]] == [["paused", PAUSED], ["failing", ILL], ["well", WELL]]
    assert "Paused since" in lines[1]
    assert "väntar på svar" in lines[1]
    assert "Failed once" in lines[2]
    assert lines[4].startswith("Documents   0")


def test_status_as_json_holds_every_source() -> None:
    said = json.loads(call("status", "--json").stdout)
    assert (said["sources_needing_somebody"], len(said["sources"])) == (2, len(load_register()))
    assert said["sources_never_crawled"] == len(load_register()) - 2
    worst = said["sources"][0]
    assert (worst["source"], worst["health"]["condition"], worst["paused_why"]) == (PAUSED, "paused", "väntar på svar")
