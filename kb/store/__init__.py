"""The records: what SQL holds. Repositories take a session and never commit; the edge owns the transaction."""

from kb.store.database import Store

__all__ = ["Store"]
