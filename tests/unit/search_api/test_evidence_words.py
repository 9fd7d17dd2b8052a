"""Evidence in Swedish words."""

import pytest

from kb.domain.findings import Sign
from kb.domain.maryland import Judged, Reckoned, Verdict
from search_api.evidence_words import working


def _judged(studies: int, significant: int, verdict: Verdict, reckoned: Verdict | None = None) -> Judged:
    return Judged(verdict, (Reckoned(5, Sign.GOOD, studies, significant, ()),), 0, 0, 0, reckoned)


@pytest.mark.parametrize(
    ("significant", "said"),
    [
        (0, "ingen sägs vara statistiskt säkerställd"),
        (1, "en sägs vara statistiskt säkerställd"),
        (2, "två sägs vara statistiskt säkerställda"),
    ],
)
def test_significant_findings_are_counted_in_correct_swedish(significant: int, said: str) -> None:
    assert f", {said} → " in working(_judged(3, significant, Verdict.UNKNOWN), str)


def test_the_working_ends_with_what_was_reckoned_and_the_persons_verdict_stands_beside() -> None:
    said = working(_judged(2, 2, Verdict.UNKNOWN, Verdict.WORKS), str)
    assert said.endswith("→ fungerar (en analytikers omdöme: okänt)")
