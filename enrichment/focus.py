"""What a text in the field is mainly about: prevention, causes, numbers alone, policy alone, or something else.

Each focus gathers votes from the words of enrichment/data/focus.toml: three for the title, one and a half for each of
the two sentences after it, a half for each further one. A measure named by its name is most of a vote for prevention,
and the kind of document, as sure as it is, five for the focus that goes with it.
"""

import tomllib
from bisect import bisect_right
from importlib import resources
from typing import Final

from enrichment.cues import Cues
from enrichment.texts import Span, Text
from kb.domain.claims import Claim, ClaimKind, DocumentKind, Focus, Relevance

STEP = "focus"
VERSION = "2"

# The first of equals wins.
_ORDER: Final = (Focus.PREVENTION, Focus.POLICY, Focus.CAUSES, Focus.STATISTICS, Focus.OTHER)
_IN_TITLE, _IN_LEAD, _IN_BODY = 3.0, 1.5, 0.5
_WORTH: Final = {Focus.STATISTICS: 0.9}  # of a vote, where not 1: numbers stand in texts on anything
_NAMED_MEASURE = 0.7  # of a vote: many texts on causes or numbers name one
_LEAST = 0.5  # votes; with fewer the focus is something else
_LEAD = 2  # sentences after the title
_READ = 15  # sentences: what a text is mainly about shows early
# The focus that goes with a kind of document, and the votes that it is worth.
_OF_KIND: Final = {
    DocumentKind.META_ANALYSIS: Focus.PREVENTION,
    DocumentKind.SYSTEMATIC_REVIEW: Focus.PREVENTION,
    DocumentKind.PRIMARY_EVALUATION: Focus.PREVENTION,
    DocumentKind.PROTOCOL: Focus.PREVENTION,
    DocumentKind.PROCESS_EVALUATION: Focus.PREVENTION,
    DocumentKind.GUIDELINE: Focus.PREVENTION,
    DocumentKind.PRACTICE_DESCRIPTION: Focus.PREVENTION,
    DocumentKind.STATISTICS: Focus.STATISTICS,
    DocumentKind.POLICY: Focus.POLICY,
    DocumentKind.OPINION: Focus.POLICY,
}
_KIND_WORTH = 5.0

_FILE: Final = resources.files("enrichment") / "data" / "focus.toml"
_CUES: Final = Cues(
    {
        language: [(cue, Focus(name)) for name, cues in by_focus.items() for cue in cues]
        for language, by_focus in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()
    }
)


def read_focus(text: Text, relevance: Claim, kind: Claim) -> Claim:
    """Return what `text` is mainly about, None for a text outside the field.

    The claim on its kind of document gives votes where it has a value: an opinion is about policy, a count of cases is
    statistics. The span is the first word that gives the focus away. The confidence is its share of all votes; of OTHER
    it is 0.5.
    """
    if relevance.value != Relevance.RELEVANT:
        return Claim(ClaimKind.FOCUS, None, STEP, VERSION)
    given = _given(text)
    votes = dict.fromkeys(_ORDER, 0.0)
    first: dict[Focus, Span] = {}
    titles = sum(1 for start, _ in text.sentences[:_LEAD] if start < text.title_end)
    for (number, focus), (worth, place) in sorted(given.items(), key=lambda item: item[1][1]):
        weight = _IN_TITLE if number < titles else _IN_LEAD if number < titles + _LEAD else _IN_BODY
        votes[focus] += weight * worth
        first.setdefault(focus, place)
    if kind.value in _OF_KIND:
        by_kind = _OF_KIND[DocumentKind(kind.value)]
        votes[by_kind] += _KIND_WORTH * kind.confidence
        if kind.start is not None and kind.end is not None:
            first.setdefault(by_kind, (kind.start, kind.end))
    focus = max(_ORDER, key=votes.__getitem__)
    if votes[focus] < _LEAST:
        return Claim(ClaimKind.FOCUS, Focus.OTHER, STEP, VERSION, confidence=0.5)
    start, end = first.get(focus, (None, None))
    return Claim(ClaimKind.FOCUS, focus, STEP, VERSION, start, end, round(votes[focus] / sum(votes.values()), 3))


def _given(text: Text) -> dict[tuple[int, Focus], tuple[float, Span]]:
    """Return by sentence and focus the vote that the sentence gives, and the first of the words that give it."""
    read = text.sentences[:_READ]
    starts = [start for start, _ in read]
    end = read[-1][1] if read else 0
    found: dict[tuple[int, Focus], tuple[float, Span]] = {}

    def vote(focus: Focus, place: Span, worth: float) -> None:
        found.setdefault((bisect_right(starts, place[0]) - 1, focus), (worth, place))

    for focus, place in _CUES.find(text.content[:end], text.language):
        vote(focus, place, _WORTH.get(focus, 1.0))
    for mention in text.mentions_of("measures"):
        if mention.start < end:
            vote(Focus.PREVENTION, (mention.start, mention.end), _NAMED_MEASURE)
    return found
