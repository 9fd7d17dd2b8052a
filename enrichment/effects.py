"""What became of the outcomes that a text reports: less, more, no difference or mixed, with the size as stated."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from enrichment import effect_context as said
from enrichment.effect_clauses import clauses_of, takes_back
from enrichment.effect_features import Page
from enrichment.effect_grounds import grounded, reports_results
from enrichment.effect_links import pair, size_of, spoken_of
from enrichment.effect_outcomes import find_outcomes
from enrichment.effect_reference import speaks_of_the_change, subject_of
from enrichment.effect_sizes import Size, find_p, find_significance, find_sizes
from enrichment.effect_taught import Taught, doubts, judged, sure, unnamed
from enrichment.effect_telling import COMPARING, MEASURES, NORDIC, Sentence, Teller, trimmed
from enrichment.effect_unlisted import UNLISTED, find_unlisted
from enrichment.effect_words import Cue, find_cues
from enrichment.sections import Section, Sections, find_sections, lowered, sentences_to_read
from enrichment.texts import Span, Text
from kb.catalogue.matcher import Mention
from kb.domain.claims import TAUGHT, Claim, ClaimKind, DocumentKind, EffectDirection, StudyDesign
from kb.domain.facts import Concept

STEP = "effects"
VERSION = "8"

_NO_RESULTS: Final = frozenset({Section.BACKGROUND, Section.AIM, Section.METHODS, Section.OTHER})
_DIRECTIONS: Final = {"less": EffectDirection.LESS, "more": EffectDirection.MORE}
_OPPOSITE: Final = {EffectDirection.LESS: EffectDirection.MORE, EffectDirection.MORE: EffectDirection.LESS}
_MOST: Final = 12
# Sentences as near as this follow each other; a size as near as this is of the outcome before it.
_NEXT: Final = 4
_TO_SIZE: Final = 90
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
    # What it is of, in words: the label, and what it is said of ("charges for violence").
    of: str = ""


def read_effects(text: Text, design: Claim | None, kind: Claim | None, taught: Taught | None = None) -> list[Claim]:
    """Return one claim for each outcome that `text` states a result for, best evidence first.

    The value is an EffectDirection: what became of the outcome itself (less reoffending, more attendance).
    `detail` has "outcome", the id in the scheme outcomes, unless the text measures what no thesaurus lists; "words",
    the outcome as written; "good", whether that is what is wished for (yes, no, or unclear: mixed, no difference, or
    nobody can say); "taught" where no rule reads it; and, only where stated in the same words, "measure", "size",
    "low", "high", "level", "p" and "significance".
    The span is the clause relied on. Aims, expectations, others' findings and mere trends are no results. By rule a
    text that neither compares nor tries a measure has none, and one that does not evaluate (by its `design`, `kind` or
    title), or that describes a data set or registers a trial, tells a result only under results, with a figure or by
    naming a study or a finding; `taught` weighs that with all else. Confidence runs from 0.5 to 0.95 with how plainly
    the result is told; it is below 0.7 for what `taught`, the packaged reader if None, reads where the rules are
    silent. One claim with value None where no result is stated.
    """
    nothing = [Claim(ClaimKind.EFFECT, None, STEP, VERSION)]
    designed = design.value if design is not None else None
    if designed == StudyDesign.PROTOCOL:
        return nothing
    page = page_of(text, design, kind)
    counts = page.kind == DocumentKind.STATISTICS and designed == StudyDesign.BEFORE_AFTER
    reading = _Reading(text, None if counts else designed, page.sections)
    named = reading.sentences(find_outcomes(text))
    statements: list[_Statement] = []
    told_until = -_NEXT
    for sentence in named:
        if page.bound and not grounded(text.content, sentence):
            continue
        follows = text.title_end < told_until and sentence.start - told_until < _NEXT
        found = reading.statements(replace(sentence, follows=follows))
        if found:
            told_until = sentence.end
            found = reading.gone_on_with(sentence, found)
        statements += found
    statements = reading.judged(page, named, statements, taught)
    claims = [_claim(found, text.concepts) for found in _best(statements)]
    return sorted(claims, key=lambda claim: (-claim.confidence, claim.start or 0))[:_MOST] or nothing


def page_of(text: Text, design: Claim | None, kind: Claim | None) -> Page:
    """Return `text` as the taught reader looks at it."""
    designed, told_kind = (claim.value if claim is not None else None for claim in (design, kind))
    return Page(text, find_sections(text.content), designed, told_kind, not reports_results(text, designed, told_kind))


def sentences_naming(page: Page) -> list[Sentence]:
    """Return the sentences that name outcomes and may state a result."""
    return _Reading(page.text, page.design, page.sections).sentences(find_outcomes(page.text))


class _Reading:
    """One text being read for effects."""

    def __init__(self, text: Text, design: str | None, sections: Sections) -> None:
        self._text = text
        self._content = text.content
        self._lower = lowered(text.content)
        self._sections = sections
        self._measures = sorted(m.start for m in text.mentions_of(*MEASURES))
        self._compares = design in COMPARING
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
        taken_up = self._taken_up(spans, by_place)
        by_place |= {place: [one] for place, (one, _) in taken_up.items()}
        for place, (start, end) in enumerate(spans):
            mentions = by_place.get(place, [])
            section = self._sections.at(start)
            if section in _NO_RESULTS or self._content[end - 1] == "?":
                continue
            if self._compares and start >= self._text.title_end and place not in taken_up:
                mentions = sorted([*mentions, *self._unlisted(spans[place], mentions)], key=lambda m: m.start)
            if not mentions:
                continue
            names_measure = bisect_right(self._measures, end) > bisect_right(self._measures, start - 1)
            if len(mentions) > _MOST_OUTCOMES:
                continue
            antecedent = taken_up[place][1] if place in taken_up else None
            found.append(Sentence(start, end, section, tuple(mentions), names_measure, antecedent))
        return found

    def _unlisted(self, span: Span, listed: Sequence[Mention]) -> list[Mention]:
        cues = find_cues(self._lower, *span, self._text.language)
        if not cues or len(cues) > _MOST_CUES:
            return []
        found = find_unlisted(self._lower, span, cues, listed, self._measures, nordic=self._text.language in NORDIC)
        return [m if m.concept in self._text.concepts else replace(m, concept=UNLISTED) for m in found]

    def _taken_up(
        self, spans: Sequence[Span], by_place: Mapping[int, Sequence[Mention]]
    ) -> dict[int, tuple[Mention, str]]:
        """Return what stands for an outcome of the sentence before, and that outcome's words, by place of sentence."""
        found = {}
        for place, mentions in by_place.items():
            if place + 1 in by_place or place + 1 >= len(spans) or len({m.concept for m in mentions}) > 1:
                continue
            start, end = spans[place + 1]
            cues = find_cues(self._lower, start, min(end, start + 100), self._text.language)
            if cues and mentions[0].start >= self._text.title_end:
                span = subject_of(self._lower, start, cues[0])
                if span is not None:
                    last = mentions[-1]
                    found[place + 1] = (replace(last, start=span[0], end=span[1]), self._content[last.start : last.end])
        return found

    def gone_on_with(self, sentence: Sentence, told: list[_Statement]) -> list[_Statement]:
        """Return what a sentence told, with the size that the next one gives to it: "The difference was 4 points"."""
        place = bisect_right(self._text.sentences, (sentence.end, 0))
        if len(told) > 1 or told[0].size or place >= len(self._text.sentences):
            return told
        start, end = self._text.sentences[place]
        if not speaks_of_the_change(self._lower, start, end):
            return told
        sizes = find_sizes(self._content, start, end)
        return [replace(told[0], size=sizes[0].told)] if sizes else told

    def judged(
        self, page: Page, named: Sequence[Sentence], told: Sequence[_Statement], taught: Taught | None
    ) -> list[_Statement]:
        """Return what was told and is not doubted by the taught reader, and what that reads by itself."""
        starts = {s.start for s in named if any(s.start <= one.outcome.start < s.end for one in told)}
        verdicts = list(judged(page, [*named, *unnamed(page, named)], starts, taught))
        kept = [one for one in told if not doubts(verdicts, one.outcome, one.direction)]
        for verdict, weight in sure(verdicts, [(one.outcome, (one.start, one.end)) for one in kept]):
            sentence, clause, outcome = verdict.sentence, verdict.clause, verdict.outcome
            cues = [c for c in find_cues(self._lower, *clause, self._text.language) if c.start < clause[1]]
            pairs = pair(self._lower, [outcome], cues)
            sizes = find_sizes(self._content, *clause)
            size = size_of(self._lower, outcome, pairs[0][1], pairs, cues, sizes, clause) if pairs else ()
            cue = pairs[0][1] if pairs else Cue(*clause, "neutral", "p")
            found = self._statement(sentence, clause, outcome, cue, verdict.likeliest[1], size)
            kept.append(replace(found, weight=weight, told=(*found.told, TAUGHT)))
        return kept

    def statements(self, sentence: Sentence) -> list[_Statement]:
        """Return what `sentence` says became of its outcomes."""
        content = self._lower
        cues = find_cues(content, sentence.start, sentence.end, self._text.language)
        sizes = find_sizes(self._content, sentence.start, sentence.end)
        if (not cues and not any(size.says for size in sizes)) or len(cues) > _MOST_CUES:
            return []
        if not self._teller.may_tell(sentence):
            return []
        found: list[_Statement] = []
        for clause in clauses_of(content, sentence, [cue for cue in cues if cue.direction != "neutral"]):
            outcomes = [m for m in sentence.outcomes if clause[0] <= m.start < clause[1]]
            within = [cue for cue in cues if clause[0] <= cue.start < clause[1]]
            if not outcomes:
                told = (found[-1].start, found[-1].end) if found else clause
                if found and not self._teller.contrasts(told, clause) and takes_back(content, clause, within):
                    found[-1] = replace(found[-1], direction=EffectDirection.MIXED, end=clause[1])
                if (
                    found
                    and not found[-1].size
                    and (ratios := [s for s in sizes if s.tests and s.start in range(*clause)])
                ):
                    found[-1] = replace(found[-1], size=ratios[0].told)
                continue
            if not within:
                found += self._by_ratio(sentence, clause, outcomes, sizes)
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
        untold = [m for m in outcomes if not any(m is one and directions[cue] for one, cue in pairs)]
        return self._by_ratio(sentence, clause, untold, sizes) + [
            self._statement(
                sentence, clause, outcome, cue, direction, size_of(content, outcome, cue, pairs, cues, sizes, clause)
            )
            for outcome, cue in pairs
            if (direction := _resolved(directions[cue], _desired(outcome, self._text.concepts))) is not None
        ]

    def _by_ratio(
        self, sentence: Sentence, clause: Span, outcomes: Sequence[Mention], sizes: Sequence[Size]
    ) -> list[_Statement]:
        """Return what sizes say by themselves of outcomes for which no word does: "burglary: RR 0.8 (0.7 to 0.9)"."""
        found = []
        for outcome in outcomes:
            size = next((size for size in sizes if size.says and _belongs(size, outcome, sentence, clause)), None)
            if size is not None and self._teller.may_tell_by_size(sentence, size.start):
                direction = _resolved(size.says, None)
                cue = Cue(size.start, size.end, size.says or "none", "v")
                if direction is not None:
                    found.append(self._statement(sentence, clause, outcome, cue, direction, size.told))
        return found

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
        weight -= 0.1 if outcome.concept == UNLISTED else 0.0
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
            outcome,
            sentence.antecedent or content[outcome.start : outcome.end],
            direction,
            start,
            end,
            weight,
            size,
            tuple(told),
            spoken_of(self._lower, outcome),
        )


def _belongs(size: Size, outcome: Mention, sentence: Sentence, clause: Span) -> bool:
    """Whether `size` stands after `outcome` in the clause and before any other outcome."""
    following = next((m.start for m in sentence.outcomes if m.start >= outcome.end), clause[1])
    if size.start <= outcome.start and outcome.end <= size.end:
        return True  # "the odds ratio of reoffending was 0.69"
    return outcome.end <= size.start < min(following, clause[1]) and size.start - outcome.end <= _TO_SIZE


def _desired(outcome: Mention, concepts: Mapping[str, Concept]) -> str | None:
    return None if outcome.concept == UNLISTED else concepts[outcome.concept].desired


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
        by_outcome.setdefault(found.outcome.concept or found.words.lower(), []).append(found)
    chosen: list[_Statement] = []
    for group in by_outcome.values():
        best = max(group, key=lambda s: (s.weight, s.start))
        alike = {s.direction for s in group if s.weight >= best.weight - 0.15}
        if len(alike) > 1 and len(parts := _by_words(group, best.weight - 0.15)) > 1:
            chosen += parts
            continue
        sized = [s for s in group if s.size and s.direction is best.direction and s.weight >= best.weight - 0.25]
        if not best.size and sized:
            best = max(sized, key=lambda s: (s.weight, s.start))
        if len(alike) > 1 and all(s.size and dict(s.size).get("low") for s in group):
            # Measured twice, each with a size of its own: "by the police" and "by the victims themselves".
            chosen += {s.direction: s for s in sorted(group, key=lambda s: s.weight)}.values()
        else:
            chosen.append(replace(best, direction=EffectDirection.MIXED) if len(alike) > 1 else best)
    return chosen


def _by_words(group: Sequence[_Statement], least: float) -> list[_Statement]:
    """Return the best statement on each thing that goes by words of its own: "robberies" and "robberies of shops".

    One where they all go the same way; those lighter than `least` have no say.
    """
    by_words: dict[str, list[_Statement]] = {}
    for found in group:
        if found.weight >= least:
            by_words.setdefault(found.of, []).append(found)
    told: dict[EffectDirection, _Statement] = {}
    for same in by_words.values():
        best = max(same, key=lambda s: (s.weight, s.start))
        way = best.direction if len({s.direction for s in same}) == 1 else EffectDirection.MIXED
        if way not in told or told[way].weight < best.weight:
            told[way] = replace(best, direction=way)
    return list(told.values())


def _claim(found: _Statement, concepts: Mapping[str, Concept]) -> Claim:
    desired = _desired(found.outcome, concepts)
    good = "unclear"
    if desired in _DIRECTIONS and found.direction in _OPPOSITE:
        good = "yes" if found.direction is _DIRECTIONS[desired] else "no"
    detail = (
        *((("outcome", found.outcome.concept),) if found.outcome.concept != UNLISTED else ()),
        ("words", found.words),
        ("good", good),
        *found.size,
        *found.told,
    )
    confidence = round(min(0.95, max(0.5, found.weight)), 2)
    return Claim(
        ClaimKind.EFFECT, found.direction, STEP, VERSION, found.start, found.end, confidence, tuple(sorted(detail))
    )
