import csv
import json
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator

import pytest
from lxml.etree import ParserError, XMLSyntaxError

from crawlers.readers import Kind, Reading, read
from crawlers.readers.child import CPU_S, answer_to
from crawlers.readers.isolated import IsolatedReader, answer_with, reading_from
from kb.domain.documents import RawDocument, SourceId
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


@pytest.mark.parametrize("kind", [Kind.FEED, Kind.JSON_FEED, Kind.PAGE, Kind.PDF])
def test_a_kind_may_be_given_less_time_than_a_file(kind: Kind) -> None:
    assert CPU_S[kind] < 30


def test_the_kind_is_told_before_the_reading_begins_so_that_its_time_can_be_set() -> None:
    told: list[Kind] = []
    with pytest.raises(SourceChanged):
        read(b'<rss version="2.0"><channel/></rss>', name="n", source=SOURCE, begun=told.append)
    assert told == [Kind.FEED]


def test_a_selector_reaches_the_reader_behind_the_wall(isolated: IsolatedReader) -> None:
    page = b"<html><head><title>T</title></head><body><nav>Ett</nav><main><p>Annat.</p></main></body></html>"
    assert isolated.read(page, name="n", source=SOURCE, area="nav").documents[0].text == "Ett"
    with pytest.raises(SourceChanged, match="#borta"):
        isolated.read(page, name="n", source=SOURCE, area="#borta")


def test_where_the_pages_of_a_pdf_begin_comes_back() -> None:
    raw = RawDocument(source=SOURCE, title="a", text="ett\n\ntva", page_starts=(0, 5), licence="CC0", date_found=True)
    answer = json.loads(json.dumps(answer_with(Reading(Kind.PDF, (raw,)), b"x")))
    assert reading_from(answer, b"x").documents == (raw,)


def test_what_a_reader_of_bytes_has_no_reason_to_do_is_refused_to_it() -> None:
    script = (
        "import sys, socket, subprocess\n"
        "from crawlers.readers.child import _refuse\n"
        "sys.addaudithook(_refuse)\n"
        "for attempt in (lambda: socket.socket().connect(('127.0.0.1', 9)), lambda: subprocess.Popen(['true']),\n"
        "                lambda: socket.getaddrinfo('localhost', 80), lambda: __import__('os').system('true')):\n"
        "    try: attempt()\n"
        "    except PermissionError: print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["refused"] * 4


class Overtaken(IsolatedReader):
    """A reader whose child says what somebody who has taken it over lets it say."""

    def __init__(self, answer: str) -> None:
        super().__init__(wall_s=20)
        self._answer = answer

    def _running(self) -> subprocess.Popen[bytes]:
        script = f"import sys, struct\nsys.stdout.buffer.write({self._answer})\nsys.stdout.flush()\nsys.stdin.read()"
        self._child = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self._child


@pytest.mark.parametrize(
    "answer",
    ["struct.pack('>Q', 1 << 62)", "struct.pack('>Q', 200_000) + b'[' * 200_000", "struct.pack('>Q', 2) + b'no'"],
)
def test_a_child_that_was_taken_over_can_neither_exhaust_nor_break_its_parent(answer: str) -> None:
    with Overtaken(answer) as reader, pytest.raises(InputError, match=r"^n (broke its reader|took more than)"):
        reader.read(FEED, name="n", source=SOURCE)


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
