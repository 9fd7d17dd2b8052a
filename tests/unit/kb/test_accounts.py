"""Accounts, sessions and keys as they are kept."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from kb.domain.accounts import (
    LOCKED_FOR,
    MOST_FAILURES,
    RIGHTS,
    SESSION_LASTS,
    Account,
    AccountId,
    Right,
    Role,
    check_password,
    clean_name,
)
from kb.errors import Busy, InputError, NotFound
from kb.store import Store, passwords
from kb.store.account_tables import ApiKeyRow
from kb.store.accounts import (
    add_account,
    change_role,
    end_account,
    find_account,
    get_account,
    set_password,
    standings,
)
from kb.store.passwords import password_hash, password_matches, wants_new_hash
from kb.store.sign_ins import (
    Kept,
    add_key,
    begin_session,
    end_key,
    end_session,
    end_session_of,
    in_session,
    kept_for,
    keys_of,
    known_elsewhere,
    note_failure,
    sessions_of,
    with_key,
)

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
ISSUER = "https://login.example"


def _add(store: Store, name: str = "anna", role: Role = Role.ANALYST, kept: str | None = "kept") -> Account:
    with store.writing() as session:
        return add_account(session, f"{name}@example.org", name.title(), role, NOW, kept)


def _begin(
    store: Store,
    account: Account,
    token: str,
    now: datetime = NOW,
    replaces: str | None = None,
    matched: str | None = "kept",
) -> bool:
    with store.writing() as session:
        return begin_session(session, account.id, token, now, replaces, matched)


def _is_in(store: Store, token: str, now: datetime = NOW) -> bool:
    with store.reading() as session:
        return in_session(session, token, now) is not None


def test_each_role_has_the_rights_of_those_below_it() -> None:
    assert RIGHTS[Role.READER] < RIGHTS[Role.ANALYST] < RIGHTS[Role.EDITOR] < RIGHTS[Role.ADMIN] == set(Right)


def test_an_address_has_one_account(store: Store) -> None:
    _add(store)
    with pytest.raises(InputError, match="already"):
        _add(store)


def test_an_account_that_was_ended_is_opened_again_under_the_same_number(store: Store) -> None:
    first = _add(store)
    with store.writing() as session:
        end_account(session, first.id, NOW)
    again = _add(store, role=Role.EDITOR)
    assert (again.id, again.role) == (first.id, Role.EDITOR)


def test_an_ended_account_loses_sessions_keys_and_every_way_in(store: Store) -> None:
    account = _add(store)
    assert _begin(store, account, "t1")
    with store.writing() as session:
        add_key(session, account, "k", frozenset({Right.READ}), "utblick_x", "h", NOW)
        assert known_elsewhere(session, ISSUER, "s1", account.email) == account
    with store.writing() as session:
        end_account(session, account.id, NOW)
    with store.writing() as session:
        assert in_session(session, "t1", NOW) is None
        assert with_key(session, "h") is None
        assert kept_for(session, account.email, NOW) is None
        assert known_elsewhere(session, ISSUER, "s1", account.email) is None
        with pytest.raises(NotFound):
            find_account(session, account.email)
        with pytest.raises(NotFound):
            begin_session(session, account.id, "t2", NOW)


def test_the_last_administrator_can_neither_be_ended_nor_get_another_role(store: Store) -> None:
    one = _add(store, "one", Role.ADMIN)
    with pytest.raises(InputError, match="last administrator"), store.writing() as session:
        end_account(session, one.id, NOW)
    with pytest.raises(InputError, match="last administrator"), store.writing() as session:
        change_role(session, one.id, Role.READER)
    _add(store, "two", Role.ADMIN)
    with store.writing() as session:
        assert change_role(session, one.id, Role.READER).role is Role.READER


def test_a_session_lasts_eight_hours_however_much_it_is_used(store: Store) -> None:
    account = _add(store)
    assert _begin(store, account, "t")
    assert _is_in(store, "t", NOW + SESSION_LASTS - timedelta(seconds=1))
    assert not _is_in(store, "t", NOW + SESSION_LASTS)
    _begin(store, account, "later", NOW + SESSION_LASTS)
    with store.reading() as session:
        assert [one.token_hash for one in sessions_of(session, account.id, NOW)] == ["later"]


def test_signing_in_again_ends_the_session_the_browser_had(store: Store) -> None:
    account = _add(store)
    _begin(store, account, "old")
    _begin(store, account, "new", replaces="old")
    assert (_is_in(store, "old"), _is_in(store, "new")) == (False, True)


def test_one_ends_only_ones_own_sessions_and_keys(store: Store) -> None:
    anna, bo = _add(store), _add(store, "bo")
    _begin(store, anna, "a")
    with store.writing() as session:
        key = add_key(session, anna, "k", frozenset({Right.READ}), "utblick_x", "h", NOW)
        number = sessions_of(session, anna.id, NOW)[0].id
    with pytest.raises(NotFound), store.writing() as session:
        end_session_of(session, bo.id, number)
    with pytest.raises(NotFound), store.writing() as session:
        end_key(session, bo.id, key.id, NOW)
    with store.writing() as session:
        end_key(session, anna.id, key.id, NOW)
        end_session(session, "a")
        assert with_key(session, "h") is None
        assert keys_of(session, anna.id)[0].ended_at == NOW
    assert not _is_in(store, "a")


def test_ten_wrong_passwords_lock_an_account_for_a_quarter_of_an_hour(store: Store) -> None:
    account = _add(store)
    for number in range(1, MOST_FAILURES + 1):
        with store.writing() as session:
            note_failure(session, account.id, NOW)
            kept = kept_for(session, account.email, NOW)
        assert kept is not None
        assert kept.locked is (number == MOST_FAILURES)
    assert not _begin(store, account, "t", NOW + LOCKED_FOR - timedelta(seconds=1))
    assert _begin(store, account, "t", NOW + LOCKED_FOR)


def test_wrong_passwords_keep_nobody_from_signing_in_elsewhere_and_that_forgets_none_of_them(store: Store) -> None:
    account = _add(store)
    with store.writing() as session:
        for _ in range(MOST_FAILURES):
            note_failure(session, account.id, NOW)
    assert _begin(store, account, "t", matched=None)
    assert not _begin(store, account, "u")


def test_a_password_that_was_changed_while_it_was_looked_at_signs_nobody_in(store: Store) -> None:
    account = _add(store)
    with store.writing() as session:
        set_password(session, account.id, "new")
    assert not _begin(store, account, "t", matched="kept")
    assert _begin(store, account, "t", matched="new")


def test_a_password_changed_twice_at_once_is_changed_by_the_first_alone(store: Store) -> None:
    account = _add(store)
    with store.writing() as session:
        set_password(session, account.id, "first", before="kept")
    with pytest.raises(InputError, match="meanwhile"), store.writing() as session:
        set_password(session, account.id, "second", before="kept")
    with store.reading() as session:
        kept = kept_for(session, account.email, NOW)
    assert kept == Kept(account, "first", locked=False)


def test_no_key_administers_accounts_not_even_one_made_before_that_was_the_rule(store: Store) -> None:
    account = _add(store, role=Role.ADMIN)
    with pytest.raises(InputError, match="can have"), store.writing() as session:
        add_key(session, account, "k", frozenset({Right.ADMINISTER}), "utblick_x", "h", NOW)
    row = ApiKeyRow(key_hash="h", prefix="p", name="k", account=account.id, rights=["administer", "read"], made_at=NOW)
    with store.writing() as session:
        session.add(row)
    with store.reading() as session:
        found = with_key(session, "h")
    assert found is not None
    assert (found[0].may(Right.ADMINISTER), found[0].may(Right.READ)) == (False, True)


@pytest.mark.parametrize("number", [2**63, 10**25, -(10**25)])
def test_a_number_that_no_database_holds_is_the_number_of_nothing(store: Store, number: int) -> None:
    with pytest.raises((InputError, NotFound)), store.writing() as session:
        get_account(session, AccountId(number))
    with pytest.raises((InputError, NotFound)), store.writing() as session:
        end_key(session, AccountId(1), number, NOW)


def test_a_right_password_forgets_the_wrong_ones_before_it(store: Store) -> None:
    account = _add(store)
    for _ in range(3):
        with store.writing() as session:
            for _ in range(MOST_FAILURES - 1):
                note_failure(session, account.id, NOW)
        assert _begin(store, account, "t", replaces="t")


def test_another_password_ends_all_sessions_but_the_one_it_was_changed_in(store: Store) -> None:
    account = _add(store)
    for token in ("here", "there"):
        _begin(store, account, token)
    with store.writing() as session:
        set_password(session, account.id, "new", keep="here")
    assert (_is_in(store, "here"), _is_in(store, "there")) == (True, False)


def test_a_key_has_no_right_that_its_owner_has_not_and_loses_those_that_the_owner_loses(store: Store) -> None:
    _add(store, "admin", Role.ADMIN)
    account = _add(store, "editor", Role.EDITOR)
    with pytest.raises(InputError, match="can have"), store.writing() as session:
        add_key(session, account, "k", frozenset({Right.ADMINISTER}), "utblick_x", "h", NOW)
    with store.writing() as session:
        add_key(session, account, "k", frozenset({Right.EDIT}), "utblick_x", "h", NOW)
        with_edit = with_key(session, "h")
        change_role(session, account.id, Role.READER)
    with store.reading() as session:
        without = with_key(session, "h")
    assert with_edit is not None
    assert without is not None
    assert (with_edit[0].may(Right.EDIT), with_edit[0].may(Right.READ)) == (True, False)
    assert not without[0].may(Right.EDIT)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\r\nSet-Cookie: x=1", "a\x00"])
def test_a_key_has_a_name_on_one_line(store: Store, name: str) -> None:
    account = _add(store)
    with pytest.raises(InputError, match="name of a key"), store.writing() as session:
        add_key(session, account, name, frozenset({Right.READ}), "utblick_x", "h", NOW)


def test_somebody_is_known_elsewhere_by_subject_and_only_the_first_time_by_address(store: Store) -> None:
    account = _add(store)
    with store.writing() as session:
        assert known_elsewhere(session, ISSUER, "s1", None) is None
        assert known_elsewhere(session, ISSUER, "s1", account.email) == account
    with store.writing() as session:
        assert known_elsewhere(session, ISSUER, "s1", "another@example.org") == account
        assert known_elsewhere(session, ISSUER, "s2", account.email) is None  # the address is somebody else's now


def test_the_same_subject_at_another_issuer_is_somebody_else(store: Store) -> None:
    account = _add(store)
    with store.writing() as session:
        known_elsewhere(session, ISSUER, "1", account.email)
        assert known_elsewhere(session, "https://other.example", "1", None) is None
        assert known_elsewhere(session, "https://other.example", "1", account.email) == account


def test_an_administrator_sees_who_has_signed_in_and_how(store: Store) -> None:
    account = _add(store)
    _add(store, "bo", kept=None)
    _begin(store, account, "t")
    with store.reading() as session:
        anna, bo = standings(session)
    assert (anna.has_password, anna.seen_at, bo.has_password, bo.seen_at) == (True, NOW, False, None)


def test_a_password_is_kept_as_argon2id_and_known_again() -> None:
    kept = password_hash("correct horse battery")
    assert kept.startswith("$argon2id$")
    assert password_matches(kept, "correct horse battery")
    assert not password_matches(kept, "correct horse batterx")


def test_a_password_is_the_same_however_a_machine_writes_its_letters() -> None:
    assert password_matches(password_hash("sm\u00e5 \u00e4ngar"), "sma\u030a a\u0308ngar")


def test_of_those_who_wait_to_have_a_password_looked_at_only_a_few_take_a_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = password_hash("x" * 12)
    turn = threading.Semaphore(0)
    monkeypatch.setattr(passwords, "_turns", turn)
    with ThreadPoolExecutor(10) as waiting:
        asked = [waiting.submit(password_matches, kept, "x" * 12) for _ in range(10)]
        while passwords._places._value:
            time.sleep(0.01)
        with pytest.raises(Busy):
            password_matches(kept, "x" * 12)
        for _ in asked:
            turn.release()
        assert all(one.result() for one in asked)


@pytest.mark.parametrize("kept", [None, "", "no hash"])
def test_no_password_is_right_where_none_is_kept(kept: str | None) -> None:
    assert not password_matches(kept, "the password of nobody")


def test_a_megabyte_is_no_password_and_costs_no_more_than_another() -> None:
    assert not password_matches(password_hash("x" * 1000), "x" * 2**20)


def test_a_hash_of_weaker_parameters_is_to_be_made_anew() -> None:
    assert wants_new_hash(PasswordHasher(time_cost=1, memory_cost=1024).hash("x"))
    assert not wants_new_hash(password_hash("x"))


@pytest.mark.parametrize(
    ("password", "fits"), [("x" * 11, False), ("x" * 12, True), ("å" * 12, True), ("x" * 1001, False)]
)
def test_a_password_is_judged_by_its_length_alone(password: str, fits: bool) -> None:
    if fits:
        check_password(password)
    else:
        with pytest.raises(InputError):
            check_password(password)


def test_a_name_loses_what_could_break_a_line_or_turn_words_round() -> None:
    assert clean_name(" Anna\r\nSet-Cookie:\u202e x ") == "Anna Set-Cookie: x"
    for name in ("", "\u200b", "x" * 201):
        with pytest.raises(InputError):
            clean_name(name)
