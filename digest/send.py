"""Send planned digests, each once, and keep what is not known visible.

The state "data" is committed just before the words of a mail are sent. Whatever happens after that and before
the server's answer is stored leaves a row that says so. Such a mail is sent once more with the same Message-ID,
by which mail programs recognise it; the second time without an answer it is listed as uncertain.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.mail import Mail, Writer
from digest.planning import Plan, plan, planned_digest, planned_mail
from digest.transport import Answer, Outcome, Transport
from digest.weeks import Week
from kb.errors import TryAgain, Unreachable
from kb.store import Store
from kb.store.deliveries import (
    UNFINISHED,
    Delivery,
    DeliveryState,
    list_deliveries,
    move,
)

# Longer than a hand-over can take with time-outs of 30 s; a row that has been in "data" longer than this without a
# word was left by a process that was killed, a younger one may be in the hands of one that is still running.
HAND_OVER = timedelta(minutes=10)
_MOST_TRIES = 2
_MOST_LOSSES = 3  # in a row: the server, not the mails, is what is wrong

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of the planned digests: `counts` by DeliveryState value, and what to know about the rest.

    `postponed` stay planned; `unanswered` were handed over without an answer; `under_way` are, or were less than
    ten minutes ago, in the hands of another process; `shown` went to the console. `troubles` name each mail that
    was not sent by its delivery number. `stopped` tells why the run ended before all mails were tried.
    """

    sent: int = 0
    failed: int = 0
    cancelled: int = 0
    uncertain: int = 0
    postponed: int = 0
    unanswered: int = 0
    under_way: int = 0
    shown: int = 0
    troubles: tuple[str, ...] = ()
    stopped: str | None = None

    @property
    def lost(self) -> int:
        """How many mails failed or are uncertain: no later call sends them unasked, so somebody must look."""
        return self.failed + self.uncertain

    def try_again(self) -> None:
        """Raise TryAgain when a later call has something left to do."""
        if self.stopped is not None:
            raise Unreachable(f"{self.stopped}; digests waiting: {self.postponed}; run the command again later")
        left = {"postponed": self.postponed, "without an answer": self.unanswered, "under way": self.under_way}
        if any(left.values()):
            waiting = ", ".join(f"{count} {what}" for what, count in left.items() if count)
            raise TryAgain(f"digests not sent yet: {waiting}; run the command again later")


def send(store: Store, transport: Transport, now: Clock, writer: Writer, upto: Week | None = None) -> Sending:
    """Send every planned digest up to and including week `upto` (None: all), and return what became of them.

    With a transport that only shows, nothing is stored. Raises Misconfigured when the server refuses us rather
    than a mail; then everything stays planned. Call `try_again` on the result to learn whether work is left.
    """
    with store.reading() as session:
        waiting = list_deliveries(session, states=UNFINISHED)
    run = _Run(store, transport, now, writer)
    try:
        for delivery in waiting:
            if upto is None or delivery.week <= str(upto):
                run.take(delivery)
    finally:
        transport.close()
    return run.report()


class _Run:
    """One run through the waiting deliveries."""

    def __init__(self, store: Store, transport: Transport, now: Clock, writer: Writer) -> None:
        self._store, self._transport, self._now, self._writer = store, transport, now, writer
        self._counts: Counter[str] = Counter()
        self._troubles: list[str] = []
        self._stopped: str | None = None
        self._losses = 0

    def report(self) -> Sending:
        counts: Mapping[str, int] = self._counts
        return Sending(**counts, troubles=tuple(self._troubles), stopped=self._stopped)

    def take(self, delivery: Delivery) -> None:
        """Bring one delivery as far as it can come now."""
        if not self._transport.delivers:
            self._show(delivery)
        elif delivery.state is DeliveryState.DATA and not self._left_behind(delivery):
            self._counts["under_way"] += 1
        elif delivery.attempts >= _MOST_TRIES:
            self._finish(delivery, DeliveryState.UNCERTAIN, "handed over twice, no answer came or none was stored")
        elif self._stopped is not None:
            self._counts["postponed"] += 1
        else:
            self._deliver(delivery)

    def _left_behind(self, delivery: Delivery) -> bool:
        """Whether nobody is at work on a delivery in "data": its process said so, or has been silent too long."""
        return delivery.detail is not None or delivery.changed_at <= self._now() - HAND_OVER

    def _show(self, delivery: Delivery) -> None:
        if delivery.state is DeliveryState.PLANNED:
            mail, _ = self._mail(delivery)
            if mail is not None:
                self._transport.deliver(mail, lambda: False)
                self._counts["shown"] += 1

    def _deliver(self, delivery: Delivery) -> None:
        mail, reason = self._mail(delivery)
        if mail is None:
            ambiguous = delivery.state is DeliveryState.DATA
            self._finish(delivery, DeliveryState.UNCERTAIN if ambiguous else DeliveryState.CANCELLED, reason)
            return
        held = [delivery]  # the row as this process knows it: the second one once it is claimed
        try:
            answer = self._transport.deliver(mail, lambda: self._claim(held))
        except Unreachable as error:
            self._stopped = str(error)
            self._counts["postponed"] += 1
            return
        self._settle(delivery, held[-1], answer)

    def _settle(self, before: Delivery, held: Delivery, answer: Answer) -> None:
        """Store the outcome, on the condition that the row is still as this process left it."""
        if answer.outcome is Outcome.TAKEN:
            self._counts["under_way"] += 1
        elif answer.outcome is Outcome.ACCEPTED:
            self._finish(held, DeliveryState.SENT, answer.reason)
        elif answer.outcome is Outcome.REFUSED:  # after an earlier hand-over without an answer, the mail may be there
            self._finish(held, DeliveryState.UNCERTAIN if before.attempts else DeliveryState.FAILED, answer.reason)
        elif answer.outcome is Outcome.UNANSWERED and held.attempts >= _MOST_TRIES:
            self._finish(held, DeliveryState.UNCERTAIN, answer.reason)
        elif answer.outcome is Outcome.UNANSWERED:
            self._keep(held, "unanswered", DeliveryState.DATA, held.attempts, answer.reason)
        else:  # a definite "not now" undoes the claim; what was left behind earlier is as open as before
            self._keep(held, "postponed", before.state, before.attempts, answer.reason)
        lost = answer.outcome in {Outcome.LOST_BEFORE, Outcome.UNANSWERED}
        self._losses = self._losses + 1 if lost else 0
        if self._losses >= _MOST_LOSSES:
            self._stopped = answer.reason

    def _keep(self, held: Delivery, count: str, state: DeliveryState, attempts: int, reason: str) -> None:
        if self._move(held, state, attempts, reason) is None:
            self._counts["under_way"] += 1
        else:
            self._note(count, held, reason)

    def _finish(self, held: Delivery, state: DeliveryState, reason: str) -> None:
        if self._move(held, state, held.attempts, reason) is None:
            self._counts["under_way"] += 1
        elif state is DeliveryState.SENT:
            self._counts[state] += 1
        else:
            self._note(state, held, reason)

    def _note(self, count: str, delivery: Delivery, reason: str) -> None:
        self._counts[count] += 1
        self._troubles.append(f"delivery {delivery.id} ({delivery.week}) {count}: {reason}")

    def _claim(self, held: list[Delivery]) -> bool:
        claimed = self._move(held[-1], DeliveryState.DATA, held[-1].attempts + 1, None)
        if claimed is not None:
            held.append(claimed)
        return claimed is not None

    def _move(self, held: Delivery, state: DeliveryState, attempts: int, detail: str | None) -> Delivery | None:
        """Store the row's next state and return it, or None when another process has changed the row."""
        now = self._now()
        with self._store.writing() as session:
            if not move(session, held, state, attempts=attempts, detail=detail, now=now):
                return None
        return replace(held, state=state, attempts=attempts, detail=detail, changed_at=now)

    def _mail(self, delivery: Delivery) -> tuple[Mail | None, str]:
        """Return the mail of a delivery, or None and why there is nothing to send."""
        with self._store.reading() as session:
            digest = planned_digest(session, delivery, self._writer)
        if digest.subscriber.ended is not None:
            return None, "the subscriber has left since it was planned"
        if digest.empty:
            return None, "all its documents have been deleted since it was planned"
        return planned_mail(digest, delivery, self._writer), ""


__all__ = ["HAND_OVER", "Plan", "Sending", "plan", "send"]
