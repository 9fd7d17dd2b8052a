"""Codes of the search have Swedish words, all of them."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from kb.catalogue import load_catalogue
from kb.search.answers import Aspect, Better, Grounds, Lack, Missing, Trait
from kb.search.facets import DOCUMENT_FACETS, MEASURE_FACETS, Facet
from kb.search.results import SYNTAX, YEARS, Query, Sort
from search_api import answer_words, facet_words
from search_api.pages.forms import PARAMETER, SORTS
from search_api.questions import known_values
from search_api.wording import in_languages

TABLES: list[tuple[type[StrEnum], Mapping[StrEnum, str]]] = [
    (Lack, answer_words.LACK),  # type: ignore[list-item]
    (Better, answer_words.BETTER),  # type: ignore[list-item]
    (Trait, answer_words.TRAIT),  # type: ignore[list-item]
    (Aspect, answer_words.ASPECT),  # type: ignore[list-item]
    (Facet, facet_words.FACET),  # type: ignore[list-item]
    (Facet, PARAMETER),  # type: ignore[list-item]
    (Sort, facet_words.SORT),  # type: ignore[list-item]
]


@pytest.mark.parametrize(("codes", "words"), TABLES)
def test_every_code_has_words_of_its_own(codes: type[StrEnum], words: Mapping[StrEnum, str]) -> None:
    assert set(words) == set(codes)
    assert len(set(words.values())) == len(words)


def test_every_order_can_be_chosen() -> None:
    assert set(SORTS.values()) == set(Sort)


@pytest.mark.parametrize("facets", [DOCUMENT_FACETS, MEASURE_FACETS])
def test_every_value_that_is_a_code_is_named_in_swedish(facets: tuple[Facet, ...]) -> None:
    catalogue = load_catalogue()
    for facet in facets:
        for value in known_values(facet, catalogue, facets) or ():
            name = facet_words.value_name(facet, value, catalogue, facets)
            assert name, (facet, value)
            assert "_" not in name, (facet, value)


def test_what_a_hit_lacks_is_said_with_the_name_or_the_figure() -> None:
    lacks = (Missing(Lack.OLD, "2009"), Missing(Lack.NOT_MEANT_FOR, "drugs"), Missing(Lack.IN_PASSING))
    said = answer_words.why_not_higher(lacks, lambda key: {"drugs": "Narkotika"}.get(key, key))
    assert said == (
        "Varför inte högre? Det nyaste är från 2009, är inte kopplad till Narkotika och nämner det efterfrågade "
        "i förbigående."
    )
    assert answer_words.why_not_higher((), str) == ""


def test_what_a_measure_rests_on_is_told_in_figures() -> None:
    said = answer_words.grounds(Grounds(3, 1, 4, 2, None, True, 2021))
    assert said == (
        "Vilar på 3\u00a0studier, 1\u00a0översikt eller metaanalys, 2\u00a0studier på nivå 4 av 5, "
        "en europeisk utvärdering och det nyaste från 2021."
    )
    assert answer_words.grounds(Grounds(0, 0, None, 0, None, None, None)) == "Ingen studie ligger bakom."
    assert answer_words.grounds(None) == ""


def test_every_condition_is_named() -> None:
    said = {answer_words.condition(key) for key in (*Facet, YEARS, SYNTAX)}
    assert len(said) == len(Facet) + 2


def test_filters_are_told_in_words() -> None:
    query = Query(filters={Facet.LANGUAGE: ("sv", "da"), Facet.EFFECT: ("less",)}, first_year=2015, expand=False)
    assert facet_words.filters_in_words(query, load_catalogue(), DOCUMENT_FACETS) == (
        "Språk: svenska eller danska; Effekt: minskning; från år 2015; utan närliggande ord"
    )


def test_groups_of_languages_have_names_and_the_same_words_are_said_once() -> None:
    said = in_languages({"nordic": ("rån",), "english": ("robbery",), "other": ("robbery",)})
    assert said == [
        ("på nordiska språk", "sv", ("rån",)),
        ("på engelska och på andra språk", "en", ("robbery",)),
    ]
    assert in_languages({"nordic": ()}) == []
