"""`utblick judge`: as an analyst calls it."""

import json
from pathlib import Path

import pytest

from kb.domain.claims import Claim, ClaimKind
from kb.domain.documents import RawDocument, SourceId
from kb.store.documents import get_document, get_read_document
from kb.store.ingest import ingest
from kb.store.readings import NewReading, ReadBy, save_readings
from utblick.main import run
from utblick.parts import Parts
from utblick.settings import Settings

WHO = ("--why", "read it", "--by", "anna")


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Parts:
    """Give parts on a data folder that the commands use too."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UTBLICK_DATA", str(tmp_path / "data"))
    return Parts(Settings(data=tmp_path / "data"))


@pytest.fixture
def document(parts: Parts) -> str:
    """Take in a document that was read as being about cameras."""
    raw = RawDocument(SourceId("s"), "Lamps at corners", "New lamps were put up at the corners.", external_id="1")
    with parts.store.writing() as session:
        (done,) = ingest(session, [raw], parts.blobs, parts.now())
    tag = Claim(ClaimKind.MEASURE, "cctv", "topics", "1", confidence=0.9)
    with parts.store.writing() as session:
        held = get_document(session, done.document)
        save_readings(session, [NewReading(held, (tag,))], ReadBy("steps", "t"))
    return done.document


def _measures(parts: Parts, document: str) -> list[tuple[str | None, int | None]]:
    with parts.store.reading() as session:
        claims = get_read_document(session, document).claims
    return [(claim.value, claim.start) for claim in claims if claim.kind is ClaimKind.MEASURE]


def test_a_tag_is_put_right_with_the_words_it_rests_on(
    parts: Parts, document: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["judge", "claim", document, "measure", "street_lighting", "--words", "New lamps", *WHO]) == 0
    assert run(["judge", "claim", document, "measure", "cctv", "--reject", *WHO]) == 0
    assert _measures(parts, document) == [("street_lighting", 18)]
    capsys.readouterr()
    assert run(["judge", "list", "--json"]) == 0
    kept = json.loads(capsys.readouterr().out)["judgements"]
    assert [(one["act"], one["value"], one["author"], one["reason"]) for one in kept] == [
        ("reject", "cctv", "anna", "read it"),
        ("state", "street_lighting", "anna", "read it"),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("claim", "DOC", "measure", "no_such"), "'no_such' is no measure of the thesaurus"),
        (("claim", "DOC", "study_design", "guess"), "there are: meta_analysis"),
        (("claim", "DOC", "colour", "red"), "there is no kind of claim 'colour'"),
        (("claim", "DOC", "measure", "cctv", "--words", "nowhere"), "do not stand in document"),
        (("claim", "dnone", "measure", "cctv"), "there is no document 'dnone'"),
        (("study", "DOC", "DOC"), "name two documents"),
        (("claim", "DOC", "country", "UK"), "'UK' is no country"),
        (("claim", "DOC", "age_span", "/"), "it is two ages"),
        (("claim", "DOC", "age_span", "15/12"), "it is two ages"),
        (("claim", "DOC", "study_years", "2019/2015"), "it is a year or two"),
        (("claim", "DOC", "cost", "free"), "there are: cost_benefit"),
        (("claim", "DOC", "moderator", "cctv"), "no target group or setting"),
        (("claim", "DOC", "key_sentence", "9"), "it is its rank"),
        (("claim", "DOC", "measure", "not_stated", "--reject"), "state what the text says instead"),
        (("claim", "DOC", "measure", "cctv", "--outcome", "oc_crime"), "--outcome goes with an effect"),
        (("claim", "DOC", "effect", "less", "--outcome", "cctv"), "'cctv' is no outcome of the thesaurus"),
        (("claim", "DOC", "measure", "cctv", "--withdraw"), "nobody has judged measure cctv"),
        (("measure", "cctv", "effect", "great"), "'great' is no effect"),
        (("measure", "no_such", "effect", "clear"), "there is no measure 'no_such'"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    document: str, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    call = [document if word == "DOC" else word for word in words]
    assert run(["judge", *call, *WHO]) == 1
    assert said in capsys.readouterr().err


def test_evidence_is_judged_for_one_challenge(parts: Parts, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["judge", "measure", "cctv", "effect", "mixed", "--challenge", "property_crime", *WHO]) == 0
    assert "cctv: effect mixed holds" in capsys.readouterr().out


def test_a_person_can_state_that_the_text_does_not_say_and_take_it_back(parts: Parts, document: str) -> None:
    assert run(["judge", "claim", document, "measure", "not_stated", *WHO]) == 0
    assert _measures(parts, document) == [(None, None)]
    assert run(["judge", "claim", document, "measure", "not_stated", "--withdraw", *WHO]) == 0


def test_an_effect_is_stated_for_its_outcome_and_whether_that_is_good(parts: Parts, document: str) -> None:
    assert run(["judge", "claim", document, "effect", "less", "--outcome", "oc_crime", *WHO]) == 0
    with parts.store.reading() as session:
        claims = get_read_document(session, document).claims
    assert [c.detail for c in claims if c.kind is ClaimKind.EFFECT] == [(("good", "yes"), ("outcome", "oc_crime"))]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("country", "GB"), ("age_span", "12/15"), ("age_span", "18/"), ("age_span", "/12"), ("study_years", "2015/2019"),
     ("cost", "saving"), ("moderator", "subgroup"), ("key_sentence", "1")],
)  # fmt: skip
def test_every_kind_that_is_read_can_be_stated(document: str, kind: str, value: str) -> None:
    assert run(["judge", "claim", document, kind, value, *WHO]) == 0
