"""Whether a text says that what it measured was compared with nothing, or that it followed people over time."""

import re
from typing import Final

from enrichment.texts import Span

_WHOM: Final = (
    r"(?:comparison|control) (?:groups?|areas?|schools?|sites?|towns?|cit(?:y|ies)|condition|arms?|data|places?"
    r"|streets?"
    r"|stations?|prisons?)|comparators?|comparison\b(?! with)|counterfactual"
)
_WHOM_SV: Final = (
    r"(?:jämförelse|kontroll)(?:grupp|områd|kommun|skol|stad|plats|ort|material|butik|klass)\w*|jämförelse\b"
)
_WHOM_NO: Final = (
    r"(?:kontroll?|sammenlign(?:ing)?s?)(?:gruppe|område|kommune|skole|by|bydel|distrikt|sted|plass|plads|grunnlag"
    r"|grundlag"
    r"|klasse|butik)\w*|sammenligning\b"
)
_NONE: Final = "no|lack(?:s|ed)?|inga|ingen|saknas|ikke(?: noen| nogen)?|inte(?: några)?|ingen|mangler"
_NOT: Final = "not|never|nobody|neither|n['’]t|inte|aldrig|ej|ikke|aldri"
_FIGURES: Final = (
    "figures|data|numbers|measurements?|statistics|siffror|uppgifter|mätningar|mätdata|tall|tal|målinger|opplysninger"
    "|oplysninger"
)
_LOOKED: Final = (
    "studied|looked (?:at|into)|examined|measured|followed|investigated|surveyed|checked|included|collected|gathered"
    "|undersök(?:t|ts|tes|ta|a)|titta(?:t|de) på|mät(?:t|ts|te)|följ(?:t|ts|de)|granska(?:t|ts)|studera(?:t|ts)"
    "|samlats in|mätningar|undersøkt|undersøgt|sett på|set på|kigget på|målt|fulgt|studert|studeret"
    "|innhentet|indhentet|målinger"
)
_ELSEWHERE: Final = (
    "elsewhere|other|others|without|andra|övriga|utan|andre|øvrige|uten|uden|annensteds|andetsteds|andre steder"
    "|på annat håll"
)
_UNCOMPARED: Final = re.compile(
    rf"\b(?:no|without|lack(?:s|ed|ing)?|absence of|not have)\b(?: an?| any| the)? ?(?:[\w-]+ ){{0,2}}?(?:{_WHOM})"
    rf"|\b(?:{_WHOM}) (?:was|were|is|are) (?:not|lacking|missing|unavailable)\b"
    r"|\b(?:nothing|no one|nobody|no (?:[\w-]+ ){1,3}|none) to compare (?:\w+ )?(?:with|to|against)\b"
    r"|\bnot compared with any"
    r"|\bno other (?:[\w-]+ ){1,3}(?:was|were) (?:studied|included|compared|used|measured|followed)\b"
    r"|\b(?:everyone|all|everybody) (?:[\w-]+ ){0,3}(?:got|received|took) (?:it|the same)\b"
    rf"|\b(?:utan|saknar|saknade|saknas) (?:[\w-]+ )?(?:{_WHOM_SV})|\b(?:ingen|inga"
    rf"|inget) (?:[\w-]+ ){{0,3}}?(?:{_WHOM_SV})|\b(?:{_WHOM_SV}) (?:saknas"
    r"|saknades|fanns inte|finns inte|ingick inte|har inte|gick inte)"
    r"|\b(?:ingen|inga|inget|ingenting) (?:[\w-]+ ){0,3}att jämföra (?:\w+ )?med\b|\b(?:inte"
    r"|ej) (?:\w+ )?jämför\w+ med (?:någ|and)"
    r"|\bingick inte som jämförelse\b"
    rf"|\b(?:uten|uden|mangler|manglede|manglet|savner) (?:[\w-]+ )?(?:{_WHOM_NO})"
    rf"|\b(?:ingen|intet|ikke (?:en|et|noen|noe|nogen|noget)) (?:[\w-]+ ){{0,5}}?(?:{_WHOM_NO})"
    rf"|\b(?:{_WHOM_NO}) (?:mangler|manglet|manglede|finnes ikke|findes ikke|fantes ikke"
    r"|fandtes ikke|inngikk ikke|indgik ikke)|\b(?:ingen|ingenting|intet) (?:[\w-]+ ){0,3}(?:å"
    r"|at) sammenligne (?:\w+ )?med\b"
    r"|\bikke (?:\w+ )?(?:holdt opp? mo[td]|sammenlignet med (?:noe|et|en|andre|nog))"
    # Others were not looked at: "there are no figures from shops without it", "other stations were not studied".
    rf"|\b(?:{_NONE}) (?:[\w-]+ ){{0,2}}?(?:{_FIGURES}) (?:[\w-]+ ){{0,4}}?(?:{_ELSEWHERE})\b"
    rf"|\b(?:{_NOT}) (?:[\w-]+ ){{0,2}}?(?:{_LOOKED}) (?:[\w-]+ ){{0,4}}?(?:{_ELSEWHERE})\b"
    rf"|\b(?:{_ELSEWHERE}) (?:[\w-]+ ){{1,4}}?(?:{_NOT}) (?:[\w-]+ ){{0,2}}?(?:{_LOOKED})\b",
)
_STEMS: Final = (
    "compar",
    "control ",
    "jämför",
    "kontroll",
    "sammenlign",
    "kontrol",
    "counterfact",
    "holdt op",
    "received",
    "got ",
    *("other", "elsewhere", "without", "andr", "övriga", "øvrige", "utan ", "uten ", "uden "),
)
_CHANGED: Final = re.compile(
    r"\b(?:fell|dropped|declined|decreased|rose|increased|reduced|halved|doubled|improved|grew|went (?:up|down)"
    r"|lower|fewer"
    r"|unchanged|minska\w*|sjönk|sjunk\w+|ökade|ökat|halvera\w+|fördubbla\w+|förbättra\w+|oförändra\w+|färre|lägre"
    r"|gick (?:ned"
    r"|ner|upp)|steg|falt|faldt|faldet|sank|gikk (?:ned|opp)|gik (?:ned|op)|redusert\w*|reducer\w+|økte|økt|steget"
    r"|halvert"
    r"|halveret|doblet|fordobl\w+|lavere|færre|flere|uendret|uændre\w+|vokste|voksede|bedre)\b",
)
_FOLLOWED: Final = re.compile(
    r"\bcohort\b|\blongitudinal|\bfollowed (?:[\w,-]+ ){0,6}(?:from|for|until|over)\b|\bpanel (?:study|data|survey)\b"
    r"|\bkohort\w*|\blängdsnitt\w*|\bföljdes (?:\w+ ){0,6}(?:från|till|i|under)\b|\bupprepade enkäter\b"
    r"|\bkohorte?\w*|\blongitudinell\w*|\bfulgt (?:\w+ ){0,6}(?:fra|til|i|gjennom|gennem)\b|\bforløbsundersøgelse\w*",
)


def find_uncompared(lowered: str) -> Span | None:
    """Return the words that say there was nothing to compare with, where a change is told of; None where none are.

    `lowered` is the beginning of the content in lower case: matching it is three times as fast as ignoring case.
    """
    if not any(stem in lowered for stem in _STEMS):
        return None
    found = _UNCOMPARED.search(lowered)
    return found.span() if found is not None and _CHANGED.search(lowered) else None


def follows_people(lowered: str) -> bool:
    """Return whether the same people were asked over the years, so that a survey was not of one time."""
    return _FOLLOWED.search(lowered) is not None
