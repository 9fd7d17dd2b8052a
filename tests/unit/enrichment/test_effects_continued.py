"""Results told in figures alone, in the sentence after, and in words that once were read as nothing."""

import pytest

from enrichment.effect_sizes import find_sizes
from enrichment.effect_taught import RULES_ALONE
from enrichment.effects import read_effects
from kb.domain.claims import Claim, ClaimKind, StudyDesign
from tests.unit.enrichment.thesaurus import text_of

LESS, MORE, SAME, MIXED = "less", "more", "no_difference", "mixed"
TRIAL = StudyDesign.RANDOMISED_TRIAL


def told(text: str, language: str = "en", design: StudyDesign | None = TRIAL) -> dict[str | None, str | None]:
    """Return what is read of each outcome in a text of that design."""
    return {claim.told("outcome"): claim.value for claim in claims(text, language, design)}


def claims(text: str, language: str = "en", design: StudyDesign | None = TRIAL) -> list[Claim]:
    read = read_effects(
        text_of(f"A title\n\n{text}", language),
        Claim(ClaimKind.STUDY_DESIGN, design, "designs", "1"),
        None,
        RULES_ALONE,
    )
    return [claim for claim in read if claim.value is not None]


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("en", "The programme was followed by 64 cases of burglary in the year before and 41 in the year after.", LESS),
        ("en", "There were 12 reports of burglary in the six months after, against 31 in the six months before.", LESS),
        ("en", "In streets with the programme burglary went from 80 to 112.", MORE),
        ("en", "In streets with the programme burglary went from 80 to 79.", SAME),
        ("sv", "Det blev 64 inbrott under året före insatsen och 41 under året efter.", LESS),
        ("sv", "Antalet inbrott gick från 30 till 52.", MORE),
        ("nb", "Det var 64 innbrudd i året før tiltaket og 41 i året etter.", LESS),
        ("da", "Der var 64 indbrud i året før indsatsen og 41 i året efter.", LESS),
    ],
)
def test_counts_before_and_after_tell_a_change(language: str, sentence: str, found: str) -> None:
    assert told(sentence, language) == {"oc_burglary": found}
    assert told(sentence, language, design=None) == {}


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("en", "Reoffending was 14 per cent in the programme group and 21 per cent among the others.", LESS),
        ("sv", "Återfall var 14 procent i insatsgruppen och 21 procent i den andra.", LESS),
        ("nb", "Tilbakefall var 30 prosent i tiltaksgruppen og 21 prosent i kontrollgruppen.", MORE),
        ("da", "Inden for to år var recidiv 33 procent i begge grupper.", SAME),
    ],
)
def test_shares_of_two_groups_tell_a_change(language: str, sentence: str, found: str) -> None:
    assert told(sentence, language) == {"oc_reoffending": found}


def test_two_shares_as_near_as_chance_would_have_them_are_the_same() -> None:
    assert told("Reoffending was 22 per cent, compared with 20 per cent of the controls (p = 0.6).") == {
        "oc_reoffending": SAME
    }
    assert told("Reoffending was 22 per cent, compared with 20 per cent of the controls (p < 0.01).") == {
        "oc_reoffending": MORE
    }


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("en", "The pooled odds ratio of reoffending in the programmes was 0.74 (95% CI 0.61 to 0.90).", LESS),
        ("en", "Reoffending in the programmes: RR 1.02 (95% CI 0.90 to 1.16).", SAME),
        ("sv", "Återfall efter insatserna: oddskvot 1,31 (95 % KI 1,08–1,59).", MORE),
        ("nb", "Samlet oddsratio for tilbakefall etter tiltakene var 0,74 (95 % KI 0,61–0,90).", LESS),
        ("da", "Recidiv efter indsatserne: rateratio 0,74 (95 % CI 0,61-0,90).", LESS),
    ],
)
def test_a_ratio_with_its_interval_tells_a_result_by_itself(language: str, sentence: str, found: str) -> None:
    (claim,) = claims(sentence, language, StudyDesign.META_ANALYSIS)

    assert claim.value == found
    assert claim.told("low") is not None


def test_a_ratio_of_what_goes_together_is_no_result() -> None:
    assert told("Risk factors for reoffending: OR 2.1 (95% CI 1.4 to 3.0).", design=StudyDesign.META_ANALYSIS) == {}


def test_a_size_without_a_name_is_what_the_one_before_it_was() -> None:
    text = "In the treated streets theft fell (rate ratio 0.80; 95% CI 0.70-0.91). Robbery fell too (0.71; 0.55-0.92)."

    robbery = next(claim for claim in claims(text) if claim.told("outcome") == "oc_robbery")

    assert (robbery.told("measure"), robbery.told("size")) == ("rate_ratio", "0.71")


@pytest.mark.parametrize(
    ("language", "text", "size"),
    [
        ("en", "We measured reports of burglary. They fell by 12 percent in the treated streets.", "12"),
        ("sv", "Studien gällde inbrott. De minskade med 12 procent i områden med insatsen.", "12"),
        ("nb", "Studien gjaldt innbrudd. Antallet sank med 12 prosent i områder med tiltaket.", "12"),
        ("da", "Undersøgelsen gjaldt indbrud. Antallet faldt med 12 procent i områder med indsatsen.", "12"),
        ("sv", "Före insatsen anmäldes 80 inbrott. Året efter var det 60, en minskning med 25 procent.", "25"),
    ],
)
def test_a_pronoun_stands_for_the_outcome_of_the_sentence_before(language: str, text: str, size: str) -> None:
    (claim,) = claims(text, language)

    assert (claim.value, claim.told("size")) == (LESS, size)
    assert claim.told("words") in ("burglary", "inbrott", "innbrudd", "indbrud")


def test_a_pronoun_that_goes_on_of_people_stands_for_no_outcome() -> None:
    assert told("Inbrott drabbade hälften av hushållen. De som fick besök minskade sina utgifter.", "sv") == {}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "After the programme burglary fell. The difference was 9 percentage points."),
        ("sv", "Efter insatsen sjönk inbrotten. Skillnaden var 9 procentenheter."),
        ("nb", "Etter tiltaket sank antall innbrudd. Forskjellen var 9 prosentpoeng."),
        ("da", "Efter indsatsen faldt antallet af indbrud. Forskellen var 9 procentpoint."),
    ],
)
def test_the_size_of_a_change_may_stand_in_the_sentence_after(language: str, text: str) -> None:
    (claim,) = claims(text, language)

    assert (claim.told("measure"), claim.told("size")) == ("percentage_points", "9")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "After the programme burglary fell. Violence stayed level."),
        ("sv", "Efter insatsen sjönk inbrotten. Våldet låg kvar på samma nivå."),
        ("da", "Efter indsatsen faldt antallet af indbrud. Vold var der ingen forskel på."),
    ],
)
def test_what_follows_a_result_goes_on_with_results(language: str, text: str) -> None:
    assert told(text, language) == {"oc_burglary": LESS, "oc_violence": SAME}


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("en", "Violence did drop in the treated streets, by 4 percent.", LESS),
        ("en", "The patrols did nothing for violence.", SAME),
        ("en", "Violence was equally common in the treatment and control schools.", SAME),
        ("en", "Treated and untreated streets were no different in violence.", SAME),
        ("en", "In the treated streets violence was 35 percent above the expected level.", MORE),
        ("en", "Boys in treated schools were 0.6 times as likely to be involved in violence as controls.", LESS),
        ("sv", "För våld kunde ingen säker effekt påvisas.", SAME),
        ("sv", "Våldet utvecklades på samma sätt i insatsområdena som i kontrollområdena.", SAME),
        ("sv", "En större andel av eleverna i insatsgruppen använde våld.", MORE),
        (
            "nb",
            "Vold ble verken mer eller mindre vanlig etter tiltaket, og var omtrent det samme i kontrollgruppen.",
            SAME,
        ),
        ("nb", "Virkning på vold kunne vi ikke se etter tiltaket.", SAME),
        ("nb", "Tiltaket fører muligens til liten eller ingen forskjell i vold.", SAME),
        ("da", "Vold var så sjælden efter indsatsen, at der ikke kunne ses nogen forskel.", SAME),
        ("da", "Efter indsatsen er vold taget til i klasserne.", MORE),
        ("nb", "Vi finner ikke at færre er utsatt for vold etter tiltaket.", SAME),
        ("sv", "Våldet, som hade bekymrat de boende i områdena där insatsen prövades, sjönk med 9 procent.", LESS),
        ("da", "Mod forventning var vold 5 procentpoint højere i indsatsgruppen.", MORE),
    ],
)
def test_change_and_its_absence_are_told_in_more_ways(language: str, sentence: str, found: str) -> None:
    assert told(sentence, language) == {"oc_violence": found}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A programme against violence costs less than a coffee."),
        ("sv", "Trettio undersökningar om våld efter insatser uppfyllde kraven."),
        ("sv", "Polisen ska arbeta med insatser så att fler våldsbrott kan utredas."),
        ("da", "Risikoen for vold er forhøjet i ugerne efter en løsladelse."),
    ],
)
def test_what_only_looks_like_a_change_is_none(language: str, sentence: str) -> None:
    assert told(sentence, language) == {}


def test_doubt_about_a_change_does_not_make_it_mixed() -> None:
    text = "Efter indsatsen var vold lavere, men intervallet udelukker ikke, at der ingen forskel var."

    assert told(text, "da") == {"oc_violence": LESS}


def test_one_outcome_measured_twice_keeps_both_results_where_each_has_a_size() -> None:
    text = (
        "In police records reoffending was lower after the programme (OR 0.70, 95% CI 0.55 to 0.89). "
        "As reported by partners there was no difference in reoffending (OR 0.99, 95% CI 0.85 to 1.15)."
    )

    assert {claim.value for claim in claims(text)} == {LESS, SAME}


@pytest.mark.parametrize(
    ("words", "measure", "size"),
    [
        ("fell by half", "percent", "50"),
        ("halverades", "percent", "50"),
        ("mer än halverades", None, None),
        ("minskade med en femtedel", "percent", "20"),
        ("doblet", "percent", "100"),
        ("faldt fra 11 til 6 procent", None, None),
        ("hasardkvot 0,74", "hazard_ratio", "0.74"),
        ("rateratio 0,83; 95 % sikkerhedsinterval 0,71-0,97", "rate_ratio", "0.83"),
    ],
)
def test_sizes_in_words_are_numbers_where_they_are_exact(words: str, measure: str | None, size: str | None) -> None:
    named = dict(found.told) if (found := next(iter(find_sizes(words, 0, len(words))), None)) else {}

    assert (named.get("measure"), named.get("size")) == (measure, size)


def test_a_drop_that_tells_a_change_again_gives_its_size() -> None:
    text = "Efter indsatsen faldt vold fra 11 til 6 procent, altså et fald, der var 4 procentpoint større end ellers."

    (claim,) = claims(text, "da")

    assert (claim.told("measure"), claim.told("size")) == ("percentage_points", "4")
