"""How many documents there are on each challenge over time, and where a challenge's share has risen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kb.catalogue import Catalogue
from kb.domain.bursts import Tested, share_tests
from kb.domain.facts import ChallengeId
from kb.store import Store
from kb.store.dated import Dated, dated_documents


class Dating(StrEnum):
    """By which date documents are counted."""

    PUBLISHED = "published"
    FOUND = "found"


class Step(StrEnum):
    """How long a period is."""

    YEAR = "year"
    QUARTER = "quarter"


SHOWN = {Step.YEAR: 15, Step.QUARTER: 12}  # periods, the last one not yet over
EARLIER = {Step.YEAR: 5, Step.QUARTER: 8}  # periods that each is set against


@dataclass(frozen=True, slots=True)
class Trend:
    """The documents on one challenge by period, and the tests of those periods that could be tested."""

    challenge: ChallengeId
    counts: tuple[int, ...]
    tests: tuple[Tested, ...]

    @property
    def bursts(self) -> tuple[Tested, ...]:
        """The tests that came out as bursts, in the order of time."""
        return tuple(one for one in self.tests if one.burst)


@dataclass(frozen=True, slots=True)
class Trends:
    """Documents by challenge and period. A document on two challenges counts for both, and once in `all_documents`.

    `periods` are "2025" or "2025-Q1", oldest first; the last one goes on. Of the `documents` that are relevant,
    `undated` have no such date and `outside` lie before the first period or, by a date in the future, after the last.
    """

    dating: Dating
    step: Step
    periods: tuple[str, ...]
    all_documents: tuple[int, ...]
    trends: tuple[Trend, ...]
    documents: int
    undated: int
    outside: int

    @property
    def tests(self) -> int:
        """How many tests were made, over which p is corrected."""
        return sum(len(trend.tests) for trend in self.trends)


def trends(store: Store, catalogue: Catalogue, dating: Dating, step: Step, today: date) -> Trends:
    """Return the trends up to `today`, as the records stand now."""
    with store.reading() as session:
        documents = dated_documents(session)
    return trends_of(documents, list(catalogue.challenges), dating, step, today)


def trends_of(
    documents: Sequence[Dated], challenges: Sequence[ChallengeId], dating: Dating, step: Step, today: date
) -> Trends:
    """Return the trends of the documents, one for each challenge in the order given."""
    shown, earlier = SHOWN[step], EARLIER[step]
    now = _place(today, step)
    first = now - shown - earlier + 1
    every, own = Counter[int](), {challenge: Counter[int]() for challenge in challenges}
    undated = outside = 0
    for document in documents:
        place = _placed(document, dating, step)
        if place is None:
            undated += 1
            continue
        outside += not now - shown < place <= now
        every[place] += 1
        for challenge in document.challenges:
            if challenge in own:
                own[ChallengeId(challenge)][place] += 1
    places = range(first, now + 1)
    periods = [_name(place, step) for place in places]
    counts: dict[str, list[int]] = {key: [found[place] for place in places] for key, found in own.items()}
    tests = share_tests(counts, [every[place] for place in places], periods, first=earlier, earlier=earlier)
    return Trends(
        dating=dating,
        step=step,
        periods=tuple(periods[earlier:]),
        all_documents=tuple(every[place] for place in places[earlier:]),
        trends=tuple(
            Trend(ChallengeId(key), tuple(found[earlier:]), tuple(one for one in tests if one.topic == key))
            for key, found in counts.items()
        ),
        documents=len(documents),
        undated=undated,
        outside=outside,
    )


def _placed(document: Dated, dating: Dating, step: Step) -> int | None:
    """Return the number of the period a document falls in, None where its date is not stated that exactly."""
    if dating is Dating.FOUND:
        return _place(document.found_at.date(), step)
    if document.published is not None:
        return _place(document.published, step)
    return document.year if step is Step.YEAR else None


def _place(day: date, step: Step) -> int:
    return day.year if step is Step.YEAR else day.year * 4 + (day.month - 1) // 3


def _name(place: int, step: Step) -> str:
    return str(place) if step is Step.YEAR else f"{place // 4}-Q{place % 4 + 1}"
