"""Subscribing and leaving."""

from datetime import timedelta

import pytest

from kb.errors import NotFound
from kb.store.subscribers import find_subscriber, list_subscribers, subscribe, unsubscribe
from tests.unit.digest.newsroom import JOINED, SCHOOL, SHOOTINGS, Newsroom

LATER = JOINED + timedelta(days=1)


def test_addresses_are_one_whatever_their_case(newsroom: Newsroom) -> None:
    newsroom.joins("Anna@Kommun.Example")
    newsroom.joins("anna@kommun.example")

    with newsroom.store.reading() as session:
        assert [s.email for s in list_subscribers(session)] == ["anna@kommun.example"]
        assert find_subscriber(session, "ANNA@KOMMUN.EXAMPLE").challenges == (SHOOTINGS,)


def test_subscribing_again_adds_challenges_after_the_known_ones_and_keeps_their_dates(newsroom: Newsroom) -> None:
    newsroom.joins(challenges=(SHOOTINGS,))
    subscriber = newsroom.joins(challenges=(SCHOOL, SHOOTINGS, SCHOOL), at=LATER)

    assert [(f.challenge, f.since) for f in subscriber.follows] == [(SHOOTINGS, JOINED), (SCHOOL, LATER)]


def test_leaving_single_challenges_keeps_the_others_and_leaving_the_last_leaves(newsroom: Newsroom) -> None:
    email = newsroom.joins(challenges=(SHOOTINGS, SCHOOL)).email
    with newsroom.store.writing() as session:
        assert unsubscribe(session, email, (SHOOTINGS,), LATER).challenges == (SCHOOL,)
        assert unsubscribe(session, email, (SCHOOL,), LATER).ended == LATER
    with newsroom.store.reading() as session:
        assert list_subscribers(session) == []


def test_who_comes_back_starts_anew(newsroom: Newsroom) -> None:
    email = newsroom.joins(challenges=(SHOOTINGS, SCHOOL)).email
    with newsroom.store.writing() as session:
        unsubscribe(session, email, (), LATER)
        back = subscribe(session, email, (SCHOOL,), "sv", LATER + timedelta(days=1))

    assert [(f.challenge, f.since) for f in back.follows] == [(SCHOOL, LATER + timedelta(days=1))]
    assert back.ended is None


def test_who_does_not_subscribe_cannot_leave(newsroom: Newsroom) -> None:
    email = newsroom.joins().email
    with newsroom.store.writing() as session:
        with pytest.raises(NotFound, match="does not follow 'school'"):
            unsubscribe(session, email, (SCHOOL,), LATER)
        unsubscribe(session, email, (), LATER)
        with pytest.raises(NotFound, match="gets no digest"):
            unsubscribe(session, email, (), LATER)
