"""How likely a text is about a challenge, a measure, a group of people, a setting or an actor, by all its words.

A topic is told in more ways than labels can list, and named in texts that are about another. Linear readers, one a
topic, weigh the words of a text in English (`enrichment.bridged`) and the concepts it names, so that what is learnt in
one language holds for four; what they say, beside how surely rules read the topic, comes to one chance by a logistic
curve, the same for all topics of a kind. Learnt by `benchmarks.train_topics`; docs/models.md is the card.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from math import exp
from typing import Final

from enrichment.bridged import TITLE
from enrichment.texts import Span, Text
from enrichment.weighed import Found, Weights, packaged_weights
from kb.domain.claims import IN_PASSING, SURE, TAUGHT, Claim, ClaimKind
from kb.errors import Misconfigured

KINDS: Final = {
    ClaimKind.CHALLENGE: "challenges",
    ClaimKind.MEASURE: "measures",
    ClaimKind.TARGET_GROUP: "target_groups",
    ClaimKind.SETTING: "settings",
    ClaimKind.ACTOR: "actors",
}
# The class of texts about none.
NONE: Final = ""
_TABLE: Final = "topics_taught.toml"
# Topics that nothing names are looked at among so many likeliest.
_LIKELIEST: Final = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """Below which chance what rules read is in passing, and from which a topic is told that no rule reads, or so only.

    `believed`: the confidence from which rules are not doubted.
    """

    doubted: float
    told: float
    believed: float = 2.0


@dataclass(frozen=True, slots=True)
class Judged:
    """How likely the text is about a topic, with what its features come to and the topic's column there."""

    chance: float
    found: Found
    column: int

    def span(self, text: Text) -> Span:
        """Return the sentence that speaks most for the topic: worked out when it is asked for, since it seldom is."""
        return self.found.speaking(text, self.column)


def weigh(text: Text, kind: ClaimKind, claims: Sequence[Claim], limits: Limits) -> list[Claim]:
    """Return what rules read as all words of the text bear it out, and what these tell by themselves, surest first.

    What they make unlikely is in passing (0.5); what they make likely is told (0.7), also where rules have it in
    passing, with the sentence that speaks most for it and "taught" in its detail where nothing names it.
    """
    by_rule = {claim.value: claim for claim in claims if claim.value is not None}
    judged = judge_topics(text, kind, {topic: claim.confidence for topic, claim in by_rule.items()})
    step, version = claims[0].step, claims[0].step_version
    found = [_borne_out(claim, judged.get(topic), limits) for topic, claim in by_rule.items()]
    found += [
        Claim(kind, topic, step, version, *told.span(text), SURE, (TAUGHT,))
        for topic, told in judged.items()
        if topic not in by_rule and told.chance >= limits.told
    ]
    return sorted(found, key=by_certainty) or list(claims)


def by_certainty(claim: Claim) -> tuple[float, int, str]:
    """Return what claims are put in order by: the surest first, then the first named."""
    return -claim.confidence, claim.start or 0, claim.value or ""


def _borne_out(claim: Claim, judged: Judged | None, limits: Limits) -> Claim:
    if judged is not None and judged.chance < limits.doubted and claim.confidence < limits.believed:
        return replace(claim, confidence=min(claim.confidence, IN_PASSING))
    if judged is not None and judged.chance >= limits.told:
        return replace(claim, confidence=max(claim.confidence, SURE))
    return claim


def judge_topics(text: Text, kind: ClaimKind, named: Mapping[str, float]) -> dict[str, Judged]:
    """Return the topics that the text may be about: those `named`, each with a confidence, and the likeliest others.

    Without those that nothing was learnt of; nothing at all where the text has fewer than 40 words or is in a language
    not learnt.
    """
    if not text.in_english:
        return {}
    weights, table = weights_of(kind), _chances()[KINDS[kind]]
    found = weights.find(features(text))
    if found is None:
        return {}
    columns = {topic: column for column, topic in enumerate(weights.classes)}
    return {
        topic: Judged(chance_of(signals, table), found, columns[topic])
        for topic, signals in candidates(weights, found, named)
    }


def features(text: Text) -> Iterator[tuple[str, int]]:
    """Give what a text is judged by, with the place where each begins: words in English, and concepts named."""
    yield from text.in_english
    upto = text.in_english[-1][1] if text.in_english else 0
    for mention in text.mentions:
        if mention.start > upto:
            break
        yield f"c:{mention.concept}", mention.start
        if mention.start < text.title_end:
            yield f"{TITLE}c:{mention.concept}", mention.start


def candidates(weights: Weights, found: Found, named: Mapping[str, float]) -> Iterator[tuple[str, Mapping[str, float]]]:
    """Give each topic that the text may be about, with the signals that its chance is reckoned from."""
    scores = {topic: float(score) for topic, score in zip(weights.classes, found.scores, strict=True)}
    none = scores.pop(NONE)
    ordered = sorted(scores, key=lambda topic: (-scores[topic], topic))
    for topic in sorted({*ordered[:_LIKELIEST], *(named.keys() & scores.keys())}):
        rival = next(scores[other] for other in ordered if other != topic)
        others = max((sure for other, sure in named.items() if other != topic), default=0.0)
        ahead, sure = scores[topic] - rival, named.get(topic, 0.0)
        yield (
            topic,
            {
                "score": scores[topic],
                "behind": min(0.0, ahead),
                "ahead": max(0.0, ahead),
                "none": none,
                f"named {sure:g}": 1.0,
                "score where named": scores[topic] if sure else 0.0,
                "another named": float(others >= SURE),
                "intercept": 1.0,
            },
        )


def chance_of(signals: Mapping[str, float], table: Mapping[str, float]) -> float:
    """Return the chance that a text with these signals is about the topic."""
    return 1 / (1 + exp(-sum(table.get(name, 0.0) * value for name, value in signals.items())))


@cache
def weights_of(kind: ClaimKind) -> Weights:
    """Return the weights that come with the program; raise Misconfigured where they are not whole."""
    name = f"{KINDS[kind]}_taught.npz"
    found = packaged_weights(name)
    if NONE not in found.classes or len(found.classes) <= _LIKELIEST:
        raise Misconfigured(f"{name} is not whole; make train writes it anew")
    return found


@cache
def _chances() -> Mapping[str, Mapping[str, float]]:
    table: Mapping[str, Mapping[str, float]] = tomllib.loads(
        (resources.files("enrichment") / "data" / _TABLE).read_text(encoding="utf-8")
    )
    return table
