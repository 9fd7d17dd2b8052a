"""Whether a text is about crime, violence or insecurity at all: how much of it says so, and where.

Four features between 0 and about 3, each growing with the evidence, what each concept named says beyond them, what the
words say (`enrichment.bridged`), and a logistic curve over all whose numbers are learnt (`python -m benchmarks.train`;
docs/models.md is their card). Evidence in a sentence is 1 - ∏(1 - w) over the distinct concepts it names, w being a
concept's weight: saying a thing twice in one sentence adds nothing. Beyond that, what belongs to the field (a crime, a
court, people in prison) can only speak for it, and other bodies (the United Nations, the media) only against: the
learning is bound to that, so that no concept of a crime puts a text out of the field, however its source files that.
Single words are not bound.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from math import exp, log1p
from types import MappingProxyType
from typing import Final

from enrichment.texts import Text
from enrichment.weighed import Weights, packaged_weights
from kb.catalogue.matcher import Mention
from kb.domain.claims import Claim, ClaimKind, Relevance
from kb.domain.facts import Concept

STEP = "relevance"
VERSION = "4"
RELEVANT = Relevance.RELEVANT
FEATURES: Final = ("title", "lead", "share", "breadth")

WORDS_FILE: Final = "relevance_taught.npz"
_FILE: Final = resources.files("enrichment") / "data" / "relevance.toml"
_LEARNT: Final = tomllib.loads(_FILE.read_text(encoding="utf-8"))
_WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(_LEARNT["weights"])
# For each concept that says something beyond the features: what it says where it is named, and what in a title besides.
BEYOND: Final[Mapping[str, tuple[float, float]]] = MappingProxyType(
    {concept: (anywhere, in_title) for concept, (anywhere, in_title) in _LEARNT["concepts"].items()}
)
_RELEVANT_FROM = 0.5
# What one mention says where the concept itself states no weight. Many measures (mentoring, lighting) have other uses;
# the everyday words of a type of crime ("speeding", "wounding") too, and its unmistakable ones are in the field anyway.
_SCHEME_WEIGHTS: Final = {"challenges": 0.9, "crime_types": 0.4, "field": 0.5, "measures": 0.4}
_LEAD = 2  # sentences after the title
_LONGEST = 400  # characters for which a sentence counts: what has no full stop is a list, not much of the text
_IN_TITLE = 2.0  # prefers the title's words as those shown


def read_relevance(text: Text) -> Claim:
    """Return whether `text` is about crime, violence or insecurity, with the word that says so most.

    Where none does by itself it is the sentence that speaks most for it, of a text in the field.

    The confidence is the learnt probability of what the claim says where two of three texts are of the field.
    """
    named = list(_named(text))
    words = _words().find(text.in_english)
    score = score_of(_measured(text, named), mentioned(text), 0.0 if words is None else float(words.scores[0]))
    value = Relevance.RELEVANT if score >= _RELEVANT_FROM else Relevance.NOT_RELEVANT
    confidence = round(score if value is Relevance.RELEVANT else 1 - score, 3)
    if not named:  # what speaks for it may be a court or people in prison alone
        named = [(m, BEYOND[m.concept][0]) for m in text.mentions if BEYOND.get(m.concept, (0.0, 0.0))[0] > 0]
    if not named and words is not None and value is RELEVANT:
        return Claim(ClaimKind.RELEVANCE, value, STEP, VERSION, *words.speaking(text, 0), confidence)
    if not named:
        return Claim(ClaimKind.RELEVANCE, value, STEP, VERSION, confidence=confidence)
    shown, _ = max(named, key=lambda n: (n[1] * (_IN_TITLE if n[0].start < text.title_end else 1.0), -n[0].start))
    return Claim(ClaimKind.RELEVANCE, value, STEP, VERSION, shown.start, shown.end, confidence)


def features(text: Text) -> tuple[float, ...]:
    """Return the features of `text` in the order of FEATURES.

    title: evidence in the title; lead: the most in one of the first two sentences; share: the mean over the sentences,
    long ones weighing more; breadth: log(1 + the sum of the weights of the distinct concepts).
    """
    return _measured(text, list(_named(text)))


def mentioned(text: Text) -> dict[str, tuple[float, float]]:
    """Return for each concept named how often it is, as log(1 + times) up to 1, and 1 where it stands in the title."""
    times = Counter(mention.concept for mention in text.mentions)
    titled = {mention.concept for mention in text.mentions if mention.start < text.title_end}
    return {concept: (min(1.0, log1p(n)), float(concept in titled)) for concept, n in times.items()}


def score_of(
    measured: tuple[float, ...],
    named: Mapping[str, tuple[float, float]] = MappingProxyType({}),
    by_words: float = 0.0,
) -> float:
    """Return the probability that a text with these features, which names these concepts, is in the field.

    `by_words`: what its words add to the log odds.
    """
    told = (
        by_words
        + _WEIGHTS["intercept"]
        + sum(_WEIGHTS[name] * value for name, value in zip(FEATURES, measured, strict=True))
    )
    for concept in sorted(named.keys() & BEYOND.keys()):  # in one order: sums of floats differ by it
        told += sum(weight * value for weight, value in zip(BEYOND[concept], named[concept], strict=True))
    return 1 / (1 + exp(-told))


@cache
def _words() -> Weights:
    return packaged_weights(WORDS_FILE)


def _measured(text: Text, named: list[tuple[Mention, float]]) -> tuple[float, ...]:
    spans = text.sentences
    doubt: list[dict[str, float]] = [{} for _ in spans]
    distinct: dict[str, float] = {}
    place = 0
    for mention, weight in named:
        while place + 1 < len(spans) and spans[place + 1][0] <= mention.start:
            place += 1
        doubt[place][mention.concept] = distinct[mention.concept] = weight
    evidence = [_together(weights) for weights in doubt]
    titles = sum(1 for start, _ in spans[:_LEAD] if start < text.title_end)
    body = evidence[titles:] or evidence
    lengths = [min(_LONGEST, end - start) for start, end in (spans[titles:] or spans)]
    share = sum(e * length for e, length in zip(body, lengths, strict=True)) / (sum(lengths) or 1)
    return max(evidence[:titles], default=0.0), max(body[:_LEAD], default=0.0), share, log1p(sum(distinct.values()))


def _named(text: Text) -> Iterator[tuple[Mention, float]]:
    """Yield what stands at each place, once: of concepts that share words the one that weighs most."""
    kept: Mention | None = None
    most = 0.0
    end = 0
    for mention in text.mentions:
        weight = _weight(text.concepts[mention.concept])
        if weight == 0:
            continue
        if kept is not None and mention.start < end:
            end = max(end, mention.end)
            if weight > most:
                kept, most = mention, weight
            continue
        if kept is not None:
            yield kept, most
        kept, most, end = mention, weight, mention.end
    if kept is not None:
        yield kept, most


def _weight(concept: Concept) -> float:
    scheme = _SCHEME_WEIGHTS.get(concept.scheme)
    if scheme is None:
        return 0.0
    return scheme if concept.weight is None else concept.weight


def _together(weights: Mapping[str, float]) -> float:
    doubt = 1.0
    for weight in weights.values():
        doubt *= 1 - weight
    return 1 - doubt
