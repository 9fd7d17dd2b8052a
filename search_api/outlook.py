"""How well each challenge is answered and what is new on it, from the evidence of all measures."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kb.domain.claims import ClaimKind
from kb.domain.evidence import Evidence, Strength, Weighed
from kb.domain.facts import Challenge, ChallengeId, Direction, PortalRating
from kb.domain.maryland import Verdict
from kb.search.answers import NewsItem
from kb.search.evidence import challenges_with
from kb.search.facets import Facet
from kb.search.results import MeasureHit, Query
from kb.search.selecting import wanted_of
from kb.store.selecting import count_news
from search_api.parts import Parts

WEEK, MONTH = timedelta(days=7), timedelta(days=30)
_STRENGTHS = tuple(Strength)  # weakest first
_BEARS = _STRENGTHS.index(Strength.LIMITED)  # from here on there is a study with a comparison group
_LOOKED_AT = 60  # of the newest documents, to choose the most telling from


@dataclass(frozen=True, slots=True)
class Against:
    """A measure against one challenge. `weighed`: its studies about the challenge, None where there are none.

    `meant`: the editors of the catalogue link it to the challenge; else only studies do.
    """

    hit: MeasureHit
    weighed: Weighed | None
    meant: bool

    @property
    def level(self) -> int | None:
        """The highest Maryland level of its studies about the challenge, None where none has one."""
        studies = self.weighed.studies if self.weighed is not None else ()
        return max((study.level for study in studies if study.level is not None), default=None)

    @property
    def ratings(self) -> tuple[PortalRating, ...]:
        """One rating of the measure from each portal, those that tell of effect before recommendations."""
        found = dict[str, PortalRating]()
        for rating in sorted(self.hit.evidence.ratings, key=lambda one: one.direction is Direction.NOT_APPLICABLE):
            found.setdefault(rating.portal, rating)
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is held against a challenge: its measures, the best supported first, and how many documents are new.

    First come measures that studies about the challenge with a comparison group tell of, then those that portals speak
    for, then what else portals or studies tell of, last what is only named. `verdicts` counts the measures by what
    their studies about the challenge come to, `studies` these studies, each once.
    """

    challenge: Challenge
    measures: tuple[Against, ...]
    verdicts: Mapping[Verdict, int]
    studies: int
    week: int
    month: int

    @property
    def unstudied(self) -> int:
        """How many of the measures no study in the records is about, for this challenge."""
        return sum(one.weighed is None for one in self.measures)

    @property
    def rated(self) -> int:
        """How many of the measures meant for it a portal speaks for, whatever against, and no warning goes with."""
        return sum(one.meant and _spoken_for(one.hit.evidence) for one in self.measures)

    @property
    def warned(self) -> tuple[Against, ...]:
        """The measures that a warning goes with."""
        return tuple(one for one in self.measures if one.hit.evidence.warnings)


def outlooks(parts: Parts) -> Mapping[ChallengeId, Outlook]:
    """Return the outlook on each challenge, in the order of the catalogue."""
    return parts.kept.get("outlooks", lambda: _outlooks(parts))


def beginning(today: date, back: timedelta) -> datetime:
    """Return the beginning of the day that long before today."""
    return datetime.combine(today - back, time.min, UTC)


def newest(parts: Parts, challenge: ChallengeId | None = None, back: timedelta = MONTH, most: int = 6) -> "Newest":
    """Return what came in that long ago or later; of one challenge, or of all that is about crime prevention."""
    return parts.kept.get(("newest", challenge, back, most), lambda: _newest(parts, challenge, back, most))


@dataclass(frozen=True, slots=True)
class Newest:
    """Some of the `total` documents that are new, the last day's first and what says why it matters before the rest."""

    items: tuple[NewsItem, ...]
    total: int


def _outlooks(parts: Parts) -> Mapping[ChallengeId, Outlook]:
    catalogue, today = parts.catalogue, parts.today()
    everything = Query(counted=False, limit=len(catalogue.measures))
    hits = parts.search.search_measures(everything).hits
    with parts.store.reading() as session:
        wanted = wanted_of(Query(), catalogue)
        week, month = (
            count_news(session, beginning(today, back), wanted, ClaimKind.CHALLENGE) for back in (WEEK, MONTH)
        )
    return {
        key: _outlook(challenge, hits, week.get(key, 0), month.get(key, 0), parts)
        for key, challenge in catalogue.challenges.items()
    }


def _outlook(challenge: Challenge, hits: Sequence[MeasureHit], week: int, month: int, parts: Parts) -> Outlook:
    key = challenge.id
    found = [
        Against(hit, _about(hit.evidence, key), key in parts.catalogue.challenges_of(hit.measure.id))
        for hit in hits
        if key in challenges_with(parts.catalogue, hit.measure.id, hit.evidence)
    ]
    measures = tuple(sorted(found, key=_support, reverse=True))  # those alike stay as they rank for all challenges
    weighed = [one.weighed for one in measures if one.weighed is not None]
    return Outlook(
        challenge=challenge,
        measures=measures,
        verdicts=Counter(one.judged.verdict for one in weighed),
        studies=len({study.id for one in weighed for study in one.studies}),
        week=week,
        month=month,
    )


def _about(evidence: Evidence, challenge: ChallengeId) -> Weighed | None:
    found = evidence.by_challenge.get(challenge)
    return found if found is not None and (found.studies or found.overridden) else None


def _support(one: Against) -> tuple[int, bool, bool]:
    strength = _STRENGTHS.index(one.weighed.strength) if one.weighed is not None else 0
    rated = one.meant and any(rating.direction is not Direction.NOT_APPLICABLE for rating in one.ratings)
    return (
        strength if strength >= _BEARS else 0,
        one.meant and _spoken_for(one.hit.evidence),
        rated or one.weighed is not None,
    )


def _spoken_for(evidence: Evidence) -> bool:
    return not evidence.warnings and any(one.direction is Direction.BENEFICIAL for one in evidence.ratings)


def _newest(parts: Parts, challenge: ChallengeId | None, back: timedelta, most: int) -> Newest:
    filters = {Facet.CHALLENGE: (str(challenge),)} if challenge else {}
    page = parts.search.news(beginning(parts.today(), back), Query(filters=filters, limit=_LOOKED_AT))
    telling = sorted(page.hits, key=_most_telling)
    return Newest(tuple(telling[:most]), page.total)


def _most_telling(item: NewsItem) -> tuple[int, bool, bool, int]:
    hit = item.hit
    return -item.at.toordinal(), not hit.measures, not hit.challenges, -(hit.document.year or 0)
