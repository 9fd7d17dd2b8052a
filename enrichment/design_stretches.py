"""The parts of a text that are read for its design, and the sentences in them that are worth a closer look."""

from typing import Final

from enrichment.sections import find_sections, sentences_to_read
from enrichment.texts import Span, Text

BEGINNING: Final = 20_000
# The blanks that may stand between two sentences.
_GAP: Final = 3


def stretches_of(text: Text) -> list[Span]:
    """Return the parts to read: the first 20,000 characters, then the sentences of later summaries and results."""
    if len(text.content) <= BEGINNING:
        return [(0, len(text.content))]
    spans = [(0, BEGINNING)]
    for start, end in sentences_to_read(text, find_sections(text.content)):
        if end <= BEGINNING:
            continue
        if len(spans) > 1 and start - spans[-1][1] <= _GAP:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((max(start, BEGINNING), end))
    return spans


def sentences_holding(text: Text, here: str, begin: int, stems: tuple[str, ...]) -> list[Span]:
    """Return the sentences that hold one of `stems`, in order: `here` is the content from `begin` on in small letters.

    Words tell within a sentence, and to look for them in these alone takes a quarter of the time.
    """
    spans: set[Span] = set()
    for stem in stems:
        place = here.find(stem)
        while place >= 0:
            start, end = text.sentence_at(begin + place)
            spans.add((max(start, begin), min(end, begin + len(here))))
            place = here.find(stem, max(place + 1, end - begin))
    return sorted(spans)
