import io
from importlib.resources import files

import pytest

from enrichment.design_taught import features, judge_design, packaged
from enrichment.designs import read_study_design
from enrichment.texts import Text
from enrichment.weighed import load_weights
from kb.domain.claims import StudyDesign
from kb.errors import Misconfigured

# Told without the name of a design, as authors do.
TOLD = {
    "sv": (
        "Färre inbrott där portarna byttes?",
        "Hälften av gårdarna lottades till nya portar, inför förvaltare och boende. De övriga fick vänta i ett år."
        " Inbrotten i källare och förråd räknades ur"
        " bolagets egna anmälningar och polisens register. Efter tolv månader hade 14 av 210 förråd brutits upp i"
        " gårdarna med nya portar och 39 av 205 i de gårdar som väntade. Skillnaden höll i sig när gårdarnas"
        " storlek vägdes in.",
        StudyDesign.RANDOMISED_TRIAL,
    ),
    "en": (
        "What cleaners know about the night",
        "Twenty-two cleaners at three railway stations talked with us, some of them twice, about what they see"
        " between midnight and five. We followed six of them through a shift. The conversations were taped,"
        " written out and read for recurring themes by two of us. They describe how they learn to tell apart those"
        " who wait from those who watch, and why they seldom tell the guards. A feeling of not being believed runs"
        " through most accounts.",
        StudyDesign.QUALITATIVE,
    ),
    "nb": (
        "Trygghet på vei hjem",
        "I alt 2 140 innbyggere i fire bydeler svarte høsten 2022 på et spørreskjema om hvor trygge de føler seg"
        " på vei hjem om kvelden. Utvalget ble trukket fra folkeregisteret, og 41 prosent svarte. Kvinner og eldre"
        " var oftere utrygge, og de som kjente naboene sine, sjeldnere. De som hadde vært utsatt for tyveri det"
        " siste året, unngikk oftere busstoppet. Svarene sier ikke hva som er årsak og hva som er virkning.",
        StudyDesign.CROSS_SECTIONAL,
    ),
    "da": (
        "Hvad siger forskningen om natteravne?",
        "Vi søgte i seks databaser efter undersøgelser af natteravne og andre frivillige på gaden fra 1990 til"
        " 2021. To læsere gennemgik hver for sig 1 870 titler, og 17 undersøgelser opfyldte kravene. Deres"
        " kvalitet blev vurderet med et skema. Ni fandt færre slagsmål, seks ingen forskel, og to kunne ikke"
        " bedømmes. Fordi de måler så forskelligt, er resultaterne beskrevet i ord. Ingen af dem følger byerne"
        " længere end to år.",
        StudyDesign.SYSTEMATIC_REVIEW,
    ),
}


@pytest.fixture(params=sorted(TOLD))
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def text_of(language: str) -> Text:
    title, body, _ = TOLD[language]
    return Text(f"{title}\n\n{body}", language)


def test_a_design_is_known_by_all_the_words_of_a_text_together(language: str) -> None:
    judged = judge_design(text_of(language))
    assert judged is not None
    assert judged.design == TOLD[language][2]
    assert sum(judged.likely.values()) == pytest.approx(1.0, abs=1e-4)


def test_the_claim_shows_a_sentence_of_the_text(language: str) -> None:
    text = text_of(language)
    claim = read_study_design(text)
    assert claim.value == TOLD[language][2]
    assert claim.start is not None
    assert claim.end is not None
    assert text.content[claim.start : claim.end].strip()


def test_a_text_too_short_or_in_a_language_not_learnt_is_not_judged() -> None:
    assert judge_design(Text("Clubs\n\nWe talked with six leaders.", "en")) is None
    assert judge_design(Text("Nuoret\n\n" + "Haastattelimme nuoria. " * 40, "fi")) is None
    assert judge_design(Text("", "sv")) is None


def test_a_council_that_builds_has_studied_nothing() -> None:
    body = (
        "Kommunstyrelsen beslutade i onsdags att bygga om torget för 14 miljoner kronor. Arbetet börjar i april"
        " och ska vara klart till skolstarten. Nya lyktor, bänkar och en scen ingår, liksom en cykelparkering med"
        " tak. Butikerna har öppet under tiden. Invånarna får lämna synpunkter på ritningarna till den 15"
        " februari."
    )
    assert read_study_design(Text(f"Torget byggs om\n\n{body}", "sv")).value is None


def test_a_scoping_review_stays_no_systematic_review() -> None:
    title, body, _ = TOLD["da"]
    text = Text(f"{title} Et scoping review\n\n{body} Dette er et scoping review.", "da")
    assert read_study_design(text).value is not StudyDesign.SYSTEMATIC_REVIEW


def test_numbers_are_alike_and_words_of_a_title_stand_apart() -> None:
    found = [feature for feature, _ in features("Trials of 14\n\nOf 390 pupils", 12)]
    assert "t:trials" in found
    assert "t:pupils" not in found
    assert found.count("0") == 2
    assert "of 0 pupils" in found


def test_a_huge_text_is_judged_by_its_beginning() -> None:
    title, body, design = TOLD["en"]
    judged = judge_design(Text(f"{title}\n\n{body}" + " The yard was swept." * 100_000, "en"))
    assert judged is not None
    assert judged.design == design
    assert judged.upto < 3_000


def test_damaged_weights_are_named() -> None:
    whole = files("enrichment").joinpath("data/design_taught.npz").read_bytes()
    for damaged in (b"", b"no weights", whole[: len(whole) // 2]):
        with pytest.raises(Misconfigured, match="design_taught"):
            load_weights(io.BytesIO(damaged), "design_taught.npz")
    assert load_weights(io.BytesIO(whole), "design_taught.npz").rows == packaged().rows
