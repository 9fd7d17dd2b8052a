"""Whether a text tells of a study that is still to come, and so has no result."""

import re
from typing import Final

from enrichment.design_stretches import sentences_holding
from enrichment.plans import find_steps_to_come, find_title_plan
from enrichment.texts import Span, Text

_STUDY: Final = r"(?:study|trial|review|research|evaluation|survey|project|cohort|meta-analysis|analysis|experiment)"
_IN_TITLE: Final = re.compile(
    rf"\b{_STUDY} protocols?\b|^\W?protocols?(?:[:.]| paper\b)"
    rf"|^\W?(?:an? |the )?protocols? (?:for|of) .{{0,90}}\b{_STUDY}\b"
    r"|(?:[:.] | [–—-] )(?:an? |the |en |et |ett )?(?:[\w-]+ ){0,2}protocol\W*$"
    rf"|\bprotocol (?:for|of) (?:an?|the)(?: [\w-]+){{0,7}} {_STUDY}\b"
    r"|\b(?:rationale|design|methods) and (?:study )?(?:rationale|design|methods)\b|\b(?:statistical|economic"
    r"|pre-?)[\w ]{0,12}analysis plan\b"
    r"|\bevaluation plan\b|\b(?:studie|forsknings|forsøgs|forsøks|försöks)proto[ck]oll?\b"
    r"|\bprotokoll? (?:för|for|til) (?:en|et|ett) (?:\w+ ){0,3}(?:randomiser|systematisk|studi|forsø|försök)\w*",
)
# The police and the clinics have protocols too: such a title needs a step told in the future tense.
_PERHAPS: Final = re.compile(r"^\W?(?:an? |the )?(?:[\w-]+ )?protocols?\b")
_OF_ITSELF: Final = re.compile(
    rf"\b(?:this|the present|our) {_STUDY} protocol\b|\bthis protocol (?:paper )?(?:describes|outlines"
    rf"|presents)[^.]{{0,60}}\b{_STUDY}\b|\bthis (?:paper|article|manuscript) (?:\w+ )?(?:describes?|presents?"
    rf"|outlines?)"
    r" (?:\w+ ){0,3}(?:protocols?|rationale|design of)\b|\bprotocols? (?:described|presented|outlined) here\b"
    rf"|\b(?:we|here) (?:we )?(?:describe|present|outline|report) (?:the "
    rf"|our )?(?:[\w-]+ ){{0,3}}?(?:{_STUDY} protocol|rationale|design of (?:an? |the "
    rf"|this )?(?:[\w-]+ ){{0,4}}?(?:{_STUDY}|intervention))\b"
    r"|\bis a (?:study )?protocol\b|\bprotocols? for (?:two|three|this|our) (?:\w+ )?(?:stud|trial|review)\w*"
    r"|\b(?:detta|dette|denne) (?:är |er )?(?:ett |et |en )?(?:studie|forsknings)?protoko[l]{1,2}(?:let|len)?\b"
    r"|\b(?:i|det här) (?:detta |dette |denne )?(?:studie|forsknings)protokoll?(?:et|en)?\b",
)
_STEPS_EN: Final = (
    r"(?:randomi[sz]|assign|allocat|recruit|enrol|invit|interview|assess|measur|collect|analy[sz]|compar|evaluat"
    r"|conduct|perform"
    r"|undertak|search|screen|extract|follow|observ|administ|estimat|carried out|carry out|test|pilot|approach"
    r"|complet|offer|ask"
    r"|held|obtain|deriv|includ|survey|register|receive|undergo|examin|investigat|monitor|explor)"
)
_SUBJECTS: Final = (
    r"(?:deltagar\w+|eleve?r\w*|patient\w*|famil[ij]e?r\w*|studien|undersökningen|utvärderingen|data|intervjuer"
    r"|enkäter|forskarna|vi"
    r"|deltaker\w*|deltager\w*|pasient\w*|undersøkelsen|undersøgelsen|evalueringen|interviews?|forskerne|ungdom\w*"
    r"|skolor\w*|skole\w*)"
)
_SHALL: Final = r"kommer|ska|skall|skal|vil"
_STEPS_NORDIC: Final = (
    r"(?:bli |blive )?(?:randomiser|lotta|slumpa|fördela|fordel|rekryter|rekrutter|bjud|invit|intervju|interview"
    r"|mät|mål|samla|saml"
    r"|innhent|indsaml|indhent|följ|følg|jämför|sammenlign|utvärder|evaluer|genomför|gjennomfør|gennemfør|undersök"
    r"|undersøk|undersøg"
    r"|analyser|inkluder|testa|tr[eæ]kk\w* (?:lodd?|ut|ud|et|tilf))"
)
_AHEAD: Final = re.compile(
    rf"\bwill (?:\w+ly |also |then |each |first )?(?:be )?(?:\w+ly |then |also )?{_STEPS_EN}\w*"
    r"|\b(?:is|are) (?:currently )?being (?:\w+ly )?(?:randomi[sz]ed|recruited|conducted|enrolled|collected|tested"
    r"|carried)\b|\b(?:trial|study) aims to (?:recruit|include|enrol)\w*"
    r"|\b(?:databases|studies|participants) to be (?:searched|included|recruited)"
    rf"|\b{_SUBJECTS} (?:{_SHALL})(?: att)? (?:\w+ )?{_STEPS_NORDIC}\w*"
    rf"|\b(?:{_SHALL}) {_SUBJECTS}(?: att)? (?:\w+ )?{_STEPS_NORDIC}\w*"
    rf"|\bkommer (?:[\w-]+ ){{1,5}}att (?:randomiseras|lottas|slumpas|fördelas|rekryteras|intervjuas)\b"
    rf"|\b(?:{_SHALL})(?: att)? (?:bli |blive )?(?:randomiser|lottas|slumpas|tilfeldig fordel|tilfældigt fordel)\w*",
)
_CALLS_FOR: Final = re.compile(r"\b(?:future|further|hopefully|policy|framtida|fortsatt|fremtidig\w*|framtidig\w*)\b")
_ENROLLING: Final = re.compile(
    r"(?:will|vil|skal?l?|att)\b.*(?:randomi|lotta|slump|recruit|enrol|rekry|rekrutt|fordel|fördela"
    r"|tr[eæ]kk\w* (?:lodd?|ut|ud|et|tilf))",
)
_STUDIED: Final = re.compile(
    r"\b(?:participants?|patients?|respondents?|interview\w*|pupils?|students?|offenders?|child(?:ren)?|adults?"
    r"|wom[ae]n|residents?"
    r"|households?|databases|studies|trials?|deltagar\w*|deltak\w*|deltag\w*|patient\w*|pasient\w*|elever\w*"
    r"|barn\w*|unga|unge"
    r"|ungdom\w*|familj\w*|famili\w*|intervju\w*)\b",
)
_RESULTS: Final = re.compile(
    r"(?:^|[\n.;] ?)(?:main |key )?(?:results?|findings|resultat(?:er)?) ?[:.]|\b(?:results?|findings"
    r"|analys[ei]s) (?:\w+ )?(?:show|indicat|suggest|demonstrat|reveal|confirm)\w*"
    r"|\bwe (?:found|observed|identified|showed|saw)\b|\bp ?[<=] ?0?\.\d|\b95 ?% ?(?:ci|confidence)|\b(?:ci|or|rr"
    r"|hr|md|smd) ?[=:] ?-?\d"
    r"|\b(?:there )?(?:was|were) (?:a |no )?(?:significant|statistically)\w*|\bsignificantly (?:higher|lower"
    r"|greater|more|less|reduced|improved|better|fewer)"
    r"|\b(?:resultaten|resultatene|resultaterne|studien|undersøgelsen|undersøkelsen) (?:visar|visade|viser|viste"
    r"|tyder|pekar)\b|\bvi (?:fann|fant|fandt|såg|så)\b"
    r"|\b(?:minskade|ökade|sjönk|reduserte|reducerede|minsket|faldt|falt) (?:med|signifikant)\b",
)
_STEMS: Final = ("will ", " being ", "aims to ", "to be ", "kommer ", " ska", " vil ")
_SAID_STEMS: Final = ("protocol", "rationale", "design of", "protokol")


def find_protocol(text: Text, lowered: str) -> Span | None:
    """Return the words that make the text a plan, looked for in its beginning, or None where it is none.

    `lowered` is that beginning in lower case. A title that says so decides. So do words of the text on
    itself, or two steps told in the future tense of a study of people or of the literature (one step, where people are
    to be recruited or assigned), unless results are told too: a report also says what ought to come.
    """
    titled = _IN_TITLE.search(lowered, 0, text.title_end)
    if titled is not None:
        return titled.span()
    perhaps = _PERHAPS.match(lowered, 0, text.title_end)
    if perhaps is not None and _AHEAD.search(lowered, text.title_end):
        return perhaps.span()
    planned = find_title_plan(text, lowered)
    if planned is not None:
        return planned
    said = _OF_ITSELF.search(lowered) if any(stem in lowered for stem in _SAID_STEMS) else None
    ahead = said.span() if said is not None else _ahead(text, lowered)
    ahead = ahead or find_steps_to_come(text, lowered)
    if ahead is None or _RESULTS.search(lowered, text.title_end):
        return None
    return ahead


def _ahead(text: Text, lowered: str) -> Span | None:
    found = []
    begin = text.title_end if text.title_end < len(text.content) else 0
    for start, end in sentences_holding(text, lowered, 0, _STEMS):
        for match in _AHEAD.finditer(lowered, max(start, begin), end):
            if _CALLS_FOR.search(lowered, start, min(end, match.end() + 60)):
                continue
            found.append(match.span())
            if _ENROLLING.search(match.group()) or (len(found) > 1 and _STUDIED.search(lowered)):
                return found[0]
    return None
