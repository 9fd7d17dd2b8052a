import json
from datetime import date

import pytest

from crawlers.readers import Kind, Reading, read
from kb.domain.documents import MediaType, SourceId
from kb.errors import InputError, SourceChanged

SOURCE = SourceId("kommun")


def feed(items: str, declaration: str = "") -> bytes:
    return f'{declaration}<rss version="2.0"><channel><title>Nyheter</title>{items}</channel></rss>'.encode()


def reading(content: bytes, address: str | None = None) -> Reading:
    return read(content, name="feed", source=SOURCE, address=address)


ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv-SE"><title>Forskning</title>
<entry><id>tag:example.org,2026:1</id><title type="html">Våld &amp;amp; skydd</title>
<link rel="alternate" href="https://example.org/1"/><published>2026-02-01T00:10:00+01:00</published>
<author><name>Anna Exempel</name></author><author><name>Bo Exempel</name></author>
<category term="v" label="våld"/><category term="skola"/>
<content type="html">&lt;p&gt;Första.&lt;/p&gt;&lt;script&gt;bad()&lt;/script&gt;
&lt;p&gt;Andra.&lt;/p&gt;</content></entry>
</feed>"""


def test_an_atom_entry_is_read_field_by_field() -> None:
    result = reading(ATOM.encode())
    [item] = result.documents
    assert result.kind is Kind.FEED
    assert (item.title, item.text) == ("Våld & skydd", "Första.\n\nAndra.")
    assert (item.external_id, item.address) == ("tag:example.org,2026:1", "https://example.org/1")
    assert item.authors == ("Anna Exempel", "Bo Exempel")
    assert item.terms == ("våld", "skola")
    assert item.language == "sv"
    assert item.media_type is MediaType.JSON
    assert json.loads(item.content)["title"] == "Våld & skydd"


def test_keeps_the_feeds_own_day_and_never_invents_one() -> None:
    written = "Mon, 02 Mar 2026 23:50:00 -0800"
    items = f"<item><title>a</title><pubDate>{written}</pubDate></item><item><title>b</title></item>"
    days = [item.published for item in reading(feed(items)).documents]
    assert days == [date(2026, 3, 2), None]


@pytest.mark.parametrize(
    ("written", "day", "year"),
    [
        ("19:30", None, None),  # feedparser: today
        ("2019", None, 2019),  # feedparser: the present month of that year
        ("2019-05", None, 2019),
        ("2019-W05-1", None, None),
        ("2019-02-30T25:61:61Z", None, None),  # feedparser: 3 March
        ("99999-01-01", None, None),
        ("1" * 5_000, None, None),
        ("3 maj 2019", date(2019, 5, 3), None),
        ("20190503", date(2019, 5, 3), None),
        ("Sat May  3 08:00:00 2019", date(2019, 5, 3), None),
        ("Fri, 03 May 19 23:30:00 -0500", date(2019, 5, 3), None),
    ],
)
def test_a_day_that_is_not_written_is_not_filled_in(written: str, day: date | None, year: int | None) -> None:
    [item] = reading(feed(f"<item><title>a</title><pubDate>{written}</pubDate></item>")).documents
    assert (item.published, item.year) == (day, year)


def test_what_a_program_writes_that_has_no_date_is_no_date() -> None:
    items = "<item><title>a</title><pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate></item>"
    items += "<item><title>b</title><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item>"
    assert [item.published for item in reading(feed(items)).documents] == [None, None]
    said = {"id": "1", "title": "a", "date_published": "0001-01-01T00:00:00Z", "date_modified": "2026-03-02T10:00:00Z"}
    content = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "n", "items": [said]})
    assert reading(content.encode()).documents[0].published == date(2026, 3, 2)


def test_relative_links_are_resolved_and_ids_left_as_they_stand() -> None:
    [item] = reading(
        feed("<item><title>a</title><link>/n/1</link><guid isPermaLink='false'>t3_1</guid></item>"),
        address="https://example.org/rss/all",
    ).documents
    assert (item.address, item.external_id) == ("https://example.org/n/1", "t3_1")


def test_an_item_without_title_is_called_by_its_first_words() -> None:
    [item] = reading(feed("<item><description>Kort notis om belysning.</description></item>")).documents
    assert item.title == "Kort notis om belysning."


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-16", "utf-8"])
def test_encodings_are_followed_as_declared(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><item><title>Våld</title></item>'
    [item] = reading((text + "</channel></rss>").encode(encoding)).documents
    assert item.title == "Våld"


def test_a_feed_that_declares_another_encoding_than_it_uses_is_still_read() -> None:
    [item] = reading(feed("<item><title>Våld</title></item>", '<?xml version="1.0" encoding="ascii"?>')).documents
    assert item.title == "Våld"


@pytest.mark.parametrize(
    ("declaration", "title"),
    [
        ('<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', "&b;"),
        ('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>', "&a;"),
        ('<!-- <x --><!DOCTYPE rss [<!ENTITY a "aaaa">]>', "&a;"),
    ],
)
def test_a_feed_that_declares_entities_is_refused_unread(declaration: str, title: str) -> None:
    with pytest.raises(InputError, match="entities"):
        reading(feed(f"<item><title>{title}</title></item>", declaration))


def test_a_feed_nested_too_deep_is_refused() -> None:
    with pytest.raises(InputError, match="256 levels"):
        reading(feed("<a>" * 300 + "</a>" * 300))


def test_a_feed_that_ends_in_the_middle_is_refused() -> None:
    with pytest.raises(InputError, match="ends in the middle"):
        reading(feed("<item><title>a</title></item>")[:-20])


def test_a_feed_without_items_has_changed() -> None:
    with pytest.raises(SourceChanged, match="without items"):
        reading(feed(""))


def test_at_most_two_thousand_items_are_taken_and_the_cut_is_told() -> None:
    result = reading(feed("<item><title>a</title></item>" * 2_003))
    assert len(result.documents) == 2_000
    assert [refusal.reason for refusal in result.refusals] == ["3 more than are read of one feed"]


def test_one_bad_item_spoils_no_other() -> None:
    deep = "&lt;div&gt;" * 300
    items = f"<item><title>a</title><description>{deep}</description></item><item><title>b</title></item>"
    result = reading(feed(items))
    assert [item.title for item in result.documents] == ["b"]
    assert result.refusals[0].place == "item 1"


def test_a_feed_with_a_stray_ampersand_is_read_all_the_same() -> None:
    assert reading(feed("<item><title>Trygghet & skola</title></item>")).documents[0].title == "Trygghet & skola"


def test_a_json_feed_is_read() -> None:
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "sv",
        "feed_url": "https://example.org/feed.json",
        "items": [
            {"id": 7, "title": "Rapport", "url": "/r", "content_html": "<p>Text</p>",
             "date_published": "2026-01-05T10:00:00Z", "authors": [{"name": "Anna"}], "tags": ["skola"]},
            5,
        ],
    }  # fmt: skip
    result = reading(json.dumps(content).encode())
    [item] = result.documents
    assert result.kind is Kind.JSON_FEED
    assert (item.external_id, item.title, item.text, item.address) == ("7", "Rapport", "Text", "https://example.org/r")
    assert (item.published, item.authors, item.terms, item.language) == (
        date(2026, 1, 5),
        ("Anna",),
        ("skola",),
        "sv",
    )
    assert [refusal.place for refusal in result.refusals] == ["item 2"]


def test_a_bare_link_is_called_by_its_address_and_an_item_of_nothing_is_refused() -> None:
    items = "<item><link>https://example.org/rapport.pdf</link></item><item><guid isPermaLink='false'>7</guid></item>"
    result = reading(feed(items))
    assert [item.title for item in result.documents] == ["https://example.org/rapport.pdf"]
    assert [refusal.reason for refusal in result.refusals] == ["it has neither title, text nor address"]


def test_a_title_as_long_as_a_text_is_cut_and_kept_whole_as_the_text() -> None:
    long = "ord " * 2_000
    first, second = reading(feed(f"<item><title>{long}</title></item><item><title>b</title></item>")).documents
    assert (len(first.title) <= 2_000, first.title[-1], first.text, second.title) == (True, "…", long.strip(), "b")


def test_of_two_descriptions_the_longer_one_is_the_text() -> None:
    media = 'xmlns:media="http://search.yahoo.com/mrss/"'
    caption = f'<media:content {media} url="x"><media:description>Bild: E</media:description></media:content>'
    [item] = reading(feed(f"<item><title>a</title><description>Hela notisen.</description>{caption}</item>")).documents
    assert item.text == "Hela notisen."


@pytest.mark.parametrize(
    ("stated", "licence"),
    [
        ('<link xmlns="http://www.w3.org/2005/Atom" rel="license" href="https://example.org/villkor"/>', "https://example.org/villkor"),
        ('<dc:rights xmlns:dc="http://purl.org/dc/elements/1.1/">CC BY 4.0</dc:rights>', "CC BY 4.0"),
        ('<dc:rights xmlns:dc="http://purl.org/dc/elements/1.1/">Alla har läst</dc:rights>', None),
    ],
)  # fmt: skip
def test_the_licence_is_the_one_that_the_item_states(stated: str, licence: str | None) -> None:
    assert reading(feed(f"<item><title>a</title>{stated}</item>")).documents[0].licence == licence


@pytest.mark.parametrize(
    "stated",
    [
        '<prism:doi xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">10.1000/ab</prism:doi>',
        '<dc:identifier xmlns:dc="http://purl.org/dc/elements/1.1/">doi:10.1000/ab</dc:identifier>',
        '<guid isPermaLink="false">https://doi.org/10.1000/ab</guid>',
    ],
)
def test_the_doi_that_journals_state_is_read(stated: str) -> None:
    assert reading(feed(f"<item><title>a</title>{stated}</item>")).documents[0].doi == "10.1000/ab"


@pytest.mark.parametrize("reference", ["&#0;", "&#xD800;", "&#xFFFFFFFFFF;", "&#x110000;", "&#" + "9" * 5_000 + ";"])
def test_a_reference_to_no_character_spoils_neither_its_item_nor_the_feed(reference: str) -> None:
    escaped = reference.replace("&", "&amp;")
    items = (
        f"<item><title>a{reference}b</title></item><item><title>c</title><description>d{escaped}</description></item>"
    )
    first, second = (document.normalised() for document in reading(feed(items)).documents)
    assert (first.title, second.title, second.text) == ("a\ufffdb", "c", "d\ufffd")


def test_references_to_characters_stay_what_they_are() -> None:
    item = reading(feed("<item><title>&#39;V&#229;ld&#x27; &#128512;&#x4e2d;</title></item>")).documents[0]
    assert item.title == "'Våld' 😀中"


def test_one_sign_cut_in_two_garbles_no_other_of_the_feed() -> None:
    [first, second] = reading(
        feed("<item><title>Tryggheten ökar på kvällen å~</title></item><item><title>Brå</title></item>").replace(
            b"~", "ä".encode()[:1]
        )
    ).documents
    assert (first.title, second.title) == ("Tryggheten ökar på kvällen å\ufffd", "Brå")


def test_a_feed_that_was_not_fetched_resolves_links_by_its_own_address() -> None:
    own = '<link rel="self" href="https://example.org/a/feed.xml"/>'
    entry = '<entry><title>a</title><id>1</id><link href="n/1"/></entry>'
    content = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title>{own}{entry}</feed>'.encode()
    assert reading(content).documents[0].address == "https://example.org/a/n/1"
    assert reading(content, "https://example.com/feed").documents[0].address == "https://example.com/n/1"


def json_feed(title: str) -> str:
    items = [{"id": "1", "title": title}]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "n", "items": items}, ensure_ascii=False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_a_json_feed_is_read_in_the_encoding_that_it_is_in(encoding: str) -> None:
    result = reading(json_feed("Brå ökar").encode(encoding))
    assert (result.kind, result.documents[0].title) == (Kind.JSON_FEED, "Brå ökar")


def test_what_stands_after_a_json_feed_neither_hides_it_nor_goes_unsaid() -> None:
    result = reading(f"{json_feed('a')}\n---\n<br>Notice: undefined\n".encode())
    assert (result.kind, [item.title for item in result.documents]) == (Kind.JSON_FEED, ["a"])
    assert result.refusals[0].place == "after the feed"
