import time

import pytest

from enrichment.people import read_age_span, read_people
from enrichment.texts import Text
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.claims import Claim, ClaimKind
from kb.domain.facts import Concept

CONCEPTS = {
    c.id: c
    for c in (
        Concept("tg_youth", "target_groups", {"en": ("young people",)}),
        Concept("tg_pupils", "target_groups", {"en": ("pupil",)}, related=("st_school",)),
        Concept("tg_offenders", "target_groups", {"en": ("offender", "young people who offend")}),
        Concept("st_school", "settings", {"en": ("school",)}),
        Concept("st_park", "settings", {"en": ("park",)}),
        Concept("ac_police", "actors", {"en": ("police",)}),
    )
}
MATCHER = ConceptMatcher(CONCEPTS.values())


def _read(body: str, title: str = "T") -> dict[str | None, float]:
    content = f"{title}\n\n{body}"
    text = Text(content, "en", tuple(MATCHER.find(content, "en")), CONCEPTS)
    return {claim.value: claim.confidence for claim in read_people(text)}


def test_those_in_the_title_are_surest() -> None:
    assert _read("They met.", title="Help for young people in the park by police") == {
        "tg_youth": 0.9, "st_park": 0.9, "ac_police": 0.9,
    }  # fmt: skip


def test_the_words_before_tell_for_whom_where_and_by_whom() -> None:
    found = _read("A programme aimed at young people was delivered by police in a park.")
    assert found == {"tg_youth": 0.8, "st_park": 0.8, "ac_police": 0.8}


def test_one_named_in_passing_is_a_side_topic() -> None:
    assert _read("Young people exist. Nothing else. And so on.")["tg_youth"] == 0.5


def test_one_named_in_three_sentences_is_a_main_one() -> None:
    assert _read("Young people came. Then young people left. The young people slept.")["tg_youth"] == 0.7


def test_a_word_within_a_longer_one_does_not_count() -> None:
    assert "tg_youth" not in _read("We met young people who offend.")


def test_a_main_group_implies_where_it_is_met() -> None:
    assert _read("They met.", title="Pupils and trust")["st_school"] == 0.7


def test_not_stated_is_one_claim_of_each_kind() -> None:
    claims = read_people(Text("Lights at night", "en", (), CONCEPTS))
    assert [(c.kind, c.value) for c in claims] == [
        (ClaimKind.TARGET_GROUP, None),
        (ClaimKind.SETTING, None),
        (ClaimKind.ACTOR, None),
    ]


def _age(body: str) -> Claim:
    return read_age_span(Text(f"T\n\n{body}", None))


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("children aged 12 to 15", "12/15"),
        ("between the ages of 10 and 17 years", "10/17"),
        ("12- to 15-year-olds", "12/15"),
        ("adults (18 years or older)", "18/"),
        ("people over the age of 60", "60/"),
        ("youth under 18", "/17"),
        ("were at least 14 years old and under 18 years old at the time", "14/17"),
        ("first-time mothers under 22 through clinics", "/21"),
        ("people 20 years and younger", "/20"),
        ("ten- to fourteen-year-olds and their parents", "10/14"),
        ("Children aged three to eight were picked.", "3/8"),
        ("visited 600 people aged over seventy at home", "70/"),
        ("able to sentence 15- to 18-year-olds", "15/18"),
        ("barn mellan tre och tolv år", "3/12"),
        ("ett försök för femtonåringar", "15/15"),
        ("seks familier med ungdom på elleve til fjorten i Alta", "11/14"),
        ("løslatte mellom femten og tjuefire har hatt par", "15/24"),
        ("barn i alderen fem til ti", "5/10"),
        ("unge mellem 13 og 17 fik job", "13/17"),
        ("kunder över 65 år fick vänta", "65/"),
        ("920 dømte 15–17-åringer ble fulgt", "15/17"),
        ("A trial among young people under 25 years.", "/24"),
        ("Ungdomar som inte är äldre än 25 år", "/25"),
        ("Boys no older than fifteen took part", "/15"),
        ("Unga upp till 25 i arbete.", "/25"),
        ("Persons aged 18 years or more were eligible.", "18/"),
        ("Deltakerne var atten år eller eldre.", "18/"),
        ("Deltagarna fick inte vara yngre än 18 år.", "18/"),
        ("Vi studerade pojkar under 15 år.", "/14"),
        ("15-year-old girls", "15/15"),
        ("barn 6–12 år", "6/12"),
        ("ungdomar i åldern 12–15 år", "12/15"),
        ("elever i 12–15-årsåldern", "12/15"),
        ("13-åringar i skolan", "13/13"),
        ("personer 65 år och äldre", "65/"),
        ("barn under 15 år", "/14"),
        ("den som inte har fyllt 18 år", "/17"),
        ("unge i alderen 12 til 15 år", "12/15"),
        ("13–15-åringer", "13/15"),
        ("12-15-årige elever", "12/15"),
        ("børn mellem 12 og 15 år", "12/15"),
    ],
)
def test_ages_are_read_as_stated(body: str, value: str) -> None:
    assert _age(body).value == value


@pytest.mark.parametrize(
    "body",
    [
        "18 months of prison",
        "12–15 procent",
        "fängelse i 12–15 år",
        "de följdes under 5 år",
        "sentenced to 10 to 15 years",
        "a 10-year-old programme",
        "mean age 15.3 years",
        "infants aged 6-24 months",
        "pupils in grades 6 to 8",
        "in 12 to 15 schools",
        "När en elvaåring ertappas ringer de hem.",
        "tenåringer i et fiskevær",
        "Vi rekryterar 360 kvinnor under två år.",
        "Bland de misstänkta var 38 procent under 18 år gamla",
        "mest blant kvinner over 50 år",
        "people sentenced to under three years",
        "straff på mellan två och fem år",
        "Pupils attended between six and ten sessions.",
        "Elever deltog i mellan fem och tio lektioner.",
        "There were young people between 3 and 9 pm",
        "Män fick mellan fyra och sex års fängelse.",
        "Intagna på 20 till 30 platser",
        "Ungdomar mellan 12 och 20 i varje grupp",
        "Ungdomarna följdes under 15 år.",
        "Children were followed for over ten years.",
        "Offenders face up to 20 years in prison.",
        "Ungdomar som dömts till över tio år",
        "Brott med straff på två år eller mer.",
        "The courts hand children over to institutions.",
        "Children under 0 years",
        "ungdomar mellan 22 och 24 på lördagar",
    ],
)
def test_lengths_of_time_means_and_grades_are_no_ages(body: str) -> None:
    assert _age(body).value is None


def test_ages_of_participants_are_surer_than_ages_in_passing() -> None:
    claim = _age("Figures for those aged 20 to 64 fell. Participants were aged 12 to 15.")
    assert (claim.value, claim.confidence) == ("12/15", 0.9)


def test_a_million_letters_of_ages_take_seconds() -> None:
    text = Text("T\n\n" + "aged 12 " * 125_000, "en")
    began = time.monotonic()
    read_age_span(text)
    assert time.monotonic() - began < 20
