"""What crawls came to, and the pages they fetched."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from kb.domain.addresses import address_key
from kb.domain.claims import ClaimKind
from kb.domain.documents import SourceId
from kb.domain.judgements import ANALYST
from kb.store.sources import Verdict
from kb.store.tables import ClaimRow, CrawlRow, DocumentRow, PageRow, RecordRow


@dataclass(frozen=True, slots=True)
class Crawl:
    """One crawl of a source. `items` are those that it lists, `passed_over` those left out as far from the field.

    `median_length` is in characters; `in_language` the share of its documents in a language of the source. None:
    too few documents to tell.
    """

    source: SourceId
    started_at: datetime
    ended_at: datetime
    verdict: Verdict
    detail: str = ""
    items: int = 0
    new: int = 0
    changed: int = 0
    refused: int = 0
    passed_over: int = 0
    requests: int = 0
    median_length: int | None = None
    in_language: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page or file of a source as it was last fetched; `blob` holds its bytes, `status` is the HTTP answer.

    `role` is list, item or pdf.
    """

    role: str
    address: str
    asked_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    blob: str | None = None
    status: int = 200


@dataclass(frozen=True, slots=True)
class Yield:
    """What a source has given: documents that rest on it, and those of them about the field.

    `alone` are documents that no other source gave. `newest` is when it last gave a new item, or new words for one,
    whoever gave the document first. `accepted` are documents that a person has said are about the field.
    """

    documents: int = 0
    relevant: int = 0
    alone: int = 0
    newest: datetime | None = None
    accepted: int = 0


def add_crawl(session: Session, crawl: Crawl) -> None:
    """Store what a crawl came to."""
    said = {part.name: getattr(crawl, part.name) for part in fields(Crawl)}
    session.add(CrawlRow(**said | {"detail": crawl.detail[:500]}))


def crawls_of(session: Session, source: SourceId, limit: int = 20) -> list[Crawl]:
    """Return the latest crawls of the source, newest first."""
    rows = session.scalars(select(CrawlRow).where(CrawlRow.source == source).order_by(CrawlRow.id.desc()).limit(limit))
    return [_crawl(row) for row in rows]


def pages_of(session: Session, source: SourceId) -> dict[str, Page]:
    """Return the pages of the source that were fetched, by their address, longest unasked first."""
    rows = session.scalars(select(PageRow).where(PageRow.source == source).order_by(PageRow.asked_at, PageRow.key))
    return {
        row.address: Page(row.role, row.address, row.asked_at, row.etag, row.last_modified, row.blob, row.status)
        for row in rows
    }


def save_pages(session: Session, source: SourceId, pages: Iterable[Page]) -> None:
    """Store the pages in place of what was known of their addresses."""
    for page in pages:
        session.merge(
            PageRow(
                source=source,
                key=hashlib.sha256(address_key(page.address).encode()).hexdigest()[:32],
                role=page.role,
                address=page.address,
                etag=page.etag,
                last_modified=page.last_modified,
                blob=page.blob,
                status=page.status,
                asked_at=page.asked_at,
            )
        )


def yields(session: Session) -> Mapping[SourceId, Yield]:
    """Return what each source has given, by its id; deleted documents do not count."""
    deleted = select(DocumentRow.id).where(DocumentRow.deleted_at.is_not(None))
    given = (
        select(RecordRow.source, RecordRow.document, func.max(RecordRow.changed_at).label("changed_at"))
        .where(RecordRow.withdrawn_at.is_(None), RecordRow.document.not_in(deleted))
        .group_by(RecordRow.source, RecordRow.document)
        .cte("given")
    )
    # Asked of as lists: joined, SQLite goes through all of one for each of the other (1.7 s for 8,000 documents).
    shared = select(given.c.document).group_by(given.c.document).having(func.count() > 1)
    relevant = select(ClaimRow.document).where(ClaimRow.kind == ClaimKind.RELEVANCE, ClaimRow.value == "relevant")
    accepted = relevant.where(ClaimRow.step == ANALYST)
    rows = session.execute(
        select(
            given.c.source,
            func.count(),
            func.count(case((given.c.document.in_(relevant), 1))),
            func.count(case((given.c.document.not_in(shared), 1))),
            func.max(given.c.changed_at),
            func.count(case((given.c.document.in_(accepted), 1))),
        ).group_by(given.c.source)
    )
    return {SourceId(source): Yield(*counted) for source, *counted in rows}


def _crawl(row: CrawlRow) -> Crawl:
    said = {part.name: getattr(row, part.name) for part in fields(Crawl)}
    return Crawl(**said | {"source": SourceId(row.source), "verdict": Verdict(row.verdict)})
