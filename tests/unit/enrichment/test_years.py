import pytest

from enrichment.texts import Text
from enrichment.years import read_study_years


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("Data were collected between 2015 and 2019.", "2015/2019"),
        ("The survey ran from January 2015 to 31 March 2019.", "2015/2019"),
        ("Vi följde anmälda fall under åren 2015–2019.", "2015/2019"),
        ("Undersökningen bygger på data från 2018.", "2018"),
        ("Anmeldte saker mellom 2015 og 2019 ble talt.", "2015/2019"),
        ("Data fra perioden 2015-19 blev analyseret.", "2015/2019"),
        ("Pupils were surveyed in the spring of 2016.", "2016"),
        ("Data come from the school year 2010/11.", "2010/2011"),
    ],
)
def test_the_years_are_those_that_the_study_covers(body: str, value: str) -> None:
    claim = read_study_years(Text(f"T\n\n{body}", None))
    assert claim.value == value
    assert claim.start is not None


@pytest.mark.parametrize(
    "body",
    [
        "Smith (2019) found the same in a study.",
        "Many studies agree (Smith & Lee, 2019; Doe, 2015).",
        "Data enligt lag (2023:196) om kommuners ansvar.",
        "The study reports costs in 2019 prices.",
        "We studied 2019 pupils.",
        "J. Stud. vol. 12, pp. 1999-2012.",
        "Den 16 november 2021 beslutade nämnden om en undersökning.",
        "Studies since the 1990s agree.",
        "Undersökningen följer EU:s direktiv 2016/80.",
        "The group met in 2012.",
    ],
)
def test_other_years_are_not_the_studys(body: str) -> None:
    assert read_study_years(Text(f"T\n\n{body}", None)).value is None


def test_a_span_says_more_than_a_single_year() -> None:
    claim = read_study_years(Text("T\n\nThe study began in 2014. Data cover the years 2010–2013.", "en"))
    assert (claim.value, claim.confidence) == ("2010/2013", 0.9)


def test_a_year_in_the_title_counts() -> None:
    assert read_study_years(Text("Hate crime, 2009", "en")).value == "2009"
