import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.domain import evidence
from kb.domain.addresses import address_by_number, address_key, canonical_address, normal_doi
from kb.domain.claims import StudyDesign
from kb.domain.documents import DocumentId, RawDocument, SourceId
from kb.domain.evidence import Status, weigh
from kb.domain.facts import Direction, Mark, MeasureId, PortalRating, RatingId
from kb.domain.findings import Study
from kb.domain.preambles import without_preamble
from kb.domain.studies import StudyId
from kb.domain.text import clean, words_key


@pytest.mark.parametrize(
    ("given_", "wanted"),
    [
        ("brotts\u00adföre\u00adbyggande", "brottsförebyggande"),
        ("a\u030a och o\u0308", "å och ö"),
        ("rad ett\r\n\r\n\r\n  rad   två\t ", "rad ett\n\nrad två"),
        ("x\x00y\x07z", "xyz"),
        ("safe\u202eexe.txt", "safeexe.txt"),
        ("ett\x0btvå\x0ctre\x85fyra", "ett\ntvå\ntre\nfyra"),
        ("ett\x1ctvå\x1dtre\x1efyra\x1ffem", "ett två tre fyra fem"),
        ("a\u00ad\u030a", "å"),
    ],
)
def test_text_is_kept_in_one_normal_form(given_: str, wanted: str) -> None:
    assert clean(given_) == wanted


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(), st.text())
def test_any_text_has_a_record_id_and_a_document_id(title: str, text: str) -> None:
    raw = RawDocument(SourceId("s"), title, text).normalised()
    assert raw.record_id.startswith("r")
    assert raw.normalised() == raw


def test_punctuation_and_case_change_no_words() -> None:
    assert words_key("Brott, straff.", "Och vård") == words_key("brott straff", "och VÅRD!")
    assert words_key("Brott") != words_key("Brotten")


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("HTTPS://Bra.SE:443/publikation?utm_source=x&id=7#s2", "https://bra.se/publikation?id=7"),
        ("http://exämple.se/å b", "http://xn--exmple-cua.se/%C3%A5%20b"),
        ("https://user:secret@example.org", "https://example.org/"),
        ("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443/x"),
        ("/relative", None),
        ("javascript:alert(1)", None),
        ("ftp://example.org/x", None),
        ("http://", None),
        ("http://example.org:99999/", None),
        ("https://" + "a" * 3000 + ".org", None),
        ("http://a\x00b.example/x", None),
        ("http://exa mple.org/x", None),
        ("http://example.org/\ud800", None),
    ],
)
def test_an_address_has_one_form_or_is_none(address: str, wanted: str | None) -> None:
    assert canonical_address(address) == wanted


@given(st.text())
def test_any_text_is_an_address_or_none(text: str) -> None:
    found = canonical_address("https://example.org/" + text)
    assert found is None or canonical_address(found) == found


def test_scheme_www_and_a_closing_slash_do_not_tell_pages_apart() -> None:
    assert address_key("https://www.bra.se/x/") == address_key("http://bra.se/x")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("https://doi.org/10.1007/S11292-019-09372-3", "10.1007/s11292-019-09372-3"),
        ("doi:10.1002/cl2.1051.", "10.1002/cl2.1051"),
        ("10.1016/S0140-6736(97)11096-0", "10.1016/s0140-6736(97)11096-0"),
        ("(10.1000/x)", "10.1000/x"),
        ("no doi here", None),
    ],
)
def test_a_doi_has_one_form_or_is_none(text: str, wanted: str | None) -> None:
    assert normal_doi(text) == wanted


def _rating(direction: Direction) -> PortalRating:
    return PortalRating(
        RatingId("x-001"), MeasureId("m"), "M", "Portal", "words", "", "statement", "page", "https://example.org",
        Mark.READ, "", direction,
    )  # fmt: skip


def _studies(*designs: StudyDesign | None) -> list[Study]:
    none: frozenset[str] = frozenset()
    return [
        Study(StudyId(f"s{n}"), (DocumentId(f"d{n}"),), "", None, design, (), none, none, none, None, {})
        for n, design in enumerate(designs)
    ]


def test_the_status_ladder_says_how_much_is_known_not_what() -> None:
    trial = StudyDesign.RANDOMISED_TRIAL
    assert weigh(Mark.UNVERIFIED, [], []).status is Status.SIGNAL
    assert weigh(Mark.READ, [], []).status is Status.DESCRIBED
    assert weigh(Mark.READ, [], _studies(trial, None)).status is Status.EVALUATED
    assert weigh(Mark.READ, [], _studies(trial, StudyDesign.QUASI_EXPERIMENT)).status is Status.REPLICATED
    assert weigh(Mark.READ, [_rating(Direction.HARMFUL)], []).status is Status.RATED
    assert weigh(Mark.READ, [_rating(Direction.NOT_APPLICABLE)], []).status is Status.DESCRIBED


def test_a_protocol_evaluates_nothing() -> None:
    assert weigh(Mark.READ, [], _studies(StudyDesign.PROTOCOL)).status is Status.DESCRIBED


def test_a_measure_that_one_portal_finds_harmful_and_another_good_carries_both_warnings() -> None:
    found = weigh(Mark.READ, [_rating(Direction.HARMFUL), _rating(Direction.BENEFICIAL)], [])
    assert found.warnings == (evidence.Warning.HARMFUL, evidence.Warning.DISPUTED)


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("clinicaltrials:NCT01234567", "https://clinicaltrials.gov/study/NCT01234567"),
        ("g0vse:pressmeddelanden/2030/02/en-ny-lag", "https://www.regeringen.se/pressmeddelanden/2030/02/en-ny-lag/"),
        (
            "g0vse:rattsliga-dokument/proposition/2030/03/prop.-20293012",
            "https://www.regeringen.se/rattsliga-dokument/proposition/2030/03/prop.-20293012/",
        ),
        ("swecris-sv:2031-01234_VR", "https://www.vr.se/english/swecris.html#/project/2031-01234_VR"),
        ("openalex:W1234567890", "https://openalex.org/W1234567890"),
        ("doj-datajson:1990", None),
        ("somewhere:pressmeddelanden/2030/02/en-ny-lag", None),
        ("g0vse:../../etc/2030/02/x", None),
        ("import:list:W12345678", None),
    ],
)
def test_an_address_is_made_of_a_number_only_where_its_form_is_sure(number: str, address: str | None) -> None:
    assert address_by_number(number) == address


def test_what_an_archive_says_of_its_files_is_no_part_of_the_abstract() -> None:
    archive = "These data are part of NACJD's Fast Track Release. The files have been zipped by NACJD for release."
    assert without_preamble(f"{archive} The study looked at lamps.") == "The study looked at lamps."
    assert without_preamble("The study looked at lamps. It was night.") == "The study looked at lamps. It was night."
    assert without_preamble(archive) == archive
    assert without_preamble(" " * 1_000_000) == " " * 1_000_000
