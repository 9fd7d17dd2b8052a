"""Outcomes that no thesaurus lists, and those that a crime and the words before it make together."""

import pytest

from tests.unit.enrichment.thesaurus import directions_in, effects_in

LESS, MORE, SAME, MIXED = "less", "more", "no_difference", "mixed"
TRIAL = {
    "en": "A randomised trial of a programme. Lots decided which half of the shops got it.",
    "sv": "En randomiserad studie av ett program. Lotten avgjorde vilka butiker som fick det.",
    "nb": "En randomisert studie av et program. Loddtrekning avgjorde hvilke butikker som fikk det.",
    "da": "Et randomiseret forsøg med et program. Lodtrækning afgjorde, hvilke butikker der fik det.",
}


def _told(sentence: str, language: str) -> dict[str, str | None]:
    found = effects_in(f"Trial\n\n{TRIAL[language]} {sentence}", language)
    return {claim.told("words") or "": claim.value for claim in found}


@pytest.mark.parametrize(
    ("language", "sentence", "words", "found"),
    [
        ("en", "Insurance claims fell from 40 to 25 in the treatment group.", "Insurance claims", LESS),
        ("en", "Visits to the website did not differ between the groups.", "Visits to the website", SAME),
        (
            "en",
            "The share of shops with a broken window was 9 per cent lower than among controls.",
            "share of shops",
            LESS,
        ),
        ("en", "No corresponding effect on opening debts could be detected.", "opening debts", SAME),
        ("sv", "Försäkringsanmälningarna minskade med 12 procent i försöksgruppen.", "Försäkringsanmälningarna", LESS),
        ("sv", "I försöksgruppen sjönk antalet trasiga rutor från 30 till 18.", "antalet trasiga rutor", LESS),
        ("sv", "Som väntat skilde sig däremot inte andelen nya kunder mellan grupperna.", "andelen nya kunder", SAME),
        ("nb", "Forsikringskravene var 8 prosent lavere enn i kontrollgruppen.", "Forsikringskravene", LESS),
        ("nb", "Med hensyn til knuste ruter lignet de to gruppene hverandre.", "knuste ruter", SAME),
        ("da", "Forsikringskravene steg med 8 procent i indsatsgruppen.", "Forsikringskravene", MORE),
        ("da", "Knuste ruder afveg ikke signifikant mellem grupperne.", "Knuste ruder", SAME),
    ],
)
def test_what_changed_is_an_outcome_in_its_own_words(language: str, sentence: str, words: str, found: str) -> None:
    assert [way for said, way in _told(sentence, language).items() if words in said] == [found]


def test_nobody_can_say_whether_less_of_what_is_unlisted_is_good() -> None:
    (claim,) = effects_in(f"Trial\n\n{TRIAL['en']} Insurance claims fell from 40 to 25 in the treatment group.")

    assert (claim.told("outcome"), claim.told("good")) == (None, "unclear")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The response rate fell from 80 to 60 per cent in the control group."),
        ("en", "Staff turnover at the till was no different between the groups."),
        ("en", "Effects were 12 per cent larger in older studies than in newer ones."),
        ("en", "Temperatures were 4 per cent higher than usual."),
        ("en", "It rose by 10 per cent among controls."),
        ("sv", "Svarsfrekvensen sjönk från 80 till 60 procent i kontrollgruppen."),
        ("sv", "Befolkningen ökade med 5 procent mellan mätningarna."),
        ("nb", "Studenttallet økte med 5 prosent i begge byene."),
        ("da", "Søgningen gik tilbage til 1990 og gav 300 studier."),
        ("da", "Den i Odense lå fast på 12 procent, og de to programmer adskilte sig ikke."),
    ],
)
def test_a_study_its_people_and_its_surroundings_are_no_outcomes(language: str, sentence: str) -> None:
    assert _told(sentence, language) == {}


def test_what_is_unlisted_is_told_only_where_something_was_compared() -> None:
    assert effects_in("Insurance\n\nInsurance claims fell from 40 to 25 in the north.") == []


@pytest.mark.parametrize(
    ("language", "sentence", "outcome", "found"),
    [
        ("en", "Worry about being the victim of a robbery decreased in the treatment group.", "oc_fear_of_crime", LESS),
        ("en", "Time to a first reoffending was longer in the treatment group.", "oc_time_to_reoffending", MORE),
        ("sv", "Oron för att utsättas för rån minskade i insatsgruppen.", "oc_fear_of_crime", LESS),
        (
            "sv",
            "Tiden fram till det första återfallet skilde sig inte mellan grupperna.",
            "oc_time_to_reoffending",
            SAME,
        ),
        ("nb", "Bekymringen for å bli utsatt for ran sank i tiltaksgruppen.", "oc_fear_of_crime", LESS),
        ("da", "Frygten for at blive udsat for røveri faldt i indsatsgruppen.", "oc_fear_of_crime", LESS),
    ],
)
def test_fear_of_a_crime_and_time_until_it_are_outcomes_of_their_own(
    language: str, sentence: str, outcome: str, found: str
) -> None:
    assert directions_in(f"Trial\n\n{TRIAL[language]} {sentence}", language) == {outcome: found}
