"""What a text is about: whether it is in the field, which challenges, which measures."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kb.catalogue.matcher import Mention
from kb.domain.claims import Claim, ClaimKind, Relevance
from kb.domain.facts import Concept
from kb.domain.text import words

RELEVANCE_STEP = "relevance"
RELEVANCE_VERSION = "1"
TOPIC_STEP = "topics"
TOPIC_VERSION = "1"

# Chosen on public records of justice research against marine science and medicine: docs/quality.md.
RELEVANT_FROM = 0.5
_TITLE_COUNTS = 2.5
_CHALLENGE_WEIGHT = 0.7
_MEASURE_WEIGHT = 0.35


def read_relevance(content: str, mentions: Sequence[Mention], concepts: Mapping[str, Concept]) -> Claim:
    """Return whether `content` is about crime, violence or insecurity, with the word that says so most.

    The score adds the weight of each distinct word of the field (a word of the title counts 2.5 times) and
    sets it against the length of the text: score = 1 - 0.5^(evidence / need), need growing with the square
    root of length, since a long text names more of everything. The confidence is the score, or one minus it.
    """
    title_end = _title_end(content)
    evidence: dict[str, float] = {}
    strongest: tuple[float, Mention] | None = None
    for mention in mentions:
        weight = _field_weight(concepts[mention.concept])
        if weight == 0:
            continue
        weight *= _TITLE_COUNTS if mention.start < title_end else 1.0
        word = content[mention.start : mention.end].lower()
        evidence[word] = max(evidence.get(word, 0.0), weight)
        if strongest is None or weight > strongest[0]:
            strongest = (weight, mention)
    need = max(1.0, (len(words(content)) / 60) ** 0.5)
    score = 1 - 0.5 ** (sum(evidence.values()) / need)
    value = Relevance.RELEVANT if score >= RELEVANT_FROM else Relevance.NOT_RELEVANT
    start, end = (strongest[1].start, strongest[1].end) if strongest else (None, None)
    confidence = round(score if value is Relevance.RELEVANT else 1 - score, 3)
    return Claim(ClaimKind.RELEVANCE, value, RELEVANCE_STEP, RELEVANCE_VERSION, start, end, confidence)


def read_topics(
    content: str, mentions: Sequence[Mention], kind: ClaimKind, scheme: Mapping[str, Concept]
) -> list[Claim]:
    """Return one claim for each concept of `scheme` that `content` names, most certain first.

    Confidence is 0.9 for one named in the title, 0.8 for one named by two different words or three times, 0.7
    for one named twice or in a short text, else 0.5. One claim with value None when nothing is named.
    """
    title_end = _title_end(content)
    short = len(words(content)) < 100
    by_concept: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.concept in scheme:
            by_concept[mention.concept].append(mention)
    claims = []
    for concept, found in by_concept.items():
        named = {content[m.start : m.end].lower() for m in found}
        if found[0].start < title_end:
            confidence = 0.9
        elif len(named) >= 2 or len(found) >= 3:
            confidence = 0.8
        elif len(found) == 2 or short:
            confidence = 0.7
        else:
            confidence = 0.5
        first = found[0]
        claims.append(Claim(kind, concept, TOPIC_STEP, TOPIC_VERSION, first.start, first.end, confidence))
    if not claims:
        return [Claim(kind, None, TOPIC_STEP, TOPIC_VERSION)]
    return sorted(claims, key=lambda claim: (-claim.confidence, claim.start or 0, claim.value or ""))


def _field_weight(concept: Concept) -> float:
    if concept.weight is not None:
        return concept.weight
    return _CHALLENGE_WEIGHT if concept.scheme == "challenges" else _MEASURE_WEIGHT


def _title_end(content: str) -> int:
    end = content.find("\n\n")
    return len(content) if end < 0 else end
