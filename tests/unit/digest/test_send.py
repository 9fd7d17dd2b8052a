"""Each digest goes out once, or is listed as uncertain."""

from collections.abc import Callable, Iterable

import pytest

from digest.mail import Mail
from digest.planning import plan
from digest.send import Sending, send
from digest.transport import Answer, ConsoleTransport, Outcome, Transport
from digest.weeks import parse_week
from kb.errors import Misconfigured, TryAgain, Unreachable
from kb.store.deliveries import Delivery, DeliveryState, list_deliveries, plan_failed_again
from kb.store.documents import delete_document
from kb.store.subscribers import unsubscribe
from tests.unit.digest.newsroom import MONDAY_AFTER, Clock, Newsroom, writer

WEEK = parse_week("2026-W47")


class Killed(BaseException):
    """The process ends here."""


class Script:
    """A transport that does what it is told, one step a mail, and accepts everything after that.

    "kill" ends the process after the mail was handed over; "before" answers before the words were sent.
    """

    delivers = True

    def __init__(self, steps: Iterable[str] = (), meanwhile: Callable[[], object] = lambda: None) -> None:
        self._steps, self._meanwhile = list(steps), meanwhile
        self.delivered: list[str] = []

    def deliver(self, mail: Mail, claim: Callable[[], bool]) -> Answer:
        step = self._steps.pop(0) if self._steps else "accept"
        if step == "down":
            raise Unreachable("the mail server does not answer")
        if step == "before":
            return Answer(Outcome.POSTPONED, "450 later")
        if step == "unknown":
            return Answer(Outcome.REFUSED, "550 no such user")
        if not claim():
            return Answer(Outcome.TAKEN)
        self._meanwhile()
        if step == "after":
            return Answer(Outcome.POSTPONED, "451 later")
        if step == "drop":
            return Answer(Outcome.UNANSWERED, "broke off")
        self.delivered.append(str(mail.message["Message-ID"]))
        if step == "kill":
            raise Killed
        return Answer(Outcome.ACCEPTED, "250 ok")

    def close(self) -> None:
        pass


def planned(newsroom: Newsroom, subscribers: int = 1) -> None:
    for number in range(subscribers):
        newsroom.joins(f"s{number}@kommun.example")
    newsroom.tells()
    plan(newsroom.store, WEEK, writer(), MONDAY_AFTER)


def run(newsroom: Newsroom, transport: Transport, clock: Clock | None = None) -> Sending:
    return send(newsroom.store, transport, clock or Clock(), writer())


def deliveries(newsroom: Newsroom) -> list[Delivery]:
    with newsroom.store.reading() as session:
        return list_deliveries(session)


def states(newsroom: Newsroom) -> list[str]:
    return [delivery.state for delivery in deliveries(newsroom)]


def test_a_second_send_sends_nothing(newsroom: Newsroom) -> None:
    planned(newsroom, 2)
    first, second = Script(), Script()

    assert run(newsroom, first).sent == 2
    assert run(newsroom, second) == Sending()
    assert (len(first.delivered), second.delivered) == (2, [])
    assert states(newsroom) == ["sent", "sent"]


def test_the_state_data_is_stored_before_the_words_are_sent(newsroom: Newsroom) -> None:
    planned(newsroom)
    seen: list[tuple[str, int]] = []

    run(newsroom, Script(meanwhile=lambda: seen.extend((d.state, d.attempts) for d in deliveries(newsroom))))

    assert seen == [("data", 1)]


def test_a_mail_cut_off_after_data_is_sent_once_more_with_the_same_message_id(newsroom: Newsroom) -> None:
    planned(newsroom)
    clock, first, second = Clock(), Script(["kill"]), Script()
    with pytest.raises(Killed):
        run(newsroom, first, clock)
    clock.passes(minutes=11)

    assert run(newsroom, second, clock).sent == 1
    assert first.delivered == second.delivered
    assert run(newsroom, Script(), clock) == Sending()


def test_a_mail_cut_off_twice_is_listed_as_uncertain_and_never_sent_again(newsroom: Newsroom) -> None:
    planned(newsroom)
    clock = Clock()
    for _ in range(2):
        with pytest.raises(Killed):
            run(newsroom, Script(["kill"]), clock)
        clock.passes(minutes=11)
    third = Script()

    done = run(newsroom, third, clock)

    assert (done.uncertain, third.delivered, states(newsroom)) == (1, [], ["uncertain"])
    assert "handed over twice" in done.troubles[0]
    assert run(newsroom, Script(), clock) == Sending()


def test_a_mail_in_the_hands_of_another_process_is_left_alone(newsroom: Newsroom) -> None:
    planned(newsroom)
    second, results = Script(), []

    first = Script(meanwhile=lambda: results.append(run(newsroom, second)))

    assert run(newsroom, first).sent == 1
    assert (results[0].under_way, second.delivered) == (1, [])
    with pytest.raises(TryAgain, match="1 under way"):
        results[0].try_again()


def test_of_two_processes_at_the_same_mail_one_sends_it(newsroom: Newsroom) -> None:
    planned(newsroom, 3)
    other = Script()

    class Overtaken(Script):
        """Another process sends everything between our reading of the list and our first hand-over."""

        def deliver(self, mail: Mail, claim: Callable[[], bool]) -> Answer:
            run(newsroom, other)
            return super().deliver(mail, claim)

    late = Overtaken()
    done = run(newsroom, late)

    assert (len(other.delivered), late.delivered, done.sent, done.under_way) == (3, [], 0, 3)


def test_a_late_no_does_not_undo_what_another_process_has_done(newsroom: Newsroom) -> None:
    planned(newsroom)

    class Overtaken(Script):
        def deliver(self, mail: Mail, claim: Callable[[], bool]) -> Answer:
            with pytest.raises(Killed):
                run(newsroom, Script(["kill"]))
            return super().deliver(mail, claim)

    run(newsroom, Overtaken(["before"]))

    assert states(newsroom) == ["data"]


def test_without_an_answer_the_mail_is_tried_once_more_and_then_uncertain(newsroom: Newsroom) -> None:
    planned(newsroom)

    first, second = run(newsroom, Script(["drop"])), run(newsroom, Script(["drop"]))

    assert (first.unanswered, second.uncertain, states(newsroom)) == (1, 1, ["uncertain"])
    with pytest.raises(TryAgain, match="1 without an answer"):
        first.try_again()
    second.try_again()


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_temporary_no_keeps_the_mail_planned_however_often(newsroom: Newsroom, when: str) -> None:
    planned(newsroom)
    for _ in range(4):
        done = run(newsroom, Script([when]))
        assert (done.postponed, states(newsroom)) == (1, ["planned"])
        with pytest.raises(TryAgain):
            done.try_again()

    assert run(newsroom, Script()).sent == 1


def test_a_permanent_no_is_failed_with_its_reason_and_stays_so_until_asked(newsroom: Newsroom) -> None:
    planned(newsroom, 2)

    done = run(newsroom, Script(["unknown"]))

    assert (done.failed, done.sent, states(newsroom)) == (1, 1, ["failed", "sent"])
    assert deliveries(newsroom)[0].detail == "550 no such user"
    assert run(newsroom, Script()) == Sending()
    with newsroom.store.writing() as session:
        assert plan_failed_again(session, MONDAY_AFTER) == 1
    assert run(newsroom, Script()).sent == 1


def test_a_refusal_after_an_unanswered_hand_over_is_uncertain_not_failed(newsroom: Newsroom) -> None:
    planned(newsroom)
    run(newsroom, Script(["drop"]))

    assert run(newsroom, Script(["unknown"])).uncertain == 1


def test_when_no_server_answers_everything_stays_planned(newsroom: Newsroom) -> None:
    planned(newsroom, 3)

    done = run(newsroom, Script(["accept", "down"]))

    assert (done.sent, done.postponed, states(newsroom)) == (1, 2, ["sent", "planned", "planned"])
    with pytest.raises(Unreachable, match="digests waiting: 2"):
        done.try_again()


def test_a_server_that_breaks_off_every_time_is_not_asked_for_ever(newsroom: Newsroom) -> None:
    planned(newsroom, 5)

    done = run(newsroom, Script(["drop"] * 5))

    assert (done.unanswered, done.postponed) == (3, 2)


def test_a_server_that_refuses_us_leaves_the_mails_planned(newsroom: Newsroom) -> None:
    planned(newsroom, 2)

    class Refusing(Script):
        def deliver(self, mail: Mail, claim: Callable[[], bool]) -> Answer:
            raise Misconfigured("the mail server refuses the sender")

    with pytest.raises(Misconfigured):
        run(newsroom, Refusing())
    assert states(newsroom) == ["planned", "planned"]


def test_who_left_or_whose_documents_are_gone_gets_no_mail(newsroom: Newsroom) -> None:
    planned(newsroom, 2)
    with newsroom.store.writing() as session:
        unsubscribe(session, "s0@kommun.example", (), MONDAY_AFTER)
    first = Script()
    assert (run(newsroom, first).cancelled, len(first.delivered)) == (1, 1)

    newsroom.tells()
    plan(newsroom.store, parse_week("2026-W48"), writer(), parse_week("2026-W48").end)
    with newsroom.store.writing() as session:
        for delivery in list_deliveries(session, "2026-W48"):
            for document in delivery.items:
                delete_document(session, document, MONDAY_AFTER)

    assert run(newsroom, Script()).cancelled == 1
    assert states(newsroom) == ["cancelled", "sent", "cancelled"]


def test_later_weeks_wait_when_an_earlier_one_is_sent(newsroom: Newsroom) -> None:
    planned(newsroom)
    assert send(newsroom.store, Script(), Clock(), writer(), WEEK.earlier(1)) == Sending()
    assert send(newsroom.store, Script(), Clock(), writer(), WEEK).sent == 1


def test_the_console_shows_the_mail_and_stores_nothing(newsroom: Newsroom) -> None:
    planned(newsroom)
    before, shown = deliveries(newsroom), list[str]()

    done = run(newsroom, ConsoleTransport(shown.append))

    assert (done.shown, done.sent) == (1, 0)
    assert "To: s0@kommun.example" in shown[0]
    assert deliveries(newsroom) == before
    assert before[0].state is DeliveryState.PLANNED
