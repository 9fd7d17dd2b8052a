import pytest

from enrichment.designs import read_study_design
from enrichment.document_kinds import read_document_kind
from enrichment.numbers_taught import by_rules, candidates, read_number
from enrichment.reading import Reader
from kb.catalogue import load_catalogue
from kb.domain.claims import Claim, ClaimKind

READER = Reader.for_catalogue(load_catalogue())
SIZE, TIME = ClaimKind.SAMPLE_SIZE, ClaimKind.FOLLOW_UP

# Thirty-seven were spoken with, and eighteen months went by; thirteen, sixteen, years and four of staff are neither.
TOLD = {
    "sv": (
        "Kvällar på biblioteket\n\nNär biblioteket började hålla öppet till midnatt ville kommunen veta vad det betydde"
        " för tonåringarna i området. Vi satt ner med 37 av dem, de flesta mellan tretton och sexton, och gick igenom"
        " polisens loggar från 2019 och 2020. Arton månader efter starten var de flesta kvar, och bråken vid"
        " busshållplatsen hade blivit färre. Biblioteket har fyra anställda."
    ),
    "en": (
        "Evenings at the library\n\nWhen the library began to stay open until midnight the town wanted to know what it"
        " meant for teenagers nearby. We sat down with 37 of them, most between thirteen and sixteen, and went through"
        " police logs from 2019 and 2020. Eighteen months after the start most still came, and fights at the bus stop"
        " had become fewer. The library has a staff of four."
    ),
    "nb": (
        "Kvelder på biblioteket\n\nDa biblioteket begynte å holde åpent til midnatt, ville kommunen vite hva det"
        " betydde for tenåringene i området. Vi satte oss ned med 37 av dem, de fleste mellom tretten og seksten, og"
        " gikk gjennom politiets logger fra 2019 og 2020. Atten måneder etter starten kom de fleste fortsatt, og"
        " slagsmålene ved bussholdeplassen var blitt færre. Biblioteket har fire ansatte."
    ),
    "da": (
        "Aftener på biblioteket\n\nDa biblioteket begyndte at holde åbent til midnat, ville kommunen vide, hvad det"
        " betød for teenagerne i området. Vi satte os ned med 37 af dem, de fleste mellem tretten og seksten, og gik"
        " politiets logge fra 2019 og 2020 igennem. Atten måneder efter starten kom de fleste stadig, og slagsmålene"
        " ved busstoppestedet var blevet færre. Biblioteket har fire ansatte."
    ),
}


def read(content: str, what: ClaimKind, *, rules_alone: bool = False) -> Claim:
    text, _ = READER.prepare(content)
    design = read_study_design(text)
    kind = read_document_kind(text, design)
    return (by_rules if rules_alone else read_number)(text, what, design, kind)


@pytest.mark.parametrize(
    ("language", "what", "value", "shown"),
    [
        ("sv", SIZE, "37", "37"),
        ("nb", SIZE, "37", "37"),
        ("en", TIME, "18", "Eighteen months"),
        ("da", TIME, "18", "Atten måneder"),
    ],
)
def test_what_no_rule_reads_is_told_by_what_stands_around_it(
    language: str, what: ClaimKind, value: str, shown: str
) -> None:
    content = TOLD[language]
    assert read(content, what, rules_alone=True).value is None
    claim = read(content, what)
    assert (claim.value, claim.told("taught")) == (value, "yes")
    assert content[claim.start : claim.end] == shown
    assert 0.35 <= claim.confidence <= 0.85


FILLER = "The council met in spring and talked of roads, schools and the price of water, as it does each year. "
TRIAL = (
    "In this randomised trial boys were drawn by lot to mentors or to a waiting list, and their arrests were counted. "
)


def test_what_rules_read_of_a_short_text_or_in_another_language_stays() -> None:
    short = "A study\n\nWe recruited 1,234 adolescents and followed them for two years."
    finnish = f"Tutkimus\n\n{'Tutkimuksessa oli mukana nuoria eri puolilta maata. ' * 12}Otos (N = 412)."
    assert (read(short, SIZE).value, read(short, TIME).value) == ("1234", "24")
    assert read(finnish, SIZE).value == "412"


def test_what_rules_read_further_in_than_is_looked_at_stays() -> None:
    content = f"A trial\n\n{TRIAL}{FILLER * 25}We recruited 412 boys (n = 412). They were followed up for 24 months."
    assert (read(content, SIZE).value, read(content, TIME).value) == ("412", "24")


def test_the_last_word_of_a_text_is_looked_at() -> None:
    content = f"A trial\n\n{TRIAL}{FILLER * 2}They were followed up for 24 months"
    assert read(content, TIME).value == "24"
    text, _ = READER.prepare(f"Talks\n\n{FILLER * 3}In spring we interviewed 12 345")
    none = Claim(SIZE, None, "samples", "1")
    assert [number.value for number, _ in candidates(text, none, none, none)] == [12_345]


def test_a_time_in_weeks_is_told_too() -> None:
    content = f"A trial\n\n{TRIAL}Ten weeks after the last meeting the boys in both groups were asked again. {FILLER}"
    assert read(content, TIME).value == "2.3"


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("We interviewed hundreds of teenagers.", []),
        ("Vi intervjuade hundratals av dem.", []),
        ("We asked 12.5 per cent of them.", []),
        ("We met two hundred and eighteen boys.", [218]),
        ("We met 1,234 boys and 37 girls.", [1_234, 37]),
    ],
)
def test_a_number_is_one_whole_number(sentence: str, values: list[int]) -> None:
    text, _ = READER.prepare(f"Talks\n\n{FILLER * 3}{sentence}")
    none = Claim(SIZE, None, "samples", "1")
    assert [number.value for number, _ in candidates(text, none, none, none)] == values


@pytest.mark.parametrize(
    ("sentence", "values"), [("after twenty-six months", []), ("2.75 years later", []), ("after 18 months", [18])]
)
def test_a_length_of_time_is_whole(sentence: str, values: list[int]) -> None:
    text, _ = READER.prepare(f"Talks\n\n{FILLER.replace('each year', 'always') * 3}They were asked {sentence}.")
    none = Claim(TIME, None, "samples", "1")
    assert [number.value for number, _ in candidates(text, none, none, none)] == values


def test_what_rules_read_and_the_words_around_make_unlikely_is_not_told() -> None:
    content = (
        f"Minutes of the council\n\n{FILLER * 4}The collection holds one file (Minutes.sav, n=863, 118 variables)."
    )
    assert read(content, SIZE, rules_alone=True).value == "863"
    assert (read(content, SIZE).value, read(content, SIZE).start) == (None, None)


def test_a_text_without_numbers_tells_none_and_one_of_numbers_alone_ends() -> None:
    assert read("Nothing here\n\n" + "No one was counted and no time went by in this text. " * 6, SIZE).value is None
    for content in ("12 " * 50_000, "9" * 200_000, "12 months " * 20_000, "one hundred and " * 20_000):
        for what in (SIZE, TIME):
            assert read(f"Numbers\n\n{FILLER * 3}{content}", what).kind is what
