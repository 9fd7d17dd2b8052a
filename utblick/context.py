"""What a command works with, opened when first asked for: also imported only then, so that --help is quick."""

from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from kb.errors import Misconfigured
from utblick import logs

if TYPE_CHECKING:
    from kb.catalogue import Catalogue
    from kb.store import Store
    from kb.store.blobs import Blobs
    from utblick.settings import Settings


class Context:
    """Settings and the parts made from them; one a process."""

    def __init__(self, settings: "Settings | None" = None) -> None:
        from utblick.settings import read_settings

        self.settings = settings or read_settings()
        logs.configure(self.settings.log_level)

    @cached_property
    def store(self) -> "Store":
        """The records, with the schema brought up to date."""
        self.prepare_folder()
        store = self.open_store()
        store.migrate()
        return store

    @cached_property
    def blobs(self) -> "Blobs":
        """The kept bytes."""
        from kb.store.blobs import Blobs

        self.prepare_folder()
        try:
            return Blobs(self.settings.kept_bytes_url)
        except (ValueError, ImportError) as error:  # as fsspec says "Protocol not known" and "Install s3fs"
            raise Misconfigured(f"UTBLICK_BLOBS_URL names a place that cannot be used: {error}") from error

    @cached_property
    def shipped(self) -> "Catalogue":
        """The facts shipped with the package, with the register of sources."""
        from crawlers.register import load_register
        from kb.catalogue import load_catalogue

        return load_catalogue().with_sources(load_register())

    @cached_property
    def catalogue(self) -> "Catalogue":
        """The facts shipped with the package, and the measures that analysts set up."""
        if not self._has_records():
            return self.shipped
        from kb.catalogue import with_promoted
        from kb.store.promoted import labels_given, promoted_measures

        with self.store.reading() as session:
            return with_promoted(self.shipped, promoted_measures(session), labels_given(session))

    def _has_records(self) -> bool:
        """Return whether there is a database: a command that only reads the catalogue should not make one."""
        if self.settings.database_url or "store" in vars(self):
            return True
        return (self.settings.data / "utblick.sqlite3").exists()

    def open_store(self) -> "Store":
        """Return the records as they are, whatever their schema."""
        from kb.store import Store

        try:
            return Store(self.settings.store_url)
        except ValueError as error:
            raise Misconfigured("UTBLICK_DATABASE_URL cannot be read: its port is no number") from error

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    def prepare_folder(self) -> None:
        """Make the data folder; raise Misconfigured when that cannot be done."""
        try:
            self.settings.data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Misconfigured(f"the data folder {self.settings.data} cannot be made: {error.strerror}") from error
