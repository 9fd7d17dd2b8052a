"""A small picture of counts over time: a bar a period, bursts marked by colour and by a mark above the bar.

One small picture a topic, all drawn alike, as small multiples are: Tufte (1983), The Visual Display of Quantitative
Information, chapter 8.
"""

from collections.abc import Collection, Sequence

from search_api.pictures import svg
from search_api.wording import number

_BAR, _SPACE = 13.0, 3.0
_TOP, _HEIGHT, _BOTTOM = 28.0, 56.0, 18.0
_LOWEST = 5  # documents that a bar of full height stands for, at least: one alone must not look like many


def sparks(counts: Sequence[int], periods: Sequence[str], bursts: Collection[str]) -> svg.Element:
    """Return the picture; the highest count stands above its bar, the first and the last period below theirs."""
    width = (_BAR + _SPACE) * len(counts)
    root = svg.small(width, _TOP + _HEIGHT + _BOTTOM)
    most = max(counts, default=0)
    base = _TOP + _HEIGHT
    svg.add(root, "path", d=f"M0 {svg.number(base)} H{svg.number(width)}", class_="axis")
    for place, (count, period) in enumerate(zip(counts, periods, strict=True)):
        x, tall = (_BAR + _SPACE) * place + _SPACE / 2, _HEIGHT * count / max(most, _LOWEST)
        burst = period in bursts
        if count:
            svg.add(root, "rect", x=x, y=base - tall, width=_BAR, height=tall, class_="bar-burst" if burst else "bar")
        if burst:
            top = base - tall - 4
            corners = f"M{svg.number(x)} {svg.number(top)} h{svg.number(_BAR)} l{svg.number(-_BAR / 2)} -6 Z"
            svg.add(root, "path", d=corners, class_="bar-burst")
    if most:
        place = counts.index(most)
        x = (_BAR + _SPACE) * place + (_BAR + _SPACE) / 2
        above = base - _HEIGHT * most / max(most, _LOWEST) - (14 if periods[place] in bursts else 4)
        svg.add(root, "text", number(most), x=min(max(x, 8), width - 8), y=above, class_="count", text_anchor="middle")
    svg.add(root, "text", periods[0], x=0, y=base + 14, class_="quiet")
    svg.add(root, "text", periods[-1], x=width, y=base + 14, class_="quiet", text_anchor="end")
    return root
