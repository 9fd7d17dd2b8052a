import time

import pytest

from enrichment.effect_sizes import find_p, find_significance, find_sizes
from enrichment.effect_taught import RULES_ALONE
from enrichment.effects import read_effects
from kb.domain.claims import Claim, ClaimKind, DocumentKind, EffectDirection, StudyDesign
from tests.unit.enrichment.thesaurus import directions_in, effects_in, text_of

LESS, MORE, SAME, MIXED = "less", "more", "no_difference", "mixed"


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("en", "Burglary fell by 20 percent in the treatment areas.", {"oc_burglary": LESS}),
        ("en", "The programme reduced robbery and theft.", {"oc_robbery": LESS, "oc_theft": LESS}),
        ("en", "Participants had lower rates of reoffending than the comparison group.", {"oc_reoffending": LESS}),
        ("en", "Treated youths were less likely to reoffend.", {"oc_reoffending": LESS}),
        ("en", "The intervention was effective in reducing violence.", {"oc_violence": LESS}),
        ("en", "The training led to an increase in violence.", {"oc_violence": MORE}),
        ("en", "Sense of safety improved in the intervention group.", {"oc_safety": MORE}),
        ("en", "Reoffending was higher in the control group.", {"oc_reoffending": LESS}),
        ("sv", "Inbrotten minskade i försöksområdet.", {"oc_burglary": LESS}),
        ("sv", "Våldet halverades efter att insatsen infördes.", {"oc_violence": LESS}),
        ("sv", "Deltagarna hade färre återfall än kontrollgruppen.", {"oc_reoffending": LESS}),
        ("sv", "Rånen ökade i de områden som fick insatsen.", {"oc_robbery": MORE}),
        ("sv", "Tryggheten förbättrades bland dem som fick insatsen.", {"oc_safety": MORE}),
        ("nb", "Volden gikk ned etter at tiltaket ble innført.", {"oc_violence": LESS}),
        ("nb", "Tiltaket reduserte antall innbrudd.", {"oc_burglary": LESS}),
        ("nb", "Tilbakefallet økte i intervensjonsgruppen.", {"oc_reoffending": MORE}),
        ("da", "Volden faldt i forsøgsområderne.", {"oc_violence": LESS}),
        ("da", "Indsatsen mindskede antallet af indbrud.", {"oc_burglary": LESS}),
        ("da", "Deltagerne havde lavere recidiv end kontrolgruppen.", {"oc_reoffending": LESS}),
    ],
)
def test_a_result_is_what_became_of_the_outcome(language: str, sentence: str, found: dict[str, str]) -> None:
    assert directions_in(f"The evaluation\n\n{sentence}", language) == found


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The programme did not reduce violence."),
        ("en", "The programme failed to reduce violence."),
        ("en", "The programme had no effect on violence."),
        ("en", "There was no significant difference in violence between the groups."),
        ("en", "There was no evidence that the programme reduced violence."),
        ("sv", "Insatsen minskade inte våldet."),
        ("sv", "Insatsen hade ingen effekt på våldet."),
        ("sv", "Det fanns ingen skillnad i våld mellan grupperna."),
        ("sv", "Våldet var oförändrat efter att insatsen infördes."),
        ("nb", "Tiltaket hadde ingen effekt på volden."),
        ("nb", "Tiltaket reduserte ikke volden."),
        ("da", "Indsatsen mindskede ikke volden."),
        ("da", "Der var ingen forskel i vold mellem indsatsgruppen og kontrolgruppen."),
    ],
)
def test_a_negated_change_is_no_difference(language: str, sentence: str) -> None:
    assert directions_in(f"The evaluation\n\n{sentence}", language) == {"oc_violence": SAME}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The programme aims to reduce violence."),
        ("en", "The programme may reduce violence."),
        ("en", "The programme is expected to lower violence by a fifth."),
        ("en", "We examined whether the programme reduced violence."),
        ("en", "We hypothesised that violence decreased in the treated areas."),
        ("en", "Prior studies found that mentoring reduced violence."),
        ("en", "Mentoring has been shown to reduce violence."),
        ("en", "Does the programme reduce violence?"),
        ("en", "If the programme reduced violence, more towns would want it."),
        ("en", "The police should increase patrols to prevent violence."),
        ("en", "The training improved knowledge about violence."),
        ("en", "The violence prevention programme increased."),
        ("sv", "Syftet är att minska våldet."),
        ("sv", "Insatsen kan minska våldet."),
        ("sv", "Kommunen ska minska våldet."),
        ("sv", "Tidigare studier har visat att insatsen minskade våldet."),
        ("sv", "Vi undersökte om insatsen minskade våldet."),
        ("nb", "Målet er å redusere volden."),
        ("nb", "Tiltaket kan redusere volden."),
        ("da", "Formålet er at mindske volden."),
        ("da", "Indsatsen skal nedbringe volden."),
    ],
)
def test_aims_doubts_and_what_others_found_are_no_results(language: str, sentence: str) -> None:
    assert directions_in(f"The evaluation\n\n{sentence}", language) == {}


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("en", "Crime in figures\n\nBurglary decreased by 5 percent between 2010 and 2015."),
        ("en", "Crime in figures\n\nViolent crime increased by 4 percent compared with 2020."),
        ("sv", "Brott i siffror\n\nAntalet inbrott minskade med 5 procent mellan 2010 och 2015."),
        ("nb", "Kriminalitet i tall\n\nAntall innbrudd sank med 5 prosent fra 2010 til 2015."),
        ("da", "Kriminalitet i tal\n\nAntallet af indbrud faldt med 5 procent fra 2010 til 2015."),
    ],
)
def test_a_trend_is_no_effect_of_a_measure(language: str, content: str) -> None:
    assert directions_in(content, language) == {}


@pytest.mark.parametrize("kind", [DocumentKind.POLICY, DocumentKind.NEWS, DocumentKind.OPINION])
def test_talk_of_a_measure_tells_a_result_only_with_a_figure_or_a_study(kind: DocumentKind) -> None:
    of_kind = Claim(ClaimKind.DOCUMENT_KIND, kind, "document_kind", "1", 0, 3, 0.9)
    bare = text_of("Lamps\n\nThe programme has reduced burglary.")
    counted = text_of("Lamps\n\nThe programme reduced burglary by 20 per cent compared with other areas.")
    studied = text_of("Lamps\n\nAn evaluation found that the programme reduced burglary.")
    told = [[c.value for c in read_effects(text, None, of_kind, RULES_ALONE)] for text in (bare, counted, studied)]
    assert told == [[None], [EffectDirection.LESS], [EffectDirection.LESS]]


def test_a_protocol_has_no_effect_whatever_it_says() -> None:
    text = text_of("The trial\n\nThe programme reduced violence in the treatment group.")
    protocol = Claim(ClaimKind.STUDY_DESIGN, StudyDesign.PROTOCOL, "study_design", "1")
    assert [claim.value for claim in read_effects(text, protocol, None)] == [None]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The programme reduced violence for boys but not for girls."),
        ("en", "The programme reduced violence among boys but not girls."),
        ("sv", "Insatsen minskade våldet bland pojkar men inte bland flickor."),
        ("nb", "Tiltaket reduserte volden blant gutter, men ikke blant jenter."),
        ("da", "Indsatsen mindskede volden blandt drenge, men ikke blandt piger."),
    ],
)
def test_what_holds_for_some_only_is_mixed(language: str, sentence: str) -> None:
    assert directions_in(f"The evaluation\n\n{sentence}", language) == {"oc_violence": MIXED}


def test_each_outcome_has_its_own_direction_and_only_its_own_size() -> None:
    sentence = "The programme reduced burglary by 26% (OR = 0.74) but had no effect on robbery."
    found = effects_in(f"The evaluation\n\n{sentence}")
    told = {claim.told("outcome"): (claim.value, claim.told("measure"), claim.told("size")) for claim in found}
    assert told == {"oc_burglary": (LESS, "odds_ratio", "0.74"), "oc_robbery": (SAME, None, None)}


def test_the_size_of_one_outcome_is_never_given_to_another() -> None:
    found = effects_in("The evaluation\n\nThe programme reduced burglary by 26% and theft by 12%.")
    assert {claim.told("outcome"): claim.told("size") for claim in found} == {"oc_burglary": "26", "oc_theft": "12"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Violence fell in the treatment group, but the change was not statistically significant."),
        ("en", "There was a non-significant drop in violence in the treatment group."),
        ("sv", "Våldet minskade i försöksområdet, men inte signifikant."),
    ],
)
def test_a_change_told_as_not_significant_keeps_its_direction(language: str, sentence: str) -> None:
    (claim,) = effects_in(f"The evaluation\n\n{sentence}", language)
    assert (claim.value, claim.told("significance")) == (LESS, "not_significant")


def test_good_is_what_is_wished_for_of_the_outcome() -> None:
    content = "The evaluation\n\nThe programme reduced violence. Sense of safety fell in the treatment group. "
    content += "Reports to the police increased in the treatment group. The programme had no effect on theft."
    told = {claim.told("outcome"): claim.told("good") for claim in effects_in(content)}
    assert told == {"oc_violence": "yes", "oc_safety": "no", "oc_reporting": "unclear", "oc_theft": "unclear"}


def test_a_claim_shows_the_clause_it_rests_on() -> None:
    content = "The evaluation\n\nWe met the staff. The programme reduced violence (p < .05). Others were pleased."
    (claim,) = effects_in(content)
    assert content[claim.start : claim.end] == "The programme reduced violence (p < .05)."
    assert (claim.told("words"), claim.told("p")) == ("violence", "<0.05")


def test_conclusions_outrank_the_background_of_a_structured_abstract() -> None:
    background = "BACKGROUND: Street lighting reduced burglary in the old trial."
    content = f"Street lighting\n\n{background} RESULTS: Burglary increased in lit areas."
    assert directions_in(content) == {"oc_burglary": MORE}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("OR = 0.72 (95% CI 0.58–0.90)", "odds_ratio 0.72 0.58 0.90 95"),
        ("OR 0,72 [0,58; 0,90]", "odds_ratio 0.72 0.58 0.90"),
        ("RR=0.85, 95% CI [0.70, 1.02]", "risk_ratio 0.85 0.70 1.02 95"),
        ("HR 1·20 (95 % KI 1·01 till 1·44)", "hazard_ratio 1.20 1.01 1.44 95"),
        ("g = −0.12; 95% CI −0.30 to 0.05", "hedges_g -0.12 -0.30 0.05 95"),
        ("d = -.23", "cohens_d -0.23"),
        ("12 procentenheter", "percentage_points 12"),
        ("12 percentage points", "percentage_points 12"),
        ("mellan 16 och 26 procent", "percent 16–26"),
        ("4,5 prosent", "percent 4.5"),
        ("med en fjärdedel", "percent 25"),
        ("by nearly a quarter", "share nearly a quarter"),
        ("med en tredjedel", "share en tredjedel"),
        ("crime or 12 people", ""),
        ("a 95% confidence interval", ""),
    ],
)
def test_sizes_are_kept_as_stated_with_a_decimal_point(words: str, told: str) -> None:
    named = dict(found.told) if (found := next(iter(find_sizes(words, 0, len(words))), None)) else {}
    assert " ".join(named[name] for name in ("measure", "size", "low", "high", "level") if name in named) == told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("a statistically significant drop", "significant"),
        ("skillnaden var inte statistiskt signifikant", "not_significant"),
        ("nedgangen var ikke signifikant", "not_significant"),
        ("a non-significant drop", "not_significant"),
        ("a significant number of towns", None),
        ("p < .05", None),
    ],
)
def test_significance_is_what_the_words_say_and_is_never_computed(words: str, said: str | None) -> None:
    assert find_significance(words, 0, len(words)) == said


def test_a_p_value_is_kept_with_its_sign() -> None:
    assert [find_p(w, 0, len(w)) for w in ("p < .05", "P = 0,012", "ps")] == ["<0.05", "=0.012", None]


@pytest.mark.parametrize(
    "piece", ["violence reduced ", "not reduced violence, ", "!?;:", "violence" * 60 + " ", "(95% CI 0.1, "]
)
def test_reading_takes_no_longer_for_odd_text_than_for_its_length(piece: str) -> None:
    text = text_of("The evaluation of treatment\n\n" + piece * (60_000 // len(piece)))
    started = time.process_time()
    read_effects(text, None, None)
    assert time.process_time() - started < 5
