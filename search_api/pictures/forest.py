"""Studies of a measure as a forest plot: the stated size and interval of each result, on one axis per kind of measure.

After Lewis & Clarke (2001), Forest plots: trying to see the wood and the trees, BMJ 322. Only what is stated is drawn:
no interval where none is stated, and no pooled result, since the studies differ in what they measured and how.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite, log

from markupsafe import Markup

from kb.domain.claims import EffectDirection
from kb.domain.findings import Finding, Sign, Study
from search_api.language import gettext as _
from search_api.language import marked
from search_api.pictures import svg
from search_api.wording import figures

MOST_ROWS = 40
_WIDTH, _HEIGHT, _EDGE = 256.0, 28.0, 14.0


class Scale(StrEnum):
    """Kinds of measures that can stand on one axis; DIRECTION: what has no size that can be drawn."""

    RATIO = "ratio"
    DIFFERENCE = "difference"
    PERCENT = "percent"
    POINTS = "points"
    CORRELATION = "correlation"
    UNSTATED = "unstated"
    DIRECTION = "direction"


_HEADING: Mapping[Scale, str] = {
    Scale.RATIO: marked("Kvoter, till exempel oddskvot och relativ effekt (logaritmisk axel, 1 är ingen skillnad)"),
    Scale.DIFFERENCE: marked("Standardiserade skillnader, till exempel d och g (0 är ingen skillnad)"),
    Scale.PERCENT: marked("Förändring i procent (0 är ingen förändring)"),
    Scale.POINTS: marked("Förändring i procentenheter (0 är ingen förändring)"),
    Scale.CORRELATION: marked("Korrelationer (0 är inget samband)"),
    Scale.UNSTATED: marked(
        "Effektstorlekar där texten inte säger vilket mått det är (därför utan linje för ingen skillnad)"
    ),
    Scale.DIRECTION: marked("Riktning, utan storlek som går att rita"),
}
_SCALE: Mapping[str, Scale] = {
    "odds_ratio": Scale.RATIO,
    "risk_ratio": Scale.RATIO,
    "rate_ratio": Scale.RATIO,
    "irr": Scale.RATIO,
    "hazard_ratio": Scale.RATIO,
    "relative_effect_size": Scale.RATIO,
    "cohens_d": Scale.DIFFERENCE,
    "hedges_g": Scale.DIFFERENCE,
    "smd": Scale.DIFFERENCE,
    "percent": Scale.PERCENT,
    "percentage_points": Scale.POINTS,
    "correlation": Scale.CORRELATION,
    "effect_size": Scale.UNSTATED,
}
# What an axis reaches at most; beyond it an arrow at the edge stands for the figure, which the text beside it says.
_REACH: Mapping[Scale, tuple[float, float]] = {
    Scale.RATIO: (0.05, 20),
    Scale.DIFFERENCE: (-3, 3),
    Scale.PERCENT: (-100, 200),
    Scale.POINTS: (-100, 100),
    Scale.CORRELATION: (-1, 1),
    Scale.UNSTATED: (-5, 5),
}
_TICKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
_STEPS = (0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 25, 50, 100)
_MARK: Mapping[Sign | None, tuple[str, str]] = {
    Sign.GOOD: ("circle", "good"),
    Sign.HARMFUL: ("triangle", "harmful"),
    Sign.NONE: ("square", "other"),
    Sign.MIXED: ("diamond", "other"),
    None: ("diamond", "other"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One result of a study, with its strip of the picture."""

    study: Study
    finding: Finding
    strip: Markup


@dataclass(frozen=True, slots=True)
class Panel:
    """The results on one axis; `axis` None: they have none. `more` results are left out."""

    heading: str
    axis: Markup | None
    rows: tuple[Row, ...]
    more: int


@dataclass(frozen=True, slots=True)
class _Stated:
    """A size as it can be drawn; the interval None where none is stated, or not one that holds the size."""

    value: float
    interval: tuple[float, float] | None


def panels(studies: Sequence[Study]) -> list[Panel]:
    """Return the results of the studies by kind of measure, in the order of the studies; kinds without any are not."""
    found: dict[Scale, list[tuple[Study, Finding, _Stated | None]]] = {scale: [] for scale in Scale}
    for study in studies:
        for finding in study.findings:
            scale = _SCALE.get(finding.measure or "", Scale.DIRECTION)
            stated = None if scale is Scale.DIRECTION else _stated(finding, scale)
            found[scale if stated else Scale.DIRECTION].append((study, finding, stated))
    return [_panel(scale, results) for scale, results in found.items() if results]


def legend() -> list[tuple[Markup, str]]:
    """Return the marks with what each stands for."""
    said = (
        (Sign.GOOD, _("önskad effekt")),
        (Sign.HARMFUL, _("oönskad effekt")),
        (Sign.NONE, _("ingen skillnad eller inte säkerställd")),
        (None, _("blandat, eller oklart om det är önskat")),
    )
    found = []
    for sign, words in said:
        root = svg.small(18, 18)
        kind, dressed = _MARK[sign]
        svg.shape(root, kind, 9, 10, 5, dressed)
        found.append((svg.on_page(root), words))
    return found


def _panel(scale: Scale, results: Sequence[tuple[Study, Finding, _Stated | None]]) -> Panel:
    shown = results[:MOST_ROWS]
    more = len(results) - len(shown)
    stated = [one for _study, _finding, one in shown if one]
    if not stated:
        rows = tuple(Row(study, finding, _arrow(finding)) for study, finding, _none in shown)
        return Panel(_(_HEADING[scale]), None, rows, more)
    low, high = _range(scale, stated)
    place = _placing(scale, low, high)
    null = None if scale is Scale.UNSTATED else 1.0 if scale is Scale.RATIO else 0.0
    rows = tuple(Row(study, finding, _strip(one, finding, place, null)) for study, finding, one in shown if one)
    return Panel(_(_HEADING[scale]), _axis(scale, low, high, place), rows, more)


def _stated(finding: Finding, scale: Scale) -> _Stated | None:
    """Return the size of a finding as it can be drawn, None where it states none.

    A change in percent is stated without a sign: the direction, which is stated too, gives it one.
    """
    value, low, high = _figure(finding.size), _figure(finding.low), _figure(finding.high)
    if value is None or (scale is Scale.RATIO and value <= 0):
        return None
    if scale in (Scale.PERCENT, Scale.POINTS) and value > 0:
        if finding.direction not in (EffectDirection.LESS, EffectDirection.MORE):
            return None
        if finding.direction is EffectDirection.LESS:
            value = -value
            if low is not None and high is not None and not low <= value <= high:
                low, high = -high, -low
    held = low is not None and high is not None and low <= value <= high and (scale is not Scale.RATIO or low > 0)
    return _Stated(value, (low, high) if held and low is not None and high is not None else None)


def _figure(text: str | None) -> float | None:
    try:
        figure = float((text or "").replace("−", "-"))
    except ValueError:
        return None
    return figure if isfinite(figure) else None


def _range(scale: Scale, stated: Sequence[_Stated]) -> tuple[float, float]:
    """Return from where to where the axis goes: all that is stated, within reach, and a step beyond."""
    least, most = _REACH[scale]
    every = [figure for one in stated for figure in (one.value, *(one.interval or ()))]
    null = [] if scale is Scale.UNSTATED else [1.0] if scale is Scale.RATIO else [0.0]
    low, high = max(least, min([*every, *null])), min(most, max([*every, *null]))
    if scale is Scale.RATIO:
        below = [tick for tick in _TICKS if tick < low] or [_TICKS[0]]
        above = [tick for tick in _TICKS if tick > high] or [_TICKS[-1]]
        return below[-1], above[0]
    step = _step(low, high)
    return max(least, step * (low // step)), min(most, step * -(-high // step + 0.0) if high > low else high + step)


def _step(low: float, high: float) -> float:
    return next((step for step in _STEPS if (high - low) / step <= 4), _STEPS[-1])


def _placing(scale: Scale, low: float, high: float) -> Callable[[float], float]:
    """Return what gives the place of a figure on the strip, in pixels; it may lie beyond its edges."""

    def straight(figure: float) -> float:
        share = (figure - low) / (high - low) if high > low else 0.5
        return _EDGE + share * (_WIDTH - 2 * _EDGE)

    def logarithmic(figure: float) -> float:
        return _EDGE + log(figure / low) / log(high / low) * (_WIDTH - 2 * _EDGE)

    return logarithmic if scale is Scale.RATIO else straight


def _strip(one: _Stated, finding: Finding, place: Callable[[float], float], null: float | None) -> Markup:
    root, middle = svg.small(_WIDTH, _HEIGHT), _HEIGHT / 2
    left, right = _EDGE / 2, _WIDTH - _EDGE / 2
    if null is not None:
        svg.add(root, "path", d=f"M{svg.number(place(null))} 0 V{svg.number(_HEIGHT)}", class_="null-line")
    if one.interval:
        low, high = (place(figure) for figure in one.interval)
        start, end = max(low, left), min(high, right)
        svg.add(root, "path", d=f"M{svg.number(start)} {svg.number(middle)} H{svg.number(end)}", class_="interval")
        for inside, x, way in ((low >= left, start, 1), (high <= right, end, -1)):
            ends = f"M{svg.number(x)} {svg.number(middle - 4)} v8"
            beyond = f"M{svg.number(x + 5 * way)} {svg.number(middle - 4)} l{-5 * way} 4 l{5 * way} 4"
            svg.add(root, "path", d=ends if inside else beyond, class_="interval")
    x = place(one.value)
    if left <= x <= right:
        kind, dressed = _MARK[finding.sign]
        svg.shape(root, kind, x, middle, 5, dressed)
    else:
        at, way = (left, 1) if x < left else (right, -1)
        beyond = f"M{svg.number(at + 7 * way)} {svg.number(middle - 5)} l{-7 * way} 5 l{7 * way} 5 Z"
        svg.add(root, "path", d=beyond, class_="bar-burst")
    return svg.on_page(root)


def _axis(scale: Scale, low: float, high: float, place: Callable[[float], float]) -> Markup:
    root = svg.small(_WIDTH, 26)
    svg.add(root, "path", d=f"M{svg.number(_EDGE)} 20.5 H{svg.number(_WIDTH - _EDGE)}", class_="axis")
    if scale is Scale.RATIO:
        ticks = [tick for tick in _TICKS if low <= tick <= high]
    else:
        step = _step(low, high)
        first = round(low / step)
        ticks = [step * (first + number) for number in range(int((high - low) / step + 1e-9) + 1)]
    for tick in ticks:
        x = place(tick)
        svg.add(root, "path", d=f"M{svg.number(x)} 16 V25", class_="axis")
        svg.add(root, "text", figures(f"{tick:.4g}".replace("-", "−")), x=x, y=12, class_="quiet", text_anchor="middle")
    return svg.on_page(root)


def _arrow(finding: Finding) -> Markup:
    """Return a sign for a direction: arrow down or up, a level line for no difference, both arrows for mixed."""
    root = svg.small(34, 24)
    dressed = f"arrow arrow-{_MARK[finding.sign][1]}"
    down, up = "M{x} 3 v16 m-5 -6 l5 6 l5 -6", "M{x} 21 v-16 m-5 6 l5 -6 l5 6"
    drawn = {
        EffectDirection.LESS: [down.format(x=12)],
        EffectDirection.MORE: [up.format(x=12)],
        EffectDirection.NO_DIFFERENCE: ["M4 9 h16 M4 15 h16"],
        EffectDirection.MIXED: [down.format(x=8), up.format(x=24)],
    }[finding.direction]
    for path in drawn:
        svg.add(root, "path", d=path, class_=dressed)
    return svg.on_page(root)
