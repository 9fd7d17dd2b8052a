"""What rules read of conditions (`enrichment.conditions`), as sentences bear it out, and what these tell besides."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from enrichment import conditions
from enrichment.sentences_taught import Chances
from enrichment.texts import Span, Text
from kb.domain.claims import IN_PASSING, SURE, TAUGHT, Claim, ClaimKind

# Chosen on sets left out (docs/models.md): from the first chance on a sentence tells a condition, below the second what
# rules read in it is in passing. What names a mechanism or a part of carrying out seldom says that it was one: the name
# alone was right in one of ten.
TOLD: Final = {
    ClaimKind.MECHANISM: 0.25,
    ClaimKind.MODERATOR: 0.3,
    ClaimKind.IMPLEMENTATION: 0.3,
    ClaimKind.COST: 0.25,
}
DOUBTED: Final = TOLD | {ClaimKind.MODERATOR: 0.05, ClaimKind.COST: 0.03}
_MOST: Final = 3
_HIGHEST: Final = 0.85
_SCHEMES: Final = {
    ClaimKind.MECHANISM: ("mechanisms",),
    ClaimKind.MODERATOR: ("target_groups", "settings"),
    ClaimKind.IMPLEMENTATION: ("implementation",),
}
# The value where the sentence names no concept of these.
_PLAIN: Final = {
    ClaimKind.MECHANISM: "mechanism",
    ClaimKind.MODERATOR: "subgroup",
    ClaimKind.IMPLEMENTATION: "implementation",
}


def read_by_rules(text: Text) -> list[Claim]:
    """Return the claims that rules make on mechanisms, moderators, implementation and costs."""
    return [
        *conditions.read_mechanisms(text),
        *conditions.read_moderators(text),
        *conditions.read_implementation(text),
        *conditions.read_costs(text),
    ]


def borne_out(text: Text, by_rule: Sequence[Claim], judged: Chances) -> list[Claim]:
    """Return what rules read, in passing (0.5) where the sentence makes it unlikely, and what sentences tell besides.

    At most three sentences of a kind are told that no rule reads, the likeliest; their span is the sentence, the
    confidence its chance, from 0.7 to 0.85, and "taught" stands in the detail. The value is a concept that the sentence
    names, else "mechanism", "subgroup" or "implementation"; a cost has its amount as the rules have it. One claim with
    value None for each kind of which nothing is told.
    """
    found: list[Claim] = []
    for kind in TOLD:
        own = [claim for claim in by_rule if claim.kind is kind and claim.value is not None]
        kept = [_judged(text, claim, judged) for claim in own]
        told = {text.sentence_at(claim.start or 0) for claim in kept if claim.confidence > IN_PASSING}
        kept += _untold(text, kind, judged, told)
        kept.sort(key=lambda claim: (-claim.confidence, claim.start or 0))
        found += kept or [claim for claim in by_rule if claim.kind is kind]
    return found


def _judged(text: Text, claim: Claim, judged: Chances) -> Claim:
    chances = judged.get(text.sentence_at(claim.start or 0))
    if chances is not None and chances[claim.kind] < DOUBTED[claim.kind]:
        return replace(claim, confidence=min(claim.confidence, IN_PASSING))
    return claim


def _untold(text: Text, kind: ClaimKind, judged: Chances, told: set[Span]) -> Iterator[Claim]:
    likely = [
        (chances[kind], sentence)
        for sentence, chances in judged.items()
        if chances[kind] >= TOLD[kind] and sentence not in told and sentence[0] >= text.title_end
    ]
    for chance, sentence in sorted(likely, key=lambda one: (-one[0], one[1]))[:_MOST]:
        confidence = round(min(_HIGHEST, max(SURE, chance)), 2)
        if kind is ClaimKind.COST:
            value, detail = conditions.cost_told(text, sentence)
        else:
            named = text.mentions_in(sentence, _SCHEMES[kind])
            value, detail = (named[0].concept if named else _PLAIN[kind]), ()
        about = tuple(sorted((*detail, TAUGHT)))
        yield Claim(kind, value, conditions.STEP, conditions.VERSION, *sentence, confidence, about)
