"""Grading the evidence for a measure: two readers, each by herself, and an editor where they disagree."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from kb.catalogue import Catalogue
from kb.domain.accounts import RIGHTS, Account, Right
from kb.domain.evidence import Axis, Effect, Strength
from kb.domain.facts import ChallengeId
from kb.domain.grading import Grading, GradingId, Round, State, agreement
from kb.domain.text import clean
from kb.errors import InputError
from kb.store.accounts import standings
from kb.store.gradings import current_round, grade, rounds, settle
from search_api.evidence_words import EFFECT, STRENGTH
from search_api.language import gettext as _
from search_api.language import local, marked
from search_api.pages.reading import RendererDep
from search_api.pages.rendering import Renderer
from search_api.parts import Parts, PartsDep, known_form
from search_api.visitors import EditorDep, ScreenerDep
from search_api.wording import concept_name

router = APIRouter(include_in_schema=False)
LONGEST_REASON = 2_000
_MOST_DONE = 50
# What each step asks for, in the words of the reckoning that it stands beside (kb.domain.evidence).
_EFFECT_MEANS: Mapping[Effect, str] = {
    Effect.HARMFUL: marked("De flesta studier som räknas visar oönskad effekt."),
    Effect.NONE: marked("Studierna visar ingen skillnad."),
    Effect.MIXED: marked("Studierna pekar åt olika håll."),
    Effect.SOME: marked("De flesta pekar åt önskat håll, men få eller osäkert."),
    Effect.CLEAR: marked("Minst två säkra studier eller översikter visar önskad effekt, och nästan inga motsäger."),
}
_STRENGTH_MEANS: Mapping[Strength, str] = {
    Strength.NO_STUDY: marked("Ingen studie av åtgärden."),
    Strength.WEAK: marked("Studier utan jämförelse som kan bära en slutsats."),
    Strength.LIMITED: marked("En studie på nivå 3 eller högre."),
    Strength.MODERATE: marked("En översikt eller minst två sådana studier."),
    Strength.STRONG: marked("Flera översikter eller flera randomiserade studier."),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form."""

    effect: str = ""
    effect_reason: str = ""
    strength: str = ""
    strength_reason: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)


def _typed(
    effekt: Annotated[str, Form()] = "",
    effektskal: Annotated[str, Form()] = "",
    underlag: Annotated[str, Form()] = "",
    underlagsskal: Annotated[str, Form()] = "",
) -> Typed:
    wrong = {}
    if effekt not in set(Effect):
        wrong["effekt"] = _("Välj vad studierna visar.")
    if underlag not in set(Strength):
        wrong["underlag"] = _("Välj hur starkt underlaget är.")
    reasons = {"effektskal": clean(effektskal), "underlagsskal": clean(underlagsskal)}
    for name, reason in reasons.items():
        if not reason:
            wrong[name] = _("Skriv varför.")
        elif len(reason) > LONGEST_REASON:
            wrong[name] = _("Skälet får vara högst {most} tecken. Det här är {n}.").format(
                most=LONGEST_REASON, n=len(reason)
            )
    return Typed(effekt, reasons["effektskal"], underlag, reasons["underlagsskal"], wrong)


TypedDep = Annotated[Typed, Depends(_typed)]


@router.get("/bedomningar", response_model=None)
def gradings(
    parts: PartsDep, render: RendererDep, account: ScreenerDep, atgard: str = ""
) -> HTMLResponse | RedirectResponse:
    """Return what waits for a reader or an editor and what is done; asked for a measure, lead to its form."""
    if atgard in parts.catalogue.measures:
        return RedirectResponse(local(f"/atgarder/{quote(atgard)}/bedom"), 303)
    with parts.store.reading() as session:
        found = [one for one in rounds(session) if one.measure in parts.catalogue.measures]
    done = [one for one in found if not one.open]
    return render.page(
        "gradings.html",
        here="screening",
        tab="gradings",
        account=account,
        waiting=[one for one in found if one.state is State.WAITING],
        disagreed=[one for one in found if one.state is State.DISAGREED],
        done=sorted(done, key=lambda one: one.newest, reverse=True)[:_MOST_DONE],
        agreement=agreement(found),
        may_settle=account.may(Right.EDIT),
        measures=sorted(parts.catalogue.measures, key=lambda key: concept_name(key, parts.catalogue).casefold()),
    )


@router.get("/atgarder/{measure_id}/bedom")
def grade_page(
    measure_id: str, parts: PartsDep, render: RendererDep, account: ScreenerDep, utmaning: str = ""
) -> HTMLResponse:
    """Return the form to grade a measure, or to settle what two readers disagree on."""
    context = _context(parts.catalogue, utmaning)
    return _page(parts, render, measure_id, context, account, None)


@router.post("/atgarder/{measure_id}/bedom", response_model=None)
def grade_measure(
    measure_id: str,
    parts: PartsDep,
    render: RendererDep,
    account: ScreenerDep,
    typed: TypedDep,
    utmaning: Annotated[str, Form()] = "",
    efter: Annotated[int, Form()] = 0,
) -> HTMLResponse | RedirectResponse:
    """Keep what a reader says; where two others were quicker, the page shows how it stands."""
    context = _context(parts.catalogue, utmaning)
    if typed.wrong:
        return _page(parts, render, measure_id, context, account, typed)
    said = _grading(parts.catalogue, measure_id, context, account, typed)
    try:
        with parts.store.writing() as session:
            grade(session, said, GradingId(efter) if efter else None)
    except InputError:
        return _page(parts, render, measure_id, context, account, None, late=True)
    return _back(said)


@router.post("/atgarder/{measure_id}/avgor", response_model=None)
def settle_measure(
    measure_id: str,
    parts: PartsDep,
    render: RendererDep,
    account: EditorDep,
    typed: TypedDep,
    utmaning: Annotated[str, Form()] = "",
) -> HTMLResponse | RedirectResponse:
    """Keep an editor's word on two readers who disagree."""
    context = _context(parts.catalogue, utmaning)
    if typed.wrong:
        return _page(parts, render, measure_id, context, account, typed)
    said = replace(_grading(parts.catalogue, measure_id, context, account, typed), settles=True)
    try:
        with parts.store.writing() as session:
            found = current_round(session, said.measure, said.context)
            settle(session, said, account, others=_others(session, found) if found else True)
    except InputError:
        return _page(parts, render, measure_id, context, account, None, late=True)
    return _back(said)


def _grading(
    catalogue: Catalogue, measure_id: str, context: ChallengeId | None, account: Account, typed: Typed
) -> Grading:
    measure = catalogue.measure(known_form("measure", measure_id))
    return Grading(
        measure.id, context, account.id, account.name, Effect(typed.effect), typed.effect_reason,
        Strength(typed.strength), typed.strength_reason, datetime.now(UTC),
    )  # fmt: skip


def _context(catalogue: Catalogue, challenge: str) -> ChallengeId | None:
    return catalogue.challenge(known_form("challenge", challenge)).id if challenge else None


def _back(said: Grading) -> RedirectResponse:
    limited = f"?utmaning={quote(said.context)}" if said.context else ""
    return RedirectResponse(local(f"/atgarder/{quote(said.measure)}/bedom{limited}"), 303)


def _others(session: Session, found: Round) -> bool:
    """Return whether an editor who is none of the two readers could settle it."""
    return any(
        one.ended_at is None and Right.EDIT in RIGHTS[one.account.role] and found.of(one.account.id) is None
        for one in standings(session)
    )


def _page(
    parts: Parts,
    render: Renderer,
    measure_id: str,
    context: ChallengeId | None,
    account: Account,
    typed: Typed | None,
    *,
    late: bool = False,
) -> HTMLResponse:
    view = parts.search.measure(known_form("measure", measure_id))
    with parts.store.reading() as session:
        found = current_round(session, view.measure.id, context)
        others = _others(session, found) if found is not None else True
    own = found.of(account.id) if found is not None and found.open else None
    if typed is None and own is not None and found is not None and found.state is State.WAITING:
        typed = Typed(own.effect, own.effect_reason, own.strength, own.strength_reason)
    waits = found is not None and found.state is State.DISAGREED
    settles = found is not None and account.may(Right.EDIT) and found.may_be_settled_by(account, others=others)
    weighed = view.evidence.by_challenge.get(context) if context else view.evidence.overall
    return render.page(
        "grade.html",
        status=422 if typed is not None and typed.wrong else 409 if late else 200,
        here="",
        measure=view.measure,
        context=context,
        challenges=list(parts.catalogue.challenges),
        studies=weighed.studies if weighed is not None else (),
        round=found,
        own=own,
        seen=found.seen_by(account.id) if found is not None else (),
        apart=found.apart() if found is not None else {},
        axes=(Axis.EFFECT, Axis.STRENGTH),
        settles=settles,
        fillable=settles or not waits,
        late=late,
        typed=typed or Typed(),
        wrong=typed.wrong if typed is not None else {},
        effects=[(one, _(EFFECT[one]), _(_EFFECT_MEANS[one])) for one in Effect],
        strengths=[(one, _(STRENGTH[one]), _(_STRENGTH_MEANS[one])) for one in Strength],
    )
