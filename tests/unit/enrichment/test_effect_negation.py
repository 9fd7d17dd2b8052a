import pytest

from enrichment.effect_sizes import find_significance, find_sizes
from tests.unit.enrichment.thesaurus import directions_in

LESS, MORE, SAME, MIXED = "less", "more", "no_difference", "mixed"
TITLES = {"en": "The evaluation", "sv": "Utvärderingen", "nb": "Evalueringen", "da": "Evalueringen"}


def _read(language: str, sentence: str) -> dict[str | None, str | None]:
    return directions_in(f"{TITLES[language]}\n\n{sentence}", language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "Våldet gick inte ner efter insatsen."),
        ("sv", "Våldet gick inte upp efter insatsen."),
        ("sv", "Våldet gick inte heller ned efter insatsen."),
        ("nb", "Volden gikk ikke ned etter tiltaket."),
        ("nb", "Volden gikk ikke opp etter tiltaket."),
        ("da", "Volden gik ikke ned efter indsatsen."),
        ("da", "Volden gik ikke op efter indsatsen."),
    ],
)
def test_a_negation_within_the_words_of_change_negates_them(language: str, sentence: str) -> None:
    assert _read(language, sentence) == {"oc_violence": SAME}


def test_not_only_is_no_negation_within_the_words_of_change() -> None:
    assert _read("sv", "Våldet gick inte bara ner efter insatsen.") == {"oc_violence": LESS}


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("sv", "Våldet minskade inte och rånen ökade inte.", {"oc_violence": SAME, "oc_robbery": SAME}),
        ("sv", "Våldet minskade och rånen ökade inte.", {"oc_violence": LESS, "oc_robbery": SAME}),
        ("sv", "Våldet minskade inte och polisen kom inte.", {"oc_violence": SAME}),
        ("en", "Violence fell and robbery did not rise.", {"oc_violence": LESS, "oc_robbery": SAME}),
        ("en", "Both violence and robbery fell.", {"oc_violence": LESS, "oc_robbery": LESS}),
        ("nb", "Volden falt ikke og ranene økte ikke.", {"oc_violence": SAME, "oc_robbery": SAME}),
        ("da", "Volden faldt og røverierne steg ikke.", {"oc_violence": LESS, "oc_robbery": SAME}),
    ],
)
def test_what_is_joined_by_and_has_its_own_negation(
    language: str, sentence: str, found: dict[str | None, str | None]
) -> None:
    assert _read(language, sentence) == found


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "We cannot conclude that violence fell in the treatment group."),
        ("en", "It cannot be concluded that the programme reduced violence."),
        ("en", "Nothing suggested that violence was reduced in the treatment group."),
        ("en", "It is not the case that violence fell in the treatment group."),
        ("en", "The results do not show that violence fell in the treatment group."),
        ("en", "Violence went down in neither group."),
        ("en", "Violence did not fall in the treatment group."),
        ("en", "Violence did not increase in the treatment group."),
        ("en", "Violence barely fell in the treatment group."),
        ("sv", "Ingenting tyder på att våldet minskade i försöksgruppen."),
        ("sv", "Det går inte att säga att våldet minskade i försöksgruppen."),
        ("sv", "Våldet minskade i ingen av grupperna efter insatsen."),
        ("sv", "Våldet minskade knappt i försöksgruppen."),
        ("nb", "Ingenting tydet på at volden falt i intervensjonsgruppen."),
        ("nb", "Volden sank i ingen av gruppene etter tiltaket."),
        ("da", "Vi kan ikke konkludere, at volden faldt i indsatsgruppen."),
        ("da", "Resultaterne viser ikke, at volden faldt i indsatsgruppen."),
        ("da", "Der er intet, der tyder på, at volden faldt i indsatsgruppen."),
    ],
)
def test_a_result_that_is_denied_is_no_difference(language: str, sentence: str) -> None:
    assert _read(language, sentence) == {"oc_violence": SAME}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The results do not only show that violence fell in the treatment group."),
        ("en", "Robbery did not change, and the results showed that violence fell in the treatment group."),
        ("sv", "Våldet minskade med knappt 10 procent i försöksgruppen."),
        ("sv", "Våldet minskade knappt en fjärdedel i försöksgruppen."),
    ],
)
def test_a_result_beside_a_denial_stands(language: str, sentence: str) -> None:
    assert _read(language, sentence)["oc_violence"] == LESS


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "Om våldet minskade i försöksgruppen vet vi inte."),
        ("nb", "Om volden falt i intervensjonsgruppen, vet vi ikke."),
        ("da", "Om volden faldt i indsatsgruppen, ved vi ikke."),
        ("en", "Whether violence fell in the treatment group we do not know."),
        (
            "en",
            "Violence fell by 30% in an earlier study by Smith; here we describe the programme.",
        ),
        ("sv", "Våldet minskade med 30 procent i en tidigare studie; här beskriver vi rekryteringen till insatsen."),
        ("nb", "Volden falt med 30 prosent i en tidligere studie; her beskriver vi rekrutteringen til tiltaket."),
        ("da", "Volden faldt med 30 procent i en tidligere undersøgelse; her beskriver vi indsatsen."),
    ],
)
def test_what_is_not_known_and_what_another_study_found_is_no_result(language: str, sentence: str) -> None:
    title = {"en": "A randomised controlled trial", "sv": "En randomiserad kontrollerad studie"}
    assert directions_in(f"{title.get(language, 'En randomisert studie')}\n\n{sentence}", language) == {}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "We found that violence fell more in the treatment group than in earlier studies."),
        ("sv", "Vi fann att våldet minskade mer i försöksgruppen än i tidigare studier."),
    ],
)
def test_a_result_compared_with_earlier_studies_is_our_own(language: str, sentence: str) -> None:
    assert _read(language, sentence) == {"oc_violence": LESS}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Violence increased in the control group but not in the treatment group."),
        ("en", "Violence fell in the treatment group but not in the control group."),
        ("sv", "Våldet ökade i kontrollgruppen men inte i försöksgruppen."),
        ("nb", "Volden økte i kontrollgruppen, men ikke i intervensjonsgruppen."),
        ("da", "Volden steg i kontrolgruppen, men ikke i indsatsgruppen."),
    ],
)
def test_what_became_of_one_group_and_not_of_the_other_is_the_difference(language: str, sentence: str) -> None:
    assert _read(language, sentence) == {"oc_violence": LESS}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Violence fell more in the treatment group than in the control group."),
        ("sv", "Våldet minskade mer i försöksgruppen än i kontrollgruppen."),
        ("nb", "Volden falt mer i intervensjonsgruppen enn i kontrollgruppen."),
        ("da", "Volden faldt mere i indsatsgruppen end i kontrolgruppen."),
    ],
)
def test_how_much_it_changed_does_not_turn_the_change(language: str, sentence: str) -> None:
    assert _read(language, sentence) == {"oc_violence": LESS}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Minskningen var statistiskt säkerställd.", "significant"),
        ("En säkerställd minskning sågs.", "significant"),
        ("Skillnaden var inte statistiskt säkerställd.", "not_significant"),
        ("Skillnaden kunde inte säkerställas statistiskt.", "not_significant"),
        ("Våldet minskade inte heller signifikant.", "not_significant"),
        ("Skillnaden var inte heller statistiskt säkerställd.", "not_significant"),
        ("Forskjellen var statistisk sikker.", "significant"),
        ("Volden falt heller ikke signifikant.", "not_significant"),
        ("Forskellen var ikke statistisk sikker.", "not_significant"),
        ("Kommunen ska säkerställa att insatsen minskar våldet.", None),
    ],
)
def test_a_tested_difference_is_significant_in_the_words_of_each_language(words: str, said: str | None) -> None:
    assert find_significance(words, 0, len(words)) == said


@pytest.mark.parametrize(
    "words",
    [
        "The relative effect size was 1.27 (95% CI 0.91 to 1.53).",
        "Crime fell (RES = 1.27, 95% CI 0.91 to 1.53).",
        "Den relativa effektstorleken var 1,27 (95 % KI 0,91–1,53).",
        "Den relative effektstørrelsen var 1,27 (95 % KI 0,91–1,53).",
    ],
)
def test_a_relative_effect_size_is_a_ratio_of_its_own(words: str) -> None:
    (size,) = find_sizes(words, 0, len(words))
    assert dict(size.told)["measure"] == "relative_effect_size"
    assert (dict(size.told)["low"], dict(size.told)["high"]) == ("0.91", "1.53")


def test_a_plain_effect_size_is_no_ratio() -> None:
    words = "The mean effect size was 0.27."
    (size,) = find_sizes(words, 0, len(words))
    assert dict(size.told)["measure"] == "effect_size"
