import pytest

from enrichment.effect_grounds import reports_results
from enrichment.effect_sizes import find_sizes
from enrichment.effect_taught import RULES_ALONE
from enrichment.effects import read_effects
from kb.domain.claims import Claim, ClaimKind, DocumentKind, StudyDesign
from tests.unit.enrichment.thesaurus import directions_in, text_of

RANDOMISED = Claim(ClaimKind.STUDY_DESIGN, StudyDesign.RANDOMISED_TRIAL, "study_design", "1", 0, 3, 0.9)


def _directions(content: str, language: str = "en", design: Claim | None = RANDOMISED) -> list[str | None]:
    return [claim.value for claim in read_effects(text_of(content, language), design, None, RULES_ALONE)]


def test_a_text_yields_evidence_by_its_design_its_kind_or_its_title() -> None:
    plain, titled = text_of("Lamps\n\nThey shine."), text_of("Lamps: an evaluation\n\nThey shine.")
    assert reports_results(plain, StudyDesign.BEFORE_AFTER, None)
    assert reports_results(plain, None, DocumentKind.SYSTEMATIC_REVIEW)
    assert reports_results(titled, None, None)
    assert not reports_results(plain, StudyDesign.CROSS_SECTIONAL, DocumentKind.STATISTICS)


def test_news_yields_evidence_only_where_it_speaks_of_a_study() -> None:
    law, study = text_of("New law\n\nIt was tabled today."), text_of("New lamps\n\nResearchers compared two towns.")
    told = [reports_results(text, StudyDesign.QUASI_EXPERIMENT, DocumentKind.NEWS) for text in (law, study)]
    assert told == [False, True]


@pytest.mark.parametrize(
    "described",
    [
        "Variables include age, sex and charges.",
        "Part 1 holds one row for each arrest.",
        "The data file contains 400 interviews.",
        "The purpose of this study is to try a course for fathers.",
    ],
)
def test_what_describes_data_or_registers_a_trial_yields_none(described: str) -> None:
    text = text_of(f"Lamps: an evaluation\n\n{described}")
    assert not reports_results(text, StudyDesign.RANDOMISED_TRIAL, DocumentKind.PRIMARY_EVALUATION)


def test_a_long_report_that_evaluates_yields_evidence_whatever_it_says_of_its_data() -> None:
    report = text_of("Lamps: an evaluation\n\nThe data file contains 400 interviews. " + "It was dark. " * 900)
    assert reports_results(report, StudyDesign.BEFORE_AFTER, DocumentKind.PRIMARY_EVALUATION)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The programme reduced burglary.", [None]),
        ("The programme reduced burglary by 12 per cent.", ["less"]),
        ("The study found that the programme reduced burglary.", ["less"]),
        ("Results showed that the programme reduced burglary.", ["less"]),
    ],
)
def test_a_text_that_yields_none_tells_a_result_in_a_grounded_sentence(sentence: str, found: list[str | None]) -> None:
    described = f"Lamps in two towns\n\nVariables include age and sex. {sentence}"
    assert _directions(described) == found
    assert _directions(f"Lamps in two towns\n\n{sentence}", design=None) == found


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "Specific issues included: (a) the effect that the programme has on reoffending, (b) the amount of theft "
            "prevented by it, and (c) the cost of that.",
        ),
        ("en", "The research question asked of streets where burglary was mitigated by the programme."),
        ("en", "It dealt with the degree of increase in violence under the programme as shown by those who took part."),
        ("en", "The objectives were (1) to assess findings from cities with more violence, and (2) to spread them."),
        ("sv", "Frågeställningen var att insatsen minskade våldet."),
        ("nb", "Problemstillingen var at tiltaket reduserte volden."),
    ],
)
def test_questions_and_aims_in_many_words_are_no_results(language: str, sentence: str) -> None:
    assert _directions(f"The trial\n\n{sentence}", language) == [None]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "Violence is more frequent in families that drink, and robbery is associated with an increase in theft.",
        ),
        ("en", "Violence is found among a higher share of those who drink."),
        ("sv", "Våld är vanligare bland dem som dricker än bland andra."),
        ("da", "Vold er hyppigere blandt dem, der drikker, end blandt andre."),
    ],
)
def test_what_is_common_or_goes_together_is_no_result(language: str, sentence: str) -> None:
    assert _directions(f"The trial\n\n{sentence}", language) == [None]


def test_what_is_common_after_a_measure_is_a_result() -> None:
    assert _directions("The trial\n\nViolence is less common in the treatment group than in the others.") == ["less"]


def test_groups_that_were_drawn_are_no_measure() -> None:
    drawn = "Sleep\n\nWomen with poor sleep reported more violence than women without it."
    assert _directions(drawn) == [None]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The programme works through increased sense of safety."),
        ("en", "The second component increased sense of safety at home."),
        ("en", "The officers learnt of violence and were better prepared for it."),
        ("sv", "Fler rån ska bedömas som grova."),
    ],
)
def test_means_parts_and_what_is_to_be_are_no_results(language: str, sentence: str) -> None:
    assert _directions(f"The trial\n\n{sentence}", language) == [None]


def test_a_result_beside_its_question_stands() -> None:
    asked = "The evaluation\n\nThe research question was broad; we found that the programme reduced violence."
    assert directions_in(asked) == {"oc_violence": "less"}


def test_by_quarter_is_no_size() -> None:
    by_quarter, by_a_quarter = "Crime was counted by quarter.", "Crime fell by a quarter."
    assert find_sizes(by_quarter, 0, len(by_quarter)) == []
    assert [dict(size.told)["size"] for size in find_sizes(by_a_quarter, 0, len(by_a_quarter))] == ["25"]
