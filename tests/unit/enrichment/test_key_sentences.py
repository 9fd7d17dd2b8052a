import pytest

from enrichment.key_sentences import read_key_sentences
from enrichment.texts import Text
from kb.domain.claims import Claim, ClaimKind, EffectDirection

TITLE = "Lights in the yards"
OPENING = "The town put up new lights in twelve yards where residents had asked for them."
MIDDLE = "The lamps were of three makes and were bought from a firm in the county."
RESULT = "Thefts from cellars fell by a fifth in the yards with lights and not in the others."
CLOSING = "We conclude that lights in yards are worth trying where cellars are broken into."
CARE = "The lamps burn all night through the year and are read once a month."
CONTENT = f"{TITLE}\n\n{OPENING} {MIDDLE} {CARE} {RESULT} {CLOSING}"


def _sentences(content: str, claims: list[Claim] | None = None) -> list[str]:
    return [content[c.start : c.end] for c in read_key_sentences(Text(content, "en"), claims or []) if c.value]


def test_at_most_three_sentences_are_chosen_and_stand_in_the_order_of_the_text() -> None:
    found = _sentences(CONTENT)
    assert len(found) == 3
    assert found == sorted(found, key=CONTENT.index)
    assert CLOSING in found


def test_a_sentence_with_a_result_says_most() -> None:
    place = CONTENT.index(RESULT)
    effect = Claim(ClaimKind.EFFECT, EffectDirection.LESS, "effects", "1", place, place + len(RESULT))
    first = min(read_key_sentences(Text(CONTENT, "en"), [effect]), key=lambda claim: claim.value or "")
    assert CONTENT[first.start : first.end] == RESULT


@pytest.mark.parametrize(
    "unfit",
    [
        "Short one.",
        "Users should write to the office at the address below for the readme and the data files.",
        "Svensson, A. (2012). Lights and yards. The Journal of Yards, 12(3), pp. 45–67, and et al., 2012.",
        "12 14 15 17 21 0.4 0.5 33 % 28 % 12 14 15 17 21 0.4 0.5 33 % 28 % total 12.",
        "Does light in a yard keep people from breaking into the cellars beneath it?",
        "and that was what the neighbours of the yard said when they were asked about it.",
        "Read more about it at https://example.org/lights and tell the others in the yard.",
    ],
)
def test_references_tables_questions_and_notices_are_never_chosen(unfit: str) -> None:
    assert unfit not in _sentences(f"{TITLE}\n\n{OPENING} {unfit} {CLOSING}")


def test_a_sentence_that_repeats_the_title_or_another_is_not_chosen() -> None:
    title = "New lights were put up in the yards of twelve houses"
    repeated = "New lights were put up in the yards of twelve houses last year."
    assert _sentences(f"{title}\n\n{repeated} {CLOSING} {CLOSING}") == [CLOSING]


@pytest.mark.parametrize(
    ("language", "conclusion"),
    [
        ("sv", "Utvärderingen visar att gårdarna med ljus blev lugnare än de gårdar som inte fick något."),
        ("nb", "Evalueringen viser at gårdene med lys ble roligere enn de gårdene som ikke fick noe lys."),
        ("da", "Evalueringen viser at gårdene med lys blev roligere end de gårde som ikke fik noget lys."),
    ],
)
def test_words_of_concluding_count_in_each_language(language: str, conclusion: str) -> None:
    filler = "Byen har tolv gårde av den sort som omtales her og flere andre. " * 3
    other = "Lampene kommer fra tre forskellige firmaer og ble satt op av byens egne folk."
    content = f"Lys\n\n{other} {filler}{conclusion} {other}"
    ranked = {c.value: content[c.start : c.end] for c in read_key_sentences(Text(content, language), [])}
    assert ranked["1"] == conclusion


def test_a_title_alone_has_no_summary() -> None:
    (claim,) = read_key_sentences(Text("Lights in the yards of twelve houses in the town.", "en"), [])
    assert (claim.value, claim.start) == (None, None)
