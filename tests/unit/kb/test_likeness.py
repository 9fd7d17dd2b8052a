"""Rules for when two items are the same, on items that nothing but the rules knows."""

import random
from typing import Any

import pytest

from kb.domain.differences import difference
from kb.domain.documents import RawDocument, SourceId
from kb.domain.likeness import Likeness, Rule, keys_of, likeness, traits_of
from kb.domain.signatures import text_keys, text_likeness
from kb.domain.titles import Kinship, kinship, numbers

_WORDS = [f"{first}{last}" for first in ("lamp", "street", "crime", "town", "night") for last in "abcdefghijklmnop"]


def _text(length: int = 120, seed: int = 1) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(_WORDS) for _ in range(length))


def _like(rule: Rule, one: dict[str, Any], other: dict[str, Any], *, rival: bool = False) -> Likeness | None:
    usual: dict[str, Any] = {"title": "Street lighting and burglary in towns", "text": _text()}
    items = [RawDocument(SourceId("s"), **(usual | said)).normalised() for said in (one, other)]
    return likeness(rule, traits_of(items[0]), traits_of(items[1]), rival=rival)


def test_texts_that_are_nearly_the_same_share_a_key_and_others_do_not() -> None:
    missed = 0
    for seed in range(300):
        text = _text(200, seed).split()
        start = seed % 150
        changed = [*text[:start], *_text(20, seed + 1_000).split(), *text[start + 20 :]]
        alike = text_likeness(" ".join(text), " ".join(changed), 0.0)
        assert alike is not None
        assert 0.75 < alike < 0.9
        missed += not set(text_keys(" ".join(text))) & set(text_keys(" ".join(changed)))
    assert missed / 300 < 0.03
    assert not set(text_keys(_text(200, 1))) & set(text_keys(_text(200, 2)))


def test_the_keys_of_a_text_stay_what_they_are_for_they_are_kept() -> None:
    text = "Sixty street corners were lit at night and the burglaries near them were counted for a year. " * 3
    assert text_keys(text) == text_keys(text.upper().replace(".", ";"))
    assert text_keys(text)[0] == "06c873e738fe68455"


def test_a_short_text_has_no_keys_and_a_book_as_many_as_a_page() -> None:
    assert text_keys(_text(39)) == ()
    assert len(text_keys(_text(40))) == len(text_keys(_text(60_000))) == 10


@pytest.mark.parametrize(
    ("rule", "one", "other", "reason"),
    [
        (Rule.ADDRESS, {}, {}, "the same address and title"),
        (
            Rule.ADDRESS,
            {},
            {"title": "Street lighting and burglaries in towns"},
            "the same address and a title 94 % alike",
        ),
        (Rule.ADDRESS, {}, {"title": "Quite another headline"}, "the same address and text"),
        (Rule.DOI, {"doi": "10.1000/a"}, {"doi": "10.1000/a"}, "the same DOI and title"),
        (
            Rule.TITLE,
            {"year": 2020, "authors": ("Eva Berg",)},
            {"year": 2020, "authors": ("Berg, E.",)},
            "the same title, year and author, texts 100 % alike",
        ),
        (Rule.TITLE, {"text": "", "year": 2020}, {"text": "", "year": 2020}, "the same title and year"),
        (Rule.TEXT, {}, {"title": "Lamps that thieves do not like"}, "texts 100 % alike"),
    ],
)
def test_the_reason_is_said_in_words(rule: Rule, one: dict[str, Any], other: dict[str, Any], reason: str) -> None:
    found = _like(rule, one, other)
    assert found is not None
    assert found.reason == reason


@pytest.mark.parametrize(
    ("rule", "one", "other"),
    [
        pytest.param(
            Rule.DOI,
            {"title": "Chapter one: lighting the streets"},
            {"title": "Chapter nine: guarding the lots"},
            id="the chapters of a book have one DOI",
        ),
        pytest.param(
            Rule.DOI,
            {"title": "Lighting the streets of our towns: chapter 1"},
            {"title": "Lighting the streets of our towns: chapter 2"},
            id="so have its numbered parts",
        ),
        pytest.param(
            Rule.DOI,
            {"title": "Street lighting and burglary"},
            {"title": "Gatubelysning och inbrott"},
            id="and an article titled in two languages",
        ),
        pytest.param(
            Rule.DOI,
            {"title": "A long title about street lighting and burglary in twelve towns of the north"},
            {"title": "Corrigendum: A long title about street lighting and burglary in twelve towns of the north"},
            id="a correction names the whole title of what it corrects",
        ),
        pytest.param(
            Rule.ADDRESS,
            {"title": "A long title about street lighting and burglary in twelve towns of the north"},
            {"title": "Erratum to: A long title about street lighting and burglary in twelve towns of the north"},
            id="and may stand at its address",
        ),
        pytest.param(Rule.TITLE, {"title": "Editorial"}, {"title": "Editorial"}, id="an editorial"),
        pytest.param(Rule.TITLE, {"title": "Book review"}, {"title": "Book review"}, id="a book review"),
        pytest.param(Rule.TITLE, {"title": "Annual report 2019"}, {"title": "Annual report 2019"}, id="a report"),
        pytest.param(
            Rule.TITLE,
            {"year": 2020, "kind": "Preprint"},
            {"year": 2020, "kind": "Journal Article"},
            id="a preprint and its article",
        ),
        pytest.param(
            Rule.TITLE,
            {"year": 2020, "doi": "10.31235/osf.io/a"},
            {"year": 2020, "doi": "10.1000/b"},
            id="a preprint and its article by DOI",
        ),
        pytest.param(
            Rule.TITLE,
            {"year": 2020, "text": "", "language": "sv"},
            {"year": 2020, "text": "", "language": "en"},
            id="a translation under an English title",
        ),
        pytest.param(Rule.TEXT, {"language": "sv-SE"}, {"language": "eng"}, id="two languages stated"),
        pytest.param(Rule.TEXT, {"doi": "10.1000/a"}, {"doi": "10.1000/b"}, id="two DOIs"),
        pytest.param(Rule.TEXT, {"kind": "posted_content"}, {"kind": "journal-article"}, id="kinds as Crossref says"),
        pytest.param(
            Rule.TITLE, {"year": 2020, "kind": "kap"}, {"year": 2020, "kind": "publication/book"}, id="a chapter"
        ),
        pytest.param(Rule.TEXT, {"kind": "Lagrådsremiss"}, {"kind": "Proposition"}, id="a bill and its draft"),
        pytest.param(Rule.TEXT, {"year": 2018}, {"year": 2020}, id="two years between"),
        pytest.param(Rule.TEXT, {"authors": ("Eva Berg",)}, {"authors": ("Nils Dahl",)}, id="no common author"),
        pytest.param(
            Rule.TEXT, {"title": "Crime in towns 2019"}, {"title": "Crime in towns 2020"}, id="yearly statistics"
        ),
        pytest.param(
            Rule.TEXT, {"title": "Crime in towns"}, {"title": "Crime in towns 2020"}, id="one without its year"
        ),
        pytest.param(Rule.TEXT, {"title": "Mentors, part 1"}, {"title": "Mentors, part 2"}, id="parts"),
        pytest.param(
            Rule.TEXT, {"title": "Mentors. Part I"}, {"title": "Mentors. Part II"}, id="parts in Roman numbers"
        ),
        pytest.param(Rule.TEXT, {"title": "Mentorer, del ett"}, {"title": "Mentorer, del två"}, id="parts in words"),
        pytest.param(Rule.TEXT, {"title": "Local crime in Lund"}, {"title": "Local crime in Malmö"}, id="two towns"),
        pytest.param(
            Rule.TEXT, {"title": "Crime in May, by region"}, {"title": "Crime in June, by region"}, id="months"
        ),
        pytest.param(
            Rule.TEXT, {"title": "Mentors for male pupils"}, {"title": "Mentors for female pupils"}, id="sexes"
        ),
        pytest.param(
            Rule.TEXT,
            {"title": "Street lighting and burglary in towns"},
            {"title": "Corrigendum to Street lighting and burglary in towns"},
            id="a correction with the text of its article",
        ),
    ],
)
def test_what_only_looks_the_same_stays_apart(rule: Rule, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert _like(rule, one, other) is None
    assert _like(rule, other, one) is None


def test_a_source_that_gives_both_by_ids_of_its_own_means_two() -> None:
    assert _like(Rule.TEXT, {}, {}, rival=True) is None
    assert _like(Rule.ADDRESS, {"title": "Newsletter number 3"}, {"title": "Newsletter number 4"}, rival=True) is None
    assert _like(Rule.ADDRESS, {"title": "Newsletter number 3"}, {"title": "Newsletter number 4"}) is not None


def test_one_press_release_under_two_headlines_joins_only_when_the_text_is_the_same() -> None:
    one = {"title": "Police test new lamps in the north", "text": _text(200)}
    other = "Fewer burglaries are hoped for after winter"
    whole = _text(200).split()
    retold = " ".join([*whole[:20], *_text(20, 9).split(), *whole[40:]])
    assert _like(Rule.TEXT, one, {"title": other, "text": _text(200)}) is not None
    assert _like(Rule.TEXT, one, {"title": other, "text": retold}) is None
    assert _like(Rule.TEXT, one, {"title": "Police test new lamps in the north", "text": retold}) is not None


def test_a_year_apart_the_text_must_be_the_same() -> None:
    whole = _text(200).split()
    retold = " ".join([*whole[:20], *_text(20, 9).split(), *whole[40:]])
    one = {"text": _text(200), "year": 2019}
    assert _like(Rule.TEXT, one, {"text": _text(200), "year": 2020}) is not None
    assert _like(Rule.TEXT, one, {"text": retold, "year": 2020}) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Street lighting and burglary", "STREET LIGHTNING AND BURGLARY.", Kinship.KIN),
        ("Street lighting and burglary", "Street lighting and burglary: a study of twelve towns", Kinship.KIN),
        ("Street lighting and burglary", "Report: Street lighting and burglary", Kinship.KIN),
        ("Crime prevention in towns", "Crimeprevention in towns", Kinship.KIN),
        ("Suspects in criminal matters", "Suspects in criminal matters concluded", Kinship.SERIES),
        ("Street lighting and burglary", "Street lighting and burglary a systematic review", Kinship.LONGER),
        ("Charges filed in court, 2015", "Chagres filed in cuort - terminated, 2015", Kinship.SERIES),
        ("Header data, wave 3, 2000-2002", "Header data (young adult), wave 3, 2000-2002", Kinship.SERIES),
        ("Header data (primary caregiver)", "Header data (subject)", Kinship.SERIES),
        ("Legal work among the young", "Illegal work among the young", Kinship.SERIES),
        ("Police test new lamps", "Burglars like it dark", Kinship.OTHER),
        ("", "", Kinship.KIN),
    ],
)
def test_titles_are_kin_members_of_a_series_or_two_headlines(one: str, other: str, expected: Kinship) -> None:
    assert kinship(one, other) is expected
    assert kinship(other, one) is expected


def test_numbers_in_titles_are_read_in_digits_words_and_roman_after_a_part() -> None:
    assert numbers("crime survey 2019 wave 02") == ("2", "2019")
    assert numbers("mentors part one") == numbers("mentors part i") == numbers("mentors part 1") == ("1",)
    assert numbers("no one saw what i did in the fire") == ()
    assert numbers("class ii lesions part i") != numbers("class ii lesions part ii")


def test_the_address_of_a_doi_is_the_doi_and_a_title_that_says_nothing_is_no_key() -> None:
    item = RawDocument(SourceId("s"), "Editorial", address="https://doi.org/10.1000/Book").normalised()
    assert keys_of(item) == [(Rule.DOI, "10.1000/book")]


def test_a_difference_is_words_that_came_and_went_not_commas_or_places() -> None:
    before = "Lamps are lit. Mentors meet boys. The hours are nine to five."
    after = "Mentors meet boys.\n\nLamps are lit! The hours are ten to five. A new line."
    found = difference(before, after)
    assert found.added == ("The hours are ten to five.", "A new line.")
    assert found.removed == ("The hours are nine to five.",)
    assert difference(before, before.upper()).added == ()


def test_a_difference_is_bounded_whatever_the_texts() -> None:
    found = difference("\n".join(f"old {n}" for n in range(200_000)), "\n".join("aba" for _ in range(200_000)))
    assert len(found.added) == len(found.removed) == 100
    assert found.more == 399_800
    assert len(difference("", "word " * 10_000).added[0]) == 600
