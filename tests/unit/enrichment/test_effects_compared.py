"""Results told by comparison: with the untreated, by two shares, by a difference that was not shown."""

import pytest

from tests.unit.enrichment.thesaurus import directions_in

LESS, MORE, SAME, MIXED = "less", "more", "no_difference", "mixed"


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("en", "Robbery fell less than in the comparison area.", MORE),
        ("en", "Robbery fell by 4 percent, less than in the control area.", MORE),
        ("en", "Robbery increased less than in the control areas.", LESS),
        ("en", "Robbery fell as much as in the control area.", SAME),
        ("sv", "Rånen minskade mindre än i kontrollområdet.", MORE),
        ("sv", "Rånen ökade något mindre än i jämförelseområdet.", LESS),
        ("sv", "Rånen minskade lika mycket som i kontrollområdet.", SAME),
        ("nb", "Ranene falt mindre enn i kontrollområdet.", MORE),
        ("nb", "Ranene falt like mye som i kontrollområdet.", SAME),
        ("da", "Røverierne faldt mindre end i kontrolområdet.", MORE),
        ("da", "Røverierne steg mindre end i kontrolområdet.", LESS),
    ],
)
def test_a_change_is_measured_by_that_of_the_untreated(language: str, sentence: str, found: str) -> None:
    assert directions_in(f"The evaluation of an insats\n\n{sentence}", language) == {"oc_robbery": found}


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("en", "In the randomised trial reoffending was 22 per cent, compared with 35 per cent of the controls.", LESS),
        ("en", "Of the control group 35 per cent had reoffending, against 22 per cent of the treated.", LESS),
        ("sv", "I försöket var återfallen bland deltagarna 41 procent, mot 33 procent i kontrollgruppen.", MORE),
        ("sv", "Återfallen bland deltagarna var 41 procent vid starten, två år senare 18 procent.", LESS),
        ("nb", "Tilbakefallet blant deltakerne gikk fra 40 til 25 prosent.", LESS),
        ("da", "Recidiv blandt deltagerne var 30 procent, mod 30 procent i kontrolgruppen.", SAME),
    ],
)
def test_two_shares_tell_a_change_without_a_word_for_it(language: str, sentence: str, found: str) -> None:
    assert directions_in(f"Evaluering\n\n{sentence}", language) == {"oc_reoffending": found}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The difference in violence between the groups was not significant."),
        ("sv", "Någon skillnad i våld mellan grupperna kunde inte påvisas efter insatsen."),
        ("nb", "Forskjellen i vold mellom gruppene var ikke statistisk sikker."),
        ("da", "Forskellen i vold mellem grupperne var ikke signifikant."),
        ("da", "Volden i indsatsområderne rykkede sig ikke."),
    ],
)
def test_a_difference_that_was_not_shown_is_none(language: str, sentence: str) -> None:
    assert directions_in(f"The evaluation\n\n{sentence}", language) == {"oc_violence": SAME}


def test_studies_that_differ_are_mixed() -> None:
    text = (
        "Systematic review\n\nThree controlled studies reported less violence after the programme; "
        "two reported no change and one reported more."
    )
    assert directions_in(text) == {"oc_violence": MIXED}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("da", "Forfatterne advarer mod at sige, at volden faldt efter indsatsen."),
        ("sv", "Att våldet minskade av insatsen kan inte uteslutas."),
    ],
)
def test_a_warning_or_a_possibility_is_no_result(language: str, sentence: str) -> None:
    assert directions_in(f"Evaluering\n\n{sentence}", language) == {}


def test_registers_are_a_source_and_no_others_finding() -> None:
    told = directions_in("Utvärdering\n\nEnligt polisens register minskade inbrotten i försöksområdet.", "sv")
    cited = directions_in("Utvärdering\n\nEnligt tidigare studier minskade inbrotten i försöksområdet.", "sv")
    assert (told, cited) == ({"oc_burglary": LESS}, {})
