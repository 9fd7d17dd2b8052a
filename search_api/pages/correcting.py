"""Correcting what was read in a document: a kind, an answer, the words it rests on, and why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse

from kb.catalogue import Catalogue
from kb.catalogue.answers import NOT_STATED, answers_of, checked_claim, outcomes, told_of
from kb.domain.accounts import Account
from kb.domain.claims import Claim, ClaimKind, EffectDirection
from kb.domain.documents import Document
from kb.domain.judgements import ANALYST, Act, Judgement, Subject
from kb.domain.text import clean, clean_line
from kb.errors import InputError, NotFound
from kb.store.documents import get_document
from kb.store.judgements import judge, judgements_on
from search_api import claim_words
from search_api.evidence_words import DIRECTION
from search_api.judging import judged_in
from search_api.language import gettext as _
from search_api.language import local, marked
from search_api.pages.reading import RendererDep
from search_api.pages.rendering import Renderer
from search_api.parts import Parts, PartsDep, known_form
from search_api.visitors import ScreenerDep
from search_api.wording import concept_name

router = APIRouter(include_in_schema=False)
LONGEST_WORDS, LONGEST_REASON = 1_000, 2_000
_MOST_SHOWN = 400  # answers in one list; more are looked up by name
_FORMS = {
    ClaimKind.LANGUAGE: marked("En kod med två bokstäver, till exempel sv."),
    ClaimKind.SAMPLE_SIZE: marked("Ett heltal, till exempel 240."),
    ClaimKind.FOLLOW_UP: marked("Ett antal månader, till exempel 12."),
    ClaimKind.STUDY_YEARS: marked("Ett år eller två, till exempel 2015/2019."),
    ClaimKind.AGE_SPAN: marked("Två åldrar, till exempel 12/15, eller 18/ för 18 år och äldre."),
    ClaimKind.KEY_SENTENCE: marked("Meningens plats, 1 till 3."),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form."""

    kind: str = ""
    value: str = ""
    search: str = ""
    outcome: str = ""
    words: str = ""
    act: str = Act.STATE
    reason: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)


@router.get("/dokument/{document_id}/ratta")
def correct_page(
    document_id: str,
    parts: PartsDep,
    render: RendererDep,
    _account: ScreenerDep,
    slag: str = "",
    varde: str = "",
    sok: str = "",
    gor: str = Act.STATE,
) -> HTMLResponse:
    """Return what was read in the document, and the form to correct one kind of it once that is chosen."""
    act = gor if gor in set(Act) else Act.STATE
    return _page(parts, render, document_id, Typed(slag, varde, clean_line(sok)[:80], act=act))


@router.post("/dokument/{document_id}/ratta", response_model=None)
def correct(
    document_id: str,
    parts: PartsDep,
    render: RendererDep,
    account: ScreenerDep,
    slag: Annotated[str, Form()] = "",
    varde: Annotated[str, Form()] = "",
    sok: Annotated[str, Form()] = "",
    utfall: Annotated[str, Form()] = "",
    ord: Annotated[str, Form()] = "",  # noqa: A002 - the field's name in the address of the page
    gor: Annotated[str, Form()] = Act.STATE,
    skal: Annotated[str, Form()] = "",
    version: Annotated[int | None, Form()] = None,
) -> HTMLResponse | RedirectResponse:
    """Keep the judgement and lead to the document; with what was typed and what is wrong where it cannot be.

    `version` is that of the words that the page showed. The same form sent twice makes one judgement.
    """
    typed = Typed(slag, varde.strip(), clean_line(sok)[:80], utfall, clean(ord), gor, clean(skal))
    with parts.store.reading() as session:
        document = get_document(session, known_form("document", document_id))
    judgement, wrong = _judgement(parts.catalogue, document, typed, account)
    if version is not None and version != document.version:
        wrong |= {"text": _("Dokumentets ord har ändrats sedan sidan visades. Läs det en gång till.")}
    if judgement is not None and not wrong:
        try:
            with parts.store.writing() as session:
                held = judgements_on(session, Subject.CLAIM, [document.id]).get(document.id, [])
                if not held or replace(held[-1], id=None, made_at=judgement.made_at) != judgement:
                    judge(session, judgement, account.id)
        except InputError:  # the words are in English and for the command line; there is but this one cause
            wrong = {"gor": _("Ingen har bestämt det här, så det finns inget att återta.")}
        else:
            return RedirectResponse(local(f"/dokument/{document.id}"), 303)
    told = Typed(typed.kind, typed.value, typed.search, typed.outcome, typed.words, typed.act, typed.reason, wrong)
    return _page(parts, render, document_id, told, status=422)


def _judgement(
    catalogue: Catalogue, document: Document, typed: Typed, account: Account
) -> tuple[Judgement | None, dict[str, str]]:
    """Return the judgement that was typed, or what is wrong with it by the name of the field."""
    wrong = {}
    if typed.kind not in set(ClaimKind):
        return None, {"slag": _("Välj vad som ska rättas.")}
    kind = ClaimKind(typed.kind)
    if not typed.value:
        wrong["varde"] = _("Välj ett svar.") if answers_of(catalogue, kind) else _("Skriv ett svar.")
    else:
        try:
            checked_claim(catalogue, kind, typed.value)
        except (InputError, NotFound):
            hint = _(_FORMS[kind]) if kind in _FORMS else _("Välj ett svar i listan.")
            wrong["varde"] = _("Svaret ”{value}” går inte att använda. {hint}").format(
                value=clean_line(typed.value)[:80], hint=hint
            )
    if typed.act not in set(Act):
        wrong["gor"] = _("Välj om svaret gäller, inte gäller eller ska återtas.")
    elif typed.act == Act.REJECT and typed.value == NOT_STATED:
        wrong["gor"] = _("Att texten inte säger något kan inte avvisas. Ange i stället vad den säger.")
    if not typed.reason:
        wrong["skal"] = _("Skriv varför. Skälet sparas och visas med ditt namn.")
    elif len(typed.reason) > LONGEST_REASON:
        wrong["skal"] = _("Skälet får vara högst {most} tecken. Det här är {n}.").format(
            most=LONGEST_REASON, n=len(typed.reason)
        )
    span = None
    if typed.words:
        span = place_of(document.content, typed.words) if len(typed.words) <= LONGEST_WORDS else None
        if len(typed.words) > LONGEST_WORDS:
            wrong["ord"] = _("Orden får vara högst {most} tecken.").format(most=LONGEST_WORDS)
        elif span is None:
            wrong["ord"] = _("De här orden finns inte i texten. Kopiera dem som de står, i en följd.")
    if kind is ClaimKind.EFFECT and typed.outcome and typed.outcome not in outcomes(catalogue):
        wrong["utfall"] = _("Välj ett utfall i listan.")
    if wrong:
        return None, wrong
    start, end = span or (None, None)
    of = kind is ClaimKind.EFFECT and typed.outcome
    return Judgement(
        Subject.CLAIM, document.id, kind, None if typed.value == NOT_STATED else typed.value, Act(typed.act),
        typed.reason, account.name, datetime.now(UTC), start=start, end=end, version=document.version,
        words=document.content[start:end] if span else None,
        detail=told_of(catalogue, typed.value, typed.outcome) if of else (),
    ), {}  # fmt: skip


def place_of(content: str, words: str) -> tuple[int, int] | None:
    """Return where the words stand in the content, whatever spaces and line breaks are between them; None: nowhere."""
    looked_for = r"\s+".join(map(re.escape, words.split()))
    found = re.search(looked_for, content) or re.search(looked_for, content, re.IGNORECASE)
    return found.span() if found else None


def _page(parts: Parts, render: Renderer, document_id: str, typed: Typed, *, status: int = 200) -> HTMLResponse:
    view = parts.search.document(known_form("document", document_id))
    kind = ClaimKind(typed.kind) if typed.kind in set(ClaimKind) else None
    claimed = next((c.claim.value for c in view.claims if c.claim.kind is ClaimKind.LANGUAGE), None)
    answers, left_out = _answers(parts.catalogue, kind, typed.search, typed.value)
    return render.page(
        "correct.html",
        status=status,
        here="",
        view=view,
        document=view.document,
        text_language=claimed or view.document.declared_language,
        claims=[one for one in view.claims if one.claim.value is not None],
        judged=judged_in(parts.store, view.document.id),
        analyst=ANALYST,
        kinds=[(one, _(name)) for one, name in claim_words.KIND.items()],
        kind=kind,
        typed=typed,
        wrong=typed.wrong,
        answers=answers,
        left_out=left_out,
        listed=kind is not None and answers_of(parts.catalogue, kind) is not None,
        form=_(_FORMS[kind]) if kind in _FORMS else "",
        not_stated=NOT_STATED,
        outcomes=_named(parts.catalogue, outcomes(parts.catalogue)) if kind is ClaimKind.EFFECT else [],
    )


def _answers(
    catalogue: Catalogue, kind: ClaimKind | None, search: str, chosen: str
) -> tuple[list[tuple[str, str]], int]:
    """Return the answers to choose from with their names, by name, and how many more there are."""
    known = answers_of(catalogue, kind) if kind is not None else None
    if kind is None or known is None:
        return [], 0
    wanted = search.casefold()
    found = [
        (value, name)
        for value, name in ([(value, _answer(kind, value, catalogue)) for value in known])
        if value == chosen or not wanted or wanted in name.casefold() or _labelled(catalogue, value, wanted)
    ]
    if len(known) > 12:  # short lists have an order of their own
        found.sort(key=lambda one: one[1].casefold())
    return found[:_MOST_SHOWN], max(0, len(found) - _MOST_SHOWN)


def _labelled(catalogue: Catalogue, value: str, wanted: str) -> bool:
    concept = catalogue.concepts.get(value)
    return concept is not None and any(
        wanted in label.casefold() for labels in concept.labels.values() for label in labels
    )


def _answer(kind: ClaimKind, value: str, catalogue: Catalogue) -> str:
    if kind is ClaimKind.EFFECT:
        return _(DIRECTION[EffectDirection(value)])
    return claim_words.value(Claim(kind, value, "", ""), catalogue, lambda key: concept_name(key, catalogue))


def _named(catalogue: Catalogue, keys: tuple[str, ...]) -> list[tuple[str, str]]:
    return sorted(((key, concept_name(key, catalogue)) for key in keys), key=lambda one: one[1].casefold())
