"""`utblick document`: as its user calls it."""

import json
from pathlib import Path
from typing import Any

import pytest

from kb.domain.documents import RawDocument, SourceId
from kb.store.grouping import withdraw
from kb.store.ingest import ingest
from utblick.main import run
from utblick.parts import Parts
from utblick.settings import Settings

TITLE = "Street lighting and burglary in two towns"


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Parts:
    """Give parts on a data folder that the commands use too."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTBLICK_DATA", str(tmp_path / "data"))
    return Parts(Settings(data=tmp_path / "data"))


@pytest.fixture
def ids(parts: Parts) -> tuple[str, str]:
    """Take in an article with a news item about it, and a report; give the ids of the two documents."""
    items = [
        RawDocument(SourceId("journal"), TITLE, "Lamps were lit.", external_id="1", doi="10.1000/a", year=2020),
        RawDocument(SourceId("news"), TITLE, address="https://example.org/n", doi="10.1000/a"),
        RawDocument(SourceId("agency"), "Lamps in Sala and Tierp", "A report.", external_id="7"),
    ]
    with parts.store.writing() as session:
        done = ingest(session, items, parts.blobs, parts.now())
    return done[0].document, done[2].document


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = run(["document", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    code, out, err = _run(capsys, *words, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_show_tells_what_a_document_rests_on_and_why(capsys: pytest.CaptureFixture[str], ids: tuple[str, str]) -> None:
    code, out, _ = _run(capsys, "show", ids[0])
    assert code == 0
    assert f"{ids[0]}: {TITLE}\n  held; 1 version, 2 records" in out
    assert "the same DOI and title" in out
    assert "https://example.org/n, found 20" in out
    found = _json(capsys, "show", ids[0])
    assert (found["state"], found["versions"], found["merged_into"]) == ("held", 1, None)
    assert {(one["source"], one["reason"]) for one in found["records"]} == {
        ("journal", "the first record of the document"),
        ("news", "the same DOI and title"),
    }


def test_split_and_merge_undo_each_other(capsys: pytest.CaptureFixture[str], ids: tuple[str, str]) -> None:
    records = {one["source"]: one["record"] for one in _json(capsys, "show", ids[0])["records"]}
    founded = _json(capsys, "split", records["news"])["document"]
    assert [one["reason"] for one in _json(capsys, "show", founded)["records"]] == [f"split from {ids[0]} by hand"]
    merged = _json(capsys, "merge", ids[0], founded, "--why", "the same study")
    assert merged == {"document": ids[0], "merged": [founded]}
    shown = _json(capsys, "show", founded)
    assert (shown["state"], shown["merged_into"], shown["why"]) == ("merged", ids[0], "the same study")
    assert f"merged into {ids[0]} (the same study); 1 version, 0 records" in _run(capsys, "show", founded)[1]
    code, out, _ = _run(capsys, "split", records["news"])
    assert (code, out.partition(".")[0]) == (0, f"Record {records['news']} is document {founded} now")


def test_delete_and_restore_undo_each_other_and_say_why(
    capsys: pytest.CaptureFixture[str], ids: tuple[str, str]
) -> None:
    assert _json(capsys, "delete", ids[1], "--why", "an advertisement") == {"document": ids[1], "state": "deleted"}
    assert "deleted by hand (an advertisement); 1 version" in _run(capsys, "show", ids[1])[1]
    assert _json(capsys, "restore", ids[1]) == {"document": ids[1], "state": "held"}
    assert _json(capsys, "show", ids[1])["why"] is None


def test_a_document_that_its_source_took_back_says_so(
    capsys: pytest.CaptureFixture[str], parts: Parts, ids: tuple[str, str]
) -> None:
    with parts.store.writing() as session:
        withdraw(session, "agency", ["7"], parts.now())
    out = _run(capsys, "show", ids[1])[1]
    assert "taken back by its sources; 1 version, 1 record\n" in out
    assert "the first record of the document; taken back by its source 20" in out
    code, _, err = _run(capsys, "restore", ids[1])
    assert (code, err.count("\n")) == (1, 1)
    assert "was taken back by its sources" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "dnothing"], "utblick: there is no document 'dnothing'\n"),
        (["split", "rnothing"], "utblick: there is no record 'rnothing'\n"),
        (["merge", "da", "db", "--why", "x"], "utblick: there is no document 'da'\n"),
        (["merge", "da", "--why", "x"], "utblick: name at least two documents to merge\n"),
        (["delete", "dnothing", "--why", "x"], "utblick: there is no document 'dnothing'\n"),
        (["restore", "dnothing"], "utblick: there is no document 'dnothing'\n"),
    ],
)
def test_what_is_not_there_is_one_sentence_and_exit_code_1(
    capsys: pytest.CaptureFixture[str], ids: tuple[str, str], words: list[str], said: str
) -> None:
    code, out, err = _run(capsys, *words)
    assert (code, out, err) == (1, "", said)


def test_a_call_without_a_reason_is_a_wrong_call(capsys: pytest.CaptureFixture[str], ids: tuple[str, str]) -> None:
    assert _run(capsys, "delete", ids[0])[0] == 2
    assert _run(capsys, "merge", *ids)[0] == 2
