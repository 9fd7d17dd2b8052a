"""The JSON routes: what they answer, and how they refuse."""

from dataclasses import fields
from typing import Any

import pytest
from starlette.testclient import TestClient

from kb.errors import Busy, InputError, Misconfigured, Moved, UtblickError
from kb.search.facets import Facet
from kb.search.ranking import RANKING
from search_api import models
from search_api.security import CONTENT_SECURITY_POLICY, security_headers
from tests.unit.search_api.made_up import SITE, made_up_app
from tests.unit.search_api.made_up_documents import LONG

API = "/api/v1"


def test_measures_are_found_with_evidence_ratings_and_their_marks(client: TestClient) -> None:
    answer = client.get(f"{API}/measures", params={"q": "scared"})
    assert answer.status_code == 200
    hit = models.MeasurePage.model_validate(answer.json()).hits[0]
    assert hit.measure.id == "scared_straight"
    assert hit.evidence.warnings == ("harmful",)
    assert all(rating.url.startswith("http") and rating.mark for rating in hit.evidence.ratings)


def test_a_measure_says_null_for_what_is_unknown(client: TestClient) -> None:
    found = client.get(f"{API}/measures/barnahus").json()["measure"]
    assert found["url"] is None
    assert found["note"] is None
    assert found["mark"] == "unverified"


def test_documents_are_filtered_by_everything_that_the_question_names(client: TestClient) -> None:
    parameters = {
        "q": "kommuner",
        "challenge": "gun_violence",
        "measure": "group_violence_intervention",
        "language": "sv",
        "first_year": "2024",
        "last_year": "2026",
        "everything": "true",
    }
    answer = client.get(f"{API}/documents", params=parameters)
    assert [hit["document"]["id"] for hit in answer.json()["hits"]] == [LONG.id]
    asked = client.app.state.parts.search.search.asked[-1]  # type: ignore[attr-defined]
    assert asked.filters == {
        Facet.CHALLENGE: ("gun_violence",),
        Facet.MEASURE: ("group_violence_intervention",),
        Facet.LANGUAGE: ("sv",),
    }
    assert (asked.first_year, asked.everything) == (2024, True)


def test_a_claim_leads_to_its_words_in_the_content(client: TestClient) -> None:
    view = client.get(f"{API}/documents/{LONG.id}").json()
    for claim in view["claims"]:
        if claim["quote"] is not None:
            assert view["document"]["content"][claim["start"] : claim["end"]] == claim["quote"]
    assert view["claims"][-1]["value"] is None
    assert [origin["address"] for origin in view["origins"]] == [LONG.address, None]


def test_challenges_carry_definitions_governing_documents_and_marks(client: TestClient) -> None:
    found = client.get(f"{API}/challenges").json()
    assert found["total"] == len(found["challenges"]) == 25
    assert all(c["definition_sv"] and c["documents"][0]["url"] and c["mark"] for c in found["challenges"])


def test_the_status_tells_which_sources_fail(client: TestClient) -> None:
    found = client.get(f"{API}/status").json()
    assert (found["version"], found["documents"], found["model_ready"]) == ("9.9.9", 12345, False)
    assert [source["id"] for source in found["sources"] if source["failing"]] == ["bra_rss"]
    worst, well = found["sources"][:2]
    assert worst["health"]["condition"] == "failing"
    assert worst["last_success"] < worst["last_attempt"]
    assert (well["health"]["condition"], well["given"]["documents"], well["given"]["alone"]) == ("well", 1234, 21)
    assert {"country", "kind", "interval_h", "licence", "show", "mark", "layout_assumed"} <= set(well["source"])


def test_the_published_ranking_is_the_whole_table(client: TestClient) -> None:
    assert set(client.get(f"{API}/ranking").json()) == {field.name for field in fields(RANKING)}


def test_pages_link_to_the_next_and_previous_by_the_address_of_the_site(client: TestClient) -> None:
    answer = client.get(
        f"{API}/measures",
        params={"offset": 20, "limit": 10, "q": "a"},
        headers={"Host": "evil.example"},
    )
    assert answer.headers["link"] == (
        f'<{SITE}{API}/measures?limit=10&q=a&offset=10>; rel="prev", '
        f'<{SITE}{API}/measures?limit=10&q=a&offset=30>; rel="next"'
    )
    assert "link" not in client.get(f"{API}/measures", params={"q": "scared straight"}).headers


@pytest.mark.parametrize(
    ("path", "parameter", "said"),
    [
        ("measures?limit=0", "limit", "at least 1"),
        ("measures?limit=101", "limit", "at most 100, not '101'"),
        ("measures?offset=10001", "offset", "at most 10000"),
        ("measures?offset=-1", "offset", "at least 0"),
        ("measures?offset=two", "offset", "whole number, not 'two'"),
        ("documents?everything=perhaps", "everything", "true or false"),
        ("documents?first_year=0", "first_year", "at least 1"),
        (f"documents?q={'x' * 501}", "q", "at most 500 characters"),
        (f"measures?{'challenge=gun_violence&' * 51}", "challenge", "at most 50"),
        ("measures?challenge=no_such", "challenge", "there is no challenge 'no_such'; known: "),
        ("documents?measure=no_such", "measure", "there is no measure 'no_such'"),
        ("documents?language=swedish", "language", "'swedish' is no ISO 639-1 code"),
        ("documents?bogus=1", "bogus", "is unknown here"),
        ("measures?country=SE", "country", "is unknown here"),
        ("gap-map?source=bra_rss", "source", "is unknown here"),
        ("compare?measure=cctv", "measure", "at least 2 times"),
        ("compare?measure=cctv&measure=mentoring&mesure=x", "mesure", "is unknown here"),
        ("measures/cctv/similar?most=3", "most", "is unknown here"),
        ("suggestions?q=a&count=3", "count", "is unknown here"),
        ("news?since=foo", "since", "a day such as 2026-01-31, not 'foo'"),
        ("documents?q=%22", "q", "there is no word"),
        ("documents?first_year=2020&last_year=2010", "first_year", "2020 is after the last year, 2010"),
    ],
)
def test_a_wrong_parameter_is_named_in_plain_words(client: TestClient, path: str, parameter: str, said: str) -> None:
    problem = refused(client.get(f"{API}/{path}"), 422)
    assert f"parameter '{parameter}'" in problem["detail"]
    assert said in problem["detail"]


@pytest.mark.parametrize("path", ["measures/no_such", "measures/%00", "documents/d'--", "documents/x", "nothing", ""])
def test_what_is_not_there_is_a_404_problem(client: TestClient, path: str) -> None:
    refused(client.get(f"{API}/{path}"), 404)


def test_only_get_and_head_are_possible(client: TestClient) -> None:
    answer = client.post(f"{API}/measures")
    refused(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD"


def test_head_answers_as_get_without_the_body(client: TestClient) -> None:
    head, get = client.head(f"{API}/measures"), client.get(f"{API}/measures")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"]
    assert client.head(f"{API}/nothing").status_code == 404


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (InputError("the query is too long"), 422),
        (Busy("/secret/folder is in use"), 503),
        (Misconfigured("/secret/folder cannot be made"), 500),
        (RuntimeError("/secret/traceback"), 500),
    ],
)
def test_every_failure_is_a_problem_that_leaks_nothing(failure: Exception, status: int) -> None:
    client = TestClient(made_up_app(failure), raise_server_exceptions=False)
    for path in ("measures", "documents", "measures/cctv", "documents/x"):
        answer = client.get(f"{API}/{path}")
        problem = refused(answer, status)
        assert "secret" not in answer.text
        assert (problem["detail"] == str(failure)) == (status == 422)
        assert ("retry-after" in answer.headers) == (status == 503)


def test_the_openapi_document_has_an_example_and_problems_for_every_route(client: TestClient) -> None:
    document = client.get(f"{API}/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": SITE}]
    assert "Problem" in document["components"]["schemas"]
    assert "HTTPValidationError" not in document["components"]["schemas"]
    for path, methods in document["paths"].items():
        answers = methods["get"]["responses"]
        examples = [content.get("example") for content in answers["200"]["content"].values()]
        assert any(examples) if path.endswith(".{form}") else all(examples), path
        assert {"304", "405", "429", "500", "503"} <= set(answers), path
        for status, answer in answers.items():
            if status not in ("200", "301", "304"):
                assert set(answer["content"]) == {"application/problem+json"}, path


def test_the_made_up_example_never_passes_for_a_finding(client: TestClient) -> None:
    document = client.get(f"{API}/openapi.json").json()
    example = document["paths"][f"{API}/measures"]["get"]["responses"]["200"]["content"]["application/json"]["example"]
    assert models.MeasurePage.model_validate(example).hits[0].measure.name_en == "Made-up measure"


@pytest.mark.parametrize("path", [f"{API}/measures", f"{API}/nothing", "/", "/nothing", "/utblick.css"])
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_where_readers_come_by_https_browsers_are_asked_to_come_by_nothing_else(client: TestClient) -> None:
    for path in ("/", f"{API}/measures", "/nothing", "/utblick.css"):
        assert client.get(path).headers["strict-transport-security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in security_headers("http://127.0.0.1:8000")


def test_a_fault_carries_the_security_headers_too() -> None:
    client = TestClient(made_up_app(RuntimeError("x")), raise_server_exceptions=False)
    for path in (f"{API}/measures", "/sok"):
        assert client.get(path).headers["content-security-policy"] == CONTENT_SECURITY_POLICY
        assert "strict-transport-security" in client.get(path).headers


def test_the_id_of_a_merged_document_leads_to_the_other_for_good() -> None:
    answer = TestClient(made_up_app(Moved("merged", to=LONG.id))).get(f"{API}/documents/dold", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (301, f"{API}/documents/{LONG.id}")


def test_named_errors_keep_the_status_that_kb_gives_them() -> None:
    for kind in UtblickError.__subclasses__():
        client = TestClient(made_up_app(kind("x")), raise_server_exceptions=False)
        refused(client.get(f"{API}/measures"), kind.status)


def refused(answer: Any, status: int) -> dict[str, Any]:
    """Return the problem, having seen that the answer is one."""
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    return problem
