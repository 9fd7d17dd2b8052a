"""The page of a document."""

import re

from starlette.testclient import TestClient

from kb.errors import Moved
from tests.unit.search_api.made_up import made_up_app
from tests.unit.search_api.made_up_documents import BARE, LONG


def page_has(client: TestClient, path: str, words: str) -> bool:
    return words in " ".join(re.sub(r"<[^>]+>", "", client.get(path).text).split())


def test_each_claim_leads_to_its_words_in_the_text(client: TestClient) -> None:
    page = client.get(f"/dokument/{LONG.id}").text
    for number in (1, 2, 3, 4):
        assert f'href="#pastaende-{number}"' in page
        assert page.count(f'id="pastaende-{number}"') == 1
        assert f'href="#lista-{number}"' in page
    assert "Vilar på texten som helhet." in page
    assert "Läsningen har inte hittat någon uppgift om: åtgärd." in page
    assert "Steget ”ämnen” (version 2), säkerhet 0,75 av 1." in page


def test_a_number_that_no_rule_reads_is_marked(client: TestClient) -> None:
    assert page_has(client, f"/dokument/{LONG.id}", "Antal undersökta: 37 (utläst ur sammanhanget)")
    assert page_has(client, f"/en/dokument/{LONG.id}", "37 (read from the context)")


def test_the_saved_text_is_whole(client: TestClient) -> None:
    page = client.get(f"/dokument/{LONG.id}").text
    archived = page.split('class="archived"', 1)[1].split("</div>", 1)[0].split(">", 1)[1]
    shown = re.sub(r"<a .*?</a>", "", archived)
    assert " ".join(re.sub(r"<[^>]+>", "", shown.replace("</p>", " ")).split()) == " ".join(LONG.content.split())


def test_a_document_of_several_sources_says_why_each_was_joined(client: TestClient) -> None:
    page = client.get(f"/dokument/{LONG.id}").text
    assert "Samma dokument från" in page
    assert "igenkänd på: samma titel" in page
    assert "<li>nytt dokument</li>" in page
    assert 'Skäl, med programmets ord: <span lang="en">the same title ' in page
    assert "återtagen av källan 3 mars 2026" in page


def test_what_changed_between_versions_is_shown_line_by_line(client: TestClient) -> None:
    page = client.get(f"/dokument/{LONG.id}").text
    assert "Version 2, 3 mars 2026" in page
    assert "<ins>En rad till.</ins>" in page
    assert "<del>En rad mindre.</del>" in page
    assert "7\u00a0rader till visas inte." in page


def test_a_document_that_is_not_read_yet_says_so(client: TestClient) -> None:
    assert "väntar på att läsas" in client.get(f"/dokument/{BARE.id}").text


def test_the_page_of_a_merged_document_leads_to_the_other_for_good() -> None:
    client = TestClient(made_up_app(Moved("merged", to=LONG.id)))
    for asked in (client.get, client.head):
        answer = asked("/dokument/dold", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (301, f"/dokument/{LONG.id}")
        assert answer.headers["cache-control"] == "no-cache"  # a split brings the old one back


def test_a_document_from_an_imported_file_names_the_file(client: TestClient) -> None:
    assert "importerad fil lista_2024" in search(client, "i=dokument")
    assert "importerad fil lista_2024" in client.get("/dokument/dendless").text
    assert "import:" not in client.get("/dokument/dendless").text


def test_a_document_leads_to_the_others_of_its_study(client: TestClient) -> None:
    page = client.get(f"/dokument/{LONG.id}").text
    assert "Andra dokument om samma studie" in page
    assert '<a href="/dokument/dother" lang="">School-based prevention: a made-up trial</a> (2019)' in page


def search(client: TestClient, parameters: str) -> str:
    """Return the search page."""
    answer = client.get(f"/sok?{parameters}")
    assert answer.status_code == 200
    return answer.text


def test_where_nothing_is_a_study_the_others_have_a_similar_text(client: TestClient) -> None:
    page = client.get("/dokument/devil").text
    assert "Dokument med liknande text" in page
    assert "Andra dokument om samma studie" not in page
    assert "Andra dokument om samma studie" in client.get(f"/dokument/{LONG.id}").text
