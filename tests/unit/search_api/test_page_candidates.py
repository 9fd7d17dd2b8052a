"""Candidates for new measures: analysts name, join and dismiss them, editors set them up as measures."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kb.catalogue import Catalogue, with_promoted
from kb.domain.accounts import Role
from kb.domain.candidates import Candidate, Support, candidate_id
from kb.domain.documents import DocumentId
from kb.domain.promoting import OWN
from kb.store.candidates import candidates, save_candidates
from kb.store.decisions import decisions
from kb.store.promoted import labels_given, promoted_measures
from tests.unit.kb.search_world import CATALOGUE, NOW
from tests.unit.search_api.workplace import Workplace, a_workplace, sent

FIRST, OTHER = "Project Lantern Walk", "lantern walks"


def _candidate(name: str, document: DocumentId) -> Candidate:
    support = (Support(document, name, 0, len(name)),)
    return Candidate(candidate_id(name), name, (), True, support, 3, 0, 0.02, None, ("cctv", 0.4))


@pytest.fixture
def place() -> Iterator[Workplace]:
    with a_workplace() as place:
        one = place.world.add("Lanterns at night", "Project Lantern Walk was tried.", "en")
        two = place.world.add("Walking", "We tried lantern walks.", "en")
        with place.store.writing() as session:
            save_candidates(session, [_candidate(FIRST, one), _candidate(OTHER, two)], NOW)
        place.open()
        yield place


def _path(name: str) -> str:
    return f"/nya-atgarder/{candidate_id(name)}"


def _measure(**fields: str) -> dict[str, str]:
    return {
        "namn_sv": "Lyktpromenader",
        "namn_en": "Lantern walks",
        "typ": "mt_situational",
        "niva": "universal",
        "enhet": "place",
        "arbetssatt": "situational",
        "ord_sv": "",
        "ord_en": "Project Lantern Walk",
        "utmaning": "gun_violence",
        "skal": "Två dokument prövar det.",
    } | fields


def test_everybody_reads_the_list_and_only_analysts_decide(place: Workplace) -> None:
    reader, _ = place.person("Rut", Role.READER)
    page = reader.get("/nya-atgarder").text
    assert FIRST in page
    assert _path(FIRST) not in page
    assert reader.get(_path(FIRST)).status_code == 403
    analyst, _ = place.person("Anna")
    assert _path(FIRST) in analyst.get("/nya-atgarder").text


def test_a_candidate_is_named_joined_to_another_and_opened_again(place: Workplace) -> None:
    client, _ = place.person("Anna")
    sent(client, _path(FIRST), {"gor": "rename", "namn": "Lyktpromenad"})
    page = client.get("/nya-atgarder").text
    assert "<h2>Lyktpromenad</h2>" in page
    assert f"Kallas också: {FIRST}" in page
    sent(client, _path(OTHER), {"gor": "merge", "med": candidate_id(FIRST), "skal": "Samma sak."})
    with place.store.reading() as session:
        ((one,), _made_at) = candidates(session)
    assert (one.name, len(one.support), one.also) == ("Lyktpromenad", 2, (FIRST, OTHER))
    assert "ihopslaget med ett annat förslag" in client.get("/nya-atgarder").text
    sent(client, _path(OTHER), {"gor": "reopen", "skal": "Nej, två saker."})
    with place.store.reading() as session:
        assert len(candidates(session)[0]) == 2
        assert [entry.act for entry in decisions(session, "candidate")] == ["reopen", "merge", "rename"]


def test_a_dismissed_candidate_leaves_the_list_with_its_reason(place: Workplace) -> None:
    client, _ = place.person("Anna")
    refused = client.post(_path(FIRST), data={"gor": "dismiss", "skal": ""})
    assert refused.status_code == 422
    assert "Skriv varför." in refused.text
    page = sent(client, _path(FIRST), {"gor": "dismiss", "skal": "En ort, ingen åtgärd."}).text
    assert f"<h2>{FIRST}</h2>" not in page
    assert "En ort, ingen åtgärd." in page


def test_words_of_a_known_measure_become_one_more_label_of_it(place: Workplace) -> None:
    client, _ = place.person("Anna")
    form = {"gor": "known", "atgard": "street_lighting", "sprak": "en", "skal": "Det är belysning."}
    sent(client, _path(OTHER), form)
    with place.store.reading() as session:
        found = with_promoted(CATALOGUE, promoted_measures(session), labels_given(session))
    assert OTHER in found.concepts["street_lighting"].labels["en"]
    assert found.version != CATALOGUE.version


def test_an_editor_sets_up_a_measure_that_is_marked_and_there_after_the_next_start(place: Workplace) -> None:
    analyst, _ = place.person("Anna")
    assert analyst.post(f"{_path(FIRST)}/lagg-upp", data=_measure()).status_code == 403
    editor, _ = place.person("Eva", Role.EDITOR)
    page = sent(editor, f"{_path(FIRST)}/lagg-upp", _measure()).text
    assert "kan sökas när servern har startats om" in page
    with place.store.reading() as session:
        found = with_promoted(CATALOGUE, promoted_measures(session), labels_given(session))
    measure = found.measure("own_lantern_walks")
    assert (measure.name_sv, measure.mark) == ("Lyktpromenader", "analyst")
    assert "Eva" in measure.note
    assert found.challenges_of(measure.id) == ("gun_violence",)
    assert found.concepts[measure.id].labels["en"] == ("Lantern walks", "Project Lantern Walk")
    refused = analyst.post(_path(FIRST), data={"gor": "reopen", "skal": "Nej."})
    assert refused.status_code == 422
    sent(editor, _path(FIRST), {"gor": "reopen", "skal": "För tidigt."})
    with place.store.reading() as session:
        assert promoted_measures(session) == []


def test_a_form_sent_twice_sets_up_one_measure_and_one_that_was_dismissed_meanwhile_none(place: Workplace) -> None:
    editor, _ = place.person("Eva", Role.EDITOR)
    for _time in range(2):
        assert sent(editor, f"{_path(FIRST)}/lagg-upp", _measure()).status_code == 200
    sent(editor, _path(OTHER), {"gor": "dismiss", "skal": "Samma sak."})
    late = editor.post(f"{_path(OTHER)}/lagg-upp", data=_measure(namn_sv="Vandringar", namn_en="Hikes", ord_en=""))
    assert late.status_code == 422
    assert "som det står nu" in late.text
    with place.store.reading() as session:
        assert [one.id for one in promoted_measures(session)] == ["own_lantern_walks"]


def test_the_name_of_a_measure_that_was_just_set_up_is_taken_and_its_id_is_never_anothers(place: Workplace) -> None:
    editor, _ = place.person("Eva", Role.EDITOR)
    sent(editor, f"{_path(FIRST)}/lagg-upp", _measure())
    form = _measure(ord_en="")
    refused = editor.post(f"{_path(OTHER)}/lagg-upp", data=form)
    assert "är redan ett namn på" in refused.text
    sent(editor, _path(FIRST), {"gor": "reopen", "skal": "För tidigt."})
    sent(editor, f"{_path(OTHER)}/lagg-upp", form)
    sent(editor, f"{_path(FIRST)}/lagg-upp", _measure(namn_sv="Lyktvandringar", namn_en="Lantern strolls"))
    with place.store.reading() as session:
        assert {one.id for one in promoted_measures(session)} == {"own_lantern_walks_2", "own_lantern_strolls"}


def test_a_measure_that_the_files_come_to_name_is_theirs_and_so_are_words_that_they_come_to_have(
    place: Workplace,
) -> None:
    editor, _ = place.person("Eva", Role.EDITOR)
    sent(editor, f"{_path(FIRST)}/lagg-upp", _measure(ord_en="Walks with lanterns"))
    sent(editor, _path(OTHER), {"gor": "known", "atgard": "cctv", "sprak": "en", "skal": "Kameror."})
    with place.store.reading() as session:
        promoted, labels = promoted_measures(session), labels_given(session)
    assert not any(key.startswith(OWN) for key in CATALOGUE.concepts)
    named = with_promoted(_released(en=("Lantern Walks", OTHER)), promoted, labels)
    assert "own_lantern_walks" not in named.measures
    assert OTHER not in named.concepts["cctv"].labels["en"]
    worded = with_promoted(_released(en=("walks with lanterns",)), promoted, labels)
    assert worded.concepts["own_lantern_walks"].labels["en"] == ("Lantern walks",)


def _released(**labels: tuple[str, ...]) -> Catalogue:
    """Return the catalogue as a later release may have it: street lighting with other labels."""
    concept = replace(CATALOGUE.concepts["street_lighting"], labels=labels)
    return replace(CATALOGUE, concepts={**CATALOGUE.concepts, concept.id: concept})


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"namn_sv": ""}, "Skriv ett namn"),
        ({"namn_en": "Barnahus"}, "är redan ett namn på"),
        ({"ord_en": "abc"}, "för kort"),
        ({"typ": "gun_violence"}, "Välj i listan."),
        ({"skal": ""}, "Skriv varför."),
    ],
)
def test_a_measure_that_cannot_be_is_refused_with_what_was_typed(
    place: Workplace, fields: dict[str, str], told: str
) -> None:
    editor, _ = place.person("Eva", Role.EDITOR)
    answer = editor.post(f"{_path(FIRST)}/lagg-upp", data=_measure(**fields))
    assert answer.status_code == 422
    assert told in answer.text
    if "namn_sv" not in fields:
        assert "Lyktpromenader" in answer.text
