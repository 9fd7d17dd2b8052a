"""The routes beside search: facets, studies, comparison, gaps, news, thesaurus, ratings; and questions gone wrong."""

import random

import pytest
from starlette.testclient import TestClient

from kb.search.facets import DOCUMENT_FACETS, MEASURE_FACETS, Facet
from tests.unit.search_api.made_up import SITE
from tests.unit.search_api.made_up_documents import LONG

API = "/api/v1"
VALUES = {
    Facet.CHALLENGE: "gun_violence", Facet.MEASURE: "cctv", Facet.MEASURE_TYPE: "mt_policing",
    Facet.STRENGTH: "strong", Facet.VERDICT: "works", Facet.STATUS: "rated", Facet.WARNING: "harmful",
    Facet.DESIGN: "randomised_trial", Facet.KIND: "news", Facet.FOCUS: "prevention", Facet.COUNTRY: "SE",
    Facet.REGION: "nordic", Facet.LANGUAGE: "sv", Facet.SOURCE: "bra_publikationer", Facet.TARGET_GROUP: "",
    Facet.SETTING: "", Facet.LEVEL: "selective",
}  # fmt: skip


@pytest.mark.parametrize(("path", "facets"), [("documents", DOCUMENT_FACETS), ("measures", MEASURE_FACETS)])
def test_every_facet_narrows_by_its_name(client: TestClient, path: str, facets: tuple[Facet, ...]) -> None:
    concepts = client.app.state.parts.catalogue.concepts  # type: ignore[attr-defined]
    first = {
        scheme: next(k for k, c in concepts.items() if c.scheme == scheme) for scheme in ("settings", "target_groups")
    }
    effect = "less" if path == "documents" else "clear"
    values = VALUES | {
        Facet.SETTING: first["settings"],
        Facet.TARGET_GROUP: first["target_groups"],
        Facet.EFFECT: effect,
    }
    for facet in facets:
        assert client.get(f"{API}/{path}", params={facet.value: values[facet]}).status_code == 200, facet
        asked = client.app.state.parts.search.search.asked[-1]  # type: ignore[attr-defined]
        assert asked.filters == {facet: (values[facet],)}
        refused = client.get(f"{API}/{path}", params={facet.value: "no such"})
        assert refused.status_code == 422, facet
        assert facet.value in refused.json()["detail"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("measures?effect=less", "'harmful', 'none', 'mixed', 'some' or 'clear'"),
        ("documents?design=rct", "'randomised_trial'"),
        ("documents?challenge=no_such", "known: "),
        ("documents?setting=no_such", "/thesaurus?scheme=settings"),
        ("documents?country=Sweden", "ISO 3166-1"),
        ("documents?sort=best", "'rank', 'newest' or 'evidence'"),
        ("news", "'since' is missing"),
        ("news?since=yesterday", "'since'"),
        ("compare?measure=cctv", "'measure'"),
        ("gap-map?region=mars", "'nordic'"),
        ("thesaurus?scheme=no_such", "known: "),
        ("ratings?portal=no_such", "known: "),
        ("ratings?direction=up", "'beneficial'"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_those_that_can(client: TestClient, query: str, said: str) -> None:
    answer = client.get(f"{API}/{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert said in answer.json()["detail"]


def test_hits_are_counted_by_facet(client: TestClient) -> None:
    assert client.get(f"{API}/documents").json()["facets"]["language"] == {"sv": 1, "en": 1}


def test_why_and_instead_leave_as_codes_and_figures(client: TestClient) -> None:
    page = client.get(f"{API}/measures?q=scared").json()
    (hit,) = page["hits"]
    assert hit["why"]["why_not_higher"][0] == {"lack": "old", "value": "2020"}
    assert hit["why"]["grounds"]["level"] == 4
    assert hit["instead"][0]["measure"] == "cctv"
    assert page["answered"]["quality"] == "good"
    assert client.get(f"{API}/measures").json()["answered"] is None


def test_a_study_is_read_and_one_that_was_merged_leads_on(client: TestClient) -> None:
    found = client.get(f"{API}/studies/slong").json()
    assert found["study"]["documents"][0] == LONG.id == found["documents"][0]["document"]["id"]
    moved = client.get(f"{API}/studies/sold", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (301, f"{API}/studies/slong")
    assert client.get(f"{API}/studies/nothing").status_code == 404


def test_measures_are_compared_aspect_by_aspect(client: TestClient) -> None:
    found = client.get(f"{API}/compare?measure=cctv&measure=scared_straight").json()
    assert [view["measure"]["id"] for view in found["views"]] == ["cctv", "scared_straight"]
    assert found["table"][-1] == {"aspect": "studies", "values": [["0"], ["1"]], "differs": True}
    assert client.get(f"{API}/compare?measure=cctv&measure=no_such").status_code == 404
    assert client.get(f"{API}/compare?{'measure=cctv&' * 6}").status_code == 422


def test_similar_measures_say_in_what(client: TestClient) -> None:
    (found,) = client.get(f"{API}/measures/scared_straight/similar").json()["similar"]
    assert found["shared"]["challenge"] == ["gun_violence"]
    assert client.get(f"{API}/measures/no_such/similar").status_code == 404


def test_the_map_of_gaps_tells_by_what_it_was_narrowed(client: TestClient) -> None:
    found = client.get(f"{API}/gap-map?region=nordic&first_year=2015").json()
    assert found["filters"] == {"region": ["nordic"]}
    assert [len(cell["studies"]) for cell in found["cells"]] == [1, 0]


def test_news_is_asked_from_a_day_on(client: TestClient) -> None:
    found = client.get(f"{API}/news?since=2026-03-01&limit=2&q=")
    assert found.json()["total"] == 5
    assert f"<{SITE}{API}/news?since=2026-03-01&limit=2&q=&offset=2>" in found.headers["link"]


def test_suggestions_are_given_for_what_is_written_so_far(client: TestClient) -> None:
    assert client.get(f"{API}/suggestions?q=skj").json()["suggestions"][0]["concept"] == "gun_violence"
    assert client.get(f"{API}/suggestions").json() == {"suggestions": []}


def test_the_thesaurus_is_read_by_scheme_by_words_and_up_and_down(client: TestClient) -> None:
    found = client.get(f"{API}/thesaurus?scheme=measure_types&limit=100").json()
    assert found["total"] == found["schemes"]["measure_types"] == len(found["concepts"])
    below = next(concept for concept in found["concepts"] if concept["broader"])
    above = client.get(f"{API}/thesaurus/{below['broader'][0]}").json()
    assert below["id"] in above["narrower"]
    named = client.get(f"{API}/thesaurus", params={"q": below["labels"]["sv"][0].upper()}).json()
    assert below["id"] in {concept["id"] for concept in named["concepts"]}
    assert client.get(f"{API}/thesaurus/no_such").status_code == 404


def test_ratings_are_read_by_measure_portal_and_direction(client: TestClient) -> None:
    every = client.get(f"{API}/ratings?limit=2")
    assert 'rel="next"' in every.headers["link"]
    found = client.get(f"{API}/ratings?measure=scared_straight&direction=harmful").json()
    assert found["total"] == len(found["ratings"]) > 1
    assert {rating["measure_id"] for rating in found["ratings"]} == {"scared_straight"}
    assert client.get(f"{API}/ratings?measure=no_such").status_code == 404


def test_a_challenge_is_read_by_its_id(client: TestClient) -> None:
    assert client.get(f"{API}/challenges/gun_violence").json()["name_en"]
    assert client.get(f"{API}/challenges/no_such").status_code == 404


def test_nonsense_is_answered(client: TestClient) -> None:
    chance = random.Random(5)
    for _ in range(20):
        text = "".join(
            chr(chance.choice((chance.randrange(1, 0x250), chance.randrange(1, 0xD800)))) for _ in range(200)
        )
        for path in ("/api/v1/measures", "/api/v1/documents", "/api/v1/suggestions", "/sok"):
            assert client.get(path, params={"q": text}).status_code == 200


def test_a_page_beyond_the_end_is_empty_and_leads_back(client: TestClient) -> None:
    answer = client.get(f"{API}/documents?offset=9000")
    assert (answer.json()["hits"], answer.json()["total"]) == ([], 5)
    assert 'rel="prev"' in answer.headers["link"]
