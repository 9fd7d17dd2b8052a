"""What a municipality is told."""

import pytest

from followup.feedback import Feedback, Gap, Status, feedback, joint_status
from followup.suggestions import Suggestion, chosen, suggest_from
from kb.domain import evidence
from kb.domain.facts import ChallengeId, Direction, Mark
from kb.errors import NotFound
from kb.store.surveys import Level
from tests.unit.followup.facts import HEADER, MAPPING, TABLE, Desk, catalogue, measure, rating


def told(desk: Desk, code: str = "0180", year: int | None = None) -> Feedback:
    with desk.store.reading() as session:
        return feedback(session, desk.catalogue, code, year, suggest_from(desk.catalogue))


def test_every_requirement_of_the_law_has_a_status_whether_asked_about_or_not(desk: Desk) -> None:
    desk.take_in()

    found = told(desk)

    assert [(r.requirement.id, r.status, r.gap) for r in found.requirements] == [
        ("5.plan_beslutad", Status.IN_PLACE, None),
        ("10.strategiskt_rad", Status.PARTLY, None),
        ("11.samordningsfunktion", Status.MISSING, Gap.NOT_ASKED),
    ]
    assert sum(found.counts.values()) == 3


def test_an_empty_answer_is_missing_and_not_a_no(desk: Desk) -> None:
    desk.take_in()

    council = told(desk, "1440").requirements[1]

    assert (council.status, council.gap) == (Status.MISSING, Gap.LEFT_EMPTY)


def test_an_answer_of_do_not_know_is_missing_with_its_own_reason(desk: Desk) -> None:
    desk.take_in(TABLE.replace("Delvis", "vet EJ"))

    assert told(desk).requirements[1].gap is Gap.UNKNOWN


def test_a_municipality_without_a_row_has_not_replied(desk: Desk) -> None:
    desk.take_in()

    found = told(desk, "2403")

    assert not found.replied
    assert found.requirements[0].gap is Gap.NO_REPLY
    assert found.needs[0].level is None
    assert found.challenges == ()


def test_the_latest_survey_is_compared_with_the_one_before(desk: Desk) -> None:
    desk.take_in(TABLE.replace("0180;Ja;Delvis", "0180;Nej;Delvis"), year=2023)
    desk.take_in(year=2024)

    found = told(desk)

    assert found.survey.year == 2024
    assert found.earlier is not None
    assert found.earlier.year == 2023
    assert [r.before for r in found.requirements] == [Status.NOT_IN_PLACE, Status.PARTLY, None]
    assert (found.changed, found.incomparable) == (1, 1)


def test_made_up_and_real_answers_are_never_compared(desk: Desk) -> None:
    desk.take_in(mapping=MAPPING.replace("made_up = false", "made_up = true"), year=2023)
    desk.take_in(year=2024)

    assert told(desk).earlier is None


def test_an_unknown_year_names_the_years_that_are_held(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no survey has been imported"):
        told(desk)
    desk.take_in()
    with pytest.raises(NotFound, match="no survey of 2019; imported: 2024"):
        told(desk, year=2019)


@pytest.mark.parametrize(
    ("levels", "status"),
    [
        ([Level.IN_PLACE, Level.IN_PLACE], Status.IN_PLACE),
        ([Level.NOT_IN_PLACE, Level.NOT_IN_PLACE], Status.NOT_IN_PLACE),
        ([Level.IN_PLACE, Level.NOT_IN_PLACE], Status.PARTLY),
        ([Level.IN_PLACE, Level.NOT_IN_PLACE, None], Status.PARTLY),
        ([Level.PARTLY, Level.UNKNOWN], Status.PARTLY),
        ([Level.IN_PLACE, None], Status.MISSING),
        ([Level.NOT_IN_PLACE, Level.UNKNOWN], Status.MISSING),
        ([], Status.MISSING),
    ],
)
def test_several_questions_give_a_status_only_when_the_gaps_cannot_change_it(
    levels: list[Level | None], status: Status
) -> None:
    assert joint_status(levels) is status


def test_measures_stand_from_beneficial_to_harmful(desk: Desk) -> None:
    found = suggest_from(
        catalogue(
            (
                measure("bad"),
                measure("none"),
                measure("heard", None, Mark.UNVERIFIED),
                measure("seen"),
                measure("good"),
            ),
            (
                rating("bad", Direction.HARMFUL),
                rating("none", Direction.NONE),
                rating("good", Direction.BENEFICIAL),
            ),
        )
    )(ChallengeId("gun_violence"))

    assert [s.measure.id for s in found] == ["good", "seen", "heard", "none", "bad"]


def test_a_harmful_measure_is_among_the_eight_however_many_good_ones_there_are() -> None:
    good = [Suggestion(measure(f"good{n}"), (), ()) for n in range(20)]
    bad = Suggestion(measure("bad"), (), (evidence.Warning.HARMFUL,))

    shown = chosen([*good, bad])

    assert shown == (*good[:7], bad)


def test_measures_that_are_not_shown_are_counted(desk: Desk) -> None:
    desk.catalogue = catalogue(tuple(measure(f"m{n}") for n in range(11)))
    desk.take_in()

    (challenge,) = told(desk).challenges

    assert (len(challenge.suggestions), challenge.more, challenge.more_warned) == (8, 3, 0)


def test_a_challenge_that_is_not_prioritised_brings_no_measures(desk: Desk) -> None:
    desk.take_in(f"{HEADER}\n0180;Ja;Ja;Ja;Nej\n")

    assert told(desk).challenges == ()
