"""Crawling lists, watched pages and archives on real HTTP servers on the loopback."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crawlers import settings
from crawlers.collect import Crawler, SourceReport
from crawlers.settings import Manners
from kb.domain.sources import Form, SourceKind
from kb.store import Store
from kb.store.crawls import crawls_of, pages_of
from kb.store.documents import count_all
from kb.store.sources import Verdict, get_state, save_state
from kb.store.tables import DocumentRow
from tests.integration.web import NOW, Clock, Reply, Site, Web, crawler_for, source

FORM = Form(links=r"^/rapporter/\d+$", area="main", next_page="a.next", turns=3, pdf='a[href$=".pdf"]')
WORDS = (
    "Kommunen prövade fler vuxna i rörelse på kvällarna under ett år. Polisen räknade anmälda misshandelsbrott före "
    "och efter, och de minskade mer än i kommundelen bredvid. Rapporten är påhittad för ett test. "
)


def page(number: int, more: str = "", pdf: bool = False) -> bytes:
    link = f'<p><a href="/filer/{number}.pdf">Hela rapporten</a></p>' if pdf else ""
    return (
        f'<html lang="sv"><head><title>Rapport {number} om kvällsvandring</title>'
        f'<meta property="article:published_time" content="2026-01-{1 + number % 28:02d}"></head>'
        f"<body><nav><a href='/rapporter/9999'>Meny</a></nav><main><article><h1>Rapport {number} om kvällsvandring"
        f"</h1><p>Område {number}. {WORDS}{more}</p><p>{WORDS}</p>{link}</article></main></body></html>"
    ).encode()


def listing(numbers: range, following: str | None = None) -> bytes:
    links = "".join(f'<li><a href="/rapporter/{number}">Rapport {number}</a></li>' for number in numbers)
    turn = f'<a class="next" href="{following}">Nästa</a>' if following else ""
    menu = "<nav><a href='/rapporter/9999'>Meny</a></nav>"
    return f"<html><body>{menu}<main><ul>{links}</ul>{turn}</main></body></html>".encode()


def pdf(words: str) -> bytes:
    """Return a PDF of one page with these words."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    running = Web()
    yield running
    running.close()


def titles(store: Store) -> list[str]:
    with store.reading() as session:
        return sorted(row.title for row in session.query(DocumentRow))


def crawl(crawler: Crawler, key: str) -> SourceReport:
    [report] = crawler.crawl([key])
    return report


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


OAI = (
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-03-02T09:00:00Z</responseDate>'
    "<ListRecords>{records}<resumptionToken>{token}</resumptionToken></ListRecords></OAI-PMH>"
)


def oai_record(number: int, deleted: bool = False) -> str:
    head = f"<identifier>oai:arkiv.example:{number}</identifier><datestamp>2026-03-01</datestamp>"
    if deleted:
        return f'<record><header status="deleted">{head}</header></record>'
    return (
        f"<record><header>{head}</header><metadata>"
        '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>Uppsats {number} om grannsamverkan i område {number}</dc:title>"
        f"<dc:description>Uppsatsen {number} är påhittad och jämför inbrott.</dc:description>"
        "</oai_dc:dc></metadata></record>"
    )


def test_an_archive_is_harvested_page_by_page_from_where_the_last_run_ended(
    web: Web, store: Store, tmp_path: Path
) -> None:
    site = Site()
    begin = "/oai?verb=ListRecords&metadataPrefix=oai_dc&from={since}"
    more = "/oai?verb=ListRecords&resumptionToken={token}"
    site.pages[begin.format(since="2025-03-02")] = Reply(
        OAI.format(records="".join(map(oai_record, range(3))), token="a%20b").encode()
    )
    site.pages[more.format(token="a%2520b")] = Reply(
        OAI.format(records="".join(map(oai_record, range(3, 5))), token="").encode()
    )
    clock = Clock()
    archive = source("oai", web.start(site) + "/oai?verb=Identify", SourceKind.OAI_PMH)
    crawler = crawler_for(store, tmp_path, archive, clock=clock)
    first = crawl(crawler, "oai")
    assert (first.verdict, first.new) == (Verdict.OK, 5), first.detail

    clock.move(days=2)
    site.pages[begin.format(since="2026-03-01")] = Reply(
        OAI.format(records=oai_record(1, deleted=True) + oai_record(9), token="").encode()
    )
    second = crawl(crawler, "oai")
    assert (second.verdict, second.new, second.withdrawn) == (Verdict.OK, 1, 1), second.detail
    with store.reading() as session:
        assert count_all(session).documents == 5
        assert '"since": "2026-03-03"' in (get_state(session, archive.id).cursor or "")


def test_a_record_that_is_taken_back_and_given_again_in_one_harvest_is_there(
    web: Web, store: Store, tmp_path: Path
) -> None:
    site = Site()
    site.pages["/oai?verb=ListRecords&metadataPrefix=oai_dc&from=2025-03-02"] = Reply(
        OAI.format(records=oai_record(1, deleted=True), token="t1").encode()
    )
    site.pages["/oai?verb=ListRecords&resumptionToken=t1"] = Reply(OAI.format(records=oai_record(1), token="").encode())
    archive = source("oai", web.start(site) + "/oai", SourceKind.OAI_PMH)
    report = crawl(crawler_for(store, tmp_path, archive), "oai")
    assert (report.new, report.withdrawn) == (1, 0)
    with store.reading() as session:
        assert count_all(session).documents == 1


def test_a_harvest_that_breaks_off_keeps_what_came_and_goes_on_there(web: Web, store: Store, tmp_path: Path) -> None:
    site = Site()
    site.pages["/oai?verb=ListRecords&metadataPrefix=oai_dc&from=2025-03-02"] = Reply(
        OAI.format(records="".join(map(oai_record, range(3))), token="t1").encode()
    )
    following = "/oai?verb=ListRecords&resumptionToken=t1"
    site.pages[following] = Reply(status=500)
    clock = Clock()
    archive = source("oai", web.start(site) + "/oai", SourceKind.OAI_PMH)
    crawler = crawler_for(store, tmp_path, archive, clock=clock)
    assert crawl(crawler, "oai").new == 3
    clock.move(days=1)
    site.seen.clear()
    site.pages[following] = Reply(OAI.format(records=oai_record(7), token="").encode())
    assert crawl(crawler, "oai").new == 1
    assert site.paths == ["/robots.txt", following]


def test_a_token_that_has_run_out_makes_the_question_be_asked_anew(web: Web, store: Store, tmp_path: Path) -> None:
    site = Site()
    begin = "/oai?verb=ListRecords&metadataPrefix=oai_dc&from=2025-03-02"
    site.pages[begin] = Reply(OAI.format(records="".join(map(oai_record, range(3))), token="t1").encode())
    expired = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="badResumptionToken">old</error></OAI-PMH>'
    )
    site.pages["/oai?verb=ListRecords&resumptionToken=t1"] = Reply(status=503)
    clock = Clock()
    archive = source("oai", web.start(site) + "/oai", SourceKind.OAI_PMH)
    crawler = crawler_for(store, tmp_path, archive, clock=clock)
    crawl(crawler, "oai")
    clock.move(days=1)
    site.pages["/oai?verb=ListRecords&resumptionToken=t1"] = Reply(expired.encode())
    site.pages[begin] = Reply(OAI.format(records="".join(map(oai_record, range(4))), token="").encode())
    again = crawl(crawler, "oai")
    assert (again.verdict, again.new) == (Verdict.OK, 1), again.detail


def test_an_archive_with_nothing_new_is_well(web: Web, store: Store, tmp_path: Path) -> None:
    nothing = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="noRecordsMatch">none</error></OAI-PMH>'
    )
    site = Site({"/oai?verb=ListRecords&metadataPrefix=oai_dc&from=2025-03-02": nothing.encode()})
    archive = source("oai", web.start(site) + "/oai", SourceKind.OAI_PMH)
    report = crawl(crawler_for(store, tmp_path, archive), "oai")
    assert (report.verdict, report.new) == (Verdict.OK, 0), report.detail


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


def test_a_token_of_the_last_run_that_is_refused_makes_the_question_be_asked_anew_and_the_run_goes_on_from_there(
    web: Web, store: Store, tmp_path: Path
) -> None:
    site = Site()
    begin, more = (
        "/oai?verb=ListRecords&metadataPrefix=oai_dc&from=2025-03-02",
        "/oai?verb=ListRecords&resumptionToken=",
    )
    site.pages[begin] = Reply(OAI.format(records="".join(map(oai_record, range(3))), token="t1").encode())
    site.pages[f"{more}t1"] = Reply(status=503)
    clock = Clock()
    archive = source("oai", web.start(site) + "/oai", SourceKind.OAI_PMH)
    crawler = crawler_for(store, tmp_path, archive, clock=clock)
    assert crawl(crawler, "oai").new == 3
    expired = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="badResumptionToken"/></OAI-PMH>'
    for number, refusal in enumerate((Reply(status=400), Reply(expired.encode())), start=1):
        clock.move(days=1)
        old, new = f"t{number}", f"t{number + 1}"
        site.pages[f"{more}{old}"] = refusal
        site.pages[begin] = Reply(OAI.format(records=oai_record(2), token=new).encode())
        site.pages[f"{more}{new}"] = Reply(status=503)
        report = crawl(crawler, "oai")
        assert (report.verdict, report.refusals) == (Verdict.OK, ()), report.detail
        with store.reading() as session:
            assert f'["all", "{new}"]' in (get_state(session, archive.id).cursor or "")


def test_what_is_wrong_with_the_answer_of_a_database_is_told_without_our_key(
    web: Web, store: Store, tmp_path: Path
) -> None:
    class Broken(Site):
        def reply(self, path: str, headers: dict[str, str]) -> Reply:
            super().reply(path, headers)
            return Reply(status=404) if path == "/robots.txt" else Reply(b'{"meta": {"count": 1}, "results": [')

    site = Broken()
    works = source("works", web.start(site) + "/works", SourceKind.OPENALEX)
    manners = Manners(delay_s=0, allow_loopback=True, keys={"openalex": "very-secret"})
    report = crawl(crawler_for(store, tmp_path, works, manners=manners), "works")
    assert "api_key=very-secret" in site.paths[-1]
    assert report.verdict is Verdict.CHANGED
    assert report.detail.startswith("works ")
    with store.reading() as session:
        said = repr((report, get_state(session, works.id), crawls_of(session, works.id)))
    assert "very-secret" not in said
