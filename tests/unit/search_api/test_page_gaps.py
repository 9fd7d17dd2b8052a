"""The evidence gap map: picture and table say the same, filters stand in the address, files say what they are."""

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from tests.unit.search_api.made_up import SITE


def test_each_bubble_and_each_cell_leads_to_its_documents(client: TestClient) -> None:
    page = client.get("/kunskapsluckor?del=nordic&fran=2015").text
    address = "/sok?i=dokument&utmaning=gun_violence&typ=mt_policing&del=nordic&fran=2015"
    links = [found.replace("&amp;", "&") for found in re.findall(r'href="(/sok[^"]*)"', page)]
    assert links.count(address) == 2
    assert client.get(address).status_code == 200


def test_a_gap_leads_to_the_measures_that_the_catalogue_has(client: TestClient) -> None:
    page = client.get("/kunskapsluckor?del=nordic").text
    assert page.count('href="/sok?i=atgarder&amp;utmaning=gun_violence&amp;typ=mt_lighting"') == 2
    assert page.count("ingen studie, 1 åtgärd i katalogen") == 3  # name and title of the mark, and the cell


def test_the_table_says_how_strong_the_strongest_study_is(client: TestClient) -> None:
    page = client.get("/kunskapsluckor").text
    assert '<span aria-hidden="true">1 <span class="muted">(4–5)</span></span>' in page
    assert "1 studie, nivå 4–5: slumpad eller väl kontrollerad jämförelse" in page


def test_no_script_and_no_style_attribute_is_in_the_picture(client: TestClient) -> None:
    page = client.get("/kunskapsluckor").text
    assert "<svg" in page
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page)


@pytest.mark.parametrize(
    "query", ["del=mars", "fran=20x", "fran=0", "fran=2020&till=2010", "design=guess", "utmaning=x"]
)
def test_a_map_that_cannot_be_drawn_says_why(client: TestClient, query: str) -> None:
    answer = client.get(f"/kunskapsluckor?{query}")
    assert answer.status_code == 422
    assert "Urvalet gick inte att göra" in answer.text


def test_filters_are_kept_in_the_addresses_of_files_and_data(client: TestClient) -> None:
    page = client.get("/kunskapsluckor?design=randomised_trial&sprak=sv&till=2020").text
    for ending in ("svg", "png", "csv"):
        assert f'href="/kunskapsluckor.{ending}?design=randomised_trial&amp;sprak=sv&amp;till=2020"' in page
    data = re.search(r'href="(/api/v1/gap-map[^"]*)"', page)
    assert data
    assert client.get(data[1].replace("&amp;", "&")).json()["filters"] == {
        "design": ["randomised_trial"],
        "language": ["sv"],
    }


def test_the_picture_alone_says_what_was_asked_when_and_of_which_version(client: TestClient) -> None:
    answer = client.get("/kunskapsluckor.svg?del=nordic")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "Del av världen: Norden" in answer.text
    assert "Utblick 9.9.9" in answer.text
    assert f"{SITE}/kunskapsluckor?del=nordic" in answer.text
    assert f'href="{SITE}/sok?i=dokument' in answer.text
    assert client.get("/kunskapsluckor.png").content[:4] == b"\x89PNG"


def test_the_map_is_taken_along_as_a_table_in_both_languages(client: TestClient) -> None:
    answer = client.get("/kunskapsluckor.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    names = next(row for row in rows if row[:1] == ["Åtgärdstyp"])
    filled = rows[rows.index(names) + 1]
    assert dict(zip(names, filled, strict=True))["Studier"] == "1"
    assert "Type of measure;Challenge;" in client.get("/en/kunskapsluckor.csv").text


@pytest.mark.parametrize("path", ["/kunskapsluckor.exe", "/kunskapsluckor."])
def test_a_form_that_is_none_is_no_file(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 422)
