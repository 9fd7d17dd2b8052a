"""`utblick run`, with other commands beside it, stopped and killed."""

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.serving import RECORDS, SEA, Ended, Server, free_port, write_records


def _titles(found: dict[str, Any]) -> list[str]:
    return [hit["document"]["title"] for hit in found["hits"]]


def _is_one_sentence(ended: Ended) -> bool:
    return ended.err.startswith("utblick: ") and ended.err.count("\n") == 1 and not ended.out


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start a server, import records beside it, kill it while it works, start it again and wait until it is done.

    So all that is tested here holds after a kill as well.
    """
    folder = tmp_path_factory.mktemp("server")
    found = Server(folder / "data")
    found.start()
    imported = found.run("import", str(write_records(folder / "records.jsonl", *RECORDS)), "--json")
    assert imported.json()["new"] == len(RECORDS)
    found.wait_until(lambda status: status["busy"] is not None)
    assert found.stop(signal.SIGKILL) == -signal.SIGKILL
    found.start()
    found.wait_until_done(len(RECORDS))
    yield found
    if found.running:
        found.stop()


@pytest.mark.parametrize(
    ("question", "swedish", "english"),
    [
        ("mentorskap för unga", RECORDS[1], RECORDS[2]),
        ("street lighting against burglary", RECORDS[0], RECORDS[3]),
    ],
)
def test_documents_in_both_languages_answer_and_none_about_the_sea(
    server: Server, question: str, swedish: dict[str, object], english: dict[str, object]
) -> None:
    over_http = server.get("documents", q=question)
    typed = server.run("search", question, "--in", "documents", "--json")

    assert typed.code == 0
    assert typed.json()["hits"] == over_http["hits"]
    assert set(_titles(over_http)[:2]) == {swedish["title"], english["title"]}
    assert SEA not in _titles(over_http)


def test_what_is_read_as_outside_the_field_is_held_and_shown_only_when_asked_for(server: Server) -> None:
    assert SEA not in _titles(server.get("documents"))
    assert SEA in _titles(server.get("documents", everything="true"))


def test_measures_answer_with_the_documents_about_them(server: Server) -> None:
    over_http = server.get("measures", q="mentorprogram")
    typed = server.run("search", "mentorprogram", "--json")

    assert typed.json()["hits"] == over_http["hits"]
    best = over_http["hits"][0]
    assert best["measure"]["id"] == "mentoring"
    assert {RECORDS[1]["title"], RECORDS[2]["title"]} <= set(_titles({"hits": best["documents"]}))


def test_a_search_for_people_tells_why(server: Server) -> None:
    said = server.run("search", "mentorprogram", "--in", "documents")

    assert said.code == 0
    assert str(RECORDS[1]["title"]) in said.out
    assert "concepts: mentoring" in said.out


def test_a_second_import_of_the_same_file_changes_nothing(server: Server) -> None:
    again = server.run("import", str(server.data.parent / "records.jsonl"))

    assert again.code == 0
    assert "Nothing has changed." in again.out


def test_enrich_and_index_beside_the_server_end_when_it_has_done_the_work(server: Server) -> None:
    status = server.get("status")
    more = {"id": "en-curfew", "title": "Curfews and juvenile crime", "abstract": "Curfews did not reduce crime."}
    file = write_records(server.data.parent / "more.jsonl", more)
    assert server.run("import", str(file)).code == 0

    enriched, indexed = server.run("enrich", "--json"), server.run("index", "--json")

    assert (enriched.code, indexed.code) == (0, 0), enriched.err + indexed.err
    assert enriched.json()["by"] == indexed.json()["by"] == server.url
    after = server.get("status")
    assert after["embedded"] == after["documents"] == status["documents"] + 1
    assert (after["waiting"], after["behind"]) == (0, 0)
    assert more["title"] in _titles(server.get("documents", q="curfew"))


def test_status_and_doctor_beside_the_server_name_it(server: Server) -> None:
    status, doctor = server.run("status", "--json"), server.run("doctor", "--json")

    assert (status.code, doctor.code) == (0, 0)
    assert status.json()["server"] == server.url
    assert doctor.json()["healthy"] is True


@pytest.mark.parametrize("words", [("index", "--rebuild"), ("run",)])
def test_a_second_owner_of_the_index_is_asked_to_try_again(server: Server, words: tuple[str, ...]) -> None:
    refused = server.run(*words, port=free_port())

    assert refused.code == 75
    assert _is_one_sentence(refused)
    assert "is in use by process" in refused.err


def test_a_taken_port_is_named_with_what_to_do(server: Server) -> None:
    refused = server.run("run")

    assert refused.code == 1
    assert _is_one_sentence(refused)
    assert f"port {server.port} on 127.0.0.1 is taken" in refused.err
    assert "UTBLICK_PORT" in refused.err


def test_a_server_told_to_end_ends_in_order_and_leaves_the_index_to_others(server: Server) -> None:
    question = "mentorskap för unga"
    through_server = server.get("documents", q=question, limit="10")

    assert server.stop(signal.SIGTERM) == 0
    alone = server.run("search", question, "--in", "documents", "--json")

    assert alone.code == 0, alone.err
    assert alone.json() == through_server


def test_a_server_told_to_end_in_the_middle_of_a_batch_ends_in_order_too(tmp_path: Path) -> None:
    words = " ".join(f"street lighting reduced burglary and crime in town {number}" for number in range(45))
    many = [{"id": str(number), "title": f"Lighting study {number}", "abstract": words} for number in range(260)]
    server = Server(tmp_path / "data")
    assert server.run("import", str(write_records(tmp_path / "many.jsonl", *many))).code == 0
    server.start()
    server.wait_until(lambda status: status["read"] == len(many) and not status["behind"])

    assert server.stop(signal.SIGTERM) == 0

    indexed = server.run("index", "--json")
    assert indexed.code == 0, indexed.err
    assert (indexed.json()["rebuilt"], indexed.json()["behind"]) == (False, 0)
    assert "terminate" not in server.said.read_text()
