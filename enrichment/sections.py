"""The sections that a text is divided into, and the sentences worth looking at where a text is long."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from enrichment.texts import Span, Text


class Section(StrEnum):
    """What a headed part of a report or a structured abstract is for."""

    BACKGROUND = "background"
    AIM = "aim"
    METHODS = "methods"
    RESULTS = "results"
    CONCLUSIONS = "conclusions"
    SUMMARY = "summary"
    OTHER = "other"


_HEADINGS: Final[dict[Section, str]] = {
    Section.BACKGROUND: (
        r"background|introduction|context|rationale|the problem|bakgrund|inledning|introduktion|bakgrunn|innledning"
        r"|baggrund|indledning"
    ),
    Section.AIM: (
        r"aims?|objectives?|purpose|(?:research )?questions?|hypothes[ei]s|syfte|frågeställning(?:ar)?|mål|formål"
        r"|problemstilling(?:er)?"
    ),
    Section.METHODS: (
        r"methods?|methodology|materials and methods|design|data|data sources|measures|participants|setting"
        r"|interventions?|main outcome measures?|selection criteria|search methods|data collection|analys[ie]s"
        r"|metod(?:er)?|materiale?|data och metod|metode(?:r)?|utvalg|fremgangsmåte|fremgangsmåde"
    ),
    Section.RESULTS: (
        r"results?|main results|findings|key findings|main findings|outcomes|resultat(?:en|er|et)?|huvudresultat"
        r"|resultatene|resultaterne|funn|hovedfunn|fund|hovedresultater?"
    ),
    Section.CONCLUSIONS: (
        r"conclusions?|discussion|implications|interpretation|authors['’] conclusions|slutsats(?:er)?|slutsatser och"
        r" diskussion|diskussion|konklusjon(?:er)?|konklusion(?:er)?|diskusjon"
    ),
    Section.SUMMARY: (
        r"abstract|summary|executive summary|plain language summary|sammanfattning|sammendrag|sammenfatning|resumé"
        r"|resume|hovedbudskap"
    ),
    Section.OTHER: (
        r"references|bibliography|acknowledge?ments|appendix(?: \w)?|trial registration|registration|funding|keywords"
        r"|contents|table of contents|referenser|källor|litteratur|bilag(?:a|or)|innehåll(?:sförteckning)?|förord"
        r"|referanser|kilder|vedlegg|innhold|forord|litteraturliste|bilag|indhold"
    ),
}
_SECTION_OF: Final = {section.value: section for section in Section}
# A heading begins a line or a sentence, is numbered at most, and ends in a colon, a full stop or a line end.
_HEADING: Final = re.compile(
    r"[\n.!?;)][ \t]{0,4}(?=\w)(?:\d{1,2}(?:\.\d{1,2}){0,2}\.? {1,3})?(?:"
    + "|".join(rf"(?P<{section.value}>{words})" for section, words in _HEADINGS.items())
    + r")(?: (?:and|och|og|&) \w{4,20})?[ \t]?(?::|\.(?= )|(?=\n)| [–-] )"
)

# How much of a long report is looked at: its beginning, and the beginnings of sections that tell what was found.
_BEGINNING: Final = 20_000
_OF_A_SECTION: Final = 8_000
_IN_ALL: Final = 60_000
_TELLING: Final = frozenset({Section.RESULTS, Section.CONCLUSIONS, Section.SUMMARY})


@dataclass(frozen=True, slots=True)
class Sections:
    """Where the headed parts of a text begin, in order; `telling` says that one of them gives results."""

    starts: tuple[int, ...]
    kinds: tuple[Section, ...]

    def at(self, offset: int) -> Section | None:
        """Return the section in which `offset` lies, None before the first heading."""
        place = bisect_right(self.starts, offset) - 1
        return self.kinds[place] if place >= 0 else None

    @property
    def telling(self) -> bool:
        """Whether there are results or conclusions under a heading of their own."""
        return Section.RESULTS in self.kinds or Section.CONCLUSIONS in self.kinds


def lowered(content: str) -> str:
    """Return `content` in lower case, each letter in its place: matching it is three times as fast as ignoring case."""
    lower = content.lower()
    if len(lower) == len(content):
        return lower
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in content)


@lru_cache(maxsize=2)
def find_sections(content: str) -> Sections:
    """Return the sections of `content`; those of the last text are kept, since several steps ask for them."""
    found = [
        (match.start(match.lastgroup or 0) - 1, _SECTION_OF[match.lastgroup or "other"])
        for match in _HEADING.finditer("\n" + lowered(content))
    ]
    return Sections(tuple(start for start, _ in found), tuple(kind for _, kind in found))


def sentences_to_read(text: Text, sections: Sections) -> list[Span]:
    """Return the sentences of the first 20,000 characters and of later results, conclusions and summaries.

    At most 8,000 characters of a section and 60,000 in all, so that the work does not grow with the report.
    """
    if len(text.content) <= _BEGINNING:
        return list(text.sentences)
    chosen = []
    read = 0
    for start, end in text.sentences:
        if start >= _BEGINNING:
            place = bisect_right(sections.starts, start) - 1
            if place < 0 or sections.kinds[place] not in _TELLING or start - sections.starts[place] > _OF_A_SECTION:
                continue
        read += end - start
        if read > _IN_ALL:
            break
        chosen.append((start, end))
    return chosen
