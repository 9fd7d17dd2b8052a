"""The study design that a text says it used.

A scoping or narrative review is no systematic review unless it says so; umbrella reviews and rapid reviews are. A
review that tells of searching databases and of selecting studies is one too, whatever it calls itself. An interrupted
time series without a comparison stays with before and after, level 2 (Farrington et al. 2002, chapter 2).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from enrichment.design_families import find_families
from enrichment.design_stances import Place, Stance, on_people, stance_of
from enrichment.design_stretches import BEGINNING, sentences_holding, stretches_of
from enrichment.design_taught import judge_design
from enrichment.design_tried import divides_nobody, tries_no_measure
from enrichment.design_uncompared import find_uncompared, follows_people
from enrichment.design_words import ENGLISH, Telling, Words
from enrichment.design_words_nordic import NORWEGIAN_AND_DANISH, SWEDISH
from enrichment.protocols import find_protocol
from enrichment.review_words import (
    find_search,
    is_guideline,
    is_not_systematic,
    pools,
    reviews_others,
    tells_of_choice,
)
from enrichment.sections import lowered as in_small_letters
from enrichment.texts import Span, Text
from kb.domain.claims import MARYLAND_LEVEL, Claim, ClaimKind, DocumentKind, StudyDesign

STEP = "study_design"
VERSION = "11"

_WORDS: Final[dict[str, tuple[Words, ...]]] = {
    "sv": SWEDISH + ENGLISH,
    "nb": NORWEGIAN_AND_DANISH + ENGLISH,
    "da": NORWEGIAN_AND_DANISH + ENGLISH,
}
_STRENGTH: Final = {design: place for place, design in enumerate(StudyDesign)}
_REVIEWS: Final = frozenset({StudyDesign.META_ANALYSIS, StudyDesign.SYSTEMATIC_REVIEW})
# Designs that a fuller description in the text may raise above what the title calls them.
_COMPARING: Final = frozenset(
    {StudyDesign.CONTROLLED_QUASI_EXPERIMENT, StudyDesign.QUASI_EXPERIMENT, StudyDesign.BEFORE_AFTER}
)
# Named by texts of all kinds, and so theirs only where they claim it.
_NEEDING_A_CLAIM: Final = _REVIEWS | {StudyDesign.RANDOMISED_TRIAL}
_OF_PEOPLE: Final = _COMPARING | {StudyDesign.RANDOMISED_TRIAL}
# What a text that has done nothing yet is a plan for; surveys and interviews to come are told of in news.
_PLANNED: Final = _REVIEWS | _OF_PEOPLE
# What can stand beside a stronger design without being a part of it.
_BESIDE: Final = _REVIEWS | {
    StudyDesign.RANDOMISED_TRIAL,
    StudyDesign.CONTROLLED_QUASI_EXPERIMENT,
    StudyDesign.QUALITATIVE,
}
# Chance that hands cases to judges is an instrument: nobody drew lots for the measure.
_JUDGES: Final = re.compile(r"\binstrument\b", re.IGNORECASE)
# Chosen on records and sets not learnt from (docs/models.md): what is named is believed from here on …
_LEAST_BESIDE: Final = 0.1
# … and what is not named is told from here on.
_LEAST_ALONE: Final = 0.45
# A trial weighs most, and much in medicine is told like one.
_LEAST_TRIAL: Final = 0.75
# A title names it; the text claims it for its own; it only names it, or does so far into a report.
_TITLED, _OWN, _SAID = 0.95, 0.85, 0.6
# Cases with a disease against healthy controls, not people with a measure against people without.
_CASES: Final = re.compile(
    r"\bcase[- ]control|\bhealthy (?:\w+ )?(?:controls?|volunteers|subjects|individuals)|\bcontrol subjects"
    r"|\bfall-?kontroll|\bkasus-?kontrol|\bcase-kontrol",
    re.IGNORECASE,
)
_MATCHED: Final = re.compile(r"\bmatch(?:ed|ing)\b|\bmatcha[dt]\w*|\bmatchning|\bmatche(?:t|de)\b", re.IGNORECASE)
# Those who decide, argue or advise have studied nothing for it; news has where it tells of a study.
_OF_NO_STUDY: Final = frozenset({DocumentKind.POLICY, DocumentKind.OPINION, DocumentKind.GUIDELINE})
_STUDY: Final = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research\w*|scientists?|evaluat\w+|experiment\w*|reviews?|analys[ei]s|surveys?"
    r"|\w*studie[nrt]?\w*|\w*forsk\w+|\w*försök\w*|\w*undersökning\w*|\w*enkät\w*|utvärder\w+|översikt\w*"
    r"|analys\w*|\w*forsøk\w*|\w*forsøg\w*|\w*undersøk\w+|\w*undersøg\w+|evaluer\w+|rapporten|sammanställning\w*)\b",
    re.IGNORECASE,
)
_ADJUSTED: Final = re.compile(
    r"\b(?:controll(?:ed|ing)|adjust(?:ed|ing|ment)) for\b|\bmulti(?:variate|variable|level)\b"
    r"|\bregression (?:model|analys)"
    r"|\b(?:kontroller|juster)\w* for\b|\b(?:kontroller|juster)\w* för\b|\bregressionsanalys\w*|\bregresjonsanalyse\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A design that the text claims, with how sure that is."""

    design: StudyDesign
    start: int
    end: int
    confidence: float
    telling: Telling
    planned: bool = False


def read_study_design(text: Text) -> Claim:
    """Return the design that `text` says it used; value None where it names none.

    Rules read what the text names; where all its words together make that unlikely (`enrichment.design_taught`), it is
    not believed unless the title names it, and where the rules find nothing, the words alone may tell.

    Confidence is 0.95 where the title names it, 0.85 where the text claims it for its own ("we", "this study", what was
    done), 0.6 where it only names it or does so far into a report, and 0.45 to 0.85 where its words alone tell. What
    the title names goes before what the text does, the text's own before what it only names, then the strongest.
    `detail` holds `level` (Maryland scale), `also` (other designs it used or, in a protocol, those it plans) and
    `conducted` ("past" or "planned").
    """
    named, judged = _named(text), judge_design(text)
    # What says that it is a plan is one, though it is told like a trial.
    if judged is None or named.value is StudyDesign.PROTOCOL or named.confidence == _TITLED:
        return named
    if (named.start or 0) > judged.upto:
        return named
    if named.value is not None and judged.likely[StudyDesign(named.value)] >= _LEAST_BESIDE:
        return named
    design = judged.design
    least = _LEAST_TRIAL if design is StudyDesign.RANDOMISED_TRIAL else _LEAST_ALONE
    if design is None or judged.likely[design] < least or _ruled_out(text, design):
        return Claim(ClaimKind.STUDY_DESIGN, None, STEP, VERSION)
    conducted = "planned" if design is StudyDesign.PROTOCOL else "past"
    return _claim(design, judged.span, min(_OWN, round(judged.likely[design], 2)), set(), conducted)


def _ruled_out(text: Text, design: StudyDesign) -> bool:
    """Return whether the text says what makes it another design, or none, whatever its words are like."""
    lowered = in_small_letters(text.content[:BEGINNING])
    if design in _REVIEWS:
        return is_guideline(text, lowered) or is_not_systematic(lowered)
    return design is StudyDesign.RANDOMISED_TRIAL and (divides_nobody(lowered) or tries_no_measure(lowered))


def _named(text: Text) -> Claim:
    """Return the design that the text names or describes in a way that the rules know."""
    stretches = stretches_of(text)
    upto = stretches[0][1]
    lowered = in_small_letters(text.content[:upto])
    found = list(_find(text, lowered, stretches))
    protocol = find_protocol(text, lowered)
    if protocol is not None:
        also = {f.design for f in found if f.confidence > _SAID}
        return _claim(
            StudyDesign.PROTOCOL, protocol, _TITLED if protocol[1] <= text.title_end else _OWN, also, "planned"
        )
    own = [f for f in found if not f.planned]
    parts = any(f.telling is Telling.PART for f in own)
    if parts and (any(f.planned for f in found) or _CASES.search(text.content, 0, upto)):
        own = [f for f in own if f.telling is not Telling.PART]
    uncompared = find_uncompared(lowered)
    if uncompared is not None:
        start, end = text.sentence_at(uncompared[0])
        own = [f for f in own if f.telling is not Telling.PART or not start <= f.start < end]
        own.append(_Found(StudyDesign.BEFORE_AFTER, *uncompared, _OWN, Telling.PART))
    if any(f.design is StudyDesign.CROSS_SECTIONAL for f in own) and follows_people(lowered):
        own = [f for f in own if f.design is not StudyDesign.CROSS_SECTIONAL or f.telling is Telling.NAMED]
    if any(
        f.design is StudyDesign.CONTROLLED_QUASI_EXPERIMENT and _JUDGES.search(text.content, *text.sentence_at(f.start))
        for f in own
    ):
        own = [f for f in own if f.design is not StudyDesign.RANDOMISED_TRIAL or f.telling is Telling.NAMED]
    if text.language not in _WORDS:
        own = [f for f in own if f.design is not StudyDesign.RANDOMISED_TRIAL or _tried(f, lowered)]
    chosen = _chosen(text, own, lowered) if own else None
    if chosen is None:
        ahead = (f for f in found if f.planned and f.design in _PLANNED and f.telling is not Telling.PART)
        planned = max(ahead, key=lambda f: f.confidence, default=None)
        if planned is None or planned.confidence <= _SAID:
            return Claim(ClaimKind.STUDY_DESIGN, None, STEP, VERSION)
        return _claim(StudyDesign.PROTOCOL, (planned.start, planned.end), _SAID, {planned.design}, "planned")
    if chosen.design is StudyDesign.META_ANALYSIS and chosen.telling is Telling.DONE and pools(text, lowered) is False:
        chosen = replace(chosen, design=StudyDesign.SYSTEMATIC_REVIEW)
        own = [f for f in own if f.design is not StudyDesign.META_ANALYSIS]
    elif chosen.design is StudyDesign.SYSTEMATIC_REVIEW and pools(text, lowered):
        own.append(chosen)
        chosen = replace(chosen, design=StudyDesign.META_ANALYSIS)
    also = {f.design for f in own if f.confidence > _SAID and f.design in _BESIDE} - {chosen.design}
    if chosen.design in _REVIEWS:
        also &= _REVIEWS
        if chosen.design is StudyDesign.META_ANALYSIS and tells_of_choice(lowered):
            also.add(StudyDesign.SYSTEMATIC_REVIEW)
    else:
        also -= _REVIEWS
    return _claim(chosen.design, (chosen.start, chosen.end), chosen.confidence, also, "past")


def of_its_kind(text: Text, design: Claim, kind: Claim) -> Claim:
    """Return the claim on the design, or one that there is none where a document of that `kind` has done no study.

    A policy, an opinion or a guideline has none, whatever it mentions; news has the design of the study that it tells
    of, where the title or the sentence speaks of one.
    """
    if design.value is None or design.start is None:
        return design
    spoken_of = kind.value not in _OF_NO_STUDY
    if kind.value == DocumentKind.NEWS:
        where = (text.sentence_at(design.start), (0, text.title_end))
        spoken_of = any(_STUDY.search(text.content, *span) for span in where)
    return design if spoken_of else Claim(ClaimKind.STUDY_DESIGN, None, STEP, VERSION)


def _tried(found: _Found, lowered: str) -> bool:
    """Return whether the randomised trial tried a measure on people; the author's name for it is believed longer."""
    return not divides_nobody(lowered) and (found.telling is Telling.NAMED or not tries_no_measure(lowered))


def _find(text: Text, lowered: str, stretches: list[Span]) -> Iterator[_Found]:
    words: tuple[Words, ...] = _WORDS.get(text.language or "", ENGLISH)
    guideline = is_guideline(text, lowered)
    scoping = is_not_systematic(lowered)
    for begin, stop in stretches:
        here = lowered if begin == 0 and stop == len(lowered) else in_small_letters(text.content[begin:stop])
        told: dict[tuple[StudyDesign, Telling], list[Place]] = {}
        for some in words:
            spans = sentences_holding(text, here, begin, some.stems)
            places = (match for span in spans for match in some.pattern.finditer(text.content, *span))
            for match in islice(places, _MOST_PLACES):
                told.setdefault((some.design, some.telling), []).append(
                    Place(match.span(), many=match.lastgroup is not None)
                )
        for rule, span in find_families(text, begin, stop):
            if rule.design is StudyDesign.SYSTEMATIC_REVIEW and scoping:
                continue
            told.setdefault((rule.design, rule.telling), []).append(Place(span, undenied=len(rule.needs) > 1))
        for (design, telling), some_ in told.items():
            if not (guideline and design in _REVIEWS):
                yield from _claimed(text, design, telling, some_[:_MOST_PLACES], begin == 0)
    search = None if guideline else find_search(text, lowered)
    if search is not None:
        yield _Found(StudyDesign.SYSTEMATIC_REVIEW, *search, _OWN, Telling.DONE)


# A text that claims its design says so among the first hundred places; one that says it a thousand times is no study.
_MOST_PLACES: Final = 100


def _claimed(text: Text, design: StudyDesign, telling: Telling, places: list[Place], early: bool) -> Iterator[_Found]:
    """Yield the surest of `places` where the design is claimed; `early` where these are in the text's beginning."""
    best: _Found | None = None
    for place in places:
        start, end = place.span
        sentence = text.sentence_at(start)
        stance = stance_of(text.content, sentence, place, telling)
        unclaimed = stance is Stance.SAID and design in _NEEDING_A_CLAIM and start >= text.title_end
        if unclaimed or stance is Stance.NOT_ITS_OWN:
            continue
        if design in _OF_PEOPLE and not on_people(text.content, sentence, text.title_end):
            continue
        titled = start < text.title_end < len(text.content) or (text.title_end == len(text.content) <= 300)
        confidence = _TITLED if titled else _OWN if stance is not Stance.SAID and early else _SAID
        found = _Found(design, start, end, confidence, telling, stance is Stance.PLANNED)
        if best is None or (found.planned, -found.confidence) < (best.planned, -best.confidence):
            best = found
        if not best.planned and best.confidence >= _OWN:
            break
    if best is not None:
        yield best


def _chosen(text: Text, own: list[_Found], lowered: str) -> _Found | None:
    """Return the one among a text's own designs that it is to be known by."""
    sure = [f for f in own if f.confidence > _SAID]
    titled = [f for f in own if f.confidence == _TITLED]
    reviews = [f for f in sure if f.design in _REVIEWS]
    if titled:
        strongest = _strongest(titled)
        if strongest.design in _REVIEWS:
            return _strongest(reviews)
        if strongest.design in _COMPARING:
            return _raised(text, [f for f in own if f.design in _COMPARING])
        nested = [f for f in titled if f.design is StudyDesign.QUALITATIVE]
        return nested[0] if nested else strongest
    if reviews_others(text, lowered):
        return _strongest(reviews) if reviews else None
    strongest = _strongest(sure or own)
    return _raised(text, sure or own) if strongest.design in _COMPARING else strongest


def _strongest(found: list[_Found]) -> _Found:
    return min(found, key=lambda f: (_STRENGTH[f.design], -f.confidence, f.start))


def _raised(text: Text, found: list[_Found]) -> _Found:
    """Return the strongest; a matched comparison with other factors controlled for is level 4."""
    strongest = _strongest(found)
    beginning = text.content[:BEGINNING]
    if strongest.design is StudyDesign.QUASI_EXPERIMENT and _MATCHED.search(beginning) and _ADJUSTED.search(beginning):
        return replace(strongest, design=StudyDesign.CONTROLLED_QUASI_EXPERIMENT)
    return strongest


def _claim(design: StudyDesign, span: Span, confidence: float, also: set[StudyDesign], conducted: str) -> Claim:
    detail = [("conducted", conducted)]
    if also:
        detail.append(("also", ", ".join(design for design in StudyDesign if design in also)))
    if design in MARYLAND_LEVEL:
        detail.append(("level", str(MARYLAND_LEVEL[design])))
    return Claim(ClaimKind.STUDY_DESIGN, design, STEP, VERSION, *span, confidence, tuple(sorted(detail)))
