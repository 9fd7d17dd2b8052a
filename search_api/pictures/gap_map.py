"""The evidence gap map as a picture: types of measures by challenges, a bubble for the studies of each pair.

Rows are interventions and the area of a bubble is the number of studies, as evidence gap maps are drawn: Snilstveit,
Vojtkova, Bhavsar, Stevenson & Gaarder (2016), Evidence & Gap Maps: a tool for promoting evidence informed policy and
strategic research agendas, Journal of Clinical Epidemiology 79. Columns are challenges where theirs are outcomes.
"""

from collections.abc import Callable, Iterable, Sequence
from math import sqrt

from kb.search.answers import GapCell, GapMap
from search_api.language import gettext as _
from search_api.language import ngettext
from search_api.pictures import svg
from search_api.pictures.strongest import Strongest, shape_of, strongest, words_of
from search_api.wording import number

_CELL_WIDTH, _CELL_HEIGHT = 31.5, 44.0
_LARGEST, _SMALLEST = 14.0, 3.5  # radius in pixels; with very many studies in one cell, the least keep to the smallest
_LETTER = 7.1  # width of a letter, about
_ROW_NAME, _COLUMN_NAME = 34, 38  # letters on a line
_LINE = 18.0
_GAP = 11.0  # side of the square that marks a gap
_SAMPLE = 18.0  # side of a small picture in a legend

Name = Callable[[str], str]


def gap_picture(
    found: GapMap, name: Name, address: Callable[[GapCell], str], *, said: Sequence[str] = ()
) -> svg.Element:
    """Return the map as a picture: each bubble leads to its documents, each gap to its measures, at `address`.

    `said` are lines about where it is from, for a picture that leaves the page: they stand below it, the legend above.
    """
    left = _longest(map(name, found.measure_types), _ROW_NAME) + 14
    head = (_LINE * (len(Strongest) + 2) if said else 0) + _longest(map(name, found.challenges), _COLUMN_NAME) + 24
    width = max(left + _CELL_WIDTH * len(found.challenges) + 1, 640.0)
    bottom = head + _CELL_HEIGHT * len(found.measure_types)
    height = bottom + (_LINE * len(said) + 16 if said else 1)
    root = svg.drawing(width, height, _("Kunskapskarta: antal studier per åtgärdstyp och utmaning"), "karta-bild")
    if said:
        svg.add(root, "rect", x=0, y=0, width=width, height=height, class_="paper")
    most = max((len(cell.studies) for cell in found.cells), default=1) or 1
    if said:
        _legend(root, most)
    for column, challenge in enumerate(found.challenges):
        x = left + _CELL_WIDTH * (column + 0.5) + 4
        upwards = f"translate({svg.number(x)} {svg.number(head - 8)}) rotate(-90)"
        svg.lines(svg.add(root, "g", transform=upwards), name(challenge), _COLUMN_NAME, x=0, y=0)
    for row, kind in enumerate(found.measure_types):
        y = head + _CELL_HEIGHT * row
        svg.add(root, "path", d=f"M0 {svg.number(y)} H{svg.number(width)}", class_="grid-line")
        svg.lines(root, name(kind), _ROW_NAME, x=2, y=y + _CELL_HEIGHT / 2 + 4)
    for column in range(len(found.challenges) + 1):
        x = left + _CELL_WIDTH * column
        svg.add(root, "path", d=f"M{svg.number(x)} {svg.number(head)} V{svg.number(bottom)}", class_="grid-line")
    rows = {key: head + _CELL_HEIGHT * place for place, key in enumerate(found.measure_types)}
    columns = {key: left + _CELL_WIDTH * place for place, key in enumerate(found.challenges)}
    for cell in sorted(found.cells, key=lambda cell: (rows[cell.measure_type], columns[cell.challenge])):
        _cell(root, cell, columns[cell.challenge], rows[cell.measure_type], most, cell_words(cell, name), address(cell))
    for number_of_line, line in enumerate(said, start=1):
        svg.add(root, "text", line, x=2, y=bottom + _LINE * number_of_line, class_="quiet")
    return root


def cell_words(cell: GapCell, name: Name) -> str:
    """Return what a cell holds, in a sentence that stands by itself."""
    what = {"type": name(cell.measure_type), "challenge": name(cell.challenge)}
    count = len(cell.studies)
    if not count:
        measures = len(cell.measures)
        said = ngettext(
            "{type} mot {challenge}: ingen studie, {count} åtgärd i katalogen",
            "{type} mot {challenge}: ingen studie, {count} åtgärder i katalogen",
            measures,
        )
        return said.format(count=number(measures), **what)
    said = ngettext(
        "{type} mot {challenge}: {count} studie, {strongest}",
        "{type} mot {challenge}: {count} studier, starkast {strongest}",
        count,
    )
    return said.format(count=number(count), strongest=words_of(strongest(cell.levels)), **what)


def sample(step: Strongest | None) -> svg.Element:
    """Return a small picture of the mark of a step, or of a gap, for a legend in words beside it."""
    root = svg.small(_SAMPLE, _SAMPLE)
    if step is None:
        place = (_SAMPLE - _GAP) / 2
        svg.add(root, "rect", class_="gap", x=place, y=place, width=_GAP, height=_GAP)
    else:
        svg.shape(root, shape_of(step), _SAMPLE / 2, _SAMPLE / 2 + 1, 6)
    return root


def radius(count: int, most: int) -> float:
    """Return the radius of the bubble of `count` studies, its area in proportion to the largest bubble's."""
    return max(_SMALLEST, _LARGEST * sqrt(count / most))


def _cell(root: svg.Element, cell: GapCell, x: float, y: float, most: int, words: str, address: str) -> None:
    link = svg.link(root, address, words)
    svg.add(link, "rect", x=x, y=y, width=_CELL_WIDTH, height=_CELL_HEIGHT, class_="hit")
    middle = x + _CELL_WIDTH / 2
    if not cell.studies:
        svg.add(link, "rect", class_="gap", x=middle - _GAP / 2, y=y + 10.5, width=_GAP, height=_GAP)
        return
    count = len(cell.studies)
    svg.shape(link, shape_of(strongest(cell.levels)), middle, y + 16, radius(count, most))
    svg.add(link, "text", number(count), x=middle, y=y + _CELL_HEIGHT - 3, class_="count", text_anchor="middle")


def _longest(names: Iterable[str], most: int) -> float:
    """Return about how many pixels the longest line of these names takes."""
    return _LETTER * max((len(line) for name in names for line in svg.wrapped(name, most)), default=10)


def _legend(root: svg.Element, most: int) -> None:
    svg.add(root, "text", _("Märkets form och färg: den starkaste studien"), x=0, y=14, class_="strong")
    for place, one in enumerate(Strongest, start=1):
        y = 14 + _LINE * place
        svg.shape(root, shape_of(one), 9, y - 4, 6)
        svg.add(root, "text", words_of(one), x=24, y=y)
    y = 14 + _LINE * (len(Strongest) + 1)
    svg.add(root, "rect", class_="gap", x=9 - _GAP / 2, y=y - 4 - _GAP / 2, width=_GAP, height=_GAP)
    svg.add(root, "text", _("lucka: åtgärd i katalogen, men ingen studie. Tom ruta: ingetdera"), x=24, y=y)
    x = 430.0
    svg.add(root, "text", _("Märkets yta: antal studier"), x=x - 14, y=14, class_="strong")
    for count in sorted({1, max(1, round(most / 4)), most}):
        svg.shape(root, "circle", x, 40, radius(count, most))
        svg.add(root, "text", number(count), x=x, y=72, class_="count", text_anchor="middle")
        x += 44
