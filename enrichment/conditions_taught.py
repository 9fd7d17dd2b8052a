"""What rules read of conditions (`enrichment.conditions`), as sentences bear it out, and what these tell besides."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from enrichment import conditions
from enrichment.sentences_taught import Chances
from enrichment.texts import Span, Text
from kb.domain.claims import IN_PASSING, TAUGHT, UNNAMED, Claim, ClaimKind

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
_LOWEST, _HIGHEST = 0.55, 0.85
_SCHEMES: Final = {
    ClaimKind.MECHANISM: ("mechanisms",),
    ClaimKind.MODERATOR: ("target_groups", "settings"),
    ClaimKind.IMPLEMENTATION: ("implementation",),
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

    What rules only name and its sentence tells has "taught" in its detail too. At most three answers of a kind are told
    that no rule gives, the likeliest, each once: their span is the sentence, the confidence its chance, from 0.55 to
    0.85, and "taught" stands in the detail. The value is a concept that the
    sentence names, else "mechanism", "subgroup" or "implementation"; a cost has its amount as the rules have it. One
    claim with value None for each kind of which nothing is told.
    """
    found: list[Claim] = []
    for kind in TOLD:
        own = [claim for claim in by_rule if claim.kind is kind and claim.value is not None]
        kept = [_judged(text, claim, judged) for claim in own]
        told = kept if kind is ClaimKind.COST else [claim for claim in kept if claim.confidence > IN_PASSING]
        besides = list(_untold(text, kind, judged, told))
        values = {claim.value for claim in besides}
        kept = [claim for claim in kept if claim.value not in values] + besides
        kept.sort(key=lambda claim: (-claim.confidence, claim.start or 0))
        found += kept or [claim for claim in by_rule if claim.kind is kind]
    return found


def _judged(text: Text, claim: Claim, judged: Chances) -> Claim:
    """Return what a rule read, less or more sure by its sentence; a cost that is only an aim stays one."""
    chances = judged.get(text.sentence_at(claim.start or 0))
    if chances is None:
        return claim
    chance = chances[claim.kind]
    if chance < DOUBTED[claim.kind]:
        return replace(claim, confidence=min(claim.confidence, IN_PASSING))
    if chance >= TOLD[claim.kind] and claim.kind is not ClaimKind.COST:
        named = claim.confidence <= IN_PASSING  # that it is told, not only named, the sentence alone says
        detail = tuple(sorted({*claim.detail, TAUGHT})) if named else claim.detail
        return replace(claim, confidence=max(claim.confidence, _sure(chance)), detail=detail)
    return claim


def _untold(text: Text, kind: ClaimKind, judged: Chances, known: Sequence[Claim]) -> Iterator[Claim]:
    told = {text.sentence_at(claim.start or 0) for claim in known}
    values = {claim.value for claim in known}
    likely = [
        (chances[kind], sentence)
        for sentence, chances in judged.items()
        if chances[kind] >= TOLD[kind] and sentence not in told and sentence[0] >= text.title_end
    ]
    left = _MOST
    for chance, sentence in sorted(likely, key=lambda one: (-one[0], one[1])):
        value, detail = _value_in(text, kind, sentence)
        if value in values or not left:
            continue
        values.add(value)
        left -= 1
        about = tuple(sorted((*detail, TAUGHT)))
        yield Claim(kind, value, conditions.STEP, conditions.VERSION, *sentence, _sure(chance), about)


def _value_in(text: Text, kind: ClaimKind, sentence: Span) -> tuple[str, tuple[tuple[str, str], ...]]:
    if kind is ClaimKind.COST:
        return conditions.cost_told(text, sentence)
    named = text.mentions_in(sentence, _SCHEMES[kind])
    return named[0].concept if named else UNNAMED[kind], ()


def _sure(chance: float) -> float:
    return round(min(_HIGHEST, max(_LOWEST, chance)), 2)
