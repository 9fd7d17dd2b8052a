"""Every page by axe-core, in both languages, and by what axe-core cannot see: reflow, focus, print."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.integration.browser.conftest import Open
from tests.integration.browser.pages import public_pages, working_pages
from tests.integration.browser.world import ADMIN
from tests.integration.serving import Server

# All rules of WCAG 2.0 to 2.2 at A and AA, and what axe calls best practice.
_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# An element outside the window to the right, other than what scrolls within its own box.
_SPILLING = """
[...document.querySelectorAll('body *')].filter(e => e.getClientRects().length
  && !e.closest('.visually-hidden, thead, .sideways, .picture-box, .skip')
  && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(e => e.outerHTML.slice(0, 120))
"""
_FOCUSED = """
(() => { const e = document.activeElement; if (!e || e === document.body) return null;
  const s = getComputedStyle(e), b = e.getBoundingClientRect();
  return {what: e.outerHTML.slice(0, 120), seen: b.width > 0 && b.height > 0 && b.right > 0 && b.bottom > 0,
    marked: (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none'}; })()
"""


def _everything(server: Server) -> list[tuple[str, str | None]]:
    return [*((path, None) for path in public_pages(server)), *((path, ADMIN) for path in working_pages(server))]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(server: Server, window: Open, language: str, scheme: str) -> None:
    pages = {None: window(color_scheme=scheme), ADMIN: window(color_scheme=scheme, email=ADMIN)}
    found = []
    for path, who in _everything(server):
        page = pages[who]
        page.goto(language + path)
        for violation in Axe().run(page, options=_RULES).response["violations"]:
            found += [(path, violation["id"], node["html"][:160]) for node in violation["nodes"][:3]]
    assert found == []


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("text", [1, 2])
def test_nothing_scrolls_sideways_at_320_pixels_and_with_text_at_200_percent(
    server: Server, window: Open, language: str, text: int
) -> None:
    size = {"width": 320 if text == 1 else 640, "height": 640}
    pages = {None: window(viewport=size), ADMIN: window(viewport=size, email=ADMIN)}
    found = {}
    for path, who in _everything(server):
        page = pages[who]
        page.goto(language + path)
        if text == 2:
            page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        spilling = page.evaluate(_SPILLING)
        if wide or spilling:
            found[path] = (wide, spilling[:3])
    assert found == {}


def test_everything_can_be_reached_by_keyboard_and_shows_that_it_is(server: Server, window: Open) -> None:
    still = {"reduced_motion": "reduce"}  # else the page is still scrolling when it is looked at
    pages = {None: window(**still), ADMIN: window(email=ADMIN, **still)}
    wrong = {}
    for path, who in _everything(server):
        page = pages[who]
        page.goto(path)
        reached = 0
        for _ in range(40):
            page.keyboard.press("Tab")
            focused = page.evaluate(_FOCUSED)
            if focused is None:
                break
            reached += 1
            if not focused["seen"] or not focused["marked"]:
                wrong[path] = focused["what"]
        assert reached > 5, path
    assert wrong == {}


def test_a_page_prints_as_wide_as_the_paper_with_no_menu(server: Server, window: Open) -> None:
    pages = {None: window(viewport={"width": 720, "height": 1000}), ADMIN: window(email=ADMIN)}
    pages[ADMIN].set_viewport_size({"width": 720, "height": 1000})
    for path, who in _everything(server):
        page = pages[who]
        page.emulate_media(media="print")
        page.goto(path)
        assert not page.get_by_role("navigation").first.is_visible(), path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
