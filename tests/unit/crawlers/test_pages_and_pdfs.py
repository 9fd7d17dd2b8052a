import hashlib
from datetime import date

import pytest

from crawlers.readers import Kind, read
from crawlers.readers.pages import read_page, words_of
from kb.domain.documents import RawDocument, SourceId
from kb.errors import InputError, SourceChanged

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


def found(body: str, head: str = "", address: str | None = None) -> tuple[date | None, bool]:
    """Return the day that is read off a page on 1 June 2026, and whether it was found by machine."""
    content = (
        f"<html lang='sv'><head><title>Rapport</title>{head}</head><body>{body}<p>En text om skolan.</p></body></html>"
    )
    item = read_page(content.encode(), name="p", source=SOURCE, address=address, today=date(2026, 6, 1))
    return item.published, item.date_found


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("<p>Publicerad: 3 maj 2019</p>", date(2019, 5, 3)),
        ("<p>Publicerad 2019-05-03, uppdaterad 2024-01-01</p>", date(2019, 5, 3)),
        ("<p>Published on May 3, 2019</p>", date(2019, 5, 3)),
        ("<p>Publisert 03.05.2019</p>", date(2019, 5, 3)),
        ("<p>Offentliggjort d. 3. maj 2019</p>", date(2019, 5, 3)),
        ("<p>Julkaistu 3.5.2019</p>", date(2019, 5, 3)),
        ("<p>Nyhet | publicerad 3 maj 2019</p>", date(2019, 5, 3)),
        ("<p>Sidan publicerades fredag 3 maj 2019</p>", date(2019, 5, 3)),
        ("<article><time datetime='2019-05-03T10:00'>i fredags</time></article>", date(2019, 5, 3)),
        ("<main><time datetime='2019-05-03'>a</time><time datetime='2020-01-01'>b</time></main>", date(2019, 5, 3)),
    ],
)  # fmt: skip
def test_a_day_of_publication_that_is_written_on_the_page_is_taken_and_marked_as_found(body: str, day: date) -> None:
    assert found(body) == (day, True)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Senast uppdaterad 3 maj 2019</p>",
        "<p>Granskad 2019-05-03</p>",
        "<p>© 2019 Kommunen</p>",
        "<p>Publicerad 2019</p>",
        "<p>Publicerad 31 februari 2019</p>",
        "<p>Publicerad 3 maj 2027</p>",
        "<p>Published 03/05/2019</p>",
        "<p>Publicerad 3 maj 2019</p><p>Publicerad 4 maj 2019</p>",
        "<p>Publicerad/uppdaterad 2019-05-03</p>",
        "<p>Published, reviewed 3 May 2019</p>",
        "<p>Publicerad</p><p>Uppdaterad 3 maj 2019</p>",
        "<p>Studien publicerades 3 maj 2019 i en tidskrift</p>",
        "<p>A review published on 3 May 2019 found no effect</p>",
        "<p>Publicerad av kommunens enhet för säkerhet och beredskap, som den 3 maj 2019 fick i uppdrag</p>",
        "<time datetime='2019-05-03'>utanför artikeln</time>",
        "<article><aside><time datetime='2019-05-03'>annat</time></aside></article>",
        "<article><time datetime='2027-05-03'>en konferens</time></article>",
        "<main>" + "".join(f"<time datetime='2019-05-0{n}'>x</time>" for n in range(1, 6)) + "</main>",
    ],
)
def test_days_of_other_things_and_days_to_come_are_never_the_pages(body: str) -> None:
    assert found(body) == (None, False)


def test_an_address_may_tell_the_day() -> None:
    assert found("", address="https://example.org/2024/05/17/rapport") == (date(2024, 5, 17), True)
    assert found("", address="https://example.org/2024-05-17-rapport") == (date(2024, 5, 17), True)
    assert found("", address="https://example.org/2024/15/17/rapport") == (None, False)
    assert found("", address="https://example.org/rapport?d=/2024/05/17/") == (None, False)


@pytest.mark.parametrize("unset", ["0001-01-01T00:00:00", "1970-01-01", "1900-01-01T00:00:00Z"])
def test_what_a_program_writes_that_has_no_date_is_no_date(unset: str) -> None:
    assert found("", f'<meta name="dcterms.issued" content="{unset}">') == (None, False)


def test_a_stated_day_goes_before_a_found_one() -> None:
    head = '<meta name="dcterms.issued" content="2020-04-01">'
    assert found("<p>Publicerad 3 maj 2019</p>", head) == (date(2020, 4, 1), False)
    assert found("<time itemprop='datePublished' datetime='2020-04-01'>x</time>") == (date(2020, 4, 1), False)


def test_linked_data_of_a_list_of_articles_states_no_day() -> None:
    several = (
        '<script type="application/ld+json">[{"datePublished": "2020-01-01"}, {"datePublished": "2020-01-02"}]</script>'
    )
    assert found("", several) == (None, False)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Ny rapport | Brå</title><meta property='og:site_name' content='Brå'>", "Ny rapport"),
        ("<title>Ny rapport - brå</title><meta property='og:site_name' content='Brå'>", "Ny rapport"),
        ("<title>Ny rapport | Nyheter</title><meta property='og:site_name' content='Brå'>", "Ny rapport | Nyheter"),
        ("<title>Ny rapport | Brå</title>", "Ny rapport | Brå"),
        ("<title>Brå</title><meta property='og:site_name' content='Brå'>", "Brå"),
        ("<title>Trygg-Brå</title><meta property='og:site_name' content='Brå'>", "Trygg-Brå"),
    ],
)  # fmt: skip
def test_only_the_name_that_the_page_gives_its_site_is_cut_from_a_title(head: str, title: str) -> None:
    content = f"<html><head>{head}</head><body><p>En text om skolan.</p></body></html>"
    assert read(content.encode(), name="p", source=SOURCE).documents[0].title == title


@pytest.mark.parametrize(
    ("head", "body", "licence"),
    [
        ("<link rel='license' href='https://example.org/villkor'>", "", "https://example.org/villkor"),
        ("<meta name='dcterms.license' content='CC BY 4.0'>", "", "CC BY 4.0"),
        ("<meta name='DC.rights' content='© Kommunen'>", "", "© Kommunen"),
        ("", "<a href='https://creativecommons.org/licenses/by/4.0/'>CC</a>", "https://creativecommons.org/licenses/by/4.0"),
        ("", "<a href='https://creativecommons.org/licenses/by/4.0/'>a</a>"
             "<a href='https://creativecommons.org/licenses/by-nc/4.0/'>b</a>", None),
        ("", "<a href='https://example.org/?https://creativecommons.org/licenses/by/4.0/'>CC</a>", None),
    ],
)  # fmt: skip
def test_the_licence_is_the_one_that_the_page_states(head: str, body: str, licence: str | None) -> None:
    content = f"<html><head><title>a</title>{head}</head><body>{body}<p>En text om skolan.</p></body></html>"
    assert read(content.encode(), name="p", source=SOURCE).documents[0].licence == licence


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "iso-8859-1"), ("cp1252", "utf-8"), ("iso-8859-1", "iso-8859-1"), ("utf-16", "utf-8"),
     ("utf-16-le", "x"), ("cp1252", "utf-7"), ("utf-8", "unicode_escape"), ("koi8-r", "koi8-r")],
)  # fmt: skip
def test_a_page_is_read_in_the_encoding_that_fits(encoding: str, declared: str) -> None:
    word = "Преступность" if encoding == "koi8-r" else "Våld"
    head = f"<meta charset='{declared}'><title>{word}</title>"
    content = f"<html><head>{head}</head><body><p>{word} i skolan.</p></body></html>"
    assert read(content.encode(encoding), name="p", source=SOURCE).documents[0].title == word


WATCHED = (
    "<html><head><title>Stöd</title></head><body><nav>Start</nav><div class='a b'><p>För\u00adsta&nbsp;ordet.</p>"
    "<script>bad()</script><p>Andra.</p></div><div class='a'>Tredje<div class='a'>inuti</div></div></body></html>"
).encode()


def test_a_broken_sign_on_a_page_that_declares_nothing_garbles_no_other() -> None:
    body = "<main><p>Tryggheten ökar på kvällen i hela området, säger kommunen om våren.</p></main>" * 5
    content = f"<html><title>Lägesbild</title><body>{body}".encode() + b"\xc3</body></html>"
    [item] = read(content, name="p", source=SOURCE).documents
    assert item.title == "Lägesbild"
    assert "ökar på kvällen" in item.text


def test_a_selector_names_the_part_of_a_page_whose_words_count() -> None:
    assert words_of(WATCHED, "div.a") == "Första ordet.\n\nAndra.\n\nTredje\n\ninuti"
    assert words_of(WATCHED, "nav") == "Start"
    item = read(WATCHED, name="p", source=SOURCE, area="div.b").documents[0]
    assert (item.title, item.text) == ("Stöd", "Första ordet.\n\nAndra.")


def test_without_a_selector_the_main_text_counts() -> None:
    assert "intervjuer med personal" in words_of(PAGE.encode(), None)
    assert "Start" not in words_of(PAGE.encode(), None)


@pytest.mark.parametrize("selector", ["#borta", "div.b script"])
def test_a_selector_that_finds_no_words_says_that_the_source_has_changed(selector: str) -> None:
    with pytest.raises(SourceChanged, match=selector):
        words_of(WATCHED, selector)


def test_a_selector_that_is_none_is_named() -> None:
    with pytest.raises(InputError, match=r"'div\['"):
        words_of(WATCHED, "div[")


def test_a_tag_with_thousands_of_attributes_loses_them_and_keeps_its_words() -> None:
    many = " ".join(f"a{number}=''" for number in range(100_000))
    assert words_of(f"<html><body><div {many}><p>Kvar.</p></div></body></html>".encode(), "div") == "Kvar."


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


def test_the_pages_of_a_pdf_begin_where_it_says_and_one_without_text_where_the_next_does() -> None:
    item = read_pdf(pdf(["Page one", "", "Page three", ""]))
    assert item.page_starts == (0, 10, 10, 20)
    assert item.normalised().page_starts == item.page_starts
    assert [item.text[start:][:10] for start in item.page_starts] == ["Page one\n\n", "Page three", "Page three", ""]


def lines(*texts: str) -> str:
    """Return the content of a page of several lines, each below the other."""
    return ") Tj 0 -14 Td (".join(texts)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (("brotts-", "forebyggande"), "brottsforebyggande"),
        (("person-", "och fordonskontroll"), "person- och fordonskontroll"),
        (("Stockholm-", "Uppsala"), "Stockholm-Uppsala"),
        (("2019-", "2020"), "2019-\n2020"),
    ],
)
def test_a_word_that_breaks_at_the_end_of_a_line_is_in_one_piece(broken: tuple[str, str], whole: str) -> None:
    assert read_pdf(pdf([lines(f"Om {broken[0]}", f"{broken[1]} i skolan")])).text.split("Om ")[1].startswith(whole)


def test_ligatures_become_letters() -> None:
    font = "/BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [1 /fi /fl] >>"
    content = pdf(["of\\001cer of \\002oor"]).replace(b"/BaseFont /Helvetica", font.encode())
    assert read_pdf(content).text == "officer of floor"


def test_the_line_at_the_head_of_all_pages_stands_once_and_their_numbers_not_at_all() -> None:
    pages = [lines("Rapport 7", f"Stycke {n}", "om skolan", f"och {'mer ' * n}", str(n)) for n in range(1, 7)]
    text = read_pdf(pdf(pages)).text
    assert (text.count("Rapport 7"), text.count("Stycke"), "\n5\n" in text) == (1, 6, False)


def test_pages_of_one_line_keep_it() -> None:
    assert read_pdf(pdf(["Samma rad"] * 6)).text.count("Samma rad") == 6


def test_the_language_that_the_file_states_is_taken() -> None:
    content = pdf(["Page one"]).replace(b"/Type /Catalog", b"/Type /Catalog /Lang (sv-SE)")
    assert (read_pdf(content).language, read_pdf(pdf(["Page one"])).language) == ("sv", None)


def test_a_day_of_making_is_no_day_of_publication_and_nobody_is_no_author() -> None:
    item = read_pdf(pdf(["Page one"], "/CreationDate (D:20190503) /Author (anonymous)"))
    assert (item.published, item.authors) == (None, ())


def test_pages_that_are_pictures_with_next_to_no_text_need_ocr() -> None:
    picture = "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI"
    scanned = f"Sida) Tj ET q 595 0 0 842 0 0 cm {picture} Q BT /F1 12 Tf 72 600 Td (x"
    with pytest.raises(InputError, match=r"2 pages that are pictures.*OCR"):
        read_pdf(pdf([scanned, scanned]))
    assert read_pdf(pdf([scanned, "En sida med ord om skolan"])).text.endswith("om skolan")


def locked(text: str) -> bytes:
    """Return a PDF that is encrypted with an empty user password (PDF 1.7, 7.6.3: RC4, revision 2)."""
    padding = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    owner = rc4(digest(padding)[:5], padding)
    key = digest(padding + owner + (-4).to_bytes(4, "little", signed=True) + b"\0")[:5]
    secrets = f"/O <{owner.hex()}> /U <{rc4(key, padding).hex()}>"
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 {secrets} /P -4 >> /ID [<00> <00>]"
    plain = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode()
    return pdf([text], trailer=encrypt).replace(plain, rc4(digest(key + bytes([5, 0, 0, 0, 0]))[:10], plain))


def digest(content: bytes) -> bytes:
    return hashlib.md5(content, usedforsecurity=False).digest()


def rc4(key: bytes, content: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def test_a_pdf_whose_password_is_empty_opens() -> None:
    content = locked("Hej hopp")
    assert b"Hej hopp" not in content
    assert read_pdf(content).text == "Hej hopp"
