"""The signs by which a text shows that the study it tells of is still to be made."""

import re
from typing import Final

from enrichment.design_stretches import sentences_holding
from enrichment.texts import Span, Text

_STEP_EN: Final = (
    r"(?:randomi[sz]|assign|allocat|recruit|enrol|invit|interview|assess|measur|collect|analy[sz]|compar|evaluat|search"
    r"|screen|extract|follow|observ|estimat|test|pilot|pool"
    r"|set |be eligible|collected|synthesi[sz]|survey|draw|examin|investigat|answer|appl"
    r"|code[d ]"
    r"|report|publish|includ|introduc|rate[d ]|register)\w*"
)
_STEP_NORDIC: Final = (
    r"(?:randomiser|lott|lodd|lodtr|slump|fördel|fordel|rekryter|rekrutt|bjud|invit|intervju|interview|mäta|mätas"
    r"|mäts|måles"
    r"|måle\b|samla|saml|innhent|indsaml|indhent|följ|følg|jämför|sammenlign|utvärder|evaluer|undersök|undersøk"
    r"|undersøg"
    r"|analyser|inkluder|test|trekk|trukket|trækk|trukk|sök|søk|søg|granska|gransk|väga|veies|vejes|slås samman"
    r"|slås sammen"
    r"|ställas? (?:mot|de|den)|settes? |holdes? |lägga|legge|lægge|omfatta|omfatte"
    r"|lese|læse|läsa|kode|hämta|hente|besvar|svar|uppskatta|vurder|bedöm|prövas|prøves|publicer|publiser|rapporter)\w*"
)
_AHEAD: Final = re.compile(
    rf"\b(?<!future studies )(?<!future research )(?<!future trials )(?:will|shall|(?:is|are) (?:going )?to(?= be)"
    rf"|(?:we|researchers|authors) (?:plan|intend|aim|propose) to)\b[^.;]{{0,50}}?\b"
    rf"{_STEP_EN}"
    rf"|\b(?:kommer|ska|skall|avser|planerar|tänker)\b[^.;]{{0,70}}?\b{_STEP_NORDIC}"
    rf"|\b(?:vil|skal|planlegger|planlægger|tar sikte på|har til hensigt)\b[^.;]{{0,70}}?\b{_STEP_NORDIC}",
)
# What only research speaks of, one branch for each sign.
_RESEARCH: Final = tuple(
    re.compile(rf"\b(?:{words})")
    for words in (
        r"protocols?\b|protokoll?(?:et|en)?\b|\w+protokoll?(?:et|en)?\b|analysplan\w*|analyseplan\w*|analysis plan",
        r"(?:primary|main|secondary) (?:outcomes?|measures?|end ?points?)|huvudutfall\w*|primärt utfall|utfallsmått\w*"
        r"|(?:huvud|sekundär)\w* (?:utfall|mått)\w*|hovedutfall\w*|primært? (?:utfall|udfald)\w*|utfall(?:et)? (?:er"
        r"|blir)"
        r"|udfald(?:et)? (?:er|bliver)|primærutfall\w*|hovedudfald\w*|effektmål\w*|outcomes? (?:are|will)",
        r"(?:pre-?)?regist(?:ered|ration) (?:in|at|with|of|number|before)|prospero|isrctn|preregist\w+"
        r"|förhandsregistr\w+"
        r"|registrerad\w* i|registrering av|forhåndsregistr\w+|forhåndsregistr\w+|registrert i|registreret i"
        r"|registrering af",
        r"drawn (?:to|by)\b|tr[eæ]kkes u[td]\b|udtrækkes"
        r"|randomi[sz]\w+|randomiser\w+|by lot\b|lott\w+|lodd?tr[eæ]k\w*|tilfeldig\w*|tilfældig\w*|slumpmässig\w*"
        r"|slumpvis"
        r"|comparison group|control group|jämförelsegrupp\w*|kontrollgrupp\w*|kontrol?gruppe\w*|kontrollgruppe\w*"
        r"|sammenligningsgruppe\w*|matched|matcha\w+|matche\w+|systematic review|systematisk\w* (?:översikt|oversikt"
        r"|oversigt)"
        r"|databases|databaser",
        r"hypothes\w+|hypotes\w*|statistical power|sample size|power (?:calculation|analys)\w*|styrkeberäkning\w*"
        r"|styrkeberegning\w*|ethic\w+|etikpröv\w+|etisk\w* (?:godk|komité|komite)\w*|informed consent"
        r"|intention to treat"
        r"|eligib\w+|inclusion criteria|inklu(?:s|d)\w+|risk of bias|deltagar\w+ rekryter\w+|baseline"
        r"|uppföljning(?:en)? (?:sker|görs)",
        r"results? (?:are |is )?(?:expected|due|awaited|planned)|first results|recruit(?:ment"
        r"|ing) (?:\w+ ){0,3}(?:start|begin"
        r"|plan|not yet|open|run)\w*|(?:has|have) not (?:yet )?(?:started|begun)|not yet (?:recruiting|started|begun)"
        r"|resultat\w* (?:väntas|beräknas|kan väntas|ventes|forventes|er ventet|foreligger)"
        r"|rekryter\w+ (?:\w+ ){0,2}(?:startar"
        r"|börjar|inleds|pågår|ännu)|rekrutter\w+ (?:\w+ ){0,2}(?:starter|begynder|begynner|pågår|endnu|ennå)"
        r"|inklu(?:s|d)\w+"
        r" (?:starter|startar|begynder|begynner)|datainsamling\w* (?:startar|börjar|pågår|ska)|data(?:innsamling"
        r"|indsamling)\w*"
        r" (?:starter|begynner|begynder|skal|pågår)|(?:forventer|förväntar|räknar med) (?:\w+ ){0,3}(?:rapport"
        r"|resultat|aflevere"
        r"|levere|lämna)\w*|in 20\d\d we|ännu inte|ennå ikke|endnu ikke",
    )
)
_TITLED: Final = re.compile(
    r"\bprotoco?l?\w*\b|\b\w{0,40}protokoll?\w*\b|\bplan (?:for|för) (?:en |et |ett |an? |the )?(?:\w+ )?(?:følgefors"
    r"|evaluer|utvärder"
    r"|studi|stud|evaluat|trial|undersø|forsø|försök)\w*"
    r"|\bregistr(?:ation|ering) (?:of|av|af|for|för) (?:an? |en |et |ett )?(?:\w+ )?\w*(?:trial|stud|prövning|försök"
    r"|forsøk"
    r"|forsøg|undersø)\w*|\b(?:planned|planerad|planlagt|planlagd|kommande|kommende|upcoming) (?:\w+ )?(?:study"
    r"|trial|evaluation"
    r"|studie|utvärdering|evaluering|forsøk|forsøg|försök|review|översikt|oversikt|oversigt)\b"
    r"|\b(?:study|research|trial|evaluation|analysis) (?:plan|proposal|outline)\b"
    r"|\b(?:forsknings|studie|forsøks|forsøgs|försöks|evaluerings|utvärderings|analyse?|undersøkelses|undersøgelses|prosjekt"
    r"|projekt)(?:plan|skiss|beskriv|oversikt)\w*|\bpre-?registration\b"
    r"|förhandsregistrering|forhåndsregistrering",
)
_STEMS: Final = (
    *("protocol", "protokol", "plan", "regist", "will ", "shall ", " to be ", " aim to", "intend"),
    *("kommer", " ska ", "skall", "avser", "tänker", " vil ", "skal", "tar sikte", "hensigt"),
)
_TO_COME: Final = (
    *(
        "will",
        "shall",
        "is to ",
        "are to ",
        "going to",
        "plan",
        "intend",
        "aim to",
        "propos",
        "kommer",
        " ska",
        "avser",
    ),
    *("tänker", " vil", "tar sikte", "hensigt"),
)
_FEWEST: Final = 2
# What only a plan of research speaks of: one of these is enough.
_SURE: Final = tuple(
    re.compile(rf"\b(?:{words})")
    for words in (
        r"pre-?regist\w+|prospero|isrctn|(?:study|trial) (?:has been|is|was) registered|förhandsregistr\w+"
        r"|forhåndsregistr\w+",
        r"ethic\w* (?:\w+ )?(?:approv|grant|permi|clear|committee)\w*|etikpröv\w+"
        r"|etisk\w* (?:godk|komité|komite|prøv)\w*"
        r"|(?:of us|reviewers|researchers) will screen|will be eligible|(?:kommer att|vil bli|vil blive)"
        r" inkluder\w+",
    )
)

# What a study that is done names as well: a sign of a plan where no result is told.
_OUTCOMES: Final = re.compile(
    r"\b(?:(?:primary|main|secondary) (?:outcomes?|end ?points?)|huvudutfall\w*|primärt utfall\w*|hovedutfall\w*"
    r"|primære? (?:utfall|udfald)\w*|hovedudfald\w*|planned sample|sample size|urvalsstorlek\w*"
    r"|utvalgsstørrelse\w*|stikprøve(?:ns|) ?størrelse)",
)
_TOLD: Final = re.compile(
    r"\b(?:fell|rose|declined|decreased|increased|dropped|(?:was|were) (?:lower|higher|fewer|found)|found that|showed"
    r"|minskade|ökade|sjönk|steg|visade|gikk ned|økte|sank|viste|faldt|steg|viste sig)\b",
)


def find_title_plan(text: Text, lowered: str) -> Span | None:
    """Return the words of the title that call the study a plan, where the text tells a step or a sign of one."""
    titled = _TITLED.search(lowered, 0, text.title_end)
    if titled is None or not any(stem in lowered for stem in _STEMS):
        return None
    ahead = _first_step(text, lowered, text.title_end)
    if ahead is None and sum(1 for sign in _RESEARCH if sign.search(lowered, text.title_end)) < _FEWEST:
        return None
    return titled.span()


def find_steps_to_come(text: Text, lowered: str) -> Span | None:
    """Return the first step of a study told in the future tense, where two signs of research stand with it."""
    begin = text.title_end if text.title_end < len(text.content) else 0
    ahead = _first_step(text, lowered, begin)
    if ahead is None:
        return None
    signs = sum(1 for sign in _RESEARCH if sign.search(lowered))
    sure = any(sign.search(lowered) for sign in _SURE) or (
        _OUTCOMES.search(lowered) is not None and _TOLD.search(lowered, begin) is None
    )
    return ahead if sure or signs >= _FEWEST else None


def _first_step(text: Text, lowered: str, begin: int) -> Span | None:
    """Return the first step told in the future tense after offset `begin`."""
    for start, end in sentences_holding(text, lowered, 0, _TO_COME):
        ahead = _AHEAD.search(lowered, max(start, begin), end)
        if ahead is not None:
            return ahead.span()
    return None
