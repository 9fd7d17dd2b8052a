"""Documents by what was read in them, when nothing is asked in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from kb.domain.claims import ClaimKind, StudyDesign
from kb.domain.documents import DocumentId
from kb.store.found import surely
from kb.store.tables import ClaimRow, DocumentRow, VersionRow


class Order(StrEnum):
    """NEWEST: by year, unknown last, then by when it was found. STRONGEST: by study design, then as NEWEST."""

    NEWEST = "newest"
    STRONGEST = "strongest"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents: for each pair any of the values of that kind; of no value, none. Years are inclusive."""

    claimed: tuple[tuple[ClaimKind, frozenset[str]], ...] = ()
    sources: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class News:
    """A document with the time since when its words are these; `version` 1: since it was found."""

    document: DocumentId
    at: datetime
    version: int


def select_documents(
    session: Session, wanted: Wanted, order: Order, offset: int, limit: int
) -> tuple[list[DocumentId], int]:
    """Return the ids of a page of the documents that pass, in order, and how many pass in all."""
    conditions = _conditions(wanted)
    ordered = select(DocumentRow.id).where(*conditions)
    newest = (DocumentRow.year.desc().nulls_last(), DocumentRow.found_at.desc(), DocumentRow.id)
    if order is Order.STRONGEST:
        places = {design.value: place for place, design in enumerate(StudyDesign)}
        design = (
            select(ClaimRow.document, func.min(case(places, value=ClaimRow.value, else_=len(places))).label("place"))
            .where(ClaimRow.kind == ClaimKind.STUDY_DESIGN, ClaimRow.value.is_not(None))
            .group_by(ClaimRow.document)
            .subquery()
        )
        joined = ordered.outerjoin(design, design.c.document == DocumentRow.id)
        ordered = joined.order_by(design.c.place.asc().nulls_last(), *newest)
    else:
        ordered = ordered.order_by(*newest)
    ids = session.scalars(ordered.offset(offset).limit(limit))
    total = session.scalar(select(func.count()).select_from(DocumentRow).where(*conditions)) or 0
    return [DocumentId(found) for found in ids], total


def select_news(
    session: Session,
    since: datetime,
    wanted: Wanted,
    offset: int,
    limit: int,
    among: Collection[str] | None = None,
) -> tuple[list[News], int]:
    """Return a page of the documents whose words are new since then, newest first, and how many there are in all.

    `among`: only these documents.
    """
    at = case((DocumentRow.version > 1, _latest), else_=DocumentRow.found_at)
    conditions = [_recent(since), *_conditions(wanted)]
    if among is not None:
        conditions.append(DocumentRow.id.in_(sorted(among)))
    rows = session.execute(
        select(DocumentRow.id, at, DocumentRow.version)
        .where(*conditions)
        .order_by(at.desc(), DocumentRow.id)
        .offset(offset)
        .limit(limit)
    )
    total = session.scalar(select(func.count()).select_from(DocumentRow).where(*conditions)) or 0
    return [News(DocumentId(document), found, version) for document, found, version in rows], total


def count_news(session: Session, since: datetime, wanted: Wanted, kind: ClaimKind) -> dict[str, int]:
    """Return for each value of a kind of claim how many documents have it whose words are new since then."""
    counted = (
        select(ClaimRow.value, func.count(ClaimRow.document.distinct()))
        .join(DocumentRow, DocumentRow.id == ClaimRow.document)
        .where(_recent(since), *_conditions(wanted), ClaimRow.kind == kind, ClaimRow.value.is_not(None))
        .where(ClaimRow.confidence >= surely(kind))
        .group_by(ClaimRow.value)
    )
    return {value: count for value, count in session.execute(counted) if value is not None}


_latest = (
    select(VersionRow.found_at)
    .where(VersionRow.document == DocumentRow.id, VersionRow.number == DocumentRow.version)
    .scalar_subquery()
)


def _recent(since: datetime) -> ColumnElement[bool]:
    # The first is indexed; documents that have changed are few.
    return or_(DocumentRow.found_at >= since, (DocumentRow.version > 1) & (_latest >= since))


def _conditions(wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [DocumentRow.deleted_at.is_(None)]
    for kind, values in wanted.claimed:
        claimed = select(ClaimRow.document).where(ClaimRow.kind == kind, ClaimRow.value.in_(sorted(values)))
        if surely(kind):
            claimed = claimed.where(ClaimRow.confidence >= surely(kind))
        conditions.append(DocumentRow.id.in_(claimed))
    if wanted.sources:
        conditions.append(DocumentRow.source.in_(wanted.sources))
    if wanted.first_year is not None:
        conditions.append(DocumentRow.year >= wanted.first_year)
    if wanted.last_year is not None:
        conditions.append(DocumentRow.year <= wanted.last_year)
    return conditions
