"""The jobs of analysts and method developers from beginning to end, with scripts and without."""

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.integration.browser.conftest import Open
from tests.integration.browser.world import ANALYST, PEOPLE
from tests.integration.serving import Server


def _saved(page: Page, link: str, folder: Path) -> bytes:
    """Return the bytes of the file behind the link with this name."""
    with page.expect_download() as waiting:
        page.get_by_role("main").get_by_role("link", name=link, exact=True).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file.read_bytes()


def test_measures_against_a_challenge_are_found_and_exported(window: Open, script: bool, tmp_path: Path) -> None:
    page = window(script=script)
    page.goto("/")
    page.get_by_label("Vad vill du förebygga?").fill("skjutningar")
    page.get_by_role("main").get_by_role("button", name="Sök").click()
    expect(page).to_have_url(re.compile(r"/sok\?.*q=skjutningar"))
    first = page.locator(".hit").first
    expect(first.get_by_role("heading")).to_contain_text(re.compile("våldsintervention|skjut|avskräckning", re.I))
    expect(first).to_contain_text("Varför")
    rows = list(csv.reader(io.StringIO(_saved(page, "CSV", tmp_path).decode("utf-8-sig")), delimiter=";"))
    assert any("skjutningar" in cell for row in rows[:8] for cell in row)  # the question stands in the file
    names = [row for row in rows if any("group_violence_intervention" in cell for cell in row)]
    assert names


def test_what_is_narrowed_stands_in_the_address_and_can_be_taken_away_again(window: Open, script: bool) -> None:
    page = window(script=script)
    page.goto("/sok?q=mentorskap&i=dokument")
    all_hits = page.locator(".hit").count()
    facet = page.locator("#begransa-sprak")
    facet.locator("summary").click()
    facet.get_by_label(re.compile("engelska")).check()
    if not script:
        page.get_by_role("button", name=re.compile("Begränsa|Använd|Visa")).first.click()
    expect(page).to_have_url(re.compile("sprak=en"))
    expect(page.locator(".hit")).not_to_have_count(all_hits)
    page.reload()
    expect(page.locator(".hit").first).to_contain_text("engelska")
    page.locator(".active-filters").get_by_role("link", name=re.compile("engelska")).click()
    expect(page.locator(".hit")).to_have_count(all_hits)


def test_three_measures_are_compared(window: Open, script: bool) -> None:
    page = window(script=script)
    page.goto("/jamfor?atgard=mentoring&atgard=scared_straight&atgard=cctv")
    table = page.get_by_role("table").first
    expect(table.get_by_role("columnheader")).to_have_count(4)
    expect(page.get_by_role("main")).to_contain_text("Skadlig enligt")
    page.get_by_role("main").get_by_role("link", name=re.compile("^Mentor")).first.click()
    expect(page).to_have_url(re.compile("/atgarder/mentoring"))


def test_ten_documents_are_screened_one_is_undone_and_the_log_tells(window: Open, script: bool) -> None:
    page = window(script=script, email=ANALYST)
    seen: list[str] = []
    page.goto("/granska")
    for number in range(10):
        title = page.locator("#post")
        expect(title).to_be_visible()
        text = title.inner_text()
        assert text not in seen
        seen.append(text)
        if script and number % 2:
            page.keyboard.press("r")
        else:
            page.get_by_role("button", name=re.compile("^Anta" if number % 2 == 0 else "^Avvisa")).click()
        expect(page.locator("#post")).not_to_have_text(text)
    page.get_by_role("button", name=re.compile("^Ångra")).click()
    expect(page.locator("#post")).to_have_text(seen[-1])
    page.goto("/logg")
    rows = page.get_by_role("row")
    expect(rows.nth(1)).to_contain_text(PEOPLE[ANALYST][0])
    expect(rows.nth(1)).to_contain_text("ångrar beslut")
    assert rows.count() >= 12  # ten decisions, what was undone, the heading


def test_a_tag_is_corrected_and_the_measure_changes(server: Server, window: Open, script: bool) -> None:
    found = server.get("documents", q="Mobbning skolnärvaro")["hits"][0]["document"]
    measure = "cctv" if script else "street_lighting"
    page = window(script=script, email=ANALYST)
    page.goto(f"/atgarder/{measure}")
    expect(page.get_by_role("main").get_by_role("link", name=found["title"])).to_have_count(0)
    page.goto(f"/dokument/{found['id']}")
    page.get_by_role("main").get_by_role("link", name=re.compile("^Rätta")).first.click()
    page.get_by_label("Slag av uppgift").select_option("measure")
    page.get_by_role("button", name="Visa svaren").click()
    form = page.locator("#formular")
    form.get_by_label("Svar", exact=True).select_option(measure)
    form.get_by_label("Det gäller", exact=True).check()
    if script:
        page.evaluate(
            "const p = document.querySelector('[data-words] p:last-child').firstChild;"
            "const r = document.createRange();"
            "r.setStart(p, 0); r.setEnd(p, 24); const s = getSelection(); s.removeAllRanges(); s.addRange(r);"
            "document.dispatchEvent(new Event('selectionchange')); document.querySelector('[data-words]')"
            ".dispatchEvent(new MouseEvent('mouseup', {bubbles: true}))"
        )
        expect(form.get_by_label(re.compile("Orden det vilar på"))).to_have_value(re.compile("."))
    form.get_by_label("Skäl", exact=True).fill("Prövar rättelsen.")
    form.get_by_role("button", name="Spara beslutet").click()
    expect(page.get_by_role("main")).to_contain_text("Anna Analytiker")
    server.wait_until(lambda status: not status["behind"])
    page.goto(f"/atgarder/{measure}")
    expect(page.get_by_role("main").get_by_role("link", name=found["title"]).first).to_be_visible()
    page.goto("/logg")
    expect(page.get_by_role("row").nth(1)).to_contain_text("Prövar rättelsen.")


def test_a_cell_of_the_gap_map_opens_its_documents(window: Open, script: bool) -> None:
    page = window(script=script)
    page.goto("/kunskapsluckor")
    cell = page.locator("table.gaps td:not(.gap):not(.none)").first
    told = re.search(r"\d+", cell.inner_text())
    assert told
    cell.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/sok\?.*i=dokument.*utmaning="))
    expect(page.locator(".hit")).to_have_count(int(told.group()))
    page.go_back()
    page.locator("svg.picture a").filter(has_not=page.locator(".gap")).first.click()
    expect(page).to_have_url(re.compile(r"/sok\?"))
