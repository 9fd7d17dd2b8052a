"""Pictures as trees of SVG elements, so that any text stays text; on a page, or as a file that stands alone."""

import re
from functools import cache
from importlib import resources
from math import pi, sqrt
from textwrap import wrap
from xml.etree import ElementTree  # only written here, never read

from markupsafe import Markup

from kb.domain.text import clean_line
from search_api.assets import STYLE

_OWN = resources.files("search_api") / "static" / "css" / "41-picture.css"
_TOKEN = re.compile(r"--([\w-]+):\s*([^;}]+)")
_LINE_HEIGHT = 13.0
Element = ElementTree.Element


def drawing(width: float, height: float, title: str, key: str) -> Element:
    """Return an empty picture of this size in pixels with a title; `key` is its id on the page.

    It is a group and no image: what stands in it, its links above all, is read out.
    """
    root = _root(width, height)
    root.set("role", "group")
    root.set("aria-labelledby", f"{key}-title")
    add(root, "title", title, id=f"{key}-title")
    return root


def small(width: float, height: float) -> Element:
    """Return an empty picture that is not read out: what it shows stands in words beside it."""
    root = _root(width, height)
    root.set("aria-hidden", "true")
    return root


def _root(width: float, height: float) -> Element:
    return Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "picture",
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "width": number(width),
            "height": number(height),
        },
    )


def add(parent: Element, tag: str, text: str | None = None, **attributes: str | float) -> Element:
    """Add an element and return it. `class_` is its class; an underscore within a name stands for a hyphen."""
    named = {
        name.rstrip("_").replace("_", "-"): value if isinstance(value, str) else number(value)
        for name, value in attributes.items()
    }
    child = ElementTree.SubElement(parent, tag, named)
    if text is not None:
        child.text = clean_line(text)
    return child


def link(parent: Element, address: str, label: str) -> Element:
    """Add a link that is called `label`, shown also where a mouse rests on it."""
    found = add(parent, "a", href=address, aria_label=clean_line(label))
    add(found, "title", label)
    return found


def lines(parent: Element, text: str, most: int, x: float, y: float) -> None:
    """Add a text on one line or two, at most `most` letters each, their middle at y."""
    parts = wrapped(text, most)
    found = add(parent, "text", y=y)
    for place, part in enumerate(parts):
        add(found, "tspan", part, x=x, dy=_LINE_HEIGHT * (1 if place else -(len(parts) - 1) / 2))


def wrapped(text: str, most: int) -> list[str]:
    """Return the two lines at most that a text is written in, none longer than `most` letters, the rest cut off."""
    return wrap(clean_line(text), most, max_lines=2, placeholder=" …") or [""]


def shape(parent: Element, kind: str, x: float, y: float, radius: float, dressed: str = "") -> None:
    """Add a mark at (x, y): a circle of this radius, or another shape of the same area; dressed as its kind, or so."""
    drawn = f"mark mark-{dressed or kind}"
    if kind == "square":
        side = radius * sqrt(pi)
        add(parent, "rect", x=x - side / 2, y=y - side / 2, width=side, height=side, class_=drawn)
    elif kind == "diamond":
        half = radius * sqrt(pi / 2)
        add(parent, "path", d=_closed((x, y - half), (x + half, y), (x, y + half), (x - half, y)), class_=drawn)
    elif kind == "triangle":
        side = radius * sqrt(pi * 4 / sqrt(3))
        tall = side * sqrt(3) / 2
        corners = (x, y - tall * 2 / 3), (x + side / 2, y + tall / 3), (x - side / 2, y + tall / 3)
        add(parent, "path", d=_closed(*corners), class_=drawn)
    else:
        add(parent, "circle", cx=x, cy=y, r=radius, class_=drawn)
        if kind == "target":  # a white ring within
            add(parent, "circle", cx=x, cy=y, r=radius * 0.62, class_="ring")


def number(value: float) -> str:
    """Return a length with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def on_page(root: Element) -> Markup:
    """Return the picture as it stands on a page, where the style sheet of the page dresses it."""
    return Markup(ElementTree.tostring(root, encoding="unicode"))  # noqa: S704 - made of elements, texts escaped


def alone(root: Element) -> str:
    """Return the picture as a file of its own with its styles, in the light colours."""
    style = Element("style")
    style.text = _light()
    root.insert(1, style)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


@cache
def _light() -> str:
    """Return the pictures' rules with every token as its colour: not every reader of SVG knows custom properties."""
    tokens: dict[str, str] = {}
    for name, value in _TOKEN.findall(STYLE.body.decode()):
        tokens.setdefault(name, value.strip())  # the first is the light one
    rules = re.sub(r"/\*.*?\*/|\s*\n", "", _OWN.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"var\(--([\w-]+)\)", lambda found: tokens[found[1]], rules)


def _closed(*corners: tuple[float, float]) -> str:
    return "M" + " L".join(f"{number(x)} {number(y)}" for x, y in corners) + " Z"
