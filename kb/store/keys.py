"""What documents can be recognised by: the keys that a batch of items may meet, read and written in few statements."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from kb.domain.likeness import Rule
from kb.store.tables import KeyRow

Key = tuple[Rule, str]
# So many documents with a text that did not join by it: it is boiler-plate, and one more need not be found by it.
CROWD = 20
_MANY = 500  # within every database's limit on parameters


class Keys:
    """The documents under each of some keys, and the keys that were added since."""

    def __init__(self, session: Session, wanted: Iterable[Key]) -> None:
        self._session = session
        self._documents: dict[Key, list[str]] = defaultdict(list)
        self._added: list[dict[str, str]] = []
        values: dict[Rule, set[str]] = defaultdict(set)
        for rule, value in wanted:
            values[rule].add(value)
        for rule, some in values.items():
            ordered = sorted(some)
            for first in range(0, len(ordered), _MANY):
                chunk = ordered[first : first + _MANY]
                query = select(KeyRow.value, KeyRow.document).where(KeyRow.kind == rule, KeyRow.value.in_(chunk))
                for value, document in session.execute(query):
                    self._documents[rule, value].append(document)

    @property
    def all_documents(self) -> set[str]:
        """The ids of all documents under any of the keys."""
        return {document for found in self._documents.values() for document in found}

    def documents(self, keys: Iterable[Key]) -> list[str]:
        """Return the ids of the documents under these keys, in their order."""
        return sorted({document for key in keys for document in self._documents.get(key, ())})

    def add(self, document: str, keys: Iterable[Key]) -> None:
        """Let the document be found under these keys from now on."""
        for rule, value in keys:
            known = self._documents[rule, value]
            if document not in known and (rule is not Rule.TEXT or len(known) < CROWD):
                known.append(document)
                self._added.append({"kind": rule, "value": value, "document": document})

    def write(self) -> None:
        """Write what was added; the documents must be there, or be waiting in the session."""
        self._session.flush()
        if self._added:
            # The bare table: as objects of the mapper they would cost twice as much, and there are many.
            self._session.execute(insert(KeyRow.__table__), self._added)  # type: ignore[arg-type]
            self._added = []
