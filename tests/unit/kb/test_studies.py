"""Documents of one study: what brings them together, what keeps them apart, and that people decide."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from kb.domain.claims import Claim, ClaimKind
from kb.domain.documents import DocumentId, RawDocument, SourceId
from kb.domain.judgements import Act, Judgement, Subject
from kb.errors import NotFound
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.crawls import yields
from kb.store.documents import get_document, get_read_document
from kb.store.ingest import ingest
from kb.store.judgements import all_judgements, judge
from kb.store.readings import NewReading, ReadBy, save_readings, unread
from kb.store.studies import measure_told, studies_of

NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
READ_BY = ReadBy("steps", "t1")
_RUNS = count()
_WORDS = ("corner", "patrol", "evening", "lamp", "street", "burglar", "quiet", "counted", "month", "officer", "tram")


def _text(start: int, words: int = 60) -> str:
    return " ".join(_WORDS[(start + n * n) % len(_WORDS)] + str((start + n) % 7) for n in range(words))


class _Library:
    """Takes documents in and has them read, with the claims given."""

    def __init__(self, store: Store, blobs: Blobs) -> None:
        self.store, self.blobs = store, blobs

    def add(self, title: str, text: str, *claims: Claim, source: str = "s", **fields: Any) -> DocumentId:
        raw = RawDocument(SourceId(source), title, text, **{"external_id": f"{title}-{source}"} | fields)
        with self.store.writing() as session:
            (done,) = ingest(session, [raw], self.blobs, NOW + timedelta(minutes=next(_RUNS)))
        relevant = Claim(ClaimKind.RELEVANCE, "relevant", "t", "1")
        with self.store.writing() as session:
            document = get_document(session, done.document)
            save_readings(session, [NewReading(document, (relevant, *claims), ())], READ_BY)
        return done.document

    def same(self, *documents: DocumentId) -> bool:
        with self.store.reading() as session:
            return len({study.id for study in studies_of(session, documents).values()}) == 1

    def why(self, document: DocumentId) -> str | None:
        with self.store.reading() as session:
            return studies_of(session, [document])[document].why.get(document)

    def judge(self, about: str, value: str | None, act: Act, subject: Subject = Subject.STUDY, **fields: Any) -> None:
        given = {"kind": "same_study", "reason": "read both", "author": "anna"} | fields
        with self.store.writing() as session:
            judge(session, Judgement(subject, about, value=value, act=act, made_at=NOW, **given))


@pytest.fixture
def library(store: Store, blobs: Blobs) -> _Library:
    return _Library(store, blobs)


def _claim(kind: ClaimKind, value: str | None, **detail: str) -> Claim:
    return Claim(kind, value, "t", "1", confidence=0.9, detail=tuple(sorted(detail.items())))


SV, EN = _claim(ClaimKind.LANGUAGE, "sv"), _claim(ClaimKind.LANGUAGE, "en")
REVIEW = _claim(ClaimKind.STUDY_DESIGN, "systematic_review")
TRIAL = _claim(ClaimKind.STUDY_DESIGN, "randomised_trial")
NEWS = _claim(ClaimKind.DOCUMENT_KIND, "news")
AUTHORS = ("Maria Lund", "Per Berg")


def test_a_registration_number_brings_plan_and_report_together(library: _Library) -> None:
    plan = library.add("A plan for lamps at corners", f"{_text(1)} Registered as NCT01234567.")
    report = library.add("What the lamps at the corners did", f"{_text(9)} Trial registration: nct01234567.")
    other = library.add("Another trial of other lamps", f"{_text(4)} Registered as NCT07654321.")
    assert library.same(plan, report)
    assert not library.same(plan, other)
    assert library.why(report) == "the same registration number"


def test_a_review_is_no_study_that_it_gathers(library: _Library) -> None:
    study = library.add("Lamps at corners", f"{_text(1)} NCT01234567", TRIAL)
    review = library.add("All lamps reviewed", f"{_text(5)} It includes NCT01234567.", REVIEW)
    assert not library.same(study, review)


def test_preprint_and_article_with_a_common_author_and_one_title_are_one_study(library: _Library) -> None:
    title = "Lamps at street corners and the number of burglaries"
    preprint = library.add(title, _text(1), authors=AUTHORS, year=2020, kind="preprint")
    article = library.add(
        f"{title}: a trial", _text(30), source="j", authors=("Lund, Maria",), year=2022, kind="article"
    )
    stranger = library.add(f"{title} again", _text(60), source="k", authors=("Eva Ek",), year=2022)
    assert library.same(preprint, article)
    assert not library.same(preprint, stranger)


def test_two_of_a_series_are_two_studies(library: _Library) -> None:
    one = library.add("The safety survey of the town 2019", _text(1), authors=AUTHORS, year=2019)
    two = library.add("The safety survey of the town 2020", _text(2), authors=AUTHORS, year=2020)
    assert not library.same(one, two)


def test_news_that_names_the_doi_of_an_article_tells_of_its_study(library: _Library) -> None:
    article = library.add("Lamps at corners", _text(1), doi="10.1234/lamps.1")
    news = library.add("Ljus hjälper", f"Se https://doi.org/10.1234/lamps.1. {_text(8)}", NEWS, source="n")
    many = library.add("Veckans forskning", f"10.1234/lamps.1 och 10.1234/other.2 {_text(3)}", NEWS, source="n")
    assert library.same(article, news)
    assert not library.same(article, many)


def test_a_translation_is_found_by_measure_design_and_number_of_participants(library: _Library) -> None:
    facts = (TRIAL, _claim(ClaimKind.MEASURE, "street_lighting"), _claim(ClaimKind.SAMPLE_SIZE, "1284"))
    english = library.add("Lamps at corners", _text(1), EN, *facts)
    swedish = library.add("Belysning i gathörn", _text(20), SV, *facts, source="n")
    assert library.same(english, swedish)
    again = library.add("Other lamps", _text(40), EN, *facts, source="k")
    assert not library.same(english, again)


def test_a_grant_in_two_languages_is_one(library: _Library) -> None:
    one = library.add("Lamps", _text(1), EN, source="en", external_id="en:2024-00465_Formas")
    two = library.add("Lampor", _text(9), SV, source="sv", external_id="sv:2024-00465_Formas")
    assert library.same(one, two)


def test_words_that_change_can_take_a_document_out_of_its_study(library: _Library) -> None:
    one = library.add("Lamps at corners", f"{_text(1)} NCT01234567")
    two = library.add("What lamps did", f"{_text(9)} NCT01234567")
    assert library.same(one, two)
    assert library.add("What lamps did", f"{_text(9)} No number is known.") == two
    assert not library.same(one, two)


def test_a_person_puts_two_documents_into_one_study_or_apart_and_takes_it_back(library: _Library) -> None:
    one = library.add("Lamps at corners", f"{_text(1)} NCT01234567")
    two = library.add("What lamps did", f"{_text(9)} NCT01234567")
    three = library.add("Something else", _text(20))
    library.judge(two, one, Act.REJECT)
    library.judge(one, three, Act.STATE)
    assert not library.same(one, two)
    assert library.same(one, three)
    with library.store.writing() as session:  # read anew, what was decided stands
        save_readings(session, [NewReading(get_document(session, two), (), ())], READ_BY)
    assert not library.same(one, two)
    library.judge(one, two, Act.WITHDRAW)
    assert library.same(one, two)


def test_a_claim_that_a_person_stated_survives_a_new_reading(library: _Library) -> None:
    document = library.add("Lamps at corners", _text(1), TRIAL)
    library.judge(document, "quasi_experiment", Act.STATE, Subject.CLAIM, kind="study_design", start=0, end=5)

    def design() -> list[tuple[str | None, str]]:
        with library.store.reading() as session:
            read = get_read_document(session, document)
        return [(c.value, c.step) for c in read.claims if c.kind is ClaimKind.STUDY_DESIGN]

    assert design() == [("quasi_experiment", "analyst")]
    with library.store.writing() as session:
        save_readings(session, [NewReading(get_document(session, document), (TRIAL,), ())], ReadBy("newer", "t2"))
    assert design() == [("quasi_experiment", "analyst")]
    library.judge(document, None, Act.WITHDRAW, Subject.CLAIM, kind="study_design")
    with library.store.reading() as session:
        assert [d.id for d in unread(session, ReadBy("newer", "t2"), 5)] == [document]
        assert [j.act for j in all_judgements(session)] == [Act.WITHDRAW, Act.STATE]


def test_a_rejected_tag_goes_and_the_others_stay(library: _Library) -> None:
    tags = [_claim(ClaimKind.MEASURE, "street_lighting"), _claim(ClaimKind.MEASURE, "cctv")]
    document = library.add("Lamps at corners", _text(1), *tags)
    library.judge(document, "cctv", Act.REJECT, Subject.CLAIM, kind="measure")
    with library.store.reading() as session:
        told = measure_told(session)
    assert list(told) == ["street_lighting"]


def test_a_judgement_on_what_is_not_held_is_refused(library: _Library) -> None:
    with pytest.raises(NotFound, match="dnowhere"):
        library.judge("dnowhere", "x", Act.STATE, Subject.CLAIM, kind="measure")


def test_a_source_yields_what_people_accepted_of_it(library: _Library) -> None:
    one = library.add("Lamps at corners", _text(1))
    library.add("What lamps did", _text(20))
    library.judge(one, "relevant", Act.STATE, Subject.CLAIM, kind="relevance")
    with library.store.reading() as session:
        given = yields(session)[SourceId("s")]
    assert (given.documents, given.relevant, given.accepted) == (2, 2, 1)
