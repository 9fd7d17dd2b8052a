from pathlib import Path

import pytest

from kb.errors import Misconfigured
from kb.store import Store
from utblick.settings import Settings, read_settings, settings_table, web_address

_DOCS = Path(__file__).parents[3] / "docs" / "settings.md"


def test_every_setting_is_documented_as_it_is() -> None:
    assert settings_table() in _DOCS.read_text()


def test_a_wrong_value_names_the_variable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTBLICK_PORT", "many")
    with pytest.raises(Misconfigured, match="UTBLICK_PORT"):
        read_settings()


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTBLICK_QDRANT_URL", "")
    assert read_settings().qdrant_url is None


def test_settings_come_from_a_file_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("UTBLICK_PORT=8123\nOTHER=1\n")
    assert read_settings().port == 8123


def test_secrets_are_not_shown() -> None:
    assert "hemligt" not in repr(Settings(smtp_url="smtp://user:hemligt@host", qdrant_api_key="hemligt"))


@pytest.mark.parametrize("name", ["what?", "a#b", "50%20", "å ä", "a?mode=ro"])
def test_the_data_folder_may_be_called_anything(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    store = Store(Settings(data=folder).store_url)
    store.migrate()
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (folder / "utblick.sqlite3").is_file()


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("UTBLICK_DATA", "~/utblick")
    assert read_settings().data == tmp_path / "home" / "utblick"
    monkeypatch.setenv("UTBLICK_DATA", "~nobody-of-this-name/utblick")
    with pytest.raises(Misconfigured, match="UTBLICK_DATA"):
        read_settings()


@pytest.mark.parametrize(
    ("host", "wanted"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104
        ("::1", "http://[::1]:8000"),
        ("::", "http://[::1]:8000"),
        ("utblick.example", "http://utblick.example:8000"),
    ],
)
def test_the_address_of_a_host_is_one_that_a_browser_takes(host: str, wanted: str) -> None:
    assert web_address(host, 8000) == wanted
    assert Settings(host=host).site_url == wanted
