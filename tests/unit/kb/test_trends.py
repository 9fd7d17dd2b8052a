"""Documents by challenge and period: what counts where, and what is left out and said to be."""

from datetime import UTC, date, datetime

from kb.domain.facts import ChallengeId
from kb.search.trends import Dating, Step, trends_of
from kb.store.dated import Dated

GUNS, DRUGS = ChallengeId("gun_violence"), ChallengeId("drugs")
TODAY = date(2026, 5, 2)
FOUND = datetime(2026, 5, 1, tzinfo=UTC)


def _document(year: int | None, *challenges: str, published: date | None = None) -> Dated:
    return Dated(published, year, FOUND, challenges)


def test_a_document_on_two_challenges_counts_for_both_and_once_among_all() -> None:
    found = trends_of([_document(2026, GUNS, DRUGS)], [GUNS, DRUGS], Dating.PUBLISHED, Step.YEAR, TODAY)
    assert [trend.counts[-1] for trend in found.trends] == [1, 1]
    assert found.all_documents[-1] == 1
    assert found.periods[-1] == "2026"


def test_what_has_no_date_or_one_out_of_sight_is_said_to_be_left_out() -> None:
    documents = [_document(None, GUNS), _document(1950, GUNS), _document(2030, GUNS), _document(2020, GUNS)]
    found = trends_of(documents, [GUNS], Dating.PUBLISHED, Step.YEAR, TODAY)
    assert (found.documents, found.undated, found.outside) == (4, 1, 2)
    assert sum(found.trends[0].counts) == 1


def test_a_year_alone_places_no_document_in_a_quarter() -> None:
    documents = [_document(2026, GUNS), _document(2026, GUNS, published=date(2026, 3, 31))]
    found = trends_of(documents, [GUNS], Dating.PUBLISHED, Step.QUARTER, TODAY)
    assert found.undated == 1
    assert dict(zip(found.periods, found.trends[0].counts, strict=True))["2026-Q1"] == 1
    assert found.periods[-1] == "2026-Q2"


def test_when_documents_were_found_is_another_date() -> None:
    found = trends_of([_document(None, GUNS)], [GUNS], Dating.FOUND, Step.YEAR, TODAY)
    assert found.undated == 0
    assert found.trends[0].counts[-1] == 1


def test_a_rise_is_told_with_the_periods_it_is_set_against() -> None:
    documents = [_document(year, GUNS) for year in range(2015, 2026)]
    documents += [_document(year) for year in range(2015, 2026) for _ in range(20)]
    documents += [_document(2026, GUNS) for _ in range(12)] + [_document(2026) for _ in range(10)]
    found = trends_of(documents, [GUNS, DRUGS], Dating.PUBLISHED, Step.YEAR, TODAY)
    (burst,) = [one for trend in found.trends for one in trend.bursts]
    assert (burst.topic, burst.period, burst.count, burst.all, burst.before, burst.all_before) == (
        GUNS, "2026", 12, 22, 5, 105
    )  # fmt: skip
    assert found.tests == len([one for trend in found.trends for one in trend.tests])
