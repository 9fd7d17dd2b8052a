"""The tables. Rows never leave `kb.store`."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, MetaData, String, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from kb.store.columns import UtcDateTime


class Base(DeclarativeBase):
    """What all tables share: constraint names that migrations can refer to."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: UtcDateTime(), list[str]: JSON(), list[int]: JSON()}


class CounterRow(Base):
    """The global revision number. Its row lock makes revisions appear in the order of commits."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int]


class DocumentRow(Base):
    """A document in its current version. `read_by` names the steps that have read it; None: not yet.

    `thesaurus` is the version of the thesaurus it was read with; `study` the study it tells of, and why.

    `merged_into`: the document that a person moved all its records to. It is deleted then, and keeps its versions.
    """

    __tablename__ = "document"
    # All that is needed to count who waits: the texts stand between these columns in the row. Partial, for with
    # `deleted_at` as its first column SQLite took it for `id IN (…) AND deleted_at IS NULL` and read all documents.
    __table_args__ = (
        Index(
            "ix_document_unread", "read_by", "thesaurus", "version", "id",
            sqlite_where=text("deleted_at IS NULL"), postgresql_where=text("deleted_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    revision: Mapped[int] = mapped_column(index=True)
    version: Mapped[int]
    source: Mapped[str] = mapped_column(String(80), index=True)
    title: Mapped[str]
    text: Mapped[str]
    words_key: Mapped[str] = mapped_column(String(32))
    address: Mapped[str | None]
    doi: Mapped[str | None]
    authors: Mapped[list[str]]
    published: Mapped[date | None]
    year: Mapped[int | None]
    declared_language: Mapped[str | None] = mapped_column(String(40))
    kind: Mapped[str | None]
    terms: Mapped[list[str]]
    licence: Mapped[str | None]
    date_found: Mapped[bool]
    page_starts: Mapped[list[int]]
    found_at: Mapped[datetime] = mapped_column(index=True)
    deleted_at: Mapped[datetime | None]
    deleted_why: Mapped[str | None]
    merged_into: Mapped[str | None] = mapped_column(String(20))
    read_by: Mapped[str | None] = mapped_column(String(80))
    thesaurus: Mapped[str | None] = mapped_column(String(16))
    study: Mapped[str | None] = mapped_column(String(20), index=True)
    study_reason: Mapped[str | None]


class VersionRow(Base):
    """The words of a document at one time; kept for ever."""

    __tablename__ = "version"

    document: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    text: Mapped[str]
    words_key: Mapped[str] = mapped_column(String(32))
    found_at: Mapped[datetime]


class RecordRow(Base):
    """One item of one source and the document it belongs to, with the reason (`matched_by`, in words: `reason`).

    `stated` is what the item itself says, so that it can found a document of its own again; None for items taken
    in before that was kept. `withdrawn_at`: since when its source says that it has taken it back.
    """

    __tablename__ = "record"

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    document: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    source: Mapped[str] = mapped_column(String(80), index=True)
    external_id: Mapped[str | None]
    address: Mapped[str | None]
    words_key: Mapped[str] = mapped_column(String(32))
    blob: Mapped[str | None] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(40))
    matched_by: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None]
    stated: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    withdrawn_at: Mapped[datetime | None]
    found_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class KeyRow(Base):
    """What a document can be recognised by: `kind` is address, doi, title or text."""

    __tablename__ = "document_key"

    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)


class ClaimRow(Base):
    """A claim about the current version of a document."""

    __tablename__ = "claim"
    __table_args__ = (Index("ix_claim_kind_value", "kind", "value"),)

    document: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    value: Mapped[str | None] = mapped_column(String(80))
    start: Mapped[int | None]
    end: Mapped[int | None]
    confidence: Mapped[float]
    step: Mapped[str] = mapped_column(String(40))
    step_version: Mapped[str] = mapped_column(String(40))
    detail: Mapped[dict[str, str]] = mapped_column(JSON)


class ThesaurusRow(Base):
    """A thesaurus that documents were read with: what each concept then was, so that a change can be told."""

    __tablename__ = "thesaurus"

    version: Mapped[str] = mapped_column(String(16), primary_key=True)
    concepts: Mapped[dict[str, Any]] = mapped_column(JSON)


class StudyKeyRow(Base):
    """Under what documents that tell of one study find each other; `kind` is a `StudyRule`."""

    __tablename__ = "study_key"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(String(200), primary_key=True)
    document: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True, index=True)


class JudgementRow(Base):
    """What a person decided about a reading. Rows are added and never changed: see `kb.domain.judgements`."""

    __tablename__ = "judgement"
    __table_args__ = (Index("ix_judgement_about", "subject", "about"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(20))
    about: Mapped[str] = mapped_column(String(80))
    context: Mapped[str | None] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(30))
    value: Mapped[str | None] = mapped_column(String(80))
    act: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str]
    author: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime]
    start: Mapped[int | None]
    end: Mapped[int | None]
    version: Mapped[int | None]
    words: Mapped[str | None]
    detail: Mapped[dict[str, str]] = mapped_column(JSON)


class CandidateRow(Base):
    """A candidate for a new measure as it was last reckoned; `place` is its place in the list."""

    __tablename__ = "candidate"

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    place: Mapped[int]
    found: Mapped[dict[str, Any]] = mapped_column(JSON)


class CandidateRunRow(Base):
    """When candidates were last reckoned, also where none were found: one row."""

    __tablename__ = "candidate_run"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[datetime]


class ModelRow(Base):
    """An embedding model that has been used, as it is loaded and asked; `answers`: searches go to its vectors."""

    __tablename__ = "model"

    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    dimension: Mapped[int]
    setting: Mapped[str | None]
    passage_prompt: Mapped[str]
    query_prompt: Mapped[str]
    multilingual: Mapped[bool]
    answers: Mapped[bool]
    used_at: Mapped[datetime]


class EmbeddingRow(Base):
    """How far a model has come with a document: it has cut this version, and `embedded` its passages or not yet."""

    __tablename__ = "embedding"

    document: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    model: Mapped[str] = mapped_column(String(200), primary_key=True)
    version: Mapped[int]
    embedded: Mapped[bool]


class PassageRow(Base):
    """A passage as a model reads it, and its vector (float32, little-endian) once that model has embedded it."""

    __tablename__ = "passage"

    document: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    model: Mapped[str] = mapped_column(String(200), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    vector: Mapped[bytes | None] = mapped_column(LargeBinary)


class SourceStateRow(Base):
    """What we know of a source from having crawled it."""

    __tablename__ = "source_state"

    source: Mapped[str] = mapped_column(String(80), primary_key=True)
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    last_attempt: Mapped[datetime | None]
    last_success: Mapped[datetime | None]
    failures: Mapped[int]
    due: Mapped[datetime | None]
    verdict: Mapped[str | None] = mapped_column(String(40))
    detail: Mapped[str | None]
    items: Mapped[int | None]
    failing_since: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    paused_why: Mapped[str | None]
    habit_from: Mapped[datetime | None]
    cursor: Mapped[str | None]


class CrawlRow(Base):
    """One crawl of a source and what it came to."""

    __tablename__ = "crawl"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(80), index=True)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    verdict: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str]
    items: Mapped[int]
    new: Mapped[int]
    changed: Mapped[int]
    refused: Mapped[int]
    passed_over: Mapped[int]
    requests: Mapped[int]
    median_length: Mapped[int | None]
    in_language: Mapped[float | None]


class PageRow(Base):
    """A page of a list, an item's page or its PDF: what to compare by, and the bytes that came last."""

    __tablename__ = "page"

    source: Mapped[str] = mapped_column(String(80), primary_key=True)
    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    role: Mapped[str] = mapped_column(String(10))
    address: Mapped[str]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    blob: Mapped[str | None] = mapped_column(String(64))
    status: Mapped[int]
    asked_at: Mapped[datetime]


class LeaseRow(Base):
    """Who works on something that only one may work on, and until when that holds without news."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(255), primary_key=True)
    owner: Mapped[str] = mapped_column(String(200))
    until: Mapped[datetime]


class SubscriberRow(Base):
    """Somebody who gets the weekly digest; an administrator's also tells of sources that need looking after."""

    __tablename__ = "subscriber"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    language: Mapped[str] = mapped_column(String(2))
    administrator: Mapped[bool]
    since: Mapped[datetime]
    ended: Mapped[datetime | None]


class SubscriptionRow(Base):
    """A challenge that a subscriber follows, since when, and its place in her own order."""

    __tablename__ = "subscription"

    subscriber: Mapped[int] = mapped_column(ForeignKey("subscriber.id", ondelete="CASCADE"), primary_key=True)
    challenge: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int]
    since: Mapped[datetime]


class DeliveryRow(Base):
    """One digest to one subscriber. `state` is a `DeliveryState`; `attempts` counts hand-overs without an answer.

    `notices` are the sources that it tells an administrator of, as they were when it was planned.
    """

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("subscriber", "week"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subscriber: Mapped[int] = mapped_column(ForeignKey("subscriber.id", ondelete="CASCADE"))
    week: Mapped[str] = mapped_column(String(8), index=True)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    state: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int]
    detail: Mapped[str | None]
    notices: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    planned_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class DeliveryItemRow(Base):
    """An item in a digest. A subscriber gets a document once, in whatever week."""

    __tablename__ = "delivery_item"
    __table_args__ = (UniqueConstraint("subscriber", "document"),)

    delivery: Mapped[int] = mapped_column(ForeignKey("delivery.id", ondelete="CASCADE"), primary_key=True)
    document: Mapped[str] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    subscriber: Mapped[int] = mapped_column(ForeignKey("subscriber.id", ondelete="CASCADE"))
    challenges: Mapped[list[str]]
