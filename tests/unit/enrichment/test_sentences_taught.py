import pytest

from enrichment.conditions_taught import DOUBTED, TOLD, borne_out, read_by_rules
from enrichment.key_sentences import read_key_sentences
from enrichment.reading import Reader
from enrichment.sentences_taught import KINDS, Chances, judge_sentences
from enrichment.texts import Span, Text
from kb.catalogue import load_catalogue
from kb.domain.claims import IN_PASSING, TAUGHT, Claim, ClaimKind

READER = Reader.for_catalogue(load_catalogue())

# Only the staff is told of as a trouble, and only the last sentence but one tells what came of it.
TEXTS = {
    "sv": (
        "Öppet till midnatt\n\nBiblioteket i stadsdelen håller sedan i höstas öppet till midnatt för tonåringar. Fyra"
        " ungdomsledare finns på plats varje kväll. Personalen hann inte med eftersom två tjänster stod tomma hela"
        " hösten. Polisanmälda slagsmål vid busshållplatsen minskade med en tredjedel under det första året. Lokalen"
        " ligger vid torget.",
        "Personalen hann inte med",
        "Polisanmälda slagsmål",
    ),
    "en": (
        "Open until midnight\n\nThe library in the district has since autumn stayed open until midnight for teenagers."
        " Four youth workers are there every evening. Staff could not keep up because two posts stood vacant all"
        " autumn. Fights at the bus stop that the police knew of fell by a third during the first"
        " year. The library lies by the square.",
        "Staff could not keep up",
        "Fights at the bus stop",
    ),
    "nb": (
        "Åpent til midnatt\n\nBiblioteket i bydelen har siden i høst holdt åpent til midnatt for tenåringer. Fire"
        " ungdomsarbeidere er til stede hver kveld. De ansatte rakk ikke over alt fordi to stillinger sto tomme hele"
        " høsten. Slagsmålene ved bussholdeplassen gikk ned med en tredel det første året. Lokalet ligger ved torget.",
        "De ansatte rakk ikke",
        "Slagsmålene ved bussholdeplassen",
    ),
    "da": (
        "Åbent til midnat\n\nBiblioteket i bydelen har siden i efteråret holdt åbent til midnat for teenagere. Fire"
        " ungdomsarbejdere er til stede hver aften. Personalet kunne ikke følge med, fordi to stillinger stod tomme"
        " hele efteråret. Slagsmålene ved busstoppestedet faldt med en tredjedel det første år. Lokalet ligger"
        " ved torvet.",
        "Personalet kunne ikke",
        "Slagsmålene ved busstoppestedet",
    ),
}


def sentence_of(text: Text, words: str) -> Span:
    return text.sentence_at(text.content.index(words))


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_hindrance_is_told_where_no_rule_reads_it_and_the_result_says_most(language: str) -> None:
    content, trouble, result = TEXTS[language]
    text, _ = READER.prepare(content)
    assert text.language == language
    claims = READER.read(content)
    told = [c for c in claims if c.kind is ClaimKind.IMPLEMENTATION and c.value and c.confidence > IN_PASSING]
    assert sentence_of(text, trouble) in {text.sentence_at(c.start or 0) for c in told}
    (first,) = [c for c in claims if c.kind is ClaimKind.KEY_SENTENCE and c.value == "1"]
    assert (first.start, first.end) == sentence_of(text, result)


def judged(text: Text, kind: ClaimKind, chance: float) -> Chances:
    return {sentence: dict.fromkeys(KINDS, 0.0) | {kind: chance} for sentence in text.sentences}


def test_what_rules_read_is_in_passing_where_the_sentence_makes_it_unlikely() -> None:
    text, _ = READER.prepare("Lamps\n\nThe mechanism was social cohesion, because neighbours met. It was dark.")
    by_rule = read_by_rules(text)
    (named,) = [c for c in by_rule if c.kind is ClaimKind.MECHANISM]
    assert (named.value, named.confidence) == ("me_social_cohesion", 0.8)
    for chance, confidence in ((DOUBTED[ClaimKind.MECHANISM] - 0.01, IN_PASSING), (0.4, 0.8), (0.9, 0.85)):
        found = borne_out(text, by_rule, judged(text, ClaimKind.MECHANISM, chance))
        assert next(c for c in found if c.value == "me_social_cohesion").confidence == confidence


@pytest.mark.parametrize(
    ("kind", "sentence", "value"),
    [
        (ClaimKind.MECHANISM, "Neighbours began to look out of their windows.", "mechanism"),
        (ClaimKind.MODERATOR, "Girls gained more from it, boys nothing at all.", "tg_girls"),
        (ClaimKind.MODERATOR, "It worked on weekdays alone.", "subgroup"),
        (ClaimKind.IMPLEMENTATION, "Two posts stood vacant all autumn.", "implementation"),
        (ClaimKind.COST, "The sum came to 1,200 pounds a lamp.", "cost"),
    ],
)
def test_what_a_sentence_tells_by_itself_is_marked_and_rests_on_it(kind: ClaimKind, sentence: str, value: str) -> None:
    text, _ = READER.prepare(f"Lamps\n\n{sentence} Nobody counted the lamps.")
    place = sentence_of(text, sentence)
    told = {place: dict.fromkeys(KINDS, 0.0) | {kind: TOLD[kind]}}
    by_rule = [Claim(one, None, "conditions", "1") for one in TOLD]
    found = borne_out(text, by_rule, told)
    (claim,) = [c for c in found if c.value is not None]
    assert (claim.kind, claim.value, claim.start, claim.end) == (kind, value, *place)
    assert claim.confidence == 0.55
    assert TAUGHT in claim.detail
    assert {c.kind for c in found} == set(TOLD)  # "not stated" is a claim too


def test_a_cost_that_a_sentence_tells_has_its_amount() -> None:
    text, _ = READER.prepare("Lamps\n\nThe sum came to 1,200 pounds a lamp.")
    told = {sentence_of(text, "The sum"): dict.fromkeys(KINDS, 0.0) | {ClaimKind.COST: 0.8}}
    (claim,) = [c for c in borne_out(text, [], told) if c.value]
    assert (claim.told("amount"), claim.told("currency"), claim.confidence) == ("1,200", "pounds", 0.8)


def test_each_answer_is_told_once_by_its_likeliest_sentence() -> None:
    text, _ = READER.prepare("Lamps\n\n" + " ".join(f"Lamp {n} was late." for n in range(6)))
    chances = {s: dict.fromkeys(KINDS, 0.0) | {ClaimKind.IMPLEMENTATION: n / 10} for n, s in enumerate(text.sentences)}
    (told,) = [c for c in borne_out(text, [], chances) if c.value]
    assert text.content[told.start : told.end] == "Lamp 5 was late."


def test_at_most_three_answers_of_a_kind_are_told_that_no_rule_gives() -> None:
    groups = ("Girls", "Boys", "Parents", "Teachers", "Prisoners")
    text, _ = READER.prepare("Lamps\n\n" + " ".join(f"{group} gained more." for group in groups))
    told = [c.value for c in borne_out(text, [], judged(text, ClaimKind.MODERATOR, 0.6)) if c.value]
    assert told == ["tg_girls", "tg_boys", "tg_parents"]


def test_what_a_rule_has_as_an_aim_is_not_told_again() -> None:
    text, _ = READER.prepare("Lamps\n\nWe will estimate the cost-effectiveness of the programme per participant.")
    by_rule = read_by_rules(text)
    (aim,) = [c for c in by_rule if c.kind is ClaimKind.COST]
    assert (aim.value, aim.confidence) == ("cost_effectiveness", 0.5)
    assert [c for c in borne_out(text, by_rule, judged(text, ClaimKind.COST, 0.9)) if c.kind is ClaimKind.COST] == [aim]


def test_what_is_only_named_and_its_sentence_tells_is_marked_as_told_by_it() -> None:
    text, _ = READER.prepare("Lamps\n\nStaff turnover left two posts vacant all autumn.")
    by_rule = read_by_rules(text)
    (named,) = [c for c in by_rule if c.value == "im_turnover"]
    assert (named.confidence, named.detail) == (IN_PASSING, ())
    found = borne_out(text, by_rule, judged(text, ClaimKind.IMPLEMENTATION, 0.6))
    (told,) = [c for c in found if c.value == "im_turnover"]
    assert (told.confidence, told.detail) == (0.6, (TAUGHT,))


def test_the_sentence_that_tells_goes_before_one_that_only_names() -> None:
    text, _ = READER.prepare("Lamps\n\nStaff turnover is named here. Staff turnover left two posts vacant all autumn.")
    telling = sentence_of(text, "Staff turnover left")
    chances = {s: dict.fromkeys(KINDS, 0.0) | {ClaimKind.IMPLEMENTATION: 0.6 * (s == telling)} for s in text.sentences}
    found = borne_out(text, read_by_rules(text), chances)
    (told,) = [c for c in found if (c.start, c.end) == telling]
    assert [c for c in found if c.value == told.value] == [told]


def test_outside_the_field_no_sentence_tells_a_condition_by_itself() -> None:
    content = "Lampor\n\nTorsken kom närmare ljuset än förut. " + "Personalen hann inte med när båten gick ut. " * 8
    text, _ = READER.prepare(content)
    likely = [c[ClaimKind.IMPLEMENTATION] for c in judge_sentences(text, []).values()]
    assert max(likely) >= TOLD[ClaimKind.IMPLEMENTATION]
    assert not [c for c in READER.read(content) if c.kind is ClaimKind.IMPLEMENTATION and c.value]


def test_what_stands_beyond_the_beginning_of_a_long_text_is_not_preferred() -> None:
    content, _, result = TEXTS["en"]
    filler = " ".join(f"The lamps in street {n} were painted black by workers of the town." for n in range(60))
    claims = READER.read(f"{content} {filler}")
    text, _ = READER.prepare(f"{content} {filler}")
    chosen = {c.value: (c.start, c.end) for c in claims if c.kind is ClaimKind.KEY_SENTENCE and c.value}
    assert chosen["1"] == sentence_of(text, result)


def test_a_title_a_short_text_and_one_in_another_language_tell_nothing() -> None:
    for content in ("Two posts stood vacant", "Nuoret ja valot\n\n" + "Lamput asennettiin polun varrelle. " * 30):
        text, _ = READER.prepare(content)
        assert judge_sentences(text, []) == {}
    text, _ = READER.prepare("Two posts stood vacant all autumn\n\nLamps were put up.")
    assert not [c for c in borne_out(text, [], judged(text, ClaimKind.COST, 0.2)) if c.value]
    title = {text.sentences[0]: dict.fromkeys(KINDS, 0.9)}
    assert not [c for c in borne_out(text, [], title) if c.value]


def test_the_likeliest_sentence_is_the_first_of_the_summary() -> None:
    content = "Lamps\n\n" + " ".join(f"Lamps number {n} were put up in every yard of the town." for n in range(3))
    text = Text(content, "en")
    for place in (1, 2, 3):
        chances = {s: {ClaimKind.KEY_SENTENCE: 0.8 if n == place else 0.1} for n, s in enumerate(text.sentences)}
        first = next(c for c in read_key_sentences(text, [], chances) if c.value == "1")
        assert (first.start, first.end) == text.sentences[place]


def test_every_condition_has_its_limits() -> None:
    assert set(TOLD) == set(DOUBTED) == set(KINDS) - {ClaimKind.KEY_SENTENCE}
    assert all(DOUBTED[kind] <= TOLD[kind] for kind in TOLD)
