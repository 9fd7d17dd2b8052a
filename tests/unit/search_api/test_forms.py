"""The small parts: Swedish words, pieces of text, stretches, addresses, status."""

from datetime import UTC, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.register import load_register
from kb.catalogue import load_catalogue
from kb.domain import swedish as words
from kb.domain.claims import ClaimKind, Relevance, StudyDesign
from kb.domain.documents import SourceId
from kb.domain.evidence import Status as LadderStep
from kb.domain.evidence import Warning as Caution
from kb.domain.facts import Direction, Mark
from kb.domain.health import Condition
from kb.domain.sources import Show, SourceKind
from kb.search.facets import DOCUMENT_FACETS, Facet
from kb.search.results import Why
from kb.store.crawls import Yield
from kb.store.sources import Verdict
from search_api import labels
from search_api.addresses import doi_address, label_language, language_tag, source_language, web_address
from search_api.marking import cut, paragraphs
from search_api.pages.reasons import sentences
from search_api.paging import FURTHEST, Stretch
from search_api.questions import usable
from search_api.status import SourceStatus
from tests.unit.search_api.made_up import made_up_app
from tests.unit.search_api.made_up_status import NEVER

ENUMERATIONS: list[type[StrEnum]] = [
    StudyDesign, LadderStep, Caution, Direction, Mark, ClaimKind, Relevance, SourceKind, Verdict, Condition,
    Show,
]  # fmt: skip


@pytest.mark.parametrize("kind", ENUMERATIONS)
def test_every_member_of_the_fields_enumerations_has_a_swedish_word(kind: type[StrEnum]) -> None:
    words = [labels.label(member) for member in kind]
    assert all(word and "_" not in word for word in words)
    assert len(set(words)) == len(words)


def test_equal_codes_of_two_enumerations_have_each_their_word() -> None:
    assert labels.label(Direction.HARMFUL) != labels.label(Caution.HARMFUL)


def test_every_code_of_the_catalogue_has_swedish_words() -> None:
    catalogue = made_up_app().state.parts.catalogue
    for measure in catalogue.measures.values():
        assert measure.approach not in labels.approach(measure.approach).split(" och ") or measure.approach == "social"
        assert labels.unit(measure.unit) != measure.unit
        assert "(" in labels.prevention_level(measure.prevention_level)
    for source in catalogue.sources.values():
        assert all(words.language(code) != code for code in source.languages)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (words.moment(datetime(2024, 7, 1, 12, 5, tzinfo=UTC)), "1 juli 2024 kl. 14.05"),
        (labels.approach("policing+social"), "polisarbete och socialt förebyggande arbete"),
        (labels.short_level("universal/selective"), "universell och selektiv prevention"),
        (labels.how_often(1), "varje timme"),
        (labels.how_often(6), "var 6:e timme"),
        (labels.how_often(24), "varje dygn"),
        (labels.how_often(48), "vartannat dygn"),
        (labels.how_often(72), "vart 3:e dygn"),
        (labels.how_often(168), "varje vecka"),
        (labels.how_often(336), "varannan vecka"),
        (labels.how_often(31), "var 31:a timme"),
        (labels.verdict(None), "inte prövad"),
        (labels.verdict("made up"), "made up"),
        (labels.design("made up"), "made up"),
    ],
)
def test_swedish_forms(shown: str, expected: str) -> None:
    assert shown == expected


@given(
    st.text(max_size=60),
    st.lists(st.none() | st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=5),
)
def test_pieces_are_the_text_again_and_every_span_begins_and_ends_once(
    text: str, spans: list[tuple[int, int] | None]
) -> None:
    pieces = cut(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    for number, span in enumerate(spans):
        marked = "".join(piece.text for piece in pieces if number in piece.spans)
        expected = text[max(0, span[0]) : max(0, span[1])] if span else ""
        assert marked == expected
        assert sum(number in piece.begins for piece in pieces) == (1 if expected else 0)
        assert sum(number in piece.ends for piece in pieces) == (1 if expected else 0)


@given(
    st.lists(st.sampled_from(["a", "\n\n", "b c", "\n"]), max_size=8).map("".join),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=4),
)
def test_paragraphs_lose_no_word_and_no_anchor(text: str, spans: list[tuple[int, int]]) -> None:
    pieces = cut(text, list(spans))
    found = [piece for paragraph in paragraphs(pieces) for piece in paragraph]
    assert "".join(piece.text for piece in found).replace("\n", "") == text.replace("\n", "")
    assert [n for p in found for n in p.begins] == [n for p in pieces for n in p.begins]
    assert [n for p in found for n in p.ends] == [n for p in pieces for n in p.ends]


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("/local", False),
        ("https:///path", False),
        ("http://[broken", False),
        ('https://example.org/"onclick=', False),
        ("https://example.org/ x", False),
        ("https://example.org/{query}", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str | None, linked: bool) -> None:
    assert (web_address(address) is not None) is linked


def test_a_doi_with_odd_characters_resolves_safely() -> None:
    assert doi_address('10.1/a<b>"c(1)') == "https://doi.org/10.1/a%3Cb%3E%22c%281%29"


@pytest.mark.parametrize(("code", "tag"), [("sv", "sv"), ("EN", "en"), (None, ""), ("Swedish", ""), ('"><b>', "")])
def test_only_language_codes_are_declared(code: str | None, tag: str) -> None:
    assert language_tag(code) == tag


def test_no_link_leads_beyond_the_furthest_offset() -> None:
    assert Stretch("/sok", [], 50_000, FURTHEST, 20).next is None
    assert Stretch("/sok", [], 50_000, FURTHEST - 20, 20).next == f"/sok?offset={FURTHEST}"


def test_from_beyond_the_end_the_way_back_leads_to_hits() -> None:
    assert Stretch("/sok", [], 30, 500, 20).previous == "/sok?offset=10"


def test_a_source_fails_when_its_last_attempt_is_after_its_last_success() -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    source = load_register()[SourceId("bra_rss")]
    cases = [(None, None, False), (None, late, True), (early, late, True), (late, late, False), (late, early, False)]
    for success, attempt, fails in cases:
        assert SourceStatus(source, NEVER, Yield(), success, attempt, None, None).failing is fails


def test_reasons_are_sentences_in_swedish_without_percentages() -> None:
    catalogue = made_up_app().state.parts.catalogue
    why = Why(("skola",), ("gun_violence",), {"words": 2, "meaning": 1}, {"design": 1.1, "recency": 1.0})
    assert sentences(why, catalogue) == [
        "Ord som stämmer: ”skola”.",
        "Begrepp som stämmer: Skjutningar och dödligt våld i kriminell miljö.",
        "Placering: 2 efter ord, 1 efter betydelse.",
        "Höjd 1,1 gånger för att studiedesignen är stark.",
    ]
    assert sentences(Why(), catalogue) == []


def test_words_that_nobody_wrote_and_studies_of_a_measure_are_reasons_of_their_own() -> None:
    catalogue = made_up_app().state.parts.catalogue
    assert sentences(Why(words=("krogen",), added=("sexualbrott",), studies=2), catalogue) == [
        "Ord som stämmer: ”krogen”.",
        "Närliggande ord: ”sexualbrott”.",
        "2\u00a0studier av åtgärden stämmer med frågan.",
    ]
    assert sentences(Why(studies=3), catalogue) == ["Minst 3\u00a0studier av åtgärden stämmer med frågan."]


def test_a_concept_that_only_the_editors_link_is_said_apart() -> None:
    catalogue = made_up_app().state.parts.catalogue
    why = Why(concepts=("cctv", "gun_violence"))
    assert sentences(why, catalogue, ("gun_violence",)) == [
        "Begrepp som stämmer: Kamerabevakning.",
        "Begrepp som stämmer enligt redaktionell koppling: Skjutningar och dödligt våld i kriminell miljö.",
    ]


@pytest.mark.parametrize(
    ("factors", "said"),
    [
        ({"status": 1.2}, "Höjd 1,2 gånger för att den är väl prövad."),
        ({"status": 1.05}, "Höjd 1,05 gånger för hur långt den är prövad."),
        ({"recency": 1.09}, "Höjd 1,09 gånger för att det är nytt."),
        ({"recency": 1.04}, "Höjd 1,04 gånger för hur nytt det är."),
    ],
)
def test_a_factor_is_told_without_claiming_more_than_it_says(factors: dict[str, float], said: str) -> None:
    assert sentences(Why(factors=factors), made_up_app().state.parts.catalogue) == [said]


def test_a_factor_that_moves_next_to_nothing_is_not_worth_a_sentence() -> None:
    assert sentences(Why(factors={"recency": 1.0135, "transfer": 1.0}), made_up_app().state.parts.catalogue) == []


def test_a_factor_that_changes_nothing_is_not_told() -> None:
    assert sentences(Why(factors={"recency": 1.0002}), made_up_app().state.parts.catalogue) == []


def test_only_what_is_known_to_be_english_is_declared_english() -> None:
    catalogue = made_up_app().state.parts.catalogue
    assert label_language("focused deterrence", "group_violence_intervention", catalogue) == "en"
    assert label_language("fokuserad avskräckning", "group_violence_intervention", catalogue) == ""
    assert label_language("x", "no_such", catalogue) == ""
    english = next(s.id for s in catalogue.sources.values() if s.languages == ("en",))
    assert source_language(english, catalogue) == "en"
    assert source_language(SourceId("import:x"), catalogue) == ""


def test_a_source_can_be_asked_for_when_the_catalogue_knows_it_or_documents_of_it_are_held() -> None:
    catalogue = load_catalogue()
    held = {SourceId("a-collection")}
    assert usable(
        Facet.SOURCE, next(iter(catalogue.sources), "a-collection"), catalogue, DOCUMENT_FACETS, held.__contains__
    )
    assert usable(Facet.SOURCE, "a-collection", catalogue, DOCUMENT_FACETS, held.__contains__)
    assert not usable(Facet.SOURCE, "a-collection", catalogue, DOCUMENT_FACETS)
    assert not usable(Facet.SOURCE, "a-colection", catalogue, DOCUMENT_FACETS, held.__contains__)
