import json
from datetime import date
from typing import Any

import pytest

from crawlers.readers import Kind, Reading, read
from crawlers.readers.openalex import abstract_of
from kb.domain.documents import MediaType, RawDocument, SourceId
from kb.errors import InputError

SOURCE = SourceId("databas")


def reading(whole: object, **how: Any) -> Reading:
    return read(json.dumps(whole, **how).encode(), name="svar", source=SOURCE)


def openalex(*works: object) -> dict[str, Any]:
    return {"meta": {"count": len(works), "db_response_time_ms": 3, "next_cursor": "x"}, "results": list(works)}


def crossref(*works: object) -> dict[str, Any]:
    return {"status": "ok", "message-type": "work-list", "message": {"items": list(works), "total-results": 9}}


def europe_pmc(*results: object) -> dict[str, Any]:
    return {"version": "6.9", "hitCount": 1, "resultList": {"result": list(results)}}


def one(whole: object) -> RawDocument:
    [document] = reading(whole).documents
    return document


WORK = {
    "id": "https://openalex.org/W77",
    "doi": "https://doi.org/10.1234/oa",
    "title": "Hot spots <i>policing</i>",
    "publication_date": "2021-03-02",
    "publication_year": 2021,
    "language": "en",
    "type": "article",
    "primary_location": {"landing_page_url": "https://tidskrift.example/77", "license": "cc-by"},
    "best_oa_location": None,
    "authorships": [
        {"raw_author_name": "A. Exempel", "author": {"display_name": "Anna Exempel"}},
        {"raw_author_name": None, "author": {"display_name": "Bo Exempel"}},
        {"author": None},
    ],
    "keywords": [{"display_name": "Policing"}],
    "topics": [{"display_name": "Crime Patterns"}, {"display_name": "Policing"}],
    "abstract_inverted_index": {"We": [0], "counted": [1, 3], "and": [2], "again.": [4]},
}


def test_a_work_of_openalex_is_read_field_by_field() -> None:
    result = reading(openalex(WORK))
    [item] = result.documents
    assert result.kind is Kind.OPENALEX
    assert (item.external_id, item.doi) == ("https://openalex.org/W77", "https://doi.org/10.1234/oa")
    assert (item.title, item.text) == ("Hot spots policing", "We counted and counted again.")
    assert item.authors == ("A. Exempel", "Bo Exempel")
    assert (item.published, item.language, item.kind) == (date(2021, 3, 2), "en", "article")
    assert (item.address, item.licence) == ("https://tidskrift.example/77", "cc-by")
    assert item.terms == ("Policing", "Crime Patterns")
    assert item.media_type is MediaType.JSON
    assert json.loads(item.content) == WORK


def test_a_work_of_which_openalex_knows_nothing_but_a_title_is_read() -> None:
    work = dict.fromkeys(WORK) | {"id": WORK["id"], "display_name": "Titel"}
    item = one(openalex(work))
    assert (item.title, item.text, item.address, item.published, item.year) == ("Titel", "", None, None, None)
    assert one(WORK).title == "Hot spots policing"


def test_a_first_of_january_at_openalex_is_a_year_of_which_no_more_is_known() -> None:
    item = one(openalex(WORK | {"publication_date": "2021-01-01"}))
    assert (item.published, item.year) == (None, 2021)


@pytest.mark.parametrize(
    ("index", "text"),
    [
        ({"a": [1], "b": [0]}, "b a"),
        ({"a": [-1, 0, 10**18, True, 1.0, "2", None, [3]], "b": [0, 5]}, "a b"),
        ({"a": "0", "b": None, "c": 3}, ""),
        ([["a", 0]], ""),
        (None, ""),
    ],
)
def test_an_inverted_abstract_is_put_together_from_what_are_positions(index: object, text: str) -> None:
    assert abstract_of(index) == text


def test_an_abstract_that_would_grow_without_limit_is_refused() -> None:
    result = reading(openalex(WORK, WORK | {"abstract_inverted_index": {"x" * 1_000: list(range(5_000))}}))
    assert len(result.documents) == 1
    assert "longer than 1,000,000" in result.refusals[0].reason


ARTICLE = {
    "DOI": "10.1234/CR.1",
    "title": ["Focused deterrence"],
    "subtitle": ["A <i>replication</i>"],
    "abstract": "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title><jats:p>We asked &amp; "
    "<jats:italic>counted</jats:italic>.</jats:p></jats:sec>",
    "author": [
        {"family": "Exempel", "given": "Anna"},
        {"name": "Kommunen"},
        {"family": "Ek"},
        {"ORCID": "x"},
        "okänd",
    ],
    "created": {"date-parts": [[2024, 5, 5]]},
    "issued": {"date-parts": [[2022, 4, 9]]},
    "URL": "https://doi.org/10.1234/cr.1",
    "language": "en",
    "type": "journal-article",
    "subject": ["Law"],
    "license": [
        {"URL": "https://forlag.example/tdm", "content-version": "tdm"},
        {"URL": "https://creativecommons.org/licenses/by/4.0/", "content-version": "vor"},
    ],
    "reference-count": 3,
}


@pytest.mark.parametrize(
    "whole", [crossref(ARTICLE), {"message-type": "work", "message": ARTICLE}, ARTICLE], ids=["list", "single", "bare"]
)
def test_a_work_of_crossref_is_read_field_by_field(whole: dict[str, Any]) -> None:
    result = reading(whole)
    [item] = result.documents
    assert result.kind is Kind.CROSSREF
    assert (item.external_id, item.doi) == ("10.1234/CR.1", "10.1234/CR.1")
    assert item.title == "Focused deterrence: A replication"
    assert item.normalised().text == "Aim\n\nWe asked & counted."
    assert item.authors == ("Exempel, Anna", "Kommunen", "Ek")
    assert (item.published, item.kind, item.language) == (date(2022, 4, 9), "journal-article", "en")
    assert (item.address, item.terms) == ("https://doi.org/10.1234/cr.1", ("Law",))
    assert item.licence == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("parts", "day", "year"),
    [
        ([[2020]], None, 2020),
        ([[2020, 5]], None, 2020),
        ([[2020, 2, 30]], None, 2020),
        ([[None]], None, None),
        ([], None, None),
        (["2020"], None, None),
        ([[99999, 1, 1]], None, None),
    ],
)
def test_a_date_of_crossref_is_as_full_as_it_is_stated(parts: object, day: date | None, year: int | None) -> None:
    item = one(crossref(ARTICLE | {"issued": {"date-parts": parts}}))
    assert (item.published, item.year) == (day, year)


@pytest.mark.parametrize(
    ("versions", "licence"),
    [
        (["unspecified", "vor"], "https://l.example/vor"),
        (["am", "unspecified"], "https://l.example/unspecified"),
        (["am", "stm-asf", "tdm"], None),
    ],
)
def test_the_licence_of_another_version_is_not_that_of_an_article(versions: list[str], licence: str | None) -> None:
    said = [{"URL": f"https://l.example/{version}", "content-version": version} for version in versions]
    assert one(crossref(ARTICLE | {"license": said})).licence == licence


def test_a_licence_goes_with_the_place_that_the_address_leads_to() -> None:
    copy = {"landing_page_url": "https://arkiv.example/77", "license": "cc-by-nc"}
    closed = {"landing_page_url": "https://tidskrift.example/77", "license": None}
    item = one(openalex(WORK | {"primary_location": closed, "best_oa_location": copy}))
    assert (item.address, item.licence) == ("https://tidskrift.example/77", None)
    item = one(openalex(WORK | {"primary_location": {"license": "cc-by"}, "best_oa_location": copy}))
    assert (item.address, item.licence) == ("https://arkiv.example/77", "cc-by-nc")


def test_a_correction_keeps_its_title() -> None:
    assert one(crossref(ARTICLE | {"title": ["Corrigendum"], "subtitle": [], "update-to": [{}]})).title == "Corrigendum"


RESULT = {
    "id": "123",
    "source": "MED",
    "doi": "10.1234/epmc",
    "title": "School programmes.",
    "authorList": {"author": [{"fullName": "Exempel A"}, {"collectiveName": "The Group"}, {}]},
    "abstractText": "<h4>Background</h4>We asked.<h4>Results</h4>Less.",
    "firstPublicationDate": "2020-06-05",
    "pubYear": "2020",
    "language": "eng",
    "pubTypeList": {"pubType": ["review-article", "Journal Article"]},
    "keywordList": {"keyword": ["bullying"]},
    "meshHeadingList": {"meshHeading": [{"descriptorName": "Schools"}]},
    "license": "cc by",
    "fullTextUrlList": {
        "fullTextUrl": [
            {"documentStyle": "pdf", "url": "https://x.example/a.pdf"},
            {"documentStyle": "html", "url": "https://x.example/a"},
        ]
    },
}


def test_a_result_of_europe_pmc_is_read_field_by_field() -> None:
    result = reading(europe_pmc(RESULT))
    [item] = result.documents
    assert result.kind is Kind.EUROPE_PMC
    assert (item.external_id, item.doi, item.title) == ("MED:123", "10.1234/epmc", "School programmes.")
    assert item.normalised().text == "Background\n\nWe asked.\n\nResults\n\nLess."
    assert item.authors == ("Exempel A", "The Group")
    assert (item.published, item.language, item.kind) == (date(2020, 6, 5), "en", "review-article")
    assert (item.address, item.licence) == ("https://x.example/a", "cc by")
    assert item.terms == ("bullying", "Schools")
    bare = one(europe_pmc({"id": "PPR1", "source": "PPR", "title": "T", "authorString": "Exempel A, Ek B."}))
    assert (bare.address, bare.authors) == ("https://europepmc.org/article/PPR/PPR1", ("Exempel A", "Ek B"))


FOUND = {
    "id": "abc",
    "created_date": "2024-01-01T00:00:00Z",
    "bibjson": {
        "title": "Street lights",
        "abstract": "We counted.",
        "author": [{"name": "Anna Exempel"}, {}],
        "identifier": [{"type": "eissn", "id": "1"}, {"type": "DOI", "id": "10.1234/doaj"}],
        "link": [{"type": "fulltext", "url": "https://tidskrift.example/1"}],
        "year": "2019",
        "month": "5",
        "keywords": ["lighting"],
        "subject": [{"term": "Social pathology"}],
        "journal": {"title": "J", "language": ["EN"], "license": [{"type": "CC BY"}]},
    },
}


@pytest.mark.parametrize("whole", [{"total": 1, "page": 1, "pageSize": 10, "results": [FOUND]}, FOUND])
def test_an_article_of_doaj_is_read_field_by_field(whole: dict[str, Any]) -> None:
    result = reading(whole)
    [item] = result.documents
    assert result.kind is Kind.DOAJ
    assert (item.external_id, item.doi, item.title) == ("abc", "10.1234/doaj", "Street lights")
    assert (item.text, item.authors) == ("We counted.", ("Anna Exempel",))
    assert (item.published, item.year, item.language) == (None, 2019, "en")
    assert (item.address, item.licence) == ("https://tidskrift.example/1", "CC BY")
    assert item.terms == ("lighting", "Social pathology")


def test_of_several_licences_of_a_journal_nobody_knows_which_an_article_has() -> None:
    several = {"license": [{"type": "CC BY"}, {"type": "CC BY-NC"}]}
    said = FOUND["bibjson"]
    assert isinstance(said, dict)
    assert one(FOUND | {"bibjson": said | {"journal": several}}).licence is None
    assert (
        one(FOUND | {"bibjson": said | {"journal": several, "license": [{"type": "CC BY-SA"}]}}).licence == "CC BY-SA"
    )


def test_a_journal_of_doaj_is_no_article() -> None:
    result = reading({"results": [{"id": "j", "bibjson": {"title": "A journal", "eissn": "1234-5678"}}], "total": 1})
    assert (result.documents, result.refusals[0].reason) == ((), "it is a journal, not an article")


@pytest.mark.parametrize(
    ("whole", "kind"),
    [
        (openalex(), Kind.OPENALEX),
        (crossref(), Kind.CROSSREF),
        (europe_pmc(), Kind.EUROPE_PMC),
        ({"total": 0, "page": 1, "pageSize": 10, "results": []}, Kind.DOAJ),
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_an_answer_may_hold_nothing(whole: dict[str, Any], kind: Kind, indent: int | None) -> None:
    assert reading(whole, indent=indent) == Reading(kind, ())


@pytest.mark.parametrize(
    ("whole", "words"),
    [
        ({"message-type": "journal-list", "message": {}}, "something else than works: 'journal-list'"),
        ({"status": "failed", "message": [{"message": "no such filter"}]}, "error message of a server: no such filter"),
        ({"error": "Invalid query", "message": "x is no field"}, "Invalid query: x is no field"),
        ({"errCode": 404, "errMsg": "No result"}, "No result"),
        ({"status": "bad_request", "error": "Too deep"}, "Too deep"),
        ({"error": "\x1b[2Jgone", "message": "a\x00\nb"}, r"of a server: \[2Jgone: a b$"),
    ],
)
def test_answers_about_other_things_and_errors_are_refused_by_what_they_are(whole: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        reading(whole)


def test_what_is_not_as_it_should_be_is_refused_item_by_item() -> None:
    odd: list[object] = [
        None,
        5,
        "x",
        [],
        {},
        WORK | {"id": "https://openalex.org/A1"},
        WORK | {"title": 5, "display_name": None},
    ]
    result = reading(openalex(WORK, *odd))
    assert len(result.documents) == 1
    assert [refusal.place for refusal in result.refusals] == [f"item {number}" for number in range(2, 9)]


def test_fields_of_the_wrong_kind_are_not_stated() -> None:
    wrong = {key: {"a": [1]} for key in ARTICLE} | {"title": ["T"], "DOI": 5, "author": "x", "reference-count": 1}
    item = one(crossref(wrong))
    assert (item.title, item.text, item.authors, item.year, item.address) == ("T", "", (), None, None)


def test_at_most_2000_items_of_one_answer_are_read() -> None:
    result = reading(openalex(*(WORK | {"id": f"https://openalex.org/W{number}"} for number in range(2_002))))
    assert len(result.documents) == 2_000
    assert result.refusals[-1].reason == "2 more than are read of one answer"


def test_markup_nested_too_deep_spoils_one_item_only() -> None:
    result = reading(crossref(ARTICLE, ARTICLE | {"abstract": "<jats:sec>" * 300}))
    assert len(result.documents) == 1
    assert "256 levels" in result.refusals[0].reason


@pytest.mark.parametrize("indent", [None, 2])
def test_a_single_csl_item_is_read_like_a_list_of_one(indent: int | None) -> None:
    item = {
        "title": "T",
        "type": "book",
        "author": [{"family": "Ek", "given": "A"}],
        "issued": {"date-parts": [[2020]]},
    }
    result = reading(item, indent=indent)
    assert result.kind is Kind.CSL_JSON
    assert (result.documents[0].authors, result.documents[0].year) == (("Ek, A",), 2020)


def test_one_record_a_line_is_still_one_record_a_line() -> None:
    assert reading({"title": "T", "authors": ["Ek, A"], "year": 2020}).kind is Kind.JSONL


def test_a_recording_of_web_requests_is_refused_by_what_it_is() -> None:
    content = b"interactions:\n- request:\n    body: ''\n  response:\n    string: |\n      @article{a, title={T}}\n"
    with pytest.raises(InputError, match="recording of web requests"):
        read(content, name="svar", source=SOURCE)
