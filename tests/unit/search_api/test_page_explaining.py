"""About, how to search, and the accessibility statement."""

import re

from starlette.testclient import TestClient

from kb.catalogue import load_catalogue
from kb.search.ranking import RANKING
from search_api.app import create_app
from tests.unit.search_api.made_up import SITE, MadeUpSearch, empty_store
from tests.unit.search_api.made_up_status import WHEN, made_up_status


def test_the_ranking_table_has_every_factor_that_orders_hits(client: TestClient) -> None:
    table = client.get("/om").text.split('class="grid weights"')[1].split("</table>")[0]
    rows = table.count("<tr ") - 1
    factors = (RANKING.signal_weights, RANKING.design_factor, RANKING.status_factor, RANKING.transfer_factor)
    assert rows == sum(len(factor) for factor in factors) + 4
    assert "1,15" in table
    assert "1.15" in client.get("/en/om").text


def test_what_the_verdicts_mean_can_be_linked_to(client: TestClient) -> None:
    assert 'href="/om#omdomen"' in client.get("/").text
    assert 'id="omdomen"' in client.get("/om").text


def test_the_statement_on_accessibility_has_what_the_act_asks_for(client: TestClient) -> None:
    page = client.get("/tillganglighet").text
    for wanted in ("2018:1937", "delvis förenlig", "självskattning", "https://www.digg.se/tdosanmalan", "12\u00a0§"):
        assert wanted in page
    assert "Den är inte satt här." in page
    assert re.search(r"senast uppdaterad den \d+ \w+ 20\d\d", page)


def test_the_statement_names_whom_to_write_to_where_that_is_set() -> None:
    for contact, link in (
        ("hjalp@example.org", 'href="mailto:hjalp@example.org"'),
        ("https://example.org/kontakt", 'href="https://example.org/kontakt"'),
        ('javascript:alert("x")', "javascript:alert(&#34;x&#34;)</p>"),
    ):
        app = create_app(
            MadeUpSearch(load_catalogue()),
            load_catalogue(),
            store=empty_store(),
            site_url=SITE,
            status=made_up_status,
            version="9.9.9",
            today=WHEN.date,
            contact=contact,
        )
        assert link in TestClient(app).get("/tillganglighet").text


def test_how_to_search_shows_each_sign_and_what_it_means(client: TestClient) -> None:
    page = client.get("/om/sok").text
    for typed in ("ungdomsrån -skola", "titel:mentorskap", "år:2019..2024", "skola OCH fritid"):
        assert f'<code lang="sv">{typed}</code>' in page
