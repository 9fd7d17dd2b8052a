import pytest

from enrichment.conditions import read_costs, read_implementation, read_mechanisms, read_moderators
from kb.domain.claims import Claim
from tests.unit.enrichment.thesaurus import text_of


def _values(claims: list[Claim]) -> list[str | None]:
    return [claim.value for claim in claims]


@pytest.mark.parametrize(
    ("language", "sentence", "groups"),
    [
        ("en", "Effects were larger for boys than for girls.", ["tg_boys", "tg_girls"]),
        ("en", "The effect was moderated by age.", ["subgroup"]),
        ("sv", "Insatsen minskade våldet för pojkar men inte för flickor.", ["tg_boys", "tg_girls"]),
        ("nb", "Effekten var større for gutter.", ["tg_boys"]),
        ("da", "Effekten var størst for piger.", ["tg_girls"]),
        ("en", "We examine whether effects were moderated by gender.", [None]),
        ("en", "Violence was reduced for boys but not girls.", ["tg_boys", "tg_girls"]),
        ("en", "Violence fell in the first year but not after the second.", ["subgroup"]),
        ("en", "Violence fell, but not significantly.", [None]),
        ("en", "Violence fell, but not at a statistically significant level.", [None]),
        ("sv", "Våldet minskade, men inte signifikant.", [None]),
        ("sv", "Våldet minskade, men inte på ett statistiskt säkerställt sätt.", [None]),
        ("nb", "Volden falt, men ikke signifikant.", [None]),
        ("da", "Volden faldt, men ikke signifikant.", [None]),
        ("da", "Volden faldt, men ikke for piger.", ["tg_girls"]),
        ("en", "Boys and girls took part.", [None]),
    ],
)
def test_a_moderator_is_for_whom_effects_differ(language: str, sentence: str, groups: list[str | None]) -> None:
    assert _values(read_moderators(text_of(f"A study\n\n{sentence}", language))) == groups


@pytest.mark.parametrize(
    ("language", "sentence", "kind", "told"),
    [
        ("en", "The benefit-cost ratio was 3.5.", "cost_benefit", (("ratio", "3.5"),)),
        ("en", "The programme cost $1,200 per participant.", "cost", (("amount", "1,200"), ("currency", "$"))),
        ("en", "It saved £2.5 million.", "saving", (("amount", "2.5 million"), ("currency", "£"))),
        ("sv", "Insatsen kostade 45 000 kronor per deltagare.", "cost", (("amount", "45 000"), ("currency", "kronor"))),
        ("nb", "Tiltaket er kostnadseffektivt.", "cost_effectiveness", ()),
        ("da", "Omkostningerne var 15.000 kr. pr. deltager.", "cost", (("amount", "15.000"), ("currency", "kr."))),
    ],
)
def test_cost_is_told_as_stated(language: str, sentence: str, kind: str, told: tuple[tuple[str, str], ...]) -> None:
    (claim,) = read_costs(text_of(f"A study\n\n{sentence}", language))
    assert (claim.value, claim.detail) == (kind, told)


def test_a_cost_to_be_looked_into_is_less_sure_than_one_found() -> None:
    aimed = read_costs(text_of("A study\n\nThe trial will assess the cost-effectiveness of lights."))[0]
    found = read_costs(text_of("A study\n\nThe evaluation found that lights were cost-effective."))[0]
    assert aimed.confidence < found.confidence


def test_the_price_of_other_things_is_no_cost_of_a_measure() -> None:
    assert _values(read_costs(text_of("A study\n\nHousing costs were high in the town."))) == [None]


def test_a_mechanism_told_as_the_way_it_works_is_surer_than_one_named() -> None:
    named = read_mechanisms(text_of("A study\n\nGuardianship is a word of the field."))[0]
    told = read_mechanisms(text_of("A study\n\nLights work by increasing guardianship of the yards."))[0]
    assert (named.value, told.value) == ("me_guardianship", "me_guardianship")
    assert named.confidence < told.confidence


def test_mediation_without_a_known_mechanism_is_told_as_such() -> None:
    assert _values(read_mechanisms(text_of("A study\n\nThe effect was mediated by parental warmth."))) == ["mechanism"]


def test_costs_are_no_condition_of_carrying_out() -> None:
    text = text_of("A study\n\nLack of staff training was a barrier, and programme cost was high.")
    claims = read_implementation(text)
    assert _values(claims) == ["im_training"]
    assert text.content[claims[0].start : claims[0].end] == "staff training"


def test_a_state_grant_is_no_condition_of_carrying_out_and_other_funding_is() -> None:
    grant = text_of("News\n\nKommunerna får statsbidrag för lovskola.", "sv")
    funding = text_of("A study\n\nInsatsen kräver långsiktig finansiering.", "sv")
    assert _values(read_implementation(grant)) == [None]
    assert _values(read_implementation(funding)) == ["im_funding"]


def test_what_a_text_does_not_say_is_not_stated() -> None:
    text = text_of("A study\n\nCod were towed at night.")
    for read in (read_mechanisms, read_moderators, read_implementation, read_costs):
        assert _values(read(text)) == [None]


@pytest.mark.parametrize(
    ("language", "sentence", "amount"),
    [
        ("sv", "Kommunen avsätter 4 miljoner kronor till arbetet.", "4 miljoner"),
        ("en", "A grant of 2.5 million pounds was made for the wardens.", "2.5 million"),
        ("nb", "Det ble bevilget 900 000 kroner til ordningen.", "900 000"),
        ("da", "Der er afsat 12 millioner kroner til forsøget.", "12 millioner"),
        ("da", "En folder kostede syv kroner.", "syv"),
    ],
)
def test_what_is_given_for_a_measure_is_a_cost(language: str, sentence: str, amount: str) -> None:
    claim = read_costs(text_of(f"A study\n\n{sentence}", language))[0]
    assert (claim.value, claim.told("amount")) == ("cost", amount)


def test_a_grant_without_an_amount_is_no_cost_and_a_cost_weighed_is_one() -> None:
    assert _values(read_costs(text_of("A study\n\nThe town was granted a say."))) == [None]
    assert _values(read_costs(text_of("A study\n\nMending locks later costs more than doing it at once."))) == ["cost"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "At around £700 per gate installed, the gates were kept."),
        ("en", "Running it took 8.5 million rand a year."),
        ("sv", "Kommunen betalade 11 miljoner kronor för lamporna."),
        ("nb", "For hver plass bruker staten 120 000 kroner."),
        ("da", "Det hele løb op i 1,7 millioner kroner."),
    ],
)
def test_a_sum_that_is_paid_for_something_is_a_cost(language: str, sentence: str) -> None:
    assert _values(read_costs(text_of(f"A study\n\n{sentence}", language))) == ["cost"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Victims paid £4,000 each to the fraudsters."),
        ("sv", "De dömda fick betala 9 000 kronor i böter."),
        ("da", "Svindlerne brugte navnet og tog 30.000 kroner pr. offer i udbytte."),
    ],
)
def test_what_crime_takes_and_what_is_fined_is_no_cost(language: str, sentence: str) -> None:
    assert _values(read_costs(text_of(f"A study\n\n{sentence}", language))) == [None]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "Regeringen har beslutat att ge förbundet ett bidrag på 40 miljoner kronor för att utveckla simningen."),
        ("sv", "Anslaget ökar med 300 miljoner kronor i budgetpropositionen."),
        ("nb", "Over statsbudsjettet er det satt av 20 millioner kroner til idretten."),
        ("da", "På finansloven er der afsat 9 millioner kroner til klubberne."),
        ("en", "The government awarded the league a grant of 3 million pounds."),
        ("en", "Abuse costs the country 8 billion dollars."),
        ("en", "Those who answered were paid 20 dollars for their participation."),
    ],
)
def test_what_a_state_gives_and_what_crime_costs_is_no_cost_of_a_measure(language: str, sentence: str) -> None:
    assert _values(read_costs(text_of(f"News\n\n{sentence}", language))) == [None]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", "Regeringen avsätter 5 miljoner kronor till försöket."),
        ("sv", "Kostnaden, 800 kronor per hushåll, täcktes av ett bidrag från staten."),
        ("nb", "For hver plass bruker staten 90 000 kroner."),
    ],
)
def test_what_a_state_sets_aside_for_a_measure_or_pays_for_each_is_a_cost(language: str, sentence: str) -> None:
    assert _values(read_costs(text_of(f"A study\n\n{sentence}", language))) == ["cost"]
