"""All pages as text: their language and landmarks, and that nothing from outside can act in them."""

import re

import pytest
from starlette.testclient import TestClient

from kb.errors import Busy, InputError, Misconfigured
from search_api.assets import SCRIPT, STYLE
from tests.unit.search_api.made_up import made_up_app
from tests.unit.search_api.made_up_documents import BARE, EVIL, LONG

PAGES = [
    "/",
    "/sok",
    "/sok?q=skjut&i=dokument",
    "/sok?i=dokument",
    "/sok?q=zzz&i=dokument&utmaning=gun_violence&fran=2001",
    "/atgarder/scared_straight",
    "/atgarder/barnahus",
    f"/dokument/{LONG.id}",
    f"/dokument/{EVIL.id}",
    f"/dokument/{BARE.id}",
    "/jamfor",
    "/jamfor?atgard=cctv&atgard=scared_straight",
    "/kunskapsluckor",
    "/kunskapsluckor?del=mars",
    "/sok?q=skjut",
    "/sok?q=skoaln&i=dokument&sprak=sv",
    "/kallor",
    "/om",
    "/nothing",
    "/sok?offset=x",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_swedish_with_one_heading_landmarks_and_labels(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert '<html lang="sv">' in page
    assert len(re.findall(r"<h1[ >]", page)) == 1
    for landmark in ("<header", "<main", "<footer", "<nav", 'class="skip" href="#innehall"', "<title>"):
        assert landmark in page
    fields = re.findall(r'<(?:input|select)(?![^>]*type="hidden")[^>]*id="([^"]+)"', page)
    assert all(f'<label for="{field}">' in page for field in fields)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert all(f'id="{target}"' in page for target in re.findall(r'href="#([^"]+)"', page))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_ships_the_one_script_and_style_sheet_and_loads_nothing_from_elsewhere(
    client: TestClient, path: str
) -> None:
    page = client.get(path).text
    assert re.findall(r"<script[^>]*>", page) == [f'<script src="/utblick.js?v={SCRIPT.version}" defer>']
    assert f'href="/utblick.css?v={STYLE.version}"' in page
    assert not re.search(r"<style|<iframe| style=|<img|javascript:[^<]*\">", page)
    assert all(src.startswith("/") for src in re.findall(r'<link[^>]*href="([^"]+)"', page))


@pytest.mark.parametrize("path", [*PAGES, "/sok?q=%3Cscript%3Ealert(1)%3C/script%3E&i=dokument"])
def test_hostile_text_shows_as_text(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert "<script>" not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert "49" not in re.findall(r"&amp;(\d+)", page)
    assert 'href="javascript' not in page


def test_an_address_that_is_not_of_the_web_is_shown_and_not_linked(client: TestClient) -> None:
    page = client.get(f"/dokument/{EVIL.id}").text
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page


def test_links_to_elsewhere_give_nothing_away(client: TestClient) -> None:
    page = client.get("/atgarder/scared_straight").text
    outward = re.findall(r"<a[^>]*https?://[^>]*>", page)
    assert outward
    assert all('rel="noopener noreferrer nofollow"' in link for link in outward)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nothing", 404, "Sidan finns inte"),
        ("/sok/", 404, "Sidan finns inte"),
        ("/atgarder/no_such", 404, "Sidan finns inte"),
        ("/dokument/%00", 404, "Sidan finns inte"),
        ("/sok?offset=x", 422, "ska vara ett heltal från 0 till 10\u202f000, inte ”x”."),
        ("/sok?i=annat", 422, "Fliken kan vara ”atgarder” eller ”dokument”, inte ”annat”."),
        ("/sok?utmaning=no_such", 422, "Utmaningen ”no_such” finns inte i katalogen."),
        ("/sok?i=dokument&atgard=no_such", 422, "Åtgärden ”no_such” finns inte i katalogen."),
        (
            "/sok?i=dokument&sprak=swedish",
            422,
            "Språk ska vara en kod med två bokstäver, till exempel sv, inte ”swedish”.",
        ),
        ("/sok?i=dokument&till=20x", 422, "Till år ska vara ett årtal med siffror, till exempel 2020, inte ”20x”."),
        ("/sok?i=dokument&fran=0", 422, "Från år ska vara ett årtal"),
        ("/sok?i=dokument&fran=2020&till=2010", 422, "Från år (2020) är senare än Till år (2010)."),
        ("/sok?i=dokument&allt=kanske", 422, "inte ”kanske”"),
        (f"/sok?{'utmaning=x%d&' * 51}" % tuple(range(51)), 422, "finns inte i katalogen"),
        (f"/sok?i=dokument&{'sprak=a%s&' * 51}" % tuple(range(51)), 422, "Språk ska vara en kod"),
        ("/sok?limit=101", 422, "Antalet träffar (limit) ska vara ett heltal från 1 till 100, inte ”101”."),
        (f"/sok?q={'x' * 501}", 422, "får vara högst 500 tecken"),
    ],
)
def test_an_error_is_a_page_in_swedish(client: TestClient, path: str, status: int, said: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert said in answer.text


@pytest.mark.parametrize(
    ("failure", "status", "said"),
    [
        (InputError("x"), 422, "Frågan gick inte att använda"),
        (Busy("/secret"), 503, "Pröva igen om en stund"),
        (Misconfigured("/secret"), 500, "Något gick fel hos oss"),
        (RuntimeError("/secret"), 500, "Något gick fel hos oss"),
    ],
)
def test_a_failure_is_a_page_that_leaks_nothing(failure: Exception, status: int, said: str) -> None:
    answer = TestClient(made_up_app(failure), raise_server_exceptions=False).get("/sok")
    assert answer.status_code == status
    assert said in answer.text
    assert "secret" not in answer.text


def test_a_page_can_only_be_read(client: TestClient) -> None:
    answer = client.post("/sok")
    assert answer.status_code == 405
    assert "Sidan går bara att läsa" in answer.text


def test_the_host_header_is_repeated_nowhere(client: TestClient) -> None:
    for path in ("/", "/sok?limit=5", "/api/v1/measures?limit=5", "/api/v1/openapi.json", "/nothing", "/sok/"):
        answer = client.get(path, headers={"Host": "evil.example"}, follow_redirects=False)
        assert "evil.example" not in answer.text + str(answer.headers)


def test_control_characters_never_reach_the_search(client: TestClient) -> None:
    assert client.get("/sok?q=a%00b%1b%EF%BB%BF").status_code == 200
    assert client.app.state.parts.search.search.asked[-1].text == "ab"  # type: ignore[attr-defined]


def test_style_and_icon_are_served_from_here(client: TestClient) -> None:
    assert client.get("/utblick.css").headers["content-type"].startswith("text/css")
    assert client.get("/utblick.svg").headers["content-type"].startswith("image/svg+xml")
