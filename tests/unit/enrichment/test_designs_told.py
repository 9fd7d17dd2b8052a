"""Designs told in the ways authors have, in four languages: each sentence of designs_told.tsv is made up."""

import csv
from pathlib import Path

import pytest

from enrichment.design_families import find_families
from enrichment.design_rules import WAYS
from enrichment.designs import read_study_design
from enrichment.texts import Text
from tests.unit.enrichment.test_design_families import TOLD as TOLD_BY_RULE

with Path(__file__).with_name("designs_told.tsv").open(encoding="utf-8") as lines:
    TOLD = [tuple(row.values()) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def report(sentence: str, language: str) -> Text:
    return Text(f"Report\n\n{sentence}", language)


@pytest.mark.parametrize(("design", "language", "sentence"), TOLD)
def test_a_design_is_known_by_what_was_done_and_none_where_nothing_was(
    design: str, language: str, sentence: str
) -> None:
    assert (read_study_design(report(sentence, language)).value or "-") == design


def test_each_way_of_telling_is_met_by_one_of_the_sentences() -> None:
    told = [*TOLD, *((design, language, sentence) for language, design, sentence in TOLD_BY_RULE)]
    met = {
        rule
        for design, language, sentence in told
        for rule, _ in find_families(report(sentence, language), 0, len(f"Report\n\n{sentence}"))
        if rule.design == design
    }
    assert [way[0].needs for way in WAYS if met.isdisjoint(way)] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "Tolv studier uppfyllde kraven. De var för olika för att vägas samman. Den samlade effekten är oklar."),
        ("en", "Twelve studies met the criteria. Pooling was not possible. Their average effect is not known."),
        ("nb", "Tolv studier oppfylte kravene. De var for ulike til å slås sammen. Gjennomsnittlig effekt er ukjent."),
        ("da", "Tolv studier levede op til kravene. De er for uens til at blive lagt sammen. Samlet effekt er ukendt."),
    ],
)
def test_a_review_that_could_not_pool_is_no_meta_analysis(language: str, said: str) -> None:
    assert read_study_design(report(said, language)).value == "systematic_review"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "Kontrollenheten granskar ansökningar. Kontrollavdelningen är ny."),
        ("nb", "Meldingene var 19 prosent flere enn året før, etter hvitvaskingsloven. Vi vil ikke trekke slutninger."),
        ("sv", "Utandningsprov togs på slumpvis utvalda besökare vid arenan."),
        ("en", "The average was just over 40 a month, and just under a third were women."),
        ("da", "Anmeldelserne steg, og ministeren vil tale med ofrene, inden loven vedtages."),
    ],
)
def test_words_that_only_look_like_a_design_tell_none(language: str, said: str) -> None:
    assert read_study_design(report(said, language)).value is None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv", "Det finns inte uppgifter från områden utan kameror. Rånen minskade från 40 till 22 året efter."),
        ("nb", "Det foreligger ikke tall fra områder uten tiltaket. Ranene falt fra 40 til 22 året etter."),
        ("da", "Der foreligger ikke oplysninger fra et område uden indsats. Røverierne faldt fra 40 til 22."),
        ("en", "The note lacks any control area. Robberies fell from 40 to 22 in the year after."),
    ],
)
def test_others_that_were_not_looked_at_are_no_comparison(language: str, said: str) -> None:
    assert read_study_design(report(said, language)).value == "before_after"
