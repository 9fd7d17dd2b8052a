import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from cssselect import HTMLTranslator

from crawlers.queries import (
    LONGEST,
    LONGEST_ENCODED,
    Query,
    crossref_search,
    doaj_search,
    europe_pmc_search,
    load_queries,
    openalex_search,
    read_queries,
)
from crawlers.register import load_register, read_register
from crawlers.sources_page import sources_page
from kb.catalogue import load_catalogue
from kb.domain.documents import SourceId
from kb.domain.facts import ChallengeId, Mark
from kb.domain.sources import Show, SourceKind
from kb.errors import Misconfigured

ROOT = Path(__file__).parents[3]
FILE = ROOT / "crawlers" / "sources.toml"
QUERIES = ROOT / "crawlers" / "queries.toml"
SOURCES = load_register()
COLLECTED = [source for source in SOURCES.values() if source.collected]
# Name, organisation, country, languages, address, mark, terms and yields of the first 110 sources: facts that somebody
# noted. Whoever corrects one changes this too, and says in the commit where it was read.
FACTS = "44246c8729e0"
SEARCHES: list[Callable[[Query], str]] = [openalex_search, europe_pmc_search, doaj_search, crossref_search]
PHRASED = SEARCHES[:3]


def query(*phrases: str, language: str = "en") -> Query:
    return Query(ChallengeId("gun_violence"), {language: phrases})


# The register


def test_the_facts_of_the_register_are_those_that_were_noted() -> None:
    first = list(SOURCES.values())[:110]
    facts = [[s.id, s.name, s.organisation, s.country, s.languages, s.url, s.mark, s.terms, s.yields] for s in first]
    assert hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:12] == FACTS


def test_at_least_45_sources_are_collected_and_the_important_ones_are_among_them() -> None:
    needed = (
        "bra_publikationer bra_nyheter bra_ekonomiskt_stod regeringen_rss polisen_rss socialstyrelsen_nyheter "
        "sbu_utvarderar folkhalsomyndigheten diva swepub ungsinn dkr thl_julkari eucpn campbell yef nij ojp "
        "college_toolkit crimrxiv j_exp_criminology crime_science openalex crossref europe_pmc doaj"
    )
    assert len(COLLECTED) >= 45
    assert set(needed.split()) <= {source.id for source in COLLECTED}


def test_a_layout_that_nobody_has_seen_and_an_address_that_is_unverified_are_marked_as_assumed() -> None:
    by_layout = (SourceKind.LISTING, SourceKind.SITEMAP, SourceKind.WATCH)
    unmarked = [
        source.id
        for source in SOURCES.values()
        if source.kind.collected
        and (source.kind in by_layout or source.mark is Mark.UNVERIFIED)
        and not source.form.assumed
    ]
    assert unmarked == []


def test_a_licence_is_stated_only_where_the_noted_terms_name_it() -> None:
    stated = {source.id: (source.licence, source.terms) for source in SOURCES.values() if source.licence}
    assert {key: said for key, said in stated.items() if said[0] not in said[1]} == {}


def test_text_is_shown_only_where_the_terms_let_everybody_reuse_it() -> None:
    shown = {source.id for source in SOURCES.values() if source.show is Show.TEXT and source.licence is None}
    assert {key: SOURCES[key].terms for key in shown if "free reuse" not in SOURCES[key].terms} == {}


def test_expressions_and_selectors_of_the_layouts_are_well_formed_and_a_list_says_which_links_are_items() -> None:
    for source in SOURCES.values():
        form = source.form
        for selector in filter(None, (form.area, form.pdf, form.next_page)):
            HTMLTranslator().css_to_xpath(selector)
        if source.collected and source.kind in (SourceKind.LISTING, SourceKind.SITEMAP):
            assert form.links or form.site, source.id
            assert form.links is None or re.compile(form.links).pattern.startswith("^/"), source.id


def test_crossref_is_asked_by_the_journals_that_were_noted() -> None:
    crossref = SOURCES[SourceId("crossref")]
    noted = re.findall(r"\b\d{4}-\d{3}[\dX]\b", crossref.yields)
    assert crossref.form.query == ",".join(f"issn:{issn}" for issn in noted)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('kind = "listing"', 'kind = "newspaper"', r"source 1 \(bra_publikationer\), kind: "),
        ('url = "https://', 'url = "ftp://', r"source 1 \(bra_publikationer\), url: "),
        ("interval_h = 24", "interval_h = 0", "interval_h: "),
        ('area = "main"', 'aera = "main"', "form.aera: "),
        ('id = "bra_nyheter"', 'id = "bra_publikationer"', "id 'bra_publikationer' stands twice"),
        ('links = "^/pub', 'links = "^(/pub', "is not a regular expression"),
        ("[[source]]", "[[sauce]", "sources.toml: "),
    ],
)
def test_a_register_that_is_wrong_is_refused_by_source_and_field(
    before: str, after: str, said: str, tmp_path: Path
) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "sources.toml").write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(Misconfigured, match=said):
        read_register(tmp_path / "sources.toml")


def test_a_source_that_cannot_be_collected_is_not_enabled(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace('kind = "listing"', 'kind = "files"', 1)
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Misconfigured, match="bra_publikationer is enabled, but the kind files is not collected"):
        read_register(tmp_path / "sources.toml")


# The page


def test_the_page_of_sources_is_the_one_made_from_the_register() -> None:
    written = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert written == sources_page(SOURCES.values()), "run: utblick source page > docs/sources.md"


def test_the_page_names_every_source_once_with_its_address_and_keeps_its_tables_whole() -> None:
    page = sources_page(SOURCES.values())
    assert all(page.count(f"`{source.id}`") == 1 and f"(<{source.url}>)" in page for source in SOURCES.values())
    rows = [line for line in page.splitlines() if line.startswith("| [")]
    assert len(rows) == len(SOURCES)
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {6, 7}


def test_how_often_is_said_as_it_is() -> None:
    source = replace(next(source for source in SOURCES.values() if source.collected), quiet_days=1)
    said = {hours: sources_page([replace(source, interval_h=hours)]) for hours in (6, 24, 36, 72)}
    assert all(words in said[hours] for hours, words in ((6, ", every 6 h"), (24, ", daily"), (36, ", every 36 h")))
    assert ", every 3 days" in said[72]
    assert "something new within 1 day |" in said[6]


# The searches


def test_every_challenge_has_a_search_in_english_swedish_norwegian_and_danish() -> None:
    queries = load_queries()
    assert [query.challenge for query in queries] == list(load_catalogue().challenges)
    for one in queries:
        assert {"en", "sv", "nb", "da"} <= set(one.phrases)


def test_no_phrase_stands_for_two_challenges() -> None:
    every = [phrase.lower() for query in load_queries() for phrase in query.all_phrases]
    assert sorted({phrase for phrase in every if every.count(phrase) > 1}) == []


@pytest.mark.parametrize("search", SEARCHES)
def test_every_search_fits_into_an_address(search: Callable[[Query], str]) -> None:
    for one in load_queries():
        assert len(search(one)) <= LONGEST
        assert len(quote(search(one), safe="")) <= LONGEST_ENCODED


def test_a_search_is_written_in_the_words_of_its_api() -> None:
    one = query("gun violence", "focused deterrence")
    assert openalex_search(one) == '"gun violence" OR "focused deterrence"'
    assert europe_pmc_search(one) == '(TITLE_ABS:("gun violence" OR "focused deterrence"))'
    either = '("gun violence" OR "focused deterrence")'
    assert doaj_search(one) == f"(bibjson.title:{either} OR bibjson.abstract:{either})"
    assert crossref_search(query("gun violence", "Gun control")) == "gun violence control"


def test_a_phrase_that_two_languages_share_is_searched_once() -> None:
    one = Query(ChallengeId("drugs"), {"nb": ("narkotikahandel",), "da": ("narkotikahandel",)})
    assert openalex_search(one) == '"narkotikahandel"'


@pytest.mark.parametrize("search", PHRASED)
def test_a_quote_in_a_phrase_cannot_end_it(search: Callable[[Query], str]) -> None:
    assert '"a \\" OR \\\\b"' in search(query('a " OR \\b'))


@pytest.mark.parametrize("search", SEARCHES)
def test_a_search_that_is_too_long_is_refused_and_names_its_challenge(search: Callable[[Query], str]) -> None:
    with pytest.raises(Misconfigured, match="gun_violence is"):
        search(query(*(f"fras{number} " + "å" * 30 + str(number) for number in range(90))))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("[gun_violence]", "[gun_crime]", "'gun_crime' is no challenge"),
        ('"gun violence prevention"', '"gun, violence"', r"\[gun_violence\] en.0: "),
        ('"gun violence prevention"', '"gun \\" violence"', r"\[gun_violence\] en.0: "),
        ('sv = ["skjutvapenvåld"', 'se = ["skjutvapenvåld"', r"\[gun_violence\] "),
    ],
)
def test_searches_that_are_wrong_are_refused_by_challenge_and_field(
    before: str, after: str, said: str, tmp_path: Path
) -> None:
    text = QUERIES.read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "queries.toml").write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(Misconfigured, match=f"queries.toml.*{said}"):
        read_queries(tmp_path / "queries.toml", tuple(load_catalogue().challenges))


def test_a_challenge_without_a_search_is_named(tmp_path: Path) -> None:
    text = QUERIES.read_text(encoding="utf-8")
    (tmp_path / "queries.toml").write_text(text[: text.index("[info_sharing_capacity]")], encoding="utf-8")
    with pytest.raises(Misconfigured, match="'info_sharing_capacity' has no search"):
        read_queries(tmp_path / "queries.toml", tuple(load_catalogue().challenges))
