"""New measures: named by their documents' own words, grown, and not explained by what is known."""

from dataclasses import replace

import numpy as np
import pytest

from enrichment.candidate_groups import adjusted, distinctiveness, termhood
from enrichment.candidate_names import NameKind, acronyms, named_measures
from enrichment.candidates import Material, find_candidates, growth_chance
from enrichment.known_names import KnownNames
from kb.domain.documents import DocumentId
from kb.domain.facts import Concept

FILLER = "Nothing else is said about what was done in the town."
SUBJECTS = ("Harbours", "Schools", "Trains", "Stadiums", "Libraries", "Parks", "Squares", "Hospitals")


def _material(name: str, content: str, year: int | None = 2025, measures: tuple[str, ...] = ()) -> Material:
    return Material(DocumentId(name), content, "en", year, measures, None)


def _studies(words: str, count: int = 3, year: int = 2025) -> list[Material]:
    return [_material(f"d{n}", f"{SUBJECTS[n]} in the north.\n\n{words}", year) for n in range(count)]


def _names(content: str, language: str, kind: NameKind) -> list[str]:
    return [one.name for one in named_measures(content, language) if one.kind is kind]


@pytest.mark.parametrize(
    ("content", "language", "name"),
    [
        ("We describe the Calm Corners programme in three towns.", "en", "Calm Corners"),
        ("It was called “Count to ten” by its makers, the programme “Count to ten”.", "en", "Count to ten"),
        ("We tested Project HARBOR in two prisons.", "en", "HARBOR"),
        ("Kommunen har infört projektet Lugna Hörn i två stadsdelar.", "sv", "Lugna Hörn"),
        ("Kommunen testade metoden ”Se mig först” i två skolor.", "sv", "Se mig först"),
        ("Politiet startet prosjektet Trygge Hjørner i fjor.", "nb", "Trygge Hjørner"),
        ("Kommunen afprøvede indsatsen Rolige Hjørner i fjor.", "da", "Rolige Hjørner"),
    ],
)
def test_a_proper_name_is_found_in_the_words_of_the_text(content: str, language: str, name: str) -> None:
    found = [one for one in named_measures(content, language) if one.kind is NameKind.NAMED]
    assert name in [one.name for one in found]
    for one in found:
        assert content[one.start : one.end] == one.name


@pytest.mark.parametrize(
    "content",
    [
        "The Bureau of Justice Numbers program keeps the figures.",
        "Data are from the Northern Crime Survey program.",
        "Under the Safer Streets Act program money was given.",
        "We asked the staff of the Riverton program. People live in Riverton.",
        "The NCVS program counts victims.",
        "A Domestic Violence program was opened.",
        "Stories from the Calm Corners program data were kept.",
    ],
)
def test_agencies_surveys_laws_places_and_plain_descriptions_are_no_proper_names(content: str) -> None:
    found = [one for one in named_measures(content, "en") if one.kind is NameKind.NAMED and one.clear]
    assert [one.name for one in found if one.name != "Calm Corners"] == []


@pytest.mark.parametrize(
    ("content", "language", "name"),
    [
        ("Officers made use of a problem-oriented policing plan.", "en", "problem-oriented policing"),
        ("They were sent a text-message reminder.", "en", "text-message reminder"),
        ("The town tried a drone patrol at night.", "en", "drone patrol"),
        ("Staden prövade drönarpatruller om natten.", "sv", "drönarpatruller"),
        ("Domstolen prövade ett snabbförfarande.", "sv", "snabbförfarande"),
        ("Kommunen startet en nattpatrulje.", "nb", "nattpatrulje"),
        ("Man indførte hemmelig overvågning.", "da", "hemmelig overvågning"),
    ],
)
def test_a_kind_of_action_is_found(content: str, language: str, name: str) -> None:
    assert name in _names(content, language, NameKind.ACTION)


@pytest.mark.parametrize(
    ("content", "language"),
    [
        ("We compared two models and several programs.", "en"),
        ("They quickly training programs, and reduce treatment.", "en"),
        ("An effective prevention program was tested.", "en"),
        ("Federal district courts decided.", "en"),
        ("The anger treatment group fared better.", "en"),
        ("Det är viktigt att insatserna och en ny metod prövas.", "sv"),
        ("Ett handlingsprogram och en arbetsmetod.", "sv"),
        ("Det var en fruktansvärd natt.", "sv"),
        ("De vil å behandling og et handlingsprogram.", "nb"),
        ("De skal at behandling og en arbejdsmetode.", "da"),
    ],
)
def test_verbs_numerals_adverbs_and_words_that_say_nothing_make_no_kind_of_action(content: str, language: str) -> None:
    assert _names(content, language, NameKind.ACTION) == []


def test_a_participle_that_may_belong_to_the_words_before_it_is_not_clear() -> None:
    found = named_measures("Offenders awaiting anger supervision were asked.", "en")
    assert {one.name: one.clear for one in found} == {"anger supervision": False, "awaiting anger supervision": False}


def test_what_recurs_and_no_measure_explains_is_a_candidate() -> None:
    texts = _studies("A study of the Calm Corners programme.")
    known = [_material(f"k{n}", f"Cameras on squares {n}.\n\n{FILLER}", measures=("cctv",)) for n in range(3)]
    (found,) = find_candidates([*texts, *known], 2026)
    assert (found.name, found.named, len(found.support), found.recent) == ("Calm Corners", True, 3, 3)
    for support, text in zip(found.support, texts, strict=True):
        assert text.content[support.start : support.end] == support.words


def test_a_name_that_one_text_explains_is_found_in_those_that_take_it_as_known() -> None:
    explained = _material("d1", "Schools.\n\nThe Calm Corners programme was tried.")
    taken = _material("d2", "Trains.\n\nIn the north they like Calm Corners more than they did.")
    (found,) = find_candidates([explained, taken], 2026)
    assert [one.document for one in found.support] == ["d1", "d2"]


def test_what_stands_in_the_documents_of_known_measures_far_more_often_is_none() -> None:
    text = "The Calm Corners programme is compared."
    known = [_material(f"k{n}", text, measures=("cctv",)) for n in range(20)]
    others = [_material(f"o{n}", FILLER) for n in range(20)]
    assert find_candidates([*known, *others, *_studies(text, 3)], 2026) == []


def test_a_name_in_one_document_is_no_candidate() -> None:
    assert find_candidates([_material("d1", "The Calm Corners programme in Sala.")], 2026) == []


def test_documents_of_one_study_count_once() -> None:
    title = "Growing Up in Seven Northern Towns, Wave"
    waves = [_material(f"d{n}", f"{title} {n}.\n\nThe Calm Corners programme was tried.") for n in range(4)]
    assert find_candidates(waves, 2026) == []


def test_a_sentence_that_a_source_puts_into_all_of_its_texts_names_nothing() -> None:
    text = "These files are kept by the archive of the north. It has the Calm Corners programme and keeps files."
    assert find_candidates(_studies(text, 8), 2026) == []


def test_the_name_of_a_known_measure_or_of_anything_in_the_thesaurus_is_no_news() -> None:
    measure = Concept("calm_corners", "measures", {"en": ("Calm Corners",)})
    kind = Concept("mt_drone", "measure_types", {"en": ("drone patrols",)})
    known = KnownNames([measure, kind])
    named, action = _studies("The new Calm Corners programme."), _studies("They had a drone patrol.")
    assert find_candidates(named, 2026) != []
    assert find_candidates(named, 2026, known) == []
    assert find_candidates(action, 2026) != []
    assert find_candidates(action, 2026, known) == []


def test_a_longer_name_that_holds_a_known_measure_is_no_news_and_one_that_holds_a_type_is() -> None:
    known = KnownNames(
        [
            Concept("calm", "measures", {"en": ("calm corners",), "sv": ("lugnhörn-",)}),
            Concept("mt_drone", "measure_types", {"en": ("drone patrol",)}),
        ]
    )
    assert "junior calm corner" in known
    assert "lugnhörnsmodell" in known
    assert "harbor drone patrol" not in known


def test_names_that_differ_by_number_spelling_hyphen_or_form_are_one_candidate() -> None:
    words = (
        "We tried an anger-coping programme.",
        "We tried anger coping programs.",
        "An anger coping intervention.",
    )
    texts = [_material(f"d{n}", f"{SUBJECTS[n]}.\n\n{words[n % 3]}") for n in range(8)]
    (found,) = find_candidates(texts, 2026)
    assert len(found.support) == 8


def test_an_acronym_is_what_it_is_spelled_out_to_be_and_that_of_data_is_none() -> None:
    assert list(acronyms("The Junior Harbor Patrol (JHP) sailed.", "en")) == [("jhp", "junior harbor patrol", True)]
    assert list(acronyms("The Town Crime Survey (TCS) asked.", "en")) == [("tcs", "town crime survey", False)]
    assert list(acronyms("It says other words (JHP) here.", "en")) == []
    texts = [_material("d1", "One.\n\nThe Town Crime Survey (TCS) asked."), *_studies("They ran the TCS program here.")]
    assert find_candidates(texts, 2026) == []


def test_a_phrase_that_stands_only_inside_a_longer_one_has_no_termhood() -> None:
    worth = termhood({"anger coping": 4, "youth anger coping": 4, "drone patrol": 3})
    assert worth["anger coping"] == 0
    assert worth["youth anger coping"] > worth["drone patrol"] == 3


def test_the_log_likelihood_ratio_tells_more_from_less_and_both_from_chance() -> None:
    assert distinctiveness(5, 100, 5, 100) == pytest.approx(0)
    assert distinctiveness(20, 100, 2, 100) > 3.84
    assert distinctiveness(2, 100, 20, 100) < -3.84


def test_growth_is_a_test_of_two_counts() -> None:
    assert growth_chance(0, 0) is None
    assert growth_chance(5, 0) == pytest.approx(1 / 32, abs=1e-4)
    assert growth_chance(3, 3) == pytest.approx(0.6562, abs=1e-3)


def test_growth_is_told_of_thousands_of_documents_too() -> None:
    assert growth_chance(700, 500) == pytest.approx(0.0, abs=1e-4)
    assert growth_chance(5000, 5000) == pytest.approx(0.504, abs=1e-3)


def test_what_grows_no_more_than_all_that_is_published_has_not_grown() -> None:
    assert growth_chance(5, 0, 0.9) == pytest.approx(0.9**5, abs=1e-4)
    (found,) = find_candidates([*_studies("The Calm Corners programme."), _material("o", FILLER)], 2026)
    assert found.chance == pytest.approx((5 / 6) ** 3, abs=1e-3)


def test_chances_are_corrected_for_their_number() -> None:
    assert adjusted([0.01, None, 0.04, 0.03]) == pytest.approx([0.03, None, 0.04, 0.04])
    assert adjusted([]) == []


def test_novelty_is_the_distance_to_the_nearest_known_measure() -> None:
    one, two = np.eye(2, dtype=np.float32)
    news = [replace(m, vector=one) for m in _studies("The Calm Corners programme.", 2)]
    known = [Material(DocumentId(f"k{n}"), FILLER, "en", 2025, ("cctv",), two) for n in range(2)]
    (found,) = find_candidates([*news, *known], 2026)
    assert (found.nearest, found.novelty, found.coherence) == (("cctv", 0.0), 1.0, 1.0)


def test_documents_about_the_same_without_the_name_are_joined_by_their_vectors_and_marked() -> None:
    one, two = np.eye(2, dtype=np.float32)
    named = [replace(m, vector=one) for m in _studies("The Calm Corners programme.")]
    near = replace(_material("near", f"Quiet places for all.\n\n{FILLER}"), vector=one)
    far = replace(_material("far", f"Something else.\n\n{FILLER}"), vector=two)
    abroad = replace(near, id=DocumentId("abroad"), language="sv")
    (found,) = find_candidates([*named, near, far, abroad], 2026)
    (joined,) = [support for support in found.support if support.alike is not None]
    assert (joined.document, joined.words, joined.alike) == ("near", "Quiet places for all.", 1.0)
    assert near.content[joined.start : joined.end] == joined.words
    assert found.recent == 3


def test_two_studies_that_share_words_of_an_action_and_are_not_alike_make_no_candidate() -> None:
    vectors = np.eye(2, dtype=np.float32)
    apart = [replace(m, vector=vectors[n]) for n, m in enumerate(_studies("They had a drone patrol.", 2))]
    alike = [replace(m, vector=vectors[0]) for m in apart]
    assert find_candidates(apart, 2026) == []
    assert [one.name for one in find_candidates(alike, 2026)] == ["drone patrol"]


def test_the_same_documents_in_another_order_give_the_same_candidates() -> None:
    made = _studies("The Calm Corners programme and the Blue Doors project and a drone patrol.", 4)
    assert find_candidates(made, 2026) == find_candidates(reversed(made), 2026)


@pytest.mark.parametrize("run", ["Calm " * 20_000, "(" * 100_000, "the of " * 20_000, "anger-" * 20_000, "A" * 100_000])
def test_a_text_of_one_run_costs_no_more_than_another(run: str) -> None:
    assert len(list(named_measures(run, "en"))) < 5_000
    assert len(list(named_measures(run, "sv"))) < 5_000


def test_the_citing_of_a_collection_and_a_part_of_an_agencys_name_are_no_measures() -> None:
    for content in (
        "It is like others (NORTHERN INTERVENTION PROJECT, 1986).",
        "The National Centre for Harm Prevention and Control keeps the figures.",
        "The aim is to assure even-handed treatment of all.",
    ):
        assert [one.name for one in named_measures(content, "en") if one.clear] == []


def test_two_names_of_one_measure_are_one_candidate() -> None:
    one, other, far = (np.array(v, dtype=np.float32) for v in ((1.0, 0.1, 0.0), (1.0, 0.2, 0.0), (0.0, 0.0, 1.0)))
    documents = [replace(d, vector=one) for d in _studies("We tried evening lamp patrols. A lamp patrol walked.", 3)]
    more = [
        replace(d, id=DocumentId(f"e{n}"), content=d.content.replace("in the north", "down south"), vector=other)
        for n, d in enumerate(_studies("They tried a candle patrol. A candle patrol walked.", 3))
    ]
    away = [_material(f"f{n}", f"{SUBJECTS[n]} far away.\n\n{FILLER}") for n in range(4)]
    found = find_candidates([*documents, *more, *(replace(d, vector=far) for d in away)], 2026)
    (candidate,) = [one for one in found if "patrol" in one.name]
    assert {"lamp patrol", "candle patrol"} <= {name.lower() for name in (candidate.name, *candidate.also)}


def test_what_has_documents_of_the_last_three_years_comes_before_what_has_none() -> None:
    old = [
        replace(d, id=DocumentId(f"o{d.id}"), content=d.content.replace("north", "west"))
        for d in _studies("We describe the Calm Corners programme.", 4, 2001)
    ]
    new = _studies("We tried drone patrols. A drone patrol flew.", 3, 2025)
    names = [one.name.lower() for one in find_candidates([*old, *new], 2026)]
    assert names.index("drone patrol") < names.index("calm corners")
