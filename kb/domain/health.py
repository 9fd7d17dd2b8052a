"""How the collecting from a source goes, in words: is it well, silent, failing, paused? Reads no clock and no disk."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from kb.domain.sources import Source
from kb.domain.swedish import day, moment
from kb.domain.text import clean_line

# So long a source may be asking us to wait, or be failing, before it is anybody's business.
_A_WHILE = timedelta(days=1)
_LONGEST_REASON = 200
# How the program itself says why it paused a source: the sentence is made of the facts instead.
_OWN_REASON = re.compile(r"it has failed \d+ times since ")

# The Swedish words for what a crawl came to, by the value of its verdict.
VERDICT_SV: Mapping[str, str] = {
    "ok": "hämtad",
    "not_modified": "oförändrad sedan sist",
    "empty": "svaret var tomt",
    "changed": "källans sida har ändrats och gick inte att läsa",
    "unusual": "svaret avvek så mycket från det vanliga att inget togs in",
    "error": "källan svarade med ett fel",
    "wait": "källan ber oss vänta",
    "gone": "källan är borttagen för gott",
    "forbidden_by_robots": "källan tillåter inte hämtning (robots.txt)",
    "not_public": "adressen är inte offentlig",
    "unreachable": "källan gick inte att nå",
}


class Condition(StrEnum):
    """How the collecting from a source goes; those that need somebody come first."""

    PAUSED = "paused"
    FAILING = "failing"
    SILENT = "silent"
    WAITING = "waiting"
    NEVER = "never"
    WELL = "well"
    NOT_COLLECTED = "not_collected"

    @property
    def needs_somebody(self) -> bool:
        """Whether it does not mend itself."""
        return self in (Condition.PAUSED, Condition.FAILING, Condition.SILENT)


@dataclass(frozen=True, slots=True)
class Health:
    """How the collecting from a source goes, and since when it has gone so (None: from the beginning).

    `sv` and `en` say it in one sentence each.
    """

    condition: Condition
    since: datetime | None
    sv: str
    en: str

    def worth_a_mail(self, now: datetime) -> bool:
        """Return whether an administrator should hear of it: what fails may have mended itself within a day."""
        if self.condition is Condition.FAILING:
            return self.since is not None and now - self.since > _A_WHILE
        return self.condition.needs_somebody


class Heard(Protocol):
    """What is known of a source from crawling it, as `kb.store.sources.SourceState` has it."""

    @property
    def last_success(self) -> datetime | None: ...
    @property
    def last_attempt(self) -> datetime | None: ...
    @property
    def failures(self) -> int: ...
    @property
    def failing_since(self) -> datetime | None: ...
    @property
    def due(self) -> datetime | None: ...
    @property
    def verdict(self) -> str | None: ...
    @property
    def detail(self) -> str | None: ...
    @property
    def paused_at(self) -> datetime | None: ...
    @property
    def paused_why(self) -> str | None: ...


class Given(Protocol):
    """What a source has given, as `kb.store.crawls.Yield` has it."""

    @property
    def newest(self) -> datetime | None: ...


def health_of(source: Source, heard: Heard, given: Given, first_good: datetime | None, now: datetime) -> Health:
    """Return how the collecting from `source` goes at `now`; `first_good` is when a crawl first went well.

    A source is silent when it answers and has given nothing new for longer than `source.quiet_days`, counted from
    the newest it gave or, where it never gave anything, from the first good crawl.
    """
    if not source.collected:
        return _not_collected(source)
    if heard.paused_at is not None:
        return _paused(heard, heard.paused_at)
    if heard.last_attempt is None:
        return Health(Condition.NEVER, None, "Inte prövad ännu.", "Not tried yet.")
    if heard.failures:
        return _failed(heard, heard.failing_since or heard.last_attempt, now)
    silent = _silent(source, given.newest, first_good or heard.last_success, now)
    if silent is not None:
        return silent
    when = heard.last_success or heard.last_attempt
    return Health(
        Condition.WELL, when, f"Hämtad utan fel den {day(when)}.", f"Collected without error on {when:%Y-%m-%d}."
    )


def _not_collected(source: Source) -> Health:
    if source.kind.collected:
        sv, en = "Hämtas inte: insamlingen är inte påslagen.", "Not collected: it is not switched on."
    else:
        sv, en = "Hämtas inte maskinellt.", "Not collected by machine."
    return Health(Condition.NOT_COLLECTED, None, sv, en)


def _paused(heard: Heard, since: datetime) -> Health:
    why = clean_line(heard.paused_why or "")[:_LONGEST_REASON].rstrip(" .")
    en = f"Paused since {since:%Y-%m-%d}{f': {why}' if why else ''}."
    reason = f": {why}" if why else ""
    if heard.failing_since is not None and _OWN_REASON.match(why):
        reason = f" efter {heard.failures} försök som misslyckades, det första den {day(heard.failing_since)}"
    elif heard.verdict == "gone" and why == clean_line(heard.detail or "")[:_LONGEST_REASON].rstrip(" ."):
        reason = f": {VERDICT_SV['gone']}"
    return Health(Condition.PAUSED, since, f"Pausad sedan den {day(since)}{reason}.", en)


def _failed(heard: Heard, since: datetime, now: datetime) -> Health:
    due = heard.due
    if heard.verdict == "wait" and due is not None and due > now and now - since <= _A_WHILE:
        sv, en = f"Källan ber oss vänta till den {moment(due)}.", f"Asked us to wait until {due:%Y-%m-%d %H:%M} UTC."
        return Health(Condition.WAITING, since, sv, en)
    what_sv = VERDICT_SV.get(heard.verdict or "", "")
    what_en = clean_line(heard.detail or "")[:_LONGEST_REASON].rstrip(" .") or (heard.verdict or "")
    if heard.failures == 1:
        sv, en = f"Hämtningen misslyckades den {day(since)}", f"Failed once, on {since:%Y-%m-%d}"
    else:
        sv = f"Hämtningen har misslyckats {heard.failures} gånger i rad sedan den {day(since)}"
        en = f"Failed {heard.failures} times in a row since {since:%Y-%m-%d}"
    return Health(
        Condition.FAILING,
        since,
        f"{sv}{f': {what_sv}' if what_sv else ''}.",
        f"{en}{f': {what_en}' if what_en else ''}.",
    )


def _silent(source: Source, newest: datetime | None, first_good: datetime | None, now: datetime) -> Health | None:
    since = newest or first_good
    if since is None or now - since <= timedelta(days=source.quiet_days):
        return None
    days, expected = (now - since).days, source.quiet_days
    days_sv, days_en = f"{days} {'dag' if days == 1 else 'dagar'}", f"{days} {'day' if days == 1 else 'days'}"
    if newest is not None:
        sv = f"Har inte gett något nytt på {days_sv}, sedan den {day(since)}"
        en = f"Nothing new for {days_en}, since {since:%Y-%m-%d}"
    else:
        sv = f"Svarar, men har inte gett något alls på {days_sv}, sedan den {day(since)}"
        en = f"It answers, but has given nothing at all for {days_en}, since {since:%Y-%m-%d}"
    within = "varje dag" if expected == 1 else f"inom {expected} dagar"
    return Health(
        Condition.SILENT,
        since,
        f"{sv}; något nytt väntas {within}.",
        f"{en}; something is expected within {expected} {'day' if expected == 1 else 'days'}.",
    )
