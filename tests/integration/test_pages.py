"""The pages as readers meet them: over HTTP from a real server, and laid out by a real browser where there is one."""

import threading
import time
from collections.abc import Iterator
from typing import Literal

import httpx
import pytest
import uvicorn
from playwright.sync_api import Page

from kb.domain.facts import MeasureId
from search_api.security import CONTENT_SECURITY_POLICY
from tests.integration.chromium import installed, started
from tests.unit.search_api.made_up import made_up_app
from tests.unit.search_api.made_up_documents import DOCUMENTS

PAGES = [
    "/",
    "/sok?q=program",
    "/sok?q=skjut&i=dokument&utmaning=gun_violence",
    "/sok?q=zzz&i=dokument&utmaning=gun_violence&fran=2001",
    "/sok?q=skjut&ord=bara&ordning=nyast",
    "/sok?q=skoaln&i=dokument&sprak=sv",
    "/jamfor?atgard=cctv&atgard=scared_straight&atgard=boot_camps",
    "/kunskapsluckor?del=nordic",
    "/atgarder/scared_straight",
    "/atgarder/group_violence_intervention",
    *(f"/dokument/{document.id}" for document in DOCUMENTS),
    "/kallor",
    "/om",
    "/finns-inte",
]
needs_browser = pytest.mark.skipif(installed() is None, reason="Chromium is not installed")

# Everything that a reader would press, smaller than 24 by 24 CSS pixels, whose 24 pixel circle meets that of another
# (WCAG 2.2, 2.5.8); links in running text are exempt.
SMALL_TARGETS = """
(() => {
  const seen = e => e.getClientRects().length && !e.closest('.visually-hidden') && !e.matches('.skip');
  const all = [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')].filter(seen);
  const box = e => e.getBoundingClientRect();
  const small = e => box(e).height < 24 || box(e).width < 24;
  const inText = e => e.matches('a') && getComputedStyle(e).display === 'inline' &&
    [...e.parentElement.childNodes].some(n => n !== e && n.textContent.trim());
  const near = (a, b) => Math.hypot(box(a).x + box(a).width / 2 - box(b).x - box(b).width / 2,
                                    box(a).y + box(a).height / 2 - box(b).y - box(b).height / 2) < 24;
  return all.filter(e => small(e) && !inText(e) && all.some(o => o !== e && near(e, o))).map(e => e.outerHTML);
})()
"""

# Text whose colour stands less than 4.5:1 against the nearest background that is painted (WCAG 2.2, 1.4.3).
LOW_CONTRAST = """
(() => {
  const rgb = c => c.match(/[0-9.]+/g).map(Number);
  const lum = c => { const [r, g, b] = rgb(c).map(v => { v /= 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    const v = rgb(c); if (v.length < 4 || v[3] > 0) return c; } return 'rgb(255, 255, 255)'; };
  const bad = [];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    const [a, b] = [lum(getComputedStyle(e).color), lum(behind(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.push(ratio.toFixed(2) + ' ' + e.outerHTML.slice(0, 120));
  }
  return bad;
})()
"""
SPILLING = """
[...document.querySelectorAll('body *')].filter(e => e.getClientRects().length
  && !e.closest('.visually-hidden, thead, .picture-box')
  && !e.matches('.skip') && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(e => e.outerHTML.slice(0, 120))
"""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Return the address of a server that runs for these tests."""
    server = uvicorn.Server(uvicorn.Config(made_up_app(), port=0, log_level="critical", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < until, "the server does not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=20)


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    """Return the one tab of a browser."""
    program = installed()
    assert program is not None
    with started(program) as browser:
        yield browser.new_page()


def test_every_measure_of_the_catalogue_has_a_page_and_none_fails(site: str) -> None:
    measures: dict[MeasureId, object] = made_up_app().state.parts.catalogue.measures
    with httpx.Client(base_url=site, trust_env=False) as client:
        answers = {measure: client.get(f"/atgarder/{measure}").status_code for measure in measures}
    assert set(answers.values()) == {200}


def test_a_real_server_answers_head_with_headers_only(site: str) -> None:
    answer = httpx.head(f"{site}/sok", trust_env=False)
    assert answer.status_code == 200
    assert int(answer.headers["content-length"]) > 1000
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY


@needs_browser
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_spills_out_of_the_page_and_every_target_can_be_hit(site: str, tab: Page, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        tab.goto(site + path)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert tab.evaluate(SPILLING) == [], path
        assert tab.evaluate(SMALL_TARGETS) == [], path


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_background(site: str, tab: Page, scheme: Literal["light", "dark"]) -> None:
    tab.emulate_media(color_scheme=scheme)
    for path in PAGES:
        tab.goto(site + path)
        assert tab.evaluate(LOW_CONTRAST) == [], path


@needs_browser
def test_the_browser_asks_nobody_else_and_finds_nothing_to_refuse(site: str, tab: Page) -> None:
    requests: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("console", lambda said: complaints.append(said.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    for path in PAGES:
        tab.goto(site + path)
    assert len(requests) > len(PAGES)
    assert [address for address in requests if not address.startswith(site)] == []
    assert [said for said in complaints if "404" not in said] == []


@needs_browser
def test_the_keyboard_reaches_the_content_first_and_shows_where_it_is(site: str, tab: Page) -> None:
    tab.goto(f"{site}/sok")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    assert tab.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@needs_browser
def test_a_link_to_a_claim_lands_on_its_words(site: str, tab: Page) -> None:
    tab.goto(f"{site}/dokument/{DOCUMENTS[0].id}#pastaende-2")
    assert tab.evaluate("document.querySelector(':target mark') !== null")
