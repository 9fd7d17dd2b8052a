"""Two figures side by side that tell a change without a word for it: shares, and counts before and after."""

import re
from collections.abc import Iterator
from typing import Final

_PER_CENT: Final = r"(?: ?(?:%|per ?cent|procent|prosent|pct\.?))"
_SHARE: Final = r"\d{1,3}(?:[.,]\d{1,2})?"
_AGAINST: Final = (
    r"(?:as )?(?:compared (?:with|to)|against|versus|vs\.?)|i?mot|i?mod|jämfört med|sammenlig?net med"
    r"|sammenliknet med"
)
# "38 per cent reoffended, against 57 per cent of those without", "23 procent, ett år senare 9 procent", "from 14 to 9
# per cent".
_SHARES: Final = re.compile(
    rf"(?<![\d.,–-])(?P<first>{_SHARE})(?:{_PER_CENT}(?P<between>[^.;:()\d]{{0,90}}?),?"
    rf" (?:(?P<against>{_AGAINST})|(?P<later>(?:\w+ ){{1,2}}(?:later|senare|senere)))"
    rf"|{_PER_CENT}?(?P<to> (?:to|till|til)))(?: [^.;:()\d]{{0,30}})?? (?P<last>{_SHARE}){_PER_CENT}(?!\w)"
)
# "54 per cent in both groups"
_IN_BOTH: Final = re.compile(
    rf"(?<![\d.,–-]){_SHARE}{_PER_CENT}(?: (?:of|av|af) [^\W\d]+)?"
    r" (?:in|i|hos|among|bland|blant|blandt) (?:both|begge|båda|bägge)\b"
)
# "11 procent i insatsgruppen och 18 procent i den andra"
_IN_TWO_GROUPS: Final = re.compile(
    rf"(?<![\d.,–-])(?P<first>{_SHARE}){_PER_CENT}(?P<between> (?:in|of|among|for|i|bland|av|för|blant|blandt|af)"
    rf" [^.;:()\d]{{2,50}}?),? (?:and|och|og|but|men|while|medan|mens) (?P<last>{_SHARE}){_PER_CENT}"
    r" (?:in|of|among|for|i|bland|av|för|blant|blandt|af) (?:the |those |their |den |det |de |dem |deres |deras )?"
    r"(?P<other>who\b|som\b|pairs\b|matche|others?\b|rest\b|controls?\b|comparison|untreated|without|not |second"
    r"|andra\b|andre\b|anden\b|annen\b"
    r"|kontroll?|jämförelse|sammenlig?ning|övriga|øvrige|utan\b|uten\b|uden\b|vent|vänt|inte |ikke )"
)
# "varied from 12 to 40 per cent" tells no change
_RANGING: Final = re.compile(r"\b(?:rang(?:ed|es|ing)|vari(?:ed|es|erade|erar|erte|erer|erede)|mellan|mellom|mellem)\b")
_FROM: Final = re.compile(r"\b(?:from|från|fra)(?: [^\W\d]+){0,2} $")
_UNTREATED: Final = re.compile(
    r"\b(?:control|comparison|untreated|without|wait|kontroll?|jämförelse|sammenlig?ning|utan|uten|uden|nekat|ventelist"
    r"|väntelist)"
)
_COUNT: Final = r"(?!(?:19|20)\d\d\b)\d{1,3}(?:[  .,]?\d{3})?(?![\d%]|[.,]\d)"
_BEFORE: Final = (
    r"(?:before|preceding|prior|föregående|forutgående|forudgående|earlier|previously|före|innan"
    r"|tidigare|før|inden|tidligere|forinden|i forkant)\b"
)
_AFTER: Final = (
    r"(?:after|following|följande|därefter|følgende|deretter|derefter|afterwards|later|efter|efteråt"
    r"|senare|etter|etterpå|senere|bagefter)\b"
)
_JOINED: Final = rf",?(?: (?:and|och|og|to|till|til|but|men|{_AGAINST}))?"
_COUNTS: Final = (
    # "57 fights in the year before and 41 in the year after"
    re.compile(
        rf"(?<![\w.,–-])(?P<first>{_COUNT})(?: [^\W\d]+){{0,10}}? {_BEFORE}(?: [^\W\d]+){{0,3}}?{_JOINED}"
        rf"(?: [^\W\d]+){{0,2}}? (?P<last>{_COUNT})(?: [^\W\d]+){{0,5}}? {_AFTER}"
    ),
    # "41 in the year after, against 57 in the year before"
    re.compile(
        rf"(?<![\w.,–-])(?P<last>{_COUNT})(?: [^\W\d]+){{0,10}}? {_AFTER}(?: [^\W\d]+){{0,3}}?{_JOINED}"
        rf"(?: [^\W\d]+){{0,2}}? (?P<first>{_COUNT})(?: [^\W\d]+){{0,10}}? {_BEFORE}"
    ),
    # "went from 41 to 29"
    re.compile(
        r"(?<=\b)(?:went|gone|came|brought|gick|gått|går|gikk|jekk|gik|gået|kom|bragt|brakt)(?: [^\W\d]+){0,2}?"
        rf" (?:from|från|fra) (?P<first>{_COUNT})(?: [^\W\d]+){{0,3}}? (?:to|till|til) (?P<last>{_COUNT})"
    ),
)
_UNIT: Final = r"(?: [^\W\d]+){0,3}?"
_AMOUNT: Final = r"(?!(?:19|20)\d\d\b)\d{1,3}(?:[  ]?\d{3})?(?:[.,]\d{1,2})?(?![\d%])"
_BEFORE_OR_OTHERS: Final = (
    rf"(?:{_BEFORE}|(?:control|comparison|kontroll?|jämförelse|sammenlign)\w*|counterparts|others|untreated"
    r"|(?:övriga|øvrige|andra|andre|anden|annen|matchade|matchede)\b|tvillinger|tvillingar)"
)
# "on average 1.9, against 3.4 the year before", "14 months in the programme compared with 9 months among the others"
_AMOUNTS: Final = re.compile(
    rf"(?<![\w.,–=<-])(?P<last>{_AMOUNT}){_UNIT}(?P<between>(?: (?:in|among|for|i|bland|blant|blandt"
    rf"|hos) [^.;:()\d]{{2,50}}?)?),?"
    rf" (?:{_AGAINST}|att jämföra med|å sammenligne med) (?P<first>{_AMOUNT})(?: [^\W\d]+){{0,5}}? {_BEFORE_OR_OTHERS}"
)
# "61 and 64 per cent respectively": the same, or nobody can say which is whose
_RESPECTIVELY: Final = re.compile(
    rf"(?<![\d.,–-])(?P<first>{_SHARE}){_PER_CENT}? (?:and|och|og|respektive|henholdsvis"
    rf"|mot) (?P<last>{_SHARE}){_PER_CENT}"
    r"(?: respectively)?"
)
# Two figures as near as this are the same: 43 and 41.
_SAME: Final = 0.05

Found = tuple[int, int, str]


def find_figures(lower: str, start: int, end: int) -> Iterator[Found]:
    """Yield start, end and direction (less, more, none) of figures side by side in a text in lower case.

    The treated are named first where it is not said that they are not.
    """
    for match in _SHARES.finditer(lower, start, end):
        before = lower[max(start, match.start() - 30) : match.start()]
        if match["to"] and (_RANGING.search(before) or not _FROM.search(before)):
            continue
        first, last = _number(match["first"]), _number(match["last"])
        if match["against"] and not _UNTREATED.search(match["between"]):
            first, last = last, first
        yield match.start(), match.end(), _direction(first, last)
    for match in _IN_TWO_GROUPS.finditer(lower, start, end):
        first, last = _number(match["first"]), _number(match["last"])
        if _UNTREATED.search(match["between"]):
            first, last = last, first
        yield match.start(), match.end(), _direction(last, first)
    for match in _IN_BOTH.finditer(lower, start, end):
        yield match.start(), match.end(), "none"
    for match in _RESPECTIVELY.finditer(lower, start, end):
        if _direction(_number(match["first"]), _number(match["last"])) == "none":
            yield match.start(), match.end(), "none"
    for match in _AMOUNTS.finditer(lower, start, end):
        first, last = (_number(re.sub(r"[  ]", "", match[name])) for name in ("first", "last"))
        if _UNTREATED.search(match["between"]):
            first, last = last, first
        yield match.start(), match.end(), _direction(first, last)
    for pattern in _COUNTS:
        for match in pattern.finditer(lower, start, end):
            places = sorted((match.span("first"), match.span("last")))
            first, last = (float(re.sub(r"\D", "", match[name])) for name in ("first", "last"))
            yield places[0][0], places[1][1], _direction(first, last)


def _direction(first: float, last: float) -> str:
    if abs(first - last) <= _SAME * max(first, last):
        return "none"
    return "less" if last < first else "more"


def _number(words: str) -> float:
    return float(words.replace(",", "."))
