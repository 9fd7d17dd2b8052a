"""Hostile records: on no page, feed or export does anything of them run or break out."""

import pytest
from playwright.sync_api import ConsoleMessage, Dialog, Page, Request

from tests.integration.browser.conftest import Open
from tests.integration.browser.pages import public_pages, working_pages
from tests.integration.browser.world import ADMIN
from tests.integration.serving import Server

_MARKUP = """
[...document.querySelectorAll('script:not([src^="/utblick.js"]), iframe, object, embed, style, img')].concat(
  [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on')
    || (['href', 'src', 'action', 'xlink:href'].includes(a.name) && /^\\s*(javascript|data):/i.test(a.value)))))
  .map(e => e.outerHTML.slice(0, 120))
"""


class Listener:
    """Hears every script that runs, every dialogue, and every request that leaves for elsewhere."""

    def __init__(self, page: Page, home: str) -> None:
        self.heard: list[str] = []
        self._home = home
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.heard.append(f"error: {error}"))

    def _dialog(self, dialog: Dialog) -> None:
        self.heard.append(f"dialogue: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self._home):
            self.heard.append(f"request: {request.url[:200]}")

    def _console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "RAN" in message.text:
            self.heard.append(f"console: {message.text[:300]}")


@pytest.mark.parametrize("language", ["", "/en"])
def test_nothing_of_a_hostile_record_runs_on_any_page(server: Server, window: Open, language: str) -> None:
    page = window(email=ADMIN)
    listener = Listener(page, server.url)
    for path in [*public_pages(server), *working_pages(server), "/sok?q=%3Cscript%3Ealert('RAN')%3C/script%3E"]:
        page.goto(language + path)
        assert page.title() != "RAN", path
        assert page.evaluate(_MARKUP) == [], path
        assert listener.heard == [], path


@pytest.mark.parametrize(
    "path", ["documents.atom", "measures.atom", "documents.csv", "documents.jsonl", "documents.bib", "documents.ris"]
)
def test_nothing_of_a_hostile_record_runs_from_a_feed_or_a_file(server: Server, window: Open, path: str) -> None:
    page = window()
    listener = Listener(page, server.url)
    answer = page.request.get(f"/api/v1/{path}?q=mentorskap")
    assert answer.status == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    said = answer.text()
    assert not [line for line in said.splitlines() if path.endswith("csv") and line.startswith(("=", "+", "-", "@"))]
    if path.endswith("atom"):
        page.goto(f"/api/v1/{path}?q=mentorskap")
        assert "<script" not in said
    assert listener.heard == []
