"""The clauses of a sentence that tells results, and those that take back what was told before them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from enrichment import effect_context as said
from enrichment.effect_telling import Sentence
from enrichment.effect_words import Cue
from enrichment.texts import Span

_FADED: Final = re.compile(
    r"\b(?:faded|disappeared|dissipated|diminished over time|not (?:sustained|maintained|lasting)|did not last"
    r"|försvann|avtog|höll inte i sig|bestod inte|forsvant|forsvandt|aftog|avtok|varte ikke|holdt ikke)\b",
    re.IGNORECASE,
)
_UNSURE: Final = re.compile(r"interval|usikker|osäker|uncertain|tilfeldig|tilfældig|slump|\bchance\b")
_AND: Final = re.compile(r" (?:and|och|og|samt)(?: \w+){0,2} $")
_LEADING: Final = 40
_IN_PLACE: Final = re.compile(r" (?:in|at|i|på|vid|ved) (\w{3,})(?:[ .,;)]|$)")
_COMPARED_WITH: Final = (
    r"compar|jämför|sammenlig|where no|where it was not|without|där (?:ingen|någon|inte)|der (?:ingen|det ikke)"
    r"|hvor (?:ingen|der ikke"
    r"|man ikke)|som (?:inte|ikke)|utan|uten|uden|ingen motsvarande|ikke noe tilsvarende|ställs mot|holdt op mod"
    r"|set alongside"
)
_TO_VERB: Final = re.compile(r" (?:(?!to |in |by |of |i |på |av |af |som |that |which )\w+ ){0,2}")


def clauses_of(content: str, sentence: Sentence, cues: Sequence[Cue]) -> list[Span]:
    """Return the clauses of a sentence; one that tells no change goes on in the next."""
    cuts = [
        m.start()
        for m in said.CLAUSE_END.finditer(content, sentence.start, sentence.end)
        if m.start() > sentence.start and not _bracketed(content, sentence.start, m.start())
    ]
    cuts = sorted({*cuts, *_joined_clauses(content, sentence, cues)})
    spans = list(zip([sentence.start, *cuts], [*cuts, sentence.end], strict=True))
    merged: list[Span] = []
    for span in spans:
        named = any(span[0] <= m.start < span[1] for m in sentence.outcomes)
        if merged and not named and not any(merged[-1][0] <= cue.start < merged[-1][1] for cue in cues):
            merged[-1] = (merged[-1][0], span[1])
        else:
            merged.append(span)
    return merged


def _bracketed(content: str, start: int, place: int) -> bool:
    """Whether `place` stands within brackets opened since `start`: "(OR 0.7; 95% CI 0.5 to 0.9)"."""
    return content.count("(", start, place) > content.count(")", start, place)


def _joined_clauses(content: str, sentence: Sentence, cues: Sequence[Cue]) -> Iterator[int]:
    """Yield where "and" begins a clause with an outcome and a verb of its own: "and thefts did not rise"."""
    for outcome in sentence.outcomes:
        joined = _AND.search(content, max(sentence.start, outcome.start - _LEADING), outcome.start)
        if (
            joined is not None
            and any(cue.end <= joined.start() for cue in cues)
            and any(m.end <= joined.start() for m in sentence.outcomes)
        ):
            verb = next((cue for cue in cues if cue.start >= outcome.end), None)
            if verb is not None and verb.form in "vi" and _TO_VERB.fullmatch(content, outcome.end, verb.start):
                yield joined.start()


def _untreated_place(content: str, clause: Span) -> bool:
    """Whether "but not in X" names a place told of before as one without the measure, or as the one compared with."""
    place = _IN_PLACE.search(content, *clause)
    if place is None:
        return False
    name = re.escape(place[1])
    return (
        re.search(
            rf"(?:{_COMPARED_WITH})[^.]{{0,120}}\b{name}|\b{name}\w*[^.]{{0,90}}(?:{_COMPARED_WITH})",
            content[: clause[0]],
        )
        is not None
    )


def takes_back(content: str, clause: Span, cues: Sequence[Cue]) -> bool:
    """Whether a clause without an outcome of its own says that the result holds in part only."""
    if _untreated_place(content, clause):
        return False
    if said.SUBGROUP.match(content, *clause) or _FADED.search(content, *clause):
        return True
    short = clause[1] - clause[0] <= 60
    if short and not cues and re.match(r",? ?(?:but|men) (?:not|inte|ikke|ikkje) ", content[clause[0] : clause[1]]):
        return re.search(r"signifi", content[clause[0] : clause[1]]) is None
    if _UNSURE.search(content, *clause):
        return False  # "but the interval does not rule out that there was none"
    return bool(
        said.CONTRARY.match(content, clause[0], clause[1])
        and any(cue.direction == "neutral" and said.NEGATED.search(content, clause[0], cue.start) for cue in cues)
    )
