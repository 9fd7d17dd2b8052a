"""What sort of document a text is.

A title that names its own sort settles it. Else each sort gathers points from the words of
enrichment/data/document_kinds.toml, from what the first lines say of themselves, from the study design, and from how
the text is written (enrichment/document_style.py); the sort with most points is said where it has enough of them, and
clearly more than the next.
"""

import tomllib
from collections.abc import Callable
from importlib import resources
from typing import Final

from enrichment.cues import Cues, lowered
from enrichment.document_style import styles
from enrichment.document_words import LEADS, RESEARCH, TITLES, evaluates, quotes
from enrichment.texts import Span, Text
from kb.domain.claims import Claim, ClaimKind, DocumentKind, StudyDesign

STEP = "document_kind"
VERSION = "2"

_BY_DESIGN: Final = {
    StudyDesign.META_ANALYSIS: DocumentKind.META_ANALYSIS,
    StudyDesign.SYSTEMATIC_REVIEW: DocumentKind.SYSTEMATIC_REVIEW,
    StudyDesign.PROTOCOL: DocumentKind.PROTOCOL,
    StudyDesign.RANDOMISED_TRIAL: DocumentKind.PRIMARY_EVALUATION,
    StudyDesign.CONTROLLED_QUASI_EXPERIMENT: DocumentKind.PRIMARY_EVALUATION,
    StudyDesign.QUASI_EXPERIMENT: DocumentKind.PRIMARY_EVALUATION,
    StudyDesign.BEFORE_AFTER: DocumentKind.PRIMARY_EVALUATION,
}
# Where a document tells its sort: what comes later is about its matter. Quotes come later than that.
_LEAD = 1_500
_QUOTED = 2_500
# Named in the title, or made by a sure design; told in the first lines or by many words; shown by fewer.
_TITLED, _TOLD, _SHOWN = 0.9, 0.75, 0.6
_SURE_OF_DESIGN = 0.8

_FILE: Final = resources.files("enrichment") / "data" / "document_kinds.toml"
_WORTH: Final = {"names": 2.5, "tells": 1.0, "hints": 0.3}
_CUES: Final = Cues(
    {
        language: [
            (cue, (DocumentKind(kind), strength))
            for kind, by_strength in kinds.items()
            for strength, cues in by_strength.items()
            for cue in cues
        ]
        for language, kinds in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()
    }
)
_IN_TITLE = 1.5  # times what a cue is worth elsewhere
_MOST_HINTS = 1.8  # points
_SELF_TOLD, _DESIGNED, _UNSURELY_DESIGNED = 3.5, 7.0, 3.5
_NO_STUDY = 2.0  # taken from practice, opinions and guidelines where a study is told of
_LEAST, _AHEAD, _MANY = 3.0, 0.4, 5.0
# Sorts that only a design, or a word that names them, can show.
_NAMED_ONLY: Final = frozenset(
    {DocumentKind.PROTOCOL, DocumentKind.SYSTEMATIC_REVIEW, DocumentKind.META_ANALYSIS, DocumentKind.PROCESS_EVALUATION}
)


def read_document_kind(text: Text, design: Claim) -> Claim:
    """Return what sort of document `text` is, given the claim on its study design; value None where it cannot tell.

    Confidence is 0.9 where the title names the sort or a sure design makes it (systematic review, evaluation), 0.75
    where the first lines or many words tell it, 0.6 where fewer do. A text that quotes people as newspapers do is news,
    whatever study it tells of; one that measures effects is a primary evaluation from before and after (level 2)
    upwards.
    """
    lead = min(len(text.content), text.title_end + _LEAD)
    lower = lowered(text.content[:lead])
    titled = _titled(text)
    researched = RESEARCH.search(text.content, 0, lead) is not None
    by_design = _BY_DESIGN.get(StudyDesign(design.value)) if design.value else None
    for kind in (DocumentKind.OPINION, DocumentKind.NEWS):
        if kind in titled:
            return _claim(kind, titled[kind], _TITLED)
    if by_design is None:
        opinion = _told(DocumentKind.OPINION, lower)
        if opinion is not None:
            return _claim(DocumentKind.OPINION, opinion, _TOLD)
    said = quotes(text.content[text.title_end : text.title_end + _QUOTED])
    if said is not None:
        return _claim(DocumentKind.NEWS, (text.title_end + said.start(), text.title_end + said.end()), _TOLD)
    named = _named(titled, by_design, researched)
    if named is not None:
        return _claim(named, titled[named], _TITLED)
    points, spans = _points(text, design, by_design, researched, lower)
    first, second = sorted(points, key=points.__getitem__, reverse=True)[:2]
    if points[first] < _LEAST or points[first] - points[second] < _AHEAD:
        return Claim(ClaimKind.DOCUMENT_KIND, None, STEP, VERSION)
    if first is by_design and design.confidence >= _SURE_OF_DESIGN:
        return _claim(first, spans[first], _TITLED)
    return _claim(first, spans[first], _TOLD if points[first] >= _MANY and first is not by_design else _SHOWN)


def _named(titled: dict[DocumentKind, Span], by_design: DocumentKind | None, researched: bool) -> DocumentKind | None:
    if by_design is None or by_design is DocumentKind.PRIMARY_EVALUATION:
        for kind in (DocumentKind.PROCESS_EVALUATION, DocumentKind.GUIDELINE, DocumentKind.POLICY):
            taken = by_design is not None and kind is DocumentKind.POLICY
            if kind in titled and DocumentKind.STATISTICS not in titled and not taken:
                return kind
    if by_design is None and not researched:
        for kind in (DocumentKind.STATISTICS, DocumentKind.PRACTICE_DESCRIPTION):
            if kind in titled:
                return kind
    return None


def _points(
    text: Text, design: Claim, by_design: DocumentKind | None, researched: bool, lower: str
) -> tuple[dict[DocumentKind, float], dict[DocumentKind, Span]]:
    """Return the points of each kind, and the weightiest words that gave it some."""
    points = dict.fromkeys(DocumentKind, 0.0)
    best: dict[DocumentKind, tuple[float, Span]] = {}

    def give(kind: DocumentKind, worth: float, span: Span) -> None:
        points[kind] += worth
        if worth > best.get(kind, (0.0, span))[0]:
            best[kind] = (worth, span)

    shown = _give_words(text, lower, give)
    for kind in LEADS:
        told = _told(kind, lower)
        if told is not None:
            give(kind, _SELF_TOLD, told)
            shown.add(kind)
    for kind, worth, span in styles(text, len(lower)):
        give(kind, worth, span)
    if by_design is not None:
        worth = _DESIGNED if design.confidence >= _SURE_OF_DESIGN else _UNSURELY_DESIGNED
        if by_design is not DocumentKind.PRIMARY_EVALUATION:
            points[DocumentKind.PRIMARY_EVALUATION] = 0.0
        elif DocumentKind.PROTOCOL in shown and points[DocumentKind.PROTOCOL] >= _LEAST:
            by_design = DocumentKind.PROTOCOL
        give(by_design, worth, (design.start or 0, design.end or 0))
        shown.add(by_design)
    elif design.value in (StudyDesign.QUALITATIVE, StudyDesign.CROSS_SECTIONAL):
        points[DocumentKind.PRACTICE_DESCRIPTION] -= _NO_STUDY
        points[DocumentKind.OPINION] -= _NO_STUDY
        points[DocumentKind.GUIDELINE] -= _NO_STUDY
        if design.value == StudyDesign.QUALITATIVE:
            shown.add(DocumentKind.PROCESS_EVALUATION)
    promised = evaluates(text.content, text.title_end, len(lower))
    if promised is not None:
        give(DocumentKind.PRIMARY_EVALUATION, 2.0, promised.span())
    if researched:
        points[DocumentKind.STATISTICS] = 0.0
        points[DocumentKind.PRACTICE_DESCRIPTION] -= _NO_STUDY
    for kind in _NAMED_ONLY - shown:
        points[kind] = 0.0
    return points, {kind: span for kind, (_, span) in best.items()}


def _give_words(text: Text, lower: str, give: Callable[[DocumentKind, float, Span], None]) -> set[DocumentKind]:
    """Give points for the cues in the lead, and return the kinds that one of them names."""
    hints = dict.fromkeys(DocumentKind, 0.0)
    named: set[DocumentKind] = set()
    seen: set[tuple[DocumentKind, str]] = set()
    for (kind, strength), (start, end) in _CUES.find(lower, text.language):
        if (kind, lower[start:end]) in seen:
            continue
        seen.add((kind, lower[start:end]))
        worth = _WORTH[strength] * (_IN_TITLE if start < text.title_end else 1.0)
        if strength == "hints":
            worth = min(worth, _MOST_HINTS - hints[kind])
            hints[kind] += worth
        elif strength == "names":
            named.add(kind)
        give(kind, worth, (start, end))
    return named


def _titled(text: Text) -> dict[DocumentKind, Span]:
    found: dict[DocumentKind, Span] = {}
    for kind, pattern in TITLES.items():
        match = pattern.search(text.content, 0, min(text.title_end, 400))
        if match is not None:
            found[kind] = match.span()
    return found


def _told(kind: DocumentKind, lower: str) -> Span | None:
    for told in LEADS[kind]:
        if any(stem in lower for stem in told.stems):
            match = told.pattern.search(lower)
            if match is not None:
                return match.span()
    return None


def _claim(kind: DocumentKind, span: Span, confidence: float) -> Claim:
    return Claim(ClaimKind.DOCUMENT_KIND, kind, STEP, VERSION, *span, confidence)
