"""Items and runs for the tests of taking in."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from kb.domain.documents import RawDocument, SourceId
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.documents import State, standing
from kb.store.editing import item_of
from kb.store.ingest import Ingested, ingest
from kb.store.tables import RecordRow

NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
TEXT = "Sixty street corners were lit at night and the burglaries near them were counted for a year."


def raw(title: str = "Street lighting and burglary in two towns", **fields: Any) -> RawDocument:
    given: dict[str, Any] = {"source": SourceId("journal"), "text": TEXT, "content": b"raw bytes"} | fields
    return RawDocument(title=title, **given)


_RUNS = count()


def take(store: Store, blobs: Blobs, *items: RawDocument) -> list[Ingested]:
    """Take in the items in a run of their own, a minute after the one before."""
    with store.writing() as session:
        return ingest(session, items, blobs, NOW + timedelta(minutes=next(_RUNS)))


# Long enough to be recognised by, and with no sentence twice.
LONG = (
    "For a year the lamps of three towns were dimmed after two in the morning, street by street and in an order "
    "that was drawn by lot. Police officers counted burglaries, thefts from cars and calls about people who felt "
    "unsafe on their way home. Residents were asked in spring and again in autumn what they had seen of it. "
    "Neither burglaries nor thefts rose where it was dark, and fewer calls came from the streets whose lamps were "
    "only half dimmed. The municipalities have saved a third of the current, and they will go on with it until "
    "the winter after next."
)


def state_of(store: Store, document: str) -> State:
    with store.reading() as session:
        return standing(session, document).state


def stated_in(store: Store, document: str) -> list[RawDocument]:
    with store.reading() as session:
        rows = session.scalars(select(RecordRow).where(RecordRow.document == document).order_by(RecordRow.found_at))
        return [item_of(row.stated) for row in rows if row.stated is not None]
