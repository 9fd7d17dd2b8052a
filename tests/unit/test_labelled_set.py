"""The labelled texts are in form, cover what they promise, and say what their labels quote."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.labels import FOLDER, LANGUAGES, LabelledText, read_labelled
from kb.catalogue import load_catalogue
from kb.domain.claims import DocumentKind, EffectDirection, Focus, StudyDesign
from kb.domain.facts import MeasureId
from kb.domain.text import words
from kb.errors import InputError

TEXTS = read_labelled()
BY_LANGUAGE = {language: [text for text in TEXTS if text.language == language] for language in LANGUAGES}


def few(counted: Iterable[str | None], wanted: Iterable[str], least: int) -> dict[str, int]:
    counts = Counter(counted)
    return {label: counts[label] for label in wanted if counts[label] < least}


@pytest.fixture
def entry() -> dict[str, Any]:
    line = (FOLDER / "sv.jsonl").read_text(encoding="utf-8").splitlines()[0]
    found: dict[str, Any] = json.loads(line)
    return found


def folder_with(folder: Path, *entries: dict[str, Any]) -> Path:
    (folder / "sv.jsonl").write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_eighty_texts_and_a_fifth_of_them_lie_outside_the_field(language: str) -> None:
    texts = BY_LANGUAGE[language]
    assert len(texts) >= 80
    assert 0.18 <= sum(not text.relevant for text in texts) / len(texts) <= 0.22


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_challenge_is_the_main_topic_of_two_texts_in_each_language(language: str) -> None:
    main = [topic for text in BY_LANGUAGE[language] for topic in text.challenges.main]
    assert few(main, load_catalogue().challenges, 2) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_design_and_kind_of_document_comes_four_times_in_each_language_within_the_field(language: str) -> None:
    texts = [text for text in BY_LANGUAGE[language] if text.relevant]
    assert few((text.design for text in texts), StudyDesign, 4) == {}
    assert few((text.document_kind for text in texts), DocumentKind, 4) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_direction_of_effect_and_each_focus_comes_twice_in_each_language(language: str) -> None:
    texts = BY_LANGUAGE[language]
    directions = [effect.direction for text in texts for effect in text.effects]
    assert few(directions, EffectDirection, 2) == {}
    assert few((text.focus for text in texts), Focus, 2) == {}


def test_measures_are_named_over_every_approach_of_the_catalogue() -> None:
    measures = load_catalogue().measures
    named = {MeasureId(measure) for text in TEXTS for measure in (*text.measures.main, *text.measures.side)}
    assert len(named) >= 50
    assert {measure.approach for measure in measures.values()} == {measures[measure].approach for measure in named}


def test_texts_without_a_measure_are_there_among_evaluations_too() -> None:
    evaluations = [text for text in TEXTS if text.relevant and text.document_kind is DocumentKind.PRIMARY_EVALUATION]
    assert sum(not text.measures.main for text in evaluations) >= 4


def test_a_protocol_has_no_effect() -> None:
    protocols = [text for text in TEXTS if text.design is StudyDesign.PROTOCOL]
    assert [text.id for text in protocols if text.effects or text.document_kind is not DocumentKind.PROTOCOL] == []


def test_only_what_tried_a_measure_has_effects() -> None:
    tried = set(StudyDesign) - {StudyDesign.PROTOCOL, StudyDesign.CROSS_SECTIONAL, StudyDesign.QUALITATIVE}
    assert [text.id for text in TEXTS if text.effects and text.design not in tried] == []


def test_ids_run_through_each_file_without_a_gap() -> None:
    for language, texts in BY_LANGUAGE.items():
        assert [text.id for text in texts] == [f"{language}-{number:03}" for number in range(1, len(texts) + 1)]


def test_nobody_is_the_second_reader_of_their_own_text() -> None:
    assert [text.id for text in TEXTS if text.second_reading.by == text.author] == []


def test_no_two_texts_share_a_title_or_a_sentence() -> None:
    titles = Counter(text.title for text in TEXTS)
    sentences = Counter(sentence for text in TEXTS for sentence in text.text.split(". ") if len(words(sentence)) >= 6)
    assert [title for title, count in titles.items() if count > 1] == []
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_the_readme_tells_the_number_of_texts_of_each_language() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for language, texts in BY_LANGUAGE.items():
        outside = sum(not text.relevant for text in texts)
        assert f"| `{language}.jsonl` |" in readme
        assert f"| {len(texts)} | {outside} | a | b |" in readme


@pytest.mark.parametrize(
    "spoil",
    [
        lambda entry: entry["effects"][0].update(outcome_words="står inte i texten"),
        lambda entry: entry["effects"][0].update(measure=None),
        lambda entry: entry.update(target_groups_words=["pensionärer på Gotland"]),
        lambda entry: entry.update(text="För kort."),
        lambda entry: entry.update(relevant=False),
        lambda entry: entry.update(focus=None),
        lambda entry: entry.update(study_years="2019/2015"),
        lambda entry: entry.update(age_span="/"),
        lambda entry: entry.update(municipality=["0180"]),
        lambda entry: entry.update(challenges={"main": ["gun_violence"], "side": ["gun_violence"]}),
        lambda entry: entry.update(challenges={"main": ["no_such_challenge"], "side": []}),
        lambda entry: entry.update(measures={"main": ["no_such_measure"], "side": []}),
        lambda entry: entry.update(language="nb"),
        lambda entry: entry.update(title=" Två  blanksteg"),
        lambda entry: entry.update(unknown="field"),
    ],
)
def test_an_entry_that_is_not_in_form_is_refused(
    spoil: Callable[[dict[str, Any]], None], entry: dict[str, Any], tmp_path: Path
) -> None:
    spoil(entry)
    with pytest.raises(InputError):
        read_labelled(folder_with(tmp_path, entry), ["sv"])


def test_an_id_is_used_once(entry: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="sv-001"):
        read_labelled(folder_with(tmp_path, entry, entry), ["sv"])


def test_a_labelled_text_reads_as_a_document_holds_it() -> None:
    text: LabelledText = TEXTS[0]
    assert text.content.startswith(f"{text.title}\n\n")
    assert text.content.endswith(text.text)
