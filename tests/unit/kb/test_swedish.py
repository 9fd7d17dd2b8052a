"""Swedish words and forms that pages, mails and feedback share."""

from datetime import UTC, date, datetime
from enum import StrEnum

import pytest

from crawlers.register import load_register
from kb.catalogue import load_catalogue
from kb.domain import swedish as words
from kb.domain.claims import StudyDesign
from kb.domain.documents import SourceId
from kb.domain.evidence import Warning as Caution
from kb.domain.facts import Direction, Mark, PortalRating, RatingId


def rating(portal: str, direction: Direction) -> PortalRating:
    """Return what a portal says."""
    return PortalRating(
        RatingId("x-001"), None, "m", portal, "r", "", "scale", "page", "https://p.example", Mark.READ, "", direction
    )


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (words.day(date(2024, 3, 3)), "3 mars 2024"),
        (words.day(None), "aldrig"),
        (words.day(datetime(2024, 12, 31, 23, 30, tzinfo=UTC)), "1 januari 2025"),
        (words.number(1234567), "1\u202f234\u202f567"),
        (words.in_letters(1), "en"),
        (words.in_letters(1, "ett"), "ett"),
        (words.in_letters(12), "tolv"),
        (words.in_letters(1300), "1\u202f300"),
        (words.decimal(0.75), "0,75"),
        (words.decimal(1.0), "1"),
        (words.plural(1, "källa", "källor"), "1\u00a0källa"),
        (words.plural(0, "källa", "källor"), "0\u00a0källor"),
        (words.joined(["a", "b", "c"]), "a, b och c"),
        (words.joined([]), ""),
        (words.language(None), "okänt språk"),
        (words.language("xx"), "xx"),
        (words.language("nb"), "norska (bokmål)"),
        (words.rating_language("Evidensnivå 3 - Funksjonelt virksomt"), "nb"),
        (words.rating_language("Model"), "en"),
    ],
)
def test_swedish_forms(shown: str, expected: str) -> None:
    assert shown == expected


@pytest.mark.parametrize(
    ("kind", "said"),
    [(StudyDesign, words.DESIGN), (Direction, words.DIRECTION), (Caution, words.WARNING), (Mark, words.MARK)],
)
def test_every_member_has_a_word_of_its_own(kind: type[StrEnum], said: dict[StrEnum, str]) -> None:
    assert set(said) == set(kind)
    assert len(set(said.values())) == len(kind)


def test_a_warning_names_each_portal_that_gives_it_once() -> None:
    ratings = [rating("Alfa", Direction.HARMFUL), rating("Beta", Direction.NONE), rating("Gamma", Direction.HARMFUL)]
    ratings += [rating("Alfa", Direction.HARMFUL), rating("Delta", Direction.BENEFICIAL)]

    assert words.warning(Caution.HARMFUL, ratings) == "Skadlig enligt Alfa och Gamma"
    assert words.warning(Caution.NO_EFFECT, ratings) == "Ingen effekt funnen enligt Beta"
    assert words.warning(Caution.DISPUTED, ratings).startswith("Omstridd")
    assert words.warning(Caution.HARMFUL, []) == "Skadlig enligt de studier vi har läst"


@pytest.mark.parametrize(
    ("portal", "text", "own"),
    [
        ("YEF Toolkit", "HIGH (30%+ less violence)", True),
        ("SBU", "Can prevent gang membership", False),
        ("Socialstyrelsen (SE)", "Recommended: social services should offer", False),
        ("Vidensportalen (DK, Socialstyrelsen)", "Increases the risk of reoffending", False),
        ("Det Kriminalpræventive Råd (DK) 2012 mapping", "Promising (virker lovende)", False),
        ("Brå (effect evaluation by Malmö University)", "Decline in shootings", False),
        ("Ungsinn", "Evidensnivå 3 - Funksjonelt virksomt", True),
        ("Ungsinn", "Level 0 (no or negative effects)", False),
        ("", "x", True),
    ],
)
def test_what_is_retold_in_english_is_not_a_portals_own_words(portal: str, text: str, own: bool) -> None:
    assert words.own_words(portal, text) is own


def test_every_portal_of_the_catalogue_that_is_not_english_is_known() -> None:
    nordic = {r.portal for r in load_catalogue().ratings if not words.own_words(r.portal, "in English")}
    assert {portal.split()[0] for portal in nordic} == {
        "SBU", "Socialstyrelsen", "Vidensportalen", "Det", "Brå", "Ungsinn",
    }  # fmt: skip


def test_a_source_is_named_as_a_reader_knows_it() -> None:
    known = load_register()
    key, source = next(iter(known.items()))
    assert words.source_name(key, known) == source.name
    assert words.source_name(SourceId("import:export"), known) == "importerad fil export"
    assert words.source_name(SourceId("grants"), known) == "importerad samling grants"
