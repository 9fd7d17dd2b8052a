"""ETags: an answer that a reader has already is not sent again."""

import pytest
from starlette.testclient import TestClient

from search_api.security import CONTENT_SECURITY_POLICY
from tests.unit.search_api.made_up import made_up_app

PATHS = [
    "/api/v1/measures?limit=3",
    "/api/v1/documents.csv",
    "/api/v1/documents.xlsx",
    "/api/v1/documents.atom",
    "/sok",
]


@pytest.mark.parametrize("path", PATHS)
def test_the_same_answer_has_the_same_tag_and_is_sent_once(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert "content-length" not in again.headers
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_other_answers_have_other_tags(client: TestClient) -> None:
    tags = {client.get(f"/api/v1/measures?limit={limit}").headers["etag"] for limit in (1, 2, 3)}
    assert len(tags) == 3


def test_the_first_answer_keeps_its_links_when_it_is_not_sent_again(client: TestClient) -> None:
    first = client.get(PATHS[0])
    assert client.get(PATHS[0], headers={"If-None-Match": "*"}).headers["link"] == first.headers["link"]


def test_head_carries_the_tag_of_get(client: TestClient) -> None:
    assert client.head(PATHS[0]).headers["etag"] == client.get(PATHS[0]).headers["etag"]


def test_an_error_has_no_tag(client: TestClient) -> None:
    assert "etag" not in client.get("/api/v1/nothing").headers
    failing = TestClient(made_up_app(RuntimeError("x")), raise_server_exceptions=False)
    assert failing.get(PATHS[0], headers={"If-None-Match": "*"}).status_code == 500
