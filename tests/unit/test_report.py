import pytest

from benchmarks.report import Report, area


def test_the_area_counts_how_often_one_of_the_first_scores_higher_ties_half() -> None:
    value, low, high = area([0.9, 0.5], [0.5, 0.1])
    assert value == pytest.approx(3.5 / 4)
    # DeLong et al. (1988): the components of the first are 1 and 3/4, of the second 3/4 and 1.
    reach = 1.96 * (0.03125 / 2 + 0.03125 / 2) ** 0.5
    assert low == pytest.approx(value - reach)
    assert high == 1.0


def test_an_area_is_told_with_its_interval_and_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    into = Report()
    into.section("Of a test")
    into.area("relevance", [0.9, 0.8, 0.7], [0.75, 0.2])
    (row,) = into.rows
    assert row.what == "relevance: AUC"
    assert row.n == "3 + 2"
    assert row.low is not None
    assert row.value is not None
    assert row.low < row.value == pytest.approx(5 / 6)
    assert "| relevance: AUC | 0.833 |" in capsys.readouterr().out


def test_what_lies_apart_has_no_interval_and_too_few_scores_no_area() -> None:
    into = Report()
    into.section("Of a test")
    into.area("apart", [0.9, 0.8], [0.1, 0.2])
    into.area("few", [0.9], [0.1, 0.2])
    apart, few = into.rows
    assert (apart.value, apart.low, apart.high) == (1.0, None, None)
    assert few.value is None
