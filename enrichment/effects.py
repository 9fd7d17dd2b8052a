"""What became of the outcomes that a text reports: less, more, no difference or mixed, with the size as stated."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from enrichment import effect_comparing as comparing
from enrichment import effect_context as said
from enrichment.effect_links import pair, size_of
from enrichment.effect_sizes import Size, find_p, find_significance, find_sizes
from enrichment.effect_telling import MEASURES, Sentence, Teller, trimmed
from enrichment.effect_words import Cue, find_cues
from enrichment.sections import Section, Sections, find_sections, lowered, sentences_to_read
from enrichment.texts import Span, Text
from kb.catalogue.matcher import Mention
from kb.domain.claims import Claim, ClaimKind, DocumentKind, EffectDirection, StudyDesign
from kb.domain.facts import Concept

STEP = "effects"
VERSION = "4"

_NO_RESULTS: Final = frozenset({Section.BACKGROUND, Section.AIM, Section.METHODS, Section.OTHER})
_DIRECTIONS: Final = {"less": EffectDirection.LESS, "more": EffectDirection.MORE}
_OPPOSITE: Final = {EffectDirection.LESS: EffectDirection.MORE, EffectDirection.MORE: EffectDirection.LESS}
# Kinds that talk of what measures will do, or are said to have done.
_TALKING: Final = frozenset({DocumentKind.POLICY, DocumentKind.NEWS, DocumentKind.OPINION})
# What is told in interviews stands in news and speeches as well.
_NO_STUDY: Final = frozenset({None, StudyDesign.QUALITATIVE})
_MOST: Final = 12
_FADED: Final = re.compile(
    r"\b(?:faded|disappeared|dissipated|diminished over time|not (?:sustained|maintained|lasting)|did not last"
    r"|försvann|avtog|höll inte i sig|bestod inte|forsvant|forsvandt|aftog|avtok|varte ikke|holdt ikke)\b",
    re.IGNORECASE,
)
_AND: Final = re.compile(r" (?:and|och|og|samt)(?: \w+){0,2} $")
_LEADING: Final = 40
_TO_VERB: Final = re.compile(r" (?:(?!to |in |by |of |i |på |av |af |som |that |which )\w+ ){0,2}")
_VICTIMS: Final = ("offer", "ofre")
# More than these in one sentence is a table or a list of words, and no telling.
_MOST_OUTCOMES: Final = 20
_MOST_CUES: Final = 30


@dataclass(frozen=True, slots=True)
class _Statement:
    """That a sentence says what became of an outcome; the higher `weight`, the better evidence it is."""

    outcome: Mention
    words: str
    direction: EffectDirection
    start: int
    end: int
    weight: float
    size: tuple[tuple[str, str], ...] = ()
    told: tuple[tuple[str, str], ...] = ()


def read_effects(text: Text, design: Claim | None, kind: Claim | None) -> list[Claim]:
    """Return one claim for each outcome that `text` states a result for, best evidence first.

    The value is an EffectDirection: what became of the outcome itself (less reoffending, more attendance).
    `detail` has "outcome", the id in the scheme outcomes; "words", the outcome as written; "good", whether
    that is what is wished for (yes, no, or unclear: mixed, no difference, or nobody can say); and, only where
    stated in the same words, "measure", "size", "low", "high", "level", "p" and "significance".
    The span is the clause relied on. Aims, expectations, others' findings and mere trends are no results; a
    text that neither compares nor tries a measure has none. A text whose `kind` is policy, news or opinion, and that
    is of no study of its own, tells a result only where the sentence gives a figure or names a study. Confidence runs
    from 0.5 to 0.95 with how plainly the result is told. One claim with value None where no result is stated.
    """
    nothing = [Claim(ClaimKind.EFFECT, None, STEP, VERSION)]
    designed = design.value if design is not None else None
    if designed == StudyDesign.PROTOCOL:
        return nothing
    outcomes = _outcomes(text)
    if not outcomes:
        return nothing
    reading = _Reading(text, designed, find_sections(text.content))
    bound = designed in _NO_STUDY and kind is not None and kind.value in _TALKING
    statements = [
        found
        for sentence in reading.sentences(outcomes)
        if not bound or _grounded(text.content, sentence)
        for found in reading.statements(sentence)
    ]
    claims = [_claim(found, text.concepts) for found in _best(statements)]
    return sorted(claims, key=lambda claim: (-claim.confidence, claim.start or 0))[:_MOST] or nothing


def _grounded(content: str, sentence: Sentence) -> bool:
    """Return whether the sentence stands under results, gives a figure or names a study for what it says."""
    if sentence.section in (Section.RESULTS, Section.CONCLUSIONS):
        return True
    here = lowered(content[sentence.start : sentence.end])
    return said.FIGURE.search(here) is not None or (
        said.STUDIED.search(here) is not None and said.FOUND.search(here) is not None
    )


def _outcomes(text: Text) -> list[Mention]:
    """Return the mentions of outcomes that are no part of a longer outcome, a measure's name or another thing."""
    content = lowered(text.content)
    found: list[Mention] = []
    named = sorted(text.mentions_of("outcomes"), key=lambda m: (m.start, -m.end))
    measures = sorted((m.start, m.end) for m in text.mentions_of(*MEASURES))
    for mention in named:
        if found and mention.start < found[-1].end:
            continue
        place = bisect_right(measures, (mention.start, len(content)))
        covers = [(start, end) for start, end in measures[max(0, place - 3) : place] if end >= mention.end]
        # "reduce reoffending" names a kind of measure, and tells a change all the same.
        if any(
            start < mention.start and not find_cues(content, start, mention.start, text.language) for start, _ in covers
        ) or any(end > mention.end and start == mention.start for start, end in covers):
            continue
        if said.OTHER_AFTER.match(content, mention.end) or said.OTHER_BEFORE.search(
            content, max(0, mention.start - 45), mention.start
        ):
            continue
        counted = content.endswith(_VICTIMS, mention.start, mention.end) and comparing.COUNTING.search(
            content, max(0, mention.start - 30), mention.start
        )
        if said.COMPOUND_OF_OTHER.search(content, mention.start, mention.end) and not counted:
            continue
        if found and said.MEASURED.search(content, max(0, mention.start - 80), mention.start):
            continue
        found.append(mention)
    return found


class _Reading:
    """One text being read for effects."""

    def __init__(self, text: Text, design: str | None, sections: Sections) -> None:
        self._text = text
        self._content = text.content
        self._lower = lowered(text.content)
        self._sections = sections
        self._measures = sorted(m.start for m in text.mentions_of(*MEASURES))
        self._teller = Teller(text, design, sections)

    def sentences(self, outcomes: Sequence[Mention]) -> list[Sentence]:
        """Return the sentences that name outcomes and may state a result."""
        spans = sentences_to_read(self._text, self._sections)
        starts = [start for start, _ in spans]
        by_place: dict[int, list[Mention]] = {}
        for mention in outcomes:
            place = bisect_right(starts, mention.start) - 1
            if place >= 0 and mention.end <= spans[place][1]:
                by_place.setdefault(place, []).append(mention)
        found = []
        for place, mentions in sorted(by_place.items()):
            start, end = spans[place]
            section = self._sections.at(start)
            if section in _NO_RESULTS or self._content[end - 1] == "?":
                continue
            names_measure = bisect_right(self._measures, end) > bisect_right(self._measures, start - 1)
            if len(mentions) > _MOST_OUTCOMES:
                continue
            found.append(Sentence(start, end, section, tuple(mentions), names_measure))
        return found

    def statements(self, sentence: Sentence) -> list[_Statement]:
        """Return what `sentence` says became of its outcomes."""
        content = self._lower
        cues = find_cues(content, sentence.start, sentence.end, self._text.language)
        if not 0 < len(cues) <= _MOST_CUES or not self._teller.may_tell(sentence):
            return []
        sizes = find_sizes(self._content, sentence.start, sentence.end)
        found: list[_Statement] = []
        for clause in _clauses(content, sentence, [cue for cue in cues if cue.direction != "neutral"]):
            outcomes = [m for m in sentence.outcomes if clause[0] <= m.start < clause[1]]
            within = [cue for cue in cues if clause[0] <= cue.start < clause[1]]
            if not outcomes:
                told = (found[-1].start, found[-1].end) if found else clause
                if found and not self._teller.contrasts(told, clause) and _takes_back(content, clause, within):
                    found[-1] = replace(found[-1], direction=EffectDirection.MIXED, end=clause[1])
                continue
            if not within:
                if found and said.BUT_NOT.search(content, clause[0], outcomes[0].start):
                    found += [
                        _Statement(
                            m,
                            self._content[m.start : m.end],
                            EffectDirection.NO_DIFFERENCE,
                            *trimmed(content, clause),
                            found[-1].weight - 0.2,
                        )
                        for m in outcomes
                    ]
                continue
            found += self._in_clause(sentence, clause, outcomes, within, sizes)
        by_part = len(said.PARTS.findall(content, sentence.start, sentence.end)) > 1
        if by_part and len({one.outcome.concept for one in found}) == 1 and len({cue.direction for cue in cues}) > 1:
            return [replace(found[0], direction=EffectDirection.MIXED, end=sentence.end)]
        return found

    def _in_clause(
        self, sentence: Sentence, clause: Span, outcomes: Sequence[Mention], cues: Sequence[Cue], sizes: Sequence[Size]
    ) -> list[_Statement]:
        content = self._lower
        pairs = pair(content, outcomes, cues)
        directions = {cue: self._teller.direction(sentence, clause, cues, cue) for _, cue in pairs}
        return [
            self._statement(
                sentence, clause, outcome, cue, direction, size_of(content, outcome, cue, pairs, cues, sizes, clause)
            )
            for outcome, cue in pairs
            if (direction := _resolved(directions[cue], self._text.concepts[outcome.concept].desired)) is not None
        ]

    def _statement(
        self,
        sentence: Sentence,
        clause: Span,
        outcome: Mention,
        cue: Cue,
        direction: EffectDirection,
        size: tuple[tuple[str, str], ...],
    ) -> _Statement:
        content = self._content
        start, end = trimmed(content, clause)
        weight = 0.5 if cue.form in "vi" else 0.3
        weight += {Section.RESULTS: 0.3, Section.CONCLUSIONS: 0.35}.get(sentence.section or Section.OTHER, 0.0)
        weight += 0.15 if size else 0.0
        weight += 0.1 if said.FOUND.search(self._lower, sentence.start, sentence.end) else 0.0
        weight += 0.1 if self._teller.acts_in(sentence) else 0.0
        weight -= 0.3 if outcome.start < self._text.title_end else 0.0
        told = []
        # "fell by a tenth, but not significantly": what is said of the test may stand in the next clause.
        following = next((m.start for m in sentence.outcomes if m.start >= end), sentence.end)
        if (p := find_p(content, start, following)) is not None:
            told.append(("p", p))
        if (significance := find_significance(content, start, following)) is not None:
            told.append(("significance", significance))
        return _Statement(
            outcome, content[outcome.start : outcome.end], direction, start, end, weight, size, tuple(told)
        )


def _clauses(content: str, sentence: Sentence, cues: Sequence[Cue]) -> list[Span]:
    """Return the clauses of a sentence; one that tells no change goes on in the next."""
    cuts = [
        m.start() for m in said.CLAUSE_END.finditer(content, sentence.start, sentence.end) if m.start() > sentence.start
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


def _takes_back(content: str, clause: Span, cues: Sequence[Cue]) -> bool:
    """Whether a clause without an outcome of its own says that the result holds in part only."""
    if said.SUBGROUP.search(content, *clause) or _FADED.search(content, *clause):
        return True
    short = clause[1] - clause[0] <= 60
    if short and not cues and re.match(r",? ?(?:but|men) (?:not|inte|ikke|ikkje) ", content[clause[0] : clause[1]]):
        return re.search(r"signifi", content[clause[0] : clause[1]]) is None
    return bool(
        said.CONTRARY.match(content, clause[0], clause[1])
        and any(cue.direction == "neutral" and said.NEGATED.search(content, clause[0], cue.start) for cue in cues)
    )


def _resolved(direction: str | None, desired: str | None) -> EffectDirection | None:
    if direction is None:
        return None
    word = direction.rstrip("!")
    if word == "none":
        return EffectDirection.NO_DIFFERENCE
    if word == "mixed":
        return EffectDirection.MIXED
    if word in ("good", "bad"):
        if desired is None:
            return None
        found = _DIRECTIONS[desired] if word == "good" else _OPPOSITE[_DIRECTIONS[desired]]
    else:
        found = _DIRECTIONS[word]
    return _OPPOSITE[found] if direction.endswith("!") else found


def _best(statements: Sequence[_Statement]) -> list[_Statement]:
    """Return the best statement on each outcome, MIXED where others of like weight contradict it."""
    by_outcome: dict[str, list[_Statement]] = {}
    for found in statements:
        by_outcome.setdefault(found.outcome.concept, []).append(found)
    chosen = []
    for group in by_outcome.values():
        best = max(group, key=lambda s: (s.weight, s.start))
        alike = {s.direction for s in group if s.weight >= best.weight - 0.15}
        sized = [s for s in group if s.size and s.direction is best.direction and s.weight >= best.weight - 0.25]
        if not best.size and sized:
            best = max(sized, key=lambda s: (s.weight, s.start))
        chosen.append(replace(best, direction=EffectDirection.MIXED) if len(alike) > 1 else best)
    return chosen


def _claim(found: _Statement, concepts: Mapping[str, Concept]) -> Claim:
    desired = concepts[found.outcome.concept].desired
    good = "unclear"
    if desired in _DIRECTIONS and found.direction in _OPPOSITE:
        good = "yes" if found.direction is _DIRECTIONS[desired] else "no"
    detail = (
        ("outcome", found.outcome.concept),
        ("words", found.words),
        ("good", good),
        *found.size,
        *found.told,
    )
    confidence = round(min(0.95, max(0.5, found.weight)), 2)
    return Claim(
        ClaimKind.EFFECT, found.direction, STEP, VERSION, found.start, found.end, confidence, tuple(sorted(detail))
    )
