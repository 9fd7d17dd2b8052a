"""The log of what people decided: a page, and the same as a file."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.orm import Session

from kb.domain.accounts import Right, Role
from kb.domain.claims import Claim, ClaimKind
from kb.domain.decisions import Decision
from kb.domain.evidence import Axis
from kb.domain.grading import AXES
from kb.domain.judgements import Act, Judgement, Subject
from kb.domain.screening import Choice, Criterion
from kb.store.accounts import standings
from kb.store.decisions import decided_by, decided_on, decision_count, decisions, undone
from kb.store.documents import headings
from kb.store.promoted import candidate_acts
from search_api import account_words, claim_words, screening_words
from search_api.evidence_words import override
from search_api.exports.tables import Row, table_file
from search_api.labels import label
from search_api.language import local
from search_api.pages.reading import RendererDep
from search_api.paging import FURTHEST, Stretch
from search_api.parts import Parts, PartsDep
from search_api.visitors import ScreenerDep
from search_api.wording import concept_name

router = APIRouter(include_in_schema=False)
PATH = "/logg"
_ON_A_PAGE = 50
_IN_A_FILE = 100_000
_ON_DOCUMENTS = frozenset({"screening", "tag", "claim", "study"})

OnSubject = Annotated[str, Query(alias="fraga", max_length=20)]
ByAuthor = Annotated[str, Query(alias="av", max_length=200)]
About = Annotated[str, Query(alias="om", max_length=80)]


@router.get(PATH)
def log(
    parts: PartsDep,
    render: RendererDep,
    _person: ScreenerDep,
    subject: OnSubject = "",
    author: ByAuthor = "",
    about: About = "",
    offset: Annotated[int, Query(ge=0, le=FURTHEST)] = 0,
) -> HTMLResponse:
    """Return decisions, newest first."""
    asked = (subject or None, about or None, author or None)
    parameters = [(key, said) for key, said in (("fraga", subject), ("av", author), ("om", about)) if said]
    with parts.store.reading() as session:
        found = decisions(session, *asked, limit=_ON_A_PAGE, offset=offset)
        taken_back = undone(session, [one.id for one in found if one.id is not None])
        total = decision_count(session, *asked)
        subjects, authors = decided_on(session), decided_by(session)
        names = _names(found, session, parts)
    return render.page(
        "log.html",
        here="log",
        found=found,
        places=[_place(one, parts) for one in found],
        names=names,
        values=[_value(one, parts) for one in found],
        undone=taken_back,
        stretch=Stretch(local(PATH), parameters, total, offset, _ON_A_PAGE),
        file=Stretch(f"{PATH}.csv", parameters, total, 0, _ON_A_PAGE).start,
        subjects=subjects,
        authors=authors,
        subject=subject,
        author=author,
        about=about,
        about_name=names.get(about, about),
        words=account_words,
    )


@router.get(f"{PATH}.csv")
def log_file(
    parts: PartsDep, _person: ScreenerDep, subject: OnSubject = "", author: ByAuthor = "", about: About = ""
) -> Response:
    """Return decisions as CSV, newest first, codes in words."""
    with parts.store.reading() as session:
        found = decisions(session, subject or None, about or None, author or None, limit=_IN_A_FILE)
        names = _names(found, session, parts)
    headers = {"Content-Disposition": 'attachment; filename="utblick-logg.csv"'}
    rows = [_row(one, names, parts) for one in found]
    return Response(table_file(rows), headers=headers, media_type="text/csv; charset=utf-8")


def _row(decision: Decision, names: Mapping[str, str], parts: Parts) -> Row:
    return {
        "Nummer": decision.id,
        "När (UTC)": decision.made_at.isoformat(timespec="seconds"),
        "Vem": decision.author,
        "Konto": decision.account,
        "Fråga": account_words.subject(decision.subject),
        "Om": names.get(decision.about, decision.about),
        "Beteckning": decision.about,
        "Beslut": account_words.act(decision.act),
        "Värde": _value(decision, parts),
        "Varför": decision.reason,
        "Ångrar": decision.undoes,
    }


def _names(found: Sequence[Decision], session: Session, parts: Parts) -> dict[str, str]:
    """Return what each decision is about by the id it is kept under: title or name, where we have one."""
    about = {one.about for one in found}
    by_subject = {one.subject for one in found}
    called = {key: concept_name(key, parts.catalogue) for key in about if key in parts.catalogue.measures}
    called |= {str(key): title for key, (title, _year, _source) in headings(session, about).items() if title}
    if "candidate" in by_subject:
        called |= {act.candidate: act.called for act in candidate_acts(session) if act.candidate in about}
    if "account" in by_subject:
        called |= {str(one.account.id): one.account.name for one in standings(session)}
    return called


def _value(decision: Decision, parts: Parts) -> str | None:
    """Return what the decision came to, in words where what is kept is a code."""
    kept = decision.value
    if decision.subject == "screening" and kept in set(Criterion):
        return screening_words.criterion(Criterion(kept))
    if decision.subject == "screening" and kept in set(Choice):
        return account_words.act(kept)
    if decision.subject == "grade" and kept:
        return _graded(kept, parts)
    if decision.subject == "candidate" and decision.act in ("known", "promote") and kept:
        called, _colon, measure = kept.rpartition(": ")
        return f"{called}: {concept_name(measure, parts.catalogue)}"
    if decision.subject == "account" and kept in set(Role):
        return account_words.role(Role(kept))
    if decision.act in ("make_key", "end_key") and kept:
        called, _colon, rights = kept.rpartition(": ")
        return f"{called}: {', '.join(account_words.right(Right(one)) for one in rights.split(', '))}"
    kind, _colon, rest = (kept or "").partition(": ")
    said, _bracket, limit = rest.partition(" (")
    if decision.subject == Subject.CLAIM and kind in set(ClaimKind):
        claim = Claim(ClaimKind(kind), said or None, decision.author, "")
        answer = claim_words.value(claim, parts.catalogue, lambda key: concept_name(key, parts.catalogue))
        return f"{label(ClaimKind(kind))}: {answer}"
    if decision.subject == Subject.EVIDENCE and kind in set(Axis):
        judged = Judgement(
            Subject.EVIDENCE, decision.about, kind, said, Act.STATE, decision.reason, decision.author, decision.made_at
        )
        limited = f" ({concept_name(limit.removesuffix(')'), parts.catalogue)})" if limit else ""
        return override(judged) + limited
    return kept


def _graded(kept: str, parts: Parts) -> str:
    """Return a grading in words: "effect: some, strength: weak (challenge)", of which either part may be missing."""
    said, _bracket, limit = kept.partition("(")
    steps = dict(step.split(": ", 1) for step in said.strip().split(", ") if ": " in step)
    told = [
        f"{label(axis)}: {label(kind(steps[axis]))}"
        for axis, kind in AXES.items()
        if axis in steps and steps[axis] in set(kind)
    ]
    limited = [f"({concept_name(limit.removesuffix(')'), parts.catalogue)})"] if limit else []
    return " ".join([", ".join(told), *limited]).strip()


def _place(decision: Decision, parts: Parts) -> str | None:
    """Return the path of the page on what was decided about, None where there is none."""
    if decision.about in parts.catalogue.measures:
        return f"/atgarder/{decision.about}"
    if decision.subject == "candidate":
        return f"/nya-atgarder/{decision.about}"
    return f"/dokument/{decision.about}" if decision.subject in _ON_DOCUMENTS else None
