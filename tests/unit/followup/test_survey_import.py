"""Importing a survey: once, again, corrected, and wrong."""

import pytest

from followup.surveys import Outcome
from kb.errors import InputError
from kb.store.surveys import Level, answers_of, list_surveys
from tests.unit.followup.facts import COUNCIL, HEADER, MAPPING, PLAN, TABLE, Desk


def test_the_first_import_counts_replies_and_gaps(desk: Desk) -> None:
    report = desk.take_in()

    assert report.outcome is Outcome.IMPORTED
    assert (report.municipalities, report.without_reply) == (2, 1)
    assert (report.answered, report.unknown, report.empty) == (7, 0, 1)


def test_a_second_import_changes_nothing(desk: Desk) -> None:
    desk.take_in()

    report = desk.take_in()

    assert report.outcome is Outcome.UNCHANGED
    assert (report.changed, report.added, report.removed) == (0, 0, 0)


def test_a_corrected_table_replaces_the_years_answers_and_counts_what_changed(desk: Desk) -> None:
    desk.take_in()

    report = desk.take_in(TABLE.replace("1440;Nej;;", "1440;Ja;Ja;") + "2403;;;;\n")

    assert report.outcome is Outcome.REPLACED
    assert (report.changed, report.added, report.removed) == (2, 4, 0)
    with desk.store.reading() as session:
        held = {a.column: a.level for a in answers_of(session, 2024, "1440")}
        assert held[PLAN] is held[COUNCIL] is Level.IN_PLACE
        assert len(list_surveys(session)) == 1


def test_rows_in_another_order_are_no_changed_answers(desk: Desk) -> None:
    desk.take_in()
    header, first, second = TABLE.splitlines()

    report = desk.take_in("\n".join([header, second, first]))

    assert (report.changed, report.added, report.removed) == (0, 0, 0)


def test_an_empty_answer_is_kept_as_missing_and_never_as_no(desk: Desk) -> None:
    desk.take_in(f"{HEADER}\n0180;-;  ;;\n")

    with desk.store.reading() as session:
        assert [(a.answer, a.level) for a in answers_of(session, 2024)] == [(None, None)] * 4


def test_a_refused_table_leaves_what_was_held(desk: Desk) -> None:
    desk.take_in()

    with pytest.raises(InputError):
        desk.take_in(TABLE.replace("Delvis", "Kanske"))

    with desk.store.reading() as session:
        assert list_surveys(session)[0].answers == 7


def test_made_up_answers_never_replace_real_ones(desk: Desk) -> None:
    desk.take_in()

    with pytest.raises(InputError, match="real answers: they are not replaced"):
        desk.take_in(mapping=MAPPING.replace("made_up = false", "made_up = true"))


def test_real_answers_replace_made_up_ones(desk: Desk) -> None:
    desk.take_in(mapping=MAPPING.replace("made_up = false", "made_up = true"))

    assert not desk.take_in().made_up


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (TABLE.replace("Delvis", "Kanske"), r"line 2 \(Stockholm\), column 'Finns ett .*'Kanske' is not in the scale"),
        (TABLE.replace("1440", "9999"), "line 3, 'Kommunkod': no municipality has the code '9999'"),
        (TABLE.replace("1440", "180"), "line 3: Stockholm stands twice, first in line 2"),
        (TABLE.replace("1440", ""), "line 3: an answer in 'Finns en beslutad åtgärdsplan\\?' but nothing in"),
        (TABLE.replace("1440", "0180 Ale"), "no municipality has the code '0180 Ale'"),
        (f"{HEADER}\nSumma;;;;\n", "no row for a municipality below line 1"),
    ],
)
def test_a_row_that_cannot_be_understood_is_named(desk: Desk, table: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        desk.take_in(table)


def test_the_year_of_the_mapping_binds(desk: Desk) -> None:
    with pytest.raises(InputError, match="is for the year 2023, not 2024"):
        desk.take_in(mapping=MAPPING.replace("made_up = false", "made_up = false\nyear = 2023"))


@pytest.mark.parametrize("code", ["0180", "180", "180.0", "0180 Stockholm"])
def test_codes_that_lost_their_leading_zero_are_recognised(desk: Desk, code: str) -> None:
    desk.take_in(f"{HEADER}\n{code};Ja;Ja;Ja;Ja\n")

    with desk.store.reading() as session:
        assert {a.municipality for a in answers_of(session, 2024)} == {"0180"}


@pytest.mark.parametrize("name", ["stockholm", "Stockholms kommun", "STOCKHOLMS STAD", "Sthlm"])
def test_municipalities_are_recognised_by_name_and_by_listed_spellings(desk: Desk, name: str) -> None:
    by_name = MAPPING.replace('by = "code"', 'by = "name"\nnames = { "sthlm" = "0180" }')

    desk.take_in(f"{HEADER}\n{name};Ja;Ja;Ja;Ja\n", by_name)

    with desk.store.reading() as session:
        assert {a.municipality for a in answers_of(session, 2024)} == {"0180"}
