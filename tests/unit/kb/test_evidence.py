"""From studies to verdicts: the Maryland rule, two axes, disagreement, and what people judge instead."""

from datetime import UTC, datetime

import pytest

from kb.domain.claims import EffectDirection, StudyDesign
from kb.domain.disagreement import Difference, Likely, disagreement
from kb.domain.documents import DocumentId
from kb.domain.evidence import Axis, Effect, Strength, effect_of, strength_of, weigh, weigh_studies
from kb.domain.evidence import Warning as Caution
from kb.domain.facts import Direction, Mark, Measure, MeasureId, PortalRating, RatingId
from kb.domain.findings import Finding, Sign, Study
from kb.domain.judgements import Act, Judgement, Subject
from kb.domain.maryland import Verdict, maryland_verdict
from kb.domain.studies import StudyId
from kb.domain.transfer import Answer, Item, transfer_checklist

TRIAL, MATCHED, COMPARED = (
    StudyDesign.RANDOMISED_TRIAL, StudyDesign.CONTROLLED_QUASI_EXPERIMENT, StudyDesign.QUASI_EXPERIMENT,
)  # fmt: skip
BEFORE, REVIEW = StudyDesign.BEFORE_AFTER, StudyDesign.META_ANALYSIS


def _finding(sign: Sign, *, significant: bool | None = True, outcome: str = "oc_crime") -> Finding:
    directions = {
        Sign.GOOD: (EffectDirection.LESS, True),
        Sign.HARMFUL: (EffectDirection.MORE, False),
        Sign.NONE: (EffectDirection.NO_DIFFERENCE, None),
        Sign.MIXED: (EffectDirection.MIXED, None),
    }
    direction, good = directions[sign]
    return Finding(DocumentId("d"), direction, outcome, "crime", good, significant)


def _study(name: str, design: StudyDesign | None, *findings: Finding, **fields: object) -> Study:
    given: dict[str, object] = {
        "title": name, "year": 2020, "challenges": frozenset(), "countries": frozenset(), "target_groups": frozenset(),
        "sample": None, "why": {},
    }  # fmt: skip
    return Study(StudyId(name), (DocumentId(f"d{name}"),), design=design, findings=findings, **given | fields)  # type: ignore[arg-type]


def _verdict(*studies: Study) -> Verdict:
    return maryland_verdict(studies).verdict


def test_two_strong_significant_studies_and_most_of_the_rest_say_that_it_works() -> None:
    good = _finding(Sign.GOOD)
    assert _verdict(_study("a", TRIAL, good), _study("b", COMPARED, good)) is Verdict.WORKS
    assert _verdict(_study("a", TRIAL, good), _study("b", COMPARED, good), _study("c", BEFORE, good)) is Verdict.WORKS


def test_one_strong_study_for_and_one_without_difference_leave_it_unknown() -> None:
    found = maryland_verdict([_study("a", MATCHED, _finding(Sign.GOOD)), _study("b", COMPARED, _finding(Sign.NONE))])
    assert found.verdict is Verdict.UNKNOWN
    assert [(r.level, r.sign, r.studies) for r in found.working] == [(4, Sign.GOOD, 1), (3, Sign.NONE, 1)]


@pytest.mark.parametrize(
    ("good", "none", "wanted"),
    [
        (10, 1, Verdict.WORKS),
        (4, 1, Verdict.WORKS),
        (3, 1, Verdict.UNKNOWN),
        (2, 1, Verdict.UNKNOWN),
        (2, 0, Verdict.WORKS),
        (1, 0, Verdict.PROMISING),
        (1, 1, Verdict.UNKNOWN),
        (1, 4, Verdict.DOES_NOT_WORK),
        (1, 2, Verdict.UNKNOWN),
        (0, 2, Verdict.DOES_NOT_WORK),
        (0, 1, Verdict.UNKNOWN),
    ],
)
def test_the_rest_is_what_there_is_beyond_the_studies_needed(good: int, none: int, wanted: Verdict) -> None:
    signs = [Sign.GOOD] * good + [Sign.NONE] * none
    assert _verdict(*(_study(str(n), TRIAL, _finding(sign)) for n, sign in enumerate(signs))) is wanted


def test_harm_that_is_not_said_to_be_significant_carries_no_verdict() -> None:
    unsaid = _finding(Sign.HARMFUL, significant=None)
    assert _verdict(_study("a", TRIAL, unsaid), _study("b", TRIAL, unsaid)) is Verdict.UNKNOWN


def test_one_strong_study_alone_is_promising_and_one_weak_study_is_not() -> None:
    assert _verdict(_study("a", COMPARED, _finding(Sign.GOOD))) is Verdict.PROMISING
    assert _verdict(_study("a", BEFORE, _finding(Sign.GOOD))) is Verdict.UNKNOWN


def test_an_effect_that_is_not_said_to_be_significant_carries_no_verdict() -> None:
    unsaid = _finding(Sign.GOOD, significant=None)
    assert _verdict(_study("a", TRIAL, unsaid), _study("b", TRIAL, unsaid)) is Verdict.UNKNOWN
    assert _verdict(_study("a", TRIAL, _finding(Sign.GOOD)), _study("b", TRIAL, unsaid)) is Verdict.PROMISING


def test_two_strong_studies_without_difference_say_that_it_does_not_work() -> None:
    none, harm = _finding(Sign.NONE), _finding(Sign.HARMFUL)
    assert _verdict(_study("a", TRIAL, none), _study("b", COMPARED, harm)) is Verdict.DOES_NOT_WORK
    good = [_study(f"g{n}", BEFORE, _finding(Sign.GOOD)) for n in range(2)]
    assert _verdict(_study("a", TRIAL, none), _study("b", COMPARED, harm), *good) is Verdict.UNKNOWN


def test_the_verdict_counts_what_it_leaves_out() -> None:
    studies = [
        _study("a", TRIAL),
        _study("b", REVIEW, _finding(Sign.GOOD)),
        _study("c", StudyDesign.QUALITATIVE),
        _study("d", None, _finding(Sign.GOOD)),
    ]
    found = maryland_verdict(studies)
    assert (found.verdict, found.left_out, found.reviews, found.beside) == (Verdict.UNKNOWN, 1, 1, 2)


def test_what_a_study_does_not_find_significant_is_no_effect() -> None:
    assert _finding(Sign.GOOD, significant=False).sign is Sign.NONE


@pytest.mark.parametrize(
    ("signs", "wanted"),
    [
        ((Sign.GOOD, Sign.GOOD), Effect.CLEAR),
        ((Sign.GOOD,), Effect.SOME),
        ((Sign.GOOD, Sign.NONE), Effect.MIXED),
        ((Sign.NONE, Sign.NONE), Effect.NONE),
        ((Sign.HARMFUL, Sign.NONE), Effect.HARMFUL),
        ((Sign.HARMFUL, Sign.GOOD), Effect.MIXED),
        ((Sign.HARMFUL, Sign.NONE, Sign.NONE, Sign.NONE), Effect.NONE),
        ((Sign.HARMFUL, Sign.HARMFUL, Sign.NONE), Effect.HARMFUL),
        ((), None),
    ],
)
def test_the_axis_of_effect_says_what_studies_found(signs: tuple[Sign, ...], wanted: Effect | None) -> None:
    assert effect_of([_study(str(n), TRIAL, _finding(sign)) for n, sign in enumerate(signs)]) is wanted


def test_weak_studies_decide_only_among_themselves() -> None:
    weak = [_study(str(n), BEFORE, _finding(Sign.GOOD)) for n in range(5)]
    assert effect_of([*weak, _study("t", TRIAL, _finding(Sign.NONE))]) is Effect.NONE
    assert effect_of(weak) is Effect.CLEAR


def test_the_axis_of_strength_says_how_much_they_can_bear() -> None:
    trial, review = _study("a", TRIAL, _finding(Sign.NONE)), _study("r", REVIEW, _finding(Sign.GOOD))
    assert strength_of([]) is Strength.NO_STUDY
    assert strength_of([_study("p", StudyDesign.PROTOCOL)]) is Strength.NO_STUDY
    assert strength_of([_study("q", StudyDesign.QUALITATIVE)]) is Strength.WEAK
    assert strength_of([_study("s", TRIAL)]) is Strength.WEAK  # whose findings were not read
    assert strength_of([trial]) is Strength.LIMITED
    assert strength_of([review]) is Strength.MODERATE
    assert strength_of([review, trial, _study("b", COMPARED, _finding(Sign.GOOD))]) is Strength.STRONG


def test_what_a_text_without_a_design_says_is_no_finding_of_a_study() -> None:
    memo = _study("m", None, _finding(Sign.HARMFUL))
    assert (effect_of([memo]), strength_of([memo])) == (None, Strength.NO_STUDY)


def test_studies_that_disagree_are_told_apart_by_what_only_one_side_has() -> None:
    young = _study("a", TRIAL, _finding(Sign.GOOD), target_groups=frozenset({"tg_youth"}), year=2005, sample=80)
    grown = _study("b", TRIAL, _finding(Sign.NONE), target_groups=frozenset({"tg_adults"}), year=2022, sample=900)
    found = disagreement([young, grown])
    assert found is not None
    assert [reason for reason, _, _ in found.reasons] == [Difference.POPULATION, Difference.YEAR, Difference.SCALE]
    assert found.reasons[0][1:] == (("tg_youth",), ("tg_adults",))
    assert disagreement([young]) is None


@pytest.mark.parametrize(
    ("signs", "wanted"),
    [
        ([Sign.HARMFUL] + [Sign.NONE] * 9, Sign.MIXED),
        ([Sign.HARMFUL] * 2 + [Sign.NONE], Sign.HARMFUL),
        ([Sign.GOOD] + [Sign.NONE] * 9, Sign.MIXED),
        ([Sign.GOOD] * 2 + [Sign.NONE], Sign.GOOD),
    ],
)
def test_most_outcomes_of_a_study_decide_for_good_and_for_harm(signs: list[Sign], wanted: Sign) -> None:
    assert _study("a", TRIAL, *map(_finding, signs)).sign is wanted


def test_what_does_not_count_is_a_document_and_nothing_more() -> None:
    held = [
        _study("a", BEFORE, year=2008, challenges=frozenset({"drugs"})),
        _study("plan", StudyDesign.PROTOCOL, year=2025, challenges=frozenset({"gun_violence"})),
        _study("memo", None, _finding(Sign.HARMFUL), year=2024, challenges=frozenset({"explosives"})),
    ]
    found = weigh(Mark.UNVERIFIED, (), held)
    assert [study.id for study in found.overall.studies] == ["a"]
    assert (found.documents, found.designs, found.overall.newest) == (3, {BEFORE: 1}, 2008)
    assert set(found.by_challenge) == {"drugs"}
    assert found.overall.judged.beside == 0


def test_large_medians_are_told_in_digits() -> None:
    few, many = (
        _study(str(sample), TRIAL, _finding(sign), sample=sample)
        for sign, sample in ((Sign.GOOD, 80), (Sign.NONE, 1_234_567))
    )
    found = disagreement([few, many])
    assert found is not None
    assert found.reasons == ((Difference.SCALE, ("80",), ("1234567",)),)


def test_one_study_in_two_countries_does_not_tell_whether_countries_agree() -> None:
    measure = Measure(MeasureId("m"), "m", "m", (), "", "", "", "", "", None, Mark.READ, "")

    def answer(*countries: set[str]) -> Answer:
        studies = [
            _study(str(n), TRIAL, _finding(Sign.GOOD), countries=frozenset(found)) for n, found in enumerate(countries)
        ]
        found = transfer_checklist(measure, (), studies, ())
        return next(one.answer for one in found if one.item is Item.AGREES_ACROSS_COUNTRIES)

    assert answer({"SE", "NO"}) is Answer.UNKNOWN
    assert answer({"SE"}, {"SE"}) is Answer.UNKNOWN
    assert answer({"SE"}, {"NO"}) is Answer.YES


def _judgement(kind: str, value: str, context: str | None = None) -> Judgement:
    when = datetime(2026, 11, 1, tzinfo=UTC)
    return Judgement(Subject.EVIDENCE, "m", kind, value, Act.STATE, "read all five", "anna", when, context)


def test_what_a_person_judged_stands_in_place_of_what_was_reckoned() -> None:
    studies = [_study("a", TRIAL, _finding(Sign.GOOD))]
    decided = [_judgement(Axis.EFFECT, "none"), _judgement(Axis.VERDICT, "unknown")]
    found = weigh_studies(studies, decided)
    assert (found.effect, found.judged.verdict, found.strength) == (Effect.NONE, Verdict.UNKNOWN, Strength.LIMITED)
    assert found.overridden == tuple(decided)
    assert found.judged.reckoned is Verdict.PROMISING
    assert found.reckoned == weigh_studies(studies)


def test_evidence_for_one_challenge_counts_the_studies_about_it() -> None:
    shooting = _study("a", TRIAL, _finding(Sign.GOOD), challenges=frozenset({"gun_violence"}))
    other = _study("b", TRIAL, _finding(Sign.NONE), challenges=frozenset({"drugs"}))
    found = weigh(Mark.UNVERIFIED, (), [shooting, other], [_judgement(Axis.EFFECT, "clear", "drugs")])
    assert found.overall.effect is Effect.MIXED
    assert found.by_challenge["gun_violence"].judged.verdict is Verdict.PROMISING  # type: ignore[index]
    assert found.by_challenge["drugs"].effect is Effect.CLEAR  # type: ignore[index]


def test_studies_warn_of_harm_only_where_they_carry_the_verdict() -> None:
    harm, unsaid, none = _finding(Sign.HARMFUL), _finding(Sign.HARMFUL, significant=None), _finding(Sign.NONE)

    def warned(*findings: Finding) -> tuple[Caution, ...]:
        return weigh(Mark.READ, (), [_study(str(n), TRIAL, found) for n, found in enumerate(findings)]).warnings

    assert warned(harm, harm) == (Caution.HARMFUL,)
    assert warned(harm) == warned(unsaid) == warned(unsaid, unsaid) == ()
    assert warned(harm, none) == warned(none, none, unsaid, unsaid) == (Caution.NO_EFFECT,)


def test_a_person_can_warn_of_harm_and_lift_the_warning() -> None:
    harm = _finding(Sign.HARMFUL)
    one, two = [_study("a", TRIAL, harm)], [_study("a", TRIAL, harm), _study("b", TRIAL, harm)]
    assert weigh(Mark.READ, (), one, [_judgement(Axis.EFFECT, "harmful")]).warnings == (Caution.HARMFUL,)
    assert weigh(Mark.READ, (), two, [_judgement(Axis.VERDICT, "unknown")]).warnings == ()


def _rating(portal: str, direction: Direction) -> PortalRating:
    return PortalRating(RatingId(portal), None, "m", portal, "", "", "", "", "", Mark.READ, "", direction)


def test_portals_and_studies_that_point_different_ways_are_told_with_the_likely_reason() -> None:
    ratings = [_rating("Alfa", Direction.BENEFICIAL), _rating("Beta", Direction.UNCLEAR)]
    found = weigh(Mark.READ, ratings, [_study("a", BEFORE, _finding(Sign.HARMFUL, significant=None))]).against_ratings
    assert found is not None
    assert (found.good, found.portals) == (False, ("Alfa",))
    assert [likely for likely, _ in found.reasons] == list(Likely)
    assert dict(found.reasons)[Likely.OUTCOME] == ("oc_crime",)
    sure = [_study(name, TRIAL, _finding(Sign.NONE)) for name in "ab"]
    found = weigh(Mark.READ, ratings, sure).against_ratings
    assert found is not None
    assert [likely for likely, _ in found.reasons] == [Likely.OUTCOME]


def test_portals_and_studies_that_agree_or_say_nothing_are_not_set_against_each_other() -> None:
    good, silent = [_study("a", TRIAL, _finding(Sign.GOOD))], [_study("a", TRIAL)]
    assert weigh(Mark.READ, [_rating("Alfa", Direction.BENEFICIAL)], good).against_ratings is None
    assert weigh(Mark.READ, [_rating("Alfa", Direction.BENEFICIAL)], silent).against_ratings is None
    against = weigh(Mark.READ, [_rating("Alfa", Direction.HARMFUL)], good).against_ratings
    assert against is not None
    assert against.good


def test_that_a_measure_was_never_evaluated_somewhere_is_nothing_the_records_can_know() -> None:
    measure = Measure(MeasureId("m"), "m", "m", (), "", "", "", "", "", None, Mark.READ, "")
    found = transfer_checklist(measure, (), [_study("a", TRIAL, countries=frozenset({"US"}))], ())
    assert {one.answer for one in found} == {Answer.UNKNOWN}
