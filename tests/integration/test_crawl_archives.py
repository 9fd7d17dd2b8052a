"""Harvesting archives and databases on real HTTP servers on the loopback."""

from pathlib import Path

from crawlers.settings import Manners
from kb.domain.sources import SourceKind
from kb.store import Store
from kb.store.crawls import crawls_of
from kb.store.documents import count_all
from kb.store.sources import Verdict, get_state
from tests.integration.reports import crawl
from tests.integration.web import Clock, Reply, Site, Web, crawler_for, source

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
