"""Figures as rows with intervals: printed, and written where users read them."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from math import sqrt
from pathlib import Path
from statistics import fmean, variance

_Z = 1.96
_FEWEST = 2  # scores of each kind


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of a section. `low` and `high` are its 95 % interval, None where there is none."""

    section: str
    what: str
    value: float | None
    low: float | None
    high: float | None
    n: str


@dataclass(slots=True)
class Report:
    """Collects rows section by section, and prints each as it comes."""

    rows: list[Row] = field(default_factory=list)
    _section: str = ""

    def section(self, name: str) -> None:
        """Begin a new table."""
        self._section = name
        print(f"\n### {name}\n\n| What | value | 95 % | n |\n|---|---:|---|---:|", flush=True)

    def share(self, what: str, hits: int, of: int) -> None:
        """Add the share `hits` of `of`, with Wilson's interval at 95 % (Wilson 1927)."""
        if of == 0:
            self._add(Row(self._section, what, None, None, None, "0"))
            return
        low, high = wilson(hits, of)
        self._add(Row(self._section, what, hits / of, low, high, str(of)))

    def area(self, what: str, yes: Sequence[float], no: Sequence[float]) -> None:
        """Add the area under the curve of the scores of `yes` against those of `no`, with DeLong's interval at 95 %.

        Without an interval where the scores lie apart altogether: then it says nothing of others.
        """
        n = f"{len(yes)} + {len(no)}"
        if min(len(yes), len(no)) < _FEWEST:
            self._add(Row(self._section, f"{what}: AUC", None, None, None, n))
            return
        value, low, high = area(yes, no)
        known = (low, high) if low < high else (None, None)
        self.number(f"{what}: AUC", value, n, *known)

    def number(self, what: str, value: float, n: str, low: float | None = None, high: float | None = None) -> None:
        """Add a figure that is no share."""
        self._add(Row(self._section, what, value, low, high, n))

    def _add(self, row: Row) -> None:
        self.rows.append(row)
        print(line(row), flush=True)

    def keep(self, data: Path, *, family: str, ours: bool) -> None:
        """Take over from `data` what this run does not measure; sections whose name begins with `family` stand last.

        `ours` says that this run measures the family, and not all the rest.
        """
        said = [Row(**row) for row in json.loads(data.read_text())["rows"]]
        kept = [row for row in said if row.section.startswith(family) is not ours]
        self.rows = [*kept, *self.rows] if ours else [*self.rows, *kept]

    def write(self, page: Path, data: Path, *, made_on: str) -> None:
        """Put the tables into `page`, between its two marks, and the rows into `data` as JSON."""
        before, rest = page.read_text().split(BEGIN, 1)
        _, after = rest.split(END, 1)
        page.write_text(f"{before}{BEGIN}\n{self.tables()}\n{END}{after}")
        said = {"made_on": made_on, "rows": [asdict(row) for row in self.rows]}
        data.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n")

    def tables(self) -> str:
        """Return all rows as tables, one a section."""
        found: list[str] = []
        for section in dict.fromkeys(row.section for row in self.rows):
            found += [f"\n### {section}\n", "| What | value | 95 % | n |", "|---|---:|---|---:|"]
            found += [line(row) for row in self.rows if row.section == section]
        return "\n".join(found).strip() + "\n"


BEGIN, END = "<!-- figures: written by make eval -->", "<!-- end of figures -->"


def line(row: Row) -> str:
    """Return a row of a table."""
    if row.value is None:
        return f"| {row.what} | none | | {row.n} |"
    between = f"{row.low:.3f}–{row.high:.3f}" if row.low is not None and row.high is not None else ""
    return f"| {row.what} | {row.value:.3f} | {between} | {row.n} |"


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return Wilson's interval at 95 % of a share."""
    p = hits / of
    middle = (p + _Z * _Z / (2 * of)) / (1 + _Z * _Z / of)
    reach = _Z * sqrt(p * (1 - p) / of + _Z * _Z / (4 * of * of)) / (1 + _Z * _Z / of)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def area(yes: Sequence[float], no: Sequence[float]) -> tuple[float, float, float]:
    """Return the area under the curve and its interval at 95 %, for at least two scores of each kind.

    The area is how often one of `yes` scores higher than one of `no`, ties counting half. The interval: DeLong, DeLong
    & Clarke-Pearson (1988), "Comparing the areas under two or more correlated receiver operating characteristic
    curves: a nonparametric approach", Biometrics 44.
    """
    above = _shares_below(yes, no)
    below = [1 - share for share in _shares_below(no, yes)]
    value = fmean(above)
    reach = _Z * sqrt(variance(above) / len(yes) + variance(below) / len(no))
    return value, max(0.0, value - reach), min(1.0, value + reach)


def _shares_below(scores: Sequence[float], others: Sequence[float]) -> list[float]:
    ordered = sorted(others)
    return [(bisect_left(ordered, one) + bisect_right(ordered, one)) / (2 * len(ordered)) for one in scores]
