from collections.abc import Iterator

import pytest

from crawlers.readers import read
from crawlers.readers.isolated import IsolatedReader
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
