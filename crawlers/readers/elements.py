"""What an element says, by its name without namespace: archives mix versions, prefixes and none."""

from collections.abc import Iterable, Iterator
from html import escape

from lxml import etree

from crawlers.readers import fields
from crawlers.readers.markup import plain_text

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def local(element: etree._Element) -> str:
    """Return the element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Yield the children of these names, in their order; without names all."""
    for one in element if element is not None else ():
        if isinstance(one.tag, str) and (not names or local(one) in names):
            yield one


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first element that the path of names leads to, or None."""
    for name in path:
        element = next(children(element, name), None)
    return element


def line(element: etree._Element | None) -> str | None:
    """Return all words of the element as one clean line, None for nothing."""
    return None if element is None else fields.line("".join(element.itertext()))


def lines(elements: Iterable[etree._Element]) -> list[str]:
    """Return the lines of those elements that have words."""
    return [text for element in elements if (text := line(element))]


def words(element: etree._Element | None) -> str:
    """Return the plain text of an element, whose own children or whose text may be HTML.

    Raises InputError for too much of it.
    """
    if element is None:
        return ""
    return plain_text(_inner(element) if len(element) else (element.text or "").strip())


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute by its name without namespace, or None."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def language(element: etree._Element) -> str | None:
    """Return the language that the element says it is in, or None."""
    return fields.language(element.get(_LANGUAGE) or element.get("lang"))


def preferred(elements: Iterable[etree._Element], wanted: str | None) -> etree._Element | None:
    """Return the first in the language wanted, else the first that names none, else the first."""
    found = list(elements)
    for accepted in (wanted, None) if wanted else (None,):
        for element in found:
            if language(element) == accepted:
                return element
    return found[0] if found else None


def _inner(element: etree._Element) -> str:
    parts = [escape(element.text or "")]
    for one in children(element):
        parts.append(f"<{local(one)}>{_inner(one)}</{local(one)}>{escape(one.tail or '')}")
    return "".join(parts)
