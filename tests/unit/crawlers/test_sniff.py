import gzip
import time

import pytest

from crawlers.readers.reading import Kind
from crawlers.readers.sniff import sniff, unpacked
from kb.errors import InputError


@pytest.mark.parametrize(
    "start", ["<span>Nytt</span>", "<ul><li>Nytt</li></ul>", "<script>x()</script>", "<h3>Nytt</h3>"]
)
def test_a_piece_of_a_page_is_a_page_whatever_it_begins_with(start: str) -> None:
    assert sniff(f"{start}<p>Om trygghet.</p>".encode(), "p") is Kind.PAGE


def test_a_stray_nul_makes_no_page_binary_and_many_do() -> None:
    assert sniff(b"<html><body>Tr\x00ygghet</body></html>", "p") is Kind.PAGE
    with pytest.raises(InputError, match="binary"):
        sniff(b"<html>" + bytes(100), "p")
    with pytest.raises(InputError, match="binary"):
        sniff(b"titel;text\na\x00;b\n", "p")


def test_a_page_about_pdf_files_is_none_and_a_pdf_after_a_notice_is_one() -> None:
    assert sniff(b"<html><body><p>A file begins with %PDF-1.7 as a rule.</p></body></html>", "p") is Kind.PAGE
    assert sniff(b"<br />\n<b>Notice</b>: undefined\n%PDF-1.7\n1 0 obj", "p") is Kind.PDF


def test_a_gzip_file_of_countless_empty_parts_is_refused_at_once() -> None:
    packed = gzip.compress(b"", mtime=0) * 100_000  # each part was copied with all that follow: a quarter of a minute
    began = time.monotonic()
    with pytest.raises(InputError, match="parts"):
        unpacked(packed, "f")
    assert time.monotonic() - began < 2


def test_the_parts_of_a_gzip_file_are_one_whole_however_large() -> None:
    parts = [bytes([number]) * 200_000 for number in range(3)]
    assert unpacked(b"".join(map(gzip.compress, parts)) + bytes(20), "f") == b"".join(parts)
    with pytest.raises(InputError, match="ends in the middle"):
        unpacked(gzip.compress(parts[1], mtime=0)[:-9], "f")
