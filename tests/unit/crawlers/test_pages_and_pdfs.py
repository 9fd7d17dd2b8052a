from datetime import date

import pytest

from crawlers.readers import Kind, read
from kb.domain.documents import RawDocument, SourceId
from kb.errors import InputError

SOURCE = SourceId("kommun")
PAGE = """<!doctype html><html lang="sv-SE"><head><title>Ny rapport | Kommunen</title>
<meta property="og:title" content="Ny rapport om trygghet">%s
<link rel="canonical" href="/rapport"></head>
<body><nav><a href="/">Start</a></nav><main><h1>Ny rapport</h1>
<p>Rapporten från den 3 maj 2019 handlar om brotts\u00adförebyggande arbete i kommunen och hur det följs upp.</p>
<p>Den bygger på intervjuer med personal i skolan, hos polisen och i socialtjänsten under två år.</p></main>
</body></html>"""


def page(head: str = "") -> RawDocument:
    [item] = read((PAGE % head).encode(), name="p", source=SOURCE, address="https://example.org/x?y").documents
    return item


def test_a_page_gives_its_title_text_language_and_own_address() -> None:
    item = page('<meta name="author" content="Anna Ek">')
    assert item.title == "Ny rapport om trygghet"
    assert "intervjuer med personal" in item.text
    assert "Start" not in item.text
    assert "brottsförebyggande" in item.normalised().text
    assert (item.language, item.address, item.authors) == ("sv", "https://example.org/rapport", ("Anna Ek",))


@pytest.mark.parametrize(
    ("canonical", "fetched", "expected"),
    [
        ("https://other.example/x", "https://example.org/a", "https://example.org/a"),
        ("//other.example/x", "https://example.org/a", "https://example.org/a"),
        ("https://example.org/x", "https://www.example.org/a", "https://example.org/x"),
        ("javascript:alert(1)", "https://example.org/a", "https://example.org/a"),
        ("https://other.example/x", None, "https://other.example/x"),
        ("file:///etc/passwd", None, None),
        ("/x", None, None),
    ],
)
def test_a_page_names_its_own_address_on_the_host_it_came_from_and_on_no_other(
    canonical: str, fetched: str | None, expected: str | None
) -> None:
    content = PAGE.replace('href="/rapport"', f'href="{canonical}"') % ""
    [item] = read(content.encode(), name="p", source=SOURCE, address=fetched).documents
    assert item.address == expected


def test_a_date_in_the_running_text_is_not_the_pages_date() -> None:
    assert page().published is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2020-04-01T23:30:00+02:00">',
        '<meta name="citation_publication_date" content="2020/04/01">',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2020-04-01"}]}</script>',
    ],
)
def test_a_date_that_the_page_states_is_taken(head: str) -> None:
    assert page(head).published == date(2020, 4, 1)


def test_a_page_nested_too_deep_is_refused() -> None:
    with pytest.raises(InputError, match="256 levels"):
        read(b"<html><body>" + b"<div>" * 500 + b"x", name="p", source=SOURCE)


def pdf(pages: list[str], info: str = "", trailer: str = "") -> bytes:
    """Return a small PDF with a line of text on each page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        f"<< {info} >>",
    ]
    for number, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET"
        font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {font} /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer\n<< /Size {size} /Root 1 0 R /Info 3 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{end}").encode("latin-1")


def read_pdf(content: bytes) -> RawDocument:
    result = read(content, name="rapport.pdf", source=SOURCE)
    assert result.kind is Kind.PDF
    return result.documents[0]


def test_a_pdf_gives_its_pages_separated_by_a_blank_line_and_its_stated_title() -> None:
    item = read_pdf(pdf(["Page one", "Page two"], "/Title (A report) /Author (Anna Ek; Bo Al)"))
    assert (item.title, item.text, item.authors) == ("A report", "Page one\n\nPage two", ("Anna Ek", "Bo Al"))


def test_a_title_left_behind_by_a_word_processor_gives_way_to_the_first_line() -> None:
    assert read_pdf(pdf(["Trygg i skolan"], "/Title (Microsoft Word - slut3.docx)")).title == "Trygg i skolan"


def test_a_pdf_without_text_needs_ocr() -> None:
    with pytest.raises(InputError, match=r"rapport\.pdf.*OCR"):
        read_pdf(pdf([""]))


def test_an_encrypted_pdf_is_named_as_such() -> None:
    secret = f"<{'00' * 32}>"
    key = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {secret} /U {secret} /P -4 >> /ID [<00> <00>]"
    with pytest.raises(InputError, match="encrypted"):
        read_pdf(pdf(["Page one"], trailer=key))


def test_a_broken_pdf_is_named_as_such() -> None:
    with pytest.raises(InputError, match="broken PDF"):
        read(b"%PDF-1.7 nothing", name="rapport.pdf", source=SOURCE)
