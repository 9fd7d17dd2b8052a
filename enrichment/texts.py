"""A text as the steps get it: its language, title, sentences and the concepts it names, each worked out once."""

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from enrichment.bridged import bridged
from kb.catalogue.matcher import Mention
from kb.domain.facts import Concept

Span = tuple[int, int]

# What ends in a full stop without ending a sentence, in the languages we read.
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:al|cf|vs|e\.g|i\.e|etc|fig|figs|no|nos|vol|dr|prof|mr|mrs|ms|st|jr|approx|ca|resp|ed|eds|inc|dept|est"
    r"|bl\.a|t\.ex|d\.v\.s|dvs|m\.m|m\.fl|o\.s\.v|osv|s\.k|f\.d|f\.n|fr\.o\.m|t\.o\.m|p\.g\.a|i\.o\.m|jfr|kap|nr|st"
    r"|bl\. ?a|t\. ?ex|s\. ?k|m\. ?m|prop|dir|skr|bet|f\.eks|bl\.a|d\.v\.s|dvs|o\.l|o\.a|m\.v|mv|jf|pkt|pct|art|kl|ca"
    r"|tab|tabl|ibid|p|pp|s|n|sek|mkr|milj|mill|mio)|\b[A-ZÅÄÖÆØ])$",
    re.IGNORECASE,
)
# Possessive, and never begun within a run: runs of punctuation stay linear.
_END: Final = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]{0,4}+(?=\s{1,4}[\"'“‘«(\[]{0,2}[A-ZÅÄÖÆØ0-9–-])"
    r"|\n[^\S\n]{0,40}+\n|\n(?=[ \t]{0,20}[-•*·▪–] )"
)
# "1. First" begins a heading or a point; a sentence may end in a number.
_NUMBERED: Final = re.compile(r"\s{0,4}\d{1,2}")
_LONGEST_SENTENCE = 2_000


@dataclass(frozen=True)
class Text:
    """A document's content with what every step asks of it.

    `content` is title, blank line, text; `language` an ISO 639-1 code or None; `mentions` the concepts named, in the
    order of their place; `concepts` the thesaurus by id.
    """

    content: str
    language: str | None
    mentions: tuple[Mention, ...] = ()
    concepts: Mapping[str, Concept] = field(default_factory=dict, repr=False)

    @cached_property
    def title_end(self) -> int:
        """The offset at which the title ends; the length of the content where there is nothing but a title."""
        end = self.content.find("\n\n")
        return len(self.content) if end < 0 else end

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The spans of the sentences in order, title first, without white space at their ends."""
        return tuple(_sentences(self.content))

    @cached_property
    def in_english(self) -> list[tuple[str, int]]:
        """The words of the beginning in English, with their places (`enrichment.bridged`)."""
        return bridged(self.content, self.language, self.title_end)

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence in which `offset` lies, or the last one that begins before it."""
        place = bisect_right(self.sentences, (offset, len(self.content) + 1)) - 1
        return self.sentences[max(0, place)] if self.sentences else (0, len(self.content))

    def mentions_of(self, *schemes: str) -> tuple[Mention, ...]:
        """Return the mentions of the concepts of these schemes, in the order of their place."""
        return tuple(found for scheme in schemes for found in self._by_scheme.get(scheme, ()))

    def mentions_in(self, span: Span, schemes: Collection[str]) -> list[Mention]:
        """Return the mentions of the concepts of these schemes that begin within `span`."""
        return [m for m in self.mentions_of(*schemes) if span[0] <= m.start < span[1]]

    @cached_property
    def _by_scheme(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(self.concepts[mention.concept].scheme, []).append(mention)
        return found


def _sentences(content: str) -> list[Span]:
    found: list[Span] = []
    start = 0
    for match in _END.finditer(content):
        # Looking at a bounded stretch keeps this linear however long a line without full stops is.
        if content[match.start()] == "." and (
            _ABBREVIATED.search(content, max(start, match.start() - 12), match.start())
            or _NUMBERED.fullmatch(content, start, match.start())
        ):
            continue
        _add(found, content, start, match.end())
        start = match.end()
    _add(found, content, start, len(content))
    return found


def _add(found: list[Span], content: str, start: int, end: int) -> None:
    while start < end and content[start].isspace():
        start += 1
    while end > start and content[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST_SENTENCE:
        cut = content.rfind(" ", start, start + _LONGEST_SENTENCE)
        cut = cut if cut > start else start + _LONGEST_SENTENCE
        found.append((start, cut))
        start = cut + 1 if content[cut : cut + 1] == " " else cut
    if start < end:
        found.append((start, end))
