import json
import re
import shutil
from pathlib import Path

import pytest

from crawlers.links import sitemap_entries
from crawlers.readers.reading import Kind, read
from crawlers.readers.sniff import sniff
from crawlers.register import read_register
from crawlers.scaffold import EXPECTED, FILES, FILL_IN, FIXTURES, new_source
from kb.domain.documents import SourceId
from kb.domain.facts import Mark
from kb.domain.sources import SourceKind
from kb.errors import InputError, SourceChanged

REGISTER = Path(__file__).parents[3] / "crawlers" / "sources.toml"
URL = "https://provmyndigheten.example/nyheter/"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "crawlers").mkdir()
    shutil.copy(REGISTER, tmp_path / "crawlers" / "sources.toml")
    return tmp_path


def text_of(root: Path) -> str:
    return (root / "crawlers" / "sources.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", FILES)
def test_a_new_source_stands_in_the_register_and_waits_until_somebody_has_seen_it(kind: SourceKind, root: Path) -> None:
    written = new_source(root, "provmyndigheten", kind, URL, "Provmyndigheten", country="NO", languages=("nb", "en"))
    source = read_register(root / "crawlers" / "sources.toml")[SourceId("provmyndigheten")]
    assert (source.kind, source.url, source.country, source.languages) == (kind, URL, "NO", ("nb", "en"))
    assert (source.enabled, source.form.assumed, source.mark) == (False, True, Mark.UNVERIFIED)
    assert source.licence is None
    assert written == [
        root / "crawlers" / "sources.toml",
        *(root / FIXTURES / "provmyndigheten" / file for file in (*FILES[kind], EXPECTED)),
    ]
    assert all(file.is_file() for file in written)


def test_what_stood_in_the_register_is_left_as_it_was(root: Path) -> None:
    before = text_of(root)
    new_source(root, "provmyndigheten", SourceKind.FEED, URL, "Provmyndigheten")
    assert text_of(root).startswith(before.rstrip("\n") + "\n\n[[source]]\n")
    assert sorted(file.name for file in (root / "crawlers").iterdir()) == ["sources.toml"]


def test_the_expected_reading_says_what_has_to_be_filled_in(root: Path) -> None:
    *_, expected = new_source(root, "provmyndigheten", SourceKind.LISTING, URL, "Provmyndigheten")
    said = json.loads(expected.read_text(encoding="utf-8"))[FILL_IN]
    assert "listing.html, item.html" in said
    assert "--write provmyndigheten" in said
    assert URL in said


def test_items_of_a_new_list_stand_below_its_own_path_unless_said_otherwise(root: Path) -> None:
    new_source(root, "a", SourceKind.LISTING, "https://a.example/om-oss/nyheter/", "A")
    new_source(root, "b", SourceKind.LISTING, "https://b.example/", "B", links=r"^/pub/\d+$")
    sources = read_register(root / "crawlers" / "sources.toml")
    links = sources[SourceId("a")].form.links or ""
    assert re.match(links, "/om-oss/nyheter/en-nyhet")
    assert not re.match(links, "/om-oss/nyheter/?page=2")
    assert sources[SourceId("b")].form.links == r"^/pub/\d+$"


def test_names_with_quotes_brackets_and_line_breaks_stand_in_the_files_as_text(root: Path) -> None:
    name = 'Råd & "Rön" <\\b>\n{x}'
    _, feed, _ = new_source(root, "r", SourceKind.FEED, URL + "?a=1&b=2", name)
    assert read_register(root / "crawlers" / "sources.toml")[SourceId("r")].name == name
    with pytest.raises(SourceChanged, match="without items"):  # a feed, and an empty one
        read(feed.read_bytes(), name="feed.xml", source=SourceId("r"))


@pytest.mark.parametrize("kind", [k for k in FILES if k is not SourceKind.SITEMAP])
def test_the_first_file_of_a_fixture_is_taken_for_what_the_source_answers(kind: SourceKind, root: Path) -> None:
    _, first, *_ = new_source(root, "provmyndigheten", kind, URL, "Provmyndigheten")
    page = kind in (SourceKind.LISTING, SourceKind.WATCH)
    assert sniff(first.read_bytes(), first.name) is (Kind.PAGE if page else Kind(kind.value))


def test_the_sitemap_of_a_fixture_is_a_sitemap_and_an_empty_one(root: Path) -> None:
    _, first, *_ = new_source(root, "provmyndigheten", SourceKind.SITEMAP, URL, "Provmyndigheten")
    with pytest.raises(SourceChanged, match="a sitemap without addresses"):
        sitemap_entries(first.read_bytes(), URL)


@pytest.mark.parametrize(
    ("source_id", "kind", "url", "said"),
    [
        ("bra_nyheter", SourceKind.FEED, URL, "there is a source 'bra_nyheter' already"),
        ("ny", SourceKind.FEED, "http://www.bra.se/rss/", "is the address of the source 'bra_rss' already"),
        ("ny", SourceKind.API, URL, "a source of the kind api is not collected; the kinds are feed, listing"),
        ("Ny källa", SourceKind.FEED, URL, "the source cannot be entered: id: "),
        ("../../ny", SourceKind.FEED, URL, "the source cannot be entered: id: "),
        ("ny", SourceKind.FEED, "ftp://a.example/", "is not a web address"),
        ("ny", SourceKind.FEED, "a.example/feed", "is not a web address"),
        ("ny", SourceKind.FEED, "https://a.example/a b", "is not a web address"),
        ("ny", SourceKind.FEED, "https://a.example/\x85", "is not a web address"),
        ("ny", SourceKind.FEED, "https://name:word@a.example/", "a user name or password"),
        ("ny", SourceKind.FEED, "https://localhost/feed", "'localhost' is no name of a public site"),
        ("ny", SourceKind.FEED, "https://127.0.0.1/feed", "is no name of a public site"),
        ("ny", SourceKind.FEED, "https://[::1]/feed", "is no name of a public site"),
    ],
)
def test_what_cannot_be_entered_is_refused_and_nothing_is_written(
    source_id: str, kind: SourceKind, url: str, said: str, root: Path
) -> None:
    before = text_of(root)
    with pytest.raises(InputError, match=re.escape(said)):
        new_source(root, source_id, kind, url, "Ny källa")
    assert text_of(root) == before
    assert not (root / "tests").exists()
    assert sorted(file.name for file in (root / "crawlers").iterdir()) == ["sources.toml"]


@pytest.mark.parametrize("name", ["", "  ", "trasig \udcff"])
def test_a_name_that_is_no_text_is_refused(name: str, root: Path) -> None:
    with pytest.raises(InputError, match="the source cannot be entered"):
        new_source(root, "ny", SourceKind.FEED, URL, name)
    assert sorted(file.name for file in (root / "crawlers").iterdir()) == ["sources.toml"]


def test_a_folder_without_a_register_is_no_working_copy(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a working copy of Utblick"):
        new_source(tmp_path, "ny", SourceKind.FEED, URL, "Ny källa")


def test_a_fixture_that_is_there_already_is_not_overwritten(root: Path) -> None:
    (root / FIXTURES / "ny").mkdir(parents=True)
    with pytest.raises(InputError, match="exists already"):
        new_source(root, "ny", SourceKind.FEED, URL, "Ny källa")
