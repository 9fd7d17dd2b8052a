"""What the repository promises about itself."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from utblick.settings import Settings

_ROOT = Path(__file__).parents[2]


def test_the_readme_is_short_and_its_links_lead_somewhere() -> None:
    text = (_ROOT / "README.md").read_text()
    assert len(text.splitlines()) <= 120
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert links
    assert [link for link in links if not (_ROOT / link).exists()] == []


def test_every_path_that_the_readme_runs_is_there() -> None:
    text = (_ROOT / "README.md").read_text()
    named = re.findall(r"followup/examples/[\w.-]+", text)
    assert named
    assert [path for path in named if not (_ROOT / path).is_file()] == []


def test_what_ci_runs_is_what_the_readme_says() -> None:
    assert "make test" in (_ROOT / ".ci" / "run").read_text()
    assert "make test" in (_ROOT / "README.md").read_text()


def test_every_dependency_is_pinned_without_a_download_address() -> None:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]
    lines = (_ROOT / "requirements.lock").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.!]+", line)] == []
    pinned = {re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower() for line in lines}
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[\[<>=]", name)[0]).lower() for name in wanted}
    assert names - pinned == set()


def test_no_cuda_package_is_pinned() -> None:
    assert "nvidia" not in (_ROOT / "requirements.lock").read_text()


def test_the_composed_services_use_settings_that_exist() -> None:
    services = yaml.safe_load((_ROOT / "docker-compose.yml").read_text())["services"]
    used = {name for name in services["utblick"]["environment"] if name.startswith("UTBLICK_")}
    assert used - {f"UTBLICK_{name.upper()}" for name in Settings.model_fields} == set()


@pytest.mark.parametrize("package", ["kb", "crawlers", "enrichment", "search_api", "digest", "followup", "utblick"])
def test_the_image_and_the_wheel_hold_every_floor(package: str) -> None:
    assert f"COPY {package} {package}" in (_ROOT / "Dockerfile").read_text()
    found = tomllib.loads((_ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]["find"]["include"]
    assert f"{package}*" in found


def test_every_decision_names_its_check() -> None:
    for file in (_ROOT / "docs" / "adr").glob("*.md"):
        text = file.read_text()
        for part in ("**Context.**", "**Decision.**", "**Consequences.**", "**Alternatives.**", "**Check.**"):
            assert part in text, f"{file.name} lacks {part}"
        for path in re.findall(r"`(tests/[\w/]+\.py)", text):
            assert (_ROOT / path).is_file(), f"{file.name} names {path}"


def test_no_page_of_the_documentation_has_gaps_left_in_it() -> None:
    for file in [_ROOT / "README.md", *(_ROOT / "docs").rglob("*.md")]:
        assert not re.search(r"\b(TODO|FIXME|TBD|XXX|[A-Z]{3,}TABLE)\b", file.read_text()), file.name
