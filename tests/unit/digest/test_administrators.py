"""What an administrator is told of sources: in the weekly mail, once, and the same at a second try."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.mail import Mail
from digest.planning import Plan, Quiet, notices_of, plan, planned_digest, planned_mail, previews
from digest.send import send
from digest.transport import Answer, Outcome
from digest.weeks import parse_week
from kb.domain.documents import SourceId
from kb.domain.sources import Show, Source
from kb.errors import NotFound
from kb.store.deliveries import DeliveryState, list_deliveries
from kb.store.sources import SourceState, Verdict, save_state
from kb.store.subscribers import Subscriber, list_subscribers, subscribe, unsubscribe
from tests.unit.digest.newsroom import JOINED, MONDAY_AFTER, SHOOTINGS, Clock, Newsroom, small_catalogue, writer

WEEK = parse_week("2026-W47")
DAY = timedelta(days=1)
JOURNAL = SourceId("journal")
ADMINISTRATOR = "drift@kommun.example"


def administers(newsroom: Newsroom, *challenges: str) -> Subscriber:
    with newsroom.store.writing() as session:
        return subscribe(session, ADMINISTRATOR, challenges, "sv", JOINED, administrator=True)  # type: ignore[arg-type]


def is_paused(newsroom: Newsroom, why: str = "väntar på svar från tidskriften") -> None:
    good = SourceState(JOURNAL).after_success(MONDAY_AFTER - 9 * DAY, Verdict.OK, 3, interval=DAY)
    with newsroom.store.writing() as session:
        save_state(session, good.paused(MONDAY_AFTER - 3 * DAY, why))


def is_resumed(newsroom: Newsroom) -> None:
    with newsroom.store.writing() as session:
        save_state(session, SourceState(JOURNAL).after_success(MONDAY_AFTER, Verdict.OK, 3, interval=DAY))


def planned(newsroom: Newsroom, week: str = "2026-W47") -> Plan:
    which = parse_week(week)
    return plan(newsroom.store, which, writer(), which.end + timedelta(hours=7))


def the_mail(newsroom: Newsroom) -> Mail:
    with newsroom.store.reading() as session:
        (delivery,) = list_deliveries(session)
        return planned_mail(planned_digest(session, delivery, writer()), delivery, writer())


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<body", 1)[1]).split())


class Post:
    """Keeps what it is given; answers as it is told."""

    delivers = True

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = list(outcomes)
        self.got: list[bytes] = []

    def deliver(self, mail: Mail, claim):  # type: ignore[no-untyped-def]
        assert claim()
        self.got.append(mail.message.as_bytes())
        return Answer(self.outcomes.pop(0), "said so")

    def close(self) -> None:
        """Nothing is open."""


def test_an_administrator_without_challenges_is_told_of_sources_alone(newsroom: Newsroom) -> None:
    administers(newsroom)
    newsroom.tells()
    is_paused(newsroom)

    assert planned(newsroom).planned == 1
    mail = the_mail(newsroom)

    assert mail.subject == "Utblick vecka 47: 1 källa behöver tillsyn"
    for said in (" ".join(mail.text.split()), text_of(mail.html)):
        assert "Källor som behöver tillsyn (1)" in said
        assert "Pausad sedan den 20 november 2026: väntar på svar från tidskriften." in said
        assert "Senast hämtad: 14 november 2026" in said
        assert "för att du ser till källorna." in said
        assert "skjutningar" not in said
        assert "Så här görs brevet" not in said
        assert "Så stod det till den 23 november 2026 kl." in said
    assert "https://utblick.example/kallor#journal" in mail.text
    assert 'href="https://utblick.example/kallor#journal"' in mail.html


def test_an_administrator_with_challenges_gets_both_in_one_mail(newsroom: Newsroom) -> None:
    administers(newsroom, SHOOTINGS)
    newsroom.tells()
    is_paused(newsroom)

    planned(newsroom)
    mail = the_mail(newsroom)

    assert mail.subject == "Utblick vecka 47: 1 nytt dokument, 1 källa behöver tillsyn"
    assert mail.text.index("Skjutningar i kriminell miljö (1)") < mail.text.index("Källor som behöver tillsyn (1)")
    assert "för att du ser till källorna och för att du följer" in " ".join(mail.text.split())
    assert "1 källa behöver tillsyn. Den står sist i brevet." in " ".join(mail.text.split())


def test_others_are_not_told_of_sources(newsroom: Newsroom) -> None:
    newsroom.joins()
    newsroom.tells()
    is_paused(newsroom)

    planned(newsroom)

    assert "tillsyn" not in the_mail(newsroom).text + the_mail(newsroom).html


def test_when_all_is_well_and_nothing_is_new_there_is_no_mail(newsroom: Newsroom) -> None:
    administers(newsroom)
    is_resumed(newsroom)
    done = planned(newsroom)
    assert (done.planned, done.quiet) == (0, {Quiet.NOTHING_NEW: 1})


def test_a_mail_says_what_held_when_it_was_planned_however_often_it_is_tried(newsroom: Newsroom) -> None:
    administers(newsroom)
    is_paused(newsroom)
    planned(newsroom)
    clock = Clock()
    post = Post(Outcome.UNANSWERED, Outcome.ACCEPTED)

    send(newsroom.store, post, clock, writer())
    is_resumed(newsroom)
    clock.passes(60)
    send(newsroom.store, post, clock, writer())

    first, second = post.got
    assert first == second
    with newsroom.store.reading() as session:
        (delivery,) = list_deliveries(session)
    assert (delivery.state, len(delivery.notices)) == (DeliveryState.SENT, 1)
    assert planned(newsroom).quiet == {Quiet.PLANNED_BEFORE: 1}


def test_a_source_that_still_needs_somebody_is_told_again_the_week_after(newsroom: Newsroom) -> None:
    administers(newsroom)
    is_paused(newsroom)
    assert [planned(newsroom, week).planned for week in ("2026-W47", "2026-W48")] == [1, 1]
    is_resumed(newsroom)
    assert planned(newsroom, "2026-W49").planned == 0


def test_a_digest_whose_documents_are_gone_is_still_sent_for_its_sources(newsroom: Newsroom) -> None:
    administers(newsroom)
    is_paused(newsroom)
    planned(newsroom)
    assert send(newsroom.store, Post(Outcome.ACCEPTED), Clock(), writer()).sent == 1


def test_a_preview_shows_what_planning_would_say(newsroom: Newsroom) -> None:
    subscriber = administers(newsroom)
    is_paused(newsroom)
    with newsroom.store.reading() as session:
        (shown,), _ = previews(session, WEEK, writer(), MONDAY_AFTER, subscriber)
        assert list_deliveries(session) == []
    assert [notice.source for notice in shown.digest.notices] == [JOURNAL]


def test_what_failed_only_today_is_nobodys_business_yet(newsroom: Newsroom) -> None:
    state = SourceState(JOURNAL).after_failure(MONDAY_AFTER, Verdict.UNREACHABLE, "no answer")
    with newsroom.store.writing() as session:
        save_state(session, state)
    sources = small_catalogue().sources.values()
    with newsroom.store.reading() as session:
        assert notices_of(session, sources, MONDAY_AFTER + DAY) == ()
        (notice,) = notices_of(session, sources, MONDAY_AFTER + DAY + timedelta(seconds=1))
    assert (notice.name, notice.last_success) == ("Tidskrift för prevention", None)


@pytest.mark.parametrize("hostile", ['<script>alert("x")</script>', "rad\nBcc: alla@example.org", "{{ 7*7 }}"])
def test_a_reason_for_a_pause_can_do_nothing_in_a_mail(newsroom: Newsroom, hostile: str) -> None:
    administers(newsroom)
    is_paused(newsroom, hostile)
    planned(newsroom)
    mail = the_mail(newsroom)
    assert "<script>" not in mail.html
    assert "49" not in mail.text
    assert mail.message["Bcc"] is None


def test_somebody_is_made_an_administrator_and_is_one_no_more(newsroom: Newsroom) -> None:
    newsroom.joins(ADMINISTRATOR)
    administers(newsroom)
    with newsroom.store.writing() as session:
        assert [(s.administrator, s.challenges) for s in list_subscribers(session)] == [(True, (SHOOTINGS,))]
        subscribe(session, ADMINISTRATOR, (SHOOTINGS,), "sv", JOINED)
        assert list_subscribers(session)[0].administrator
        left = unsubscribe(session, ADMINISTRATOR, (), MONDAY_AFTER, administrator=True)
        assert (left.administrator, left.ended) == (False, None)
        with pytest.raises(NotFound, match="is not told of sources"):
            unsubscribe(session, ADMINISTRATOR, (), MONDAY_AFTER, administrator=True)


def test_an_administrator_who_follows_nothing_stays_until_she_leaves_and_comes_back_as_nobody_special(
    newsroom: Newsroom,
) -> None:
    administers(newsroom, SHOOTINGS)
    with newsroom.store.writing() as session:
        assert unsubscribe(session, ADMINISTRATOR, (SHOOTINGS,), MONDAY_AFTER).ended is None
        left = unsubscribe(session, ADMINISTRATOR, (), MONDAY_AFTER)
        assert (left.ended, left.administrator) == (MONDAY_AFTER, False)
        assert not subscribe(session, ADMINISTRATOR, (SHOOTINGS,), "sv", datetime(2027, 1, 1, tzinfo=UTC)).administrator


def test_a_mail_quotes_nothing_of_a_source_whose_words_may_not_be_shown(newsroom: Newsroom) -> None:
    newsroom.joins()
    newsroom.tells({SHOOTINGS: "handlar om skjutningar"})
    known = small_catalogue()
    (source,) = (known.sources[JOURNAL],)
    quotes: list[tuple[str, ...]] = []
    for show in (Show.EXCERPT, Show.METADATA):
        sources: dict[SourceId, Source] = {JOURNAL: replace(source, show=show)}
        strict = replace(writer(), catalogue=replace(known, sources=sources))
        with newsroom.store.reading() as session:
            (shown,), _ = previews(session, WEEK, strict, MONDAY_AFTER)
        quotes.append(shown.digest.items[0].reasons[0].quotes)
    assert quotes == [("handlar om skjutningar",), ()]
