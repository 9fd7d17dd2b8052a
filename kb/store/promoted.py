"""Decisions on candidates, and the measures that came of them."""

from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.domain.accounts import AccountId
from kb.domain.candidates import CandidateId
from kb.domain.decisions import Decision
from kb.domain.facts import ChallengeId, MeasureId
from kb.domain.promoting import Act, CandidateAct, KnownLabel, Promoted, fates, known_labels
from kb.store.decisions import record
from kb.store.revisions import take_turn
from kb.store.screening_tables import CandidateActRow, PromotedRow

SUBJECT = "candidate"
_FIELDS = ("candidate", "act", "value", "called", "reason", "account", "name", "made_at", "language")


def act_on(session: Session, act: CandidateAct) -> CandidateAct:
    """Keep a decision on a candidate and log it; the same form sent twice makes one decision."""
    take_turn(session)
    earlier = [one for one in candidate_acts(session) if one.candidate == act.candidate]
    if earlier and _said(earlier[-1]) == _said(act):
        return earlier[-1]
    row = CandidateActRow(**{name: getattr(act, name) for name in _FIELDS})
    session.add(row)
    session.flush()
    value = act.called if act.value is None else f"{act.called}: {act.value}"
    record(session, Decision(SUBJECT, act.candidate, act.act, value, act.reason, act.name, act.account, act.made_at))
    return _act(row)


def promote(session: Session, measure: Promoted, act: CandidateAct) -> None:
    """Set up a measure and note it with its candidate; nothing more where it is set up already.

    Brought back after it was opened again, it is the measure as it is stated now.
    """
    take_turn(session)
    row = session.get(PromotedRow, measure.id)
    values = asdict(measure) | {
        "challenges": list(measure.challenges), "labels_sv": list(measure.labels_sv),
        "labels_en": list(measure.labels_en),
    }  # fmt: skip
    if row is None:
        session.add(PromotedRow(**values))
    elif measure.id not in {one.id for one in promoted_measures(session)}:
        for name, value in values.items():
            setattr(row, name, value)
    session.flush()
    act_on(session, act)


def candidate_acts(session: Session) -> list[CandidateAct]:
    """Return all decisions on candidates, oldest first."""
    return [_act(row) for row in session.scalars(select(CandidateActRow).order_by(CandidateActRow.id))]


def promoted_measures(session: Session) -> list[Promoted]:
    """Return the measures that were set up here and stand, in the order in which they were."""
    decided = fates(candidate_acts(session))
    stand = {one.value for one in decided.values() if one.act is Act.PROMOTE}
    rows = session.scalars(select(PromotedRow).order_by(PromotedRow.at, PromotedRow.id))
    return [_promoted(row) for row in rows if row.candidate is None or row.id in stand]


def ids_used(session: Session) -> dict[str, CandidateId | None]:
    """Return the ids of all measures that were ever set up here, each with its candidate."""
    rows = session.execute(select(PromotedRow.id, PromotedRow.candidate))
    return {key: CandidateId(candidate) if candidate else None for key, candidate in rows}


def labels_given(session: Session) -> list[KnownLabel]:
    """Return the labels that analysts gave to measures of the catalogue."""
    return known_labels(candidate_acts(session))


def _said(act: CandidateAct) -> tuple[str | None, ...]:
    return act.act, act.value, act.language, act.reason


def _act(row: CandidateActRow) -> CandidateAct:
    said = {name: getattr(row, name) for name in _FIELDS}
    return CandidateAct(
        **said
        | {
            "candidate": CandidateId(row.candidate),
            "act": Act(row.act),
            "account": AccountId(row.account),
            "id": row.id,
        }
    )


def _promoted(row: PromotedRow) -> Promoted:
    return Promoted(
        id=MeasureId(row.id),
        candidate=CandidateId(row.candidate) if row.candidate else None,
        name_sv=row.name_sv,
        name_en=row.name_en,
        type=row.type,
        level=row.level,
        unit=row.unit,
        approach=row.approach,
        challenges=tuple(ChallengeId(key) for key in row.challenges),
        labels_sv=tuple(row.labels_sv),
        labels_en=tuple(row.labels_en),
        reason=row.reason,
        by=row.by,
        at=row.at,
    )
