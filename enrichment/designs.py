"""The study design that a text says it used."""

import re
from typing import Final

from kb.domain.claims import Claim, ClaimKind, StudyDesign

STEP = "study_design"
VERSION = "2"

# Strongest first; the names in the four languages as reports spell them. Designs as in the Maryland Scientific
# Methods Scale (Sherman et al. 1997, chapter 2) and Shadish, Cook & Campbell (2002).
_NAMES: Final[dict[StudyDesign, str]] = {
    StudyDesign.META_ANALYSIS: r"meta-?\s?analys\w*|metaanalys\w*|metaanalyse\w*",
    StudyDesign.SYSTEMATIC_REVIEW: (
        r"systematic (?:literature |evidence |scoping |qualitative |and meta-analytic )?reviews?"
        r"|systematically reviewed|umbrella reviews?|review of (?:systematic )?reviews"
        r"|systematisk[ae]? (?:litteratur|kunskaps)?(?:översikt\w*|genomgång\w*|oversikt\w*|gjennomgang\w*)"
        r"|systematiske? (?:oversigt\w*|litteraturoversigt\w*|forskningsoversigt\w*|litteraturgennemgang\w*)"
    ),
    StudyDesign.RANDOMISED_TRIAL: (
        r"randomi[sz]ed[, -]+(?:and )?(?:double-blind |placebo-)?(?:controlled |clinical |field |cluster )*"
        r"(?:trials?|experiments?|stud(?:y|ies)|design|evaluation)"
        r"|(?:were|was|are) (?:then )?(?:cluster[- ])?random(?:ly assigned|ly allocated|i[sz]ed)"
        r"|random(?:ly)? assign(?:ed|ment)|random allocation|cluster[- ]random\w+|rcts?\b"
        r"|randomi[sz]ed (?:to|into|at)\b|experimental design with random"
        r"|randomi[sz]era\w* (?:kontrollera\w* )?(?:studie\w*|försök\w*|experiment\w*|prövning\w*)"
        r"|(?:slumpmässigt|slumpvis) (?:fördela\w*|tilldela\w*|indela\w*|uppdela\w*)|lottades (?:till|in)"
        r"|randomisert\w* (?:kontrollert\w* )?(?:studie\w*|forsøk\w*|eksperiment\w*)|tilfeldig (?:fordelt|trukket)"
        r"|randomisere(?:t|de) (?:kontrollere(?:t|de) )?(?:forsøg\w*|studie\w*|undersøgelse\w*)"
        r"|lodtrækning\w*|tilfældigt fordelt"
    ),
    StudyDesign.QUASI_EXPERIMENT: (
        r"quasi-?\s?experiment\w*|difference-?in-?differences?|regression discontinuity|interrupted time[- ]series"
        r"|propensity score\w*|synthetic control\w*|matched (?:comparison|control) (?:groups?|areas?|sample)"
        r"|non-?randomi[sz]ed (?:controlled |control )?(?:trial|study|design)|instrumental variables?"
        r"|(?:comparison|control) (?:groups?|areas?|sites?|schools?) (?:was|were|that|who|which)"
        r"|kvasi-?experiment\w*|kvasieksperiment\w*|matchad\w* (?:kontroll|jämförelse)grupp\w*"
        r"|(?:jämförelse|kontroll)(?:grupp|område)\w*|(?:sammenlignings|kontroll?)gruppe\w*"
    ),
    StudyDesign.BEFORE_AFTER: (
        r"before[- ]and[- ]after|before[–-]after|pre-?\s?(?:test)?[-/ ](?:and )?post-?(?:test|intervention)\w*"
        r"|one[- ]group pre|före[- ](?:och[- ])?efter(?:mätning|studie)\w*|för- och eftermätning\w*"
        r"|før[- ](?:og[- ])?etter(?:måling|studie)\w*|før[- ](?:og[- ])?efter(?:måling|studie)\w*"
    ),
    StudyDesign.CROSS_SECTIONAL: (
        r"cross-?\s?sectional|tvärsnitts(?:studie|undersökning|data)\w*|tverrsnitts\w*|tværsnits\w*"
    ),
    StudyDesign.QUALITATIVE: (
        r"(?:semi-?structured|in-?depth|qualitative) interviews?|focus groups?|ethnograph\w+"
        r"|qualitative (?:study|research|analysis|data|methods?|design)|thematic analysis|grounded theory"
        r"|(?:djup|fokusgrupps)intervju\w*|kvalitativ[at]? (?:studie\w*|intervju\w*|metod\w*|analys\w*|undersökning\w*)"
        r"|dybde(?:intervju|interview)\w*|kvalitativ[et]? (?:studie|intervju|interview|metode|undersøgelse)\w*"
    ),
}
_DESIGNS: Final = {design: re.compile(rf"\b(?:{names})", re.IGNORECASE) for design, names in _NAMES.items()}
_PROTOCOL: Final = re.compile(
    r"\b(?:study|review|trial|research) protocol\b|\bprotocol for (?:a|an|the)\b|\bstudieprotokoll\w*"
    r"|\bwill be (?:cluster[- ])?random(?:ly (?:assigned|allocated)|i[sz]ed)"
    r"|\bwill (?:randomly|be assessed|be recruited)"
    r"|\b(?:kommer att|ska|skal|vil) (?:bli )?(?:randomiser\w+|lottas|slumpas)",
    re.IGNORECASE,
)
# What stands just before a design that the text does not claim for itself: others' studies, absence, or plans.
_NOT_ITS_OWN: Final = re.compile(
    r"\b(?:no|not|non|without|lack of|few|fewer|future|further|previous|prior|earlier|past|recent|other|existing|"
    r"published|ongoing|numerous|multiple|several|many|"
    r"demonstrated in|evidence from|obtained in|need for|needed|included|including|include|eligible|such as|"
    r"recommend\w*|unlike|"
    r"ingen|inga|inte|utan|saknas|brist på|få|tidigare|framtida|andra|fler|inkluderade|behövs|"
    r"ikke|ingen|tidligere|uten|uden|flere|fremtidige)\b(?:[^.;:!?]{0,25})$",
    re.IGNORECASE,
)
_REACH = 45
_FAR_ENOUGH = 300_000  # a report says in its first 150 pages what it did
# An experiment on animals or tissue says nothing about people.
_ANIMALS: Final = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rodents?|rabbits?|dogs?|pigs?|piglets?|sheep|turkeys?|chickens?|larvae|molars?|"
    r"tumou?rs?|xenografts?|cell lines?|råttor|möss|rotter|mus)\b",
    re.IGNORECASE,
)
_ANIMALS_REACH = 110


def read_study_design(content: str) -> Claim:
    """Return the strongest design that `content` says it used; value None when it names none.

    A protocol, or a trial told in the future tense, is a protocol whatever it plans: it has no result. A
    design in the title counts before one in the text, since a review also names the designs it gathers.
    """
    content = content[:_FAR_ENOUGH]
    title_end = content.find("\n\n")
    title_end = len(content) if title_end < 0 else title_end
    planned = _PROTOCOL.search(content)
    if planned is not None:
        return _claim(StudyDesign.PROTOCOL, planned.start(), planned.end(), 0.8)
    found = _strongest(content, 0, title_end)
    if found is not None:
        return _claim(*found, 0.9)
    found = _strongest(content, title_end, len(content))
    if found is not None:
        return _claim(*found, 0.7)
    return Claim(ClaimKind.STUDY_DESIGN, None, STEP, VERSION)


def _strongest(content: str, first: int, last: int) -> tuple[StudyDesign, int, int] | None:
    for design, pattern in _DESIGNS.items():
        for match in pattern.finditer(content, first, last):
            if _NOT_ITS_OWN.search(content, max(first, match.start() - _REACH), match.start()):
                continue
            if _ANIMALS.search(content, max(0, match.start() - _ANIMALS_REACH), match.end() + _ANIMALS_REACH // 2):
                continue
            return design, match.start(), match.end()
    return None


def _claim(design: StudyDesign, start: int, end: int, confidence: float) -> Claim:
    return Claim(ClaimKind.STUDY_DESIGN, design, STEP, VERSION, start, end, confidence)
