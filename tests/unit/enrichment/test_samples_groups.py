"""Who is counted where several groups are told, and for how long they were followed: each sentence is made up."""

import pytest

from enrichment.follow_up import read_follow_up
from enrichment.numerals import amount_of
from enrichment.samples import read_sample_size
from enrichment.texts import Text


@pytest.mark.parametrize(
    ("language", "sentence", "number"),
    [
        (
            "sv",
            "Vi har samtalat med 14 kvinnor från tre skyddade boenden och därtill har nio handläggare intervjuats.",
            "23",
        ),
        ("en", "We interviewed 22 tenants of the estate, along with nine members of staff.", "31"),
        ("nb", "Vi har snakket med 14 kvinner fra tre byer, og med seks terapeuter ved to kontorer.", "20"),
        ("da", "Vi har interviewet 24 unge, 18 kvinder og 6 mænd, suppleret med samtaler med otte lærere.", "32"),
    ],
)
def test_groups_that_were_spoken_with_are_added_up_and_their_shares_are_not(
    language: str, sentence: str, number: str
) -> None:
    assert read_sample_size(Text(f"A study\n\n{sentence}", language)).value == number


@pytest.mark.parametrize(
    ("language", "sentence", "number"),
    [
        ("sv", "En enkät skickades till 2 000 slumpvis valda personer, varav 940 svarade.", "940"),
        ("en", "The form was sent to 2,000 residents; 940 replied.", "940"),
        ("nb", "Skjemaet ble sendt til 2 000 beboere, hvorav 940 svarte.", "940"),
        ("da", "Et spørgeskema blev sendt til 2.000 beboere, hvoraf 940 svarede.", "940"),
        ("sv", "Enkäten besvarades av 914 ledamöter och ersättare.", "914"),
        ("en", "Interviews were held on both estates, 948 in all.", "948"),
        ("da", "Forskellen er signifikant (890 besvarelser).", "890"),
    ],
)
def test_those_who_answered_are_the_sample_and_not_those_who_were_asked(
    language: str, sentence: str, number: str
) -> None:
    assert read_sample_size(Text(f"A study\n\n{sentence}", language)).value == number


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "Vi följer 300 män. För var och en valdes ur registren en frigiven som liknade honom."),
        ("en", "We follow 300 men released in 2015. For each of them one man was found with a like record."),
        ("nb", "Vi følger 300 menn. For hver av dem er en mann valgt med samme alder."),
        ("da", "Vi har fulgt 300 mænd. Til hver af dem blev en mand fundet med samme alder."),
    ],
)
def test_one_that_was_found_for_each_doubles_the_sample(language: str, sentence: str) -> None:
    assert read_sample_size(Text(f"A study\n\n{sentence}", language)).value == "600"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("da", "Faldet kan være tilfældigt, da der er tale om 129 indbrud."),
        ("da", "Om det gælder i firmaer med under 50 ansatte, vides ikke."),
        ("sv", "Vi vägde samman 19 kontrollerade utvärderingar från städer."),
    ],
)
def test_crimes_limits_and_evaluations_are_no_sample(language: str, sentence: str) -> None:
    assert read_sample_size(Text(f"A study\n\n{sentence}", language)).value is None


@pytest.mark.parametrize(
    ("language", "sentence", "months"),
    [
        ("sv", "Effekten står sig över de 18 månader vi kan följa.", "18"),
        ("en", "The persons were traced for four years.", "48"),
        ("en", "Police data were examined for two years either side of the switch.", "24"),
        ("sv", "Inbrotten var 41 under de arton månaderna före starten och 26 under lika lång tid därefter.", "18"),
        ("en", "Over periods of up to 24 months calls fell.", "24"),
        ("nb", "De tjueto månedene vi har fulgt dem, var rolige.", "22"),
        ("da", "Over en periode på halvandet år faldt antallet.", "18"),
    ],
)
def test_time_that_is_followed_is_told_in_many_ways(language: str, sentence: str, months: str) -> None:
    assert read_follow_up(Text(f"A study\n\n{sentence}", language)).value == months


@pytest.mark.parametrize(("words", "number"), [("halvandet", 1.5), ("two and a half", 2.5), ("tolv", 12), ("1,5", 1.5)])
def test_amounts_of_time_are_numbers_in_words_halves_and_digits(words: str, number: float) -> None:
    assert amount_of(words) == number
