"""Gradings of measures: added to, followed by a judgement where readers agree or an editor settles, and logged."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.domain.accounts import Account, AccountId
from kb.domain.decisions import Decision
from kb.domain.evidence import Axis, Effect, Strength
from kb.domain.facts import ChallengeId, MeasureId
from kb.domain.grading import Grading, GradingId, Round, State, rounds_of
from kb.domain.judgements import Act, Judgement, Subject
from kb.errors import InputError, NotAllowed
from kb.store.decisions import record
from kb.store.judgements import judge
from kb.store.revisions import take_turn
from kb.store.screening_tables import GradingRow

SUBJECT = "grade"
_FIELDS = ("account", "name", "effect", "effect_reason", "strength", "strength_reason", "made_at", "settles")


def grade(session: Session, grading: Grading, closed: GradingId | None = None) -> Round:
    """Keep what a reader says and return the round; when both say the same, that is judged of the measure.

    `closed` closed the last round that the reader knew of, None: she knew of none that was closed. The same form sent
    twice makes one grading. Raises InputError where two others have graded since she was shown the form.
    """
    take_turn(session)
    before = _current(session, grading)
    if before is not None and (before.open or before.closed_by != closed):
        own = before.of(grading.account)
        if own is not None and _said(own) == _said(grading):
            return before
        if before.state is not State.WAITING:
            raise InputError("two readers have graded this already")
    _add(session, grading)
    found = _current(session, grading)
    if found is None:
        raise InputError("the grading was not kept")
    # What one reader said is nobody's to see until both have: the log has it only then.
    _log(session, grading, "grade", None)
    if found.state in (State.AGREED, State.DISAGREED):
        for one in found.gradings:
            _log(session, one, found.state, _told(one), _reasons(one))
    if found.state is State.AGREED:
        _judge(session, found, " & ".join(one.name for one in found.gradings), grading)
    return found


def settle(session: Session, grading: Grading, editor: Account, *, others: bool) -> Round:
    """Keep an editor's word on two readers who disagree, judge by it, and return the round.

    Raises InputError where nothing is to be settled, and NotAllowed for one of the two while there are other editors.
    """
    take_turn(session)
    before = _current(session, grading)
    last = before.settled if before is not None else None
    if before is not None and last is not None and (last.account, *_said(last)) == (grading.account, *_said(grading)):
        return before
    if before is None or before.state is not State.DISAGREED:
        raise InputError("there is no disagreement to settle")
    if not before.may_be_settled_by(editor, others=others):
        raise NotAllowed("somebody else settles what you have graded yourself")
    _add(session, grading)
    found = _current(session, grading)
    if found is None:
        raise InputError("the grading was not kept")
    _log(session, grading, "settle", _told(grading), _reasons(grading))
    _judge(session, found, grading.name, grading)
    return found


def rounds(session: Session, measure: str | None = None) -> list[Round]:
    """Return the rounds of all measures or of one, in the order in which they began."""
    wanted = select(GradingRow).order_by(GradingRow.id)
    rows = session.scalars(wanted if measure is None else wanted.where(GradingRow.measure == measure))
    return rounds_of(map(_grading, rows))


def current_round(session: Session, measure: str, context: str | None) -> Round | None:
    """Return the last round on a measure and challenge (None: for all), None where nobody has graded it."""
    return next((one for one in reversed(rounds(session, measure)) if one.context == context), None)


def _current(session: Session, grading: Grading) -> Round | None:
    return current_round(session, grading.measure, grading.context)


def _said(grading: Grading) -> tuple[str, ...]:
    return grading.effect, grading.effect_reason, grading.strength, grading.strength_reason


def _add(session: Session, grading: Grading) -> None:
    values = {name: getattr(grading, name) for name in _FIELDS}
    session.add(GradingRow(measure=grading.measure, context=grading.context, **values))
    session.flush()


def _log(session: Session, grading: Grading, act: str, value: str | None, reason: str = "") -> None:
    limited = f" ({grading.context})" if grading.context else ""
    told = f"{value}{limited}" if value else limited.strip() or None
    record(
        session,
        Decision(SUBJECT, grading.measure, act, told, reason, grading.name, grading.account, grading.made_at),
    )


def _told(grading: Grading) -> str:
    return ", ".join(f"{axis.value}: {step}" for axis, step in grading.steps().items())


def _reasons(grading: Grading) -> str:
    return "; ".join(dict.fromkeys((grading.effect_reason, grading.strength_reason)))


def _judge(session: Session, found: Round, author: str, last: Grading) -> None:
    """Judge both axes as agreed or settled; what the readers or the editor gave as reasons stands with it."""
    deciding = (found.settled,) if found.settled else found.gradings
    said = found.settled or last
    for axis, step in said.steps().items():
        reasons = [one.effect_reason if axis is Axis.EFFECT else one.strength_reason for one in deciding]
        judgement = Judgement(
            Subject.EVIDENCE, found.measure, axis, step, Act.STATE, " / ".join(dict.fromkeys(reasons)), author[:200],
            last.made_at, context=found.context,
        )  # fmt: skip
        judge(session, judgement, last.account, logged=False)


def _grading(row: GradingRow) -> Grading:
    return Grading(
        measure=MeasureId(row.measure),
        context=ChallengeId(row.context) if row.context else None,
        account=AccountId(row.account),
        name=row.name,
        effect=Effect(row.effect),
        effect_reason=row.effect_reason,
        strength=Strength(row.strength),
        strength_reason=row.strength_reason,
        made_at=row.made_at,
        settles=row.settles,
        id=GradingId(row.id),
    )
