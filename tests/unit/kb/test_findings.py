"""What a study is, and what it finds: taken from the documents that tell of it."""

from dataclasses import replace

import pytest

from kb.domain.claims import Claim, ClaimKind, StudyDesign
from kb.domain.documents import Document, DocumentId, SourceId
from kb.domain.findings import Sign, Told, findings_of, study_of
from kb.domain.judgements import ANALYST
from kb.domain.studies import StudyId

TRIAL, COMPARED, BEFORE = StudyDesign.RANDOMISED_TRIAL, StudyDesign.QUASI_EXPERIMENT, StudyDesign.BEFORE_AFTER


def _told(name: str, *claims: Claim, year: int | None = 2020, why: str = "") -> Told:
    return Told(Document(DocumentId(name), SourceId("s"), name, "", 1, 1, year=year), claims, why)


def _claim(kind: ClaimKind, value: str | None, confidence: float = 1.0, **detail: str) -> Claim:
    return Claim(kind, value, "t", "1", confidence=confidence, detail=tuple(sorted(detail.items())))


def test_a_study_is_known_by_its_report_and_not_by_news_of_it() -> None:
    news = _told(
        "dnews",
        _claim(ClaimKind.DOCUMENT_KIND, "news"),
        _claim(ClaimKind.STUDY_DESIGN, TRIAL),
        _claim(ClaimKind.EFFECT, "less", outcome="oc_crime", words="crime", good="yes"),
        year=2023,
        why="the same registration number",
    )
    report = _told(
        "dreport",
        _claim(ClaimKind.STUDY_DESIGN, COMPARED),
        _claim(ClaimKind.EFFECT, "no_difference", outcome="oc_crime", words="crime"),
        _claim(ClaimKind.CHALLENGE, "youth_crime", 0.9),
        _claim(ClaimKind.CHALLENGE, "drugs", 0.5),
        _claim(ClaimKind.SAMPLE_SIZE, "240"),
    )
    study = study_of(StudyId("s1"), [news, report])
    assert (study.title, study.design, study.sign, study.sample) == ("dreport", COMPARED, Sign.NONE, 240)
    assert study.challenges == {"youth_crime"}
    assert study.why == {"dnews": "the same registration number"}


def test_news_makes_no_evidence_of_what_it_says_about_a_study() -> None:
    said = (
        _claim(ClaimKind.STUDY_DESIGN, TRIAL),
        _claim(ClaimKind.EFFECT, "less", outcome="oc_crime", words="crime", good="yes", significance="significant"),
    )
    for kind in ("news", "opinion", "policy", "guideline", "practice_description", "statistics"):
        alone = study_of(StudyId("s1"), [_told("dnews", _claim(ClaimKind.DOCUMENT_KIND, kind), *said)])
        assert (alone.design, alone.findings, alone.counts) == (None, (), False)
    report = study_of(StudyId("s1"), [_told("dreport", *said)])
    assert report.counts
    assert report.significant


def test_statistics_are_no_study_of_a_measure_they_ask_about() -> None:
    count = _claim(ClaimKind.DOCUMENT_KIND, "statistics"), _claim(ClaimKind.STUDY_DESIGN, BEFORE)
    assert not study_of(StudyId("s1"), [_told("d", *count, _claim(ClaimKind.MEASURE, "cctv"))]).counts


def test_a_study_counts_for_the_measures_it_is_of_and_not_for_those_it_only_meets() -> None:
    design, of, met = (
        _claim(ClaimKind.STUDY_DESIGN, TRIAL),
        _claim(ClaimKind.MEASURE, "cctv", 0.8),
        _claim(ClaimKind.MEASURE, "mentoring", 0.75),
    )
    told = [_told("d", design, of, met)]
    assert study_of(StudyId("s1"), told, "cctv").counts
    assert not study_of(StudyId("s1"), told, "mentoring").counts


def test_a_study_is_of_a_measure_where_one_of_its_reports_is() -> None:
    preprint = _told("dpre", _claim(ClaimKind.STUDY_DESIGN, BEFORE), _claim(ClaimKind.MEASURE, "cctv", 0.9))
    report = _told("dreport", _claim(ClaimKind.STUDY_DESIGN, TRIAL), why="the same registration number")
    assert study_of(StudyId("s1"), [preprint, report], "cctv").design is TRIAL


def test_a_study_is_not_about_a_challenge_that_only_its_measure_stands_for() -> None:
    through = _claim(ClaimKind.CHALLENGE, "youth_crime", 0.7, through="mentoring")
    told = [_told("d", _claim(ClaimKind.STUDY_DESIGN, TRIAL), through, _claim(ClaimKind.CHALLENGE, "drugs", 0.8))]
    assert study_of(StudyId("s1"), told).challenges == {"drugs"}


def test_a_design_that_a_person_stated_wins_over_a_kind_read_by_machine() -> None:
    kind, by_hand = _claim(ClaimKind.DOCUMENT_KIND, "policy"), Claim(ClaimKind.STUDY_DESIGN, BEFORE, ANALYST, "7")
    assert study_of(StudyId("s1"), [_told("d", kind, by_hand)]).design is BEFORE


def test_an_effect_that_no_rule_reads_is_a_finding_only_once_somebody_has_said_so() -> None:
    design = _claim(ClaimKind.STUDY_DESIGN, TRIAL)
    read = _claim(ClaimKind.EFFECT, "less", 0.6, good="yes", words="theft", taught="yes")

    def findings(claim: Claim) -> int:
        return len(study_of(StudyId("s1"), [_told("d", design, claim)]).findings)

    assert findings(read) == 0
    assert findings(replace(read, step=ANALYST)) == 1


def test_a_study_that_cannot_show_an_effect_has_no_findings() -> None:
    effect = _claim(ClaimKind.EFFECT, "less", outcome="oc_crime", words="crime", good="yes")
    for design in (StudyDesign.QUALITATIVE, StudyDesign.PROTOCOL, None):
        study = study_of(StudyId("s1"), [_told("d", _claim(ClaimKind.STUDY_DESIGN, design), effect)])
        assert study.findings == ()


def test_a_study_is_about_what_its_own_report_is_about() -> None:
    report = _told("dreport", _claim(ClaimKind.STUDY_DESIGN, TRIAL), _claim(ClaimKind.CHALLENGE, "drugs"))
    news = _told(
        "dnews", _claim(ClaimKind.DOCUMENT_KIND, "news"), _claim(ClaimKind.CHALLENGE, "gun_violence"),
        _claim(ClaimKind.COUNTRY, "SE"),
    )  # fmt: skip
    study = study_of(StudyId("s1"), [report, news])
    assert study.challenges == {"drugs"}
    assert study.countries == frozenset()


@pytest.mark.parametrize(
    ("detail", "wanted"),
    [
        ({}, 24),
        ({"unit": "participants"}, 24),
        ({"unit": "n"}, 24),
        ({"unit": "areas"}, None),
        ({"unit": "studies"}, None),
        ({"unit": "participants", "planned": "yes"}, None),
        ({"unit": "participants", "taught": "yes"}, None),
    ],
)
def test_a_sample_is_people_who_took_part(detail: dict[str, str], wanted: int | None) -> None:
    told = _told("d", _claim(ClaimKind.STUDY_DESIGN, TRIAL), _claim(ClaimKind.SAMPLE_SIZE, "24", 1.0, **detail))
    assert study_of(StudyId("s1"), [told]).sample == wanted


def test_a_plan_gives_way_to_the_report_of_what_was_planned() -> None:
    plan = _told("dplan", _claim(ClaimKind.STUDY_DESIGN, StudyDesign.PROTOCOL), year=2024)
    report = _told("dreport", _claim(ClaimKind.STUDY_DESIGN, BEFORE), year=2020)
    assert study_of(StudyId("s1"), [plan, report]).design is BEFORE
    assert study_of(StudyId("s1"), [plan]).design is StudyDesign.PROTOCOL


@pytest.mark.parametrize(
    ("detail", "wanted"),
    [
        ({"significance": "significant"}, True),
        ({"significance": "not_significant", "low": "0.5", "high": "0.9", "measure": "odds_ratio"}, False),
        ({"low": "0.5", "high": "0.9", "measure": "odds_ratio"}, True),
        ({"low": "0.5", "high": "1.1", "measure": "odds_ratio"}, False),
        ({"low": "-0.4", "high": "-0.1", "measure": "cohens_d"}, True),
        ({"low": "?", "high": "0.9"}, None),
        ({"p": "=0.60"}, False),
        ({"p": "<0.001"}, True),
        ({"p": "=0.05"}, False),
        ({"p": ">0.05"}, False),
        ({"p": "<0.1"}, None),
        ({"p": ">0.01"}, None),
        ({"p": "=0.60", "significance": "significant"}, True),
        ({"low": "0.7", "high": "1.05", "measure": "effect_size", "size": "0.85"}, None),
        ({"low": "0.2", "high": "0.6", "measure": "effect_size", "size": "0.4"}, True),
        ({"low": "-0.1", "high": "0.6", "measure": "effect_size", "size": "0.3"}, False),
        ({"low": "0.7", "high": "1.05", "measure": "relative_effect_size"}, False),
        ({}, None),
    ],
)
def test_significance_is_what_the_text_states_or_its_interval_shows(
    detail: dict[str, str], wanted: bool | None
) -> None:
    (finding,) = findings_of(DocumentId("d"), [_claim(ClaimKind.EFFECT, "less", 1.0, good="yes", **detail)])
    assert finding.significant is wanted
