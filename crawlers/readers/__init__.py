"""Pure functions from bytes to RawDocuments, one module a format. `reading.read` is the way in."""

from crawlers.readers.reading import Kind, Reading, Refusal, read

__all__ = ["Kind", "Reading", "Refusal", "read"]
