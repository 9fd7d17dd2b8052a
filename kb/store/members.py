"""The records that documents rest on: what has to be known of them to tell whether one more belongs to them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.domain.documents import IMPORTED, RawDocument
from kb.domain.likeness import Rule, Traits, traits_of
from kb.domain.titles import are_two
from kb.store.editing import MERGED, WITHDRAWN, item_of
from kb.store.tables import DocumentRow, RecordRow

_MANY = 500  # within every database's limit on parameters


@dataclass(frozen=True, slots=True)
class _Member:
    source: str
    external_id: str | None
    title: str | None


class Members:
    """The records of some documents, read in few queries, and those that were added since."""

    def __init__(self, session: Session, documents: Collection[str]) -> None:
        self._members: dict[str, dict[str, _Member]] = defaultdict(dict)
        self._faces: dict[str, dict[str, Traits]] = defaultdict(dict)
        ordered = sorted(documents)
        columns = (RecordRow.document, RecordRow.id, RecordRow.source, RecordRow.external_id)
        wide = DocumentRow.deleted_at.is_not(None) & DocumentRow.deleted_why.is_distinct_from(WITHDRAWN)
        for first in range(0, len(ordered), _MANY):
            some = RecordRow.document.in_(ordered[first : first + _MANY])
            for document, key, *member in session.execute(
                select(*columns, RecordRow.stated["title"].as_string()).where(some)
            ):
                self._members[document][key] = _Member(*member)
            for document, key, stated in session.execute(
                select(RecordRow.document, RecordRow.id, RecordRow.stated)
                .join(DocumentRow, DocumentRow.id == RecordRow.document)
                .where(some, (RecordRow.matched_by == MERGED) | wide)
                .order_by(RecordRow.id)
            ):
                if stated is not None:
                    self._faces[document][key] = traits_of(item_of(stated))

    def remember(self, document: DocumentRow, record: RecordRow, traits: Traits) -> None:
        """Note what a record of the document says from now on."""
        self._members[document.id][record.id] = _Member(record.source, record.external_id, traits.title)
        deleted_by_hand = document.deleted_at is not None and document.deleted_why != WITHDRAWN
        if record.matched_by == MERGED or deleted_by_hand:
            self._faces[document.id][record.id] = traits

    def faces(self, document: str) -> Iterable[Traits]:
        """Return what an item may be like in place of what the document shows.

        Usually there is nothing: chains of likeness would join what is not alike. But what a person merged is one
        thing under each of its titles, and what a person deleted must not slip in by one.
        """
        return self._faces[document].values()

    def would_mix(self, title: str, document: str) -> bool:
        """Return whether a title and that of a record tell two of a series, of which the document can hold one.

        Two towns that each have the text of the report on both must not meet in that report.
        """
        known = self._members[document].values()
        return not self._faces[document] and any(one.title is not None and are_two(title, one.title) for one in known)

    def has_rival(self, rule: Rule, item: RawDocument, document: str) -> bool:
        """Return whether the source has given the document another item, by an id of its own; see `likeness`."""
        others = [one.external_id for one in self._members[document].values() if one.source == item.source]
        if rule is Rule.TITLE:
            return any(other is not None and other != item.external_id for other in others)
        if item.source.startswith(IMPORTED):  # the number of an entry in a file is no id
            return False
        if rule is Rule.TEXT:
            return bool(others)
        return item.external_id is not None and any(other not in (None, item.external_id) for other in others)
