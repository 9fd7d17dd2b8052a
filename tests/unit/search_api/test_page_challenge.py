"""The pages of the challenges."""

import re

import pytest
from starlette.testclient import TestClient

from kb.catalogue import load_catalogue
from tests.unit.search_api.made_up_documents import GUN


def test_the_list_has_every_challenge_with_its_definition(client: TestClient) -> None:
    page = client.get("/utmaningar").text
    for challenge in load_catalogue().challenges.values():
        assert f'href="/utmaningar/{challenge.id}"' in page
    assert load_catalogue().challenges[GUN].definition_sv in page


@pytest.mark.parametrize("key", list(load_catalogue().challenges))
def test_every_challenge_has_a_page_in_both_languages(client: TestClient, key: str) -> None:
    challenge = load_catalogue().challenges[key]  # type: ignore[index]
    assert challenge.definition_sv in client.get(f"/utmaningar/{key}").text.replace("&#39;", "'")
    english = client.get(f"/en/utmaningar/{key}").text
    assert 'lang="en"' in english
    assert challenge.definition_en.split(",")[0].split("’")[0][:30] in english


def test_the_documents_that_name_it_are_linked_with_their_dates_and_the_version_of_the_catalogue(
    client: TestClient,
) -> None:
    page = client.get(f"/utmaningar/{GUN}").text
    for named in load_catalogue().challenges[GUN].documents:
        assert f'href="{named.url}"'.replace("&", "&amp;") in page
    assert "från och med 1 februari 2024" in page
    assert load_catalogue().version in page


def test_measures_are_ranked_with_evidence_in_words_and_lead_to_their_studies(client: TestClient) -> None:
    page = client.get(f"/utmaningar/{GUN}").text.split('id="atgarder"')[1].split("</section>")[0]
    assert "<ol" in page
    assert "Marylandregeln:" in page
    assert 'href="/atgarder/group_violence_intervention#effekt"' in page
    assert "%" not in re.sub(r"<q .*?</q>", "", page)  # portals may say so
    assert page.count("<h3>") <= 10


def test_each_row_says_which_portals_rate_the_measure_in_their_own_words_and_how_we_read_them(
    client: TestClient,
) -> None:
    row = _row(client, "/utmaningar", "group_violence_intervention")
    assert 'YEF Toolkit: <q lang="en">HIGH (30%+ less violence)</q>' in row
    assert re.search(r'SBU: <span lang="en">[^<]+</span> \(återgivet på engelska\)', row)
    assert "talar för önskad effekt" in row
    assert 'href="/atgarder/group_violence_intervention#portaler"' in row  # one portal has two: all stand there
    assert row.count("YEF Toolkit") == 1
    assert "(retold in English)" in _row(client, "/en/utmaningar", "group_violence_intervention")


def test_what_only_is_named_comes_after_what_portals_or_studies_tell_of(client: TestClient) -> None:
    rows = _rows(client.get(f"/utmaningar/{GUN}").text)
    told = ["Evidensportaler" in row or "Ingen studie om just" not in row for row in rows]
    assert "group_violence_intervention" in rows[0]
    assert told == sorted(told, reverse=True)
    assert not all(told)


def test_a_measure_that_nothing_but_studies_links_to_the_challenge_says_so(client: TestClient) -> None:
    assert "redaktionell koppling" in _row(client, "/utmaningar", "group_violence_intervention")
    assert "kopplad genom studier i basen" in _row(client, "/utmaningar", "scared_straight")


def _rows(page: str) -> list[str]:
    return page.split('id="atgarder"')[1].split("</section>", maxsplit=1)[0].split("<li><h3>")[1:]


def _row(client: TestClient, path: str, measure: str) -> str:
    page = client.get(f"{path}/{GUN}").text
    return next(row for row in _rows(page) if f'/atgarder/{measure}">' in row)


def test_measures_that_are_warned_of_are_gathered_and_not_hidden(client: TestClient) -> None:
    page = client.get(f"/utmaningar/{GUN}").text
    careful = page.split('id="varning"')[1].split("</section>")[0]
    assert 'href="/atgarder/scared_straight"' in careful
    assert 'class="warnings"' in careful


def test_types_of_measures_without_a_study_are_named_as_gaps(client: TestClient) -> None:
    gaps = client.get(f"/utmaningar/{GUN}").text.split('id="luckor"')[1].split("</section>")[0]
    assert 'href="/atgarder/cctv"' in gaps
    assert 'href="/kunskapsluckor"' in gaps


def test_the_latest_signals_and_the_feed_are_those_of_the_challenge(client: TestClient) -> None:
    page = client.get(f"/utmaningar/{GUN}").text
    news = page.split('id="signaler"')[1]
    assert "Femårsuppföljning" in news
    assert re.search(r"publicerad \d{1,2} \w+ \d{4}, (hittad|ändrad) \d{1,2} \w+ \d{4}", news)
    assert re.search(r"published (\d{1,2} \w+ )?\d{4}, (found|changed) ", client.get(f"/en/utmaningar/{GUN}").text)
    feed = f"/api/v1/documents.atom?challenge={GUN}"
    assert re.search(rf'<link rel="alternate" type="application/atom\+xml"[^>]*href="{re.escape(feed)}"', page)
    assert client.get(feed).status_code == 200


@pytest.mark.parametrize("path", ["/utmaningar/nothing", "/utmaningar/%3Cscript%3E", "/en/utmaningar/Gun-violence"])
def test_a_challenge_that_is_not_in_the_catalogue_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_challenge_without_a_measure_of_the_catalogue_claims_no_studies_of_all_types(client: TestClient) -> None:
    catalogue = load_catalogue()
    for key in catalogue.challenges:
        page = client.get(f"/utmaningar/{key}").text
        if not catalogue.measures_for(key):
            assert "Alla åtgärdstyper som katalogen har" not in page
