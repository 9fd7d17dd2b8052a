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
        "The group will meet again in 2032.",
        "Vi söker i databaser till mars 2021 efter studier.",
        "Findings are expected in 2027.",
        "The centre has been open since 2007.",
        "We searched PubMed from 1990 to 2019 for studies.",
        "In 1994 California passed the three strikes law.",
        "The murder of a man in 2020 led to it.",
    ],
)
def test_other_years_are_not_the_studys(body: str) -> None:
    assert read_study_years(Text(f"T\n\n{body}", None)).value is None


def test_a_span_says_more_than_a_single_year() -> None:
    claim = read_study_years(Text("T\n\nThe study began in 2014. Data cover the years 2010–2013.", "en"))
    assert (claim.value, claim.confidence) == ("2010/2013", 0.9)


def test_a_year_in_the_title_counts() -> None:
    assert read_study_years(Text("Hate crime, 2009", "en")).value == "2009"


@pytest.mark.parametrize(
    ("content", "value", "confidence"),
    [
        ("T\n\nHøsten 2020 skiftet etaten ut lampene.", "2020", 0.5),
        ("T\n\nI 2018 satte kommunen upp bommar.", "2018", 0.5),
        ("Uppföljning av läsåren 2020/21–2022/23\n\nText.", "2020/2023", 0.95),
        ("T\n\nVi följer alla med larm i politidistriktet i 2025 og 2026, 500 personer.", "2025/2026", 0.6),
        ("Court Statistics, 1984: [United States]\n\nRecords were kept from 1926 to 1930 in a study.", "1984", 0.92),
        ("Rapport från Brå 2020\n\nStudien bygger på data från 2005 till 2012.", "2005/2012", 0.9),
        ("T\n\nData on stop and search were collected in 2014.", "2014", 0.8),
        ("T\n\nThe data were collected in 2015 and will inform policy.", "2015", 0.8),
        ("T\n\nEvalueringen av tiltaket, som skal redusere vold, bygger på data fra 2021.", "2021", 0.8),
        ("T\n\nDog patrols were used in the two areas in 2019.", "2019", 0.5),
        ("T\n\nKvinnor som sökte vård för våld 2015–2019 ingick, som i tidigare studier.", "2015/2019", 0.6),
        ("T\n\nData for 2010/11–2015 were read.", "2010/2015", 0.9),
        ("Complaints About Force, 2003 and 2007\n\nText.", "2003/2007", 0.95),
    ],
)
def test_a_year_in_which_something_was_is_told_with_doubt_and_the_title_goes_before(
    content: str, value: str, confidence: float
) -> None:
    claim = read_study_years(Text(content, None))
    assert (claim.value, claim.confidence) == (value, confidence)
