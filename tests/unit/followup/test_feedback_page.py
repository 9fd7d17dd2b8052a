"""The page that a municipality opens."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from followup.feedback import feedback
from followup.page import file_name, render, write_page
from followup.suggestions import suggest_from
from kb.catalogue import Catalogue
from kb.domain.facts import Direction, Mark
from kb.errors import InputError
from tests.unit.followup.facts import HEADER, MAPPING, TABLE, Desk, catalogue, measure, rating

SITE = "https://utblick.example"


class Elements(HTMLParser):
    """Collects the start tags with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def with_requirement(known: Catalogue, *, soft: bool, statute: str) -> Catalogue:
    """Return the catalogue with its second requirement worded otherwise."""
    key = list(known.requirements)[1]
    changed = replace(known.requirements[key], soft=soft, statute=statute)
    return replace(known, requirements=known.requirements | {key: changed})


def page_of(desk: Desk, code: str = "0180") -> str:
    with desk.store.reading() as session:
        return render(feedback(session, desk.catalogue, code, None, suggest_from(desk.catalogue)), SITE)


def test_the_page_shows_answer_question_status_and_the_words_of_the_law(desk: Desk) -> None:
    desk.take_in()

    page = page_of(desk)

    for words in ("<h1>Stockholm</h1>", "I huvudsak på plats", "Finns ett strategiskt råd?", "<strong>Delvis</strong>"):
        assert words in page
    assert "ett särskilt forum (strategiskt råd)" in page
    assert "Enkäten hade ingen fråga om detta." in page
    assert "5 november 2024" in page


def test_the_page_never_says_that_the_law_is_broken_and_never_ranks(desk: Desk) -> None:
    desk.take_in()

    page = page_of(desk, "1440").casefold()

    for word in ("brott mot lagen", "bryter mot", "uppfyller inte", "sämre än", "rangord", "underkänd"):
        assert word not in page


def test_made_up_answers_are_said_to_be_so_in_title_top_footer_and_print(desk: Desk) -> None:
    desk.take_in(mapping=MAPPING.replace("made_up = false", "made_up = true"))

    page = page_of(desk)

    assert "<title>PÅHITTADE UPPGIFTER" in page
    assert page.count('<p class="made-up"') == 2
    assert page.index('id="pahittat"') < page.index("<header>")
    assert page.index("<footer>") < page.index('id="pahittat-slut"')
    assert '@top-center { content: "PÅHITTADE UPPGIFTER"' in page


def test_real_answers_carry_no_such_banner(desk: Desk) -> None:
    desk.take_in()

    assert "PÅHITTADE" not in page_of(desk)


def test_nothing_is_fetched_and_nothing_runs(desk: Desk) -> None:
    desk.catalogue = catalogue((measure("m"),), (rating("m", Direction.BENEFICIAL),))
    desk.take_in()

    page = page_of(desk)
    tags = Elements(page).tags

    assert not {tag for tag, _ in tags} & {"script", "link", "img", "iframe", "object", "form", "use"}
    assert not [name for _, attributes in tags for name in attributes if name == "src" or name.startswith("on")]
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_a_harmful_measure_is_shown_with_its_warning_words_address_and_mark(desk: Desk) -> None:
    desk.catalogue = catalogue(
        (measure("m", None, Mark.UNVERIFIED),), (rating("m", Direction.HARMFUL, "Increases crime"),)
    )
    desk.take_in()

    page = page_of(desk)

    assert f'href="{SITE}/atgarder/m"' in page
    assert "Skadlig enligt Portalen" in page
    assert '<q lang="en">Increases crime</q>' in page
    assert "https://portal.example/p</a> (läst i andra hand)" in page
    assert "Uppgiften om åtgärden är obekräftad" in page
    assert "Kopplingen mellan problemet och åtgärderna är redaktionell" in page


def test_the_measures_left_out_are_counted_with_a_link(desk: Desk) -> None:
    desk.catalogue = catalogue(tuple(measure(f"m{n}") for n in range(9)))
    desk.take_in()

    page = page_of(desk)

    assert "En åtgärd till är kopplad till problemet" in page
    assert f"{SITE}/sok?i=atgarder&amp;utmaning=gun_violence" in page


def test_a_municipality_that_did_not_reply_reads_so_and_is_not_told_no(desk: Desk) -> None:
    desk.take_in()

    page = page_of(desk, "2403")

    assert "Inget svar." in page
    assert "Kommunen har inte svarat på enkäten" in page
    assert "Inte på plats" not in page
    assert "ur kommunens egna svar" not in page


def test_the_change_since_the_year_before_is_told(desk: Desk) -> None:
    desk.take_in(TABLE.replace("0180;Ja", "0180;Nej"), year=2023)
    desk.take_in(year=2024)

    page = page_of(desk)

    assert "2023: inte på plats" in page
    assert "Samma som 2023" in page
    told = " ".join(page.split())
    assert "Lagen ställer sammanlagt 3 krav. Sedan enkäten 2023 har läget ändrats för ett av dem." in told
    assert "För ett krav går läget inte att jämföra, eftersom uppgift saknas för något av åren." in told


def test_an_answer_that_is_missing_in_one_of_the_years_is_no_change(desk: Desk) -> None:
    desk.take_in(TABLE.replace("0180;Ja;Delvis", "0180;;Vet ej"), year=2023)
    desk.take_in(TABLE.replace("0180;Ja;Delvis", "0180;Ja;Vet ej"), year=2024)

    page = page_of(desk)

    told = " ".join(page.split())
    assert "Inget av dem går att jämföra med enkäten 2023" in told
    assert "Samma som 2023" not in page
    assert "har läget ändrats" not in page


def test_where_the_law_does_not_simply_require_the_page_says_so(desk: Desk) -> None:
    desk.catalogue = with_requirement(desk.catalogue, soft=True, statute="Kommuner ska verka för ett råd.")
    desk.take_in()
    assert page_of(desk).count("Lagen säger att kommunen ska verka för detta.") == 1

    as_suitable = "Arbetet ska i den utsträckning som det är lämpligt integreras."
    desk.catalogue = with_requirement(desk.catalogue, soft=True, statute=as_suitable)
    assert "Lagen säger att detta ska göras i den utsträckning det är lämpligt." in page_of(desk)


def test_the_group_of_the_municipality_has_its_address_and_mark(desk: Desk) -> None:
    desk.take_in()

    assert "https://skr.example/grupper</a> (läst på källans sida)" in page_of(desk)


def test_words_of_a_table_cannot_become_markup(desk: Desk) -> None:
    hostile = '<script>alert(1)</script>" onload="x'
    mapping = MAPPING.replace('"Ja" = "in_place"', f"'{hostile}' = \"in_place\"").replace(
        'title = "Enkäten"', f"title = '{hostile}'"
    )
    quoted = hostile.replace('"', '""')
    desk.take_in(f'{HEADER}\n0180;"{quoted}";Delvis;Ja;Ja\n', mapping)

    page = page_of(desk)

    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_headings_go_down_one_level_at_a_time(desk: Desk) -> None:
    desk.catalogue = catalogue((measure("m"),))
    desk.take_in()

    levels = [int(tag[1]) for tag, _ in Elements(page_of(desk)).tags if re.fullmatch(r"h\d", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_every_inner_link_has_its_target(desk: Desk) -> None:
    desk.take_in()

    tags = Elements(page_of(desk)).tags
    ids = [value for _, attributes in tags if (value := attributes.get("id"))]
    inner = [href[1:] for _, attributes in tags if (href := attributes.get("href") or "").startswith("#")]

    assert len(ids) == len(set(ids))
    assert set(inner) <= set(ids)


def test_the_same_feedback_is_the_same_page_and_leaves_no_other_file(desk: Desk, tmp_path: Path) -> None:
    desk.take_in()
    folder = tmp_path / "ut" / "sidor"

    for _ in range(2):
        with desk.store.reading() as session:
            found = feedback(session, desk.catalogue, "0180", 2024, suggest_from(desk.catalogue))
        path = write_page(folder, file_name(found), render(found, SITE))

    assert path.name == "aterkoppling-0180-2024.html"
    assert list(folder.iterdir()) == [path]
    assert path.read_text(encoding="utf-8") == page_of(desk)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")

    with pytest.raises(InputError, match=r"a\.html cannot be written to .*fil"):
        write_page(tmp_path / "fil" / "sidor", "a.html", "x")


def test_measures_left_out_that_portals_warn_of_are_counted_in_the_plural(desk: Desk) -> None:
    bad = tuple(measure(f"bad{n}") for n in range(10))
    desk.catalogue = catalogue(bad, tuple(rating(m.id, Direction.HARMFUL) for m in bad))
    desk.take_in()

    assert "varav två som enligt någon portal är skadliga eller saknar effekt" in page_of(desk)


def test_what_is_retold_in_english_stands_without_quotation_marks(desk: Desk) -> None:
    retold = replace(rating("m", Direction.BENEFICIAL, "Reduces crime"), portal="SBU")
    desk.catalogue = catalogue((measure("m"),), (retold,))
    desk.take_in()

    assert 'SBU: <span lang="en">Reduces crime</span> (återgivet på engelska)' in page_of(desk)
