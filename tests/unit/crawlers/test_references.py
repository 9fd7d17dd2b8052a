import gzip
import json
from datetime import date

import pytest

from crawlers.readers import Kind, Reading, read
from kb.domain.documents import SourceId
from kb.errors import InputError

SOURCE = SourceId("import:lista")


def reading(content: bytes | str) -> Reading:
    return read(content if isinstance(content, bytes) else content.encode(), name="lista", source=SOURCE)


def test_a_line_of_json_is_one_document_and_keeps_its_bytes() -> None:
    line = json.dumps(
        {"id": "r1", "title": "Rapport", "abstract": "Text", "date": "2021-05-03", "doi": "10.1234/ab", "lang": "sv",
         "authors": "Ek, A; Al, B", "source": "egen", "kind": "report", "keywords": ["skola", "skola"], "extra": 1}
    )  # fmt: skip
    result = reading(f"{line}\n\n" + '{"title": "Andra"}\n')
    first, second = result.documents
    assert result.kind is Kind.JSONL
    assert first.content == line.encode()
    assert (first.source, first.external_id, first.doi) == ("egen", "r1", "10.1234/ab")
    assert (first.published, first.year, first.language) == (date(2021, 5, 3), 2021, "sv")
    assert (first.authors, first.terms, first.kind) == (("Ek, A", "Al, B"), ("skola",), "report")
    assert (second.source, second.year, second.language) == (SOURCE, None, None)


def test_a_bad_line_is_named_with_its_number_and_the_others_are_taken() -> None:
    result = reading('{"title": "a"}\n{broken\n[1]\n{"title": 5}\n{"text": "b"}\n{"title": "c"}\n')
    assert [item.title for item in result.documents] == ["a", "c"]
    assert [refusal.place for refusal in result.refusals] == ["line 2", "line 3", "line 4", "line 5"]
    assert "not JSON" in result.refusals[0].reason


@pytest.mark.parametrize("value", ["unknown", "20199", 99, True, None, "", 1.5])
def test_a_year_that_is_none_is_unknown(value: object) -> None:
    line = json.dumps({"title": "a", "year": value})
    assert reading(line + '\n{"title": "b"}').documents[0].year is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_by_its_headings_in_either_language(encoding: str, delimiter: str) -> None:
    rows = [["Titel", "år", "Författare", "annat"], ["Våld i skolan", "2020", "Ek", "x"]]
    result = reading("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    [item] = result.documents
    assert result.kind is Kind.CSV
    assert (item.title, item.year, item.authors) == ("Våld i skolan", 2020, ("Ek",))


def test_a_row_over_several_lines_is_one_row_and_later_rows_keep_their_line_numbers() -> None:
    result = reading('title,abstract\na,"first\nsecond"\n,no title\nc,d,too many\n')
    assert result.documents[0].text == "first\nsecond"
    assert result.documents[0].content == b'a,"first\nsecond"\n'
    assert [refusal.place for refusal in result.refusals] == ["line 4", "line 5"]


def test_a_table_without_a_title_column_is_refused_with_the_columns_it_has() -> None:
    with pytest.raises(InputError, match="region, folkmängd"):
        reading("region;folkmängd\nA;1\n")


RIS = """TY  - JOUR
TI  - Trygghet i centrum
AU  - Ek, Anna
AU  - Al, Bo
PY  - 2019/05/02
DO  - 10.1234/x
UR  - https://example.org/x
LA  - swe
KW  - trygghet
AB  - En uppföljning.
ER  -

TY  - RPRT
AU  - Ingen Titel
ER  -

TY  - RPRT
T1  - Utan slut
"""


def test_ris_entries_are_read_one_by_one() -> None:
    result = reading(RIS)
    first, last = result.documents
    assert result.kind is Kind.RIS
    assert (first.title, first.text, first.authors) == ("Trygghet i centrum", "En uppföljning.", ("Ek, Anna", "Al, Bo"))
    assert (first.published, first.doi, first.address) == (date(2019, 5, 2), "10.1234/x", "https://example.org/x")
    assert (first.language, first.terms) == ("sv", ("trygghet",))
    assert first.content.startswith(b"TY  - JOUR")
    assert last.title == "Utan slut"
    assert [(refusal.place, refusal.reason) for refusal in result.refusals] == [
        ("entry 2, line 13", "the title is missing")
    ]


def test_what_stands_outside_all_ris_entries_is_refused_by_its_place() -> None:
    entry = "TY  - RPRT\nTI  - Rapport\nER  - \n"
    result = reading(f"Provider: Exempel\nDatabase: X\n\n{entry}\nTI  - Utan TY\nAU  - Ek, A\nER  - \n\n{entry}")
    assert [item.title for item in result.documents] == ["Rapport", "Rapport"]
    assert [refusal.place for refusal in result.refusals] == ["entry 1, line 1", "entry 3, line 8"]
    assert {refusal.reason for refusal in result.refusals} == {"it does not begin with TY, as an entry must"}


@pytest.mark.parametrize("words", ["CO - dioxide", "CO  - dioxide", "ER - the emergency room", "ÅB  - x", "a-  - y"])
def test_a_line_of_an_abstract_that_looks_like_a_tag_belongs_to_the_abstract(words: str) -> None:
    result = reading(f"TY  - JOUR\nTI  - Luft\nAB  - The air held\n{words}\nand more.\nPY  - 2019\nER  - \n")
    [item] = result.documents
    assert (item.text, item.year) == (f"The air held {words} and more.", 2019)
    assert result.refusals == ()


@pytest.mark.parametrize("tag", ["U1", "AV", "M2", "C1", "JO"])
def test_a_tag_that_is_not_read_adds_nothing_to_the_field_before_it(tag: str) -> None:
    [item] = reading(f"TY - JOUR\nTI - Luft\nAB - Kort.\n{tag} - annat\nER -\n").documents
    assert item.text == "Kort."


BIBTEX = r"""@string{ngt = "Nordisk tidskrift"}
@article{ek2020,
  title = {V{\aa}ld och {\"O}ppenhet},
  author = {Ek, {\AA}sa and Al, Bo},
  journal = ngt, year = 2020, doi = {10.1234/y}, keywords = {skola, unga}
}
@book{trasig, title = {Utan slut
@book{sist, title = {Sist}}
"""


def test_bibtex_accents_are_decoded_and_a_broken_entry_spoils_no_other() -> None:
    result = reading(BIBTEX)
    first, last = result.documents
    assert result.kind is Kind.BIBTEX
    assert (first.title, first.authors, first.year) == ("Våld och Öppenhet", ("Ek, Åsa", "Al, Bo"), 2020)
    assert (first.external_id, first.kind, first.terms) == ("ek2020", "article", ("skola", "unga"))
    assert last.title == "Sist"
    assert result.refusals[0].place == "entry 3, line 7"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("{{Council for Crime Prevention and Safety}}", ("Council for Crime Prevention and Safety",)),
        ("{{Council for Crime and Safety} and Ek, A}", ("Council for Crime and Safety", "Ek, A")),
        ("{Ek, A\n  and\tAl, Bo and {Barnes and {Noble and Co}}}", ("Ek, A", "Al, Bo", "Barnes and Noble and Co")),
        ("{Anderson, Sand}", ("Anderson, Sand",)),
    ],
)
def test_and_within_braces_is_a_word_of_a_name(author: str, names: tuple[str, ...]) -> None:
    [item] = reading(f"@article{{k, title = {{T}}, author = {author}}}").documents
    assert item.authors == names


@pytest.mark.parametrize(
    ("raw", "year", "day"),
    [
        ("2019-05", 2019, None),
        ("2019-05-03", 2019, date(2019, 5, 3)),
        ("2019", 2019, None),
        ("Spring 2019", None, None),
        ("20190503", None, None),
        (2019, None, None),
    ],
)
def test_a_raw_date_gives_its_year_when_it_begins_with_one(raw: object, year: int | None, day: date | None) -> None:
    [item] = reading(json.dumps([{"title": "T", "type": "book", "issued": {"raw": raw}}])).documents
    assert (item.year, item.published) == (year, day)


def test_csl_json_is_read() -> None:
    items = [
        {"id": "a", "type": "article-journal", "title": "T", "DOI": "10.1234/z",
         "issued": {"date-parts": [[2018, 3, 1]]},
         "author": [{"family": "Ek", "given": "A"}, {"literal": "Brottsbyrån"}]},
        {"id": "b", "type": "book"},
    ]  # fmt: skip
    result = reading(json.dumps(items))
    [item] = result.documents
    assert result.kind is Kind.CSL_JSON
    assert (item.published, item.authors) == (date(2018, 3, 1), ("Ek, A", "Brottsbyrån"))
    assert result.refusals[0].place == "item 2"


def test_a_packed_list_is_read_like_an_unpacked_one() -> None:
    assert reading(gzip.compress(b'{"title": "a"}\n{"title": "b"}\n', mtime=0)).documents[1].title == "b"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x00\x01\x02", "binary"),
        (b"Just a few words.", "no kind that can be read"),
        (b'{"a": 1, "b": [1, 2', "not JSON"),
        (b"{\n  broken\n}", "broken JSON"),
        (b'["a", "b"]', "neither a feed"),
        (b"<?xml version='1.0'?><OAI-PMH/>", "OAI-PMH"),
        (b"<note><to/></note>", "<note>"),
        (gzip.compress(b"x" * 60_000_000, mtime=0), "larger than 50 MiB"),
        (gzip.compress(b'{"title": "a"}', mtime=0)[:-9], "ends in the middle"),
        (gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "inside a gzip"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        reading(content)
