"""The start, the sources, candidates and quality."""

from html import unescape

from starlette.testclient import TestClient

from crawlers.register import load_register
from kb.domain.documents import SourceId
from tests.unit.search_api.made_up_documents import LONG


def test_the_start_page_tells_what_is_held_and_which_sources_fail(client: TestClient) -> None:
    page = client.get("/").text
    assert "12\u202f345" in page
    assert '<a href="/kallor">1\u00a0källa behöver tillsyn</a>' in page


def test_all_sources_are_listed_by_country_with_how_the_collecting_goes(client: TestClient) -> None:
    page = client.get("/kallor").text
    assert page.count('<tr role="row" id=') == 110
    assert page.index('id="land-SE"') < page.index('id="bra_rss"') < page.index('id="land-NO"')
    row = page.split('id="bra_publikationer"', 1)[1].split("</tr>", 1)[0]
    for said in ("fungerar", "Hämtad utan fel den 3 mars 2026.", "1\u202f234\u00a0dokument", "21 bara härifrån"):
        assert said in row
    for said in ("flöde", "var 6:e timme", "Licens: ", "Vi visar hela texten.", "sidan är läst"):
        assert said in row


def test_the_working_notes_of_the_register_are_not_for_readers(client: TestClient) -> None:
    said = client.get("/kallor").text + client.get("/api/v1/status").text
    register = load_register()
    assert register[SourceId("bra_rss")].terms == "verify; no public API"
    assert not [one.terms for one in register.values() if ";" in one.terms and one.terms in unescape(said)]


def test_of_a_source_that_is_not_collected_or_not_tried_no_more_is_said_than_there_is(client: TestClient) -> None:
    page = client.get("/kallor").text
    collected = sum(source.collected for source in load_register().values())
    assert page.count("<span>Vi visar ") == collected < 110
    assert "inte prövad" in page
    assert "Inte prövad ännu." not in page


def test_sources_that_need_somebody_stand_first_and_lead_to_their_entry(client: TestClient) -> None:
    needing = client.get("/kallor").text.split('<ul class="needing">', 1)[1].split("</ul>", 1)[0]
    assert needing.count("<li>") == 1
    assert '<a href="#bra_rss">Brå RSS</a>' in needing
    assert "Senast hämtad: 25 december 2025." in needing
    assert '<span lang="en">connect timed out' in needing


def test_the_sources_begin_with_how_many_are_watched_automatically(client: TestClient) -> None:
    collected = sum(source.collected for source in load_register().values())
    assert f"hämtar själv från {collected} av dem" in client.get("/kallor").text
    assert collected >= 20


def test_candidates_are_shown_with_those_of_their_documents_that_are_held(client: TestClient) -> None:
    page = client.get("/nya-atgarder").text
    assert f'href="/dokument/{LONG.id}"' in page
    assert "dgone" not in page
    assert "ökningen är större än slumpen brukar ge" in page


def test_the_figures_of_quality_are_those_that_were_measured(client: TestClient) -> None:
    page, figures = client.get("/kvalitet").text, client.get("/api/v1/quality").json()["rows"]
    assert figures
    for row in figures[:20]:
        assert f"{row['value']:.3f}".replace(".", ",") in page
