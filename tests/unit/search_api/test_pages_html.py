"""The pages as text: what they say, and that nothing from outside can act in them."""

import re

import pytest
from starlette.testclient import TestClient

from crawlers.register import load_register
from kb.errors import Busy, InputError, Misconfigured, Moved
from tests.unit.search_api.made_up import BARE, ENGLISH, EVIL, LONG, made_up_app

PAGES = [
    "/",
    "/sok",
    "/sok?q=skjut&i=dokument",
    "/sok?i=dokument",
    "/sok?q=zzz&i=dokument&utmaning=gun_violence&fran=2001",
    "/atgarder/scared_straight",
    "/atgarder/barnahus",
    f"/dokument/{LONG.id}",
    f"/dokument/{EVIL.id}",
    f"/dokument/{BARE.id}",
    "/kallor",
    "/om",
    "/nothing",
    "/sok?offset=x",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_swedish_with_one_heading_landmarks_and_labels(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert '<html lang="sv">' in page
    assert len(re.findall(r"<h1[ >]", page)) == 1
    for landmark in ("<header", "<main", "<footer", "<nav", 'class="skip" href="#innehall"', "<title>"):
        assert landmark in page
    fields = re.findall(r'<(?:input|select)(?![^>]*type="hidden")[^>]*id="([^"]+)"', page)
    assert all(f'<label for="{field}">' in page for field in fields)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert all(f'id="{target}"' in page for target in re.findall(r'href="#([^"]+)"', page))


@pytest.mark.parametrize("path", PAGES)
def test_no_page_ships_script_or_style_of_its_own_or_loads_from_elsewhere(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert not re.search(r"<script|<style|<iframe| style=|<img|javascript:[^<]*\">", page)
    assert all(src.startswith("/") for src in re.findall(r'<link[^>]*href="([^"]+)"', page))


@pytest.mark.parametrize("path", [*PAGES, "/sok?q=%3Cscript%3Ealert(1)%3C/script%3E&i=dokument"])
def test_hostile_text_shows_as_text(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert "<script>" not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert "49" not in re.findall(r"&amp;(\d+)", page)
    assert 'href="javascript' not in page


def test_an_address_that_is_not_of_the_web_is_shown_and_not_linked(client: TestClient) -> None:
    page = client.get(f"/dokument/{EVIL.id}").text
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page


def test_links_to_elsewhere_give_nothing_away(client: TestClient) -> None:
    page = client.get("/atgarder/scared_straight").text
    outward = re.findall(r"<a[^>]*https?://[^>]*>", page)
    assert outward
    assert all('rel="noopener noreferrer nofollow"' in link for link in outward)


def test_the_start_page_tells_what_is_held_and_which_sources_fail(client: TestClient) -> None:
    page = client.get("/").text
    assert page.count("/sok?i=atgarder&amp;utmaning=") == 25
    assert "12\u202f345" in page
    assert "1\u00a0källa behöver tillsyn." in page
    assert '<a href="/kallor#bra_rss">Brå RSS</a>: Hämtningen misslyckades' in page


def test_a_warning_is_visible_in_the_list_of_measures(client: TestClient) -> None:
    page = client.get("/sok", params={"q": "scared"}).text
    assert "Skadlig enligt Blueprints for Healthy Youth Development, YEF Toolkit och College of Policing" in page
    assert "Varför visas träffen?" in page
    assert "%" not in re.sub(r"<[^>]+>", "", page)


def test_a_document_found_shows_its_passage_with_marks(client: TestClient) -> None:
    page = client.get("/sok", params={"i": "dokument", "q": "pupils"}).text
    assert "<mark>" in page
    assert 'lang="en"' in page
    assert "randomiserad studie" in page


def test_zero_hits_name_each_filter_that_can_be_removed(client: TestClient) -> None:
    page = client.get("/sok?q=zzz&i=dokument&utmaning=gun_violence&fran=2001&till=2020&sprak=da").text
    assert "Inga dokument" in page
    assert "Ta bort utmaningen Skjutningar" in page
    assert 'href="/sok?q=zzz&amp;i=dokument&amp;utmaning=gun_violence&amp;sprak=da&amp;till=2020"' in page
    assert "Ta bort språket danska" in page
    assert "Sök bland åtgärder i stället" in page


def test_empty_fields_of_the_form_choose_nothing(client: TestClient) -> None:
    assert client.get("/sok?q=&i=dokument&utmaning=&sprak=&fran=&till=").status_code == 200


def test_paging_leads_on_and_back_and_out_of_an_empty_stretch(client: TestClient) -> None:
    first = client.get("/sok?i=atgarder&limit=50").text
    assert 'rel="next" href="/sok?i=atgarder&amp;limit=50&amp;offset=50"' in first
    assert 'rel="prev"' not in first
    last = client.get("/sok?i=atgarder&limit=50&offset=150").text
    assert 'rel="prev" href="/sok?i=atgarder&amp;limit=50&amp;offset=100"' in last
    assert 'rel="next"' not in last
    assert "Till de första träffarna" in client.get("/sok?offset=9000").text


def test_a_measure_shows_the_portals_own_words_and_our_reading(client: TestClient) -> None:
    page = client.get("/atgarder/scared_straight").text
    assert '<p class="quote" lang="en">Harmful</p>' in page
    assert "talar för skada" in page
    assert "läst på källans sida" in page
    assert 'aria-current="step"><span>bedömd av portal' in page
    assert "School-based prevention" in page


def test_an_editorial_link_says_that_nobody_has_reviewed_it(client: TestClient) -> None:
    catalogue = client.app.state.parts.catalogue  # type: ignore[attr-defined]
    linked = next(m for m in catalogue.measures if catalogue.challenges_of(m))
    assert "redaktionell koppling, inte granskad av Brå" in client.get(f"/atgarder/{linked}").text


def test_what_a_measure_leaves_open_is_said_to_be_unknown(client: TestClient) -> None:
    page = client.get("/atgarder/barnahus").text
    assert "ingen adress känd" in page
    assert "obekräftad" in page


def test_each_claim_leads_to_its_words_in_the_text(client: TestClient) -> None:
    page = client.get(f"/dokument/{LONG.id}").text
    for number in (1, 2, 3, 4):
        assert f'href="#pastaende-{number}"' in page
        assert page.count(f'id="pastaende-{number}"') == 1
        assert f'href="#lista-{number}"' in page
    assert "Vilar på texten som helhet." in page
    assert "Stegen har inte funnit att texten anger: åtgärd." in page
    assert "Lässteg ämnen (version 2) anger sin säkerhet till 0,75 av 1." in page


def test_the_saved_text_is_whole(client: TestClient) -> None:
    page = client.get(f"/dokument/{LONG.id}").text
    archived = page.split('class="archived"', 1)[1].split("</div>", 1)[0].split(">", 1)[1]
    shown = re.sub(r"<a .*?</a>", "", archived)
    assert " ".join(re.sub(r"<[^>]+>", "", shown.replace("</p>", " ")).split()) == " ".join(LONG.content.split())


def test_a_document_of_several_sources_says_why_each_was_joined(client: TestClient) -> None:
    page = client.get(f"/dokument/{LONG.id}").text
    assert "Samma dokument från" in page
    assert "igenkänd på: samma titel" in page
    assert "<li>nytt dokument</li>" in page
    assert 'Skäl, med programmets ord: <span lang="en">the same title ' in page
    assert "återtagen av källan 3 mars 2026" in page


def test_what_changed_between_versions_is_shown_line_by_line(client: TestClient) -> None:
    page = client.get(f"/dokument/{LONG.id}").text
    assert "Version 2, 3 mars 2026" in page
    assert "<ins>En rad till.</ins>" in page
    assert "<del>En rad mindre.</del>" in page
    assert "7\u00a0rader till visas inte." in page


def test_a_document_that_is_not_read_yet_says_so(client: TestClient) -> None:
    assert "väntar på att läsas" in client.get(f"/dokument/{BARE.id}").text


def test_titles_carry_their_language_and_an_unknown_one_is_declared_unknown(client: TestClient) -> None:
    assert f'<a href="/dokument/{ENGLISH.id}" lang="en">' in client.get("/sok?i=dokument").text
    assert f'<a href="/dokument/{EVIL.id}" lang="">' in client.get("/sok?i=dokument").text


def test_all_sources_are_listed_by_country_with_how_the_collecting_goes(client: TestClient) -> None:
    page = client.get("/kallor").text
    assert page.count('<tr role="row" id=') == 110
    assert page.index('id="land-SE"') < page.index('id="bra_rss"') < page.index('id="land-NO"')
    row = page.split('id="bra_publikationer"', 1)[1].split("</tr>", 1)[0]
    for said in ("fungerar", "Hämtad utan fel den 3 mars 2026.", "1\u202f234\u00a0dokument", "21 bara härifrån"):
        assert said in row
    for said in ("flöde", "var 6:e timme", "Licens: ", "Vi visar hela texten.", "sidan är läst"):
        assert said in row


def test_of_a_source_that_is_not_collected_or_not_tried_no_more_is_said_than_there_is(client: TestClient) -> None:
    page = client.get("/kallor").text
    collected = sum(source.collected for source in load_register().values())
    assert page.count("<span>Vi visar ") == collected < 110
    assert "inte prövad" in page
    assert "Inte prövad ännu." not in page


def test_sources_that_need_somebody_stand_first_and_lead_to_their_entry(client: TestClient) -> None:
    needing = client.get("/kallor").text.split('<ul class="needing">', 1)[1].split("</ul>", 1)[0]
    assert needing.count("<li>") == 1
    assert '<a href="#bra_rss">Brå RSS</a>' in needing
    assert "Senast hämtad: 25 december 2025." in needing
    assert '<span lang="en">connect timed out' in needing


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nothing", 404, "Sidan finns inte"),
        ("/sok/", 404, "Sidan finns inte"),
        ("/atgarder/no_such", 404, "Sidan finns inte"),
        ("/dokument/%00", 404, "Sidan finns inte"),
        ("/sok?offset=x", 422, "ska vara ett heltal från 0 till 10\u202f000, inte ”x”."),
        ("/sok?i=annat", 422, "Fliken kan vara ”atgarder” eller ”dokument”, inte ”annat”."),
        ("/sok?utmaning=no_such", 422, "Utmaningen ”no_such” finns inte i katalogen."),
        ("/sok?i=dokument&atgard=no_such", 422, "Åtgärden ”no_such” finns inte i katalogen."),
        (
            "/sok?i=dokument&sprak=swedish",
            422,
            "Språk ska vara en kod med två bokstäver, till exempel sv, inte ”swedish”.",
        ),
        ("/sok?i=dokument&till=20x", 422, "Till år ska vara ett årtal med siffror, till exempel 2020, inte ”20x”."),
        ("/sok?i=dokument&fran=0", 422, "Från år ska vara ett årtal"),
        ("/sok?i=dokument&fran=2020&till=2010", 422, "Från år (2020) är senare än Till år (2010)."),
        ("/sok?i=dokument&allt=kanske", 422, "inte ”kanske”"),
        (f"/sok?{'utmaning=x%d&' * 51}" % tuple(range(51)), 422, "finns inte i katalogen"),
        (f"/sok?i=dokument&{'sprak=a%s&' * 51}" % tuple(range(51)), 422, "Språk ska vara en kod"),
        ("/sok?limit=101", 422, "Antalet träffar (limit) ska vara ett heltal från 1 till 100, inte ”101”."),
        (f"/sok?q={'x' * 501}", 422, "får vara högst 500 tecken"),
    ],
)
def test_an_error_is_a_page_in_swedish(client: TestClient, path: str, status: int, said: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert said in answer.text


def test_the_page_of_a_merged_document_leads_to_the_other_for_good() -> None:
    client = TestClient(made_up_app(Moved("merged", to=LONG.id)))
    for asked in (client.get, client.head):
        answer = asked("/dokument/dold", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (301, f"/dokument/{LONG.id}")
        assert answer.headers["cache-control"] == "no-cache"  # a split brings the old one back


@pytest.mark.parametrize(
    ("failure", "status", "said"),
    [
        (InputError("x"), 422, "Frågan gick inte att använda"),
        (Busy("/secret"), 503, "Pröva igen om en stund"),
        (Misconfigured("/secret"), 500, "Något gick fel hos oss"),
        (RuntimeError("/secret"), 500, "Något gick fel hos oss"),
    ],
)
def test_a_failure_is_a_page_that_leaks_nothing(failure: Exception, status: int, said: str) -> None:
    answer = TestClient(made_up_app(failure), raise_server_exceptions=False).get("/sok")
    assert answer.status_code == status
    assert said in answer.text
    assert "secret" not in answer.text


def test_what_was_typed_stands_in_the_form_again_and_the_wrong_field_is_named(client: TestClient) -> None:
    answer = client.get("/sok?i=dokument&q=skola&utmaning=gun_violence&sprak=sv&fran=20xx&till=2024&allt=true")
    page = answer.text
    assert answer.status_code == 422
    assert re.search(r'<input id="fran"[^>]* value="20xx" aria-invalid="true" aria-describedby="fran-fel">', page)
    assert '<p class="field-error" id="fran-fel">Från år ska vara ett årtal med siffror' in page
    assert page.count("aria-invalid") == 1
    assert '<a href="#fran">' in page
    for kept in ('value="skola"', '<option value="gun_violence" selected>', '<option value="sv" selected>', " checked"):
        assert kept in page
    assert re.search(r'<input id="till"[^>]* value="2024">', page)
    assert "<title>Fel: " in page
    assert "Traceback" not in page


def test_several_filters_of_one_kind_survive_the_form(client: TestClient) -> None:
    page = client.get("/sok?i=dokument&utmaning=gun_violence&utmaning=drugs&sprak=sv&sprak=da&sprak=fi").text
    assert '<option value="gun_violence" selected>' in page
    assert '<input type="hidden" name="utmaning" value="drugs">' in page
    assert '<option value="sv" selected>' in page
    assert re.findall(r'type="hidden" name="sprak" value="(\w+)"', page) == ["da", "fi"]


def test_a_filter_of_documents_is_not_read_among_measures(client: TestClient) -> None:
    assert client.get("/sok?i=atgarder&fran=abc&sprak=swedish").status_code == 200


def test_a_measure_that_is_not_confirmed_says_so_wherever_it_is_named(client: TestClient) -> None:
    catalogue = client.app.state.parts.catalogue  # type: ignore[attr-defined]
    doubtful = catalogue.measures["barnahus"]
    assert doubtful.mark == "unverified"
    assert re.search(rf">{doubtful.name_sv}</a> <span class=\"tag tag-unverified\">", search(client, "q=barnahus"))
    assert "tag-unverified" not in search(client, "q=scared+straight")
    found = search(client, "i=dokument")
    assert '<a href="/atgarder/scared_straight">Scared Straight</a>' in found
    assert '<a href="/atgarder/group_violence_intervention">' in found


def test_with_a_challenge_chosen_each_measure_says_what_links_it(client: TestClient) -> None:
    assert "enligt dokument i basen" in search(client, "utmaning=gun_violence&q=scared")
    every = search(client, "utmaning=gun_violence&limit=5")
    said = ("redaktionell koppling, inte granskad av Brå", "enligt dokument i basen")
    assert [every.count(words) for words in said] == [4, 1]
    assert "Begrepp som stämmer enligt redaktionell koppling: Skjutningar" in every


def test_a_challenge_without_measures_is_not_blamed_on_the_filter(client: TestClient) -> None:
    page = search(client, "utmaning=cybercrime")
    assert "Katalogen har ännu ingen åtgärd kopplad hit." in page
    assert "Pröva att ta bort" not in page


def test_a_title_without_end_is_cut_in_the_list(client: TestClient) -> None:
    page = search(client, "i=dokument&q=uppf")
    title = re.search(r'<h3><a href="/dokument/dendless"[^>]*>([^<]+)</a>', page)
    assert title
    assert len(title[1]) <= 302
    assert title[1].endswith(" …")


def test_a_document_from_an_imported_file_names_the_file(client: TestClient) -> None:
    assert "importerad fil lista_2024" in search(client, "i=dokument")
    assert "importerad fil lista_2024" in client.get("/dokument/dendless").text
    assert "import:" not in client.get("/dokument/dendless").text


def test_what_is_retold_in_english_stands_without_quotation_marks(client: TestClient) -> None:
    page = client.get("/atgarder/boot_camps").text
    assert '<p class="retold"><span lang="en">Increases the risk of reoffending</span>' in page
    assert "återgivet på engelska" in page


def test_the_start_tells_how_many_sources_are_watched_automatically(client: TestClient) -> None:
    collected = sum(source.collected for source in client.app.state.parts.catalogue.sources.values())  # type: ignore[attr-defined]
    assert f"<dt>Källor som bevakas automatiskt</dt><dd>{collected} av 110</dd>" in client.get("/").text
    assert collected >= 20


def search(client: TestClient, parameters: str) -> str:
    """Return the search page."""
    answer = client.get(f"/sok?{parameters}")
    assert answer.status_code == 200
    return answer.text


def test_a_page_can_only_be_read(client: TestClient) -> None:
    answer = client.post("/sok")
    assert answer.status_code == 405
    assert "Sidan går bara att läsa" in answer.text


def test_the_host_header_is_repeated_nowhere(client: TestClient) -> None:
    for path in ("/", "/sok?limit=5", "/api/v1/measures?limit=5", "/api/v1/openapi.json", "/nothing", "/sok/"):
        answer = client.get(path, headers={"Host": "evil.example"}, follow_redirects=False)
        assert "evil.example" not in answer.text + str(answer.headers)


def test_control_characters_never_reach_the_search(client: TestClient) -> None:
    assert client.get("/sok?q=a%00b%1b%EF%BB%BF").status_code == 200
    assert client.app.state.parts.search.search.asked[-1].text == "ab"  # type: ignore[attr-defined]


def test_style_and_icon_are_served_from_here(client: TestClient) -> None:
    assert client.get("/utblick.css").headers["content-type"].startswith("text/css")
    assert client.get("/utblick.svg").headers["content-type"].startswith("image/svg+xml")


def test_a_measure_shows_effect_and_strength_apart_and_the_verdict_with_its_working(client: TestClient) -> None:
    page = client.get("/atgarder/cctv").text
    assert "<dt>Effekt</dt><dd>viss effekt</dd>" in page  # as an analyst decided
    assert "<dt>Underlag</dt>" in page
    assert "→ " in page
    assert "Bestämt av en analytiker" in page
    assert "minskning, 12 procent, statistiskt säkerställd" in page
    assert "Har den utvärderats i Sverige? <strong>ja</strong>" in page


def test_a_document_leads_to_the_others_of_its_study(client: TestClient) -> None:
    page = client.get(f"/dokument/{LONG.id}").text
    assert "Andra dokument om samma studie" in page
    assert '<a href="/dokument/dother">' in page


def test_candidates_are_shown_with_those_of_their_documents_that_are_held(client: TestClient) -> None:
    page = client.get("/nya-atgarder").text
    assert f'href="/dokument/{LONG.id}"' in page
    assert "dgone" not in page
    assert "ökningen är större än slumpen brukar ge" in page


def test_the_figures_of_quality_are_those_that_were_measured(client: TestClient) -> None:
    page, figures = client.get("/kvalitet").text, client.get("/api/v1/quality").json()["rows"]
    assert figures
    for row in figures[:20]:
        assert f"{row['value']:.3f}" in page
