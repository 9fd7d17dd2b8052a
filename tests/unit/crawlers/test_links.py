import gzip
import time

import pytest

from crawlers.hosts import LeftItsSites, StayOnItsSites, site_of
from crawlers.links import find_links, matching, next_page, pdf_link, sitemap_entries
from kb.domain.sources import Form
from kb.errors import InputError, SourceChanged

AT = "https://www.myndigheten.example/rapporter/"
PAGE = """<html><body><nav><a href="/rapporter/om">Om</a></nav>
<main><a href="ett">Ett</a> <a href="/rapporter/ett?utm_source=x#del">Ett igen</a>
<a href="https://myndigheten.example/rapporter/två">Två</a> <a href="//elak.example/rapporter/tre">Tre</a>
<a href="/rapporter/bild.png">Bild</a> <a href="javascript:alert(1)">Skript</a> <a href="http://[trasig">?</a>
<a href="/kontakt">Kontakt</a> <a class="next" href="?sida=2">Nästa</a></main></body></html>""".encode()


def test_links_of_the_wanted_form_in_the_area_are_found_once_on_the_sources_sites_only() -> None:
    assert find_links(PAGE, AT, Form(links=r"^/rapporter/\w", area="main")) == [
        "https://www.myndigheten.example/rapporter/ett",
        "https://myndigheten.example/rapporter/tv%C3%A5",
    ]


def test_without_an_expression_an_item_lies_below_the_page_itself() -> None:
    assert "https://www.myndigheten.example/kontakt" not in find_links(PAGE, AT, Form())


def test_a_host_that_the_register_names_may_be_followed() -> None:
    form = Form(links=r"^/rapporter/tre", hosts=("elak.example",))
    assert find_links(PAGE, AT, form) == ["https://elak.example/rapporter/tre"]


@pytest.mark.parametrize(
    ("page", "form"),
    [
        (b"<html><body><main><p>Vi bygger om.</p></main></body></html>", Form(links="^/r")),
        (PAGE, Form(links="^/rapporter/", area="div.nyheter")),
        (b"", Form()),
    ],
)
def test_a_listing_without_items_says_that_the_source_has_changed(page: bytes, form: Form) -> None:
    with pytest.raises(SourceChanged):
        find_links(page, AT, form)


def test_a_page_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="256 levels"):
        find_links(b"<div>" * 100_000, AT, Form())


def test_the_next_page_of_the_list_is_followed_on_its_own_site() -> None:
    assert next_page(PAGE, AT, Form(next_page="a.next")) == AT + "?sida=2"
    assert next_page(PAGE, AT, Form()) is None
    assert next_page(PAGE.replace(b"?sida=2", b"https://elak.example/"), AT, Form(next_page="a.next")) is None


def test_the_pdf_of_an_item_is_what_the_selector_says() -> None:
    page = b'<main><a href="/filer/rapport.pdf?v=2">Rapport</a></main>'
    assert pdf_link(page, AT, Form(pdf='a[href*=".pdf"]')) == "https://www.myndigheten.example/filer/rapport.pdf?v=2"
    assert pdf_link(page, AT, Form()) is None


SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://myndigheten.example/rapporter/1</loc><lastmod>2026-01-02</lastmod></url>
<url><loc>https://myndigheten.example/rapporter/2</loc><lastmod>2026-02-02T10:00:00+01:00</lastmod></url>
<url><loc>https://myndigheten.example/rapporter/3</loc><lastmod>i fredags</lastmod></url>
<url><loc>https://elak.example/rapporter/4</loc></url><url><loc>file:///etc/passwd</loc></url></urlset>"""


def test_a_sitemap_is_read_newest_first_and_a_date_that_is_none_is_unknown() -> None:
    entries, further = sitemap_entries(gzip.compress(SITEMAP, mtime=0), "karta")
    found = matching(entries, AT, Form(links="^/rapporter/"))
    assert [entry.address[-1] for entry in found] == ["2", "1", "3"]
    assert (found[2].changed, further) == (None, False)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"<urlset></urlset>", SourceChanged),
        (b'<!DOCTYPE u [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>', InputError),
        (b"<html><body>Logga in</body></html>", InputError),
        (b"no xml at all", InputError),
        (gzip.compress(SITEMAP, mtime=0)[:60], InputError),
    ],
)
def test_what_is_no_sitemap_is_named(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        sitemap_entries(content, "karta")


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://mau.diva-portal.org/dice/oai", "diva-portal.org"),
        ("https://www.gov.uk/a", "www.gov.uk"),
        ("https://nagon.blogspot.com/", "nagon.blogspot.com"),
        ("http://0x7f000001:8000/", "127.0.0.1"),
        ("http://intranet/", "intranet"),
        ("www.bra.se", "bra.se"),
    ],
)
def test_a_site_is_the_domain_that_somebody_registered(address: str, site: str) -> None:
    assert site_of(address) == site


def test_a_crawl_stays_on_its_sites() -> None:
    class Request:
        def __init__(self, url: str) -> None:
            self.url = url
            self.meta: dict[str, str] = {}

    guard = StayOnItsSites(["bra.se"])
    guard.process_request(Request("https://www.bra.se/x"))
    with pytest.raises(LeftItsSites, match=r"elak\.example"):
        guard.process_request(Request("https://bra.se.elak.example/x"))


def test_a_list_that_is_made_to_take_minutes_takes_no_time() -> None:
    attributes = " ".join(f"a{number}=1" for number in range(60_000))  # each is compared with all before it
    began = time.process_time()
    page = f'<main><p {attributes}>x</p><a href="/rapporter/ett">Ett</a></main>'
    assert find_links(page.encode(), AT, Form()) == ["https://www.myndigheten.example/rapporter/ett"]
    assert time.process_time() - began < 5


def test_a_page_is_not_unpacked_beyond_what_was_fetched() -> None:
    packed = gzip.compress(b"<html><body>" + b'<a href="/rapporter/ett">Ett</a>' * 1_000, mtime=0)
    with pytest.raises(SourceChanged):
        find_links(packed, AT, Form())


def test_a_page_or_sitemap_of_countless_tags_is_refused() -> None:
    with pytest.raises(InputError, match="tags"):
        find_links(b"<html>" + b"<b>x</b>" * 150_000, AT, Form())
    with pytest.raises(InputError, match="tags"):
        sitemap_entries(b"<urlset>" + b"<x/>" * 2_000_001 + b"</urlset>", AT)


def test_links_are_relative_to_the_base_that_the_page_states() -> None:
    base = '<head><base href="/rapporter/2026/"></head><li><a href="ett">Ett</a></li><li><a href="två">Två</a></li>'
    assert find_links(f"<html>{base}</html>".encode(), AT, Form(area="li"))[0].endswith("/rapporter/2026/ett")
