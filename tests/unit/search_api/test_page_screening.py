"""The screening inbox: one document at a time, decisions that search follows, and nobody in another's way."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from starlette.testclient import TestClient

from kb.domain.accounts import Role
from kb.domain.claims import Claim, ClaimKind
from kb.domain.documents import RawDocument, SourceId
from kb.store.decisions import decisions
from kb.store.documents import get_document
from kb.store.ingest import ingest
from kb.store.readings import NewReading, ReadBy, save_readings
from search_api.queue import Queue
from tests.unit.kb.search_world import NOW
from tests.unit.search_api.workplace import Workplace, a_workplace, sent

TEXT = "In the streets where it was tried burglary fell, and the effect lasted for two years after the start."
TITLES = ("Street lighting and crime", "Cameras in car parks", "Mentoring for young people")


@pytest.fixture
def place() -> Iterator[Workplace]:
    with a_workplace() as place:
        for number, title in enumerate(TITLES):
            place.world.add(title, TEXT, "en", year=2024 - number)
        place.world.add("Bread prices", "The price of bread rose.", "en", relevant=False, year=2025)
        place.open()
        yield place


def _shown(page: str) -> tuple[str, str, int]:
    """Return the title, id and version of the document on the page."""
    title = re.search(r'<h2 id="post"[^>]*>([^<]*)</h2>', page)
    document = re.search(r'name="dokument" value="([^"]*)"', page)
    version = re.search(r'name="version" value="(\d+)"', page)
    assert title
    assert document
    assert version
    return title[1], document[1], int(version[1])


def _choose(client: TestClient, choice: str, **more: str) -> str:
    _title, document, version = _shown(client.get("/granska").text)
    form = {"dokument": document, "version": str(version), "val": choice, **more}
    answer = client.post("/granska", data=form, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return document


def test_only_those_who_screen_are_let_in(place: Workplace) -> None:
    reader, _ = place.person("Rut", Role.READER)
    assert reader.get("/granska").status_code == 403
    assert reader.post("/granska", data={"dokument": "d1", "version": "1", "val": "accept"}).status_code == 403


def test_the_newest_that_the_machine_holds_for_relevant_comes_first_with_criteria_beside_it(place: Workplace) -> None:
    client, _ = place.person("Anna")
    page = client.get("/granska").text
    assert _shown(page)[0] == TITLES[0]
    assert "4 dokument väntar" in page
    assert "Handlar om att förebygga eller minska brott" in page
    assert TEXT in page
    assert page.index(TITLES[1]) < page.index(TITLES[2])


def test_a_rejected_document_leaves_search_and_comes_back_when_the_choice_is_undone(place: Workplace) -> None:
    place.open(indexed=True)
    client, _ = place.person("Anna")
    rejected = _choose(client, "reject", kriterium="evidence", skal="Bara en annons.")
    place.follow()
    assert TITLES[0] not in place.world.documents("street lighting")
    page = client.get("/granska").text
    assert _shown(page)[0] == TITLES[1]
    assert "Avvisat" in page
    beslut = re.search(r'name="beslut" value="(\d+)"', page)
    assert beslut
    client.post("/granska/angra", data={"beslut": beslut[1]})
    client.post("/granska/angra", data={"beslut": beslut[1]})  # the same form once more
    assert _shown(client.get(f"/granska?dokument={rejected}").text)[1] == rejected
    with place.store.reading() as session:
        made = [(one.act, one.value, one.reason) for one in decisions(session, "screening")]
    assert made == [("undo", "reject", ""), ("reject", "evidence", "Bara en annons.")]


def test_a_reason_is_open_to_readers_when_it_settles_a_document_and_else_to_those_who_screen(place: Workplace) -> None:
    client, _ = place.person("Anna")
    reader, _ = place.person("Rut", Role.READER)
    assert "visas skälet med ditt namn på dokumentets sida" in client.get("/granska").text
    unsure = _choose(client, "unsure", skal="Kanske en annons.")
    settled = _choose(client, "accept", skal="Handlar om mentorer.")
    page = reader.get(f"/dokument/{settled}").text
    assert "Anna" in page
    assert "Handlar om mentorer." in page
    assert "Kanske en annons." not in reader.get(f"/dokument/{unsure}").text


def test_the_same_form_twice_makes_one_decision(place: Workplace) -> None:
    client, _ = place.person("Anna")
    _title, document, version = _shown(client.get("/granska").text)
    form = {"dokument": document, "version": str(version), "val": "accept"}
    for _time in range(2):
        assert client.post("/granska", data=form, follow_redirects=False).headers["location"] == "/granska"
    with place.store.reading() as session:
        assert len(decisions(session, "screening")) == 1


def test_two_analysts_are_shown_different_documents(place: Workplace) -> None:
    anna, _ = place.person("Anna")
    bo, _ = place.person("Bo")
    assert _shown(anna.get("/granska").text)[0] == TITLES[0]
    assert _shown(bo.get("/granska").text)[0] == TITLES[1]
    assert _shown(anna.get("/granska").text)[0] == TITLES[0]


def test_who_comes_second_is_told_who_decided(place: Workplace) -> None:
    anna, _ = place.person("Anna")
    bo, _ = place.person("Bo")
    document = _choose(anna, "accept")
    answer = sent(bo, "/granska", {"dokument": document, "version": "1", "val": "reject"})
    assert "Någon hann före" in answer.text
    assert "Anna" in answer.text
    with place.store.reading() as session:
        assert [one.act for one in decisions(session, "screening")] == ["accept"]


def test_what_one_is_unsure_of_goes_to_another_and_what_is_skipped_comes_last(place: Workplace) -> None:
    anna, _ = place.person("Anna")
    bo, _ = place.person("Bo")
    _choose(anna, "unsure", skal="Är det här en åtgärd?")
    _choose(anna, "skip")
    titles = [_shown(anna.get("/granska").text)[0]]
    assert titles == [TITLES[2]]
    page = bo.get("/granska").text
    assert _shown(page)[0] == TITLES[0]
    assert "Är det här en åtgärd?" in page
    _choose(anna, "accept")
    _choose(anna, "reject")
    assert _shown(anna.get("/granska").text)[0] == TITLES[1]


def test_the_log_has_the_criterion_in_words_and_the_document_by_its_title(place: Workplace) -> None:
    anna, _ = place.person("Anna")
    document = _choose(anna, "reject", kriterium="transfer")
    for path in ("/logg", "/logg.csv"):
        page = anna.get(path).text
        assert "Möjlig i Sverige" in page
        assert TITLES[0] in page
    assert "transfer" not in anna.get(f"/dokument/{document}").text


@pytest.mark.parametrize(("kind", "value"), [(ClaimKind.FOCUS, "policy"), (ClaimKind.DOCUMENT_KIND, "news")])
def test_accounts_of_measures_come_before_newer_news_and_policy(place: Workplace, kind: ClaimKind, value: str) -> None:
    newest = place.world.add("The new national strategy", TEXT, "en", year=2026)
    with place.store.writing() as session:
        claims = (
            Claim(ClaimKind.RELEVANCE, "relevant", "relevance", "1", confidence=0.9),
            Claim(kind, value, "steps", "1", confidence=0.9),
        )
        save_readings(session, [NewReading(get_document(session, newest), claims)], ReadBy("test", "t"))
    order = [one.title for one in Queue(place.store, NOW.date).order()[0]]
    assert order.index("The new national strategy") == len(TITLES)


def test_vectors_of_two_models_are_never_compared(place: Workplace) -> None:
    queue = Queue(place.store, NOW.date)
    held = queue.order()[0]
    for number, one in enumerate(held):  # one document is embedded by another model, with longer vectors
        vector, name = (np.ones(9, np.float32), "old") if number == 0 else (np.ones(4, np.float32), "new")
        queue._held[one.document] = replace(one, vector=vector, embedded_by=name)
    queue._embedded_by = "new"
    assert queue._vectors(list(queue._held.values())).shape == (len(held), 4)


def test_who_skips_everything_is_shown_each_document_in_turn(place: Workplace) -> None:
    anna, _ = place.person("Anna")
    first = [_choose(anna, "skip") for _ in range(4)]
    assert len(set(first)) == 4
    assert [_choose(anna, "skip") for _ in range(4)] == first


def test_what_lies_behind_everything_that_somebody_is_unsure_of_is_still_found(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_api.pages.screening._LOOKED_AT", 2)
    anna, _ = place.person("Anna")
    _choose(anna, "unsure")
    _choose(anna, "unsure")
    assert _shown(anna.get("/granska").text)[0] == TITLES[2]


def test_a_document_whose_words_changed_is_shown_again_as_changed(place: Workplace) -> None:
    client, _ = place.person("Anna")
    document = _choose(client, "accept", skal="Bra.")
    changed = RawDocument(SourceId("test"), TITLES[0], TEXT.replace("fell", "rose"), external_id=TITLES[0], year=2024)
    with place.store.writing() as session:
        ingest(session, [changed], place.world.blobs, NOW + timedelta(hours=1))
    answer = sent(client, "/granska", {"dokument": document, "version": "1", "val": "reject"})
    assert "Dokumentets ord har ändrats" in answer.text
    assert _shown(answer.text)[1] != document  # not before it has been read
    with place.store.writing() as session:
        save_readings(session, [NewReading(get_document(session, document), ())], ReadBy("test", "t"))
    page = client.get(f"/granska?dokument={document}").text
    assert _shown(page)[1:] == (document, 2)
    assert "Version 1: Antaget" in page


def test_a_reason_that_is_too_long_is_told_beside_the_field_and_kept(place: Workplace) -> None:
    client, _ = place.person("Anna")
    _title, document, version = _shown(client.get("/granska").text)
    form = {"dokument": document, "version": str(version), "val": "accept", "skal": "nej " * 600}
    answer = client.post("/granska", data=form)
    assert answer.status_code == 422
    assert "högst 2000 tecken" in answer.text
    assert "nej nej nej" in answer.text


def test_the_page_says_what_the_order_gains_once_there_is_something_to_learn_from() -> None:
    with a_workplace() as place:
        for number in range(12):
            place.world.add(f"Burglary {number}", "burglary burglary cctv", "en", year=2000 + number)
            place.world.add(f"Zzz {number}", "zzz zzz zzz zzz", "en", relevant=False, year=2010 + number)
        place.open()
        client, _ = place.person("Anna")
        assert "Det behövs minst 20 beslut till" in client.get("/granska").text
        for _number in range(22):
            title, document, version = _shown(page := client.get("/granska").text)
            assert "Modellen har lärt sig" not in page
            choice = "accept" if title.startswith("Burglary") else "reject"
            client.post("/granska", data={"dokument": document, "version": str(version), "val": choice})
        page = client.get("/granska").text
        assert "Modellen har lärt sig av 22 beslut." in page
        assert "Av 22 avgjorda dokument är 12 antagna. Modellens ordning hade visat 12 av dem efter 12 dokument" in page


@pytest.mark.parametrize("form", [{"val": "undo"}, {"val": "delete"}])
def test_what_is_no_choice_is_refused(place: Workplace, form: dict[str, str]) -> None:
    client, _ = place.person("Anna")
    _title, document, version = _shown(client.get("/granska").text)
    answer = client.post("/granska", data={"dokument": document, "version": str(version), **form})
    assert answer.status_code == 422
