"""The page that sets measures side by side, and how they are chosen."""

import pytest
from starlette.testclient import TestClient


def test_measures_are_set_side_by_side_and_what_differs_is_marked(client: TestClient) -> None:
    page = client.get("/jamfor?atgard=cctv&atgard=scared_straight").text
    assert page.count('<span class="tag">skiljer sig</span>') == 1
    assert "Omdöme enligt Marylandregeln" in page
    assert "I stället" not in page
    assert 'value="cctv" checked' in page


def test_with_fewer_than_two_measures_there_is_a_form_to_choose_them(client: TestClient) -> None:
    for query in ("", "?atgard=cctv&atgard=&atgard="):
        answer = client.get(f"/jamfor{query}")
        assert answer.status_code == 200
        assert answer.text.count('name="atgard" type="checkbox"') > 100
        assert "<table" not in answer.text


def test_a_search_offers_measures_to_add_to_those_chosen(client: TestClient) -> None:
    page = client.get("/jamfor?atgard=scared_straight&sok=kamera").text
    assert 'value="scared_straight" checked' in page
    found = page[page.index("Hittade") : page.index("Alla åtgärder")]
    assert 'value="cctv"' in found
    assert page.count('value="cctv"') == 1  # once, so that it is not sent twice


def test_the_hits_of_a_search_can_be_chosen_for_comparison(client: TestClient) -> None:
    page = client.get("/sok?q=kamera").text
    assert '<form id="jamfor"' in page
    assert 'form="jamfor" name="atgard" type="checkbox" value="cctv"' in page


def test_a_comparison_is_taken_along_as_a_table(client: TestClient) -> None:
    page = client.get("/jamfor?atgard=cctv&atgard=scared_straight").text
    assert 'href="/jamfor.csv?atgard=cctv&amp;atgard=scared_straight"' in page
    assert 'href="/api/v1/compare?measure=cctv&amp;measure=scared_straight"' in page
    answer = client.get("/jamfor.csv?atgard=cctv&atgard=scared_straight")
    text = answer.content.decode("utf-8-sig")
    assert answer.status_code == 200
    assert "Det som jämförs;Kamerabevakning;" in text
    assert "Studier;0;1;ja" in text
    assert client.get("/api/v1/compare?measure=cctv&measure=scared_straight").status_code == 200


@pytest.mark.parametrize("query", ["", "?atgard=cctv", "?atgard=cctv&atgard=no_such"])
def test_a_comparison_that_cannot_be_made_is_no_file(client: TestClient, query: str) -> None:
    assert client.get(f"/jamfor.csv{query}").status_code == 422


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


def test_a_measure_shows_those_that_are_like_it(client: TestClient) -> None:
    page = client.get("/atgarder/scared_straight").text
    assert "Liknande åtgärder" in page
    assert 'href="/jamfor?atgard=scared_straight&amp;atgard=cctv"' in page
    assert "utmaning: Skjutningar" in page


def test_a_challenge_that_only_studies_link_a_measure_to_is_marked(client: TestClient) -> None:
    page = client.get("/jamfor?atgard=scared_straight&atgard=cctv").text
    cells = [cell.split("</td>")[0] for cell in page.split("data-label=")[1:]]
    marked = [cell for cell in cells if "(i studier)" in cell]
    assert marked
    assert all(cell.count("; ") + 1 >= cell.count("(i studier)") for cell in marked)
