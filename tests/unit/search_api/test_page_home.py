"""The start page: where to go, how sure the answers are, what is new."""

import re
from datetime import timedelta
from html import unescape

from starlette.testclient import TestClient

from kb.catalogue import load_catalogue
from kb.domain.accounts import Role
from search_api.app import create_app
from tests.unit.search_api.made_up import SITE, MadeUpSearch, empty_store, made_up_app, signed_in
from tests.unit.search_api.made_up_documents import GUN
from tests.unit.search_api.made_up_status import REGISTER, WHEN, made_up_status


def _text(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_each_challenge_leads_to_its_page_and_says_how_well_it_is_answered(client: TestClient) -> None:
    page = client.get("/").text
    rows = re.findall(r'<div><a class="outlook-name" href="/utmaningar/(\w+)">.*?</li>', page, re.S)
    assert rows == [str(key) for key in load_catalogue().challenges]
    shots = next(one for one in re.findall(r"<li>\n<div>.*?</li>", page, re.S) if f"/{GUN}" in one)
    assert re.search(r"\d+ åtgärder, \d+ studie", _text(shots))
    assert "%" not in _text(shots)


def test_what_came_in_this_week_says_where_from_and_why_it_matters(client: TestClient) -> None:
    news = client.get("/").text.split('id="nytt"')[1].split("</section>")[0]
    assert "Femårsuppföljning" in news
    assert f'href="/utmaningar/{GUN}"' in news
    assert 'href="/atgarder/group_violence_intervention"' in news
    assert 'class="news-source"' in news


def test_a_week_without_news_says_so() -> None:
    catalogue = load_catalogue().with_sources(REGISTER)
    app = create_app(
        MadeUpSearch(catalogue),
        catalogue,
        store=empty_store(),
        site_url=SITE,
        status=made_up_status,
        version="9.9.9",
        today=lambda: WHEN.date() + timedelta(days=8),
    )
    assert "Inget nytt har kommit in de senaste sju dagarna." in TestClient(app).get("/").text


def test_the_pages_lead_on_to_trends_gaps_and_the_statement_on_accessibility(client: TestClient) -> None:
    page = client.get("/en/").text
    for path in ("/trender", "/kunskapsluckor", "/utmaningar", "/kallor", "/om/sok", "/tillganglighet"):
        assert f'href="/en{path}"' in page


def test_the_head_shows_who_is_signed_in_and_what_she_may_do() -> None:
    client = TestClient(made_up_app())
    assert 'href="/logga-in"' in client.get("/om").text
    signed_in(client, Role.ANALYST, "Anna Ek")
    page = client.get("/om").text
    assert "Anna Ek" in page
    assert '<form method="post" action="/logga-ut">' in page
    assert 'href="/granska"' in page
    assert 'href="/konton"' not in page
    signed_in(client, Role.ADMIN, "Bo Öst")
    assert 'href="/konton"' in client.get("/om").text
