"""`utblick judge`: what people decide about what was read by machine. It wins, and it stays."""

from typing import Annotated

import typer

from kb.domain.judgements import Act, Judgement, Subject
from kb.errors import InputError
from utblick.context import Context
from utblick.output import emit, say

Why = Annotated[str, typer.Option("--why", help="Why; it is kept with the judgement.")]
By = Annotated[str, typer.Option("--by", help="Who judges.")]
Withdraw = Annotated[bool, typer.Option("--withdraw", help="Take back an earlier judgement on this.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]

judging = typer.Typer(no_args_is_help=True, help="Judge claims, studies and evidence in place of the machine.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.add_typer(judging, name="judge")


@judging.command("claim")
def claim(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT")],
    kind: Annotated[str, typer.Argument(metavar="KIND", help="measure, challenge, study_design …")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="An answer, or not_stated: the text does not say.")],
    why: Why,
    by: By,
    outcome: Annotated[str | None, typer.Option("--outcome", help="Of an effect: this outcome only.")] = None,
    words: Annotated[str | None, typer.Option("--words", help="The words of the document that it rests on.")] = None,
    reject: Annotated[bool, typer.Option("--reject", help="It does not hold.")] = False,
    withdraw: Withdraw = False,
    as_json: Json = False,
) -> None:
    """State that a claim about a document holds, or that it does not."""
    from kb.catalogue.answers import NOT_STATED, checked_claim
    from kb.store.documents import get_document

    context = Context()
    known = checked_claim(context.catalogue, kind, value)
    with context.store.reading() as session:
        held = get_document(session, document)
    if reject and value == NOT_STATED:
        raise InputError("state what the text says instead")
    start = end = None
    if words:
        start = held.content.find(words)
        if start < 0:
            raise InputError(f"the words {words!r} do not stand in document {document}")
        end = start + len(words)
    judgement = Judgement(
        Subject.CLAIM, document, known, None if value == NOT_STATED else value, _act(reject, withdraw),
        _said(why, "--why"), _said(by, "--by"), context.now(), start=start, end=end, version=held.version, words=words,
        detail=_of_outcome(context, known, value, outcome),
    )  # fmt: skip
    _keep(context, judgement, as_json, f"{document}: {known.value} {value}{f' of {outcome}' if outcome else ''}")


@judging.command("study")
def study(
    one: Annotated[str, typer.Argument(metavar="DOCUMENT")],
    other: Annotated[str, typer.Argument(metavar="DOCUMENT")],
    why: Why,
    by: By,
    apart: Annotated[bool, typer.Option("--apart", help="They tell of two studies.")] = False,
    withdraw: Withdraw = False,
    as_json: Json = False,
) -> None:
    """State that two documents tell of one study, or of two."""
    context = Context()
    if one == other:
        raise InputError("name two documents")
    judgement = Judgement(
        Subject.STUDY, one, "same_study", other, _act(apart, withdraw), _said(why, "--why"), _said(by, "--by"),
        context.now(),
    )  # fmt: skip
    _keep(context, judgement, as_json, f"{one} and {other}: one study")


@judging.command("measure")
def measure(
    measure_id: Annotated[str, typer.Argument(metavar="MEASURE")],
    axis: Annotated[str, typer.Argument(metavar="AXIS", help="effect, strength, verdict or status.")],
    value: Annotated[str, typer.Argument(metavar="VALUE")],
    why: Why,
    by: By,
    challenge: Annotated[str | None, typer.Option("--challenge", help="For this challenge only.")] = None,
    withdraw: Withdraw = False,
    as_json: Json = False,
) -> None:
    """Judge the evidence for a measure in place of what is reckoned from its studies."""
    from kb.catalogue.answers import checked_axis

    context = Context()
    known = checked_axis(axis, value)
    context.catalogue.measure(measure_id)
    if challenge is not None:
        context.catalogue.challenge(challenge)
    judgement = Judgement(
        Subject.EVIDENCE, measure_id, known, value, Act.WITHDRAW if withdraw else Act.STATE, _said(why, "--why"),
        _said(by, "--by"), context.now(), context=challenge,
    )  # fmt: skip
    _keep(context, judgement, as_json, f"{measure_id}: {known.value} {value}")


@judging.command("list")
def listed(
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="At most so many.")] = 50,
    as_json: Json = False,
) -> None:
    """Show the newest judgements: who, when, what, why."""
    from kb.store.judgements import all_judgements

    with Context().store.reading() as session:
        found = all_judgements(session, limit=limit)
    if as_json:
        emit({"judgements": found})
        return
    for one in found:
        limited = f" for {one.context}" if one.context else ""
        say(f"{one.id}  {one.made_at:%Y-%m-%d %H:%M} UTC  {one.author}")
        say(f"    {one.act.value} {one.subject.value} {one.about}: {one.kind} {one.value or '-'}{limited}")
        say(f"    {one.reason}")
    if not found:
        say("Nobody has judged anything yet.")


def _of_outcome(context: Context, kind: str, value: str, outcome: str | None) -> tuple[tuple[str, str], ...]:
    """Return what an effect on this outcome is known by; nothing where no outcome is named."""
    from kb.catalogue.answers import told_of
    from kb.domain.claims import ClaimKind

    if outcome is None:
        return ()
    if kind != ClaimKind.EFFECT:
        raise InputError("--outcome goes with an effect")
    return told_of(context.catalogue, value, outcome)


def _keep(context: Context, judgement: Judgement, as_json: bool, told: str) -> None:
    from kb.store.judgements import judge

    with context.store.writing() as session:
        kept = judge(session, judgement)
    if as_json:
        emit({"judgement": kept})
        return
    said = {Act.STATE: "holds", Act.REJECT: "does not hold", Act.WITHDRAW: "is left to the machine again"}[kept.act]
    say(f"Judgement {kept.id}: {told} {said}. A running server shows it at once, else after `utblick index`.")


def _act(reject: bool, withdraw: bool) -> Act:
    if reject and withdraw:
        raise InputError("a judgement either rejects or is withdrawn")
    return Act.WITHDRAW if withdraw else Act.REJECT if reject else Act.STATE


def _said(text: str, option: str) -> str:
    if not text.strip():
        raise InputError(f"{option} is empty")
    return " ".join(text.split())
