import pytest

from enrichment.numerals import number_of


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("three hundred and eighteen", 318),
        ("forty-one", 41),
        ("trehundraarton", 318),
        ("etthundranittiofyra", 194),
        ("to hundre og ti", 210),
        ("femogtyve", 25),
        ("two thousand", 2_000),
        ("tusen", 1_000),
    ],
)
def test_numbers_in_words_are_read_in_four_languages(words: str, number: int) -> None:
    assert number_of(words) == number


@pytest.mark.parametrize("words", ["", "pupils", "hundredfold"])
def test_other_words_are_no_number(words: str) -> None:
    assert number_of(words) is None
