"""Grading a measure: two readers, each by herself, and an editor where they disagree."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from kb.domain.accounts import Role
from kb.domain.judgements import Subject
from kb.store.decisions import decisions
from kb.store.judgements import judgements_on
from tests.unit.search_api.workplace import Workplace, a_workplace, sent

PATH = "/atgarder/cctv/bedom"


@pytest.fixture(scope="module")
def opened() -> Iterator[Workplace]:
    with a_workplace() as place:
        place.open()
        yield place


@pytest.fixture
def place(opened: Workplace, request: pytest.FixtureRequest) -> Workplace:
    """Give the one workplace: each test grades for a challenge of its own."""
    del request
    return opened


def _grade(client: TestClient, challenge: str, effect: str, strength: str = "limited", path: str = PATH) -> str:
    form = {
        "effekt": effect,
        "effektskal": f"Skäl för {effect}.",
        "underlag": strength,
        "underlagsskal": "Två studier.",
    }
    return sent(client, path, form | {"utmaning": challenge}).text


def _judged(place: Workplace, challenge: str) -> dict[str, str | None]:
    with place.store.reading() as session:
        held = judgements_on(session, Subject.EVIDENCE, ["cctv"]).get("cctv", [])
    return {one.kind: one.value for one in held if one.context == challenge}


def test_neither_sees_the_others_grade_until_both_have_graded_and_agreement_is_judged(place: Workplace) -> None:
    challenge = "gun_violence"
    anna, _ = place.person("Anna")
    bo, _ = place.person("Bo")
    assert "En läsare till behövs" in _grade(anna, challenge, "some")
    page = bo.get(f"{PATH}?utmaning={challenge}").text
    assert "En läsare har bedömt" in page
    assert "Skäl för some" not in page
    assert _judged(place, challenge) == {}
    with place.store.reading() as session:
        first = [one for one in decisions(session, "grade", "cctv") if one.author == "Anna"]
    assert [(one.value, one.reason) for one in first] == [(f"({challenge})", "")]
    assert "Läsarna är överens" in _grade(bo, challenge, "some")
    assert _judged(place, challenge) == {"effect": "some", "strength": "limited"}
    assert "Anna &amp; Bo" in anna.get("/atgarder/cctv").text
    for log in ("/logg", "/logg.csv"):
        told = anna.get(log).text
        assert "viss effekt" in told.casefold()
        assert "effect: some" not in told


def test_an_editor_who_is_none_of_the_two_settles_a_disagreement_with_a_reason(place: Workplace) -> None:
    challenge = "violent_extremism" if "violent_extremism" in _challenges(place) else _challenges(place)[1]
    anna, _ = place.person("Anna")
    eva, _ = place.person("Eva", Role.EDITOR)
    maj, _ = place.person("Maj", Role.EDITOR)
    _grade(anna, challenge, "none")
    page = _grade(eva, challenge, "clear")
    assert "Läsarna är inte överens" in page
    assert "3 steg isär av 4 möjliga" in page
    assert "Skäl för none" in page
    assert "Du kan avgöra nedan" not in page
    settling = "/atgarder/cctv/avgor"
    form = {"effekt": "mixed", "effektskal": "Olika platser.", "underlag": "limited", "underlagsskal": "Som båda."}
    assert eva.post(settling, data=form | {"utmaning": challenge}).status_code == 403
    assert anna.post(settling, data=form | {"utmaning": challenge}).status_code == 403
    assert "Går isär och väntar på en redaktör" in maj.get("/bedomningar").text
    assert "En redaktör har avgjort" in sent(maj, settling, form | {"utmaning": challenge}).text
    assert _judged(place, challenge) == {"effect": "mixed", "strength": "limited"}
    with place.store.reading() as session:
        acts = [one.act for one in decisions(session, "grade", "cctv", "Maj")]
    assert acts == ["settle"]


def test_a_reader_may_change_her_own_until_the_other_has_graded_and_a_form_sent_twice_is_one(place: Workplace) -> None:
    challenge = _challenges(place)[4]
    anna, _ = place.person("Anna")
    bo, _ = place.person("Bo")
    for effect in ("none", "none", "some"):
        _grade(anna, challenge, effect)
    page = anna.get(f"{PATH}?utmaning={challenge}").text
    assert "Ändra din bedömning" in page
    assert "Skäl för some" in page
    _grade(bo, challenge, "some")
    _grade(bo, challenge, "some")
    assert _judged(place, challenge) == {"effect": "some", "strength": "limited"}


def test_who_is_shown_the_form_before_two_others_close_the_round_begins_no_new_one(place: Workplace) -> None:
    challenge = _challenges(place)[3]
    (anna, _), (bo, _), (cia, _) = (place.person(name) for name in ("Anna", "Bo", "Cia"))
    _grade(anna, challenge, "some")
    _grade(bo, challenge, "some")
    assert "Två läsare hann före" in _grade(cia, challenge, "clear")
    _grade(anna, challenge, "some")  # her first form once more
    assert "Du har bedömt." not in anna.get("/bedomningar").text
    closed = re.search(r'name="efter" value="(\d+)"', cia.get(f"{PATH}?utmaning={challenge}").text)
    assert closed
    form = {"effekt": "some", "effektskal": "Fler.", "underlag": "limited", "underlagsskal": "Fler."}
    again = sent(cia, PATH, form | {"utmaning": challenge, "efter": closed[1]}).text
    assert "En läsare till behövs" in again


def test_what_is_missing_is_said_beside_the_field_and_what_was_typed_is_kept(place: Workplace) -> None:
    anna, _ = place.person("Anna")
    answer = anna.post(PATH, data={"effekt": "some", "effektskal": "", "underlagsskal": "Två studier."})
    assert answer.status_code == 422
    assert "Välj hur starkt underlaget är." in answer.text
    assert 'id="effektskal-fel"' in answer.text
    assert "Två studier." in answer.text


def test_the_list_leads_to_the_form_and_says_who_is_waited_for(place: Workplace) -> None:
    anna, _ = place.person("Anna")
    assert anna.get("/bedomningar?atgard=cctv", follow_redirects=False).headers["location"] == PATH
    _grade(anna, "", "some")
    assert "Du har bedömt." in anna.get("/bedomningar").text
    bo, _ = place.person("Bo")
    assert "Du kan vara den andra läsaren." in bo.get("/bedomningar").text
    reader, _ = place.person("Rut", Role.READER)
    assert reader.get("/bedomningar").status_code == 403


def _challenges(place: Workplace) -> list[str]:
    return list(place.app.state.parts.catalogue.challenges)
