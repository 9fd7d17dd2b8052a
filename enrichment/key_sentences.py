"""At most three sentences of a text that say most of what it says: chosen, never written."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from math import log
from statistics import fmean
from types import MappingProxyType
from typing import Final

from enrichment.sections import Section, Sections, find_sections, lowered, sentences_to_read
from enrichment.sentences_taught import Chances
from enrichment.texts import Span, Text
from kb.domain.claims import Claim, ClaimKind
from kb.domain.text import words

STEP = "key_sentences"
VERSION = "2"

_MOST: Final = 3
_SHORTEST, _LONGEST = 25, 400
_FEWEST: Final = 3  # words of more than three letters
_ALIKE: Final = 0.6
# Chosen on sets left out: with more, what rules know beyond the beginning of a text has no say.
_WEIGHT: Final = 1.5
_SUREST: Final = 0.99
# Each alternative begins with a letter of its own: so the search may skip, and costs a fifth.
_CONCLUDES: Final = re.compile(
    r"\b(?:conclude|conclusion|in summary|overall|findings|results (?:show|suggest|indicate|demonstrate"
    r"|reveal|support)|results of"
    r"|suggest that|suggests that|show that|shows that|showed that|found that|we found|we find"
    r"|indicate that|indicates that"
    r"|demonstrated that|revealed that|evidence that|slutsats|sammanfattningsvis|sammantaget|resultaten"
    r"|resultatet|visar att"
    r"|visade att|visar på|tyder på|vi fann|framgår att|konklu|oppsummert|samlet sett|sammenfattende"
    r"|samlet set|resultatene"
    r"|resultaterne|funnene|fundene|viser at|viste at|viser en|peker på|peger på|vi fant|vi fandt)"
)
_AIMS: Final = re.compile(
    r"\b(?:aims to|aimed to|aim of|aim was|aim is|purpose|objective|examines|examined|evaluates|evaluated"
    r"|investigates"
    r"|investigated|assesses|assessed|explores|explored|describes|syfte|undersök|utvärder|beskriver|formål"
    r"|undersøk|undersøg"
    r"|evaluer)"
)
_BOILERPLATE: Final = re.compile(
    r"\b(?:https?:|www\.|doi\b|copyright|all rights reserved|isbn|issn|users should|readme|click|cookie"
    r"|subscribe|for more information"
    r"|for further information|data are part of|data are distributed|data file|data set|dataset"
    r"|not checked or processed|funded by"
    r"|supported by a grant|supported by grant|pp\. ?\d|p\. ?\d|et al\.,? \(?(?:19|20)\d\d|vol\. ?\d"
    r"|corresponding author|läs mer|klicka"
    r"|kontakta|prenumerera|presskontakt|telefon|e-post|les mer|læs mere|kontakt|pressekontakt|nyhetsbrev"
    r"|nyhedsbrev|abonner)"
)
_BEGINS: Final = re.compile(r"[\"'“”«(–-]?\s?[A-ZÅÄÖÆØÉ0-9]")
_SECTION_WORTH: Final = {
    Section.CONCLUSIONS: 2.0,
    Section.RESULTS: 1.5,
    Section.SUMMARY: 0.8,
    Section.BACKGROUND: -0.6,
    Section.METHODS: -1.0,
    Section.AIM: 0.3,
    Section.OTHER: -3.0,
}
_CLAIM_WORTH: Final = {
    ClaimKind.EFFECT: 2.5,
    ClaimKind.MODERATOR: 0.6,
    ClaimKind.MEASURE: 0.5,
    ClaimKind.CHALLENGE: 0.4,
    ClaimKind.STUDY_DESIGN: 0.4,
    ClaimKind.SAMPLE_SIZE: 0.3,
    ClaimKind.COST: 0.4,
    ClaimKind.IMPLEMENTATION: 0.2,
    ClaimKind.MECHANISM: 0.2,
    ClaimKind.TARGET_GROUP: 0.2,
    ClaimKind.SETTING: 0.1,
}


def read_key_sentences(text: Text, claims: Sequence[Claim], judged: Chances = MappingProxyType({})) -> list[Claim]:
    """Return at most three sentences of `text` as its summary, in their order there; `claims` are what was read in it.

    The value is the rank, "1" for the one that says most. A sentence is worth more for the results and topics it
    holds, for words of concluding, for standing under results or conclusions, first or last, and the likelier it is by
    `judged` to be the one that a busy reader should see: a sentence that is not there counts as those that are do on
    average. Confidence is that worth, squeezed between 0 and 1. One claim with value None where the text has no fit
    sentence after its title.
    """
    sections = find_sections(text.content)
    lower = lowered(text.content)
    spans = [
        span for span in sentences_to_read(text, sections) if span[0] >= text.title_end and _whole(text.content, span)
    ]
    starts = [start for start, _ in spans]
    worth = [_own_worth(lower, span, sections, place, len(spans)) for place, span in enumerate(spans)]
    _add_claims(worth, spans, starts, claims)
    said = [_log_odds(judged[span][ClaimKind.KEY_SENTENCE]) for span in spans if span in judged]
    if said:
        usual = fmean(said)
        odds = [_log_odds(judged[span][ClaimKind.KEY_SENTENCE]) if span in judged else usual for span in spans]
        worth = [one + _WEIGHT * other for one, other in zip(worth, odds, strict=True)]
    chosen: list[tuple[float, Span]] = []
    taken = [_bag(text.content[: text.title_end])]
    for place in sorted(range(len(spans)), key=lambda i: (-worth[i], i)):
        bag = _bag(text.content[slice(*spans[place])])
        if len(bag) < _FEWEST or any(_likeness(bag, other) >= _ALIKE for other in taken):
            continue
        if not _reads_well(text.content, lower, spans[place]):
            continue
        taken.append(bag)
        chosen.append((worth[place], spans[place]))
        if len(chosen) == _MOST:
            break
    found = [
        Claim(ClaimKind.KEY_SENTENCE, str(rank), STEP, VERSION, *span, confidence=round(1 - 0.5 ** max(0.2, value), 2))
        for rank, (value, span) in enumerate(chosen, start=1)
    ]
    return sorted(found, key=lambda claim: claim.start or 0) or [Claim(ClaimKind.KEY_SENTENCE, None, STEP, VERSION)]


def _log_odds(chance: float) -> float:
    bounded = min(_SUREST, max(1 - _SUREST, chance))
    return log(bounded / (1 - bounded))


def _whole(content: str, span: Span) -> bool:
    """Whether a sentence has a beginning, an end and a length to read."""
    start, end = span
    return (
        _SHORTEST <= end - start <= _LONGEST
        and content[end - 1] in '.!”"»)'
        and _BEGINS.match(content, start) is not None
    )


def _reads_well(content: str, lower: str, span: Span) -> bool:
    """Whether a sentence is no reference, boilerplate or rest of a table."""
    sentence = content[slice(*span)]
    if "@" in sentence or "©" in sentence or _BOILERPLATE.search(lower, *span):
        return False
    letters = sum(map(str.isalpha, sentence)) + sentence.count(" ")
    small = sum(map(str.islower, sentence))
    return (
        letters >= 0.8 * len(sentence) and small >= 0.55 * len(sentence) and sentence.count("\n") * 35 <= len(sentence)
    )


def _own_worth(lower: str, span: Span, sections: Sections, place: int, of: int) -> float:
    section = sections.at(span[0])
    worth = _SECTION_WORTH.get(section, 0.0) if section else 0.0
    if _CONCLUDES.search(lower, *span):
        worth += 1.5
    elif _AIMS.search(lower, *span):
        worth += 0.6
    if place == 0:
        worth += 0.8
    elif place == of - 1:
        worth += 0.5
    # What a long text says early, it says in general.
    return worth + 0.4 * (1 - place / of) if of > 12 else worth


def _add_claims(worth: list[float], spans: Sequence[Span], starts: Sequence[int], claims: Sequence[Claim]) -> None:
    seen: set[tuple[int, ClaimKind]] = set()
    for claim in claims:
        if claim.start is None or claim.value is None or claim.kind not in _CLAIM_WORTH:
            continue
        place = bisect_left(starts, claim.start + 1) - 1
        if place >= 0 and claim.start < spans[place][1] and (place, claim.kind) not in seen:
            seen.add((place, claim.kind))
            worth[place] += _CLAIM_WORTH[claim.kind]


def _bag(sentence: str) -> frozenset[str]:
    return frozenset(word for word in words(sentence) if len(word) > 3)


def _likeness(bag: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of `bag` is in `other`: a sentence that adds words of its own is no repetition."""
    return len(bag & other) / len(bag)
