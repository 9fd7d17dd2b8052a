"""For whom, where in everyday life, and by whom: target groups, settings and actors."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from enrichment.ages import read_age_span
from enrichment.texts import Text
from enrichment.topic_taught import Limits, by_certainty, weigh
from kb.catalogue.matcher import Mention
from kb.domain.claims import IN_PASSING, SURE, Claim, ClaimKind

__all__ = ["read_age_span", "read_people"]

STEP = "people"
VERSION = "2"

_IN_TITLE, _IN_ROLE, _OFTEN = 0.9, 0.8, SURE
_IMPLIED_LESS = 0.2
_OFTEN_FROM = 3  # sentences
_LARGE_SHARE = 0.1  # of the sentences
_LOOK = 48
# Chosen by leaving out authors (docs/models.md): a group that is named is as often only met as meant.
LIMITS: Final = Limits(doubted=0.35, told=0.35)
# Up to three words may stand between the sign and the group: "among 1,200 first-time young offenders".
_WORDS: Final = r"(?:[^\s.;:]{1,24}\s){0,3}"
# What says, just before, that these are the ones addressed or studied, that it happens there, that they do it.
_ROLE: Final = {
    ClaimKind.TARGET_GROUP: re.compile(
        r"\b(?:among|amongst|sample of|targeting|targets?|target group\w*|aimed at|aims at|designed for"
        r"|intended for|directed at"
        r"|programmes? for|programs? for|interventions? for|interventions? with|treatment of|treatment for"
        r"|support for|services for"
        r"|participants were|respondents were|recruited|enrolled|interviews with|interviewed|surveyed|effects on"
        r"|bland|hos|riktar sig till|riktad\w* till|riktat mot|riktade mot|målgruppe\w* är|avsedd\w* för"
        r"|insatser för|insatser till|program för"
        r"|stöd till|stöd för|stödet till|behandling av|behandling för|intervju\w* med|åtgärder för|arbete med"
        r"|arbetet med"
        r"|blant|rettet mot|retter seg mot|tiltak for|program for|støtte til|intervju\w* med|arbeid med|arbeidet med"
        rf"|blandt|rettet mod|henvender sig til|indsats\w* for|indsats\w* mod|interview\w* med"
        rf"|arbejde\w* med)\s{_WORDS}\Z",
        re.IGNORECASE,
    ),
    ClaimKind.SETTING: re.compile(
        rf"(?:\b(?:in|at|on|within|inside|across|around|outside|near|i|på|vid|inom|kring|utanför|ved|innen|inden"
        rf"|uden for)\s|-based\s){_WORDS}\Z",
        re.IGNORECASE,
    ),
    ClaimKind.ACTOR: re.compile(
        r"\b(?:by|between|with|delivered by|led by|through|via|partners?|av|mellan|med|genom|tillsammans med|till"
        r"|mellom|gjennom|sammen med"
        rf"|af|mellem|gennem|sammen med|ger|samverkan|samarbete\w*|samarbei\w*|samarbej\w*)\s{_WORDS}\Z",
        re.IGNORECASE,
    ),
}


def read_people(text: Text, *, by_words: bool = False) -> list[Claim]:
    """Return the target groups, settings and actors that `text` names, each kind surest first.

    Values are concept ids. Confidence is 0.9 for one named in the title, 0.8 where the words before say that it is the
    one addressed or studied, the place or the doer, 0.7 in at least three sentences that are a tenth of the text, else
    0.5 (named in passing). A word within a longer one of the same scheme does not count: "young offenders" are no
    "young people" besides. A main target group implies the setting that the thesaurus relates it to (pupils, school) at
    0.2 less. One claim with value None for each kind of which nothing is named.

    `by_words`: what rules read is weighed by all words of the text (`enrichment.topic_taught`), which tell what no word
    of ours names besides.
    """
    groups = _claims(text, ClaimKind.TARGET_GROUP, text.mentions_of("target_groups"))
    settings = _claims(text, ClaimKind.SETTING, text.mentions_of("settings"))
    actors = _claims(text, ClaimKind.ACTOR, text.mentions_of("actors"))
    surest: dict[str | None, Claim] = {}
    for claim in (*settings, *_implied(text, groups)):
        if claim.value not in surest or surest[claim.value].confidence < claim.confidence:
            surest[claim.value] = claim
    found: list[Claim] = []
    for kind, named in (
        (ClaimKind.TARGET_GROUP, groups),
        (ClaimKind.SETTING, surest.values()),
        (ClaimKind.ACTOR, actors),
    ):
        claims = sorted(named, key=by_certainty) or [Claim(kind, None, STEP, VERSION)]
        found += weigh(text, kind, claims, LIMITS) if by_words else claims
    return found


def _implied(text: Text, groups: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the settings in which the main ones of `groups` are met."""
    for claim in groups:
        if claim.confidence < SURE or claim.value is None:
            continue
        for other in text.concepts[claim.value].related:
            if other in text.concepts and text.concepts[other].scheme == "settings":
                sure = round(claim.confidence - _IMPLIED_LESS, 2)
                yield replace(claim, kind=ClaimKind.SETTING, value=other, confidence=sure)


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        longest = kept[-1] if kept else None
        if longest is None or mention.end > longest.end or (mention.start, mention.end) == (longest.start, longest.end):
            kept.append(mention)
    return kept


def _claims(text: Text, kind: ClaimKind, mentions: Sequence[Mention]) -> list[Claim]:
    by_concept: dict[str, list[Mention]] = defaultdict(list)
    for mention in _outermost(mentions):
        by_concept[mention.concept].append(mention)
    claims = []
    for concept, found in by_concept.items():
        best, confidence = _clearest(text, kind, found)
        claims.append(Claim(kind, concept, STEP, VERSION, best.start, best.end, confidence))
    return claims


def _clearest(text: Text, kind: ClaimKind, found: Sequence[Mention]) -> tuple[Mention, float]:
    """Return the mention that says most, and how sure it makes the claim."""
    if found[0].start < text.title_end:
        return found[0], _IN_TITLE
    for mention in found:
        start, _ = text.sentence_at(mention.start)
        if _ROLE[kind].search(text.content[max(start, mention.start - _LOOK) : mention.start]):
            return mention, _IN_ROLE
    sentences = len({text.sentence_at(mention.start) for mention in found})
    often = sentences >= max(_OFTEN_FROM, _LARGE_SHARE * len(text.sentences))
    return found[0], _OFTEN if often else IN_PASSING
