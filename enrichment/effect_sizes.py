"""Sizes of effects as a text states them: measure, value, interval, p and the word "significant"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from enrichment.numerals import BEGINS, WRITTEN, number_of

# The names under which reports give a size; the first group that matches says which measure it is.
_NAMED: Final[dict[str, str]] = {
    "irr": r"(?:incidence|incident) rate ratios?|(?-i:IRRs?)|inciden[st]rate?-?(?:ratio|kvot|forhold)(?:en|et)?",
    "odds_ratio": r"odds[- ]?ratios?|(?-i:a?ORs?)|oddskvot(?:en|er)?|oddsratio(?:en|er)?|oddsforhold(?:et)?"
    r"|oddsförhållande(?:t)?",
    "hazard_ratio": r"hazard ratios?|(?-i:a?HRs?)|hazardkvot(?:en)?|ha[sz]ard-?rat(?:e|io)(?: ?en)?|hazard ratioen"
    r"|ha[sz]ard-?forhold(?:et)?|hasard-?kvot(?:en)?",
    "rate_ratio": (
        r"(?:relative )?rate ratios?|ratkvot(?:en)?|ratekvot(?:en)?|rat(?:e|ing)?-?forhold(?:et)?|rate-?ratio(?:en)?"
        r"|relative incident rate ratios?|(?-i:RIRRs?)"
    ),
    "risk_ratio": (
        r"risk ratios?|relative risks?|(?-i:a?RRs?)|riskkvot(?:en)?|risikoforhold(?:et)?"
        r"|risikoratio(?:en)?|relativ(?:a|e)? ris[ki]k?o?(?:en)?"
    ),
    "smd": r"standardi[sz]ed (?:mean )?differences?|(?-i:SMDs?)|standardisera(?:d"
    r"|de) (?:medel(?:värdes)?)?skillnad(?:en)?"
    r"|standardiser(?:t|te) (?:gjennomsnitts)?forskjell(?:en)?|standardisere(?:t|de) (?:gennemsnits"
    r"|middel)?forskel(?:len)?",
    "mean_difference": r"(?:weighted )?mean differences?|(?-i:W?MDs?)|medel(?:värdes)?skillnad(?:en)?"
    r"|gjennomsnittsforskjell|middelforskel",
    "cohens_d": r"cohen['’]?s?['’]? ?d|(?<![A-Za-zÅÄÖåäö'’])(?-i:d)(?= ?[=:] ?)",
    "hedges_g": r"hedges?['’]?s?['’]? ?g|(?<![A-Za-zÅÄÖåäö'’])(?-i:g)(?= ?= ?)",
    "correlation": r"(?<![A-Za-zÅÄÖåäö'’])(?-i:r)(?= ?= ?)",
    "beta": r"(?<![A-Za-zÅÄÖåäö'’])(?-i:[βbB])(?= ?= ?)|beta(?= ?= ?)",
    # A ratio of what came before and after in two areas, 1 where nothing differs (Welsh & Farrington's reviews).
    "relative_effect_size": (
        r"relative effect sizes?|(?-i:RES)(?= ?[=:] ?)|relativ(?:a|e)? effektstorlek(?:en|ar)?"
        r"|relativ(?:e)? effektstørrelse(?:n|r)?"
    ),
    "effect_size": (
        r"(?:mean |average |overall |pooled |weighted )?effect sizes?|(?-i:ES)(?= ?[=:] ?)|effektstorlek(?:en)?"
        r"|effektstørrelse(?:n)?"
    ),
}
_RATIOS: Final = frozenset({"irr", "odds_ratio", "hazard_ratio", "rate_ratio", "risk_ratio"})
_PLAIN: Final = frozenset({"percent", "percentage_points", "share"})
_NUMBER: Final = r"[-−–]?(?:\d{1,6}(?:[.,·]\d{1,4})?|[.·]\d{1,4})"
_TO: Final = r" ?(?:to|till|til|og|och|and|[;,–—−-]) ?"
_INTERVAL: Final = (
    r"(?:(?P<level>\d{2})(?:\.\d)? ?(?:%|percent|per cent|procent|prosent|pct\.?)?[ -]{0,2})?"
    r"(?:(?:CI|KI|CrI|c\.i\.|confidence intervals?|credible intervals?|konfidensintervall?(?:et)?"
    r"|sikkerhe[td]sinterval(?:let)?)"
    r"s?)?[ :=,]{0,3}(?:from |fra |från |of )?[\[(]?"
    rf"(?P<low>{_NUMBER}){_TO}(?P<high>{_NUMBER})(?![\d%]| ?(?:%|percent|procent|prosent)[^)\]]{{0,3}}\w)"
)
_RATIO: Final = re.compile(
    r"(?<![A-Za-zÅÄÖåäöÆØæø])(?:"
    + "|".join(f"(?P<{measure}>{names})" for measure, names in _NAMED.items())
    + (
        r")(?: ?\((?:OR|RR|HR|IRR|SMD|MD|ES|d|g)\))?"
        r"(?: (?:for|i|in|av|af|of|on|på|ved|vid|för|mellan|mellom|mellem|between)(?: [^\W\d][\w-]{0,24}){1,4}?"
        r"(?= (?:was|were|is|var|er|är|blev|ble)\b))?(?: (?:of|was|were|is|on|på|av|var|er|är"
        r"|blev|ble))?[ :=,(\[]{0,4}(?:of |på )?"
        rf"(?P<size>{_NUMBER})(?![\d%])(?:[ ,;:(\[]{{1,4}}{_INTERVAL})?"
    ),
    re.IGNORECASE,
)
_PERCENT: Final = re.compile(
    r"(?:(?:between|mellan|mellom|mellem) (?P<lowest>\d{1,3}(?:[.,]\d{1,2})?) ?(?:%|percent|per cent"
    r"|procent|prosent|pct\.?)? (?:and|och|og) )?"
    rf"(?P<size>(?<![\d.,])(?<!from )(?<!från )(?<!fra )\d{{1,3}}(?:[.,]\d{{1,2}})?)(?: ?(?:–|-|to|till"
    rf"|til) ?(?P<upper>\d{{1,3}}(?:[.,]\d{{1,2}})?))?"
    r"[ -]?(?:%|percent|per cent|procent|prosent|pct\.?)(?P<points>[ -]?(?:age )?(?:points?|enhet(?:er)?"
    r"|poeng|point))?"
    r"(?P<interval> ?[-–]?(?:CI|KI|CrI|confidence|credible|konfidens|sikkerhets))?"
    rf"(?:[ ,]{{0,2}}[(\[](?:(?P<level>\d{{2}}) ?(?:%|percent|procent|prosent) ?(?:CI|KI|CrI)[ :=,]{{0,3}})"
    rf"(?P<low>{_NUMBER})%?{_TO}(?P<high>{_NUMBER}))?",
    re.IGNORECASE,
)
# "four percentage points", "tolv procent"
_WRITTEN_PERCENT: Final = re.compile(
    rf"{BEGINS}(?P<size>{WRITTEN})[ -](?:per ?cent|procent|prosent"
    r"|pct\.?)(?P<points>(?:age)?[ -]?(?:points?"
    rf"|enhet(?:er)?"
    r"|poeng|point))?(?!\w)",
    re.IGNORECASE,
)
_SHARE: Final = re.compile(
    # "by quarter" is no size
    r"\b(?:by|with|med) (?!quarter|third|fifth|tenth)(?P<size>(?:about |nearly |almost |roughly |over |more than "
    r"|ungefär |nästan |drygt |närmare |omtrent |nesten |omkring |næsten )?"
    r"(?:(?:a|one|two|three|en|ett|et|två|tre|to) )?(?:half|third|quarter|fifth|thirds|quarters|hälften|halvparten|"
    r"halvdelen|tredjedel(?:ar|er|e)?|tredel(?:er)?|firedel(?:er)?|fjärdedel(?:ar)?|fjerdedel(?:er|e)?"
    r"|femtedel(?:ar|er|e)?|tenth|tiond(?:ed)?el|tiendedel|tidel|(?:tre)?kvart))\b",
    re.IGNORECASE,
)
# Shares that are whole numbers of per cent; a third is none.
_EXACT: Final = tuple(
    (re.compile(pattern), number)
    for pattern, number in (
        (r"(?:a |one )?half|hälften|halvparten|halvdelen", "50"),
        (r"(?:(?:a|one|en|ett|et) )?(?:quarter|fjärdedel|fjerdedel|firedel|kvart)", "25"),
        (r"(?:three|tre) (?:quarters|fjärdedelar|fjerdedeler?|firedeler)", "75"),
        (r"(?:(?:a|one|en|ett|et) )?(?:fifth|femtedel)", "20"),
        (r"(?:(?:a|one|en|ett|et) )?(?:tenth|tiondel|tiondedel|tiendedel|tidel)", "10"),
    )
)
_FOLD: Final = {"halved": "50", "doubled": "100", "tripled": "200"}
_FOLDED: Final = re.compile(
    r"(?<!nearly )(?<!almost )(?<!than )(?<!over )(?<!about )(?<!roughly )(?<!nästan )(?<!än )(?<!över )(?<!närmare )"
    r"(?<!nesten )(?<!enn )(?<!næsten )(?<!end )(?<!cirka )(?<!omtrent )\b(?:"
    r"(?P<halved>halved|halvera(?:de|des|t|ts)|halver(?:t|te|tes|et|ede|edes))"
    r"|(?P<doubled>doubled|fördubbla(?:de|des|t|ts)|(?:for)?dobl(?:et|ede|edes|a))"
    r"|(?P<tripled>tripled|tredubbla(?:de|des|t|ts)|tredobl(?:et|ede|edes)))\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(
    r"(?<![A-Za-zÅÄÖåäöÆØæø])(?:" + "|".join(f"(?P<{measure}>{names})" for measure, names in _NAMED.items()) + ")",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    rf"(?<![\w.,–-])(?P<size>\d{{1,2}}[.,·]\d{{1,3}})(?:[ ,;(\[]{{1,3}})(?:(?P<level>\d{{2}}) ?(?:%|percent|per cent"
    r"|procent|prosent|pct\.?)[ -]{0,2})?(?:CI|KI|CrI|konfidensintervall?|confidence interval)?[ :=,(\[]{0,3}"
    rf"(?P<low>{_NUMBER}){_TO}(?P<high>{_NUMBER})[)\]]"
)
_FAR: Final = 500
# A ratio as near 1 as this is none where its interval holds 1.
_SMALL: Final = 0.1
# "from 11 to 6 per cent": what it became is no size of the change.
_BECAME: Final = re.compile(
    r"(?:from|från|fra) [\d.,]+ ?(?:%|per ?cent|procent|prosent|pct\.?)? ?(?:to|till"
    r"|til) $",
    re.IGNORECASE,
)
_P: Final = re.compile(
    r"(?<![A-Za-zÅÄÖåäö])p(?:[- ]?(?:values?|värde[nt]?|verdi(?:en)?|værdi(?:en)?))?[ (]{0,2}"
    r"(?P<sign>[=<>≤≥]|less than|of|var|på) ?(?P<p>0?[.,·]\d{1,5})",
    re.IGNORECASE,
)
# A difference that a test found: "statistiskt säkerställd", "statistisk sikker".
_TESTED: Final = (
    r"statistiskt? (?:säkerställ|sikk?(?:er|re)\b)\w*|säkerställ\w{1,3} statistiskt"
    r"|säkerställ(?:d|t|da) (?:\w{1,30} )?(?:skillnad|minskning|ökning|effekt|förändring|förbättring)\w*"
)
_NOT_SIGNIFICANT: Final = re.compile(
    r"\b(?:not|no|nor|n't|never|without|inte|ej|icke|ikke|ikkje|ingen|inga|inget|utan|uten|uden|intet|varken|verken"
    r"|hverken)[ -]"
    r"(?:(?:any|a|statistically|statistiskt?|some|några?|någon|være?|være|var|be|reach|reached|nå|differ|heller"
    r"|längre|lenger|længere|att|på|ett?|en|är|er|blev|ble)[ -]){0,4}"
    rf"(?:sign?i[fg]?[fi]\w{{0,3}}[kc]an\w*|säkerställ(?:d|t|da)\b|{_TESTED})|\b(?:non-?|in)signi[fn]\w*"
    rf"|\bicke-?signifikan\w*|\bikke-?signifikan\w*"
    r"|\bstatistically indistinguishable",
    re.IGNORECASE,
)
_SIGNIFICANT: Final = re.compile(
    rf"\b(?:{_TESTED})"
    r"|\bsigni[f]i[kc]ant\w*\b(?! (?:number|proportion|problem|challenge|other|share|part|amount|role)s?\b)",
    re.IGNORECASE,
)
_SIGNS: Final = {"less than": "<", "of": "=", "var": "=", "på": "="}


@dataclass(frozen=True, slots=True)
class Size:
    """A size with its place in the text it was read in: `told` names measure, size and what else is stated."""

    start: int
    end: int
    told: tuple[tuple[str, str], ...]

    @property
    def tests(self) -> bool:
        """Whether it is a ratio or a standardised difference: what two groups differ by."""
        return self.told[0][1] not in _PLAIN

    @property
    def says(self) -> str | None:
        """What it says by itself: less, more or none where its interval or its place beside 1 tells, else None."""
        told = dict(self.told)
        if "low" not in told or not self.tests:
            return None
        nothing = 1.0 if told["measure"] in _RATIOS else 0.0
        low, high = float(told["low"]), float(told["high"])
        unsure = low <= nothing <= high
        if told["measure"] not in _RATIOS:
            return "none" if unsure else None  # which sign is the better one is a matter of the study
        size = float(told["size"])
        if unsure and abs(size - 1) < _SMALL:
            return "none"
        return "less" if size < 1 else "more"


def find_sizes(text: str, start: int, end: int) -> list[Size]:
    """Return the sizes stated between `start` and `end`, in order, numbers with a decimal point as stated."""
    found = [_ratio(match) for match in _RATIO.finditer(text, start, end)]
    if "%" in text[start:end] or "cent" in text[start:end] or "pct" in text[start:end] or "sent" in text[start:end]:
        taken = [(size.start, size.end) for size in found]
        for match in _PERCENT.finditer(text, start, end):
            if (
                match["interval"]
                or _BECAME.search(text, max(0, match.start() - 40), match.start())
                or any(first <= match.start() < last for first, last in taken)
            ):
                continue
            found.append(_percent(match))
        found += _written(text, start, end)
    found += [_share(match) for match in _SHARE.finditer(text, start, end)]
    found += [
        Size(match.start(), match.end(), (("measure", "percent"), ("size", _FOLD[match.lastgroup or "halved"])))
        for match in _FOLDED.finditer(text, start, end)
    ]
    found += _bare(text, start, end, found)
    return sorted(found, key=lambda size: size.start)


def _written(text: str, start: int, end: int) -> Iterator[Size]:
    for match in _WRITTEN_PERCENT.finditer(text, start, end):
        number = number_of(match["size"].lower())
        if number is not None:
            measure = "percentage_points" if match["points"] else "percent"
            yield Size(match.start(), match.end(), (("measure", measure), ("size", str(number))))


def find_p(text: str, start: int, end: int) -> str | None:
    """Return the first p value stated between `start` and `end`, such as "<0.05" or "=0.012"."""
    match = _P.search(text, start, end)
    if match is None:
        return None
    sign = _SIGNS.get(match["sign"].lower(), match["sign"])
    return sign + _number(match["p"])


def find_significance(text: str, start: int, end: int) -> str | None:
    """Return "significant" or "not_significant" where the words between `start` and `end` say so."""
    if _NOT_SIGNIFICANT.search(text, start, end):
        return "not_significant"
    return "significant" if _SIGNIFICANT.search(text, start, end) else None


def _ratio(match: re.Match[str]) -> Size:
    told = {"measure": next(name for name in _NAMED if match[name]), "size": _number(match["size"])}
    if match["low"]:
        told |= {"low": _number(match["low"]), "high": _number(match["high"])}
        if match["level"]:
            told["level"] = match["level"]
    return Size(match.start(), match.end(), tuple(told.items()))


def _share(match: re.Match[str]) -> Size:
    """Return a share in words: as per cent where it is exact, else in its own words."""
    words = match["size"].lower()
    exact = next((number for pattern, number in _EXACT if pattern.fullmatch(words)), None)
    told = ("share", words) if exact is None else ("percent", exact)
    return Size(match.start(), match.end(), (("measure", told[0]), ("size", told[1])))


def _bare(text: str, start: int, end: int, named: Sequence[Size]) -> Iterator[Size]:
    """Yield the sizes with an interval that only an earlier name says what they are: "Theft: 0.87 (0.80 to 0.95)"."""
    for match in _BARE.finditer(text, start, end):
        if any(size.start < match.end() and match.start() < size.end for size in named):
            continue
        size, low, high = (_number(match[name]) for name in ("size", "low", "high"))
        if not float(low) <= float(size) <= float(high):
            continue
        names = list(_NAME.finditer(text, max(0, start - _FAR), match.start()))
        if names and names[-1].lastgroup:
            told = (("measure", names[-1].lastgroup), ("size", size), ("low", low), ("high", high))
            yield Size(match.start(), match.end(), told + ((("level", match["level"]),) if match["level"] else ()))


def _percent(match: re.Match[str]) -> Size:
    size = _number(match["size"])
    if match["lowest"]:
        size = f"{_number(match['lowest'])}–{size}"
    elif match["upper"]:
        size = f"{size}–{_number(match['upper'])}"
    told = {"measure": "percentage_points" if match["points"] else "percent", "size": size}
    if match["low"]:
        told |= {"low": _number(match["low"]), "high": _number(match["high"]), "level": match["level"]}
    return Size(match.start(), match.end(), tuple(told.items()))


def _number(words: str) -> str:
    """Return a number with a decimal point, a plain minus and a digit before the point."""
    number = words.replace(",", ".").replace("·", ".").replace("−", "-").replace("–", "-")
    if number.startswith("."):
        return f"0{number}"
    return number.replace("-.", "-0.")
