"""The search over real parts: SQLite, Qdrant Edge, the catalogue; only the embedding model is a small fake."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.domain.claims import ClaimKind
from kb.domain.facts import ChallengeId, MeasureId
from kb.errors import InputError, NotFound
from kb.search.answers import Quality
from kb.search.facets import Facet
from kb.search.projection import Projection
from kb.search.results import FIELD, Query
from kb.store import Store
from kb.store.documents import delete_document
from tests.unit.kb.search_world import CATALOGUE, NOW, World


@pytest.fixture
def world(tmp_path: Path, store: Store) -> Iterator[World]:
    found = World(tmp_path, store)
    found.add("Gun homicide fell after focused deterrence", "Gang members were called in and warned.", "en")
    found.add("Färre skjutningar i två städer", "Polisen räknade skjutningar i gängmiljö under tre år.", "sv")
    found.add("Cod in deep water", "Trawls were towed at night along the shelf.", "en", relevant=False)
    mentored = "Each youth met a mentor weekly; fewer were arrested."
    found.add("Mentoring for youth at risk", mentored, "en", design="quasi_experiment")
    found.build()
    yield found
    found.home.close()


def test_a_swedish_question_finds_swedish_and_english_documents(world: World) -> None:
    found = world.documents("skjutningar i gängmiljö")
    assert set(found[:2]) == {"Gun homicide fell after focused deterrence", "Färre skjutningar i två städer"}


def test_what_is_outside_the_field_is_found_only_when_everything_is_asked_for(world: World) -> None:
    assert "Cod in deep water" not in world.documents("cod trawls deep water")
    assert "Cod in deep water" in world.documents("cod trawls deep water", everything=True)


def test_without_hits_the_answer_says_how_many_lie_outside_the_field(world: World) -> None:
    page = world.searcher.search_documents(Query(text='"deep water"'))
    assert (page.total, page.removed_by[FIELD]) == (0, 1)
    assert FIELD not in world.searcher.search_documents(Query(text='"deep water"', first_year=2021)).removed_by
    assert FIELD not in world.searcher.search_measures(Query(text='"deep water"')).removed_by


def test_a_measure_is_found_by_its_own_card_and_by_its_documents(world: World) -> None:
    page = world.searcher.search_measures(Query(text="mentorprogram för unga"))
    first = page.hits[0]
    assert first.measure.id == "mentoring"
    assert [hit.document.title for hit in first.documents] == ["Mentoring for youth at risk"]
    assert "mentoring" in first.why.concepts
    assert first.evidence.documents == 1


def test_every_hit_says_why_it_ranks_where_it_does(world: World) -> None:
    hit = world.searcher.search_documents(Query(text="skjutningar i gängmiljö")).hits[0]
    assert hit.why.signals
    assert hit.why.concepts
    assert hit.why.words or hit.why.added
    assert set(hit.why.factors) == {"design", "recency", "transfer"}


def test_marks_stand_on_words_of_the_document(world: World) -> None:
    (hit,) = world.searcher.search_documents(Query(text="mentorprogram", filters={Facet.LANGUAGE: ("en",)})).hits[:1]
    content = hit.document.content
    assert content[hit.excerpt.start :].startswith(hit.excerpt.text)
    assert any("mentor" in hit.excerpt.text[start:end].lower() for start, end in hit.excerpt.marks)


def test_filters_narrow_and_pages_do_not_overlap(world: World) -> None:
    everything = world.documents("youth gang skjutningar")
    assert world.documents("youth gang skjutningar", filters={Facet.LANGUAGE: ("sv",)}) == [
        "Färre skjutningar i två städer"
    ]
    first, second = (
        world.documents("youth gang skjutningar", limit=1),
        world.documents("youth gang skjutningar", limit=1, offset=1),
    )
    assert [*first, *second] == everything[:2]
    assert world.documents("skjutningar", first_year=2021) == []


def test_without_words_measures_come_by_evidence_and_documents_by_date(world: World) -> None:
    wanted = ChallengeId("gun_violence")
    assert "group_violence_intervention" in world.measures("", filters={Facet.CHALLENGE: (wanted,)}, limit=100)
    assert len(world.measures("", limit=100)) == 100
    assert len(world.documents("")) == 3


def test_a_measure_that_harms_is_found_and_warned_of(world: World) -> None:
    hit = world.searcher.search_measures(Query(text="scared straight")).hits[0]
    assert hit.measure.id == "scared_straight"
    assert "harmful" in hit.evidence.warnings


def test_new_documents_are_announced_until_they_are_indexed(world: World) -> None:
    world.add("Gatubelysning mot inbrott", "Inbrotten minskade när gatubelysningen kom.", "sv")
    page = world.searcher.search_documents(Query(text="gatubelysning"))
    assert page.notes == ("Sökregistret uppdateras. Dokument som återstår: 1.",)
    assert world.index is not None
    world.projection.follow(world.index)
    assert world.documents("gatubelysning")[0] == "Gatubelysning mot inbrott"


def test_a_deleted_document_leaves_the_index(world: World) -> None:
    document = world.searcher.search_documents(Query(text="mentor")).hits[0].document.id
    with world.store.writing() as session:
        delete_document(session, document, NOW)
    assert world.index is not None
    world.projection.follow(world.index)
    assert "Mentoring for youth at risk" not in world.documents("mentor")
    with pytest.raises(NotFound):
        world.searcher.document(document)


def test_without_the_model_words_and_concepts_still_answer(world: World) -> None:
    world.model_ready = False
    page = world.searcher.search_documents(Query(text="skjutningar"))
    assert page.hits
    assert any("Språkmodellen" in note for note in page.notes)


def test_an_index_of_another_model_or_catalogue_never_answers(world: World) -> None:
    other = Projection(world.store, world.home, CATALOGUE, "another@2", 26)
    assert other.open() is None


def test_before_there_is_an_index_the_answer_says_so(tmp_path: Path, store: Store) -> None:
    empty = World(tmp_path, store)
    page = empty.searcher.search_measures(Query(text="mentor"))
    assert (page.hits, page.notes) == ((), ("Sökregistret byggs. Pröva igen om en stund.",))
    empty.home.close()


@pytest.mark.parametrize(
    "text", ["?!", "   ", "asdfqwer zxcv" * 10, "'; DROP TABLE document; --", "\u202e\u0000", "å" * 500]
)
def test_any_question_gets_an_answer(world: World, text: str) -> None:
    world.searcher.search_documents(Query(text=text))
    world.searcher.search_measures(Query(text=text))


def test_a_question_that_is_too_long_is_refused_with_its_length(world: World) -> None:
    with pytest.raises(InputError, match="501"):
        world.searcher.search_documents(Query(text="a" * 501))


def test_nonsense_finds_nothing(world: World) -> None:
    assert world.measures("zzzzqqq xxxxyyy") == []


def test_a_document_shows_its_claims_with_their_words(world: World) -> None:
    hit = world.searcher.search_documents(Query(text="mentor")).hits[0]
    view = world.searcher.document(hit.document.id)
    assert {v.claim.kind for v in view.claims} >= {ClaimKind.LANGUAGE, ClaimKind.RELEVANCE, ClaimKind.MEASURE}
    assert [v.quote for v in view.claims if v.claim.kind is ClaimKind.MEASURE] == ["Men"]


def test_a_measure_lists_the_documents_about_it(world: World) -> None:
    view = world.searcher.measure("group_violence_intervention")
    assert [hit.document.title for hit in view.linked] == ["Gun homicide fell after focused deterrence"]
    assert view.found_with.get(ChallengeId("gun_violence")) == 1
    assert view.evidence.ratings


def test_a_name_finds_the_texts_that_have_it_and_no_measures(world: World) -> None:
    world.add("Statsrådet Kvasius om mentorer", "Kvasius besökte unga och talade om mentorskap.", "sv")
    world.build()
    page = world.searcher.search_measures(Query(text="Kvasius"))
    assert page.hits == ()
    assert page.answered is not None
    assert page.answered.quality is Quality.NOTHING
    assert world.documents("Kvasius") == ["Statsrådet Kvasius om mentorer"]


def test_texts_with_the_place_and_the_subject_come_first_and_those_with_the_place_alone_last(world: World) -> None:
    world.add("Otrygghet och trygghet", "Trygghet på offentliga platser: otrygghet, trygghetsvandring, trygghet.", "sv")
    world.add("Besök i Malmö", "Ministern talade i Malmö om trygghet på gator och torg.", "sv")
    world.add("Polisen i Malmö", "I Malmö är fler poliser i tjänst.", "sv")
    world.build()
    added = ["Besök i Malmö", "Otrygghet och trygghet", "Polisen i Malmö"]
    assert [title for title in world.documents("trygghet i Malmö") if title in added] == added
    assert set(world.documents("Malmö")) == {"Besök i Malmö", "Polisen i Malmö"}


def test_words_that_no_document_has_are_named(world: World) -> None:
    page = world.searcher.search_documents(Query(text="skjutningar klotter"))
    assert any("innehåller ”klotter”" in note for note in page.notes)
    for text in ("skjutningar", "färre skjutningar efter deterrence"):  # the last word stands in English texts
        assert not world.searcher.search_documents(Query(text=text)).notes


def test_words_that_match_only_what_is_added_stand_apart(world: World) -> None:
    world.add("Mord i förorten", "Två mord i kriminell miljö: dödligt våld med skjutvapen.", "sv")
    world.build()
    hits = {hit.document.title: hit.why for hit in world.searcher.search_documents(Query(text="skjutningar")).hits}
    assert "skjutvapen" in hits["Mord i förorten"].added
    assert "skjutningar" in hits["Färre skjutningar i två städer"].words
    assert "skjutningar" not in hits["Färre skjutningar i två städer"].added


def test_a_measure_found_through_its_studies_says_so(world: World) -> None:
    hits = {hit.measure.id: hit.why for hit in world.searcher.search_measures(Query(text="mentor youth")).hits}
    assert hits[MeasureId("mentoring")].studies == 1


def test_a_crime_that_nothing_is_meant_for_has_no_good_measure(world: World) -> None:
    for text in ("rattfylleri", "hatbrott", "miljöbrott", "sexköp"):
        answered = world.searcher.search_measures(Query(text=text)).answered
        assert answered is not None
        assert answered.quality is not Quality.GOOD
