"""Claims in the database."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.orm import Session

from kb.domain.claims import Claim, ClaimKind
from kb.store.tables import ClaimRow

_MANY = 500  # within every database's limit on parameters
_COLUMNS = (
    ClaimRow.document, ClaimRow.kind, ClaimRow.value, ClaimRow.step, ClaimRow.step_version, ClaimRow.start,
    ClaimRow.end, ClaimRow.confidence, ClaimRow.detail,
)  # fmt: skip


def claims_of(
    session: Session, documents: Iterable[str], kinds: Iterable[ClaimKind] | None = None
) -> dict[str, list[Claim]]:
    """Return the claims about each of these documents in their order, of all kinds or of these."""
    wanted, found = sorted(set(documents)), dict[str, list[Claim]]()
    # Of the two indexes SQLite would take the one on kinds, and read the claims of all documents.
    unindexed = ClaimRow.kind.concat("")
    limited: list[ColumnElement[bool]] = [] if kinds is None else [unindexed.in_([kind.value for kind in kinds])]
    for first in range(0, len(wanted), _MANY):
        chunk = wanted[first : first + _MANY]
        rows = session.execute(
            select(*_COLUMNS).where(ClaimRow.document.in_(chunk), *limited).order_by(ClaimRow.document, ClaimRow.number)
        )
        for row in rows:
            found.setdefault(row.document, []).append(_claim(row))
    return found


def write_claims(session: Session, claims: Mapping[str, Sequence[Claim]]) -> None:
    """Let these be the claims about each document, in place of those that were there."""
    session.execute(delete(ClaimRow).where(ClaimRow.document.in_(list(claims))))
    rows = [
        {
            "document": document,
            "number": number,
            "kind": claim.kind,
            "value": claim.value,
            "start": claim.start,
            "end": claim.end,
            "confidence": claim.confidence,
            "step": claim.step,
            "step_version": claim.step_version,
            "detail": dict(claim.detail),
        }
        for document, found in claims.items()
        for number, claim in enumerate(found)
    ]
    if rows:
        session.execute(insert(ClaimRow), rows)


def _claim(row: Any) -> Claim:
    return Claim(
        kind=ClaimKind(row.kind),
        value=row.value,
        step=row.step,
        step_version=row.step_version,
        start=row.start,
        end=row.end,
        confidence=row.confidence,
        detail=tuple(sorted(row.detail.items())) if row.detail else (),
    )
