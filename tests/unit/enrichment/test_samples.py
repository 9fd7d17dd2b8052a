import pytest

from enrichment.samples import read_follow_up, read_sample_size
from enrichment.texts import Text


@pytest.mark.parametrize(
    ("language", "sentence", "number", "unit"),
    [
        ("en", "We recruited 1,234 adolescents in 12 schools.", "1234", "participants"),
        ("en", "A total of 412 first-time male offenders were randomised.", "412", "participants"),
        ("en", "The review included 55 studies.", "55", "studies"),
        ("en", "Pupils (n = 340) were followed for a year.", "340", "participants"),
        ("en", "The sample was large (N = 2,400).", "2400", "n"),
        ("sv", "Studien omfattade 1 234 ungdomar i tolv skolor.", "1234", "participants"),
        ("sv", "Undersökningen bygger på 56 slumpvis utvalda områden.", "56", "areas"),
        ("nb", "I studien deltok 345 elever fra 20 skoler.", "345", "participants"),
        ("da", "Undersøgelsen omfatter 1.250 unge.", "1250", "participants"),
    ],
)
def test_the_largest_sample_is_told_with_its_unit(language: str, sentence: str, number: str, unit: str) -> None:
    claim = read_sample_size(Text(f"A study\n\n{sentence}", language))
    assert (claim.value, claim.told("unit")) == (number, unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2016 people were asked about the yard.",
        "About 3 million people are victims each year.",
        "Nearly 40 percent said so.",
        "Nothing was counted.",
        "Those aged 15 participants of old would know.",
        "They wore N95 masks and breathed N2 all day.",
    ],
)
def test_years_shares_ages_and_populations_are_no_samples(sentence: str) -> None:
    assert read_sample_size(Text(f"A study\n\n{sentence}", "en")).value is None


def test_a_sample_that_is_only_planned_is_told_as_planned() -> None:
    claim = read_sample_size(Text("A study\n\nThe study will recruit 200 families.", "en"))
    assert (claim.value, claim.told("planned")) == ("200", "yes")


@pytest.mark.parametrize(
    ("language", "sentence", "months", "words"),
    [
        ("en", "At the 12-month follow-up aggression was lower.", "12", "12-month follow-up"),
        ("en", "The follow-up period was 18 months.", "18", "follow-up period was 18 months"),
        ("en", "There were follow-ups at 3, 6 and 12 months.", "12", "follow-ups at 3, 6 and 12 months"),
        ("en", "Scores were taken 6 weeks post-intervention.", "1.4", "6 weeks post-intervention"),
        ("sv", "Efter två år var skillnaden borta.", "24", "Efter två år"),
        ("sv", "Uppföljningstiden var 24 månader.", "24", "Uppföljningstiden var 24 månader"),
        ("sv", "Deltagarna följdes i tre år.", "36", "följdes i tre år"),
        ("nb", "Oppfølging etter 6 måneder viste det samme.", "6", "Oppfølging etter 6 måneder"),
        ("da", "Der var en opfølgning på 18 måneder.", "18", "opfølgning på 18 måneder"),
    ],
)
def test_follow_up_is_told_in_months_with_the_words(language: str, sentence: str, months: str, words: str) -> None:
    content = f"A study\n\n{sentence}"
    claim = read_follow_up(Text(content, language))
    assert (claim.value, claim.told("words")) == (months, words)
    assert content[claim.start : claim.end].strip() == words


@pytest.mark.parametrize("sentence", ["He got a sentence of 12 months.", "It ran over a five-year period.", "None."])
def test_other_times_are_no_follow_up(sentence: str) -> None:
    assert read_follow_up(Text(f"A study\n\n{sentence}", "en")).value is None
