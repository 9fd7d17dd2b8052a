from collections import Counter
from pathlib import Path

import pytest

from benchmarks.facts_of_records import CodedRecord, coded_facts, sentence_key
from benchmarks.labels import LANGUAGES
from benchmarks.taught import HELD, copied, read_taught, sets
from benchmarks.topic_texts import coded_records
from enrichment.texts import Text
from kb.catalogue import load_catalogue
from kb.errors import InputError

TEXT = (
    "## en-101 | Lamps in two parks\nD: before_after\nE: thefts | less | 12 percent | s\nN: 40\nF: -\nC: 1\n"
    "Lamps were put up.\nAfter a year thefts had fallen by 12 per cent.\n"
)


def written(folder: Path, text: str) -> Path:
    for language in LANGUAGES:
        (folder / f"A_{language}.txt").write_text(text if language == "en" else "", encoding="utf-8")
    return folder


def test_every_set_holds_as_many_texts_of_each_language_and_none_an_id_twice() -> None:
    texts = [*read_taught(), *read_taught(folder=HELD)]
    sizes = Counter((text.set, text.language) for text in texts)
    for name in (*sets(), *sets(HELD)):
        assert len({sizes[name, language] for language in LANGUAGES}) == 1
        assert sizes[name, "sv"] >= 10
    assert set(Counter((text.set, text.id) for text in texts).values()) == {1}


def test_a_text_is_read_with_what_it_tells(tmp_path: Path) -> None:
    (text,) = read_taught(folder=written(tmp_path, TEXT))
    (effect,) = text.effects
    assert (text.set, text.id, text.language, text.design) == ("A", "en-101", "en", "before_after")
    assert text.content.startswith("Lamps in two parks\n\nLamps were put up. After a year")
    assert (effect.outcome_words, effect.direction, effect.size, effect.significance) == (
        "thefts",
        "less",
        "12",
        "significant",
    )
    assert (text.sample_size, text.follow_up_months, text.cost, text.measures) == (40, None, True, ())


@pytest.mark.parametrize(
    ("line", "wrong"),
    [("thefts | less", "robberies | less"), ("| less |", "| fewer |"), ("before_after", "guess"), ("en-101 ", "101 ")],
)
def test_what_does_not_have_the_form_is_an_error_that_names_the_file(tmp_path: Path, line: str, wrong: str) -> None:
    with pytest.raises(InputError, match=r"A_en\.txt"):
        read_taught(folder=written(tmp_path, TEXT.replace(line, wrong)))


def test_a_sentence_that_stands_in_a_record_is_found(tmp_path: Path) -> None:
    texts = read_taught(folder=written(tmp_path, TEXT))
    assert copied(texts, ["Indeed. After a year thefts had  fallen by 12 per cent. So they say."])
    assert not copied(texts, ["Lamps were put up."])


FACTS = (
    "Y: 2019/2020\nA: 12/15\nL: SE DK\nK: 1280\nG: tg_pupils\nS: -\nW: ac_police\nX: Lamps were put\nI: thefts had"
    " fallen\nH: Lamps were put up.\n"
)


def test_facts_are_read_where_somebody_noted_them(tmp_path: Path) -> None:
    (without,) = read_taught(folder=written(tmp_path, TEXT))
    assert without.facts is None
    (text,) = read_taught(folder=written(tmp_path, TEXT.replace("C: 1\n", f"C: 1\n{FACTS}")))
    assert text.facts is not None
    noted = {letter: text.facts.of(letter) for letter in "YALKGSWXOIPH"}
    assert noted == {
        "Y": ("2019/2020",), "A": ("12/15",), "L": ("SE", "DK"), "K": ("1280",), "G": ("tg_pupils",), "S": (),
        "W": ("ac_police",), "X": ("Lamps were put",), "O": (), "I": ("thefts had fallen",), "P": (),
        "H": ("Lamps were put up.",),
    }  # fmt: skip
    assert text.content.startswith("Lamps in two parks\n\nLamps were put up. After a year")


@pytest.mark.parametrize(("line", "wrong"), [("2019/2020", "2019"), ("SE DK", "Sweden"), ("X: Lamps", "X: Trees")])
def test_a_fact_of_another_form_is_an_error_that_names_the_text(tmp_path: Path, line: str, wrong: str) -> None:
    facts = FACTS.replace(line, wrong)
    with pytest.raises(InputError, match=r"A_en\.txt, en-101"):
        read_taught(folder=written(tmp_path, TEXT.replace("C: 1\n", f"C: 1\n{facts}")))


def test_every_text_has_its_facts_noted_by_ids_of_the_catalogue() -> None:
    catalogue = load_catalogue()
    schemes = {"G": "target_groups", "S": "settings", "W": "actors"}
    for text in (*read_taught(), *read_taught(folder=HELD)):
        assert text.facts is not None
        for letter, scheme in schemes.items():
            assert {catalogue.concepts[topic].scheme for topic in text.facts.of(letter)} <= {scheme}
        assert set(text.facts.of("K")) <= set(catalogue.municipalities)
        assert len(text.facts.of("H")) == 1


def test_records_read_for_their_facts_are_noted_by_ids_and_keys() -> None:
    catalogue, coded = load_catalogue(), coded_facts()
    assert len(coded) == 303
    for one in coded.values():
        assert {topic for letter in "GSW" for topic in one.noted[letter]} <= set(catalogue.concepts)
        assert all(len(key) == 10 for letter in "XOIPH" for key in one.noted[letter])


def test_a_record_finds_its_sentences_by_their_keys_however_their_spaces_are() -> None:
    coded = CodedRecord({"H": (sentence_key("It was dark."),), "G": ("tg_pupils",)}, in_field=True)
    facts = coded.facts(Text("Lamps\n\nLamps were put up.  It was\ndark.", "en"))
    assert facts.of("H") == ("It was\ndark.",)
    assert facts.of("G") == ("tg_pupils",)


def test_topics_are_noted_by_ids_of_the_catalogue_and_each_is_told_in_every_language() -> None:
    catalogue = load_catalogue()
    challenges = {key for key, concept in catalogue.concepts.items() if concept.scheme == "challenges"}
    measures = {str(measure) for measure in catalogue.measures}
    told = read_taught()
    for texts in (told, read_taught(folder=HELD)):
        assert {topic for text in texts for topic in text.challenges} <= challenges
        assert {topic for text in texts for topic in text.measures} <= measures
    for language in LANGUAGES:
        assert {topic for text in told if text.language == language for topic in text.challenges} == challenges
        assert {topic for text in told if text.language == language for topic in text.measures} == measures


def test_records_read_for_their_topics_are_noted_by_ids_of_the_catalogue() -> None:
    catalogue, coded = load_catalogue(), coded_records()
    assert len(coded) == 610
    assert {topic for one in coded.values() for topic in one.challenges} <= set(catalogue.concepts)
    assert {topic for one in coded.values() for topic in one.measures} <= {str(m) for m in catalogue.measures}
    assert not [key for key, one in coded.items() if one.measures and not one.in_field]
