import pytest

from enrichment.effect_taught import RULES_ALONE, packaged, parse_taught
from enrichment.effects import read_effects
from kb.domain.claims import SURE, Claim, ClaimKind, StudyDesign
from kb.errors import Misconfigured
from tests.unit.enrichment.thesaurus import text_of

WHOLE = (
    "# Learnt by benchmarks/train_effects.py: reader, feature, hundredths of its weights. Rows: 3\n"
    "screen\t(intercept)\t-100\nword\t(intercept)\t0\njudge\t(intercept)\t3000\t0\t0\t0\t0\n"
)
DRAWN = {
    "sv": "Sex skolor lottades till programmet och sex till kontroll, och 1 200 elever följdes i ett år.",
    "en": "Sixty shops were drawn by lot to receive the letter and sixty were not, and all were followed for a year.",
    "nb": "Seksti butikker ble trukket ut til å få brevet og seksti fikk det ikke, og alle ble fulgt i ett år.",
    "da": "Tres butikker blev udtrukket til at få brevet, og tres fik det ikke, og alle blev fulgt i et år.",
}


def read(language: str, sentence: str, design: StudyDesign, *, rules_alone: bool = False) -> list[Claim]:
    text = text_of(f"Letters and lamps\n\n{DRAWN[language]} {sentence}", language)
    claim = Claim(ClaimKind.STUDY_DESIGN, design, "designs", "1")
    found = read_effects(text, claim, None, RULES_ALONE if rules_alone else None)
    return [one for one in found if one.value is not None]


@pytest.mark.parametrize(
    ("language", "sentence", "direction"),
    [
        (
            "sv",
            "När det gäller viljan att vittna gick det inte att påvisa någon skillnad mellan grupperna (p = 0,61).",
            "no_difference",
        ),
        ("en", "Willingness to testify turned out 9 percentage points higher in the letter group (p = 0.004).", "more"),
        (
            "nb",
            "Når det gjelder viljen til å vitne, var det ingen signifikant forskjell mellom gruppene (p = 0,61).",
            "no_difference",
        ),
        (
            "da",
            "Med hensyn til viljen til at vidne fandt vi ingen signifikant forskel mellem grupperne (p = 0,61).",
            "no_difference",
        ),
    ],
)
def test_what_only_the_taught_reader_reads_is_told_with_doubt(language: str, sentence: str, direction: str) -> None:
    assert not read(language, sentence, StudyDesign.RANDOMISED_TRIAL, rules_alone=True)
    found = read(language, sentence, StudyDesign.RANDOMISED_TRIAL)
    assert [claim.value for claim in found] == [direction]
    assert all(0.5 <= claim.confidence < SURE for claim in found)


def test_a_result_told_where_no_design_is_known_is_told_with_doubt() -> None:
    text = text_of(
        "Lamps on the hill\n\nIn spring the housing company lit the streets on the hill; nothing was done elsewhere."
        " Burglary dropped by a third in the lit streets the year after, while it stayed the same elsewhere.",
        "en",
    )
    assert [one.value for one in read_effects(text, None, None, RULES_ALONE)] == [None]
    (found,) = read_effects(text, None, None)
    assert found.value == "less"
    assert found.told("taught")
    assert 0.5 <= found.confidence < SURE


def test_a_protocol_tells_no_result() -> None:
    assert not read("en", "Willingness to testify turned out 9 percentage points higher.", StudyDesign.PROTOCOL)


def test_what_will_be_and_what_is_believed_is_no_result() -> None:
    for sentence in (
        "Willingness to testify will be higher in the letter group.",
        "Staff believed that willingness to testify was higher in the letter group.",
    ):
        assert not read("en", sentence, StudyDesign.RANDOMISED_TRIAL)


def test_the_packaged_numbers_are_whole_and_read_the_same_each_time() -> None:
    packaged.cache_clear()
    first = packaged()
    packaged.cache_clear()
    assert packaged() == first
    assert all(len(table) > 1 for table in (first.screen, first.word, first.judge))


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "screen\t(intercept)\t0\n",
        WHOLE.removesuffix("judge\t(intercept)\t3000\t0\t0\t0\t0\n"),
        WHOLE.replace("\t3000\t0", "\t3000"),
        WHOLE.replace("word", "sentence"),
        WHOLE.replace("-100", "much"),
        WHOLE.replace("word\t(intercept)", "word\tall"),
    ],
)
def test_a_damaged_file_of_numbers_is_an_error_that_names_it(damaged: str) -> None:
    assert parse_taught(WHOLE) == RULES_ALONE
    with pytest.raises(Misconfigured, match=r"effects_taught\.txt"):
        parse_taught(damaged)
