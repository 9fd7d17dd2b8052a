"""Which sentences say how a measure works, for whom, what carrying it out takes or costs, and which says most.

Authors tell these in more ways than lists of words hold. Each sentence of a text's beginning is weighed by logistic
regressions, one a kind, over its words in English (`enrichment.bridged`), so that what is learnt in one language holds
for four, its place, the kinds of concepts it names, and what other steps read in it. Learnt by
`benchmarks.train_sentences`; docs/models.md is the card. Where a busy reader looks is learnt as one more kind: Kupiec,
Pedersen & Chen (1995), "A trainable document summarizer", SIGIR '95, doi:10.1145/215206.215333.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import exp
from typing import Final

from enrichment.bridged import TITLE
from enrichment.sections import find_sections
from enrichment.texts import Span, Text
from enrichment.weighed import Weights, packaged_weights
from kb.domain.claims import IN_PASSING, Claim, ClaimKind, value_of
from kb.errors import Misconfigured

FILE: Final = "sentences_taught.npz"
KINDS: Final = (
    ClaimKind.MECHANISM, ClaimKind.MODERATOR, ClaimKind.IMPLEMENTATION, ClaimKind.COST, ClaimKind.KEY_SENTENCE,
)  # fmt: skip
# What other steps read that says something of a sentence.
_READ: Final = frozenset(
    {
        ClaimKind.EFFECT, ClaimKind.SAMPLE_SIZE, ClaimKind.STUDY_DESIGN, ClaimKind.MEASURE, ClaimKind.CHALLENGE,
        ClaimKind.MECHANISM, ClaimKind.MODERATOR, ClaimKind.IMPLEMENTATION, ClaimKind.COST, ClaimKind.TARGET_GROUP,
        ClaimKind.SETTING, ClaimKind.ACTOR, ClaimKind.FOLLOW_UP,
    }
)  # fmt: skip
_NAMED: Final = frozenset({"mechanisms", "implementation"})  # of these schemes each concept tells, of others any
_FIRST, _LAST = 5, 3  # sentences whose place is told apart
_WORDS_A_STEP, _LONGEST = 6, 6  # of the length of a sentence

Chances = Mapping[Span, Mapping[ClaimKind, float]]


def judge_sentences(text: Text, claims: Sequence[Claim]) -> Chances:
    """Return for each sentence of the beginning how likely it is to say each of KINDS, by what was read in the text.

    Nothing for a text of fewer than 40 words, or in another language than those learnt.
    """
    weights = _weights()
    judged = ((sentence, chances_of(weights, features)) for sentence, features in features_of(text, claims))
    return {sentence: chances for sentence, chances in judged if chances is not None}


def chances_of(weights: Weights, features: Collection[str]) -> Mapping[ClaimKind, float] | None:
    """Return how likely a sentence with these features is to say each of KINDS; None where none is known."""
    found = weights.find((feature, 0) for feature in sorted(features))
    if found is None:
        return None
    return {kind: 1 / (1 + exp(-float(score))) for kind, score in zip(KINDS, found.scores, strict=True)}


def features_of(text: Text, claims: Sequence[Claim]) -> Iterator[tuple[Span, frozenset[str]]]:
    """Give each sentence of the beginning with the features it is weighed by."""
    words = [one for one in text.in_english if not one[0].startswith(TITLE)]
    if not words:
        return
    starts = [start for _, start in words]
    sections = find_sections(text.content)
    of_kind = f"k:{value_of(claims, ClaimKind.DOCUMENT_KIND)}"
    of_text = {of_kind, f"d:{value_of(claims, ClaimKind.STUDY_DESIGN)}"}
    read = _read_in(text, claims)
    named = _named_in(text)
    for place, sentence in enumerate(text.sentences):
        if sentence[0] > starts[-1]:
            break
        own = [word for word, _ in words[bisect_left(starts, sentence[0]) : bisect_left(starts, sentence[1])]]
        left = len(text.sentences) - 1 - place
        to_end = left if left < _LAST else "far"
        found = {f"w:{word}" for word in own} | {f"b:{one} {other}" for one, other in pairwise(own)}
        found |= {f"place {min(place, _FIRST)}", f"{of_kind} place {min(place, _FIRST)}"}
        found |= {f"to end {to_end}", f"{of_kind} to end {to_end}", f"title {sentence[0] < text.title_end}"}
        found |= {f"section {sections.at(sentence[0])}", f"long {min(len(own) // _WORDS_A_STEP, _LONGEST)}"}
        yield sentence, frozenset(found | of_text | read[sentence] | named[sentence])


def _read_in(text: Text, claims: Sequence[Claim]) -> Mapping[Span, set[str]]:
    found: dict[Span, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.kind in _READ and claim.value is not None and claim.start is not None:
            what = f"{claim.kind} {claim.value}" if claim.kind is ClaimKind.EFFECT else f"{claim.kind}"
            found[text.sentence_at(claim.start)] |= {
                f"r:{what}",
                f"r:{claim.kind} surely {claim.confidence > IN_PASSING}",
            }
    return found


def _named_in(text: Text) -> Mapping[Span, set[str]]:
    found: dict[Span, set[str]] = defaultdict(set)
    for mention in text.mentions:
        scheme = text.concepts[mention.concept].scheme
        named = found[text.sentence_at(mention.start)]
        named.add(f"s:{scheme}")
        if scheme in _NAMED:
            named.add(f"c:{mention.concept}")
    return found


@cache
def _weights() -> Weights:
    found = packaged_weights(FILE)
    if found.classes != KINDS:
        raise Misconfigured(f"{FILE} is not whole; make train writes it anew")
    return found
