"""The years that a study covers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from enrichment.texts import Span, Text
from kb.domain.claims import Claim, ClaimKind

STEP = "years"
VERSION = "2"

_LAST = 2060
_LONGEST = 60  # years; a longer span is history, not a study
_YEAR: Final = r"(?:1[89]\d|20[0-5])\d"
_SEASON: Final = (
    r"våren|sommaren|sommeren|hösten|høsten|vintern|vinteren|foråret|efteråret|spring|summer|autumn|fall|winter"
)
_MONTH: Final = (
    rf"(?:jan|feb|mar|apr|ma[jiy]|jun|jul|aug|sep|o[ck]t|nov|de[csz])[a-zåäö]{{0,7}}[.,]?|{_SEASON}"
    r"|early|late|mid|slutet av"
)
# "2015–2019", "2015-19", "2015 to 2019", "January 2015 until 31 March 2019", "2015 och 2019" after "mellan" or "i";
# "2020/21–2022/23" are school years.
_SPAN = re.compile(
    rf"\b({_YEAR})(?:/\d\d(?=\s?[–—-]))?(?:\s?[–—-]\s?|/|,?\s(?:to|till|til|until|through|thru|t\.o\.m\.|tom|(?P<and>and|och|og))\s)"
    rf"(?:(?:the )?(?:end of )?(?:\d{{1,2}}\.? )?(?:{_MONTH}) (?:\d{{1,2}},? |of )?)?"
    rf"({_YEAR}|\d\d\b(?!\s?(?:%|percent|procent|prosent)))(?P<school>/\d\d\b)?(?!\d|s\b|[:/]\d|[.,]\d)",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?<![\w:/.,–—-])({_YEAR})(?!\d|:\d|['’]?s\b|-tal|['’]erne|-åre|[–—/-]\d|[.,]\d)"
    r"(?P<last>(?=\s*(?:\[|\n\n|\Z|: \[)))?"
)
_BETWEEN = re.compile(
    r"\b(?:between|mellan|mellem|mellom|both|åren|årene)\s[^.;]{0,24}\Z|\b(?:in|i|during|under)\s\Z", re.IGNORECASE
)
# "in 2019", "during 2019", "since 2015", "data from 2018", "in the spring of 2019", "under år 2019".
_DURING = re.compile(
    r"\b(?:in|during|since|throughout|year|years|as of|through|until|from|for|between|and|under|sedan|år|från|mellan"
    r"|till|perioden|och|i|fra|siden|mellom|mellem|til|og|over|løpet av|løbet af)"
    rf"(?:\s(?:the|of|years?|period|school|academic|calendar|fiscal|åren?|året|årene|perioden|{_MONTH}))*,?\s\Z"
    rf"|\b(?:{_SEASON})\s\Z",
    re.IGNORECASE,
)
# Said before a year: what is yet to come.
_COMING = re.compile(
    r"\b(?:will|expected|expects|planned|opens|begins|starts|shall|at the latest|no later than"
    r"|ska|skall|kommer att|senast|planeras|väntas|beräknas"
    r"|skal|vil|ventes|forventes|senest|tidligst|planlegges|planlægges)\b[^.;,]{0,40}\Z",
    re.IGNORECASE,
)
# How far back, or until when, somebody searched for literature.
_SEARCHED = re.compile(
    r"(?<!stop and )\b(?:search\w*|sök(?:er|te|t|ning)\w*|søk(?:er|te|t)?|søket|søg(?:er|te|t|ning)\w*)\b"
    r"(?! (?:vård|hjälp|stöd|hjelp|hjælp|police))[^.;]{0,40}"
    r"\b(?:databas\w*|literature|studies|articles|PubMed|MEDLINE|hits|references|litteratur\w*|studier|artikl\w*|treff"
    r"|træf|träffar|afsluttet|avsluttet)"
    r"|\blitteratur(?:sök|søk|søg)\w*|\bsystematic(?:ally)? search\w*"
    r"|\b(?:sökning(?:en)?|søket|søgningen|search) (?:gick|gikk|gik|went|ran|covered|ble|blev)\b",
    re.IGNORECASE,
)
# Laws, decisions and deaths, in whose year nothing was studied.
_OF_AN_EVENT = re.compile(
    r"\b(?:vedtok|vedtatt|vedtog|vedtaget|passed|enacted|in force|i kraft|beslut(?:ade|et|ede)|besl(?:ö|u)t|antog(?:s)?"
    r"|died|døde|murder of|mordet på|mördades|drapet på|drabet på|killed|founded|grundades|inrättades"
    r"|stiftet|født|född)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|sedan|siden|from|från|fra)\s(?:\w+\s){0,2}\Z", re.IGNORECASE)
_DATE = re.compile(rf"\b\d{{1,2}}\.?\s(?:{_MONTH})\s\Z", re.IGNORECASE)
_ON_STUDY = re.compile(
    r"\b(?:data|stud(?:y|ies|ied|ien|erna)|survey|sample|collect|conduct|interview|respondent|participant|recruit|enrol"
    r"|follow|record|register|cohort|evaluat|analy[sz]|random|implement|pilot|trial|intervention|period|cases|incidents"
    r"|offen[cs]es|arrest|convict|victim|search|databas|measured|observ|panel|statisti|homicide|sentenced"
    r"|undersök|enkät|intervju|utvärder|anmäld|anmälningar|urval|deltag|dömd|lagför|skjutning|statistik|brottsligheten"
    r"|undersøk|undersøg|spørre|spørge|gjennomfør|gennemfør|innsaml|indsaml|evaluer|anmeld|kriminal|deltak|utvalg"
    r"|dømt)",
    re.IGNORECASE,
)
# The year of a law, a report, a plan, money, a birth, a publication, or one beside the study.
_OTHER_BEFORE = re.compile(
    r"(?:\bet al\.?,?|m\.fl\.?,?|\bAct(?:,| of)?|\blag(?:en)?|förordning(?:en)?|\blov(?:en)?|direktiv(?:et)?|\bprop\.?"
    r"|\bSOU|\bDs|\bDir\.?|\bSkr\.?|\bSFS|\bbet\.|\brskr\.|\bNr\.?|\bno\.|\bvol\.|\bpp?\.|\bs\.|§|USD|SEK|NOK|DKK"
    r"|EUR|GBP"
    r"|[$€£]|\bprices?|prisnivå|\bpriser|dollars?|kronor|kroner|agenda|\bborn|född\w*|\bfødt|fra og med|strateg\w*"
    r"|plan\w*|överenskommelse\w*|version|©|copyright|senast|published|publi[ck]\w*|updated|uppdaterad\w*|accessed"
    r"|retrieved|before|prior to"
    r"|innan|guidelines|budget\w*|by)[\s(\[,]*(?:in |i |the |en |den |year |år |för |for |från |from |fra |(?:för "
    r"|for )?(?:the )?period(?:en)? )?\Z",
    re.IGNORECASE,
)
_OTHER_AFTER = re.compile(
    r"\s?(?:prices?|dollars?|USD|US\$|euros?|kronor|kroner|års (?:p|\w+utredning)|priser|participants|patients"
    r"|students|children|pupils"
    r"|respondents|people|persons|women|men|youths?|cases|adults|individuals|offenders|inmates|prisoners|interviews"
    r"|deltagare|elever|personer|fall\b|ungdom|barn|kvinnor|män\b|anmälningar|brott|deltakere|deltagere|saker"
    r"|k[mg]\b|m[lg]"
    r"|kr\b|%|percent|procent|prosent|words|hours|timmar|pages|sidor|miljoner|million|schools|households|families"
    r"|studies"
    r"|articles|records|subjects|homes|incidents|Act\b|Convention|Olympic|:\d)",
    re.IGNORECASE,
)
# "(Smith & Lee, 2019", "(Brå 2019": cited, where the bracket is still open.
_CITED = re.compile(r"\((?:[^()]{0,70}[;,] ?)?(?:see |e\.g\.,? |jfr |se )?[A-ZÅÄÖÆØ][^()\d]{1,60}[ ,]\Z")
# As publishers name data sets: "Juvenile Court Statistics, 1984: [United States]".
_LAST_IN_TITLE = 0.92
_ONE_SCHOOL_YEAR = re.compile(r"\d{4}/\d{2,4}")
_LOOK = 80
_AROUND = 300
# So many years are looked at: a longer text says nothing new after them.
_MOST = 400


@dataclass(frozen=True, slots=True)
class _Years:
    first: int
    last: int
    start: int
    end: int
    weight: float


def read_study_years(text: Text) -> Claim:
    """Return the years that the study covers: "2019", or "2015/2019" as an interval by ISO 8601; None if not stated.

    Years of publications, laws, plans, prices, births and searches for literature do not count. The confidence is 0.95
    for a span in the title, 0.92 for one year that ends it after a comma, 0.9 for a span in a sentence on data or a
    study, 0.85 for one year elsewhere in the title, 0.8 for one in such a sentence, 0.6 for a span elsewhere, and 0.5
    for one year elsewhere in which something is told to have been.
    """
    found = sorted(_candidates(text), key=lambda years: (-years.weight, years.first - years.last, years.start))
    if not found:
        return Claim(ClaimKind.STUDY_YEARS, None, STEP, VERSION)
    best = found[0]
    value = str(best.first) if best.first == best.last else f"{best.first}/{best.last}"
    return Claim(ClaimKind.STUDY_YEARS, value, STEP, VERSION, best.start, best.end, best.weight)


def _candidates(text: Text) -> Iterator[_Years]:
    content = text.content
    for match in islice(_SPAN.finditer(content), _MOST):
        before = content[max(0, match.start() - _LOOK) : match.start()]
        first, last = int(match[1]), int(match[3] if len(match[3]) == 4 else match[1][:2] + match[3])
        if match["and"] and match.end() > text.title_end and not _BETWEEN.search(before):
            continue
        last += match["school"] is not None
        one = _ONE_SCHOOL_YEAR.fullmatch(match.group()) is not None
        if one and last != first + 1:  # "2010/11" is a school year, "2025/50" a directive
            continue
        searched = _SEARCHED.search(content, *_near(text, match.start())) is not None
        if first < last <= min(first + _LONGEST, _LAST) and not searched and not _is_other(content, match, before):
            weight = 0.9 if _is_on_study(text, match.start()) else 0.6
            yield _Years(
                first, last, match.start(), match.end(), 0.95 if match.end() <= text.title_end and not one else weight
            )
    for match in islice(_ONE.finditer(content), _MOST):
        before = content[max(0, match.start() - _LOOK) : match.start()]
        if _is_other(content, match, before) or _DATE.search(before):
            continue
        in_title = match.end() <= text.title_end
        if in_title or (_DURING.search(before) and not _is_not_then(text, match.start())):
            year = int(match[1])
            on_study = _is_on_study(text, match.start())
            told = not _SINCE.search(before) and not _OF_AN_EVENT.search(content, *_near(text, match.start()))
            if in_title or on_study or told:
                last = match["last"] is not None and before.endswith(", ")
                by_place = _LAST_IN_TITLE if last else 0.85
                weight = by_place if in_title else 0.8 if on_study else 0.5
                yield _Years(year, year, match.start(), match.end(), weight)


def _is_other(content: str, match: re.Match[str], before: str) -> bool:
    after = content[match.end() : match.end() + 20]
    if before.endswith("(") and after.startswith(")") and match.re is _ONE:
        return True  # "Smith (2019)"
    return bool(_OTHER_BEFORE.search(before) or _OTHER_AFTER.match(after) or _CITED.search(before))


def _is_not_then(text: Text, place: int) -> bool:
    start, end = _near(text, place)
    return (
        _COMING.search(text.content, start, place) is not None or _SEARCHED.search(text.content, start, end) is not None
    )


def _near(text: Text, place: int) -> Span:
    """Return a bounded stretch around a year: a sentence may be 2,000 characters."""
    start, end = text.sentence_at(place)
    return max(start, place - _AROUND), min(end, place + _AROUND)


def _is_on_study(text: Text, place: int) -> bool:
    return place < text.title_end or _ON_STUDY.search(text.content, *_near(text, place)) is not None
