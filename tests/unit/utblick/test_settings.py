from pathlib import Path

import pytest

from kb.errors import Misconfigured
from utblick.settings import Settings, read_settings, settings_table

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
