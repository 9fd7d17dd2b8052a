"""Screenshots of every page at two widths, to be looked at; and the four that the documentation shows.

    python -m tests.integration.browser.screenshots FOLDER [--data DATA] [--docs docs/screenshots]

With `--data`, of a data folder that is read and indexed (its server must not run; an administrator is added to it, so
give a copy); else of records of our own. Those of the documentation are always of our own records.
"""

import argparse
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.integration.browser.pages import public_pages, sign_in, working_pages
from tests.integration.browser.world import ADMIN, PASSWORD, RECORDS, world
from tests.integration.chromium import installed, started
from tests.integration.serving import Server

WIDTHS = (1280, 390)
_BEST = {
    "sok": "/sok?q=skjutningar",
    "atgard": "/atgarder/mentoring",
    "kunskapsluckor": "/kunskapsluckor#karta",
    "granska": "/granska",
}
_BEST_HEIGHT = 1100


@contextmanager
def _serving(data: Path | None) -> Iterator[Server]:
    if data is None:
        with tempfile.TemporaryDirectory() as folder:
            yield from world(Path(folder), RECORDS)
        return
    server = Server(data.resolve())
    server.run("user", "add", ADMIN, "--name", "Ada Admin", "--role", "admin", "--password-stdin", typed=PASSWORD)
    server.start()
    server.wait_until(lambda status: status["model_ready"] and not status["behind"])
    try:
        yield server
    finally:
        server.stop()


def _windows(browser: Browser, server: Server, width: int) -> tuple[Page, Page]:
    """Return a window of nobody and one of an administrator."""
    reader, worker = (
        browser.new_page(base_url=server.url, viewport={"width": width, "height": 900}, locale="sv-SE")
        for _ in range(2)
    )
    sign_in(worker, ADMIN, PASSWORD)
    return reader, worker


def take_all(browser: Browser, server: Server, folder: Path) -> int:
    """Write a picture of each page, whole, in Swedish at two widths and in English at the wider; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    for width in WIDTHS:
        reader, worker = _windows(browser, server, width)
        for page, paths in ((reader, public_pages(server)), (worker, working_pages(server))):
            for language in ("", "/en") if width == WIDTHS[0] else ("",):
                for path in paths:
                    page.goto(language + path)
                    name = re.sub(r"[^a-z0-9]+", "-", (language + path).lower()).strip("-") or "start"
                    page.screenshot(path=folder / f"{name[:60]}-{width}.png", full_page=True)
                    taken += 1
    return taken


def take_best(browser: Browser, server: Server, folder: Path) -> None:
    """Write the four pictures of the documentation."""
    folder.mkdir(parents=True, exist_ok=True)
    reader, worker = _windows(browser, server, WIDTHS[0])
    for name, path in _BEST.items():
        page = worker if path == "/granska" else reader
        page.goto(path)
        page.screenshot(
            path=folder / f"{name}.png",
            clip={"x": 0, "y": 0, "width": WIDTHS[0], "height": _BEST_HEIGHT},
            full_page=True,
        )


def main() -> None:
    """Take the pictures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--data", type=Path)
    arguments.add_argument("--docs", type=Path)
    asked = arguments.parse_args()
    with started(installed()) as browser:
        with _serving(asked.data) as server:
            print(f"{take_all(browser, server, asked.folder)} pictures in {asked.folder}")  # noqa: T201
            if asked.docs and asked.data is None:
                take_best(browser, server, asked.docs)
        if asked.docs and asked.data is not None:
            with _serving(None) as server:
                take_best(browser, server, asked.docs)


if __name__ == "__main__":
    main()
