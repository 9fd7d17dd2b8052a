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


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("en", "Robbery edged up in the intervention areas.", MORE),
        ("en", "Robbery dipped by 4 percent after the intervention.", LESS),
        ("en", "Robbery was down 12 percent a year after the intervention.", LESS),
        ("en", "Half as many robberies were recorded in the intervention areas.", LESS),
        ("en", "Robbery was twice as common in the intervention areas.", MORE),
        ("en", "Robbery was as common as before the intervention.", SAME),
        ("en", "Robbery rates were the same in both intervention arms.", SAME),
        ("en", "The intervention did nothing to reduce robbery.", SAME),
        ("sv", "Rån blev ovanligare där insatsen fanns.", LESS),
        ("sv", "Rånen låg kvar på samma nivå efter insatsen.", SAME),
        ("sv", "Rån var dubbelt så vanliga efter insatsen.", MORE),
        ("nb", "Det ble begått halvparten så mange ran etter tiltaket.", LESS),
        ("nb", "Ranene lå stabilt etter tiltaket.", SAME),
        ("da", "Røverier forekom lige så tit som før indsatsen.", SAME),
        ("da", "Indsatsen formåede ikke at mindske røverierne.", SAME),
    ],
)
def test_change_and_its_absence_are_told_in_many_words(language: str, sentence: str, found: str) -> None:
    assert directions_in(f"The evaluation\n\n{sentence}", language) == {"oc_robbery": found}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "This evaluation cannot say whether robbery fell."),
        ("en", "The intervention study says nothing about robbery having fallen."),
        ("sv", "Utvärderingen säger inget om huruvida rånen minskade efter insatsen."),
        ("nb", "Vi kan ikke svare på om ranene gikk ned etter tiltaket."),
        ("da", "Vi kan ikke vurdere, hvor mange der blev, eller om røverierne faldt efter indsatsen."),
    ],
)
def test_what_a_text_says_it_cannot_tell_is_no_result(language: str, sentence: str) -> None:
    assert directions_in(f"The evaluation\n\n{sentence}", language) == {}


def test_several_who_say_something_are_not_more_of_them() -> None:
    assert directions_in("Evaluering\n\nFlere ranere forteller om ran etter tiltaket.", "nb") == {}
