"""The thesaurus as somebody at a keyboard sees it."""

import json
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph

from kb.catalogue import load_catalogue
from utblick.main import run

CATALOGUE = load_catalogue()


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the commands a folder of their own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTBLICK_DATA", str(tmp_path / "data"))


def _lines(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    capsys.readouterr()
    assert run(["thesaurus", *words]) == 0
    return capsys.readouterr().out.splitlines()


def test_concepts_and_labels_are_counted_by_scheme_and_language(capsys: pytest.CaptureFixture[str]) -> None:
    counted = [json.loads(line) for line in _lines(capsys, "count", "--json")]
    assert sum(one["concepts"] for one in counted) == len(CATALOGUE.concepts)
    (challenges,) = (one for one in counted if one["scheme"] == "challenges")
    assert challenges["concepts"] == 25
    assert set(challenges["labels"]) == {"sv", "en", "nb", "da"}
    total = sum(number for one in counted for number in one["labels"].values())
    assert _lines(capsys, "count")[-1] == f"{total} labels in all."


def test_a_challenge_is_shown_with_its_documents_and_their_time(capsys: pytest.CaptureFixture[str]) -> None:
    lines = _lines(capsys, "show", "domestic_violence")
    assert lines[0].startswith("domestic_violence (challenges): Mäns våld mot kvinnor")
    assert any("named by: Skr. 2016/17:10" in line and "2017-01-01 to 2026-12-31" in line for line in lines)
    assert f"  version: {CATALOGUE.version}" in lines
    (shown,) = (json.loads(line) for line in _lines(capsys, "show", "domestic_violence", "--json"))
    assert shown["documents"][0]["from"] == "2017-01-01"


def test_a_concept_is_shown_with_what_is_narrower(capsys: pytest.CaptureFixture[str]) -> None:
    (shown,) = (json.loads(line) for line in _lines(capsys, "show", "ac_police", "--json"))
    assert "ac_municipal_police" in shown["narrower"]


def test_an_unknown_concept_is_refused_with_what_is_near(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["thesaurus", "show", "municipal_police"]) != 0
    assert "did you mean ac_municipal_police?" in capsys.readouterr().err


def test_collisions_are_listed_with_the_concepts(capsys: pytest.CaptureFixture[str]) -> None:
    found = [json.loads(line) for line in _lines(capsys, "collisions", "--json")]
    phishing = {"kind": "one_scheme", "language": "en", "label": "phishing", "concepts": ["fraud", "cybercrime"]}
    assert phishing in [{name: one[name] for name in phishing} for one in found]
    assert _lines(capsys, "collisions")[-1].startswith(f"{len(found)} collisions: one_scheme ")


def test_the_export_is_written_as_turtle_to_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "thesaurus.ttl"
    (line,) = _lines(capsys, "export", "--out", str(out))
    assert line == f"{len(CATALOGUE.concepts)} concepts written to {out}, version {CATALOGUE.version}."
    read = Graph().parse(out, format="turtle")
    assert len(set(read.subjects(RDF.type, SKOS.Concept))) == len(CATALOGUE.concepts)
