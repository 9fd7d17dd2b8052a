from datetime import date

import pytest

from crawlers.readers import Kind, Reading, read
from kb.domain.documents import MediaType, RawDocument, SourceId
from kb.errors import InputError

SOURCE = SourceId("arkiv")


def reading(content: str | bytes) -> Reading:
    return read(content if isinstance(content, bytes) else content.encode(), name="svar", source=SOURCE)


def answer(inner: str, verb: str = "ListRecords") -> str:
    opening = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-03-01T10:00:00Z</responseDate>'
    return f"<?xml version='1.0' encoding='UTF-8'?>{opening}<{verb}>{inner}</{verb}></OAI-PMH>"


def record(metadata: str, identifier: str = "oai:arkiv.example:1") -> str:
    header = f"<header><identifier>{identifier}</identifier><datestamp>2026-02-28</datestamp></header>"
    return f"<record>{header}<metadata>{metadata}</metadata></record>"


def dc(inner: str) -> str:
    return f'<oai_dc:dc xmlns:oai_dc="urn:a" xmlns:dc="http://purl.org/dc/elements/1.1/">{inner}</oai_dc:dc>'


def mods(inner: str) -> str:
    return f'<mods xmlns="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink">{inner}</mods>'


def one(metadata: str) -> RawDocument:
    [document] = reading(answer(record(metadata))).documents
    return document


DC = dc(
    '<dc:title xml:lang="en">Lighting footpaths</dc:title><dc:title xml:lang="sv">Belysning på gångvägar</dc:title>'
    "<dc:creator>Exempel, Anna</dc:creator><dc:creator>Exempel, Bo</dc:creator><dc:contributor>Red, E</dc:contributor>"
    '<dc:description xml:lang="en">We followed.</dc:description>'
    '<dc:description xml:lang="sv">&lt;p&gt;Vi följde &lt;i&gt;brott&lt;/i&gt;.&lt;/p&gt;</dc:description>'
    "<dc:date>2021-05-03</dc:date><dc:type>text</dc:type><dc:type>info:eu-repo/semantics/report</dc:type>"
    "<dc:type>info:eu-repo/semantics/publishedVersion</dc:type><dc:language>swe</dc:language>"
    "<dc:identifier>https://arkiv.example/fil/1.pdf</dc:identifier><dc:identifier>doi:10.1234/Ab.1</dc:identifier>"
    "<dc:identifier>http://urn.example/resolve?urn=urn:nbn:se:x-1</dc:identifier>"
    "<dc:subject>belysning</dc:subject><dc:subject>trygghet</dc:subject><dc:rights>gratis</dc:rights>"
    "<dc:rights>Får delas, se https://creativecommons.org/licenses/by/4.0/</dc:rights>"
)


def test_a_record_in_dublin_core_is_read_field_by_field() -> None:
    result = reading(answer(record(DC)))
    [item] = result.documents
    assert result.kind is Kind.OAI_PMH
    assert item.external_id == "oai:arkiv.example:1"
    assert (item.title, item.text) == ("Belysning på gångvägar", "Vi följde brott.")
    assert item.authors == ("Exempel, Anna", "Exempel, Bo")
    assert (item.published, item.year, item.language) == (date(2021, 5, 3), 2021, "sv")
    assert (item.doi, item.address) == ("10.1234/Ab.1", "http://urn.example/resolve?urn=urn:nbn:se:x-1")
    assert (item.kind, item.terms) == ("report", ("belysning", "trygghet"))
    assert item.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert item.media_type is MediaType.FEED
    assert item.content.decode() == record(DC)


@pytest.mark.parametrize(
    ("dates", "day", "year"),
    [
        (["2019"], None, 2019),
        (["2019-05"], None, 2019),
        (["2020-06-01T08:00:00Z", "2020-06-02T08:00:00Z", "2018-03-09"], date(2018, 3, 9), 2018),
        (["2020-06-01T08:00:00Z", "2018"], None, 2018),
        (["2010", "2012-04-02"], None, 2010),
        (["2010-01-04", "2010-05-04"], None, 2010),
        (["2010", "2010-05-04"], date(2010, 5, 4), 2010),
        (["2020-06-01T08:00:00Z", "2021-06-02T08:00:00Z"], None, None),
        (["info:eu-repo/date/embargoEnd/2015-05-12"], None, None),
        (["c2014"], None, 2014),
        ([], None, None),
    ],
)
def test_of_several_dates_the_one_of_issue_is_taken_and_none_is_guessed(
    dates: list[str], day: date | None, year: int | None
) -> None:
    item = one(dc("<dc:title>T</dc:title>" + "".join(f"<dc:date>{text}</dc:date>" for text in dates)))
    assert (item.published, item.year) == (day, year)


MODS = mods(
    '<genre authority="svep" type="publicationType">rap</genre>'
    '<genre authority="diva" type="publicationTypeCode">report</genre>'
    '<name type="personal"><namePart type="family">Exempel</namePart><namePart type="given">Anna</namePart>'
    '<namePart type="date">1970-</namePart><role><roleTerm type="code">aut</roleTerm></role>'
    "<affiliation>Kommunen</affiliation></name>"
    '<name type="personal"><namePart>Red Aktör</namePart><role><roleTerm type="code">edt</roleTerm></role></name>'
    '<name type="corporate"><namePart>Verket</namePart><role><roleTerm>pbl</roleTerm></role></name>'
    '<name type="corporate"><namePart>Kommunen</namePart><namePart>Säkerhet</namePart>'
    "<role><roleTerm>author</roleTerm></role></name>"
    '<name type="conference"><namePart>En konferens</namePart></name>'
    '<titleInfo lang="eng"><title>Lighting</title></titleInfo>'
    '<titleInfo lang="swe"><title>Ljus i parken?</title><subTitle>En <i>uppföljning</i></subTitle></titleInfo>'
    '<titleInfo type="alternative" lang="swe"><title>Annan titel</title></titleInfo>'
    '<language><languageTerm type="code" authority="iso639-2b">swe</languageTerm></language>'
    '<originInfo><dateIssued point="end">2023</dateIssued><dateIssued encoding="iso8601">20220310</dateIssued>'
    '<dateOther type="availableFrom">2024-01-31T13:48:00</dateOther></originInfo>'
    '<identifier type="isbn">978</identifier><identifier type="doi">10.1234/ljus</identifier>'
    '<identifier type="uri"> http://urn.kb.se/resolve?urn=urn:nbn:se:x:diva-1 </identifier>'
    '<location><url access="raw object">http://x.example/FULLTEXT01.pdf</url></location>'
    '<subject lang="swe"><topic>Belysning</topic></subject><subject lang="eng"><topic>Lighting</topic></subject>'
    '<abstract lang="eng">In English.</abstract><abstract lang="swe"><p>Vi mätte.</p><ul><li>Ett</li></ul></abstract>'
    '<accessCondition xlink:href="https://creativecommons.org/licenses/by-nc/4.0/">gratis</accessCondition>'
    '<relatedItem type="host"><titleInfo><title>Serien</title></titleInfo>'
    '<identifier type="doi">10.9/serie</identifier>'
    "</relatedItem><recordInfo><recordCreationDate>2024-02-01</recordCreationDate>"
    "<recordIdentifier>diva2:1</recordIdentifier></recordInfo>"
)


@pytest.mark.parametrize("prefixed", [False, True])
def test_a_record_in_mods_is_read_field_by_field(prefixed: bool) -> None:
    item = one(f'<m:mods xmlns:m="urn:m" {MODS[6:-7]}</m:mods>' if prefixed else MODS)
    assert item.title == "Ljus i parken? En uppföljning"
    assert item.normalised().text == "Vi mätte.\n\nEtt"
    assert item.authors == ("Exempel, Anna", "Kommunen, Säkerhet")
    assert (item.published, item.language, item.kind) == (date(2022, 3, 10), "sv", "report")
    assert (item.doi, item.address) == ("10.1234/ljus", "http://urn.kb.se/resolve?urn=urn:nbn:se:x:diva-1")
    assert item.terms == ("Belysning", "Lighting")
    assert item.licence == "https://creativecommons.org/licenses/by-nc/4.0/"


MARC = (
    "<marc:record><marc:leader>x</marc:leader><marc:controlfield tag='001'>b77</marc:controlfield>"
    "<marc:controlfield tag='008'>190101s2019    sw |||||||||||000 ||swe| </marc:controlfield>"
    "<marc:datafield tag='024' ind1='7'><marc:subfield code='a'>10.1234/m</marc:subfield>"
    "<marc:subfield code='2'>doi</marc:subfield></marc:datafield>"
    "<marc:datafield tag='100'><marc:subfield code='a'>Exempel, Anna,</marc:subfield></marc:datafield>"
    "<marc:datafield tag='245'><marc:subfield code='a'>Grannsamverkan :</marc:subfield>"
    "<marc:subfield code='b'>en översikt /</marc:subfield><marc:subfield code='c'>A</marc:subfield></marc:datafield>"
    "<marc:datafield tag='264'><marc:subfield code='c'>[2019]</marc:subfield></marc:datafield>"
    "<marc:datafield tag='520'><marc:subfield code='a'>Kort.</marc:subfield></marc:datafield>"
    "<marc:datafield tag='700'><marc:subfield code='a'>Red, E</marc:subfield>"
    "<marc:subfield code='4'>edt</marc:subfield></marc:datafield>"
    "<marc:datafield tag='856'><marc:subfield code='u'>https://bibliotek.example/b77</marc:subfield></marc:datafield>"
    "</marc:record>"
)


def test_in_mods_only_the_date_of_issue_is_one() -> None:
    dates = "<copyrightDate>2021-01-05</copyrightDate><dateCreated>2020-01-05</dateCreated>"
    item = one(mods(f"<titleInfo><title>T</title></titleInfo><originInfo>{dates}</originInfo>"))
    assert (item.published, item.year) == (None, None)


def _field(tag: str, code: str, text: str, more: str = "") -> str:
    return f'<datafield tag="{tag}" ind1=" "{more}><subfield code="{code}">{text}</subfield></datafield>'


def test_of_marc_neither_an_editor_nor_the_year_of_copyright_nor_a_related_page_is_the_works_own() -> None:
    editor = _field("100", "a", "Red, E").replace("</datafield>", '<subfield code="4">edt</subfield></datafield>')
    fields = (
        editor,
        _field("245", "a", "Grannsamverkan"),
        _field("264", "c", "2021", ' ind2="4"'),
        _field("856", "u", "https://bokhandel.example/omslag", ' ind2="2"'),
    )
    item = one(f"<record>{''.join(fields)}</record>")
    assert (item.authors, item.year, item.address) == ((), None, None)
    issued = _field("264", "c", "2019", ' ind2="1"') + _field("856", "u", "https://b.example/1", ' ind2="0"')
    item = one(f"<record>{''.join(fields)}{issued}</record>")
    assert (item.year, item.address) == (2019, "https://b.example/1")


@pytest.mark.parametrize(
    "content",
    [
        answer(record(f'<x xmlns:marc="http://www.loc.gov/MARC21/slim">{MARC}</x>', "b77")),
        f'<marc:collection xmlns:marc="http://www.loc.gov/MARC21/slim">{MARC}</marc:collection>',
        MARC.replace("marc:", "").replace("<record>", '<record xmlns="http://www.loc.gov/MARC21/slim">'),
    ],
)
def test_a_record_in_marc_is_read_within_an_answer_and_bare(content: str) -> None:
    [item] = reading(content).documents
    assert (item.external_id, item.title, item.text) == ("b77", "Grannsamverkan: en översikt", "Kort.")
    assert (item.authors, item.year, item.language) == (("Exempel, Anna",), 2019, "sv")
    assert (item.doi, item.address) == ("10.1234/m", "https://bibliotek.example/b77")


@pytest.mark.parametrize("content", [MODS, f"<modsCollection>{MODS}</modsCollection>"])
def test_bare_mods_is_read(content: str) -> None:
    [item] = reading(content).documents
    assert (item.external_id, item.year) == ("diva2:1", 2022)


def test_withdrawn_records_are_told_apart_and_the_last_word_on_an_identifier_counts() -> None:
    gone = '<record><header status="deleted"><identifier>oai:arkiv.example:{}</identifier></header></record>'
    again = record(dc("<dc:title>Ny titel</dc:title>"), "oai:arkiv.example:3")
    result = reading(
        answer(gone.format(1) + record(DC, "oai:arkiv.example:2") + gone.format(2) + record(DC, "oai:arkiv.example:3"))
    )
    assert result.withdrawn == ("oai:arkiv.example:1", "oai:arkiv.example:2")
    assert [item.external_id for item in result.documents] == ["oai:arkiv.example:3"]
    assert [item.title for item in reading(answer(record(DC, "oai:arkiv.example:3") + again)).documents] == ["Ny titel"]


def test_an_answer_that_nothing_matched_is_a_reading_without_documents() -> None:
    empty = reading("<OAI-PMH><request/><error code='noRecordsMatch'>None</error></OAI-PMH>")
    assert (empty.documents, empty.refusals) == ((), ())
    assert reading(answer("")).documents == ()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<OAI-PMH><error code='badArgument'>from is no date</error></OAI-PMH>", r"badArgument \(from is no date\)"),
        ("<OAI-PMH><error code='badResumptionToken'/></OAI-PMH>", "badResumptionToken"),
        ("<OAI-PMH><error code='bad\x9b2J\u202eVerb'/></OAI-PMH>", "server: bad2JVerb$"),
        (answer("<repositoryName>x</repositoryName>", "Identify"), "Identify"),
        (answer("<set/>", "ListSets"), "ListSets"),
        (answer("<header/>", "ListIdentifiers"), "identifiers without records"),
        (answer("<metadataFormat/>", "ListMetadataFormats"), "ListMetadataFormats"),
        ("<OAI-PMH/>", "neither records nor an error"),
        (answer(record(DC))[:-30], "ends in the middle"),
        (answer(record(DC) * 2)[:-400], "ends in the middle"),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]>" + answer(record(DC))[38:], "entities"),
        (answer(record("<a>" * 300 + "</a>" * 300)), "256 levels"),
        ("<collection><disc/></collection>", "<collection>"),
        ("<OAI-PMH>" + "<a/>" * 1_500_001 + "</OAI-PMH>", "1,500,000 tags"),
        ("<OAI-PMH>" + "x" * 2_000_001 + "</OAI-PMH>", "outside its records"),
        ("<OAI-PMH>" + "x" * 16_000_000 + "</OAI-PMH>", "larger than 15 MiB"),
    ],
)
def test_what_holds_no_records_or_cannot_be_trusted_is_refused_by_what_it_is(content: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        reading(content)


def test_a_record_that_cannot_be_read_is_refused_alone() -> None:
    bad = [
        record(dc("<dc:title/>"), "oai:x:2"),
        record("<mets/>", "oai:x:3"),
        record(dc("<dc:title>T</dc:titel>"), "oai:x:4"),
        record(dc(f"<dc:title>T</dc:title><dc:description>{'x' * 2_000_000}</dc:description>"), "oai:x:5"),
        '<record><header status="deleted"/></record>',
    ]
    result = reading(answer(record(DC) + "".join(bad) + record(DC, "oai:x:6")))
    assert [item.external_id for item in result.documents] == ["oai:arkiv.example:1", "oai:x:6"]
    assert [refusal.place for refusal in result.refusals] == [f"record {number}" for number in range(2, 7)]
    assert [part in refusal.reason for part, refusal in zip(
        ("title is missing", "<mets>", "not well-formed", "longer than 2,000,000", "no identifier"),
        result.refusals, strict=True)] == [True] * 5  # fmt: skip


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("p < 0.05 & R&D", "p < 0.05 & R&D"),
        ("Trygghet i h&ouml;ga hus", "Trygghet i höga hus"),
        ("En&bogus;titel", "En&bogus;titel"),
        ("Två\x0bord&#x1;", "Tvåord"),
        ("<!-- <record> --><![CDATA[Ett </record> ord]]>", "Ett ord"),
        ("<x:i>Ord</x:i>", "Ord"),
    ],
)
def test_the_usual_mistakes_in_a_record_are_mended(written: str, title: str) -> None:
    assert one(dc(f"<dc:title>{written}</dc:title>")).title == title


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_answers_are_read_in_the_encoding_that_they_declare(encoding: str) -> None:
    content = answer(record(dc("<dc:title>Våld</dc:title>"))).replace("UTF-8", encoding).encode(encoding)
    assert reading(content).documents[0].title == "Våld"


def test_an_answer_that_cannot_be_in_the_encoding_it_declares_is_still_read() -> None:
    content = answer(record(dc("<dc:title>Våld</dc:title>"))).replace("UTF-8", "utf-16").encode()
    assert reading(content).documents[0].title == "Våld"


def test_at_most_2000_records_of_one_answer_are_read() -> None:
    records = (record(dc(f"<dc:title>T{number}</dc:title>"), f"oai:x:{number}") for number in range(2_003))
    result = reading(answer("".join(records)))
    assert len(result.documents) == 2_000
    assert [(refusal.place, refusal.reason) for refusal in result.refusals] == [
        ("items after 2000", "3 more than are read of one answer")
    ]


def test_many_names_and_terms_of_one_record_are_cut() -> None:
    item = one(dc("<dc:title>T</dc:title>" + "".join(f"<dc:creator>N{n}</dc:creator>" for n in range(1_500))))
    assert len(item.authors) == 1_000


@pytest.mark.parametrize("code", ["und", "mul", "zxx", "other"])
def test_a_language_that_is_not_told_is_unknown(code: str) -> None:
    assert one(dc(f"<dc:title>T</dc:title><dc:language>{code}</dc:language>")).language is None
