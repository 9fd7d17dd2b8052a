"""What a command works with, opened when first asked for."""

from datetime import UTC, datetime
from functools import cached_property

from kb.catalogue import Catalogue, load_catalogue
from kb.errors import Misconfigured
from kb.store import Store
from kb.store.blobs import Blobs
from utblick import logs
from utblick.settings import Settings, read_settings


class Context:
    """Settings and the parts made from them; one a process."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or read_settings()
        logs.configure(self.settings.log_level)

    @cached_property
    def store(self) -> Store:
        """The records, with the schema brought up to date."""
        self.prepare_folder()
        store = Store(self.settings.store_url)
        store.migrate()
        return store

    @cached_property
    def blobs(self) -> Blobs:
        """The kept bytes."""
        self.prepare_folder()
        return Blobs(self.settings.kept_bytes_url)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The facts shipped with the package."""
        return load_catalogue()

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    def prepare_folder(self) -> None:
        """Make the data folder; raise Misconfigured when that cannot be done."""
        try:
            self.settings.data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Misconfigured(f"the data folder {self.settings.data} cannot be made: {error.strerror}") from error
