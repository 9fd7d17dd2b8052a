"""The search page: the form, the hits and their reasons, the ways out of zero hits."""

import re

from starlette.testclient import TestClient

from search_api.pages.offering import MOST_VALUES
from tests.unit.search_api.made_up_documents import ENGLISH, EVIL


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


def test_a_question_without_a_word_is_not_answered_with_everything(client: TestClient) -> None:
    answer = client.get("/sok", params={"q": '"', "i": "dokument"})
    assert answer.status_code == 422
    assert "Skriv minst ett ord." in answer.text


def test_a_count_promises_no_more_than_it_holds(client: TestClient) -> None:
    asked = client.get("/sok", params={"q": "pupils", "i": "dokument"}).text
    everything, measures = client.get("/sok?i=dokument").text, client.get("/sok", params={"q": "scared"}).text
    assert "(minst " in asked
    assert "(minst " not in everything
    assert "(minst " not in measures


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


def test_titles_carry_their_language_and_an_unknown_one_is_declared_unknown(client: TestClient) -> None:
    assert f'<a href="/dokument/{ENGLISH.id}" lang="en">' in client.get("/sok?i=dokument").text
    assert f'<a href="/dokument/{EVIL.id}" lang="">' in client.get("/sok?i=dokument").text


def test_what_was_typed_stands_in_the_form_again_and_the_wrong_field_is_named(client: TestClient) -> None:
    answer = client.get("/sok?i=dokument&q=skola&utmaning=gun_violence&sprak=sv&fran=20xx&till=2024&allt=true")
    page = answer.text
    assert answer.status_code == 422
    assert re.search(r'<input id="fran"[^>]* value="20xx" aria-invalid="true" aria-describedby="fran-fel">', page)
    assert '<p class="field-error" id="fran-fel">Från år ska vara ett årtal med siffror' in page
    assert page.count("aria-invalid") == 1
    assert '<a href="#fran">' in page
    assert 'value="skola"' in page
    assert checked(page) == {("utmaning", "gun_violence"), ("sprak", "sv"), ("allt", "true")}
    assert re.search(r'<input id="till"[^>]* value="2024">', page)
    assert "<title>Fel: " in page
    assert "Traceback" not in page


def test_several_filters_of_one_kind_survive_the_form(client: TestClient) -> None:
    page = client.get("/sok?i=dokument&utmaning=gun_violence&utmaning=drugs&sprak=sv&sprak=da&sprak=fi").text
    chosen = {("utmaning", "gun_violence"), ("utmaning", "drugs"), ("sprak", "sv"), ("sprak", "da"), ("sprak", "fi")}
    assert checked(page) == chosen


def test_facets_offer_what_hits_have_with_how_many_and_the_chosen_first(client: TestClient) -> None:
    page = search(client, "i=dokument&sprak=sv")
    assert re.search(r'name="sprak" type="checkbox" value="sv" checked>\s*<label for="[^"]+">svenska', page)
    assert "<summary>Källa</summary>" in page
    every = search(client, "limit=1")
    challenges = every.split("<summary>Utmaning</summary>", 1)[1].split("</details>", 1)[0]
    assert challenges.count('type="checkbox"') == 12
    assert "värden till finns" in challenges


def test_all_state_is_in_the_address_and_survives_paging_and_the_other_tab(client: TestClient) -> None:
    page = search(client, "i=atgarder&ord=bara&ordning=underlag&omdome=works&limit=5")
    assert "omdome=works&amp;ord=bara&amp;ordning=underlag&amp;limit=5&amp;offset=5" in page
    assert 'href="/sok?i=dokument&amp;ord=bara&amp;ordning=underlag"' in page
    asked = client.app.state.parts.search.search.asked[-1]  # type: ignore[attr-defined]
    assert (asked.expand, asked.sort, asked.filters) == (False, "evidence", {"verdict": ("works",)})


def test_a_likely_spelling_is_offered(client: TestClient) -> None:
    assert 'Menade du <a href="/sok?q=skolan&amp;i=dokument">skolan</a>?' in search(client, "i=dokument&q=skoaln")


def test_words_that_the_thesaurus_added_are_shown(client: TestClient) -> None:
    assert "Orden som vi sökte på, med närliggande ord" in search(client, "q=a")
    assert "Orden som vi sökte på<" in search(client, "q=a&ord=bara")


def test_without_a_good_measure_the_nearest_are_named_with_what_they_lack(client: TestClient) -> None:
    page = search(client, "q=skjut")
    assert "Ingen bra åtgärd" in page
    assert "Det här kommer närmast" in page
    assert "ingen nordisk utvärdering hittad" in page
    assert "Ingen bra åtgärd" not in search(client, "q=scared")


def test_a_measure_that_is_warned_of_names_others_instead(client: TestClient) -> None:
    page = search(client, "q=scared")
    assert "I stället" in page
    assert re.search(r"bättre omdöme enligt Marylandregeln[^<]* \(lovande\) <span class=.muted.>\(gemensamt: ", page)
    assert "okänt)" not in page  # what is not known is no reason to take it instead
    assert "Varför inte högre?" not in page  # it is the first


def test_zero_hits_say_which_condition_removed_how_many(client: TestClient) -> None:
    page = search(client, "q=zzz&i=dokument&utmaning=gun_violence&fran=2001")
    assert '<a href="/sok?q=zzz&amp;i=dokument&amp;fran=2001">Sök utan filtret utmaning</a>: 2\u00a0träffar' in page
    assert 'i=dokument&amp;utmaning=gun_violence">Sök utan gränserna för år</a>: 1\u00a0träff' in page
    assert 'fran=2001&amp;allt=true">Sök utan kravet att dokumentet handlar om ämnet</a>: 4\u00a0träffar' in page
    assert "villkoren i frågan" not in page


def test_the_same_result_leads_to_its_files_and_feed(client: TestClient) -> None:
    page = search(client, "i=dokument&q=kommuner&sprak=sv&fran=2001&ord=bara")
    link = re.search(r'<a href="([^"]+)">CSV</a>', page)
    assert link
    address = link[1].replace("&amp;", "&")
    assert address == "/api/v1/documents.csv?q=kommuner&language=sv&first_year=2001&expand=false"
    assert client.get(address).status_code == 200
    assert '<link rel="alternate" type="application/atom+xml"' in page


def checked(page: str) -> set[tuple[str, str]]:
    """Return name and value of every checkbox that is checked."""
    boxes = re.findall(r'<input[^>]* name="(\w+)" type="checkbox" value="([^"]+)" checked', page)
    return set(boxes)


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


def search(client: TestClient, parameters: str) -> str:
    """Return the search page."""
    answer = client.get(f"/sok?{parameters}")
    assert answer.status_code == 200
    return answer.text


def test_a_facet_with_many_values_shows_the_most_frequent_and_leads_to_them_all(client: TestClient) -> None:
    few = client.get("/sok?i=atgarder").text
    assert few.count('name="utmaning"') == MOST_VALUES
    assert 'href="/sok?i=atgarder&amp;visa=utmaning#begransa-utmaning">Visa alla<' in few
    whole = client.get("/sok?i=atgarder&visa=utmaning").text
    assert whole.count('name="utmaning"') > MOST_VALUES
    assert 'id="begransa-utmaning" open>' in whole
    assert client.get("/sok?i=atgarder&visa=nonsense").text.count('name="utmaning"') == MOST_VALUES


def test_the_first_hit_is_not_asked_why_it_stands_no_higher(client: TestClient) -> None:
    first, others = (client.get(f"/sok?i=atgarder&limit=3&offset={offset}").text for offset in (0, 3))
    why = "Varför inte högre? Det nyaste är från 2020 och ingen nordisk utvärdering hittad."
    assert first.count(why) == 2
    assert others.count(why) == 3
