"""What is answered beside the order: filters and counts, sorting, what is good, what to take instead, what is new."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from kb.domain.claims import ClaimKind
from kb.errors import InputError, NotFound
from kb.search.answers import Aspect, Lack, Quality, Trait
from kb.search.facets import DOCUMENT_FACETS, MEASURE_FACETS, Facet
from kb.search.results import SYNTAX, YEARS, Query, Sort
from kb.search.selecting import wanted_of
from kb.store import Store
from kb.store.selecting import count_news
from tests.unit.kb.search_world import CATALOGUE, NOW, World

TRIAL, BEFORE_AFTER = "randomised_trial", "before_after"
OLD, NEW, WEAK, PLAIN = (
    "Mentoring of boys in Oslo",
    "Mentoring of girls in Malmö",
    "Mentoring in Texas",
    "Bättre belysning i en park",
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give one world for all tests of each kind of store: they only ask."""
    folder = tmp_path_factory.mktemp("world")
    address = f"sqlite:///{folder / 'test.sqlite3'}"
    if request.param == "postgresql":
        name = "answers_" + uuid.uuid4().hex[:12]
        server = request.getfixturevalue("postgres")
        with psycopg.connect(server.format(name="postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {request.getfixturevalue('empty_postgres')}")
        address = server.format(name=name)
    store = Store(address)
    store.migrate()
    found = World(folder, store)
    text = "Each youth met a mentor weekly, and juvenile delinquency fell."
    found.add(OLD, text, "en", design=TRIAL, year=2001, country="NO", good=True)
    found.add(NEW, text + " So said the register.", "en", design=TRIAL, year=2024, country="SE", good=True)
    found.add(WEAK, text + " It was hot.", "en", design=BEFORE_AFTER, year=None, country="US")
    found.add(PLAIN, "Parken fick gatubelysning.", "sv", year=2022, at=NOW + timedelta(days=2))
    found.build()
    yield found
    found.home.close()
    store.close()


@pytest.mark.parametrize("text", ["", "mentoring youth"])
@pytest.mark.parametrize(
    ("facet", "value", "titles"),
    [
        (Facet.REGION, "nordic", {OLD, NEW}),
        (Facet.REGION, "elsewhere", {WEAK}),
        (Facet.COUNTRY, "SE", {NEW}),
        (Facet.DESIGN, TRIAL, {OLD, NEW}),
        (Facet.EFFECT, "less", {OLD, NEW}),
        (Facet.MEASURE_TYPE, "mt_mentoring", {OLD, NEW, WEAK}),
        (Facet.LEVEL, "selective", {OLD, NEW, WEAK}),
        (Facet.SOURCE, "elsewhere", set()),
    ],
)
def test_a_filter_lets_the_same_through_with_words_and_without(
    world: World, text: str, facet: Facet, value: str, titles: set[str]
) -> None:
    assert set(world.documents(text, filters={facet: (value,)})) == titles


@pytest.mark.parametrize("text", ["", "mentoring youth"])
def test_facets_count_documents_over_all_hits_whatever_the_page(world: World, text: str) -> None:
    query = Query(text=text, filters={Facet.MEASURE: ("mentoring",), Facet.COUNTRY: ("SE", "NO", "DK")}, limit=1)
    page = world.searcher.search_documents(query)
    assert set(page.facets) == set(DOCUMENT_FACETS)
    assert page.facets[Facet.DESIGN] == {TRIAL: 2}
    assert page.facets[Facet.COUNTRY] == {"NO": 1, "SE": 1, "DK": 0}
    assert world.searcher.search_documents(Query(text=text, counted=False)).facets == {}


def test_measures_are_narrowed_and_counted_by_their_evidence(world: World) -> None:
    query = Query(filters={Facet.VERDICT: ("works",), Facet.REGION: ("nordic",)})
    page = world.searcher.search_measures(query)
    assert [hit.measure.id for hit in page.hits] == ["mentoring"]
    assert set(page.facets) == set(MEASURE_FACETS)
    assert page.facets[Facet.VERDICT] == {"works": 1}


@pytest.mark.parametrize("text", ["", "mentoring youth", "youth crime"])
def test_as_many_measures_are_left_as_were_counted(world: World, text: str) -> None:
    for facet, counts in world.searcher.search_measures(Query(text=text)).facets.items():
        for value, count in counts.items():
            narrowed = world.searcher.search_measures(Query(text=text, filters={facet: (value,)}))
            assert narrowed.total == count, (facet, value)


@pytest.mark.parametrize("text", ["", "år:2000..2030", "-belysning", "mentoring youth"])
def test_at_least_as_many_documents_are_left_as_were_counted(world: World, text: str) -> None:
    for facet, counts in world.searcher.search_documents(Query(text=text)).facets.items():
        for value, count in counts.items():
            narrowed = world.searcher.search_documents(Query(text=text, filters={facet: (value,)}))
            assert narrowed.total == count or (text == "mentoring youth" and narrowed.total > count), (facet, value)


@pytest.mark.parametrize("text", ["", "mentoring youth"])
def test_documents_are_sorted_by_year_or_by_design(world: World, text: str) -> None:
    only = {Facet.MEASURE: ("mentoring",)}
    assert world.documents(text, filters=only, sort=Sort.NEWEST) == [NEW, OLD, WEAK]
    assert world.documents(text, filters=only, sort=Sort.EVIDENCE)[2] == WEAK


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("text", ["", "mentoring youth crime"])
def test_pages_joined_are_the_whole_list_and_come_again_the_same(world: World, text: str, sort: Sort) -> None:
    whole = world.measures(text, sort=sort, limit=200)
    assert [m for at in range(0, len(whole), 7) for m in world.measures(text, sort=sort, offset=at, limit=7)] == whole


def test_a_phrase_is_a_condition_and_words_can_be_left_out(world: World) -> None:
    assert world.documents('"boys in Oslo" mentoring') == [OLD]
    assert OLD not in world.documents("mentoring -boys")
    assert set(world.documents("mentoring år:2020..2025")) == {NEW}
    assert PLAIN not in world.documents("-belysning")


def test_without_hits_the_answer_says_which_condition_left_nothing(world: World) -> None:
    page = world.searcher.search_documents(Query(text="mentoring", filters={Facet.COUNTRY: ("DK",)}))
    assert (page.total, page.removed_by) == (0, {"country": 3})
    page = world.searcher.search_documents(Query(text='mentoring "never written"'))
    assert page.removed_by[SYNTAX] >= 3
    assert world.searcher.search_documents(Query(first_year=2030)).removed_by == {YEARS: 4}
    assert not world.searcher.search_documents(Query(text="mentoring")).removed_by


def test_a_hit_says_what_it_rests_on_and_lacks(world: World) -> None:
    hits = {hit.document.title: hit.why for hit in world.searcher.search_documents(Query(text="mentoring")).hits}
    assert hits[NEW].why_not_higher == ()
    assert [(m.lack, m.value) for m in hits[OLD].why_not_higher] == [(Lack.OLD, "2001")]
    lacks = {m.lack for m in hits[WEAK].why_not_higher}
    assert lacks == {Lack.NO_LEVEL_3, Lack.NO_EUROPEAN_STUDY, Lack.YEAR_UNKNOWN}
    grounds = hits[NEW].grounds
    assert grounds is not None
    assert (grounds.level, grounds.nordic) == (5, True)
    assert hits[NEW].factors["transfer"] > hits[WEAK].factors["transfer"]


def test_a_good_measure_is_said_to_be_one(world: World) -> None:
    answered = world.searcher.search_measures(Query(text="mentoring")).answered
    assert answered is not None
    assert answered.quality is Quality.GOOD
    assert answered.measures[0] == "mentoring"


def test_no_good_measure_is_an_answer_that_says_what_comes_nearest_and_why_it_is_not_good(world: World) -> None:
    filters = {Facet.WARNING: ("harmful",)}
    answered = world.searcher.search_measures(Query(text="scared straight", filters=filters)).answered
    assert answered is not None
    assert answered.quality is Quality.NEAREST
    assert Lack.HARMFUL in {m.lack for m in answered.missing[answered.measures[0]]}
    nothing = world.searcher.search_measures(Query(text="zzzzqqq xxxxyyy")).answered
    assert nothing is not None
    assert nothing.quality is Quality.NOTHING


def test_beside_a_measure_that_harms_stand_better_ones_for_the_same_challenge(world: World) -> None:
    instead = world.searcher.measure("scared_straight").instead
    own = CATALOGUE.challenges_of(world.searcher.measure("scared_straight").measure.id)
    assert 1 <= len(instead) <= 3
    for one in instead:
        assert set(one.challenges) & set(own)
        assert one.better
        assert not world.searcher.measure(one.measure).evidence.warnings
    assert world.searcher.measure("mentoring").instead == ()


def test_measures_alike_share_what_they_are_said_to_share(world: World) -> None:
    found = world.searcher.similar("mentoring", limit=3)
    assert len(found) == 3
    assert all(0 < one.score <= 1 for one in found)
    assert "mt_mentoring" in found[0].shared[Trait.MEASURE_TYPE]
    with pytest.raises(NotFound):
        world.searcher.similar("no_such_measure")


def test_two_to_five_measures_are_compared(world: World) -> None:
    comparison = world.searcher.compare(["mentoring", "cctv"])
    table = {row.aspect: row for row in comparison.table}
    assert set(table) == set(Aspect)
    assert table[Aspect.STUDIES].values == (("3",), ("0",))
    assert table[Aspect.STUDIES].differs
    for wrong in (["cctv"], ["cctv", "cctv"], list(CATALOGUE.measures)[:6]):
        with pytest.raises(InputError, match="2 to 5"):
            world.searcher.compare(wrong)


def test_the_map_counts_each_study_once_and_shows_gaps(world: World) -> None:
    found = world.searcher.gap_map({Facet.REGION: ("nordic",)})
    cells = {(cell.challenge, cell.measure_type): cell for cell in found.cells}
    assert found.studies == len({study for cell in found.cells for study in cell.studies}) <= 2
    filled = [cell for cell in found.cells if cell.studies]
    assert filled
    assert filled[0].levels == {"5": len(filled[0].studies)}
    assert any(not cell.studies and cell.measures for cell in cells.values())
    assert world.searcher.gap_map({}, first_year=2030).studies == 0
    with pytest.raises(InputError, match="source"):
        world.searcher.gap_map({Facet.SOURCE: ("bra",)})


def test_only_studies_are_counted_whatever_else_is_held(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'test.sqlite3'}")
    store.migrate()
    world = World(tmp_path, store)
    about = "A mentor met each youth weekly, and juvenile delinquency fell."
    world.add("Mentoring of boys in Oslo", about, "en", design=BEFORE_AFTER, year=2008, country="NO")
    for kind in ("news", "policy", "opinion", "guideline"):
        world.add(f"Mentoring in the {kind}", f"{about} Says {kind}.", "en", design=TRIAL, kind=kind, year=2024)
    world.add("Mentoring as planned", f"{about} It will be so.", "en", design="protocol", year=2025)
    world.build()
    (hit,) = (h for h in world.searcher.search_measures(Query(text="mentoring")).hits if h.measure.id == "mentoring")
    compared = {row.aspect: row.values[0] for row in world.searcher.compare(["mentoring", "cctv"]).table}
    shown = {
        one.document.title: one.why.grounds for one in world.searcher.search_documents(Query(text="mentoring")).hits
    }
    found = world.searcher.gap_map({})
    world.home.close()
    store.close()
    assert (hit.evidence.documents, len(hit.evidence.overall.studies), hit.evidence.best_level) == (6, 1, 2)
    assert hit.why.grounds is not None
    assert (hit.why.grounds.studies, hit.why.grounds.newest) == (1, 2008)
    assert (compared[Aspect.STUDIES], compared[Aspect.NEWEST]) == (("1",), ("2008",))
    assert [one.document.title for one in hit.documents] == ["Mentoring of boys in Oslo"]
    assert found.studies == 1
    # Newness is that of the study shown, not that of what was written about it.
    assert hit.why.factors["recency"] < 1.03
    assert {title for title, grounds in shown.items() if grounds and grounds.studies} == {"Mentoring of boys in Oslo"}


def test_what_a_measure_is_said_to_rest_on_and_to_lack_agree(world: World) -> None:
    for hit in world.searcher.search_measures(Query(limit=200)).hits:
        grounds, lacks = hit.why.grounds, {missing.lack for missing in hit.why.why_not_higher}
        assert grounds is not None
        assert not (grounds.european and Lack.NO_EUROPEAN_STUDY in lacks)
        assert not (grounds.nordic and Lack.NO_NORDIC_STUDY in lacks)


def test_the_map_offers_what_its_studies_can_be_narrowed_by(world: World) -> None:
    everything = world.searcher.gap_map({})
    for facet, counts in everything.facets.items():
        for value, count in counts.items():
            narrowed = world.searcher.gap_map({facet: (value,)})
            assert narrowed.studies == count
            assert narrowed.facets[facet] == counts  # the others of the same property stay on offer


def test_a_study_is_shown_with_its_documents_or_not_found(world: World) -> None:
    hit = world.searcher.search_documents(Query(text="mentoring")).hits[0]
    study = world.searcher.document(hit.document.id).study
    assert study is not None
    view = world.searcher.study(study.id)
    assert hit.document.id in [one.document.id for one in view.documents]
    assert view.measures == ("mentoring",)
    with pytest.raises(NotFound):
        world.searcher.study("snosuchstudy")


def test_news_are_what_is_new_since_a_time_newest_first(world: World) -> None:
    late = NOW + timedelta(days=1)
    assert [item.hit.document.title for item in world.searcher.news(late, Query()).hits] == [PLAIN]
    everything = world.searcher.news(NOW, Query(limit=2))
    assert (everything.total, everything.hits[0].hit.document.title) == (4, PLAIN)
    assert world.searcher.news(late, Query(text="mentoring")).total == 0
    assert world.searcher.news(NOW, Query(text="mentoring")).total == 3


def test_what_is_new_is_counted_by_challenge_as_it_is_listed(world: World) -> None:
    for since in (NOW, NOW + timedelta(days=1)):
        with world.store.reading() as session:
            counts = count_news(session, since, wanted_of(Query(), CATALOGUE), ClaimKind.CHALLENGE)
        for challenge in CATALOGUE.challenges:
            listed = world.searcher.news(since, Query(filters={Facet.CHALLENGE: (challenge,)}))
            assert counts.get(challenge, 0) == listed.total


def test_ratings_are_those_of_the_catalogue(world: World) -> None:
    assert len(world.searcher.ratings()) == len(CATALOGUE.ratings)
    assert {rating.measure_id for rating in world.searcher.ratings(measure="cctv")} == {"cctv"}
    assert world.searcher.ratings(portal="no such portal") == ()


def test_a_misspelt_question_is_answered_with_its_likely_spelling(world: World) -> None:
    assert world.searcher.search_documents(Query(text="mentorng youth")).did_you_mean == "mentoring youth"
    assert world.searcher.search_measures(Query(text="mentoring youth")).did_you_mean is None


def test_what_is_being_typed_is_completed_by_labels(world: World) -> None:
    found = world.searcher.suggest("mentor", limit=3)
    assert 1 <= len(found) <= 3
    assert "mentoring" in {one.concept for one in found}
    assert world.searcher.suggest("") == ()
