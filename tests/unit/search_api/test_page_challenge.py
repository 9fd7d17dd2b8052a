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
    assert f'href="/sok?i=dokument&amp;atgard=group_violence_intervention&amp;utmaning={GUN}"' in page
    assert "%" not in page
    assert page.count("<h3>") <= 10


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
    assert "Femårsuppföljning" in page.split('id="signaler"')[1]
    feed = f"/api/v1/documents.atom?challenge={GUN}"
    assert re.search(rf'<link rel="alternate" type="application/atom\+xml"[^>]*href="{re.escape(feed)}"', page)
    assert client.get(feed).status_code == 200


@pytest.mark.parametrize("path", ["/utmaningar/nothing", "/utmaningar/%3Cscript%3E", "/en/utmaningar/Gun-violence"])
def test_a_challenge_that_is_not_in_the_catalogue_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
