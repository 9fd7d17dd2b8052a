"""What one text says and another does not: lines and sentences, by their words."""

import re
from collections import Counter
from dataclasses import dataclass

from kb.domain.text import words

_SENTENCE = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"”’)]))\s+(?=[\"“”(]?[A-ZÅÄÖÆØ0-9])")
_MOST_SHOWN = 100
_LONGEST_SHOWN = 600


@dataclass(frozen=True, slots=True)
class Difference:
    """Lines that came and lines that went, each in the order of its text, at most 100 and 600 characters a line.

    `more` is how many lines are left out of both.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    more: int = 0


def difference(before: str, after: str) -> Difference:
    """Return the lines and sentences of `after` that `before` has not, and the reverse.

    Compared are words, so a changed comma is no difference; nor is a sentence that has only moved, which on a page
    is a matter of layout. That also makes it a count of lines, quick on texts of any size and repetition, where an
    alignment of lines takes time that grows with the square of their number and more.
    """
    old, new = _lines(before), _lines(after)
    added, removed = _beyond(new, old), _beyond(old, new)
    more = max(0, len(added) - _MOST_SHOWN) + max(0, len(removed) - _MOST_SHOWN)
    return Difference(tuple(map(_short, added[:_MOST_SHOWN])), tuple(map(_short, removed[:_MOST_SHOWN])), more)


def _lines(text: str) -> list[tuple[str, str]]:
    pieces = (piece.strip() for line in text.split("\n") for piece in _SENTENCE.split(line))
    return [(key, piece) for piece in pieces if (key := " ".join(words(piece)))]


def _beyond(some: list[tuple[str, str]], others: list[tuple[str, str]]) -> list[str]:
    left = Counter(key for key, _ in others)
    found = []
    for key, piece in some:
        left[key] -= 1
        if left[key] < 0:
            found.append(piece)
    return found


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"
