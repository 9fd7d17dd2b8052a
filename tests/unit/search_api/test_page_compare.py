"""The pages that set measures side by side and map the gaps."""

import re

import pytest
from starlette.testclient import TestClient


def test_measures_are_set_side_by_side_and_what_differs_is_marked(client: TestClient) -> None:
    page = client.get("/jamfor?atgard=cctv&atgard=scared_straight").text
    assert page.count('<span class="tag">skiljer sig</span>') == 1
    assert "Omdöme enligt Marylandregeln" in page
    assert "I stället" not in page
    assert '<option value="cctv" selected>' in page


def test_with_fewer_than_two_measures_there_is_a_form_to_choose_them(client: TestClient) -> None:
    for query in ("", "?atgard=cctv&atgard=&atgard="):
        answer = client.get(f"/jamfor{query}")
        assert answer.status_code == 200
        assert answer.text.count("<select") == 5
        assert "<table" not in answer.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("atgard=no_such&atgard=cctv", "Åtgärden ”no_such” finns inte i katalogen."),
        (
            "atgard=cctv&atgard=scared_straight&atgard=boot_camps&atgard=barnahus&atgard=mst&atgard=group_violence_intervention",
            "",
        ),
    ],
)
def test_what_cannot_be_compared_is_said(client: TestClient, query: str, said: str) -> None:
    answer = client.get(f"/jamfor?{query}")
    assert answer.status_code == 422
    assert said in answer.text


def test_each_cell_of_the_map_leads_to_its_documents(client: TestClient) -> None:
    page = client.get("/kunskapsluckor?del=nordic&fran=2015").text
    link = re.search(r'<a href="(/sok\?i=dokument[^"]*)">1<span', page)
    assert link
    address = link[1].replace("&amp;", "&")
    assert address == "/sok?i=dokument&utmaning=gun_violence&typ=mt_policing&del=nordic&fran=2015"
    assert client.get(address).status_code == 200
    assert re.search(r'class="gap">0<span class="visually-hidden"> studier, 1\u00a0åtgärd</span>', page)


@pytest.mark.parametrize("query", ["del=mars", "fran=20x", "fran=0"])
def test_a_map_that_cannot_be_drawn_says_why(client: TestClient, query: str) -> None:
    answer = client.get(f"/kunskapsluckor?{query}")
    assert answer.status_code == 422
    assert "Urvalet gick inte att göra" in answer.text


def test_a_measure_shows_those_that_are_like_it(client: TestClient) -> None:
    page = client.get("/atgarder/scared_straight").text
    assert "Liknande åtgärder" in page
    assert 'href="/jamfor?atgard=scared_straight&amp;atgard=cctv"' in page
    assert "utmaning: Skjutningar" in page
