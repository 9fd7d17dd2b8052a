"""The many ways in which research prose says that something fell, rose, stayed as it was or went both ways."""

import pytest

from tests.unit.enrichment.thesaurus import directions_in, effects_in

LESS, MORE, SAME, MIXED = "less", "more", "no_difference", "mixed"


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("en", "Robbery tailed off after the programme.", LESS),
        ("en", "Robbery became rarer after the programme.", LESS),
        ("en", "Robbery was brought down by the programme.", LESS),
        ("en", "Robbery picked up in the programme area.", MORE),
        ("sv", "Rånen försvagades efter insatsen.", LESS),
        ("sv", "Rånen blev färre efter insatsen.", LESS),
        ("sv", "Rånen eskalerade efter insatsen.", MORE),
        ("sv", "Rånen blev vanligare efter insatsen.", MORE),
        ("nb", "Ranene ble sjeldnere etter tiltaket.", LESS),
        ("nb", "Ranene skjøt fart etter tiltaket.", MORE),
        ("da", "Røverierne formindskedes efter indsatsen.", LESS),
        ("da", "Røverierne blev færre efter indsatsen.", LESS),
        ("da", "Røverierne tog til med 46 procent efter indsatsen.", MORE),
        ("en", "Robbery followed the same path in both areas after the programme.", SAME),
        ("en", "Robbery developed in much the same way in both areas after the programme.", SAME),
        ("en", "Nothing of the kind was seen for robbery after the programme.", SAME),
        ("sv", "Rånen utvecklades på likartat sätt i båda områdena efter insatsen.", SAME),
        ("sv", "Något liknande kunde inte ses för rån efter insatsen.", SAME),
        ("nb", "Ranene avvek ikke fra dem i kontrollområdet etter tiltaket.", SAME),
        ("nb", "Ranene fulgte samme utvikling i begge områder etter tiltaket.", SAME),
        ("da", "Røverierne var uforandrede efter indsatsen.", SAME),
        ("da", "Noget tilsvarende kunne ikke konstateres for røveri efter indsatsen.", SAME),
        ("en", "Whether pupils had committed robbery did not differ between the groups after the programme.", SAME),
        ("nb", "Hvorvidt elevene hadde begått ran, varierte ikke mellom gruppene etter tiltaket.", SAME),
        ("sv", "Vi fann inget belägg för att rån skulle vara ovanligare i insatsgruppen än i kontrollgruppen.", SAME),
        ("en", "A claim that the programme prevented robbery is not supported.", SAME),
        (
            "en",
            "Robbery softened in three schools, hardened in one and was unchanged in another after the programme.",
            MIXED,
        ),
        ("da", "Røverierne faldt i seks undersøgelser af indsatsen, øgedes i en og var det samme i fire.", MIXED),
    ],
)
def test_a_change_and_its_absence_have_many_words(language: str, sentence: str, found: str) -> None:
    assert directions_in(f"Evaluering: the evaluation\n\n{sentence}", language) == {"oc_robbery": found}


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("en", "Robberies per shop were 1.9 on average in the trial, against 3.4 the year before.", LESS),
        ("sv", "I försöket var antalet rån i genomsnitt 1,9, mot 3,4 året innan.", LESS),
        ("nb", "I forsøket var antallet ran i snitt 14, mot 9 i kontrollgruppen.", MORE),
        ("da", "I forsøget var røveri 61 og 62 procent i de to grupper.", SAME),
        ("en", "In the trial robbery was 10 to 13 per cent of all crime.", None),
    ],
)
def test_amounts_side_by_side_tell_a_change(language: str, sentence: str, found: str | None) -> None:
    told = directions_in(f"Randomised trial\n\nA randomised trial of a programme. {sentence}", language)
    assert told.get("oc_robbery") == found


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "Effects on robbery of the programme were larger where the centres reached more families than elsewhere.",
        ),
        ("sv", "Robbery är känt; fler studier av rån efter insatsen behövs."),
        ("nb", "Ran er et problem, og kommunene ber om tiltak som når flere familier enn før."),
        ("da", "Et studie af en lignende indsats fandt færre røverier."),
    ],
)
def test_what_weighs_calls_for_or_is_of_something_else_tells_nothing(language: str, sentence: str) -> None:
    assert directions_in(f"Evaluering: the evaluation\n\n{sentence}", language) == {}


def test_measures_of_one_outcome_that_differ_are_told_apart() -> None:
    text = (
        "Evaluation\n\nViolence fell by 12 percent after the programme. By contrast, violent crime did not differ "
        "between the programme area and the control area."
    )
    assert {(claim.told("words"), claim.value) for claim in effects_in(text)} == {
        ("Violence", LESS),
        ("violent crime", SAME),
    }


def test_what_will_be_done_next_does_not_silence_what_was_found() -> None:
    text = (
        "Evaluation\n\nA before-and-after study of street lighting compares the year after with the year before. "
        "Robbery fell by 12 percent. Interviews will be collected in a later phase."
    )
    assert directions_in(text) == {"oc_robbery": LESS}


def test_the_untreated_place_takes_nothing_back() -> None:
    text = (
        "Utvärdering av gatubelysning\n\nUtvecklingen i Arboga jämförs med den i Köping. "
        "Rånen minskade med en femtedel i Arboga men inte i Köping."
    )
    assert directions_in(text, "sv") == {"oc_robbery": LESS}


def test_what_people_believe_of_crime_is_no_change_of_it() -> None:
    for language, sentence in (
        ("en", "Shopkeepers believed that robbery fell after the programme."),
        ("sv", "Butiksägarna trodde att rånen minskade efter insatsen."),
        ("nb", "Butikkeierne mente at ranene gikk ned etter tiltaket."),
        ("da", "Butiksejerne troede at røverierne faldt efter indsatsen."),
    ):
        assert not directions_in(sentence, language), sentence
