"""The screening inbox: one document at a time, what it must meet, and a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, cast
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from kb.domain.accounts import Account, AccountId
from kb.domain.claims import ClaimKind
from kb.domain.documents import DocumentId
from kb.domain.screening import FINAL, Choice, Criterion, Screening, standing
from kb.domain.text import clean, clean_line
from kb.errors import InputError, NotFound
from kb.store.inbox import Waiting
from kb.store.screening import decide, is_left_to, last_choice, leave_to, left_to, screenings_of, undo
from search_api import screening_words
from search_api.language import gettext as _
from search_api.language import local
from search_api.pages.reading import RendererDep
from search_api.pages.rendering import Renderer
from search_api.parts import Parts, PartsDep, known_form
from search_api.queue import Queue
from search_api.visitors import ScreenerDep

router = APIRouter(include_in_schema=False)
PATH = "/granska"
LONGEST_REASON = 2_000
_NEXT = 5  # titles shown of what follows
_LOOKED_AT = 400  # of the order at a time, to find what is nobody else's
_SHOWN = 1_800  # characters of the text
_MACHINE = (
    ClaimKind.RELEVANCE, ClaimKind.FOCUS, ClaimKind.DOCUMENT_KIND, ClaimKind.CHALLENGE, ClaimKind.MEASURE,
    ClaimKind.STUDY_DESIGN, ClaimKind.EFFECT, ClaimKind.COUNTRY,
)  # fmt: skip


async def _queue(request: Request) -> Queue:
    return cast(Queue, request.app.state.queue)


QueueDep = Annotated[Queue, Depends(_queue)]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed in the form, and what is wrong with it by the name of the field."""

    criterion: str = ""
    reason: str = ""
    wrong: tuple[tuple[str, str], ...] = ()


@router.get(PATH)
def inbox(
    parts: PartsDep,
    render: RendererDep,
    queue: QueueDep,
    account: ScreenerDep,
    dokument: str = "",
    svar: str = "",
) -> HTMLResponse:
    """Return the document to decide on: that asked for, else the first that is left to nobody else."""
    for typed in (dokument, svar):
        if typed:
            known_form("document", typed)
    return _page(parts, render, queue, account, dokument, svar, Typed())


@router.post(PATH, response_model=None)
def choose(
    parts: PartsDep,
    render: RendererDep,
    queue: QueueDep,
    account: ScreenerDep,
    dokument: Annotated[str, Form()],
    version: Annotated[int, Form()],
    val: Annotated[str, Form()],
    kriterium: Annotated[str, Form()] = "",
    skal: Annotated[str, Form()] = "",
) -> HTMLResponse | RedirectResponse:
    """Keep a decision and lead to the next document; one that was settled or changed meanwhile is told of."""
    document = known_form("document", dokument)
    reason = clean(skal)
    if val not in set(Choice) - {Choice.UNDO}:
        raise InputError(f"{val[:40]!r} is no choice")
    if len(reason) > LONGEST_REASON:
        told = _("Skälet får vara högst {most} tecken. Det här är {n}.").format(most=LONGEST_REASON, n=len(reason))
        typed = Typed(kriterium, reason, (("skal", told),))
        return _page(parts, render, queue, account, document, "", typed, status=422)
    met = Criterion(kriterium) if kriterium in set(Criterion) and val == Choice.REJECT else None
    made = Screening(
        DocumentId(document), version, account.id, account.name, Choice(val), datetime.now(UTC), met, reason
    )
    with parts.store.writing() as session:
        outcome = decide(session, made)
    if outcome.changed:
        return _to(f"{PATH}?dokument={quote(document)}&svar=andrat")
    if outcome.settled is not None and not _same(outcome.settled, made):
        return _to(f"{PATH}?svar={quote(document)}")
    return _to(PATH)


@router.post(f"{PATH}/angra")
def take_back(parts: PartsDep, account: ScreenerDep, beslut: Annotated[int, Form()]) -> RedirectResponse:
    """Take back the account's last decision, and lead to the document it was about."""
    with parts.store.writing() as session:
        undone = undo(session, beslut, account.id, account.name, datetime.now(UTC))
    return _to(f"{PATH}?dokument={quote(undone.document)}" if undone else PATH)


def _to(path: str) -> RedirectResponse:
    return RedirectResponse(local(path), 303)


def _same(one: Screening, other: Screening) -> bool:
    return (one.account, one.choice) == (other.account, other.choice)


def _page(
    parts: Parts,
    render: Renderer,
    queue: Queue,
    account: Account,
    asked: str,
    answer: str,
    typed: Typed,
    *,
    status: int = 200,
) -> HTMLResponse:
    order, learnt = queue.order()
    now = datetime.now(UTC)
    with parts.store.reading() as session:
        mine = _mine(session, order, account.id, now)
        last = last_choice(session, account.id)
        told = _told(screenings_of(session, [answer]).get(DocumentId(answer), []))
        shown = next((one for one in order if one.document == asked), None) or next(iter(mine), None)
        about = screenings_of(session, [shown.document] if shown is not None else [])
    if shown is not None:
        shown = _left(parts, shown, account, now)
    view = None
    if shown is not None:
        try:
            view = parts.search.document(shown.document)
        except NotFound:  # deleted between the order and the look
            shown = None
    language = None
    if view is not None:
        said = (one.claim.value for one in view.claims if one.claim.kind is ClaimKind.LANGUAGE)
        language = next(said, None) or view.document.declared_language
    return render.page(
        "screening.html",
        status=status,
        here="screening",
        tab="inbox",
        shown=shown,
        view=view,
        text_language=language,
        beginning=_beginning(view.document.text) if view is not None else "",
        machine=[one for one in view.claims if one.claim.kind in _MACHINE and one.claim.value] if view else [],
        before=standing(about.get(shown.document, [])) if shown is not None else [],
        coming=[one for one in mine if shown is None or one.document != shown.document][:_NEXT],
        waiting=len(order),
        criteria=screening_words.criteria(),
        criterion=screening_words.criterion,
        done=screening_words.done,
        lesson=screening_words.lesson(learnt),
        gain=learnt.gain,
        last=last,
        last_title=_title(parts, last),
        told=told,
        changed=answer == "andrat",
        typed=typed,
        wrong=dict(typed.wrong),
        most=LONGEST_REASON,
    )


def _mine(session: Session, order: Sequence[Waiting], account: AccountId, now: datetime) -> list[Waiting]:
    """Return the beginning of what the account may be shown: not what others look at or she is unsure of.

    What she skipped comes last, what she skipped most recently at the very end.
    """
    first: list[Waiting] = []
    later: list[tuple[int, Waiting]] = []
    for begin in range(0, len(order), _LOOKED_AT):
        stretch = order[begin : begin + _LOOKED_AT]
        about = screenings_of(session, [one.document for one in stretch])
        others = left_to(session, [one.document for one in stretch], account, now)
        for one in stretch:
            said = standing(about.get(one.document, ()))
            own = [made for made in said if (made.account, made.version) == (account, one.version)]
            if one.document in others or (own and own[-1].choice is Choice.UNSURE):
                continue
            if own:
                later.append((own[-1].id or 0, one))
            else:
                first.append(one)
        if len(first) > _NEXT:
            return first
    return first + [one for _made, one in sorted(later, key=lambda pair: pair[0])]


def _left(parts: Parts, shown: Waiting, account: Account, now: datetime) -> Waiting:
    """Leave the document to the account, unless it is so already: reading pages should seldom write."""
    with parts.store.reading() as session:
        mine = is_left_to(session, shown.document, account.id, now)
    if not mine:
        with parts.store.writing() as session:
            leave_to(session, shown.document, account.id, now)
    return shown


def _told(screenings: Sequence[Screening]) -> Screening | None:
    """Return what settled a document, to tell somebody whose own decision came later."""
    settled = [one for one in standing(screenings) if one.choice in FINAL]
    return settled[-1] if settled else None


def _title(parts: Parts, last: Screening | None) -> str | None:
    if last is None:
        return None
    try:
        return clean_line(parts.search.document(last.document).document.title)
    except NotFound:
        return None


def _beginning(text: str) -> str:
    if len(text) <= _SHOWN:
        return text
    cut = text.rfind(" ", _SHOWN - 100, _SHOWN)
    return text[: cut if cut > 0 else _SHOWN] + " […]"
