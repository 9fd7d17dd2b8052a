import csv
import json
import struct
import zlib
from collections.abc import Iterator

import pytest
from lxml.etree import ParserError, XMLSyntaxError

from crawlers.readers import Reading, read
from crawlers.readers.child import answer_to
from crawlers.readers.isolated import IsolatedReader, reading_from
from kb.domain.documents import SourceId
from kb.errors import InputError, SourceChanged

FEED = b'<rss version="2.0"><channel><item><title>a</title><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>'
FEED += b"</channel></rss>"
SOURCE = SourceId("s")


@pytest.fixture
def isolated() -> Iterator[IsolatedReader]:
    with IsolatedReader() as reader:
        yield reader


@pytest.mark.parametrize(
    "content", [FEED, b'{"title": "a"}\n{"title": 5}\n', b"<html><body><p>Ett ord.</p></body></html>"]
)
def test_an_isolated_reading_is_the_same_as_a_direct_one(isolated: IsolatedReader, content: bytes) -> None:
    assert isolated.read(content, name="n", source=SOURCE) == read(content, name="n", source=SOURCE)


def test_errors_come_back_by_their_name(isolated: IsolatedReader) -> None:
    with pytest.raises(SourceChanged):
        isolated.read(b'<rss version="2.0"><channel/></rss>', name="n", source=SOURCE)
    with pytest.raises(InputError, match="fil is empty"):
        isolated.read(b"", name="fil", source=SOURCE)


def test_a_reading_that_takes_too_long_ends_named_and_the_next_one_works() -> None:
    slow = b"<html><body><table>" + b"<tr><td>x" * 300_000
    with IsolatedReader(cpu_s=1, wall_s=20) as reader:
        with pytest.raises(InputError, match="stor"):
            reader.read(slow, name="stor", source=SOURCE)
        assert len(reader.read(FEED, name="n", source=SOURCE).documents) == 1


def test_a_child_that_hangs_is_ended_by_the_clock() -> None:
    with IsolatedReader(wall_s=0.01) as reader, pytest.raises(InputError, match="took more"):
        reader.read(FEED, name="n", source=SOURCE)


def test_a_reading_that_needs_too_much_memory_ends_named() -> None:
    large = b'{"title": "' + b"x" * (40 << 20) + b'"}'
    with IsolatedReader(memory=128 << 20) as reader, pytest.raises(InputError, match="stor"):
        reader.read(large, name="stor", source=SOURCE)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (csv.Error("x"), "Error"),
        (XMLSyntaxError("x", 1, 1, 1), "XMLSyntaxError"),
        (ParserError("x"), "ParserError"),
        (zlib.error("x"), "error"),
        (struct.error("x"), "error"),
        (OverflowError("x"), "OverflowError"),
        (RecursionError("x"), "nested too deep"),
        (MemoryError(), "more than 64 MiB"),
        (RuntimeError("x"), "RuntimeError"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_what_a_parser_raises_of_its_own_is_a_refusal_that_names_the_file(error: Exception, words: str) -> None:
    def broken(_content: bytes, **_asked: object) -> Reading:
        raise error

    answer = answer_to({"name": "fil", "source": "s", "address": ""}, b"x", 64 << 20, broken)
    with pytest.raises(InputError, match=f"^fil .*{words}"):
        reading_from(json.loads(answer), b"x")
