import pytest

from enrichment.bridged import FEWEST_WORDS, MOST_WORDS, bridged

REST = " och" * FEWEST_WORDS


def english(content: str, language: str) -> list[str]:
    return [word for word, _ in bridged(content + REST, language, 0)]


@pytest.mark.parametrize(
    ("content", "language"),
    [
        ("Skolor och föräldrar", "sv"),
        ("Skoler og foreldre", "nb"),
        ("Skoler og forældre", "da"),
        ("Schools and parents", "en"),
    ],
)
def test_one_thing_said_in_four_languages_is_the_same_words(content: str, language: str) -> None:
    assert {"school", "parent"} <= set(english(content, language))


def test_nynorsk_is_led_by_what_it_shares_with_bokmal() -> None:
    assert "school" in english("Skoler", "nn")


def test_a_word_is_told_with_its_place_and_those_of_a_title_as_such_too() -> None:
    content = "Skolan\n\nFöräldrar" + REST
    found = bridged(content, "sv", 6)
    assert ("t:school", 0) in found
    assert ("school", 0) in found
    assert ("parent", content.index("Föräldrar")) in found
    assert not any(word == "t:parent" for word, _ in found)


def test_an_unknown_word_stands_for_itself_by_its_first_letters() -> None:
    assert english("Kvackelibus", "sv")[0] == "sv:kvacke"


def test_numbers_are_alike_in_all_languages() -> None:
    assert english("2023", "sv")[0] == english("1.5", "en")[0] == "0"


def test_a_line_is_too_short_to_be_weighed() -> None:
    assert bridged(" skola" * FEWEST_WORDS, "sv", 0)
    assert not bridged(" skola" * (FEWEST_WORDS - 1), "sv", 0)


def test_other_languages_are_not_led_anywhere() -> None:
    for language in ("fi", "", None):
        assert not bridged("Nuoret ja koulu" * FEWEST_WORDS, language, 0)


def test_only_the_beginning_of_a_huge_text_is_read() -> None:
    assert len(bridged("school " * 100_000, "en", 0)) == MOST_WORDS
