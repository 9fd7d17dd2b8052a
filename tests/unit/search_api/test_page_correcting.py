"""Correcting a reading: by an analyst, with words that are found in the text, and the measure's page follows."""

from collections.abc import Iterator

import pytest

from kb.domain.accounts import Role
from kb.domain.claims import ClaimKind
from kb.store.claims import claims_of
from kb.store.decisions import decisions
from tests.unit.search_api.workplace import Workplace, a_workplace, sent

TITLE = "Lamps in the park"
TEXT = "Brighter lamps were put up.\nBurglary fell by half in the year after, in a randomised trial."


@pytest.fixture
def place() -> Iterator[Workplace]:
    with a_workplace() as place:
        place.document = place.world.add(TITLE, TEXT, "en", design="before_after")
        place.open()
        yield place


def _form(**fields: str) -> dict[str, str]:
    usual = {"slag": "measure", "varde": "street_lighting", "gor": "state", "skal": "Hela texten handlar om det."}
    return usual | fields


def _values(place: Workplace, kind: ClaimKind) -> list[str | None]:
    with place.store.reading() as session:
        return [claim.value for claim in claims_of(session, [place.document], [kind])[place.document]]


def test_a_corrected_tag_changes_the_measures_page_and_is_told_with_reason_and_name(place: Workplace) -> None:
    client, _ = place.person("Anna Ek")
    assert TITLE not in client.get("/atgarder/street_lighting").text
    path = f"/dokument/{place.document}/ratta"
    answer = sent(client, path, _form(ord="burglary fell  by\nhalf"))
    assert answer.status_code == 200
    assert "Anna Ek" in answer.text
    assert "Hela texten handlar om det." in answer.text
    assert TITLE in client.get("/atgarder/street_lighting").text
    with place.store.reading() as session:
        (claim,) = claims_of(session, [place.document], [ClaimKind.MEASURE])[place.document]
        assert (claim.value, claim.step) == ("street_lighting", "analyst")
        assert f"{TITLE}\n\n{TEXT}"[claim.start : claim.end] == "Burglary fell by half"
        assert [one.author for one in decisions(session, "claim")] == ["Anna Ek"]
    sent(client, path, _form(gor="reject", skal="Nej, det är parken."))
    assert TITLE not in client.get("/atgarder/street_lighting").text


def test_the_same_form_twice_makes_one_judgement_and_words_that_changed_are_read_again_first(place: Workplace) -> None:
    client, _ = place.person("Anna")
    path = f"/dokument/{place.document}/ratta"
    for act in ("state", "state", "withdraw", "withdraw"):
        assert sent(client, path, _form(gor=act, version="1")).status_code == 200
    late = client.post(path, data=_form(version="2"))
    assert late.status_code == 422
    assert "Dokumentets ord har ändrats" in late.text
    with place.store.reading() as session:
        assert [one.act for one in decisions(session, "claim")] == ["withdraw", "state"]


def test_a_design_is_replaced_and_left_to_the_machine_again(place: Workplace) -> None:
    client, _ = place.person("Anna")
    path = f"/dokument/{place.document}/ratta"
    sent(client, path, _form(slag="study_design", varde="randomised_trial"))
    assert _values(place, ClaimKind.STUDY_DESIGN) == ["randomised_trial"]
    assert sent(client, path, _form(slag="study_design", varde="randomised_trial", gor="withdraw")).status_code == 200
    again = client.post(path, data=_form(slag="study_design", varde="randomised_trial", gor="withdraw", skal="Än en."))
    assert again.status_code == 422
    assert "inget att återta" in again.text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"skal": " "}, "Skriv varför."),
        ({"ord": "words that are nowhere"}, "finns inte i texten"),
        ({"varde": ""}, "Välj ett svar."),
        ({"varde": "no_such_measure"}, "går inte att använda"),
        ({"slag": "follow_up", "varde": "long"}, "Ett antal månader"),
        ({"slag": "nothing"}, "Välj vad som ska rättas."),
        ({"varde": "not_stated", "gor": "reject"}, "kan inte avvisas"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_is_kept(
    place: Workplace, fields: dict[str, str], told: str
) -> None:
    client, _ = place.person("Anna")
    answer = client.post(f"/dokument/{place.document}/ratta", data=_form(**{"skal": "Mitt skäl.", **fields}))
    assert answer.status_code == 422
    assert told in answer.text
    if fields.get("slag") != "nothing" and "skal" not in fields:
        assert "Mitt skäl." in answer.text
    with place.store.reading() as session:
        assert decisions(session) == []


def test_the_answers_are_searched_by_any_of_their_names(place: Workplace) -> None:
    client, _ = place.person("Anna")
    page = client.get(f"/dokument/{place.document}/ratta?slag=measure&sok=children%27s+house").text
    assert 'value="barnahus"' in page
    assert 'value="cctv"' not in page


def test_readers_find_no_way_in(place: Workplace) -> None:
    reader, _ = place.person("Rut", Role.READER)
    assert reader.get(f"/dokument/{place.document}/ratta").status_code == 403
    assert "/ratta" not in reader.get(f"/dokument/{place.document}").text
    analyst, _ = place.person("Anna")
    assert f"/dokument/{place.document}/ratta" in analyst.get(f"/dokument/{place.document}").text
