"""Results as files: they parse back, say what was asked, run nothing, and show no more than sources allow."""

import csv
import io
import json
from dataclasses import replace

import feedparser
import openpyxl
import pytest
import rispy
from pybtex.database import parse_string
from starlette.testclient import TestClient

from kb.catalogue import load_catalogue
from kb.domain.sources import Show
from search_api.exports.extract import FileForm, Names
from search_api.exports.references import Reference
from search_api.exports.tables import guarded
from tests.unit.search_api.made_up import SITE, MadeUpSearch, made_up
from tests.unit.search_api.made_up_documents import DOCUMENTS, EVIL, LONG, hit_of
from tests.unit.search_api.made_up_status import HOSTILE, REGISTER, WHEN

API = "/api/v1"
FORMS = list(FileForm)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("what", ["documents", "measures"])
def test_every_result_can_be_had_in_every_form(client: TestClient, what: str, form: FileForm) -> None:
    answer = client.get(f"{API}/{what}.{form.value}?q=a")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == form.media_type
    assert answer.content
    assert ("attachment" in answer.headers.get("content-disposition", "")) == (form is not FileForm.ATOM)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_no_hits_can_be_read(client: TestClient, form: FileForm) -> None:
    assert client.get(f"{API}/documents.{form.value}?q=zzzz").status_code == 200


@pytest.mark.parametrize("form", [form for form in FORMS if form is not FileForm.XLSX])
def test_every_file_says_what_was_asked_when_how_many_and_of_which_version(client: TestClient, form: FileForm) -> None:
    text = client.get(f"{API}/documents.{form.value}?q=kommuner&language=sv").text
    version = client.app.state.parts.catalogue.version  # type: ignore[attr-defined]
    said = ("kommuner", "2026-03-03", "9.9.9", version, "svenska")
    assert all(word in text for word in said), form
    assert '"count": 1' in text if form is FileForm.JSON_LINES else "1 av 1" in text


def test_a_csv_opens_in_a_swedish_spreadsheet(client: TestClient) -> None:
    content = client.get(f"{API}/documents.csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    blank = rows.index([])
    header, *found = rows[blank + 1 :]
    assert dict(rows[:blank])["Antal"] == "5 av 5"
    assert [row[0] for row in found] == [document.id for document in DOCUMENTS]
    assert {len(row) for row in found} == {len(header)}
    assert dict(zip(header, found[0], strict=True))["Studiedesign"] == "kvasiexperiment med jämförelse"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r\n=1", "＝1"])
def test_no_cell_of_a_csv_is_a_formula(cell: str) -> None:
    shown = guarded(cell)
    assert isinstance(shown, str)
    assert shown.startswith("'")
    assert "\n" not in shown


def test_a_question_can_be_no_formula_either(client: TestClient) -> None:
    text = client.get(f"{API}/documents.csv", params={"q": '=HYPERLINK("http://evil.example")'}).text
    assert "\nFråga;\"'=HYPERLINK(" in text.replace("\r\n", "\n")


def test_a_workbook_holds_text_and_no_formula(client: TestClient) -> None:
    content = client.get(f"{API}/documents.xlsx", params={"q": ""}).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    found, about = book["Träffar"], book["Om uttaget"]
    assert found.max_row == 1 + len(DOCUMENTS)
    assert about["B5"].value == "5 av 5"
    cells = [cell for row in found.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert all(cell.hyperlink is None for cell in cells)
    assert found["B5"].value == HOSTILE


def test_ris_parses_back_with_the_note_of_what_was_asked(client: TestClient) -> None:
    found = rispy.loads(client.get(f"{API}/documents.ris").text)
    assert [one["id"] for one in found] == [document.id for document in DOCUMENTS]
    assert found[0]["title"] == LONG.title
    assert found[0]["authors"] == list(LONG.authors)
    assert found[0]["type_of_reference"] == "RPRT"
    assert found[0]["doi"] == LONG.doi
    assert found[3]["title"] == HOSTILE
    assert all("Uttag ur Utblick" in one["notes"][0] for one in found)


def test_bibtex_parses_back(client: TestClient) -> None:
    entries = parse_string(client.get(f"{API}/documents.bib").text, "bibtex").entries
    assert list(entries) == [document.id for document in DOCUMENTS]
    assert entries[LONG.id].type == "techreport"
    assert [str(person) for person in entries[LONG.id].persons["author"]] == [f"{{{name}}}" for name in LONG.authors]
    assert "<script>" in entries[EVIL.id].fields["title"]


def test_csl_json_keeps_names_as_their_source_gives_them(client: TestClient) -> None:
    found = json.loads(client.get(f"{API}/documents.csl.json").content)
    assert found[0]["author"][0] == {"literal": "Anna Andersson"}
    assert found[0]["issued"] == {"date-parts": [[2025, 3, 3]]}
    assert "issued" not in found[2]


def test_json_lines_tell_first_what_was_asked_and_then_one_hit_a_line(client: TestClient) -> None:
    first, *hits = map(json.loads, client.get(f"{API}/documents.jsonl").text.splitlines())
    assert (first["utblick"]["count"], first["utblick"]["total"]) == (5, 5)
    assert hits == client.get(f"{API}/documents").json()["hits"]


def test_references_of_measures_are_those_of_all_their_studies(client: TestClient) -> None:
    found = rispy.loads(client.get(f"{API}/measures.ris?q=scared").text)
    assert {one["id"] for one in found} == {"denglish", "devil", "dother"}


def test_a_feed_is_valid_and_its_entries_keep_their_ids_and_times(client: TestClient) -> None:
    address = f"{API}/documents.atom?q=&language=sv"
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.id == f"{SITE}{API}/documents.atom?q=&language=sv"
    (entry,) = feed.entries
    assert entry.id == entry.link == f"{SITE}/dokument/{LONG.id}"
    assert entry.updated == entry.published == WHEN.isoformat()
    assert entry.summary.startswith("Ändrat dokument (version 2) från")
    assert client.get(address).content == client.get(address).content


def test_hostile_text_is_text_in_a_feed(client: TestClient) -> None:
    answer = client.get(f"{API}/documents.atom")
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    found = {entry.id: entry for entry in feedparser.parse(answer.content).entries}
    assert found[f"{SITE}/dokument/{EVIL.id}"].title_detail.type == "text/plain"


def test_a_feed_of_measures_tells_what_is_new_about_those_found(client: TestClient) -> None:
    client.get(f"{API}/measures.atom?q=scared")
    assert client.app.state.parts.search.search.asked[-1].wanted("measure") == ("scared_straight",)  # type: ignore[attr-defined]
    assert feedparser.parse(client.get(f"{API}/measures.atom?q=zzzz").content).entries == []


@pytest.mark.parametrize(("show", "seen"), [(Show.TEXT, True), (Show.EXCERPT, False), (Show.METADATA, False)])
def test_a_file_holds_no_more_of_a_text_than_its_source_lets_us_show(show: Show, seen: bool) -> None:
    known = {key: replace(source, show=show) for key, source in REGISTER.items()}
    catalogue = load_catalogue().with_sources(known)
    app = made_up(MadeUpSearch(catalogue), catalogue)
    found = rispy.loads(TestClient(app).get(f"{API}/documents.ris?q=kommuner").text)
    assert ("abstract" in found[0]) == seen
    table = TestClient(app).get(f"{API}/documents.csv?q=kommuner").text
    assert ("matchad kontrollgrupp" in table) == (show is not Show.METADATA)


def test_an_unknown_form_is_refused_by_name(client: TestClient) -> None:
    answer = client.get(f"{API}/documents.doc")
    assert answer.status_code == 422
    assert "'csl.json'" in answer.json()["detail"]
    assert client.get(f"{API}/documents.csv?limit=1001").status_code == 422


def test_a_description_of_data_is_a_data_set() -> None:
    data = replace(
        LONG, kind=None, text="These data are part of NACJD's Fast Track Release. The study looked at lamps."
    )
    hit = replace(hit_of(LONG), document=data)
    names = Names(str, str, {}, SITE)
    assert Reference.from_hit(hit, names).types == ("DATA", "dataset", "dataset")
    assert Reference.from_hit(replace(hit, document=replace(LONG, kind=None)), names).types[0] == "GEN"
