"""Which challenges and which measures a text is about, and which it only names."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from enrichment.texts import Text
from kb.catalogue.matcher import Mention
from kb.domain.claims import SURE, Claim, ClaimKind

STEP = "topics"
VERSION = "2"

_IN_TITLE: Final = 0.9
_IN_LEAD: Final = 0.8
_OFTEN: Final = 0.8
_AGAIN: Final = SURE
_IN_PASSING: Final = 0.5
_LEAD = 2  # sentences after the title
_SHORT = 10  # sentences: one is a tenth of them
_OFTEN_FROM = 3  # sentences
_LARGE_SHARE = 0.1  # of the sentences
_FEW = 2  # challenges that a measure can be meant for and still tell one


def read_challenges(text: Text) -> list[Claim]:
    """Return one claim for each challenge that `text` names, by itself or by a type of crime that belongs to it.

    Most certain first. Confidence is 0.9 for one named in the title; 0.8 in the two sentences after it or in at
    least three that are a tenth of the text; 0.7 in two, by two words, or in a text of ten or fewer; else 0.5. Where a
    text is about no challenge by name, its main measures tell: each stands for the challenge it is first of all meant
    for (0.7, the span is the measure's, `detail` says "through" which). One claim with value None when there is none.
    """
    claims = _claims(text, ClaimKind.CHALLENGE, _outermost(text, ("challenges", "crime_types")))
    if claims[0].value is not None and claims[0].confidence >= SURE:
        return claims
    meant = _meant(text)
    kept = [claim for claim in claims if claim.value and claim.value not in {inferred.value for inferred in meant}]
    return [*meant, *kept] or claims


def read_measures(text: Text) -> list[Claim]:
    """Return one claim for each measure that `text` names, as `read_challenges` does for challenges."""
    return _claims(text, ClaimKind.MEASURE, _outermost(text, ("measures",)))


def _meant(text: Text) -> list[Claim]:
    """Return for each main measure the challenge its editorial link names first; none where it has many."""
    found: dict[str, Claim] = {}
    for measure in read_measures(text):
        if measure.value is None or measure.confidence < _IN_LEAD:
            continue
        meant = [c for c in text.concepts[measure.value].related if _is_challenge(text, c)]
        if 0 < len(meant) <= _FEW:
            through = (("through", measure.value),)
            span = (measure.start, measure.end)
            found.setdefault(meant[0], Claim(ClaimKind.CHALLENGE, meant[0], STEP, VERSION, *span, _AGAIN, through))
    return list(found.values())


def _is_challenge(text: Text, concept: str) -> bool:
    return concept in text.concepts and text.concepts[concept].scheme == "challenges"


def _outermost(text: Text, schemes: tuple[str, ...]) -> list[tuple[str, Mention]]:
    """Return what is named, without words that only stand inside longer ones of the same schemes.

    "Identity theft" is no theft from a home or a shop.
    """
    found = [(mention, topics) for mention in text.mentions_of(*schemes) if (topics := _topics(text, mention.concept))]
    kept: list[tuple[str, Mention]] = []
    longest: Mention | None = None
    for mention, topics in sorted(found, key=lambda pair: (pair[0].start, -pair[0].end)):
        if longest is not None and mention.end <= longest.end and mention.end - mention.start < _length(longest):
            continue
        if longest is None or mention.end > longest.end:
            longest = mention
        kept.extend((topic, mention) for topic in topics)
    return kept


def _length(mention: Mention) -> int:
    return mention.end - mention.start


def _topics(text: Text, concept: str) -> Sequence[str]:
    found = text.concepts[concept]
    if found.scheme != "crime_types":
        return (concept,)
    return [broader for broader in found.broader if _is_challenge(text, broader)]


def _claims(text: Text, kind: ClaimKind, named: Sequence[tuple[str, Mention]]) -> list[Claim]:
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for topic, mention in named:
        mentions[topic].append(mention)
    if not mentions:
        return [Claim(kind, None, STEP, VERSION)]
    claims = [
        Claim(kind, topic, STEP, VERSION, found[0].start, found[0].end, _confidence(text, found))
        for topic, found in mentions.items()
    ]
    return sorted(claims, key=lambda claim: (-claim.confidence, claim.start or 0, claim.value or ""))


def _confidence(text: Text, found: Sequence[Mention]) -> float:
    if found[0].start < text.title_end:
        return _IN_TITLE
    if found[0].start < _lead_end(text):
        return _IN_LEAD
    sentences = len({text.sentence_at(mention.start) for mention in found})
    if sentences >= max(_OFTEN_FROM, _LARGE_SHARE * len(text.sentences)):
        return _OFTEN
    words = {text.content[mention.start : mention.end].lower() for mention in found}
    if sentences >= 2 or len(words) >= 2 or len(text.sentences) <= _SHORT:
        return _AGAIN
    return _IN_PASSING


def _lead_end(text: Text) -> int:
    body = [end for start, end in text.sentences[: 2 * _LEAD] if start >= text.title_end]
    return body[:_LEAD][-1] if body else text.title_end
