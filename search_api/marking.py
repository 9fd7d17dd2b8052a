"""Texts cut into pieces, so that the words a claim or a hit rests on can be shown in place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, with the numbers of the spans it lies in, and of those that begin and end with it."""

    text: str
    spans: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def cut(text: str, spans: Sequence[tuple[int, int] | None]) -> tuple[Piece, ...]:
    """Return `text` as pieces that together are the text again; spans may overlap, and are numbered by their place.

    A span that is None or empty marks nothing; one that reaches outside the text is cut to it.
    """
    inside = {
        number: (max(0, span[0]), min(len(text), span[1]))
        for number, span in enumerate(spans)
        if span is not None and max(0, span[0]) < min(len(text), span[1])
    }
    bounds = sorted({0, len(text), *(place for span in inside.values() for place in span)})
    return tuple(
        Piece(
            text[start:end],
            tuple(n for n, (a, b) in inside.items() if a <= start and end <= b),
            tuple(n for n, (a, _) in inside.items() if a == start),
            tuple(n for n, (_, b) in inside.items() if b == end),
        )
        for start, end in pairwise(bounds)
        if start < end
    )


def paragraphs(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return the pieces by paragraph (parted by a blank line); one that runs across the gap is cut there."""
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        parts = piece.text.split("\n\n")
        for number, part in enumerate(parts):
            if number:
                found.append([])
            first, last = number == 0, number == len(parts) - 1
            if part or (first and piece.begins) or (last and piece.ends):
                found[-1].append(Piece(part, piece.spans, piece.begins if first else (), piece.ends if last else ()))
    return [paragraph for paragraph in found if paragraph]
