import pytest

from enrichment.follow_up import read_follow_up
from enrichment.samples import read_sample_size
from enrichment.texts import Text


@pytest.mark.parametrize(
    ("language", "sentence", "number", "unit"),
    [
        ("en", "We recruited 1,234 adolescents in 12 schools.", "1234", "participants"),
        ("en", "A total of 412 first-time male offenders were randomised.", "412", "participants"),
        ("en", "Pupils (n = 340) were followed for a year.", "340", "participants"),
        ("en", "The sample was large (N = 2,400).", "2400", "n"),
        ("sv", "Studien omfattade 1 234 ungdomar i tolv skolor.", "1234", "participants"),
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


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "We compared 310 probationers on the new scheme with 310 who were not offered it.", "620"),
        ("sv", "Vi följde 85 klienter som fick stöd. De jämförs med lika många utan stöd.", "170"),
        ("nb", "Vi koblet 430 domfelte i ordningen med 430 i vanlig soning.", "860"),
        ("da", "Forløbet blev fulgt for 95 unge. Vi sammenligner med 95 unge i nabobyen.", "190"),
    ],
)
def test_two_groups_of_one_size_that_are_compared_are_added_up(language: str, text: str, number: str) -> None:
    assert read_sample_size(Text(f"A study\n\n{text}", language)).value == number


@pytest.mark.parametrize(
    ("language", "sentence", "number"),
    [
        ("en", "Thirty-two young offenders were interviewed about their nights out.", "32"),
        ("sv", "Trettiofyra kvinnor djupintervjuades om tiden efter flytten.", "34"),
        ("nb", "Tjuefem innsatte ble intervjuet om løslatelsen.", "25"),
        ("da", "Femogtyve indsatte blev interviewet om løsladelsen.", "25"),
    ],
)
def test_a_number_in_words_at_the_head_of_a_sentence_counts(language: str, sentence: str, number: str) -> None:
    assert read_sample_size(Text(f"A study\n\n{sentence}", language)).value == number


def test_a_count_where_nothing_is_studied_is_no_sample() -> None:
    counted = Text("Ett år av anmälningar\n\nUnder året anmälde 2 300 personer att de blivit rånade.", "sv")
    asked = Text("Enkät\n\nTotalt besvarade 2 300 personer frågorna.", "sv")
    assert read_sample_size(counted, studied=False).value is None
    assert read_sample_size(asked, studied=False).value == "2300"


@pytest.mark.parametrize(
    ("language", "sentence", "months"),
    [
        ("en", "Nine months after release they were asked again.", "9"),
        ("en", "Burglary in the two years after launch was lower.", "24"),
        ("en", "During the following year calls fell.", "12"),
        ("sv", "Tre år senare hade hälften arbete.", "36"),
        ("sv", "Uppföljning: 30 månader.", "30"),
        ("nb", "I de to årene etter gikk tallet ned.", "24"),
        ("da", "Fem måneder efter var virkningen væk.", "5"),
    ],
)
def test_time_after_the_measure_is_follow_up_where_something_was_tried(
    language: str, sentence: str, months: str
) -> None:
    assert read_follow_up(Text(f"A study\n\n{sentence}", language)).value == months


def test_a_law_that_expires_or_a_report_that_is_due_is_no_follow_up() -> None:
    assert read_follow_up(Text("Aftale\n\nAftalen skal revideres efter to år.", "da")).value is None
    assert read_follow_up(Text("Lag\n\nLagen upphör efter tre år.", "sv"), studied=False).value is None


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The review included 55 studies."),
        ("en", "We screened 2,316 records."),
        ("sv", "Undersökningen bygger på 56 slumpvis utvalda områden."),
        ("nb", "Søket ga 1 870 referanser, og 14 studier ble inkludert."),
        ("da", "Analysen omfatter 48 kommuner."),
    ],
)
def test_places_and_studies_are_no_sample(language: str, sentence: str) -> None:
    assert read_sample_size(Text(f"A study\n\n{sentence}", language)).value is None


@pytest.mark.parametrize(
    ("language", "sentence", "number"),
    [
        ("en", "Interviews were held with 26 tenants and 15 officers.", "41"),
        ("sv", "Vi har samtalat med sjutton hyresgäster och fyra poliser.", "21"),
        ("nb", "Materialet er intervjuer med 12 lærere og 16 foreldre.", "28"),
        ("da", "Rapporten bygger på samtaler med 22 beboere samt ni medarbejdere.", "31"),
    ],
)
def test_groups_that_are_joined_are_added_up(language: str, sentence: str, number: str) -> None:
    assert read_sample_size(Text(f"A study\n\n{sentence}", language)).value == number


@pytest.mark.parametrize(
    ("language", "sentence", "number"),
    [
        ("en", "By lot, three hundred and twelve pupils were assigned to the course.", "312"),
        ("sv", "Genom lottning fick tvåhundrafemtio familjer plats.", "250"),
        ("nb", "Vi tilbyr to hundre elever et kurs.", "200"),
        ("da", "I alt deltog fire hundrede forældre.", "400"),
    ],
)
def test_hundreds_in_words_are_counted(language: str, sentence: str, number: str) -> None:
    assert read_sample_size(Text(f"A study\n\n{sentence}", language)).value == number


@pytest.mark.parametrize(
    ("language", "sentence", "months"),
    [
        ("sv", "Ett och ett halvt år efter bytet var skillnaden borta.", "18"),
        ("da", "Halvandet år efter løsladelsen var forskellen væk.", "18"),
        ("nb", "Et halvår senere var forskjellen borte.", "6"),
        ("en", "A year and a half later the gap had closed.", "18"),
        ("en", "Thefts in the nine months that followed were fewer.", "9"),
        ("en", "We followed both groups of pupils for three years.", "36"),
        ("sv", "Två år därefter hade hälften arbete.", "24"),
        ("nb", "Tallet gikk ned i løpet av de ti månedene etter åpningen.", "10"),
        ("en", "The outcome was self-reported theft at 18 months.", "18"),
    ],
)
def test_follow_up_is_told_in_many_ways(language: str, sentence: str, months: str) -> None:
    assert read_follow_up(Text(f"A study\n\n{sentence}", language)).value == months


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nb", "Vi spurte 900 personer over 18 år."),
        ("sv", "Barn under 15 år fick inte delta."),
        ("en", "Nurses visit in the first two years of life."),
    ],
)
def test_ages_are_no_follow_up(language: str, sentence: str) -> None:
    assert read_follow_up(Text(f"A study\n\n{sentence}", language)).value is None


@pytest.mark.parametrize(
    ("language", "sentence", "number"),
    [
        ("sv", "En enkät skickades till alla inspektörer i länet, och 612 av dem svarade.", "612"),
        ("sv", "Frågorna gick till 900 slumpvis utvalda hyresgäster, varav 410 svarade.", "900"),
        ("sv", "Jag har samtalat med sjutton av dem under en vinter.", "17"),
        ("sv", "Av 150 tillfrågade samtyckte 98.", "98"),
        ("en", "In the end 1,204 of 3,000 did so.", "1204"),
        ("en", "We visited 96 licensed premises on Friday nights.", "96"),
        ("nb", "Av de 240 som takket ja, fikk halvparten tilbud om en samtale.", "240"),
        ("nb", "En spørreundersøkelse på stasjonen ga 318 svar.", "318"),
        ("da", "I foråret 2021 svarede 2.310 unge på et skema.", "2310"),
    ],
)
def test_those_who_answered_or_agreed_are_the_sample(language: str, sentence: str, number: str) -> None:
    assert read_sample_size(Text(f"En studie\n\n{sentence}", language)).value == number


@pytest.mark.parametrize(
    ("language", "sentence", "number"),
    [
        ("sv", "Enkäten besvarades av 300 åskådare före och 280 efter.", "580"),
        ("en", "We followed 400 clients and compared them with 350 clients on the waiting list.", "750"),
    ],
)
def test_those_asked_before_and_after_and_those_compared_are_added_up(
    language: str, sentence: str, number: str
) -> None:
    assert read_sample_size(Text(f"A study\n\n{sentence}", language)).value == number


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "There were 9 calls to the line in the months following the course."),
        ("nb", "I mars ble det i snitt sett 23 unge ved stasjonen, som var utvalgt tilfeldig."),
        ("sv", "De matchade områdena hade 20 färre fall än året före."),
        ("en", "The five evaluations that surveyed residents were old."),
    ],
)
def test_counts_of_calls_averages_and_differences_are_no_samples(language: str, sentence: str) -> None:
    assert read_sample_size(Text(f"A study\n\n{sentence}", language)).value is None


@pytest.mark.parametrize(
    ("language", "sentence", "months"),
    [
        ("sv", "Ett år in i arbetet hade anmälningarna minskat.", "12"),
        ("da", "I det følgende halve år faldt antallet af indbrud.", "6"),
        ("nb", "Økningen ser ut til å holde seg inntil ett år.", "12"),
        ("da", "Ved en opfølgning blev 60 unge mellem 16 og 24 år spurgt.", None),
    ],
)
def test_time_into_the_work_is_follow_up_and_an_age_is_none(language: str, sentence: str, months: str | None) -> None:
    assert read_follow_up(Text(f"En studie\n\n{sentence}", language)).value == months
