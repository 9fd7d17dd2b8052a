"""Beside a measure: citing, files, history, correcting."""

import json
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from kb.domain.accounts import Role
from kb.domain.evidence import Axis
from kb.domain.judgements import Act, Judgement, Subject
from kb.store.judgements import judge
from tests.unit.search_api.made_up import SITE, made_up_app, signed_in
from tests.unit.search_api.made_up_status import HOSTILE

PAGE = "/atgarder/scared_straight"


def test_a_page_says_how_to_cite_it_with_date_and_versions(client: TestClient) -> None:
    page = client.get(PAGE).text
    assert "Version 9.9.9, katalog" in page
    assert f"{SITE}{PAGE}" in page
    assert f"{SITE}/en{PAGE}" in client.get(f"/en{PAGE}").text


@pytest.mark.parametrize(
    ("ending", "begins"), [("ris", "TY  - ELEC"), ("bib", "% Uttag ur Utblick"), ("csl.json", "[")]
)
def test_a_reference_to_the_page_can_be_had_as_a_file(client: TestClient, ending: str, begins: str) -> None:
    answer = client.get(f"{PAGE}/hanvisning.{ending}")
    assert answer.status_code == 200
    assert f'filename="utblick-scared_straight.{ending}"' in answer.headers["content-disposition"]
    assert answer.text.lstrip("1. \n").startswith(begins)
    assert f"{SITE}{PAGE}" in answer.text
    if ending == "csl.json":
        assert json.loads(answer.text)[0]["type"] == "webpage"


@pytest.mark.parametrize("path", [f"{PAGE}/hanvisning.doc", "/atgarder/nothing/hanvisning.ris"])
def test_what_cannot_be_cited_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_evidence_can_be_had_as_files_and_followed(client: TestClient) -> None:
    page = client.get(PAGE).text
    for path in ("documents.csv?measure=scared_straight", "measures/scared_straight", "documents.atom?measure"):
        assert f'href="/api/v1/{path}' in page
    assert client.get("/api/v1/documents.csv?measure=scared_straight").status_code == 200


def test_the_history_has_every_judgement_newest_first_and_when_documents_came() -> None:
    app = made_up_app()
    for day, value in ((1, "some"), (2, "clear")):
        made = datetime(2026, 3, day, 12, tzinfo=UTC)
        judgement = Judgement(
            Subject.EVIDENCE, "scared_straight", Axis.EFFECT, value, Act.STATE, HOSTILE, "Anna Ek", made
        )
        with app.state.parts.store.writing() as session:
            judge(session, judgement)
    page = TestClient(app).get(PAGE).text.split('id="historik"')[1].split("</section>")[0]
    assert page.index("2 mars 2026") < page.index("1 mars 2026")
    assert "Anna Ek" in page
    assert "<script>" not in page
    assert "dokument om åtgärden kom in" in page


def test_only_who_may_judge_is_led_to_it() -> None:
    client = TestClient(made_up_app())
    address = f'href="{PAGE}/bedom"'
    assert address not in client.get(PAGE).text
    signed_in(client, Role.READER)
    assert address not in client.get(PAGE).text
    signed_in(client, Role.ANALYST)
    assert address in client.get(PAGE).text
