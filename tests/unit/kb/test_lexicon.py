"""The words that the thesaurus lacks, and compounds."""

import pytest

from kb.catalogue.lemmas import lemma
from kb.catalogue.lexicon import LANGUAGES, Lexicon, Row, load_rows, splitter
from kb.domain.facts import Concept

LEXICON = Lexicon(load_rows())


def said(text: str, source: str = "sv", target: str = "en") -> str:
    return " ".join(g.words[0] if g.words else g.written for g in LEXICON.read(text, source, target))


def test_the_lexicon_holds_six_thousand_words_in_four_languages() -> None:
    rows = load_rows()

    assert len(rows) >= 6_500
    assert all(row.words[code] for row in rows for code in LANGUAGES)


def test_no_swedish_word_stands_twice() -> None:
    usual = [row.words["sv"][0] for row in load_rows()]

    assert len(usual) == len(set(usual))


def test_inflected_words_are_found_by_their_lemma() -> None:
    assert said("minskade skjutningarna") == "reduce shooting"


def test_the_words_come_in_the_order_of_the_question() -> None:
    assert said("upprepad utsatthet bland äldre") == "repeated victimisation among older people"


def test_a_compound_is_read_by_its_parts() -> None:
    assert said("ungdomsgårdsbesök") == "youth centre visit"
    assert said("hemfridsbrott återfallsrisk") == "unlawful entry risk of reoffending"


def test_a_name_stays_as_it_is() -> None:
    assert said("Perry i Malmö") == "perry in malmö"
    assert said("Berger, Levander, Mora") == "berger levander mora"


def test_a_form_that_the_dictionary_takes_for_another_words_is_known_and_read() -> None:
    assert said("lagar som utnyttjar killarna") == "law who exploit boy"
    assert LEXICON.knows("lagar", "sv")


@pytest.mark.parametrize("whole", ["samverkan", "räddningstjänst", "förslag", "personliga", "vaccination"])
def test_what_only_looks_like_a_compound_stays_whole(whole: str) -> None:
    assert splitter("sv").parts(whole) == (whole,)


def test_norwegian_and_danish_are_read_by_their_own_forms() -> None:
    assert said("forebygge", "nb") == said("forebygge", "da") == "prevent"
    assert said("innbrudd", "nb") == said("indbrud", "da") == "burglary"


def test_english_is_read_back_into_swedish() -> None:
    assert said("prevent burglary", "en", "sv") == "förebygga inbrott"


def test_a_label_is_translated_by_the_label_that_says_the_same() -> None:
    swedish = ("Mäns våld mot kvinnor", "våld i hemmet")
    english = ("Men's violence against women", "battering", "violence in the home")
    concept = Concept("dv", "challenges", {"sv": swedish, "en": english})
    lexicon = Lexicon(load_rows(), [concept])

    assert lexicon.read("våld i hemmet", "sv", "en")[0].words == ("violence in the home",)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("gängvåld", ("gäng", "våld")),
        ("kvinnojour", ("kvinna", "jour")),
        ("ungdomsgårdsbesök", ("ungdomsgård", "besök")),
        ("åklagarmyndigheten", ("åklagare", "myndighet")),
        ("förening", ("förening",)),
        ("politik", ("politik",)),
        ("xyzzyvåld", ("xyzzyvåld",)),
    ],
)
def test_a_compound_is_split_only_where_all_its_parts_are_known(word: str, parts: tuple[str, ...]) -> None:
    assert splitter("sv").parts(word) == parts


def test_rows_of_ones_own_can_be_given() -> None:
    lexicon = Lexicon([Row({"sv": ("blåklocka",), "en": ("bluebell",), "nb": ("blåklokke",), "da": ("blåklokke",)})])

    assert lexicon.read("blåklocka", "sv", "en")[0].words == ("bluebell",)
    assert lexicon.knows("blåklocka", "sv")
    assert lemma("blåklocka", "sv") == "blåklocka"
