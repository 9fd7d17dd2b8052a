"""The log of decisions is added to and never changed."""

from datetime import UTC, datetime
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kb.domain.decisions import Decision, DecisionId
from kb.domain.evidence import Axis
from kb.domain.judgements import Act, Judgement, Subject
from kb.errors import InputError, NotFound, UtblickError
from kb.store import Store
from kb.store.database import migrations_folder
from kb.store.decisions import decided_by, decided_on, decision_count, decisions, get_decision, record, undone
from kb.store.judgements import judge

WHEN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
JUDGED = Judgement(Subject.EVIDENCE, "cctv", Axis.EFFECT, "some", Act.STATE, "Two trials", "Anna", WHEN, "gun_violence")


def _decide(store: Store, about: str = "d1", **fields: Any) -> Decision:
    given = {"subject": "screening", "act": "accept", "value": None, "reason": "", "author": "Anna"} | fields
    with store.writing() as session:
        return record(session, Decision(about=about, account=None, made_at=WHEN, **given))


def _all(store: Store, **asked: Any) -> list[Decision]:
    with store.reading() as session:
        return decisions(session, **asked)


def test_decisions_come_newest_first_and_page_by_page(store: Store) -> None:
    made = [_decide(store, f"d{number}") for number in range(5)]
    assert _all(store) == made[::-1]
    assert _all(store, limit=2, offset=1) == [made[3], made[2]]


def test_decisions_are_found_by_subject_what_they_are_about_and_author(store: Store) -> None:
    first = _decide(store, subject="tag", author="Bo")
    second = _decide(store, "d2")
    assert _all(store, subject="tag") == _all(store, author="Bo") == _all(store, about="d1") == [first]
    with store.reading() as session:
        assert decision_count(session) == 2
        assert decision_count(session, author="Anna") == 1
        assert (decided_by(session), decided_on(session)) == (["Anna", "Bo"], ["screening", "tag"])
        assert get_decision(session, second.id or DecisionId(0)) == second
        with pytest.raises(NotFound):
            get_decision(session, DecisionId(99))


@pytest.mark.parametrize("statement", ["UPDATE decision SET reason = 'x'", "DELETE FROM decision"])
def test_the_database_itself_refuses_to_change_or_delete_a_decision(store: Store, statement: str) -> None:
    made = _decide(store)
    with pytest.raises((UtblickError, DBAPIError)), store.writing() as session:
        session.execute(text(statement))
    assert _all(store) == [made]


def test_sqlite_refuses_to_replace_a_decision_as_well(store: Store) -> None:
    made = _decide(store)
    statement = (
        "INSERT OR REPLACE INTO decision (id, subject, about, act, reason, author, made_at) "
        "VALUES (1, 'screening', 'd1', 'reject', '', 'Bo', '2026-11-02 09:00:00')"
    )
    with pytest.raises((UtblickError, DBAPIError)), store.writing() as session:
        session.execute(text(statement))  # PostgreSQL does not know the statement
    assert _all(store) == [made]


def test_a_decision_is_taken_back_once_and_by_a_decision_of_its_own(store: Store) -> None:
    made = _decide(store)
    assert made.id is not None
    back = _decide(store, act="undo", undoes=made.id)
    assert [one.act for one in _all(store)] == ["undo", "accept"]
    with store.reading() as session:
        assert undone(session, [made.id]) == {made.id: back.id}
    with pytest.raises(InputError, match="undone already"):
        _decide(store, act="undo", undoes=made.id)
    with pytest.raises(NotFound):
        _decide(store, act="undo", undoes=99)


def test_a_judgement_is_in_the_log_with_who_when_and_why(store: Store) -> None:
    with store.writing() as session:
        judge(session, JUDGED)
    (logged,) = _all(store)
    assert (logged.subject, logged.about, logged.act) == ("evidence", "cctv", "state")
    assert (logged.value, logged.reason, logged.author) == ("effect: some (gun_violence)", "Two trials", "Anna")
    assert logged.made_at == WHEN


def test_a_judgement_that_fails_leaves_nothing_in_the_log(store: Store) -> None:
    nowhere = Judgement(Subject.CLAIM, "dnowhere", "measure", "cctv", Act.STATE, "x", "Anna", WHEN)
    with pytest.raises(NotFound), store.writing() as session:
        judge(session, nowhere)
    assert _all(store) == []


def test_what_was_judged_before_there_was_a_log_is_in_it_word_for_word(store: Store) -> None:
    with store.writing() as session:
        judge(session, JUDGED)
    (logged,) = _all(store)
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
        command.upgrade(config, "head")
    assert _all(store) == [logged]
