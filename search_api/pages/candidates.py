"""Candidates for new measures: the list that everybody reads, and what analysts and editors make of each."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from kb.catalogue import Catalogue, with_promoted
from kb.catalogue.promoted import label_owners
from kb.domain.accounts import Account, Right
from kb.domain.candidates import Candidate, CandidateId
from kb.domain.claims import ClaimKind
from kb.domain.facts import ChallengeId, MeasureId
from kb.domain.promoting import (
    APPROACHES,
    LABEL_LANGUAGES,
    LEVELS,
    OWN,
    UNITS,
    Act,
    CandidateAct,
    Promoted,
    fates,
)
from kb.domain.text import clean, clean_line
from kb.errors import NotFound
from kb.store.claims import claims_of
from kb.store.promoted import act_on, candidate_acts, ids_used, labels_given, promote, promoted_measures
from search_api.language import gettext as _
from search_api.language import local, marked
from search_api.pages.reading import RendererDep
from search_api.pages.rendering import Renderer
from search_api.parts import Parts, PartsDep, known_form
from search_api.visitors import EditorDep, ScreenerDep, visitor
from search_api.wording import concept_name

router = APIRouter(include_in_schema=False)
PATH = "/nya-atgarder"
LONGEST_REASON, LONGEST_NAME = 2_000, 120
_MOST_LABELS = 20
_NOT_NOW = marked("Det går inte att göra med förslaget som det står nu.")
_SHORTEST = 4  # letters of a label that is no acronym: a shorter one is found in everything


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed in one of the forms, `act`, and what is wrong with it by the name of the field."""

    act: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    challenges: tuple[str, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str, usual: str = "") -> str:
        """Return what stands in a field."""
        return self.values.get(name, usual)


@router.get(PATH)
def candidates(parts: PartsDep, render: RendererDep) -> HTMLResponse:
    """Return the candidates for new measures, and to analysts what has been decided on others."""
    account = visitor()
    may = account is not None and account.may(Right.SCREEN)
    acts: list[CandidateAct] = []
    if may:
        with parts.store.reading() as session:
            acts = candidate_acts(session)
    return render.page(
        "candidates.html",
        here="candidates",
        tab="candidates",
        page=parts.search.candidates(),
        may=may,
        decided=sorted(fates(acts).values(), key=lambda one: one.made_at, reverse=True),
    )


@router.get(f"{PATH}/{{candidate_id}}")
def candidate(candidate_id: str, parts: PartsDep, render: RendererDep, account: ScreenerDep) -> HTMLResponse:
    """Return one candidate with what can be made of it."""
    return _page(parts, render, candidate_id, account, Typed())


@router.post(f"{PATH}/{{candidate_id}}", response_model=None)
def decide_on(
    candidate_id: str,
    parts: PartsDep,
    render: RendererDep,
    account: ScreenerDep,
    gor: Annotated[str, Form()] = "",
    namn: Annotated[str, Form()] = "",
    med: Annotated[str, Form()] = "",
    atgard: Annotated[str, Form()] = "",
    sprak: Annotated[str, Form()] = "",
    skal: Annotated[str, Form()] = "",
) -> HTMLResponse | RedirectResponse:
    """Name, join, call known, dismiss or open again; with what is wrong where that cannot be."""
    values = {"namn": clean_line(namn), "med": med, "atgard": atgard, "sprak": sprak, "skal": clean(skal)}
    with parts.store.reading() as session:
        acts = candidate_acts(session)
    found, called = _found(parts, candidate_id, acts)
    if gor == Act.REOPEN and _is_promoted(candidate_id, acts) and not account.may(Right.EDIT):
        gor = ""
    wrong = _wrong(parts, gor, values, found, called)
    if wrong:
        return _page(parts, render, candidate_id, account, Typed(gor, values, wrong=wrong))
    value = {Act.RENAME: values["namn"], Act.MERGE: med, Act.KNOWN: atgard}.get(Act(gor))
    act = CandidateAct(
        CandidateId(candidate_id), Act(gor), value, called, values["skal"], account.id, account.name,
        datetime.now(UTC), sprak if gor == Act.KNOWN else None,
    )  # fmt: skip
    with parts.store.writing() as session:
        act_on(session, act)
    return RedirectResponse(local(f"{PATH}/{candidate_id}" if gor in (Act.RENAME, Act.REOPEN) else PATH), 303)


def _promotion(
    namn_sv: Annotated[str, Form()] = "",
    namn_en: Annotated[str, Form()] = "",
    typ: Annotated[str, Form()] = "",
    niva: Annotated[str, Form()] = "",
    enhet: Annotated[str, Form()] = "",
    arbetssatt: Annotated[str, Form()] = "",
    ord_sv: Annotated[str, Form()] = "",
    ord_en: Annotated[str, Form()] = "",
    skal: Annotated[str, Form()] = "",
    utmaning: Annotated[tuple[str, ...], Form()] = (),
) -> Typed:
    lines = {"ord_sv": ord_sv, "ord_en": ord_en}
    return Typed(
        Act.PROMOTE,
        {"namn_sv": clean_line(namn_sv), "namn_en": clean_line(namn_en), "typ": typ, "niva": niva, "enhet": enhet}
        | {"arbetssatt": arbetssatt, "skal": clean(skal)}
        | {name: "\n".join(_lines(text)) for name, text in lines.items()},
        utmaning,
    )


@router.post(f"{PATH}/{{candidate_id}}/lagg-upp", response_model=None)
def set_up(
    candidate_id: str,
    parts: PartsDep,
    render: RendererDep,
    account: EditorDep,
    typed: Annotated[Typed, Depends(_promotion)],
) -> HTMLResponse | RedirectResponse:
    """Set the candidate up as a measure; an editor may."""
    with parts.store.reading() as session:
        acts = candidate_acts(session)
        known = with_promoted(parts.catalogue, promoted_measures(session), labels_given(session))
        used = ids_used(session)
    found, called = _found(parts, candidate_id, acts)
    if _is_promoted(candidate_id, acts):  # the form sent twice, or another editor was quicker
        return RedirectResponse(local(f"{PATH}/{candidate_id}"), 303)
    wrong = _wrong_measure(known, typed) if found is not None else {"gor": _(_NOT_NOW)}
    if wrong:
        told = Typed(typed.act, typed.values, typed.challenges, wrong)
        return _page(parts, render, candidate_id, account, told)
    taken = {*known.concepts, *known.measures, *(key for key, of in used.items() if of != candidate_id)}
    now = datetime.now(UTC)
    measure = Promoted(
        MeasureId(free_id(typed.of("namn_en"), taken)),
        CandidateId(candidate_id),
        typed.of("namn_sv"),
        typed.of("namn_en"),
        typed.of("typ"),
        typed.of("niva"),
        typed.of("enhet"),
        typed.of("arbetssatt"),
        tuple(ChallengeId(one) for one in typed.challenges if one in parts.catalogue.challenges),
        tuple(_lines(typed.of("ord_sv"))),
        tuple(_lines(typed.of("ord_en"))),
        typed.of("skal"),
        account.name,
        now,
    )
    act = CandidateAct(
        CandidateId(candidate_id), Act.PROMOTE, measure.id, called, measure.reason, account.id, account.name, now
    )
    with parts.store.writing() as session:
        promote(session, measure, act)
    return RedirectResponse(local(f"{PATH}/{candidate_id}"), 303)


def free_id(name: str, taken: set[str]) -> str:
    """Return an id made of the name that nothing has yet: `OWN`, then small letters, digits and underscores.

    What was judged of a measure that is no more is never taken for another's: used ids are among those `taken`.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60] or "measure"
    stem = OWN + stem
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}_{number}"
    return found


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(filter(None, map(clean_line, text.splitlines()))))


def _wrong(parts: Parts, gor: str, values: Mapping[str, str], found: Candidate | None, called: str) -> dict[str, str]:
    wrong = {}
    if gor not in set(Act) - {Act.PROMOTE} or (found is None) != (gor == Act.REOPEN):
        return {"gor": _(_NOT_NOW)}
    if gor == Act.RENAME and not 1 < len(values["namn"]) <= LONGEST_NAME:
        wrong["namn"] = _("Skriv ett namn på högst {most} tecken.").format(most=LONGEST_NAME)
    if gor == Act.MERGE:
        others = {one.id for one in parts.search.candidates().candidates}
        if values["med"] not in others or (found is not None and values["med"] == found.id):
            wrong["med"] = _("Välj ett annat förslag i listan.")
    if gor == Act.KNOWN:
        if values["atgard"] not in parts.catalogue.measures:
            wrong["atgard"] = _("Välj en åtgärd i listan.")
        if values["sprak"] not in LABEL_LANGUAGES:
            wrong["sprak"] = _("Välj språk för orden.")
        told = _label_trouble(parts.catalogue, label_owners(parts.catalogue), called, values["atgard"])
        if told and "atgard" not in wrong:
            wrong["atgard"] = told
    if gor != Act.RENAME and not values["skal"]:
        wrong["skal"] = _("Skriv varför.")
    if len(values["skal"]) > LONGEST_REASON:
        wrong["skal"] = _("Skälet får vara högst {most} tecken. Det här är {n}.").format(
            most=LONGEST_REASON, n=len(values["skal"])
        )
    return wrong


def _wrong_measure(catalogue: Catalogue, typed: Typed) -> dict[str, str]:
    wrong, owners = {}, label_owners(catalogue)
    for name in ("namn_sv", "namn_en"):
        if not 1 < len(typed.of(name)) <= LONGEST_NAME:
            wrong[name] = _("Skriv ett namn på högst {most} tecken.").format(most=LONGEST_NAME)
    for name, known in (("typ", _types(catalogue)), ("niva", LEVELS), ("enhet", UNITS), ("arbetssatt", APPROACHES)):
        if typed.of(name) not in known:
            wrong[name] = _("Välj i listan.")
    for name, labels in (
        ("namn_sv", [typed.of("namn_sv")]),
        ("namn_en", [typed.of("namn_en")]),
        ("ord_sv", _lines(typed.of("ord_sv"))),
        ("ord_en", _lines(typed.of("ord_en"))),
    ):
        told = next(filter(None, (_label_trouble(catalogue, owners, label) for label in labels)), None)
        if len(labels) > _MOST_LABELS:
            told = _("Skriv högst {most} ord.").format(most=_MOST_LABELS)
        if told and name not in wrong:
            wrong[name] = told
    if not typed.of("skal"):
        wrong["skal"] = _("Skriv varför.")
    elif len(typed.of("skal")) > LONGEST_REASON:
        wrong["skal"] = _("Skälet får vara högst {most} tecken. Det här är {n}.").format(
            most=LONGEST_REASON, n=len(typed.of("skal"))
        )
    return wrong


def _label_trouble(catalogue: Catalogue, owners: Mapping[str, str], label: str, own: str = "") -> str | None:
    """Return why the words cannot be a label, None where they can."""
    if len(label) < _SHORTEST and not (len(label) > 1 and label.isupper()):
        return _("”{label}” är för kort för att känna igen en åtgärd på.").format(label=label)
    if len(label) > LONGEST_NAME:
        return _("Orden får vara högst {most} tecken.").format(most=LONGEST_NAME)
    owner = owners.get(label.casefold())
    if owner is None or owner == own:
        return None
    return _("”{label}” är redan ett namn på {name}.").format(label=label, name=concept_name(owner, catalogue))


def _types(catalogue: Catalogue) -> list[str]:
    return [key for key, concept in catalogue.concepts.items() if concept.scheme == "measure_types"]


def _found(parts: Parts, candidate_id: str, acts: Sequence[CandidateAct]) -> tuple[Candidate | None, str]:
    """Return the candidate while it is open, and what it is called; raise NotFound for one that never was."""
    known_form("candidate", candidate_id)
    found = next((one for one in parts.search.candidates().candidates if one.id == candidate_id), None)
    if found is not None:
        return found, found.name
    own = [one for one in acts if one.candidate == candidate_id]
    if not own:
        raise NotFound(f"there is no candidate {candidate_id!r}")
    return None, own[-1].called


def _is_promoted(candidate_id: str, acts: Sequence[CandidateAct]) -> bool:
    fate = fates(acts).get(CandidateId(candidate_id))
    return fate is not None and fate.act is Act.PROMOTE


def _language(session: Session, found: Candidate) -> str:
    """Return the language that most of the documents that name it are in, English where nobody knows."""
    said = claims_of(session, [one.document for one in found.support], [ClaimKind.LANGUAGE])
    counted = Counter(claim.value for claims in said.values() for claim in claims if claim.value in LABEL_LANGUAGES)
    return str(counted.most_common(1)[0][0]) if counted else "en"


def _page(parts: Parts, render: Renderer, candidate_id: str, account: Account, typed: Typed) -> HTMLResponse:
    with parts.store.reading() as session:
        acts = candidate_acts(session)
        measures = promoted_measures(session)
        found, called = _found(parts, candidate_id, acts)
        spoken = _language(session, found) if found is not None else "en"
    page = parts.search.candidates()
    name = lambda key: concept_name(key, parts.catalogue).casefold()  # noqa: E731
    own = [one for one in acts if one.candidate == candidate_id]
    fate = fates(acts).get(CandidateId(candidate_id))
    return render.page(
        "candidate.html",
        status=422 if typed.wrong else 200,
        here="candidates",
        tab="candidates",
        id=candidate_id,
        found=found,
        called=called,
        spoken=spoken,
        documents=page.documents,
        others=[one for one in page.candidates if one.id != candidate_id],
        measures=sorted(parts.catalogue.measures, key=name),
        languages=LABEL_LANGUAGES,
        types=sorted(_types(parts.catalogue), key=name),
        levels=LEVELS,
        units=UNITS,
        approaches=APPROACHES,
        challenges=list(parts.catalogue.challenges),
        may_promote=account.may(Right.EDIT),
        fate=fate,
        set_up=next((one for one in measures if fate is not None and one.id == fate.value), None),
        live=fate is not None and fate.value in parts.catalogue.measures,
        history=own[::-1],
        typed=typed,
        wrong=typed.wrong,
    )
