"""Whether a text yields evidence of an effect, and what a rule asks of a result told in any other text."""

import re
from typing import Final

from enrichment import effect_context as said
from enrichment.effect_telling import COMPARING, Sentence
from enrichment.sections import Section, lowered
from enrichment.texts import Text
from kb.domain.claims import DocumentKind, StudyDesign

# Kinds that talk of what measures will do, or are said to have done; some of them tell of a study.
_TALKING: Final = frozenset({DocumentKind.POLICY, DocumentKind.NEWS, DocumentKind.OPINION})
_BEGINNING: Final = 20_000
# A longer text is a report, whatever it says of its data.
_LONGEST_DESCRIPTION: Final = 10_000
_EVALUATING: Final = frozenset(
    {DocumentKind.PRIMARY_EVALUATION, DocumentKind.SYSTEMATIC_REVIEW, DocumentKind.META_ANALYSIS}
)
# What describes a data set or registers a trial: it says what was, or will be, measured, and seldom what came of it.
_DESCRIBES: Final = re.compile(
    r"\bvariables (?:include|cover|measure|describe)\b|\bpart 1\b"
    r"|\b(?:data ?(?:files?|sets?|collections?)) (?:contains?|includes?|consists?|provides?)\b"
    r"|\bthe data ?(?:set|file|collection)\b|\bdemographic (?:information|variables)\b"
    r"|\bpurpose of this (?:study|trial|project) is to\b"
    r"|\b(?:datamaterialet|datasettet|datasættet|variablerna i|variablene i|variablerne i) (?:inneh|omfatt|indeh)"
)
# "Results indicated that", "vi fann att"
_SHOWN: Final = re.compile(
    r"\b(?:results?|findings|analys[ie]s|we|resultate[nrt]|resultatene|resultaterne|analysen|vi) (?:\w+ )?"
    r"(?:found|show(?:s|ed)?|indicate[ds]?|reveal(?:s|ed)?|suggest(?:s|ed)?|demonstrate[ds]?|visar|visade|viser|viste"
    r"|fann|fant|fandt|tyder|tydde) (?:att?|that|på)\b"
)


def reports_results(text: Text, design: str | None, kind: str | None) -> bool:
    """Return whether `text` compares or evaluates, and does more than describe its data or register a trial.

    In others (grants, policy, news, surveys) a rule reads a result only in a sentence that is `grounded`.
    """
    lower = lowered(text.content[:_BEGINNING])
    if kind in _TALKING and said.STUDIED.search(lower) is None:
        return False
    counts = kind == DocumentKind.STATISTICS and design == StudyDesign.BEFORE_AFTER
    compares = design in COMPARING and not counts
    evaluates = compares or kind in _EVALUATING or said.EVALUATED.search(lower, 0, text.title_end)
    describes = len(text.content) <= _LONGEST_DESCRIPTION and _DESCRIBES.search(lower)
    return bool(evaluates) and not describes


def grounded(content: str, sentence: Sentence) -> bool:
    """Return whether the sentence stands under results, gives a figure, or names a study or a finding."""
    if sentence.section in (Section.RESULTS, Section.CONCLUSIONS):
        return True
    here = lowered(content[sentence.start : sentence.end])
    if said.FIGURE.search(here) or _SHOWN.search(here):
        return True
    return said.STUDIED.search(here) is not None and said.FOUND.search(here) is not None
