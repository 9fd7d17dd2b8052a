import time

import pytest

from enrichment.focus import read_focus
from enrichment.texts import Text
from kb.domain.claims import Claim, ClaimKind, DocumentKind, Focus, Relevance

RELEVANT = Claim(ClaimKind.RELEVANCE, Relevance.RELEVANT, "relevance", "1")
UNKNOWN = Claim(ClaimKind.DOCUMENT_KIND, None, "document_kind", "1")
OUTSIDE = Claim(ClaimKind.RELEVANCE, Relevance.NOT_RELEVANT, "relevance", "1")


@pytest.mark.parametrize(
    ("language", "content", "focus"),
    [
        ("sv", "Utvärdering av samtal för unga\n\nInsatserna gav färre brott.", Focus.PREVENTION),
        ("en", "Does a curfew work? An evaluation\n\nThe programme reduced offending.", Focus.PREVENTION),
        ("nb", "Evaluering av tiltak i skolen\n\nProgrammet virker.", Focus.PREVENTION),
        ("da", "Evaluering af en indsats\n\nForsøget gav færre indbrud.", Focus.PREVENTION),
        ("sv", "Riskfaktorer för våld\n\nVarför slår några? Sambandet med uppväxten var starkt.", Focus.CAUSES),
        ("en", "Risk factors for violence\n\nPoverty predicted assault and was associated with it.", Focus.CAUSES),
        ("nb", "Risikofaktorer for vold\n\nHvorfor slår noen? Sammenhengen var sterk.", Focus.CAUSES),
        ("da", "Risikofaktorer for vold\n\nHvorfor slår nogle? Sammenhængen var stærk.", Focus.CAUSES),
        ("sv", "Anmälda brott\n\nStatistiken visar en uppgång.", Focus.STATISTICS),
        ("en", "National survey of victims\n\nAnnual statistics on recorded crime.", Focus.STATISTICS),
        ("nb", "Anmeldte lovbrudd\n\nStatistikken viser en oppgang.", Focus.STATISTICS),
        ("da", "Anmeldte forbrydelser\n\nStatistikken viser en stigning.", Focus.STATISTICS),
        ("sv", "Skärpta straff\n\nRegeringen föreslår i propositionen en ny lag.", Focus.POLICY),
        ("en", "A bill on knives\n\nThe government proposes new legislation.", Focus.POLICY),
        ("nb", "Strengere straff\n\nRegjeringen foreslår en ny lov.", Focus.POLICY),
        ("da", "Hårdere straf\n\nRegeringen foreslår en ny lov.", Focus.POLICY),
        ("sv", "Tre män i rätten", Focus.OTHER),
        ("en", "A night in town", Focus.OTHER),
    ],
)
def test_the_focus_is_what_most_words_give_away(language: str, content: str, focus: Focus) -> None:
    assert read_focus(Text(content, language), RELEVANT, UNKNOWN).value == focus


def test_a_text_outside_the_field_has_no_focus() -> None:
    assert read_focus(Text("An evaluation of trawls", "en"), OUTSIDE, UNKNOWN).value is None


def test_an_opinion_is_about_policy_whatever_measure_it_names() -> None:
    opinion = Claim(ClaimKind.DOCUMENT_KIND, DocumentKind.OPINION, "document_kind", "1", 0, 5, 0.9)
    text = Text("Lamps in town\n\nThe programme is dear.", "en")
    assert read_focus(text, RELEVANT, UNKNOWN).value == Focus.PREVENTION
    claim = read_focus(text, RELEVANT, opinion)
    assert (claim.value, claim.start, claim.end) == (Focus.POLICY, 0, 5)


def test_the_words_shown_give_the_focus_away() -> None:
    text = Text("A night in town\n\nAnnual statistics on theft.", "en")
    claim = read_focus(text, RELEVANT, UNKNOWN)
    assert text.content[claim.start : claim.end] == "Annual"


def test_capitals_that_are_two_small_letters_move_no_span() -> None:
    text = Text("İİİİ evaluation", "en")
    claim = read_focus(text, RELEVANT, UNKNOWN)
    assert claim.start is None or text.content[claim.start : claim.end] == "evaluation"


@pytest.mark.parametrize("unit", ["a", "risk factor ", "evaluation ", "- ", "\n\n", "å" * 500 + " "])
def test_the_time_grows_no_faster_than_the_text(unit: str) -> None:
    content = unit * (1_000_000 // len(unit))
    began = time.process_time()
    read_focus(Text(content, "en"), RELEVANT, UNKNOWN)
    assert time.process_time() - began < 2
