"""Large feeds are read without their texts, and must read as small ones do."""

import time
from contextlib import suppress

import pytest

from crawlers.readers import Reading, read
from crawlers.readers.bodies import LIGHT, MOST_TEXT, lightened
from kb.domain.documents import RawDocument, SourceId
from kb.errors import InputError

SOURCE = SourceId("s")
MIB = 1 << 20
# One of each way to write a text in a feed.
TEXTS = (
    "<title>Våld &amp;amp; skydd i skolan: så gick det &#x2013; del 1</title><description>"
    "&lt;p&gt;Första om våld.&lt;/p&gt;&lt;script&gt;bad()&lt;/script&gt;&lt;p&gt;Andra.&lt;/p&gt;</description>",
    "<title><![CDATA[Trygghet & skola]]></title><description>"
    "<![CDATA[<p>En <b>fet</b> text &amp; mer</p> <!-- tyst --><ul><li>ett</li><li>två</li></ul>]]></description>",
    "<title>Bara ord</title><description>"
    "Text utan märkning, men med &amp;nbsp;blanksteg och &amp;quot;citat&amp;quot;.</description>",
    "<title>a</title><description>Kort.</description>"
    "<content:encoded><![CDATA[<p>Hela texten, som är längre.</p>]]></content:encoded>",
    "<title>b</title><description/>"
    "<media:group><media:description>Endast filmens text.</media:description></media:group>",
    "<title>c</title><description><![CDATA[ett]]> och <![CDATA[<i>två</i> och tre, fyra, fem]]></description>",
)
SPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
XHTML = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Ett <b>ord</b> om &#229;r</p><p>Två</p></div>'
ENTRIES = (
    f'<title type="html">Om &lt;i&gt;våld&lt;/i&gt;</title><content type="xhtml">{XHTML}</content>',
    '<title type="text">1 &lt; 2 &lt;b&gt;</title><summary type="text">Inte &lt;b&gt;märkning&lt;/b&gt; här</summary>',
    "<title>d</title><summary>Sammandrag</summary>"
    '<content type="html">&lt;p&gt;Hela texten &amp;aring;ter&lt;/p&gt;</content>',
)


def reading(content: str) -> Reading:
    return read(content.encode(), name="feed", source=SOURCE)


def rss(items: str) -> str:
    return f'<rss version="2.0" {SPACES}><channel><title>Nyheter</title><language>sv</language>{items}</channel></rss>'


def atom(entries: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv"><title>Nyheter</title>{entries}</feed>'


def without_filler(result: Reading) -> list[RawDocument]:
    return [document.normalised() for document in result.documents if "filler" not in document.title]


@pytest.mark.parametrize("text", TEXTS)
def test_an_item_of_a_large_feed_reads_as_it_does_in_a_small_one(text: str) -> None:
    item = f"<item>{text}<link>https://example.org/1</link><guid>1</guid><category>skola</category></item>"
    filler = f"<item><title>filler</title><description>{'ord ' * LIGHT}</description></item>"
    assert without_filler(reading(rss(item + filler))) == without_filler(reading(rss(item)))


@pytest.mark.parametrize("text", ENTRIES)
def test_an_entry_of_a_large_feed_reads_as_it_does_in_a_small_one(text: str) -> None:
    entry = f"<entry>{text}<id>1</id><published>2026-01-02T00:30:00+01:00</published></entry>"
    filler = f"<entry><title>filler</title><summary>{'ord ' * LIGHT}</summary></entry>"
    assert without_filler(reading(atom(entry + filler))) == without_filler(reading(atom(entry)))


def test_what_an_item_says_thrice_is_read_once_and_its_title_stays() -> None:
    space = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    words = "Samtal om trygghet i skolan. "
    item = (
        f"<item><title>Avsnitt</title><description>{words * 5}</description><itunes:title>Avsnitt</itunes:title>"
        f"<itunes:summary>{words * 5}</itunes:summary><itunes:subtitle>{words}</itunes:subtitle>"
        '<enclosure url="https://example.org/1.mp3" length="1" type="audio/mpeg"/></item>'
    )
    content = f'<rss version="2.0" {space}><channel>{item * 500}</channel></rss>'.encode()
    light = lightened(content, 2_000).data
    assert light.count(b"summary") == light.count(b"<enclosure") == 0
    assert light.count(b"<itunes:subtitle") == 500
    [first, *_] = read(content, name="f", source=SOURCE).documents
    assert (first.title, first.text) == ("Avsnitt", (words * 5).strip())


def test_a_text_that_names_a_mark_is_only_a_text() -> None:
    items = "<item><title>utblick-text-99-of-the-feed</title></item>"
    filler = f"<item><title>filler</title><description>{'ord ' * LIGHT}</description></item>"
    assert without_filler(reading(rss(items + filler)))[0].title == "utblick-text-99-of-the-feed"


def test_an_item_with_too_many_elements_is_refused_by_its_number_and_the_others_are_read() -> None:
    heavy = f"<item><title>b</title>{'<x>y</x>' * 20_000}</item>"
    result = reading(rss(f"<item><title>a</title></item>{heavy}<item><title>c</title></item>"))
    assert [document.title for document in result.documents] == ["a", "c"]
    assert [(r.place, r.reason) for r in result.refusals] == [("item 2", "it holds more than is read of one item")]


def test_more_text_than_is_read_of_a_feed_cuts_items_and_tells_how_many() -> None:
    item = f"<item><title>a</title><description>{'ord ' * (MIB // 4)}</description></item>"
    result = reading(rss(item * 12))
    taken = len(result.documents)
    assert MOST_TEXT // MIB <= taken < 12
    assert [(r.place, r.reason) for r in result.refusals] == [
        (f"items after {taken}", f"{12 - taken} more than are read of one feed")
    ]


@pytest.mark.parametrize(
    "rest", ["<!-- ", "<![CDATA[", "<?x ", "<item><title>", "<item><description><![CDATA[</description>"]
)
def test_a_large_feed_that_is_never_closed_ends_in_the_middle(rest: str) -> None:
    with pytest.raises(InputError, match="ends in the middle"):
        reading(f"<rss><channel><item><title>a</title></item>{rest}{'x ' * LIGHT}")


def test_a_head_of_elements_and_pieces_without_end_are_refused() -> None:
    with pytest.raises(InputError, match="before its first item"):
        lightened(b"<rss><channel>" + b"<x>y</x>" * 100_000, 10)
    with pytest.raises(InputError, match="more pieces"):
        lightened(b"<rss><channel>" + b"<!--x-->" * 100_000, 10)


@pytest.mark.parametrize(
    "items",
    [
        f"<item><title>a</title><description>{'&' * 10 * MIB}</description></item>",
        f"<item><title>a</title><description>{'<' * 10 * MIB}</description></item>",
        f"<item><title>a</title><author>{'a.' * 5 * MIB}</author></item>",
        f"<item {' '.join(f'a{n}=' + chr(34) * 2 for n in range(100_000))}><title>a</title></item>",
        f"<item><title>a</title><description>a{'&#x301;&#x316;' * 500_000}</description></item>",
        "<item><title>a</title></item>" * 200_000,
        f"<item><title>a</title><description>{'&lt;b ' + 'x ' * 200_000}&gt;</description></item>",
        f"<item><title>a</title>{'</x>' * MIB}</item>",
    ],
    ids=["ampersands", "tags", "addresses", "attributes", "marks", "items", "tag", "ends"],
)
def test_nothing_in_a_feed_takes_seconds(items: str) -> None:
    content = rss(items).encode()
    begun = time.process_time()
    with suppress(InputError):
        read(content, name="feed", source=SOURCE)
    assert time.process_time() - begun < 4  # 0.2 to 0.8 where it was measured
