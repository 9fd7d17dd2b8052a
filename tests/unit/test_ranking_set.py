"""The judged questions are in form and cover what they promise; the table users read was made with these settings."""

import csv
import json
from collections import Counter
from dataclasses import replace

import pytest

from benchmarks.quality import DATA
from benchmarks.ranking import SECTION, settings_digest
from benchmarks.ranking_set import (
    FOLDER,
    interval,
    kappa,
    ndcg,
    ratio,
    read_judgements,
    read_known_items,
    read_questions,
    recall,
)
from kb.catalogue import load_catalogue
from kb.search.ranking import RANKING

QUESTIONS = read_questions()
JUDGEMENTS = read_judgements()


def test_there_are_questions_in_four_languages_on_every_challenge() -> None:
    spoken = Counter(question.language for question in QUESTIONS)

    assert spoken["sv"] >= 80
    assert spoken["en"] >= 20
    assert spoken["nb"] >= 10
    assert spoken["da"] >= 10
    assert {question.challenge for question in QUESTIONS} == set(load_catalogue().challenges)


def test_each_question_stands_once_and_in_english_too() -> None:
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)
    assert all(question.english and question.need for question in QUESTIONS)
    assert all(question.english != question.text for question in QUESTIONS if question.language != "en")


def test_a_hundred_records_are_asked_for_in_two_languages() -> None:
    items = read_known_items()

    assert len({item.record for item in items}) == len(items) >= 100
    assert all(item.sv and item.en and item.sv != item.en for item in items)


def test_judgements_are_grades_of_records_and_measures_given_once() -> None:
    measures = set(load_catalogue().measures)
    with (FOLDER / "judgements.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))

    assert {row["question"] for row in rows} <= {question.id for question in QUESTIONS}
    assert {row["grade"] for row in rows} <= {"0", "1", "2", "3"}
    assert {row["second"] for row in rows} <= {"", "0", "1", "2", "3"}
    assert all(":" in row["id"] or row["id"] in measures for row in rows)
    assert len({(row["question"], row["id"]) for row in rows}) == len(rows)


def test_what_nothing_answers_has_no_answer_among_the_judged() -> None:
    unanswered = [question.id for question in QUESTIONS if not question.answered]

    assert unanswered
    assert all(grade < 2 for key in unanswered for grade in JUDGEMENTS.get(key, {}).values())


def test_the_best_order_has_an_ndcg_of_one_and_what_was_not_judged_gains_nothing() -> None:
    grades = {"a": 3, "b": 1, "c": 0}

    assert ndcg(["a", "b", "c"], grades) == 1.0
    assert ndcg(["new", "a", "b"], grades) == pytest.approx((7 / 1.58496 + 1 / 2) / (7 + 1 / 1.58496), abs=1e-4)
    assert ndcg(["a"], {"c": 0}) is None


def test_recall_counts_what_answers_and_not_what_is_merely_related() -> None:
    assert recall(["a", "b"], {"a": 2, "b": 1, "c": 3}, 50) == 0.5
    assert recall(["b"], {"b": 1}, 50) is None


def test_an_interval_holds_the_mean_and_a_ratio_pairs_its_questions() -> None:
    low, high = interval([0.0, 0.5, 1.0, 0.5])
    assert low < 0.5 < high

    assert ratio([0.2, 0.4, 0.6], [0.1, 0.2, 0.3]) == pytest.approx((2.0, 2.0, 2.0))


def test_agreement_beyond_chance_is_one_for_the_same_and_nothing_for_one_grade_by_chance() -> None:
    def same(a: int, b: int) -> float:
        return float(a == b)

    assert kappa([0, 1, 2], [0, 1, 2], same) == 1.0
    assert kappa([0, 0, 1, 1], [0, 1, 0, 1], same) == 0.0


def test_another_weight_gives_another_digest() -> None:
    assert settings_digest(replace(RANKING, k=RANKING.k + 1)) != settings_digest()


def test_the_table_users_read_was_made_with_the_settings_that_rank() -> None:
    """Fails when settings of ranking change: make the table anew with `python -m benchmarks.ranking --write`."""
    sections = {row["section"] for row in json.loads(DATA.read_text(encoding="utf-8"))["rows"]}

    ranking = {section for section in sections if section.startswith(SECTION)}
    assert ranking
    assert all(settings_digest() in section for section in ranking)
