"""The commands as somebody at a keyboard uses them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from digest.weeks import week_of
from kb.catalogue import load_catalogue
from kb.errors import InputError, Misconfigured, NotFound, Unreachable, UtblickError
from tests.unit.digest.newsroom import Newsroom
from utblick.commands import digest

KEY, OTHER = list(load_catalogue().challenges)[:2]


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """The records that the commands open."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTBLICK_DATABASE_URL", f"sqlite:///{tmp_path / 'records.sqlite3'}")
    monkeypatch.setenv("UTBLICK_PUBLIC_URL", "https://utblick.example/")
    return Newsroom(tmp_path)


def call(*arguments: str) -> Result:
    app = typer.Typer()
    digest.register(app)
    result = CliRunner().invoke(app, ["digest", *arguments])
    if isinstance(result.exception, UtblickError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result


def told(newsroom: Newsroom) -> str:
    """Let somebody subscribe and a document be found now; return this week."""
    call("subscribe", "Anna.Ek@kommun.example", "--challenge", KEY)
    newsroom.reads(newsroom.finds(at=datetime.now(UTC)), {KEY: "skjutningar"})
    return str(week_of(datetime.now(UTC)))


def test_somebody_subscribes_is_listed_and_leaves(newsroom: Newsroom) -> None:
    call("subscribe", "Anna.Ek@kommun.example", "--challenge", KEY, "--challenge", OTHER)
    (listed,) = json.loads(call("subscribers", "--json").stdout)
    assert [f["challenge"] for f in listed["follows"]] == [KEY, OTHER]
    assert "anna.ek@kommun.example" in call("subscribers").stdout

    call("unsubscribe", "ANNA.EK@kommun.example", "--challenge", KEY)
    assert "gets no more mails" in call("unsubscribe", "anna.ek@kommun.example").stdout
    assert "nobody subscribes" in call("subscribers").stdout


def test_an_administrator_is_listed_as_one_and_can_leave_that(newsroom: Newsroom) -> None:
    call("subscribe", "drift@kommun.example", "--administrator")
    call("subscribe", "anna.ek@kommun.example", "--challenge", KEY, "--administrator")
    listed = call("subscribers").stdout
    assert "drift@kommun.example  since " in listed
    assert listed.count("is told of sources that need looking after") == 2
    assert [s["administrator"] for s in json.loads(call("subscribers", "--json").stdout)] == [True, True]

    assert f"follows {KEY}\n" in call("unsubscribe", "anna.ek@kommun.example", "--administrator").stdout
    assert "gets no more mails" in call("unsubscribe", "drift@kommun.example", "--administrator").stdout


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (("subscribe", "a@b.example"), InputError, "--challenge KEY, or --administrator"),
        (("subscribe", "anna", "--challenge", KEY), InputError, "'anna' is no e-mail address"),
        (("subscribe", "a@b.example", "--challenge", "ufo"), NotFound, "there is no challenge 'ufo'"),
        (("subscribe", "a@b.example", "--challenge", KEY, "--language", "xx"), InputError, "not in 'xx'"),
        (("unsubscribe", "a@b.example"), NotFound, "'a@b.example' gets no digest"),
        (("preview", "--week", "2027-W53"), InputError, "2027 has no week 53"),
        (("preview", "--week", "next"), InputError, "'next' is no week"),
        (("preview", "--week", "2999-W01"), InputError, "has not begun"),
        (("preview", "--email", "a@b.example"), NotFound, "gets no digest"),
        (("preview", "--html", "x.html"), InputError, "--html takes one mail and there are 0"),
        (("deliveries", "--week", "47"), InputError, "'47' is no week"),
        (("send", "--week", "2999-W01"), InputError, "has not begun"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    newsroom: Newsroom, arguments: tuple[str, ...], error: type[UtblickError], words: str
) -> None:
    with pytest.raises(error) as caught:
        call(*arguments)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 1


def test_a_preview_shows_the_mail_and_stores_nothing(newsroom: Newsroom, tmp_path: Path) -> None:
    week = told(newsroom)

    shown = call("preview", "--week", week, "--html", str(tmp_path / "mail.html"))
    as_json = json.loads(call("preview", "--week", week, "--json").stdout)

    assert "1 mail; nothing stored, nothing sent" in shown.stdout
    assert '<html lang="sv">' in (tmp_path / "mail.html").read_text(encoding="utf-8")
    assert as_json["mails"][0]["digest"]["groups"][0]["challenge"] == KEY
    assert "Därför är dokumentet med" in call("preview", "--week", week, "--email", "anna.ek@kommun.example").stdout
    assert "no digest is planned" in call("deliveries").stdout


def test_without_a_mail_server_sending_shows_and_stores_nothing_and_says_so(newsroom: Newsroom) -> None:
    week = told(newsroom)

    shown = call("send", "--week", week).stdout

    assert "To: anna.ek@kommun.example" in shown
    assert "nothing was sent and nothing stored" in shown
    assert json.loads(call("send", "--week", week, "--json").stdout)["shown"] == 1
    assert json.loads(call("deliveries", "--json").stdout) == []


def test_a_mail_server_that_does_not_answer_leaves_the_digest_planned(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    week = told(newsroom)
    monkeypatch.setenv("UTBLICK_SMTP_URL", "smtp://127.0.0.1:1")

    with pytest.raises(Unreachable, match="digests waiting: 1") as caught:
        call("send", "--week", week)

    assert caught.value.exit_code == 75
    assert json.loads(call("deliveries", "--week", week, "--json").stdout)[0]["state"] == "planned"


@pytest.mark.parametrize(
    "url",
    ["http://u:hemlig@h", "smtp://u:hemlig@", "smtp://hemlig@host", "smtp://hemlig:port", "smtp://h/hemlig", "hemlig"],
)
def test_a_wrong_address_of_the_mail_server_is_named_without_repeating_it(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("UTBLICK_SMTP_URL", url)

    with pytest.raises(Misconfigured, match="UTBLICK_SMTP_URL") as caught:
        call("send")
    assert "hemlig" not in str(caught.value)
