"""Whether a sentence tells a result, and in which direction: not an aim, a doubt, another's finding or a trend."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from enrichment import effect_comparing as comparing
from enrichment import effect_context as said
from enrichment.effect_sizes import find_p, find_significance, find_sizes
from enrichment.effect_words import Cue
from enrichment.sections import Section, Sections, lowered
from enrichment.texts import Span, Text
from kb.catalogue.matcher import Mention
from kb.domain.claims import StudyDesign

_REVIEWS: Final = frozenset({StudyDesign.META_ANALYSIS, StudyDesign.SYSTEMATIC_REVIEW})
# The designs that compare, and so may show an effect.
COMPARING: Final = _REVIEWS | {
    StudyDesign.RANDOMISED_TRIAL,
    StudyDesign.CONTROLLED_QUASI_EXPERIMENT,
    StudyDesign.QUASI_EXPERIMENT,
    StudyDesign.BEFORE_AFTER,
}
_RESULTS: Final = frozenset({Section.RESULTS, Section.CONCLUSIONS})
# The schemes of the thesaurus that name what is tried.
MEASURES: Final = ("measures", "measure_types", "programmes")
NORDIC: Final = ("sv", "nb", "nn", "da")
_BEGINNING: Final = 20_000
_LAST_WORDS: Final = 0.75
_BACK: Final = 70
_CLOSE: Final = 25
_BY_CHANCE: Final = 0.05
_NEAR: Final = 0.15
_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)?")
_NOW: Final = re.compile(r"\b(?:is|are|är|er)(?: \w+)? $")
_ALIKE: Final = frozenset({"similar", "comparable", "equivalent", "likvärdig", "likvärdiga"})
_TREATED: Final = re.compile(
    r"\b(?:treatment|treated|intervention|programme?|experimental|insats\w*|försöks\w*|indsats\w*|tiltaks\w*"
    r"|intervensjons\w*|forsøks\w*|forsøgs\w*)\b"
)
_COMPARING_WORD: Final = re.compile(
    r"\b(?:than|compared|relative|versus|än|jämfört|enn|end|sammenlignet|between|mellan|mellom|mellem|and|och|og|as|som"
    r"|experimental|treatment)\b"
)
_THAN: Final = re.compile(r"\b(?:than|än|enn|end|compared|jämfört|sammenlignet)\b")
_WITHIN: Final = re.compile(r"\b(?:in|among|for|i|hos|blant|blandt|bland) (?:the |den |det )?$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that names outcomes, and what is known about where it stands."""

    start: int
    end: int
    section: Section | None
    outcomes: tuple[Mention, ...]
    names_measure: bool
    # Of a sentence that goes on with the outcome of the one before: its words there.
    antecedent: str | None = None
    # Whether the sentence right before tells a result.
    follows: bool = False


class Teller:
    """Tells results from the rest in one text, whose study design, if any, is `design`."""

    def __init__(self, text: Text, design: str | None, sections: Sections) -> None:
        self._text = text
        self._content = lowered(text.content)
        self._nordic = text.language in NORDIC
        self._review = design in _REVIEWS
        self._designed = design in COMPARING
        self._evaluates = design in COMPARING or bool(said.EVALUATED.search(self._content, 0, _BEGINNING))
        self._compares = design in COMPARING or bool(said.EVALUATES.search(self._content, 0, _BEGINNING))
        self._acts = bool(text.mentions_of(*MEASURES)) or bool(said.AGENT.search(self._content, 0, _BEGINNING))
        measures = text.mentions_of(*MEASURES)
        self._about = len(measures) > 1 or any(m.start < text.title_end for m in measures)
        # A text that compared may also tell, at its end, what will be done next.
        until = min(_BEGINNING, int(len(self._content) * _LAST_WORDS) if self._designed else _BEGINNING)
        self._planned = not sections.telling and bool(said.PLANNED.search(self._content, 0, until))

    def may_tell(self, sentence: Sentence) -> bool:
        """Whether `sentence` may tell a result of something that was tried or compared."""
        content, start, end = self._content, sentence.start, sentence.end
        if not self._acts and comparing.DRAWN.search(content, start, end):
            return False
        acts = sentence.follows or self.acts_in(sentence) or self._tests(sentence)
        compares = self._compares or (self._about and said.COMPARED.search(content, start, end) is not None)
        if not acts and not compares and not (sentence.section in _RESULTS and self._acts):
            return False
        if said.NEEDED.search(content, start, end) or said.BELIEVED.search(content, start, end):
            return False
        if said.ENUMERATED.match(content, start) and not said.FOUND_AGAIN.search(content, start, end):
            return False
        if (
            sentence.section not in _RESULTS
            and not (self.acts_in(sentence) or self._review)
            and said.PREVALENCE.search(content, start, end)
        ):
            return False
        if not (self.acts_in(sentence) or self._designed) and (
            said.TREND.search(content, start, end) or said.ASSOCIATED.search(content, start, end)
        ):
            return False
        ours = said.OURS.search(content, start, end) is not None
        if self._planned and not (ours and said.FOUND.search(content, start, end)):
            return False
        if sentence.section in _RESULTS or ours or self._review:
            return True
        if (
            not acts
            and not self._evaluates
            and not self._about
            and not said.AGENT.search(content, max(0, start - 250), start)
        ):
            return False
        return said.CITED.search(content, start, end) is None

    def may_tell_by_size(self, sentence: Sentence, place: int) -> bool:
        """Whether a ratio at `place` tells a result: one of a measure, and neither asked for nor of a mere risk."""
        content, start = self._content, sentence.start
        return (
            self._designed
            and self._acts
            and not _open(said.QUESTION, content, start, place)
            and said.ASSOCIATED.search(content, start, sentence.end) is None
        )

    def acts_in(self, sentence: Sentence) -> bool:
        """Whether `sentence` names a measure, or groups of which one had it."""
        return sentence.names_measure or said.AGENT.search(self._content, sentence.start, sentence.end) is not None

    def _tests(self, sentence: Sentence) -> bool:
        """Whether a statistical test or a ratio is stated in `sentence`: then something was compared."""
        start, end = sentence.start, sentence.end
        return (
            find_p(self._text.content, start, end) is not None
            or find_significance(self._text.content, start, end) is not None
            or any(size.tests for size in find_sizes(self._text.content, start, end))
        )

    def direction(self, sentence: Sentence, clause: Span, cues: Sequence[Cue], cue: Cue) -> str | None:
        """Return the direction that `cue` tells as a result: none where it is negated, None where it tells nothing."""
        content = self._content
        place = cues.index(cue)
        first = clause[0]
        if place and cue.start - cues[place - 1].end > 12:
            first = cues[place - 1].end
        # "the share without a home": a negation within the outcome's own words is none of the change.
        own = (m.end for m in sentence.outcomes if first <= m.start and m.end <= cue.start and m.label.count(" ") > 1)
        back = max(first, cue.start - _BACK, *own)
        denied = comparing.DENIED.search(content, max(sentence.start, cue.start - 200), cue.start) is not None
        unfounded = said.NO_EVIDENCE.search(content, max(sentence.start, cue.start - 200), cue.start) is not None
        negated = bool(
            denied
            or comparing.UNSUPPORTED.match(content, cue.end, sentence.end)
            or unfounded
            or said.NEGATED.search(content, back, cue.start)
            or (self._nordic and said.NEGATED_WITHIN.search(content, cue.start, cue.end))
            or (cue.form in "vi" and said.IN_NONE.match(content, cue.end, clause[1]))
            or (self._nordic and cue.form in "vi" and self._negated_after(cue, clause[1]))
            or (
                cue.direction == "neutral"
                and cue.form == "n"
                and comparing.NOT_SHOWN.match(content, cue.end, clause[1])
            )
        )
        if not self._tells(sentence, clause, cue, denied=denied or unfounded):
            return None
        if cue.direction == "mixed":
            return "mixed"
        if content[cue.start].isdigit() and self._by_chance(sentence, cue):
            return "none"
        if cue.direction in ("none", "neutral"):
            return "none" if negated == (cue.direction == "neutral") else None
        if negated:
            return "none"
        if comparing.ALIKE.match(content, cue.end, sentence.end):
            return "none"
        turned = self._about_controls(clause, cue)
        if cue.form in "vi" and comparing.LESS_THAN_CONTROLS.match(content, cue.end, sentence.end):
            turned = not turned
        return cue.direction + ("!" if turned else "")

    def _tells(self, sentence: Sentence, clause: Span, cue: Cue, *, denied: bool) -> bool:
        content = self._content
        back = max(clause[0], cue.start - _BACK)
        first_word = trimmed(content, clause)[0]
        if _open(said.QUESTION, content, sentence.start, cue.start, said.FOUND_AGAIN) and not (
            cue.direction in ("neutral", "none") and comparing.WHETHER.match(content, sentence.start, cue.start)
        ):
            return False
        if self._nordic and self._asked(sentence, first_word, cue):
            return False
        if not self._review and said.CITED_AFTER.search(content, cue.end, clause[1]):
            return False
        if comparing.NOT_EXCLUDED.match(content, cue.end, clause[1]):
            return False
        if comparing.COMPONENT.search(content, sentence.start, cue.start):
            return False
        modal = said.MODAL.search(content, back, cue.start)
        if (
            modal
            and not (cue.direction == "neutral" and comparing.COULD_BE_SHOWN.match(content, cue.end, clause[1]))
            and not denied
            and not said.MODAL_TOLD.search(content, back, cue.end)
            and not said.FOUND.search(content, modal.end(), cue.start)
        ):
            return False
        if (
            not self._nordic
            and self._text.content[cue.start].isupper()
            and self._text.title_end < cue.start != first_word
        ):
            return False
        form = _form_of(content, cue, self._text.language)
        if cue.start < self._text.title_end and form not in "viwp" and cue.direction != "neutral":
            return False
        if form in "vi":
            # Counts side by side tell of a measure only where one is tried.
            if content[cue.start].isdigit() and not comparing.A_SHARE.search(content, cue.start, cue.end):
                return self._designed
            return said.DIRECTLY_AIMED.search(content, max(clause[0], cue.start - 30), cue.start) is None
        plainly = (
            sentence.section in _RESULTS
            or said.FOUND.search(content, sentence.start, sentence.end) is not None
            or said.OURS.search(content, sentence.start, sentence.end) is not None
            or self._tests(sentence)
            or sentence.follows
            or sentence.antecedent is not None
        )
        if form == "w":
            return plainly or self._review or (cue.start < self._text.title_end and sentence.names_measure)
        if form == "b":
            if said.INFINITIVE_TOLD.search(content, max(sentence.start, cue.start - 60), cue.start):
                return True
            return (
                plainly
                and not self._nordic
                and said.INFINITIVE.search(content, max(sentence.start, cue.start - 30), cue.start) is None
                and not _open(said.AIM, content, sentence.start, cue.start)
            )
        if _open(said.AIM, content, sentence.start, cue.start):
            return False
        if form == "g":
            if said.GERUND_TOLD.search(content, max(sentence.start, cue.start - 60), cue.start):
                return True
            return plainly and content[max(0, cue.start - 2) : cue.start] == ", "
        if said.DIRECTLY_AIMED.search(
            content, max(clause[0], cue.start - 30), cue.start
        ) and not comparing.REPORTED.search(content, max(clause[0], cue.start - 60), cue.start):
            return False
        if form == "n":
            return plainly or (
                cue.direction == "neutral" and (self._designed or sentence.follows or self.acts_in(sentence))
            )
        if form == "a":
            if comparing.TO_BE.match(content, cue.end, clause[1]) or comparing.OF_STUDIES.match(content, cue.end):
                return False
            if content[cue.start : cue.end] in comparing.WEIGHING and comparing.OF_THE_CHANGE.match(
                content, clause[0], cue.start
            ):
                return False
            so_that = comparing.SO_THAT.search(content, sentence.start, cue.start)
            if so_that is not None and (
                so_that.end() >= cue.start - 1 or said.MODAL.search(content, cue.end, clause[1])
            ):
                return False
            if not self._nordic and content.endswith(" at ", 0, cue.start):
                return False  # "at increased risk" tells who they are
            if (
                _NOW.search(content, max(0, cue.start - 20), cue.start)
                and not _THAN.search(content, cue.end, clause[1])
                and not said.FOUND.search(content, sentence.start, cue.start)
            ):
                return False  # "the risk is higher in the weeks after" tells what is always so
            if (
                cue.start == sentence.start
                and content[cue.start : cue.end] in comparing.SEVERAL
                and comparing.SAYING.match(content, cue.end, sentence.end)
            ):
                return False
            return (
                sentence.section in _RESULTS
                or self._designed
                or sentence.follows
                or said.COMPARED.search(content, sentence.start, sentence.end) is not None
                or comparing.BY_HOW_MUCH.search(content, max(0, cue.start - 30), cue.start) is not None
                or ((plainly or content.endswith("likely", cue.start, cue.end)) and self.acts_in(sentence))
            )
        if form == "p" and content[cue.start : cue.end].lower() in _ALIKE:
            return plainly and (
                said.COMPARED.search(content, sentence.start, sentence.end) is not None
                or (self._designed and self._tests(sentence))
            )
        return True

    def _by_chance(self, sentence: Sentence, cue: Cue) -> bool:
        """Whether two figures lie near each other and `sentence` says that they differ no more than by chance."""
        start, end = sentence.start, sentence.end
        figures = [float(n.replace(",", ".")) for n in _FIGURE.findall(self._content, cue.start, cue.end)]
        if not figures or abs(figures[0] - figures[-1]) > _NEAR * max(figures):
            return False
        p = find_p(self._text.content, start, end)
        if p is not None:
            return p[0] in "=>≥" and float(p[1:]) >= _BY_CHANCE
        if comparing.BY_CHANCE.search(self._content, start, end):
            return True
        return find_significance(self._text.content, start, end) == "not_significant"

    def _negated_after(self, cue: Cue, end: int) -> bool:
        found = said.NEGATED_AFTER.match(self._content, cue.end, end)
        return (
            found is not None and said.OF_ANOTHER_VERB.search(self._content, cue.end, found.start("negation")) is None
        )

    def _asked(self, sentence: Sentence, first_word: int, cue: Cue) -> bool:
        """Whether a Nordic clause asks what it names: "om våldet minskade", the outcome before the verb."""
        if cue.form not in "vi" or not self._content.startswith("om ", first_word):
            return False
        return any(first_word < m.start and m.end <= cue.start <= m.end + _CLOSE for m in sentence.outcomes)

    def contrasts(self, told: Span, clause: Span) -> bool:
        """Whether one of two clauses is of the untreated and the other of the treated: what holds for one alone is then
        no result in part.
        """
        first, second = self._content[slice(*told)], self._content[slice(*clause)]
        return any(
            said.CONTROL.search(of_controls) and _TREATED.search(of_treated)
            for of_controls, of_treated in ((first, second), (second, first))
        )

    def _about_controls(self, clause: Span, cue: Cue) -> bool:
        """Whether it is the untreated of whom the clause tells the change."""
        content = self._content
        before = said.CONTROL.search(content, clause[0], cue.start)
        if before is not None:
            between = content[before.end() : cue.start]
            return "," not in between and _TREATED.search(between) is None
        if content[cue.start].isdigit():
            return False  # of two shares side by side the second is theirs
        after = said.CONTROL.search(content, cue.end, clause[1])
        if after is None or _COMPARING_WORD.search(content, cue.end, after.start()):
            return False
        return _WITHIN.search(content, cue.end, after.start()) is not None


def _form_of(content: str, cue: Cue, language: str | None) -> str:
    """Return the form of `cue` in its place: w for the present tense, a for a participle before a noun."""
    before = max(0, cue.start - 60)
    if content.startswith("lower", cue.start) and said.INFINITIVE_TOLD.search(content, before, cue.start):
        return "b"  # "did not lower", where the word is a verb
    if cue.form not in "vi" or cue.direction == "neutral":
        return cue.form
    word = content[cue.start : cue.end].split(" ", maxsplit=1)[0].lower()
    if language in NORDIC:
        if word.endswith(("r", "s")) and not word.endswith(("des", "tes")):
            return "w"
        supine = word.endswith(("t", "ts")) and word not in ("falt", "faldt")
        # In Norwegian "minket" is past tense as well.
        supine = supine and not (language in ("nb", "nn") and word.endswith("et"))
        if supine and not said.AUXILIARY.search(content, max(0, cue.start - 70), cue.start):
            return "a"
        return cue.form
    if word.endswith("s") and word != "was":
        return "w"
    if word.endswith("ed") and said.ATTRIBUTIVE.search(content, max(0, cue.start - 16), cue.start):
        return "a" if not said.INTRANSITIVE.match(content, cue.end) else cue.form
    return cue.form


def _open(pattern: re.Pattern[str], content: str, start: int, end: int, closing: re.Pattern[str] = said.FOUND) -> bool:
    """Whether `pattern` stands between `start` and `end` without a word of finding after it."""
    last = None
    for match in pattern.finditer(content, start, end):
        last = match.end()
    return last is not None and closing.search(content, last, end) is None


def trimmed(content: str, span: Span) -> Span:
    """Return `span` without the white space and commas at its ends."""
    start, end = span
    while start < end and content[start] in " \n\t,;:":
        start += 1
    while end > start and content[end - 1] in " \n\t,;:":
        end -= 1
    return start, end
