"""One server and one browser for all tests here; a fresh, private window for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.integration.browser import world
from tests.integration.browser.pages import sign_in
from tests.integration.browser.world import PASSWORD
from tests.integration.chromium import installed, started
from tests.integration.serving import Server

_PATIENCE_MS = 20_000
expect.set_options(timeout=_PATIENCE_MS)

Open = Callable[..., Page]


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server with records of our own, read and indexed."""
    yield from world.world(Path(tmp_path_factory.mktemp("world")))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium."""
    program = installed()
    if program is None:
        pytest.skip("Chromium is not installed")
    with started(program) as browser:
        yield browser


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def script(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs scripts."""
    return bool(request.param)


@pytest.fixture
def window(browser: Browser, server: Server) -> Iterator[Open]:
    """Return what opens a window: `window(script=…, email=…, …)` gives a page, signed in where an address is given."""
    opened: list[BrowserContext] = []

    def open_window(*, script: bool = True, email: str | None = None, **options: Any) -> Page:
        context = browser.new_context(
            base_url=server.url, java_script_enabled=script, locale="sv-SE", accept_downloads=True, **options
        )
        context.set_default_timeout(_PATIENCE_MS)
        opened.append(context)
        page = context.new_page()
        if email:
            sign_in(page, email, PASSWORD)
        return page

    yield open_window
    for context in opened:
        context.close()
