"""Crawling lists, sitemaps and watched pages on real HTTP servers on the loopback."""

from datetime import timedelta
from pathlib import Path

import pytest

from crawlers import settings
from kb.domain.sources import Form, SourceKind
from kb.store import Store
from kb.store.crawls import crawls_of, pages_of
from kb.store.sources import Verdict, get_state, save_state
from kb.store.tables import DocumentRow
from tests.integration.reports import FORM, crawl, listing, page, pdf, titles
from tests.integration.web import NOW, Clock, Reply, Site, Web, crawler_for, source


def test_a_list_is_followed_to_its_pages_and_the_next_run_fetches_only_what_has_changed(
    web: Web, store: Store, tmp_path: Path
) -> None:
    site = Site({f"/rapporter/{n}": page(n) for n in range(1, 13)}, etags=True)
    site.pages |= {
        "/rapporter": Reply(listing(range(1, 6), "/rapporter?sida=2")),
        "/rapporter?sida=2": Reply(listing(range(6, 11), "/rapporter?sida=3")),
        "/rapporter?sida=3": Reply(listing(range(11, 13))),
    }
    clock = Clock()
    reports = source("reports", web.start(site) + "/rapporter", SourceKind.LISTING, FORM)
    crawler = crawler_for(store, tmp_path, reports, clock=clock)
    first = crawl(crawler, "reports")
    assert (first.verdict, first.new, first.refusals) == (Verdict.OK, 12, ())
    assert len(site.answered(200)) == 15

    site.seen.clear()
    clock.move(hours=7)
    site.pages["/rapporter/3"] = Reply(page(3, "Uppföljningen efter två år visar detsamma."))
    second = crawl(crawler, "reports")
    assert (second.new, second.changed, second.unchanged) == (0, 1, 0)
    assert site.answered(200) == ["/rapporter", "/rapporter/3"]  # a list of several pages is asked for whole
    assert len(site.answered(304)) == 11
    assert len(titles(store)) == 12


def test_a_pdf_is_part_of_the_document_whose_page_leads_to_it(web: Web, store: Store, tmp_path: Path) -> None:
    site = Site({"/rapporter": listing(range(1, 2)), "/rapporter/1": page(1, pdf=True)}, etags=True)
    site.pages["/filer/1.pdf"] = Reply(pdf("Resultat: brotten minskade."), headers={"Content-Type": "text/html"})
    clock = Clock()
    reports = source("reports", web.start(site) + "/rapporter", SourceKind.LISTING, FORM)
    crawler = crawler_for(store, tmp_path, reports, clock=clock)
    assert crawl(crawler, "reports").new == 1
    with store.reading() as session:
        [row] = session.query(DocumentRow).all()
        assert row.title == "Rapport 1 om kvällsvandring"
        assert row.text.endswith("Resultat: brotten minskade.")
        assert row.text[row.page_starts[0] :] == "Resultat: brotten minskade."
        assert (row.address or "").endswith("/rapporter/1")
    clock.move(hours=7)
    site.pages["/rapporter/1"] = Reply(page(1, "Sidan är rättad.", pdf=True))
    assert crawl(crawler, "reports").changed == 1
    assert "/filer/1.pdf" in site.answered(304)  # unchanged, and its text is still there
    with store.reading() as session:
        assert session.query(DocumentRow).one().text.endswith("Resultat: brotten minskade.")


def test_a_list_without_items_is_a_change_of_the_source_and_stores_nothing(
    web: Web, store: Store, tmp_path: Path
) -> None:
    site = Site({"/rapporter": b"<html><body><main><p>Vi bygger om.</p></main></body></html>"})
    report = crawl(
        crawler_for(store, tmp_path, source("r", web.start(site) + "/rapporter", SourceKind.LISTING, FORM)), "r"
    )
    assert report.verdict is Verdict.EMPTY
    assert "no link of the form" in report.detail
    assert titles(store) == []


def test_pages_that_are_missing_are_not_asked_again_for_a_month_and_stop_no_others(
    web: Web, store: Store, tmp_path: Path
) -> None:
    site = Site({"/rapporter": listing(range(1, 7))} | {f"/rapporter/{n}": page(n) for n in range(1, 6)}, etags=True)
    clock = Clock()
    reports = source("r", web.start(site) + "/rapporter", SourceKind.LISTING, FORM)
    crawler = crawler_for(store, tmp_path, reports, clock=clock)
    first = crawl(crawler, "r")
    assert (first.verdict, first.new) == (Verdict.OK, 5)
    assert "404" in first.detail
    clock.move(days=2)
    site.seen.clear()
    crawl(crawler, "r")
    assert "/rapporter/6" not in site.paths


def test_when_most_pages_fail_nothing_is_stored(web: Web, store: Store, tmp_path: Path) -> None:
    site = Site({"/rapporter": listing(range(1, 9)), "/rapporter/1": page(1)})
    site.pages |= {f"/rapporter/{n}": Reply(status=500) for n in range(2, 9)}
    report = crawl(
        crawler_for(store, tmp_path, source("r", web.start(site) + "/rapporter", SourceKind.LISTING, FORM)), "r"
    )
    assert report.verdict is Verdict.ERROR
    assert "7 of 8 pages" in report.detail
    assert titles(store) == []


def test_a_source_that_asks_us_to_wait_half_way_keeps_what_came_and_is_asked_no_more(
    web: Web, store: Store, tmp_path: Path
) -> None:
    site = Site({"/rapporter": listing(range(1, 9))} | {f"/rapporter/{n}": page(n) for n in range(1, 9)})
    site.pages["/rapporter/5"] = Reply(status=429, headers={"Retry-After": "36000"})
    reports = source("r", web.start(site) + "/rapporter", SourceKind.LISTING, FORM)
    report = crawl(crawler_for(store, tmp_path, reports), "r")
    assert (report.verdict, report.new) == (Verdict.OK, 4)
    assert site.paths[-1] == "/rapporter/5"
    assert report.due == NOW + timedelta(hours=10)


def test_a_list_far_from_its_habit_is_stored_only_when_it_stays_so(web: Web, store: Store, tmp_path: Path) -> None:
    site = Site({"/rapporter": listing(range(1, 13))} | {f"/rapporter/{n}": page(n) for n in range(1, 60)})
    clock = Clock()
    reports = source("r", web.start(site) + "/rapporter", SourceKind.LISTING, FORM)
    crawler = crawler_for(store, tmp_path, reports, clock=clock)
    for _ in range(3):
        assert crawl(crawler, "r").verdict is Verdict.OK
        clock.move(hours=30)
    site.pages["/rapporter"] = Reply(listing(range(1, 60)))
    odd = crawl(crawler, "r")
    assert odd.verdict is Verdict.UNUSUAL
    assert "59 items, usually about 12" in odd.detail
    assert len(titles(store)) == 12
    clock.move(hours=30)
    assert crawl(crawler, "r").new == 47


def test_what_somebody_has_looked_at_and_resumed_is_how_the_source_is_now(
    web: Web, store: Store, tmp_path: Path
) -> None:
    site, clock = Site({"/metod": page(1)}), Clock()
    watched = source("watch", web.start(site) + "/metod", SourceKind.WATCH, Form(area="article"))
    crawler = crawler_for(store, tmp_path, watched, clock=clock)
    for number in range(3):
        site.pages["/metod"] = Reply(page(1, f"Uppdatering {number}."))
        assert crawl(crawler, "watch").verdict is Verdict.OK
        clock.move(hours=30)
    site.pages["/metod"] = Reply(b"<html><body><article><p>Metoden finns inte kvar.</p></article></body></html>")
    short = crawl(crawler, "watch")
    assert short.verdict is Verdict.CHANGED
    assert "usually about" in short.detail
    clock.move(hours=30)
    with store.writing() as session:
        save_state(session, get_state(session, watched.id).resumed(clock()))
    for _ in range(2):
        assert crawl(crawler, "watch").verdict.good  # type: ignore[union-attr]
        clock.move(hours=30)


def test_a_sitemap_is_read_through_and_only_what_has_changed_since_is_asked_for(
    web: Web, store: Store, tmp_path: Path
) -> None:
    site = Site({f"/rapporter/{n}": page(n) for n in range(1, 6)})
    address = web.start(site)

    def sitemap(changed: dict[int, str]) -> bytes:
        rows = "".join(
            f"<url><loc>{address}/rapporter/{n}</loc><lastmod>{day}</lastmod></url>" for n, day in changed.items()
        )
        other = f"<url><loc>{address}/kontakt</loc></url><url><loc>http://10.0.0.1/rapporter/7</loc></url>"
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}{other}</urlset>'.encode()

    index = f"<sitemapindex><sitemap><loc>{address}/karta-1.xml</loc></sitemap></sitemapindex>"
    site.pages["/sitemap.xml"] = Reply(index.encode())
    site.pages["/karta-1.xml"] = Reply(sitemap(dict.fromkeys(range(1, 6), "2026-01-01")))
    clock = Clock()
    reports = source("map", f"{address}/sitemap.xml", SourceKind.SITEMAP, Form(links=r"^/rapporter/\d+$"))
    crawler = crawler_for(store, tmp_path, reports, clock=clock)
    assert crawl(crawler, "map").new == 5
    clock.move(days=3)
    site.seen.clear()
    site.pages["/rapporter/2"] = Reply(page(2, "Nu med en uppföljning."))
    site.pages["/karta-1.xml"] = Reply(sitemap(dict.fromkeys(range(1, 6), "2026-01-01") | {2: "2026-03-04"}))
    assert crawl(crawler, "map").changed == 1
    assert site.paths == ["/robots.txt", "/sitemap.xml", "/karta-1.xml", "/rapporter/2"]


def test_a_watched_page_is_updated_when_its_words_change_and_not_when_its_markup_does(
    web: Web, store: Store, tmp_path: Path
) -> None:
    site, clock = Site({"/metod": page(1)}), Clock()
    watched = source("watch", web.start(site) + "/metod", SourceKind.WATCH, Form(area="article"))
    crawler = crawler_for(store, tmp_path, watched, clock=clock)
    assert crawl(crawler, "watch").new == 1
    clock.move(hours=7)
    site.pages["/metod"] = Reply(page(1).replace(b"<nav>", b"<nav class='ny'><a href='/ny'>Ny meny</a>"))
    assert crawl(crawler, "watch").changed == 0
    clock.move(hours=7)
    site.pages["/metod"] = Reply(page(1, "Metoden avråds numera."))
    assert crawl(crawler, "watch").changed == 1


def test_a_run_that_has_asked_enough_leaves_the_rest_for_the_next(web: Web, store: Store, tmp_path: Path) -> None:
    most = settings.MOST_REQUESTS
    site = Site(
        {"/rapporter": listing(range(1, most + 11))} | {f"/rapporter/{n}": page(n) for n in range(1, most + 11)}
    )
    clock = Clock()
    reports = source(
        "r", web.start(site) + "/rapporter", SourceKind.LISTING, Form(links=r"^/rapporter/\d+$", area="main")
    )
    crawler = crawler_for(store, tmp_path, reports, clock=clock)
    first = crawl(crawler, "r")
    assert (first.new, first.waiting) == (most - 1, 11)
    clock.move(hours=7)
    assert crawl(crawler, "r").new == 11
    with store.reading() as session:
        assert len([p for p in pages_of(session, reports.id).values() if p.role == "item"]) == most + 10
        assert [crawl.new for crawl in crawls_of(session, reports.id)] == [11, most - 1]


@pytest.mark.parametrize("status", [429, 500])
def test_a_pdf_that_did_not_come_is_asked_for_again_though_its_page_has_not_changed(
    web: Web, store: Store, tmp_path: Path, status: int
) -> None:
    site = Site({"/rapporter": listing(range(1, 2)), "/rapporter/1": page(1, pdf=True)}, etags=True)
    site.pages["/filer/1.pdf"] = Reply(status=status)
    clock = Clock()
    reports = source("r", web.start(site) + "/rapporter", SourceKind.LISTING, FORM)
    crawler = crawler_for(store, tmp_path, reports, clock=clock)
    assert crawl(crawler, "r").new == 1
    clock.move(hours=25)
    site.pages["/filer/1.pdf"] = Reply(pdf("Resultat: brotten minskade."))
    assert crawl(crawler, "r").changed == 1
    with store.reading() as session:
        assert session.query(DocumentRow).one().text.endswith("Resultat: brotten minskade.")
    clock.move(hours=25)
    site.seen.clear()
    crawl(crawler, "r")
    assert site.answered(304) == ["/rapporter/1"]


def test_what_a_run_left_on_a_list_is_asked_for_though_the_list_has_not_changed(
    web: Web, store: Store, tmp_path: Path
) -> None:
    site = Site({f"/rapporter/{n}": page(n) for n in range(1, 9)}, etags=True)
    site.pages |= {
        "/rapporter": Reply(listing(range(1, 5), "/rapporter?sida=2")),
        "/rapporter?sida=2": Reply(listing(range(5, 9))),
        "/rapporter/7": Reply(status=500),
        "/ett": Reply(listing(range(21, 23))),
        "/rapporter/21": Reply(page(21)),
        "/rapporter/22": Reply(status=500),
    }
    clock, address = Clock(), web.start(site)
    paged = source("paged", f"{address}/rapporter", SourceKind.LISTING, FORM)
    single = source("single", f"{address}/ett", SourceKind.LISTING, Form(links=r"^/rapporter/\d+$", area="main"))
    crawler = crawler_for(store, tmp_path, paged, single, clock=clock)
    assert [crawl(crawler, key).new for key in ("paged", "single")] == [7, 1]
    clock.move(hours=7)
    site.pages |= {"/rapporter/7": Reply(page(7)), "/rapporter/22": Reply(page(22))}
    assert [crawl(crawler, key).new for key in ("paged", "single")] == [1, 1]
    clock.move(hours=7)
    site.seen.clear()
    assert crawl(crawler, "single").verdict is Verdict.NOT_MODIFIED  # and then the list is asked conditionally again
    assert site.answered(200) == []


def test_a_run_asks_no_more_than_said_when_every_page_leads_to_a_pdf(web: Web, store: Store, tmp_path: Path) -> None:
    most = settings.MOST_REQUESTS
    site = Site({"/rapporter": listing(range(1, most + 1))})
    for number in range(1, most + 1):
        site.pages[f"/rapporter/{number}"] = Reply(page(number, pdf=True))
        site.pages[f"/filer/{number}.pdf"] = Reply(pdf(f"Resultat {number}."))
    form = Form(links=r"^/rapporter/\d+$", area="main", pdf='a[href$=".pdf"]')
    reports = source("r", web.start(site) + "/rapporter", SourceKind.LISTING, form)
    report = crawl(crawler_for(store, tmp_path, reports), "r")
    assert len([path for path in site.paths if path != "/robots.txt"]) <= most
    assert (report.new, report.waiting) == (most // 2 - 1, most // 2 + 1)
    assert len([path for path in site.paths if path.endswith(".pdf")]) == report.new
