"""The application over real records, a real index and a real searcher, for the pages that analysts work on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from httpx2 import Response
from starlette.testclient import TestClient

from kb.domain.accounts import Account, Role
from kb.domain.documents import DocumentId
from kb.store import Store
from search_api.app import create_app
from tests.unit.kb.search_world import CATALOGUE, NOW, World
from tests.unit.search_api.made_up import SITE, signed_in
from tests.unit.search_api.made_up_status import made_up_status


class Workplace:
    """A world with the application over it; each person has a browser of her own."""

    def __init__(self, folder: Path) -> None:
        store = Store(f"sqlite:///{folder}/utblick.sqlite3")
        store.migrate()
        self.world = World(folder, store)
        self.store = store
        self.document = DocumentId("")  # the one that a test is about

    def open(self, *, indexed: bool = False) -> None:
        """Make the application over what has been put in; `indexed`: questions are asked too."""
        if indexed:
            self.world.build()
        self.app = create_app(
            self.world.searcher,
            CATALOGUE,
            store=self.store,
            site_url=SITE,
            status=made_up_status,
            version="9.9.9",
            today=NOW.date,
        )

    def follow(self) -> None:
        """Bring the index up to the records, as the server does all the time."""
        assert self.world.index is not None
        self.world.projection.follow(self.world.index)

    def person(self, name: str, role: Role = Role.ANALYST) -> tuple[TestClient, Account]:
        """Return a browser that somebody is signed in with."""
        client = TestClient(self.app, raise_server_exceptions=True)
        return client, signed_in(client, role, name)

    def close(self) -> None:
        """Let go of the index and the records."""
        self.world.home.close()
        self.store.close()


def sent(client: TestClient, path: str, form: dict[str, str]) -> Response:
    """Send a form as a browser does, and return the page that it leads to.

    The client itself would follow without the cookie: its header is not its own.
    """
    answer = client.post(path, data=form, follow_redirects=False)
    return client.get(answer.headers["location"]) if answer.status_code == 303 else answer


@contextmanager
def a_workplace() -> Iterator[Workplace]:
    """Give a workplace in a folder of its own."""
    with TemporaryDirectory(prefix="utblick-test-") as folder:
        place = Workplace(Path(folder))
        try:
            yield place
        finally:
            place.close()
