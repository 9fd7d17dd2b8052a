"""The words by which a text shows that it goes through the studies of others."""

import re
from typing import Final

from enrichment.texts import Span, Text

_DATABASES: Final = (
    r"(?:databases?|databanks|pubmed|medline|embase|psyc ?info|scopus|web of (?:science|knowledge)|cochrane"
    r"|google scholar|proquest"
    r"|cinahl|lilacs|scielo|psycarticles|criminal justice abstracts|ncjrs|sociological abstracts|eric"
    r"|campbell library)"
)
_SEARCHED: Final = re.compile(
    r"\b(?:systematic(?:ally)?|comprehensive(?:ly)?|extensive|structured|electronic"
    r"|computeri[sz]ed) (?:[\w-]+ ){0,3}?search\w*"
    rf"|\b{_DATABASES}\b[^.]{{0,160}}?\b(?:were|was) (?:\w+ly )?(?:searched|consulted|researched|screened|reviewed)\b"
    rf"|\b(?:re)?search(?:ed|es|ing)?\b[^.]{{0,90}}?\b{_DATABASES}\b|\bfrom (?:\w+ ){{0,2}}databases\b"
    rf"|\b(?:published|indexed|included|available|articles"
    rf"|papers) (?:[\w-]+ ){{0,4}}in (?:the )?(?:\w+,? ){{0,2}}{_DATABASES}\b"
    rf"|\breview\b[^.]{{0,60}}\b(?:in|from|via|using) (?:\w+ ){{0,3}}{_DATABASES}\b"
    r"|\bprisma\b|\bprospero\b|\bpreferred reporting items for systematic"
    r"|\b(?:systematisk\w*|omfattande|omfattende) (?:\w+ )?(?:litteratur|databas\w*|forsknings)?søk\w*"
    r"|\b(?:systematisk\w*|omfattande) (?:\w+ )?"
    r"(?:litteratur|databas|forsknings)?sökning\w*|\blitteratursø[kg](?:ning)?\w*|\blitteratursökning\w*"
    r"|\bsystematisk\w* (?:litteratur)?søgning\w*"
    r"|\b(?:sökt\w*|sökning\w*|søkt\w*|søk|søgt\w*|søgning\w*) i (?:\w+ ){0,4}databas\w*"
    r"|\bdatabas\w* (?:\w+ ){0,2}(?:genomsöktes|söktes|gjennomsøkt|gennemsøgt)",
)
_NUMBER: Final = (
    r"(?:\d[\d,. ]{0,6}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif"
    r"|six|seven|eigh|nine)ty"
    r"(?:[- ]\w+)?)"
)
_WORKS: Final = (
    r"(?:studies|trials|articles|papers|publications|rcts|reports|reviews|records|citations|titles|evaluations"
    r"|manuscripts)"
)
_CHOSEN: Final = (
    r"(?:included|identified|eligible|met|collected|analy[sz]ed|selected|retrieved|reviewed|found|located|enrolled"
    r"|fulfilled)"
)
_SELECTED: Final = re.compile(
    rf"\b{_NUMBER} (?:[\w-]+,? ){{0,5}}?{_WORKS}\b[^.]{{0,160}}?\b{_CHOSEN}\b"
    rf"|\b{_CHOSEN}\b[^.]{{0,40}}?\b{_NUMBER} (?:[\w-]+ ){{0,5}}?{_WORKS}\b"
    rf"|\b{_WORKS} (?:were|that|which|was) (?:\w+ ){{0,3}}{_CHOSEN}\b|\b(?:included|eligible) {_WORKS}\b"
    rf"|\b{_WORKS} (?:included|eligible)\b"
    r"|\bdata extraction\b|\brisk of bias\b|\bexclusion criteria\b"
    r"|\b\w+ (?:studier|artiklar|artikler|publikationer|publikasjoner|utvärderingar|evalueringer|undersøgelser"
    r"|rapporter)\b[^.]{0,80}?\b(?:inkluder\w*|uppfyll\w*|oppfyl\w*"
    r"|opfyld\w*|ingår|ingick|inngår|inngikk|indgår|indgik|identifier\w*)|\binklu(?:sions|deringskri)\w*"
    r"|\binkluder\w+ (?:\w+ )?(?:studier|artik\w+)",
)
_NOT_SYSTEMATIC: Final = re.compile(
    r"\b(?:scoping|narrative|non-?systematic) (?:literature )?(?:study|review|overview|search)|\bbibliometric"
    r"|\bgap map\b"
    r"|\b(?:kartläggande|narrativ|icke-systematisk|ikke-systematisk)\w* (?:litteratur|forsknings)?(?:översikt"
    r"|oversikt|oversigt)",
)
_UNSYSTEMATIC: Final = ("scoping", "narrativ", "systematic ", "bibliometric", "gap map", "kartläggande", "-systematisk")
_OTHER_REVIEWS: Final = (
    r"(?<!peer )(?<!case )(?<!chart )(?<!record )(?<!records )(?<!judicial )(?<!homicide )(?<!fatality )(?<!file )"
    r"(?<!medication )"
    r"(?<!policy )(?<!peer-)(?<!retrospective )"
)
_REVIEW_TITLE: Final = re.compile(
    rf"(?:^|[:.–—-] )\W?(?:an? |the )?(?:[\w-]+ ){{0,4}}?{_OTHER_REVIEWS}(?:mini-?)?review\b(?!(?:ing|ed|er)"
    rf"|.{{0,80}}\b(?:trial|cases|experiment|new data)\b)"
    r"|\breviews? of (?:the )?(?:\w+ ){0,2}(?:literature|evidence|research|studies|reviews)\b(?!.{0,80}\b(?:trial"
    r"|new data)\b)"
    r"|\boverview of (?:the )?(?:\w+ )?(?:literature|evidence|research|studies|reviews)\b|\bwhat (?:do )?we know\b"
    r"|\b(?:kunskaps|forsknings|litteratur)?översikt\b|\b(?:litteratur|kunskaps|forsknings)genomgång\b"
    r"|\bkunnskapsoversikt\b|\blitteratur(?:gjennomgang|gennemgang|studie)\b"
    r"|\b(?:forsknings|litteratur|kunnskaps|videns)over(?:sikt|sigt)\b|\bkunnskapsoppsummering\b|\bvidensopsamling\b",
)
_REVIEWING: Final = re.compile(
    r"\b(?:this|the present|the current|our) (?:[\w-]+ ){0,3}?(?:mini-?)?review\b(?! board)|\bwe (?:here |briefly "
    r"|critically |also )?review(?:ed)? (?:the |recent |current |existing )*"
    r"(?:literature|evidence|studies|trials|research|data from)|\b(?:this|the) (?:article|paper"
    r"|chapter) (?:\w+ )?(?:reviews|summari[sz]es)\b|\bin this review\b"
    r"|\b(?:denna|den här) (?:\w+ )?(?:kunskaps|forsknings|litteratur)?(?:översikt|genomgång)\b"
    r"|\bdenne (?:kunnskaps|forsknings|litteratur|videns)?over(?:sikten|sigt)\b",
)
_REVIEW: Final = re.compile(r"\breview\b|översikt|oversikt|oversigt")
_GUIDELINE_TITLE: Final = re.compile(
    r"\bguidelines?\b|\bpoints to consider\b|\brecommendations (?:for|on)\b(?!.{0,60}\breview)"
    r"|\bconsensus (?:statement|report)\b|\bposition (?:paper|statement)\b"
    r"|\briktlinjer\b|\bvägledning\b|\bretningslin[jie]\w*|\bveileder\b|\bvejledning\b",
)
_STEMS: Final = (
    *(" search", " databases", "prisma", "prospero", "pubmed", "medline", "scopus", "preferred reporting"),
    *("databas", "sökning", "søk", "søg"),
)
_REVIEW_STEMS: Final = (
    "review",
    "overview",
    "we know",
    "översikt",
    "genomgång",
    "oversi",
    "gjennomgang",
    "gennemgang",
    "samling",
    "summar",
)


def find_search(text: Text, lowered: str) -> Span | None:
    """Return the words that tell of a search of the literature for a review, None where there was none.

    None too in a scoping or narrative review. The search must be called systematic in a review, or studies must be
    counted or chosen by criteria. `lowered` is the beginning of the content in lower case.
    """
    if not any(stem in lowered for stem in _STEMS) or is_not_systematic(lowered):
        return None
    found = _SEARCHED.search(lowered)
    if found is None:
        return None
    if "systemati" in found.group() and reviews_others(text, lowered):
        return found.span()
    return found.span() if tells_of_choice(lowered) else None


def tells_of_choice(lowered: str) -> bool:
    """Return whether studies of others are counted or chosen by criteria."""
    return _SELECTED.search(lowered) is not None


def reviews_others(text: Text, lowered: str) -> bool:
    """Return whether the text goes through others' studies: what it tells was done, was done by them."""
    if not any(stem in lowered for stem in _REVIEW_STEMS):
        return False
    return bool(_REVIEW_TITLE.search(lowered, 0, text.title_end) or _REVIEWING.search(lowered, text.title_end))


def is_guideline(text: Text, lowered: str) -> bool:
    """Return whether the title is that of a guideline: one built on a systematic review is none itself."""
    end = text.title_end
    return bool(_GUIDELINE_TITLE.search(lowered, 0, end)) and not _REVIEW.search(lowered, 0, end)


# The ratio or difference of a whole review, with its interval: of single studies it is seldom told so.
_POOLED: Final = re.compile(
    r"\b(?:RR|OR|HR|IRR|SMD|MD|WMD|RD|ES|[dg]) ?[=:]? ?[-−–]?\d[.,]\d+[^.;\d]{0,6}(?:[;,(\[ ] ?)"
    r"(?:95 ?%|KI|CI|\d[.,]\d+ ?[-–])"
    r"|\brandom[- ]effects\b|\bslumpeffekt|\btilf[eæ]ldige effekter|\bI(?:2|²) ?=",
)
_PUT_TOGETHER: Final = (
    r"(?:combine|pool|meta-?analy|merge|vägas? (?:samman|ihop)|vägdes|slås|slogs|läggas? (?:samman|ihop)|sammanväg"
    r"|(?:slå|veie|veje|lægge|legge|regne|lagt|lagt|slått|slået|veid|vejet)\w* (?:\w+ ){0,2}sammen|sammenslå"
    r"|sammenvei|sammenvej)\w*"
)
_NOT_POOLED: Final = re.compile(
    r"\b(?:not|cannot|never|inte|ikke|ej|preclud\w+|prevent\w+|avsto|avstod|undlod)\b[^.;]{0,50}?"
    rf"\b{_PUT_TOGETHER}"
    r"|\b(?:too|för|alltför|for|så) (?!example)[\w-]+(?: \w+){0,3}? (?:for|to|för|til|till|at|att)\b[^.;]{0,60}?"
    rf"\b(?:{_PUT_TOGETHER}|average|genomsnitt|gjennomsnitt|gennemsnit)"
    r"|\b(?:no|without|ingen|utan|uten|uden) (?:[\w-]+ ){0,2}?(?:meta-?analysi?s?|pooling|quantitative synthesis"
    r"|statistical synthesis|sammanvägning|sammenslåing|sammenveiing|sammenvejning)\b"
    r"|\bpooling (?:was|were) (?:not|im|in)|\bnarrative(?:ly)? synthes|\bnarrativ syntes"
)


def pools(text: Text, lowered: str) -> bool | None:
    """Return whether a review gives the effect of its studies taken together: None where it says neither."""
    pooled = _POOLED.search(text.content, 0, len(lowered)) is not None
    if _NOT_POOLED.search(lowered) is not None:
        return None if pooled else False
    return pooled or None


def is_not_systematic(lowered: str) -> bool:
    """Return whether the text calls itself a scoping, narrative or otherwise unsystematic review."""
    return any(stem in lowered for stem in _UNSYSTEMATIC) and _NOT_SYSTEMATIC.search(lowered) is not None
