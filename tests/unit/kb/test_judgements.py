"""What people decide, put in place of what the machine read."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from kb.domain.claims import Claim, ClaimKind
from kb.domain.judgements import ANALYST, Act, Judgement, Subject, judged, standing

STATE, REJECT, WITHDRAW = Act.STATE, Act.REJECT, Act.WITHDRAW
_IDS = count(1)


def _judge(act: Act, value: str | None, kind: ClaimKind = ClaimKind.STUDY_DESIGN, **fields: Any) -> Judgement:
    when = datetime(2026, 11, 1, tzinfo=UTC)
    return Judgement(Subject.CLAIM, "d1", kind, value, act, "read it", "anna", when, id=next(_IDS), **fields)


def _design(*values: str | None) -> list[Claim]:
    return [Claim(ClaimKind.STUDY_DESIGN, value, "designs", "1") for value in values]


def _values(claims: list[Claim]) -> list[str | None]:
    return [claim.value for claim in claims]


def test_a_stated_value_stays_when_another_is_rejected_after_it() -> None:
    said = [_judge(STATE, "quasi_experiment"), _judge(REJECT, "randomised_trial")]
    assert _values(judged(_design("randomised_trial"), said)) == ["quasi_experiment"]


def test_each_rejected_value_stays_rejected() -> None:
    said = [_judge(REJECT, "randomised_trial"), _judge(REJECT, "quasi_experiment")]
    for read in ("randomised_trial", "quasi_experiment"):
        assert _values(judged(_design(read), said)) == [None]


def test_a_text_has_the_one_value_that_was_stated_last() -> None:
    said = [_judge(STATE, "before_after"), _judge(STATE, "quasi_experiment")]
    assert _values(judged(_design("randomised_trial"), said)) == ["quasi_experiment"]


def test_taking_back_a_value_leaves_the_others_and_taking_back_all_leaves_none() -> None:
    said = [_judge(STATE, "before_after"), _judge(REJECT, "randomised_trial")]
    assert [one.value for one in standing([*said, _judge(WITHDRAW, "randomised_trial")])] == ["before_after"]
    assert standing([*said, _judge(WITHDRAW, None)]) == []


def test_what_is_stated_again_holds_after_it_was_said_to_be_unstated() -> None:
    kind = ClaimKind.MEASURE
    said = [_judge(STATE, "cctv", kind), _judge(STATE, None, kind), _judge(STATE, "cctv", kind)]
    assert _values(judged([], said)) == ["cctv"]


def _effect(value: str, outcome: str, **detail: str) -> Claim:
    told = tuple(sorted({"outcome": outcome, "words": outcome, **detail}.items()))
    return Claim(ClaimKind.EFFECT, value, "effects", "1", 4, 9, 0.8, told)


def test_an_effect_that_a_person_confirms_keeps_its_detail_and_leaves_other_outcomes_alone() -> None:
    read = [_effect("less", "oc_burglary", good="yes", significance="significant"), _effect("less", "oc_theft")]
    burglary, theft = judged(read, [_judge(STATE, "less", ClaimKind.EFFECT, detail=(("outcome", "oc_burglary"),))])
    assert (burglary.detail, burglary.step, burglary.confidence, burglary.start) == (read[0].detail, ANALYST, 1.0, 4)
    assert theft == read[1]


def test_an_effect_is_rejected_for_one_outcome_or_for_all() -> None:
    read = [_effect("less", "oc_burglary"), _effect("less", "oc_theft"), _effect("more", "oc_theft")]
    of_theft = _judge(REJECT, "less", ClaimKind.EFFECT, detail=(("outcome", "oc_theft"),))
    assert judged(read, [of_theft]) == [read[0], read[2]]
    assert judged(read, [_judge(REJECT, "less", ClaimKind.EFFECT)]) == [read[2]]


def test_an_effect_that_only_a_person_saw_has_the_outcome_stated() -> None:
    detail = (("good", "no"), ("outcome", "oc_theft"))
    assert judged([], [_judge(STATE, "more", ClaimKind.EFFECT, detail=detail)])[0].detail == detail
