"""Documents of one study: what brings them together, what keeps them apart, and that people decide."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from kb.domain.claims import SURE, Claim, ClaimKind
from kb.domain.documents import Document, DocumentId, RawDocument, SourceId
from kb.domain.judgements import Act, Judgement, Subject
from kb.domain.studies import StudyRule, StudyTraits, same_study, study_keys, study_traits
from kb.errors import InputError, NotFound
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.candidates import candidates, save_candidates
from kb.store.crawls import yields
from kb.store.documents import get_document, get_read_document
from kb.store.found import holds_source, surely
from kb.store.grouping import merge
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
            save_readings(session, [NewReading(document, (relevant, *claims))], READ_BY)
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


_SAMPLED = (TRIAL, _claim(ClaimKind.MEASURE, "street_lighting"), _claim(ClaimKind.SAMPLE_SIZE, "1284"))


def test_a_translation_is_found_by_measure_design_and_number_of_participants(library: _Library) -> None:
    facts = (*_SAMPLED, _claim(ClaimKind.COUNTRY, "SE"))
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
        save_readings(session, [NewReading(get_document(session, two), ())], READ_BY)
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
        save_readings(session, [NewReading(get_document(session, document), (TRIAL,))], ReadBy("newer", "t2"))
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


def test_what_two_trials_may_well_have_in_common_makes_no_translation(library: _Library) -> None:
    bare = library.add("Lamps at corners", _text(1), EN, *_SAMPLED)
    assert not library.same(bare, library.add("Belysning i gathörn", _text(20), SV, *_SAMPLED, source="n"))
    many = (TRIAL, _SAMPLED[1], _claim(ClaimKind.SAMPLE_SIZE, "350"), _claim(ClaimKind.COUNTRY, "SE"))
    guessed = (*_SAMPLED[:2], _claim(ClaimKind.SAMPLE_SIZE, "1284", taught="yes"), _claim(ClaimKind.COUNTRY, "SE"))
    by_context = library.add("Lights in parks", _text(50), EN, *guessed)
    assert not library.same(by_context, library.add("Ljus i parker", _text(60), SV, *guessed, source="n"))
    one = library.add("Patrols at corners", _text(30), EN, *many)
    assert not library.same(one, library.add("Patruller i gathörn", _text(40), SV, *many, source="n"))


def test_a_date_or_the_number_of_another_source_is_no_number_of_a_project(library: _Library) -> None:
    one = library.add("Lamps", _text(1), EN, source="town", external_id="/news/2023-05-01")
    two = library.add("Lampor", _text(9), SV, source="city", external_id="/nyheter/2023-05-01")
    three = library.add("Corners", _text(20), EN, source="town", external_id="grant-0042-7")
    four = library.add("Hörn", _text(30), SV, source="city", external_id="grant-0042-7")
    assert not library.same(one, two)
    assert not library.same(three, four)


def test_a_report_that_cites_one_article_by_others_is_a_study_of_its_own(library: _Library) -> None:
    article = library.add("Lamps at corners", _text(1), doi="10.1234/lamps.1", authors=("Eve Piza",), year=2009)
    report = library.add("Kameror i en hamn", f"10.1234/lamps.1 {_text(8)}", authors=("Ulf Svensson",), year=2022)
    summary = library.add("In short", f"10.1234/lamps.1 {_text(20)}", authors=("Piza, E.",), year=2010, source="p")
    assert not library.same(article, report)
    assert library.same(article, summary)


def test_a_text_that_names_two_registered_trials_joins_neither(library: _Library) -> None:
    one = library.add("Lamps at corners", f"{_text(1)} NCT01234567")
    two = library.add("Trams at night", f"{_text(9)} NCT07654321")
    both = library.add("What came of both", f"{_text(20)} NCT01234567 and NCT07654321")
    assert not library.same(one, both)
    assert not library.same(one, two)


def test_what_a_person_joins_no_likeness_keeps_apart(library: _Library) -> None:
    facts = (*_SAMPLED, EN)
    one = library.add("Lamps at corners", _text(1), *facts)
    two = library.add("Other lamps", _text(40), *facts, source="k")
    both = library.add("The town in short", _text(20))
    library.judge(one, both, Act.STATE)
    library.judge(two, both, Act.STATE)
    assert library.same(one, two)


def test_a_claim_stated_by_a_person_is_looked_up_at_once(library: _Library) -> None:
    facts = (_SAMPLED[0], _SAMPLED[2], _claim(ClaimKind.COUNTRY, "SE"))
    english = library.add("Lamps at corners", _text(1), EN, *facts, _SAMPLED[1])
    swedish = library.add("Belysning i gathörn", _text(20), SV, *facts, source="n")
    assert not library.same(english, swedish)
    library.judge(swedish, "street_lighting", Act.STATE, Subject.CLAIM, kind="measure")
    assert library.same(english, swedish)


def test_a_doi_that_is_filled_in_later_is_looked_up_at_once(library: _Library) -> None:
    news = library.add("Ljus hjälper", f"Se 10.1234/lamps.1. {_text(8)}", NEWS, source="n")
    article = library.add("Lamps at corners", _text(1))
    raw = RawDocument(
        SourceId("s"), "Lamps at corners", _text(1), external_id="Lamps at corners-s", doi="10.1234/lamps.1"
    )
    with library.store.writing() as session:
        ingest(session, [raw], library.blobs, NOW + timedelta(minutes=next(_RUNS)))
    assert library.same(news, article)


def _claims(library: _Library, document: DocumentId, kind: ClaimKind) -> list[Claim]:
    with library.store.reading() as session:
        return [claim for claim in get_read_document(session, document).claims if claim.kind is kind]


def test_what_people_decided_about_a_merged_document_holds_for_the_one_that_took_it_in(library: _Library) -> None:
    first = library.add("Lamps at corners", _text(1), _claim(ClaimKind.MEASURE, "cctv"))
    other = library.add("What lamps did", _text(20), _claim(ClaimKind.MEASURE, "cctv"), source="n")
    third = library.add("The town in short", _text(40))
    library.judge(other, "cctv", Act.REJECT, Subject.CLAIM, kind="measure")
    library.judge(other, third, Act.STATE)
    with library.store.writing() as session:
        merge(session, [first, other], NOW, "one report")
    assert [claim.value for claim in _claims(library, first, ClaimKind.MEASURE)] == [None]
    assert library.same(first, third)


def test_a_judgement_points_at_its_words_in_every_version_and_never_at_others(library: _Library) -> None:
    kind = ClaimKind.MEASURE
    document = library.add("Lamps at corners", f"New lamps. {_text(1)}")
    said = {"kind": kind, "version": 1, "start": 18, "end": 27, "words": "New lamps"}
    library.judge(document, "street_lighting", Act.STATE, Subject.CLAIM, **said)
    assert [(c.start, c.end) for c in _claims(library, document, kind)] == [(18, 27)]
    library.add("Lamps at corners", f"It was dark. New lamps. {_text(1)}")
    assert [(c.start, c.end) for c in _claims(library, document, kind)] == [(31, 40)]
    library.add("Lamps at corners", f"It was dark. {_text(1)}")
    assert [(c.value, c.start) for c in _claims(library, document, kind)] == [("street_lighting", None)]


def test_there_is_nothing_to_take_back_where_nobody_has_judged(library: _Library) -> None:
    document = library.add("Lamps at corners", _text(1), TRIAL)
    with pytest.raises(InputError, match="nobody has judged study_design randomised_trial"):
        library.judge(document, "randomised_trial", Act.WITHDRAW, Subject.CLAIM, kind="study_design")


def test_it_is_known_when_candidates_were_looked_for_also_where_none_were_found(library: _Library) -> None:
    with library.store.reading() as session:
        assert candidates(session) == ([], None)
    with library.store.writing() as session:
        save_candidates(session, [], NOW)
    with library.store.reading() as session:
        assert candidates(session) == ([], NOW)


_DECISION = _text(1, 120)


def _traits(title: str, text: str, **fields: Any) -> StudyTraits:
    document = Document(DocumentId(f"d{next(_RUNS)}"), SourceId("s"), title, text, 1, 1, **fields)
    return study_traits(document, [SV, _claim(ClaimKind.DOCUMENT_KIND, "policy")])


def test_texts_of_no_study_are_of_two_matters_when_each_names_a_date_that_the_other_does_not() -> None:
    first, again, later = (
        _traits("Kontroll vid inre gräns", f"{_DECISION}. Beslutet gäller till den {day}.")
        for day in ("11 maj 2031", "11 maj 2031", "12 november 2032")
    )
    assert same_study(StudyRule.TEXT, first, again)
    assert same_study(StudyRule.TEXT, first, later) is None


def test_texts_of_no_study_under_other_titles_are_of_two_matters() -> None:
    here = _traits("Nytt polishus i Norrby", f"{_DECISION}. {_text(3, 30)} Huset ligger vid torget i Norrby stad.")
    there = _traits("Fler lokaler åt Söderby", f"{_DECISION}. {_text(8, 30)} Huset ligger vid hamnen i Söderby kommun.")
    assert same_study(StudyRule.TEXT, here, there) is None


def test_a_text_with_the_numbers_of_two_grants_is_looked_up_by_neither() -> None:
    document = Document(DocumentId("d1"), SourceId("grants-sv"), "Om lampor", _text(1), 1, 1)
    numbers = [("grants-sv", "grants-sv:2030-01234_AB"), ("grants-en", "grants-en:2030-01234_AB")]
    of_one, of_two = (study_keys(document, [SV], own) for own in (numbers, [*numbers, ("grants-sv", "2035-05678_AB")]))
    assert [rule for rule, _ in of_one] == [StudyRule.PROJECT]
    assert of_two == set()


def test_an_effect_counts_for_the_filter_however_surely_it_was_read() -> None:
    assert surely(ClaimKind.EFFECT) == 0.0
    assert surely(ClaimKind.MEASURE) == SURE


def test_a_source_is_held_when_a_document_of_it_is(library: _Library) -> None:
    library.add("Lamps", _text(1), source="a-file")
    with library.store.reading() as session:
        assert holds_source(session, "a-file")
        assert not holds_source(session, "another-file")
