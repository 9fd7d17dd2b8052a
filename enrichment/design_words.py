"""The words by which an English text names a study design, or tells what was done in one.

Designs as in the Maryland Scientific Methods Scale (Sherman et al. 1997, chapter 2; Farrington et al. 2002, chapter 2)
and Shadish, Cook & Campbell (2002), Experimental and Quasi-Experimental Designs for Generalized Causal Inference.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kb.domain.claims import StudyDesign

META, REVIEW, TRIAL = StudyDesign.META_ANALYSIS, StudyDesign.SYSTEMATIC_REVIEW, StudyDesign.RANDOMISED_TRIAL
CONTROLLED, QUASI = StudyDesign.CONTROLLED_QUASI_EXPERIMENT, StudyDesign.QUASI_EXPERIMENT
BEFORE_AFTER, CROSS, QUALITATIVE = StudyDesign.BEFORE_AFTER, StudyDesign.CROSS_SECTIONAL, StudyDesign.QUALITATIVE


class Telling(StrEnum):
    """How words tell of a design: by its name, by what was done, or by a part of it such as a comparison group."""

    NAMED = "named"
    DONE = "done"
    PART = "part"


NAMED, DONE, PART = Telling.NAMED, Telling.DONE, Telling.PART


@dataclass(frozen=True, slots=True)
class Words:
    """Words for one design. `stems` are in lower case; a text that holds none of them holds none of the words.

    Where the group `many` takes part in a match, several studies are named.
    """

    design: StudyDesign
    telling: Telling
    stems: tuple[str, ...]
    pattern: re.Pattern[str]


def words_for(design: StudyDesign, telling: Telling, stems: str, *patterns: str) -> Words:
    """Return the words that any of `patterns` matches from a word's beginning, whatever their case."""
    return Words(design, telling, tuple(stems.split("|")), re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE))


_UNITS: Final = (
    r"(?:groups?|areas?|sites?|schools?|conditions?|arms?|cit(?:y|ies)|communit(?:y|ies)|neighbou?rhoods?"
    r"|count(?:y|ies)"
    r"|beats?|prisons?|hot ?spots?|segments?|stores?|zones?)\b"
)
_MEASURE: Final = (
    r"(?:intervention|program\w*|implementation|introduction|installation|launch|training|campaign|project|reform|law"
    r"|policy|treatment|initiative|deployment|crackdown|closure|scheme|change)\b"
)

ENGLISH: Final = (
    words_for(
        META,
        NAMED,
        "meta-analy|meta analy|metaanaly|metanaly|meta-regression",
        r"(?:meta[- ]?analysis|meta-regression|metanalysis)\b(?! (?:guid|method|statement|\(prisma))",
        r"meta[- ]?analytic(?:al)? (?:[\w-]+ ){0,2}?(?:review|synthesis|study|evaluation|approach)\b",
        r"(?P<many>meta[- ]?analy[sz]es)\b",
    ),
    words_for(
        REVIEW,
        NAMED,
        "systematic|umbrella|of reviews|meta-review|rapid",
        r"systematic(?:,? (?!scoping)[\w&-]+){0,3},? (?:review|overview)\b"
        r"(?! authors| of (?:[\w-]+ ){0,4}(?:records|files|releases|charts|documents|abstracts?|cases|laws"
        r"|applications)\b)",
        r"systematic(?: (?!scoping)[\w&-]+){0,2} (?P<many>reviews)\b",
        r"umbrella review\b|meta-review\b|rapid (?:evidence |systematic )?(?:review"
        r"|assessment of (?:the )?evidence)\b",
        r"rapid evidence assessment\b|(?:re|over)view of (?:systematic |published |existing )?reviews\b",
    ),
    words_for(
        REVIEW,
        DONE,
        "systematic",
        r"systematically (?:\w+ and )?(?:review(?:s|ed|ing)?|synthesi[sz]\w+)\b"
        r"(?! (?:[\w-]+ ){0,4}(?:records|files|releases|charts|documents|abstracts?|cases|laws|applications)\b)",
    ),
    words_for(
        TRIAL,
        NAMED,
        "randomi|rct|random assignment|random allocation|stepped",
        r"randomi[sz]ed(?:[-, ]+(?:and |& )?[\w-]+){0,5}?[-, ]+(?:trial|experiment|study|design|evaluation"
        r"|sub-?study)\b"
        r"(?!['’]s| data)",
        r"randomi[sz]ed(?:[-, ]+(?:and |& )?[\w-]+){0,4}?[-, ]+(?P<many>trials|experiments|studies|evaluations"
        r"|designs)\b",
        r"(?:trial|study|experiment|evaluation|design) (?:was|is) (?:a |an )?(?:[\w-]+,? ){0,3}randomi[sz]ed\b",
        r"(?:experiment|trial|study|evaluation)s? with random (?:assignment|allocation)",
        r"stepped[- ]wedge\b|c?-?rct\b|(?P<several>c?-?rcts)\b",
    ),
    words_for(
        TRIAL,
        DONE,
        "randomi|randomly|random a|at random|by lot|lottery|by chance|lots",
        r"random(?:ly|i[sz]ed and) (?:[\w-]+ )?(?:assign|alloc|allot)(?:ed|at(?:ed|ing|e)|ing)?\b"
        r"(?! (?:types?|orders?|numbers?|names?|one of))",
        r"randomly (?:[\w-]+ )?(?:divided|split|grouped|placed|offered|given|received|distributed (?:in|among"
        r"|between))\b",
        r"(?:assigned|allocated|allotted|divided|split|placed) (?:[\w-]+ ){0,5}?"
        r"(?:randomly|at random|by (?:lottery|lot|chance)|(?:using|through|via|by) (?:[\w-]+ )?randomi[sz]ation)\b",
        r"(?:were|was|been|being|be|are|then|we|who|and) (?:\w+ly )?(?:cluster-)?randomi[sz]ed\b"
        r"(?![-, ]+(?:\w+[- ])?(?:controlled|clinical|trial|stud|order|block|sequence|design|placebo))",
        r"randomi[sz]ed (?!controlled|clinical|trial|stud|order)(?:[\w-]+ |\d+ ?: ?\d+ |\d+ [\w-]+ ){0,2}?(?:to"
        r"|into|between) ",
        r"by randomi[sz]ing (?:[\w-]+ ){1,8}?(?:to|into) ",
        r"random (?:assignment|allocation) (?:of|to|into|was|were)\b",
        r"lots (?:were )?drawn\b|dr[ae]w lots\b|drawing (?:of )?lots\b",
        r"(?:block|stratified|permuted[- ]block) randomi[sz]ation\b|randomi[sz]ation (?:was|took place|occurred"
        r"|into)\b",
    ),
    words_for(
        CONTROLLED,
        NAMED,
        "propensity|difference|discontinuity|instrumental|synthetic|inverse|entropy|coarsened",
        r"propensity[- ]score\w*|differences?[- ]?in[- ]?differences?|(?:double|triple)[- ]differences?",
        r"regression[- ]discontinuity|instrumental[- ]variables?|entropy balanc\w+|coarsened exact match\w+",
        r"synthetic[- ]controls? (?:method|group|area|unit|design|analys|model|approach|estimat)\w*"
        r"|synthetic controls?\b",
        r"inverse[- ]probability[- ](?:of[- ]treatment[- ])?weight\w*",
    ),
    words_for(
        QUASI,
        NAMED,
        "quasi|non-random|nonrandom|non random|natural experiment|equivalent|controlled before",
        r"quasi[- ]?(?:experiment\w*|randomi[sz]ed)|non[- ]?equivalent (?:control|comparison)",
        r"non[- ]?randomi[sz]ed,? (?:[\w-]+ ){0,2}(?:trial|study|experiment|comparison|evaluation|design)\b",
        r"natural experiment\b|controlled before[- ](?:and[- ])?after",
    ),
    words_for(
        QUASI,
        PART,
        "comparison|control|compared",
        rf"(?:comparison|control) {_UNITS}",
        r"wait(?:ing)?[- ]?list controls?\b",
        r"compared (?:with|to) (?:a |the )?(?:similar|comparable|matched|untreated|adjacent) (?:\w+ )?"
        r"(?:areas?|groups?|neighbou?rhoods?|schools?|youths?|offenders)\b",
    ),
    words_for(
        BEFORE_AFTER,
        NAMED,
        "before-|before and|before–|pre-|pretest|pre/|pre test|pre and|interrupted"
        "|one-group|single-group|one group|single group"
        "|pre to|prepost",
        r"before[-– ](?:and[- ])?after[- ](?:stud|design|evaluation|comparison|analys|survey|data|measure|observ)\w*",
        r"pre-?/? ?(?:test)?(?:[-–/ ]+| and | to )post-?(?:test\w*|[- ]?(?:intervention|implementation|program\w*"
        r"|treatment|training|measure\w*|survey\w*|design|evaluation|comparison|period))\b",
        r"pre-? ?(?:and|to) post-? ?(?:test|interven|measur|survey|train|program|implement|treat|assess|question)\w*",
        r"(?:single|one)[- ]group (?:pre|before|study|trial|design)\w*|interrupted[- ]time[- ]series",
    ),
    words_for(
        BEFORE_AFTER,
        DONE,
        "before and|before to|before versus|before vs",
        r"(?:compar|measur|assess|survey|interview|data|observ|test|question|collect|examin)\w*"
        r"(?:[ ,]+[^\s.;,]+){0,12}? before (?:and|to|versus|vs\.?) (?:\w+ )?after\b(?![- ]school)",
        rf"before and (?:\w+ )?after (?:the |its |an? )?(?:[\w-]+ ){{0,2}}{_MEASURE}",
    ),
    words_for(
        CROSS,
        NAMED,
        "cross-section|cross section|survey",
        r"cross[- ]?sectional(?:ly)?\b"
        r"(?!(?:[- ]\w+)? (?:areas?|images?|imaging|views?|geometr\w+|shapes?|anatom\w+|planes?|echo\w*))",
        r"(?:questionnaire|online|web-based|postal|telephone|victimi[sz]ation|household) survey (?:was|of|among"
        r"|with|to)\b",
    ),
    words_for(
        CROSS,
        DONE,
        "survey",
        r"we surveyed\b|a survey (?:of|among) |survey was (?:conducted|administered|carried out)",
    ),
    words_for(
        QUALITATIVE,
        NAMED,
        "qualitative|focus group|focus-group|interview|ethnograph|thematic|grounded|phenomenolog",
        r"(?:semi-?structured|in-?depth|qualitative|key[- ]informant|life[- ]history),? (?:and )?(?:[\w-]+ ){0,2}?"
        r"interview(?:s|ed|ing)?\b",
        r"focus[- ]groups?(?:[- ]discussions?| interviews?)?\b|ethnograph(?:y|ic)\b|grounded theory",
        r"thematic (?:content )?analysis\b|(?:interview|phenomenological) study\b",
        r"qualitative (?:[\w-]+ )?(?:study|research|analysis|data|methods?|design|evaluation|findings|exploration)\b",
    ),
)
